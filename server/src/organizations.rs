//! Organizations (FAPI 3.1, 3.2, 4.1).

use clerk_api::{
    CreateOrganization, DeleteOrganization, DeletedObject, GetOrganization, Organization, PublicOrganizationData,
    Timestamp, UpdateOrganization,
};
use rusqlite::Row;

use crate::app::Db;
use crate::context::Context;
use crate::error::ApiError;
use crate::names::has_control;
use crate::roles::{DELETE_PROFILE, MANAGE_PROFILE, Role};
use crate::settings;
use crate::{memberships, users};

/// Most characters of a name.
const MAX_NAME: usize = 256;
/// Most characters of a slug.
const MAX_SLUG: usize = 64;

/// The columns that [`read`] wants, from `organizations o`; `?1` is the current time.
pub const COLUMNS: &str = "o.id, o.name, o.slug, o.max_allowed_memberships, o.created_at, o.updated_at,
    (SELECT count(*) FROM memberships WHERE organization_id = o.id),
    (SELECT count(*) FROM invitations
     WHERE organization_id = o.id AND status = 'pending' AND expires_at > ?1)";

/// Reads [`COLUMNS`], which begin at `first`.
pub fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Organization> {
    Ok(Organization {
        id: row.get(first)?,
        name: row.get(first + 1)?,
        slug: row.get(first + 2)?,
        image_url: String::new(),
        has_image: false,
        max_allowed_memberships: row.get(first + 3)?,
        created_at: Timestamp(row.get(first + 4)?),
        updated_at: Timestamp(row.get(first + 5)?),
        members_count: row.get(first + 6)?,
        pending_invitations_count: row.get(first + 7)?,
        admin_delete_enabled: true,
        public_metadata: Default::default(),
    })
}

/// The organization of that id. Whether the caller may see it is the caller's business: ask
/// [`memberships::role_in`] first.
pub fn find(db: &Db<'_>, id: &str) -> Result<Organization, ApiError> {
    let sql = format!("SELECT {COLUMNS} FROM organizations o WHERE o.id = ?2");
    db.find(&sql, (db.now, id), |row| read(row, 0))?.ok_or_else(ApiError::no_organization)
}

/// The organization as outsiders see it.
pub fn public(organization: &Organization) -> PublicOrganizationData {
    PublicOrganizationData {
        id: organization.id.clone(),
        name: organization.name.clone(),
        slug: organization.slug.clone(),
        image_url: organization.image_url.clone(),
        has_image: organization.has_image,
    }
}

/// Notes that the organization looks different now, to all its members.
pub fn changed(db: &Db<'_>, id: &str) -> Result<(), ApiError> {
    db.change("UPDATE organizations SET updated_at = max(?1, updated_at + 1) WHERE id = ?2", (db.now, id))?;
    let sql = "SELECT DISTINCT s.user_id FROM sessions s JOIN memberships m ON m.user_id = s.user_id
               WHERE s.status = 'active' AND m.organization_id = ?1";
    let signed_in: Vec<String> = db.list(sql, [id], |row| row.get(0))?;
    signed_in.iter().try_for_each(|user_id| users::changed(db, user_id))?;
    Ok(())
}

/// Creates an organization whose first admin is the user.
pub fn create(db: &Db<'_>, user_id: &str, name: &str, slug: Option<&str>) -> Result<Organization, ApiError> {
    let name = parse_name(name)?;
    let slug = match slug.filter(|slug| !slug.is_empty()) {
        Some(slug) => parse_slug(slug)?.to_owned(),
        None => free_slug(db, name)?,
    };
    let id = db.random.id("org")?;
    let limits = settings::limits(db)?;
    db.change(
        "INSERT INTO organizations (id, name, slug, max_allowed_memberships, created_by, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        (&id, name, slug, limits.max_allowed_memberships, user_id, db.now),
    )?;
    memberships::add(db, &id, user_id, Role::Admin)?;
    find(db, &id)
}

/// Reads a name: 1 to 256 characters, neither HTML nor a URL.
pub fn parse_name(text: &str) -> Result<&str, ApiError> {
    let name = text.trim();
    let refuse = |code, sentence: String| Err(ApiError::form(code, "name", sentence));
    if name.is_empty() {
        return refuse("form_param_nil", "The name must not be empty.".into());
    }
    if name.chars().count() > MAX_NAME {
        return refuse("form_param_max_length_exceeded", format!("The name may have at most {MAX_NAME} characters."));
    }
    if has_markup(name) || has_url(name) || has_control(name) {
        return refuse(
            "form_param_value_invalid",
            "The name must not contain HTML, a URL or control characters.".into(),
        );
    }
    Ok(name)
}

