//! How many members and pending invitations an organization may have.

use clerk_api::OrganizationId;

use crate::db::Transaction;
use crate::refusal::{Refusal, Result};

/// Refuses `more` members or invitations if they would be too many. Call it before they are added.
pub fn require_room(tx: &Transaction<'_>, organization_id: &OrganizationId, more: usize) -> Result<()> {
    let sql = "SELECT max_allowed_memberships AS allowed,
                   (SELECT count(*) FROM memberships WHERE organization_id = ?1)
                   + (SELECT count(*) FROM invitations
                      WHERE organization_id = ?1 AND status = 'pending' AND expires_at > ?2) AS taken
               FROM organizations WHERE id = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u64>("allowed")?, row.get::<_, u64>("taken")?));
    let found = tx.find(sql, (organization_id, tx.now), read)?;
    let (allowed, taken) = found.ok_or_else(Refusal::no_organization)?;
    if allowed > 0 && taken + more as u64 > allowed {
        return Err(Refusal::forbidden(
            "organization_membership_quota_exceeded",
            format!("The organization may have at most {allowed} members, pending invitations included."),
        ));
    }
    Ok(())
}
