//! Invitations, as the invited user sees them (docs/fapi.md 3.5).

use clerk_api::{
    AcceptInvitation, InvitationId, InvitationStatus, ListUserInvitations, OrganizationId, Page, Timestamp, UserId,
    UserOrganizationInvitation,
};
use rusqlite::Row;

use super::invitations::{self, STATUS, has_status};
use super::roles::{self, Roles};
use super::{memberships, organization};
use crate::db::{Paging, Transaction};
use crate::http::User;
use crate::refusal::{Refusal, Result};

/// The condition of the user's invitations; `?2` is the user.
const OWN: &str = "i.address_lower = (SELECT address_lower FROM email_addresses WHERE user_id = ?2)";

fn select() -> String {
    format!(
        "SELECT i.id, i.email_address, i.role, i.expires_at, i.created_at, i.updated_at, {STATUS} AS status, {}
         FROM invitations i JOIN organizations o ON o.id = i.organization_id WHERE {OWN}",
        organization::COLUMNS
    )
}

fn read(row: &Row<'_>, roles: &Roles) -> rusqlite::Result<UserOrganizationInvitation> {
    let organization = organization::read(row)?;
    let role = roles.of(row)?;
    Ok(UserOrganizationInvitation {
        id: row.get("id")?,
        email_address: row.get("email_address")?,
        role: role.key,
        role_name: role.name,
        public_organization_data: organization::public(&organization),
        organization_id: organization.id,
        status: InvitationStatus::from(row.get::<_, String>("status")?),
        public_metadata: Default::default(),
        expires_at: Some(Timestamp(row.get("expires_at")?)),
        created_at: Timestamp(row.get("created_at")?),
        updated_at: Timestamp(row.get("updated_at")?),
    })
}

fn missing() -> Refusal {
    Refusal::not_found("organization_invitation_not_found", "There is no such invitation.")
}

/// The user's invitation of that id.
fn find(tx: &Transaction<'_>, user_id: &UserId, id: &InvitationId) -> Result<UserOrganizationInvitation> {
    let roles = Roles::read(tx)?;
    let sql = format!("{} AND i.id = ?3", select());
    tx.find(&sql, (tx.now, user_id, id), |row| read(row, &roles))?.ok_or_else(missing)
}

/// Lists the invitations to the caller's address, newest first.
pub fn list(tx: &Transaction<'_>, me: &User, input: ListUserInvitations) -> Result<Page<UserOrganizationInvitation>> {
    let paging = Paging::new(input.limit, input.offset)?;
    let status = invitations::status_filter(input.status)?;
    let (roles, wanted) = (Roles::read(tx)?, has_status());
    let sql = format!("SELECT count(*) FROM invitations i WHERE {OWN} AND {wanted}");
    let total_count = tx.value(&sql, (tx.now, &me.user_id, &status))?;
    let sql = format!("{} AND {wanted} ORDER BY i.created_at DESC, i.rowid DESC LIMIT ?4 OFFSET ?5", select());
    let params = (tx.now, &me.user_id, &status, paging.limit, paging.offset);
    let data = tx.list(&sql, params, |row| read(row, &roles))?;
    Ok(Page { data, total_count, bare: false })
}

/// Joins the organization.
pub fn accept(tx: &Transaction<'_>, me: &User, input: AcceptInvitation) -> Result<UserOrganizationInvitation> {
    let invitation = find(tx, &me.user_id, &input.invitation_id)?;
    require_pending(&invitation.status)?;
    join(tx, &invitation.id, &invitation.organization_id, &me.user_id, roles::parse(&invitation.role))?;
    find(tx, &me.user_id, &input.invitation_id)
}

/// Refuses an invitation that can no longer be accepted, and says why.
pub fn require_pending(status: &InvitationStatus) -> Result<()> {
    match status {
        InvitationStatus::Pending => Ok(()),
        InvitationStatus::Accepted => Err(Refusal::bad_request(
            "organization_invitation_already_accepted",
            "The invitation was accepted already.",
        )),
        InvitationStatus::Revoked => Err(Refusal::bad_request(
            "organization_invitation_revoked_code",
            "The invitation was taken back. Ask for a new one.",
        )),
        InvitationStatus::Expired | InvitationStatus::Other(_) => {
            Err(Refusal::bad_request("ticket_expired_code", "The invitation has expired. Ask for a new one."))
        }
    }
}

/// Accepts a pending invitation for the user it is for. `role` is the role's key in the database.
pub fn join(
    tx: &Transaction<'_>,
    invitation_id: &InvitationId,
    organization_id: &OrganizationId,
    user_id: &UserId,
    role: &str,
) -> Result<()> {
    invitations::set_status(tx, invitation_id, InvitationStatus::Accepted)?;
    if !memberships::is_member(tx, organization_id, user_id)? {
        memberships::add(tx, organization_id, user_id, role)?;
    }
    organization::changed(tx, organization_id)
}

/// Accepts the invitation that a new user signed up with. It may have been taken back meanwhile.
pub fn join_as_new_user(tx: &Transaction<'_>, invitation_id: &InvitationId, user_id: &UserId) -> Result<()> {
    let sql = format!("SELECT i.organization_id, i.role, {STATUS} AS status FROM invitations i WHERE i.id = ?2");
    let found = tx.find(&sql, (tx.now, invitation_id), |row| {
        let status = InvitationStatus::from(row.get::<_, String>("status")?);
        Ok((row.get("organization_id")?, row.get::<_, String>("role")?, status))
    })?;
    let (organization_id, role, status) = found.ok_or_else(missing)?;
    require_pending(&status)?;
    join(tx, invitation_id, &organization_id, user_id, &role)
}
