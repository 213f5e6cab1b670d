//! Signing in: by password, or by the ticket of an invitation (FAPI 4.13, 5).

use clerk_api::{AttemptFirstFactor, CreateSignIn, Factor, GetSignIn, SignIn, SignInStatus, Strategy, Timestamp};
use rusqlite::Row;

use crate::app::Db;
use crate::clock::DAY;
use crate::context::Context;
use crate::error::ApiError;
use crate::store::blocking;
use crate::{my_invitations, passwords, sessions, tickets, users};

/// How long an attempt can be finished, in milliseconds.
const LIFETIME: i64 = DAY;

const SELECT: &str = "SELECT s.id, s.status, s.strategy, e.address, s.created_session_id, s.abandon_at
    FROM sign_ins s LEFT JOIN email_addresses e ON e.user_id = s.user_id";

fn read(row: &Row<'_>) -> rusqlite::Result<SignIn> {
    let status = SignInStatus::from(row.get::<_, String>(1)?);
    let password = Factor { strategy: "password".into(), safe_identifier: None, email_address_id: None };
    Ok(SignIn {
        id: row.get(0)?,
        supported_identifiers: vec!["email_address".into()],
        supported_first_factors: (status == SignInStatus::NeedsFirstFactor).then(|| vec![password]),
        supported_second_factors: None,
        first_factor_verification: row.get::<_, Option<String>>(2)?.as_deref().map(users::verified),
        second_factor_verification: None,
        status,
        identifier: row.get(3)?,
        created_session_id: row.get(4)?,
        abandon_at: Timestamp(row.get(5)?),
    })
}

/// The attempt, if it still waits for something.
pub fn unfinished(db: &Db<'_>, id: &str) -> Result<Option<SignIn>, ApiError> {
    let sql = format!("{SELECT} WHERE s.id = ?1 AND s.status <> 'complete' AND s.abandon_at > ?2");
    Ok(db.find(&sql, (id, db.now), read)?)
}

/// The client's own attempt of that id, if it hasn't lapsed.
fn find(db: &Db<'_>, client_id: Option<&str>, id: &str) -> Result<SignIn, ApiError> {
    let sql = format!("{SELECT} WHERE s.id = ?1 AND s.client_id = ?2 AND s.abandon_at > ?3");
    db.find(&sql, (id, client_id, db.now), read)?
        .ok_or_else(|| ApiError::not_found("resource_not_found", "There is no such sign-in. Begin a new one."))
}

/// Begins an attempt. It replaces the one that the client had.
fn begin(db: &Db<'_>, client_id: &str, user_id: Option<&str>) -> Result<String, ApiError> {
    let id = db.random.id("sia")?;
    let status = if user_id.is_some() { "needs_first_factor" } else { "needs_identifier" };
    db.change(
        "INSERT INTO sign_ins (id, client_id, status, user_id, abandon_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (&id, client_id, status, user_id, db.now + LIFETIME, db.now),
    )?;
    db.change("UPDATE clients SET sign_in_id = ?1 WHERE id = ?2", (&id, client_id))?;
    Ok(id)
}

/// Ends an attempt with a session.
fn complete(db: &Db<'_>, id: &str, strategy: &str, session_id: &str) -> Result<(), ApiError> {
    let sql = "UPDATE sign_ins SET status = 'complete', strategy = ?1, created_session_id = ?2 WHERE id = ?3";
    db.change(sql, (strategy, session_id, id))?;
    Ok(())
}

/// The user whose address that is, and the hash of their password.
fn account(db: &Db<'_>, identifier: &str) -> Result<(String, String), ApiError> {
    let unknown = || {
        ApiError::form(
            "form_identifier_not_found",
            "identifier",
            "There is no account with that address. Sign up, or use another one.",
        )
    };
    let user_id = users::by_address(db, identifier.trim())?.ok_or_else(unknown)?;
    let hash = db.value("SELECT password_hash FROM users WHERE id = ?1", [&user_id])?;
    Ok((user_id, hash))
}

/// Checks a password where it holds nobody up.
async fn check_password(password: String, hash: String) -> Result<(), ApiError> {
    match blocking(move || passwords::verify(&password, &hash)).await? {
        true => Ok(()),
        false => Err(ApiError::form("form_password_incorrect", "password", "The password is wrong. Try again.")),
    }
}

