//! Which pages may call, and under which host names the server answers (docs/fapi.md 1.9).
//!
//! A page's origin must be this machine's, or one that `--allow-origin` names. Every other origin is refused, `null` too.
//! The `Host` is checked as well, so that a foreign name which was made to point at this machine (DNS rebinding) gets no
//! answer.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::Uri;
use http::header::{self, HeaderMap, HeaderValue};

use crate::config::Config;
use crate::refusal::{Refusal, Result};

/// Whether pages of this origin may call.
pub fn allows(config: &Config, origin: &str) -> bool {
    config.allowed_origins.iter().any(|allowed| allowed == origin) || is_loopback_origin(origin)
}

/// Whether a link may lead there: to a page that may call.
pub fn allows_url(config: &Config, url: &str) -> bool {
    let Ok(uri) = url.parse::<Uri>() else { return false };
    match (uri.scheme_str(), uri.authority()) {
        (Some(scheme), Some(authority)) => allows(config, &format!("{scheme}://{authority}")),
        _ => false,
    }
}

/// Whether the server answers to this `Host`. An address can't be rebound, only a name can.
fn answers_to(config: &Config, host: &str) -> bool {
    let Some(name) = host_name(host) else { return false };
    let is_allowed =
        |origin: &String| origin.split_once("://").and_then(|(_, authority)| host_name(authority)) == Some(name);
    is_local_name(name) || parse_ip(name).is_some() || config.allowed_origins.iter().any(is_allowed)
}

/// Why pages of another origin, or callers under another name, get no answer.
pub fn check(config: &Config, headers: &HeaderMap) -> Result<()> {
    let is_text =
        |value: &HeaderValue, allows: fn(&Config, &str) -> bool| value.to_str().is_ok_and(|text| allows(config, text));
    if headers.get(header::HOST).is_some_and(|host| !is_text(host, answers_to)) {
        let sentence = "The server doesn't answer to that host name. Name it with --allow-origin to allow it.";
        return Err(Refusal::bad_request("host_invalid", sentence));
    }
    if headers.get(header::ORIGIN).is_some_and(|origin| !is_text(origin, allows)) {
        let sentence =
            "Pages of that origin may not call this server. Name the origin with --allow-origin to allow it.";
        return Err(Refusal::bad_request("origin_invalid", sentence));
    }
    Ok(())
}

/// Checks an origin that `--allow-origin` names.
pub fn parse_origin(text: &str) -> std::result::Result<String, String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::test_config;

    fn config() -> Config {
        Config { allowed_origins: vec!["https://app.example.com".into()], ..test_config() }
    }

    #[test]
    fn this_machine_is_allowed_and_nobody_else() {
        let config = config();
        for origin in [
            "http://localhost:3000",
            "https://localhost",
            "http://app.localhost:1",
            "http://127.0.0.1:5173",
            "http://127.8.8.8",
            "http://[::1]:80",
            "https://app.example.com",
        ] {
            assert!(allows(&config, origin), "{origin}");
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
            assert!(!allows(&config, origin), "{origin}");
        }
    }

    #[test]
    fn answers_under_addresses_and_its_own_names() {
        let config = config();
        for host in ["localhost:4010", "LocalHost", "127.0.0.1", "192.168.1.4:4010", "[::1]:4010", "app.example.com"] {
            assert!(answers_to(&config, host), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.nip.example", "", "localhost:http"] {
            assert!(!answers_to(&config, host), "{host}");
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
