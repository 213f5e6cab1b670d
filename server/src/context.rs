//! Who is calling: the browser by its cookie or its dev-browser token, the user by the browser's session (FAPI 1.5).

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderMap, Uri, header};
use clerk_api::{User, form};

use crate::app::{App, Db};
use crate::clients;
use crate::error::ApiError;
use crate::random::Secret;
use crate::users;

/// Name of the cookie that carries the client's token.
pub const COOKIE: &str = "__client";
/// Header that carries the dev-browser token; in requests it may also stand in the query.
pub const DEV_BROWSER_HEADER: &str = "clerk-db-jwt";
/// The query names of the dev-browser token, today's and that of older SDKs.
const DEV_BROWSER_QUERY: [&str; 2] = ["__clerk_db_jwt", "__dev_session"];

/// One call: the server and the caller. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// The server.
    pub app: App,
    call: Arc<Call>,
}

struct Call {
    credential: Credential,
    session_id: Option<String>,
    origin: Option<String>,
    new_cookie: OnceLock<Secret>,
}

/// What a browser shows to be recognised. The token wins over the cookie: whoever sends it means it.
struct Credential {
    dev_browser: Option<Secret>,
    cookie: Option<Secret>,
}

/// The signed-in user who is calling.
pub struct Me {
    /// `user_…`
    pub user_id: String,
    /// `sess_…`
    pub session_id: String,
    /// `client_…`
    pub client_id: String,
}

impl Me {
    /// The caller as a resource.
    pub fn user(&self, db: &Db<'_>) -> Result<User, ApiError> {
        let sql = "SELECT active_organization_id FROM sessions WHERE id = ?1";
        let active: Option<String> = db.value(sql, [&self.session_id])?;
        users::view(db, &self.user_id, active.as_deref())
    }
}

impl Context {
    /// Reads the caller's credentials.
    pub fn new(app: App, uri: &Uri, headers: &HeaderMap) -> Self {
        let query = form::parse(uri.query().unwrap_or_default().as_bytes());
        let in_query = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let in_header = headers.get(DEV_BROWSER_HEADER).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let dev_browser = DEV_BROWSER_QUERY.into_iter().find_map(in_query).or(in_header);
        let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let credential = Credential {
            dev_browser: dev_browser.filter(|token| !token.is_empty()).map(Secret::shown),
            cookie: cookie(headers).map(Secret::shown),
        };
        let session_id = in_query("_clerk_session_id").filter(|id| !id.is_empty());
        Context { app, call: Arc::new(Call { credential, session_id, origin, new_cookie: OnceLock::new() }) }
    }

    /// The origin of the calling page, where its browser names it.
    pub fn origin(&self) -> Option<&str> {
        self.call.origin.as_deref()
    }

    /// The token of a cookie that this call made.
    pub fn new_cookie(&self) -> Option<&Secret> {
        self.call.new_cookie.get()
    }

    /// Reads as the signed-in user.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>, &Me) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let call = self.call.clone();
        self.app.read(move |db| work(db, &call.me(db)?)).await
    }

    /// Writes as the signed-in user. The caller's client counts as changed.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>, &Me) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let call = self.call.clone();
        self.app
            .write(move |db| {
                let me = call.me(db)?;
                let answer = work(db, &me)?;
                clients::changed(db, &me.client_id)?;
                Ok(answer)
            })
            .await
    }

    /// Reads as the browser, if it is known.
    pub async fn read_client<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>, Option<&str>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let call = self.call.clone();
        self.app.read(move |db| work(db, call.client(db)?.as_deref())).await
    }

    /// Writes as the browser, which becomes a client if it isn't one yet. The client counts as changed.
    pub async fn write_client<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>, &str) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let call = self.call.clone();
        self.app
            .write(move |db| {
                let client_id = match call.client(db)? {
                    Some(known) => known,
                    None => call.new_client(db)?,
                };
                let answer = work(db, &client_id)?;
                clients::changed(db, &client_id)?;
                Ok(answer)
            })
            .await
    }

    /// Writes as the browser, if it is a client. The client counts as changed.
    pub async fn write_known_client<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db<'_>, &str) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<Option<T>, ApiError> {
        let call = self.call.clone();
        self.app
            .write(move |db| {
                let Some(client_id) = call.client(db)? else { return Ok(None) };
                let answer = work(db, &client_id)?;
                clients::changed(db, &client_id)?;
                Ok(Some(answer))
            })
            .await
    }

    /// The caller's client as it is now, for the envelope.
    pub async fn piggyback(&self) -> Result<Option<clerk_api::Client>, ApiError> {
        let call = self.call.clone();
        let read = move |db: &Db<'_>| {
            let client_id = call.client(db)?;
            client_id.map(|id| clients::view(db, &id, call.origin.as_deref())).transpose()
        };
        self.app.read(read).await
    }
}

impl Call {
    /// The client that the credentials name.
    fn client(&self, db: &Db<'_>) -> Result<Option<String>, ApiError> {
        if let Some(cookie) = self.new_cookie.get() {
            return Ok(clients::of_cookie(db, cookie)?);
        }
        match (&self.credential.dev_browser, &self.credential.cookie) {
            (Some(token), _) => clients::of_dev_browser(db, token)?.ok_or_else(|| {
                ApiError::unauthorized(
                    "dev_browser_unauthenticated",
                    "The dev-browser token is unknown. Ask for a new one.",
                )
            }),
            (None, Some(cookie)) => Ok(clients::of_cookie(db, cookie)?),
            (None, None) => Ok(None),
        }
    }

    fn new_client(&self, db: &Db<'_>) -> Result<String, ApiError> {
        let cookie = db.random.secret()?;
        let client_id = clients::create(db, &cookie, self.credential.dev_browser.as_ref())?;
        // A call makes at most one client, so that the cell is empty here.
        let _ = self.new_cookie.set(cookie);
        Ok(client_id)
    }

    /// The user of the session that the call names, or else of the client's current one.
    fn me(&self, db: &Db<'_>) -> Result<Me, ApiError> {
        let signed_out = || ApiError::unauthorized("authentication_invalid", "You are not signed in. Sign in first.");
        let client_id = self.client(db)?.ok_or_else(signed_out)?;
        let found = db.find(
            "SELECT s.id, s.user_id FROM sessions s JOIN clients c ON c.id = s.client_id
             WHERE c.id = ?1 AND s.id = coalesce(?2, c.last_active_session_id)
               AND s.status = 'active' AND s.expire_at > ?3 AND s.abandon_at > ?3",
            (&client_id, &self.session_id, db.now),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let (session_id, user_id) = found.ok_or_else(signed_out)?;
        Ok(Me { user_id, session_id, client_id })
    }
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == COOKIE).map(|(_, value)| value.to_owned()).find(|value| !value.is_empty())
}
