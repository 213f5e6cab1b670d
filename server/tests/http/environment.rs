use crate::support::Server;

#[tokio::test]
async fn fetched_and_patched_it_is_the_same_and_has_no_envelope() {
    let server = Server::start();
    let mut browser = server.browser();
    let fetched = browser.get("/v1/environment").await.body;
    assert_eq!(browser.patch("/v1/environment", &[]).await.body, fetched);
    assert_eq!(browser.post("/v1/environment?_method=PATCH", &[]).await.body, fetched);
    assert_eq!(fetched["organization_settings"]["enabled"], true);
    assert_eq!(fetched["user_settings"]["sign_up"]["captcha_enabled"], false);
    assert_eq!(fetched["auth_config"]["single_session_mode"], true);
}

/// SDKs before 2024 stop loading where a block is missing, and the spec allows no other attributes (FAPI 11).
#[tokio::test]
async fn every_block_is_there() {
    let server = Server::start();
    let environment = server.browser().get("/v1/environment").await.body;
    for pointer in [
        "/auth_config/native_settings",
        "/display_config/captcha_widget_type",
        "/display_config/theme/buttons",
        "/user_settings/social",
        "/user_settings/saml/enabled",
        "/user_settings/enterprise_sso/enabled",
        "/user_settings/sign_in/second_factor/required",
        "/user_settings/restrictions/allowlist/enabled",
        "/user_settings/password_settings/min_length",
        "/user_settings/username_settings/allow_numeric_usernames",
        "/user_settings/actions/create_organization",
        "/user_settings/attack_protection/user_lockout/enabled",
        "/user_settings/passkey_settings/allow_autofill",
        "/organization_settings/actions/admin_delete",
        "/organization_settings/domains/enrollment_modes",
        "/fraud_settings/native/device_attestation_mode",
        "/commerce_settings/billing/organization/enabled",
        "/api_keys_settings/enabled",
        "/protect_config/loaders",
        "/maintenance_mode",
    ] {
        assert!(environment.pointer(pointer).is_some(), "{pointer}");
    }
    let attributes = environment["user_settings"]["attributes"].as_object().expect("attributes");
    let mut names: Vec<&str> = attributes.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "authenticator_app",
            "backup_code",
            "email_address",
            "first_name",
            "last_name",
            "passkey",
            "password",
            "phone_number",
            "ticket",
            "username",
            "web3_wallet"
        ]
    );
}
