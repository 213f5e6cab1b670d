//! The Rust face: typed methods over the same core, linked straight into this program.

use clerk_wasm::api::{
    DeleteOrganization, DeletedObject, InvitationStatus, ListMemberships, OrganizationId, SignInStatus,
};
use clerk_wasm::{Choice, Clerk, Error, TokenRequest};
use js_sys::{Array, Promise};
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{ADA, GRACE, PASSWORD, key, key_of, origin, reset, storage};
use crate::wire::{self, Wire};

/// Ada, signed in.
async fn ada() -> Clerk {
    reset().await;
    let clerk = Clerk::new(&key()).unwrap();
    let sign_in = clerk.sign_in(ADA, PASSWORD).await.unwrap();
    assert_eq!(sign_in.status, SignInStatus::Complete);
    clerk
}

/// The id of the seed's organization.
async fn blue_heron_labs(clerk: &Clerk) -> OrganizationId {
    let memberships = clerk.organization_memberships().await.unwrap();
    let mut organizations = memberships.into_iter().map(|membership| membership.organization);
    organizations.find(|organization| organization.slug.as_deref() == Some("blue-heron-labs")).unwrap().id
}

#[wasm_bindgen_test]
async fn an_organization_lives() {
    let clerk = ada().await;
    assert_eq!(clerk.user().unwrap().unwrap().first_name.as_deref(), Some("Ada"));
    let herons = clerk.create_organization("Night Herons").await.unwrap();
    assert_eq!((herons.name.as_str(), herons.members_count), ("Night Herons", 1));

    let invitation = clerk.invite_member(&herons.id, "olga@reed.test", "basic_member").await.unwrap();
    assert_eq!(invitation.status, InvitationStatus::Pending);
    assert_eq!(clerk.pending_invitations(&herons.id).await.unwrap(), std::slice::from_ref(&invitation));
    let revoked = clerk.revoke_invitation(&invitation).await.unwrap();
    assert_eq!((revoked.id, revoked.status), (invitation.id, InvitationStatus::Revoked));
    assert_eq!(clerk.pending_invitations(&herons.id).await.unwrap(), []);

    let labs = blue_heron_labs(&clerk).await;
    let members = clerk.memberships(&labs).await.unwrap();
    let person = |name: &str| {
        let mut people = members.iter().filter_map(|member| member.public_user_data.as_ref());
        people.find(|person| person.identifier == name).unwrap()
    };
    let grace = person(GRACE).user_id.clone().unwrap();
    assert_eq!(clerk.update_member(&labs, &grace, "admin").await.unwrap().role, "admin");
    clerk.remove_member(&labs, &grace).await.unwrap();
    assert_eq!(clerk.organization(&labs).await.unwrap().members_count, 1);
    let deleted: DeletedObject = clerk.send(DeleteOrganization { organization_id: herons.id.clone() }).await.unwrap();
    assert_eq!((deleted.id.as_deref(), deleted.deleted), (Some(herons.id.as_str()), true));
}

#[wasm_bindgen_test]
async fn the_active_organization_is_in_the_token() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    clerk.set_active(Choice::Keep, Choice::Select(labs.to_string())).await.unwrap();
    assert_eq!(clerk.session().unwrap().unwrap().last_active_organization_id, Some(labs));
    let wire = Wire::tap();
    let token = clerk.token(TokenRequest::default()).await.unwrap().unwrap();
    assert_eq!(token.split('.').count(), 3);
    assert_eq!(wire.count(), 0, "it came with the session");
    let fresh = TokenRequest { skip_cache: true, ..Default::default() };
    assert!(clerk.token(fresh).await.unwrap().is_some());
    assert_eq!(wire.count(), 1);
    clerk.set_active(Choice::Keep, Choice::Clear).await.unwrap();
    assert_eq!(clerk.session().unwrap().unwrap().last_active_organization_id, None);
}

#[wasm_bindgen_test]
async fn signing_out_is_seen() {
    let clerk = ada().await;
    clerk.sign_out().await.unwrap();
    assert!(clerk.session().unwrap().is_none());
    assert_eq!(clerk.token(TokenRequest::default()).await.unwrap(), None);
    assert!(matches!(clerk.create_organization("A").await, Err(Error::SignedOut)));
}

