//! The exact course of a stock under given levels: no drawing, no noise.
//!
//! The distribution of the stock is carried from day to day. Requests that come one by one make the stock a pure death process, solved by
//! uniformization (Jensen 1953); a day's work in the order of the law takes truncated Poisson amounts one class after the other.

use super::{Classes, DayOrder, Levels, Part, Schedule};
use crate::probability::{Masses, Poisson};

/// The expected course.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// One a working day, today's first.
    pub days: Vec<ForecastDay>,
    /// By rank, over all days.
    pub served: Vec<Served>,
    /// Weights times served.
    pub value: f64,
}

/// What a class is expected to get.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Served {
    /// Cards.
    pub served: f64,
    /// Cards.
    pub wanted: f64,
}

impl Served {
    /// In thousandths of a card, rounded.
    pub fn part(self) -> Part {
        Part { served_milli: (self.served * 1_000.0 + 0.5) as u64, wanted_milli: (self.wanted * 1_000.0 + 0.5) as u64 }
    }
}

/// One working day.
#[derive(Clone, Debug, PartialEq)]
pub struct ForecastDay {
    /// At the day's end.
    pub stock: Band,
    /// Chance that nothing is left at the day's end.
    pub gone: f64,
    /// By rank: chance that the class is open when its turn comes, which is the day's beginning when requests come one by one.
    pub open: Vec<f64>,
    /// By rank: cards expected on this day.
    pub served: Vec<f64>,
}

/// Pieces in stock: the mean, and what is not exceeded with a chance of 10, 50 and 90 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The mean.
    pub mean: f64,
    /// 10 %.
    pub p10: u32,
    /// The median.
    pub p50: u32,
    /// 90 %.
    pub p90: u32,
}

impl Band {
    fn of(stock: &Masses) -> Self {
        Self { mean: stock.mean(), p10: stock.quantile(0.1), p50: stock.quantile(0.5), p90: stock.quantile(0.9) }
    }
}

/// Computes the course of `stock` over the days of `schedule`. In [`DayOrder::ByClass`] the first row of a day counts for all of it.
pub fn forecast(classes: &Classes, schedule: &Schedule, stock: u32, order: DayOrder) -> Forecast {
    let mut spread = Masses::certain(stock);
    let mut days = Vec::with_capacity(schedule.days() as usize);
    for rows in schedule.by_day() {
        let (open, served) = match order {
            DayOrder::AsTheyCome => as_they_come(classes, rows, &mut spread),
            DayOrder::ByClass => rows.first().map(|levels| by_class(classes, levels, &mut spread)).unwrap_or_default(),
        };
        let gone = if spread.first == 0 { spread.masses.first().copied().unwrap_or(0.0) } else { 0.0 };
        days.push(ForecastDay { stock: Band::of(&spread), gone, open, served });
    }
    let total = |(rank, daily): (usize, f64)| Served {
        served: days.iter().filter_map(|day| day.served.get(rank)).sum(),
        wanted: daily * days.len() as f64,
    };
    let served: Vec<Served> = classes.iter().map(|class| class.daily()).enumerate().map(total).collect();
    let value = classes.iter().zip(&served).map(|(class, part)| f64::from(class.weight) * part.served).sum();
    Forecast { days, served, value }
}

/// A day of requests one by one. Answers who was open at its beginning and the expected cards, by rank.
fn as_they_come(classes: &Classes, rows: &[Levels], spread: &mut Masses) -> (Vec<f64>, Vec<f64>) {
    let open = rows.first().map(|levels| levels.iter().map(|level| spread.above(level)).collect()).unwrap_or_default();
    let arrivals = Poisson::new(classes.daily() / rows.len().max(1) as f64);
    let mut served = vec![0.0; classes.len()];
    if arrivals.mean() > 0.0 {
        for levels in rows {
            let occupied = pass(classes, levels, arrivals, spread);
            for ((served, class), level) in served.iter_mut().zip(classes.iter()).zip(levels.iter()) {
                *served += class.daily() / classes.daily() * occupied.above(level);
            }
        }
    }
    (open, served)
}

