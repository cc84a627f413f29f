//! Properties of the plans and of what they rest on, each against a small second implementation that shares no code with the first.
//!
//! `second.rs` and `diary.rs` have what several of these need: Poisson masses by plain multiplication, days, drawn openings and lines, Newell's
//! curves. Nothing here draws at random but the cases of proptest and streams of a fixed seed.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking, like the tests")]

mod diary;
mod second;

mod blanks;
mod catch_up;
mod inventory;
mod ladder;
mod queue;
mod rationing;
mod survival;
mod target;
