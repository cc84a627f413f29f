//! What a gateway of messages calls when it knows more of one. The call is signed; nobody reads a page behind it.

use app::notices;
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use crate::{answer, session::language, state::Site};

/// What became of a message, or what a resident wrote. 200 when what it says is kept, also when it was kept before; 403 when it is not signed by us. After anything else the gateway calls again.
pub(crate) async fn hear(State(site): State<Site>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let Some((route, inward)) = (site.calls)(&query.unwrap_or_default(), site.office.now()) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    match site.run(move |office| notices::hear(office, &route, inward)).await {
        // Whoever wrote gets the answer as the gateway's answer to him; a receipt is answered to nobody.
        Ok(reply) => reply.map(|reply| reply.text).unwrap_or_default().into_response(),
        Err(error) => answer::error(&site, language(&headers), None, &error),
    }
}
