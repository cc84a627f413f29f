//! How long sites are open: hours by kind of day, Ramadan, weekends, overtime, half the staff at a time, outages.
//!
//! Civil servants work 37.5 hours in five days, 32.5 in Ramadan, breaks not counted (Perpres 21/2023); what of it the
//! counters are open is each office's own rule.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::Calendar;

/// A full staff and a whole line.
const WHOLE_PERMILLE: u32 = 1_000;

/// What kind of day it is for opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayKind {
    /// Monday to Thursday.
    Weekday,
    /// Friday, whose break is longer.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
    /// A public holiday or joint leave, on whatever weekday.
    Holiday,
}

impl Calendar {
    /// What kind of day a day is.
    pub fn kind(&self, day: Date) -> DayKind {
        match day.weekday() {
            _ if self.is_holiday(day) => DayKind::Holiday,
            Weekday::Friday => DayKind::Friday,
            Weekday::Saturday => DayKind::Saturday,
            Weekday::Sunday => DayKind::Sunday,
            _ => DayKind::Weekday,
        }
    }
}

/// Minutes that a site is open on each kind of day; 0 is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Monday to Thursday.
    pub weekday: u16,
    /// Friday.
    pub friday: u16,
    /// Saturday.
    pub saturday: u16,
    /// Sunday.
    pub sunday: u16,
    /// A holiday.
    pub holiday: u16,
}

impl Week {
    /// The same hours from Monday to Friday, closed otherwise.
    pub const fn working(minutes: u16) -> Self {
        Self { weekday: minutes, friday: minutes, saturday: 0, sunday: 0, holiday: 0 }
    }

    /// Of a kind of day.
    pub const fn minutes(self, kind: DayKind) -> u16 {
        match kind {
            DayKind::Weekday => self.weekday,
            DayKind::Friday => self.friday,
            DayKind::Saturday => self.saturday,
            DayKind::Sunday => self.sunday,
            DayKind::Holiday => self.holiday,
        }
    }
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Period {
    /// Whether a day is one of them.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// What is different for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Other hours, as in Ramadan.
    Hours(Week),
    /// So many minutes more on Mondays to Fridays that the site is open.
    Overtime {
        /// Minutes a day.
        minutes: u16,
    },
    /// A part of staff, devices or line: half of the staff at a time, or a slow network.
    Part {
        /// Thousandths; parts at the same time are multiplied.
        permille: u16,
    },
    /// Nothing at all: an outage.
    Closed,
}

/// A change with its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// When.
    pub period: Period,
    /// Which site, by the caller's number; all when there is none.
    pub site: Option<usize>,
    /// What.
    pub change: Change,
}

/// How a site is open on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Minutes from opening to closing, breaks not counted.
    pub minutes: u32,
    /// Which part of stations and staff works, in thousandths.
    pub part_permille: u32,
}

impl Opening {
    /// Hours that one station works: the minutes times the part.
    pub fn hours(self) -> f64 {
        f64::from(self.minutes) * f64::from(self.part_permille) / f64::from(60 * WHOLE_PERMILLE)
    }
}

/// The opening hours of all sites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// Holidays and joint leave.
    pub calendar: Calendar,
    /// Hours of sites that have none of their own.
    pub usual: Week,
    /// Hours of single sites, by the caller's number.
    pub own: BTreeMap<usize, Week>,
    /// Of several changes of hours on one day the last counts.
    pub exceptions: Vec<Exception>,
}

impl Timetable {
    /// How a site is open on a day.
    pub fn opening(&self, site: usize, day: Date) -> Opening {
        let kind = self.calendar.kind(day);
        let mut week = self.own.get(&site).copied().unwrap_or(self.usual);
        let (mut overtime, mut part_permille) = (0, WHOLE_PERMILLE);
        let here = |exception: &&Exception| exception.period.contains(day) && exception.site.is_none_or(|one| one == site);
        for exception in self.exceptions.iter().filter(here) {
            match exception.change {
                Change::Hours(other) => week = other,
                Change::Overtime { minutes } => overtime += u32::from(minutes),
                Change::Part { permille } => part_permille = part_permille * u32::from(permille) / WHOLE_PERMILLE,
                Change::Closed => part_permille = 0,
            }
        }
        let minutes = u32::from(week.minutes(kind));
        let extended = minutes > 0 && matches!(kind, DayKind::Weekday | DayKind::Friday);
        let minutes = if extended { minutes + overtime } else { minutes };
        match part_permille {
            0 => Opening { minutes: 0, part_permille: 0 },
            _ => Opening { minutes, part_permille },
        }
    }

