//! Sessions: tokens, signing out, and what a 401 means.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Date, Promise, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{GRACE, ada, another_clerk, blue_heron_labs, organization, sign_in, visitor};
use crate::value::{call, get, invoke, js, number, refusal, text};
use crate::wire::Wire;

/// The claims of a token.
fn claims(token: &JsValue) -> Value {
    let token = token.as_string().expect("there is no token");
    let payload = token.split('.').nth(1).unwrap().replace('-', "+").replace('_', "/");
    serde_json::from_str(&web_sys::window().unwrap().atob(&payload).unwrap()).unwrap()
}

#[wasm_bindgen_test]
async fn the_token_that_came_with_the_session_is_used() {
    let clerk = ada().await;
    let wire = Wire::tap();
    let token = call(&get(&clerk, "session"), "getToken", json!([])).await;
    assert_eq!(wire.count(), 0, "one was at hand");
    let claims = claims(&token);
    assert_eq!(claims["sid"], text(&clerk, "session.id"));
    assert_eq!(claims["sub"], text(&clerk, "user.id"));
    assert_eq!(text(&clerk, "session.lastActiveToken.jwt.claims.sub"), text(&clerk, "user.id"));
}

#[wasm_bindgen_test]
async fn callers_at_the_same_time_share_one_request() {
    let clerk = ada().await;
    let labs = text(&blue_heron_labs(&clerk).await, "id");
    let (session, wire) = (get(&clerk, "session"), Wire::tap());
    let of_labs = json!([{ "organizationId": labs }]);
    let asked: Array = (0..5).map(|_| invoke(&session, "getToken", &js(of_labs.clone())).unwrap()).collect();
    let tokens: Vec<_> = Array::from(&JsFuture::from(Promise::all(&asked)).await.unwrap()).iter().collect();
    assert_eq!(wire.count(), 1);
    assert!(tokens.iter().all(|token| *token == tokens[0]));
    assert!(claims(&tokens[0]).to_string().contains(&labs), "it speaks for the organization");
    assert_eq!(call(&session, "getToken", of_labs.clone()).await, tokens[0]);
    assert_eq!(wire.count(), 1, "it is kept");
    call(&session, "getToken", json!([{ "organizationId": labs, "skipCache": true }])).await;
    assert_eq!(wire.count(), 2, "unless the caller wants a fresh one");
}

#[wasm_bindgen_test]
async fn a_token_is_renewed_before_it_ends() {
    let clerk = ada().await;
    let session = get(&clerk, "session");
    let first = call(&session, "getToken", json!([])).await;
    let claims = claims(&first);
    let life = claims["exp"].as_f64().unwrap() - claims["iat"].as_f64().unwrap();
    let wire = Wire::tap();
    for (seconds_left, requests) in [(15.0, 0), (5.0, 1)] {
        let clock = Clock::forward((life - seconds_left) * 1000.0);
        call(&session, "getToken", json!([])).await;
        drop(clock);
        assert_eq!(wire.count(), requests, "{seconds_left} s before its end");
    }
}

/// `Date.now`, put forward until it is dropped.
struct Clock(JsValue);

impl Clock {
    fn forward(milliseconds: f64) -> Self {
        let real = get(&js_sys::global(), "Date.now");
        let then = Date::now() + milliseconds;
        Clock::set(&Closure::<dyn Fn() -> f64>::new(move || then).into_js_value());
        Clock(real)
    }

    fn set(now: &JsValue) {
        Reflect::set(&get(&js_sys::global(), "Date"), &"now".into(), now).unwrap();
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        Clock::set(&self.0);
    }
}

#[wasm_bindgen_test]
async fn a_request_for_a_token_that_failed_is_not_kept() {
    let clerk = ada().await;
    let labs = text(&blue_heron_labs(&clerk).await, "id");
    let session = get(&clerk, "session");
    let _wire = Wire::broken(1);
    let of_labs = json!([{ "organizationId": labs }]);
    assert_eq!(text(&refusal(&session, "getToken", of_labs.clone()).await, "code"), "network_error");
    assert!(call(&session, "getToken", of_labs).await.is_string());
}

#[wasm_bindgen_test]
async fn the_token_follows_the_active_organization() {
    let clerk = ada().await;
    let labs = text(&blue_heron_labs(&clerk).await, "id");
    call(&clerk, "setActive", json!([{ "organization": labs }])).await;
    let session = get(&clerk, "session");
    assert!(claims(&call(&session, "getToken", json!([])).await).to_string().contains(&labs));
    let personal = call(&session, "getToken", json!([{ "organizationId": null }])).await;
    assert!(!claims(&personal).to_string().contains(&labs), "null speaks for none");
}

#[wasm_bindgen_test]
async fn all_that_is_asked_for_must_be_known_to_hold() {
    let clerk = ada().await;
    let labs = text(&blue_heron_labs(&clerk).await, "id");
    call(&clerk, "setActive", json!([{ "organization": labs }])).await;
    let session = get(&clerk, "session");
    for (asked, holds) in [
        (json!([{ "role": "org:admin" }]), true),
        (json!([{ "role": "admin", "permission": "org:sys_memberships:manage" }]), true),
        (json!([{ "role": "basic_member" }]), false),
        (json!([{ "role": "admin", "permission": "org:sys_rockets:launch" }]), false),
        (json!([{ "role": "admin", "feature": "o:rockets" }]), false),
        (json!([{ "role": null }]), false),
        (json!([{}]), false),
        (json!([null]), false),
        (json!([]), false),
    ] {
        assert_eq!(call(&session, "checkAuthorization", asked.clone()).await, JsValue::from(holds), "{asked}");
    }
}

