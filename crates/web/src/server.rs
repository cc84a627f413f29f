//! All routes of the pages, grouped by who uses them, and what every answer carries.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};

use crate::{
    answer, api, assets, handlers as h,
    pages::routes as r,
    session::{PageCaller, language},
    state::Site,
};

/// The greatest request body, bytes: the longest form has some kilobytes.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// Nothing from elsewhere, nothing inline, no framing (ASVS 5.0 3.4).
const CONTENT_POLICY: &str =
    "default-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// The whole site of an office.
pub fn router(site: Site) -> Router {
    let pages = Router::new()
        .route(r::HOME, get(h::home::show))
        .route(r::LOGIN, get(h::sign_in::show).post(h::sign_in::send))
        .route(r::LOGOUT, post(h::sign_in::leave))
        .route(r::LANGUAGE, post(h::sign_in::choose_language))
        .route(r::SETUP, get(h::setup::show).post(h::setup::send))
        .route(r::SEARCH, get(h::search::start).post(h::search::send))
        .route(r::PERSON_NEW, get(h::person_new::show).post(h::person_new::send))
        .route(r::PERSON, get(h::person::show))
        .route(r::CASE_OPEN, get(h::case_open::show).post(h::case_open::send))
        .route(r::CASE, get(h::case::show))
        .route(r::RECEIPT, get(h::receipt::show))
        .route(r::DOCUMENTS, post(h::case::add_documents))
        .route(r::RECORD, post(h::case::record))
        .route(r::CENTRAL, post(h::case::observe))
        .route(r::PRINT_RESULT, get(h::print::show_result).post(h::print::send_result))
        .route(r::SHELVE, post(h::case::shelve))
        .route(r::HAND_OVER, post(h::case::hand_over))
        .route(r::CANCEL, post(h::case::cancel))
        .route(r::PRINT_QUEUE, get(h::print::queue))
        .route(r::WAITING, get(h::waiting::show))
        .route(r::SHELF, get(h::shelf::show).post(h::shelf::send))
        .route(r::PICKUP, get(h::pickup::show).post(h::pickup::scan))
        .route(r::STOCK, get(h::stock::show))
        .route(r::STOCK_RECEIVE, post(h::stock::receive))
        .route(r::STOCK_MOVE, post(h::stock::transfer))
        .route(r::STOCK_SPOIL, post(h::stock::spoil))
        .route(r::CSS, get(async || asset("text/css; charset=utf-8", assets::CSS)))
        .route(r::JS, get(async || asset("text/javascript; charset=utf-8", assets::JS)))
        .route(r::ICON, get(async || asset("image/svg+xml", assets::ICON)));
    pages
        .nest("/api/v1", api::router())
        .route("/api/v1/", axum::routing::any(api::unknown))
        .fallback(unknown)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(headers))
        .with_state(site)
}

async fn unknown(State(site): State<Site>, page: Option<PageCaller>, request: Request) -> Response {
    let lang = language(request.headers());
    answer::not_found(&site, lang, page.as_ref())
}

fn asset(kind: &'static str, content: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, content).into_response()
}

/// The headers of every answer. Pages hold personal data: nothing keeps a copy of them.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    response
}
