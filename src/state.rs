//! What the last answer said of this browser: its client, and which session is current. `js/client.ts` is the same for
//! JavaScript; the rules stand in `platform.js`, once.

use std::cell::RefCell;

use clerk_api::Operation;
use wasm_bindgen::JsValue;

use crate::platform::{choose_session, client_in, get, get_text, is_older};
use crate::token::Tokens;

/// The client and the current session, as they came over the wire.
pub struct State {
    client: RefCell<JsValue>,
    session: RefCell<JsValue>,
}

impl Default for State {
    fn default() -> Self {
        State { client: RefCell::new(JsValue::UNDEFINED), session: RefCell::new(JsValue::UNDEFINED) }
    }
}

impl State {
    /// The client's JSON: undefined before the first answer, null for a newcomer.
    pub fn client(&self) -> JsValue {
        self.client.borrow().clone()
    }

    /// The JSON of the current session; undefined if there is none.
    pub fn session(&self) -> JsValue {
        self.session.borrow().clone()
    }

    /// The current session's id.
    pub fn session_id(&self) -> Option<String> {
        get_text(&self.session(), "id")
    }

    /// The JSON of the session of that id; undefined if it is none that is signed in.
    pub fn signed_in(&self, session_id: &str) -> JsValue {
        choose_session(&self.client(), &session_id.into(), false)
    }

    /// Takes over the client that an answer carries (docs/fapi.md 1.6), unless the answer was overtaken.
    pub fn piggyback(&self, operation: &Operation, body: &JsValue, tokens: &Tokens) {
        let client = client_in(body, operation.answers_client);
        if !client.is_undefined() && !is_older(&client, &self.client()) {
            self.set(client, tokens);
        }
    }

    /// Takes over a client; null for a newcomer.
    pub fn set(&self, client: JsValue, tokens: &Tokens) {
        let is_first = self.client().is_undefined();
        let current = if is_first { get(&client, "last_active_session_id") } else { get(&self.session(), "id") };
        let session = choose_session(&client, &current, is_first);
        if session.is_undefined() {
            tokens.clear();
        } else {
            tokens.seed(&session);
        }
        self.client.replace(client);
        self.session.replace(session);
    }

    /// Makes a session the current one, or none.
    pub fn select(&self, session_id: Option<String>) {
        let session = session_id.map_or(JsValue::UNDEFINED, |id| self.signed_in(&id));
        self.session.replace(session);
    }
}
