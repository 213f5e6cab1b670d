//! The client: one browser with its sessions (FAPI 1.5, 2.2 and 4.8).

use crate::endpoint::endpoints;
use crate::resource::{Answer, Timestamp, resources};
use crate::session::Session;
use crate::sign_in::SignIn;
use crate::sign_up::SignUp;

resources! {
    /// One browser (or device) with its sessions.
    Client "client" {
        /// `client_…`
        id: String,
        /// The sessions that have not ended.
        #[serde(default)]
        sessions: Vec<Session>,
        /// The sign-in under way.
        sign_in: Option<SignIn>,
        /// The sign-up under way.
        sign_up: Option<SignUp>,
        /// The current session.
        last_active_session_id: Option<String>,
        /// When the client's cookie lapses.
        cookie_expires_at: Option<Timestamp>,
        /// Whether bot protection is off.
        #[serde(default)]
        captcha_bypass: bool,
        /// When it was first seen.
        created_at: Timestamp,
        /// When it last changed; grows with every change.
        updated_at: Timestamp,
    }
}

/// A development browser's token, in place of the cookie (FAPI 1.5).
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DevBrowser {
    /// The token.
    pub id: String,
    /// The same, as SDKs before 2024 read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

impl Answer for DevBrowser {
    const RESOURCE: &'static str = "dev_browser";
}

endpoints! {
    /// The client itself; the SDK calls these.
    CLIENT on [] knows {};

    /// Fetches the client; null for a newcomer.
    getClient() = GetClient: GET "/v1/client" {
    } -> Option<Client> [forced];

    /// Makes the client.
    createClient() = CreateClient: PUT "/v1/client" {
    } -> Option<Client>;

    /// Makes the client, the way older SDKs ask for it.
    postClient() = PostClient: POST "/v1/client" {
    } -> Option<Client>;

    /// Ends all sessions and forgets the client.
    deleteClient() = DeleteClient: DELETE "/v1/client" {
    } -> Option<Client>;

    /// Ends all sessions and keeps the client.
    removeSessions() = RemoveSessions: DELETE "/v1/client/sessions" {
    } -> Option<Client>;

    /// Makes a development browser's token.
    createDevBrowser() = CreateDevBrowser: POST "/v1/dev_browser" {
    } -> DevBrowser [bare];
}
