//! Forecasts and plans: pure functions over integers, driven by the office's own figures.
//!
//! **What.** Today: how long the blank stock lasts. The closed forms, the plans and the twin grow here.
//!
//! **Invariants.** No I/O, no clock, no randomness; every input has a unit; what cannot be known is `None`, never a guess.
//!
//! **Start reading** in `stock.rs`.

pub mod stock;
