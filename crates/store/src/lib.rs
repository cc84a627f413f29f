//! The only SQL of Loket: one store over two engines, SQLite and PostgreSQL.
//!
//! **What.** Tables and queries, the journal with sealed payloads, the stream of looks, jobs, idempotency keys, sessions. A statement's text is written once
//! and runs on both engines through [`Tx`]; placeholders are `?1`, `?2`, … in order of first appearance.
//!
//! **Invariants.** Nothing is acknowledged before it is durable. Every change of state has its event in the journal in the same
//! transaction. On SQLite one writer thread commits groups (`sqlite/writer.rs`); on PostgreSQL every writing transaction first locks the
//! office's `journal_head`: either way one office decides one thing at a time.
//!
//! **Start reading** in `engine.rs`, then `tx.rs`, `journal/mod.rs`, `tables/case_file.rs`.

mod draw;
mod engine;
mod fault;
mod migrate;
mod postgres;
mod sqlite;
mod tx;
mod value;

pub mod copy;
pub mod declared;
pub mod idempotency;
pub mod jobs;
pub mod journal;
pub mod keys;
pub mod looks;
pub mod queries;
pub mod schema;
pub mod search;
pub mod session;
pub mod smsd;
pub mod tables;

pub use draw::Draw;
pub use engine::{Engine, Location, LostRace, OnFailure, Seed, Store};
pub use fault::StoreFault;
pub use tx::{Tx, Write};
pub use value::{FromRow, Row, Value};
