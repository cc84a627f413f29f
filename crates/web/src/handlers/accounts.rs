//! Staff accounts: the list, one of them, opening, changing, a new code.

use app::{
    AppError,
    accounts::{self, AccountChanged, AccountLine},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Refusal,
    access::{Act, Role},
    id::AccountId,
};

use super::{parts, sign_in::Nothing};
use crate::{
    answer::{self, NoticeQuery, Posted},
    content::staff_number,
    pages::{AccountNewPage, AccountPage, AccountRow, AccountsPage, Choice, FieldError, Nav, StandingForm, routes},
    request::{AccountChangeRequest, AccountRequest},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn list(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    let caller = page.caller.clone();
    match site.run(move |office| accounts::list(office, &caller)).await {
        Ok(lines) => {
            let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Oversight));
            shell.notice = query.notice(page.lang);
            let rows = lines.iter().map(|line| row(&site, &page, line)).collect();
            let tabs = answer::tabs(&page, routes::ACCOUNTS);
            answer::page(StatusCode::OK, &AccountsPage { shell, tabs, rows, may_manage: page.caller.may(Act::ManageAccounts) })
        }
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

pub(crate) async fn show_new(State(site): State<Site>, page: PageCaller) -> Response {
    answer::page(StatusCode::OK, &new_form(&site, &page, AccountRequest::default()))
}

pub(crate) async fn open(State(site): State<Site>, posted: Posted<AccountRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, new) = (page.caller.clone(), body.clone());
    let opened =
        move |office: &app::Office| accounts::open(office, &caller, &request, &new.name, &new.username, &new.staff, new.standing());
    let error = match site.run(opened).await {
        Ok(opened) => return answer::see(&routes::account(&opened.account), Some("account_opened")),
        Err(error) => error,
    };
    let Some(errors) = answer::form_errors(page.lang, &error, |field| Some(field.to_owned())) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    let mut form = new_form(&site, &page, body);
    form.shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &form)
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    match one(&site, &page, &id, None).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn change(State(site): State<Site>, Path(id): Path<String>, posted: Posted<AccountChangeRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(account) = AccountId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok((standing, active)) => site.run(move |office| accounts::change(office, &caller, &request, account, standing, active)).await,
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, &id, result, "account_changed", Some(body)).await
}

pub(crate) async fn issue_code(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(account) = AccountId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| accounts::issue_code(office, &caller, &request, account)).await;
    done(&site, &page, &id, result, "code_issued", None).await
}

/// After an order that was carried out at once: the account with a notice. What was refused: its page again.
async fn done(
    site: &Site,
    page: &PageCaller,
    id: &str,
    result: Result<AccountChanged, AppError>,
    notice: &str,
    typed: Option<AccountChangeRequest>,
) -> Response {
    let Err(error) = result else { return answer::see(&routes::account(id), Some(notice)) };
    let id_of = |field: &str| Some(if field == "active" { "active-yes" } else { field }.to_owned());
    let Some(mut errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    let has_fields = typed.is_some();
    match one(site, page, id, typed).await {
        Ok(mut shown) => {
            if !has_fields {
                errors = errors.into_iter().map(|error| FieldError { field: None, ..error }).collect();
            }
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

/// One account's page, with what was typed into its form when it comes back.
async fn one(site: &Site, page: &PageCaller, id: &str, typed: Option<AccountChangeRequest>) -> Result<AccountPage, Response> {
    let caller = page.caller.clone();
    let unknown = || AppError::from(Refusal::NoSuchAccount);
    let failed = |error: AppError| answer::error(site, page.lang, Some(page), &error);
    let wanted = AccountId::parse(id).ok_or_else(unknown).map_err(failed)?;
    let lines = site.run(move |office| accounts::list(office, &caller)).await.map_err(failed)?;
    let line = lines.into_iter().find(|line| line.account.id == wanted).ok_or_else(unknown).map_err(failed)?;
    let standing = &line.account.standing;
    let typed = typed.unwrap_or_else(|| AccountChangeRequest {
        role: standing.role.code().to_owned(),
        posting: standing.posting.as_ref().map(ToString::to_string).unwrap_or_default(),
        active: if line.account.active { "yes" } else { "no" }.to_owned(),
    });
    Ok(AccountPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Oversight)),
        row: row(site, page, &line),
        form: page.caller.may(Act::ManageAccounts).then(|| standing_form(site, page, &typed.role, &typed.posting)),
        active: typed.active == "yes",
    })
}

fn row(site: &Site, page: &PageCaller, line: &AccountLine) -> AccountRow {
    let account = &line.account;
    AccountRow {
        id: account.id.to_string(),
        name: account.name.clone(),
        username: account.username.clone(),
        staff: Some(account.staff.as_str()).filter(|staff| !staff.is_empty()).map(staff_number),
        role: page.lang.office_role(account.standing.role.code()).to_owned(),
        posting: parts::posting(site, page.lang, account),
        open: account.active,
        code: line.code.clone(),
    }
}

fn new_form(site: &Site, page: &PageCaller, typed: AccountRequest) -> AccountNewPage {
    AccountNewPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Oversight)),
        standing: standing_form(site, page, &typed.role, &typed.posting),
        name: typed.name,
        username: typed.username,
        staff: typed.staff,
    }
}

fn standing_form(site: &Site, page: &PageCaller, role: &str, posting: &str) -> StandingForm {
    let one = |known: &Role| Choice::new(known.code(), page.lang.office_role(known.code()), role);
    StandingForm { roles: Role::ALL.iter().map(one).collect(), postings: parts::subdistricts(site, page.lang, posting) }
}
