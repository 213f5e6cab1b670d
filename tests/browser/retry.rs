//! What is sent again, what is not, and how a caller ends a call: docs/fapi.md 1.8.

use js_sys::{Array, Date, Object, Reflect};
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortController;

use crate::stage::{ada, blue_heron_labs, origin};
use crate::value::{call, get, invoke, js, length, number, refusal, settled, sleep, text};
use crate::wire::{self, Wire};

#[wasm_bindgen_test]
async fn a_get_that_did_not_reach_the_server_is_sent_again() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let wire = Wire::broken(2);
    assert_eq!(length(&call(&labs, "getMemberships", json!([])).await), 2);
    let attempts: Vec<_> = wire.sent().iter().map(|sent| sent.param("_clerk_retry_attempt")).collect();
    assert_eq!(attempts, [None, Some("1".to_owned()), Some("2".to_owned())]);
}

#[wasm_bindgen_test]
async fn after_four_attempts_it_is_an_error() {
    let clerk = ada().await;
    let wire = Wire::broken(usize::MAX);
    let begun = Date::now();
    let error = refusal(&clerk, "getOrganizationMemberships", json!([])).await;
    assert_eq!(text(&error, "code"), "network_error");
    assert!(text(&error, "message").contains(&origin()), "{error:?}");
    assert_eq!(wire.count(), 4);
    let took = Date::now() - begun;
    assert!((2200.0..6000.0).contains(&took), "100 + 700 + 1400 ms, each up to twice: {took}");
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::TRUE, "no connection is not signed out");
}

#[wasm_bindgen_test]
async fn what_changes_something_is_sent_once() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    for (receiver, method, args) in [
        (&clerk, "createOrganization", json!([{ "name": "Night Herons" }])),
        (&labs, "update", json!([{ "name": "Night Herons" }])),
        (&labs, "destroy", json!([])),
        (&clerk, "signOut", json!([])),
    ] {
        let wire = Wire::broken(usize::MAX);
        assert_eq!(text(&refusal(receiver, method, args).await, "code"), "network_error");
        assert_eq!(wire.count(), 1, "{method}");
    }
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn what_the_server_answered_is_not_sent_again() {
    let clerk = ada().await;
    for status in [429, 500, 503] {
        let body = r#"{"errors":[{"code":"busy","message":"Busy.","long_message":"The server is busy."}]}"#;
        let wire = Wire::through(async move |_, _| wire::with_body(status, body));
        let error = refusal(&clerk, "getOrganizationMemberships", json!([])).await;
        assert_eq!((number(&error, "status"), text(&error, "errors.0.code")), (f64::from(status), "busy".to_owned()));
        assert_eq!(wire.count(), 1, "{status}");
    }
}

#[wasm_bindgen_test]
async fn offline_is_an_error_of_its_own() {
    let clerk = ada().await;
    let navigator = get(&js_sys::global(), "navigator");
    let offline: Object = js(json!({ "value": false, "configurable": true })).unchecked_into();
    Object::define_property(navigator.unchecked_ref::<Object>(), &"onLine".into(), &offline);
    let _wire = Wire::broken(usize::MAX);
    let error = refusal(&clerk, "createOrganization", json!([{ "name": "Night Herons" }])).await;
    let token = refusal(&get(&clerk, "session"), "getToken", json!([{ "skipCache": true }])).await;
    Reflect::delete_property(navigator.unchecked_ref::<Object>(), &"onLine".into()).unwrap();
    for error in [error, token] {
        assert_eq!((text(&error, "code"), text(&error, "name")), ("clerk_offline".into(), "ClerkOfflineError".into()));
    }
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::TRUE, "offline is not signed out");
}

/// Begins to list the members with a signal; the caller ends it.
fn begin(organization: &JsValue, controller: &AbortController) -> Result<JsValue, JsValue> {
    let params = js(json!({ "query": "a" }));
    Reflect::set(&params, &"signal".into(), &controller.signal()).unwrap();
    invoke(organization, "getMemberships", &Array::of1(&params))
}

fn is_aborted(outcome: Result<JsValue, JsValue>) {
    let error = outcome.expect_err("it was not ended");
    assert_eq!((text(&error, "code"), text(&error, "name")), ("aborted".into(), "AbortError".into()), "{error:?}");
}

#[wasm_bindgen_test]
async fn a_signal_is_no_parameter_and_hinders_nothing() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let wire = Wire::tap();
    let controller = AbortController::new().unwrap();
    assert_eq!(length(&settled(begin(&labs, &controller)).await.unwrap()), 2);
    assert!(!wire.last().url.contains("signal"), "{}", wire.last().url);
    controller.abort();
    assert_eq!(length(&call(&labs, "getMemberships", json!([])).await), 2, "the other calls go on");
}

#[wasm_bindgen_test]
async fn a_call_can_be_ended_before_it_begins() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let controller = AbortController::new().unwrap();
    controller.abort();
    is_aborted(settled(begin(&labs, &controller)).await);
}

#[wasm_bindgen_test]
async fn a_call_can_be_ended_while_the_answer_is_awaited() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    // Whatever reason the caller gives.
    for reason in [json!("the user left"), json!(null), json!({ "code": 7 }), json!(42)] {
        let _slow = Wire::through(async |_, request| {
            sleep(60).await;
            wire::pass(&request).await
        });
        let controller = AbortController::new().unwrap();
        let running = begin(&labs, &controller);
        sleep(20).await;
        controller.abort_with_reason(&js(reason));
        is_aborted(settled(running).await);
    }
}

#[wasm_bindgen_test]
async fn a_call_can_be_ended_while_it_waits_to_be_sent_again() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let wire = Wire::broken(usize::MAX);
    let controller = AbortController::new().unwrap();
    let running = begin(&labs, &controller);
    while wire.count() < 3 {
        sleep(10).await;
    }
    // The third wait is of 1400 ms at least.
    sleep(50).await;
    let ended = Date::now();
    controller.abort_with_reason(&"the user left".into());
    is_aborted(settled(running).await);
    assert!(Date::now() - ended < 500.0, "it went on waiting for {} ms", Date::now() - ended);
    assert_eq!(wire.count(), 3);
}
