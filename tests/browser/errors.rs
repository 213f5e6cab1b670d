//! What is refused, here and by the server, and how errors look.

use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{ADA, GRACE, ada, blue_heron_labs, grace_id, organization, package, sign_in, visitor};
use crate::value::{call, data, get, invoke, js, number, refusal, same, settled, text};
use crate::wire::{self, Wire};

/// Calls that must be refused here: method, arguments, the field that is named, and a word of the message.
async fn are_refused(receiver: &JsValue, cases: &[(&str, Value, &str, &str)]) {
    let wire = Wire::tap();
    for (method, args, field, word) in cases {
        let error = refusal(receiver, method, args.clone()).await;
        let what = format!("{method}({args}): {error:?}");
        assert_eq!((text(&error, "code"), text(&error, "field")), ("invalid_params".into(), (*field).into()), "{what}");
        let message = text(&error, "message");
        assert!(message.starts_with(&format!("{method}: {field} ")) && message.contains(word), "{what}");
        assert_eq!(get(&error, "clerkRuntimeError"), JsValue::TRUE, "{what}");
        assert!(error.is_instance_of::<js_sys::Error>(), "{what}");
        assert_eq!(wire.count(), 0, "{what} was sent");
    }
}

#[wasm_bindgen_test]
async fn bad_parameters_of_clerk_are_named() {
    let clerk = ada().await;
    are_refused(
        &clerk,
        &[
            ("createOrganization", json!([]), "name", "missing"),
            ("createOrganization", json!([{}]), "name", "missing"),
            ("createOrganization", json!([{ "name": "" }]), "name", "empty"),
            ("createOrganization", json!([{ "name": null }]), "name", "empty"),
            ("createOrganization", json!([{ "name": {} }]), "name", "wrong type"),
            ("createOrganization", json!([{ "name": ["A", "B"] }]), "name", "wrong type"),
            ("createOrganization", json!([{ "name": "A", "colour": "red" }]), "colour", "not a parameter"),
            ("getOrganization", json!([]), "organizationId", "missing"),
            ("getOrganization", json!([""]), "organizationId", "empty"),
            ("getOrganization", json!([".."]), "organizationId", "must be an id"),
            ("getOrganization", json!(["org_1", { "signal": {} }]), "signal", "wrong type"),
            ("getOrganizationMemberships", json!([{ "pageSize": 0 }]), "pageSize", "1 or more"),
        ],
    )
    .await;
}

#[wasm_bindgen_test]
async fn parameters_that_are_no_object_are_refused() {
    let clerk = ada().await;
    let wire = Wire::tap();
    for params in [json!("Night Herons"), json!(null), json!(7)] {
        let error = refusal(&clerk, "createOrganization", json!([params])).await;
        assert_eq!((text(&error, "code"), text(&error, "field")), ("invalid_params".into(), "params".into()));
        assert_eq!(text(&error, "message"), "createOrganization: the parameters must be an object.");
    }
    assert_eq!(wire.count(), 0);
}

#[wasm_bindgen_test]
async fn parameters_that_contain_themselves_are_refused() {
    let labs = blue_heron_labs(&ada().await).await;
    let event = js_sys::Object::new();
    js_sys::Reflect::set(&event, &"target".into(), &event).unwrap();
    let error = settled(invoke(&labs, "getMemberships", &js_sys::Array::of1(&event))).await.unwrap_err();
    assert_eq!(text(&error, "message"), "getMemberships: target is not a parameter of this method.");
}

#[wasm_bindgen_test]
async fn callers_that_share_a_refusal_each_get_the_whole_of_it() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let ask = || invoke(&labs, "getMemberships", &js(json!([{ "limit": -1 }])));
    let (one, other) = (ask(), ask());
    let errors = [settled(one).await.unwrap_err(), settled(other).await.unwrap_err()];
    for error in &errors {
        assert_eq!(text(error, "message"), "getMemberships: limit must be a whole number, 0 or more.");
    }
    assert!(!same(&errors[0], &errors[1]));
}

