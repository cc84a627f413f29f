//! The JSON API under `/api/v1`: the same request types and `app` calls as the pages.
//!
//! Errors are problems of RFC 9457: 400 unreadable, 401 no token, 403 not allowed, 404 unknown, 409 key reused, 422 refused, 503 storage.

mod problem;

pub(crate) use problem::Problem;

/// All calls.
pub(crate) fn router() -> axum::Router<crate::state::Site> {
    axum::Router::new()
}
