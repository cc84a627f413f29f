//! Searching. The text is posted: no NIK, name or phone number ever stands in an address.

use app::register::{self, SearchAnswer};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::access::Act;

use super::parts;
use crate::{
    answer::{self, Posted},
    format::MaskedNumber,
    pages::{Found, Nav, SearchPage, Tag, routes},
    request::SearchRequest,
    sentences,
    session::PageCaller,
    state::Site,
};

/// As many people as `app` lists at most.
const LISTED_MAX: usize = 50;

/// The address alone has nothing to search for.
pub(crate) async fn start(_: PageCaller) -> Response {
    answer::see(routes::HOME, None)
}

pub(crate) async fn send(State(site): State<Site>, posted: Posted<SearchRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let (caller, text) = (page.caller.clone(), body.q.clone());
    if text.trim().is_empty() {
        return answer::see(routes::HOME, None);
    }
    match site.run(move |office| register::search(office, &caller, &text)).await {
        Ok(found) => match found.people.as_slice() {
            [(only, false)] => answer::see(&routes::person(&only.person.to_string()), None),
            _ => answer::page(StatusCode::OK, &results(&site, &page, body.q, &found)),
        },
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn results(site: &Site, page: &PageCaller, query: String, found: &SearchAnswer) -> SearchPage {
    let lang = page.lang;
    let people = found.people.iter().map(|(line, similar)| Found {
        id: line.person.to_string(),
        name: line.name.clone(),
        nik: MaskedNumber::new(line.nik.as_str()),
        birth: Some(line.birth_date),
        sex: lang.sex_of(line.sex.code()).to_owned(),
        village: parts::village(site, &line.village),
        kecamatan: parts::subdistrict(site, &line.village),
        state: Tag::case_state(lang, line.open_case.map_or("none", domain::case::CaseState::code)),
        similar: *similar,
    });
    SearchPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Search)),
        query,
        explanation: found.problem.as_ref().map(|problem| sentences::nik(lang, problem)),
        people: people.collect(),
        more: found.people.len() >= LISTED_MAX,
        may_add: page.caller.may(Act::AddPerson),
    }
}
