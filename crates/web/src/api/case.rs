//! Cases: opening, looking at, changing.

use app::{
    Office,
    cases::{self, CaseChanged, CasePage},
    custody,
};
use axum::{Json, extract::State, response::Response};
use domain::{
    case::{CaseRefusal, Receipt, next_step},
    id::{CaseId, PersonId},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    caller::ApiCaller,
    json::{KeyHeader, Nothing, Of, Sent, call, created, instant},
    people::{CardAnswer, NextAnswer, PersonSummary},
    problem::Unfinished,
};
use crate::{
    request::{CancelRequest, CentralRequest, DocumentsRequest, HandOverRequest, OpenCaseRequest},
    state::Site,
};

/// A case was opened.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseOpenedAnswer {
    /// Its identifier.
    case: String,
    /// The number on the receipt, `7K3M-9QXD-4`.
    receipt: String,
    /// The six digits of the receipt's PIN; nothing when the role may not see it.
    pin: Option<String>,
}

/// Opens a case: the rule of the day says what it needs and how soon it is printed.
#[utoipa::path(post, path = "/people/{person}/cases", tag = "cases", request_body = OpenCaseRequest,
    params(("person" = i64, Path), KeyHeader),
    responses((status = 201, body = CaseOpenedAnswer, headers(("Location" = String, description = "The case's address")))))]
pub(super) async fn open_case(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<OpenCaseRequest>,
) -> Result<Response, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let opened = cases::open(office, caller, &request, sent.body.read(person)?)?;
        // The PIN is made anew each time and never kept, so it is no part of the outcome.
        let case = CaseId::parse(&opened.case).ok_or(CaseRefusal::NoSuchCase)?;
        let pin = cases::pin(office, caller, case)?;
        Ok(created(&format!("/cases/{case}"), CaseOpenedAnswer { case: opened.case, receipt: opened.receipt, pin }))
    })
    .await
}

/// A case with its person and card.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseAnswer {
    /// Its identifier.
    case: String,
    /// The number on the receipt.
    receipt: String,
    /// The six digits of the receipt's PIN; nothing when the role may not see it.
    pin: Option<String>,
    /// Why.
    purpose: String,
    /// `usable` or `unusable`, for a damaged card.
    damage: Option<String>,
    /// Print priority, 1 first.
    class: i64,
    /// Where it stands.
    state: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// When it was opened.
    #[schema(format = DateTime)]
    opened_at: String,
    /// What was handed in.
    documents: Vec<String>,
    /// What is still missing.
    missing: Vec<RequirementAnswer>,
    /// The first day on which a card may be printed, when the holder was under 17.
    #[schema(format = Date)]
    print_from: Option<String>,
    /// Blanks spoiled in earlier attempts.
    spoiled: i64,
    /// The name of the shelf on which the card lies.
    shelf: Option<String>,
    /// The card, when it is printed.
    card: Option<CardAnswer>,
    /// Why it was cancelled.
    cancel_reason: Option<String>,
    /// The person.
    person: PersonSummary,
    /// What is next, and who must act.
    next: NextAnswer,
}

/// One thing that must be handed in.
#[derive(Serialize, ToSchema)]
pub(super) struct RequirementAnswer {
    /// Any one of these satisfies it.
    any_of: Vec<String>,
}

impl CaseAnswer {
    fn new(office: &Office, shown: &CasePage) -> Self {
        let (view, case, places) = (&shown.view, &shown.view.case, &shown.page.places);
        let missing = case
            .missing()
            .into_iter()
            .map(|requirement| RequirementAnswer { any_of: requirement.any_of.iter().map(ToString::to_string).collect() });
        Self {
            case: case.id.to_string(),
            receipt: case.receipt.to_string(),
            pin: view.pin.clone(),
            purpose: case.purpose.to_string(),
            damage: case.damage.map(|damage| damage.to_string()),
            class: case.class,
            state: case.state.to_string(),
            since: instant(office, case.since),
            opened_at: instant(office, case.opened_at),
            documents: case.documents.iter().map(ToString::to_string).collect(),
            missing: missing.collect(),
            print_from: case.print_from.map(|day| day.to_string()),
            spoiled: case.spoiled,
            shelf: case.shelf.and_then(|shelf| places.get(&shelf).cloned()),
            card: view.card.as_ref().map(|card| CardAnswer::new(office, card, places)),
            cancel_reason: case.cancel_reason.clone(),
            person: PersonSummary::new(office, &view.person),
            next: next_step(case, office.today()).into(),
        }
    }
}

