//! Dates as files have them. Read are day, month and year with any sign between them, ISO dates with or without a time, months in words
//! (Indonesian and English), and the day numbers of Excel's 1900 system. A year of two digits is never completed.

use jiff::{Span, civil::Date};

use super::{
    DateOrder,
    clean::{is_absent, with_digits},
};
use crate::{
    person::{Nik, age_years},
    refusal::FieldProblem,
};

/// Nobody is older, years.
const AGE_YEARS_MAX: i32 = 130;
/// The last day number of Excel that is taken for a date: in 2064.
const SERIAL_MAX: u32 = 60_000;
/// Excel counts 29 February 1900, which never was.
const SERIAL_OF_NO_DAY: u32 = 60;

/// Why a cell is no date, and what it tells all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateTrouble {
    /// No day of the calendar.
    Impossible,
    /// No day of the calendar, but this one was probably meant.
    Meant(Date),
    /// The year has two digits.
    ShortYear {
        /// Day of the month.
        day: u32,
        /// Month.
        month: u32,
        /// The last two digits.
        year: u32,
    },
    /// A year alone, which Excel would take for a day number.
    YearAlone(u32),
    /// It lies ahead.
    Future,
    /// It is more than 130 years ago.
    TooOld,
}

impl DateTrouble {
    /// How it is called.
    pub const fn problem(self) -> FieldProblem {
        match self {
            Self::Impossible | Self::Meant(_) | Self::YearAlone(_) => FieldProblem::ImpossibleDate,
            Self::ShortYear { .. } => FieldProblem::YearWithoutCentury,
            Self::Future => FieldProblem::FutureDate,
            Self::TooOld => FieldProblem::DateTooOld,
        }
    }

    /// What was probably meant, as ISO text; what is open in a birth date, the NIK may tell.
    pub fn proposal(self, nik: Option<&Nik>, today: Date) -> Option<String> {
        let of_nik = |fits: &dyn Fn(&Date) -> bool| nik.and_then(|nik| nik.births().filter(|date| *date <= today && fits(date)).max());
        let same = |number: i8, other: u32| u32::try_from(number) == Ok(other);
        let last_two = |date: &Date| u32::from(date.year().unsigned_abs()) % 100;
        let meant = match self {
            Self::Meant(date) => Some(date),
            Self::ShortYear { day, month, year } => {
                of_nik(&|date| same(date.day(), day) && same(date.month(), month) && last_two(date) == year)
            }
            Self::YearAlone(year) => of_nik(&|date| u32::from(date.year().unsigned_abs()) == year),
            Self::Impossible | Self::Future | Self::TooOld => None,
        };
        meant.map(|date| date.to_string())
    }
}

/// The date in a clean cell; zeros and signs alone (`00/00/0000`, `-`) are none.
pub(super) fn read_date(text: &str, order: DateOrder, today: Date) -> Result<Option<Date>, DateTrouble> {
    if is_absent(text) || text.chars().all(|c| c == '0' || !c.is_alphanumeric()) {
        return Ok(None);
    }
    match parse(text, order) {
        Ok(date) => in_life(date, today).map(Some),
        Err(DateTrouble::Impossible) => Err(meant(text, order, today).map_or(DateTrouble::Impossible, DateTrouble::Meant)),
        Err(trouble) => Err(trouble),
    }
}

/// The day that a text names, wherever in it: `PERIODE : 31 Desember 2016`. A lone number is no day there.
pub fn day_in(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let mut spans = (1..=3).flat_map(|length| words.windows(length)).map(|span| span.join(" "));
    spans.find_map(|span| parse(&span, DateOrder::DayFirst).ok().filter(|_| span.contains(|c: char| !c.is_ascii_digit())))
}

fn in_life(date: Date, today: Date) -> Result<Date, DateTrouble> {
    if date > today {
        return Err(DateTrouble::Future);
    }
    if age_years(date, today) > AGE_YEARS_MAX { Err(DateTrouble::TooOld) } else { Ok(date) }
}

