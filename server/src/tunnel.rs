//! `_method`: browsers POST everything, and say in the query what they mean (FAPI 1.4).
//!
//! This stands around the router, since the router chooses the handler by the method.

use axum::extract::Request;
use axum::http::Method;
use clerk_api::form;

/// Gives a POST to the API the method that its query names. GET can't be named: it would change nothing.
pub fn reveal_method(mut request: Request) -> Request {
    if request.method() == Method::POST && request.uri().path().starts_with("/v1/") {
        let query = form::parse(request.uri().query().unwrap_or_default().as_bytes());
        let named = query.iter().find(|(name, _)| name == "_method").map(|(_, value)| value.to_ascii_uppercase());
        match named.as_deref() {
            Some("PUT") => *request.method_mut() = Method::PUT,
            Some("PATCH") => *request.method_mut() = Method::PATCH,
            Some("DELETE") => *request.method_mut() = Method::DELETE,
            _ => {}
        }
    }
    request
}
