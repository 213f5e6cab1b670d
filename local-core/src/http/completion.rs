//! Writes an answer, and adds the fields that official SDKs read and Clerk's spec requires, but that this server has no
//! feature for. They are added here, so that neither the SDK nor its types carry them.
//!
//! serde_json tells a formatter of each object and key that it writes, so that nothing is read or copied for this.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Fields as they stand at the end of a JSON object, with a comma before each.
type Fields = &'static str;

const CLIENT: Fields = r#","last_authentication_strategy":null"#;
const EMAIL_ADDRESS: Fields = r#","linked_to":[],"reserved":false,"matches_sso_connection":false"#;
const ORGANIZATION: Fields = r#","self_serve_sso_enabled":false"#;
const PUBLIC_USER: Fields = r#","username":null,"banned":false"#;
const SIGN_IN: Fields = r#","user_data":null"#;
const SIGN_UP: Fields = concat!(
    r#","username":null,"phone_number":null,"web3_wallet":null,"custom_action":false,"external_id":null"#,
    r#","legal_accepted_at":null"#
);
const SIGN_UP_VERIFICATIONS: Fields = r#","phone_number":null,"web3_wallet":null,"external_account":null"#;
const USER: Fields = concat!(
    r#","primary_phone_number_id":null,"primary_web3_wallet_id":null,"two_factor_enabled":false,"totp_enabled":false"#,
    r#","backup_code_enabled":false,"passkeys":[],"saml_accounts":[],"enterprise_accounts":[],"external_id":null"#,
    r#","banned":false,"locked":false,"lockout_expires_in_seconds":null,"verification_attempts_remaining":null"#,
    r#","delete_self_enabled":false,"last_active_at":null,"mfa_enabled_at":null,"mfa_disabled_at":null"#,
    r#","legal_accepted_at":null"#
);

/// What a resource lacks, by its `object`.
fn lacks(object: &str) -> Fields {
    match object {
        "client" => CLIENT,
        "email_address" => EMAIL_ADDRESS,
        "organization" => ORGANIZATION,
        "sign_in_attempt" => SIGN_IN,
        "sign_up_attempt" => SIGN_UP,
        "user" => USER,
        _ => "",
    }
}

/// What a resource without an `object` lacks, by the field that it stands in.
fn lacks_at(field: &str) -> Fields {
    match field {
        "public_user_data" => PUBLIC_USER,
        "verifications" => SIGN_UP_VERIFICATIONS,
        _ => "",
    }
}

/// The JSON of an answer, completed.
pub fn to_vec(answer: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(1024);
    answer.serialize(&mut Serializer::with_formatter(&mut out, Completing::default()))?;
    Ok(out)
}

/// Where in an object the writer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    #[default]
    Elsewhere,
    Key,
    ObjectValue,
}

/// An object that is being written.
#[derive(Default)]
struct Open {
    lacks: Fields,
    /// The key whose value is being written; empty before the first one.
    key: String,
    has_keys: bool,
    is_deleted: bool,
}

#[derive(Default)]
struct Completing {
    open: Vec<Open>,
    at: At,
    /// How many objects around this one belong to the app: metadata is left as it is, whatever it looks like.
    verbatim: usize,
}

impl Completing {
    fn key(&self) -> &str {
        self.open.last().map_or("", |open| &open.key)
    }
}

impl Formatter for Completing {
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let is_verbatim = self.verbatim > 0 || self.key().ends_with("_metadata");
        self.verbatim += usize::from(is_verbatim);
        let lacks = if is_verbatim { "" } else { lacks_at(self.key()) };
        self.open.push(Open { lacks, ..Open::default() });
        writer.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let open = self.open.pop().unwrap_or_default();
        self.verbatim = self.verbatim.saturating_sub(1);
        let added = match open.has_keys {
            _ if open.is_deleted => "",
            true => open.lacks,
            false => open.lacks.trim_start_matches(','),
        };
        writer.write_all(added.as_bytes())?;
        writer.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.at = At::Key;
        if let Some(open) = self.open.last_mut() {
            open.key.clear();
            open.has_keys = true;
        }
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.at = At::Elsewhere;
        match self.open.last_mut() {
            // A deleted organization is not an organization.
            Some(open) if open.key == "deleted" => open.is_deleted = true,
            Some(open) if open.key == "object" && self.verbatim == 0 => self.at = At::ObjectValue,
            _ => {}
        }
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if let Some(open) = self.open.last_mut() {
            match self.at {
                At::Key => open.key.push_str(fragment),
                At::ObjectValue => open.lacks = lacks(fragment),
                At::Elsewhere => {}
            }
        }
        writer.write_all(fragment.as_bytes())
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.at = At::Elsewhere;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::to_vec;

    fn completed(answer: Value) -> Value {
        serde_json::from_slice(&to_vec(&answer).expect("JSON")).expect("JSON")
    }

    #[test]
    fn only_resources_are_completed() {
        let page = json!({ "data": [{ "object": "organization_invitation", "url": "kept" }], "total_count": 1 });
        let answer = completed(json!({
            "response": page,
            "client": { "object": "client", "sessions": [{ "public_user_data": {} }] },
            "public_metadata": { "object": "client", "deep": { "object": "user" } },
        }));
        assert_eq!(
            answer,
            json!({
                "response": page,
                "client": {
                    "object": "client",
                    "last_authentication_strategy": null,
                    "sessions": [{ "public_user_data": { "username": null, "banned": false } }],
                },
                "public_metadata": { "object": "client", "deep": { "object": "user" } },
            })
        );
        let deleted = json!({ "object": "organization", "id": "org_1", "deleted": true });
        assert_eq!(completed(deleted.clone()), deleted);
    }

    #[test]
    fn a_resource_within_a_resource_is_completed_too() {
        let answer = completed(json!({
            "object": "organization_membership",
            "organization": { "object": "organization", "name": "object" },
            "public_user_data": { "identifier": "a" },
            "role": "admin",
        }));
        assert_eq!(answer["organization"]["self_serve_sso_enabled"], json!(false));
        assert_eq!(answer["public_user_data"]["banned"], json!(false));
        assert_eq!(answer.as_object().expect("an object").len(), 4);
    }
}
