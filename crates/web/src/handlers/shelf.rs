//! Shelves: two scans put a card away.

use app::custody;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::access::Act;
use serde::Deserialize;

use super::custody::tabs;
use crate::{
    answer::{self, NoticeQuery, Posted},
    pages::{LooseCard, Nav, ShelfLine, ShelfPage, routes},
    request::ShelfScanRequest,
    session::PageCaller,
    state::Site,
};

/// The shelf of the last scan, so that a stack goes away quickly.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct ShelfQuery {
    rak: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    page: PageCaller,
    Query(query): Query<NoticeQuery>,
    Query(last): Query<ShelfQuery>,
) -> Response {
    match board(&site, &page, &ShelfScanRequest { receipt: String::new(), shelf: last.rak }).await {
        Ok(mut board) => {
            board.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &board)
        }
        Err(response) => response,
    }
}

pub(crate) async fn send(State(site): State<Site>, posted: Posted<ShelfScanRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, receipt, shelf) = (page.caller.clone(), body.receipt.clone(), body.shelf.clone());
    let result = site.run(move |office| custody::shelve_by_receipt(office, &caller, &request, &receipt, &shelf)).await;
    let Err(error) = result else {
        let code: String = body.shelf.trim().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        return answer::see(&format!("{}?rak={code}&kabar=shelved", routes::SHELF), None);
    };
    let Some(errors) = answer::form_errors(page.lang, &error, |field| Some(field.to_owned())) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    match board(&site, &page, &body).await {
        Ok(mut board) => {
            board.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &board)
        }
        Err(response) => response,
    }
}

async fn board(site: &Site, page: &PageCaller, typed: &ShelfScanRequest) -> Result<ShelfPage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| custody::shelf_board(office, &caller)).await;
    let found = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let loose = found.unshelved.into_iter().map(|card| LooseCard {
        case_id: card.case.to_string(),
        receipt: card.receipt.to_string(),
        name: card.name,
        printed: card.since,
        printer: card.printer,
    });
    let shelves =
        found.shelves.into_iter().map(|shelf| ShelfLine { code: shelf.code, place: shelf.name, cards: shelf.cards, oldest: shelf.oldest });
    Ok(ShelfPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Shelf)),
        tabs: tabs(page, routes::SHELF),
        receipt: typed.receipt.clone(),
        shelf: typed.shelf.clone(),
        may_shelve: page.caller.may(Act::ShelveCard),
        loose: loose.collect(),
        shelves: shelves.collect(),
    })
}
