//! Staff accounts: the list, opening, changing, a new code.

use app::{
    accounts::{self, AccountChanged, AccountLine},
    sign_in,
};
use axum::{Json, extract::State, http::HeaderMap, response::Response};
use domain::id::AccountId;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Problem,
    caller::ApiCaller,
    json::{KeyHeader, Nothing, Of, Sent, call, created},
    problem::Unfinished,
};
use crate::{
    content::staff_number,
    request::{AccountChangeRequest, AccountRequest, TokenRequest},
    session::language,
    state::Site,
};

/// The staff accounts.
#[derive(Serialize, ToSchema)]
pub(super) struct AccountsAnswer {
    /// All of them, those in use first.
    accounts: Vec<AccountAnswer>,
}

/// A staff account.
#[derive(Serialize, ToSchema)]
pub(super) struct AccountAnswer {
    /// Its identifier.
    account: String,
    /// The name that others see.
    name: String,
    /// What is typed at sign-in.
    username: String,
    /// The owner's number: a NIP whole, a NIK masked; nothing for accounts that were opened before numbers were asked for.
    staff: Option<String>,
    /// The role.
    role: String,
    /// Dotted code of the sub-district where it is posted; nothing for the whole office.
    posting: Option<String>,
    /// Whether its owner may sign in.
    active: bool,
    /// The code with which the owner sets a password, while it holds, for who manages accounts. It is handed over in person.
    code: Option<String>,
}

impl From<AccountLine> for AccountAnswer {
    fn from(line: AccountLine) -> Self {
        let account = line.account;
        Self {
            account: account.id.to_string(),
            staff: Some(account.staff.as_str()).filter(|staff| !staff.is_empty()).map(staff_number),
            name: account.name,
            username: account.username,
            role: account.standing.role.to_string(),
            posting: account.standing.posting.map(|code| code.to_string()),
            active: account.active,
            code: line.code,
        }
    }
}

/// The staff accounts.
#[utoipa::path(get, path = "/accounts", tag = "oversight", responses((status = 200, body = AccountsAnswer)))]
pub(super) async fn accounts(State(site): State<Site>, api: ApiCaller) -> Result<Json<AccountsAnswer>, Unfinished> {
    call(&site, api, |office, caller| {
        let lines = accounts::list(office, caller)?;
        Ok(Json(AccountsAnswer { accounts: lines.into_iter().map(Into::into).collect() }))
    })
    .await
}

/// An account was opened or changed.
#[derive(Serialize, ToSchema)]
pub(super) struct AccountChangedAnswer {
    /// Its identifier.
    account: String,
}

impl From<AccountChanged> for AccountChangedAnswer {
    fn from(changed: AccountChanged) -> Self {
        Self { account: changed.account }
    }
}

/// Opens an account; its owner sets the password with a code that the list shows.
#[utoipa::path(post, path = "/accounts", tag = "oversight", request_body = AccountRequest, params(KeyHeader),
    responses((status = 201, body = AccountChangedAnswer, headers(("Location" = String, description = "The list with its code")))))]
pub(super) async fn open_account(State(site): State<Site>, api: ApiCaller, sent: Sent<AccountRequest>) -> Result<Response, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let new = &sent.body;
        let opened = accounts::open(office, caller, &request, &new.name, &new.username, &new.staff, new.standing())?;
        Ok(created("/accounts", AccountChangedAnswer::from(opened)))
    })
    .await
}

/// Gives an account another role, posting or state; it holds from the next request on.
#[utoipa::path(post, path = "/accounts/{account}/changes", tag = "oversight", request_body = AccountChangeRequest,
    params(("account" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = AccountChangedAnswer)))]
pub(super) async fn change_account(
    State(site): State<Site>,
    api: ApiCaller,
    Of(account): Of<AccountId>,
    sent: Sent<AccountChangeRequest>,
) -> Result<Json<AccountChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let (standing, active) = sent.body.read()?;
        Ok(Json(accounts::change(office, caller, &request, account, standing, active)?.into()))
    })
    .await
}

/// Gives an account a code with which its owner sets a new password. It needs no content.
#[utoipa::path(post, path = "/accounts/{account}/code", tag = "oversight", request_body = Option<Nothing>,
    params(("account" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = AccountChangedAnswer)))]
pub(super) async fn issue_code(
    State(site): State<Site>,
    api: ApiCaller,
    Of(account): Of<AccountId>,
    sent: Sent<Nothing>,
) -> Result<Json<AccountChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(accounts::issue_code(office, caller, &request, account)?.into()))).await
}

/// A program was signed in.
#[derive(Serialize, ToSchema)]
pub(super) struct TokenAnswer {
    /// The bearer token of later calls. It holds for a year, and ends with a new password and with the account.
    token: String,
}

/// Signs a program in with the username and password of an account, and needs no token itself.
#[utoipa::path(post, path = "/tokens", tag = "oversight", request_body = TokenRequest, responses((status = 200, body = TokenAnswer)),
    security(()))]
pub(super) async fn issue_token(
    State(site): State<Site>,
    headers: HeaderMap,
    sent: Sent<TokenRequest>,
) -> Result<Json<TokenAnswer>, Problem> {
    let lang = language(&headers);
    let token = site.run(move |office| sign_in::sign_in_program(office, &sent.body.username, sent.body.password.reveal())).await;
    token.map(|token| Json(TokenAnswer { token })).map_err(|error| Problem::of(lang, &error))
}