/// Letters for digits, or day and month the wrong way round.
fn meant(text: &str, order: DateOrder, today: Date) -> Option<Date> {
    let other = match order {
        DateOrder::DayFirst => DateOrder::MonthFirst,
        DateOrder::MonthFirst => DateOrder::DayFirst,
    };
    let mended = with_digits(text).and_then(|mended| parse(&mended, order).ok());
    mended.or_else(|| parse(text, other).ok()).filter(|date| in_life(*date, today).is_ok())
}

fn parse(text: &str, order: DateOrder) -> Result<Date, DateTrouble> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day_number(text);
    }
    let (parts, rest) = parts(text).ok_or(DateTrouble::Impossible)?;
    if !rest.is_empty() && !is_time(rest) {
        return Err(DateTrouble::Impossible);
    }
    let (day, month, year) = match parts {
        [Part::Number(year, 4), month, Part::Number(day, 1..=2)] => (day, month.as_month(), Part::Number(year, 4)),
        [Part::Number(day, 1..=2), Part::Month(month), year] => (day, Some(month), year),
        [Part::Month(month), Part::Number(day, 1..=2), year] => (day, Some(month), year),
        [Part::Number(day, 1..=2), month, year] if order == DateOrder::DayFirst => (day, month.as_month(), year),
        [month, Part::Number(day, 1..=2), year] => (day, month.as_month(), year),
        _ => return Err(DateTrouble::Impossible),
    };
    let (Some(month), Part::Number(year, digits)) = (month, year) else { return Err(DateTrouble::Impossible) };
    match digits {
        4 => new_date(year, month, day).ok_or(DateTrouble::Impossible),
        2 => Err(DateTrouble::ShortYear { day, month, year }),
        _ => Err(DateTrouble::Impossible),
    }
}

fn new_date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The day number of Excel's 1900 system. Four digits that look like a year are one: nobody born in 1905 is lost by it.
fn day_number(digits: &str) -> Result<Date, DateTrouble> {
    let number: u32 = digits.parse().map_err(|_| DateTrouble::Impossible)?;
    if digits.len() == 4 && (1850..=2150).contains(&number) {
        return Err(DateTrouble::YearAlone(number));
    }
    if number > SERIAL_MAX || number == SERIAL_OF_NO_DAY {
        return Err(DateTrouble::Impossible);
    }
    let eve = if number < SERIAL_OF_NO_DAY { Date::constant(1899, 12, 31) } else { Date::constant(1899, 12, 30) };
    let days = Span::new().try_days(number).map_err(|_| DateTrouble::Impossible)?;
    eve.checked_add(days).map_err(|_| DateTrouble::Impossible)
}

/// A part of a date.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// A number and how many digits it is written with.
    Number(u32, usize),
    /// A month in words, 1 to 12.
    Month(u32),
}

impl Part {
    const fn as_month(self) -> Option<u32> {
        match self {
            Self::Number(month, 1..=2) | Self::Month(month) => Some(month),
            Self::Number(..) => None,
        }
    }
}

/// The first three numbers or months, and what follows.
fn parts(text: &str) -> Option<([Part; 3], &str)> {
    let (first, rest) = part(text)?;
    let (second, rest) = part(rest.trim_start_matches(is_between))?;
    let (third, rest) = part(rest.trim_start_matches(is_between))?;
    Some(([first, second, third], rest))
}

const fn is_between(c: char) -> bool {
    matches!(c, '/' | '-' | '.' | ',' | ' ')
}

fn part(text: &str) -> Option<(Part, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let (number, rest) = text.split_at_checked(digits)?;
        return Some((Part::Number(number.parse().ok()?, digits), rest));
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at_checked(letters)?;
    Some((Part::Month(month(word)?), rest))
}

/// Months in words, one line a month: Indonesian with its old and short forms, then English.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan", "january"],
    &["februari", "feb", "pebruari", "peb", "february"],
    &["maret", "mar", "mrt", "march"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["agustus", "agu", "agt", "ags", "agust", "aug", "august"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "oct", "october"],
    &["november", "nov", "nopember", "nop"],
    &["desember", "des", "dec", "december"],
];

