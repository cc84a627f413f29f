//! Plans with dates: a target of many sites.

use std::collections::BTreeMap;

use anyhow::anyhow;
use domain::calendar::timetable::{Timetable, Week};
use jiff::civil::date;
use planner::{
    plan::{
        scenario::{Given, Goal, Line, Printers, Speed},
        target::{Site, Target, Teams, target},
    },
    queue::staffing::Promise,
};

use crate::planning::{shown, timed};

const SITES: u32 = 30;

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    let plan = thirty_sites();
    let (answer, time) = timed(|| target(&plan));
    let answer = answer.map_err(|refusal| anyhow!("{}", refusal.code()))?;
    Ok(vec![format!(
        "| target plan, {SITES} sites, 30 days, every lever, finish within ten years: {:.0} of {:.0} | {} | goal 50 ms | |",
        answer.expected,
        answer.wanted,
        shown(time)
    )])
}

fn thirty_sites() -> Target {
    let site = |at: u32| Site {
        name: format!("Kecamatan {at}"),
        alike: 1,
        stations: Given::assumed(1 + at % 3),
        turnout_a_day: Some(Given::assumed(40.0 + f64::from(at))),
    };
    Target {
        from: date(2016, 9, 1),
        until: date(2016, 9, 30),
        people: Given::assumed(120_000),
        whereabouts: BTreeMap::new(),
        unknown_come_permille: None,
        timetable: Timetable { usual: Week { saturday: 360, ..Week::working(420) }, ..Timetable::default() },
        minutes_per_person: Given::assumed(5.0),
        availability: Given::assumed(0.85),
        sites: (0..SITES).map(site).collect(),
        teams: Some(Teams { count: Given::assumed(3), people_a_day: Given::assumed(96.0) }),
        goal: Goal::Printed,
        line: Line {
            waiting_print: 18_000.0,
            printers: Some(Printers { count: Given::assumed(7), speed: Speed::ADay(Given::assumed(377.0)), heat_a_day: None }),
            ..Line::default()
        },
        printer_rates: vec![100.0, 300.0],
        promise: Some(Promise::Waiting { share: 0.25 }),
        register: None,
        after: None,
    }
}
