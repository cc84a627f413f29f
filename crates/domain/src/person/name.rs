//! A person's name as it stands on the card.

use std::fmt;

/// The longest name that the card and SIAK carry, characters (NAMA_LGKP; Permendagri 73/2022 art. 4).
pub const NAME_CHARS_MAX: usize = 60;

/// A name that can stand on a card; `Debug` hides it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// Why a text is no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameRefusal {
    /// Nothing was typed.
    Empty,
    /// More than [`NAME_CHARS_MAX`] characters.
    TooLong {
        /// How many characters were given.
        chars: usize,
    },
    /// An invisible mark, such as one that turns the writing direction.
    Invisible,
    /// A sign that does not belong in a name.
    Sign {
        /// The sign.
        found: char,
    },
}

impl PersonName {
    /// Reads a name: letters, blanks, and `' - . , /` as they occur in names and titles. Runs of blanks become one.
    pub fn parse(text: &str) -> Result<Self, NameRefusal> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(NameRefusal::Empty);
        }
        let chars = name.chars().count();
        if chars > NAME_CHARS_MAX {
            return Err(NameRefusal::TooLong { chars });
        }
        for found in name.chars() {
            if found.is_control() || is_invisible(found) {
                return Err(NameRefusal::Invisible);
            }
            let fits = is_latin(found) || matches!(found, ' ' | '\'' | '’' | '`' | '-' | '.' | ',' | '/');
            if !fits {
                return Err(NameRefusal::Sign { found });
            }
        }
        if !name.chars().any(is_latin) {
            return Err(NameRefusal::Empty);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(hidden)")
    }
}

/// A letter of the Latin script, the only one on the card (Permendagri 73/2022 art. 4).
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c < '\u{250}'
}

/// Zero-width, direction and other marks that leave nothing on paper (Unicode's default ignorables, the ones met in pasted text).
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{115f}'..='\u{1160}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_real_life_pass_and_markup_does_not() {
        for good in ["O'BRIEN", "H. MUHAMMAD  SALEH", "I WAYAN SUDIRTA, S.Pd.", "SITI", "NUR'AINI", "ÉLISE-MARIE"] {
            assert!(PersonName::parse(good).is_ok(), "{good}");
        }
        for (bad, expected) in [
            ("  ", NameRefusal::Empty),
            ("<script>alert(1)</script>", NameRefusal::Sign { found: '<' }),
            ("ALI\u{202e}ILA", NameRefusal::Invisible),
            ("ALI4", NameRefusal::Sign { found: '4' }),
            ("\u{3164}", NameRefusal::Invisible),
            ("王小明", NameRefusal::Sign { found: '王' }),
            ("...", NameRefusal::Empty),
        ] {
            assert_eq!(PersonName::parse(bad), Err(expected), "{bad}");
        }
        assert_eq!(PersonName::parse(&"A".repeat(500)), Err(NameRefusal::TooLong { chars: 500 }));
        assert_eq!(PersonName::parse(" SITI   AMINAH ").unwrap().as_str(), "SITI AMINAH");
    }
}
