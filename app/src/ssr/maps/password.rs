//! Secrets of shared maps: passwords as Argon2id hashes (RFC 9106), and tokens.

use argon2::Argon2;
use argon2::password_hash::{
    PasswordHash as Phc, PasswordHasher as _, PasswordVerifier as _, SaltString,
};
use model::{MapToken, PasswordHash};
use store::StoreError;

/// As RFC 9106 has it.
const SALT_BYTES: usize = 16;

/// A salted hash, with the cost that the crate proposes (19 MiB, two passes, as OWASP does).
///
/// `None` where the system has no randomness, or no memory.
pub(super) fn hashed(password: &str) -> Option<PasswordHash> {
    let mut bytes = [0; SALT_BYTES];
    getrandom::fill(&mut bytes).ok()?;
    let salt = SaltString::encode_b64(&bytes).ok()?;
    let phc = Argon2::default().hash_password(password.as_bytes(), &salt).ok()?;
    Some(PasswordHash::new(phc.to_string()))
}

/// Whether a password is the one that was hashed; compared in constant time.
pub(super) fn fits(password: &str, hash: &PasswordHash) -> bool {
    let Ok(phc) = Phc::new(hash.as_str()) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &phc).is_ok()
}

/// A token that nobody guesses.
///
/// # Errors
/// [`StoreError::Unavailable`] where the system has no randomness.
pub(super) fn random_token() -> Result<MapToken, StoreError> {
    let mut bytes = [0; MapToken::LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Unavailable(error.to_string()))?;
    Ok(MapToken::from_random(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_fits_and_its_hash_is_another_each_time() {
        let (one, two) = (hashed("Träger 2026").unwrap(), hashed("Träger 2026").unwrap());
        assert_ne!(one, two);
        assert!(one.as_str().starts_with("$argon2id$v=19$"), "{}", one.as_str());
        assert!(fits("Träger 2026", &one) && fits("Träger 2026", &two));
        for wrong in ["", "träger 2026", "Träger 2026 ", one.as_str()] {
            assert!(!fits(wrong, &one), "{wrong}");
        }
        assert!(!fits("", &PasswordHash::new(String::new())));
    }
}
