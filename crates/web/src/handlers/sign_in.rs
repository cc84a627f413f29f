//! Signing in and out, and the language.

use app::{setup, sign_in};
use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use crate::{
    answer::{self, NoticeQuery, Plain, Posted},
    lang::Lang,
    pages::{FieldError, LoginPage, MessagePage, ReadyAccounts, ReadyUser, routes},
    sentences,
    session::{PageCaller, language, session_cookie},
    state::Site,
};

/// The sign-in form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct SignInForm {
    username: String,
    password: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    headers: HeaderMap,
    page: Option<PageCaller>,
    Query(query): Query<NoticeQuery>,
) -> Response {
    if page.is_some() {
        return answer::see(routes::HOME, None);
    }
    let lang = language(&headers);
    match site.run(|office| setup::awaits_first_account(office)).await {
        Ok(true) => answer::see(routes::SETUP, None),
        Ok(false) => {
            let mut login = login(&site, lang, String::new());
            login.shell.notice = query.notice(lang);
            answer::page(StatusCode::OK, &login)
        }
        Err(error) => answer::error(&site, lang, None, &error),
    }
}

pub(crate) async fn send(State(site): State<Site>, headers: HeaderMap, Plain(form): Plain<SignInForm>) -> Response {
    let lang = language(&headers);
    if from_elsewhere(&headers) {
        return answer::page(StatusCode::FORBIDDEN, &MessagePage::stale(answer::shell(&site, lang, None, None)));
    }
    let username = form.username.clone();
    match site.run(move |office| sign_in::sign_in(office, &form.username, &form.password)).await {
        Ok(token) => {
            let cookie = session_cookie(&site, &token);
            ([(header::SET_COOKIE, cookie)], answer::see(routes::HOME, None)).into_response()
        }
        Err(app::AppError::Refused(refusal)) => {
            let mut login = login(&site, lang, username);
            login.shell.errors = vec![FieldError::at("username", sentences::refusal(lang, &refusal))];
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &login)
        }
        Err(error) => answer::error(&site, lang, None, &error),
    }
}

fn login(site: &Site, lang: Lang, username: String) -> LoginPage {
    let ready = site.hints.first().map(|first| ReadyAccounts {
        password: first.password.clone(),
        users: site.hints.iter().map(|hint| ready_user(lang, hint)).collect(),
    });
    LoginPage { shell: answer::shell(site, lang, None, None), username, next: String::new(), ready }
}

fn ready_user(lang: Lang, hint: &crate::UserHint) -> ReadyUser {
    ReadyUser { username: hint.username.clone(), name: hint.name.clone(), role: lang.office_role(hint.role.code()).to_owned() }
}

/// The sign-out form has no field of its own.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Nothing {}

pub(crate) async fn leave(State(site): State<Site>, posted: Posted<Nothing>) -> Response {
    let Posted { page, .. } = posted;
    let token = page.token.clone();
    match site.run(move |office| sign_in::sign_out(office, &token)).await {
        Ok(()) => {
            let ended = [
                (header::SET_COOKIE, session_cookie(&site, "")),
                (header::HeaderName::from_static("clear-site-data"), "\"cache\"".to_owned()),
            ];
            (ended, answer::see(routes::LOGIN, Some("signed_out"))).into_response()
        }
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

/// The language switch.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct LanguageForm {
    language: String,
    back: String,
}

/// Keeps the language in a cookie; no state of the office changes, so the form needs no session.
pub(crate) async fn choose_language(headers: HeaderMap, Plain(form): Plain<LanguageForm>) -> Response {
    let lang = Lang::find(&form.language).unwrap_or_else(|| language(&headers));
    let back = if routes::is_local(&form.back) { form.back.as_str() } else { routes::HOME };
    let cookie = format!("bahasa={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", lang.code());
    ([(header::SET_COOKIE, cookie)], answer::see(back, None)).into_response()
}

/// Whether a browser says that the form was sent from another site.
pub(super) fn from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
}
