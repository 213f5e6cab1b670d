//! What the last answer said of this browser: its client, and which session is current.

use std::cell::RefCell;

use clerk_api::{Answer, Client, Row};
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};

use crate::host::{get, get_text};
use crate::token::Tokens;

/// The client as it came over the wire, and the current session.
pub struct State {
    client: RefCell<JsValue>,
    session_id: RefCell<Option<String>>,
    listener: Option<Function>,
}

impl State {
    pub fn new(listener: Option<Function>) -> Self {
        State { client: RefCell::new(JsValue::UNDEFINED), session_id: RefCell::default(), listener }
    }

    /// The current session's id.
    pub fn session_id(&self) -> Option<String> {
        self.session_id.borrow().clone()
    }

    /// The client's JSON: undefined before the first answer, null for a newcomer.
    pub fn client(&self) -> JsValue {
        self.client.borrow().clone()
    }

    /// The JSON of the current session.
    pub fn session(&self) -> Option<JsValue> {
        let id = self.session_id()?;
        sessions(&self.client.borrow()).find(|session| get_text(session, "id").as_deref() == Some(&id))
    }

    /// Takes over the client that an answer carries (FAPI 1.6).
    pub fn piggyback(&self, row: &Row, body: &JsValue, tokens: &Tokens) {
        let mut client = get(body, "client");
        if client.is_null() || client.is_undefined() {
            client = get(&get(body, "meta"), "client");
        }
        let is_client = row.resource == Client::RESOURCE;
        if client.is_undefined() && is_client {
            client = get(body, "response");
        }
        // A null client says nothing, unless the client itself was asked for.
        let says = client.is_object() || is_client && !get(body, "response").is_undefined();
        if says && !self.is_older(&client) {
            self.set(client, tokens);
        }
    }

    /// Whether an answer was overtaken: it carries a client from before the last one. `updated_at` grows with every
    /// change (FAPI 4.8).
    fn is_older(&self, client: &JsValue) -> bool {
        let current = self.client();
        let time = |client| get(client, "updated_at").as_f64();
        get_text(&current, "id") == get_text(client, "id") && time(client) < time(&current)
    }

    /// Takes over a client; null for a newcomer.
    pub fn set(&self, client: JsValue, tokens: &Tokens) {
        let first = self.client.borrow().is_undefined();
        let current = if first { get_text(&client, "last_active_session_id") } else { self.session_id() };
        let mut chosen = None;
        for session in sessions(&client).filter(is_signed_in) {
            let is_current = current.is_some() && get_text(&session, "id") == current;
            if is_current || first && chosen.is_none() {
                chosen = Some(session);
            }
            if is_current {
                break;
            }
        }
        self.session_id.replace(chosen.as_ref().and_then(|session| get_text(session, "id")));
        if let Some(session) = &chosen {
            tokens.seed(session);
        } else {
            tokens.clear();
        }
        self.client.replace(client);
        self.emit();
    }

    /// Makes a session the current one, or none.
    pub fn select(&self, session_id: Option<String>) {
        self.session_id.replace(session_id);
        self.emit();
    }

    fn emit(&self) {
        if let Some(listener) = &self.listener {
            let session_id = self.session_id().map_or(JsValue::NULL, JsValue::from);
            // A listener of ours: what it throws is a bug there, and must not end the call.
            let _ = listener.call2(&JsValue::NULL, &self.client(), &session_id);
        }
    }
}

fn sessions(client: &JsValue) -> impl Iterator<Item = JsValue> + use<> {
    get(client, "sessions").dyn_into::<Array>().unwrap_or_default().into_iter()
}

fn is_signed_in(session: &JsValue) -> bool {
    matches!(get_text(session, "status").as_deref(), Some("active" | "pending"))
}
