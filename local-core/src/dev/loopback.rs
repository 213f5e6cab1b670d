//! Only programs and pages of this machine get an answer, whatever the server listens on and whoever may call the API.

use http::header::{self, HeaderMap, HeaderName};

use crate::http::Incoming;
use crate::http::origins::{is_loopback_authority, is_loopback_origin};
use crate::refusal::{Refusal, Result};

/// The headers by which a proxy says that it is one (RFC 7239, RFC 9110 7.6.3). A proxy on this machine is a loopback peer
/// for everybody whom it lets in.
const PROXY_HEADERS: [&str; 6] =
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];

/// Refuses everybody else.
pub fn check(incoming: &Incoming) -> Result<()> {
    let is_loopback = incoming.peer.is_some_and(|peer| peer.is_loopback());
    match is_loopback && is_direct(&incoming.headers) {
        true => Ok(()),
        false => Err(Refusal::forbidden("resource_forbidden", "/_dev answers on the machine itself only.")),
    }
}

/// Whether nobody stands between the caller and the peer. A page of another machine names its own origin or host.
fn is_direct(headers: &HeaderMap) -> bool {
    let is_local = |name: HeaderName, is_local: fn(&str) -> bool| {
        headers.get_all(name).iter().all(|value| value.to_str().is_ok_and(is_local))
    };
    PROXY_HEADERS.iter().all(|name| !headers.contains_key(*name))
        && is_local(header::HOST, is_loopback_authority)
        && is_local(header::ORIGIN, is_loopback_origin)
}
