//! Sessions and their tokens: docs/fapi.md 2.4, 2.5 and 4.9.

use clerk_api_macros::{endpoint, resource};

use crate::id::ids;
use crate::organization::OrganizationId;
use crate::resource::{Timestamp, open_enum};
use crate::user::{PublicUserData, User};

ids! {
    /// `sess_…`
    SessionId,
}

open_enum! {
    /// Where a session stands. Signed in means active or pending (docs/fapi.md 2.2).
    SessionStatus {
        Active = "active", Pending = "pending", Ended = "ended", Expired = "expired", Removed = "removed",
        Replaced = "replaced", Revoked = "revoked", Abandoned = "abandoned",
    }
}

open_enum! {
    /// Why a session is touched.
    TouchIntent { Focus = "focus", SelectSession = "select_session", SelectOrganization = "select_org" }
}

/// A user's signed-in time on one client.
#[resource("session")]
pub struct Session {
    /// `sess_…`
    pub id: SessionId,
    /// Where it stands.
    pub status: SessionStatus,
    /// When it ends for good.
    pub expire_at: Timestamp,
    /// When it ends unless it is used.
    pub abandon_at: Timestamp,
    /// When it was last used.
    pub last_active_at: Timestamp,
    /// A fresh token.
    pub last_active_token: Option<Token>,
    /// The active organization, `org_…`.
    pub last_active_organization_id: Option<OrganizationId>,
    /// What the user must do before the session becomes active.
    pub tasks: Option<Vec<SessionTask>>,
    /// Who acts for the user, if someone does.
    pub actor: Option<serde_json::Value>,
    /// Minutes since the first and the second factor; -1 where there is none.
    pub factor_verification_age: Option<(i64, i64)>,
    /// The user, complete.
    pub user: User,
    /// The user, as others see them.
    pub public_user_data: Option<PublicUserData>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// Something that a pending session waits for.
#[resource("session_task")]
pub struct SessionTask {
    /// For example `choose-organization`.
    pub key: String,
}

/// A session token (JWT, RS256), valid for about a minute.
#[resource("token")]
#[derive(Default)]
pub struct Token {
    /// The token itself.
    pub jwt: String,
}

/// Marks the session as used and chooses its active organization.
#[endpoint(POST "/v1/client/sessions/{session_id}/touch", caller = Browser, answers = Session)]
pub struct TouchSession {
    /// `sess_…`
    pub session_id: SessionId,
    /// Id or slug; empty means none.
    pub active_organization_id: Option<String>,
    /// Why it is touched.
    pub intent: Option<TouchIntent>,
}

/// Ends the session.
#[endpoint(POST "/v1/client/sessions/{session_id}/end", caller = Browser, answers = Session)]
pub struct EndSession {
    /// `sess_…`
    pub session_id: SessionId,
}

/// Ends the session and takes it off the client.
#[endpoint(POST "/v1/client/sessions/{session_id}/remove", caller = Browser, answers = Session)]
pub struct RemoveSession {
    /// `sess_…`
    pub session_id: SessionId,
}

/// Makes a session token.
#[endpoint(POST "/v1/client/sessions/{session_id}/tokens", caller = Browser, answers = Token, bare)]
pub struct CreateToken {
    /// `sess_…`
    pub session_id: SessionId,
    /// The organization that the token speaks for; empty means none.
    pub organization_id: Option<OrganizationId>,
}

/// Makes a token from a template.
#[endpoint(POST "/v1/client/sessions/{session_id}/tokens/{template}", caller = Browser, answers = Token, bare)]
pub struct CreateTemplateToken {
    /// `sess_…`
    pub session_id: SessionId,
    /// Name of the template.
    pub template: String,
}
