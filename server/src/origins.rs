//! Which pages may call, and under which names the server answers (FAPI 1.9).
//!
//! A page's origin must be this machine's or one that `--allow-origin` names: everything else, `null` too, is refused.
//! The `Host` is looked at as well: a foreign name that was made to point at this machine (DNS rebinding) is no way in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::ApiError;

/// The pages that may call.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    allowed: Vec<String>,
}

impl Origins {
    /// Loopback origins, and these.
    pub fn new(allowed: Vec<String>) -> Self {
        Origins { allowed }
    }

    /// Whether pages of this origin may call.
    pub fn allows(&self, origin: &str) -> bool {
        self.allowed.iter().any(|allowed| allowed == origin) || is_loopback_origin(origin)
    }

    /// Whether a link may lead there: to a page that may call.
    pub fn allows_url(&self, url: &str) -> bool {
        let Ok(uri) = url.parse::<Uri>() else { return false };
        match (uri.scheme_str(), uri.authority()) {
            (Some(scheme), Some(authority)) => self.allows(&format!("{scheme}://{authority}")),
            _ => false,
        }
    }

    /// Whether the server answers under this `Host`. An address can't be rebound, only a name can.
    fn answers_to(&self, host: &str) -> bool {
        let Some(name) = host_name(host) else { return false };
        is_local_name(name)
            || parse_ip(name).is_some()
            || self
                .allowed
                .iter()
                .any(|allowed| allowed.split_once("://").and_then(|(_, authority)| host_name(authority)) == Some(name))
    }
}

/// Reads the value of `--allow-origin`.
pub fn parse_origin(text: &str) -> Result<String, String> {
    let uri = text.parse::<Uri>().ok();
    let scheme = uri.as_ref().and_then(Uri::scheme_str);
    let authority = uri.as_ref().and_then(Uri::authority);
    match (scheme, authority) {
        (Some(scheme @ ("http" | "https")), Some(authority)) if text == format!("{scheme}://{authority}") => {
            Ok(text.to_ascii_lowercase())
        }
        _ => Err("an origin looks like https://app.example.com or http://app.example.com:8080, without a path".into()),
    }
}

/// Whether a page of this origin comes from this machine.
pub fn is_loopback_origin(origin: &str) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    matches!(scheme, "http" | "https") && is_loopback_authority(authority)
}

/// Whether `name:port` is this machine's.
pub fn is_loopback_authority(authority: &str) -> bool {
    host_name(authority).is_some_and(is_local_name)
}

fn is_local_name(name: &str) -> bool {
    let name = &name.to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || parse_ip(name).is_some_and(|address| address.is_loopback())
}

fn parse_ip(name: &str) -> Option<IpAddr> {
    let v6 = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    match v6 {
        Some(v6) => v6.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => name.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// The name in `name:port`; nothing for what is neither a name nor an address.
fn host_name(authority: &str) -> Option<&str> {
    let (name, port) = match authority.rfind(':').filter(|&colon| !authority[colon..].contains(']')) {
        Some(colon) => (&authority[..colon], &authority[colon + 1..]),
        None => (authority, "0"),
    };
    let well_formed = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._[]:".contains(&byte));
    (well_formed && !name.is_empty() && port.parse::<u16>().is_ok()).then_some(name)
}

/// Answers preflights, refuses foreign pages and names, and adds the CORS headers to everything else.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    if let Some(host) = request.headers().get(header::HOST)
        && !host.to_str().is_ok_and(|host| app.origins.answers_to(host))
    {
        return ApiError::bad_request(
            "host_invalid",
            "The server doesn't answer to that host name. Name it with --allow-origin to allow it.",
        )
        .into_response();
    }
    let Some(origin) = request.headers().get(header::ORIGIN).cloned() else {
        return next.run(request).await;
    };
    if !origin.to_str().is_ok_and(|origin| app.origins.allows(origin)) {
        return ApiError::bad_request(
            "origin_invalid",
            "Pages of that origin may not call this server. Name the origin with --allow-origin to allow it.",
        )
        .into_response();
    }
    let mut response = match is_preflight(&request) {
        true => StatusCode::NO_CONTENT.into_response(),
        false => next.run(request).await,
    };
    add_headers(response.headers_mut(), origin);
    response
}

fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

fn add_headers(headers: &mut HeaderMap, origin: HeaderValue) {
    const FIXED: [(HeaderName, &str); 6] = [
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Clerk-Db-Jwt"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "Clerk-Db-Jwt, Retry-After"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
        (header::VARY, "Origin"),
    ];
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_allowed_and_nobody_else() {
        let origins = Origins::new(vec!["https://app.example.com".into()]);
        for origin in [
            "http://localhost:3000",
            "https://localhost",
            "http://app.localhost:1",
            "http://127.0.0.1:5173",
            "http://127.8.8.8",
            "http://[::1]:80",
            "https://app.example.com",
        ] {
            assert!(origins.allows(origin), "{origin}");
        }
        for origin in [
            "null",
            "",
            "http://example.com",
            "http://app.example.com",
            "https://app.example.com:444",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://evil@localhost",
            "http://localhost:1/x",
            "file://localhost",
            "http://192.168.1.4",
        ] {
            assert!(!origins.allows(origin), "{origin}");
        }
    }

    #[test]
    fn answers_under_addresses_and_its_own_names() {
        let origins = Origins::new(vec!["https://app.example.com".into()]);
        for host in ["localhost:4010", "LocalHost", "127.0.0.1", "192.168.1.4:4010", "[::1]:4010", "app.example.com"] {
            assert!(origins.answers_to(host), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.nip.example", "", "localhost:http"] {
            assert!(!origins.answers_to(host), "{host}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(parse_origin("https://App.Example.com").as_deref(), Ok("https://app.example.com"));
        for text in ["app.example.com", "https://app.example.com/", "ftp://app.example.com", "*"] {
            assert!(parse_origin(text).is_err(), "{text}");
        }
    }
}
