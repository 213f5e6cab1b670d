//! Responses: JSON, pages, redirects, and refusals with the status that their kind has.

use bytes::Bytes;
use clerk_api::ErrorBody;
use http::header::{self, HeaderValue};
use http::{Response, StatusCode};
use serde::Serialize;

use super::html;
use crate::refusal::{Kind, Refusal, Result};

/// What a route answers.
pub type Answer = Response<Bytes>;

/// A response of JSON.
pub fn json(status: StatusCode, body: &impl Serialize) -> Result<Answer> {
    let bytes = serde_json::to_vec(body).map_err(|error| Refusal::internal("an answer can't be written", &error))?;
    Ok(with_type(status, "application/json", bytes.into()))
}

/// A response of HTML.
pub fn page(status: StatusCode, title: &str, body: &str) -> Answer {
    with_type(status, "text/html; charset=utf-8", html::page(title, body).into())
}

/// Sends the browser to another page. That page's address must not leak to where its own links lead.
pub fn redirect(location: HeaderValue) -> Answer {
    let mut answer = with_type(StatusCode::SEE_OTHER, "text/plain; charset=utf-8", Bytes::new());
    answer.headers_mut().insert(header::LOCATION, location);
    answer.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    answer
}

/// A response of bytes with that content type.
pub(super) fn with_type(status: StatusCode, content_type: &'static str, body: Bytes) -> Answer {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}

/// A refusal in Clerk's envelope (docs/fapi.md 1.6).
pub fn refusal(refusal: Refusal, trace_id: String) -> Answer {
    let status = status_of(refusal.kind);
    let body = ErrorBody { errors: refusal.items, clerk_trace_id: Some(trace_id) };
    json(status, &body).unwrap_or_else(|_| with_type(status, "text/plain; charset=utf-8", Bytes::new()))
}

/// The status that a kind of refusal has.
pub fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::BadRequest => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::UnsupportedType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Kind::Locked => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Unwritable => StatusCode::INSUFFICIENT_STORAGE,
        Kind::NotImplemented => StatusCode::NOT_IMPLEMENTED,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
