//! What `js/driver.ts` calls: the core, and gloo-net's fetch. Planning and accepting are synchronous, and take and give
//! texts, since each value that crosses into JavaScript costs time and code.

use std::cell::RefCell;

use clerk_api::{Operation, row};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::Request;

use crate::arguments;
use crate::core::{Core, Reply};
use crate::error::Error;
use crate::joined;

thread_local! {
    /// The operations that were read; a handle is a place here.
    static OPERATIONS: RefCell<Vec<&'static Operation>> = const { RefCell::new(Vec::new()) };
}

/// Reads an operation from its row (see `clerk_api::row`), and answers its handle. It is good as long as this module.
#[wasm_bindgen]
pub fn operation(row: &str) -> Result<u32, JsValue> {
    let operation = row::parse(row).ok_or(Error::VersionMismatch)?;
    OPERATIONS.with(|operations| {
        let mut operations = operations.borrow_mut();
        operations.push(operation);
        Ok(operations.len() as u32 - 1)
    })
}

fn by_handle(handle: u32) -> Result<&'static Operation, Error> {
    OPERATIONS.with(|operations| operations.borrow().get(handle as usize).copied()).ok_or(Error::VersionMismatch)
}

/// Sends a request through gloo-net, and resolves to the response. `transport.ts` is the fetch that gloo-net finds in
/// the npm package: it takes what `init` in `platform.js` makes in place of a Request.
#[wasm_bindgen]
pub fn send(request: Request) -> Promise {
    future_to_promise(async move {
        match gloo_net::http::Request::from(request).send().await {
            Ok(response) => Ok(web_sys::Response::from(response).into()),
            Err(_) => Err(JsValue::UNDEFINED),
        }
    })
}

/// The core of one Clerk object.
#[wasm_bindgen(js_name = Core)]
pub struct CoreObject(Core);

#[wasm_bindgen(js_class = Core)]
impl CoreObject {
    /// Reads the key; an absent proxy URL is empty.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &str, proxy_url: &str) -> Result<CoreObject, JsValue> {
        Ok(CoreObject(Core::new(key, Some(proxy_url).filter(|url| !url.is_empty()))?))
    }

    /// Plans a call: the current session's id (empty where there is none) and the arguments (lines, see `arguments.rs`)
    /// become an address, and a form on the next line where it is a POST.
    pub fn plan(&self, handle: u32, session_id: &str, given: &str) -> Result<String, JsValue> {
        let operation = by_handle(handle)?;
        let given = arguments::read(operation, given).map_err(Error::from)?;
        let planned = self.0.plan(operation, given, Some(session_id).filter(|id| !id.is_empty()));
        let planned = planned.map_err(|error| *error)?;
        Ok(match planned.form {
            Some(form) => joined(&[&planned.url, "\n", &form]),
            None => planned.url,
        })
    }

    /// Judges a reply and answers what the call was for, as JSON.parse left it. A refusal of the server is undefined.
    pub fn accept(
        &self,
        handle: u32,
        status: u16,
        body: JsValue,
        dev_token: Option<String>,
    ) -> Result<JsValue, JsValue> {
        let reply = Reply { status, body, dev_token, retry_after: None };
        Ok(self.0.accept(by_handle(handle)?, reply).map_err(|error| *error)?)
    }

    /// Whether the server can know this browser: in development by a token, else by a cookie.
    #[wasm_bindgen(js_name = isKnown)]
    pub fn is_known(&self) -> bool {
        self.0.is_known()
    }

    /// Keeps the development browser's token.
    pub fn keep(&self, token: &str) {
        self.0.keep(token);
    }

    /// Forgets the development browser's token, if the request with this address carried it.
    pub fn forget(&self, url: &str) {
        self.0.forget(url);
    }

    /// What a call fails with when its request got no reply.
    pub fn unreached(&self, is_online: bool) -> JsValue {
        self.0.unreached(is_online).into()
    }
}