#[wasm_bindgen_test]
async fn a_session_hands_out_its_own_tokens() {
    let _signed_in = ada().await;
    let _wire = Wire::editing("/v1/client", |body| {
        let mut other = body["response"]["sessions"][0].clone();
        other["id"] = json!("sess_2");
        body["response"]["sessions"].as_array_mut().unwrap().push(other);
    });
    let clerk = another_clerk().await;
    call(&clerk, "load", json!([])).await;
    assert_eq!(text(&clerk, "client.sessions.1.id"), "sess_2");
    let wire = Wire::tap();
    // This server has no such session, and says so.
    let error = refusal(&get(&clerk, "client.sessions.1"), "getToken", json!([])).await;
    assert_eq!(wire.sent()[0].path(), "/v1/client/sessions/sess_2/tokens");
    assert_eq!(number(&error, "status"), 401.0);
}

#[wasm_bindgen_test]
async fn signing_out_leaves_nothing_behind() {
    let clerk = ada().await;
    let session = get(&clerk, "session");
    let wire = Wire::tap();
    call(&clerk, "signOut", json!([])).await;
    assert_eq!(wire.count(), 1);
    for name in ["session", "user", "organization"] {
        assert_eq!(get(&clerk, name), JsValue::NULL, "{name}");
        assert_eq!(get(&clerk, &format!("__internal_lastEmittedResources.{name}")), JsValue::NULL, "{name}");
    }
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::FALSE);
    assert_eq!(call(&session, "getToken", json!([])).await, JsValue::NULL, "no token of before is handed out");
    call(&clerk, "signOut", json!([])).await;
    assert_eq!(wire.count(), 1, "there is nobody to sign out");
    let again = another_clerk().await;
    call(&again, "load", json!([])).await;
    assert_eq!(get(&again, "session"), JsValue::NULL, "the server knows it too");
}

#[wasm_bindgen_test]
async fn a_session_can_be_signed_out_by_its_id() {
    let clerk = ada().await;
    let wire = Wire::tap();
    let session_id = text(&clerk, "session.id");
    call(&clerk, "signOut", json!([{ "sessionId": session_id }])).await;
    assert_eq!(wire.last().path(), format!("/v1/client/sessions/{session_id}/remove"));
    assert_eq!(get(&clerk, "session"), JsValue::NULL);
    sign_in(&clerk, GRACE).await;
    assert_eq!(text(&clerk, "user.firstName"), "Grace");
    assert_eq!(number(&clerk, "client.signedInSessions.length"), 1.0);
}

#[wasm_bindgen_test]
async fn a_session_that_ended_elsewhere_is_noticed() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let other = another_clerk().await;
    call(&other, "signOut", json!([])).await;
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::TRUE, "nobody has told yet");

    let heard = Rc::new(RefCell::new(Vec::new()));
    let notes = heard.clone();
    let listener = Closure::<dyn Fn(JsValue)>::new(move |emitted| notes.borrow_mut().push(get(&emitted, "session")));
    let args = Array::of2(&listener.into_js_value(), &js(json!({ "skipInitialEmit": true })));
    invoke(&clerk, "addListener", &args).unwrap();
    let error = refusal(&herons, "getMemberships", json!([])).await;
    assert_eq!(number(&error, "status"), 401.0, "the caller gets the error: {error:?}");
    assert_eq!(*heard.borrow(), [JsValue::NULL], "the listeners hear of the sign-out, once");
    assert_eq!(get(&clerk, "user"), JsValue::NULL);
}

#[wasm_bindgen_test]
async fn a_cleared_session_is_signed_out_in_this_page_alone() {
    let clerk = ada().await;
    call(&clerk, "setActive", json!([{ "session": null }])).await;
    assert_eq!(get(&clerk, "session"), JsValue::NULL);
    let again = another_clerk().await;
    call(&again, "load", json!([])).await;
    assert_eq!(get(&again, "isSignedIn"), JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn a_newcomer_signs_up_by_code() {
    let clerk = visitor().await;
    call(&clerk, "load", json!([])).await;
    let sign_up = get(&clerk, "client.signUp");
    let params = json!([{ "emailAddress": "olga@reed.test", "password": "grey-heron-99", "firstName": "Olga" }]);
    call(&sign_up, "create", params).await;
    call(&sign_up, "prepareVerification", json!([{ "strategy": "email_code" }])).await;
    let code = crate::stage::code_for("olga@reed.test").await;
    let done = call(&sign_up, "attemptVerification", json!([{ "strategy": "email_code", "code": code }])).await;
    assert_eq!(text(&done, "status"), "complete");
    call(&clerk, "setActive", json!([{ "session": text(&done, "createdSessionId") }])).await;
    assert_eq!(text(&clerk, "user.firstName"), "Olga");
}
