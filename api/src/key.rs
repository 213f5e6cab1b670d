//! Publishable keys: docs/fapi.md 1.1.

use base64ct::{Base64, Encoding};

/// Whether a key belongs to a development or a production instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceType {
    /// `pk_test_…`
    Development,
    /// `pk_live_…`
    Production,
}

/// The content of a publishable key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishableKey {
    /// Development or production.
    pub instance_type: InstanceType,
    /// Host (and port, where it has one) of the Frontend API.
    pub frontend_api: String,
}

/// Why a text is not a publishable key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidKey {
    /// The text is empty.
    Missing,
    /// It does not read `pk_test_…` or `pk_live_…`.
    Prefix,
    /// What follows is not the base64 of a host and `$`.
    Payload,
}

impl InvalidKey {
    /// What is wrong and what to do, as one sentence.
    pub const fn message(self) -> &'static str {
        match self {
            InvalidKey::Missing => {
                "The publishable key is missing: pass the key that begins with pk_test_ or pk_live_."
            }
            InvalidKey::Prefix => {
                "The publishable key is invalid: it must begin with pk_test_ or pk_live_, followed by the rest of the key."
            }
            InvalidKey::Payload => {
                "The publishable key is invalid: its last part does not name a host. Copy the whole key again."
            }
        }
    }
}

impl PublishableKey {
    /// Reads a key. White space around it is ignored.
    pub fn parse(key: &str) -> Result<Self, InvalidKey> {
        let key = key.trim_ascii();
        if key.is_empty() {
            return Err(InvalidKey::Missing);
        }
        let (instance_type, payload) = match (key.strip_prefix("pk_test_"), key.strip_prefix("pk_live_")) {
            (Some(payload), _) => (InstanceType::Development, payload),
            (_, Some(payload)) => (InstanceType::Production, payload),
            _ => return Err(InvalidKey::Prefix),
        };
        if payload.is_empty() || has(payload, b'_') {
            return Err(InvalidKey::Prefix);
        }
        let text = decode(payload).ok_or(InvalidKey::Payload)?;
        match text.strip_suffix("$") {
            Some(host) if has(host, b'.') && !has(host, b'$') => {
                Ok(PublishableKey { instance_type, frontend_api: host.to_owned() })
            }
            _ => Err(InvalidKey::Payload),
        }
    }

    /// Writes the key.
    pub fn format(&self) -> String {
        let prefix = match self.instance_type {
            InstanceType::Development => "pk_test_",
            InstanceType::Production => "pk_live_",
        };
        format!("{prefix}{}", Base64::encode_string(format!("{}$", self.frontend_api).as_bytes()))
    }

    /// Whether the host is this machine. The SDK then uses plain http.
    pub fn is_loopback(&self) -> bool {
        let host = self.frontend_api.as_bytes();
        let name = match host.iter().rposition(|byte| *byte == b':') {
            Some(port) => &host[..port],
            None => host,
        };
        // Names of digits and dots alone are IPv4 addresses (WHATWG URL, host parsing).
        let is_address = name.iter().all(|byte| *byte == b'.' || byte.is_ascii_digit());
        matches!(name, b"[::1]" | b"localhost")
            || name.ends_with(b".localhost")
            || is_address && name.starts_with(b"127.")
    }

    /// Whether the instance identifies a browser by a token in the query instead of a cookie (docs/fapi.md 1.5).
    pub fn has_dev_browser(&self) -> bool {
        const HOSTS: [&str; 9] = [
            ".lcl.dev",
            ".stg.dev",
            ".lclstage.dev",
            ".stgstage.dev",
            ".dev.lclclerk.com",
            ".stg.lclclerk.com",
            ".accounts.lclclerk.com",
            "accountsstage.dev",
            "accounts.dev",
        ];
        self.is_loopback() || HOSTS.iter().any(|host| self.frontend_api.ends_with(host))
    }
}

/// Whether a text contains that ASCII character.
fn has(text: &str, character: u8) -> bool {
    text.bytes().any(|byte| byte == character)
}

/// Decodes standard base64 (RFC 4648) of ASCII text, with or without padding. The `base64ct` crate could do this too, but
/// its decoder adds five times as many bytes to the wasm build.
fn decode(text: &str) -> Option<String> {
    let (mut out, mut bits, mut count) = (String::new(), 0u32, 0);
    let end = text.bytes().rposition(|byte| byte != b'=').map_or(0, |last| last + 1);
    for byte in text.bytes().take(end) {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(char::from((bits >> count) as u8));
        }
    }
    out.is_ascii().then_some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(prefix: &str, payload: &str) -> String {
        format!("{prefix}{}", Base64::encode_string(payload.as_bytes()))
    }

    #[test]
    fn reads_what_it_writes() {
        for (instance_type, host) in
            [(InstanceType::Development, "127.0.0.1:4010"), (InstanceType::Production, "clerk.example.com")]
        {
            let key = PublishableKey { instance_type, frontend_api: host.into() };
            assert_eq!(PublishableKey::parse(&key.format()), Ok(key.clone()));
            assert_eq!(PublishableKey::parse(&format!("  {}\n", key.format().trim_end_matches('='))), Ok(key));
        }
    }

    proptest! {
        #[test]
        fn every_host_survives_a_key(host in "[!-#%-~]{0,20}\\.[!-#%-~]{0,20}", live in any::<bool>()) {
            let instance_type = if live { InstanceType::Production } else { InstanceType::Development };
            let key = PublishableKey { instance_type, frontend_api: host };
            prop_assert_eq!(PublishableKey::parse(key.format().trim_end_matches('=')), Ok(key));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(pk_(test|live)_)?(\\PC{0,12}|[A-Za-z0-9+/=_]{0,40})") {
            if let Ok(key) = PublishableKey::parse(&text) {
                prop_assert!(key.frontend_api.contains('.') && !key.frontend_api.contains('$'));
            }
        }
    }

    #[test]
    fn refuses_what_is_no_key() {
        let cases = [
            ("", InvalidKey::Missing),
            ("  ", InvalidKey::Missing),
            ("sk_test_abc", InvalidKey::Prefix),
            ("test_abc", InvalidKey::Prefix),
            ("pk_test_", InvalidKey::Prefix),
            ("pk_test_a_b", InvalidKey::Prefix),
            ("pk_test_!!!", InvalidKey::Payload),
            (&format!("{}=;", key("pk_test_", "clerk.example.com$")), InvalidKey::Payload),
            (&key("pk_test_", "no-dollar.example"), InvalidKey::Payload),
            (&key("pk_test_", "nodot$"), InvalidKey::Payload),
            (&key("pk_live_", "two.dollars$$"), InvalidKey::Payload),
        ];
        for (text, error) in cases {
            assert_eq!(PublishableKey::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn knows_this_machine() {
        let at = |host: &str| PublishableKey { instance_type: InstanceType::Development, frontend_api: host.into() };
        for host in ["127.0.0.1:4010", "127.1.2.3", "localhost.:1", "[::1]:80", "app.localhost:3000", "localhost:4010"]
        {
            assert_eq!(at(host).is_loopback(), host != "localhost.:1", "{host}");
        }
        for host in ["127.0.0.1.evil.com", "clerk.example.com", "127.example.com", "foo.accounts.dev"] {
            assert!(!at(host).is_loopback(), "{host}");
        }
        assert!(at("blue-heron-42.clerk.accounts.dev").has_dev_browser());
        assert!(!at("clerk.example.com").has_dev_browser());
    }
}
