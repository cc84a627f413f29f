//! The course of a stock by drawing: the same model as `forecast`, built in another way, so that each checks the other.

use rand_pcg::{Pcg64, rand_core::Rng};

use super::{Classes, DayOrder, Levels, Schedule};

/// A mean over runs, with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Standard error of the mean.
    pub error: f64,
}

/// What came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulated {
    /// Weights times served, of a whole horizon.
    pub value: Estimate,
    /// By rank: cards served, mean of a horizon.
    pub served: Vec<f64>,
    /// By rank: cards wanted, mean of a horizon.
    pub wanted: Vec<f64>,
    /// Requests of the first class that were refused with stock on hand, in all runs. Always 0.
    pub first_refused_with_stock: u64,
    /// Days of all runs on which a lower class was served though a higher one was refused. Always 0 with [`DayOrder::ByClass`].
    pub days_out_of_order: u64,
}

/// Draws `runs` horizons. The same seed gives the same requests whatever the levels, so that two schedules can be compared run by run.
pub fn simulate(classes: &Classes, schedule: &Schedule, stock: u32, order: DayOrder, runs: u32, seed: u64) -> Simulated {
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut total = Tally::new(classes.len());
    for run in 0..runs {
        let mut draw = Pcg64::new(u128::from(seed), u128::from(run));
        let mut tally = Tally::new(classes.len());
        let mut left = stock;
        for rows in schedule.by_day() {
            let requests = requests(classes, &mut draw);
            tally.day(&requests, rows, order, &mut left);
        }
        let value: f64 = classes.iter().zip(&tally.served).map(|(class, served)| f64::from(class.weight) * *served as f64).sum();
        sum += value;
        squares += value * value;
        total.add(&tally);
    }
    let runs_f = f64::from(runs.max(1));
    let mean = sum / runs_f;
    let variance = (squares / runs_f - mean * mean).max(0.0) * runs_f / (runs_f - 1.0).max(1.0);
    let per_run = |counts: &[u64]| counts.iter().map(|count| *count as f64 / runs_f).collect();
    Simulated {
        value: Estimate { mean, error: libm::sqrt(variance / runs_f) },
        served: per_run(&total.served),
        wanted: per_run(&total.wanted),
        first_refused_with_stock: total.first_refused_with_stock,
        days_out_of_order: total.days_out_of_order,
    }
}

/// A request: when in the day, from 0 to 1, and the rank of its class.
struct Request {
    at: f64,
    rank: usize,
}

/// A day of a Poisson process of all classes together, each request's class drawn by its part.
fn requests(classes: &Classes, draw: &mut Pcg64) -> Vec<Request> {
    let daily = classes.daily();
    let mut requests = Vec::new();
    if daily <= 0.0 {
        return requests;
    }
    let mut at = -libm::log(uniform(draw)) / daily;
    while at < 1.0 {
        let mut left = uniform(draw) * daily;
        let above = classes.iter().take_while(|class| {
            left -= class.daily();
            left > 0.0
        });
        let rank = above.count().min(classes.len() - 1);
        requests.push(Request { at, rank });
        at -= libm::log(uniform(draw)) / daily;
    }
    requests
}

/// Above 0, at most 1, in 2⁵³ steps.
fn uniform(draw: &mut Pcg64) -> f64 {
    ((draw.next_u64() >> 11) + 1) as f64 / (1_u64 << 53) as f64
}

struct Tally {
    served: Vec<u64>,
    wanted: Vec<u64>,
    first_refused_with_stock: u64,
    days_out_of_order: u64,
}

impl Tally {
    fn new(classes: usize) -> Self {
        Self { served: vec![0; classes], wanted: vec![0; classes], first_refused_with_stock: 0, days_out_of_order: 0 }
    }

    fn day(&mut self, requests: &[Request], rows: &[Levels], order: DayOrder, left: &mut u32) {
        let mut by_class: Vec<&Request> = requests.iter().collect();
        if order == DayOrder::ByClass {
            by_class.sort_by_key(|request| request.rank);
        }
        let (mut lowest_served, mut highest_refused) = (None, usize::MAX);
        for request in by_class {
            let row = match order {
                DayOrder::AsTheyCome => ((request.at * rows.len() as f64) as usize).min(rows.len().saturating_sub(1)),
                DayOrder::ByClass => 0,
            };
            let level = rows.get(row).map_or(0, |levels| levels.of(request.rank));
            if let Some(wanted) = self.wanted.get_mut(request.rank) {
                *wanted += 1;
            }
            if *left > level {
                *left -= 1;
                if let Some(served) = self.served.get_mut(request.rank) {
                    *served += 1;
                }
                lowest_served = lowest_served.max(Some(request.rank));
            } else {
                highest_refused = highest_refused.min(request.rank);
                self.first_refused_with_stock += u64::from(request.rank == 0 && *left > 0);
            }
        }
        self.days_out_of_order += u64::from(lowest_served.is_some_and(|served| served > highest_refused));
    }

    fn add(&mut self, other: &Self) {
        for (total, one) in self.served.iter_mut().zip(&other.served).chain(self.wanted.iter_mut().zip(&other.wanted)) {
            *total += one;
        }
        self.first_refused_with_stock += other.first_refused_with_stock;
        self.days_out_of_order += other.days_out_of_order;
    }
}
