//! The print room: today's plan and its release, cards one by one, released runs, printers.

use app::{
    AppError, Office,
    print::{self, DayPlan, JobLine, PrinterBoard, PrinterLimit, Reason, Room, RunList},
    stock::Stop,
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
    print::{JobState, PrintRefusal, PrintRoute, Run},
    refusal::FieldProblem,
};
use serde::Deserialize;

use super::parts;
use crate::{
    answer::{self, NoticeQuery, Posted},
    format::MaskedNumber,
    lang::Lang,
    pages::{
        ArrivalPart, Choice, JobRow, Link, Nav, PersonLine, Plan, PrinterCard, PrinterForm, Priority, RoomPage, RunPage, RunRow, ScanPage,
        Tab, Tag, routes,
    },
    request::{self, DoubtRequest, PrintRequest, PrinterRequest, ReceiptRequest, ReleaseRequest, RoomQuery},
    session::PageCaller,
    state::Site,
};

/// The pages of printing that a reader may open, as the tabs above each of them.
pub(super) fn tabs(page: &PageCaller, current: &'static str) -> Vec<Tab> {
    let lang = page.lang;
    let all = [
        (routes::PRINT_ROOM, lang.room_today(), Act::PlanRun),
        (routes::PRINT_SCAN, lang.room_scan(), Act::PlanRun),
        (routes::PRINT_QUEUE, lang.room_queue(), Act::ViewPrintQueue),
        (routes::SHORTAGE, lang.room_shortage(), Act::ViewPrintQueue),
        (routes::SUKETS, lang.room_sukets(), Act::IssueSuket),
    ];
    let open = all.into_iter().filter(|(.., act)| page.caller.may(*act));
    open.map(|(href, label, _)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == current }).collect()
}

/// The first page of printing: the print room for who plans runs, the queue for others.
pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<RoomQuery>) -> Response {
    if !page.caller.may(Act::PlanRun) {
        return answer::see(routes::PRINT_QUEUE, None);
    }
    let before = request::here(&query.sebelum).unwrap_or_default();
    let all = request::here(&format!("{} {}", query.sebelum, query.hadir));
    let wrong = all.as_ref().err().map(|refusal| AppError::Refused(refusal.clone().into()));
    match room(&site, &page, &Asked { here: all.unwrap_or(before), ..Asked::default() }).await {
        Ok(mut shown) => {
            shown.shell.notice = NoticeQuery { kabar: query.kabar }.notice(page.lang);
            let errors = wrong.and_then(|error| answer::form_errors(page.lang, &error, |_| Some("hadir".to_owned())));
            let status = if errors.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            shown.shell.errors = errors.unwrap_or_default();
            answer::page(status, &shown)
        }
        Err(response) => response,
    }
}

/// What was typed or scanned on the page of the print room.
#[derive(Default)]
struct Asked {
    here: Vec<Receipt>,
    reason: String,
    printer: PrinterRequest,
}

/// Today's plan as a list to be released.
pub(crate) fn list_of(plan: DayPlan, reason: &str) -> RunList {
    RunList {
        jobs: plan.jobs.into_iter().map(|job| (job.case, job.printer)).collect(),
        deferred: plan.deferred,
        until: plan.until,
        policy: plan.policy.to_string(),
        drawn_at: plan.drawn_at,
        reason: reason.to_owned(),
    }
}

pub(crate) async fn release(State(site): State<Site>, posted: Posted<ReleaseRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let typed = Asked { here: request::here(&body.here).unwrap_or_default(), reason: body.reason, ..Asked::default() };
    let (caller, reason, here) = (page.caller.clone(), typed.reason.clone(), typed.here.clone());
    let proposed = move |office: &Office| {
        let plan = print::plan(office, &caller, Some(&here))?;
        print::release(office, &caller, &request, list_of(plan, &reason))
    };
    match site.run(proposed).await {
        Ok(released) => answer::see(&routes::print_run(&released.run), Some("released")),
        Err(error) => failed(&site, &page, &error, typed).await,
    }
}