    /// Whether a site is open on a day at all.
    pub fn is_open(&self, site: usize, day: Date) -> bool {
        self.opening(site, day).minutes > 0
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn blitar() -> Timetable {
        let usual = Week { weekday: 420, friday: 420, saturday: 360, sunday: 360, holiday: 0 };
        let calendar = Calendar::new([date(2016, 9, 12), date(2016, 10, 2)]);
        Timetable { calendar, usual, ..Timetable::default() }
    }

    fn september() -> impl Iterator<Item = Date> {
        date(2016, 9, 1).series(jiff::Span::new().days(1)).take(30)
    }

    #[test]
    fn blitar_is_open_on_29_days_of_september_2016() {
        let mut timetable = blitar();
        let open = |timetable: &Timetable| september().filter(|day| timetable.is_open(0, *day)).count();
        let hours = |timetable: &Timetable| -> f64 { september().map(|day| timetable.opening(0, day).hours()).sum() };
        assert_eq!(open(&timetable), 29, "all but Idul Adha");
        assert!((hours(&timetable) * 0.85 - 165.75).abs() < 1e-9);
        timetable.usual = Week::working(420);
        assert_eq!(open(&timetable), 21);
        assert!((hours(&timetable) * 0.85 - 124.95).abs() < 1e-9);
    }

    #[test]
    fn exceptions_change_days_and_sites() {
        let period = Period { from: date(2016, 9, 5), to: date(2016, 9, 12) };
        let except = |site, change| Exception { period, site, change };
        let opening = |exceptions: &[Exception], site, day| {
            Timetable { exceptions: exceptions.to_vec(), ..blitar() }.opening(site, date(2016, 9, day))
        };
        let whole = |minutes| Opening { minutes, part_permille: 1_000 };
        let ramadan = Change::Hours(Week { weekday: 390, friday: 330, saturday: 0, sunday: 0, holiday: 0 });
        for (name, exceptions, site, day, expected) in [
            ("usual", vec![], 0, 5, whole(420)),
            ("Ramadan", vec![except(None, ramadan)], 0, 9, whole(330)),
            ("before it", vec![except(None, ramadan)], 0, 4, whole(360)),
            ("overtime", vec![except(None, Change::Overtime { minutes: 180 })], 0, 5, whole(600)),
            ("not on weekends", vec![except(None, Change::Overtime { minutes: 180 })], 0, 10, whole(360)),
            ("nor on holidays", vec![except(None, Change::Overtime { minutes: 180 })], 0, 12, whole(0)),
            ("half of the staff", vec![except(None, Change::Part { permille: 500 })], 0, 5, Opening { minutes: 420, part_permille: 500 }),
            ("of half a line", vec![except(None, Change::Part { permille: 500 }); 2], 0, 5, Opening { minutes: 420, part_permille: 250 }),
            ("outage there", vec![except(Some(1), Change::Closed)], 1, 5, Opening { minutes: 0, part_permille: 0 }),
            ("not here", vec![except(Some(1), Change::Closed)], 0, 5, whole(420)),
        ] {
            assert_eq!(opening(&exceptions, site, day), expected, "{name}");
        }
        let mut timetable = blitar();
        timetable.own.insert(3, Week::working(300));
        assert_eq!((timetable.opening(3, date(2016, 9, 5)).minutes, timetable.opening(3, date(2016, 9, 10)).minutes), (300, 0));
        assert!((Opening { minutes: 420, part_permille: 500 }.hours() - 3.5).abs() < 1e-12);
    }
}
