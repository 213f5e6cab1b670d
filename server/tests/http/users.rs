use serde_json::Value;

use crate::support::Server;

#[tokio::test]
async fn one_changes_ones_own_name() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let changed = ada.patch("/v1/me", &[("first_name", " Adele ")]).await;
    assert_eq!((&changed.ok()["first_name"], &changed.ok()["last_name"]), (&"Adele".into(), &"Quill".into()));
    assert_eq!(changed.user()["first_name"], "Adele");
    let members = ada.get(&format!("/v1/organizations/{}/memberships?query=adele", server.labs().await)).await;
    assert_eq!(members.ok()[0]["public_user_data"]["first_name"], "Adele");
    let cleared = ada.patch("/v1/me", &[("last_name", "")]).await;
    assert!(cleared.ok()["last_name"].is_null());
    ada.patch("/v1/me", &[("first_name", &"x".repeat(257))])
        .await
        .refused_field("form_param_max_length_exceeded", "first_name");
}

/// Names stand in the subjects of mails.
#[tokio::test]
async fn names_have_no_control_characters() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    for name in ["Ada\r\nBcc: x@heron.test", "Ada\0", "A\u{85}da", "\u{202e}adA"] {
        for field in ["first_name", "last_name"] {
            ada.patch("/v1/me", &[(field, name)]).await.refused_field("form_param_value_invalid", field);
            let form = [("email_address", "new@heron.test"), (field, name)];
            let signing_up = server.browser().post("/v1/client/sign_ups", &form).await;
            signing_up.refused_field("form_param_value_invalid", field);
        }
        ada.post("/v1/organizations", &[("name", name)]).await.refused_field("form_param_value_invalid", "name");
    }
    assert_eq!(ada.get("/v1/me").await.ok()["first_name"], "Ada");
}

#[tokio::test]
async fn the_user_has_what_sdks_of_all_ages_read() {
    let server = Server::start();
    let mut ada = server.user("ada").await;
    let answer = ada.get("/v1/me").await;
    let user = answer.ok();
    assert_eq!(user["primary_email_address_id"], user["email_addresses"][0]["id"]);
    assert_eq!(user["email_addresses"][0]["verification"]["status"], "verified");
    for list in ["phone_numbers", "web3_wallets", "external_accounts"] {
        assert_eq!(user[list], serde_json::json!([]), "{list}");
    }
    assert_eq!(user["organization_memberships"][0]["public_user_data"]["user_id"], user["id"]);
    assert!(user["email_addresses"][0]["verification"]["expire_at"].is_i64(), "an absent time is \"now\" to SDKs");
}

/// Null, false and empty, but there: SDKs and checkers of answers look for them.
#[tokio::test]
async fn answers_have_what_there_is_no_feature_for() {
    let server = Server::start();
    let begun = server.browser().post("/v1/client/sign_ups", &[("email_address", "new@heron.test")]).await;
    let mut ada = server.user("ada").await;
    let answer = ada.get("/v1/me").await;
    for (resource, null, no) in [
        (answer.ok(), "primary_phone_number_id", "two_factor_enabled"),
        (&answer.ok()["email_addresses"][0], "", "reserved"),
        (&answer.ok()["organization_memberships"][0]["organization"], "", "self_serve_sso_enabled"),
        (&answer.ok()["organization_memberships"][0]["public_user_data"], "username", "banned"),
        (&answer.body["client"], "last_authentication_strategy", ""),
        (begun.ok(), "phone_number", "custom_action"),
        (&begun.ok()["verifications"], "external_account", ""),
    ] {
        assert!(null.is_empty() || resource.get(null).is_some_and(Value::is_null), "{null} in {resource}");
        assert!(no.is_empty() || resource.get(no) == Some(&false.into()), "{no} in {resource}");
    }
    assert_eq!(answer.ok()["passkeys"], serde_json::json!([]));
    assert!(answer.ok()["organization_memberships"][0]["public_user_data"].get("object").is_none());
    assert_eq!(answer.ok()["email_addresses"][0]["verification"]["object"], "verification_otp");
}
