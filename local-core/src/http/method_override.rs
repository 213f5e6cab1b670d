//! `_method`: browsers send every call but GET as a POST, and name the method in the query (docs/fapi.md 1.4).

use clerk_api::form::{self, Form};
use http::{Method, Uri};

/// The method that a request means.
pub fn method_of(sent: &Method, uri: &Uri) -> Method {
    method_in(sent, uri.path(), &form::parse(uri.query().unwrap_or_default().as_bytes()))
}

/// The same, with the query read. GET can't be named, since a GET changes nothing.
pub(super) fn method_in(sent: &Method, path: &str, query: &Form) -> Method {
    if sent == Method::HEAD {
        return Method::GET;
    }
    if sent != Method::POST || !path.starts_with("/v1/") {
        return sent.clone();
    }
    let named = query.iter().find(|(name, _)| name == "_method").map(|(_, value)| value.to_ascii_uppercase());
    match named.as_deref() {
        Some("PUT") => Method::PUT,
        Some("PATCH") => Method::PATCH,
        Some("DELETE") => Method::DELETE,
        _ => Method::POST,
    }
}
