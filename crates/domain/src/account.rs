//! Staff accounts.

use crate::{access::Role, id::AccountId};

/// A person of the office's staff who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// The name typed at sign-in: lower case letters, digits, dots and hyphens.
    pub username: String,
    /// The name that others see.
    pub name: String,
    /// What the account may do.
    pub role: Role,
    /// A closed account may not sign in.
    pub active: bool,
}

/// The least length of a password, characters (ASVS 5.0 6.2.1).
pub const PASSWORD_CHARS_MIN: usize = 12;
/// The greatest length of a password, characters (ASVS 5.0 6.2.9 asks for at least 64).
pub const PASSWORD_CHARS_MAX: usize = 128;

/// Reads a username; `None` when it is empty, too long or holds other characters.
pub fn username(text: &str) -> Option<String> {
    let name = text.trim().to_ascii_lowercase();
    let fits = (3..=40).contains(&name.len());
    let clean = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-');
    (fits && clean).then_some(name)
}
