//! Clients: browsers with their sessions (docs/fapi.md 1.5, 2.2, 4.8).

use clerk_api::{
    Client, ClientId, CreateClient, DeleteClient, GetClient, PostClient, RemoveSessions, SignInId, SignUpId, Timestamp,
};

use super::{credentials, session_rows, sessions, sign_ins, sign_ups};
use crate::db::Transaction;
use crate::http::Browser;
use crate::refusal::{Refusal, Result};

/// The client as it is now, with a fresh token in each session. `origin` is the page that asks.
pub fn view(tx: &Transaction<'_>, client_id: &ClientId, origin: Option<&str>) -> Result<Client> {
    let row = tx.find(
        "SELECT last_active_session_id, cookie_expires_at, created_at, updated_at, sign_in_id, sign_up_id
         FROM clients WHERE id = ?1",
        [client_id],
        |row| {
            let client = Client {
                id: client_id.clone(),
                sessions: Vec::new(),
                sign_in: None,
                sign_up: None,
                last_active_session_id: row.get("last_active_session_id")?,
                cookie_expires_at: Some(Timestamp(row.get("cookie_expires_at")?)),
                captcha_bypass: true,
                created_at: Timestamp(row.get("created_at")?),
                updated_at: Timestamp(row.get("updated_at")?),
            };
            let (sign_in, sign_up): (Option<SignInId>, Option<SignUpId>) =
                (row.get("sign_in_id")?, row.get("sign_up_id")?);
            Ok((client, sign_in, sign_up))
        },
    )?;
    let (mut client, sign_in, sign_up) =
        row.ok_or_else(|| Refusal::bad_request("client_not_found", "The client was deleted. Start a new one."))?;
    client.sessions = sessions::of_client(tx, client_id, origin)?;
    client.last_active_session_id =
        client.last_active_session_id.filter(|id| client.sessions.iter().any(|session| session.id == *id));
    client.sign_in = sign_in.map(|id| sign_ins::unfinished(tx, &id)).transpose()?.flatten();
    client.sign_up = sign_up.map(|id| sign_ups::unfinished(tx, &id)).transpose()?.flatten();
    Ok(client)
}

/// The browser's client; none for a browser that is none yet.
pub fn of(tx: &Transaction<'_>, browser: &Browser) -> Result<Option<Client>> {
    browser.client_id.get().map(|id| view(tx, id, browser.origin.as_deref())).transpose()
}

/// Fetches the client; null for a browser that is none yet.
pub fn get(tx: &Transaction<'_>, browser: &Browser, _: GetClient) -> Result<Option<Client>> {
    of(tx, browser)
}

/// Makes the client, unless there is one.
pub fn create_client(tx: &Transaction<'_>, browser: &Browser, _: CreateClient) -> Result<Option<Client>> {
    let client_id = credentials::client_of(tx, browser)?;
    credentials::changed(tx, client_id)?;
    of(tx, browser)
}

/// The same, as older SDKs ask for it.
pub fn post_client(tx: &Transaction<'_>, browser: &Browser, _: PostClient) -> Result<Option<Client>> {
    create_client(tx, browser, CreateClient {})
}

/// Ends all sessions and forgets the client. The answer is what was left of it.
pub fn delete(tx: &Transaction<'_>, browser: &Browser, _: DeleteClient) -> Result<Option<Client>> {
    let left = end_sessions(tx, browser)?;
    if let Some(client) = &left {
        tx.change("DELETE FROM clients WHERE id = ?1", [&client.id])?;
    }
    Ok(left)
}

/// Ends all sessions and keeps the client.
pub fn remove_sessions(tx: &Transaction<'_>, browser: &Browser, _: RemoveSessions) -> Result<Option<Client>> {
    end_sessions(tx, browser)
}

fn end_sessions(tx: &Transaction<'_>, browser: &Browser) -> Result<Option<Client>> {
    let Some(client_id) = browser.client_id.get() else { return Ok(None) };
    session_rows::remove_all(tx, client_id)?;
    credentials::changed(tx, client_id)?;
    of(tx, browser)
}
