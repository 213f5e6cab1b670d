//! Objects change in place, keep their identity where nothing changed, and listeners hear of it once.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{ada, another_clerk, blue_heron_labs, grace_id, organization, sign_in, visitor};
use crate::value::{call, detached, get, invoke, js, number, same, text};

/// What listeners were given.
type Heard = Rc<RefCell<Vec<JsValue>>>;

/// Listens from now on; `look` says what to keep of an emission at the time it comes.
fn listen(clerk: &JsValue, look: impl Fn(JsValue) -> JsValue + 'static) -> (Heard, JsValue) {
    let heard = Heard::default();
    let notes = heard.clone();
    let listener = Closure::<dyn Fn(JsValue)>::new(move |emitted| notes.borrow_mut().push(look(emitted)));
    let args = Array::of2(&listener.into_js_value(), &js(json!({ "skipInitialEmit": true })));
    let unsubscribe = invoke(clerk, "addListener", &args).unwrap();
    (heard, unsubscribe)
}

/// Calls a method that answers its own object; listeners must hear of it once, when `field` has changed.
async fn changes_in_place(clerk: &JsValue, object: &JsValue, method: &str, args: Value, field: &'static str) -> String {
    let seen = object.clone();
    let (heard, unsubscribe) = listen(clerk, move |_| get(&seen, field));
    let answer = call(object, method, args).await;
    detached(&unsubscribe, json!([])).unwrap();
    assert!(same(&answer, object), "{method} answers another object");
    let heard = heard.borrow();
    assert_eq!(heard.len(), 1, "{method} told the listeners {} times", heard.len());
    assert_eq!(heard[0], get(object, field), "{method} told the listeners before the change");
    text(object, field)
}

#[wasm_bindgen_test]
async fn update_and_reload_change_the_organization() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let rename = json!([{ "name": "Grey Herons" }]);
    assert_eq!(changes_in_place(&clerk, &herons, "update", rename, "name").await, "Grey Herons");

    let other = another_clerk().await;
    let same_organization = call(&other, "getOrganization", json!([text(&herons, "id")])).await;
    call(&same_organization, "update", json!([{ "name": "White Herons" }])).await;
    assert_eq!(text(&herons, "name"), "Grey Herons");
    assert_eq!(changes_in_place(&clerk, &herons, "reload", json!([]), "name").await, "White Herons");
    assert_eq!(text(&herons, "role"), "admin");
}

#[wasm_bindgen_test]
async fn update_changes_the_membership() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let grace = grace_id(&clerk).await;
    let membership = call(&herons, "addMember", json!([{ "userId": grace, "role": "basic_member" }])).await;
    let promote = json!([{ "role": "admin" }]);
    assert_eq!(changes_in_place(&clerk, &membership, "update", promote, "role").await, "admin");
    call(&herons, "reload", json!([])).await;
    assert_eq!(number(&herons, "membersCount"), 2.0);
    call(&membership, "destroy", json!([])).await;
    call(&herons, "reload", json!([])).await;
    assert_eq!(number(&herons, "membersCount"), 1.0);
}

#[wasm_bindgen_test]
async fn revoke_changes_the_invitation() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let invite = json!([{ "emailAddress": "olga@reed.test", "role": "basic_member" }]);
    let invitation = call(&herons, "inviteMember", invite).await;
    assert_eq!(text(&invitation, "status"), "pending");
    assert_eq!(changes_in_place(&clerk, &invitation, "revoke", json!([]), "status").await, "revoked");
}

fn raw_token(session: &JsValue) -> JsValue {
    invoke(&get(session, "lastActiveToken"), "getRawString", &Array::new()).unwrap()
}

#[wasm_bindgen_test]
async fn what_did_not_change_keeps_its_identity() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    call(&clerk, "setActive", json!([{ "organization": text(&herons, "id") }])).await;
    let before = get(&clerk, "__internal_lastEmittedResources");
    for name in ["client", "session", "user", "organization"] {
        assert!(same(&get(&before, name), &get(&clerk, name)), "clerk.{name} is not what was emitted");
    }
    let (heard, _) = listen(&clerk, |emitted| emitted);
    // Both answer the client too, which is as it was.
    call(&herons, "getInvitations", json!([])).await;
    call(&herons, "reload", json!([])).await;
    assert!(!heard.borrow().is_empty());
    for emitted in heard.borrow().iter() {
        for name in ["user", "organization"] {
            assert!(same(&get(emitted, name), &get(&before, name)), "{name} is another object, though nothing changed");
        }
        // From one second to the next the server makes another token, which is a change of the session.
        let (session, first) = (get(emitted, "session"), get(&before, "session"));
        assert_eq!(same(&session, &first), raw_token(&session) == raw_token(&first));
    }
    let last = get(&clerk, "__internal_lastEmittedResources");
    assert!(same(&last, heard.borrow().last().unwrap()));
    // A plain GET tells nobody anything.
    call(&herons, "getMemberships", json!([])).await;
    assert!(same(&get(&clerk, "__internal_lastEmittedResources"), &last));
}

