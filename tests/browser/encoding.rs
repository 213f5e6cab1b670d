//! The exact text on the wire: docs/fapi.md 1.3 and 1.4.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::RequestCredentials;

use crate::stage::{ada, blue_heron_labs, key, organization, origin, storage, visitor};
use crate::value::{call, get, invoke, js, settled, text};
use crate::wire::{Sent, Wire};

/// What a call sends, whatever the server says to it.
async fn sent(receiver: &JsValue, method: &str, args: Value) -> Sent {
    let wire = Wire::tap();
    let _ = settled(invoke(receiver, method, &js(args))).await;
    let first = wire.sent().into_iter().next().unwrap_or_else(|| panic!("{method} sent nothing"));
    assert_eq!(first.credentials, RequestCredentials::Include, "cookies travel, across origins too");
    first
}

/// The parameters that every call carries, in a session or, on the paths of the client, without.
fn common(clerk: &JsValue, method: &str, in_session: bool) -> String {
    let token = storage().get_item(&format!("__clerk_db_jwt:{}", key())).unwrap().expect("no token is kept");
    let method = if method.is_empty() { String::new() } else { format!("&_method={method}") };
    let session = if in_session { format!("&_clerk_session_id={}", text(clerk, "session.id")) } else { String::new() };
    format!("__clerk_api_version=2026-05-12{method}{session}&__clerk_db_jwt={token}")
}

#[wasm_bindgen_test]
async fn a_get_has_its_parameters_in_the_query() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let params = json!([{ "query": "Smith, Jö & co+1", "role": ["admin", "basic_member"], "initialPage": 1 }]);
    let sent = sent(&labs, "getMemberships", params).await;
    let (id, common) = (text(&labs, "id"), common(&clerk, "", true));
    let query = "query=Smith%2C+J%C3%B6+%26+co%2B1&role=admin&role=basic_member&limit=10&offset=0&paginated=true";
    assert_eq!(sent.url, format!("{}/v1/organizations/{id}/memberships?{query}&{common}", origin()));
    assert_eq!((sent.method.as_str(), sent.body.as_str()), ("GET", ""));
}

#[wasm_bindgen_test]
async fn pending_invitations_are_asked_for_as_today() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let sent = sent(&labs, "getPendingInvitations", json!([])).await;
    let (id, common) = (text(&labs, "id"), common(&clerk, "", true));
    assert_eq!(
        sent.url,
        format!("{}/v1/organizations/{id}/invitations?status=pending&limit=500&offset=0&{common}", origin())
    );
}

#[wasm_bindgen_test]
async fn a_post_has_them_in_a_form() {
    let clerk = ada().await;
    let sent = sent(&clerk, "createOrganization", json!([{ "name": "Nachtreiher & Söhne 🦆", "slug": "a-b" }])).await;
    assert_eq!(sent.url, format!("{}/v1/organizations?{}", origin(), common(&clerk, "", true)));
    assert_eq!(sent.method, "POST");
    assert_eq!(sent.body, "name=Nachtreiher+%26+S%C3%B6hne+%F0%9F%A6%86&slug=a-b");
}

#[wasm_bindgen_test]
async fn other_methods_are_a_post_that_names_them() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let url =
        |method| format!("{}/v1/organizations/{}?{}", origin(), text(&herons, "id"), common(&clerk, method, true));
    let update = sent(&herons, "update", json!([{ "name": "A B", "slug": null }])).await;
    assert_eq!((update.method.as_str(), &update.url), ("POST", &url("PATCH")));
    assert_eq!(update.body, "name=A+B&slug=", "null is empty");
    let destroy = sent(&herons, "destroy", json!([])).await;
    assert_eq!((destroy.method.as_str(), &destroy.url), ("POST", &url("DELETE")));
    assert_eq!(destroy.body, "");
}

#[wasm_bindgen_test]
async fn an_undefined_parameter_is_left_out() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let params = js(json!({ "name": "A" }));
    js_sys::Reflect::set(&params, &"slug".into(), &JsValue::UNDEFINED).unwrap();
    let wire = Wire::tap();
    settled(invoke(&herons, "update", &js_sys::Array::of1(&params))).await.unwrap();
    assert_eq!(wire.last().body, "name=A");
}

#[wasm_bindgen_test]
async fn the_paths_of_the_client_name_no_session() {
    let clerk = ada().await;
    let session_id = text(&clerk, "session.id");
    let none = sent(&clerk, "setActive", json!([{ "organization": null }])).await;
    let common = |method| common(&clerk, method, false);
    assert_eq!(none.url, format!("{}/v1/client/sessions/{session_id}/touch?{}", origin(), common("")));
    assert_eq!(none.body, "intent=select_org&active_organization_id=");
    let labs = text(&blue_heron_labs(&clerk).await, "id");
    let some = sent(&clerk, "setActive", json!([{ "organization": labs }])).await;
    assert_eq!(some.body, format!("intent=select_org&active_organization_id={labs}"));
    let same = sent(&clerk, "setActive", json!([{ "session": session_id }])).await;
    assert_eq!(same.body, "intent=select_session");
    let leave = sent(&clerk, "signOut", json!([])).await;
    assert_eq!(leave.url, format!("{}/v1/client/sessions?{}", origin(), common("DELETE")));
}

#[wasm_bindgen_test]
async fn lists_repeat_their_name() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let addresses = ["olga+1@reed.test", "nils@reed.test"];
    let bulk = sent(&herons, "inviteMembers", json!([{ "emailAddresses": addresses, "role": "admin" }])).await;
    assert!(bulk.url.contains("/invitations/bulk?"));
    assert_eq!(bulk.body, "email_address=olga%2B1%40reed.test&email_address=nils%40reed.test&role=admin");
    let by_status = sent(&herons, "getInvitations", json!([{ "status": ["pending", "revoked"], "pageSize": 5 }])).await;
    assert!(by_status.url.contains("?status=pending&status=revoked&limit=5&offset=0&"), "{}", by_status.url);
}

#[wasm_bindgen_test]
async fn objects_travel_as_json_with_their_names_untouched() {
    let clerk = visitor().await;
    call(&clerk, "load", json!([])).await;
    let metadata = json!({ "teamSize": 3, "snake_case": [null, "ü"] });
    let params = json!([{ "emailAddress": "olga@reed.test", "unsafeMetadata": metadata }]);
    let sign_up = sent(&get(&clerk, "client.signUp"), "create", params).await;
    let form = web_sys::UrlSearchParams::new_with_str(&sign_up.body).unwrap();
    assert_eq!(form.get("email_address").as_deref(), Some("olga@reed.test"));
    let json: Value = serde_json::from_str(&form.get("unsafe_metadata").unwrap()).unwrap();
    assert_eq!(json, metadata);
}

#[wasm_bindgen_test]
async fn ids_cannot_leave_their_place_in_the_path() {
    let clerk = ada().await;
    let odd = sent(&clerk, "getOrganization", json!(["org_1/../me?x=ü#y"])).await;
    let path = "/v1/organizations/org_1%2F..%2Fme%3Fx%3D%C3%BC%23y";
    assert_eq!(odd.url, format!("{}{path}?{}", origin(), common(&clerk, "", true)));
}
