//! The code that proves a new user's address (docs/fapi.md 5).

use clerk_api::{AttemptVerification, PrepareVerification, SignUp, Strategy};

use super::credentials;
use super::sign_ups::{Stored, complete_if_ready, find, find_open};
use crate::clock::MINUTE;
use crate::db::Transaction;
use crate::http::Browser;
use crate::outbox::{self, Message, Secrets};
use crate::random::Secret;
use crate::refusal::{Refusal, Result};

/// How long a code is good for, in milliseconds.
const LIFETIME: i64 = 10 * MINUTE;
/// How often a code can be guessed.
const MAX_GUESSES: u32 = 5;

/// Sends a code to the address. The one before no longer works.
pub fn prepare_verification(tx: &Transaction<'_>, browser: &Browser, input: PrepareVerification) -> Result<SignUp> {
    require_email_code(input.strategy.as_ref())?;
    let client_id = credentials::client_of(tx, browser)?;
    let attempt = find_open(tx, client_id, &input.sign_up_id)?;
    let address = unproved_address(&attempt)?;
    let code = tx.random.code()?;
    let expires_at = tx.now + LIFETIME;
    tx.change(
        "UPDATE sign_ups SET code_hash = ?1, code_expires_at = ?2, code_attempts = 0 WHERE id = ?3",
        (code.hash(), expires_at, &attempt.id),
    )?;
    outbox::remove_secrets(tx, &attempt.id)?;
    outbox::send(tx, address, &Message::code(&code), Secrets { about: &attempt.id, expires_at })?;
    Ok(find(tx, Some(client_id), &attempt.id)?.view())
}

fn require_email_code(strategy: Option<&Strategy>) -> Result<()> {
    match strategy.map(Strategy::as_str) {
        None | Some("" | "email_code") => Ok(()),
        _ => {
            let sentence = "This server verifies addresses by email_code.";
            Err(Refusal::invalid("form_param_value_invalid", "strategy", sentence))
        }
    }
}

fn unproved_address(attempt: &Stored) -> Result<&str> {
    match (&attempt.email_address, attempt.email_verified) {
        (_, true) => {
            Err(Refusal::bad_request("verification_already_verified", "The address has been verified already."))
        }
        (None, false) => Err(Refusal::invalid("form_param_missing", "email_address", "email_address is missing.")),
        (Some(address), false) => Ok(address),
    }
}

/// Verifies the address by the code.
pub fn attempt_verification(tx: &Transaction<'_>, browser: &Browser, input: AttemptVerification) -> Result<SignUp> {
    require_email_code(input.strategy.as_ref())?;
    let client_id = credentials::client_of(tx, browser)?;
    let attempt = find_open(tx, client_id, &input.sign_up_id)?;
    unproved_address(&attempt)?;
    guess(tx, &attempt, &Secret::shown(input.code.trim()))?;
    tx.change("UPDATE sign_ups SET email_verified = 1 WHERE id = ?1", [&attempt.id])?;
    outbox::remove_secrets(tx, &attempt.id)?;
    complete_if_ready(tx, client_id, &attempt.id)?;
    Ok(find(tx, Some(client_id), &attempt.id)?.view())
}

/// Compares a guess with the code. A wrong guess is counted although the call is refused.
fn guess(tx: &Transaction<'_>, attempt: &Stored, shown: &Secret) -> Result<()> {
    let Some(code) = &attempt.code else {
        return Err(Refusal::bad_request("verification_missing", "No code was sent yet. Ask for one first."));
    };
    if code.expires_at <= tx.now {
        return Err(Refusal::bad_request("verification_expired", "The code has expired. Ask for a new one."));
    }
    if code.guesses >= MAX_GUESSES {
        let sentence = "There were too many wrong codes. Ask for a new one.";
        return Err(Refusal::bad_request("verification_failed", sentence));
    }
    if code.hash == shown.hash() {
        return Ok(());
    }
    tx.change("UPDATE sign_ups SET code_attempts = code_attempts + 1 WHERE id = ?1", [&attempt.id])?;
    Err(Refusal::invalid("form_code_incorrect", "code", "The code is wrong. Try again.").keeping_writes())
}
