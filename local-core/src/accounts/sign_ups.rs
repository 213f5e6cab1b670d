//! Signing up: an address that a code or a ticket proves, and a password (docs/fapi.md 4.13, 5).

use clerk_api::{
    ClientId, CreateSignUp, GetSignUp, InvitationId, SessionId, SignUp, SignUpId, SignUpStatus, SignUpVerification,
    SignUpVerifications, Strategy, Timestamp, UpdateSignUp, UserId,
};
use rusqlite::Row;

use super::sign_up_fields::Fields;
use super::{credentials, session_rows};
use crate::clock::DAY;
use crate::db::{Transaction, fold};
use crate::http::{Browser, Staged};
use crate::organizations::{self, tickets};
use crate::outbox;
use crate::refusal::{Refusal, Result};
use crate::users::{self, NewUser};

/// How long an attempt can be finished, in milliseconds.
const LIFETIME: i64 = DAY;

/// An attempt as the database has it.
pub struct Stored {
    /// `sua_…`
    pub id: SignUpId,
    status: SignUpStatus,
    /// The address, as it was typed.
    pub email_address: Option<String>,
    /// Whether a code or a ticket has proved it.
    pub email_verified: bool,
    first_name: Option<String>,
    last_name: Option<String>,
    password_hash: Option<String>,
    unsafe_metadata: String,
    invitation_id: Option<InvitationId>,
    /// The code that was sent last.
    pub code: Option<Code>,
    created_user_id: Option<UserId>,
    created_session_id: Option<SessionId>,
    abandon_at: i64,
}

/// A code that was sent.
pub struct Code {
    /// [`crate::random::Secret::hash`] of it.
    pub hash: [u8; 32],
    /// Milliseconds since the Unix epoch.
    pub expires_at: i64,
    /// How many wrong guesses there were.
    pub guesses: u32,
}

const COLUMNS: &str =
    "id, status, email_address, email_verified, first_name, last_name, password_hash, unsafe_metadata,
    invitation_id, code_hash, code_expires_at, code_attempts, created_user_id, created_session_id, abandon_at";

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let code = match (row.get("code_hash")?, row.get("code_expires_at")?) {
            (Some(hash), Some(expires_at)) => Some(Code { hash, expires_at, guesses: row.get("code_attempts")? }),
            _ => None,
        };
        Ok(Stored {
            id: row.get("id")?,
            status: SignUpStatus::from(row.get::<_, String>("status")?),
            email_address: row.get("email_address")?,
            email_verified: row.get("email_verified")?,
            first_name: row.get("first_name")?,
            last_name: row.get("last_name")?,
            password_hash: row.get("password_hash")?,
            unsafe_metadata: row.get("unsafe_metadata")?,
            invitation_id: row.get("invitation_id")?,
            code,
            created_user_id: row.get("created_user_id")?,
            created_session_id: row.get("created_session_id")?,
            abandon_at: row.get("abandon_at")?,
        })
    }

    /// The attempt as its owner sees it.
    pub fn view(self) -> SignUp {
        let has_password = self.password_hash.is_some();
        let missing = [("email_address", self.email_address.is_some()), ("password", has_password)];
        let missing = missing.into_iter().filter(|(_, filled)| !filled).map(|(name, _)| name.to_owned());
        let unverified = (self.email_address.is_some() && !self.email_verified).then(|| "email_address".to_owned());
        SignUp {
            required_fields: vec!["email_address".into(), "password".into()],
            optional_fields: vec!["first_name".into(), "last_name".into()],
            missing_fields: missing.collect(),
            unverified_fields: unverified.into_iter().collect(),
            verifications: Some(SignUpVerifications { email_address: self.verification() }),
            has_password,
            password_enabled: has_password,
            unsafe_metadata: serde_json::from_str(&self.unsafe_metadata).unwrap_or_default(),
            abandon_at: Timestamp(self.abandon_at),
            id: self.id,
            status: self.status,
            email_address: self.email_address,
            first_name: self.first_name,
            last_name: self.last_name,
            created_session_id: self.created_session_id,
            created_user_id: self.created_user_id,
        }
    }

    fn verification(&self) -> Option<SignUpVerification> {
        self.email_address.as_ref()?;
        let (status, next_action) = match (self.email_verified, &self.code) {
            (true, _) => ("verified", ""),
            (false, None) => ("unverified", "needs_prepare"),
            (false, Some(_)) => ("unverified", "needs_attempt"),
        };
        let strategy = if self.invitation_id.is_some() { "ticket" } else { "email_code" };
        Some(SignUpVerification {
            object: users::verification_object(strategy).into(),
            status: status.into(),
            strategy: (self.email_verified || self.code.is_some()).then(|| strategy.into()),
            next_action: next_action.into(),
            supported_strategies: vec!["email_code".into()],
            attempts: self.code.as_ref().map(|code| code.guesses),
            expire_at: self.code.as_ref().map(|code| Timestamp(code.expires_at)),
        })
    }
}

