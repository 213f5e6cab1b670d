//! Session tokens and their cache: docs/fapi.md 2.5. `js/tokens.ts` is the same for JavaScript.

use std::cell::RefCell;

use clerk_api::{CreateTemplateToken, CreateToken, Endpoint};
use wasm_bindgen::JsValue;

use crate::connection::Connection;
use crate::error::Error;
use crate::joined;
use crate::platform::{get, get_text, is_live};
use crate::running::{Call, Running};

/// Which token a caller wants.
#[derive(Clone, Debug, Default)]
pub struct TokenRequest {
    /// The session that the token is of: the current one when absent.
    pub session_id: Option<String>,
    /// Name of a template; the session token when absent.
    pub template: Option<String>,
    /// Organization to speak for: the active one when absent, none when empty.
    pub organization_id: Option<String>,
    /// Whether to ask the server although a token is at hand.
    pub skip_cache: bool,
}

/// The tokens at hand.
#[derive(Default)]
pub struct Tokens(RefCell<Vec<Entry>>);

struct Entry {
    key: String,
    /// The server's `{jwt}`, or the request for it that is under way.
    token: Running,
    /// When it was asked for: milliseconds since the epoch, by this machine's clock.
    asked: f64,
}

impl Entry {
    fn is_live(&self) -> bool {
        match self.token.outcome() {
            Some(Ok(token)) => is_live(&get(&token, "jwt"), self.asked),
            Some(Err(_)) => false,
            None => true,
        }
    }
}

impl Tokens {
    /// Keeps the token that came with a session, which saves a request.
    pub fn seed(&self, session: &JsValue) {
        let token = get(session, "last_active_token");
        if token.is_object() {
            let organization_id = get_text(session, "last_active_organization_id").unwrap_or_default();
            let key = key(&get_text(session, "id").unwrap_or_default(), "", &organization_id);
            self.put(key, Running::ready(token));
        }
    }

    /// Forgets all tokens.
    pub fn clear(&self) {
        self.0.take();
    }

    /// Keeps a token; those that cannot be handed out any more go.
    fn put(&self, key: String, token: Running) {
        let mut entries = self.0.borrow_mut();
        entries.retain(|entry| entry.key != key && entry.is_live());
        entries.push(Entry { key, token, asked: js_sys::Date::now() });
    }

    /// The token of that key, or the request for it that is under way.
    fn live(&self, key: &str) -> Option<Running> {
        let entries = self.0.borrow();
        let entry = entries.iter().find(|entry| entry.key == key && entry.is_live())?;
        Some(entry.token.clone())
    }
}

fn key(session_id: &str, template: &str, organization_id: &str) -> String {
    joined(&[session_id, " ", template, " ", organization_id])
}

impl Connection {
    /// A token of a session; callers at the same time share one request. Null when nobody is signed in to it.
    pub(crate) fn token(&self, request: TokenRequest) -> Call {
        let session = match &request.session_id {
            Some(id) => self.0.state.signed_in(id),
            None => self.0.state.session(),
        };
        let token = session.is_object().then(|| self.shared_token(&session, request));
        Box::pin(async move {
            let Some(token) = token else { return Ok(JsValue::NULL) };
            let jwt = get(&token.join().await?, "jwt");
            if jwt.is_string() {
                Ok(jwt)
            } else {
                Err(Error::UnexpectedResponse { status: 200, path: "jwt".to_owned() }.into())
            }
        })
    }

    fn shared_token(&self, session: &JsValue, request: TokenRequest) -> Running {
        let session_id = get_text(session, "id").unwrap_or_default();
        let active = || get_text(session, "last_active_organization_id").unwrap_or_default();
        let organization_id = request.organization_id.unwrap_or_else(active);
        let template = request.template.unwrap_or_default();
        let key = key(&session_id, &template, &organization_id);
        let cached = if request.skip_cache { None } else { self.0.tokens.live(&key) };
        cached.unwrap_or_else(|| {
            let (operation, name, value) = if template.is_empty() {
                (CreateToken::OPERATION, "organization_id", organization_id)
            } else {
                (CreateTemplateToken::OPERATION, "template", template)
            };
            let token = Running::start(self.call(operation, vec![("session_id", session_id), (name, value)], None));
            self.0.tokens.put(key, token.clone());
            token
        })
    }
}
