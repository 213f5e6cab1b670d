//! What a form says about the user who signs up.

use clerk_api::{CreateSignUp, Email, Json, SignUpId, UpdateSignUp};

use super::passwords;
use crate::db::Transaction;
use crate::outbox;
use crate::random::Random;
use crate::refusal::{Refusal, Result};
use crate::users;

/// What a form says about the future user, checked.
pub struct Fields {
    /// The address, as it was typed.
    pub email_address: Option<String>,
    password_hash: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    unsafe_metadata: Option<String>,
}

/// The fields of a request: two endpoints have them.
pub struct Form<'a> {
    email_address: &'a Option<Email>,
    password: &'a Option<String>,
    first_name: &'a Option<String>,
    last_name: &'a Option<String>,
    unsafe_metadata: &'a Option<Json>,
}

impl<'a> From<&'a CreateSignUp> for Form<'a> {
    fn from(input: &'a CreateSignUp) -> Self {
        Form {
            email_address: &input.email_address,
            password: &input.password,
            first_name: &input.first_name,
            last_name: &input.last_name,
            unsafe_metadata: &input.unsafe_metadata,
        }
    }
}

impl<'a> From<&'a UpdateSignUp> for Form<'a> {
    fn from(input: &'a UpdateSignUp) -> Self {
        Form {
            email_address: &input.email_address,
            password: &input.password,
            first_name: &input.first_name,
            last_name: &input.last_name,
            unsafe_metadata: &input.unsafe_metadata,
        }
    }
}

impl Fields {
    /// Checks the fields, and hashes the password.
    pub fn parse(random: &Random, input: Form<'_>) -> Result<Self> {
        let password = input.password.as_deref().filter(|password| !password.is_empty());
        let password_hash = match password {
            None => None,
            Some(password) => {
                passwords::check(password)?;
                Some(passwords::hash(password, random)?)
            }
        };
        let unsafe_metadata = match input.unsafe_metadata {
            Some(Json(value)) if !value.is_object() => {
                let sentence = "unsafe_metadata must be a JSON object.";
                return Err(Refusal::invalid("form_param_type_invalid", "unsafe_metadata", sentence));
            }
            metadata => metadata.as_ref().map(|Json(value)| value.to_string()),
        };
        Ok(Fields {
            email_address: input.email_address.as_ref().map(|email| email.0.clone()).filter(|text| !text.is_empty()),
            password_hash,
            first_name: users::parse_name(input.first_name.clone(), "first_name")?,
            last_name: users::parse_name(input.last_name.clone(), "last_name")?,
            unsafe_metadata,
        })
    }

    /// Writes the fields that are there. A new address has to be proved anew.
    pub fn store(&self, tx: &Transaction<'_>, id: &SignUpId) -> Result<()> {
        if let Some(address) = &self.email_address {
            refuse_taken(tx, address)?;
            tx.change(
                "UPDATE sign_ups SET email_address = ?1, email_verified = 0, code_hash = NULL, code_expires_at = NULL
                 WHERE id = ?2",
                (address, id),
            )?;
            outbox::remove_secrets(tx, id)?;
        }
        tx.change(
            "UPDATE sign_ups SET password_hash = coalesce(?1, password_hash), first_name = coalesce(?2, first_name),
                 last_name = coalesce(?3, last_name), unsafe_metadata = coalesce(?4, unsafe_metadata) WHERE id = ?5",
            (&self.password_hash, &self.first_name, &self.last_name, &self.unsafe_metadata, id),
        )?;
        Ok(())
    }
}

fn refuse_taken(tx: &Transaction<'_>, address: &str) -> Result<()> {
    match users::by_address(tx, address)? {
        None => Ok(()),
        Some(_) => Err(Refusal::invalid(
            "form_identifier_exists",
            "email_address",
            "That e-mail address is taken. Sign in, or use another one.",
        )),
    }
}