/// The attempt, if it still waits for something.
pub fn unfinished(tx: &Transaction<'_>, id: &SignUpId) -> Result<Option<SignUp>> {
    let sql = format!("SELECT {COLUMNS} FROM sign_ups WHERE id = ?1 AND status <> 'complete' AND abandon_at > ?2");
    Ok(tx.find(&sql, (id, tx.now), Stored::read)?.map(Stored::view))
}

/// The client's own attempt of that id, if it hasn't lapsed.
pub fn find(tx: &Transaction<'_>, client_id: Option<&ClientId>, id: &SignUpId) -> Result<Stored> {
    let sql = format!("SELECT {COLUMNS} FROM sign_ups WHERE id = ?1 AND client_id = ?2 AND abandon_at > ?3");
    tx.find(&sql, (id, client_id, tx.now), Stored::read)?
        .ok_or_else(|| Refusal::not_found("resource_not_found", "There is no such sign-up. Begin a new one."))
}

/// The same, if it isn't complete.
pub fn find_open(tx: &Transaction<'_>, client_id: &ClientId, id: &SignUpId) -> Result<Stored> {
    let attempt = find(tx, Some(client_id), id)?;
    match attempt.status {
        SignUpStatus::Complete => {
            Err(Refusal::bad_request("client_state_invalid", "The sign-up is complete. Sign in instead."))
        }
        _ => Ok(attempt),
    }
}

/// The ticket that a call signs up with, if it does.
fn ticket_of(input: &CreateSignUp) -> Result<Option<&str>> {
    let ticket = input.ticket.as_deref().filter(|ticket| !ticket.is_empty());
    match (input.strategy.as_ref().map_or("", Strategy::as_str), ticket) {
        ("ticket", None) => Err(Refusal::invalid("form_param_missing", "ticket", "ticket is missing.")),
        ("ticket" | "", ticket) => Ok(ticket),
        _ => {
            let sentence = "This server signs up with an address and a password, or with a ticket.";
            Err(Refusal::invalid("form_param_value_invalid", "strategy", sentence))
        }
    }
}

/// Begins to sign up, and completes it where nothing is missing. The password is hashed before the transaction.
pub fn create() -> Staged<CreateSignUp, (), Fields> {
    Staged {
        look_up: |_, _: &Browser, input| ticket_of(input).map(drop),
        compute: |random, input, ()| Fields::parse(random, input.into()),
        handle: |tx, browser, input, fields| {
            let client_id = credentials::client_of(tx, browser)?;
            session_rows::require_none(tx, client_id)?;
            let id = begin(tx, client_id)?;
            match ticket_of(&input)? {
                None => fields.store(tx, &id)?,
                Some(ticket) => redeem(tx, &id, ticket, fields)?,
            }
            complete_if_ready(tx, client_id, &id)?;
            Ok(find(tx, Some(client_id), &id)?.view())
        },
    }
}

