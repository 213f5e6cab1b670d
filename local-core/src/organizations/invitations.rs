//! Invitations, as an organization's admins see them (docs/fapi.md 3.4, 4.4).

use std::collections::HashSet;

use clerk_api::{
    InvitationId, InvitationStatus, InviteMember, InviteMembers, ListInvitations, ListPendingInvitationsOf2022,
    Organization, OrganizationId, OrganizationInvitation, Page, PublicUserData, RevokeInvitation, Timestamp, UserId,
};
use rusqlite::Row;

use super::roles::{self, Role, Roles};
use super::{memberships, organization, quota, tickets};
use crate::clock::DAY;
use crate::db::{Paging, Transaction, fold};
use crate::http::{Member, origins};
use crate::outbox::{self, Message, Secrets};
use crate::refusal::{Refusal, Result};
use crate::users;

/// How long an invitation is good for, in milliseconds.
const LIFETIME: i64 = 30 * DAY;
/// Most addresses of a bulk invitation.
const MAX_BULK: usize = 100;

/// The status that people see; `?1` is the current time.
pub const STATUS: &str = "iif(i.status = 'pending' AND i.expires_at <= ?1, 'expired', i.status)";

/// The condition of a status filter; `?3` is the wanted statuses as a JSON array, or null for all.
pub fn has_status() -> String {
    format!("(?3 IS NULL OR {STATUS} IN (SELECT value FROM json_each(?3)))")
}

/// The columns that [`read`] needs.
fn columns() -> String {
    format!(
        "i.id, i.email_address, i.role, i.organization_id, i.expires_at, i.created_at, i.updated_at, {STATUS} AS status"
    )
}

fn read(row: &Row<'_>, roles: &Roles) -> rusqlite::Result<OrganizationInvitation> {
    let role = roles.of(row)?;
    Ok(OrganizationInvitation {
        id: row.get("id")?,
        email_address: row.get("email_address")?,
        role: role.key,
        role_name: role.name,
        organization_id: row.get("organization_id")?,
        expires_at: Some(Timestamp(row.get("expires_at")?)),
        created_at: Timestamp(row.get("created_at")?),
        updated_at: Timestamp(row.get("updated_at")?),
        status: InvitationStatus::from(row.get::<_, String>("status")?),
        public_metadata: Default::default(),
        // Only the invited person gets the link, by mail.
        url: None,
    })
}

/// The organization's invitation of that id.
fn find(tx: &Transaction<'_>, organization_id: &OrganizationId, id: &InvitationId) -> Result<OrganizationInvitation> {
    find_with(tx, &Roles::read(tx)?, organization_id, id)
}

/// The same, with the roles that were read before.
fn find_with(
    tx: &Transaction<'_>,
    roles: &Roles,
    organization_id: &OrganizationId,
    id: &InvitationId,
) -> Result<OrganizationInvitation> {
    let sql = format!("SELECT {} FROM invitations i WHERE i.organization_id = ?2 AND i.id = ?3", columns());
    let found = tx.find(&sql, (tx.now, organization_id, id), |row| read(row, roles))?;
    found.ok_or_else(|| Refusal::not_found("organization_invitation_not_found", "There is no such invitation."))
}

/// The statuses that a list asks for, as a JSON array; none for all.
pub fn status_filter(status: Option<Vec<InvitationStatus>>) -> Result<Option<String>> {
    let mut given = status.unwrap_or_default();
    given.retain(|status| !status.as_str().is_empty());
    if given.iter().any(|status| matches!(status, InvitationStatus::Other(_))) {
        return Err(Refusal::invalid(
            "form_param_value_invalid",
            "status",
            "There is no such status. Use pending, accepted, revoked or expired.",
        ));
    }
    Ok((!given.is_empty()).then(|| serde_json::json!(given).to_string()))
}

/// Lists the invitations, newest first.
pub fn list(tx: &Transaction<'_>, _: &Member, input: ListInvitations) -> Result<Page<OrganizationInvitation>> {
    let paging = Paging::new(input.limit, input.offset)?;
    page(tx, &input.organization_id, status_filter(input.status)?, paging)
}

