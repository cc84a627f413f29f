//! One case and what can be done with it.

use app::{
    AppError, cases,
    cases::CaseView,
    custody,
    person_page::{self, PersonPage as View},
    print,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Event,
    access::{Act, Field},
    case::{CaseEvent, CaseState, next_step},
    central::CentralCode,
    id::CaseId,
};
use serde::Serialize;

use super::{notices, parts, sign_in::Nothing};
use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{Acts, Attempt, CaseNoticesPart, CasePage, CentralForm, Choice, HandOverForm, Nav, PrintForm, Printer, routes},
    request::{CancelRequest, CentralRequest, DocumentsRequest, HandOverRequest, ShelveRequest},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    match case_page(&site, &page, &id, &Typed::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn add_documents(State(site): State<Site>, Path(id): Path<String>, posted: Posted<DocumentsRequest>) -> Response {
    let (caller, request, documents) = (posted.page.caller.clone(), posted.request.clone(), posted.body.read());
    let result = match (CaseId::parse(&id), documents) {
        (Some(case), Ok(documents)) => {
            site.run(move |office| cases::add_documents(office, &caller, &request, case, documents)).await.map(|_| "documents")
        }
        (None, _) => return answer::not_found(&site, posted.page.lang, Some(&posted.page)),
        (_, Err(refusal)) => Err(refusal.into()),
    };
    done(&site, &posted.page, &id, result, Typed::default()).await
}

pub(crate) async fn record(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let (caller, request) = (posted.page.caller.clone(), posted.request.clone());
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, posted.page.lang, Some(&posted.page)) };
    let result = site.run(move |office| cases::record_biometrics(office, &caller, &request, case)).await.map(|_| "recorded");
    done(&site, &posted.page, &id, result, Typed::default()).await
}

pub(crate) async fn observe(State(site): State<Site>, Path(id): Path<String>, posted: Posted<CentralRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read(site.office.today()) {
        Ok((code, on)) => {
            let noted = move |office: &app::Office| {
                let person = cases::view(office, &caller, case)?.person.id;
                cases::observe_central(office, &caller, &request, person, code, on)
            };
            site.run(noted).await.map(|_| "status")
        }
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, &id, result, Typed { observed_on: body.observed_on, code: body.code, ..Typed::default() }).await
}

pub(crate) async fn shelve(State(site): State<Site>, Path(id): Path<String>, posted: Posted<ShelveRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, shelf) = (page.caller.clone(), body.shelf.clone());
    let result = site.run(move |office| custody::shelve(office, &caller, &request, case, &shelf)).await.map(|_| "shelved");
    done(&site, &page, &id, result, Typed { shelf: body.shelf, ..Typed::default() }).await
}

pub(crate) async fn hand_over(State(site): State<Site>, Path(id): Path<String>, posted: Posted<HandOverRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(how) => site.run(move |office| custody::hand_over(office, &caller, &request, case, how)).await.map(|_| "collected"),
        Err(refusal) => Err(refusal.into()),
    };
    let typed = HandOverForm { identity_checked: body.identity_checked, old_card: body.old_card };
    done(&site, &page, &id, result, Typed { hand_over: typed, ..Typed::default() }).await
}

pub(crate) async fn cancel(State(site): State<Site>, Path(id): Path<String>, posted: Posted<CancelRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, reason) = (page.caller.clone(), body.reason.clone());
    let result = site.run(move |office| cases::cancel(office, &caller, &request, case, &reason)).await.map(|_| "cancelled");
    done(&site, &page, &id, result, Typed { reason: body.reason, ..Typed::default() }).await
}

/// What was typed into a form that was refused, so that nothing must be typed twice.
#[derive(Default, Serialize)]
struct Typed {
    observed_on: String,
    code: String,
    shelf: String,
    reason: String,
    #[serde(skip)]
    hand_over: HandOverForm,
}

