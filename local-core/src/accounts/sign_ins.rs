//! Signing in: by password, or by the ticket of an invitation (docs/fapi.md 4.13, 5).

use clerk_api::{
    AttemptFirstFactor, ClientId, CreateSignIn, Factor, GetSignIn, SessionId, SignIn, SignInId, SignInStatus, Strategy,
    Timestamp, UserId,
};
use rusqlite::Row;

use super::{credentials, passwords, session_rows};
use crate::clock::DAY;
use crate::db::Transaction;
use crate::http::{Browser, Staged};
use crate::organizations::{self, tickets};
use crate::random::Random;
use crate::refusal::{Refusal, Result};
use crate::users;

/// How long an attempt can be finished, in milliseconds.
const LIFETIME: i64 = DAY;

const SELECT: &str = "SELECT s.id, s.status, s.strategy, e.address, s.created_session_id, s.abandon_at
    FROM sign_ins s LEFT JOIN email_addresses e ON e.user_id = s.user_id";

fn read(row: &Row<'_>) -> rusqlite::Result<SignIn> {
    let status = SignInStatus::from(row.get::<_, String>("status")?);
    let password = Factor { strategy: "password".into(), safe_identifier: None, email_address_id: None };
    Ok(SignIn {
        id: row.get("id")?,
        supported_identifiers: vec!["email_address".into()],
        supported_first_factors: (status == SignInStatus::NeedsFirstFactor).then(|| vec![password]),
        supported_second_factors: None,
        first_factor_verification: row.get::<_, Option<String>>("strategy")?.as_deref().map(users::verified),
        second_factor_verification: None,
        status,
        identifier: row.get("address")?,
        created_session_id: row.get("created_session_id")?,
        abandon_at: Timestamp(row.get("abandon_at")?),
    })
}

/// The attempt, if it still waits for something.
pub fn unfinished(tx: &Transaction<'_>, id: &SignInId) -> Result<Option<SignIn>> {
    let sql = format!("{SELECT} WHERE s.id = ?1 AND s.status <> 'complete' AND s.abandon_at > ?2");
    Ok(tx.find(&sql, (id, tx.now), read)?)
}

/// The client's own attempt of that id, if it hasn't lapsed.
fn find(tx: &Transaction<'_>, client_id: Option<&ClientId>, id: &SignInId) -> Result<SignIn> {
    let sql = format!("{SELECT} WHERE s.id = ?1 AND s.client_id = ?2 AND s.abandon_at > ?3");
    tx.find(&sql, (id, client_id, tx.now), read)?
        .ok_or_else(|| Refusal::not_found("resource_not_found", "There is no such sign-in. Begin a new one."))
}

/// Begins an attempt. It replaces the one that the client had.
fn begin(tx: &Transaction<'_>, client_id: &ClientId, user_id: Option<&UserId>) -> Result<SignInId> {
    let id = SignInId::from(tx.random.id("sia")?);
    let status = if user_id.is_some() { "needs_first_factor" } else { "needs_identifier" };
    tx.change(
        "INSERT INTO sign_ins (id, client_id, status, user_id, abandon_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (&id, client_id, status, user_id, tx.now + LIFETIME, tx.now),
    )?;
    tx.change("UPDATE clients SET sign_in_id = ?1 WHERE id = ?2", (&id, client_id))?;
    Ok(id)
}

/// Completes an attempt with a session.
fn complete(tx: &Transaction<'_>, id: &SignInId, strategy: &str, session_id: &SessionId) -> Result<()> {
    let sql = "UPDATE sign_ins SET status = 'complete', strategy = ?1, created_session_id = ?2 WHERE id = ?3";
    tx.change(sql, (strategy, session_id, id))?;
    Ok(())
}

/// The user who has the address.
fn user_of(tx: &Transaction<'_>, identifier: &str) -> Result<UserId> {
    users::by_address(tx, identifier.trim())?.ok_or_else(|| {
        Refusal::invalid(
            "form_identifier_not_found",
            "identifier",
            "There is no account with that address. Sign up, or use another one.",
        )
    })
}

