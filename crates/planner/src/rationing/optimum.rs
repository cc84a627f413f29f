//! The best possible levels, by dynamic programming.

use super::{Classes, DayOrder, Levels, Schedule};
use crate::probability::{Masses, Poisson};

/// Steps of time for each request that is expected, and over the horizon at least: with both, the value of any stock is within two
/// ten-thousandths of that of finer steps, for few requests as for many.
const STEPS_A_REQUEST: f64 = 2.0;
const STEPS_MIN: f64 = 400.0;

/// The optimal policy of a stock and a horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// Expected value of the best policy by stock, from none to the whole.
    values: Vec<f64>,
    steps_a_day: u32,
    /// Levels by time left, from the shortest; one row a step.
    by_time_left: Vec<Levels>,
}

/// Solves over `days` working days, today included.
///
/// **One by one.** The value V of a stock s changes with the time t that is left by dV/dt = Σ λ·(w − (V(s) − V(s − 1)))⁺ over the classes:
/// the continuous-time limit of Lee and Hersh (1993, Transportation Science 27), whose steps of at most one request it replaces; solved with
/// Heun's method. Work: stock × classes × four times the expected requests.
///
/// **By class.** A day's value is the mean over its requests, taken class by class (Topkis 1968, Management Science 15). It is never less than
/// one by one, as a day's requests are known before they are served. Work: stock × days × twenty times the root of each class's mean.
///
/// Either way a class is open while its weight is at least what the piece is worth later; the levels are the greatest stocks at which it is
/// not.
pub fn solve(classes: &Classes, stock: u32, days: u32, order: DayOrder) -> Optimum {
    match order {
        DayOrder::AsTheyCome => solve_as_they_come(classes, stock, days),
        DayOrder::ByClass => solve_by_class(classes, stock, days),
    }
}

fn solve_as_they_come(classes: &Classes, stock: u32, days: u32) -> Optimum {
    let steps_a_day = libm::ceil((classes.daily() * STEPS_A_REQUEST).max(STEPS_MIN / f64::from(days.max(1)))).clamp(1.0, 1e6) as u32;
    let rates: Vec<Rate> =
        classes.iter().map(|class| Rate { a_step: class.daily() / f64::from(steps_a_day), weight: f64::from(class.weight) }).collect();
    let steps = steps_a_day as usize * days as usize;
    let mut values = vec![0.0; stock as usize + 1];
    let (mut slopes, mut ahead, mut slopes_ahead) = (values.clone(), values.clone(), values.clone());
    let mut levels = vec![0_u32; rates.len()];
    let mut by_time_left = Vec::with_capacity(steps);
    for _ in 0..steps {
        gain(&rates, &values, &mut slopes);
        for ((ahead, value), slope) in ahead.iter_mut().zip(&values).zip(&slopes) {
            *ahead = value + slope;
        }
        gain(&rates, &ahead, &mut slopes_ahead);
        for ((value, slope), slope_ahead) in values.iter_mut().zip(&slopes).zip(&slopes_ahead) {
            *value += 0.5 * (slope + slope_ahead);
        }
        for (level, rate) in levels.iter_mut().zip(&rates) {
            *level = raised(&values, *level, rate.weight);
        }
        by_time_left.push(Levels::new(levels.iter().copied()));
    }
    Optimum { values, steps_a_day, by_time_left }
}

fn solve_by_class(classes: &Classes, stock: u32, days: u32) -> Optimum {
    let wanted: Vec<Masses> = classes.iter().map(|class| Poisson::new(class.daily()).masses()).collect();
    let mut values = vec![0.0; stock as usize + 1];
    let mut levels = vec![0_u32; classes.len()];
    let mut by_time_left = Vec::with_capacity(days as usize);
    for _ in 0..days {
        for (level, class) in levels.iter_mut().zip(classes.iter()) {
            *level = raised(&values, *level, f64::from(class.weight));
        }
        // The last class is served last, so that what it leaves is what the days after begin with.
        for ((level, class), wanted) in levels.iter().zip(classes.iter()).zip(&wanted).rev() {
            values = served(&values, *level as usize, f64::from(class.weight), wanted);
        }
        by_time_left.push(Levels::new(levels.iter().copied()));
    }
    Optimum { values, steps_a_day: 1, by_time_left }
}

