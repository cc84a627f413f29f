//! Where a card is, what became of a missing one, the stock-takes of shelves and their labels.

use app::{
    AppError, Office,
    cases::{self, CasePage},
    custody,
    shelf_count::{self, ShelfCounted},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{access::Act, card::Custody, case::CaseState, id::CaseId};
use serde::Deserialize;

use super::{parts, sign_in::Nothing, stock::Typed};
use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{
        ActField, ActForm, CardPlace, CardPlacePage, Link, Nav, ShelfCountPage, ShelfLabel, ShelfLabelsPage, ShelfResult, Tab, Tag, routes,
    },
    request::{ReceiptRequest, ShelfCountRequest, ShelveRequest},
    session::PageCaller,
    state::Site,
};

/// The pages of cards on their way to their holders that a reader may open, as the tabs above each of them.
pub(crate) fn tabs(page: &PageCaller, current: &str) -> Vec<Tab> {
    let lang = page.lang;
    let may = |act| page.caller.may(act);
    let all = [
        (routes::SHELF, lang.shelf_title(), may(Act::ShelveCard)),
        (routes::PICKUP, lang.pickup_title(), may(Act::HandOver) && !may(Act::ShelveCard)),
        (routes::BATCHES, lang.batches_title(), may(Act::SignBatches)),
        (routes::LADDER, lang.ladder_title(), may(Act::SendBatches)),
        (routes::LYING, lang.lying_tab(), may(Act::ViewFigures) && may(Act::SendBatches)),
        (routes::MISSING, lang.missing_title(), may(Act::SignBatches)),
        (routes::CARD_PLACE, lang.where_title(), may(Act::ViewPerson)),
        (routes::SHELF_COUNT, lang.count_shelf_title(), may(Act::ShelveCard)),
        (routes::SHELF_LABELS, lang.label_title(), may(Act::ShelveCard)),
    ];
    let tab = |(href, label, _): (&str, &str, bool)| Tab {
        link: Link { label: label.to_owned(), href: href.to_owned() },
        current: href == current,
    };
    all.into_iter().filter(|(.., open)| *open).map(tab).collect()
}

/// The entry of the menu under which a reader finds these pages.
pub(super) fn nav(page: &PageCaller) -> Nav {
    if page.caller.may(Act::ShelveCard) { Nav::Shelf } else { Nav::Pickup }
}

pub(crate) async fn show_place(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    let mut shown = place_page(&site, &page, String::new());
    shown.shell.notice = query.notice(page.lang);
    answer::page(StatusCode::OK, &shown)
}

fn place_page(site: &Site, page: &PageCaller, receipt: String) -> CardPlacePage {
    let shell = answer::shell(site, page.lang, Some(page), Some(nav(page)));
    CardPlacePage { shell, tabs: tabs(page, routes::CARD_PLACE), receipt, found: None }
}

/// A scan shows where the card of a receipt is; it changes nothing.
pub(crate) async fn find_place(State(site): State<Site>, posted: Posted<ReceiptRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let (caller, receipt) = (page.caller.clone(), body.receipt.clone());
    let mut shown = place_page(&site, &page, body.receipt);
    match site.run(move |office| cases::page_by_receipt(office, &caller, &receipt)).await {
        Ok(card) => {
            shown.found = Some(card_place(&site, &page, &card, &Typed::default()));
            answer::page(StatusCode::OK, &shown)
        }
        Err(error) => match answer::form_errors(page.lang, &error, |_| Some("receipt".to_owned())) {
            Some(errors) => {
                shown.shell.errors = errors;
                answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
            }
            None => answer::error(&site, page.lang, Some(&page), &error),
        },
    }
}

/// A missing card was found: it lies on a shelf again.
pub(crate) async fn found(State(site): State<Site>, Path(id): Path<String>, posted: Posted<ShelveRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, shelf) = (page.caller.clone(), body.shelf.clone());
    let result = site.run(move |office| custody::shelve(office, &caller, &request, case, &shelf)).await;
    settled(&site, &page, case, result.map(|_| "card_found"), &Typed::of("ketemu", &body)).await
}

