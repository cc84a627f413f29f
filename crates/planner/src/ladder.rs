//! The ladder of uncollected cards: on which day which step falls due, for one card and for a drawer of them.
//!
//! An office's ladder is data: after 45 days to the village (Batu), three notices within six months and then to the subdistrict (Palembang).
//! A step in months falls on the same day of a later month, or on that month's last day.

use std::{collections::BTreeMap, ops::AddAssign};

use jiff::{Span, civil::Date};

/// How long after printing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Calendar days.
    Days(u16),
    /// Calendar months; the day is clamped to the month.
    Months(u16),
}

impl After {
    /// The day it leads to; the day itself at the end of the calendar.
    pub fn from(self, printed: Date) -> Date {
        let span = match self {
            Self::Days(days) => Span::new().days(days),
            Self::Months(months) => Span::new().months(months),
        };
        printed.checked_add(span).unwrap_or(printed)
    }

    /// The last day of printing that is due on `today`: whatever was printed on it or before.
    pub fn printed_by(self, today: Date) -> Date {
        let back = match self {
            Self::Days(days) => Span::new().days(days),
            Self::Months(months) => Span::new().months(months),
        };
        let mut printed = today.checked_sub(back).unwrap_or(today);
        // At a month's end later days are clamped to today as well.
        while let Ok(next) = printed.tomorrow()
            && self.from(next) <= today
        {
            printed = next;
        }
        printed
    }
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The citizen is told.
    Notify,
    /// The card leaves the drawer for the village or the subdistrict.
    Distribute,
}

/// A step with its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// When.
    pub after: After,
    /// What.
    pub step: Step,
}

/// A card in the drawer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lying {
    /// When it was printed.
    pub printed: Date,
    /// How many rungs are done, in order. A notice that is not on record was not sent: nobody who was not told has ignored anything.
    pub done: usize,
}

/// Where a card stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The next rung (from 0) is due since a day.
    Due {
        /// Which.
        rung: usize,
        /// Since when; today on the day itself.
        since: Date,
    },
    /// It falls due within the days that may be taken early, when a trip goes there anyway.
    Early {
        /// Which.
        rung: usize,
        /// When.
        on: Date,
    },
    /// It falls due later.
    Later {
        /// Which.
        rung: usize,
        /// When.
        on: Date,
    },
    /// Every rung is done.
    Done,
}

/// The day of every rung for a card, in the ladder's order.
pub fn schedule(ladder: &[Rung], printed: Date) -> Vec<Date> {
    ladder.iter().map(|rung| rung.after.from(printed)).collect()
}

/// Where a card stands on `today`; what falls due within `early_days` may be taken along.
pub fn standing(ladder: &[Rung], card: Lying, today: Date, early_days: u16) -> Standing {
    let Some(next) = ladder.get(card.done) else { return Standing::Done };
    let (rung, on) = (card.done, next.after.from(card.printed));
    if on <= today {
        Standing::Due { rung, since: on }
    } else if on <= After::Days(early_days).from(today) {
        Standing::Early { rung, on }
    } else {
        Standing::Later { rung, on }
    }
}

/// What falls due from one day to another, both included: how many cards (whole ones, or expected) by day and rung. What was due before the first day is due on it.
/// Every next rung counts, as if the one before it were done on its day.
pub fn due_between<T>(ladder: &[Rung], cards: impl IntoIterator<Item = (Lying, T)>, from: Date, to: Date) -> BTreeMap<(Date, usize), T>
where
    T: Copy + Default + AddAssign,
{
    let mut due: BTreeMap<_, T> = BTreeMap::new();
    for (card, count) in cards {
        for (rung, next) in ladder.iter().enumerate().skip(card.done) {
            let on = next.after.from(card.printed).max(from);
            if on <= to {
                *due.entry((on, rung)).or_default() += count;
            }
        }
    }
    due
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const PALEMBANG: [Rung; 4] = [
        Rung { after: After::Days(0), step: Step::Notify },
        Rung { after: After::Months(2), step: Step::Notify },
        Rung { after: After::Months(4), step: Step::Notify },
        Rung { after: After::Months(6), step: Step::Distribute },
    ];

    #[test]
    fn palembangs_dates() {
        for (printed, dates) in [
            (date(2016, 7, 1), [date(2016, 7, 1), date(2016, 9, 1), date(2016, 11, 1), date(2017, 1, 1)]),
            (date(2016, 8, 31), [date(2016, 8, 31), date(2016, 10, 31), date(2016, 12, 31), date(2017, 2, 28)]),
            (date(2016, 10, 31), [date(2016, 10, 31), date(2016, 12, 31), date(2017, 2, 28), date(2017, 4, 30)]),
        ] {
            assert_eq!(schedule(&PALEMBANG, printed), dates);
        }
        let today = date(2016, 11, 10);
        let drawer = || date(2016, 7, 1).series(Span::new().days(1)).take(123).map(|printed| (Lying { printed, done: 3 }, 1));
        assert!(due_between(&PALEMBANG, drawer(), today, date(2016, 12, 31)).is_empty(), "nothing is due today");
        let due = due_between(&PALEMBANG, drawer(), today, date(2017, 12, 31));
        let days: Vec<Date> = due.keys().map(|(day, _)| *day).collect();
        assert_eq!((days.first(), days.last()), (Some(&date(2017, 1, 1)), Some(&date(2017, 4, 30))));
        assert_eq!(due.values().sum::<u32>(), 123);
        assert_eq!(due[&(date(2017, 2, 28), 3)], 4, "printed on 28, 29, 30 and 31 August");
    }

    #[test]
    fn batus_villages() {
        let today = date(2021, 2, 7);
        assert_eq!(After::Days(45).printed_by(today), date(2020, 12, 24));
        let ladder = [Rung { after: After::Days(45), step: Step::Distribute }];
        let stands = |printed, done| standing(&ladder, Lying { printed, done }, today, 7);
        assert_eq!(stands(date(2020, 12, 24), 0), Standing::Due { rung: 0, since: today });
        assert_eq!(stands(date(2020, 12, 25), 0), Standing::Early { rung: 0, on: date(2021, 2, 8) });
        assert_eq!(stands(date(2021, 1, 1), 0), Standing::Later { rung: 0, on: date(2021, 2, 15) });
        assert_eq!(stands(date(2020, 1, 1), 1), Standing::Done);
    }

    #[test]
    fn a_late_notice_is_due_and_not_ignored() {
        let card = Lying { printed: date(2016, 9, 5), done: 0 };
        assert_eq!(standing(&PALEMBANG, card, date(2016, 11, 10), 0), Standing::Due { rung: 0, since: date(2016, 9, 5) });
        let due = due_between(&PALEMBANG, [(card, 1)], date(2016, 11, 10), date(2016, 11, 30));
        assert_eq!(due.keys().copied().collect::<Vec<_>>(), [(date(2016, 11, 10), 0), (date(2016, 11, 10), 1)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

        #[test]
        fn due_by_is_the_last_day_that_is_due(offset in 0_i32..20_000, months in 0_u16..30, days in 0_u16..400) {
            let today = date(1990, 1, 1).checked_add(Span::new().days(offset)).unwrap();
            for after in [After::Months(months), After::Days(days)] {
                let printed = after.printed_by(today);
                prop_assert!(after.from(printed) <= today);
                prop_assert!(after.from(printed.tomorrow().unwrap()) > today);
            }
        }
    }
}
