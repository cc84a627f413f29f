//! Setting a password with the code that an account's owner was handed. It needs no session.

use app::{AppError, accounts};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{Refusal, refusal::FieldProblem};
use serde::Deserialize;

use super::sign_in::from_elsewhere;
use crate::{
    answer::{self, Plain},
    pages::{ActivatePage, FieldError, MessagePage, routes},
    request::Secret,
    session::language,
    state::Site,
};

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct ActivationForm {
    username: String,
    code: Secret,
    password: Secret,
    password_again: Secret,
}

pub(crate) async fn show(State(site): State<Site>, headers: HeaderMap) -> Response {
    let shell = answer::shell(&site, language(&headers), None, None);
    answer::page(StatusCode::OK, &ActivatePage { shell, username: String::new() })
}

pub(crate) async fn send(State(site): State<Site>, headers: HeaderMap, Plain(form): Plain<ActivationForm>) -> Response {
    let lang = language(&headers);
    if from_elsewhere(&headers) {
        return answer::page(StatusCode::FORBIDDEN, &MessagePage::stale(answer::shell(&site, lang, None, None)));
    }
    let username = form.username.clone();
    let result = if form.password.reveal() == form.password_again.reveal() {
        site.run(move |office| accounts::activate(office, &form.username, form.code.reveal(), form.password.reveal())).await
    } else {
        Err(Refusal::field("password_again", FieldProblem::Differs).into())
    };
    let Err(error) = result else { return answer::see(routes::LOGIN, Some("activated")) };
    let errors = match &error {
        // It is not said which of the two is wrong.
        AppError::Refused(Refusal::SignInFailed) => Some(vec![FieldError::at("code", lang.error_activate())]),
        error => answer::form_errors(lang, error, |field| Some(field.to_owned())),
    };
    let Some(errors) = errors else { return answer::error(&site, lang, None, &error) };
    let mut shell = answer::shell(&site, lang, None, None);
    shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &ActivatePage { shell, username })
}
