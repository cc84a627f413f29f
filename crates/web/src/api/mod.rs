//! The JSON API under `/api/v1`: the same request types and `app` calls as the pages.
//!
//! Errors are problems of RFC 9457: 400 unreadable, 401 no token, 403 not allowed, 404 unknown, 409 key reused, 422 refused, 503 storage.
//! A call is read in the order token → address → content: without a token nothing is said of what an address names.
//!
//! **Start reading** in [`router`], then `case.rs`; `openapi.rs` describes every call to programs.

mod caller;
mod case;
mod json;
mod office;
mod openapi;
mod people;
mod print;
mod problem;
mod stock;

use axum::{
    Router,
    http::{HeaderMap, Method},
    routing::{get, post},
};

use crate::{session::language, state::Site};

pub(crate) use problem::Problem;

/// Where the API begins; the router is nested there, and `Location` headers start with it.
const PREFIX: &str = "/api/v1";

/// Every call of the API, without [`PREFIX`].
pub(crate) fn router() -> Router<Site> {
    Router::new()
        .route("/openapi.json", get(openapi::openapi))
        .route("/office", get(office::office))
        .route("/figures", get(office::figures))
        .route("/villages", get(office::villages))
        .route("/purposes/{purpose}/documents", get(office::purpose_documents))
        .route("/people", post(people::add_person))
        .route("/people/search", post(people::search_people))
        .route("/people/{person}", get(people::person))
        .route("/people/{person}/cases", post(case::open_case))
        .route("/people/{person}/central-observations", post(case::observe_central))
        .route("/cases/{case}", get(case::case))
        .route("/cases/by-receipt/{receipt}", get(case::case_by_receipt))
        .route("/cases/{case}/documents", post(case::add_documents))
        .route("/cases/{case}/recording", post(case::record_biometrics))
        .route("/cases/{case}/print-results", post(print::record_print))
        .route("/cases/{case}/shelf", post(stock::shelve_card))
        .route("/cases/{case}/handover", post(case::hand_over))
        .route("/cases/{case}/cancellation", post(case::cancel_case))
        .route("/print-queue", get(print::print_queue))
        .route("/shelves", get(stock::shelves))
        .route("/stock", get(stock::stock))
        .route("/stock/receipts", post(stock::receive_blanks))
        .route("/stock/moves", post(stock::move_blanks))
        .route("/stock/spoilages", post(stock::spoil_blanks))
        .fallback(unknown)
        .method_not_allowed_fallback(wrong_method)
}

/// The answer for an address that is none of the API's.
pub(crate) async fn unknown(headers: HeaderMap) -> Problem {
    Problem::not_found(language(&headers))
}

async fn wrong_method(method: Method, headers: HeaderMap) -> Problem {
    Problem::wrong_method(language(&headers), &method)
}
