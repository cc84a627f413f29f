//! Days in Indonesian words.

use jiff::civil::Date;
use serde::Serializer;

const MONTHS: [&str; 12] =
    ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

/// A day as letters write it: "23 November 2026".
pub(crate) fn long(date: Date) -> String {
    let month = usize::from(date.month().unsigned_abs()).checked_sub(1).and_then(|index| MONTHS.get(index));
    format!("{} {} {}", date.day(), month.copied().unwrap_or_default(), date.year())
}

/// A day as cards write it: "23-11-2026".
pub(crate) fn short(date: Date) -> String {
    format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year())
}

/// For fields of a document.
pub(crate) fn serialize_long<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&long(*date))
}

/// For fields that may be filled in by hand.
#[expect(clippy::ref_option, reason = "serde hands the field over so")]
pub(crate) fn serialize_long_or_open<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.map_or_else(|| "…".to_owned(), long))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_has_its_name() {
        for (month, name) in (1..).zip(MONTHS) {
            assert_eq!(long(Date::constant(2026, month, 3)), format!("3 {name} 2026"));
        }
        assert_eq!(short(Date::constant(2026, 1, 3)), "03-01-2026");
    }
}
