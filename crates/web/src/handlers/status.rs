//! The public question: where is my card? Anybody may ask who has the receipt and its PIN; an address never holds the PIN.

use app::status::{self, PublicStatus};
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::case::CaseState;
use serde::Deserialize;

use super::sign_in::from_elsewhere;
use crate::{
    answer::{self, Plain},
    lang::Lang,
    pages::{MessagePage, StatusAnswer, StatusPage, StatusTold, routes},
    request::scanned,
    session::language,
    state::Site,
};

/// The receipt that a QR code's address fills in.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct ReceiptQuery {
    resi: String,
}

/// What is asked.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct StatusForm {
    #[serde(deserialize_with = "scanned")]
    receipt: String,
    pin: String,
}

pub(crate) async fn show(State(site): State<Site>, headers: HeaderMap, Query(query): Query<ReceiptQuery>) -> Response {
    answer::page(StatusCode::OK, &page(&site, language(&headers), query.resi, StatusAnswer::NotAsked))
}

pub(crate) async fn ask(State(site): State<Site>, headers: HeaderMap, Plain(form): Plain<StatusForm>) -> Response {
    let lang = language(&headers);
    // Another site's page must not use up the tries of a receipt.
    if from_elsewhere(&headers) {
        return answer::page(StatusCode::FORBIDDEN, &MessagePage::stale(answer::shell(&site, lang, None, None)));
    }
    let from = asker(&site, &headers);
    let StatusForm { receipt, pin } = form;
    let typed = receipt.clone();
    match site.run(move |office| status::public_status(office, &receipt, &pin, &from)).await {
        Ok(told) => {
            let answer = told.map_or(StatusAnswer::Nothing, |told| StatusAnswer::Told(in_words(&site, told)));
            answer::page(StatusCode::OK, &page(&site, lang, typed, answer))
        }
        Err(error) => answer::error(&site, lang, None, &error),
    }
}

/// The address that asks: what the proxy before the server saw, the last one in its header. Without a proxy only this machine asks.
fn asker(site: &Site, headers: &HeaderMap) -> String {
    let seen = headers.get_all("x-forwarded-for").iter().next_back().filter(|_| site.behind_proxy);
    let last = seen.and_then(|value| value.to_str().ok()).and_then(|list| list.rsplit(',').next());
    last.map(|address| address.trim().chars().take(64).collect()).unwrap_or_default()
}

fn page(site: &Site, lang: Lang, receipt: String, answer: StatusAnswer) -> StatusPage {
    let mut shell = answer::shell(site, lang, None, None);
    routes::STATUS.clone_into(&mut shell.here);
    StatusPage { shell, receipt: receipt.chars().take(20).collect(), answer }
}

fn in_words(site: &Site, told: PublicStatus) -> StatusTold {
    let go = matches!(told.state, CaseState::Opened | CaseState::WaitingRecording | CaseState::Cancelled);
    let deferred = told.state == CaseState::Deferred;
    StatusTold {
        receipt: told.receipt.to_string(),
        purpose: told.purpose.code().to_owned(),
        state: if told.sought { "sought" } else { told.state.code() }.to_owned(),
        since: told.since,
        place: told.place.or_else(|| go.then(|| site.office.profile().name.clone())),
        again: told.until.filter(|_| deferred),
        from: told.until.filter(|_| !deferred),
        stays: told.stays_until,
    }
}
