//! The last touch to an answer: what official SDKs read and Clerk's spec wants, but this server has no feature for.
//!
//! It is added on the way out, so that neither the SDK nor its types carry it.

use serde_json::{Map, Value};

/// What stands for a feature that isn't there.
#[derive(Clone, Copy)]
enum Absent {
    Null,
    No,
    Nothing,
}

use Absent::{No, Nothing, Null};

impl From<Absent> for Value {
    fn from(absent: Absent) -> Self {
        match absent {
            Null => Value::Null,
            No => Value::Bool(false),
            Nothing => Value::Array(Vec::new()),
        }
    }
}

type Fields = &'static [(&'static str, Absent)];

const CLIENT: Fields = &[("last_authentication_strategy", Null)];
const EMAIL_ADDRESS: Fields = &[("linked_to", Nothing), ("reserved", No), ("matches_sso_connection", No)];
const INVITATION: Fields = &[("url", Null)];
const ORGANIZATION: Fields = &[("self_serve_sso_enabled", No)];
const PUBLIC_USER: Fields = &[("username", Null), ("banned", No)];
const SIGN_IN: Fields = &[("user_data", Null)];
const SIGN_UP: Fields = &[
    ("username", Null),
    ("phone_number", Null),
    ("web3_wallet", Null),
    ("custom_action", No),
    ("external_id", Null),
    ("legal_accepted_at", Null),
];
const SIGN_UP_VERIFICATIONS: Fields = &[("phone_number", Null), ("web3_wallet", Null), ("external_account", Null)];
const USER: Fields = &[
    ("primary_phone_number_id", Null),
    ("primary_web3_wallet_id", Null),
    ("two_factor_enabled", No),
    ("totp_enabled", No),
    ("backup_code_enabled", No),
    ("passkeys", Nothing),
    ("saml_accounts", Nothing),
    ("enterprise_accounts", Nothing),
    ("external_id", Null),
    ("banned", No),
    ("locked", No),
    ("lockout_expires_in_seconds", Null),
    ("verification_attempts_remaining", Null),
    ("delete_self_enabled", No),
    ("last_active_at", Null),
    ("mfa_enabled_at", Null),
    ("mfa_disabled_at", Null),
    ("legal_accepted_at", Null),
];

fn absent(object: &str) -> Fields {
    match object {
        "client" => CLIENT,
        "email_address" => EMAIL_ADDRESS,
        "organization_invitation" => INVITATION,
        "organization" => ORGANIZATION,
        "sign_in_attempt" => SIGN_IN,
        "sign_up_attempt" => SIGN_UP,
        "user" => USER,
        _ => &[],
    }
}

/// The same for types that are told by where they stand: on the wire they have no `object`.
fn absent_at(name: &str) -> Fields {
    match name {
        "public_user_data" => PUBLIC_USER,
        "verifications" => SIGN_UP_VERIFICATIONS,
        _ => &[],
    }
}

/// Completes all resources in an answer.
pub fn complete(answer: &mut Value) {
    match answer {
        Value::Array(items) => items.iter_mut().for_each(complete),
        Value::Object(fields) => {
            complete_one(fields);
            // Metadata is the app's, whatever it looks like.
            let own = fields.iter_mut().filter(|(name, _)| !name.ends_with("_metadata"));
            own.for_each(|(name, value)| {
                if let Value::Object(fields) = value {
                    add(fields, absent_at(name));
                }
                complete(value);
            });
        }
        _ => {}
    }
}

fn complete_one(fields: &mut Map<String, Value>) {
    let Some(Value::String(object)) = fields.get("object") else { return };
    let missing = absent(object);
    if object == "verification" {
        name_verification(fields);
    }
    // A deleted organization is no organization.
    if !fields.contains_key("deleted") {
        add(fields, missing);
    }
}

fn add(fields: &mut Map<String, Value>, missing: Fields) {
    for &(name, value) in missing {
        fields.entry(name).or_insert_with(|| value.into());
    }
}

/// Each way to verify has a type of its own.
fn name_verification(fields: &mut Map<String, Value>) {
    let object = match fields.get("strategy").and_then(Value::as_str) {
        Some("password") => "verification_password",
        Some("ticket") => "verification_ticket",
        _ => "verification_otp",
    };
    fields.insert("object".into(), object.into());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::complete;

    #[test]
    fn only_resources_are_completed() {
        let mut answer = json!({
            "response": { "data": [{ "object": "organization_invitation", "url": "kept" }], "total_count": 1 },
            "client": { "object": "client", "sessions": [{ "public_user_data": {} }] },
            "public_metadata": { "object": "client" },
        });
        complete(&mut answer);
        assert_eq!(
            answer,
            json!({
                "response": { "data": [{ "object": "organization_invitation", "url": "kept" }], "total_count": 1 },
                "client": {
                    "object": "client",
                    "last_authentication_strategy": null,
                    "sessions": [{ "public_user_data": { "username": null, "banned": false } }],
                },
                "public_metadata": { "object": "client" },
            })
        );
        let deleted = json!({ "object": "organization", "id": "org_1", "deleted": true });
        let mut answer = deleted.clone();
        complete(&mut answer);
        assert_eq!(answer, deleted);
    }
}
