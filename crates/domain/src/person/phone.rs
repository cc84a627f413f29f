//! Indonesian mobile numbers (national numbering plan: `8[1-35-9]` and seven to ten more digits).

use std::fmt;

/// A mobile number in E.164 form, `+6281234567890`; `Debug` hides it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Why a text is no Indonesian mobile number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneRefusal;

impl Phone {
    /// Reads `0812-3456-7890`, `62812…`, `+62 812 …` or `812…`; blanks, dots, hyphens and brackets are ignored.
    pub fn parse(text: &str) -> Result<Self, PhoneRefusal> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')')).collect();
        let national = digits.strip_prefix("+62").or_else(|| digits.strip_prefix("62")).or_else(|| digits.strip_prefix('0'));
        let national = national.unwrap_or(&digits);
        let all_digits = national.bytes().all(|b| b.is_ascii_digit());
        let mobile = national.starts_with('8') && !matches!(national.as_bytes().get(1), None | Some(b'0' | b'4'));
        if all_digits && mobile && (9..=12).contains(&national.len()) {
            return Ok(Self(format!("+62{national}")));
        }
        Err(PhoneRefusal)
    }

    /// The national form, `081234567890`.
    pub fn national(&self) -> String {
        format!("0{}", self.0.strip_prefix("+62").unwrap_or(&self.0))
    }

    /// The E.164 form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_many_spellings() {
        for text in ["081234567890", "+62 812-3456-7890", "6281234567890", "(0812) 3456.7890", "81234567890"] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), "+6281234567890", "{text}");
        }
        for text in ["", "0370123456", "0801234567", "08123", "0812345678901234", "08x2345678"] {
            assert!(Phone::parse(text).is_err(), "{text}");
        }
    }
}
