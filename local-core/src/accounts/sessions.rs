//! Sessions (docs/fapi.md 2.4, 4.9).

use clerk_api::{ClientId, EndSession, RemoveSession, Session, SessionId, SessionStatus, Timestamp, TouchSession};

use super::session_rows::{IDLE, Stored, chosen, live};
use super::{credentials, me, session_rows, tokens};
use crate::db::Transaction;
use crate::http::Browser;
use crate::refusal::Result;
use crate::users;

/// The session with its user, and with a fresh token if it is signed in.
fn view(tx: &Transaction<'_>, session: Stored, origin: Option<&str>) -> Result<Session> {
    let status = SessionStatus::from(session.status.clone());
    let active = session.active_organization_id.as_ref();
    let token = match status {
        SessionStatus::Active => Some(tokens::of_session(tx, &session, active, origin)?),
        _ => None,
    };
    let user = me::view(tx, &session.user_id, active)?;
    Ok(Session {
        status,
        expire_at: Timestamp(session.expire_at),
        abandon_at: Timestamp(session.abandon_at),
        last_active_at: Timestamp(session.last_active_at),
        last_active_token: token,
        factor_verification_age: Some(tokens::factor_age(tx.now, session.created_at)),
        last_active_organization_id: session.active_organization_id,
        tasks: None,
        actor: None,
        public_user_data: Some(users::public(&user)),
        user,
        created_at: Timestamp(session.created_at),
        updated_at: Timestamp(session.updated_at),
        id: session.id,
    })
}

/// The client's sessions that are signed in, oldest first.
pub fn of_client(tx: &Transaction<'_>, client_id: &ClientId, origin: Option<&str>) -> Result<Vec<Session>> {
    session_rows::of_client(tx, client_id)?.into_iter().map(|session| view(tx, session, origin)).collect()
}

/// Marks the session as used and chooses its active organization.
pub fn touch(tx: &Transaction<'_>, browser: &Browser, input: TouchSession) -> Result<Session> {
    let client_id = credentials::client_of(tx, browser)?;
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
    view(tx, live(tx, Some(client_id), &input.session_id)?, browser.origin.as_deref())
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
    let client_id = credentials::client_of(tx, browser)?;
    let session = live(tx, Some(client_id), session_id)?;
    let sql = "UPDATE sessions SET status = ?1, updated_at = max(?2, updated_at + 1) WHERE id = ?3";
    tx.change(sql, (status, tx.now, session_id))?;
    let sql = "UPDATE clients SET last_active_session_id = NULL WHERE id = ?1 AND last_active_session_id = ?2";
    tx.change(sql, (client_id, session_id))?;
    view(tx, Stored { status: status.into(), updated_at: tx.now, ..session }, None)
}
