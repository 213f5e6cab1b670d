//! Sessions (docs/fapi.md 2.4, 4.9).

use clerk_api::{
    ClientId, EndSession, OrganizationId, RemoveSession, Session, SessionId, SessionStatus, Timestamp, TouchSession,
    UserId,
};
use rusqlite::Row;

use super::{clients, me, tokens};
use crate::clock::DAY;
use crate::db::Transaction;
use crate::http::Browser;
use crate::refusal::{Refusal, Result};
use crate::users;

/// How long a session lives, in milliseconds.
const LIFETIME: i64 = 7 * DAY;
/// How long a session lives without being used, in milliseconds.
const IDLE: i64 = 30 * DAY;

/// The condition of a session that is signed in; `?1` is the current time.
const LIVE: &str = "status = 'active' AND expire_at > ?1 AND abandon_at > ?1";

/// A session as the database has it.
pub struct Stored {
    /// The session.
    pub id: SessionId,
    /// Its user.
    pub user_id: UserId,
    status: String,
    /// The active organization.
    pub active_organization_id: Option<OrganizationId>,
    expire_at: i64,
    abandon_at: i64,
    last_active_at: i64,
    /// When it began: milliseconds since the Unix epoch.
    pub created_at: i64,
    updated_at: i64,
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

    /// The session with its user, and with a fresh token if it is signed in.
    fn view(self, tx: &Transaction<'_>, origin: Option<&str>) -> Result<Session> {
        let status = SessionStatus::from(self.status.clone());
        let active = self.active_organization_id.as_ref();
        let token = match status {
            SessionStatus::Active => Some(tokens::of_session(tx, &self, active, origin)?),
            _ => None,
        };
        let user = me::view(tx, &self.user_id, active)?;
        Ok(Session {
            status,
            expire_at: Timestamp(self.expire_at),
            abandon_at: Timestamp(self.abandon_at),
            last_active_at: Timestamp(self.last_active_at),
            last_active_token: token,
            factor_verification_age: Some(tokens::factor_age(tx.now, self.created_at)),
            last_active_organization_id: self.active_organization_id,
            tasks: None,
            actor: None,
            public_user_data: Some(users::public(&user)),
            user,
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
            id: self.id,
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
pub fn of_client(tx: &Transaction<'_>, client_id: &ClientId, origin: Option<&str>) -> Result<Vec<Session>> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE {LIVE} AND client_id = ?2 ORDER BY created_at, rowid");
    let stored = tx.list(&sql, (tx.now, client_id), Stored::read)?;
    stored.into_iter().map(|session| session.view(tx, origin)).collect()
}

/// The client's signed-in session and its user, if there is one.
pub fn current(tx: &Transaction<'_>, client_id: &ClientId) -> Result<Option<(SessionId, UserId)>> {
    let sql = format!("SELECT id, user_id FROM sessions WHERE {LIVE} AND client_id = ?2 ORDER BY rowid LIMIT 1");
    Ok(tx.find(&sql, (tx.now, client_id), |row| Ok((row.get("id")?, row.get("user_id")?)))?)
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

/// Marks the session as used and chooses its active organization.
pub fn touch(tx: &Transaction<'_>, browser: &Browser, input: TouchSession) -> Result<Session> {
    let client_id = clients::of(tx, browser)?;
    let session = live(tx, Some(client_id), &input.session_id)?;
    let organization = match input.active_organization_id {
        None => session.active_organization_id,
        Some(text) => chosen(tx, &session.user_id, &text)?,
    };
    tx.change(
        "UPDATE sessions SET active_organization_id = ?1, last_active_at = ?2, abandon_at = ?3,
             updated_at = max(?2, updated_at + 1) WHERE id = ?4",
        (organization, tx.now, tx.now + IDLE, &session.id),
    )?;
    tx.change("UPDATE clients SET last_active_session_id = ?1 WHERE id = ?2", (&session.id, client_id))?;
    live(tx, Some(client_id), &input.session_id)?.view(tx, browser.origin.as_deref())
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

/// Ends the session.
pub fn end(tx: &Transaction<'_>, browser: &Browser, input: EndSession) -> Result<Session> {
    finish(tx, browser, &input.session_id, "ended")
}

/// Ends the session and takes it off the client.
pub fn remove(tx: &Transaction<'_>, browser: &Browser, input: RemoveSession) -> Result<Session> {
    finish(tx, browser, &input.session_id, "removed")
}

fn finish(tx: &Transaction<'_>, browser: &Browser, session_id: &SessionId, status: &str) -> Result<Session> {
    let client_id = clients::of(tx, browser)?;
    let session = live(tx, Some(client_id), session_id)?;
    let sql = "UPDATE sessions SET status = ?1, updated_at = max(?2, updated_at + 1) WHERE id = ?3";
    tx.change(sql, (status, tx.now, session_id))?;
    let sql = "UPDATE clients SET last_active_session_id = NULL WHERE id = ?1 AND last_active_session_id = ?2";
    tx.change(sql, (client_id, session_id))?;
    Stored { status: status.into(), updated_at: tx.now, ..session }.view(tx, None)
}
