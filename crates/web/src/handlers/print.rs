//! The print queue, and recording what became of a print.

use app::{
    cases::{self, CaseView},
    print,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{access::Act, case::CaseState, id::CaseId};
use serde::Deserialize;

use super::{parts, room};
use crate::{
    answer::{self, Posted},
    pages::{Nav, Paging, PrintForm, PrintQueuePage, PrintQueueRow, PrintResultPage, Printer, Priority, routes},
    request::PrintRequest,
    session::PageCaller,
    state::Site,
};

/// Rows on one page of the queue.
const ROWS: i64 = 50;

/// Filter and page of the queue.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct QueueQuery {
    kecamatan: String,
    halaman: String,
}

pub(crate) async fn queue(State(site): State<Site>, page: PageCaller, Query(query): Query<QueueQuery>) -> Response {
    // An unknown sub-district filters nothing.
    let known = parts::subdistricts(&site, page.lang, &query.kecamatan).iter().any(|choice| choice.selected);
    let subdistrict = if known { query.kecamatan } else { String::new() };
    let (caller, asked) = (page.caller.clone(), subdistrict.clone());
    let at = query.halaman.parse().unwrap_or(1).clamp(1, 1_000_000);
    match site.run(move |office| print::queue(office, &caller, &asked, ROWS, (at - 1) * ROWS)).await {
        Ok(found) => answer::page(StatusCode::OK, &render_queue(&site, &page, &subdistrict, at, &found)),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn render_queue(site: &Site, page: &PageCaller, subdistrict: &str, at: i64, found: &print::Queue) -> PrintQueuePage {
    let (lang, now) = (page.lang, site.office.now());
    let pages = ((found.total + ROWS - 1) / ROWS).max(1);
    let link = |to: i64| (1..=pages).contains(&to).then(|| routes::print_queue(subdistrict, to));
    let row = |(line, order): (&print::QueueLine, i64)| PrintQueueRow {
        order,
        case_id: line.case.to_string(),
        priority: Priority { class: line.class, reason: lang.purpose(line.purpose.code()).to_owned(), letter: None },
        waiting_days: parts::whole_days(line.opened_at, now),
        person: parts::listed(site, line.person, (&line.name, &line.nik, &line.village)),
    };
    PrintQueuePage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Print)),
        tabs: room::tabs(page, routes::PRINT_QUEUE),
        total: found.total,
        blanks: found.printers.iter().map(|(_, blanks)| blanks).sum(),
        kecamatan: parts::subdistricts(site, lang, subdistrict),
        rows: found.lines.iter().zip((at - 1) * ROWS + 1..).map(row).collect(),
        paging: Paging { page: at, pages, previous: link(at - 1).filter(|_| at > 1), next: link(at + 1) },
        may_print: page.caller.may(Act::RecordPrint),
    }
}

pub(crate) async fn show_result(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    match result_form(&site, &page, &id, &PrintRequest::default()).await {
        // The queue may be older than the case: its page says where it stands.
        Ok((CaseState::InRun, form)) => answer::page(StatusCode::OK, &form),
        Ok(_) => answer::see(&routes::case(&id), None),
        Err(response) => response,
    }
}

pub(crate) async fn send_result(State(site): State<Site>, Path(id): Path<String>, posted: Posted<PrintRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, printer, serial) = (page.caller.clone(), body.printer.clone(), body.serial.clone());
    let result = match body.read() {
        Ok(result) => site.run(move |office| print::record(office, &caller, &request, case, (&printer, &serial), result)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let error = match result {
        Ok(recorded) => {
            let notice = if recorded.card.is_some() { "printed" } else { "spoiled" };
            return answer::see(&routes::case(&id), Some(notice));
        }
        Err(error) => error,
    };
    let Some(errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    match result_form(&site, &page, &id, &body).await {
        Ok((_, mut form)) => {
            form.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        Err(response) => response,
    }
}

fn id_of(field: &str) -> Option<String> {
    let id = match field {
        "printer" => "printer",
        "result" => "result-good",
        "cause" => "cause-failed_encode",
        _ => return None,
    };
    Some(id.to_owned())
}

async fn result_form(site: &Site, page: &PageCaller, id: &str, body: &PrintRequest) -> Result<(CaseState, PrintResultPage), Response> {
    let Some(case) = CaseId::parse(id) else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let caller = page.caller.clone();
    let read = move |office: &app::Office| Ok((cases::view(office, &caller, case)?, print::printers_with_blanks(office, &caller)?));
    let (view, printers) = site.run(read).await.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    Ok((view.case.state, render_result(site, page, &view, parts::printers(printers), body)))
}

fn render_result(site: &Site, page: &PageCaller, view: &CaseView, printers: Vec<Printer>, body: &PrintRequest) -> PrintResultPage {
    PrintResultPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Print)),
        case_id: view.case.id.to_string(),
        receipt: view.case.receipt.to_string(),
        person: parts::person_line(site, &view.person),
        purpose: view.case.purpose.code().to_owned(),
        priority: Some(parts::priority(site, page.lang, &view.case)),
        form: PrintForm { printers, printer: body.printer.clone(), result: body.result.clone(), cause: body.cause.clone() },
    }
}
