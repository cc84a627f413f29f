//! Reaching people against Newell's cumulative curves; sites by another name, later days, more of anything; planning again.

use std::collections::BTreeMap;

use domain::calendar::timetable::{Change, Exception, Period, Week};
use planner::plan::{
    answer::Verdict,
    scenario::Goal,
    target::{Site, Target, Teams, target},
};
use proptest::prelude::*;

use crate::{
    diary::{Diary, Drawn, diary, line},
    second::{cases, given, later, near, whole},
};

/// Stations, sites of a kind, turnout.
type Row = (u32, u32, Option<u32>);

const GOALS: [Goal; 3] = [Goal::Recorded, Goal::Printed, Goal::HandedOver];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_u32..8, 1_u32..4, prop::option::of(0_u32..90)), 1..5)
}

fn plan(diary: &Diary, drawn: &Drawn, rows: &[Row], people: u32, goal: Goal, days: u32) -> Target {
    let site = |(at, (stations, alike, turnout)): (usize, &Row)| Site {
        name: format!("Kecamatan {at}"),
        alike: *alike,
        stations: given(*stations),
        turnout_a_day: turnout.map(|turnout| given(f64::from(turnout))),
    };
    Target {
        from: diary.from,
        until: later(diary.from, days - 1),
        people: given(people),
        whereabouts: BTreeMap::new(),
        unknown_come_permille: Some(given(900)),
        timetable: diary.timetable(),
        minutes_per_person: given(6.0),
        availability: given(0.8),
        sites: rows.iter().enumerate().map(site).collect(),
        teams: Some(Teams { count: given(2), people_a_day: given(40.0) }),
        goal,
        line: drawn.line(diary.from),
        printer_rates: Vec::new(),
        promise: None,
        register: None,
        after: None,
    }
}