/// Lists the invitations that nobody has answered yet, for SDKs of 2022.
pub fn list_pending(
    tx: &Transaction<'_>,
    _: &Member,
    input: ListPendingInvitationsOf2022,
) -> Result<Page<OrganizationInvitation>> {
    let paging = Paging::new(input.limit, input.offset)?;
    let page = page(tx, &input.organization_id, status_filter(Some(vec![InvitationStatus::Pending]))?, paging)?;
    Ok(Page { bare: input.paginated != Some(true), ..page })
}

fn page(
    tx: &Transaction<'_>,
    organization_id: &OrganizationId,
    status: Option<String>,
    paging: Paging,
) -> Result<Page<OrganizationInvitation>> {
    let roles = Roles::read(tx)?;
    let matches = format!("i.organization_id = ?2 AND {}", has_status());
    let sql = format!("SELECT count(*) FROM invitations i WHERE {matches}");
    let total_count = tx.value(&sql, (tx.now, organization_id, &status))?;
    let sql = format!(
        "SELECT {} FROM invitations i WHERE {matches} ORDER BY i.created_at DESC, i.rowid DESC LIMIT ?4 OFFSET ?5",
        columns()
    );
    let params = (tx.now, organization_id, &status, paging.limit, paging.offset);
    let data = tx.list(&sql, params, |row| read(row, &roles))?;
    Ok(Page { data, total_count, bare: false })
}

/// What an invitation says, apart from its address.
struct Terms {
    organization: Organization,
    inviter: PublicUserData,
    role: Role,
    redirect_url: Option<String>,
}

impl Terms {
    fn parse(tx: &Transaction<'_>, caller: &Member, role: &str, redirect_url: Option<String>) -> Result<Self> {
        let redirect_url = redirect_url.filter(|url| !url.is_empty());
        // The link hands a ticket to that page, so it must be a page that may call the server.
        if redirect_url.as_ref().is_some_and(|url| !origins::allows_url(tx.config, url)) {
            return Err(Refusal::invalid(
                "form_param_value_invalid",
                "redirect_url",
                "redirect_url must be the full address of a page on this machine, or on an origin that --allow-origin names.",
            ));
        }
        let role = roles::require(tx, role, "role")?;
        let organization = organization::find(tx, &caller.organization_id)?;
        let inviter = users::public(&users::find(tx, &caller.user.user_id)?);
        Ok(Terms { organization, inviter, role, redirect_url })
    }
}

/// Invites an address by e-mail.
pub fn invite(tx: &Transaction<'_>, caller: &Member, input: InviteMember) -> Result<OrganizationInvitation> {
    let terms = Terms::parse(tx, caller, &input.role, input.redirect_url)?;
    let mut invitations = invite_all(tx, &terms, vec![input.email_address.0])?;
    invitations.pop().ok_or_else(|| Refusal::internal("an invitation got lost", &"none was made"))
}

/// Invites several addresses, all or none.
pub fn invite_bulk(tx: &Transaction<'_>, caller: &Member, input: InviteMembers) -> Result<Vec<OrganizationInvitation>> {
    let terms = Terms::parse(tx, caller, &input.role, input.redirect_url)?;
    if input.email_address.len() > MAX_BULK {
        let sentence = format!("At most {MAX_BULK} addresses can be invited at once.");
        return Err(Refusal::bad_request("bulk_size_exceeded", sentence));
    }
    let addresses: Vec<String> = input.email_address.into_iter().map(|email| email.0).collect();
    refuse_repeated(&addresses)?;
    invite_all(tx, &terms, addresses)
}

/// Without this, the second invitation of an address would be refused because of the first one, which nobody can see.
fn refuse_repeated(addresses: &[String]) -> Result<()> {
    let mut seen = HashSet::new();
    match addresses.iter().find(|address| !seen.insert(fold(address))) {
        None => Ok(()),
        Some(address) => {
            let sentence = format!("{address} is given twice. Name each address once.");
            Err(Refusal::bad_request("duplicate_record", sentence).with("email_addresses", vec![address.as_str()]))
        }
    }
}

fn invite_all(tx: &Transaction<'_>, terms: &Terms, addresses: Vec<String>) -> Result<Vec<OrganizationInvitation>> {
    let organization_id = &terms.organization.id;
    expire_overdue(tx, organization_id)?;
    quota::require_room(tx, organization_id, addresses.len())?;
    let ids = addresses.iter().map(|address| create(tx, terms, address)).collect::<Result<Vec<_>>>()?;
    let roles = Roles::read(tx)?;
    ids.iter().map(|id| find_with(tx, &roles, organization_id, id)).collect()
}