/// Begins to sign in, and ends it too where password or ticket are there.
pub async fn create(cx: Context, input: CreateSignIn) -> Result<SignIn, ApiError> {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (identifier, password) = (filled(input.identifier), filled(input.password));
    match (input.strategy.as_ref().map_or("", Strategy::as_str), filled(input.ticket)) {
        ("ticket" | "", Some(ticket)) => by_ticket(cx, ticket).await,
        ("ticket", None) => Err(ApiError::form("form_param_missing", "ticket", "ticket is missing.")),
        ("password" | "", _) => match (identifier, password) {
            (Some(identifier), Some(password)) => by_password(cx, identifier, password).await,
            (None, Some(_)) => Err(ApiError::form("form_param_missing", "identifier", "identifier is missing.")),
            (identifier, None) => by_identifier(cx, identifier).await,
        },
        _ => Err(ApiError::form(
            "form_param_value_invalid",
            "strategy",
            "This server signs in by password or by ticket.",
        )),
    }
}

async fn by_identifier(cx: Context, identifier: Option<String>) -> Result<SignIn, ApiError> {
    cx.write_client(move |db, client_id| {
        sessions::require_none(db, client_id)?;
        let account = identifier.map(|identifier| account(db, &identifier)).transpose()?;
        let id = begin(db, client_id, account.as_ref().map(|(user_id, _)| user_id.as_str()))?;
        find(db, Some(client_id), &id)
    })
    .await
}

async fn by_password(cx: Context, identifier: String, password: String) -> Result<SignIn, ApiError> {
    let read_account = move |db: &Db<'_>, client_id: Option<&str>| {
        client_id.map_or(Ok(()), |id| sessions::require_none(db, id))?;
        account(db, &identifier)
    };
    let (user_id, hash) = cx.read_client(read_account).await?;
    check_password(password, hash).await?;
    cx.write_client(move |db, client_id| {
        sessions::require_none(db, client_id)?;
        let id = begin(db, client_id, Some(&user_id))?;
        let session_id = sessions::begin(db, client_id, &user_id)?;
        complete(db, &id, "password", &session_id)?;
        find(db, Some(client_id), &id)
    })
    .await
}

/// A ticket proves that its owner reads the mail of the address. Somebody else who is signed in gets nothing by it.
async fn by_ticket(cx: Context, ticket: String) -> Result<SignIn, ApiError> {
    cx.write_client(move |db, client_id| {
        let ticket = tickets::open(db, &ticket)?;
        let user_id = users::by_address(db, &ticket.email_address)?.ok_or_else(|| {
            ApiError::bad_request(
                "organization_invitation_identification_not_exist",
                "There is no account with the invited address yet. Sign up with the ticket.",
            )
        })?;
        let session_id = match sessions::current(db, client_id)? {
            None => sessions::begin(db, client_id, &user_id)?,
            Some((session_id, current)) if current == user_id => session_id,
            Some(_) => return Err(tickets::foreign()),
        };
        my_invitations::join(db, &ticket.invitation_id, &ticket.organization_id, &user_id, ticket.role)?;
        let id = begin(db, client_id, Some(&user_id))?;
        complete(db, &id, "ticket", &session_id)?;
        find(db, Some(client_id), &id)
    })
    .await
}

/// Proves by password who one is.
pub async fn attempt_first_factor(cx: Context, input: AttemptFirstFactor) -> Result<SignIn, ApiError> {
    if input.strategy != Strategy::Password {
        let sentence = "This server's only first factor is the password.";
        return Err(ApiError::form("form_param_value_invalid", "strategy", sentence));
    }
    let Some(password) = input.password else {
        return Err(ApiError::form("form_param_missing", "password", "password is missing."));
    };
    let id = input.sign_in_id;
    let attempt = id.clone();
    let (user_id, hash) = cx.read_client(move |db, client_id| waiting(db, client_id, &attempt)).await?;
    check_password(password, hash).await?;
    cx.write_client(move |db, client_id| {
        sessions::require_none(db, client_id)?;
        // Looked at again: another call may have finished the attempt while the password was hashed.
        waiting(db, Some(client_id), &id)?;
        let session_id = sessions::begin(db, client_id, &user_id)?;
        complete(db, &id, "password", &session_id)?;
        find(db, Some(client_id), &id)
    })
    .await
}

/// The user of an attempt that waits for a password, and the password's hash.
fn waiting(db: &Db<'_>, client_id: Option<&str>, id: &str) -> Result<(String, String), ApiError> {
    match find(db, client_id, id)?.status {
        SignInStatus::NeedsFirstFactor => {}
        _ => {
            return Err(ApiError::bad_request(
                "strategy_for_user_invalid",
                "The sign-in doesn't wait for a password. Begin a new one with an identifier.",
            ));
        }
    }
    let sql = "SELECT u.id, u.password_hash FROM users u JOIN sign_ins s ON s.user_id = u.id WHERE s.id = ?1";
    let found = db.find(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    found.ok_or_else(|| ApiError::not_found("resource_not_found", "The account was deleted."))
}

/// Fetches an attempt of the caller's client.
pub async fn get(cx: Context, input: GetSignIn) -> Result<SignIn, ApiError> {
    cx.read_client(move |db, client_id| find(db, client_id, &input.sign_in_id)).await
}
