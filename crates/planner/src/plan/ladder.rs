//! Ladder: which uncollected cards fall due when, how many will lie then, and whether the counts fit together.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};

use super::{
    answer::{Lever, Verdict, Worth},
    chain::Stage,
    refusal::{PlanRefusal, within},
    scenario::{Given, days},
};
use crate::{
    ladder::{Lying, Rung, Step, due_between, schedule},
    survival::{
        Survival,
        little::{Drawer, by_age},
        weibull::Weibull,
    },
};

/// Nothing waits: less than this of a card.
const NOTHING: f64 = 1e-9;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderPlan {
    /// Today.
    pub today: Date,
    /// The last day for which to say what falls due.
    pub until: Date,
    /// The office's ladder.
    pub rungs: Vec<Rung>,
    /// Rungs that are done for the cards that lie: for each card those whose day had come.
    pub up_to_date: bool,
    /// The drawer.
    pub drawer: Cards,
    /// How long cards lie.
    pub curve: Option<Given<Weibull>>,
    /// Ages for which to give the share that still lies, days.
    pub ages_days: Vec<u32>,
    /// Days of printing whose ladder is shown.
    pub examples: Vec<Date>,
    /// Days that a card lies when nobody does anything, for what is left.
    pub left_after_days: Option<u32>,
    /// Cards that leave the drawer at an age, days: for Little's law.
    pub cut_days: Option<u32>,
    /// Villages over which what falls due is spread.
    pub villages: Option<u32>,
    /// Cards that can be handed on a day, on which more fall due wait.
    pub handover_a_day: Option<Given<f64>>,
}

/// What lies in the drawer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cards {
    /// Cards that lie today.
    pub lying: Given<u32>,
    /// The oldest day of printing.
    pub printed_from: Date,
    /// The latest.
    pub printed_to: Date,
}

/// Cards that a month printed and that still lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// Its first day in the drawer.
    pub first: Date,
    /// If all days of printing have left the same.
    pub even: f64,
    /// If all days printed the same; nothing without a curve.
    pub by_curve: Option<f64>,
}

/// What falls due on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// The rung, from 0.
    pub rung: usize,
    /// Cards, expected, of those that lie today and are not collected before.
    pub cards: f64,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderAnswer {
    /// Age of the oldest card, days.
    pub oldest_days: u32,
    /// For each rung the last day of printing that is due today.
    pub printed_by: Vec<Date>,
    /// Days of the rungs for the examples.
    pub examples: Vec<(Date, Vec<Date>)>,
    /// Cards to be distributed today: printed on or before the last such day.
    pub due_today: f64,
    /// First and last day on which cards of the drawer are distributed; nothing when the ladder does not distribute.
    pub window: Option<(Date, Date)>,
    /// From today to the last day.
    pub due: Vec<Due>,
    /// By month of printing.
    pub months: Vec<Month>,
    /// Prints a calendar day that the drawer implies; nothing without a curve, or when by it nothing could lie.
    pub printed_a_day: Option<f64>,
    /// Age and share that still lies.
    pub shares: Vec<(u32, f64)>,
    /// Cards of today's days of printing that lie at the age asked for, if nothing is done, and their share of what lies today; nothing
    /// when nothing lies.
    pub left: Option<(f64, f64)>,
    /// Little's law.
    pub little: Option<Drawer>,
    /// Cards a village and week that fall due.
    pub due_a_village_week: Option<f64>,
    /// Whether each day's distribution can be done on it.
    pub verdict: Verdict,
    /// Handing over, when it cannot: the most that waits for it.
    pub binding: Option<(Stage, f64)>,
    /// By lever, how many fewer wait at the worst, and the day from which nothing waits; empty without a limit.
    pub levers: Vec<Worth>,
}

