//! Counts of a place by two people, differences, destruction, the month's report.

use app::{AppError, Office, stock};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    closing::{Closing, ClosingState},
    id::{ClosingId, DifferenceId},
};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    sign_in::Nothing,
    stock::{Typed, act, done},
};
use crate::{
    answer::{self, NoticeQuery, Posted},
    pages::{ActField, ActForm, CountPage, DestroyPage, MinutesRow, MonthPage, Nav, Tag, Tone, routes},
    request::{CountBeginRequest, CountRequest, DestroyRequest, SettleRequest},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn begin(State(site): State<Site>, posted: Posted<CountBeginRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, place) = (page.caller.clone(), body.place.clone());
    match site.run(move |office| stock::begin_count(office, &caller, &request, &place)).await {
        Ok(begun) => answer::see(&routes::count(&begun.closing), None),
        Err(error) => done(&site, &page, Err(error), &Typed::of("tutup", &body)).await,
    }
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    match count_page(&site, &page, &id, &CountRequest::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn enter(State(site): State<Site>, Path(id): Path<String>, posted: Posted<CountRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(closing) = ClosingId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(counts) => site.run(move |office| stock::enter_count(office, &caller, &request, closing, counts)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match result {
        Ok(_) => answer::see(&routes::count(&id), Some("counted")),
        Err(error) => again(&site, &page, &id, &error, &body).await,
    }
}

pub(crate) async fn confirm(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(closing) = ClosingId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    match site.run(move |office| stock::confirm_count(office, &caller, &request, closing)).await {
        Ok(confirmed) => answer::see(routes::STOCK, Some(if confirmed.differences == 0 { "closed" } else { "closed_short" })),
        Err(error) => again(&site, &page, &id, &error, &CountRequest::default()).await,
    }
}

pub(crate) async fn break_off(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(closing) = ClosingId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    match site.run(move |office| stock::drop_count(office, &caller, &request, closing)).await {
        Ok(_) => answer::see(routes::STOCK, Some("count_dropped")),
        Err(error) => again(&site, &page, &id, &error, &CountRequest::default()).await,
    }
}

async fn again(site: &Site, page: &PageCaller, id: &str, error: &AppError, typed: &CountRequest) -> Response {
    if answer::form_errors(page.lang, error, |_| None).is_none() {
        return answer::error(site, page.lang, Some(page), error);
    }
    let mut shown = match count_page(site, page, id, typed).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    let id_of = |field: &str| Some(format!("hitung-{field}")).filter(|id| shown.form.as_ref().is_some_and(|form| form.has(id)));
    let errors = answer::form_errors(page.lang, error, id_of).unwrap_or_default();
    shown.shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn count_page(site: &Site, page: &PageCaller, id: &str, typed: &CountRequest) -> Result<CountPage, Response> {
    let caller = page.caller.clone();
    let board = site.run(move |office| stock::board(office, &caller)).await;
    let board = board.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let found = board.closings.iter().find(|closing| closing.id.to_string() == id);
    let Some(closing) = found else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let lang = page.lang;
    let tone = match closing.state {
        ClosingState::Counting => Tone::Info,
        ClosingState::Counted => Tone::Wait,
        ClosingState::Confirmed => Tone::Good,
        ClosingState::Dropped => Tone::Plain,
    };
    let waits = closing.state == ClosingState::Counted;
    // The books are shown only to who compares, never to who still counts.
    let shows = matches!(closing.state, ClosingState::Counted | ClosingState::Confirmed);
    let lines = closing.lines.iter().filter(|_| shows);
    Ok(CountPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Stock)),
        id: id.to_owned(),
        place: board.places.iter().find(|place| place.id == closing.place).map(|place| place.name.clone()).unwrap_or_default(),
        day: closing.day,
        state: Tag { text: lang.closing_state(closing.state.code()).to_owned(), tone },
        form: count_form(page, closing, typed),
        lines: lines.map(|(item, line)| (lang.item(item.code()).to_owned(), line.booked, line.counted.unwrap_or(line.booked))).collect(),
        own: closing.counted_by == Some(page.caller.account),
        waits,
    })
}

fn count_form(page: &PageCaller, closing: &Closing, typed: &CountRequest) -> Option<ActForm> {
    let lang = page.lang;
    let open = matches!(closing.state, ClosingState::Counting | ClosingState::Counted);
    let field = |item: &domain::blank::Item| ActField::number(item.code(), lang.item(item.code()), typed.typed(*item).to_owned());
    open.then(|| ActForm {
        id: "hitung".to_owned(),
        heading: lang.count_save().to_owned(),
        hint: String::new(),
        action: routes::count(&closing.id.to_string()),
        fields: closing.lines.keys().map(field).collect(),
        button: lang.count_save().to_owned(),
        open: true,
    })
}

pub(crate) async fn settle(State(site): State<Site>, Path(id): Path<String>, posted: Posted<SettleRequest>) -> Response {
    let Some(difference) = DifferenceId::parse(&id) else { return answer::not_found(&site, posted.page.lang, Some(&posted.page)) };
    act(&site, posted, (&format!("selisih-{id}"), "settled"), move |office, caller, request, body| {
        stock::settle_difference(office, caller, request, difference, body.read()?, &body.reason)
    })
    .await
}

pub(crate) async fn show_destroy(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match destroy_page(&site, &page, &DestroyRequest::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn destroy(State(site): State<Site>, posted: Posted<DestroyRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, note) = (page.caller.clone(), body.read());
    let Err(error) = site.run(move |office| stock::destroy(office, &caller, &request, note)).await else {
        return answer::see(routes::DESTROY, Some("destroyed"));
    };
    let mut shown = match destroy_page(&site, &page, &body).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    let id_of = |field: &str| Some(format!("musnah-{field}")).filter(|id| shown.form.as_ref().is_some_and(|form| form.has(id)));
    let Some(errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    shown.shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn destroy_page(site: &Site, page: &PageCaller, typed: &DestroyRequest) -> Result<DestroyPage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| stock::invalids(office, &caller)).await;
    let found = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let lang = page.lang;
    let any = found.blanks + found.cards > 0;
    let form = (any && page.caller.may(Act::CorrectStock)).then(|| ActForm {
        id: "musnah".to_owned(),
        heading: lang.destroy_title().to_owned(),
        hint: String::new(),
        action: routes::DESTROY.to_owned(),
        fields: vec![
            ActField::line("number", lang.destroy_number(), typed.number.clone()),
            ActField::line("witness", lang.destroy_witness(), typed.witness.clone()),
            ActField::line("witness_office", lang.destroy_office(), typed.witness_office.clone()).hint(lang.destroy_office_hint()),
        ],
        button: lang.destroy_button().to_owned(),
        open: true,
    });
    let shell = answer::shell(site, lang, Some(page), Some(Nav::Stock));
    Ok(DestroyPage { shell, blanks: found.blanks, cards: found.cards, form })
}

/// Which month.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct MonthQuery {
    bulan: String,
}

/// A day of the month `2022-11`.
pub(crate) fn day_of(month: &str) -> Option<Date> {
    let month = month.trim();
    Some(month).filter(|month| month.len() == 7).and_then(|month| format!("{month}-01").parse().ok())
}

pub(crate) async fn month(State(site): State<Site>, page: PageCaller, Query(query): Query<MonthQuery>) -> Response {
    let day = day_of(&query.bulan).unwrap_or_else(|| site.office.today());
    let caller = page.caller.clone();
    let found = match site.run(move |office: &Office| stock::month(office, &caller, day)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let lang = page.lang;
    let of_kind = |kind: &'static str| found.lines.iter().filter(move |line| line.kind == kind);
    let spoiled = of_kind("spoiled").map(|line| {
        let cause = line.cause.as_deref().map_or_else(|| lang.unknown(), |cause| lang.spoil_cause(cause));
        (cause.to_owned(), line.quantity)
    });
    let minutes = found.destructions.iter().map(|minutes| MinutesRow {
        id: minutes.id.to_string(),
        number: minutes.number.clone(),
        day: minutes.day,
        blanks: minutes.blanks,
        cards: minutes.cards,
        witness: format!("{} · {}", minutes.witness, minutes.witness_office),
    });
    let shown = MonthPage {
        shell: answer::shell(&site, lang, Some(&page), Some(Nav::Stock)),
        month: found.from,
        chosen: format!("{:04}-{:02}", found.from.year(), found.from.month()),
        spoiled: spoiled.collect(),
        destroyed: of_kind("destroyed").map(|line| line.quantity).sum(),
        minutes: minutes.collect(),
    };
    answer::page(StatusCode::OK, &shown)
}
