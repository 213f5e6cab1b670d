//! How the server was started.

use clerk_api::{InstanceType, PublishableKey};

/// How answers spell the roles that are built in. Requests may use either spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoleSpelling {
    /// `admin` and `basic_member`, as in 2022.
    #[default]
    Classic,
    /// `org:admin` and `org:member`, as today.
    Current,
}

/// What holds as long as the server runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// `http://127.0.0.1:4010`: the issuer of tokens and the base of links.
    pub url: String,
    /// How answers spell the roles.
    pub roles: RoleSpelling,
    /// Whether mails are handed to a relay, beside the built-in mailbox.
    pub relays_mail: bool,
    /// Origins whose pages may call, beside those of this machine.
    pub allowed_origins: Vec<String>,
}

impl Config {
    /// The key for pages that use this project's SDK: its host is the server itself.
    pub fn publishable_key(&self) -> String {
        let host = self.url.split_once("://").map_or(self.url.as_str(), |(_, host)| host);
        key_of(host)
    }

    /// The key for pages that use Clerk's own SDK together with `proxyUrl`. That SDK identifies a browser by a token
    /// instead of a cookie only where the key's host is one of Clerk's development hosts (docs/fapi.md 11).
    pub fn official_publishable_key(&self) -> String {
        key_of("clerk.local.lcl.dev")
    }
}

fn key_of(host: &str) -> String {
    PublishableKey { instance_type: InstanceType::Development, frontend_api: host.into() }.format()
}

/// A configuration for tests.
#[cfg(test)]
pub fn test_config() -> Config {
    Config {
        url: "http://127.0.0.1:4010".into(),
        roles: RoleSpelling::default(),
        relays_mail: false,
        allowed_origins: Vec::new(),
    }
}
