//! One suite over the use cases of an office, on both engines.
//!
//! SQLite is always there. PostgreSQL is tried as well when `LOKET_TEST_POSTGRES` names a server (`postgres://user@host:port/postgres`)
//! on which databases may be made: each test gets a fresh one and drops it. Start reading in `bed.rs`, then `scenario.rs`.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests fail by panicking, like the tests")]

mod access;
mod accounts;
mod bed;
mod central;
mod copy;
mod covered;
mod files;
mod handing;
mod handover;
mod how_long;
mod idempotency;
mod imports;
mod inputs;
mod ladder;
mod looks;
mod lying;
mod notices;
mod people;
mod plans;
mod print_room;
mod proposals;
mod public;
mod races;
mod reach;
mod refusals;
mod scenario;
mod sign_in;
mod snapshot;
mod sources;
mod stock_room;
mod stuck;
mod tamper;
mod told_late;
mod upkeep;
