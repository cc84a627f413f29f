//! How long a record stands in one central status, and from when on that is too long.
//!
//! Durations at the centre are observed, never promised: minutes when the line is good, months when it is not (Kebumen 2017, Bogor 2017,
//! Jember 2018). The limits are rules with their source ([`crate::rule::AgeingRule`]).

use jiff::civil::Date;

use crate::{central::CentralCode, coded::coded};

coded! {
    /// How old a status is, against the limits of its code.
    pub enum AgeClass {
        /// Within what is usual.
        Fresh = "fresh",
        /// Longer than usual: to be watched.
        Watch = "watch",
        /// Late: to be asked for.
        Late = "late",
        /// It does not move by itself any more.
        Stuck = "stuck",
    }
}

/// From how many days on a status is watched, late and stuck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeLimits {
    /// Days from which it is watched.
    pub watch_days: i64,
    /// Days from which it is late.
    pub late_days: i64,
    /// Days from which it is stuck.
    pub stuck_days: i64,
}

impl AgeLimits {
    /// Whether the limits follow one another.
    pub const fn ordered(self) -> bool {
        0 < self.watch_days && self.watch_days <= self.late_days && self.late_days <= self.stuck_days
    }

    /// The class of a status that began so many days ago.
    pub const fn class(self, days: i64) -> AgeClass {
        if days >= self.stuck_days {
            AgeClass::Stuck
        } else if days >= self.late_days {
            AgeClass::Late
        } else if days >= self.watch_days {
            AgeClass::Watch
        } else {
            AgeClass::Fresh
        }
    }
}

/// Whole days from one to another, none when the first lies ahead.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(to.since(from).map_or(0, |span| span.get_days())).max(0)
}

/// The day on which the latest status began: the first observation of the unbroken run of its code, not the last repetition. Each
/// observation is its day, its number in the order of noting, and its code; any order will do.
pub fn run_began(observed: impl IntoIterator<Item = (Date, i64, CentralCode)>) -> Option<Date> {
    let mut latest_first: Vec<_> = observed.into_iter().collect();
    latest_first.sort_by_key(|(on, ordinal, _)| std::cmp::Reverse((*on, *ordinal)));
    let (_, _, present) = *latest_first.first()?;
    latest_first.into_iter().take_while(|(_, _, code)| *code == present).map(|(on, ..)| on).last()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_class_begins_on_its_day() {
        let limits = AgeLimits { watch_days: 3, late_days: 7, stuck_days: 20 };
        assert!(limits.ordered());
        for (days, class) in [
            (0, AgeClass::Fresh),
            (2, AgeClass::Fresh),
            (3, AgeClass::Watch),
            (6, AgeClass::Watch),
            (7, AgeClass::Late),
            (19, AgeClass::Late),
            (20, AgeClass::Stuck),
            (3650, AgeClass::Stuck),
        ] {
            assert_eq!(limits.class(days), class, "{days}");
        }
        assert_eq!(days_between(date(2022, 10, 31), date(2022, 11, 25)), 25);
        assert_eq!(days_between(date(2012, 11, 25), date(2022, 11, 25)), 3652, "years are days as well");
        assert_eq!(days_between(date(2022, 11, 26), date(2022, 11, 25)), 0);
    }

    #[test]
    fn a_repeated_status_is_as_old_as_its_first_observation() {
        use CentralCode::{BioCaptured as Bio, SentForEnrollment as Sent};
        let day = |day| date(2022, 11, day);
        for (observed, began) in [
            (vec![], None),
            (vec![(day(5), 1, Sent)], Some(day(5))),
            (vec![(day(1), 1, Bio), (day(5), 2, Sent), (day(9), 3, Sent), (day(20), 4, Sent)], Some(day(5))),
            // Noted late and out of order: the days decide.
            (vec![(day(20), 1, Sent), (day(5), 2, Sent), (day(9), 3, Bio)], Some(day(20))),
            // Back and forth on one day: the later entry counts.
            (vec![(day(5), 1, Sent), (day(5), 2, Bio), (day(5), 3, Sent)], Some(day(5))),
            (vec![(day(1), 1, Sent), (day(5), 2, Sent), (day(5), 3, Bio)], Some(day(5))),
        ] {
            assert_eq!(run_began(observed.clone()), began, "{observed:?}");
        }
    }
}
