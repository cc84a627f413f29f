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

/// From so many digits on, a cell of a file may hold a personal number.
const CELL_DIGITS: usize = 10;

/// A cell of a file as a page shows it: in what may be a NIK, KK number or phone the digits 7 to 12 (the birth date of a NIK) are hidden,
/// however it is written. A time of day is none.
pub fn masked_cell(cell: &str) -> String {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    if digits < CELL_DIGITS || cell.contains(':') {
        return cell.to_owned();
    }
    let mut met = 0;
    let hide = |c: char| {
        if !c.is_numeric() {
            return c;
        }
        met += 1;
        // The sixteen digits of one number after those of another.
        if (7..=12).contains(&((met - 1) % 16 + 1)) { '•' } else { c }
    };
    cell.chars().map(hide).collect()
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
