//! The NIK (Nomor Induk Kependudukan): 16 digits, `PPKKCC DDMMYY SSSS`.
//!
//! Province, regency and sub-district of the *first* registration, date of birth with 40 added to a woman's day, and a serial that SIAK
//! counts up from 0001 (UU 23/2006 art. 13; Permendagri 95/2019). It never changes, not by a move and not by a corrected birth date.

use std::fmt;

use jiff::civil::Date;

use super::Sex;

/// A well-formed NIK. It is never written to logs, URLs or messages; `Debug` hides it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nik(String);

/// Why a text is no NIK.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NikRefusal {
    /// Nothing was typed.
    Empty,
    /// Digits of another script, such as full-width ones.
    ForeignDigits,
    /// Something that is no digit, at a position counted from 1.
    NotDigit {
        /// Position, from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// Not 16 digits.
    WrongLength {
        /// How many digits were given.
        digits: usize,
    },
    /// Digits 7 to 12 are no date: the day (less 40 for a woman), the month.
    ImpossibleDate {
        /// Digits 7–8 as typed.
        day: u8,
        /// Digits 9–10.
        month: u8,
    },
    /// The serial 0000 is never issued.
    ZeroSerial,
    /// The area digits belong to no area, now or ever.
    UnknownArea {
        /// The six digits.
        area: String,
    },
}

impl Nik {
    /// Reads 16 ASCII digits; blanks are ignored. Whether the area exists is asked of [`crate::area::Areas`].
    pub fn parse(text: &str) -> Result<Self, NikRefusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NikRefusal::Empty);
        }
        for (index, found) in text.chars().enumerate() {
            if found.is_ascii_digit() || found == ' ' {
                continue;
            }
            if found.is_numeric() {
                return Err(NikRefusal::ForeignDigits);
            }
            return Err(NikRefusal::NotDigit { position: index + 1, found });
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() != 16 {
            return Err(NikRefusal::WrongLength { digits: digits.len() });
        }
        let nik = Self(digits);
        let (day, month) = (nik.number(6), nik.number(8));
        if nik.births().next().is_none() {
            return Err(NikRefusal::ImpossibleDate { day, month });
        }
        if nik.0.ends_with("0000") {
            return Err(NikRefusal::ZeroSerial);
        }
        Ok(nik)
    }

    /// All 16 digits. Show them only with a reason.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The six area digits.
    pub fn area(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }

    /// The sex that the day digits say.
    pub fn sex(&self) -> Sex {
        if self.number(6) > 40 { Sex::Female } else { Sex::Male }
    }

    /// Whether the birth date is one that the digits can mean (the century is not in them).
    pub fn agrees_with_birth(&self, birth: Date) -> bool {
        self.births().any(|date| date == birth)
    }

    /// The dates that the digits can mean, in the 20th and 21st century; none when there is no such day.
    pub fn births(&self) -> impl Iterator<Item = Date> {
        let day = self.number(6);
        let day = if day > 40 { day - 40 } else { day };
        let year = i16::from(self.number(10));
        let (month, day) = (self.number(8).cast_signed(), day.cast_signed());
        [1900, 2000].into_iter().filter_map(move |century: i16| Date::new(century + year, month, day).ok())
    }

    /// The two digits that begin at a position counted from 0.
    fn number(&self, from: usize) -> u8 {
        self.0.get(from..from + 2).and_then(|pair| pair.parse().ok()).unwrap_or_default()
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nik(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn bad_numbers_are_named() {
        for (text, expected) in [
            ("", NikRefusal::Empty),
            ("52080112O5859001", NikRefusal::NotDigit { position: 9, found: 'O' }),
            ("520801120585900", NikRefusal::WrongLength { digits: 15 }),
            ("52080112058590011", NikRefusal::WrongLength { digits: 17 }),
            ("５２０８０１１２０５８５９００１", NikRefusal::ForeignDigits),
            ("5208013102859001", NikRefusal::ImpossibleDate { day: 31, month: 2 }),
            ("5208017202859001", NikRefusal::ImpossibleDate { day: 72, month: 2 }),
            ("5208010001859001", NikRefusal::ImpossibleDate { day: 0, month: 1 }),
            ("5208014001859001", NikRefusal::ImpossibleDate { day: 40, month: 1 }),
            ("5208011213859001", NikRefusal::ImpossibleDate { day: 12, month: 13 }),
            ("5208011205850000", NikRefusal::ZeroSerial),
        ] {
            assert_eq!(Nik::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn a_woman_s_day_has_forty_added() {
        let nik = Nik::parse(" 5208 0152 0585 9001 ").unwrap();
        assert_eq!(nik.sex(), Sex::Female);
        assert!(nik.agrees_with_birth(date(1985, 5, 12)));
        assert!(!nik.agrees_with_birth(date(1985, 5, 13)));
        assert_eq!(nik.area(), "520801");
        assert_eq!(format!("{nik:?}"), "Nik(hidden)");
    }

    #[test]
    fn the_century_is_open_and_leap_days_need_one_leap_year() {
        assert!(Nik::parse("5208012902009001").is_ok(), "2000 is a leap year");
        assert!(Nik::parse("5208012902019001").is_err(), "neither 1901 nor 2001 is");
        assert!(Nik::parse("5208011205059001").unwrap().agrees_with_birth(date(2005, 5, 12)));
    }
}
