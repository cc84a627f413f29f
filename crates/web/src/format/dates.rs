//! Dates, times and how long ago.

use super::Zone;
use crate::lang::Lang;
use jiff::{
    Timestamp,
    civil::{Date, Weekday},
};

impl Lang {
    /// The month's name, or its short form of three letters.
    const fn month_names(self, month: i8) -> (&'static str, &'static str) {
        match (self, month) {
            (Self::Id, 1) => ("Januari", "Jan"),
            (Self::Id, 2) => ("Februari", "Feb"),
            (Self::Id, 3) => ("Maret", "Mar"),
            (Self::Id, 4) => ("April", "Apr"),
            (Self::Id, 5) => ("Mei", "Mei"),
            (Self::Id, 6) => ("Juni", "Jun"),
            (Self::Id, 7) => ("Juli", "Jul"),
            (Self::Id, 8) => ("Agustus", "Agu"),
            (Self::Id, 9) => ("September", "Sep"),
            (Self::Id, 10) => ("Oktober", "Okt"),
            (Self::Id, 11) => ("November", "Nov"),
            (Self::Id, _) => ("Desember", "Des"),
            (Self::En, 1) => ("January", "Jan"),
            (Self::En, 2) => ("February", "Feb"),
            (Self::En, 3) => ("March", "Mar"),
            (Self::En, 4) => ("April", "Apr"),
            (Self::En, 5) => ("May", "May"),
            (Self::En, 6) => ("June", "Jun"),
            (Self::En, 7) => ("July", "Jul"),
            (Self::En, 8) => ("August", "Aug"),
            (Self::En, 9) => ("September", "Sep"),
            (Self::En, 10) => ("October", "Oct"),
            (Self::En, 11) => ("November", "Nov"),
            (Self::En, _) => ("December", "Dec"),
        }
    }

    const fn weekday_name(self, day: Weekday) -> &'static str {
        match (self, day) {
            (Self::Id, Weekday::Monday) => "Senin",
            (Self::Id, Weekday::Tuesday) => "Selasa",
            (Self::Id, Weekday::Wednesday) => "Rabu",
            (Self::Id, Weekday::Thursday) => "Kamis",
            (Self::Id, Weekday::Friday) => "Jumat",
            (Self::Id, Weekday::Saturday) => "Sabtu",
            (Self::Id, Weekday::Sunday) => "Minggu",
            (Self::En, Weekday::Monday) => "Monday",
            (Self::En, Weekday::Tuesday) => "Tuesday",
            (Self::En, Weekday::Wednesday) => "Wednesday",
            (Self::En, Weekday::Thursday) => "Thursday",
            (Self::En, Weekday::Friday) => "Friday",
            (Self::En, Weekday::Saturday) => "Saturday",
            (Self::En, Weekday::Sunday) => "Sunday",
        }
    }

    /// "Jumat, 25 November 2022" or "Friday, 25 November 2022".
    pub fn date_long(self, date: Date) -> String {
        let (month, _) = self.month_names(date.month());
        format!("{}, {} {month} {}", self.weekday_name(date.weekday()), date.day(), date.year())
    }

    /// "Agustus 2022" or "August 2022".
    pub fn month_year(self, date: Date) -> String {
        let (month, _) = self.month_names(date.month());
        format!("{month} {}", date.year())
    }

    /// "25 Agu 2022" or "25 Aug 2022".
    pub fn date_short(self, date: Date) -> String {
        let (_, month) = self.month_names(date.month());
        format!("{} {month} {}", date.day(), date.year())
    }

    /// The time in the office's zone: "09.14 WITA" or "09:14 WITA".
    pub fn time(self, at: Timestamp, zone: Zone) -> String {
        let local = zone.local(at);
        let mark = match self {
            Self::Id => '.',
            Self::En => ':',
        };
        format!("{:02}{mark}{:02} {}", local.hour(), local.minute(), zone.label())
    }

    /// Day and time: "25 Nov 2022, 09.14 WITA".
    pub fn moment(self, at: Timestamp, zone: Zone) -> String {
        format!("{}, {}", self.date_short(zone.day(at)), self.time(at, zone))
    }

    /// The head's clock: "Jumat, 25 November 2022 · 09.14 WITA".
    pub fn clock(self, at: Timestamp, zone: Zone) -> String {
        format!("{} · {}", self.date_long(zone.day(at)), self.time(at, zone))
    }

    /// A length of time in its largest whole unit: "5 menit", "2 jam", "3 hari".
    pub fn duration(self, seconds: i64) -> String {
        match seconds {
            ..60 => self.moments_ago().to_owned(),
            60..3_600 => self.minutes(seconds / 60),
            3_600..86_400 => self.hours(seconds / 3_600),
            _ => self.days(seconds / 86_400),
        }
    }

    /// How long something has lasted from `since` to `now`.
    pub fn age(self, since: Timestamp, now: Timestamp) -> String {
        self.duration(now.as_second().saturating_sub(since.as_second()))
    }
}

/// Whole years from the birth to a day; none before the birth.
pub(crate) fn full_years(birth: Date, day: Date) -> Option<i64> {
    let years = i64::from(day.year()) - i64::from(birth.year());
    let had_birthday = (day.month(), day.day()) >= (birth.month(), birth.day());
    let full = if had_birthday { years } else { years - 1 };
    (full >= 0).then_some(full)
}
