//! What the second implementations have in common.

use jiff::{Span, civil::Date};
use planner::plan::scenario::Given;
use proptest::prelude::ProptestConfig;
use rand_pcg::{Pcg64, rand_core::Rng};

/// So many cases, and no file of failed ones.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, cases, ..ProptestConfig::default() }
}

/// A value that somebody assumes.
pub fn given<T>(value: T) -> Given<T> {
    Given::assumed(value)
}

/// So many days after a day.
pub fn later(day: Date, days: u32) -> Date {
    day.checked_add(Span::new().days(i64::from(days))).unwrap()
}

/// The masses of a Poisson distribution from 0 on, by plain multiplication; for means up to some hundreds.
pub fn poisson(mean: f64) -> Vec<f64> {
    let mut masses = vec![(-mean).exp()];
    while masses.len() < 8 || (masses.len() as f64) < mean || masses.last().unwrap() > &1e-18 {
        masses.push(masses.last().unwrap() * mean / masses.len() as f64);
    }
    masses
}

/// The smallest count that is not exceeded with a chance.
pub fn quantile(masses: &[f64], chance: f64) -> u32 {
    let mut sum = 0.0;
    let reached = masses.iter().position(|mass| {
        sum += mass;
        sum >= chance
    });
    reached.unwrap_or(masses.len()) as u32
}

/// An exponential time of mean 1.
pub fn exponential(draw: &mut Pcg64) -> f64 {
    -(((draw.next_u64() >> 11) + 1) as f64 / (1_u64 << 53) as f64).ln()
}

/// What differs from a whole number by rounding alone, as that number.
pub fn whole(figure: f64) -> f64 {
    if (figure - figure.round()).abs() < 1e-6 { figure.round() } else { figure }
}

/// Whether two figures agree to a part of the greater, or to as much.
pub fn near(one: f64, other: f64, part: f64) -> bool {
    (one - other).abs() <= part * one.abs().max(other.abs()).max(1.0)
}
