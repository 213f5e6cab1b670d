//! The client: what one browser holds (FAPI 2.2, 4.8), and its dev-browser token (FAPI 1.5).

use clerk_api::{
    Client, CreateClient, CreateDevBrowser, DeleteClient, DevBrowser, GetClient, PostClient, RemoveSessions, Timestamp,
};

use crate::app::Db;
use crate::clock::DAY;
use crate::context::Context;
use crate::error::ApiError;
use crate::random::Secret;
use crate::{sessions, sign_ins, sign_ups};

/// How long a client's cookie lives, in milliseconds.
pub const COOKIE_LIFETIME: i64 = 365 * DAY;

/// The client whose cookie has this token.
pub fn of_cookie(db: &Db<'_>, token: &Secret) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT id FROM clients WHERE cookie_hash = ?1 AND cookie_expires_at > ?2";
    db.find(sql, (token.hash(), db.now), |row| row.get(0))
}

/// The client of a dev browser. `None`: there is no such dev browser; `Some(None)`: it is new.
pub fn of_dev_browser(db: &Db<'_>, token: &Secret) -> rusqlite::Result<Option<Option<String>>> {
    db.find("SELECT client_id FROM dev_browsers WHERE token_hash = ?1", [token.hash()], |row| row.get(0))
}

/// Makes a client for a browser, and binds its dev-browser token to it, where it has one.
pub fn create(db: &Db<'_>, cookie: &Secret, dev_browser: Option<&Secret>) -> Result<String, ApiError> {
    let id = db.random.id("client")?;
    db.change(
        "INSERT INTO clients (id, cookie_hash, cookie_expires_at, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        (&id, cookie.hash(), db.now + COOKIE_LIFETIME, db.now),
    )?;
    if let Some(token) = dev_browser {
        db.change("UPDATE dev_browsers SET client_id = ?1 WHERE token_hash = ?2", (&id, token.hash()))?;
    }
    Ok(id)
}

/// Notes that the client looks different now. SDKs compare the time, so that it must grow (FAPI 4.8).
pub fn changed(db: &Db<'_>, client_id: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE clients SET updated_at = max(?1, updated_at + 1) WHERE id = ?2";
    db.change(sql, (db.now, client_id)).map(drop)
}

/// The client as it is now, with a fresh token in each session; `origin` is the page that asks.
pub fn view(db: &Db<'_>, client_id: &str, origin: Option<&str>) -> Result<Client, ApiError> {
    let row = db.find(
        "SELECT last_active_session_id, cookie_expires_at, created_at, updated_at, sign_in_id, sign_up_id
         FROM clients WHERE id = ?1",
        [client_id],
        |row| {
            let client = Client {
                id: client_id.into(),
                sessions: Vec::new(),
                sign_in: None,
                sign_up: None,
                last_active_session_id: row.get(0)?,
                cookie_expires_at: Some(Timestamp(row.get(1)?)),
                captcha_bypass: true,
                created_at: Timestamp(row.get(2)?),
                updated_at: Timestamp(row.get(3)?),
            };
            Ok((client, row.get::<_, Option<String>>(4)?, row.get::<_, Option<String>>(5)?))
        },
    )?;
    let (mut client, sign_in, sign_up) =
        row.ok_or_else(|| ApiError::bad_request("client_not_found", "The client was deleted. Start a new one."))?;
    client.sessions = sessions::of_client(db, client_id, origin)?;
    client.last_active_session_id =
        client.last_active_session_id.filter(|id| client.sessions.iter().any(|session| session.id == *id));
    client.sign_in = sign_in.map(|id| sign_ins::unfinished(db, &id)).transpose()?.flatten();
    client.sign_up = sign_up.map(|id| sign_ups::unfinished(db, &id)).transpose()?.flatten();
    Ok(client)
}

/// Fetches the client; null for a newcomer.
pub async fn get(cx: Context, _: GetClient) -> Result<Option<Client>, ApiError> {
    cx.piggyback().await
}

/// Makes the client, unless there is one.
pub async fn create_client(cx: Context, _: CreateClient) -> Result<Option<Client>, ApiError> {
    cx.write_client(|_, _| Ok(())).await?;
    cx.piggyback().await
}

/// The same, as older SDKs ask for it.
pub async fn post_client(cx: Context, _: PostClient) -> Result<Option<Client>, ApiError> {
    create_client(cx, CreateClient {}).await
}

/// Ends all sessions and forgets the client. The answer is what was left of it.
pub async fn delete(cx: Context, _: DeleteClient) -> Result<Option<Client>, ApiError> {
    let origin = cx.origin().map(str::to_owned);
    cx.write_known_client(move |db, client_id| {
        sessions::remove_all(db, client_id)?;
        let left = view(db, client_id, origin.as_deref())?;
        db.change("DELETE FROM clients WHERE id = ?1", [client_id])?;
        Ok(left)
    })
    .await
}

/// Ends all sessions and keeps the client.
pub async fn remove_sessions(cx: Context, _: RemoveSessions) -> Result<Option<Client>, ApiError> {
    cx.write_known_client(sessions::remove_all).await?;
    cx.piggyback().await
}

/// Makes a dev-browser token: the credential of pages whose browser keeps our cookie back.
pub async fn create_dev_browser(cx: Context, _: CreateDevBrowser) -> Result<DevBrowser, ApiError> {
    let token = cx
        .app
        .write(|db| {
            let token = db.random.secret()?;
            let sql = "INSERT INTO dev_browsers (token_hash, created_at) VALUES (?1, ?2)";
            db.change(sql, (token.hash(), db.now))?;
            Ok(token)
        })
        .await?;
    let token = token.reveal();
    Ok(DevBrowser { id: token.into(), token: Some(token.into()) })
}