/// The hash of a user's password.
fn password_hash(tx: &Transaction<'_>, user_id: &UserId) -> Result<String> {
    let found = tx.find("SELECT password_hash FROM users WHERE id = ?1", [user_id], |row| row.get("password_hash"))?;
    found.ok_or_else(|| Refusal::not_found("resource_not_found", "The account was deleted."))
}

fn check_password(password: &str, hash: &str) -> Result<()> {
    match passwords::verify(password, hash)? {
        true => Ok(()),
        false => Err(Refusal::invalid("form_password_incorrect", "password", "The password is wrong. Try again.")),
    }
}

/// How a call wants to sign in.
enum Way<'a> {
    Ticket(&'a str),
    Password { identifier: &'a str, password: &'a str },
    Identifier(Option<&'a str>),
}

impl<'a> Way<'a> {
    fn of(input: &'a CreateSignIn) -> Result<Self> {
        let filled = |text: &'a Option<String>| text.as_deref().filter(|text| !text.is_empty());
        let strategy = input.strategy.as_ref().map_or("", Strategy::as_str);
        match (strategy, filled(&input.ticket), filled(&input.identifier), filled(&input.password)) {
            ("ticket" | "", Some(ticket), ..) => Ok(Way::Ticket(ticket)),
            ("ticket", None, ..) => Err(Refusal::invalid("form_param_missing", "ticket", "ticket is missing.")),
            ("password" | "", _, Some(identifier), Some(password)) => Ok(Way::Password { identifier, password }),
            ("password" | "", _, None, Some(_)) => {
                Err(Refusal::invalid("form_param_missing", "identifier", "identifier is missing."))
            }
            ("password" | "", _, identifier, None) => Ok(Way::Identifier(identifier)),
            _ => Err(Refusal::invalid(
                "form_param_value_invalid",
                "strategy",
                "This server signs in by password or by ticket.",
            )),
        }
    }
}

/// Begins to sign in, and completes it where a password or a ticket is given.
///
/// A password is checked between two transactions, because hashing takes milliseconds in which nobody else could write.
pub fn create() -> Staged<CreateSignIn, Option<(UserId, String)>, Option<UserId>> {
    Staged {
        look_up: |tx, browser: &Browser, input| match Way::of(input)? {
            Way::Password { identifier, .. } => {
                browser.client_id.get().map_or(Ok(()), |id| session_rows::require_none(tx, id))?;
                let user_id = user_of(tx, identifier)?;
                let hash = password_hash(tx, &user_id)?;
                Ok(Some((user_id, hash)))
            }
            _ => Ok(None),
        },
        compute: |_: &Random, input, account| match (Way::of(input)?, account) {
            (Way::Password { password, .. }, Some((user_id, hash))) => {
                check_password(password, &hash)?;
                Ok(Some(user_id))
            }
            _ => Ok(None),
        },
        handle: |tx, browser, input, proved| match (Way::of(&input)?, proved) {
            (_, Some(user_id)) => by_password(tx, browser, &user_id),
            (Way::Ticket(ticket), None) => by_ticket(tx, browser, ticket),
            (Way::Identifier(identifier), None) => by_identifier(tx, browser, identifier),
            (Way::Password { .. }, None) => Err(Refusal::internal("a password wasn't checked", &"there is no proof")),
        },
    }
}

fn by_identifier(tx: &Transaction<'_>, browser: &Browser, identifier: Option<&str>) -> Result<SignIn> {
    let client_id = credentials::client_of(tx, browser)?;
    session_rows::require_none(tx, client_id)?;
    let user_id = identifier.map(|identifier| user_of(tx, identifier)).transpose()?;
    let id = begin(tx, client_id, user_id.as_ref())?;
    find(tx, Some(client_id), &id)
}

fn by_password(tx: &Transaction<'_>, browser: &Browser, user_id: &UserId) -> Result<SignIn> {
    let client_id = credentials::client_of(tx, browser)?;
    session_rows::require_none(tx, client_id)?;
    let id = begin(tx, client_id, Some(user_id))?;
    let session_id = session_rows::begin(tx, client_id, user_id)?;
    complete(tx, &id, "password", &session_id)?;
    find(tx, Some(client_id), &id)
}

/// A ticket proves that its owner reads the mail of the address. It gives nothing to another user who is signed in.
fn by_ticket(tx: &Transaction<'_>, browser: &Browser, ticket: &str) -> Result<SignIn> {
    let client_id = credentials::client_of(tx, browser)?;
    let ticket = tickets::open(tx, ticket)?;
    let user_id = users::by_address(tx, &ticket.email_address)?.ok_or_else(|| {
        Refusal::bad_request(
            "organization_invitation_identification_not_exist",
            "There is no account with the invited address yet. Sign up with the ticket.",
        )
    })?;
    let session_id = match session_rows::current(tx, client_id)? {
        None => session_rows::begin(tx, client_id, &user_id)?,
        Some((session_id, current)) if current == user_id => session_id,
        Some(_) => return Err(tickets::foreign()),
    };
    organizations::join(tx, &ticket.invitation_id, &ticket.organization_id, &user_id, &ticket.role)?;
    let id = begin(tx, client_id, Some(&user_id))?;
    complete(tx, &id, "ticket", &session_id)?;
    find(tx, Some(client_id), &id)
}

/// Proves by password who somebody is.
pub fn attempt_first_factor() -> Staged<AttemptFirstFactor, (UserId, String), UserId> {
    Staged {
        look_up: |tx, browser: &Browser, input| {
            if input.strategy != Strategy::Password {
                let sentence = "This server's only first factor is the password.";
                return Err(Refusal::invalid("form_param_value_invalid", "strategy", sentence));
            }
            if input.password.is_none() {
                return Err(Refusal::invalid("form_param_missing", "password", "password is missing."));
            }
            let user_id = waiting(tx, browser.client_id.get(), &input.sign_in_id)?;
            let hash = password_hash(tx, &user_id)?;
            Ok((user_id, hash))
        },
        compute: |_: &Random, input, (user_id, hash)| {
            check_password(input.password.as_deref().unwrap_or_default(), &hash)?;
            Ok(user_id)
        },
        handle: |tx, browser, input, user_id| {
            let client_id = credentials::client_of(tx, browser)?;
            session_rows::require_none(tx, client_id)?;
            // Asked again: another call may have completed the attempt while the password was hashed.
            waiting(tx, Some(client_id), &input.sign_in_id)?;
            let session_id = session_rows::begin(tx, client_id, &user_id)?;
            complete(tx, &input.sign_in_id, "password", &session_id)?;
            find(tx, Some(client_id), &input.sign_in_id)
        },
    }
}

/// The user of an attempt that waits for a password.
fn waiting(tx: &Transaction<'_>, client_id: Option<&ClientId>, id: &SignInId) -> Result<UserId> {
    if find(tx, client_id, id)?.status != SignInStatus::NeedsFirstFactor {
        return Err(Refusal::bad_request(
            "strategy_for_user_invalid",
            "The sign-in doesn't wait for a password. Begin a new one with an identifier.",
        ));
    }
    let found = tx.find("SELECT user_id FROM sign_ins WHERE id = ?1", [id], |row| row.get("user_id"))?;
    found.flatten().ok_or_else(|| Refusal::not_found("resource_not_found", "The account was deleted."))
}

/// Fetches an attempt of the caller's client.
pub fn get(tx: &Transaction<'_>, browser: &Browser, input: GetSignIn) -> Result<SignIn> {
    find(tx, browser.client_id.get(), &input.sign_in_id)
}
