//! Plans with dates: a target of many sites, and the closed forms behind it.

use std::{collections::BTreeMap, hint::black_box};

use anyhow::{Context, anyhow};
use domain::calendar::timetable::{Timetable, Week};
use jiff::civil::date;
use planner::{
    backlog::{Flow, clears},
    plan::{
        scenario::{Given, Goal, Line, Printers, Speed},
        target::{Site, Target, Teams, target},
    },
    queue::{
        erlang::{Impatient, Queue},
        mg1::{Service, wait_hours},
        staffing::{Promise, servers_for, square_root},
        transient::{Slot, day},
    },
    survival::weibull::Weibull,
};

use crate::planning::{shown, timed};

const SITES: u32 = 30;
/// A closed form is too short for the clock: so many of them are timed together.
const TIMES: u32 = 1_000;

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    let plan = thirty_sites();
    let (answer, time) = timed(|| target(&plan));
    let answer = answer.map_err(|refusal| anyhow!("{}", refusal.code()))?;
    let mut rows = vec![format!(
        "| target plan, {SITES} sites, 30 days, every lever, finish within ten years: {:.0} of {:.0} | {} | goal 50 ms | |",
        answer.expected,
        answer.wanted,
        shown(time)
    )];
    let queue = Queue { arrivals: 591.0, service: 12.0, servers: 57 };
    let weibull = Weibull::new(37.0, 0.5).context("a curve")?;
    let each = [
        ("Erlang B and C, 57 servers", closed(|| queue.steady())),
        ("Erlang A, 57 servers", closed(|| Impatient { queue, leaving: 2.0 }.steady())),
        ("M/G/1", closed(|| wait_hours(black_box(9.0), Service { mean_hours: 0.1, variation: 0.5 }))),
        ("servers for a promise", closed(|| servers_for(black_box(591.0), 12.0, Promise::Waiting { share: 0.25 }))),
        ("square-root rule", closed(|| square_root(black_box(49.3), 0.25))),
        ("fluid backlog", closed(|| clears(black_box(7_000.0), Flow { inflow: 345.0, capacity: 600.0 }))),
        ("Weibull share", closed(|| weibull.beyond(black_box(45.0)))),
    ];
    rows.extend(each.map(|(name, time)| format!("| closed form: {name} | {time} | goal 10 µs | |")));
    let slots = [20.0, 40.0, 60.0, 50.0, 30.0, 25.0, 30.0, 15.0].map(|arrivals| Slot { hours: 1.0, arrivals, servers: 4 });
    let (course, time) = timed(|| day(&slots, 12.0));
    rows.push(format!("| a day of unequal hours, Mt/M/4, exactly: mean wait {:.5} h | {} | | |", course.wait_hours, shown(time)));
    Ok(rows)
}

fn closed<T>(mut form: impl FnMut() -> T) -> String {
    let ((), time) = timed(|| {
        for _ in 0..TIMES {
            black_box(form());
        }
    });
    format!("{:.2} µs", time.as_secs_f64() * 1e6 / f64::from(TIMES))
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
