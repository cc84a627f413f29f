//! Password hashes: argon2id, at most two at the same time, so that signing in cannot exhaust the machine.

use std::sync::{Condvar, Mutex, PoisonError};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use store::StoreFault;

/// Hashes at the same time.
const HASHES_MAX: usize = 2;

/// A hash of nobody's password, so that an unknown username costs as much time as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$mXs0J0XhG0v3eEGY0uKx2nXl7pF5hXJ7JcW1oZ2n6vE";

/// The gate before the hashes.
#[derive(Default)]
pub(crate) struct Hasher {
    running: Mutex<usize>,
    done: Condvar,
}

impl Hasher {
    /// The PHC string of a password.
    pub(crate) fn hash(&self, password: &str, salt: &[u8]) -> Result<String, StoreFault> {
        let failed = |_| StoreFault::Corrupt("a password that cannot be hashed".to_owned());
        let hash: PasswordHash = self.gated(|| Argon2::default().hash_password_with_salt(password.as_bytes(), salt)).map_err(failed)?;
        Ok(hash.to_string())
    }

    /// Whether the password is the hash's; `None` stands for an account that does not exist.
    pub(crate) fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
        let right = self.gated(|| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        right && hash.is_some()
    }

    fn gated<T>(&self, work: impl FnOnce() -> T) -> T {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        while *running >= HASHES_MAX {
            running = self.done.wait(running).unwrap_or_else(PoisonError::into_inner);
        }
        *running += 1;
        drop(running);
        let result = work();
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.done.notify_one();
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password_and_nobody_has_one() {
        let hasher = Hasher::default();
        let hash = hasher.hash("kata sandi yang panjang", b"0123456789abcdef").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(hasher.verify("kata sandi yang panjang", Some(&hash)));
        assert!(!hasher.verify("kata sandi yang lain", Some(&hash)));
        assert!(PasswordHash::new(NOBODY).is_ok(), "an unknown name costs a real hash");
        assert!(!hasher.verify("", None));
    }
}
