//! Keys, addresses and the load.

use js_sys::{Array, Promise};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{ada, another_clerk, construct, key, key_of, origin, package, reset, storage, visitor};
use crate::value::{call, get, invoke, new, number, refusal, same, text};
use crate::wire::{self, Wire};

fn paths(wire: &Wire) -> Vec<String> {
    wire.sent().iter().map(|sent| sent.path()).collect()
}

#[wasm_bindgen_test]
async fn concurrent_loads_are_one() {
    let clerk = visitor().await;
    assert_eq!(get(&clerk, "loaded"), JsValue::FALSE);
    assert!(get(&clerk, "session").is_undefined(), "not known yet, which is not the same as signed out");
    let wire = Wire::tap();
    let loads: Array = (0..5).map(|_| invoke(&clerk, "load", &Array::new()).unwrap()).collect();
    JsFuture::from(Promise::all(&loads)).await.unwrap();
    assert_eq!(paths(&wire), ["/v1/dev_browser"], "whom the server has just met has no client to fetch");
    call(&clerk, "load", json!([])).await;
    assert_eq!(wire.count(), 1, "what is loaded is not loaded again");
    assert_eq!(get(&clerk, "loaded"), JsValue::TRUE);
    for name in ["session", "user", "organization"] {
        assert_eq!(get(&clerk, name), JsValue::NULL, "{name}");
    }
    assert_eq!(number(&clerk, "client.sessions.length"), 0.0);
}

#[wasm_bindgen_test]
async fn a_browser_that_comes_back_is_known_by_one_request() {
    ada().await;
    let wire = Wire::tap();
    let clerk = another_clerk().await;
    call(&clerk, "load", json!([])).await;
    assert_eq!(paths(&wire), ["/v1/client"]);
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::TRUE);
    assert_eq!(text(&clerk, "user.firstName"), "Ada");
}

#[wasm_bindgen_test]
async fn methods_that_are_called_before_start_the_load() {
    ada().await;
    for (method, args) in [
        ("createOrganization", json!([{ "name": "Night Herons" }])),
        ("getOrganizationMemberships", json!([])),
        ("setActive", json!([{ "organization": null }])),
        ("signOut", json!([])),
    ] {
        let clerk = another_clerk().await;
        call(&clerk, method, args).await;
        assert_eq!(get(&clerk, "loaded"), JsValue::TRUE, "{method}");
    }
}

#[wasm_bindgen_test]
async fn hosted_pages_hand_over_a_token_in_the_address() {
    let name = format!("__clerk_db_jwt:{}", key());
    let _signed_in = ada().await;
    let token = storage().get_item(&name).unwrap().unwrap();
    storage().clear().unwrap();
    let window = web_sys::window().unwrap();
    let (history, address) = (window.history().unwrap(), window.location().href().unwrap());
    let go = |address: &str| history.replace_state_with_url(&"state".into(), "", Some(address)).unwrap();
    go(&format!("?a=1&__clerk_db_jwt={token}#b"));
    let clerk = another_clerk().await;
    call(&clerk, "load", json!([])).await;
    assert_eq!(text(&clerk, "user.firstName"), "Ada");
    assert_eq!(storage().get_item(&name).unwrap(), Some(token), "the next page knows it too");
    assert_eq!(window.location().search().unwrap() + &window.location().hash().unwrap(), "?a=1#b", "nobody else does");
    assert_eq!(history.state().unwrap(), "state", "the page's own state stays");
    go(&address);
}

#[wasm_bindgen_test]
async fn a_browser_that_the_server_forgot_gets_a_new_token() {
    let clerk = ada().await;
    let forgotten = Wire::through(async |index, request| {
        let answer = wire::pass(&request).await?;
        let unknown = r#"{"errors":[{"code":"dev_browser_unauthenticated","message":"unknown"}]}"#;
        if index > 0 { Ok(answer) } else { wire::with_body(401, unknown) }
    });
    let clerk_again = another_clerk().await;
    call(&clerk_again, "load", json!([])).await;
    assert_eq!(paths(&forgotten), ["/v1/client", "/v1/dev_browser"]);
    assert_eq!(get(&clerk_again, "session"), JsValue::NULL);
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::TRUE, "the other one has not asked");
}

#[wasm_bindgen_test]
async fn no_key_is_refused_by_the_constructor() {
    for key in [json!(""), json!(null), json!({})] {
        let class = get(&package("").await, "Clerk");
        let error = new(&class, json!([key])).unwrap_err();
        assert_eq!(text(&error, "code"), "invalid_publishable_key");
    }
}

