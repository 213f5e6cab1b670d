//! Clients: browsers with their sessions (docs/fapi.md 1.5, 2.2, 4.8).

use clerk_api::{
    Client, ClientId, CreateClient, CreateDevBrowser, DeleteClient, DevBrowser, GetClient, PostClient, RemoveSessions,
    SignInId, SignUpId, Timestamp,
};

use super::{sessions, sign_ins, sign_ups};
use crate::db::Transaction;
use crate::http::{Browser, COOKIE_LIFETIME};
use crate::random::Secret;
use crate::refusal::{Refusal, Result};

/// The client whose cookie has this token.
pub fn of_cookie(tx: &Transaction<'_>, token: &Secret) -> Result<Option<ClientId>> {
    let sql = "SELECT id FROM clients WHERE cookie_hash = ?1 AND cookie_expires_at > ?2";
    Ok(tx.find(sql, (token.hash(), tx.now), |row| row.get("id"))?)
}

/// The client of a dev browser. `None` means that there is no such dev browser, `Some(None)` that it is new.
pub fn of_dev_browser(tx: &Transaction<'_>, token: &Secret) -> Result<Option<Option<ClientId>>> {
    let sql = "SELECT client_id FROM dev_browsers WHERE token_hash = ?1";
    Ok(tx.find(sql, [token.hash()], |row| row.get("client_id"))?)
}

/// The browser's client. A browser that has none yet becomes one, and gets a cookie.
pub fn of<'b>(tx: &Transaction<'_>, browser: &'b Browser) -> Result<&'b ClientId> {
    match browser.client_id.get() {
        Some(known) => Ok(known),
        None => {
            let cookie = tx.random.secret()?;
            let made = create(tx, &cookie, browser.dev_browser.as_ref())?;
            // A call makes at most one client, so the cell is empty.
            let _ = browser.new_cookie.set(cookie);
            Ok(browser.client_id.get_or_init(|| made))
        }
    }
}

/// Makes a client for a browser, and binds its dev-browser token to it, where it has one.
fn create(tx: &Transaction<'_>, cookie: &Secret, dev_browser: Option<&Secret>) -> Result<ClientId> {
    let id = ClientId::from(tx.random.id("client")?);
    tx.change(
        "INSERT INTO clients (id, cookie_hash, cookie_expires_at, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        (&id, cookie.hash(), tx.now + COOKIE_LIFETIME, tx.now),
    )?;
    if let Some(token) = dev_browser {
        tx.change("UPDATE dev_browsers SET client_id = ?1 WHERE token_hash = ?2", (&id, token.hash()))?;
    }
    Ok(id)
}

/// Notes that the client looks different now. SDKs compare the time, so it has to grow (docs/fapi.md 4.8).
pub fn changed(tx: &Transaction<'_>, client_id: &ClientId) -> Result<()> {
    let sql = "UPDATE clients SET updated_at = max(?1, updated_at + 1) WHERE id = ?2";
    tx.change(sql, (tx.now, client_id))?;
    Ok(())
}

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

/// Fetches the client; null for a browser that is none yet.
pub fn get(tx: &Transaction<'_>, browser: &Browser, _: GetClient) -> Result<Option<Client>> {
    browser.client_id.get().map(|id| view(tx, id, browser.origin.as_deref())).transpose()
}

/// Makes the client, unless there is one.
pub fn create_client(tx: &Transaction<'_>, browser: &Browser, _: CreateClient) -> Result<Option<Client>> {
    let client_id = of(tx, browser)?;
    changed(tx, client_id)?;
    view(tx, client_id, browser.origin.as_deref()).map(Some)
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
    sessions::remove_all(tx, client_id)?;
    changed(tx, client_id)?;
    view(tx, client_id, browser.origin.as_deref()).map(Some)
}

/// Makes a dev-browser token: the credential of pages whose browser doesn't send our cookie.
pub fn create_dev_browser(tx: &Transaction<'_>, _: &(), _: CreateDevBrowser) -> Result<DevBrowser> {
    let token = tx.random.secret()?;
    let sql = "INSERT INTO dev_browsers (token_hash, created_at) VALUES (?1, ?2)";
    tx.change(sql, (token.hash(), tx.now))?;
    Ok(DevBrowser { id: token.reveal().into(), token: Some(token.reveal().into()) })
}
