//! How many members and pending invitations an organization may have.

use crate::app::Db;
use crate::error::ApiError;

/// Refuses `more` members or invitations if they would be too many. To be called before they are added.
pub fn require_room(db: &Db<'_>, organization_id: &str, more: usize) -> Result<(), ApiError> {
    let sql = "SELECT max_allowed_memberships,
                   (SELECT count(*) FROM memberships WHERE organization_id = ?1)
                   + (SELECT count(*) FROM invitations
                      WHERE organization_id = ?1 AND status = 'pending' AND expires_at > ?2)
               FROM organizations WHERE id = ?1";
    let found = db.find(sql, (organization_id, db.now), |row| Ok((row.get::<_, u64>(0)?, row.get::<_, u64>(1)?)))?;
    let (allowed, taken) = found.ok_or_else(ApiError::no_organization)?;
    if allowed > 0 && taken + more as u64 > allowed {
        return Err(ApiError::forbidden(
            "organization_membership_quota_exceeded",
            format!("The organization may have at most {allowed} members, pending invitations included."),
        ));
    }
    Ok(())
}
