//! The JavaScript face: what `js/clerk.js` calls. It converts; what is decided is decided in the core.

use clerk_api::Row;
use clerk_api::request::Pairs;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;

use crate::arguments::Arguments;
use crate::client::Client;
use crate::error::Error;
use crate::host::{get, get_text, text_of};
use crate::session::Choice;
use crate::shared::promise;
use crate::token::TokenRequest;

/// Items per request where a caller wants all of them: the server's maximum (FAPI 3).
const ALL: &str = "500";

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
        let client = self.client.clone();
        promise(async move { client.load().await.map(|()| JsValue::UNDEFINED) })
    }

    /// Calls the endpoint of that number ([`clerk_api::callable`]) with an object of parameters; answers wire JSON.
    pub fn call(&self, row: usize, params: JsValue) -> Promise {
        let client = self.client.clone();
        promise(async move {
            let Some(row) = clerk_api::callable().nth(row) else { return Ok(JsValue::UNDEFINED) };
            let arguments = Arguments::read(row, &params)?;
            if row.is_paged() && !arguments.paged {
                all(&client, row, arguments).await
            } else {
                one(&client, row, arguments).await
            }
        })
    }

    /// Makes a session or an organization the active one: an id, null for none, undefined to keep it.
    #[wasm_bindgen(js_name = setActive)]
    pub fn set_active(&self, session: JsValue, organization: JsValue) -> Promise {
        let client = self.client.clone();
        promise(
            async move { client.set_active(choice(&session), choice(&organization)).await.map(|()| JsValue::UNDEFINED) },
        )
    }

    /// Signs out of one session, or of all.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self, session_id: Option<String>) -> Promise {
        let client = self.client.clone();
        promise(async move { client.sign_out(session_id).await.map(|()| JsValue::UNDEFINED) })
    }

    /// A token of the current session: `{template, organizationId, skipCache}`; null when nobody is signed in.
    #[wasm_bindgen(js_name = getToken)]
    pub fn get_token(&self, options: JsValue) -> Promise {
        let client = self.client.clone();
        promise(async move {
            let organization_id = get(&options, "organizationId");
            let request = TokenRequest {
                template: get_text(&options, "template"),
                organization_id: if organization_id.is_null() {
                    Some(String::new())
                } else {
                    organization_id.as_string()
                },
                skip_cache: get(&options, "skipCache").is_truthy(),
            };
            Ok(client.token(request).await?.map_or(JsValue::NULL, JsValue::from))
        })
    }
}

fn choice(value: &JsValue) -> Choice {
    match value.as_string() {
        Some(id) if !id.is_empty() => Choice::Select(id),
        _ if value.is_undefined() => Choice::Keep,
        _ => Choice::Clear,
    }
}

async fn one(client: &Client, row: &'static Row, arguments: Arguments) -> Result<JsValue, Error> {
    client.call(row, arguments.pairs, arguments.signal.as_ref()).await
}

/// Fetches page after page, and answers one page that holds all items.
async fn all(client: &Client, row: &'static Row, arguments: Arguments) -> Result<JsValue, Error> {
    let mut items = Array::new();
    loop {
        let mut pairs: Pairs = arguments.pairs.clone();
        pairs.push(("limit".to_owned(), ALL.to_owned()));
        pairs.push(("offset".to_owned(), text_of(&items.length().into())));
        let page = client.call(row, pairs, arguments.signal.as_ref()).await?;
        let data = get(&page, "data");
        // A server of old answers a bare array of everything.
        let Some(data) = data.dyn_ref::<Array>() else { return Ok(page) };
        items = items.concat(data);
        let total = get(&page, "total_count").as_f64().unwrap_or_default();
        if data.length() == 0 || f64::from(items.length()) >= total {
            // Setting a property of an object that JSON.parse made cannot fail.
            let _ = Reflect::set(&page, &"data".into(), &items);
            return Ok(page);
        }
    }
}
