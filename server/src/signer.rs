//! The key that signs session tokens, and the tokens (FAPI 2.5).

use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPrivateKey};
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, RsaPrivateKey};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::ApiError;
use crate::store::{Store, Txn};

const BITS: usize = 2048;
/// Name of the key in the table `settings`.
const SETTING: &str = "signing_key";
/// How long a token is good for, in seconds.
pub const LIFETIME: i64 = 60;
/// Verifiers whose clock is late by less than this still accept a fresh token, in seconds.
const LEEWAY: i64 = 10;

/// An RSA key with its id.
pub struct Signer {
    key: EncodingKey,
    key_id: String,
    modulus: String,
    exponent: String,
}

/// What a session token says: Clerk's claims, version 1.
#[derive(Debug, PartialEq, Serialize)]
pub struct Claims {
    /// The server.
    pub iss: String,
    /// The user.
    pub sub: String,
    /// The session.
    pub sid: String,
    /// The page that asked, where the browser names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub azp: Option<String>,
    /// Minutes since the first and the second factor; -1: there is none.
    pub fva: (i64, i64),
    /// Where the session stands.
    pub sts: &'static str,
    /// The active organization.
    #[serde(flatten)]
    pub organization: Option<OrganizationClaims>,
    /// Issued at, in seconds.
    pub iat: i64,
    /// Not before, in seconds.
    pub nbf: i64,
    /// Expires at, in seconds.
    pub exp: i64,
}

/// The part of the claims about the active organization.
#[derive(Debug, PartialEq, Serialize)]
pub struct OrganizationClaims {
    /// `org_…`
    pub org_id: String,
    /// Its slug.
    pub org_slug: String,
    /// The user's role in it.
    pub org_role: &'static str,
    /// The app's own permissions; there are none here.
    pub org_permissions: [&'static str; 0],
}

impl Signer {
    /// The database's key; made and kept there at the first start.
    pub fn load(store: &Store) -> Result<Self, ApiError> {
        let pem = store.write_now(|txn| match stored(txn)? {
            Some(pem) => Ok(pem),
            None => {
                let pem = generate()?;
                txn.change("INSERT INTO settings (name, value) VALUES (?1, ?2)", (SETTING, &pem))?;
                Ok(pem)
            }
        })?;
        Signer::from_pem(&pem)
    }

    /// Reads a private key (PKCS #1, PEM).
    pub fn from_pem(pem: &str) -> Result<Self, ApiError> {
        let unreadable = |error: &dyn std::fmt::Display| ApiError::internal("the signing key can't be read", error);
        let key = RsaPrivateKey::from_pkcs1_pem(pem).map_err(|error| unreadable(&error))?;
        let der = key.to_pkcs1_der().map_err(|error| unreadable(&error))?;
        let modulus = base64url(key.n());
        Ok(Signer {
            key: EncodingKey::from_rsa_der(der.as_bytes()),
            key_id: format!("ins_{}", &URL_SAFE_NO_PAD.encode(Sha256::digest(&modulus))[..27]),
            exponent: base64url(key.e()),
            modulus,
        })
    }

    /// The claims' times, seen from `now` in milliseconds: issued at, not before, expires at.
    pub fn times(now: i64) -> (i64, i64, i64) {
        let iat = now / 1000;
        (iat, iat - LEEWAY, iat + LIFETIME)
    }

    /// Makes a token. Takes a millisecond or two of CPU.
    pub fn sign(&self, claims: &impl Serialize) -> Result<String, ApiError> {
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::RS256) };
        jsonwebtoken::encode(&header, claims, &self.key)
            .map_err(|error| ApiError::internal("a token can't be signed", &error))
    }

    /// What verifiers fetch: RFC 7517.
    pub fn jwks(&self) -> Value {
        json!({ "keys": [{
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.key_id, "n": self.modulus, "e": self.exponent,
        }]})
    }
}

fn base64url(number: &BigUint) -> String {
    URL_SAFE_NO_PAD.encode(number.to_bytes_be())
}

fn stored(txn: &Txn<'_>) -> rusqlite::Result<Option<String>> {
    txn.find("SELECT value FROM settings WHERE name = ?1", [SETTING], |row| row.get(0))
}

fn generate() -> Result<String, ApiError> {
    let failed = |error: &dyn std::fmt::Display| ApiError::internal("a signing key can't be made", error);
    let key = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, BITS).map_err(|error| failed(&error))?;
    let pem = key.to_pkcs1_pem(Default::default()).map_err(|error| failed(&error))?;
    Ok(pem.to_string())
}

/// `GET /.well-known/jwks.json`.
pub async fn jwks(State(app): State<App>) -> Json<Value> {
    Json(app.instance.signer.jwks())
}
