//! What is printed, card by card: scanned, recorded, doubted; and the runs that were released.

use app::{
    AppError, Office,
    print::{self, JobLine},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Refusal,
    access::Act,
    case::Receipt,
    id::{CaseId, JobId, PlaceId, RunId},
    print::{JobState, PrintRefusal},
    refusal::FieldProblem,
};
use serde::Deserialize;

use super::{
    parts,
    room::{run_row, tabs},
};
use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{JobRow, Nav, Priority, RunPage, ScanPage, Tag, routes},
    request::{DoubtRequest, PrintRequest, ReceiptRequest},
    session::PageCaller,
    state::Site,
};

/// The card before, after whose result one comes back.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct LastQuery {
    resi: String,
}

/// What was typed on the scan page.
#[derive(Default)]
struct Typed {
    receipt: String,
    serial: String,
    detail: String,
}

pub(crate) async fn show_scan(
    State(site): State<Site>,
    page: PageCaller,
    Query(query): Query<NoticeQuery>,
    Query(last): Query<LastQuery>,
) -> Response {
    match scan_page(&site, &page, &Typed::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            shown.last = Receipt::parse(&last.resi).map(|receipt| receipt.to_string());
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn scan(State(site): State<Site>, posted: Posted<ReceiptRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let typed = Typed { receipt: body.receipt, ..Typed::default() };
    let shown = match scan_page(&site, &page, &typed).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    if shown.job.is_some() {
        return answer::page(StatusCode::OK, &shown);
    }
    let refusal = match (typed.receipt.trim(), Receipt::parse(&typed.receipt)) {
        ("", _) => Refusal::field("receipt", FieldProblem::Missing),
        (_, None) => Refusal::field("receipt", FieldProblem::NotAReceipt),
        (_, Some(_)) => PrintRefusal::NotReleased.into(),
    };
    wrong(&site, &page, shown, &refusal.into(), "receipt")
}

pub(crate) async fn result(State(site): State<Site>, Path(id): Path<String>, posted: Posted<PrintRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, sent) = (page.caller.clone(), body.clone());
    let recorded = match body.read() {
        Ok(result) => {
            let record = move |office: &Office| {
                let receipt = receipt_of(office, &caller, |job| job.case == case);
                Ok((print::record(office, &caller, &request, case, (&sent.printer, &sent.serial), result)?, receipt))
            };
            site.run(record).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match recorded {
        Ok((recorded, receipt)) => {
            let notice = if recorded.card.is_some() { "job_good" } else { "job_spoiled" };
            answer::see(&routes::print_scan_after(&receipt, notice), None)
        }
        Err(error) => {
            let typed = Typed { serial: body.serial, ..Typed::default() };
            back_to(&site, &page, typed, &error, |job| job.case_id == id).await
        }
    }
}

/// The receipt of an open job; nothing for who does not see the room, or when the same form comes twice.
fn receipt_of(office: &Office, caller: &app::Caller, is: impl Fn(&JobLine) -> bool) -> String {
    let room = print::room(office, caller).ok();
    room.and_then(|room| room.jobs.into_iter().find(is)).map(|job| job.receipt.to_string()).unwrap_or_default()
}

pub(crate) async fn doubt(State(site): State<Site>, Path(id): Path<String>, posted: Posted<DoubtRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(job) = JobId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, detail) = (page.caller.clone(), body.detail.clone());
    match site.run(move |office| print::doubt(office, &caller, &request, job, &detail)).await {
        Ok(_) => answer::see(&routes::print_scan_after(&body.receipt, "doubted"), None),
        Err(error) => back_to(&site, &page, Typed { detail: body.detail, ..Typed::default() }, &error, |job| job.id == id).await,
    }
}

pub(crate) async fn take_back(State(site): State<Site>, Path(id): Path<String>, posted: Posted<ReceiptRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(job) = JobId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    match site.run(move |office| print::take_job_back(office, &caller, &request, job)).await {
        Ok(_) => answer::see(&routes::print_scan_after(&body.receipt, "taken_back"), None),
        Err(error) => back_to(&site, &page, Typed::default(), &error, |job| job.id == id).await,
    }
}

/// The scan page again with the card whose form was refused; the error's own page for who does not see the room.
async fn back_to(site: &Site, page: &PageCaller, typed: Typed, error: &AppError, is: impl Fn(&JobRow) -> bool) -> Response {
    if !page.caller.may(Act::PlanRun) || answer::form_errors(page.lang, error, |_| None).is_none() {
        return answer::error(site, page.lang, Some(page), error);
    }
    match scan_page(site, page, &typed).await {
        Ok(mut shown) => {
            shown.job = shown.jobs.iter().find(|job| is(job)).cloned();
            if shown.job.is_none() {
                return answer::error(site, page.lang, Some(page), error);
            }
            shown.receipt = shown.job.as_ref().map(|job| job.receipt.clone()).unwrap_or_default();
            wrong(site, page, shown, error, "")
        }
        Err(response) => response,
    }
}

/// The page with what is wrong; what is about no field of its own stands at `otherwise`, when that is one.
fn wrong(site: &Site, page: &PageCaller, mut shown: ScanPage, error: &AppError, otherwise: &str) -> Response {
    let open = shown.job.is_some();
    let id_of = |field: &str| match field {
        "receipt" => Some("receipt".to_owned()),
        "serial" | "serials" if open => Some("serial".to_owned()),
        "detail" if open => Some("detail".to_owned()),
        _ => None,
    };
    let Some(mut errors) = answer::form_errors(page.lang, error, id_of) else {
        return answer::error(site, page.lang, Some(page), error);
    };
    for fault in errors.iter_mut().filter(|fault| fault.field.is_none() && !otherwise.is_empty()) {
        fault.field = Some(otherwise.to_owned());
    }
    shown.shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

async fn scan_page(site: &Site, page: &PageCaller, typed: &Typed) -> Result<ScanPage, Response> {
    let caller = page.caller.clone();
    let room = site.run(move |office| print::room(office, &caller)).await;
    let room = room.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let name = |id: PlaceId| printer_name(room.printers.iter().map(|board| &board.place), id);
    let jobs: Vec<JobRow> = room.jobs.iter().map(|line| job_row(site, page.lang, line, name(line.printer))).collect();
    let asked = Receipt::parse(&typed.receipt).map(|receipt| receipt.to_string());
    Ok(ScanPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Print)),
        tabs: tabs(page, routes::PRINT_SCAN),
        receipt: typed.receipt.clone(),
        job: jobs.iter().find(|job| Some(&job.receipt) == asked.as_ref()).cloned(),
        serial: typed.serial.clone(),
        detail: typed.detail.clone(),
        last: None,
        jobs,
    })
}

