//! The three time zones of Indonesia: fixed offsets, no summer time, so no zone database is needed.

use jiff::{Timestamp, civil, tz};

/// The time zone of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// Waktu Indonesia Barat, UTC+7.
    #[default]
    Wib,
    /// Waktu Indonesia Tengah, UTC+8.
    Wita,
    /// Waktu Indonesia Timur, UTC+9.
    Wit,
}

impl Zone {
    /// The label that stands after a time.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// Hours ahead of UTC.
    pub const fn offset_hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// The clock on the office's wall at this instant.
    pub fn local(self, at: Timestamp) -> civil::DateTime {
        tz::Offset::constant(self.offset_hours()).to_datetime(at)
    }

    /// The office's calendar day at this instant.
    pub fn day(self, at: Timestamp) -> civil::Date {
        self.local(at).date()
    }
}
