//! A backlog against Newell's cumulative curves, and what planning again must hold.

use planner::plan::{
    answer::Verdict,
    catch_up::{CatchUp, catch_up},
    refusal::PlanRefusal,
    scenario::Goal,
};
use proptest::prelude::*;

use crate::{
    diary::{Diary, Drawn, diary, line},
    second::{cases, given, later, near, poisson, whole},
};

fn plan(diary: &Diary, drawn: &Drawn, inflow: u32, goal: Goal, days: u32) -> CatchUp {
    CatchUp {
        from: diary.from,
        until: Some(later(diary.from, days - 1)),
        timetable: diary.timetable(),
        inflow_a_day: given(f64::from(inflow)),
        line: drawn.line(diary.from),
        goal,
        wished_days: Vec::new(),
        outage: None,
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn cumulative_curves_give_the_same(
        diary in diary(), drawn in line(), inflow in 0_u32..400, whole in any::<bool>(), days in 1_u32..60,
    ) {
        let goal = if whole { Goal::HandedOver } else { Goal::Printed };
        let asked = plan(&diary, &drawn, inflow, goal, days);
        let answer = catch_up(&asked).unwrap();
        prop_assert_eq!(format!("{answer:?}"), format!("{:?}", catch_up(&asked).unwrap()));
        let mut came = vec![0.0; 121];
        let mut sum = 0.0;
        for day in 0..121 {
            sum += if diary.works(day) { f64::from(inflow) } else { 0.0 };
            came[day as usize] = sum;
        }
        let left = drawn.departures(&diary, &came, whole);
        let backlog = f64::from(drawn.waiting[..if whole { 3 } else { 2 }].iter().sum::<u32>());
        prop_assert!(near(answer.backlog, backlog, 1e-12));
        for (row, (left, came)) in answer.schedule.iter().zip(left.iter().zip(&came)) {
            prop_assert!(near(row.total, *left, 1e-9), "{row:?} {left}");
            prop_assert!((row.waiting - (backlog + came - left)).abs() < 1e-6, "{row:?}");
        }
        let waits = |day: u32| backlog + came[day as usize] - left[day as usize];
        let gone = (0..121).find(|day| waits(*day) < 1e-6);
        match (gone, answer.finish) {
            (Some(gone), finish) => prop_assert_eq!(finish, Some(later(diary.from, gone))),
            (None, finish) => prop_assert!(finish.is_none_or(|finish| finish > later(diary.from, 120))),
        }
        match answer.verdict {
            Verdict::Attainable { on } => prop_assert!(on <= asked.until.unwrap()),
            Verdict::NotAttainable { missing, on, .. } => {
                prop_assert!((missing - waits(days - 1)).abs() < 1e-6 && missing > 0.0);
                prop_assert_eq!(on, answer.finish);
            }
        }
        for worth in &answer.levers {
            prop_assert!(worth.more >= -1e-6, "{worth:?}");
            prop_assert!(worth.on.is_none_or(|on| answer.finish.is_none_or(|finish| on <= finish)), "{worth:?}");
            prop_assert!(worth.on.is_some() || answer.finish.is_none(), "more of anything never makes it endless: {worth:?}");
        }
    }

    /// Planned again on the next morning. After a day that went as planned, it is gone on the same day, and as much is done in all by each
    /// day. After a day on which some more was done, with the blanks that it took, it is never gone later. So nothing is gained by keeping
    /// to the old plan.
    #[test]
    fn planning_again_is_never_worse(diary in diary(), drawn in line(), inflow in 0_u32..400, more in 0_u32..300) {
        let drawn = Drawn { waiting: [0, drawn.waiting[1], 0], centre: None, ..drawn };
        let asked = plan(&diary, &drawn, inflow, Goal::Printed, 40);
        let answer = catch_up(&asked).unwrap();
        let (today, tomorrow) = (answer.schedule[0], later(diary.from, 1));
        let again = |waiting: f64, done: f64| {
            let mut next = CatchUp { from: tomorrow, ..asked.clone() };
            next.line.waiting_print = waiting;
            if let Some(supply) = &mut next.line.supply {
                // Deliveries of the first day are on hand; a broken blank of the old plan is rounded to the plan's good.
                let came: u32 = supply.deliveries.iter().filter(|(on, _)| *on <= diary.from).map(|(_, pieces)| pieces).sum();
                supply.deliveries.retain(|(on, _)| *on > diary.from);
                supply.stock.value = whole(f64::from(supply.stock.value + came) - done).ceil().max(0.0) as u32;
            }
            catch_up(&next).unwrap()
        };
        if answer.finish == Some(diary.from) {
            return Ok(());
        }
        let same = again(today.waiting, today.done);
        if asked.line.supply.is_none() || whole(today.done).fract() <= 0.0 {
            prop_assert_eq!(same.finish, answer.finish);
            for (after, before) in same.schedule.iter().zip(&answer.schedule[1..]) {
                prop_assert!((after.total + today.done - before.total).abs() < 1e-6);
            }
        }
        let more = f64::from(more).min(today.waiting);
        let better = again(today.waiting - more, today.done + more);
        if let Some(finish) = answer.finish {
            prop_assert!(better.finish.is_some_and(|better| better <= finish), "{:?} {finish}", better.finish);
        }
    }

    /// When nothing comes in, or always as much as would do, nothing is left to chance; the chance is that of no more coming than the most
    /// with which it is gone, tried one card after the other.
    #[test]
    fn the_chance_is_that_of_few_enough_coming(diary in diary(), drawn in line(), inflow in 0_u32..12, days in 1_u32..30) {
        let small = |rate: Option<u32>| rate.map(|rate| rate / 40);
        let (waiting, centre, handover) = (drawn.waiting.map(|cards| cards / 40), small(drawn.centre), small(drawn.handover));
        let drawn = Drawn { waiting, centre, handover, ..drawn };
        let asked = plan(&diary, &drawn, inflow, Goal::HandedOver, days);
        let working = (0..days).filter(|day| diary.works(*day)).count() as f64;
        let gone = |cards: usize| {
            let came = (0..days).scan(0.0, |sum, day| {
                *sum += if diary.works(day) { cards as f64 / working } else { 0.0 };
                Some(*sum)
            });
            let came: Vec<f64> = came.collect();
            let backlog = f64::from(drawn.waiting.iter().sum::<u32>());
            came.iter().zip(drawn.departures(&diary, &came, true)).any(|(came, left)| backlog + came - left < 1e-6)
        };
        let chance = catch_up(&asked).unwrap().chance.unwrap();
        let masses = poisson(f64::from(inflow) * working);
        let expected: f64 = masses.iter().enumerate().take_while(|(cards, _)| gone(*cards)).map(|(_, mass)| mass).sum();
        prop_assert!((chance - expected).abs() < 1e-9, "{chance} {expected}");
    }

    /// Twice the office, with twice of everything, takes as long.
    #[test]
    fn twice_the_office_takes_as_long(diary in diary(), drawn in line(), inflow in 0_u32..400) {
        let twice = Drawn {
            waiting: drawn.waiting.map(|cards| 2 * cards),
            centre: drawn.centre.map(|rate| 2 * rate),
            supply: drawn.supply.clone().map(|(stock, rows)| (2 * stock, rows.iter().map(|(day, pieces)| (*day, 2 * pieces)).collect())),
            printers: drawn.printers.map(|(count, rate)| (2 * count, rate)),
            handover: drawn.handover.map(|rate| 2 * rate),
        };
        let asked = |drawn: &Drawn, inflow| CatchUp { until: None, ..plan(&diary, drawn, inflow, Goal::HandedOver, 1) };
        match (catch_up(&asked(&drawn, inflow)), catch_up(&asked(&twice, 2 * inflow))) {
            (Ok(one), Ok(two)) => {
                prop_assert_eq!(one.finish, two.finish);
                prop_assert!(near(2.0 * one.waited_card_days, two.waited_card_days, 1e-9));
            }
            (Err(PlanRefusal::Overloaded { grows: one, .. }), Err(PlanRefusal::Overloaded { grows: two, .. })) => {
                prop_assert!(near(2.0 * one, two, 1e-6));
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }
}
