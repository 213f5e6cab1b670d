//! A request, read as far as every route needs it.

use std::net::IpAddr;

use bytes::Bytes;
use clerk_api::form::{self, Form};
use http::request::Parts;
use http::{HeaderMap, Method, Request, header};

use super::method_override::method_in;

/// Where a request comes from. Whoever has the socket puts it into the request's extensions.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Names a request in the log and in its refusal (`clerk_trace_id`). Whoever has the socket puts it into the request's
/// extensions; a request without one gets one here.
#[derive(Clone, Debug)]
pub struct TraceId(pub String);

/// A request.
pub struct Incoming {
    /// The method that is meant: a POST may name another one.
    pub method: Method,
    /// The path, still escaped.
    pub path: String,
    /// Names and values of the query.
    pub query: Form,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// Where it comes from.
    pub peer: Option<IpAddr>,
    /// Parameters of the path, by name.
    pub path_params: Form,
}

impl Incoming {
    /// Reads a request.
    pub fn new(request: Request<Bytes>) -> Self {
        let (Parts { method, uri, headers, extensions, .. }, body) = request.into_parts();
        let query = form::parse(uri.query().unwrap_or_default().as_bytes());
        let path = uri.path().to_owned();
        Incoming {
            method: method_in(&method, &path, &query),
            path,
            query,
            headers,
            body,
            peer: extensions.get::<Peer>().map(|Peer(peer)| peer.to_canonical()),
            path_params: Form::new(),
        }
    }

    /// A value of the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A header, if it is there once and is text.
    pub fn header(&self, name: impl header::AsHeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether a person's browser asks, and wants a page.
    pub fn wants_page(&self) -> bool {
        self.header(header::ACCEPT).unwrap_or_default().contains("text/html")
    }
}