/// Lets a Poisson number of requests of all classes pass. Answers by stock how many of them are expected to meet it.
fn pass(classes: &Classes, levels: &Levels, arrivals: Poisson, spread: &mut Masses) -> Masses {
    let most = arrivals.quantile(1.0).saturating_add(2);
    let down = most.min(spread.first);
    spread.first -= down;
    spread.masses.splice(0..0, std::iter::repeat_n(0.0, down as usize));
    // The chance that the next request takes a piece at this stock.
    let takes = |stock: u32| {
        let open = classes.iter().zip(levels.iter()).filter(|(_, level)| stock > *level);
        open.map(|(class, _)| class.daily()).sum::<f64>() / classes.daily()
    };
    // Nothing leaves the table at its lower end, which is stock 0 or out of reach.
    let taken: Vec<f64> = spread.iter().enumerate().map(|(index, (stock, _))| if index == 0 { 0.0 } else { takes(stock) }).collect();
    let mut now = spread.masses.clone();
    let mut occupied = vec![0.0; now.len()];
    let mut flow = vec![0.0; now.len()];
    spread.masses.fill(0.0);
    let (mut chance, mut more) = (arrivals.exactly(0), arrivals.at_least(1));
    for count in 0..=most {
        for (((mass, end), occupied), (flow, taken)) in
            now.iter().zip(&mut spread.masses).zip(&mut occupied).zip(flow.iter_mut().zip(&taken))
        {
            *end += chance * mass;
            *occupied += more * mass;
            *flow = mass * taken;
        }
        for (mass, (flow, from_above)) in now.iter_mut().zip(flow.iter().zip(flow.iter().skip(1).chain(std::iter::once(&0.0)))) {
            *mass += from_above - flow;
        }
        chance = arrivals.exactly(count + 1);
        more = arrivals.at_least(count + 2);
    }
    let occupied = Masses { first: spread.first, masses: occupied };
    spread.trim();
    occupied
}

/// A day's requests in the order of the law. Answers who was open when his turn came and the expected cards, by rank.
fn by_class(classes: &Classes, levels: &Levels, spread: &mut Masses) -> (Vec<f64>, Vec<f64>) {
    let (mut open, mut served) = (Vec::with_capacity(classes.len()), Vec::with_capacity(classes.len()));
    for (class, level) in classes.iter().zip(levels.iter()) {
        open.push(spread.above(level));
        served.push(take(spread, level, &Poisson::new(class.daily()).masses()));
    }
    (open, served)
}

/// Takes a random amount from what lies above `level`; answers how much is expected.
fn take(spread: &mut Masses, level: u32, wanted: &Masses) -> f64 {
    let most = wanted.first + wanted.masses.len() as u32;
    let down = most.min(spread.first).min(spread.first.saturating_sub(level));
    let first = spread.first - down;
    let mut after = vec![0.0; spread.masses.len() + down as usize];
    let mut expected = 0.0;
    for (stock, mass) in spread.iter() {
        let place = (stock - first) as usize;
        let free = stock.saturating_sub(level) as usize;
        let skipped = (wanted.first as usize).min(free);
        // Amounts that leave more than the level.
        let mut left = mass;
        for ((count, chance), target) in wanted.iter().zip(after.iter_mut().take(place + 1 - skipped).rev()) {
            if count as usize >= free {
                break;
            }
            *target += mass * chance;
            left -= mass * chance;
            expected += mass * chance * f64::from(count);
        }
        if let Some(target) = after.get_mut(place.saturating_sub(free)) {
            *target += left.max(0.0);
        }
        expected += left.max(0.0) * free as f64;
    }
    *spread = Masses { first, masses: after };
    spread.trim();
    expected
}
