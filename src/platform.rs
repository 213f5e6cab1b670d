//! What Rust asks of the JavaScript around it; the other side is `platform.js`.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, Request, Response};

/// [`find`] answers the errors of a refusal.
pub const REFUSAL: u32 = 0;
/// [`find`] answers the response.
pub const ONE: u32 = 1;
/// [`find`] answers the response if it is a page or an array.
pub const LIST: u32 = 2;

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    /// What a body holds, by one of the constants above; undefined where it isn't there. A proxy's own page may be JSON
    /// too, so what does not fit the question is no answer.
    pub fn find(body: &JsValue, what: u32) -> JsValue;
    /// An address that paths can be appended to, made absolute; none if it is no address.
    pub fn base(url: &str) -> Option<String>;
    /// The development browser's token, from the page's address or the origin's storage.
    pub fn recall(key: &str) -> Option<String>;
    /// Writes the origin's storage.
    pub fn remember(key: &str, value: &str);

    // What follows is Rust's driver's: `js/driver.ts` calls the same functions itself.

    /// A request in the shape of docs/fapi.md 1.4; a form makes it a POST.
    pub fn request(url: &str, form: Option<&str>, controller: Option<&AbortController>) -> Request;
    /// Resolves to the [`ReadReply`] of a response.
    pub fn read(response: &Response) -> Promise;
    /// A controller that aborts when the signal does.
    pub fn follow(signal: &AbortSignal) -> AbortController;
    /// Resolves when it is time for that retry, counted from 0, or when the signal aborts.
    pub fn pause(retry: u32, signal: Option<&AbortSignal>) -> Promise;
    /// How often a request is sent before it counts as failed.
    pub fn attempts(is_get: bool) -> u32;
    /// Whether the browser believes to be online.
    pub fn online() -> bool;
    /// Whether a token that was asked for at a time can still be handed out.
    #[wasm_bindgen(js_name = isLive)]
    pub fn is_live(jwt: &JsValue, asked: f64) -> bool;
    /// The client that a body carries (docs/fapi.md 1.6), or is; undefined if it says nothing of the client.
    #[wasm_bindgen(js_name = clientIn)]
    pub fn client_in(body: &JsValue, is_client: bool) -> JsValue;
    /// Whether a client is from before another.
    #[wasm_bindgen(js_name = isOlder)]
    pub fn is_older(client: &JsValue, other: &JsValue) -> bool;
    /// The session of a client that has that id and is signed in; else, where wanted, the first that is signed in.
    #[wasm_bindgen(js_name = chooseSession)]
    pub fn choose_session(client: &JsValue, id: &JsValue, or_first: bool) -> JsValue;
    /// A property of a JavaScript value; undefined where there is none.
    pub fn get(value: &JsValue, name: &str) -> JsValue;
    /// A text property of a JavaScript value.
    #[wasm_bindgen(js_name = getText)]
    pub fn get_text(value: &JsValue, name: &str) -> Option<String>;
}

#[wasm_bindgen]
extern "C" {
    /// A reply as `platform.js` reads it.
    #[derive(Clone, Debug)]
    pub type ReadReply;
    /// HTTP status.
    #[wasm_bindgen(method, getter)]
    pub fn status(this: &ReadReply) -> u16;
    /// The parsed body: null for 204, undefined if it is no JSON.
    #[wasm_bindgen(method, getter)]
    pub fn body(this: &ReadReply) -> JsValue;
    /// Seconds to wait.
    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    pub fn retry_after(this: &ReadReply) -> Option<u32>;
    /// The development browser's token.
    #[wasm_bindgen(method, getter, js_name = devToken)]
    pub fn dev_token(this: &ReadReply) -> Option<String>;
}
