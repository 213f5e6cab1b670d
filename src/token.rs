//! Session tokens and their cache: FAPI 2.5.

use std::cell::RefCell;

use clerk_api::request::Pairs;
use clerk_api::{CreateTemplateToken, CreateToken, Endpoint};
use wasm_bindgen::JsValue;

use crate::client::Client;
use crate::error::Error;
use crate::host::{get, get_text, lifetime};
use crate::shared::Shared;

/// A token is not handed out in the last seconds of its life, in milliseconds.
const MARGIN: f64 = 10_000.0;

/// Which token a caller wants.
#[derive(Clone, Debug, Default)]
pub struct TokenRequest {
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
    token: Shared<Token>,
}

#[derive(Clone)]
struct Token {
    jwt: String,
    /// Milliseconds since the epoch, by this machine's clock.
    expires: f64,
}

impl Token {
    fn received(jwt: String) -> Self {
        let expires = js_sys::Date::now() + lifetime(&jwt) - MARGIN;
        Token { jwt, expires }
    }
}

impl Tokens {
    /// Keeps the token that came with a session, which saves a request.
    pub fn seed(&self, session: &JsValue) {
        let Some(jwt) = get_text(&get(session, "last_active_token"), "jwt") else { return };
        let organization_id = get_text(session, "last_active_organization_id").unwrap_or_default();
        let key = key(&get_text(session, "id").unwrap_or_default(), "", &organization_id);
        self.put(key, Shared::ready(Token::received(jwt)));
    }

    /// Forgets all tokens.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    fn put(&self, key: String, token: Shared<Token>) {
        self.remove(&key);
        self.0.borrow_mut().push(Entry { key, token });
    }

    fn remove(&self, key: &str) {
        self.0.borrow_mut().retain(|entry| entry.key != key);
    }

    /// The token of that key, or the request for it that is under way.
    fn live(&self, key: &str) -> Option<Shared<Token>> {
        let now = js_sys::Date::now();
        let entries = self.0.borrow();
        let token = &entries.iter().find(|entry| entry.key == key)?.token;
        let live = token.peek(|outcome| match outcome {
            Some(Ok(token)) => token.expires > now,
            Some(Err(_)) => false,
            None => true,
        });
        live.then(|| token.clone())
    }
}

fn key(session_id: &str, template: &str, organization_id: &str) -> String {
    [session_id, " ", template, " ", organization_id].concat()
}

impl Client {
    /// A token of the current session; callers at the same time share one request. None when nobody is signed in.
    pub async fn token(&self, request: TokenRequest) -> Result<Option<String>, Error> {
        self.load().await?;
        let Some(session) = self.0.state.session() else { return Ok(None) };
        let active = || get_text(&session, "last_active_organization_id").unwrap_or_default();
        let organization_id = request.organization_id.unwrap_or_else(active);
        let session_id = get_text(&session, "id").unwrap_or_default();
        let template = request.template.unwrap_or_default();
        let key = key(&session_id, &template, &organization_id);
        let tokens = &self.0.tokens;
        let cached = if request.skip_cache { None } else { tokens.live(&key) };
        let token = cached.unwrap_or_else(|| {
            let this = self.clone();
            let fresh = Shared::start(async move { this.create_token(session_id, template, organization_id).await });
            tokens.put(key, fresh.clone());
            fresh
        });
        Ok(Some(token.join().await?.jwt))
    }

    async fn create_token(
        &self,
        session_id: String,
        template: String,
        organization_id: String,
    ) -> Result<Token, Error> {
        let mut pairs: Pairs = vec![("session_id".to_owned(), session_id)];
        let row = if template.is_empty() {
            pairs.push(("organization_id".to_owned(), organization_id));
            CreateToken::ROW
        } else {
            pairs.push(("template".to_owned(), template));
            CreateTemplateToken::ROW
        };
        let answer = self.call(row, pairs, None).await?;
        let jwt = get_text(&answer, "jwt").filter(|jwt| !jwt.is_empty());
        jwt.map(Token::received).ok_or(Error::UnexpectedResponse { status: 200, path: "jwt".to_owned() })
    }
}
