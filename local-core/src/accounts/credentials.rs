//! What identifies a browser: the token of its cookie, or that of a development browser (docs/fapi.md 1.5).

use clerk_api::{ClientId, CreateDevBrowser, DevBrowser};

use crate::db::Transaction;
use crate::http::{Browser, COOKIE_LIFETIME};
use crate::random::Secret;
use crate::refusal::Result;

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
pub fn client_of<'b>(tx: &Transaction<'_>, browser: &'b Browser) -> Result<&'b ClientId> {
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

/// Makes a dev-browser token: the credential of pages whose browser doesn't send our cookie.
pub fn create_dev_browser(tx: &Transaction<'_>, _: &(), _: CreateDevBrowser) -> Result<DevBrowser> {
    let token = tx.random.secret()?;
    let sql = "INSERT INTO dev_browsers (token_hash, created_at) VALUES (?1, ?2)";
    tx.change(sql, (token.hash(), tx.now))?;
    Ok(DevBrowser { id: token.reveal().into(), token: Some(token.reveal().into()) })
}
