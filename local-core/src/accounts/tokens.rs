//! Session tokens (docs/fapi.md 2.5). A handler only writes their claims; they are signed after the commit.

use clerk_api::{CreateTemplateToken, CreateToken, OrganizationId, Token};
use serde::Serialize;
use serde_json::json;

use super::session_rows::{self, Stored};
use crate::clock::MINUTE;
use crate::db::Transaction;
use crate::http::Browser;
use crate::organizations;
use crate::refusal::Result;

/// How long a token is good for, in seconds.
const LIFETIME: i64 = 60;
/// A verifier whose clock is late by less than this still accepts a fresh token, in seconds.
const LEEWAY: i64 = 10;

/// What a session token says: Clerk's claims, version 1.
#[derive(Debug, Serialize)]
struct Claims<'a> {
    /// The server.
    iss: &'a str,
    /// The user.
    sub: &'a str,
    /// The session.
    sid: &'a str,
    /// The page that asked, where its browser names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    azp: Option<&'a str>,
    /// Minutes since the first and the second factor; -1 where there is none.
    fva: (i64, i64),
    /// Where the session stands.
    sts: &'static str,
    /// The active organization.
    #[serde(flatten)]
    organization: Option<OrganizationClaims>,
    #[serde(flatten)]
    times: Times,
}

/// The claims about the active organization.
#[derive(Debug, Serialize)]
struct OrganizationClaims {
    org_id: OrganizationId,
    org_slug: String,
    /// The user's role in it.
    org_role: String,
    /// The app's own permissions; there are none here.
    org_permissions: [String; 0],
}

/// When a token is good, in seconds.
#[derive(Debug, Serialize)]
struct Times {
    /// Issued at.
    iat: i64,
    /// Not before.
    nbf: i64,
    /// Expires at.
    exp: i64,
}

impl Times {
    /// Seen from `now`, in milliseconds.
    fn at(now: i64) -> Self {
        let iat = now / 1000;
        Times { iat, nbf: iat - LEEWAY, exp: iat + LIFETIME }
    }
}

/// Minutes since the first and the second factor of a session that began at `created_at`.
pub fn factor_age(now: i64, created_at: i64) -> (i64, i64) {
    ((now - created_at).max(0) / MINUTE, -1)
}

/// A session token that speaks for the organization, of which the user must be a member.
pub fn of_session(
    tx: &Transaction<'_>,
    session: &Stored,
    organization_id: Option<&OrganizationId>,
    origin: Option<&str>,
) -> Result<Token> {
    let organization = organization_id.map(|id| organization_claims(tx, session, id)).transpose()?;
    let jwt = tx.sign_later(&Claims {
        iss: &tx.config.url,
        sub: &session.user_id,
        sid: &session.id,
        azp: origin,
        fva: factor_age(tx.now, session.created_at),
        sts: "active",
        organization,
        times: Times::at(tx.now),
    })?;
    Ok(Token { jwt })
}

fn organization_claims(tx: &Transaction<'_>, session: &Stored, id: &OrganizationId) -> Result<OrganizationClaims> {
    let role = organizations::role_in(tx, id, &session.user_id)?;
    let organization = organizations::find(tx, id)?;
    Ok(OrganizationClaims {
        org_id: organization.id,
        org_slug: organization.slug.unwrap_or_default(),
        org_role: role.spelled(tx.config.roles),
        org_permissions: [],
    })
}

/// Makes a session token for the organization that the call names, or else for the active one.
pub fn create_token(tx: &Transaction<'_>, browser: &Browser, input: CreateToken) -> Result<Token> {
    let session = session_rows::live(tx, browser.client_id.get(), &input.session_id)?;
    let organization = match input.organization_id {
        None => session.active_organization_id.clone(),
        Some(id) => session_rows::chosen(tx, &session.user_id, &id)?,
    };
    of_session(tx, &session, organization.as_ref(), browser.origin.as_deref())
}

/// Makes a token from a template. Every name is taken for a template without claims of its own, so that its tokens have
/// the claims that all of them have.
pub fn create_template_token(tx: &Transaction<'_>, browser: &Browser, input: CreateTemplateToken) -> Result<Token> {
    let session = session_rows::live(tx, browser.client_id.get(), &input.session_id)?;
    let times = Times::at(tx.now);
    let mut claims = json!({
        "iss": tx.config.url, "sub": session.user_id, "iat": times.iat, "nbf": times.nbf, "exp": times.exp,
        "jti": tx.random.id("jti")?,
    });
    if let Some(origin) = &browser.origin {
        claims["azp"] = origin.as_str().into();
    }
    Ok(Token { jwt: tx.sign_later(&claims)? })
}
