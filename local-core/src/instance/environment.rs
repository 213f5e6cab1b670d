//! The instance's settings, as SDKs read them (docs/fapi.md 4.11, 11). SDKs from before 2024 stop loading when a block is
//! missing, so that all blocks are here.

use clerk_api::{Environment, GetEnvironment, UpdateEnvironment};
use serde_json::{Map, Value, json};

use super::limits::{Limits, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, limits};
use crate::config::{Config, RoleSpelling};
use crate::db::Transaction;
use crate::refusal::Result;

/// Fetches the settings.
pub fn get(tx: &Transaction<'_>, _: &(), _: GetEnvironment) -> Result<Environment> {
    view(tx)
}

/// The same. Clerk's development instances note the page's origin here; this one allows origins by their address.
pub fn update(tx: &Transaction<'_>, _: &(), _: UpdateEnvironment) -> Result<Environment> {
    view(tx)
}

fn view(tx: &Transaction<'_>) -> Result<Environment> {
    let limits = limits(tx)?;
    Ok(Environment(json!({
        "auth_config": auth_config(),
        "display_config": display_config(tx.config),
        "user_settings": user_settings(),
        "organization_settings": organization_settings(tx.config, &limits),
        "fraud_settings": { "object": "fraud_settings", "native": { "device_attestation_mode": "disabled" } },
        "commerce_settings": { "billing": {
            "stripe_publishable_key": null,
            "free_trial_requires_payment_method": false,
            "user": { "enabled": false, "has_paid_plans": false },
            "organization": { "enabled": false, "has_paid_plans": false },
        }},
        "api_keys_settings": { "enabled": false, "user_api_keys_enabled": false, "orgs_api_keys_enabled": false },
        "protect_config": { "loaders": [] },
        "client_debug_mode": false,
        "partitioned_cookies": false,
        "maintenance_mode": false,
    })))
}

fn auth_config() -> Value {
    json!({
        "object": "auth_config",
        "id": "aconf_local",
        "first_name": "on",
        "last_name": "on",
        "email_address": "required",
        "phone_number": "off",
        "username": "off",
        "password": "required",
        "identification_requirements": [["email_address"]],
        "identification_strategies": ["email_address"],
        "first_factors": ["password", "ticket"],
        "second_factors": [],
        "email_address_verification_strategies": ["email_code"],
        "single_session_mode": true,
        "enhanced_email_deliverability": false,
        "test_mode": true,
        "cookieless_dev": true,
        "url_based_session_syncing": true,
        "claimed_at": null,
        "reverification": false,
        "native_settings": {
            "object": "native_settings",
            "api_enabled": true,
            "trusted_device_sign_in_enabled": false,
            "trusted_device_enrollment_prompt_after_sign_in_enabled": false,
            "trusted_device_enrollment_prompt_after_sign_up_enabled": false,
        },
    })
}

fn display_config(config: &Config) -> Value {
    let page = |path: &str| format!("{}{path}", config.url);
    let home = page("/");
    json!({
        "object": "display_config",
        "id": "display_config_local",
        "instance_environment_type": "development",
        "application_name": "clerk-local",
        "theme": theme(),
        "preferred_sign_in_strategy": "password",
        "logo_image_url": null,
        "favicon_image_url": null,
        "home_url": home,
        "sign_in_url": page("/sign-in"),
        "sign_up_url": page("/sign-up"),
        "user_profile_url": page("/user"),
        "waitlist_url": page("/waitlist"),
        "oauth_consent_url": page("/oauth-consent"),
        "after_sign_in_url": home,
        "after_sign_up_url": home,
        "after_sign_out_one_url": home,
        "after_sign_out_all_url": page("/sign-in"),
        "after_switch_session_url": home,
        "after_join_waitlist_url": home,
        "organization_profile_url": page("/organization"),
        "create_organization_url": page("/create-organization"),
        "after_leave_organization_url": home,
        "after_create_organization_url": home,
        "logo_link_url": home,
        "support_email": null,
        "branded": false,
        "experimental_force_oauth_first": false,
        "clerk_js_version": null,
        "show_devmode_warning": false,
        "google_one_tap_client_id": null,
        "help_url": null,
        "privacy_policy_url": null,
        "terms_url": null,
        "logo_url": null,
        "favicon_url": null,
        "logo_image": null,
        "favicon_image": null,
        "captcha_public_key": null,
        "captcha_widget_type": "invisible",
        "captcha_public_key_invisible": null,
        "captcha_provider": null,
        "captcha_oauth_bypass": [],
        "captcha_heartbeat": false,
    })
}