/// Answers; of the drawer only its size and its days of printing are known.
pub fn ladder(plan: &LadderPlan) -> Result<LadderAnswer, PlanRefusal> {
    plan.check()?;
    let prints = days("printed_from", plan.drawer.printed_from, plan.drawer.printed_to)?;
    let ages: Vec<u32> = prints.iter().map(|print| age(*print, plan.today)).collect();
    let lying = plan.drawer.lying.value;
    let even = f64::from(lying) / prints.len() as f64;
    let spread = plan.curve.map(|curve| by_age(lying, &curve.value, &ages));
    let amounts = spread.as_ref().map_or_else(|| vec![even; prints.len()], |(amounts, _)| amounts.clone());
    let cards: Vec<(Lying, f64)> =
        prints.iter().zip(&amounts).map(|(printed, cards)| (Lying { printed: *printed, done: plan.kept_up(*printed) }, *cards)).collect();
    let last_due = plan.distribute().map(|(_, rung)| rung.after.printed_by(plan.today));
    let due_today = cards.iter().filter(|(card, _)| last_due.is_some_and(|last| card.printed <= last)).map(|(_, cards)| *cards).sum();
    let printed_a_day = spread.as_ref().and_then(|(_, a_day)| *a_day);
    let left = plan.curve.zip(plan.left_after_days).zip(printed_a_day.filter(|_| lying > 0)).map(|((curve, after), a_day)| {
        let left = a_day * prints.len() as f64 * curve.value.survival(after);
        (left, left / f64::from(lying))
    });
    let months = months(&prints, even, spread.as_ref().map(|(amounts, _)| amounts.as_slice()));
    Ok(LadderAnswer { due_today, months, printed_a_day, left, ..plan.answer(&cards) })
}

/// Answers for cards that are known by their day of printing and by the rungs that are done for them; `drawer` is their sum.
pub fn ladder_of(plan: &LadderPlan, cards: &[(Lying, f64)]) -> Result<LadderAnswer, PlanRefusal> {
    plan.check()?;
    days("printed_from", plan.drawer.printed_from, plan.drawer.printed_to)?;
    let next = |card: &Lying| plan.distribute().filter(|(at, rung)| card.done == *at && rung.after.from(card.printed) <= plan.today);
    let due_today = cards.iter().filter(|(card, _)| next(card).is_some()).map(|(_, cards)| *cards).sum();
    let mut by_month: BTreeMap<Date, f64> = BTreeMap::new();
    for (card, cards) in cards {
        *by_month.entry(card.printed.first_of_month()).or_default() += cards;
    }
    let months = by_month.into_iter().map(|(first, even)| Month { first, even, by_curve: None }).collect();
    Ok(LadderAnswer { due_today, months, ..plan.answer(cards) })
}

/// What may be handed over before its day.
#[derive(Clone, Copy)]
enum Ahead {
    Nothing,
    Tomorrows,
}

/// What waits beyond its day.
struct Overdue {
    /// The most at a day's end.
    most: f64,
    /// The day from which on nothing does; nothing when it does on the last day.
    over: Option<Date>,
}

impl LadderPlan {
    /// The rung that takes cards out of the drawer, with its place.
    fn distribute(&self) -> Option<(usize, &Rung)> {
        self.rungs.iter().enumerate().find(|(_, rung)| rung.step == Step::Distribute)
    }

    /// Notices whose day had come are done when the office kept up; what is to be distributed still lies, so that is not.
    fn kept_up(&self, printed: Date) -> usize {
        let done = |rung: &&Rung| self.up_to_date && rung.step == Step::Notify && rung.after.from(printed) <= self.today;
        self.rungs.iter().take_while(done).count()
    }

