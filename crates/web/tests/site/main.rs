//! The whole site through its router, on each engine: one card from request to hand through the pages and through the API, bad input, forms
//! sent twice, forged forms, roles.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where its premise fails")]

#[path = "../../../app/tests/office/bed.rs"]
#[allow(dead_code, reason = "the bed serves the tests of two crates, each with its own needs")]
mod bed;
#[path = "../../../adapters/tests/common/mod.rs"]
#[allow(dead_code, reason = "the tests of three crates need different parts of it")]
mod common;
#[path = "../../../app/tests/office/lying.rs"]
#[allow(dead_code, reason = "the tests of two crates need different parts of it")]
mod lying;

mod api;
mod browser;
mod callback;
mod centre;
mod forms;
mod handover;
mod headers;
mod imports;
mod keyboard;
mod oversight;
mod pages;
mod plans;
mod print_room;
mod roles;
mod runs;
mod setup;
mod shortage;
mod stock;
mod sweep;
mod telling;
