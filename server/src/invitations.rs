//! Invitations, as an organization's admins see them (FAPI 3.4, 4.4).

use std::collections::HashSet;

use clerk_api::{
    InvitationStatus, InviteMember, InviteMembers, ListInvitations, ListPendingInvitationsOf2022,
    OrganizationInvitation, Page, RevokeInvitation, Timestamp,
};
use rusqlite::Row;

use crate::app::{App, Db};
use crate::clock::DAY;
use crate::context::{Context, Me};
use crate::error::ApiError;
use crate::letters::Letter;
use crate::paging::Paging;
use crate::roles::{MANAGE_MEMBERS, Role};
use crate::store::fold;
use crate::{mails, memberships, organizations, quota, tickets, users};

/// How long an invitation is good for, in milliseconds.
pub const LIFETIME: i64 = 30 * DAY;
/// Most addresses of a bulk invitation.
const MAX_BULK: usize = 100;

/// The status that people see; `?1` is the current time.
pub const STATUS: &str = "iif(i.status = 'pending' AND i.expires_at <= ?1, 'expired', i.status)";

/// Makes [`OrganizationInvitation`]s of rows, which begin with these columns.
const COLUMNS: &str = "i.id, i.email_address, i.role, i.organization_id, i.expires_at, i.created_at, i.updated_at";

fn read(db: &Db<'_>, row: &Row<'_>) -> rusqlite::Result<OrganizationInvitation> {
    let role: Role = row.get(2)?;
    Ok(OrganizationInvitation {
        id: row.get(0)?,
        email_address: row.get(1)?,
        role: role.key(db.instance.roles).into(),
        role_name: role.name().into(),
        organization_id: row.get(3)?,
        expires_at: Some(Timestamp(row.get(4)?)),
        created_at: Timestamp(row.get(5)?),
        updated_at: Timestamp(row.get(6)?),
        status: InvitationStatus::from(row.get::<_, String>(7)?),
        public_metadata: Default::default(),
        // Only the invited person gets the link, by mail: the ticket is not kept in the clear.
        url: None,
    })
}

/// The organization's invitation of that id.
fn find(db: &Db<'_>, organization_id: &str, id: &str) -> Result<OrganizationInvitation, ApiError> {
    let sql = format!("SELECT {COLUMNS}, {STATUS} FROM invitations i WHERE i.organization_id = ?2 AND i.id = ?3");
    let found = db.find(&sql, (db.now, organization_id, id), |row| read(db, row))?;
    found.ok_or_else(|| ApiError::not_found("organization_invitation_not_found", "There is no such invitation."))
}

/// Which invitations a list is to have, as JSON for SQL's `json_each`; none for all.
pub fn status_filter(status: Option<Vec<InvitationStatus>>) -> Result<Option<String>, ApiError> {
    let mut given = status.unwrap_or_default();
    given.retain(|status| !status.as_str().is_empty());
    if given.iter().any(|status| matches!(status, InvitationStatus::Other(_))) {
        return Err(ApiError::form(
            "form_param_value_invalid",
            "status",
            "There is no such status. Use pending, accepted, revoked or expired.",
        ));
    }
    Ok((!given.is_empty()).then(|| serde_json::json!(given).to_string()))
}

/// Lists the invitations, newest first. Admins only.
pub async fn list(cx: Context, input: ListInvitations) -> Result<Page<OrganizationInvitation>, ApiError> {
    let paging = Paging::new(input.limit, input.offset)?;
    let status = status_filter(input.status)?;
    cx.read(move |db, me| page(db, me, &input.organization_id, status.as_deref(), paging)).await
}

