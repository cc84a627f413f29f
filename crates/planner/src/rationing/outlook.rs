//! The same in words that a counter can use: by class, open or closed, the level, until when, and how many.

use super::{
    Class, Classes, DayOrder, Levels, Part, Policy,
    forecast::{Forecast, ForecastDay, forecast},
};

/// What to say about each class today.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// By rank.
    pub classes: Vec<ClassOutlook>,
    /// The class that closes first; of several on one day the last in law.
    pub first_to_close: Option<Closing>,
    /// Where the figures come from.
    pub forecast: Forecast,
    /// Today's levels, for the print run.
    pub levels: Levels,
}

/// A class that closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// From 0.
    pub rank: usize,
    /// Working days from today, 0 is today.
    pub day: usize,
}

/// One class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassOutlook {
    /// From 0.
    pub rank: usize,
    /// Pieces kept back for higher classes.
    pub level: u32,
    /// Today.
    pub gate: Gate,
    /// First working day from today on which less than half of its requests are expected to be served; 0 when it is closed today.
    pub closes: Option<usize>,
    /// First working day after that on which at least half are.
    pub opens: Option<usize>,
    /// Over the horizon.
    pub part: Part,
}

/// Whether a class is served today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// It is, as long as this many pieces are not used up by it and by higher classes.
    Open {
        /// Stock above the level.
        free: u32,
    },
    /// It is not: the stock is at the level or below.
    Closed {
        /// Pieces that would have to come before it opens.
        missing: u32,
    },
}

/// Says how `stock` lasts over `days` working days, today included, until the next sure delivery.
pub fn outlook(classes: &Classes, policy: Policy, stock: u32, days: u32, order: DayOrder) -> Outlook {
    let schedule = policy.schedule(classes, days, order);
    let levels = schedule.by_day().next().and_then(|rows| rows.first().cloned()).unwrap_or_else(|| policy.levels(classes, 0));
    let forecast = forecast(classes, &schedule, stock, order);
    let rows: Vec<ClassOutlook> = levels
        .iter()
        .zip(&forecast.served)
        .zip(classes.iter())
        .enumerate()
        .map(|(rank, ((level, served), class))| {
            let gate = match stock.checked_sub(level) {
                Some(free) if free > 0 => Gate::Open { free },
                _ => Gate::Closed { missing: level - stock + 1 },
            };
            let open = |day: usize| match gate {
                Gate::Closed { .. } if day == 0 => false,
                _ => forecast.days.get(day).is_some_and(|day| is_mostly_served(day, rank, class)),
            };
            let closes = (0..forecast.days.len()).find(|day| !open(*day));
            let opens = closes.and_then(|closed| (closed..forecast.days.len()).find(|day| open(*day)));
            ClassOutlook { rank, level, gate, closes, opens, part: served.part() }
        })
        .collect();
    let closings = rows.iter().filter_map(|row| row.closes.map(|day| Closing { rank: row.rank, day }));
    let first_to_close = closings.min_by_key(|closing| (closing.day, usize::MAX - closing.rank));
    Outlook { classes: rows, first_to_close, forecast, levels }
}

/// Whether at least half of a class's requests of a day are served, expected; of a class without requests, whether it is likely open.
fn is_mostly_served(day: &ForecastDay, rank: usize, class: Class) -> bool {
    let (expected, half) = if class.daily_milli > 0 { (&day.served, class.daily() / 2.0) } else { (&day.open, 0.5) };
    expected.get(rank).is_some_and(|expected| *expected >= half)
}