    /// What does not depend on how the drawer is known.
    fn answer(&self, cards: &[(Lying, f64)]) -> LadderAnswer {
        let lying = self.drawer.lying.value;
        let curve = self.curve.map(|curve| curve.value);
        let due = self.due(cards);
        let distribute = self.distribute().map(|(_, rung)| rung);
        let little = curve.zip(self.cut_days).and_then(|(curve, cut)| Drawer::implied(lying, &curve, cut));
        let most = self.handover_a_day.map(|rate| self.overdue(&due, rate.value, Ahead::Nothing).most);
        LadderAnswer {
            oldest_days: age(self.drawer.printed_from, self.today),
            printed_by: self.rungs.iter().map(|rung| rung.after.printed_by(self.today)).collect(),
            examples: self.examples.iter().map(|printed| (*printed, schedule(&self.rungs, *printed))).collect(),
            due_today: 0.0,
            window: distribute.map(|rung| (rung.after.from(self.drawer.printed_from), rung.after.from(self.drawer.printed_to))),
            months: Vec::new(),
            printed_a_day: None,
            shares: curve.map(|curve| self.ages_days.iter().map(|age| (*age, curve.survival(*age))).collect()).unwrap_or_default(),
            left: None,
            due_a_village_week: little.zip(self.villages).map(|(drawer, villages)| drawer.due_a_day * 7.0 / f64::from(villages)),
            verdict: match most {
                Some(missing) if missing > NOTHING => Verdict::NotAttainable { missing, because: Some(Stage::Handover), on: None },
                _ => Verdict::Attainable { on: self.until },
            },
            binding: most.filter(|most| *most > NOTHING).map(|most| (Stage::Handover, most)),
            levers: self.levers(&due),
            due,
            little,
        }
    }

    fn check(&self) -> Result<(), PlanRefusal> {
        if self.rungs.is_empty() {
            return Err(PlanRefusal::NoLadder);
        }
        days("until", self.today, self.until)?;
        days("printed_to", self.drawer.printed_to, self.today)?;
        within("rung", self.rungs.len() as f64, 1.0, 100.0)?;
        within("lying", f64::from(self.drawer.lying.value), 0.0, 1e8)?;
        within("ages_days", self.ages_days.len() as f64, 0.0, 1e4)?;
        self.villages.map_or(Ok(()), |villages| within("villages", f64::from(villages), 1.0, 1e5))?;
        self.cut_days.map_or(Ok(()), |cut| within("cut_days", f64::from(cut), 1.0, 3_660.0))?;
        self.handover_a_day.map_or(Ok(()), |rate| within("handover_a_day", rate.value, 0.0, 1e6))
    }

    /// What falls due until the last day, less who comes before.
    fn due(&self, cards: &[(Lying, f64)]) -> Vec<Due> {
        let mut due: BTreeMap<(Date, usize), f64> = BTreeMap::new();
        for (card, cards) in cards {
            for (at, cards) in due_between(&self.rungs, [(*card, *cards)], self.today, self.until) {
                *due.entry(at).or_default() += cards * self.still_lies(card.printed, at.0);
            }
        }
        due.into_iter().map(|((on, rung), cards)| Due { on, rung, cards }).collect()
    }

    /// The share of the cards of a day of printing that lie today and will lie then; all without a curve.
    fn still_lies(&self, printed: Date, then: Date) -> f64 {
        let share = |curve: Given<Weibull>| curve.value.expected_left([age(printed, self.today)], age(self.today, then));
        self.curve.map_or(1.0, share)
    }

    /// What is overdue for distribution at the days' ends when only so many a day can be handed on.
    fn overdue(&self, due: &[Due], rate: f64, ahead: Ahead) -> Overdue {
        let mut by_day: BTreeMap<Date, f64> = BTreeMap::new();
        let distributes = |due: &&Due| self.rungs.get(due.rung).is_some_and(|rung| rung.step == Step::Distribute);
        for due in due.iter().filter(distributes) {
            *by_day.entry(due.on).or_default() += due.cards;
        }
        let on = |day: Date| by_day.get(&day).copied().unwrap_or(0.0);
        // Below 0 is what was done before its day.
        let mut waits = 0.0_f64;
        let mut overdue = Overdue { most: 0.0, over: Some(self.today) };
        for day in self.today.series(Span::new().days(1)).take_while(|day| *day <= self.until) {
            let before = match ahead {
                Ahead::Nothing => 0.0,
                Ahead::Tomorrows => day.tomorrow().map_or(0.0, on),
            };
            waits = (waits + on(day) - rate).max(-before);
            overdue.most = overdue.most.max(waits);
            overdue.over = if waits > NOTHING { None } else { overdue.over.or(Some(day)) };
        }
        overdue
    }

