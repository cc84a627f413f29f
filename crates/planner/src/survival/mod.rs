//! How long something lies: cards in the drawer until they are collected.
//!
//! Times are whole days from the day of printing, 0 being that day; a card that still lies is censored, never ignored. `kaplan_meier` is the
//! curve that the office's own cards draw, `weibull` one with two numbers for forecasts beyond them, `little` holds the count, the rate of
//! printing and the curve against each other.

pub mod kaplan_meier;
pub mod little;
pub mod weibull;

/// A share that still lies, by age.
pub trait Survival {
    /// The share, from 1 to 0, that still lies at the end of this many days.
    fn survival(&self, days: u32) -> f64;

    /// How many cards of these ages are expected to lie in `more_days` days if nothing is done: Σ S(a + h) / S(a). A card of an age that
    /// the curve says nobody reaches counts as staying.
    fn expected_left(&self, ages_days: impl IntoIterator<Item = u32>, more_days: u32) -> f64
    where
        Self: Sized,
    {
        let stays = |age: u32| {
            let now = self.survival(age);
            if now > 0.0 { self.survival(age.saturating_add(more_days)) / now } else { 1.0 }
        };
        ages_days.into_iter().map(stays).sum()
    }

    /// Mean days in the drawer when whatever lies on day `cut_days` is taken away then: Σ S(a) over the ages 0 … cut − 1.
    fn mean_days(&self, cut_days: u32) -> f64 {
        (0..cut_days).map(|age| self.survival(age)).sum()
    }
}
