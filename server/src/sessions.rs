//! Sessions and their tokens (FAPI 2.4, 2.5, 4.9).

use clerk_api::{
    CreateTemplateToken, CreateToken, EndSession, RemoveSession, Session, SessionStatus, Timestamp, Token, TouchSession,
};
use rusqlite::Row;
use serde_json::json;

use crate::app::Db;
use crate::clock::{DAY, MINUTE};
use crate::context::Context;
use crate::error::ApiError;
use crate::signer::{Claims, OrganizationClaims, Signer};
use crate::{memberships, organizations, users};

/// How long a session lives, in milliseconds.
const LIFETIME: i64 = 7 * DAY;
/// How long it lives without being used, in milliseconds.
const IDLE: i64 = 30 * DAY;

/// Condition of a session that is signed in; `?1` is the current time.
const LIVE: &str = "status = 'active' AND expire_at > ?1 AND abandon_at > ?1";

/// A session as the database has it.
struct Stored {
    id: String,
    user_id: String,
    status: String,
    active_organization_id: Option<String>,
    expire_at: i64,
    abandon_at: i64,
    last_active_at: i64,
    created_at: i64,
    updated_at: i64,
}

const COLUMNS: &str = "id, user_id, status, active_organization_id, expire_at, abandon_at, last_active_at, \
                       created_at, updated_at";

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Stored {
            id: row.get(0)?,
            user_id: row.get(1)?,
            status: row.get(2)?,
            active_organization_id: row.get(3)?,
            expire_at: row.get(4)?,
            abandon_at: row.get(5)?,
            last_active_at: row.get(6)?,
            created_at: row.get(7)?,
            updated_at: row.get(8)?,
        })
    }

    /// The session with its user, and a fresh token if it is signed in.
    fn view(self, db: &Db<'_>, origin: Option<&str>) -> Result<Session, ApiError> {
        let status = SessionStatus::from(self.status.clone());
        let organization = self.active_organization_id.as_deref();
        let token = match status {
            SessionStatus::Active => Some(Token { jwt: self.token(db, organization, origin)? }),
            _ => None,
        };
        let user = users::view(db, &self.user_id, organization)?;
        Ok(Session {
            status,
            expire_at: Timestamp(self.expire_at),
            abandon_at: Timestamp(self.abandon_at),
            last_active_at: Timestamp(self.last_active_at),
            last_active_token: token,
            factor_verification_age: Some(self.factor_age(db.now)),
            last_active_organization_id: self.active_organization_id.map(Into::into),
            tasks: None,
            actor: None,
            public_user_data: Some(users::public(&user)),
            user,
            created_at: Timestamp(self.created_at),
            updated_at: Timestamp(self.updated_at),
            id: self.id.into(),
        })
    }

    /// Minutes since the first and the second factor.
    fn factor_age(&self, now: i64) -> (i64, i64) {
        ((now - self.created_at).max(0) / MINUTE, -1)
    }

    /// A session token that speaks for the organization, of which the user must be a member.
    fn token(&self, db: &Db<'_>, organization_id: Option<&str>, origin: Option<&str>) -> Result<String, ApiError> {
        let organization = organization_id.map(|id| self.organization_claims(db, id)).transpose()?;
        let (iat, nbf, exp) = Signer::times(db.now);
        db.instance.signer.sign(&Claims {
            iss: db.instance.url.clone(),
            sub: self.user_id.clone(),
            sid: self.id.clone(),
            azp: origin.map(str::to_owned),
            fva: self.factor_age(db.now),
            sts: "active",
            organization,
            iat,
            nbf,
            exp,
        })
    }

    fn organization_claims(&self, db: &Db<'_>, id: &str) -> Result<OrganizationClaims, ApiError> {
        let role = memberships::role_in(db, id, &self.user_id)?;
        let organization = organizations::find(db, id)?;
        Ok(OrganizationClaims {
            org_id: organization.id.into(),
            org_slug: organization.slug.unwrap_or_default(),
            org_role: role.key(db.instance.roles),
            org_permissions: [],
        })
    }
}

/// The client's session of that id, signed in. All others look alike: ended, lapsed, unknown, somebody else's.
fn live(db: &Db<'_>, client_id: Option<&str>, session_id: &str) -> Result<Stored, ApiError> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE {LIVE} AND id = ?2 AND client_id = ?3");
    db.find(&sql, (db.now, session_id, client_id), Stored::read)?
        .ok_or_else(|| ApiError::unauthorized("authentication_invalid", "That session has ended. Sign in again."))
}

/// The sessions of a client that are signed in, oldest first.
pub fn of_client(db: &Db<'_>, client_id: &str, origin: Option<&str>) -> Result<Vec<Session>, ApiError> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE {LIVE} AND client_id = ?2 ORDER BY created_at, rowid");
    let stored = db.list(&sql, (db.now, client_id), Stored::read)?;
    stored.into_iter().map(|session| session.view(db, origin)).collect()
}