fn month(word: &str) -> Option<u32> {
    let index = MONTHS.iter().position(|names| names.iter().any(|name| name.eq_ignore_ascii_case(word)))?;
    u32::try_from(index).ok().map(|index| index + 1)
}

/// Whether it is a time of day. One that names its zone and is not midnight may belong to another day here (midnight in Jakarta is 17:00 UTC
/// of the day before), so that it is no time of that day.
fn is_time(rest: &str) -> bool {
    let well_formed = rest.starts_with(['T', ' ']) && rest.contains(':');
    let known = rest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.' | b' ' | b'T' | b'Z' | b'+' | b'-' | b'A' | b'P' | b'M'));
    let zoned = rest.contains(['Z', '+', '-']);
    well_formed && known && (!zoned || !rest.contains(|c: char| c.is_ascii_digit() && c != '0'))
}

/// What the cells of a column tell about the order of day and month; the order in which they are seen does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    /// A first number over 12 was seen, which can only be a day.
    day_came_first: bool,
    /// A second number over 12 was seen.
    day_came_second: bool,
}

impl DateEvidence {
    /// Takes in one cell, as it stands in the file; what is no date in numbers tells nothing.
    pub fn see(&mut self, cell: &str) {
        let cell = cell.trim_start_matches([' ', '\'']);
        if !cell.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        if let Some(([Part::Number(first, 1..=2), Part::Number(second, 1..=2), Part::Number(_, 2 | 4)], _)) = parts(cell) {
            self.day_came_first |= (13..=31).contains(&first);
            self.day_came_second |= (13..=31).contains(&second);
        }
    }

