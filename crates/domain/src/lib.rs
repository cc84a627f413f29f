//! What is allowed and what happened in a civil registration office's card service.
//!
//! **What.** The rules of Loket: who must have a card, what a case may do next, where every blank is, who may act.
//! Each aggregate has its commands (imperative), events (past tense), a `decide` (state + command → events or a refusal) and an
//! `apply` (state + event → state).
//!
//! **Invariants.** No I/O, no async, no clock, no randomness: `now` and identifiers are arguments. Quantities are integers.
//! A person has at most one open case, one valid card and one running repair. A refusal is a value with a stable code.
//!
//! **Start reading** in `case/decide.rs`; then `blank/decide.rs`, `person/nik.rs`, `access/`.

mod coded;

pub mod access;
pub mod account;
pub mod ageing;
pub mod area;
pub mod batch;
pub mod blank;
pub mod calendar;
pub mod card;
pub mod case;
pub mod central;
pub mod closing;
pub mod event;
pub mod gsm;
pub mod id;
pub mod intake;
pub mod ladder;
pub mod look;
pub mod notice;
pub mod office;
pub mod person;
pub mod pickup;
pub mod place;
pub mod print;
pub mod proposal;
pub mod question;
pub mod refusal;
pub mod repair;
pub mod request;
pub mod rule;
pub mod suket;
pub mod whereabouts;

pub use event::Event;
pub use refusal::Refusal;
