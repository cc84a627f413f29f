//! The ladder: what is done, and when, with a card that nobody fetches. Data of each office; the steps themselves are here.
//!
//! Batu (2021): 45 days after printing the card goes to the village. Palembang (2016): six months after printing, months' ends clamped, and
//! three counted notices, it goes to the sub-district; with fewer, the next step is a notice. A card whose holder cannot be notified climbs
//! by the date alone. An office may also print only when the holder comes (Balikpapan 2019).

use jiff::{ToSpan, civil::Date};

use crate::{coded::coded, office::OfficeCode, rule::Validity};

coded! {
    /// A step of the ladder.
    pub enum LadderAction {
        /// A notice.
        Notice = "notice",
        /// The card goes to the holder's village.
        ToVillage = "to_village",
        /// The card goes to the holder's sub-district.
        ToSubdistrict = "to_subdistrict",
        /// No card is printed before its holder comes: he is invited.
        PrintOnArrival = "print_on_arrival",
    }
}

/// A row of the table of ladders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderRule {
    /// Only for this office; for those that have none of their own when `None`.
    pub office: Option<OfficeCode>,
    /// What is done.
    pub action: LadderAction,
    /// After the day of printing, months; the end of a month is clamped.
    pub after_months: i64,
    /// And days besides.
    pub after_days: i64,
    /// Only after so many counted notices.
    pub notices_min: i64,
    /// When and whence.
    pub validity: Validity,
}

impl LadderRule {
    /// The day of the step for a card of a day of printing.
    pub fn due(&self, printed: Date) -> Date {
        printed.saturating_add(self.after_months.months()).saturating_add(self.after_days.days())
    }
}

/// Whether the holder of a card can be notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reachable {
    /// There is a number that takes messages.
    Yes,
    /// There is none: the card climbs by the date alone.
    No,
}

/// The next step of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// When; may lie behind.
    pub due: Date,
    /// What.
    pub action: LadderAction,
}

/// The next step of a card that lies in the office since its printing. `notices` are those that count. `None` when the ladder has no more.
pub fn next_step(ladder: &[&LadderRule], printed: Date, notices: i64, reachable: Reachable) -> Option<Step> {
    let of = |wanted: fn(LadderAction) -> bool| {
        let mut rules: Vec<&LadderRule> = ladder.iter().copied().filter(|rule| wanted(rule.action)).collect();
        rules.sort_by_key(|rule| rule.due(printed));
        rules
    };
    let messages = of(|action| action == LadderAction::Notice);
    let climb = of(|action| matches!(action, LadderAction::ToVillage | LadderAction::ToSubdistrict)).into_iter().next();
    let climb = climb.map(|rule| (rule, Step { due: rule.due(printed), action: rule.action }));
    if reachable == Reachable::No {
        return climb.map(|(_, step)| step);
    }
    let message = messages.get(notices.max(0) as usize).map(|rule| Step { due: rule.due(printed), action: LadderAction::Notice });
    match (message, climb) {
        (message, None) => message,
        // What still lacks notices is notified first, however late.
        (Some(message), Some((rule, step))) if notices < rule.notices_min || message.due < step.due => Some(message),
        (None, Some((rule, step))) if notices < rule.notices_min => Some(Step { due: step.due, action: LadderAction::Notice }),
        (_, Some((_, step))) => Some(step),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn rule(action: LadderAction, after_months: i64, after_days: i64, notices_min: i64) -> LadderRule {
        let validity = Validity { from: date(2000, 1, 1), to: None, source: String::new() };
        LadderRule { office: None, action, after_months, after_days, notices_min, validity }
    }

    fn palembang() -> Vec<LadderRule> {
        use LadderAction as A;
        vec![rule(A::ToSubdistrict, 6, 0, 3), rule(A::Notice, 0, 0, 0), rule(A::Notice, 2, 0, 0), rule(A::Notice, 4, 0, 0)]
    }

    /// The dates of the planning scenarios, section 3.4.
    #[test]
    fn palembang_climbs_after_six_months_and_three_notices() {
        let rules = palembang();
        let ladder: Vec<&LadderRule> = rules.iter().collect();
        for (printed, dates) in [
            (date(2016, 7, 1), [date(2016, 7, 1), date(2016, 9, 1), date(2016, 11, 1), date(2017, 1, 1)]),
            (date(2016, 8, 31), [date(2016, 8, 31), date(2016, 10, 31), date(2016, 12, 31), date(2017, 2, 28)]),
            (date(2016, 10, 31), [date(2016, 10, 31), date(2016, 12, 31), date(2017, 2, 28), date(2017, 4, 30)]),
        ] {
            let steps = (0..4).map(|notices| next_step(&ladder, printed, notices, Reachable::Yes).unwrap());
            assert_eq!(steps.clone().map(|step| step.due).collect::<Vec<_>>(), dates);
            let climbs = [false, false, false, true];
            assert_eq!(steps.map(|step| step.action == LadderAction::ToSubdistrict).collect::<Vec<_>>(), climbs);
            let alone = next_step(&ladder, printed, 0, Reachable::No);
            assert_eq!(alone, Some(Step { due: dates[3], action: LadderAction::ToSubdistrict }), "by the date alone");
        }
    }

    /// Section 3.5: on 7 February 2021 due if printed on or before 24 December 2020.
    #[test]
    fn batu_climbs_after_45_days() {
        let rules = [rule(LadderAction::ToVillage, 0, 45, 0)];
        let ladder: Vec<&LadderRule> = rules.iter().collect();
        let due = |printed| next_step(&ladder, printed, 0, Reachable::Yes).unwrap().due;
        assert_eq!((due(date(2020, 12, 24)), due(date(2020, 12, 25))), (date(2021, 2, 7), date(2021, 2, 8)));
    }

    #[test]
    fn a_ladder_without_steps_says_nothing() {
        assert_eq!(next_step(&[], date(2021, 1, 1), 0, Reachable::Yes), None);
        let rules = [rule(LadderAction::Notice, 0, 0, 0)];
        let ladder: Vec<&LadderRule> = rules.iter().collect();
        assert_eq!(next_step(&ladder, date(2021, 1, 1), 1, Reachable::Yes), None, "all notices are out");
        // Fewer rows of notices than the climb asks for: the next step is still a notice.
        let rules = [rule(LadderAction::ToVillage, 0, 45, 1)];
        let ladder: Vec<&LadderRule> = rules.iter().collect();
        let step = next_step(&ladder, date(2020, 12, 24), 0, Reachable::Yes);
        assert_eq!(step, Some(Step { due: date(2021, 2, 7), action: LadderAction::Notice }));
    }
}
