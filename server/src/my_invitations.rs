//! Invitations, as the invited user sees them (FAPI 3.5).

use clerk_api::{AcceptInvitation, InvitationStatus, ListUserInvitations, Page, Timestamp, UserOrganizationInvitation};
use rusqlite::Row;

use crate::app::Db;
use crate::context::Context;
use crate::error::ApiError;
use crate::invitations::{self, STATUS};
use crate::paging::Paging;
use crate::roles::Role;
use crate::{memberships, organizations};

const COLUMNS: &str = "i.id, i.email_address, i.role, i.expires_at, i.created_at, i.updated_at";
const COLUMN_COUNT: usize = 7;
/// Condition of the user's invitations; `?2` is the user.
const MINE: &str = "i.address_lower = (SELECT address_lower FROM email_addresses WHERE user_id = ?2)";

fn read(db: &Db<'_>, row: &Row<'_>) -> rusqlite::Result<UserOrganizationInvitation> {
    let role: Role = row.get(2)?;
    let organization = organizations::read(row, COLUMN_COUNT)?;
    Ok(UserOrganizationInvitation {
        id: row.get(0)?,
        email_address: row.get(1)?,
        role: role.key(db.instance.roles).into(),
        role_name: role.name().into(),
        public_organization_data: organizations::public(&organization),
        organization_id: organization.id,
        status: InvitationStatus::from(row.get::<_, String>(6)?),
        public_metadata: Default::default(),
        expires_at: Some(Timestamp(row.get(3)?)),
        created_at: Timestamp(row.get(4)?),
        updated_at: Timestamp(row.get(5)?),
    })
}

fn select() -> String {
    format!(
        "SELECT {COLUMNS}, {STATUS}, {} FROM invitations i JOIN organizations o ON o.id = i.organization_id WHERE {MINE}",
        organizations::COLUMNS
    )
}

/// Lists the invitations to the caller's address, newest first.
pub async fn list(cx: Context, input: ListUserInvitations) -> Result<Page<UserOrganizationInvitation>, ApiError> {
    let paging = Paging::new(input.limit, input.offset)?;
    let status = invitations::status_filter(input.status)?;
    cx.read(move |db, me| {
        let wanted = format!("(?3 IS NULL OR {STATUS} IN (SELECT value FROM json_each(?3)))");
        let sql = format!("SELECT count(*) FROM invitations i WHERE {MINE} AND {wanted}");
        let total_count = db.value(&sql, (db.now, &me.user_id, &status))?;
        let sql = format!("{} AND {wanted} ORDER BY i.created_at DESC, i.rowid DESC LIMIT ?4 OFFSET ?5", select());
        let params = (db.now, &me.user_id, &status, paging.limit, paging.offset);
        let data = db.list(&sql, params, |row| read(db, row))?;
        Ok(Page { data, total_count, bare: false })
    })
    .await
}

/// Joins the organization.
pub async fn accept(cx: Context, input: AcceptInvitation) -> Result<UserOrganizationInvitation, ApiError> {
    cx.write(move |db, me| {
        let find = |db: &Db<'_>| {
            let sql = format!("{} AND i.id = ?3", select());
            db.find(&sql, (db.now, &me.user_id, &input.invitation_id), |row| read(db, row))?
                .ok_or_else(|| ApiError::not_found("organization_invitation_not_found", "There is no such invitation."))
        };
        let invitation = find(db)?;
        require_pending(&invitation.status)?;
        let role = Role::parse(&invitation.role, "role")?;
        join(db, &invitation.id, &invitation.organization_id, &me.user_id, role)?;
        find(db)
    })
    .await
}

/// Refuses an invitation that can no longer be accepted, and says why.
pub fn require_pending(status: &InvitationStatus) -> Result<(), ApiError> {
    match status {
        InvitationStatus::Pending => Ok(()),
        InvitationStatus::Accepted => Err(ApiError::bad_request(
            "organization_invitation_already_accepted",
            "The invitation was accepted already.",
        )),
        InvitationStatus::Revoked => Err(ApiError::bad_request(
            "organization_invitation_revoked_code",
            "The invitation was taken back. Ask for a new one.",
        )),
        InvitationStatus::Expired | InvitationStatus::Other(_) => {
            Err(ApiError::bad_request("ticket_expired_code", "The invitation has expired. Ask for a new one."))
        }
    }
}

/// Accepts a pending invitation for the user it is for.
pub fn join(
    db: &Db<'_>,
    invitation_id: &str,
    organization_id: &str,
    user_id: &str,
    role: Role,
) -> Result<(), ApiError> {
    invitations::set_status(db, invitation_id, "accepted")?;
    if !memberships::is_member(db, organization_id, user_id)? {
        memberships::add(db, organization_id, user_id, role)?;
    }
    organizations::changed(db, organization_id)
}

/// Accepts the invitation that somebody signed up with. It may have been taken back meanwhile.
pub fn join_as_new_user(db: &Db<'_>, invitation_id: &str, user_id: &str) -> Result<(), ApiError> {
    let sql = format!("SELECT i.organization_id, i.role, {STATUS} FROM invitations i WHERE i.id = ?2");
    let found = db.find(&sql, (db.now, invitation_id), |row| {
        Ok((row.get::<_, String>(0)?, row.get(1)?, InvitationStatus::from(row.get::<_, String>(2)?)))
    })?;
    let (organization_id, role, status) = found
        .ok_or_else(|| ApiError::not_found("organization_invitation_not_found", "There is no such invitation."))?;
    require_pending(&status)?;
    join(db, invitation_id, &organization_id, user_id, role)
}
