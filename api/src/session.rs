//! Sessions and their tokens: FAPI 2.4, 2.5 and 4.9.

use crate::endpoint::endpoints;
use crate::resource::{Answer, Timestamp, open_enum, resources};
use crate::user::{PublicUserData, User};

open_enum! {
    /// Where a session stands. Signed in means active or pending (FAPI 2.2).
    SessionStatus {
        Active = "active", Pending = "pending", Ended = "ended", Expired = "expired", Removed = "removed",
        Replaced = "replaced", Revoked = "revoked", Abandoned = "abandoned",
    }
}

resources! {
    /// A user's signed-in time on one client.
    Session "session" {
        /// `sess_…`
        id: String,
        /// Where it stands.
        status: SessionStatus,
        /// When it ends for good.
        expire_at: Timestamp,
        /// When it ends unless it is used.
        abandon_at: Timestamp,
        /// When it was last used.
        last_active_at: Timestamp,
        /// A fresh token.
        last_active_token: Option<Token>,
        /// The active organization, `org_…`.
        last_active_organization_id: Option<String>,
        /// What the user must do before the session becomes active.
        tasks: Option<Vec<SessionTask>>,
        /// Who acts for the user, if someone does.
        actor: Option<serde_json::Value>,
        /// Minutes since the first and the second factor; -1 where there is none.
        factor_verification_age: Option<(i64, i64)>,
        /// The user, complete.
        user: User,
        /// The user, as others see them.
        public_user_data: Option<PublicUserData>,
        /// When it began.
        created_at: Timestamp,
        /// When it last changed.
        updated_at: Timestamp,
    }

    /// Something that a pending session waits for.
    SessionTask "session_task" {
        /// For example `choose-organization`.
        key: String,
    }
}

/// A session token (JWT, RS256), valid for about a minute.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "object", rename = "token")]
pub struct Token {
    /// The token itself.
    pub jwt: String,
}

impl Answer for Token {
    const RESOURCE: &'static str = "token";
}

endpoints! {
    /// Methods of a session.
    SESSION on ["session"] knows { session_id = "id" };

    /// Marks the session as used and chooses its active organization.
    touch(params) = TouchSession: POST "/v1/client/sessions/{session_id}/touch" {
        /// `sess_…`
        session_id: String,
        /// Id or slug; empty means none.
        active_organization_id: Option<String>,
        /// `focus`, `select_session` or `select_org`.
        intent: Option<String>,
    } -> Session [in_place];

    /// Ends the session.
    end() = EndSession: POST "/v1/client/sessions/{session_id}/end" {
        /// `sess_…`
        session_id: String,
    } -> Session [in_place];

    /// Ends the session and takes it off the client.
    remove() = RemoveSession: POST "/v1/client/sessions/{session_id}/remove" {
        /// `sess_…`
        session_id: String,
    } -> Session [in_place];
}

endpoints! {
    /// Tokens; the SDK caches them.
    TOKENS on [] knows {};

    /// Makes a session token.
    createToken() = CreateToken: POST "/v1/client/sessions/{session_id}/tokens" {
        /// `sess_…`
        session_id: String,
        /// The organization that the token speaks for; empty means none.
        organization_id: Option<String>,
    } -> Token [bare];

    /// Makes a token from a template.
    createTemplateToken() = CreateTemplateToken: POST "/v1/client/sessions/{session_id}/tokens/{template}" {
        /// `sess_…`
        session_id: String,
        /// Name of the template.
        template: String,
    } -> Token [bare];
}