#[wasm_bindgen_test]
async fn what_changed_is_another_object() {
    let clerk = ada().await;
    let before = get(&clerk, "user");
    organization(&clerk, "Night Herons").await;
    assert!(!same(&get(&clerk, "user"), &before), "the user has one membership more, and === does not tell");
    assert_eq!(number(&before, "organizationMemberships.length"), 1.0, "what was handed out before is left alone");
    assert_eq!(number(&clerk, "user.organizationMemberships.length"), 2.0);
}

#[wasm_bindgen_test]
async fn listeners_hear_at_once_and_until_they_leave() {
    let clerk = ada().await;
    let heard = Rc::new(RefCell::new(0));
    let count = heard.clone();
    let listener = Closure::<dyn Fn()>::new(move || *count.borrow_mut() += 1).into_js_value();
    let unsubscribe = invoke(&clerk, "addListener", &Array::of1(&listener)).unwrap();
    assert_eq!(*heard.borrow(), 1, "loaded, so there is something to tell");
    organization(&clerk, "Night Herons").await;
    assert_eq!(*heard.borrow(), 2);
    detached(&unsubscribe, json!([])).unwrap();
    organization(&clerk, "Grey Herons").await;
    assert_eq!(*heard.borrow(), 2);
}

#[wasm_bindgen_test]
async fn the_status_is_told_with_notify_and_on_change() {
    let clerk = visitor().await;
    let heard = Rc::new(RefCell::new(Vec::new()));
    let notes = heard.clone();
    let listener = Closure::<dyn Fn(String)>::new(move |status| notes.borrow_mut().push(status)).into_js_value();
    let args = |options: Value| Array::of3(&"status".into(), &listener, &js(options));
    invoke(&clerk, "on", &args(json!({ "notify": true }))).unwrap();
    call(&clerk, "load", json!([])).await;
    assert_eq!(*heard.borrow(), ["loading", "ready"]);
    invoke(&clerk, "off", &args(json!({}))).unwrap();
    assert_eq!(text(&clerk, "status"), "ready");
    assert_eq!(get(&clerk, "loaded"), JsValue::TRUE);
}

#[wasm_bindgen_test]
async fn the_active_organization_follows() {
    let clerk = ada().await;
    assert_eq!(get(&clerk, "organization"), JsValue::NULL);
    let labs = blue_heron_labs(&clerk).await;
    call(&clerk, "setActive", json!([{ "organization": text(&labs, "slug") }])).await;
    assert_eq!(text(&clerk, "organization.id"), text(&labs, "id"));
    assert_eq!(text(&clerk, "organization.role"), "admin");
    call(&clerk, "setActive", json!([{ "organization": null }])).await;
    assert_eq!(get(&clerk, "organization"), JsValue::NULL);
}

#[wasm_bindgen_test]
async fn accept_changes_the_invitation_and_the_user() {
    let clerk = ada().await;
    let invite = json!([{ "emailAddress": "linus@heron.test", "role": "admin" }]);
    call(&organization(&clerk, "Night Herons").await, "inviteMember", invite).await;
    call(&clerk, "signOut", json!([])).await;
    sign_in(&clerk, "linus@heron.test").await;
    let invitations = call(&get(&clerk, "user"), "getOrganizationInvitations", json!([])).await;
    let invitation = get(&invitations, "0");
    assert_eq!(text(&invitation, "publicOrganizationData.name"), "Night Herons");
    assert_eq!(changes_in_place(&clerk, &invitation, "accept", json!([]), "status").await, "accepted");
    assert_eq!(text(&clerk, "user.organizationMemberships.0.organization.name"), "Night Herons");
    assert_eq!(text(&clerk, "user.organizationMemberships.0.role"), "admin");
}
