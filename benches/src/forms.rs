//! The closed forms, each with the inputs of its published figures (the same as in the tests of `planner`) and, where they are searched or
//! integrated, with those of an office too.

use std::hint::black_box;

use anyhow::Context;
use planner::{
    backlog::{Flow, clears},
    inventory::{UnitCosts, economic_order_quantity, newsvendor_normal, newsvendor_poisson, review},
    queue::{
        erlang::{Impatient, Queue},
        mg1::{Service, wait_hours},
        staffing::{Promise, pooling, square_root},
        transient::{Slot, day},
    },
    rationing::nested::{NormalClass, emsr_a, emsr_b},
    survival::{
        kaplan_meier::{Curve, End, Observed},
        weibull::Weibull,
    },
};

use crate::planning::timed;

/// A closed form is too short for the clock: so many of them are timed together.
const TIMES: u32 = 1_000;

/// Weeks in remission of 21 patients under 6-MP (Freireich and others 1963), and whether they relapsed.
const REMISSION: [(u32, bool); 21] = [
    (6, true),
    (6, true),
    (6, true),
    (6, false),
    (7, true),
    (9, false),
    (10, true),
    (10, false),
    (11, false),
    (13, true),
    (16, true),
    (17, false),
    (19, false),
    (20, false),
    (22, true),
    (23, true),
    (25, false),
    (32, false),
    (32, false),
    (34, false),
    (35, false),
];

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    let published = queues().into_iter().chain(stocks()).chain(lifetimes()?);
    let mut rows: Vec<String> = published.map(|(form, time)| format!("| closed form: {form} | {time:.2} µs | goal 10 µs | |")).collect();
    rows.extend(sized().into_iter().map(|(form, time)| format!("| {form} | {time:.1} µs | | |")));
    Ok(rows)
}

fn queues() -> Vec<(&'static str, f64)> {
    let queue = Queue { arrivals: 95.0, service: 1.0, servers: 100 };
    let impatient = Impatient { queue: Queue { arrivals: 100.0, service: 12.0, servers: 10 }, leaving: 2.0 };
    vec![
        ("Erlang B and C, 95 of 100 servers", micros(|| black_box(queue).steady())),
        ("Erlang A, 10 servers", micros(|| black_box(impatient).steady())),
        ("M/G/1 (Pollaczek and Khinchine)", micros(|| wait_hours(black_box(9.0), Service { mean_hours: 0.1, variation: 0.5 }))),
        ("square-root rule", micros(|| square_root(black_box(49.3), 0.25))),
        ("23 sites split or pooled: 92 or 57 stations", micros(|| pooling(black_box(591.0), 12.0, 23, Promise::Waiting { share: 0.25 }))),
        ("fluid backlog", micros(|| clears(black_box(7_000.0), Flow { inflow: 345.0, capacity: 600.0 }))),
    ]
}

fn stocks() -> Vec<(&'static str, f64)> {
    let costs = UnitCosts { holding: 1.0, shortage: 4.0 };
    let classes = [(1_050.0, 17.3, 5.8), (567.0, 45.1, 15.0), (534.0, 39.6, 13.2), (520.0, 34.0, 11.3)]
        .map(|(weight, mean, sd)| NormalClass { weight, mean, sd });
    vec![
        ("newsvendor, normal", micros(|| newsvendor_normal(black_box(UnitCosts { holding: 0.18, shortage: 0.70 }), 50.0, 8.0))),
        ("newsvendor, Poisson", micros(|| newsvendor_poisson(black_box(costs), 6.0))),
        ("economic order quantity", micros(|| economic_order_quantity(black_box(8.0), 0.225, 1_300.0))),
        ("(r, Q) = (3, 5)", micros(|| review::reorder_quantity(black_box(UnitCosts { holding: 20.0, shortage: 150.0 }), 100.0, 1.5, 2.0))),
        ("(s, S) = (4, 10)", micros(|| review::reorder_up_to(black_box(costs), 5.0, 6.0, 0))),
        ("EMSR-a, 4 classes", micros(|| emsr_a(black_box(&classes)))),
        ("EMSR-b, 4 classes", micros(|| emsr_b(black_box(&classes)))),
    ]
}

fn lifetimes() -> anyhow::Result<Vec<(&'static str, f64)>> {
    let observed = REMISSION.map(|(until_days, relapsed)| Observed {
        from_days: 0,
        until_days,
        end: if relapsed { End::Collected } else { End::Lying },
    });
    let times = REMISSION.map(|(weeks, relapsed)| (f64::from(weeks), relapsed));
    let weibull = Weibull::fit(&times).context("a fit")?.weibull;
    Ok(vec![
        ("Kaplan–Meier, 21 lifetimes", micros(|| Curve::of(black_box(&observed)))),
        ("Weibull fit, 21 lifetimes", micros(|| Weibull::fit(black_box(&times)))),
        ("Weibull share", micros(|| weibull.beyond(black_box(10.0)))),
    ])
}

/// What is searched or integrated, at the size of an office.
fn sized() -> Vec<(&'static str, f64)> {
    let costs = UnitCosts { holding: 1.0, shortage: 4.0 };
    let hours = |servers| [20.0, 40.0, 60.0, 50.0, 30.0, 25.0, 30.0, 15.0].map(|arrivals| Slot { hours: 1.0, arrivals, servers });
    let [three, four, five] = [3, 4, 5].map(hours);
    vec![
        ("(r, Q) at 85 a day, 5 days' lead", micros(|| review::reorder_quantity(black_box(costs), 500.0, 85.0, 5.0))),
        ("(s, S) at 85 a day, 5 days' lead", micros(|| review::reorder_up_to(black_box(costs), 500.0, 85.0, 5))),
        ("a day of eight unequal hours, Mt/M/3, to 1e-15", micros(|| day(black_box(&three), 12.0))),
        ("the same with 4 servers", micros(|| day(black_box(&four), 12.0))),
        ("the same with 5 servers", micros(|| day(black_box(&five), 12.0))),
    ]
}

fn micros<T>(mut form: impl FnMut() -> T) -> f64 {
    let ((), time) = timed(|| {
        for _ in 0..TIMES {
            black_box(form());
        }
    });
    time.as_secs_f64() * 1e6 / f64::from(TIMES)
}
