//! The ladder against months counted on fingers, card by card and day by day.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use planner::{
    ladder::{After, Rung, Step},
    plan::{
        answer::{Lever, Verdict},
        ladder::{Cards, LadderPlan, ladder},
    },
    survival::weibull::Weibull,
};
use proptest::prelude::*;

use crate::second::{cases, given, later, near};

/// So many months later: the same day, or the month's last.
fn months_later(day: Date, months: u32) -> Date {
    let counted = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months as i32;
    let (year, month) = (counted / 12, counted % 12);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize];
    date(year as i16, month as i8 + 1, day.day().min(last))
}

fn due(after: After, printed: Date) -> Date {
    match after {
        After::Days(days) => later(printed, u32::from(days)),
        After::Months(months) => months_later(printed, u32::from(months)),
    }
}

fn after() -> impl Strategy<Value = After> {
    prop_oneof![(0_u16..200).prop_map(After::Days), (0_u16..14).prop_map(After::Months)]
}

fn rungs() -> impl Strategy<Value = Vec<Rung>> {
    prop::collection::vec((after(), any::<bool>()), 1..5).prop_map(|rows| {
        let rung = |(after, notify)| Rung { after, step: if notify { Step::Notify } else { Step::Distribute } };
        rows.into_iter().map(rung).collect()
    })
}

fn plan(rungs: Vec<Rung>, drawer: Cards, today: Date, until: Date) -> LadderPlan {
    LadderPlan {
        today,
        until,
        rungs,
        up_to_date: false,
        drawer,
        curve: None,
        ages_days: Vec::new(),
        examples: Vec::new(),
        left_after_days: None,
        cut_days: None,
        villages: None,
        handover_a_day: None,
    }
}

fn age(printed: Date, then: Date) -> f64 {
    let mut days = 0;
    let mut day = printed;
    while day < then {
        day = day.tomorrow().unwrap();
        days += 1;
    }
    f64::from(days)
}

/// The most that is overdue at a day's end, and the day from which nothing is, when `ahead` days may be handed over before.
fn handed_on(due: &[(Date, f64)], today: Date, until: Date, rate: f64, ahead: u32) -> (f64, Option<Date>) {
    let mut left: Vec<(Date, f64)> = due.to_vec();
    left.sort_by_key(|(on, _)| *on);
    let (mut most, mut over, mut day) = (0.0_f64, Some(today), today);
    while day <= until {
        let mut room = rate;
        for (_, cards) in left.iter_mut().filter(|(on, _)| *on <= later(day, ahead)) {
            let done = cards.min(room);
            (*cards, room) = (*cards - done, room - done);
        }
        let overdue: f64 = left.iter().filter(|(on, _)| *on <= day).map(|(_, cards)| cards).sum();
        most = most.max(overdue);
        over = if overdue > 1e-9 { None } else { over.or(Some(day)) };
        day = later(day, 1);
    }
    (most, over)
}

proptest! {
    #![proptest_config(cases(256))]

    /// The day itself, the last day of printing that is due, and that neither ever goes back when the other goes on.
    #[test]
    fn months_are_clamped_as_on_fingers(offset in 0_u32..25_000, after in after()) {
        let printed = later(date(1995, 1, 1), offset);
        prop_assert_eq!(after.from(printed), due(after, printed));
        prop_assert!(due(after, later(printed, 1)) >= after.from(printed));
        let today = printed;
        let back = (0..600).map(|days| today.checked_sub(jiff::Span::new().days(i64::from(days))).unwrap());
        let last = back.into_iter().find(|printed| due(after, *printed) <= today).unwrap();
        prop_assert_eq!(after.printed_by(today), last);
    }
}

