//! Plans: what a head asks, answered with dates, the stage that binds, what one more of each lever is worth, and why not.
//!
//! Work goes through stages in series: people come (reach), are recorded (stations), pass the centre, need a blank, are printed and handed
//! over. Each plan takes a scenario, whose values say where they come from ([`scenario::Given`]), and is a fluid by day: what a stage cannot
//! do today waits before it. Amounts are expected values, so they may be broken.
//!
//! `target` reaches people by a day, `catch_up` clears what waits, `blanks` says until when they last and for whom, `queue` how many
//! counters to open, `ladder` what falls due. Start reading in `chain.rs`.

pub mod answer;
pub mod blanks;
pub mod catch_up;
pub mod chain;
pub mod ladder;
pub mod queue;
pub mod refusal;
pub mod scenario;
pub mod target;

#[cfg(test)]
mod tests;
