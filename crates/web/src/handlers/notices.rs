//! Notices to citizens: how they stand, those of a case, numbers that want none, and the inbox.

use app::{
    AppError, Office, Request, cases,
    notices::{self, AtHand, Board, CaseNotices, InboxMessage, PhoneWish},
    status,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    id::{CaseId, InboundId},
    notice::{Notice, NoticeRefusal},
    person::Phone,
};

use crate::{
    answer::{self, NoticeQuery, Posted},
    format::MaskedPhone,
    lang::Lang,
    pages::{
        CaseNoticesPart, DraftRow, FieldError, InboxPage, MessageRow, Nav, NoticeActs, NoticeRow, NoticeStateRow, NoticesPage, SharedRow,
        routes,
    },
    request::{CloseMessageRequest, NotifyRequest, PhoneRequest, TellRequest},
    sentences,
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match board(&site, &page, String::new()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

async fn board(site: &Site, page: &PageCaller, phone: String) -> Result<NoticesPage, Response> {
    let caller = page.caller.clone();
    let read =
        move |office: &Office| Ok((notices::board(office, &caller)?, notices::at_hand(office, &caller)?, status::status_alarm(office)?));
    let found = site.run(read).await;
    let (Board { states, last_taken, alarm, shared }, AtHand { never_told, .. }, guesses) =
        found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let mut states = states;
    states.sort_by_key(|count| count.state);
    let state = |count: notices::StateCount| NoticeStateRow {
        state: count.state.code().to_owned(),
        count: count.notices,
        double: count.possibly_double,
    };
    let shared = shared.into_iter().map(|one| SharedRow {
        ending: one.phone.as_str().get(one.phone.as_str().len().saturating_sub(3)..).unwrap_or_default().to_owned(),
        people: one.people,
        families: one.families,
        cases: one.open_cases,
    });
    Ok(NoticesPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Pickup)),
        alarm: alarm.map(|alarm| alarm.waiting_since),
        last_taken,
        states: states.into_iter().map(state).collect(),
        untold: never_told,
        guesses,
        shared: shared.collect(),
        phone,
    })
}

