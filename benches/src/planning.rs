//! Plans for blank cards: how long each takes, and the best levels beside the textbook's program.

use std::time::{Duration, Instant};

use anyhow::Context;
use planner::{
    print_run::{Allotment, Means, Printer, Stock, Waiting, print_run},
    rationing::{Class, Classes, DayOrder, Levels, Policy, forecast::forecast, optimum, simulation::simulate},
};

const WAITING: usize = 100_000;
const PRINTERS: usize = 8;
/// Blanks and working days of Lombok Utara, 25 November 2022.
const STOCK: u32 = 1_500;
const DAYS: u32 = 25;
const STEPS_A_REQUEST: u32 = 40;
const TURNS: usize = 9;

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    let classes = lombok_utara()?;
    let mut rows = vec![building()];
    let (best, ours) = timed(|| optimum::solve(&classes, STOCK, DAYS, DayOrder::AsTheyCome).value(STOCK));
    let (textbook, theirs) = timed(|| one_request_a_step(&classes));
    rows.push(format!(
        "| best levels, cards while you wait: 1,500 blanks, 25 days, 5 classes | {} (value {best:.1}) | \
         at most one request a step, {} steps: {} (value {textbook:.1}) | {:.1} |",
        shown(ours),
        STEPS_A_REQUEST * DAYS * 85,
        shown(theirs),
        theirs.as_secs_f64() / ours.as_secs_f64()
    ));
    let (best, ours) = timed(|| optimum::solve(&classes, STOCK, DAYS, DayOrder::ByClass).value(STOCK));
    rows.push(format!("| the same, a run a day in the order of the law | {} (value {best:.1}) | | |", shown(ours)));
    for (what, order) in [("cards while you wait", DayOrder::AsTheyCome), ("a run a day in the order of the law", DayOrder::ByClass)] {
        let schedule = Policy::EmsrB.schedule(&classes, DAYS, order);
        let (exact, ours) = timed(|| forecast(&classes, &schedule, STOCK, order).value);
        let (drawn, theirs) = timed(|| simulate(&classes, &schedule, STOCK, order, 1_000, 1).value);
        rows.push(format!(
            "| course of the stock under EMSR-b, {what} | exact {} (value {exact:.1}) | 1,000 draws {} (value {:.1} ± {:.1}) | {:.1} |",
            shown(ours),
            shown(theirs),
            drawn.mean,
            drawn.error,
            theirs.as_secs_f64() / ours.as_secs_f64()
        ));
    }
    Ok(rows)
}

fn lombok_utara() -> anyhow::Result<Classes> {
    let rows = [(18, 10), (5, 8), (15, 5), (30, 3), (17, 1)].map(|(daily, weight)| Class { daily_milli: daily * 1_000, weight });
    Classes::new(rows.to_vec()).ok().context("classes in order")
}

/// A run out of many waiting cases, most of which are left with their reasons.
fn building() -> String {
    let case = |case: usize| Waiting {
        case,
        class: 1 + (case * 7 % 5) as u8,
        allotment: if case.is_multiple_of(10) { Allotment::AreaChange } else { Allotment::General },
        since_micros: (case as i64 * 7_919) % 1_000_003,
    };
    let waiting: Vec<Waiting> = (0..WAITING).map(case).collect();
    let printer = |printer| Printer {
        printer,
        blanks: 20_000,
        ribbon_cards_left: 20_000,
        heat_cards_left: 10_000,
        minutes_left: 450,
        card_millis: 2_000 + printer as u32 * 500,
    };
    let printers: Vec<Printer> = (0..PRINTERS).map(printer).collect();
    let levels = Levels::new([0, 432, 573, 959, 1_738]);
    let stock = Stock { general: 40_000, area_change: 5_000 };
    let means = Means { stock, levels: &levels, printers: &printers, operators: PRINTERS as u32 };
    let (run, time) = timed(|| print_run(&waiting, &means));
    let (cards, left) = (run.cards.len(), run.left.len());
    format!(
        "| print run out of 100,000 waiting cases: {cards} on 8 printers, {left} left with a reason | {} | goal 100 ms | |",
        shown(time)
    )
}

/// The textbook's dynamic program (Lee and Hersh 1993): so many steps that two requests in one can be neglected. Its value.
fn one_request_a_step(classes: &Classes) -> f64 {
    let steps = f64::from(STEPS_A_REQUEST) * classes.daily();
    let chances: Vec<(f64, f64)> = classes.iter().map(|class| (class.daily() / steps, f64::from(class.weight))).collect();
    let mut values = vec![0.0; STOCK as usize + 1];
    for _ in 0..(steps * f64::from(DAYS)) as u32 {
        let mut below = 0.0;
        for (stock, value) in values.iter_mut().enumerate() {
            let here = *value;
            if stock > 0 {
                *value += chances.iter().map(|(chance, weight)| chance * (weight - (here - below)).max(0.0)).sum::<f64>();
            }
            below = here;
        }
    }
    values.last().copied().unwrap_or(0.0)
}

/// The last answer, and the median time of several.
pub fn timed<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    let mut turn = || {
        let started = Instant::now();
        let answer = std::hint::black_box(work());
        (answer, started.elapsed())
    };
    let mut times: Vec<Duration> = (1..TURNS).map(|_| turn().1).collect();
    let (answer, time) = turn();
    times.push(time);
    times.sort_unstable();
    (answer, times.get(TURNS / 2).copied().unwrap_or_default())
}

/// In the unit that suits it.
pub fn shown(time: Duration) -> String {
    if time < Duration::from_millis(1) {
        format!("{:.1} µs", time.as_secs_f64() * 1e6)
    } else {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    }
}
