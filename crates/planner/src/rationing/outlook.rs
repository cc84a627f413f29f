//! The same in words that a counter can use: by class, open or closed, the level, until when, and how many.

use super::{
    Classes, DayOrder, Levels, Part, Policy,
    forecast::{Forecast, forecast},
};

/// What to say about each class today.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// By rank.
    pub classes: Vec<ClassOutlook>,
    /// The class that closes first, of those that close the one of the lowest rank in law.
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
    /// First working day from today on which it is more likely closed than open; 0 when it is closed today.
    pub closes: Option<usize>,
    /// First working day after that on which it is more likely open.
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
        .enumerate()
        .map(|(rank, (level, served))| {
            let gate = match stock.checked_sub(level) {
                Some(free) if free > 0 => Gate::Open { free },
                _ => Gate::Closed { missing: level - stock + 1 },
            };
            let open = |day: usize| match (day, gate) {
                (0, Gate::Open { .. }) => true,
                (0, Gate::Closed { .. }) => false,
                _ => forecast.days.get(day).and_then(|day| day.open.get(rank)).is_some_and(|chance| *chance >= 0.5),
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
