//! The print room: today's plan and its release, and the printers.

use app::{
    AppError, Office,
    print::{self, DayPlan, PrinterBoard, PrinterLimit, Reason, Room, RunList},
    stock::Stop,
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    case::Receipt,
    print::{JobState, PrintRoute, Run},
};

use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{ArrivalPart, Choice, Link, Nav, Plan, PrinterCard, PrinterForm, RoomPage, RunRow, Tab, routes},
    request::{self, PrinterRequest, ReleaseRequest, RoomQuery},
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
        limit: Some(board.printer.heat_cards_a_day).filter(|limit| *limit < print::NO_HEAT_LIMIT),
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

pub(super) fn run_row(run: &Run) -> RunRow {
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