/// Lists the invitations that nobody has answered yet, for SDKs of 2022. Admins only.
pub async fn list_pending(
    cx: Context,
    input: ListPendingInvitationsOf2022,
) -> Result<Page<OrganizationInvitation>, ApiError> {
    let paging = Paging::new(input.limit, input.offset)?;
    cx.read(move |db, me| {
        let page = page(db, me, &input.organization_id, Some(r#"["pending"]"#), paging)?;
        Ok(Page { bare: input.paginated != Some(true), ..page })
    })
    .await
}

fn page(
    db: &Db<'_>,
    me: &Me,
    organization_id: &str,
    status: Option<&str>,
    paging: Paging,
) -> Result<Page<OrganizationInvitation>, ApiError> {
    memberships::require_admin(db, organization_id, &me.user_id, MANAGE_MEMBERS)?;
    let matches = format!("i.organization_id = ?2 AND (?3 IS NULL OR {STATUS} IN (SELECT value FROM json_each(?3)))");
    let sql = format!("SELECT count(*) FROM invitations i WHERE {matches}");
    let total_count = db.value(&sql, (db.now, organization_id, status))?;
    let sql = format!(
        "SELECT {COLUMNS}, {STATUS} FROM invitations i WHERE {matches}
         ORDER BY i.created_at DESC, i.rowid DESC LIMIT ?4 OFFSET ?5"
    );
    let params = (db.now, organization_id, status, paging.limit, paging.offset);
    let data = db.list(&sql, params, |row| read(db, row))?;
    Ok(Page { data, total_count, bare: false })
}

/// What an invitation says, but for the address.
struct Terms {
    organization_id: String,
    role: Role,
    redirect_url: Option<String>,
}

impl Terms {
    fn parse(app: &App, organization_id: String, role: &str, redirect_url: Option<String>) -> Result<Self, ApiError> {
        let redirect_url = redirect_url.filter(|url| !url.is_empty());
        // The link hands a ticket to that page, so that it must be one that may call the server.
        if redirect_url.as_ref().is_some_and(|url| !app.origins.allows_url(url)) {
            return Err(ApiError::form(
                "form_param_value_invalid",
                "redirect_url",
                "redirect_url must be the full address of a page on this machine, or on an origin that --allow-origin names.",
            ));
        }
        Ok(Terms { organization_id, role: Role::parse(role, "role")?, redirect_url })
    }
}

/// Invites an address by e-mail. Admins only.
pub async fn invite(cx: Context, input: InviteMember) -> Result<OrganizationInvitation, ApiError> {
    let terms = Terms::parse(&cx.app, input.organization_id.into(), &input.role, input.redirect_url)?;
    let mut invitations = invite_all(cx, terms, vec![input.email_address.0]).await?;
    invitations.pop().ok_or_else(|| ApiError::internal("an invitation got lost", &"none was made"))
}

/// Invites several addresses, all or none. Admins only.
pub async fn invite_bulk(cx: Context, input: InviteMembers) -> Result<Vec<OrganizationInvitation>, ApiError> {
    let terms = Terms::parse(&cx.app, input.organization_id.into(), &input.role, input.redirect_url)?;
    if input.email_address.len() > MAX_BULK {
        let sentence = format!("At most {MAX_BULK} addresses can be invited at once.");
        return Err(ApiError::bad_request("bulk_size_exceeded", sentence));
    }
    let addresses: Vec<String> = input.email_address.into_iter().map(|email| email.0).collect();
    refuse_repeated(&addresses)?;
    invite_all(cx, terms, addresses).await
}

/// The second of two invitations would find the first one pending, and its refusal talk of what nobody can see.
fn refuse_repeated(addresses: &[String]) -> Result<(), ApiError> {
    let mut seen = HashSet::new();
    match addresses.iter().find(|address| !seen.insert(fold(address))) {
        None => Ok(()),
        Some(address) => {
            let sentence = format!("{address} is given twice. Name each address once.");
            Err(ApiError::bad_request("duplicate_record", sentence).with("email_addresses", vec![address.as_str()]))
        }
    }
}

async fn invite_all(
    cx: Context,
    terms: Terms,
    addresses: Vec<String>,
) -> Result<Vec<OrganizationInvitation>, ApiError> {
    cx.write(move |db, me| {
        memberships::require_admin(db, &terms.organization_id, &me.user_id, MANAGE_MEMBERS)?;
        expire(db, &terms.organization_id)?;
        quota::require_room(db, &terms.organization_id, addresses.len())?;
        let ids = addresses.iter().map(|address| create(db, &terms, me, address)).collect::<Result<Vec<_>, _>>()?;
        ids.iter().map(|id| find(db, &terms.organization_id, id)).collect()
    })
    .await
}

/// Writes down that the overdue invitations have run out, so that they no longer stand in the way of new ones.
fn expire(db: &Db<'_>, organization_id: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE invitations SET status = 'expired'
               WHERE organization_id = ?1 AND status = 'pending' AND expires_at <= ?2";
    db.change(sql, (organization_id, db.now)).map(drop)
}

/// Writes the invitation, its ticket and its mail.
fn create(db: &Db<'_>, terms: &Terms, me: &Me, address: &str) -> Result<String, ApiError> {
    refuse_member(db, &terms.organization_id, address)?;
    let id = db.random.id("orginv")?;
    db.change(
        "INSERT INTO invitations (id, organization_id, email_address, address_lower, role, status, redirect_url,
             expires_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'pending', ?6, ?7, ?8, ?8)",
        (
            &id,
            &terms.organization_id,
            address,
            fold(address),
            terms.role,
            &terms.redirect_url,
            db.now + LIFETIME,
            db.now,
        ),
    )
    .map_err(|error| ApiError::from(error).with("email_addresses", vec![address]))?;
    let link = tickets::issue(db, &id)?;
    let organization = organizations::find(db, &terms.organization_id)?;
    let inviter = users::by_id(db, &me.user_id)?;
    mails::send(db, address, &Letter::invitation(&organization.name, &inviter, terms.role, &link))?;
    Ok(id)
}

/// Clerk's own UI looks for the address in this error's sentence (FAPI 6).
fn refuse_member(db: &Db<'_>, organization_id: &str, address: &str) -> Result<(), ApiError> {
    let Some(user_id) = users::by_address(db, address)? else { return Ok(()) };
    match memberships::is_member(db, organization_id, &user_id)? {
        false => Ok(()),
        true => Err(ApiError::bad_request(
            "already_a_member_in_organization",
            format!("{address} is already a member of the organization."),
        )
        .with("param_name", "email_address")),
    }
}

/// Takes an invitation back. Admins only.
pub async fn revoke(cx: Context, input: RevokeInvitation) -> Result<OrganizationInvitation, ApiError> {
    cx.write(move |db, me| {
        memberships::require_admin(db, &input.organization_id, &me.user_id, MANAGE_MEMBERS)?;
        let invitation = find(db, &input.organization_id, &input.invitation_id)?;
        if invitation.status != InvitationStatus::Pending {
            return Err(ApiError::not_found(
                "organization_invitation_not_pending",
                format!("The invitation is {} and can't be revoked.", invitation.status.as_str()),
            ));
        }
        set_status(db, &invitation.id, "revoked")?;
        find(db, &input.organization_id, &invitation.id)
    })
    .await
}

/// Writes down how an invitation was answered.
pub fn set_status(db: &Db<'_>, id: &str, status: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE invitations SET status = ?1, updated_at = max(?2, updated_at + 1) WHERE id = ?3";
    db.change(sql, (status, db.now, id)).map(drop)
}

/// Counts the user's pending invitation to the organization as accepted, if there is one.
pub fn answer_for(db: &Db<'_>, organization_id: &str, user_id: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE invitations SET status = 'accepted', updated_at = max(?1, updated_at + 1)
               WHERE organization_id = ?2 AND status = 'pending'
                 AND address_lower = (SELECT address_lower FROM email_addresses WHERE user_id = ?3)";
    db.change(sql, (db.now, organization_id, user_id)).map(drop)
}