/// Notes which invitations are overdue, so that they don't stand in the way of new ones.
fn expire_overdue(tx: &Transaction<'_>, organization_id: &OrganizationId) -> Result<()> {
    let sql = "UPDATE invitations SET status = 'expired'
               WHERE organization_id = ?1 AND status = 'pending' AND expires_at <= ?2";
    tx.change(sql, (organization_id, tx.now))?;
    Ok(())
}

/// Writes the invitation, its ticket and its mail.
fn create(tx: &Transaction<'_>, terms: &Terms, address: &str) -> Result<InvitationId> {
    let organization_id = &terms.organization.id;
    refuse_member(tx, organization_id, address)?;
    let id = InvitationId::from(tx.random.id("orginv")?);
    let expires_at = tx.now + LIFETIME;
    tx.change(
        "INSERT INTO invitations (id, organization_id, email_address, address_lower, role, status, redirect_url,
             expires_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'pending', ?6, ?7, ?8, ?8)",
        (&id, organization_id, address, fold(address), &terms.role.key, &terms.redirect_url, expires_at, tx.now),
    )
    .map_err(|error| Refusal::from(error).with("email_addresses", vec![address]))?;
    let link = tickets::issue(tx, &id)?;
    let message = Message::invitation(&terms.organization.name, &terms.inviter, &terms.role.name, &link);
    outbox::send(tx, address, &message, Secrets { about: &id, expires_at })?;
    Ok(id)
}

/// Clerk's own UI looks for the address in the sentence of this error (docs/fapi.md 6).
fn refuse_member(tx: &Transaction<'_>, organization_id: &OrganizationId, address: &str) -> Result<()> {
    let Some(user_id) = users::by_address(tx, address)? else { return Ok(()) };
    match memberships::is_member(tx, organization_id, &user_id)? {
        false => Ok(()),
        true => Err(Refusal::bad_request(
            "already_a_member_in_organization",
            format!("{address} is already a member of the organization."),
        )
        .with("param_name", "email_address")),
    }
}

/// Takes an invitation back.
pub fn revoke(tx: &Transaction<'_>, _: &Member, input: RevokeInvitation) -> Result<OrganizationInvitation> {
    let invitation = find(tx, &input.organization_id, &input.invitation_id)?;
    if invitation.status != InvitationStatus::Pending {
        return Err(Refusal::not_found(
            "organization_invitation_not_pending",
            format!("The invitation is {} and can't be revoked.", invitation.status.as_str()),
        ));
    }
    set_status(tx, &invitation.id, InvitationStatus::Revoked)?;
    find(tx, &input.organization_id, &invitation.id)
}

/// Notes how an invitation was answered. The link in its mail no longer works.
pub fn set_status(tx: &Transaction<'_>, id: &InvitationId, status: InvitationStatus) -> Result<()> {
    let sql = "UPDATE invitations SET status = ?1, updated_at = max(?2, updated_at + 1) WHERE id = ?3";
    tx.change(sql, (status.as_str(), tx.now, id))?;
    outbox::remove_secrets(tx, id)
}

/// Accepts the user's pending invitation to the organization, if there is one. An overdue one stays as it is.
pub fn accept_pending(tx: &Transaction<'_>, organization_id: &OrganizationId, user_id: &UserId) -> Result<()> {
    let sql = "SELECT id FROM invitations
               WHERE organization_id = ?1 AND status = 'pending' AND expires_at > ?2
                 AND address_lower = (SELECT address_lower FROM email_addresses WHERE user_id = ?3)";
    let pending: Option<InvitationId> = tx.find(sql, (organization_id, tx.now, user_id), |row| row.get("id"))?;
    pending.map_or(Ok(()), |id| set_status(tx, &id, InvitationStatus::Accepted))
}

/// Removes the links of an organization's invitations from the mails: the organization is about to be deleted.
pub fn withdraw_all(tx: &Transaction<'_>, organization_id: &OrganizationId) -> Result<()> {
    let sql = "SELECT id FROM invitations WHERE organization_id = ?1 AND status = 'pending'";
    let pending: Vec<InvitationId> = tx.list(sql, [organization_id], |row| row.get("id"))?;
    pending.iter().try_for_each(|id| outbox::remove_secrets(tx, id))
}
