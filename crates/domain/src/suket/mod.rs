//! The temporary letter in place of a card (surat keterangan pengganti KTP-el): given when a dated rule says so, valid for six months,
//! renewable (domain facts §3.6; letters 471.13/6153/Dukcapil of 2020 and 471.13/17740/Dukcapil of 2022).

use jiff::{ToSpan, civil::Date};

use crate::{
    coded::coded,
    id::{CaseId, PersonId, SuketId},
};

/// How long a letter holds, months.
pub const VALID_MONTHS: i64 = 6;

coded! {
    /// Whether a deferral gives a temporary letter.
    pub enum SuketRule {
        /// It is given.
        Must = "must",
        /// It may be given when the citizen asks.
        May = "may",
        /// It is forbidden.
        MustNot = "must_not",
    }
}

/// A letter as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suket {
    /// Its identifier.
    pub id: SuketId,
    /// Whose.
    pub person: PersonId,
    /// For which case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// The day it was given.
    pub issued_on: Date,
    /// The last day on which it holds.
    pub valid_until: Date,
    /// How often it was renewed.
    pub renewals: i64,
    /// The letter of the rule under which it was given.
    pub rule: String,
    /// Why it holds no more.
    pub ended: Option<SuketEnd>,
}

coded! {
    /// Why a letter holds no more.
    pub enum SuketEnd {
        /// The card was printed.
        Printed = "printed",
        /// The case was cancelled.
        Cancelled = "cancelled",
    }
}

/// An event of a letter, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuketEvent {
    /// It was given.
    Issued {
        /// For which case.
        case: CaseId,
        /// Its number.
        number: String,
        /// The day.
        on: Date,
        /// The letter of the rule.
        rule: String,
    },
    /// It was renewed from this day on.
    Renewed {
        /// The day.
        on: Date,
    },
    /// It holds no more.
    Ended {
        /// Why.
        why: SuketEnd,
    },
}

/// Why a letter is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuketRefusal {
    /// The case was not deferred, so that a card is the answer.
    NotDeferred,
    /// The rule of the day forbids it.
    Forbidden {
        /// The rule's letter.
        rule: String,
    },
    /// The person was never recorded.
    NotRecorded,
    /// One holds already.
    Holds {
        /// Until when.
        until: Date,
    },
    /// There is no such letter that holds.
    NoSuchSuket,
    /// It is renewed only in its last month.
    TooEarly {
        /// From when on.
        from: Date,
    },
}

impl SuketRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotDeferred => "SUKET-0001",
            Self::Forbidden { .. } => "SUKET-0002",
            Self::NotRecorded => "SUKET-0003",
            Self::Holds { .. } => "SUKET-0004",
            Self::NoSuchSuket => "SUKET-0005",
            Self::TooEarly { .. } => "SUKET-0006",
        }
    }
}

/// The last day of a letter given or renewed on a day: the day before the same day six months later, months' ends clamped.
pub fn valid_until(on: Date) -> Date {
    on.saturating_add(VALID_MONTHS.months()).yesterday().unwrap_or(on)
}

/// Refuses a renewal before the letter's last month.
pub fn renewable(suket: &Suket, today: Date) -> Result<(), SuketRefusal> {
    if suket.ended.is_some() {
        return Err(SuketRefusal::NoSuchSuket);
    }
    let from = suket.valid_until.saturating_sub(1.month());
    if today < from { Err(SuketRefusal::TooEarly { from }) } else { Ok(()) }
}

/// Folds one event into the letter.
pub fn apply(suket: Option<Suket>, id: SuketId, person: PersonId, event: &SuketEvent) -> Option<Suket> {
    match event {
        SuketEvent::Issued { case, number, on, rule } => Some(Suket {
            id,
            person,
            case: *case,
            number: number.clone(),
            issued_on: *on,
            valid_until: valid_until(*on),
            renewals: 0,
            rule: rule.clone(),
            ended: None,
        }),
        SuketEvent::Renewed { on } => {
            let suket = suket?;
            Some(Suket { valid_until: valid_until(*on), renewals: suket.renewals + 1, ..suket })
        }
        SuketEvent::Ended { why } => Some(Suket { ended: Some(*why), ..suket? }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_letter_holds_six_months_to_the_day_before() {
        for (on, until) in [
            (date(2022, 11, 25), date(2023, 5, 24)),
            (date(2022, 8, 31), date(2023, 2, 27)),
            (date(2023, 8, 31), date(2024, 2, 28)),
            (date(2022, 1, 1), date(2022, 6, 30)),
        ] {
            assert_eq!(valid_until(on), until, "{on}");
        }
    }
}
