//! Staff accounts.

use crate::{access::Standing, id::AccountId};

/// A person of the office's staff who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// The name typed at sign-in: lower case letters, digits, dots and hyphens.
    pub username: String,
    /// The name that others see.
    pub name: String,
    /// The staff number of the human being behind it: NIP (18 digits), or NIK (16 digits) for who is no civil servant. Two accounts
    /// with one number are one person. Empty only for accounts that were opened before numbers were asked for.
    pub staff: String,
    /// What the account may do, and where.
    pub standing: Standing,
    /// A closed account may not sign in.
    pub active: bool,
}

impl Account {
    /// Whether both accounts are known to belong to one human being.
    pub fn is_same_person(&self, other: &Self) -> bool {
        self.id == other.id || (!self.staff.is_empty() && self.staff == other.staff)
    }
}

/// Reads a staff number, spaces allowed: 18 digits (NIP, PP 11/2017) or 16 (NIK); `None` when it is neither.
pub fn staff_number(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    (matches!(digits.len(), 16 | 18) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
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
