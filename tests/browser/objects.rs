//! What the objects are: plain data with methods that are own, bound and stable.

use js_sys::{Array, Date, Object};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{ADA, GRACE, ada, another_clerk, blue_heron_labs, organization};
use crate::value::{call, data, detached, get, length, number, same, settled, text};
use crate::wire::Wire;

/// One of each type that a signed-in admin meets.
async fn specimens(clerk: &JsValue) -> Vec<(&'static str, JsValue)> {
    let herons = organization(clerk, "Night Herons").await;
    let invite = json!([{ "emailAddress": "olga@reed.test", "role": "basic_member" }]);
    let invitation = call(&herons, "inviteMember", invite).await;
    let members = call(&herons, "getMemberships", json!([])).await;
    let roles = call(&herons, "getRoles", json!([])).await;
    let of_clerk = |name: &str| get(clerk, name);
    vec![
        ("organization", herons),
        ("invitation", invitation),
        ("membership", get(&members, "0")),
        ("role", get(&roles, "0")),
        ("client", of_clerk("client")),
        ("session", of_clerk("session")),
        ("user", of_clerk("user")),
        ("sign-in", of_clerk("client.signIn")),
    ]
}

#[wasm_bindgen_test]
async fn methods_are_own_bound_and_stable() {
    let clerk = ada().await;
    for (name, object) in specimens(&clerk).await {
        for key in Object::keys(object.unchecked_ref::<Object>()).iter().filter_map(|key| key.as_string()) {
            assert!(same(&get(&object, &key), &get(&object, &key)), "{name}.{key} changes from read to read");
        }
    }
    let herons = organization(&clerk, "Grey Herons").await;
    let get_memberships = get(&herons, "getMemberships");
    let members = settled(detached(&get_memberships, json!([]))).await.unwrap();
    assert_eq!(text(&members, "0.identifier"), ADA);
    let create = get(&clerk, "createOrganization");
    let created = settled(detached(&create, json!([{ "name": "White Herons" }]))).await.unwrap();
    assert_eq!(text(&created, "name"), "White Herons");
}

#[wasm_bindgen_test]
async fn a_spread_copy_keeps_working_methods() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let copy = Object::assign(&Object::new(), herons.unchecked_ref());
    assert!(same(&get(&copy, "getMemberships"), &get(&herons, "getMemberships")));
    assert_eq!(length(&call(&copy, "getMemberships", json!([])).await), 1);
    call(&copy, "update", json!([{ "name": "Grey Herons" }])).await;
    assert_eq!(text(&herons, "name"), "Grey Herons", "the object that was fetched is the one that changes");
}

#[wasm_bindgen_test]
async fn json_shows_data_only() {
    let clerk = ada().await;
    for (name, object) in specimens(&clerk).await {
        let text = data(&object).to_string();
        for leak in ["function", "__wbg", "ptr"] {
            assert!(!text.contains(leak), "{leak} in {name}: {text}");
        }
        assert!(get(&object, "free").is_undefined(), "{name} has to be freed");
    }
    let herons = data(&organization(&clerk, "Grey Herons").await);
    let names: Vec<_> = herons.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = [
        "id",
        "name",
        "slug",
        "imageUrl",
        "hasImage",
        "membersCount",
        "pendingInvitationsCount",
        "maxAllowedMemberships",
        "adminDeleteEnabled",
        "publicMetadata",
        "createdAt",
        "updatedAt",
        "role",
    ];
    expected.sort();
    assert_eq!(names, expected);
}

/// The names of all properties within, but for those of metadata.
fn names(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| names(item, out)),
        Value::Object(fields) => {
            for (name, value) in fields {
                out.push(name.clone());
                if !name.ends_with("Metadata") {
                    names(value, out);
                }
            }
        }
        _ => {}
    }
}

#[wasm_bindgen_test]
async fn names_are_camel_case() {
    let clerk = ada().await;
    for (name, object) in specimens(&clerk).await {
        let mut found = Vec::new();
        names(&data(&object), &mut found);
        // A token's claims are named by the JWT.
        let odd: Vec<_> = found.iter().filter(|name| name.contains('_') && *name != "__raw").collect();
        assert!(odd.is_empty(), "{name}: {odd:?}");
    }
}

