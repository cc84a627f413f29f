//! Adding a person who is not in the imported register.

use app::register;
use axum::{extract::State, http::StatusCode, response::Response};

use super::parts;
use crate::{
    answer::{self, Posted},
    pages::{Nav, PersonForm, PersonNewPage, routes},
    request::PersonRequest,
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller) -> Response {
    answer::page(StatusCode::OK, &form(&site, &page, &PersonRequest::default()))
}

pub(crate) async fn send(State(site): State<Site>, posted: Posted<PersonRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, input) = (page.caller.clone(), body.input());
    match site.run(move |office| register::add_person(office, &caller, &request, &input)).await {
        Ok(added) => answer::see(&routes::person(&added.person.to_string()), Some("person_added")),
        Err(error) => match answer::form_errors(page.lang, &error, |field| Some(id_of(field))) {
            Some(errors) => {
                let mut form = form(&site, &page, &body);
                form.shell.errors = errors;
                answer::page(StatusCode::UNPROCESSABLE_ENTITY, &form)
            }
            None => answer::error(&site, page.lang, Some(&page), &error),
        },
    }
}

/// The element that a field's error leads to.
fn id_of(field: &str) -> String {
    match field {
        "birth_date" => "birth_day",
        "sex" => "sex-male",
        "marital" => "marital-single",
        other => other,
    }
    .to_owned()
}

fn form(site: &Site, page: &PageCaller, body: &PersonRequest) -> PersonNewPage {
    let typed = body.clone();
    PersonNewPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Search)),
        villages: parts::villages(site, page.lang, &body.village),
        warnings: Vec::new(),
        form: PersonForm {
            nik: typed.nik,
            kk: typed.kk,
            name: typed.name,
            birth_place: typed.birth_place,
            birth_day: typed.birth_day,
            birth_month: typed.birth_month,
            birth_year: typed.birth_year,
            sex: typed.sex,
            marital: typed.marital,
            address: typed.address,
            rt: typed.rt,
            rw: typed.rw,
            phone: typed.phone,
            warnings_seen: false,
        },
    }
}