/// A card is not where the books have it, at a village or in the post.
pub(crate) async fn missed(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| shelf_count::miss(office, &caller, &request, case)).await;
    settled(&site, &page, case, result.map(|_| "card_missed"), &Typed::default()).await
}

/// A missing card is given up.
pub(crate) async fn lost(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| shelf_count::give_up(office, &caller, &request, case)).await;
    settled(&site, &page, case, result.map(|_| "card_lost"), &Typed::default()).await
}

async fn settled(site: &Site, page: &PageCaller, case: CaseId, result: Result<&'static str, AppError>, typed: &Typed) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(routes::CARD_PLACE, Some(notice)),
        Err(error) => error,
    };
    if answer::form_errors(page.lang, &error, |_| None).is_none() || !page.caller.may(Act::ViewPerson) {
        return answer::error(site, page.lang, Some(page), &error);
    }
    let caller = page.caller.clone();
    let card = match site.run(move |office| cases::page(office, &caller, case)).await {
        Ok(card) => card_place(site, page, &card, typed),
        Err(error) => return answer::error(site, page.lang, Some(page), &error),
    };
    let id_of = |field: &str| Some(format!("ketemu-{field}")).filter(|id| card.forms.iter().any(|form| form.has(id)));
    let mut shown = place_page(site, page, String::new());
    shown.shell.errors = answer::form_errors(page.lang, &error, id_of).unwrap_or_default();
    shown.found = Some(card);
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn card_place(site: &Site, page: &PageCaller, shown: &CasePage, typed: &Typed) -> CardPlace {
    let (lang, case, card) = (page.lang, &shown.view.case, shown.view.card.as_ref());
    let custody = card.map(|card| card.custody);
    let name = |place| shown.page.places.get(&place).cloned().unwrap_or_default();
    let place = match custody {
        None => lang.where_none().to_owned(),
        Some(Custody::At(place)) => lang.where_at(&name(place)),
        Some(Custody::InBatch(_)) => lang.where_on_way().to_owned(),
        Some(Custody::Missing) => lang.where_missing().to_owned(),
        Some(Custody::Holder) => lang.where_holder().to_owned(),
        Some(Custody::InvalidLedger) => lang.where_ledger().to_owned(),
        Some(Custody::Destroyed) => lang.where_destroyed().to_owned(),
    };
    let batch = match custody {
        Some(Custody::InBatch(batch)) if page.caller.may(Act::SignBatches) => Some(batch.to_string()),
        _ => None,
    };
    let outside = match custody {
        Some(Custody::InBatch(_)) => true,
        Some(Custody::At(_)) => case.state == CaseState::AtVillage,
        _ => false,
    };
    let forms = match custody {
        Some(Custody::Missing) if page.caller.may(Act::ShelveCard) => missing_forms(lang, case.id, typed),
        _ if outside && page.caller.may(Act::SignBatches) => vec![missed_form(lang, case.id)],
        _ => Vec::new(),
    };
    CardPlace {
        case_id: case.id.to_string(),
        receipt: case.receipt.to_string(),
        person: parts::person_line(site, &shown.view.person),
        state: Tag::case_state(lang, case.state.code()),
        place,
        invalid: card.is_some_and(|card| card.invalid.is_some()),
        batch,
        forms,
    }
}

fn missing_forms(lang: Lang, case: CaseId, typed: &Typed) -> Vec<ActForm> {
    let case = case.to_string();
    let shelf = ActField::line("shelf", lang.shelf_code(), typed.value("ketemu", "shelf")).hint(lang.shelf_code_hint());
    vec![
        form("ketemu", lang.where_found(), "", routes::card_found(&case), lang.where_found_button(), vec![shelf]),
        form("hilang", lang.where_lost(), lang.where_lost_lead(), routes::card_lost(&case), lang.where_lost_button(), Vec::new()),
    ]
}

