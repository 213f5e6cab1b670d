//! Passwords, hashed with Argon2id.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::instance::{MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH};
use crate::random::Random;
use crate::refusal::{Refusal, Result};

/// 8 MiB and one pass. This is little on purpose: the server holds demo accounts, and every test signs somebody in.
const MEMORY_KIB: u32 = 8 * 1024;
const PASSES: u32 = 1;
const LANES: u32 = 1;

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|error| Refusal::internal("Argon2 refuses its parameters", &error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Refuses a password that is too short or too long.
pub fn check(password: &str) -> Result<()> {
    match password.chars().count() {
        ..MIN_PASSWORD_LENGTH => Err(Refusal::invalid(
            "form_password_length_too_short",
            "password",
            format!("The password needs at least {MIN_PASSWORD_LENGTH} characters."),
        )),
        MIN_PASSWORD_LENGTH..=MAX_PASSWORD_LENGTH => Ok(()),
        _ => Err(Refusal::invalid(
            "form_param_max_length_exceeded",
            "password",
            format!("The password may have at most {MAX_PASSWORD_LENGTH} characters."),
        )),
    }
}

/// Hashes a password with a salt of its own. Takes a few milliseconds of CPU: not while a transaction is open.
pub fn hash(password: &str, random: &Random) -> Result<String> {
    let mut salt = [0; 16];
    random.fill(&mut salt)?;
    let hash: PasswordHash = argon2()?
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(|error| Refusal::internal("a password can't be hashed", &error))?;
    Ok(hash.to_string())
}

/// Whether the password is the one that `hash` was made from. Takes a few milliseconds of CPU.
pub fn verify(password: &str, hash: &str) -> Result<bool> {
    let hash =
        PasswordHash::new(hash).map_err(|error| Refusal::internal("a stored password hash can't be read", &error))?;
    Ok(argon2()?.verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::test_random;

    #[test]
    fn only_the_same_password_passes() {
        let stored = hash("blue-heron-42", &test_random()).expect("a hash");
        assert!(stored.starts_with("$argon2id$v=19$m=8192,t=1,p=1$"));
        assert!(!stored.contains("heron"));
        assert_eq!(verify("blue-heron-42", &stored), Ok(true));
        assert_eq!(verify("blue-heron-43", &stored), Ok(false));
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(check("äöüäöüäö"), Ok(()));
        let refusal = |password: &str| check(password).expect_err("a refusal").code().to_owned();
        assert_eq!(refusal("short"), "form_password_length_too_short");
        assert_eq!(refusal(&"x".repeat(73)), "form_param_max_length_exceeded");
    }
}
