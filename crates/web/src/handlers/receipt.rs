//! The receipt: number, QR, PIN, what was handed in and what comes next.

use app::{
    cases::{self, CaseView},
    person_page::PersonPage,
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use domain::{
    Event,
    access::Field,
    case::{CaseEvent, CaseState, NextStep, next_step},
    id::CaseId,
};

use crate::{
    answer::{self, NoticeQuery},
    format,
    pages::{Nav, ReceiptPage, routes},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(
    State(site): State<Site>,
    page: PageCaller,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(query): Query<NoticeQuery>,
) -> Response {
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    match site.run(move |office| cases::page(office, &caller, case)).await {
        Ok(shown) => {
            let officer = opened_by(&shown.view, &shown.page);
            let mut receipt = render(&site, &page, &shown.view, officer, host(&headers));
            receipt.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &receipt)
        }
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

/// Who opened the case.
fn opened_by(view: &CaseView, person: &PersonPage) -> Option<String> {
    let opened = |event: &Option<Event>| matches!(event, Some(Event::Case(id, _, CaseEvent::Opened { .. })) if *id == view.case.id);
    person.timeline.iter().find(|entry| opened(&entry.event)).and_then(|entry| entry.actor.clone())
}

/// The host by which the browser came here: its plain letters, as the receipt's QR code must lead to this site.
fn host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
    (plain && !host.is_empty() && host.len() <= 100).then_some(host)
}

fn render(site: &Site, page: &PageCaller, view: &CaseView, officer: Option<String>, host: Option<&str>) -> ReceiptPage {
    let case = &view.case;
    let scheme = if site.behind_proxy { "https" } else { "http" };
    // The public page with the receipt filled in, never with the PIN; without a host only the number.
    let address = host.map(|host| format!("{scheme}://{host}{}", routes::status(case.receipt.as_str())));
    let qr = documents::qr::draw(address.as_deref().unwrap_or(case.receipt.as_str()));
    let (qr_path, qr_size) = qr.map(|qr| (qr.path, qr.size as i64)).unwrap_or_default();
    ReceiptPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Search)),
        case_id: case.id.to_string(),
        receipt: case.receipt.to_string(),
        pin: view.pin.clone(),
        initials: format::initials(view.person.biodata.name.as_str()),
        purpose: case.purpose.code().to_owned(),
        documents: case.documents.iter().map(|document| document.code().to_owned()).collect(),
        steps: steps(site, page, view),
        opened: case.opened_at,
        officer,
        phone: None,
        status_page: host.map(|host| format!("{host}{}", routes::STATUS)),
        qr_path,
        qr_size,
    }
}

/// What happens next, for the citizen.
fn steps(site: &Site, page: &PageCaller, view: &CaseView) -> Vec<String> {
    let lang = page.lang;
    let (step, _) = next_step(&view.case, site.office.today());
    let mut steps = Vec::new();
    if step == NextStep::BringDocuments {
        steps.push(lang.receipt_step_documents().to_owned());
    }
    // Whoever does not see the central status cannot tell somebody to be recorded before the case says so.
    let unrecorded = page.caller.sees(Field::Central) && view.person.central.is_none();
    if view.case.state == CaseState::WaitingRecording || (view.case.state == CaseState::Opened && unrecorded) {
        steps.push(lang.receipt_step_record().to_owned());
    }
    if matches!(step, NextStep::BringDocuments | NextStep::Record | NextStep::AwaitCentral) {
        steps.push(lang.receipt_step_wait().to_owned());
    }
    if let Some(from) = view.case.print_from.filter(|_| step == NextStep::AwaitBirthday) {
        steps.push(lang.refusal_not_printable(from));
    }
    steps
}
