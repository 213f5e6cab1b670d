//! What the core asks of the JavaScript around it; the other side is `js/host.js`.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/host.js")]
extern "C" {
    /// A request in the shape of FAPI 1.4; a form makes it a POST.
    #[wasm_bindgen(catch)]
    pub fn request(
        url: &str,
        form: Option<&str>,
        signal: Option<&web_sys::AbortSignal>,
    ) -> Result<web_sys::Request, JsValue>;
    /// A controller that aborts when the signal does.
    pub fn follow(signal: &web_sys::AbortSignal) -> web_sys::AbortController;
    /// Resolves after that many milliseconds, or when the signal aborts.
    pub fn sleep(milliseconds: f64, signal: Option<&web_sys::AbortSignal>) -> Promise;
    /// Whether the browser believes to be online.
    pub fn online() -> bool;
    /// Reads the origin's storage.
    pub fn recall(key: &str) -> Option<String>;
    /// Writes the origin's storage.
    pub fn remember(key: &str, value: &str);
    /// A token's life in milliseconds.
    pub fn lifetime(jwt: &str) -> f64;
    /// The address of a proxy, made absolute.
    pub fn proxy(url: &str) -> Option<String>;
    /// An error on its way to JavaScript.
    pub fn failure(
        code: &str,
        message: &str,
        field: Option<&str>,
        status: Option<u16>,
        body: &JsValue,
        retry_after: Option<u32>,
    ) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own `String(value)`; for numbers too, since Rust's formatting is large.
    #[wasm_bindgen(js_name = String)]
    pub fn text_of(value: &JsValue) -> String;
}

/// A property of a JavaScript value; undefined where there is none.
pub fn get(value: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A text property of a JavaScript value.
pub fn get_text(value: &JsValue, name: &str) -> Option<String> {
    get(value, name).as_string()
}