pub(crate) async fn set_printer(State(site): State<Site>, posted: Posted<PrinterRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(note) => site.run(move |office| print::set_printer(office, &caller, &request, note)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match result {
        Ok(()) => answer::see(routes::PRINT_ROOM, Some("printer_set")),
        Err(error) => failed(&site, &page, &error, Asked { printer: body, ..Asked::default() }).await,
    }
}

async fn failed(site: &Site, page: &PageCaller, error: &AppError, typed: Asked) -> Response {
    let id_of = |field: &str| match field {
        "reason" => Some("reason".to_owned()),
        "printer" | "route" | "heat_cards_a_day" | "seconds_a_card" => Some(format!("atur-{field}")),
        _ => None,
    };
    let Some(errors) = answer::form_errors(page.lang, error, id_of).filter(|_| page.caller.may(Act::PlanRun)) else {
        return answer::error(site, page.lang, Some(page), error);
    };
    match room(site, page, &typed).await {
        Ok(mut shown) => {
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

async fn room(site: &Site, page: &PageCaller, typed: &Asked) -> Result<RoomPage, Response> {
    let (caller, here) = (page.caller.clone(), typed.here.clone());
    let read = move |office: &Office| Ok((print::plan(office, &caller, Some(&here))?, print::room(office, &caller)?));
    let (plan, room) = site.run(read).await.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let lang = page.lang;
    let sets = page.caller.may(Act::SetPrinting);
    Ok(RoomPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Print)),
        tabs: tabs(page, routes::PRINT_ROOM),
        printers: room.printers.iter().map(|board| printer_card(lang, board)).collect(),
        plan: plan_of(page, &plan, &typed.reason),
        open_jobs: room.jobs.len() as i64,
        uncertain: room.jobs.iter().filter(|job| job.state == JobState::Uncertain).count() as i64,
        runs: room.runs.iter().map(run_row).collect(),
        set: sets.then(|| printer_form(lang, &room, &typed.printer)),
    })
}

/// Above this a heat limit is none.
const NO_LIMIT: i64 = 1_000_000;

fn printer_card(lang: Lang, board: &PrinterBoard) -> PrinterCard {
    let says = board.status.as_ref().map(|status| {
        let state = lang.printer_state(&status.state);
        if status.reasons.is_empty() { state.to_owned() } else { format!("{state} · {}", status.reasons) }
    });
    PrinterCard {
        name: board.place.name.clone(),
        blanks: board.blanks,
        reserved: board.reserved,
        uncertain: board.uncertain,
        ribbon: board.ribbon_cards,
        made: board.made_today,
        limit: Some(board.printer.heat_cards_a_day).filter(|limit| *limit < NO_LIMIT),
        learnt: board.learnt_seconds,
        seconds: board.printer.seconds_a_card,
        route: board.printer.route.to_string(),
        says,
        stop: board.stop.as_ref().map(|stop| stop_in_words(lang, stop)),
    }
}

/// Why a place is stopped.
pub(super) fn stop_in_words(lang: Lang, stop: &Stop) -> String {
    stop.not_closed.map_or_else(|| lang.room_stop_difference(&stop.place), |day| lang.room_stop_closed(&stop.place, day))
}

fn plan_of(page: &PageCaller, plan: &DayPlan, reason: &str) -> Plan {
    let lang = page.lang;
    let jobs = plan.jobs.len() as i64;
    let printer = |(code, count): &(String, i64)| {
        let name = plan.printers.iter().find(|board| board.place.code == *code).map_or(code.as_str(), |board| &board.place.name);
        (name.to_owned(), *count, classes(lang, plan, code))
    };
    let waits = plan.deferred.len() as i64;
    Plan {
        jobs,
        waiting: plan.waiting,
        limit: limit(lang, plan, jobs).to_owned(),
        printers: plan.by_printer.iter().filter(|(_, count)| *count > 0).map(printer).collect(),
        left: plan.left.iter().map(|line| (line.class, reason_in_words(lang, line.reason), line.cases)).collect(),
        policy: plan.policy.to_string(),
        deferred: plan.until.filter(|_| waits > 0).map(|until| (waits, until)),
        issue: plan.capacity.1 == PrinterLimit::Blanks && 0 < jobs && plan.capacity.0 <= jobs && jobs < plan.waiting,
        arrival: plan.arrival.as_ref().map(|arrival| ArrivalPart {
            here: receipts(&arrival.here).join(" "),
            count: arrival.here.len() as i64,
            not_ready: receipts(&arrival.not_ready),
            absent: arrival.absent,
        }),
        empty: (jobs == 0).then(|| empty(page, plan)),
        reason: reason.to_owned(),
    }
}

fn receipts(receipts: &[Receipt]) -> Vec<String> {
    receipts.iter().map(ToString::to_string).collect()
}

/// A printer's cards by class: "golongan 1: 20 · golongan 2: 5".
fn classes(lang: Lang, plan: &DayPlan, printer: &str) -> String {
    let mut counts = std::collections::BTreeMap::new();
    for job in plan.jobs.iter().filter(|job| job.printer == printer) {
        *counts.entry(job.class).or_insert(0) += 1;
    }
    counts.into_iter().map(|(class, count)| lang.plan_class(class, count)).collect::<Vec<_>>().join(" · ")
}

/// What binds, in a sentence.
fn limit(lang: Lang, plan: &DayPlan, jobs: i64) -> &'static str {
    if jobs == plan.waiting {
        return lang.plan_all();
    }
    if jobs < plan.capacity.0 {
        let reserved = plan.left.iter().any(|line| matches!(line.reason, Reason::Reserved { .. }));
        return if reserved { lang.plan_limit_reserve() } else { lang.plan_limit_stock() };
    }
    match plan.capacity.1 {
        PrinterLimit::NoPrinter => lang.plan_limit_no_printer(),
        PrinterLimit::Operators => lang.plan_limit_operators(),
        PrinterLimit::Blanks => lang.plan_limit_blanks(),
        PrinterLimit::Ribbon => lang.plan_limit_ribbon(),
        PrinterLimit::Heat => lang.plan_limit_heat(),
        PrinterLimit::Time => lang.plan_limit_time(),
    }
}

