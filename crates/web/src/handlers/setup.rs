//! The first account of a new office, against the one-time set-up token.

use app::setup::{self, NewAccount};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    Refusal,
    access::{Role, Standing},
    refusal::FieldProblem,
};
use serde::Deserialize;

use super::sign_in::from_elsewhere;
use crate::{
    answer::{self, Plain},
    lang::Lang,
    pages::{MessagePage, SetupPage, routes},
    session::language,
    state::Site,
};

/// The form.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct SetupForm {
    token: String,
    name: String,
    username: String,
    staff: String,
    password: String,
    password_again: String,
}

pub(crate) async fn show(State(site): State<Site>, headers: HeaderMap) -> Response {
    let lang = language(&headers);
    match site.run(|office| setup::awaits_first_account(office)).await {
        Ok(true) => answer::page(StatusCode::OK, &setup_page(&site, lang, &SetupForm::default())),
        Ok(false) => answer::see(routes::LOGIN, None),
        Err(error) => answer::error(&site, lang, None, &error),
    }
}

pub(crate) async fn send(State(site): State<Site>, headers: HeaderMap, Plain(form): Plain<SetupForm>) -> Response {
    let lang = language(&headers);
    if from_elsewhere(&headers) {
        return answer::page(StatusCode::FORBIDDEN, &MessagePage::stale(answer::shell(&site, lang, None, None)));
    }
    let result = if form.password == form.password_again {
        let SetupForm { name, username, staff, password, .. } = form.clone();
        let new = NewAccount { name, username, staff, password, standing: Standing::office(Role::Head) };
        let token = form.token.clone();
        site.run(move |office| setup::open_first_account(office, &token, &new)).await
    } else {
        Err(Refusal::field("password_again", FieldProblem::Differs).into())
    };
    let Err(error) = result else { return answer::see(routes::LOGIN, Some("ready")) };
    let mut page = setup_page(&site, lang, &form);
    match answer::form_errors(lang, &error, |field| Some(field.to_owned())) {
        Some(errors) => {
            page.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        None => answer::error(&site, lang, None, &error),
    }
}

fn setup_page(site: &Site, lang: Lang, form: &SetupForm) -> SetupPage {
    SetupPage {
        shell: answer::shell(site, lang, None, None),
        token: form.token.clone(),
        name: form.name.clone(),
        username: form.username.clone(),
        staff: form.staff.clone(),
    }
}