    fn levers(&self, due: &[Due]) -> Vec<Worth> {
        let Some(rate) = self.handover_a_day.map(|rate| rate.value) else { return Vec::new() };
        let most = self.overdue(due, rate, Ahead::Nothing).most;
        let worth = |lever, with: Overdue| Worth { lever, more: most - with.most, on: with.over };
        vec![
            worth(Lever::Handover, self.overdue(due, rate + 1.0, Ahead::Nothing)),
            worth(Lever::EarlyDay, self.overdue(due, rate, Ahead::Tomorrows)),
        ]
    }
}

fn age(printed: Date, today: Date) -> u32 {
    domain::ageing::days_between(printed, today) as u32
}

fn months(prints: &[Date], even: f64, by_curve: Option<&[f64]>) -> Vec<Month> {
    let month_of = |one: &Date, next: &Date| (one.year(), one.month()) == (next.year(), next.month());
    let mut at = 0;
    let month = |days: &[Date]| {
        let curve = by_curve.map(|amounts| amounts.iter().skip(at).take(days.len()).sum());
        at += days.len();
        Month { first: days.first().copied().unwrap_or_default(), even: even * days.len() as f64, by_curve: curve }
    };
    prints.chunk_by(month_of).map(month).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{ladder::After, plan::scenario::Basis};

    fn plan(lying: u32, rungs: Vec<Rung>) -> LadderPlan {
        let lying = Given { value: lying, basis: Basis::Measured };
        LadderPlan {
            today: date(2021, 2, 7),
            until: date(2021, 3, 31),
            rungs,
            up_to_date: true,
            drawer: Cards { lying, printed_from: date(2020, 12, 1), printed_to: date(2021, 2, 6) },
            curve: None,
            ages_days: Vec::new(),
            examples: Vec::new(),
            left_after_days: None,
            cut_days: None,
            villages: None,
            handover_a_day: None,
        }
    }

    fn batu() -> Vec<Rung> {
        let rung = |days, step| Rung { after: After::Days(days), step };
        vec![rung(0, Step::Notify), rung(14, Step::Notify), rung(45, Step::Distribute)]
    }

    /// The same cards by day of printing fall due as those that are spread over the days; who lacks a notice is not distributed yet.
    #[test]
    fn cards_by_day_fall_due_like_those_that_are_spread() {
        let plan = plan(68, batu());
        let spread = ladder(&plan).unwrap();
        let done = |printed: Date| plan.kept_up(printed);
        let prints = days("until", date(2020, 12, 1), date(2021, 2, 6)).unwrap();
        let cards: Vec<(Lying, f64)> = prints.iter().map(|day| (Lying { printed: *day, done: done(*day) }, 1.0)).collect();
        let by_day = ladder_of(&plan, &cards).unwrap();
        assert_eq!((by_day.due.len(), by_day.due_today.round()), (spread.due.len(), spread.due_today.round()));
        assert_eq!(by_day.months.iter().map(|month| month.even.round() as u32).collect::<Vec<_>>(), [31, 31, 6]);
        let untold: Vec<(Lying, f64)> = cards.iter().map(|(card, cards)| (Lying { done: 0, ..*card }, *cards)).collect();
        assert_eq!(ladder_of(&plan, &untold).unwrap().due_today.round() as u32, 0);
    }

    #[test]
    fn days_of_printing_are_refused_at_their_own_key() {
        let of = |printed_from, printed_to| {
            let drawer = Cards { printed_from, printed_to, ..plan(68, batu()).drawer };
            ladder(&LadderPlan { drawer, ..plan(68, batu()) }).unwrap_err()
        };
        assert!(matches!(of(date(2021, 2, 7), date(2021, 2, 6)), PlanRefusal::DeadlinePast { key: "printed_from", .. }));
        assert!(matches!(of(date(2021, 2, 7), date(2021, 2, 8)), PlanRefusal::DeadlinePast { key: "printed_to", .. }));
        assert!(matches!(of(date(1999, 2, 7), date(2021, 2, 6)), PlanRefusal::TooLong { key: "printed_from", .. }));
        assert_eq!(ladder(&plan(68, Vec::new())), Err(PlanRefusal::NoLadder));
    }
}
