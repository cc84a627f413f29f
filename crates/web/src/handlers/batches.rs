//! The lists around handover batches: the batches themselves, the cards that are missing, the places that take cards.

use app::{
    AppError, Office,
    batches::{self, BatchSummary},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{access::Act, batch::BatchState};

use super::{
    custody::{nav, tabs},
    stock::Typed,
};
use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{ActField, ActForm, BatchLineRow, BatchesPage, Choice, MissingPage, MissingRow, Nav, SitesPage, Tag, Tone, routes},
    request::{BY_POST, BatchOpenRequest, SiteRequest},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match board(&site, &page, &Typed::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn open(State(site): State<Site>, posted: Posted<BatchOpenRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok((route, place)) => site.run(move |office| batches::open(office, &caller, &request, route, &place)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let error = match result {
        Ok(opened) => return answer::see(&routes::batch(&opened.batch), Some("batch_opened")),
        Err(error) => error,
    };
    let id_of = |field: &str| (field == "place").then(|| "kirim-to".to_owned());
    let Some(errors) = answer::form_errors(page.lang, &error, id_of).filter(|_| page.caller.may(Act::SignBatches)) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    match board(&site, &page, &Typed::of("kirim", &body)).await {
        Ok(mut shown) => {
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

async fn board(site: &Site, page: &PageCaller, typed: &Typed) -> Result<BatchesPage, Response> {
    let (caller, sends) = (page.caller.clone(), page.caller.may(Act::SendBatches));
    let read = move |office: &Office| {
        let sites = if sends { batches::destinations(office, &caller)? } else { Vec::new() };
        Ok((batches::board(office, &caller)?, sites))
    };
    let (found, sites) = site.run(read).await.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let lang = page.lang;
    let states = [
        (BatchState::Packing, lang.batches_packing()),
        (BatchState::Sent, lang.batches_on_way()),
        (BatchState::Received, lang.batches_received()),
        (BatchState::Dropped, lang.batches_dropped()),
    ];
    let group = |(state, words)| {
        let lines: Vec<BatchLineRow> = found.iter().filter(|line| line.state == state).map(|line| line_row(lang, line)).collect();
        (!lines.is_empty()).then_some((words, lines))
    };
    Ok(BatchesPage {
        shell: answer::shell(site, lang, Some(page), Some(nav(page))),
        tabs: tabs(page, routes::BATCHES),
        groups: states.into_iter().filter_map(group).collect(),
        open: sends.then(|| open_form(lang, &sites, typed)),
    })
}

fn line_row(lang: Lang, line: &BatchSummary) -> BatchLineRow {
    let counts = [
        (lang.batch_missing(), Tone::Stop, line.missing),
        (lang.batch_extra(), Tone::Wait, line.extra),
        (lang.batch_returned(), Tone::Plain, line.returned),
    ];
    let notes = counts.into_iter().filter(|(.., cards)| *cards > 0);
    BatchLineRow {
        id: line.batch.to_string(),
        number: line.number.clone(),
        to: destination(lang, line.route.code(), &line.place),
        since: line.since,
        cards: line.cards,
        notes: notes.map(|(text, tone, cards)| (Tag { text: text.to_owned(), tone }, cards)).collect(),
    }
}

/// Where a batch goes, in words.
pub(super) fn destination(lang: Lang, route: &str, place: &str) -> String {
    if route == BY_POST { lang.batch_post().to_owned() } else { place.to_owned() }
}

fn open_form(lang: Lang, sites: &[batches::Site], typed: &Typed) -> ActForm {
    let chosen = typed.value("kirim", "to");
    let site = |(place, closed): &batches::Site| {
        let label = if closed.is_some() { lang.batch_site_closed(&place.name) } else { place.name.clone() };
        Choice::new(&place.code, &label, &chosen)
    };
    let post = Choice::new(BY_POST, lang.batch_post(), &chosen);
    ActForm {
        id: "kirim".to_owned(),
        heading: lang.batch_open().to_owned(),
        hint: String::new(),
        action: routes::BATCHES.to_owned(),
        fields: vec![ActField::choice("to", lang.batch_to(), std::iter::once(post).chain(sites.iter().map(site)).collect())],
        button: lang.batch_open_button().to_owned(),
        open: false,
    }
}

pub(crate) async fn missing(State(site): State<Site>, page: PageCaller) -> Response {
    let caller = page.caller.clone();
    let found = match site.run(move |office| batches::missing(office, &caller)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let row = |card: &batches::MissingCard| MissingRow {
        case_id: card.case.to_string(),
        receipt: card.receipt.to_string(),
        name: card.name.clone(),
        state: Tag::case_state(page.lang, card.state.code()),
        since: card.since,
    };
    let shown = MissingPage {
        shell: answer::shell(&site, page.lang, Some(&page), Some(nav(&page))),
        tabs: tabs(&page, routes::MISSING),
        rows: found.iter().map(row).collect(),
    };
    answer::page(StatusCode::OK, &shown)
}

pub(crate) async fn sites(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match sites_page(&site, &page, &Typed::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn close_site(State(site): State<Site>, posted: Posted<SiteRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, sent) = (page.caller.clone(), body.clone());
    let result = site.run(move |office| batches::close_site(office, &caller, &request, &sent.place, &sent.reason)).await;
    site_changed(&site, &page, result.map(|()| "site_closed"), &Typed::of("tutup", &body)).await
}

pub(crate) async fn reopen_site(State(site): State<Site>, posted: Posted<SiteRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let caller = page.caller.clone();
    let result = site.run(move |office| batches::reopen_site(office, &caller, &request, &body.place)).await;
    site_changed(&site, &page, result.map(|()| "site_opened"), &Typed::default()).await
}

async fn site_changed(site: &Site, page: &PageCaller, result: Result<&'static str, AppError>, typed: &Typed) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(routes::SITES, Some(notice)),
        Err(error) => error,
    };
    let Some(errors) = answer::form_errors(page.lang, &error, |field| Some(format!("tutup-{field}"))) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    match sites_page(site, page, typed).await {
        Ok(mut shown) => {
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

async fn sites_page(site: &Site, page: &PageCaller, typed: &Typed) -> Result<SitesPage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| batches::sites(office, &caller)).await;
    let found = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let (lang, chosen) = (page.lang, typed.value("tutup", "place"));
    let open = found.iter().filter(|(_, closed)| closed.is_none());
    let closed = found.iter().filter_map(|(place, closed)| {
        let closed = closed.as_ref()?;
        Some((place.code.clone(), place.name.clone(), closed.since, closed.reason.clone()))
    });
    let close = ActForm {
        id: "tutup".to_owned(),
        heading: lang.sites_close().to_owned(),
        hint: String::new(),
        action: routes::SITE_CLOSE.to_owned(),
        fields: vec![
            ActField::choice("place", lang.sites_place(), open.map(|(place, _)| Choice::new(&place.code, &place.name, &chosen)).collect()),
            ActField::line("reason", lang.sites_why(), typed.value("tutup", "reason")).hint(lang.sites_close_hint()),
        ],
        button: lang.sites_close().to_owned(),
        open: false,
    };
    Ok(SitesPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Oversight)),
        tabs: answer::tabs(page, routes::SITES),
        closed: closed.collect(),
        close,
    })
}
