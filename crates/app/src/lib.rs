//! Use cases: authorise → load → decide → append → enqueue, in one transaction.
//!
//! **What.** One public function per thing that somebody may do or see in an office. Pages and the API call the same ones.
//!
//! **Invariants.** Plain synchronous functions; time, randomness and the outside come through ports. No outside call inside a
//! transaction. Every change of state appends its events in the transaction that changes it. An accepted command with an idempotency key
//! is done once. An answer that shows people is written as a look before it is given.
//!
//! **Start reading** in `office.rs` (the door) and `order/` (every change is an order), then `cases.rs`; `verify/` proves that the state is the fold of the journal.

mod caller;
mod counts;
mod error;
mod looking;
mod office;
mod order;
mod password;
mod places;
mod ports;

pub mod accounts;
pub mod ageing;
pub mod batches;
pub mod cases;
pub mod copy;
pub mod coverage;
pub mod custody;
pub mod figures;
pub mod gateway;
pub mod import;
pub mod ladder;
pub mod lists;
pub mod looks;
pub mod lying;
pub mod notices;
pub mod papers;
pub mod past;
pub mod person_page;
pub mod plans;
pub mod print;
pub mod promise;
pub mod proposals;
pub mod questions;
pub mod register;
pub mod repairs;
pub mod setup;
pub mod shelf_count;
pub mod sign_in;
pub mod signals;
pub mod status;
pub mod stock;
pub mod upkeep;
pub mod verify;
pub mod whereabouts;

pub use caller::Caller;
pub use error::AppError;
pub use office::{Office, OfficeParts, Request};
pub use order::ORDERS;
pub use ports::{Clock, Random, Sheet, Sheets};
