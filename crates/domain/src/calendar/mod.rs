//! The office's working days: Monday to Friday but for public holidays and joint leave (Perpres 21/2023; joint decrees of three ministers).
//!
//! `timetable` says how long which site is open on a day, working day or not.

pub mod timetable;

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

/// The days on which offices are closed besides Saturdays and Sundays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    closed: BTreeSet<Date>,
}

impl Calendar {
    /// A calendar of closed days.
    pub fn new(closed: impl IntoIterator<Item = Date>) -> Self {
        Self { closed: closed.into_iter().collect() }
    }

    /// Whether the office works on a day.
    pub fn works(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.closed.contains(&day)
    }

    /// Whether a day is a public holiday or joint leave, whatever its weekday.
    pub fn is_holiday(&self, day: Date) -> bool {
        self.closed.contains(&day)
    }

    /// The last working day before a day.
    pub fn previous(&self, day: Date) -> Date {
        let before = std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok());
        before.take(366).find(|day| self.works(*day)).unwrap_or(day)
    }

    /// The first working day after a day.
    pub fn next(&self, day: Date) -> Date {
        let after = std::iter::successors(day.tomorrow().ok(), |day| day.tomorrow().ok());
        after.take(366).find(|day| self.works(*day)).unwrap_or(day)
    }

    /// The working days from the first to the last day, both included.
    pub fn days(&self, from: Date, to: Date) -> Vec<Date> {
        let all = std::iter::successors(Some(from), |day| day.tomorrow().ok());
        all.take_while(|day| *day <= to).filter(|day| self.works(*day)).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lombok_utara_has_26_working_days_left() {
        let calendar = Calendar::new([date(2022, 12, 26)]);
        assert_eq!(Calendar::default().days(date(2022, 11, 25), date(2022, 12, 30)).len(), 26);
        assert_eq!(calendar.previous(date(2022, 12, 27)), date(2022, 12, 23));
        assert_eq!(calendar.next(date(2022, 12, 23)), date(2022, 12, 27));
        assert!(!calendar.works(date(2022, 12, 25)));
    }
}
