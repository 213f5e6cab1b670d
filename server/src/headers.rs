//! The headers that keep browsers from doing more with an answer than it is for.

use axum::http::header::{self, HeaderValue};
use axum::response::Response;

/// Adds them to an answer.
pub async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        // The address of a page may carry a ticket: nobody whom the page links to or loads from is to learn it.
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        // Other sites' pages can't show it in a frame, and so not make people click in it unawares.
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'self'"));
    }
    response
}
