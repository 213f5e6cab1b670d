//! The stage of each test: a fresh browser before a freshly seeded server.

use clerk_wasm::api::{InstanceType, PublishableKey};
use js_sys::Array;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::value::{call, get, new, settled, text};
use crate::wire;

/// The user agent of a browser that `cargo xtask test` has started: it ends with the server's host and port.
const USER_AGENT: &str = "clerk-local/";

/// Users of the seed. Ada is an admin of "Blue Heron Labs", Grace a member.
pub const ADA: &str = "ada@heron.test";
pub const GRACE: &str = "grace@heron.test";
pub const PASSWORD: &str = "blue-heron-42";

#[wasm_bindgen(inline_js = "export const importModule = (url) => import(url);")]
extern "C" {
    #[wasm_bindgen(js_name = importModule)]
    fn import_module(url: &str) -> js_sys::Promise;
}

/// The server's host and port.
fn host() -> String {
    let agent = text(&js_sys::global(), "navigator.userAgent");
    let host = agent.strip_prefix(USER_AGENT);
    host.expect("no server is named: start these tests by `cargo xtask test --only browser`").to_owned()
}

/// The server's address.
pub fn origin() -> String {
    format!("http://{}", host())
}

/// A key that names a host.
pub fn key_of(host: &str) -> String {
    PublishableKey { instance_type: InstanceType::Development, frontend_api: host.to_owned() }.format()
}

/// The server's key.
pub fn key() -> String {
    key_of(&host())
}

/// Forgets what tests before have left: in the page, in its storage, and on the server.
pub async fn reset() {
    wire::restore();
    storage().clear().unwrap();
    let reset = web_sys::RequestInit::new();
    reset.set_method("POST");
    let request = web_sys::Request::new_with_str_and_init(&format!("{}/_dev/reset", origin()), &reset).unwrap();
    assert_eq!(wire::pass(&request).await.unwrap().status(), 200);
}

/// The origin's storage.
pub fn storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// The npm package, as the server serves it. Each `copy` is a module of its own.
pub async fn package(copy: &str) -> JsValue {
    settled(Ok(import_module(&format!("{}/index.js?{copy}", origin())).into())).await.unwrap()
}

/// `new Clerk(key, options)`
pub async fn construct(key: &str, options: Value) -> Result<JsValue, JsValue> {
    new(&get(&package("").await, "Clerk"), json!([key, options]))
}

/// A Clerk in a browser that nobody knows yet.
pub async fn visitor() -> JsValue {
    reset().await;
    another_clerk().await
}

/// One more Clerk in the same browser, like another tab.
pub async fn another_clerk() -> JsValue {
    construct(&key(), json!({})).await.unwrap()
}

/// A Clerk in which Ada is signed in.
pub async fn ada() -> JsValue {
    let clerk = visitor().await;
    sign_in(&clerk, ADA).await;
    clerk
}

/// Signs a user of the seed in.
pub async fn sign_in(clerk: &JsValue, identifier: &str) {
    call(clerk, "load", json!([])).await;
    let credentials = json!([{ "identifier": identifier, "password": PASSWORD }]);
    let attempt = call(&get(clerk, "client.signIn"), "create", credentials).await;
    call(clerk, "setActive", json!([{ "session": text(&attempt, "createdSessionId") }])).await;
}

/// An organization that the user has just created.
pub async fn organization(clerk: &JsValue, name: &str) -> JsValue {
    call(clerk, "createOrganization", json!([{ "name": name }])).await
}

/// The organization of the seed.
pub async fn blue_heron_labs(clerk: &JsValue) -> JsValue {
    let memberships = call(clerk, "getOrganizationMemberships", json!([])).await;
    let mut organizations = memberships.unchecked_ref::<Array>().iter().map(|member| get(&member, "organization"));
    organizations.find(|organization| text(organization, "slug") == "blue-heron-labs").unwrap()
}

/// Grace's id.
pub async fn grace_id(clerk: &JsValue) -> String {
    let members = call(&blue_heron_labs(clerk).await, "getMemberships", json!([{ "query": GRACE }])).await;
    text(&members, "0.publicUserData.userId")
}

/// The code in the newest e-mail to an address.
pub async fn code_for(address: &str) -> String {
    let mail = web_sys::Request::new_with_str(&format!("{}/_dev/mail?wait=5&to={address}", origin())).unwrap();
    let mail = wire::pass(&mail).await.unwrap().json().unwrap();
    text(&wasm_bindgen_futures::JsFuture::from(mail).await.unwrap(), "0.code")
}
