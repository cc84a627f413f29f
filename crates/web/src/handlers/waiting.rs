//! The cases that wait in one state.

use app::cases::{self, WAITING_MAX, WaitingLine};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::case::CaseState;

use super::parts;
use crate::{
    answer,
    pages::{Nav, WaitingPage, WaitingRow},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(state): Path<String>) -> Response {
    let Some(state) = CaseState::from_code(&state).filter(|state| state.open()) else {
        return answer::not_found(&site, page.lang, Some(&page));
    };
    let caller = page.caller.clone();
    match site.run(move |office| cases::waiting(office, &caller, state)).await {
        Ok(lines) => answer::page(StatusCode::OK, &render(&site, &page, state, &lines)),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn render(site: &Site, page: &PageCaller, state: CaseState, lines: &[WaitingLine]) -> WaitingPage {
    let now = site.office.now();
    let row = |line: &WaitingLine| WaitingRow {
        case_id: line.case.to_string(),
        receipt: line.receipt.to_string(),
        person: parts::listed(site, line.person, (&line.name, &line.nik, &line.village)),
        purpose: line.purpose.code().to_owned(),
        days: parts::whole_days(line.since, now),
    };
    WaitingPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Home)),
        state: state.code().to_owned(),
        rows: lines.iter().map(row).collect(),
        more: lines.len() as i64 >= WAITING_MAX,
    }
}
