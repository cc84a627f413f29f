//! Why something cannot be planned.

use jiff::civil::Date;

use crate::{queue::staffing::Promise, rationing::ClassesRefusal};

/// Input that no plan can be made of, with the key at fault as the scenario names it.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanRefusal {
    /// The last day lies before the first.
    DeadlinePast {
        /// The day at fault: `until`, or a day of printing that lies too late.
        key: &'static str,
        /// The first day.
        from: Date,
        /// The last one.
        until: Date,
    },
    /// An amount that must not be negative, or must be positive or within bounds.
    Amount {
        /// Which.
        key: String,
        /// The least that is allowed.
        least: f64,
        /// The most that is allowed.
        most: f64,
    },
    /// As much comes as can be done, or more, and there is no last day: never.
    Overloaded {
        /// By how much what waits grows.
        grows: f64,
        /// In which time.
        each: Each,
    },
    /// There is no data for a value, and none was assumed.
    NoValue {
        /// Which.
        key: String,
    },
    /// The classes contradict the order of the law.
    Classes(ClassesRefusal),
    /// There is no ladder: cards are printed when their holders come, so that none lies.
    NoLadder,
    /// More days than a plan may have.
    TooLong {
        /// The day at fault.
        key: &'static str,
        /// Days.
        most: u32,
    },
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// An hour of opening.
    Hour,
    /// A working day.
    WorkingDay,
}

impl PlanRefusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DeadlinePast { .. } => "PLAN-0001",
            Self::Amount { .. } => "PLAN-0002",
            Self::Overloaded { .. } => "PLAN-0003",
            Self::NoValue { .. } => "PLAN-0004",
            Self::Classes(_) => "PLAN-0005",
            Self::TooLong { .. } => "PLAN-0006",
            Self::NoLadder => "PLAN-0010",
        }
    }
}

/// Takes an amount that lies within bounds, both included.
pub(super) fn within(key: &str, amount: f64, least: f64, most: f64) -> Result<(), PlanRefusal> {
    if (least..=most).contains(&amount) { Ok(()) } else { Err(PlanRefusal::Amount { key: key.to_owned(), least, most }) }
}

/// Takes a promise that can be kept at all; without anybody who waits it takes endlessly many counters.
pub(super) fn check_promise(promise: Promise) -> Result<(), PlanRefusal> {
    let share = |share| within("promise.share", share, 1e-4, 1.0);
    match promise {
        Promise::Waiting { share: waiting } => share(waiting),
        Promise::Longer { share: longer, hours } => share(longer).and(within("promise.minutes", hours * 60.0, 0.0, 1_440.0)),
        Promise::Mean { hours } => within("promise.mean_minutes", hours * 60.0, 0.01, 1_440.0),
    }
}