/// `<b`, `</b`, `<!--`, `<?xml`; not `1 < 2`.
fn has_markup(text: &str) -> bool {
    let mut behind = text.split('<').skip(1).filter_map(|rest| rest.chars().next());
    behind.any(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
}

/// `https://…`, `www.…`; not `Booking.com`, which is a name.
fn has_url(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("://")
        || lower.split(|letter: char| !letter.is_alphanumeric() && letter != '.').any(|word| word.starts_with("www."))
}

/// Reads a slug: lower-case letters, digits and dashes.
pub fn parse_slug(slug: &str) -> Result<&str, ApiError> {
    let allowed = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    if slug.is_empty() || slug.len() > MAX_SLUG || !slug.bytes().all(allowed) {
        return Err(ApiError::form(
            "form_param_format_invalid",
            "slug",
            format!("A slug is 1 to {MAX_SLUG} lower-case letters, digits and dashes."),
        ));
    }
    Ok(slug)
}

/// A slug from the name, with a random end if another organization has it.
fn free_slug(db: &Db<'_>, name: &str) -> Result<String, ApiError> {
    let slug = slug_of(name);
    let taken = |slug: &str| db.value("SELECT EXISTS (SELECT 1 FROM organizations WHERE slug = ?1)", [slug]);
    if !taken(&slug)? {
        return Ok(slug);
    }
    let room = MAX_SLUG - 7;
    Ok(format!("{}-{}", &slug[..slug.len().min(room)], db.random.slug_suffix()?))
}

/// "Blue Heron Labs!" → `blue-heron-labs`. ASCII only, and never empty.
pub fn slug_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    let slug = slug[..slug.len().min(MAX_SLUG)].trim_end_matches('-');
    if slug.is_empty() { "organization".into() } else { slug.into() }
}

/// Creates an organization; the caller becomes its admin.
pub async fn create_endpoint(cx: Context, input: CreateOrganization) -> Result<Organization, ApiError> {
    cx.write(move |db, me| {
        let limit = u64::from(settings::limits(db)?.create_organizations_limit);
        let sql = "SELECT count(*) FROM organizations WHERE created_by = ?1";
        if limit > 0 && db.value::<u64>(sql, [&me.user_id])? >= limit {
            return Err(ApiError::forbidden(
                "quota_exceeded",
                format!("You may create at most {limit} organizations."),
            ));
        }
        let organization = create(db, &me.user_id, &input.name, input.slug.as_deref())?;
        users::changed(db, &me.user_id)?;
        Ok(organization)
    })
    .await
}

/// Fetches an organization that the caller is a member of.
pub async fn get(cx: Context, input: GetOrganization) -> Result<Organization, ApiError> {
    cx.read(move |db, me| {
        memberships::role_in(db, &input.organization_id, &me.user_id)?;
        find(db, &input.organization_id)
    })
    .await
}

/// Changes the name or the slug. Admins only.
pub async fn update(cx: Context, input: UpdateOrganization) -> Result<Organization, ApiError> {
    cx.write(move |db, me| {
        memberships::require_admin(db, &input.organization_id, &me.user_id, MANAGE_PROFILE)?;
        let name = input.name.as_deref().map(parse_name).transpose()?;
        let slug = input.slug.as_deref().map(parse_slug).transpose()?;
        db.change(
            "UPDATE organizations SET name = coalesce(?1, name), slug = coalesce(?2, slug) WHERE id = ?3",
            (name, slug, &input.organization_id),
        )?;
        changed(db, &input.organization_id)?;
        find(db, &input.organization_id)
    })
    .await
}

/// Deletes the organization. Its memberships and invitations go with it (schema.sql). Admins only.
pub async fn delete(cx: Context, input: DeleteOrganization) -> Result<DeletedObject, ApiError> {
    cx.write(move |db, me| {
        memberships::require_admin(db, &input.organization_id, &me.user_id, DELETE_PROFILE)?;
        let organization = find(db, &input.organization_id)?;
        changed(db, &organization.id)?;
        db.change("DELETE FROM organizations WHERE id = ?1", [&organization.id])?;
        Ok(DeletedObject {
            object: "organization".into(),
            id: Some(organization.id.into()),
            slug: organization.slug,
            deleted: true,
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names() {
        for name in ["Blue Heron Labs", "1 < 2", "Booking.com", "Åre & Co", &"x".repeat(256), "wwwhat"] {
            assert_eq!(parse_name(name), Ok(name), "{name}");
        }
        let refused = [
            ("", "form_param_nil"),
            ("   ", "form_param_nil"),
            (&"x".repeat(257), "form_param_max_length_exceeded"),
            ("<b>Labs</b>", "form_param_value_invalid"),
            ("Labs</b>", "form_param_value_invalid"),
            ("<!--", "form_param_value_invalid"),
            ("see https://heron.test", "form_param_value_invalid"),
            ("www.heron.test", "form_param_value_invalid"),
            ("(WWW.heron.test)", "form_param_value_invalid"),
            ("two\nlines", "form_param_value_invalid"),
            ("\u{202e}sbaL", "form_param_value_invalid"),
        ];
        for (name, code) in refused {
            assert_eq!(parse_name(name).expect_err(name).code(), code, "{name}");
        }
    }

    #[test]
    fn slugs_are_derived() {
        for (name, slug) in [
            ("Blue Heron Labs", "blue-heron-labs"),
            ("  R&D -- 2 ", "r-d-2"),
            ("蒼鷺", "organization"),
            ("Åre Snow", "re-snow"),
        ] {
            assert_eq!(slug_of(name), slug);
            assert_eq!(parse_slug(slug), Ok(slug));
        }
        assert_eq!(slug_of(&"abc ".repeat(100)).len(), 63, "cut, and without a dash at the end");
    }
}
