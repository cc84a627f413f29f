//! The office itself: its code, name and time zone.

use std::fmt;

use jiff::{Timestamp, civil::Date, tz};

use crate::coded::coded;

/// The four digits of a regency or city (`5208`), of a province (`5200`) or of the ministry (`0000`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeCode(u16);

impl OfficeCode {
    /// Reads `5208` or the dotted `52.08`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.trim().chars().filter(|c| *c != '.').collect();
        if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(Self)
    }

    /// The dotted form of the area tables, `52.08`.
    pub fn dotted(self) -> String {
        format!("{:02}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl fmt::Display for OfficeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

coded! {
    /// The three time zones of Indonesia (Keppres 41/1987).
    pub enum Zone {
        /// Western, UTC+7.
        Wib = "WIB",
        /// Central, UTC+8.
        Wita = "WITA",
        /// Eastern, UTC+9.
        Wit = "WIT",
    }
}

impl Zone {
    /// The offset from UTC in whole hours.
    pub const fn offset_hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// The zone as a fixed offset; Indonesia has no summer time.
    pub fn time_zone(self) -> tz::TimeZone {
        tz::TimeZone::fixed(tz::offset(self.offset_hours()))
    }

    /// The calendar day of an instant in this zone.
    pub fn date(self, at: Timestamp) -> Date {
        at.to_zoned(self.time_zone()).date()
    }

    /// The zone in which a province lies, by its two-digit area code (Keppres 41/1987).
    pub const fn of_province(province: u8) -> Self {
        match province {
            51..=53 | 63..=65 | 71..=76 => Self::Wita,
            81 | 82 | 91..=96 => Self::Wit,
            _ => Self::Wib,
        }
    }
}

/// The office as its own journal opened it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its code.
    pub code: OfficeCode,
    /// Its name, as on letters: `Disdukcapil Kabupaten Lombok Utara`.
    pub name: String,
    /// Its time zone.
    pub zone: Zone,
    /// A demonstration with synthetic people; such an office is never served as a real one.
    pub demo: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_both_forms_and_nothing_else() {
        assert_eq!(OfficeCode::parse("52.08"), OfficeCode::parse("5208"));
        assert_eq!(OfficeCode::parse("52.08").map(OfficeCode::dotted).as_deref(), Some("52.08"));
        for bad in ["", "52", "520801", "52o8", "５２０８"] {
            assert_eq!(OfficeCode::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_day_changes_with_the_zone() {
        let at: Timestamp = "2022-11-25T16:30:00Z".parse().unwrap();
        assert_eq!(Zone::Wib.date(at).to_string(), "2022-11-25");
        assert_eq!(Zone::Wita.date(at).to_string(), "2022-11-26");
    }
}
