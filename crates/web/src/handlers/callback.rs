//! What a gateway of messages calls when it knows more of one. The call is signed; nobody reads a page behind it.

use app::notices;
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use crate::{answer, session::language, state::Site};

/// 200 when what it says is kept, also when it was kept before; 403 when it is not signed by us. After anything else the gateway calls again.
pub(crate) async fn hear(State(site): State<Site>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let Some((route, inward)) = (site.calls)(&query.unwrap_or_default(), site.office.now()) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    match site.run(move |office| notices::hear(office, &route, inward)).await {
        // A receipt is answered to nobody.
        Ok(_) => StatusCode::OK.into_response(),
        Err(error) => answer::error(&site, language(&headers), None, &error),
    }
}