fn theme() -> Value {
    json!({
        "general": {
            "color": "#3a4fc4",
            "padding": "1em",
            "box_shadow": "0 2px 8px rgba(0, 0, 0, 0.2)",
            "font_color": "#1d2028",
            "font_family": "system-ui, sans-serif",
            "border_radius": "0.5em",
            "background_color": "#ffffff",
            "label_font_weight": "600",
        },
        "buttons": { "font_color": "#ffffff", "font_family": "system-ui, sans-serif", "font_weight": "600" },
        "accounts": { "background_color": "#ffffff" },
    })
}

fn user_settings() -> Value {
    json!({
        "attributes": attributes(),
        "social": {},
        "saml": { "enabled": false },
        "enterprise_sso": { "enabled": false, "self_serve_sso": false },
        "sign_in": { "second_factor": { "required": false } },
        "sign_up": {
            "captcha_enabled": false,
            "captcha_widget_type": "invisible",
            "custom_action_required": false,
            "progressive": true,
            "mode": "public",
            "legal_consent_enabled": false,
        },
        "restrictions": {
            "allowlist": { "enabled": false },
            "blocklist": { "enabled": false },
            "allowlist_blocklist_disabled_on_sign_in": { "enabled": false },
            "block_email_subaddresses": { "enabled": false },
            "block_disposable_email_domains": { "enabled": false },
        },
        "password_settings": {
            "disable_hibp": true,
            "disable_password_reverification": true,
            "min_length": MIN_PASSWORD_LENGTH,
            "max_length": MAX_PASSWORD_LENGTH,
            "require_special_char": false,
            "require_numbers": false,
            "require_uppercase": false,
            "require_lowercase": false,
            "show_zxcvbn": false,
            "min_zxcvbn_strength": 0,
            "enforce_hibp_on_sign_in": false,
            "allowed_special_characters": "",
        },
        "username_settings": {
            "min_length": null,
            "max_length": null,
            "allow_extended_special_characters": false,
            "allow_numeric_usernames": false,
        },
        // A yes or no, unlike the number in the user (docs/fapi.md 11).
        "actions": { "delete_self": false, "create_organization": true, "create_organizations_limit": null },
        "attack_protection": {
            "user_lockout": { "enabled": false, "max_attempts": 0, "duration_in_minutes": 0 },
            "pii": { "enabled": false },
            "email_link": { "require_same_client": false },
            "enumeration_protection": { "enabled": false },
        },
        "passkey_settings": { "allow_autofill": false, "show_sign_in_button": false, "satisfies_second_factor": false },
    })
}

/// What a user can have. The names are a closed set: the spec allows no others.
fn attributes() -> Value {
    const OFF: [&str; 7] =
        ["phone_number", "username", "web3_wallet", "authenticator_app", "ticket", "backup_code", "passkey"];
    let attribute = |enabled: bool, required: bool, verifications: &[&str]| {
        json!({
            "enabled": enabled,
            "required": required,
            "used_for_first_factor": false,
            "first_factors": [],
            "used_for_second_factor": false,
            "second_factors": [],
            "verifications": verifications,
            "verify_at_sign_up": !verifications.is_empty(),
            "immutable": false,
        })
    };
    let mut attributes: Map<String, Value> =
        OFF.into_iter().map(|name| (name.to_owned(), attribute(false, false, &[]))).collect();
    let on = [
        ("email_address", attribute(true, true, &["email_code"])),
        ("password", attribute(true, true, &[])),
        ("first_name", attribute(true, false, &[])),
        ("last_name", attribute(true, false, &[])),
    ];
    attributes.extend(on.map(|(name, attribute)| (name.to_owned(), attribute)));
    Value::Object(attributes)
}

fn organization_settings(config: &Config, limits: &Limits) -> Value {
    let (creator, default) = match config.roles {
        RoleSpelling::Classic => ("admin", "basic_member"),
        RoleSpelling::Current => ("org:admin", "org:member"),
    };
    json!({
        "enabled": true,
        "max_allowed_memberships": limits.max_allowed_memberships,
        "actions": { "admin_delete": true },
        "domains": { "enabled": false, "enrollment_modes": [], "default_role": default },
        "slug": { "disabled": false },
        "creator_role": creator,
        // Not in the spec, but read by the client (docs/fapi.md 9).
        "force_organization_selection": false,
        "organization_creation_defaults": { "enabled": false },
    })
}