#[wasm_bindgen_test]
async fn errors_are_typed() {
    let clerk = ada().await;
    let labs = blue_heron_labs(&clerk).await;
    let wire = Wire::tap();
    match clerk.invite_member(&labs, "nobody", "admin").await {
        Err(Error::InvalidParams { field, .. }) => assert_eq!(field, "email_address"),
        other => panic!("{other:?}"),
    }
    assert_eq!(wire.count(), 0);
    match clerk.create_organization(&"x".repeat(257)).await {
        Err(Error::Api(error)) => {
            assert_eq!(error.status(), 422);
            assert_eq!(error.errors()[0].meta["param_name"], json!("name"));
            assert_eq!(error.code().as_deref(), Some("form_param_max_length_exceeded"));
        }
        other => panic!("{other:?}"),
    }
    wire::restore();
    let _wire = Wire::broken(usize::MAX);
    match clerk.create_organization("A").await {
        Err(error @ Error::Network { .. }) => assert!(error.to_string().contains(&origin()), "{error}"),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_bad_key_and_a_bad_proxy_are_refused_at_once() {
    assert!(matches!(Clerk::new("pk_test_nonsense"), Err(Error::InvalidKey(_))));
    assert!(matches!(Clerk::with_proxy(&key(), "ftp://127.0.0.1"), Err(Error::InvalidProxyUrl)));
    reset().await;
    let elsewhere = Clerk::with_proxy(&key_of("blue-heron-42.clerk.accounts.dev"), &origin()).unwrap();
    elsewhere.load().await.unwrap();
    assert!(elsewhere.user().unwrap().is_none());
}

#[wasm_bindgen_test]
async fn a_field_that_does_not_fit_is_named() {
    let clerk = ada().await;
    let organization_id = blue_heron_labs(&clerk).await;
    let _wire = Wire::editing("/memberships", |body| {
        body["response"]["data"][1]["organization"]["members_count"] = json!("two");
    });
    let list = ListMemberships { organization_id, paginated: Some(true), ..Default::default() };
    match clerk.send(list).await {
        Err(Error::UnexpectedResponse { status, path }) => {
            assert_eq!((status, path.as_str()), (200, "data[1].organization.members_count"));
        }
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_newer_server_breaks_nothing() {
    let clerk = ada().await;
    let herons = clerk.create_organization("Night Herons").await.unwrap();
    clerk.invite_member(&herons.id, "olga@reed.test", "admin").await.unwrap();
    let _wire = Wire::editing("/invitations", |body| {
        body["response"]["data"][0]["status"] = json!("frozen");
        body["response"]["data"][0]["thawed_at"] = json!([1]);
    });
    let invitations = clerk.pending_invitations(&herons.id).await.unwrap();
    assert_eq!(invitations[0].status, InvitationStatus::Other("frozen".into()));
}

#[wasm_bindgen_test]
async fn every_method_loads_first() {
    ada().await;
    let again = || Clerk::new(&key()).unwrap();
    assert!(again().token(TokenRequest::default()).await.unwrap().is_some());
    assert_eq!(again().organization_memberships().await.unwrap().len(), 1);
    again().set_active(Choice::Keep, Choice::Clear).await.unwrap();
    again().sign_out().await.unwrap();
    let later = again();
    later.load().await.unwrap();
    assert!(later.user().unwrap().is_none(), "it was not signed out");
}

#[wasm_bindgen_test]
async fn clones_share_the_session() {
    let clerk = ada().await;
    let clone = clerk.clone();
    clerk.sign_out().await.unwrap();
    assert!(clone.user().unwrap().is_none());
}

#[wasm_bindgen_test]
async fn calls_that_are_refused_together_make_one_development_browser() {
    let clerk = ada().await;
    let token = storage().get_item(&format!("__clerk_db_jwt:{}", key())).unwrap().unwrap();
    let wire = Wire::through(async move |_, request| {
        let unknown = r#"{"errors":[{"code":"dev_browser_unauthenticated","message":"unknown"}]}"#;
        if request.url().contains(&token) { wire::with_body(401, unknown) } else { wire::pass(&request).await }
    });
    let calls = (0..5).map(|_| {
        let clerk = clerk.clone();
        future_to_promise(async move {
            let refused = clerk.organization_memberships().await;
            Ok(JsValue::from(matches!(refused, Err(Error::Api(error)) if error.status() == 401)))
        })
    });
    let refused = JsFuture::from(Promise::all(&calls.collect::<Array>())).await.unwrap();
    assert!(Array::from(&refused).iter().all(|refused| refused.is_truthy()));
    assert_eq!(wire.sent().iter().filter(|sent| sent.path() == "/v1/dev_browser").count(), 1);
    assert!(clerk.user().unwrap().is_none(), "a new browser is nobody's");
}
