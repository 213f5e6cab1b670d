//! What both drivers stand on: it plans requests and judges replies, and never waits. `connection.rs` waits for Rust,
//! `js/driver.ts` for JavaScript.

use std::cell::RefCell;

use clerk_api::endpoint::Shape;
use clerk_api::request::{Arguments, append};
use clerk_api::{API_VERSION, InvalidKey, Method, Operation, PublishableKey};
use wasm_bindgen::JsValue;

use crate::error::{ApiError, Error};
use crate::joined;
use crate::platform;

/// What a call answers. The error is boxed, so that answers stay small.
pub type Outcome<T = JsValue> = Result<T, Box<Error>>;

/// Where the Frontend API is, and what this browser is known by there.
pub struct Core {
    /// Scheme, host and path that all paths are appended to.
    base: String,
    /// Where the development browser's token is kept; none for production keys.
    dev_key: Option<String>,
    dev_token: RefCell<Option<String>>,
}

/// A request as it goes to the server.
pub struct Planned {
    /// The whole address.
    pub url: String,
    /// The body of a POST; none for a GET.
    pub form: Option<String>,
}

/// What the server replied.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The parsed body: null for 204, undefined if it is no JSON.
    pub body: JsValue,
    /// Seconds to wait, from `Retry-After`.
    pub retry_after: Option<u32>,
    /// The development browser's token, where the server hands out another one (docs/fapi.md 1.5).
    pub dev_token: Option<String>,
}

impl Core {
    /// Reads the key. `proxy_url` stands in for the key's host (docs/fapi.md 1.2).
    pub fn new(key: &str, proxy_url: Option<&str>) -> Result<Self, Error> {
        let parsed = PublishableKey::parse(key).map_err(Error::InvalidKey)?;
        let scheme = if parsed.is_loopback() { "http://" } else { "https://" };
        let base = match proxy_url {
            Some(url) => platform::base(url).ok_or(Error::InvalidProxyUrl)?,
            None => {
                let url = joined(&[scheme, &parsed.frontend_api]);
                platform::base(&url).ok_or(Error::InvalidKey(InvalidKey::Payload))?
            }
        };
        // The origin's storage, not a cookie: the ports of a host, and so the apps on them, share their cookies.
        let dev_key = parsed.has_dev_browser().then(|| joined(&["__clerk_db_jwt:", key.trim_ascii()]));
        let dev_token = RefCell::new(dev_key.as_deref().and_then(platform::recall));
        Ok(Core { base, dev_key, dev_token })
    }

    /// Checks a call and writes its request. The session counts where the operation needs one, and it is named on all
    /// paths but the client's (docs/fapi.md 1.3).
    pub fn plan(&self, operation: &Operation, arguments: Arguments, session_id: Option<&str>) -> Outcome<Planned> {
        let request = operation.request(arguments)?;
        if operation.caller.is_signed_in() && session_id.is_none() {
            return Err(Error::SignedOut.into());
        }
        let is_get = request.method == Method::GET;
        let (mut query, form) = if is_get { (request.form, None) } else { (String::new(), Some(request.form)) };
        // `_clerk_js_version` is left out: it names a release of clerk-js, and this is none.
        append(&mut query, "__clerk_api_version", API_VERSION);
        if !is_get && request.method != Method::POST {
            append(&mut query, "_method", request.method.as_str());
        }
        if let Some(session_id) = session_id
            && !request.path.starts_with("/v1/client")
        {
            append(&mut query, "_clerk_session_id", session_id);
        }
        if let Some(token) = &*self.dev_token.borrow() {
            append(&mut query, DEV_TOKEN, token);
        }
        Ok(Planned { url: joined(&[&self.base, &request.path, "?", &query]), form })
    }

    /// Judges the reply to a request, and answers what the call was for: the `response` of the envelope, or the body.
    pub fn accept(&self, operation: &Operation, reply: Reply) -> Outcome {
        let status = reply.status;
        let unexpected = |path: &str| Err(Error::UnexpectedResponse { status, path: path.to_owned() }.into());
        if let Some(token) = &reply.dev_token {
            self.keep(token);
        }
        if reply.body.is_undefined() {
            return unexpected("$");
        }
        let shape = match operation.shape {
            _ if !(200..300).contains(&status) => platform::REFUSAL,
            _ if !operation.envelope => return Ok(reply.body),
            Shape::Page | Shape::List => platform::LIST,
            Shape::One if status == 204 => return Ok(JsValue::NULL),
            Shape::One => platform::ONE,
        };
        let found = platform::find(&reply.body, shape);
        match shape {
            platform::REFUSAL if found.is_undefined() => unexpected("errors"),
            platform::REFUSAL => Err(Error::Api(ApiError(reply)).into()),
            _ if found.is_undefined() => unexpected("response"),
            _ => Ok(found),
        }
    }

    /// Whether the server can know this browser: in development by a token, else by a cookie.
    pub fn is_known(&self) -> bool {
        self.dev_key.is_none() || self.dev_token.borrow().is_some()
    }

    /// Keeps the development browser's token, also for the pages that follow.
    pub fn keep(&self, token: &str) {
        if let Some(key) = &self.dev_key {
            platform::remember(key, token);
            self.dev_token.replace(Some(token.to_owned()));
        }
    }

    /// Forgets the development browser's token, since the server does not know it (docs/fapi.md 1.5): the one that the
    /// request with this address carried. Another request may have fetched a new one in the meantime.
    pub fn forget(&self, url: &str) {
        let mut carried = String::new();
        append(&mut carried, DEV_TOKEN, self.dev_token.borrow().as_deref().unwrap_or_default());
        // It is the last parameter of an address.
        if url.ends_with(&carried) {
            self.dev_token.replace(None);
        }
    }

    /// What a call fails with when its request got no reply.
    pub fn unreached(&self, is_online: bool) -> Error {
        if is_online { Error::Network { base: self.base.clone() } } else { Error::Offline }
    }
}

/// Name of the parameter that carries the development browser's token.
const DEV_TOKEN: &str = "__clerk_db_jwt";