/// After a command: back to the case with a notice, or the case's page again with what was typed and what is wrong.
async fn done(site: &Site, page: &PageCaller, id: &str, result: Result<&'static str, AppError>, typed: Typed) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(&routes::case(id), Some(notice)),
        Err(error) => error,
    };
    let Some(mut errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    match case_page(site, page, id, &typed).await {
        Ok(mut shown) => {
            // A form that the state no longer offers has no field to lead to.
            errors.iter_mut().filter(|error| !offers(&shown.acts, error.field.as_deref())).for_each(|error| error.field = None);
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

fn id_of(field: &str) -> Option<String> {
    match field {
        "documents" => Some("documents-1".to_owned()),
        "old_card" => Some("old_card-surrendered".to_owned()),
        "code" | "observed_on" | "shelf" | "reason" | "identity_checked" => Some(field.to_owned()),
        _ => None,
    }
}

fn offers(acts: &Acts, field: Option<&str>) -> bool {
    match field {
        Some("documents-1") => acts.documents,
        Some("old_card-surrendered" | "identity_checked") => acts.hand_over.is_some(),
        Some("code" | "observed_on") => acts.central.is_some(),
        Some("shelf") => acts.shelve.is_some(),
        Some("reason") => acts.cancel.is_some(),
        _ => false,
    }
}

async fn case_page(site: &Site, page: &PageCaller, id: &str, typed: &Typed) -> Result<CasePage, Response> {
    let Some(case) = CaseId::parse(id) else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let caller = page.caller.clone();
    let read = move |office: &app::Office| {
        let shown = cases::page(office, &caller, case)?;
        let printers = if caller.may(Act::RecordPrint) { print::printers_with_blanks(office, &caller)? } else { Vec::new() };
        Ok((shown, printers))
    };
    let (found, printers) = site.run(read).await.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let mut shown = render(site, page, &found.view, &found.page, parts::printers(printers), typed);
    shown.notices = notices::part(page.lang, page, &found.notices);
    Ok(shown)
}

fn render(site: &Site, page: &PageCaller, view: &CaseView, person: &View, printers: Vec<Printer>, typed: &Typed) -> CasePage {
    let (lang, case) = (page.lang, &view.case);
    let (step, role) = next_step(case, site.office.today());
    CasePage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Search)),
        id: case.id.to_string(),
        receipt: case.receipt.to_string(),
        person: parts::person_line(site, &view.person),
        purpose: case.purpose.code().to_owned(),
        state: case.state.code().to_owned(),
        state_note: parts::card_place(view, person).or_else(|| case.cancel_reason.clone()),
        priority: Some(parts::priority(site, lang, case)),
        opened: case.opened_at,
        promised: None,
        next: parts::next(lang, &page.caller, case, step, role),
        documents: parts::documents(site, case),
        attempts: attempts(lang, view, person),
        notices: CaseNoticesPart::default(),
        acts: acts(lang, page, view, printers, typed),
        timeline: page.caller.sees(Field::History).then(|| parts::timeline(lang, &of_case(view, person))),
    }
}

/// The entries of the person's history that are about this case.
fn of_case(view: &CaseView, person: &View) -> Vec<person_page::TimelineEntry> {
    let about = |entry: &&person_page::TimelineEntry| match &entry.event {
        Some(Event::Case(id, ..)) => *id == view.case.id,
        Some(Event::CentralObserved { .. }) => entry.at >= view.case.opened_at,
        _ => false,
    };
    person.timeline.iter().filter(about).cloned().collect()
}

fn attempts(lang: Lang, view: &CaseView, person: &View) -> Vec<Attempt> {
    let one = |entry: &person_page::TimelineEntry| match &entry.event {
        Some(Event::Case(id, _, CaseEvent::PrintSpoiled { printer, cause })) if *id == view.case.id => Some(Attempt {
            at: entry.at,
            printer: person.places.get(printer).cloned().unwrap_or_default(),
            cause: cause.code().to_owned(),
            who: entry.actor.clone().unwrap_or_else(|| lang.product().to_owned()),
        }),
        _ => None,
    };
    person.timeline.iter().filter_map(one).collect()
}

/// What this reader may do with the case in its state.
fn acts(lang: Lang, page: &PageCaller, view: &CaseView, printers: Vec<Printer>, typed: &Typed) -> Acts {
    use CaseState as S;
    let state = view.case.state;
    let can = |act| page.caller.may(act);
    let waiting = matches!(state, S::WaitingRecording | S::WaitingCentral);
    let printed = matches!(state, S::Printed | S::OnShelf | S::AtVillage);
    let code = |code: &CentralCode| Choice::new(code.code(), lang.central_name(code.code()), &typed.code);
    Acts {
        documents: state == S::Opened && can(Act::OpenCase),
        record: state == S::WaitingRecording && can(Act::RecordBiometrics),
        central: (waiting && can(Act::ObserveCentral))
            .then(|| CentralForm { codes: CentralCode::ALL.iter().map(code).collect(), observed_on: typed.observed_on.clone() }),
        print: (state == S::InRun && can(Act::RecordPrint)).then(|| PrintForm { printers, ..PrintForm::default() }),
        shelve: (printed && can(Act::ShelveCard)).then(|| typed.shelf.clone()),
        hand_over: (printed && can(Act::HandOver)).then(|| typed.hand_over.clone()),
        cancel: (state.open() && view.case.card.is_none() && can(Act::CancelCase)).then(|| typed.reason.clone()),
    }
}