/// The client's signed-in session and its user, if there is one.
pub fn current(db: &Db<'_>, client_id: &str) -> Result<Option<(String, String)>, ApiError> {
    let sql = format!("SELECT id, user_id FROM sessions WHERE {LIVE} AND client_id = ?2 ORDER BY rowid LIMIT 1");
    Ok(db.find(&sql, (db.now, client_id), |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Refuses to begin what a signed-in client can't: this instance has one session per client.
pub fn require_none(db: &Db<'_>, client_id: &str) -> Result<(), ApiError> {
    match current(db, client_id)? {
        None => Ok(()),
        Some((session_id, _)) => {
            Err(ApiError::bad_request("session_exists", "Somebody is signed in already. Sign out first.")
                .with("session_id", session_id))
        }
    }
}

/// Begins a session and makes it the client's current one.
pub fn begin(db: &Db<'_>, client_id: &str, user_id: &str) -> Result<String, ApiError> {
    let id = db.random.id("sess")?;
    db.change(
        "INSERT INTO sessions (id, client_id, user_id, status, expire_at, abandon_at, last_active_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, 'active', ?4, ?5, ?6, ?6, ?6)",
        (&id, client_id, user_id, db.now + LIFETIME, db.now + IDLE, db.now),
    )?;
    db.change("UPDATE clients SET last_active_session_id = ?1 WHERE id = ?2", (&id, client_id))?;
    db.change("UPDATE users SET last_sign_in_at = ?1 WHERE id = ?2", (db.now, user_id))?;
    Ok(id)
}

/// Ends all sessions of a client.
pub fn remove_all(db: &Db<'_>, client_id: &str) -> Result<(), ApiError> {
    let sql = "UPDATE sessions SET status = 'removed', updated_at = ?1 WHERE client_id = ?2 AND status = 'active'";
    db.change(sql, (db.now, client_id))?;
    db.change("UPDATE clients SET last_active_session_id = NULL WHERE id = ?1", [client_id])?;
    Ok(())
}

/// Marks the session as used and chooses its active organization.
pub async fn touch(cx: Context, input: TouchSession) -> Result<Session, ApiError> {
    let origin = cx.origin().map(str::to_owned);
    cx.write_client(move |db, client_id| {
        let session = live(db, Some(client_id), &input.session_id)?;
        let organization = match input.active_organization_id {
            None => session.active_organization_id,
            Some(text) => chosen(db, &session.user_id, &text)?,
        };
        db.change(
            "UPDATE sessions SET active_organization_id = ?1, last_active_at = ?2, abandon_at = ?3,
                 updated_at = max(?2, updated_at + 1) WHERE id = ?4",
            (organization, db.now, db.now + IDLE, &session.id),
        )?;
        db.change("UPDATE clients SET last_active_session_id = ?1 WHERE id = ?2", (&session.id, client_id))?;
        live(db, Some(client_id), &input.session_id)?.view(db, origin.as_deref())
    })
    .await
}

/// The organization that a text names: by id, by slug, or none if it is empty. The user must be a member.
fn chosen(db: &Db<'_>, user_id: &str, text: &str) -> Result<Option<String>, ApiError> {
    if text.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT o.id FROM organizations o JOIN memberships m ON m.organization_id = o.id
               WHERE (o.id = ?1 OR o.slug = ?1) AND m.user_id = ?2";
    db.find(sql, (text, user_id), |row| row.get(0))?.map(Some).ok_or_else(ApiError::no_organization)
}

/// Ends the session.
pub async fn end(cx: Context, input: EndSession) -> Result<Session, ApiError> {
    finish(cx, input.session_id.into(), "ended").await
}

/// Ends the session and takes it off the client.
pub async fn remove(cx: Context, input: RemoveSession) -> Result<Session, ApiError> {
    finish(cx, input.session_id.into(), "removed").await
}

async fn finish(cx: Context, session_id: String, status: &'static str) -> Result<Session, ApiError> {
    cx.write_client(move |db, client_id| {
        let session = live(db, Some(client_id), &session_id)?;
        let sql = "UPDATE sessions SET status = ?1, updated_at = max(?2, updated_at + 1) WHERE id = ?3";
        db.change(sql, (status, db.now, &session_id))?;
        let sql = "UPDATE clients SET last_active_session_id = NULL WHERE id = ?1 AND last_active_session_id = ?2";
        db.change(sql, (client_id, &session_id))?;
        Stored { status: status.into(), updated_at: db.now, ..session }.view(db, None)
    })
    .await
}

/// Makes a session token for the organization that is asked for, or else for the active one.
pub async fn create_token(cx: Context, input: CreateToken) -> Result<Token, ApiError> {
    let origin = cx.origin().map(str::to_owned);
    cx.read_client(move |db, client_id| {
        let session = live(db, client_id, &input.session_id)?;
        let organization = match input.organization_id {
            None => session.active_organization_id.clone(),
            Some(text) => chosen(db, &session.user_id, &text)?,
        };
        Ok(Token { jwt: session.token(db, organization.as_deref(), origin.as_deref())? })
    })
    .await
}

/// Makes a token from a template. Every name is taken for a template without claims of its own,
/// so that it has the claims that all such tokens have.
pub async fn create_template_token(cx: Context, input: CreateTemplateToken) -> Result<Token, ApiError> {
    let origin = cx.origin().map(str::to_owned);
    cx.read_client(move |db, client_id| {
        let session = live(db, client_id, &input.session_id)?;
        let (iat, nbf, exp) = Signer::times(db.now);
        let mut claims = json!({
            "iss": db.instance.url, "sub": session.user_id, "iat": iat, "nbf": nbf, "exp": exp,
            "jti": db.random.id("jti")?,
        });
        if let Some(origin) = origin {
            claims["azp"] = origin.into();
        }
        Ok(Token { jwt: db.instance.signer.sign(&claims)? })
    })
    .await
}
