//! JavaScript values from Rust: by name, as a page would use them.

use js_sys::{Array, Function, JSON, Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Data as a JavaScript value.
pub fn js(data: Value) -> JsValue {
    JSON::parse(&data.to_string()).unwrap()
}

/// A JavaScript value as data: what `JSON.stringify` shows.
pub fn data(value: &JsValue) -> Value {
    serde_json::from_str(&String::from(JSON::stringify(value).unwrap())).unwrap()
}

/// The property at a dotted path; undefined where there is none.
pub fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, name| Reflect::get(&value, &name.into()).unwrap_or(JsValue::UNDEFINED))
}

/// The text at a dotted path.
pub fn text(value: &JsValue, path: &str) -> String {
    get(value, path).as_string().unwrap_or_else(|| panic!("{path} is no text: {:?}", get(value, path)))
}

/// The number at a dotted path.
pub fn number(value: &JsValue, path: &str) -> f64 {
    get(value, path).as_f64().unwrap_or_else(|| panic!("{path} is no number: {:?}", get(value, path)))
}

/// The length of an array.
pub fn length(array: &JsValue) -> u32 {
    assert!(Array::is_array(array), "{array:?} is no array");
    array.unchecked_ref::<Array>().length()
}

/// `===`
pub fn same(one: &JsValue, other: &JsValue) -> bool {
    js_sys::Object::is(one, other)
}

/// Calls a method with data, and waits for what it answers.
pub async fn call(receiver: &JsValue, method: &str, args: Value) -> JsValue {
    settled(invoke(receiver, method, &js(args)))
        .await
        .unwrap_or_else(|error| panic!("{method} failed: {error:?} {}", data(&error)))
}

/// Calls a method with data that must fail, and answers its error.
pub async fn refusal(receiver: &JsValue, method: &str, args: Value) -> JsValue {
    match settled(invoke(receiver, method, &js(args))).await {
        Ok(answer) => panic!("{method} was expected to fail, and answered {answer:?}"),
        Err(error) => error,
    }
}

/// Calls a method with an array of arguments.
pub fn invoke(receiver: &JsValue, method: &str, args: &JsValue) -> Result<JsValue, JsValue> {
    let function = get(receiver, method).dyn_into::<Function>().unwrap_or_else(|_| panic!("there is no {method}()"));
    Reflect::apply(&function, receiver, args.unchecked_ref())
}

/// Calls a function without a receiver.
pub fn detached(function: &JsValue, args: Value) -> Result<JsValue, JsValue> {
    Reflect::apply(function.unchecked_ref::<Function>(), &JsValue::UNDEFINED, js(args).unchecked_ref())
}

/// `new`
pub fn new(class: &JsValue, args: Value) -> Result<JsValue, JsValue> {
    Reflect::construct(class.unchecked_ref::<Function>(), js(args).unchecked_ref())
}

/// Waits for what a call answered.
pub async fn settled(answer: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&answer?)).await
}

/// Waits so many milliseconds.
pub async fn sleep(milliseconds: i32) {
    let wait = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    JsFuture::from(wait).await.unwrap();
}
