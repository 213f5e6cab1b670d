//! The JavaScript face: what `js/clerk.js` calls. It converts; what is decided is decided in the core.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::arguments;
use crate::client::Client;
use crate::error::Error;
use crate::host::{get, get_text};
use crate::session::Choice;
use crate::shared::promise;
use crate::token::TokenRequest;

/// The core of one Clerk object.
#[wasm_bindgen]
pub struct Core {
    client: Client,
}

#[wasm_bindgen]
impl Core {
    /// Reads the key. `listener(client, sessionId)` is called with wire JSON whenever they change.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &str, proxy_url: Option<String>, listener: Function) -> Result<Core, JsValue> {
        Ok(Core { client: Client::new(key, proxy_url.as_deref(), Some(listener))? })
    }

    /// Fetches the client.
    pub fn load(&self) -> Promise {
        promise(self.client.load())
    }

    /// Calls the endpoint of that name with an object of parameters; answers wire JSON.
    pub fn call(&self, endpoint: &str, params: &JsValue) -> Promise {
        let Some(operation) = clerk_api::OPERATIONS.iter().find(|operation| operation.name == endpoint) else {
            return Promise::reject(&Error::UnknownEndpoint.into());
        };
        match arguments::read(operation, params).and_then(|pairs| Ok((pairs, arguments::signal(params)?))) {
            Ok((pairs, signal)) => promise(self.client.call(operation, pairs, signal)),
            Err(invalid) => Promise::reject(&Error::from(invalid).into()),
        }
    }

    /// Makes a session or an organization the active one: an id, null for none, undefined to keep it.
    #[wasm_bindgen(js_name = setActive)]
    pub fn set_active(&self, session: &JsValue, organization: &JsValue) -> Promise {
        promise(self.client.set_active(choice(session), choice(organization)))
    }

    /// Signs out of one session, or of all.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self, session_id: Option<String>) -> Promise {
        promise(self.client.sign_out(session_id))
    }

    /// A token: `{sessionId, template, organizationId, skipCache}`; null when nobody is signed in to that session.
    #[wasm_bindgen(js_name = getToken)]
    pub fn get_token(&self, options: &JsValue) -> Promise {
        promise(self.client.token(TokenRequest {
            session_id: get_text(options, "sessionId"),
            template: get_text(options, "template"),
            organization_id: match get(options, "organizationId") {
                none if none.is_null() => Some(String::new()),
                id => id.as_string(),
            },
            skip_cache: get(options, "skipCache").is_truthy(),
        }))
    }
}

fn choice(value: &JsValue) -> Choice {
    match value.as_string() {
        Some(id) if !id.is_empty() => Choice::Select(id),
        _ if value.is_undefined() => Choice::Keep,
        _ => Choice::Clear,
    }
}
