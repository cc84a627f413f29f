//! The family card number (nomor kartu keluarga): 16 digits, area, date of recording, serial.

use std::fmt;

/// A well-formed family card number; `Debug` hides it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kk(String);

/// Why a text is no family card number: it is not 16 ASCII digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KkRefusal {
    /// How many digits it has.
    pub digits: usize,
}

impl Kk {
    /// Reads 16 ASCII digits; blanks are ignored.
    pub fn parse(text: &str) -> Result<Self, KkRefusal> {
        let number: String = text.chars().filter(|c| *c != ' ').collect();
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if digits == 16 && number.len() == 16 { Ok(Self(number)) } else { Err(KkRefusal { digits }) }
    }

    /// All 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Kk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kk(hidden)")
    }
}
