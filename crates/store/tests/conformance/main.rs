//! One suite over every public method of the store, executed on both engines.
//!
//! SQLite is always there. PostgreSQL is tried as well when `LOKET_TEST_POSTGRES` names a server (`postgres://user@host:port/postgres`)
//! on which databases may be made: each test gets a fresh one and drops it. Start reading in `bench.rs`, then `office.rs`.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests fail by panicking, like the tests")]

mod bench;
mod centre;
mod copy;
mod coverage;
mod engine;
mod events;
mod guards;
mod handover;
mod idempotency;
mod imports;
mod jobs;
mod journal;
mod keys;
mod ledger;
mod looks;
mod names;
mod office;
mod plans;
mod print_room;
mod proposals;
mod queries;
mod races;
mod schema;
mod search;
mod session;
mod tables;
mod writer;
