//! What answers have in common.

use jiff::civil::Date;

use super::chain::Stage;

/// Whether it can be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// By this day.
    Attainable {
        /// When it is done.
        on: Date,
    },
    /// Not in time, or not at all.
    NotAttainable {
        /// What is missing at the end, people or cards.
        missing: f64,
        /// The stage that binds; nothing when none alone does.
        because: Option<Stage>,
        /// When it would be done at the plan's pace; nothing when never.
        on: Option<Date>,
    },
}

/// What could be changed by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// One recording station more, where it helps most.
    Station,
    /// One team more, every open day.
    Team,
    /// One percentage point of availability more, by repairs.
    Availability,
    /// One hour of overtime on every working day.
    Overtime,
    /// Saturdays opened like weekdays.
    Saturdays,
    /// Sundays opened like weekdays.
    Sundays,
    /// One person more that comes to each site on each open day.
    Turnout,
    /// One record more that the centre passes a day.
    Centre,
    /// One blank more.
    Blank,
    /// One printer more.
    Printer,
    /// One card more that is handed over a day.
    Handover,
    /// One day more.
    Day,
    /// The sure delivery of blanks a working day earlier.
    Delivery,
    /// What falls due may be handed over a day before.
    EarlyDay,
    /// One counter more.
    Counter,
}

impl Lever {
    /// Every lever.
    pub const ALL: [Self; 15] = [
        Self::Station,
        Self::Team,
        Self::Availability,
        Self::Overtime,
        Self::Saturdays,
        Self::Sundays,
        Self::Turnout,
        Self::Centre,
        Self::Blank,
        Self::Printer,
        Self::Handover,
        Self::Day,
        Self::Delivery,
        Self::EarlyDay,
        Self::Counter,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Station => "station",
            Self::Team => "team",
            Self::Availability => "availability_point",
            Self::Overtime => "overtime_hour",
            Self::Saturdays => "saturdays",
            Self::Sundays => "sundays",
            Self::Turnout => "turnout",
            Self::Centre => "centre",
            Self::Blank => "blank",
            Self::Printer => "printer",
            Self::Handover => "handover",
            Self::Day => "day",
            Self::Delivery => "delivery_day_earlier",
            Self::EarlyDay => "early_day",
            Self::Counter => "counter",
        }
    }
}

/// What one more of a lever is worth, alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// Which.
    pub lever: Lever,
    /// People or cards more by the last day; at counters minutes of wait saved in the mean, of a ladder how many fewer cards wait at the worst.
    pub more: f64,
    /// When it is done with it; nothing when not within ten years, or not asked.
    pub on: Option<Date>,
}

/// A day of the schedule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayRow {
    /// The day.
    pub date: Date,
    /// Minutes that the office is open.
    pub minutes: u32,
    /// Done on it.
    pub done: f64,
    /// Done until its end.
    pub total: f64,
    /// Waits at its end.
    pub waiting: f64,
}
