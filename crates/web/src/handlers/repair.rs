//! Repairs of a person's record, and where the person is: forms of the person's page.

use app::{AppError, repairs, whereabouts};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::id::PersonId;
use serde::Serialize;

use super::{person, sign_in::Nothing};
use crate::{
    answer::{self, Posted},
    pages::routes,
    request::{RepairCloseRequest, RepairLetterRequest, RepairReplyRequest, RerecordingRequest, WhereaboutsRequest},
    session::PageCaller,
    state::Site,
};

/// What was typed into a form of the person's page that was refused, so that nothing must be typed twice.
#[derive(Default, Serialize)]
pub(crate) struct Typed {
    pub letter: RepairLetterRequest,
    pub reply: RepairReplyRequest,
    pub rerecording: RerecordingRequest,
    pub close: RepairCloseRequest,
    pub whereabouts: WhereaboutsRequest,
}

pub(crate) async fn open(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(person) = person_of(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| repairs::open(office, &caller, &request, person)).await.map(|_| "repair");
    done(&site, &page, person, result, "", Typed::default()).await
}

pub(crate) async fn letter(State(site): State<Site>, Path(id): Path<String>, posted: Posted<RepairLetterRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(person) = person_of(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(letter) => site.run(move |office| repairs::note_letter(office, &caller, &request, person, letter)).await.map(|_| "repair"),
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, person, result, "surat", Typed { letter: body, ..Typed::default() }).await
}

pub(crate) async fn reply(State(site): State<Site>, Path(id): Path<String>, posted: Posted<RepairReplyRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(person) = person_of(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, note) = (page.caller.clone(), body.note.clone());
    let result = match body.read() {
        Ok(on) => site.run(move |office| repairs::note_reply(office, &caller, &request, person, on, &note)).await.map(|_| "repair"),
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, person, result, "balasan", Typed { reply: body, ..Typed::default() }).await
}

pub(crate) async fn appoint(State(site): State<Site>, Path(id): Path<String>, posted: Posted<RerecordingRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(person) = person_of(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(on) => site.run(move |office| repairs::appoint(office, &caller, &request, person, on)).await.map(|_| "repair"),
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, person, result, "ulang", Typed { rerecording: body, ..Typed::default() }).await
}

pub(crate) async fn close(State(site): State<Site>, Path(id): Path<String>, posted: Posted<RepairCloseRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(person) = person_of(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(outcome) => site.run(move |office| repairs::close(office, &caller, &request, person, outcome)).await.map(|_| "repair"),
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, person, result, "tutup", Typed { close: body, ..Typed::default() }).await
}

pub(crate) async fn note_whereabouts(State(site): State<Site>, Path(id): Path<String>, posted: Posted<WhereaboutsRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(person) = person_of(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read(site.office.today()) {
        Ok(said) => site.run(move |office| whereabouts::note(office, &caller, &request, person, said)).await.map(|_| "whereabouts"),
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, person, result, "stay", Typed { whereabouts: body, ..Typed::default() }).await
}

fn person_of(id: &str) -> Option<PersonId> {
    id.parse().ok().map(PersonId)
}

/// After a command: back to the person with a notice, or the person's page again with what was typed and what is wrong in the form whose ids
/// begin with `form`.
async fn done(
    site: &Site,
    page: &PageCaller,
    person: PersonId,
    result: Result<&'static str, AppError>,
    form: &str,
    typed: Typed,
) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(&routes::person(&person.to_string()), Some(notice)),
        Err(error) => error,
    };
    let id_of = |field: &str| match (form, field) {
        ("", _) => None,
        ("tutup", _) => Some("tutup-solved".to_owned()),
        (form, field) => Some(format!("{form}-{field}")),
    };
    let Some(mut errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    match person::page(site, page, person, &typed).await {
        Ok(mut shown) => {
            // A form that the state no longer offers has no field to lead to.
            errors.iter_mut().filter(|_| !shown.offers(form)).for_each(|error| error.field = None);
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}
