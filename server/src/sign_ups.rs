//! Signing up: an address that a code or a ticket proves, and a password (FAPI 4.13, 5).

use clerk_api::{
    CreateSignUp, Email, GetSignUp, Json, SignUp, SignUpStatus, SignUpVerification, SignUpVerifications, Strategy,
    Timestamp, UpdateSignUp,
};
use rusqlite::Row;

use crate::app::Db;
use crate::clock::DAY;
use crate::context::Context;
use crate::error::ApiError;
use crate::random::Random;
use crate::store::blocking;
use crate::users::{self, NewUser};
use crate::{my_invitations, passwords, sessions, tickets};

/// How long an attempt can be finished, in milliseconds.
const LIFETIME: i64 = DAY;

/// An attempt as the database has it.
pub struct Stored {
    /// `sua_…`
    pub id: String,
    status: SignUpStatus,
    /// The address, as it was typed.
    pub email_address: Option<String>,
    /// Whether a code or a ticket has proved it.
    pub email_verified: bool,
    first_name: Option<String>,
    last_name: Option<String>,
    password_hash: Option<String>,
    unsafe_metadata: String,
    invitation_id: Option<String>,
    /// The code that was sent last.
    pub code: Option<Code>,
    created_user_id: Option<String>,
    created_session_id: Option<String>,
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
        let code = match (row.get(9)?, row.get(10)?) {
            (Some(hash), Some(expires_at)) => Some(Code { hash, expires_at, guesses: row.get(11)? }),
            _ => None,
        };
        Ok(Stored {
            id: row.get(0)?,
            status: SignUpStatus::from(row.get::<_, String>(1)?),
            email_address: row.get(2)?,
            email_verified: row.get(3)?,
            first_name: row.get(4)?,
            last_name: row.get(5)?,
            password_hash: row.get(6)?,
            unsafe_metadata: row.get(7)?,
            invitation_id: row.get(8)?,
            code,
            created_user_id: row.get(12)?,
            created_session_id: row.get(13)?,
            abandon_at: row.get(14)?,
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
            id: self.id.into(),
            status: self.status,
            email_address: self.email_address,
            first_name: self.first_name,
            last_name: self.last_name,
            created_session_id: self.created_session_id.map(Into::into),
            created_user_id: self.created_user_id.map(Into::into),
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
pub fn unfinished(db: &Db<'_>, id: &str) -> Result<Option<SignUp>, ApiError> {
    let sql = format!("SELECT {COLUMNS} FROM sign_ups WHERE id = ?1 AND status <> 'complete' AND abandon_at > ?2");
    Ok(db.find(&sql, (id, db.now), Stored::read)?.map(Stored::view))
}

/// The client's own attempt of that id, if it hasn't lapsed.
pub fn find(db: &Db<'_>, client_id: Option<&str>, id: &str) -> Result<Stored, ApiError> {
    let sql = format!("SELECT {COLUMNS} FROM sign_ups WHERE id = ?1 AND client_id = ?2 AND abandon_at > ?3");
    db.find(&sql, (id, client_id, db.now), Stored::read)?
        .ok_or_else(|| ApiError::not_found("resource_not_found", "There is no such sign-up. Begin a new one."))
}

/// The same, if it isn't complete.
pub fn find_open(db: &Db<'_>, client_id: &str, id: &str) -> Result<Stored, ApiError> {
    let attempt = find(db, Some(client_id), id)?;
    match attempt.status {
        SignUpStatus::Complete => {
            Err(ApiError::bad_request("client_state_invalid", "The sign-up is complete. Sign in instead."))
        }
        _ => Ok(attempt),
    }
}

/// What a form says about the future user.
struct Fields {
    email_address: Option<String>,
    password_hash: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    unsafe_metadata: Option<String>,
}

impl Fields {
    /// Checks the fields and hashes the password, where it holds nobody up.
    async fn parse(
        random: Random,
        email_address: Option<Email>,
        password: Option<String>,
        first_name: Option<String>,
        last_name: Option<String>,
        unsafe_metadata: Option<Json>,
    ) -> Result<Self, ApiError> {
        let password = password.filter(|password| !password.is_empty());
        let password_hash = match password {
            None => None,
            Some(password) => {
                passwords::check(&password)?;
                Some(blocking(move || passwords::hash(&password, &random)).await?)
            }
        };
        let unsafe_metadata = match unsafe_metadata {
            Some(Json(value)) if !value.is_object() => {
                let sentence = "unsafe_metadata must be a JSON object.";
                return Err(ApiError::form("form_param_type_invalid", "unsafe_metadata", sentence));
            }
            metadata => metadata.map(|Json(value)| value.to_string()),
        };
        Ok(Fields {
            email_address: email_address.map(|email| email.0).filter(|address| !address.is_empty()),
            password_hash,
            first_name: users::parse_name(first_name, "first_name")?,
            last_name: users::parse_name(last_name, "last_name")?,
            unsafe_metadata,
        })
    }

    /// Writes the fields that are there. A new address has to be proved anew.
    fn store(&self, db: &Db<'_>, id: &str) -> Result<(), ApiError> {
        if let Some(address) = &self.email_address {
            refuse_taken(db, address)?;
            db.change(
                "UPDATE sign_ups SET email_address = ?1, email_verified = 0, code_hash = NULL, code_expires_at = NULL
                 WHERE id = ?2",
                (address, id),
            )?;
        }
        db.change(
            "UPDATE sign_ups SET password_hash = coalesce(?1, password_hash), first_name = coalesce(?2, first_name),
                 last_name = coalesce(?3, last_name), unsafe_metadata = coalesce(?4, unsafe_metadata) WHERE id = ?5",
            (&self.password_hash, &self.first_name, &self.last_name, &self.unsafe_metadata, id),
        )?;
        Ok(())
    }
}

fn refuse_taken(db: &Db<'_>, address: &str) -> Result<(), ApiError> {
    match users::by_address(db, address)? {
        None => Ok(()),
        Some(_) => Err(ApiError::form(
            "form_identifier_exists",
            "email_address",
            "That e-mail address is taken. Sign in, or use another one.",
        )),
    }
}

/// Begins to sign up, and ends it too where nothing is missing.
pub async fn create(cx: Context, input: CreateSignUp) -> Result<SignUp, ApiError> {
    let ticket =
        match (input.strategy.as_ref().map_or("", Strategy::as_str), input.ticket.filter(|text| !text.is_empty())) {
            ("ticket", None) => return Err(ApiError::form("form_param_missing", "ticket", "ticket is missing.")),
            ("ticket" | "", ticket) => ticket,
            _ => {
                let sentence = "This server signs up with an address and a password, or with a ticket.";
                return Err(ApiError::form("form_param_value_invalid", "strategy", sentence));
            }
        };
    let random = cx.app.store.random().clone();
    let metadata = input.unsafe_metadata;
    let fields =
        Fields::parse(random, input.email_address, input.password, input.first_name, input.last_name, metadata).await?;
    cx.write_client(move |db, client_id| {
        sessions::require_none(db, client_id)?;
        let id = begin(db, client_id)?;
        match ticket {
            None => fields.store(db, &id)?,
            Some(ticket) => redeem(db, &id, &ticket, fields)?,
        }
        complete_if_ready(db, client_id, &id)?;
        Ok(find(db, Some(client_id), &id)?.view())
    })
    .await
}

/// Begins an attempt. It replaces the one that the client had.
fn begin(db: &Db<'_>, client_id: &str) -> Result<String, ApiError> {
    let id = db.random.id("sua")?;
    db.change(
        "INSERT INTO sign_ups (id, client_id, status, abandon_at, created_at)
         VALUES (?1, ?2, 'missing_requirements', ?3, ?4)",
        (&id, client_id, db.now + LIFETIME, db.now),
    )?;
    db.change("UPDATE clients SET sign_up_id = ?1 WHERE id = ?2", (&id, client_id))?;
    Ok(id)
}

/// The ticket proves the address that it is bound to, and no other.
fn redeem(db: &Db<'_>, id: &str, ticket: &str, fields: Fields) -> Result<(), ApiError> {
    let ticket = tickets::open(db, ticket)?;
    if users::by_address(db, &ticket.email_address)?.is_some() {
        return Err(ApiError::bad_request(
            "organization_invitation_identification_already_exists",
            "There is an account with the invited address already. Sign in with the ticket.",
        ));
    }
    let other = |address: &String| crate::store::fold(address) != crate::store::fold(&ticket.email_address);
    if fields.email_address.as_ref().is_some_and(other) {
        let sentence = "The invitation is for another address. Leave the address out, or use the invited one.";
        return Err(ApiError::form("form_param_value_invalid", "email_address", sentence));
    }
    Fields { email_address: None, ..fields }.store(db, id)?;
    db.change(
        "UPDATE sign_ups SET email_address = ?1, email_verified = 1, invitation_id = ?2 WHERE id = ?3",
        (&ticket.email_address, &ticket.invitation_id, id),
    )?;
    Ok(())
}

/// Makes the user and the session once nothing is missing, and accepts the invitation that the sign-up came by.
pub fn complete_if_ready(db: &Db<'_>, client_id: &str, id: &str) -> Result<(), ApiError> {
    let attempt = find(db, Some(client_id), id)?;
    let (Some(email_address), Some(password_hash), true) =
        (&attempt.email_address, &attempt.password_hash, attempt.email_verified)
    else {
        return Ok(());
    };
    sessions::require_none(db, client_id)?;
    let user_id = users::create(
        db,
        &NewUser {
            email_address,
            password_hash,
            first_name: attempt.first_name.as_deref(),
            last_name: attempt.last_name.as_deref(),
            unsafe_metadata: &attempt.unsafe_metadata,
        },
    )?;
    if let Some(invitation_id) = &attempt.invitation_id {
        my_invitations::join_as_new_user(db, invitation_id, &user_id)?;
    }
    let session_id = sessions::begin(db, client_id, &user_id)?;
    db.change(
        "UPDATE sign_ups SET status = 'complete', created_user_id = ?1, created_session_id = ?2 WHERE id = ?3",
        (user_id, session_id, id),
    )?;
    Ok(())
}

/// Fills in what is missing.
pub async fn update(cx: Context, input: UpdateSignUp) -> Result<SignUp, ApiError> {
    let random = cx.app.store.random().clone();
    let metadata = input.unsafe_metadata;
    let fields =
        Fields::parse(random, input.email_address, input.password, input.first_name, input.last_name, metadata).await?;
    cx.write_client(move |db, client_id| {
        let attempt = find_open(db, client_id, &input.sign_up_id)?;
        if attempt.invitation_id.is_some() && fields.email_address.is_some() {
            let sentence = "The invitation is bound to its address, which can't be changed.";
            return Err(ApiError::form("form_param_value_invalid", "email_address", sentence));
        }
        fields.store(db, &attempt.id)?;
        complete_if_ready(db, client_id, &attempt.id)?;
        Ok(find(db, Some(client_id), &attempt.id)?.view())
    })
    .await
}

/// Fetches an attempt of the caller's client.
pub async fn get(cx: Context, input: GetSignUp) -> Result<SignUp, ApiError> {
    cx.read_client(move |db, client_id| Ok(find(db, client_id, &input.sign_up_id)?.view())).await
}