/// Begins an attempt. It replaces the one that the client had.
fn begin(tx: &Transaction<'_>, client_id: &ClientId) -> Result<SignUpId> {
    let id = SignUpId::from(tx.random.id("sua")?);
    tx.change(
        "INSERT INTO sign_ups (id, client_id, status, abandon_at, created_at)
         VALUES (?1, ?2, 'missing_requirements', ?3, ?4)",
        (&id, client_id, tx.now + LIFETIME, tx.now),
    )?;
    tx.change("UPDATE clients SET sign_up_id = ?1 WHERE id = ?2", (&id, client_id))?;
    Ok(id)
}

/// The ticket proves the address that it is bound to, and no other.
fn redeem(tx: &Transaction<'_>, id: &SignUpId, ticket: &str, mut fields: Fields) -> Result<()> {
    let ticket = tickets::open(tx, ticket)?;
    if users::by_address(tx, &ticket.email_address)?.is_some() {
        return Err(Refusal::bad_request(
            "organization_invitation_identification_already_exists",
            "There is an account with the invited address already. Sign in with the ticket.",
        ));
    }
    let other = |address: &String| fold(address) != fold(&ticket.email_address);
    if fields.email_address.as_ref().is_some_and(other) {
        let sentence = "The invitation is for another address. Leave the address out, or use the invited one.";
        return Err(Refusal::invalid("form_param_value_invalid", "email_address", sentence));
    }
    fields.email_address = None;
    fields.store(tx, id)?;
    tx.change(
        "UPDATE sign_ups SET email_address = ?1, email_verified = 1, invitation_id = ?2 WHERE id = ?3",
        (&ticket.email_address, &ticket.invitation_id, id),
    )?;
    Ok(())
}

/// Makes the user and the session once nothing is missing, and accepts the invitation that the sign-up came by.
pub fn complete_if_ready(tx: &Transaction<'_>, client_id: &ClientId, id: &SignUpId) -> Result<()> {
    let attempt = find(tx, Some(client_id), id)?;
    let (Some(email_address), Some(password_hash), true) =
        (&attempt.email_address, &attempt.password_hash, attempt.email_verified)
    else {
        return Ok(());
    };
    session_rows::require_none(tx, client_id)?;
    let user_id = users::create(
        tx,
        &NewUser {
            email_address,
            password_hash,
            first_name: attempt.first_name.as_deref(),
            last_name: attempt.last_name.as_deref(),
            unsafe_metadata: &attempt.unsafe_metadata,
        },
    )?;
    if let Some(invitation_id) = &attempt.invitation_id {
        organizations::join_as_new_user(tx, invitation_id, &user_id)?;
    }
    let session_id = session_rows::begin(tx, client_id, &user_id)?;
    tx.change(
        "UPDATE sign_ups SET status = 'complete', created_user_id = ?1, created_session_id = ?2 WHERE id = ?3",
        (user_id, session_id, id),
    )?;
    outbox::remove_secrets(tx, id)
}

/// Fills in what is missing.
pub fn update() -> Staged<UpdateSignUp, (), Fields> {
    Staged {
        look_up: |_, _: &Browser, _| Ok(()),
        compute: |random, input, ()| Fields::parse(random, input.into()),
        handle: |tx, browser, input, fields| {
            let client_id = credentials::client_of(tx, browser)?;
            let attempt = find_open(tx, client_id, &input.sign_up_id)?;
            if attempt.invitation_id.is_some() && fields.email_address.is_some() {
                let sentence = "The invitation is bound to its address, which can't be changed.";
                return Err(Refusal::invalid("form_param_value_invalid", "email_address", sentence));
            }
            fields.store(tx, &attempt.id)?;
            complete_if_ready(tx, client_id, &attempt.id)?;
            Ok(find(tx, Some(client_id), &attempt.id)?.view())
        },
    }
}

/// Fetches an attempt of the caller's client.
pub fn get(tx: &Transaction<'_>, browser: &Browser, input: GetSignUp) -> Result<SignUp> {
    Ok(find(tx, browser.client_id.get(), &input.sign_up_id)?.view())
}
