//! The code that proves a new user's address (FAPI 5).

use clerk_api::{AttemptVerification, PrepareVerification, SignUp, Strategy};

use crate::app::Db;
use crate::clock::MINUTE;
use crate::context::Context;
use crate::error::ApiError;
use crate::letters::Letter;
use crate::mails;
use crate::random::Secret;
use crate::sign_ups::{Stored, complete_if_ready, find, find_open};

/// How long a code is good for, in milliseconds.
const LIFETIME: i64 = 10 * MINUTE;
/// How often a code can be guessed.
const MAX_GUESSES: u32 = 5;

/// Sends a code to the address.
pub async fn prepare_verification(cx: Context, input: PrepareVerification) -> Result<SignUp, ApiError> {
    require_email_code(input.strategy.as_ref().map(Strategy::as_str))?;
    cx.write_client(move |db, client_id| {
        let attempt = find_open(db, client_id, &input.sign_up_id)?;
        let address = unproved_address(&attempt)?;
        let code = db.random.code()?;
        db.change(
            "UPDATE sign_ups SET code_hash = ?1, code_expires_at = ?2, code_attempts = 0 WHERE id = ?3",
            (code.hash(), db.now + LIFETIME, &attempt.id),
        )?;
        mails::send(db, address, &Letter::code(&code))?;
        Ok(find(db, Some(client_id), &attempt.id)?.view())
    })
    .await
}

fn require_email_code(strategy: Option<&str>) -> Result<(), ApiError> {
    match strategy {
        None | Some("" | "email_code") => Ok(()),
        _ => {
            let sentence = "This server verifies addresses by email_code.";
            Err(ApiError::form("form_param_value_invalid", "strategy", sentence))
        }
    }
}

fn unproved_address(attempt: &Stored) -> Result<&str, ApiError> {
    match (&attempt.email_address, attempt.email_verified) {
        (_, true) => {
            Err(ApiError::bad_request("verification_already_verified", "The address has been verified already."))
        }
        (None, false) => Err(ApiError::form("form_param_missing", "email_address", "email_address is missing.")),
        (Some(address), false) => Ok(address),
    }
}

/// Verifies the address by the code.
pub async fn attempt_verification(cx: Context, input: AttemptVerification) -> Result<SignUp, ApiError> {
    require_email_code(input.strategy.as_ref().map(Strategy::as_str))?;
    // A wrong guess is written down too, so that it is no error to the transaction.
    cx.write_client(move |db, client_id| {
        let attempt = find_open(db, client_id, &input.sign_up_id)?;
        unproved_address(&attempt)?;
        if let Err(wrong) = guess(db, &attempt, &Secret::shown(input.code.trim()))? {
            return Ok(Err(wrong));
        }
        db.change("UPDATE sign_ups SET email_verified = 1 WHERE id = ?1", [&attempt.id])?;
        complete_if_ready(db, client_id, &attempt.id)?;
        Ok(Ok(find(db, Some(client_id), &attempt.id)?.view()))
    })
    .await?
}

/// Compares a guess with the code. The outer error is a failure, the inner one a wrong guess.
fn guess(db: &Db<'_>, attempt: &Stored, shown: &Secret) -> Result<Result<(), ApiError>, ApiError> {
    let Some(code) = &attempt.code else {
        return Ok(Err(ApiError::bad_request("verification_missing", "No code was sent yet. Ask for one first.")));
    };
    if code.expires_at <= db.now {
        return Ok(Err(ApiError::bad_request("verification_expired", "The code has expired. Ask for a new one.")));
    }
    if code.guesses >= MAX_GUESSES {
        let sentence = "There were too many wrong codes. Ask for a new one.";
        return Ok(Err(ApiError::bad_request("verification_failed", sentence)));
    }
    if code.hash == shown.hash() {
        return Ok(Ok(()));
    }
    db.change("UPDATE sign_ups SET code_attempts = code_attempts + 1 WHERE id = ?1", [&attempt.id])?;
    Ok(Err(ApiError::form("form_code_incorrect", "code", "The code is wrong. Try again.")))
}
