//! Opening a case: first the purpose, then its documents.

use app::{cases, person_page};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{case::Purpose, id::PersonId, person::Phone};
use serde::Deserialize;

use super::parts;
use crate::{
    answer::{self, Posted},
    pages::{CaseOpenPage, Checklist, DocumentLine, Nav, PurposeChoice, routes},
    request::OpenCaseRequest,
    session::PageCaller,
    state::Site,
};

/// The first step's answer.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct PurposeQuery {
    keperluan: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    page: PageCaller,
    Path(id): Path<String>,
    Query(query): Query<PurposeQuery>,
) -> Response {
    let body = OpenCaseRequest { purpose: query.keperluan, ..OpenCaseRequest::default() };
    match form(&site, &page, &id, &body).await {
        Ok(form) => answer::page(StatusCode::OK, &form),
        Err(response) => response,
    }
}

pub(crate) async fn send(State(site): State<Site>, Path(id): Path<String>, posted: Posted<OpenCaseRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Ok(person) = id.parse().map(PersonId) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read(person) {
        Ok(new) => site.run(move |office| cases::open(office, &caller, &request, new)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let error = match result {
        Ok(opened) => return answer::see(&routes::receipt(&opened.case), Some("opened")),
        Err(error) => error,
    };
    let Some(errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    match form(&site, &page, &id, &body).await {
        Ok(mut form) => {
            form.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
        Err(response) => response,
    }
}

fn id_of(field: &str) -> Option<String> {
    match field {
        "purpose" => Some("purpose-1".to_owned()),
        "documents" => Some("documents-1".to_owned()),
        "usable" => Some("usable-yes".to_owned()),
        "phone" => Some("phone".to_owned()),
        _ => None,
    }
}

/// The page with what was typed; its second step when the purpose is known.
async fn form(site: &Site, page: &PageCaller, id: &str, body: &OpenCaseRequest) -> Result<CaseOpenPage, Response> {
    let Ok(person) = id.parse().map(PersonId) else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let caller = page.caller.clone();
    let found = site.run(move |office| person_page::view(office, &caller, person)).await;
    let view = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let purpose = Purpose::from_code(&body.purpose);
    let valid_card = view.cards.iter().any(|card| card.invalid.is_none());
    let choice = |purpose: &Purpose| PurposeChoice {
        code: purpose.code().to_owned(),
        refused: (*purpose == Purpose::First && valid_card).then(|| page.lang.purpose_has_card().to_owned()),
        selected: purpose.code() == body.purpose,
    };
    let known_phone = view.person.biodata.phone.as_ref().map(Phone::national).unwrap_or_default();
    Ok(CaseOpenPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Search)),
        person: parts::person_line(site, &view.person),
        purposes: Purpose::ALL.iter().map(choice).collect(),
        checklist: purpose.map(|purpose| checklist(site, purpose, body, &known_phone)),
    })
}

fn checklist(site: &Site, purpose: Purpose, body: &OpenCaseRequest, known_phone: &str) -> Checklist {
    let mut documents = Vec::new();
    for rule in site.office.rules().documents_for(purpose, site.office.today()) {
        for document in &rule.requirement.any_of {
            documents.push(DocumentLine {
                code: document.code().to_owned(),
                mandatory: rule.requirement.any_of.len() == 1,
                law: rule.validity.source.clone(),
                given: body.documents.iter().any(|code| code == document.code()),
            });
        }
    }
    Checklist {
        purpose: purpose.code().to_owned(),
        documents,
        phone: if body.phone.is_empty() { known_phone.to_owned() } else { body.phone.clone() },
        asks_usable: purpose == Purpose::Damaged,
        usable: body.usable.clone(),
    }
}
