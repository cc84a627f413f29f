//! Forecasts and plans: pure functions over the office's own figures.
//!
//! **What.** Blank cards: who gets them when they are scarce (`rationing`), until when they last (`run_out`), when to ask and for how many
//! (`inventory`), what is printed today (`print_run`) and how fast (`rate`). `stock` is the plain cover in days. Uncollected cards: how long they
//! lie (`survival`) and what the ladder asks for when (`ladder`). Work: how long people wait and how
//! many counters it takes (`queue`), until when a backlog is gone (`backlog`). `plan`
//! puts them together: what a head asks, answered with dates, the stage that binds and what helps.
//!
//! **Invariants.** No I/O, no clock, no randomness: a draw takes its seed. Counts are integers, and so are means, in thousandths; `f64` stays
//! inside closed forms and expected values, with functions that give the same bits on every machine. Every input has a unit; what cannot be
//! known is `None`, never a guess, and what is assumed says so.
//!
//! **Start reading** in `rationing/mod.rs`.

pub mod backlog;
pub mod inventory;
pub mod ladder;
pub mod plan;
pub mod print_run;
pub mod probability;
pub mod queue;
pub mod rate;
pub mod rationing;
pub mod run_out;
pub mod stock;
pub mod survival;