fn reason_in_words(lang: Lang, reason: Reason) -> String {
    match reason {
        Reason::Reserved { level } => lang.plan_reason_reserved(i64::from(level)),
        Reason::NoBlanks => lang.plan_reason_none().to_owned(),
        Reason::OwnAllotmentEmpty => lang.plan_reason_own().to_owned(),
        Reason::NoPrinterCapacity { binding } => match binding {
            PrinterLimit::NoPrinter => lang.plan_reason_no_printer(),
            PrinterLimit::Operators => lang.plan_reason_operators(),
            PrinterLimit::Blanks => lang.plan_reason_blanks(),
            PrinterLimit::Ribbon => lang.plan_reason_ribbon(),
            PrinterLimit::Heat => lang.plan_reason_heat(),
            PrinterLimit::Time => lang.plan_reason_time(),
        }
        .to_owned(),
    }
}

/// Why there is no plan, and where that is cured.
fn empty(page: &PageCaller, plan: &DayPlan) -> (String, Option<Link>) {
    let lang = page.lang;
    let link = |label: &str, href: String| Some(Link { label: label.to_owned(), href });
    if plan.arrival.as_ref().is_some_and(|arrival| arrival.here.is_empty() && arrival.absent > 0) {
        return (lang.arrival_nobody().to_owned(), None);
    }
    if plan.waiting == 0 {
        return (lang.plan_none_waits().to_owned(), None);
    }
    if plan.stock == 0 {
        return (lang.plan_no_stock().to_owned(), link(lang.plan_look_ahead(), routes::SHORTAGE.to_owned()));
    }
    if plan.at_printers == 0 {
        return (lang.plan_no_blanks_at_printers().to_owned(), link(lang.plan_issue(), format!("{}#pindah", routes::STOCK)));
    }
    (limit(lang, plan, 0).to_owned(), link(lang.plan_look_ahead(), routes::SHORTAGE.to_owned()))
}

fn run_row(run: &Run) -> RunRow {
    RunRow { id: run.id.to_string(), number: run.number, day: run.day, jobs: run.jobs, reason: run.override_reason.clone() }
}

fn printer_form(lang: Lang, room: &Room, typed: &PrinterRequest) -> PrinterForm {
    let printers = room.printers.iter().map(|board| Choice::new(&board.place.code, &board.place.name, &typed.printer));
    PrinterForm {
        printers: printers.collect(),
        routes: PrintRoute::ALL.iter().map(|route| Choice::new(route.code(), lang.print_route(route.code()), &typed.route)).collect(),
        heat: typed.heat_cards_a_day.clone(),
        seconds: typed.seconds_a_card.clone(),
    }
}

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
        person: PersonLine {
            id: line.person.to_string(),
            name: line.name.clone(),
            nik: MaskedNumber::new(line.nik.as_str()),
            birth: None,
            area: parts::area(site, &line.village),
        },
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
