//! Organizations (docs/fapi.md 3.1, 3.2, 4.1).

use clerk_api::{
    CreateOrganization, DeleteOrganization, DeletedObject, GetOrganization, Organization, OrganizationId,
    PublicOrganizationData, Timestamp, UpdateOrganization, UserId,
};
use rusqlite::Row;

use super::names::{MAX_SLUG, parse_name, parse_slug, slug_of};
use super::{invitations, memberships};
use crate::db::Transaction;
use crate::http::{Member, User};
use crate::instance;
use crate::refusal::{Refusal, Result};
use crate::users;

/// The key of the role that whoever creates an organization gets.
pub const CREATOR_ROLE: &str = "admin";

/// The columns that [`read`] needs, from `organizations o`; `?1` is the current time.
pub const COLUMNS: &str = "o.id AS o_id, o.name AS o_name, o.slug AS o_slug,
    o.max_allowed_memberships AS o_max_allowed_memberships, o.created_at AS o_created_at, o.updated_at AS o_updated_at,
    (SELECT count(*) FROM memberships WHERE organization_id = o.id) AS o_members_count,
    (SELECT count(*) FROM invitations
     WHERE organization_id = o.id AND status = 'pending' AND expires_at > ?1) AS o_pending_invitations_count";

/// Reads [`COLUMNS`].
pub fn read(row: &Row<'_>) -> rusqlite::Result<Organization> {
    Ok(Organization {
        id: row.get("o_id")?,
        name: row.get("o_name")?,
        slug: row.get("o_slug")?,
        image_url: String::new(),
        has_image: false,
        max_allowed_memberships: row.get("o_max_allowed_memberships")?,
        created_at: Timestamp(row.get("o_created_at")?),
        updated_at: Timestamp(row.get("o_updated_at")?),
        members_count: row.get("o_members_count")?,
        pending_invitations_count: row.get("o_pending_invitations_count")?,
        admin_delete_enabled: true,
        public_metadata: Default::default(),
    })
}

/// The organization of that id. It doesn't ask whether the caller may see it.
pub fn find(tx: &Transaction<'_>, id: &OrganizationId) -> Result<Organization> {
    let sql = format!("SELECT {COLUMNS} FROM organizations o WHERE o.id = ?2");
    tx.find(&sql, (tx.now, id), read)?.ok_or_else(Refusal::no_organization)
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
pub fn changed(tx: &Transaction<'_>, id: &OrganizationId) -> Result<()> {
    tx.change("UPDATE organizations SET updated_at = max(?1, updated_at + 1) WHERE id = ?2", (tx.now, id))?;
    let sql = "SELECT DISTINCT s.user_id FROM sessions s JOIN memberships m ON m.user_id = s.user_id
               WHERE s.status = 'active' AND m.organization_id = ?1";
    let signed_in: Vec<UserId> = tx.list(sql, [id], |row| row.get("user_id"))?;
    signed_in.iter().try_for_each(|user_id| users::changed(tx, user_id))
}

/// Creates an organization whose first admin is the user.
pub fn create(tx: &Transaction<'_>, user_id: &UserId, name: &str, slug: Option<&str>) -> Result<Organization> {
    let name = parse_name(name)?;
    let slug = match slug.filter(|slug| !slug.is_empty()) {
        Some(slug) => parse_slug(slug)?.to_owned(),
        None => free_slug(tx, name)?,
    };
    let id = OrganizationId::from(tx.random.id("org")?);
    let limits = instance::limits(tx)?;
    tx.change(
        "INSERT INTO organizations (id, name, slug, max_allowed_memberships, created_by, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        (&id, name, slug, limits.max_allowed_memberships, user_id, tx.now),
    )?;
    memberships::add(tx, &id, user_id, CREATOR_ROLE)?;
    find(tx, &id)
}

/// A slug made from the name, with a random end if another organization has it.
fn free_slug(tx: &Transaction<'_>, name: &str) -> Result<String> {
    let slug = slug_of(name);
    if !tx.value("SELECT EXISTS (SELECT 1 FROM organizations WHERE slug = ?1)", [&slug])? {
        return Ok(slug);
    }
    let room = MAX_SLUG - 7;
    Ok(format!("{}-{}", slug.get(..slug.len().min(room)).unwrap_or_default(), tx.random.slug_suffix()?))
}

/// Creates an organization; the caller becomes its admin.
pub fn create_endpoint(tx: &Transaction<'_>, me: &User, input: CreateOrganization) -> Result<Organization> {
    let limit = u64::from(instance::limits(tx)?.create_organizations_limit);
    let created = "SELECT count(*) FROM organizations WHERE created_by = ?1";
    if limit > 0 && tx.value::<u64>(created, [&me.user_id])? >= limit {
        return Err(Refusal::forbidden("quota_exceeded", format!("You may create at most {limit} organizations.")));
    }
    create(tx, &me.user_id, &input.name, input.slug.as_deref())
}

/// Fetches an organization that the caller is a member of.
pub fn get(tx: &Transaction<'_>, _: &Member, input: GetOrganization) -> Result<Organization> {
    find(tx, &input.organization_id)
}

/// Changes the name or the slug.
pub fn update(tx: &Transaction<'_>, _: &Member, input: UpdateOrganization) -> Result<Organization> {
    let name = input.name.as_deref().map(parse_name).transpose()?;
    let slug = input.slug.as_deref().map(parse_slug).transpose()?;
    tx.change(
        "UPDATE organizations SET name = coalesce(?1, name), slug = coalesce(?2, slug) WHERE id = ?3",
        (name, slug, &input.organization_id),
    )?;
    changed(tx, &input.organization_id)?;
    find(tx, &input.organization_id)
}

/// Deletes the organization. Its memberships and invitations go with it, by the database's rules.
pub fn delete(tx: &Transaction<'_>, _: &Member, input: DeleteOrganization) -> Result<DeletedObject> {
    let organization = find(tx, &input.organization_id)?;
    changed(tx, &organization.id)?;
    invitations::withdraw_all(tx, &organization.id)?;
    tx.change("DELETE FROM organizations WHERE id = ?1", [&organization.id])?;
    Ok(DeletedObject {
        object: "organization".into(),
        id: Some(organization.id.into()),
        slug: organization.slug,
        deleted: true,
    })
}
