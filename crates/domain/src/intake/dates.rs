//! Dates as they stand in files: day first, ISO, with Indonesian or English months, serial numbers of Excel; month first only when proved.

use jiff::{ToSpan, civil::Date};

use super::DateOrder;

/// Serials of Excel's 1900 system that are taken for dates: 1 January 1900 to 2064.
const SERIALS: std::ops::RangeInclusive<i32> = 1..=60_000;

/// Numbers that are years.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Months by their first three letters, Indonesian and English.
const MONTHS: [(&str, i8); 18] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("mei", 5),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("agu", 8),
    ("aug", 8),
    ("ags", 8),
    ("sep", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("nop", 11),
    ("des", 12),
    ("dec", 12),
];

/// What a cell says of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateCell {
    /// A day.
    Day(Date),
    /// Nothing: `00/00/0000`, a dash.
    Absent,
    /// Day and month with a year of two digits, whose century is not said.
    ShortYear { day: i8, month: i8, year: i16 },
    /// No date.
    Unreadable,
}

/// Reads a date.
pub(super) fn read(cell: &str, order: DateOrder) -> DateCell {
    let text = cell.trim();
    let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let (Some(first), Some(second), Some(third)) = (first, second, third) else {
        return first.filter(|_| second.is_none()).map_or(DateCell::Unreadable, serial);
    };
    // What stands behind a date is a time of day, or no date.
    if parts.any(|part| part.len() > 6 || !part.bytes().all(|b| b.is_ascii_digit())) {
        return DateCell::Unreadable;
    }
    let number = |part: &str| part.get(..4.min(part.len())).filter(|_| part.len() <= 4).and_then(|part| part.parse::<i16>().ok());
    let iso = first.len() == 4;
    // `1985-05-12T00:00:00` has its time behind a letter.
    let third_digits = if iso { third.split(['T', 't']).next().unwrap_or(third) } else { third };
    let (Some(a), Some(c)) = (number(first), number(third_digits)) else { return DateCell::Unreadable };
    let Some(b) = number(second).or_else(|| month_named(second)) else { return DateCell::Unreadable };
    if (a, b, c) == (0, 0, 0) {
        return DateCell::Absent;
    }
    let (year, month, day, year_digits) = match order {
        _ if iso => (a, b, c, 4),
        DateOrder::MonthFirst if second.bytes().all(|b| b.is_ascii_digit()) => (c, a, b, third.len()),
        _ => (c, b, a, third.len()),
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return DateCell::Unreadable };
    match year_digits {
        4 => Date::new(year, month, day).map_or(DateCell::Unreadable, DateCell::Day),
        2 => DateCell::ShortYear { day, month, year },
        _ => DateCell::Unreadable,
    }
}

/// The day that a text names, wherever in it: `PERIODE : 31 Desember 2016`.
pub fn day_in(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != ":").collect();
    let mut spans = (1..=3).flat_map(|length| words.windows(length));
    spans.find_map(|span| day_of(&span.join(" ")))
}

fn day_of(text: &str) -> Option<Date> {
    match read(text.trim_matches(|c: char| !c.is_alphanumeric()), DateOrder::DayFirst) {
        // A lone number is no day in a sentence.
        DateCell::Day(day) if text.contains(|c: char| !c.is_ascii_digit()) => Some(day),
        _ => None,
    }
}

/// A day by its number in Excel's 1900 system, in which 29 February 1900 exists as day 60.
fn serial(text: &str) -> DateCell {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    match digits.parse::<i32>() {
        Ok(0) => DateCell::Absent,
        // Day 60 never was, and a number like 1985 is rather a year that stands alone.
        Ok(number) if SERIALS.contains(&number) && number != 60 && !YEARS.contains(&number) => {
            let days = if number < 60 { number } else { number - 1 };
            Date::constant(1899, 12, 31).checked_add(days.days()).map_or(DateCell::Unreadable, DateCell::Day)
        }
        _ => DateCell::Unreadable,
    }
}

fn month_named(text: &str) -> Option<i16> {
    let short: String = text.chars().take(3).flat_map(char::to_lowercase).collect();
    let letters = text.chars().all(char::is_alphabetic);
    MONTHS.iter().find(|(name, _)| letters && *name == short).map(|(_, month)| i16::from(*month))
}

/// What the dates of a column show about their order; rows may come in any order and in any parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    first_over_twelve: bool,
    second_over_twelve: bool,
}

impl DateEvidence {
    /// Takes a cell in.
    pub fn see(&mut self, cell: &str) {
        let mut parts = cell.trim().split(['/', '-', '.']);
        let (Some(first), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next()) else { return };
        let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
        if let (Some(first), Some(second), true) = (number(first), number(second), third.len() >= 4) {
            self.first_over_twelve |= (13..=31).contains(&first);
            self.second_over_twelve |= (13..=31).contains(&second);
        }
    }

    /// The evidence of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            first_over_twelve: self.first_over_twelve || other.first_over_twelve,
            second_over_twelve: self.second_over_twelve || other.second_over_twelve,
        }
    }

    /// Month first only if some second number is greater than 12 and no first one is.
    pub fn order(self) -> DateOrder {
        if self.second_over_twelve && !self.first_over_twelve { DateOrder::MonthFirst } else { DateOrder::DayFirst }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_of_offices_are_read() {
        let day = DateCell::Day(date(1985, 5, 12));
        for cell in [
            "12/05/1985",
            "12-05-1985",
            "12.5.1985",
            "1985-05-12",
            "1985-05-12 00:00:00",
            "1985-05-12T00:00:00",
            "12 Mei 1985",
            "12-MAY-1985",
            "31179",
            " 12/05/1985 ",
        ] {
            assert_eq!(read(cell, DateOrder::DayFirst), day, "{cell}");
        }
        assert_eq!(read("05/12/1985", DateOrder::MonthFirst), day);
        assert_eq!(read("12 Mei 1985", DateOrder::MonthFirst), day);
        assert_eq!(read("12/05/85", DateOrder::DayFirst), DateCell::ShortYear { day: 12, month: 5, year: 85 });
        for absent in ["00/00/0000", "0000-00-00", "0"] {
            assert_eq!(read(absent, DateOrder::DayFirst), DateCell::Absent, "{absent}");
        }
        for bad in ["31/02/1985", "12/13/1985", "12 Foo 1985", "1985", "99999", "60", "12/05", "12/05/19855", "abc", "12/05/1985/7x", ""] {
            let found = read(bad, DateOrder::DayFirst);
            assert_eq!(found, DateCell::Unreadable, "{bad}");
        }
        assert_eq!(read("1", DateOrder::DayFirst), DateCell::Day(date(1900, 1, 1)));
        assert_eq!(read("61", DateOrder::DayFirst), DateCell::Day(date(1900, 3, 1)));
    }

    #[test]
    fn month_first_needs_proof_and_none_against_it() {
        for (cells, order) in [
            (&["05/12/1985", "05/13/1985"][..], DateOrder::MonthFirst),
            (&["05/13/1985", "13/05/1985"][..], DateOrder::DayFirst),
            (&["05/12/1985"][..], DateOrder::DayFirst),
            (&["1985-05-13", "x"][..], DateOrder::DayFirst),
        ] {
            let mut seen = DateEvidence::default();
            for cell in cells {
                seen.see(cell);
            }
            let mut other = DateEvidence::default();
            for cell in cells.iter().rev() {
                other.see(cell);
            }
            assert_eq!((seen.order(), seen), (order, other), "{cells:?}");
        }
    }
}