#[wasm_bindgen_test]
async fn bad_parameters_of_an_organization_are_named() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    are_refused(
        &labs,
        &[
            ("inviteMember", json!([{ "emailAddress": "nobody", "role": "admin" }]), "emailAddress", "e-mail"),
            ("inviteMember", json!([{ "emailAddress": "", "role": "admin" }]), "emailAddress", "empty"),
            ("inviteMember", json!([{ "emailAddress": "a@b.test" }]), "role", "missing"),
            (
                "inviteMembers",
                json!([{ "emailAddresses": ["a@b.test", "b"], "role": "x" }]),
                "emailAddresses",
                "e-mail",
            ),
            ("inviteMembers", json!([{ "emailAddresses": [], "role": "x" }]), "emailAddresses", "missing"),
            ("addMember", json!([{ "role": "admin" }]), "userId", "missing"),
            ("updateMember", json!([{ "userId": "user_1" }]), "role", "missing"),
            ("removeMember", json!([""]), "userId", "empty"),
            ("removeMember", json!([]), "userId", "missing"),
            ("getMemberships", json!([{ "initialPage": 0 }]), "initialPage", "1 or more"),
            ("getMemberships", json!([{ "initialPage": 1.5 }]), "initialPage", "1 or more"),
            ("getMemberships", json!([{ "pageSize": "ten" }]), "pageSize", "1 or more"),
            ("getMemberships", json!([{ "limit": -1 }]), "limit", "0 or more"),
            ("getMemberships", json!([{ "paginated": "maybe" }]), "paginated", "true or false"),
            ("getInvitations", json!([{ "states": ["pending"] }]), "states", "not a parameter"),
        ],
    )
    .await;
    let members = call(&labs, "getMemberships", json!([])).await;
    are_refused(&get(&members, "0"), &[("update", json!([{}]), "role", "missing")]).await;
}

#[wasm_bindgen_test]
async fn nobody_signed_in_is_told_before_anything_is_sent() {
    let clerk = visitor().await;
    call(&clerk, "load", json!([])).await;
    let wire = Wire::tap();
    for (method, args) in [
        ("createOrganization", json!([{ "name": "A" }])),
        ("getOrganization", json!(["org_1"])),
        ("getOrganizationMemberships", json!([])),
        ("setActive", json!([{ "organization": "org_1" }])),
    ] {
        let error = refusal(&clerk, method, args).await;
        assert_eq!(text(&error, "code"), "signed_out", "{method}");
        assert_eq!(text(&error, "message"), "Nobody is signed in: sign in first.");
    }
    assert_eq!(wire.count(), 0);
}

/// Refused by the server: status, code and the parameter that is named.
async fn is_refused_by_the_server(receiver: &JsValue, method: &str, args: Value, status: f64, code: &str) -> JsValue {
    let error = refusal(receiver, method, args).await;
    assert_eq!(text(&error, "name"), "ClerkAPIResponseError", "{error:?}");
    assert_eq!((number(&error, "status"), text(&error, "errors.0.code")), (status, code.to_owned()), "{error:?}");
    assert_eq!(text(&error, "message"), text(&error, "errors.0.longMessage"));
    error
}

#[wasm_bindgen_test]
async fn a_refusal_of_the_server_has_the_official_shape() {
    let clerk = ada().await;
    let long = json!([{ "name": "x".repeat(257) }]);
    let code = "form_param_max_length_exceeded";
    let error = is_refused_by_the_server(&clerk, "createOrganization", long, 422.0, code).await;
    assert_eq!(text(&error, "errors.0.meta.paramName"), "name");
    assert!(!text(&error, "errors.0.message").is_empty());
    assert_eq!(get(&error, "clerkError"), JsValue::TRUE);
    assert_eq!(text(&error, "code"), "api_response_error");
    assert!(error.is_instance_of::<js_sys::Error>());
    let class = get(&package("").await, "ClerkAPIResponseError");
    assert!(same(&get(&error, "constructor"), &class));
    assert_eq!(text(&class, "kind"), "ClerkAPIResponseError", "how the official guards know it");
    assert!(get(&error, "stack").is_string());
}

