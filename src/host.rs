//! What the core asks of the JavaScript around it; the other side is `js/host.js`.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, Request, Response};

#[wasm_bindgen(module = "/src/js/host.js")]
extern "C" {
    /// A request in the shape of FAPI 1.4; a form makes it a POST.
    pub fn request(url: &str, form: Option<&str>, controller: Option<&AbortController>) -> Request;
    /// Resolves to the [`Answer`] of a response.
    pub fn read(response: &Response) -> Promise;
    /// A controller that aborts when the signal does.
    pub fn follow(signal: &AbortSignal) -> AbortController;
    /// Resolves when it is time for that retry, counted from 0, or when the signal aborts.
    pub fn pause(retry: u32, signal: Option<&AbortSignal>) -> Promise;
    /// Whether the browser believes to be online.
    pub fn online() -> bool;
    /// The development browser's token, from the page's address or the origin's storage.
    pub fn recall(key: &str) -> Option<String>;
    /// Writes the origin's storage.
    pub fn remember(key: &str, value: &str);
    /// Whether a token that was asked for at a time can still be handed out.
    #[wasm_bindgen(js_name = isLive)]
    pub fn is_live(jwt: &JsValue, asked: f64) -> bool;
    /// An address that paths can be appended to, made absolute; none if it is no address.
    pub fn base(url: &str) -> Option<String>;
    /// An error on its way to JavaScript.
    pub fn failure(
        code: &str,
        message: &str,
        field: Option<&str>,
        status: Option<u16>,
        answer: Option<&Answer>,
    ) -> JsValue;
    /// The client that a body carries (FAPI 1.6), or is; undefined if it says nothing of the client.
    #[wasm_bindgen(js_name = clientIn)]
    pub fn client_in(body: &JsValue, is_client: bool) -> JsValue;
    /// Whether a client is from before another.
    #[wasm_bindgen(js_name = isOlder)]
    pub fn is_older(client: &JsValue, other: &JsValue) -> bool;
    /// The session of a client that has that id and is signed in; else, where wanted, the first that is signed in.
    #[wasm_bindgen(js_name = chooseSession)]
    pub fn choose_session(client: &JsValue, id: &JsValue, or_first: bool) -> JsValue;
    /// Whether it is an array or a page.
    #[wasm_bindgen(js_name = isList)]
    pub fn is_list(value: &JsValue) -> bool;
    /// A property of a JavaScript value; undefined where there is none.
    pub fn get(value: &JsValue, name: &str) -> JsValue;
    /// A text property of a JavaScript value.
    #[wasm_bindgen(js_name = getText)]
    pub fn get_text(value: &JsValue, name: &str) -> Option<String>;
    /// A value as texts of a form; undefined in place of a text that it cannot be.
    #[wasm_bindgen(js_name = toTexts)]
    pub fn to_texts(value: &JsValue, is_list: bool, is_json: bool) -> Array;
}

#[wasm_bindgen]
extern "C" {
    /// What the server answered.
    #[derive(Clone, Debug)]
    pub type Answer;
    /// HTTP status.
    #[wasm_bindgen(method, getter)]
    pub fn status(this: &Answer) -> u16;
    /// The parsed body: null for 204, undefined if it is no JSON.
    #[wasm_bindgen(method, getter)]
    pub fn body(this: &Answer) -> JsValue;

    /// JavaScript's own `String(value)`; for numbers, since Rust's formatting is large.
    #[wasm_bindgen(js_name = String)]
    pub fn text_of(value: &JsValue) -> String;
}
