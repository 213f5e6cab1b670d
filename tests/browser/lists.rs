//! Lists are arrays that are pages too.

use std::collections::HashSet;

use js_sys::{Array, Object, Promise};
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{ADA, GRACE, ada, blue_heron_labs, organization};
use crate::value::{call, data, get, invoke, js, length, number, same, settled, text};
use crate::wire::Wire;

/// Invites that many addresses, in as few calls as the server allows.
pub async fn invite_many(organization: &JsValue, count: usize) {
    let addresses: Vec<_> = (0..count).map(|number| format!("guest{number}@reed.test")).collect();
    for addresses in addresses.chunks(100) {
        let invite = json!([{ "emailAddresses": addresses, "role": "basic_member" }]);
        assert_eq!(length(&call(organization, "inviteMembers", invite).await) as usize, addresses.len());
    }
}

fn addresses(invitations: &JsValue) -> Vec<String> {
    invitations.unchecked_ref::<Array>().iter().map(|invitation| text(&invitation, "emailAddress")).collect()
}

#[wasm_bindgen_test]
async fn a_list_is_an_array_and_a_page() {
    let clerk = ada().await;
    let members = call(&blue_heron_labs(&clerk).await, "getMemberships", json!([])).await;
    assert!(Array::is_array(&members));
    assert!(same(&get(&members, "data"), &members));
    assert_eq!(number(&members, "total_count"), 2.0);
    assert_eq!(length(&members), 2);
    assert!(data(&members).is_array(), "JSON has the items alone: {}", data(&members));
    let seen: Vec<_> =
        Object::keys(members.unchecked_ref::<Object>()).iter().filter_map(|key| key.as_string()).collect();
    assert_eq!(
        seen,
        ["0", "1", "total_count"],
        "a cache must see that it is more than an array, and no endless circle"
    );
    let bulk = json!([{ "emailAddresses": ["olga@reed.test", "nils@reed.test"], "role": "admin" }]);
    let invited = call(&blue_heron_labs(&clerk).await, "inviteMembers", bulk).await;
    assert_eq!((length(&invited), number(&invited, "total_count")), (2, 2.0), "a bare array on the wire is one too");
    assert_eq!(addresses(&invited), ["olga@reed.test", "nils@reed.test"]);
}

#[wasm_bindgen_test]
async fn without_paging_parameters_all_items_come() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    invite_many(&herons, 501).await;
    let wire = Wire::tap();
    let invitations = call(&herons, "getPendingInvitations", json!([])).await;
    assert_eq!((length(&invitations), number(&invitations, "total_count")), (501, 501.0));
    assert_eq!(addresses(&invitations).into_iter().collect::<HashSet<_>>().len(), 501, "each once");
    let pages: Vec<_> = wire.sent().iter().map(|sent| (sent.param("limit"), sent.param("offset"))).collect();
    let page = |limit: &str, offset: &str| (Some(limit.to_owned()), Some(offset.to_owned()));
    assert_eq!(pages, [page("500", "0"), page("500", "500")]);
}

#[wasm_bindgen_test]
async fn a_page_is_fetched_as_the_official_client_does() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    invite_many(&herons, 7).await;
    let all = addresses(&call(&herons, "getInvitations", json!([])).await);
    let wire = Wire::tap();
    let page = call(&herons, "getInvitations", json!([{ "initialPage": 2, "pageSize": 3 }])).await;
    assert_eq!(addresses(&page), all[3..6]);
    assert_eq!(number(&page, "total_count"), 7.0);
    assert!(wire.last().url.contains("/invitations?limit=3&offset=3&"), "{}", wire.last().url);
    let last = call(&herons, "getInvitations", json!([{ "initialPage": 3, "pageSize": 3 }])).await;
    assert_eq!(addresses(&last), all[6..]);
    call(&herons, "getInvitations", json!([{ "initialPage": 2 }])).await;
    assert!(wire.last().url.contains("limit=10&offset=10"), "ten is the size where none is named");
    call(&herons, "getInvitations", json!([{ "limit": 2, "offset": 5 }])).await;
    assert!(wire.last().url.contains("limit=2&offset=5"), "the guide's own spelling");
    assert_eq!(wire.count(), 4, "a page is one request");
}

#[wasm_bindgen_test]
async fn filters_hold_on_all_pages() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let identifier = |members: JsValue| {
        assert_eq!(length(&members), 1);
        text(&members, "0.identifier")
    };
    assert_eq!(identifier(call(&labs, "getMemberships", json!([{ "role": ["admin"] }])).await), ADA);
    assert_eq!(identifier(call(&labs, "getMemberships", json!([{ "query": "grace" }])).await), GRACE);
    assert_eq!(length(&call(&labs, "getMemberships", json!([{ "role": ["admin", "basic_member"] }])).await), 2);
    assert_eq!(length(&call(&labs, "getMemberships", json!([{ "query": "nobody, at all" }])).await), 0);
}

#[wasm_bindgen_test]
async fn a_count_that_is_wrong_ends_the_fetching() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let wire = Wire::editing("/memberships", |body| body["response"]["total_count"] = json!(1_000_000));
    assert_eq!(length(&call(&labs, "getMemberships", json!([])).await), 2);
    assert_eq!(wire.count(), 2, "an empty page is the end");
}

#[wasm_bindgen_test]
async fn the_bare_array_of_an_old_server_is_a_list() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let wire = Wire::editing("/memberships", |body| body["response"] = body["response"]["data"].take());
    let members = call(&labs, "getMemberships", json!([])).await;
    assert_eq!((length(&members), number(&members, "total_count")), (2, 2.0));
    assert!(same(&get(&members, "data"), &members));
    assert_eq!(wire.count(), 1);
}

#[wasm_bindgen_test]
async fn callers_that_read_the_same_at_once_share_one_request() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let read = || invoke(&labs, "getMemberships", &js(json!([{ "role": ["admin"] }]))).unwrap();
    let wire = Wire::tap();
    let running: Array = [read(), read(), read()].into_iter().collect();
    let lists = Array::from(&JsFuture::from(Promise::all(&running)).await.unwrap());
    assert_eq!(wire.count(), 1);
    assert!(lists.iter().all(|list| length(&list) == 1));
    assert!(!same(&lists.get(0), &lists.get(1)), "nobody gets what another one may change");
    settled(Ok(read())).await.unwrap();
    assert_eq!(wire.count(), 2, "what was answered is asked anew");

    let before = read();
    let change = invoke(&labs, "update", &js(json!([{ "name": "Grey Herons" }])));
    let after = read();
    settled(change).await.unwrap();
    settled(Ok(before)).await.unwrap();
    settled(Ok(after)).await.unwrap();
    assert_eq!(wire.count(), 5, "a change in between ends the sharing");
}