#[wasm_bindgen_test]
async fn a_malformed_key_is_refused_by_the_load() {
    reset().await;
    let wire = Wire::tap();
    for key in ["sk_test_abc", "pk_test_", "pk_test_!!!", "pk_test_nonsense", &key_of("nodot")] {
        let clerk = construct(key, json!({})).await.unwrap();
        let error = refusal(&clerk, "load", json!([])).await;
        assert_eq!(text(&error, "code"), "invalid_publishable_key", "{key}");
        assert!(text(&error, "message").contains("publishable key"), "{error:?}");
        assert_eq!(text(&clerk, "status"), "error");
    }
    assert_eq!(wire.count(), 0);
}

#[wasm_bindgen_test]
async fn a_proxy_stands_in_for_the_keys_host() {
    reset().await;
    let elsewhere = key_of("blue-heron-42.clerk.accounts.dev");
    let wire = Wire::tap();
    let by_constructor = construct(&elsewhere, json!({ "proxyUrl": format!("{}/", origin()) })).await.unwrap();
    call(&by_constructor, "load", json!([])).await;
    let by_load = construct(&elsewhere, json!({})).await.unwrap();
    call(&by_load, "load", json!([{ "proxyUrl": origin() }])).await;
    for sent in wire.sent() {
        assert!(sent.url.starts_with(&format!("{}/v1/", origin())), "{}", sent.url);
    }
    assert_eq!(wire.count(), 2);
}

#[wasm_bindgen_test]
async fn a_bad_proxy_is_refused() {
    reset().await;
    let wire = Wire::tap();
    for proxy in ["ftp://127.0.0.1", "clerk.example.com", "http://", "javascript:alert(1)"] {
        let clerk = construct(&key(), json!({ "proxyUrl": proxy })).await.unwrap();
        assert_eq!(text(&refusal(&clerk, "load", json!([])).await, "code"), "invalid_proxy_url", "{proxy:?}");
    }
    assert_eq!(wire.count(), 0);
}

#[wasm_bindgen_test]
async fn a_server_that_is_not_there_is_named() {
    reset().await;
    // Port 9 is one that no server may have, and that browsers refuse besides.
    let nowhere = construct(&key_of("127.0.0.1:9"), json!({})).await.unwrap();
    let error = refusal(&nowhere, "load", json!([])).await;
    assert_eq!(text(&error, "code"), "network_error");
    assert!(text(&error, "message").contains("http://127.0.0.1:9"), "{error:?}");
}

#[wasm_bindgen_test]
async fn after_a_failure_the_next_load_tries_again() {
    let clerk = visitor().await;
    let wire = Wire::broken(1);
    let error = refusal(&clerk, "getOrganizationMemberships", json!([])).await;
    assert_eq!(text(&error, "code"), "network_error");
    assert_eq!(text(&clerk, "status"), "error");
    assert!(get(&clerk, "session").is_undefined(), "a failed load says nothing of sessions");
    call(&clerk, "load", json!([])).await;
    assert_eq!(text(&clerk, "status"), "ready");
    assert_eq!(wire.count(), 2);
}

#[wasm_bindgen_test]
async fn what_is_no_frontend_api_is_told_apart() {
    reset().await;
    // The test runner's own server knows none of the paths.
    let clerk = construct(&key(), json!({ "proxyUrl": "/clerk" })).await.unwrap();
    let wire = Wire::tap();
    let error = refusal(&clerk, "load", json!([])).await;
    assert_eq!(text(&error, "code"), "unexpected_response");
    assert!(number(&error, "status") >= 400.0, "{error:?}");
    let here = web_sys::window().unwrap().location().origin().unwrap();
    assert!(wire.last().url.starts_with(&format!("{here}/clerk/v1/")), "{}", wire.last().url);
}

#[wasm_bindgen_test]
async fn a_page_of_html_is_no_answer() {
    let clerk = visitor().await;
    let _wire = Wire::through(async |_, _| wire::with_body(200, "<!doctype html><title>Log in to the Wi-Fi</title>"));
    let error = refusal(&clerk, "load", json!([])).await;
    assert_eq!((text(&error, "code"), number(&error, "status")), ("unexpected_response".to_owned(), 200.0));
    wire::restore();
    call(&clerk, "load", json!([])).await;
}

#[wasm_bindgen_test]
async fn the_same_clerk_is_what_its_methods_see() {
    let clerk = visitor().await;
    let loads: Vec<_> = (0..2).map(|_| invoke(&clerk, "load", &Array::new()).unwrap()).collect();
    assert!(same(&loads[0], &loads[1]));
    JsFuture::from(Promise::from(loads[0].clone())).await.unwrap();
    assert_eq!(text(&clerk, "publishableKey"), key());
    assert_eq!(Value::from(text(&clerk, "version")), json!(env!("CARGO_PKG_VERSION")));
}