    /// What two lots of cells tell together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { day_came_first: self.day_came_first || other.day_came_first, day_came_second: self.day_came_second || other.day_came_second }
    }

    /// Month first only if a cell proves it and none proves the opposite.
    pub const fn order(&self) -> DateOrder {
        if self.day_came_second && !self.day_came_first { DateOrder::MonthFirst } else { DateOrder::DayFirst }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2022, 11, 25);

    fn check(text: &str, order: DateOrder, expected: Result<Option<Date>, DateTrouble>) {
        assert_eq!(read_date(text, order, TODAY), expected, "{text}");
    }

    #[test]
    fn one_day_has_many_spellings() {
        for text in [
            "12/05/1985",
            "12-05-1985",
            "12.05.1985",
            "12/5/1985",
            "12 05 1985",
            "1985-05-12",
            "1985/05/12",
            "1985-05-12 00:00:00",
            "1985-05-12T00:00:00",
            "1985-05-12T00:00:00Z",
            "12/05/1985 0:00",
            "12/05/1985 10:15:00 AM",
            "12 Mei 1985",
            "12-Mei-1985",
            "12-MAY-1985",
            "12 mei 1985",
            "May 12, 1985",
            "12Mei1985",
            "31179",
        ] {
            check(text, DateOrder::DayFirst, Ok(Some(date(1985, 5, 12))));
        }
        check("05/12/1985", DateOrder::MonthFirst, Ok(Some(date(1985, 5, 12))));
        check("12 Mei 1985", DateOrder::MonthFirst, Ok(Some(date(1985, 5, 12))));
        check("1985-05-12", DateOrder::MonthFirst, Ok(Some(date(1985, 5, 12))));
        check("17 Pebruari 1950", DateOrder::DayFirst, Ok(Some(date(1950, 2, 17))));
        check("17 Nop 1950", DateOrder::DayFirst, Ok(Some(date(1950, 11, 17))));
        check("29/02/2000", DateOrder::DayFirst, Ok(Some(date(2000, 2, 29))));
    }

    #[test]
    fn excel_s_day_numbers_have_its_leap_day_that_never_was() {
        for (serial, expected) in
            [("1", date(1900, 1, 1)), ("59", date(1900, 2, 28)), ("61", date(1900, 3, 1)), ("36526", date(2000, 1, 1))]
        {
            check(serial, DateOrder::DayFirst, Ok(Some(expected)));
        }
        for bad in ["60", "60001", "19850512", "99999999999999"] {
            check(bad, DateOrder::DayFirst, Err(DateTrouble::Impossible));
        }
        check("1985", DateOrder::DayFirst, Err(DateTrouble::YearAlone(1985)));
        check("60000", DateOrder::DayFirst, Err(DateTrouble::Future));
    }

    #[test]
    fn nothing_is_no_date() {
        for text in ["", "-", "NULL", "0", "00/00/0000", "0000-00-00", "0000-00-00 00:00:00", "../../...."] {
            check(text, DateOrder::DayFirst, Ok(None));
        }
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_was_meant() {
        use DateTrouble::{Future, Impossible, Meant, ShortYear, TooOld};
        for (text, expected) in [
            ("31/02/1985", Impossible),
            ("32/01/1985", Impossible),
            ("12/13/14", ShortYear { day: 12, month: 13, year: 14 }),
            ("12/05/85", ShortYear { day: 12, month: 5, year: 85 }),
            ("12-MAY-85", ShortYear { day: 12, month: 5, year: 85 }),
            ("12/05/198", Impossible),
            ("12/05/19855", Impossible),
            ("12 Foo 1985", Impossible),
            ("12/05", Impossible),
            ("12/05/1985 pagi", Impossible),
            ("1985-05-11T17:00:00Z", Impossible),
            ("1985-05-11 17:00:00+00", Impossible),
            ("tidak tahu", Impossible),
            ("12/O5/1985", Meant(date(1985, 5, 12))),
            ("l2/05/1985", Meant(date(1985, 5, 12))),
            ("05/13/1985", Meant(date(1985, 5, 13))),
            ("26/11/2022", Future),
            ("25/11/1891", TooOld),
        ] {
            check(text, DateOrder::DayFirst, Err(expected));
        }
        check("13/05/1985", DateOrder::MonthFirst, Err(Meant(date(1985, 5, 13))));
        check("26/11/1891", DateOrder::DayFirst, Ok(Some(date(1891, 11, 26))));
    }

    #[test]
    fn the_nik_tells_the_century_and_the_day() {
        let nik = Nik::parse("5208015205859001").unwrap();
        let young = Nik::parse("5208015205059001").unwrap();
        let short = |year| DateTrouble::ShortYear { day: 12, month: 5, year };
        for (trouble, nik, expected) in [
            (short(85), Some(&nik), Some("1985-05-12")),
            (short(86), Some(&nik), None),
            (short(5), Some(&young), Some("2005-05-12")),
            (short(85), None, None),
            (DateTrouble::YearAlone(1985), Some(&nik), Some("1985-05-12")),
            (DateTrouble::YearAlone(1984), Some(&nik), None),
            (DateTrouble::Impossible, Some(&nik), None),
        ] {
            assert_eq!(trouble.proposal(nik, TODAY).as_deref(), expected, "{trouble:?}");
        }
    }

    #[test]
    fn a_column_proves_its_order() {
        for (cells, expected) in [
            (&["01/02/1985", "05/13/1985"] as &[_], DateOrder::MonthFirst),
            (&["05/13/85"], DateOrder::MonthFirst),
            (&["'05/13/1985"], DateOrder::MonthFirst),
            (&["05/13/1985", "13/05/1985"], DateOrder::DayFirst),
            (&["01/02/1985", "03/04/1990"], DateOrder::DayFirst),
            (&["1985-05-13", "002/015", "SITI", "5208011205859001", ""], DateOrder::DayFirst),
            (&["05/99/1985"], DateOrder::DayFirst),
        ] {
            let mut evidence = DateEvidence::default();
            for cell in cells {
                evidence.see(cell);
            }
            assert_eq!(evidence.order(), expected, "{cells:?}");
        }
    }
}
