//! What the objects are: plain data with methods that are own, bound and stable.

use js_sys::{Array, Date, Object};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{ADA, GRACE, PASSWORD, ada, another_clerk, blue_heron_labs, organization, visitor};
use crate::value::{call, data, detached, get, length, number, same, settled, text};
use crate::wire::Wire;

/// One of each type that an admin meets, beginning with the sign-in; and the Clerk that they are of.
async fn specimens() -> (JsValue, Vec<(&'static str, JsValue)>) {
    let clerk = visitor().await;
    call(&clerk, "load", json!([])).await;
    let credentials = json!([{ "identifier": ADA, "password": PASSWORD }]);
    let sign_in = call(&get(&clerk, "client.signIn"), "create", credentials).await;
    call(&clerk, "setActive", json!([{ "session": text(&sign_in, "createdSessionId") }])).await;
    let herons = organization(&clerk, "Night Herons").await;
    let invite = json!([{ "emailAddress": "olga@reed.test", "role": "basic_member" }]);
    let invitation = call(&herons, "inviteMember", invite).await;
    let members = call(&herons, "getMemberships", json!([])).await;
    let roles = call(&herons, "getRoles", json!([])).await;
    let of_clerk = |name: &str| get(&clerk, name);
    let specimens = vec![
        ("organization", herons),
        ("invitation", invitation),
        ("membership", get(&members, "0")),
        ("role", get(&roles, "0")),
        ("client", of_clerk("client")),
        ("session", of_clerk("session")),
        ("user", of_clerk("user")),
        ("sign-in", sign_in),
    ];
    (clerk, specimens)
}

/// The methods of each specimen that has some, by their public names.
const METHODS: [(&str, &[&str]); 6] = [
    (
        "organization",
        &[
            "addMember",
            "destroy",
            "getInvitations",
            "getMembers",
            "getMemberships",
            "getPendingInvitations",
            "getRoles",
            "inviteMember",
            "inviteMembers",
            "reload",
            "removeMember",
            "update",
            "updateMember",
        ],
    ),
    ("invitation", &["revoke"]),
    ("membership", &["destroy", "update"]),
    ("session", &["checkAuthorization", "end", "getToken", "remove", "touch"]),
    ("user", &["getOrganizationInvitations", "getOrganizationMemberships", "leaveOrganization", "reload", "update"]),
    ("sign-in", &["attemptFirstFactor", "create", "prepareFirstFactor", "reload"]),
];

/// A specimen, and each of its methods by name.
type Receiver = (&'static str, JsValue, Vec<(&'static str, JsValue)>);

async fn receivers() -> (JsValue, Vec<Receiver>) {
    let (clerk, specimens) = specimens().await;
    let receiver = |(name, methods): &(&'static str, &[&'static str])| {
        let object = specimens.iter().find(|(of, _)| of == name).unwrap().1.clone();
        let methods = methods.iter().map(|method| (*method, get(&object, method))).collect();
        (*name, object, methods)
    };
    (clerk, METHODS.iter().map(receiver).collect())
}

#[wasm_bindgen_test]
async fn methods_are_own() {
    for (name, object, methods) in receivers().await.1 {
        for (method, function) in methods {
            assert!(function.is_function(), "there is no {name}.{method}");
            assert!(Object::has_own(object.unchecked_ref::<Object>(), &method.into()), "{name}.{method} is inherited");
        }
    }
}

#[wasm_bindgen_test]
async fn methods_are_bound() {
    let (clerk, receivers) = receivers().await;
    let wire = Wire::tap();
    for (name, _, methods) in receivers {
        for (method, function) in methods {
            // The two that send nothing by themselves, and take what they don't know.
            if method == "checkAuthorization" || method == "getToken" {
                continue;
            }
            let params = match method {
                "removeMember" | "leaveOrganization" => json!(["some_id", { "nonsense": 1 }]),
                _ => json!([{ "nonsense": 1 }]),
            };
            // Without its object it would miss what the object knows, such as its id.
            let error = settled(detached(&function, params)).await.unwrap_err();
            let told = (text(&error, "code"), text(&error, "field"));
            assert_eq!(told, ("invalid_params".into(), "nonsense".into()), "{name}.{method}: {error:?}");
        }
    }
    assert_eq!(wire.count(), 0);
    let session = get(&clerk, "session");
    assert!(settled(detached(&get(&session, "getToken"), json!([]))).await.unwrap().is_string());
    assert_eq!(detached(&get(&session, "checkAuthorization"), json!([{}])).unwrap(), JsValue::FALSE);

    let herons = organization(&clerk, "Grey Herons").await;
    let members = settled(detached(&get(&herons, "getMemberships"), json!([]))).await.unwrap();
    assert_eq!(text(&members, "0.identifier"), ADA);
    let create = get(&clerk, "createOrganization");
    let created = settled(detached(&create, json!([{ "name": "White Herons" }]))).await.unwrap();
    assert_eq!(text(&created, "name"), "White Herons");
}

#[wasm_bindgen_test]
async fn methods_are_stable() {
    let (clerk, receivers) = receivers().await;
    let create = get(&clerk, "createOrganization");
    for (name, object, _) in &receivers {
        match *name {
            "organization" => call(object, "update", json!([{ "name": "Grey Herons" }])).await,
            "invitation" => call(object, "revoke", json!([])).await,
            "user" => call(object, "update", json!([{ "firstName": "Augusta" }])).await,
            "session" => call(object, "touch", json!([])).await,
            _ => continue,
        };
    }
    for (name, object, methods) in receivers {
        for (method, before) in methods {
            assert!(same(&get(&object, method), &before), "{name}.{method} is another one after a change");
        }
    }
    assert!(same(&get(&clerk, "createOrganization"), &create), "createOrganization is another one after a change");
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
    let (clerk, specimens) = specimens().await;
    for (name, object) in specimens {
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
    for (name, object) in specimens().await.1 {
        let mut found = Vec::new();
        names(&data(&object), &mut found);
        assert!(!found.is_empty(), "{name} shows nothing");
        // A token's claims are named by the JWT.
        let odd: Vec<_> = found.iter().filter(|name| name.contains('_') && *name != "__raw").collect();
        assert!(odd.is_empty(), "{name}: {odd:?}");
    }
}

#[wasm_bindgen_test]
async fn times_are_dates() {
    let begun = Date::now();
    let (clerk, specimens) = specimens().await;
    for (name, object) in specimens {
        let times: &[&str] = match name {
            "organization" | "membership" | "role" | "client" => &["createdAt", "updatedAt"],
            "invitation" => &["createdAt", "updatedAt", "expiresAt"],
            "session" => &["createdAt", "updatedAt", "lastActiveAt", "expireAt", "abandonAt"],
            "user" => &["createdAt", "updatedAt", "lastSignInAt"],
            "sign-in" => continue,
            other => panic!("which times has {other}?"),
        };
        for field in times {
            let time = get(&object, field);
            assert!(time.is_instance_of::<Date>(), "{name}.{field}: {time:?}");
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
