//! Personal numbers that pages show only in part.

use std::fmt;

/// Shows a NIK or KK number as its area code and its last four digits: `5208••••••••9001`.
/// The full number does not survive the making of this value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskedNumber(String);

/// Shows a phone number as its first four and last three digits: `0812•••••890`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskedPhone(String);

impl MaskedNumber {
    /// Masks a NIK or KK number.
    pub fn new(number: &str) -> Self {
        Self(masked(number, 4, 4))
    }
}

impl MaskedPhone {
    /// Masks a phone number.
    pub fn new(phone: &str) -> Self {
        Self(masked(phone, 4, 3))
    }
}

impl fmt::Display for MaskedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for MaskedPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Keeps some characters at both ends; what is too short to keep them safely is hidden altogether.
fn masked(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    let hides_enough = count >= head + tail + 3;
    text.chars().enumerate().map(|(index, c)| if hides_enough && (index < head || index >= count - tail) { c } else { '•' }).collect()
}

/// The initials of a name, at most four: "Baiq Sri Wahyuni" is "B. S. W."
pub fn initials(name: &str) -> String {
    let letters: Vec<String> = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .take(4)
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect();
    letters.join(" ")
}
