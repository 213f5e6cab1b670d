//! The client: one browser with its sessions (docs/fapi.md 1.5, 2.2 and 4.8).

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::resource::Timestamp;
use crate::session::{Session, SessionId};
use crate::sign_in::SignIn;
use crate::sign_up::SignUp;

ids! {
    /// `client_…`: a browser.
    ClientId,
}

/// One browser (or device) with its sessions.
#[resource("client")]
pub struct Client {
    /// `client_…`
    pub id: ClientId,
    /// The sessions that have not ended.
    #[serde(default)]
    pub sessions: Vec<Session>,
    /// The sign-in under way.
    pub sign_in: Option<SignIn>,
    /// The sign-up under way.
    pub sign_up: Option<SignUp>,
    /// The current session.
    pub last_active_session_id: Option<SessionId>,
    /// When the client's cookie lapses.
    pub cookie_expires_at: Option<Timestamp>,
    /// Whether bot protection is off.
    #[serde(default)]
    pub captcha_bypass: bool,
    /// When it was first seen.
    pub created_at: Timestamp,
    /// When it last changed; grows with every change.
    pub updated_at: Timestamp,
}

/// A development browser's token, in place of the cookie (docs/fapi.md 1.5).
#[resource(unnamed, type = "dev_browser")]
#[derive(Default)]
pub struct DevBrowser {
    /// The token.
    pub id: String,
    /// The same, as SDKs before 2024 read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// Fetches the client; null for a newcomer.
#[endpoint(GET "/v1/client", caller = Browser, answers = Option<Client>, client)]
pub struct GetClient {}

/// Makes the client.
#[endpoint(PUT "/v1/client", caller = Browser, answers = Option<Client>)]
pub struct CreateClient {}

/// Makes the client, the way older SDKs ask for it.
#[endpoint(POST "/v1/client", caller = Browser, answers = Option<Client>)]
pub struct PostClient {}

/// Ends all sessions and forgets the client.
#[endpoint(DELETE "/v1/client", caller = Browser, answers = Option<Client>)]
pub struct DeleteClient {}

/// Ends all sessions and keeps the client.
#[endpoint(DELETE "/v1/client/sessions", caller = Browser, answers = Option<Client>)]
pub struct RemoveSessions {}

/// Makes a development browser's token.
#[endpoint(POST "/v1/dev_browser", caller = Visitor, answers = DevBrowser, bare)]
pub struct CreateDevBrowser {}
