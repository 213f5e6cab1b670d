//! The key that signs tokens (docs/fapi.md 2.5).

use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rand_chacha::ChaCha20Rng;
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPrivateKey};
use rsa::rand_core::SeedableRng;
use serde::Serialize;

use crate::random::Random;
use crate::refusal::{Refusal, Result};

const BITS: usize = 2048;
/// Characters of the key's id behind `ins_`.
const ID_LENGTH: usize = 27;

/// An RSA key with its id.
pub struct Signer {
    key: EncodingKey,
    jwk: Jwk,
}

impl Signer {
    /// Reads a private key (PKCS #1, PEM).
    pub fn from_pem(pem: &str) -> Result<Self> {
        let unreadable = |error: &dyn std::fmt::Display| Refusal::internal("the signing key can't be read", error);
        let private = RsaPrivateKey::from_pkcs1_pem(pem).map_err(|error| unreadable(&error))?;
        let der = private.to_pkcs1_der().map_err(|error| unreadable(&error))?;
        let key = EncodingKey::from_rsa_der(der.as_bytes());
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::RS256).map_err(|error| unreadable(&error))?;
        let thumbprint = jwk.thumbprint(ThumbprintHash::SHA256).map_err(|error| unreadable(&error))?;
        jwk.common.key_id = Some(format!("ins_{}", thumbprint.get(..ID_LENGTH).unwrap_or_default()));
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Signer { key, jwk })
    }

    /// Makes a private key (PKCS #1, PEM).
    pub fn generate(random: &Random) -> Result<String> {
        let failed = |error: &dyn std::fmt::Display| Refusal::internal("a signing key can't be made", error);
        let mut seed = [0; 32];
        random.fill(&mut seed)?;
        let key = RsaPrivateKey::new(&mut ChaCha20Rng::from_seed(seed), BITS).map_err(|error| failed(&error))?;
        let pem = key.to_pkcs1_pem(Default::default()).map_err(|error| failed(&error))?;
        Ok(pem.to_string())
    }

    /// Signs claims. Takes a millisecond or two of CPU: not while others wait for the database.
    pub fn sign(&self, claims: &impl Serialize) -> Result<String> {
        let header = Header { kid: self.jwk.common.key_id.clone(), ..Header::new(Algorithm::RS256) };
        jsonwebtoken::encode(&header, claims, &self.key)
            .map_err(|error| Refusal::internal("a token can't be signed", &error))
    }

    /// What verifiers fetch (RFC 7517).
    pub fn jwks(&self) -> JwkSet {
        JwkSet { keys: vec![self.jwk.clone()] }
    }
}
