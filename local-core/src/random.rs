//! Ids, secrets and codes. The random bytes come from outside, so that a test can choose them.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::refusal::{Refusal, Result};

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Characters of an id behind its prefix (FAPI 4).
const ID_LENGTH: usize = 27;
/// Characters of a secret: 43 × log2(62) > 256 bits.
const SECRET_LENGTH: usize = 43;

/// A source of random bytes.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

type Fill = dyn Fn(&mut [u8]) -> std::result::Result<(), NoRandomness> + Send + Sync;

/// Why there are no random bytes.
pub type NoRandomness = Box<dyn std::error::Error + Send + Sync>;

impl Random {
    /// A source that asks `fill`.
    pub fn new(fill: impl Fn(&mut [u8]) -> std::result::Result<(), NoRandomness> + Send + Sync + 'static) -> Self {
        Random(Arc::new(fill))
    }

    /// Fills `bytes`.
    pub fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        (self.0)(bytes).map_err(|error| Refusal::internal("the system gives no random bytes", &error))
    }

    /// A new id: `org_` and 27 base-62 characters.
    pub fn id(&self, prefix: &str) -> Result<String> {
        Ok(format!("{prefix}_{}", self.base62(ID_LENGTH)?))
    }

    /// A new secret of more than 256 bits, fit for a URL.
    pub fn secret(&self) -> Result<Secret> {
        Ok(Secret(self.base62(SECRET_LENGTH)?))
    }

    /// A code of six decimal digits.
    pub fn code(&self) -> Result<Secret> {
        Ok(Secret(self.text(b"0123456789", 6)?))
    }

    /// A name for a request: 32 hexadecimal digits.
    pub fn trace(&self) -> Result<String> {
        self.text(b"0123456789abcdef", 32)
    }

    /// A short lower-case suffix that makes a taken slug free.
    pub fn slug_suffix(&self) -> Result<String> {
        self.text(b"0123456789abcdefghijklmnopqrstuvwxyz", 6)
    }

    fn base62(&self, length: usize) -> Result<String> {
        self.text(BASE62, length)
    }

    /// Every letter is equally likely: bytes beyond the last whole multiple of the alphabet are drawn again.
    fn text(&self, alphabet: &[u8], length: usize) -> Result<String> {
        let limit = 256 - 256 % alphabet.len();
        let mut text = String::with_capacity(length);
        let mut bytes = [0; 64];
        while text.len() < length {
            self.fill(&mut bytes)?;
            let drawn = bytes.iter().map(|&byte| usize::from(byte)).filter(|&byte| byte < limit);
            text.extend(drawn.take(length - text.len()).map(|byte| char::from(alphabet[byte % alphabet.len()])));
        }
        Ok(text)
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

/// A token, ticket or code in the clear. The database only ever sees its hash, the log nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret that somebody shows us.
    pub fn shown(text: impl Into<String>) -> Self {
        Secret(text.into())
    }

    /// The text itself, to hand it to its owner.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps. Plain SHA-256 does: what is hashed has more than 256 random bits
    /// (and a code, which hasn't, lives for ten minutes and five attempts).
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A source for tests.
#[cfg(test)]
pub fn test_random() -> Random {
    Random::new(|bytes| rsa::rand_core::RngCore::try_fill_bytes(&mut rsa::rand_core::OsRng, bytes).map_err(Into::into))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_clerks_shape() {
        let id = test_random().id("org").expect("an id");
        let (prefix, rest) = id.split_once('_').expect("a prefix");
        assert_eq!(prefix, "org");
        assert_eq!(rest.len(), 27);
        assert!(rest.bytes().all(|letter| BASE62.contains(&letter)));
    }

    #[test]
    fn letters_are_equally_likely() {
        // A source that counts 0…255 gives each of 62 letters 4 times, and the rest (248…255) to nobody.
        let next = std::sync::atomic::AtomicU8::new(0);
        let counting = Random::new(move |bytes| {
            bytes.fill_with(|| next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
            Ok(())
        });
        let text = counting.base62(248).expect("a text");
        assert!(BASE62.iter().all(|&letter| text.bytes().filter(|&drawn| drawn == letter).count() == 4));
    }

    #[test]
    fn secrets_stay_out_of_the_log() {
        let secret = Secret::shown("blue-heron");
        assert!(!format!("{secret:?}").contains("heron"));
    }
}
