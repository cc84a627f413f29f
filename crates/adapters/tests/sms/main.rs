//! The gateways of short messages against real peers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where its premise fails")]

mod bed;
mod boxes;
#[path = "../common/mod.rs"]
mod common;
mod kannel;
mod modem;
mod numbers;
mod smpp;
mod smsd;
mod smsd_sql;
