//! Errors: the envelope of FAPI 1.6 with the codes of FAPI 6, and the database's constraints in its terms.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clerk_api::{ErrorBody, ErrorItem};
use serde_json::{Map, Value, json};

use crate::requests;

/// What a handler answers when it refuses. Match on `code`, never on the texts.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    /// HTTP status.
    pub status: StatusCode,
    /// What went wrong; at least one entry.
    pub items: Vec<ErrorItem>,
}

impl ApiError {
    /// An error of any status. `sentence` says to people what is wrong and what to do.
    pub fn new(status: StatusCode, code: &str, sentence: impl Into<String>) -> Self {
        let sentence = sentence.into();
        let item = ErrorItem { code: code.into(), message: sentence.clone(), long_message: sentence, meta: Map::new() };
        ApiError { status, items: vec![item] }
    }

    /// 400.
    pub fn bad_request(code: &str, sentence: impl Into<String>) -> Self {
        ApiError::new(StatusCode::BAD_REQUEST, code, sentence)
    }

    /// 401: who is calling is not known.
    pub fn unauthorized(code: &str, sentence: impl Into<String>) -> Self {
        ApiError::new(StatusCode::UNAUTHORIZED, code, sentence)
    }

    /// 403: who is calling may not.
    pub fn forbidden(code: &str, sentence: impl Into<String>) -> Self {
        ApiError::new(StatusCode::FORBIDDEN, code, sentence)
    }

    /// 404.
    pub fn not_found(code: &str, sentence: impl Into<String>) -> Self {
        ApiError::new(StatusCode::NOT_FOUND, code, sentence)
    }

    /// 422 about the form field `param` (FAPI 6.2).
    pub fn form(code: &str, param: &str, sentence: impl Into<String>) -> Self {
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, sentence).with("param_name", param)
    }

    /// Not there and not yours look the same: whoever asks learns nothing about other people's organizations.
    pub fn no_organization() -> Self {
        ApiError::not_found(
            "organization_not_found_or_unauthorized",
            "There is no such organization, or you are not a member of it.",
        )
    }

    /// 500. The cause goes to the log, the caller learns only that it happened.
    pub fn internal(what: &str, cause: &dyn std::fmt::Display) -> Self {
        tracing::error!("{what}: {cause}");
        ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_clerk_error", "The server failed. Its log says why.")
    }

    /// Adds a detail.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Some(item) = self.items.first_mut() {
            item.meta.insert(name.into(), value.into());
        }
        self
    }

    /// The stable code of the first thing that went wrong.
    pub fn code(&self) -> &str {
        self.items.first().map_or("", |item| &item.code)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = ErrorBody { errors: self.items, clerk_trace_id: requests::current() };
        (self.status, Json(json!(body))).into_response()
    }
}

impl From<rusqlite::Error> for ApiError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly};
        if let rusqlite::Error::SqliteFailure(_, Some(message)) = &error
            && let Some(broken) = broken_rule(message)
        {
            return broken;
        }
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => ApiError::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "resource_locked",
                "Another program holds the database. Try again when it has finished.",
            ),
            Some(DiskFull | ReadOnly) => ApiError::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "internal_clerk_error",
                "The database can't be written. Make room on the disk and see that the file is writable.",
            ),
            _ => ApiError::internal("the database failed", &error),
        }
    }
}

/// The rule of schema.sql that a write broke, by the constraint's name.
fn broken_rule(message: &str) -> Option<ApiError> {
    let columns = message.strip_prefix("UNIQUE constraint failed: ")?;
    Some(match columns {
        "organizations.slug" => {
            ApiError::form("form_identifier_exists", "slug", "That slug is taken. Choose another one.")
        }
        "memberships.organization_id, memberships.user_id" => ApiError::bad_request(
            "already_a_member_in_organization",
            "The user is already a member of the organization.",
        ),
        "invitations.organization_id, invitations.address_lower" => ApiError::bad_request(
            "duplicate_record",
            "There is already a pending invitation for that address. Revoke it first to send another.",
        ),
        "email_addresses.address_lower" => ApiError::form(
            "form_identifier_exists",
            "email_address",
            "That e-mail address is taken. Sign in, or use another one.",
        ),
        _ => return None,
    })
}