#[wasm_bindgen_test]
async fn the_rules_answer_their_codes() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let unknown = json!(["org_nobodys"]);
    let no_organization = "organization_not_found_or_unauthorized";
    is_refused_by_the_server(&clerk, "getOrganization", unknown, 404.0, no_organization).await;
    let member = json!([{ "emailAddress": GRACE, "role": "basic_member" }]);
    is_refused_by_the_server(&labs, "inviteMember", member, 400.0, "already_a_member_in_organization").await;
    let only_admin = json!([text(&clerk, "user.id")]);
    let last_admin = "organization_minimum_permissions_needed";
    is_refused_by_the_server(&labs, "removeMember", only_admin, 400.0, last_admin).await;
    assert_eq!(number(&call(&labs, "reload", json!([])).await, "membersCount"), 2.0);

    call(&clerk, "signOut", json!([])).await;
    sign_in(&clerk, GRACE).await;
    let labs = blue_heron_labs(&clerk).await;
    let invite = json!([{ "emailAddress": "olga@reed.test", "role": "admin" }]);
    let only_admins_invite = "missing_organization_permission";
    is_refused_by_the_server(&labs, "inviteMember", invite, 403.0, only_admins_invite).await;
}

#[wasm_bindgen_test]
async fn a_wrong_password_is_an_error_and_no_session() {
    let clerk = visitor().await;
    call(&clerk, "load", json!([])).await;
    let wrong = json!([{ "identifier": ADA, "password": "red-heron-42" }]);
    let sign_in = get(&clerk, "client.signIn");
    let error = is_refused_by_the_server(&sign_in, "create", wrong, 422.0, "form_password_incorrect").await;
    assert_eq!(text(&error, "errors.0.meta.paramName"), "password");
    assert_eq!(get(&clerk, "session"), JsValue::NULL);
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::FALSE);
}

#[wasm_bindgen_test]
async fn too_many_requests_say_how_long_to_wait() {
    let clerk = ada().await;
    let _wire = Wire::through(async |_, _| {
        let response = wire::with_body(429, r#"{"errors":[{"code":"too_many_requests","message":"Slow down."}]}"#)?;
        response.headers().set("retry-after", "7")?;
        Ok(response)
    });
    let error = refusal(&clerk, "getOrganizationMemberships", json!([])).await;
    assert_eq!((number(&error, "status"), number(&error, "retryAfter")), (429.0, 7.0));
    assert_eq!(text(&error, "message"), "Slow down.", "the short text where there is no long one");
}

#[wasm_bindgen_test]
async fn an_error_without_an_envelope_is_unexpected() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    for body in ["<h1>Bad gateway</h1>", "{}", "null", ""] {
        let _wire = Wire::through(async move |_, _| wire::with_body(502, body));
        let error = refusal(&herons, "getMemberships", json!([])).await;
        assert_eq!((text(&error, "code"), number(&error, "status")), ("unexpected_response".into(), 502.0), "{body:?}");
    }
    assert_eq!(get(&clerk, "isSignedIn"), JsValue::TRUE, "a broken gateway signs nobody out");
}

#[wasm_bindgen_test]
async fn a_success_that_is_no_list_is_unexpected() {
    let clerk = ada().await;
    let herons = organization(&clerk, "Night Herons").await;
    for body in ["{}", "null", r#"{"response":null}"#, r#"{"response":{"data":"many"}}"#] {
        let _wire = Wire::through(async move |_, _| wire::with_body(200, body));
        let error = refusal(&herons, "getMemberships", json!([])).await;
        assert_eq!(text(&error, "code"), "unexpected_response", "{body}: {error:?}");
    }
}

#[wasm_bindgen_test]
async fn an_error_is_data_where_it_is_logged() {
    let clerk = ada().await;
    let grace = grace_id(&clerk).await;
    let labs = blue_heron_labs(&clerk).await;
    let again = json!([{ "userId": grace, "role": "basic_member" }]);
    let shown = data(&refusal(&labs, "addMember", again).await);
    assert_eq!(shown["errors"][0]["code"], "already_a_member_in_organization", "{shown}");
    assert_eq!(shown["clerkError"], true);
}