/// Cumulative people that are recorded: each site's queue by the days on which it may last have been empty.
fn recorded(diary: &Diary, rows: &[Row], people: u32, days: u32) -> Vec<f64> {
    let room = |stations: u32, day: u32| f64::from(stations) * diary.hours(day).1 * 8.0;
    let open = |day: u32| diary.hours(day).0 > 0.0;
    let by_site = |(stations, alike, turnout): &Row, day: u32| {
        let rooms = |from: u32| (from..=day).map(|day| room(*stations, day)).sum::<f64>();
        let Some(turnout) = turnout else { return rooms(0) };
        let came = |until: u32| (0..until).filter(|day| open(*day)).count() as f64 * f64::from(alike * turnout);
        (0..=day).map(|begin| came(begin) + rooms(begin)).fold(came(day + 1), f64::min)
    };
    let by_day = |day: u32| {
        let sites: f64 = rows.iter().map(|row| by_site(row, day)).sum();
        let teams = (0..=day).filter(|day| open(*day)).count() as f64 * 80.0;
        (sites + teams).min(f64::from(people) * 0.9)
    };
    (0..days).map(by_day).collect()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn cumulative_curves_give_the_same(
        diary in diary(), drawn in line(), rows in rows(), people in 100_u32..20_000, goal in 0_usize..3, days in 1_u32..50,
    ) {
        let goal = GOALS[goal];
        let asked = plan(&diary, &drawn, &rows, people, goal, days);
        let answer = target(&asked).unwrap();
        prop_assert_eq!(format!("{answer:?}"), format!("{:?}", target(&asked).unwrap()));
        let came = recorded(&diary, &rows, people, days);
        let reached = match goal {
            Goal::Recorded => came,
            Goal::Printed => drawn.departures(&diary, &came, false),
            Goal::HandedOver => drawn.departures(&diary, &came, true),
        };
        for (row, reached) in answer.schedule.iter().zip(&reached) {
            prop_assert!(near(row.total, *reached, 1e-9), "{row:?} {reached}");
        }
        prop_assert!(near(answer.expected, *reached.last().unwrap(), 1e-9));
        match answer.verdict {
            Verdict::Attainable { on } => prop_assert!(on <= asked.until && answer.expected >= answer.wanted - 1e-5),
            Verdict::NotAttainable { missing, on, .. } => {
                prop_assert!(near(missing, answer.wanted - answer.expected, 1e-9));
                prop_assert!(on.is_none_or(|on| on > asked.until));
            }
        }
    }

    /// A later last day, and more of anything, never reaches fewer and is never done later; levers are what the plan with one more of it
    /// says.
    #[test]
    fn more_is_never_less(diary in diary(), drawn in line(), rows in rows(), people in 100_u32..20_000, goal in 0_usize..3, days in 1_u32..50) {
        let asked = plan(&diary, &drawn, &rows, people, GOALS[goal], days);
        let answer = target(&asked).unwrap();
        let on = |verdict: Verdict| match verdict {
            Verdict::Attainable { on } => Some(on),
            Verdict::NotAttainable { on, .. } => on,
        };
        let mut eased: Vec<Target> = vec![asked.clone(); 8];
        eased[0].until = later(asked.until, 3);
        eased[1].sites[0].stations.value += 1;
        eased[2].teams.iter_mut().for_each(|teams| teams.count.value += 1);
        eased[3].line.supply.iter_mut().for_each(|supply| supply.stock.value += 25);
        eased[4].line.printers.iter_mut().for_each(|printers| printers.count.value += 1);
        let always = Period { from: asked.from, to: later(asked.from, 5_000) };
        eased[5].timetable.exceptions.push(Exception { period: always, site: None, change: Change::Overtime { minutes: 45 } });
        eased[6].timetable.usual.saturday += 120;
        eased[7].unknown_come_permille = Some(given(1_000));
        for (which, eased) in eased.iter().enumerate() {
            let better = target(eased).unwrap();
            prop_assert!(better.expected >= answer.expected - 1e-6, "{which}: {} {}", better.expected, answer.expected);
            if let Some(before) = on(answer.verdict) {
                prop_assert!(on(better.verdict).is_some_and(|after| after <= before), "{which}: {:?} {before}", better.verdict);
            }
        }
        prop_assert!(answer.levers.iter().all(|worth| worth.more >= -1e-6), "{:?}", answer.levers);
    }

    /// Where more come than can be recorded, nothing is left to chance.
    #[test]
    fn crowds_are_certain(diary in diary(), rows in rows(), people in 100_u32..4_000, days in 1_u32..50) {
        let rows: Vec<Row> = rows.into_iter().map(|(stations, alike, _)| (stations, alike, Some(5_000))).collect();
        let nothing = Drawn { waiting: [0; 3], centre: None, supply: None, printers: None, handover: None };
        let mut asked = plan(&diary, &nothing, &rows, people, Goal::Recorded, days);
        (asked.teams, asked.unknown_come_permille) = (None, None);
        // A site beside them to which very few come, with room for all: it changes nothing.
        asked.sites.push(Site { name: "Kecamatan sepi".to_owned(), alike: 1, stations: given(500), turnout_a_day: Some(given(0.0)) });
        let answer = target(&asked).unwrap();
        let attainable = matches!(answer.verdict, Verdict::Attainable { .. });
        prop_assert!((answer.chance.unwrap() - f64::from(u8::from(attainable))).abs() < 1e-12, "{:?} {:?}", answer.chance, answer.verdict);
    }

    /// Sites in another order, each with its own hours and its own outage, are the same plan.
    #[test]
    fn sites_may_change_places(diary in diary(), drawn in line(), rows in rows(), people in 100_u32..20_000, turn in 0_usize..5, days in 1_u32..50) {
        let mut asked = plan(&diary, &drawn, &rows, people, Goal::Printed, days);
        let period = Period { from: later(diary.from, 3), to: later(diary.from, 6) };
        asked.timetable.own = (0..rows.len()).step_by(2).map(|at| (at, Week::working(300 + 20 * at as u16))).collect();
        asked.timetable.exceptions.push(Exception { period, site: Some(0), change: Change::Closed });
        let turned = |at: usize| (at + turn) % rows.len();
        let mut moved = asked.clone();
        moved.timetable.own = asked.timetable.own.iter().map(|(at, week)| (turned(*at), *week)).collect();
        moved.timetable.exceptions.iter_mut().for_each(|exception| exception.site = exception.site.map(turned));
        moved.sites.rotate_right(turn % rows.len());
        let (before, after) = (target(&asked).unwrap(), target(&moved).unwrap());
        prop_assert!(near(before.expected, after.expected, 1e-9));
        prop_assert_eq!(before.binding.map(|binding| binding.0), after.binding.map(|binding| binding.0));
        prop_assert_eq!(before.levers.len(), after.levers.len());
        for (before, after) in before.levers.iter().zip(&after.levers) {
            prop_assert!(before.lever == after.lever && (before.more - after.more).abs() < 1e-6, "{before:?} {after:?}");
        }
        for (before, after) in before.schedule.iter().zip(&after.schedule) {
            prop_assert!(near(before.total, after.total, 1e-9));
        }
    }

    /// Planned again on the next morning, when nobody waits at a site. After a day that went as planned, as many are reached in all and on
    /// the same day; after one on which more came, never fewer and never later. So nothing is gained by keeping to the old plan.
    #[test]
    fn planning_again_is_never_worse(diary in diary(), rows in rows(), people in 200_u32..20_000, days in 2_u32..50, more in 0_u32..100) {
        let rows: Vec<Row> = rows.into_iter().map(|(stations, alike, _)| (stations, alike, None)).collect();
        let nothing = Drawn { waiting: [0; 3], centre: None, supply: None, printers: None, handover: None };
        let mut asked = plan(&diary, &nothing, &rows, people, Goal::Recorded, days);
        asked.unknown_come_permille = None;
        let answer = target(&asked).unwrap();
        let done = whole(answer.schedule[0].done);
        let again = |people: u32| target(&Target { from: later(diary.from, 1), people: given(people), ..asked.clone() }).unwrap();
        let on = |verdict: Verdict| match verdict {
            Verdict::Attainable { on } => Some(on),
            Verdict::NotAttainable { on, .. } => on,
        };
        // A person who is only partly recorded in the mean is counted as not recorded, then as recorded.
        let (few, many) = (f64::from(people) - done.ceil(), f64::from(people) - done.floor());
        if few < 1.0 + f64::from(more) {
            return Ok(());
        }
        let (lucky, unlucky) = (again(few as u32), again(many as u32));
        prop_assert!(done.ceil() + lucky.expected >= answer.expected - 1e-6 && done.floor() + unlucky.expected <= answer.expected + 1e-6);
        prop_assert!(on(lucky.verdict) <= on(answer.verdict) || on(answer.verdict).is_none());
        prop_assert!(on(unlucky.verdict).is_none() || on(unlucky.verdict) >= on(answer.verdict));
        if done.fract() <= 0.0 {
            prop_assert_eq!(on(lucky.verdict), on(answer.verdict));
        }
        let better = again(few as u32 - more);
        prop_assert!(done.ceil() + f64::from(more) + better.expected >= answer.expected - 1e-6);
        prop_assert!(on(answer.verdict).is_none() || on(better.verdict).is_some_and(|better| Some(better) <= on(answer.verdict)));
    }
}