/// The value of each stock before a class is served down to `level`, from that of each stock after it.
fn served(after: &[f64], level: usize, weight: f64, wanted: &Masses) -> Vec<f64> {
    let before = after.iter().enumerate().map(|(stock, unserved)| {
        let free = stock.saturating_sub(level);
        if free == 0 {
            return *unserved;
        }
        let (mut value, mut left) = (0.0, 1.0);
        let skipped = (wanted.first as usize).min(free);
        for ((count, chance), later) in wanted.iter().zip(after.iter().take(stock + 1 - skipped).rev()) {
            if count as usize >= free {
                break;
            }
            value += chance * (weight * f64::from(count) + later);
            left -= chance;
        }
        let all = after.get(stock - free).copied().unwrap_or(0.0);
        value + left.max(0.0) * (weight * free as f64 + all)
    });
    before.collect()
}

/// A class within one step of time.
struct Rate {
    a_step: f64,
    weight: f64,
}

/// What each stock gains in a step. Nothing is gained without stock.
fn gain(rates: &[Rate], values: &[f64], slopes: &mut [f64]) {
    let (Some((_, upper)), Some((_, slopes))) = (values.split_first(), slopes.split_first_mut()) else { return };
    slopes.fill(0.0);
    for rate in rates {
        for ((slope, upper), lower) in slopes.iter_mut().zip(upper).zip(values) {
            *slope += rate.a_step * (rate.weight - (upper - lower)).max(0.0);
        }
    }
}

/// The greatest stock whose last piece is worth more than `weight`. Levels only rise with the time that is left.
fn raised(values: &[f64], from: u32, weight: f64) -> u32 {
    let pieces = values.iter().zip(values.iter().skip(1)).skip(from as usize);
    from + pieces.take_while(|(lower, upper)| *upper - *lower > weight).count() as u32
}

impl Optimum {
    /// Expected value of a stock over the whole horizon; of a greater stock than was solved for, that of the greatest.
    pub fn value(&self, stock: u32) -> f64 {
        self.values.get(stock as usize).or(self.values.last()).copied().unwrap_or(0.0)
    }

    /// The critical levels with this many thousandths of a working day left, today included, at most the horizon. A level that is the stock
    /// solved for means at least that.
    pub fn levels(&self, milli_days_left: u32) -> Levels {
        let step = u64::from(milli_days_left) * u64::from(self.steps_a_day) / 1_000;
        let none = || Levels::new(self.by_time_left.first().into_iter().flat_map(|levels| levels.iter().map(|_| 0)));
        let Some(before) = step.checked_sub(1) else { return none() };
        self.by_time_left.get(before as usize).or(self.by_time_left.last()).cloned().unwrap_or_else(none)
    }

    /// The levels over the horizon, one row a day, each with the day's own time still to come.
    pub fn daily(&self, days: u32) -> Schedule {
        Schedule::daily((0..days).map(|day| self.levels((days - day).saturating_mul(1_000))).collect())
    }

    /// The levels over the horizon in `rows_a_day` rows, for requests that come one by one: the middle of each row stands for the row.
    pub fn schedule(&self, days: u32, rows_a_day: u32) -> Schedule {
        let rows_a_day = rows_a_day.max(1);
        let total = u64::from(days) * u64::from(rows_a_day);
        let left = (0..total).map(|row| (2 * (total - row) - 1) * 500 / u64::from(rows_a_day));
        Schedule { rows_a_day, rows: left.map(|left| self.levels(left as u32)).collect() }
    }
}