proptest! {
    #![proptest_config(cases(48))]

    /// Each card of each day of printing, one after the other: what falls due when, with and without a curve and with notices sent or not.
    #[test]
    fn what_falls_due_is_what_each_card_says(
        rungs in rungs(), offset in 0_u32..4_000, span in 0_u32..80, since in 0_u32..60, ahead in 0_u32..250, lying in 0_u32..5_000,
        curve in prop::option::of((1_u32..300, 3_u32..30)), up_to_date in any::<bool>(),
    ) {
        let printed_from = later(date(2010, 1, 1), offset);
        let printed_to = later(printed_from, span);
        let (today, until) = (later(printed_to, since), later(printed_to, since + ahead));
        let curve = curve.map(|(scale, shape)| Weibull::new(f64::from(scale), f64::from(shape) / 10.0).unwrap());
        let drawer = Cards { lying: given(lying), printed_from, printed_to };
        let asked = LadderPlan { up_to_date, curve: curve.map(given), ..plan(rungs.clone(), drawer, today, until) };
        let answer = ladder(&asked).unwrap();
        prop_assert_eq!(format!("{answer:?}"), format!("{:?}", ladder(&asked).unwrap()));
        let share = |days: f64| curve.map_or(1.0, |curve| (-(days / curve.scale).powf(curve.shape)).exp());
        let prints: Vec<Date> = (0..=span).map(|day| later(printed_from, day)).collect();
        let all: f64 = prints.iter().map(|printed| share(age(*printed, today))).sum();
        if all < 1e-8 {
            return Ok(());
        }
        let mut expected: BTreeMap<(Date, usize), f64> = BTreeMap::new();
        for printed in &prints {
            let now = share(age(*printed, today));
            let cards = f64::from(lying) * now / all;
            let sent = rungs.iter().take_while(|rung| up_to_date && rung.step == Step::Notify && due(rung.after, *printed) <= today).count();
            for (rung, next) in rungs.iter().enumerate().skip(sent) {
                let on = due(next.after, *printed).max(today);
                if on <= until {
                    let still = if now > 0.0 { share(age(*printed, on)) / now } else { 1.0 };
                    *expected.entry((on, rung)).or_insert(0.0) += cards * still;
                }
            }
        }
        prop_assert_eq!(answer.due.iter().map(|due| (due.on, due.rung)).collect::<Vec<_>>(), expected.keys().copied().collect::<Vec<_>>());
        for (due, cards) in answer.due.iter().zip(expected.values()) {
            prop_assert!(near(due.cards, *cards, 1e-9), "{due:?} {cards}");
        }
        // Months are the whole drawer, either way.
        prop_assert!(near(answer.months.iter().map(|month| month.even).sum(), f64::from(lying), 1e-9));
        prop_assert!(curve.is_none() || near(answer.months.iter().filter_map(|month| month.by_curve).sum(), f64::from(lying), 1e-9));
        // A later last day only adds.
        let longer = ladder(&LadderPlan { until: later(until, 30), ..asked }).unwrap();
        prop_assert_eq!(&longer.due[..answer.due.len()], &answer.due[..]);
    }

    /// However few a curve expects to lie, the cards that do lie are there: none is lost.
    #[test]
    fn cards_against_the_curve_are_counted(scale in 1_u32..400, shape in 1_u32..120, span in 0_u32..200, since in 0_u32..2_000, lying in 0_u32..5_000) {
        let printed_from = date(2015, 1, 1);
        let drawer = Cards { lying: given(lying), printed_from, printed_to: later(printed_from, span) };
        let today = later(drawer.printed_to, since);
        let rung = Rung { after: After::Days(0), step: Step::Distribute };
        let curve = given(Weibull::new(f64::from(scale), f64::from(shape) / 10.0).unwrap());
        let asked = LadderPlan { curve: Some(curve), left_after_days: Some(400), ..plan(vec![rung], drawer, today, today) };
        let answer = ladder(&asked).unwrap();
        prop_assert!(near(answer.due_today, f64::from(lying), 1e-9), "{}", answer.due_today);
        prop_assert!(near(answer.due.iter().map(|due| due.cards).sum(), f64::from(lying), 1e-9));
        prop_assert!(near(answer.months.iter().filter_map(|month| month.by_curve).sum(), f64::from(lying), 1e-9));
        prop_assert!(answer.left.is_none_or(|(left, part)| left.is_finite() && part.is_finite() && left >= 0.0), "{:?}", answer.left);
    }

    /// What waits for being handed on, card by card; the levers are the same with one more a day, and with tomorrow's cards taken along.
    #[test]
    fn handing_on_and_its_levers(
        rungs in rungs(), span in 0_u32..90, since in 0_u32..40, ahead in 0_u32..200, lying in 1_u32..3_000, rate in 0_u32..60,
    ) {
        let printed_from = date(2019, 8, 15);
        let drawer = Cards { lying: given(lying), printed_from, printed_to: later(printed_from, span) };
        let (today, until) = (later(drawer.printed_to, since), later(drawer.printed_to, since + ahead));
        let asked = LadderPlan { handover_a_day: Some(given(f64::from(rate))), ..plan(rungs.clone(), drawer, today, until) };
        let answer = ladder(&asked).unwrap();
        let distributed = answer.due.iter().filter(|due| rungs[due.rung].step == Step::Distribute);
        let due: Vec<(Date, f64)> = distributed.map(|due| (due.on, due.cards)).collect();
        let (most, _) = handed_on(&due, today, until, f64::from(rate), 0);
        match answer.verdict {
            Verdict::Attainable { .. } => prop_assert!(most <= 1e-6),
            Verdict::NotAttainable { missing, .. } => prop_assert!(near(missing, most, 1e-9), "{missing} {most}"),
        }
        prop_assert_eq!(answer.levers.iter().map(|worth| worth.lever).collect::<Vec<_>>(), [Lever::Handover, Lever::EarlyDay]);
        for (worth, (rate, ahead)) in answer.levers.iter().zip([(f64::from(rate) + 1.0, 0), (f64::from(rate), 1)]) {
            let (with, over) = handed_on(&due, today, until, rate, ahead);
            prop_assert!(near(worth.more, most - with, 1e-9) && worth.more >= 0.0, "{worth:?} {most} {with}");
            prop_assert_eq!(worth.on, over);
        }
        let free = ladder(&LadderPlan { handover_a_day: None, ..asked }).unwrap();
        prop_assert!(free.levers.is_empty(), "without a limit nothing is worth anything");
    }
}