fn missed_form(lang: Lang, case: CaseId) -> ActForm {
    let action = routes::card_missed(&case.to_string());
    form("tidak-ada", lang.where_missed(), lang.where_missed_lead(), action, lang.where_missed_button(), Vec::new())
}

fn form(id: &str, heading: &str, hint: &str, action: String, button: &str, fields: Vec<ActField>) -> ActForm {
    ActForm {
        id: id.to_owned(),
        heading: heading.to_owned(),
        hint: hint.to_owned(),
        action,
        fields,
        button: button.to_owned(),
        open: false,
    }
}

/// Which shelf.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct ShelfQuery {
    rak: String,
}

pub(crate) async fn show_count(State(site): State<Site>, page: PageCaller, Query(query): Query<ShelfQuery>) -> Response {
    let typed = ShelfCountRequest { shelf: query.rak, scanned: String::new() };
    if typed.shelf.is_empty() {
        return answer::page(StatusCode::OK, &count_page(&site, &page, &typed));
    }
    let (caller, shelf) = (page.caller.clone(), typed.shelf.clone());
    let mut shown = count_page(&site, &page, &typed);
    match site.run(move |office| shelf_count::counts(office, &caller, &shelf)).await {
        Ok(counts) => {
            let line = |count: domain::card::ShelfCount| (count.at, [count.expected, count.scanned, count.missing, count.extra]);
            shown.before = counts.into_iter().map(line).collect();
            answer::page(StatusCode::OK, &shown)
        }
        Err(error) => refused_count(&site, &page, &error, shown),
    }
}

pub(crate) async fn count(State(site): State<Site>, posted: Posted<ShelfCountRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, shelf, scanned) = (page.caller.clone(), body.shelf.clone(), body.read());
    match site.run(move |office| shelf_count::take_stock(office, &caller, &request, &shelf, &scanned)).await {
        Ok(counted) => {
            let mut shown = count_page(&site, &page, &ShelfCountRequest::default());
            shown.result = Some(result(body.shelf.trim().to_uppercase(), counted));
            answer::page(StatusCode::OK, &shown)
        }
        Err(error) => {
            let shown = count_page(&site, &page, &body);
            refused_count(&site, &page, &error, shown)
        }
    }
}

fn result(shelf: String, counted: ShelfCounted) -> ShelfResult {
    let ShelfCounted { expected, scanned, missing, extra, .. } = counted;
    ShelfResult { shelf, expected, scanned, missing, extra }
}

fn refused_count(site: &Site, page: &PageCaller, error: &AppError, mut shown: ShelfCountPage) -> Response {
    // What is wrong with a receipt is wrong with what was scanned.
    let id_of = |field: &str| Some(if field == "shelf" { "shelf" } else { "scanned" }.to_owned());
    match answer::form_errors(page.lang, error, id_of) {
        Some(errors) => {
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        None => answer::error(site, page.lang, Some(page), error),
    }
}

fn count_page(site: &Site, page: &PageCaller, typed: &ShelfCountRequest) -> ShelfCountPage {
    ShelfCountPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Shelf)),
        tabs: tabs(page, routes::SHELF_COUNT),
        shelf: typed.shelf.clone(),
        scanned: typed.scanned.clone(),
        result: None,
        before: Vec::new(),
    }
}

pub(crate) async fn labels(State(site): State<Site>, page: PageCaller) -> Response {
    let caller = page.caller.clone();
    let shelves = match site.run(move |office: &Office| shelf_count::shelves(office, &caller)).await {
        Ok(shelves) => shelves,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let labels = shelves.into_iter().filter_map(|shelf| {
        let qr = documents::qr::draw(&shelf.code)?;
        Some(ShelfLabel { code: shelf.code, name: shelf.name, qr_path: qr.path, qr_size: qr.size as i64 })
    });
    let shown = ShelfLabelsPage {
        shell: answer::shell(&site, page.lang, Some(&page), Some(Nav::Shelf)),
        tabs: tabs(&page, routes::SHELF_LABELS),
        labels: labels.collect(),
    };
    answer::page(StatusCode::OK, &shown)
}