#[wasm_bindgen_test]
async fn times_are_dates() {
    let clerk = ada().await;
    let begun = Date::now();
    for (name, object) in specimens(&clerk).await {
        for field in ["createdAt", "updatedAt", "lastActiveAt", "expireAt", "expiresAt", "lastSignInAt"] {
            let time = get(&object, field);
            assert!(time.is_undefined() || time.is_null() || time.is_instance_of::<Date>(), "{name}.{field}: {time:?}");
        }
    }
    let created: Date = get(&organization(&clerk, "Grey Herons").await, "createdAt").dyn_into().unwrap();
    assert!((created.get_time() - begun).abs() < 60_000.0, "milliseconds, not seconds: {created:?}");
}

#[wasm_bindgen_test]
async fn metadata_stays_as_it_is() {
    let clerk = ada().await;
    let metadata = json!({ "snake_case": { "created_at": 5, "object": "organization" }, "camelCase": [null] });
    let sent = metadata.clone();
    let _wire = Wire::editing("/memberships", move |body| {
        body["response"]["data"][0]["public_metadata"] = sent.clone();
        body["response"]["data"][0]["organization"]["public_metadata"] = sent.clone();
    });
    let members = call(&blue_heron_labs(&clerk).await, "getMemberships", json!([])).await;
    assert_eq!(data(&get(&members, "0.publicMetadata")), metadata);
    assert_eq!(data(&get(&members, "0.organization.publicMetadata")), metadata);

    let sent = metadata.clone();
    let _wire = Wire::editing("/v1/client", move |body| {
        body["response"]["sessions"][0]["user"]["unsafe_metadata"] = sent.clone();
    });
    let clerk = another_clerk().await;
    call(&clerk, "load", json!([])).await;
    assert_eq!(data(&get(&clerk, "user.unsafeMetadata")), metadata);
}

#[wasm_bindgen_test]
async fn the_shapes_that_the_guide_reads_are_there() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    assert_eq!(text(&labs, "role"), "admin", "the current user's role");
    assert_eq!(number(&labs, "membersCount"), 2.0);
    let members = call(&labs, "getMembers", json!([])).await;
    let by_name = |wanted: &str| {
        members.unchecked_ref::<Array>().iter().find(|member| text(member, "identifier") == wanted).unwrap()
    };
    assert!(text(&by_name(GRACE), "userId").starts_with("user_"));
    assert_eq!(text(&by_name(GRACE), "role"), "basic_member");
    assert_eq!(text(&by_name(GRACE), "organization.role"), "admin", "of the one who looks");
    assert_eq!(text(&by_name(ADA), "userId"), text(&clerk, "user.id"));
    assert_eq!(text(&clerk, "user.fullName"), "Ada Quill");
    assert_eq!(text(&clerk, "user.primaryEmailAddress.emailAddress"), ADA);
}

#[wasm_bindgen_test]
async fn a_newer_server_breaks_nothing() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    let invite = json!([{ "emailAddress": "olga@reed.test", "role": "basic_member" }]);
    call(&herons, "inviteMember", invite).await;
    let wire = Wire::editing("/invitations", |body| {
        let invitation = &mut body["response"]["data"][0];
        invitation["status"] = json!("frozen");
        invitation["thawed_at"] = json!("never");
        invitation["weather"] = json!({ "object": "weather", "forecast": [{ "object": "cloud" }] });
        body["response"]["next_cursor"] = json!("c2");
    });
    let invitations = call(&herons, "getInvitations", json!([])).await;
    assert_eq!(text(&invitations, "0.status"), "frozen");
    call(&get(&invitations, "0"), "revoke", json!([])).await;
    drop(wire);
    let _wire = Wire::editing("/v1/me", |body| {
        body["client"]["sessions"][0]["mood"] = json!({ "object": "mood", "is_good": true });
        body["client"]["sessions"][0]["user"]["organization_memberships"][0]["since"] = json!(1);
    });
    call(&get(&clerk, "user"), "reload", json!([])).await;
    assert_eq!(get(&clerk, "session.mood.isGood"), JsValue::TRUE, "what comes one at a time is passed on");
}

#[wasm_bindgen_test]
async fn a_missing_field_is_undefined_and_breaks_nothing() {
    let clerk = ada().await;
    let _wire = Wire::editing("/memberships", |body| {
        let member = body["response"]["data"][0].as_object_mut().unwrap();
        member.remove("public_user_data");
        member.remove("role_name");
    });
    let members = call(&blue_heron_labs(&clerk).await, "getMemberships", json!([])).await;
    assert_eq!(length(&members), 2);
    assert!(get(&members, "0.roleName").is_undefined());
    assert!(get(&members, "0.identifier").is_undefined());
}
