//! Sessions as the database has them.

use clerk_api::{ClientId, OrganizationId, SessionId, UserId};
use rusqlite::Row;

use crate::clock::DAY;
use crate::db::Transaction;
use crate::refusal::{Refusal, Result};

/// How long a session lives, in milliseconds.
const LIFETIME: i64 = 7 * DAY;
/// How long a session lives without being used, in milliseconds.
pub const IDLE: i64 = 30 * DAY;

/// The condition of a session that is signed in; `?1` is the current time.
const LIVE: &str = "status = 'active' AND expire_at > ?1 AND abandon_at > ?1";

/// A session as the database has it.
pub struct Stored {
    /// The session.
    pub id: SessionId,
    /// Its user.
    pub user_id: UserId,
    /// Where it stands.
    pub status: String,
    /// The active organization.
    pub active_organization_id: Option<OrganizationId>,
    /// When it ends for good: milliseconds since the Unix epoch, like the other times.
    pub expire_at: i64,
    /// When it ends unless it is used.
    pub abandon_at: i64,
    /// When it was last used.
    pub last_active_at: i64,
    /// When it began: milliseconds since the Unix epoch.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

const COLUMNS: &str = "id, user_id, status, active_organization_id, expire_at, abandon_at, last_active_at, \
                       created_at, updated_at";

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Stored {
            id: row.get("id")?,
            user_id: row.get("user_id")?,
            status: row.get("status")?,
            active_organization_id: row.get("active_organization_id")?,
            expire_at: row.get("expire_at")?,
            abandon_at: row.get("abandon_at")?,
            last_active_at: row.get("last_active_at")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

/// The client's session of that id, if it is signed in. All others look alike: ended, lapsed, unknown, somebody else's.
pub fn live(tx: &Transaction<'_>, client_id: Option<&ClientId>, session_id: &SessionId) -> Result<Stored> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE {LIVE} AND id = ?2 AND client_id = ?3");
    tx.find(&sql, (tx.now, session_id, client_id), Stored::read)?
        .ok_or_else(|| Refusal::unauthenticated("authentication_invalid", "That session has ended. Sign in again."))
}

/// The client's sessions that are signed in, oldest first.
pub fn of_client(tx: &Transaction<'_>, client_id: &ClientId) -> Result<Vec<Stored>> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE {LIVE} AND client_id = ?2 ORDER BY created_at, rowid");
    Ok(tx.list(&sql, (tx.now, client_id), Stored::read)?)
}

/// The client's signed-in session and its user, if there is one.
pub fn current(tx: &Transaction<'_>, client_id: &ClientId) -> Result<Option<(SessionId, UserId)>> {
    let sql = format!("SELECT id, user_id FROM sessions WHERE {LIVE} AND client_id = ?2 ORDER BY rowid LIMIT 1");
    Ok(tx.find(&sql, (tx.now, client_id), id_and_user)?)
}

fn id_and_user(row: &Row<'_>) -> rusqlite::Result<(SessionId, UserId)> {
    Ok((row.get("id")?, row.get("user_id")?))
}

/// The session that a call is made in, and its user: the named one, or else the client's current one.
pub fn of_call(tx: &Transaction<'_>, client_id: &ClientId, named: Option<&str>) -> Result<Option<(SessionId, UserId)>> {
    let sql = format!(
        "SELECT id, user_id FROM sessions WHERE {LIVE} AND client_id = ?2
           AND id = coalesce(?3, (SELECT last_active_session_id FROM clients WHERE id = ?2))"
    );
    Ok(tx.find(&sql, (tx.now, client_id, named), id_and_user)?)
}

/// Refuses to sign in where somebody is signed in: this instance has one session per client.
pub fn require_none(tx: &Transaction<'_>, client_id: &ClientId) -> Result<()> {
    match current(tx, client_id)? {
        None => Ok(()),
        Some((session_id, _)) => {
            Err(Refusal::bad_request("session_exists", "Somebody is signed in already. Sign out first.")
                .with("session_id", session_id.as_str()))
        }
    }
}

/// Begins a session and makes it the client's current one.
pub fn begin(tx: &Transaction<'_>, client_id: &ClientId, user_id: &UserId) -> Result<SessionId> {
    let id = SessionId::from(tx.random.id("sess")?);
    tx.change(
        "INSERT INTO sessions (id, client_id, user_id, status, expire_at, abandon_at, last_active_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, 'active', ?4, ?5, ?6, ?6, ?6)",
        (&id, client_id, user_id, tx.now + LIFETIME, tx.now + IDLE, tx.now),
    )?;
    tx.change("UPDATE clients SET last_active_session_id = ?1 WHERE id = ?2", (&id, client_id))?;
    tx.change("UPDATE users SET last_sign_in_at = ?1 WHERE id = ?2", (tx.now, user_id))?;
    Ok(id)
}

/// Ends all sessions of a client.
pub fn remove_all(tx: &Transaction<'_>, client_id: &ClientId) -> Result<()> {
    let sql = "UPDATE sessions SET status = 'removed', updated_at = ?1 WHERE client_id = ?2 AND status = 'active'";
    tx.change(sql, (tx.now, client_id))?;
    tx.change("UPDATE clients SET last_active_session_id = NULL WHERE id = ?1", [client_id])?;
    Ok(())
}

/// The organization that a text names by id or by slug; none if the text is empty. The user must be a member.
pub fn chosen(tx: &Transaction<'_>, user_id: &UserId, text: &str) -> Result<Option<OrganizationId>> {
    if text.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT o.id FROM organizations o JOIN memberships m ON m.organization_id = o.id
               WHERE (o.id = ?1 OR o.slug = ?1) AND m.user_id = ?2";
    tx.find(sql, (text, user_id), |row| row.get("id"))?.map(Some).ok_or_else(Refusal::no_organization)
}