pub(crate) async fn phone_wish(State(site): State<Site>, posted: Posted<PhoneRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let caller = page.caller.clone();
    let result = match body.read().and_then(|phone| Ok((phone, body.stops()?))) {
        Ok((phone, stops)) => site.run(move |office| wish(office, &caller, &request, &phone, stops)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let error = match result {
        Ok(notice) => return answer::see(routes::NOTICES, Some(notice)),
        Err(error) => error,
    };
    let id_of = |field: &str| (field == "phone").then(|| field.to_owned());
    let Some(errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    match board(&site, &page, body.phone).await {
        Ok(mut shown) => {
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

/// Stops notices to a number or allows them again; answers the code of what to say.
fn wish(office: &Office, caller: &app::Caller, request: &Request, phone: &Phone, stops: bool) -> Result<&'static str, AppError> {
    if stops {
        notices::stop_phone(office, caller, request, phone)?;
        Ok("phone_stopped")
    } else {
        notices::allow_phone(office, caller, request, phone)?;
        Ok("phone_allowed")
    }
}

pub(crate) async fn case_phone(State(site): State<Site>, Path(id): Path<String>, posted: Posted<PhoneRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let done = move |office: &Office| {
        let phone = cases::view(office, &caller, case)?.person.biodata.phone.ok_or(NoticeRefusal::NoPhone)?;
        wish(office, &caller, &request, &phone, body.stops()?)
    };
    back(&site, &page, site.run(done).await, &routes::case(&id))
}

pub(crate) async fn notify(State(site): State<Site>, Path(id): Path<String>, posted: Posted<NotifyRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, to) = (page.caller.clone(), home_of(&body.back, &id));
    let done = move |office: &Office| notices::notify(office, &caller, &request, case, body.read()?).map(|_| "notice_written");
    back(&site, &page, site.run(done).await, &to)
}

pub(crate) async fn note_told(State(site): State<Site>, Path(id): Path<String>, posted: Posted<TellRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, to) = (page.caller.clone(), home_of(&body.back, &id));
    let done = move |office: &Office| notices::note_told(office, &caller, &request, case, body.read()?).map(|_| "told");
    back(&site, &page, site.run(done).await, &to)
}

/// Where a form about a case leads back to: the page that it stood on, or the case's.
fn home_of(back: &str, case: &str) -> String {
    if routes::is_local(back) { back.to_owned() } else { routes::case(case) }
}

/// Back to the page with a notice, or the page that says why not.
fn back(site: &Site, page: &PageCaller, result: Result<&'static str, AppError>, to: &str) -> Response {
    match result {
        Ok(notice) => answer::see(to, Some(notice)),
        Err(error) => answer::error(site, page.lang, Some(page), &error),
    }
}

/// The notices of a case as a part of its page.
pub(super) fn part(lang: Lang, page: &PageCaller, found: &CaseNotices) -> CaseNoticesPart {
    let acts = page.caller.may(Act::SendNotices).then(|| acts(lang, found));
    CaseNoticesPart { rows: found.notices.iter().map(|notice| row(lang, notice)).collect(), acts }
}

fn row(lang: Lang, notice: &Notice) -> NoticeRow {
    let told = notice.told_by.map(|by| lang.told_by(by.code()).to_owned());
    NoticeRow {
        number: notice.number,
        purpose: notice.purpose.code().to_owned(),
        route: told.or_else(|| notice.route.clone()),
        phone: notice.phone.as_ref().map(|phone| MaskedPhone::new(phone.as_str())),
        state: notice.state.code().to_owned(),
        since: notice.since,
        counted: notice.state.counted(),
        double: notice.possibly_double,
        text: notice.text.clone(),
    }
}

fn acts(lang: Lang, found: &CaseNotices) -> NoticeActs {
    let sentence = |refusal: NoticeRefusal| Some(sentences::refusal(lang, &refusal.into()));
    let hindrance = match found.phone {
        _ if found.drafts.is_empty() => Some(lang.notice_write_none().to_owned()),
        None | Some(PhoneWish::NoPhone) => sentence(NoticeRefusal::NoPhone),
        Some(PhoneWish::Stopped) => sentence(NoticeRefusal::Stopped),
        Some(PhoneWish::Allowed) if found.notices.iter().any(|notice| notice.state.open()) => sentence(NoticeRefusal::AlreadyWaiting),
        Some(PhoneWish::Allowed) => None,
    };
    let draft = |draft: &notices::Draft| DraftRow {
        purpose: draft.purpose.code().to_owned(),
        language: draft.language.code().to_owned(),
        text: draft.text.clone(),
        length: draft.septets as i64,
    };
    NoticeActs {
        drafts: if hindrance.is_none() { found.drafts.iter().map(draft).collect() } else { Vec::new() },
        may_tell: !found.drafts.is_empty(),
        allowed: match found.phone {
            Some(PhoneWish::Allowed) => Some(true),
            Some(PhoneWish::Stopped) => Some(false),
            Some(PhoneWish::NoPhone) | None => None,
        },
        hindrance,
    }
}

pub(crate) async fn inbox(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match messages(&site, &page).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

async fn messages(site: &Site, page: &PageCaller) -> Result<InboxPage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| notices::inbox(office, &caller)).await;
    let found = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let message = |(number, one): (i64, InboxMessage)| MessageRow {
        number,
        id: one.message.id.to_string(),
        person: one.message.person.zip(one.name).map(|(person, name)| (person.to_string(), name)),
        phone: Some(one.message.phone).filter(|phone| !phone.is_empty()).map(|phone| MaskedPhone::new(&phone)),
        text: one.message.text,
        at: one.message.received_at,
        note: String::new(),
    };
    Ok(InboxPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Pickup)),
        messages: (1..).zip(found).map(message).collect(),
    })
}

pub(crate) async fn close(State(site): State<Site>, Path(id): Path<String>, posted: Posted<CloseMessageRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(message) = InboundId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, note) = (page.caller.clone(), body.note.clone());
    let error = match site.run(move |office| notices::close_message(office, &caller, &request, message, &note)).await {
        Ok(()) => return answer::see(routes::INBOX, Some("message_closed")),
        Err(error) => error,
    };
    let Some(mut errors) = answer::form_errors(page.lang, &error, |_| Some(format!("note-{message}"))) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    let mut shown = match messages(&site, &page).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    match shown.messages.iter_mut().find(|row| row.id == message.to_string()) {
        Some(row) => row.note = body.note,
        // Somebody was quicker: the message and its field are gone.
        None => errors.iter_mut().for_each(|error: &mut FieldError| error.field = None),
    }
    shown.shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