fn printer_name<'a>(mut places: impl Iterator<Item = &'a domain::place::Place>, id: PlaceId) -> String {
    places.find(|place| place.id == id).map(|place| place.name.clone()).unwrap_or_default()
}

fn job_row(site: &Site, lang: Lang, line: &JobLine, printer: String) -> JobRow {
    JobRow {
        id: line.job.to_string(),
        case_id: line.case.to_string(),
        receipt: line.receipt.to_string(),
        person: parts::listed(site, line.person, (&line.name, &line.nik, &line.village)),
        priority: Priority { class: line.class, reason: lang.purpose(line.purpose.code()).to_owned(), letter: None },
        printer,
        rank: line.rank,
        state: Tag::job(lang, line.state.code()),
        since: line.since,
        detail: line.detail.clone().filter(|detail| !detail.is_empty()),
        second: line.state == JobState::Uncertain,
    }
}

pub(crate) async fn run(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    let Some(run) = RunId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let view = match site.run(move |office| print::run(office, &caller, run)).await {
        Ok(view) => view,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let mut printers: Vec<(PlaceId, Vec<JobRow>)> = Vec::new();
    for line in &view.jobs {
        let row = job_row(&site, page.lang, line, printer_name(view.printers.iter(), line.printer));
        match printers.iter_mut().find(|(id, _)| *id == line.printer) {
            Some((_, rows)) => rows.push(row),
            None => printers.push((line.printer, vec![row])),
        }
    }
    let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Print));
    shell.notice = query.notice(page.lang);
    let shown = RunPage {
        shell,
        run: run_row(&view.run),
        released_at: view.run.released_at,
        printers: printers
            .into_iter()
            .map(|(id, rows)| {
                let code = view.printers.iter().find(|place| place.id == id).map_or("", |place| place.code.as_str());
                (printer_name(view.printers.iter(), id), routes::run_list(&view.run.id.to_string(), code), rows)
            })
            .collect(),
        planned_by: view.planned_by,
        released_by: view.released_by,
    };
    answer::page(StatusCode::OK, &shown)
}