/// One case.
#[utoipa::path(get, path = "/cases/{case}", tag = "cases", params(("case" = String, Path, format = "uuid")),
    responses((status = 200, body = CaseAnswer)))]
pub(super) async fn case(State(site): State<Site>, api: ApiCaller, Of(case): Of<CaseId>) -> Result<Json<CaseAnswer>, Unfinished> {
    call(&site, api, move |office, caller| Ok(Json(CaseAnswer::new(office, &cases::page(office, caller, case)?)))).await
}

/// The case of a receipt; case, blanks and hyphens do not matter.
#[utoipa::path(get, path = "/cases/by-receipt/{receipt}", tag = "cases", params(("receipt" = String, Path, example = "7K3M-9QXD-4")),
    responses((status = 200, body = CaseAnswer)))]
pub(super) async fn case_by_receipt(
    State(site): State<Site>,
    api: ApiCaller,
    Of(receipt): Of<Receipt>,
) -> Result<Json<CaseAnswer>, Unfinished> {
    call(&site, api, move |office, caller| Ok(Json(CaseAnswer::new(office, &cases::page_by_receipt(office, caller, receipt.as_str())?))))
        .await
}

/// A case was changed.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseChangedAnswer {
    /// Its identifier.
    case: String,
    /// Where it stands now.
    state: String,
}

impl From<CaseChanged> for CaseChangedAnswer {
    fn from(changed: CaseChanged) -> Self {
        Self { case: changed.case, state: changed.state }
    }
}

/// Takes in documents that were missing.
#[utoipa::path(post, path = "/cases/{case}/documents", tag = "cases", request_body = DocumentsRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn add_documents(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<DocumentsRequest>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(cases::add_documents(office, caller, &request, case, sent.body.read()?)?.into()))).await
}

/// Notes that the person of a case was recorded. It needs no content.
#[utoipa::path(post, path = "/cases/{case}/recording", tag = "cases", request_body = Option<Nothing>,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn record_biometrics(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<Nothing>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(cases::record_biometrics(office, caller, &request, case)?.into()))).await
}

/// Hands the card of a case to its holder.
#[utoipa::path(post, path = "/cases/{case}/handover", tag = "custody", request_body = HandOverRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn hand_over(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<HandOverRequest>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(custody::hand_over(office, caller, &request, case, sent.body.read()?)?.into()))).await
}

/// Ends a case without a card.
#[utoipa::path(post, path = "/cases/{case}/cancellation", tag = "cases", request_body = CancelRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn cancel_case(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<CancelRequest>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(cases::cancel(office, caller, &request, case, &sent.body.reason)?.into()))).await
}

/// A central status was noted.
#[derive(Serialize, ToSchema)]
pub(super) struct StatusNotedAnswer {
    /// The person's surrogate number.
    person: i64,
    /// The person's open case after it, if there is one.
    case: Option<CaseChangedAnswer>,
}

/// Notes a central status of a person; an open case follows it by itself.
#[utoipa::path(post, path = "/people/{person}/central-observations", tag = "people", request_body = CentralRequest,
    params(("person" = i64, Path), KeyHeader), responses((status = 200, body = StatusNotedAnswer)))]
pub(super) async fn observe_central(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<CentralRequest>,
) -> Result<Json<StatusNotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let (code, on) = sent.body.read(office.today())?;
        let noted = cases::observe_central(office, caller, &request, person, code, on)?;
        Ok(Json(StatusNotedAnswer { person: noted.person, case: noted.case.map(Into::into) }))
    })
    .await
}
