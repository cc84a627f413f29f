//! Pages and the JSON API of an office.
//!
//! **What.** Server-rendered pages that work without JavaScript, and beside them the API under `/api/v1`; a page and its API call share
//! one request type (`request.rs`) and one call of `app`.
//!
//! **Invariants.** No SQL and no rules here. A handler is: parse → authorise → one `app` call → redirect or render. Every form carries a
//! CSRF token and an idempotency key. No NIK, name or phone number in an address. Texts come from [`lang`], addresses from
//! [`pages::routes`]. Every route is added with who may use it (`endpoint.rs`).
//!
//! **Start reading** in `server.rs` (all routes), then `handlers/case.rs` and its twin `api/case.rs`.

pub mod assets;
pub mod format;
pub mod lang;
pub mod pages;

mod answer;
mod api;
mod content;
mod csv;
mod endpoint;
mod handlers;
mod papers;
mod request;
mod sentences;
mod server;
mod session;
mod state;
mod upload;
mod xlsx;

pub use endpoint::{Access, Endpoint};
pub use server::{endpoints, router};
pub use state::{ReadCall, Site, UserHint};

/// The sentence of a refusal in English, for the command line.
pub fn refusal_sentence(refusal: &domain::Refusal) -> String {
    sentences::refusal(lang::Lang::En, refusal)
}
