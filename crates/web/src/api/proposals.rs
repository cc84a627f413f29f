//! Acts that need a second person: the list, one of them, approving, declining, taking back.

use app::{
    Caller, Office,
    proposals::{self, Decided, ProposalLine, ProposalPage},
};
use axum::{Json, extract::State};
use domain::id::ProposalId;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    caller::ApiCaller,
    json::{KeyHeader, Nothing, Of, Sent, call, instant},
    people::PersonSummary,
    problem::Unfinished,
};
use crate::{
    content,
    request::{ApprovalRequest, RefusalRequest},
    state::Site,
};

/// Proposals.
#[derive(Serialize, ToSchema)]
pub(super) struct ProposalsAnswer {
    /// The latest, at most 200; those that wait first. Everybody's for who decides or audits, one's own for others.
    proposals: Vec<ProposalSummary>,
}

/// A proposal in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ProposalSummary {
    /// Its identifier.
    proposal: String,
    /// What would be done: the order's name, `open_account`.
    order: String,
    /// `open`, `approved`, `declined` or `withdrawn`.
    state: String,
    /// Whether it waits for a second person and still can have one.
    awaits: bool,
    /// Whether it is the caller's own.
    own: bool,
    /// Who proposed it: the name that others see.
    proposer: String,
    /// When.
    #[schema(format = DateTime)]
    proposed_at: String,
    /// Until when it can be approved.
    #[schema(format = DateTime)]
    expires_at: String,
    /// Who decided it.
    decided_by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    decided_at: Option<String>,
    /// Why it was declined.
    reason: Option<String>,
}

impl ProposalSummary {
    fn new(office: &Office, line: &ProposalLine) -> Self {
        let proposal = &line.proposal;
        Self {
            proposal: proposal.id.to_string(),
            order: proposal.order.clone(),
            state: proposal.state.to_string(),
            awaits: line.awaits,
            own: line.own,
            proposer: line.proposer.clone(),
            proposed_at: instant(office, proposal.proposed_at),
            expires_at: instant(office, proposal.expires_at()),
            decided_by: line.decided_by.clone(),
            decided_at: proposal.decided_at.map(|at| instant(office, at)),
            reason: proposal.reason.clone(),
        }
    }
}

/// A proposal with everything that a second person must see.
#[derive(Serialize, ToSchema)]
pub(super) struct ProposalAnswer {
    #[serde(flatten)]
    proposal: ProposalSummary,
    /// SHA-256 of the content, hexadecimal: what an approval names.
    digest: String,
    /// The content, field by field; what is empty is left out.
    content: Vec<ContentAnswer>,
    /// The person whom it concerns.
    person: Option<PersonSummary>,
    /// The account that it concerns: its identifier.
    account: Option<String>,
}

/// A field of a proposal's content.
#[derive(Serialize, ToSchema)]
pub(super) struct ContentAnswer {
    /// The field's name.
    field: String,
    /// Its value, NIK and phone masked; nothing when the caller's role may not see it.
    value: Option<String>,
}

impl ProposalAnswer {
    fn new(office: &Office, caller: &Caller, page: &ProposalPage) -> Self {
        let content = content::shown_to(caller, &page.content).into_iter();
        Self {
            digest: page.line.proposal.digest.clone(),
            content: content.map(|shown| ContentAnswer { field: shown.field, value: shown.value }).collect(),
            person: page.person.as_ref().map(|person| PersonSummary::new(office, person)),
            account: page.account.as_ref().map(|account| account.id.to_string()),
            proposal: ProposalSummary::new(office, &page.line),
        }
    }
}

/// The latest proposals.
#[utoipa::path(get, path = "/proposals", tag = "oversight", responses((status = 200, body = ProposalsAnswer)))]
pub(super) async fn proposals(State(site): State<Site>, api: ApiCaller) -> Result<Json<ProposalsAnswer>, Unfinished> {
    call(&site, api, |office, caller| {
        let lines = proposals::list(office, caller)?;
        Ok(Json(ProposalsAnswer { proposals: lines.iter().map(|line| ProposalSummary::new(office, line)).collect() }))
    })
    .await
}

/// One proposal.
#[utoipa::path(get, path = "/proposals/{proposal}", tag = "oversight", params(("proposal" = String, Path, format = "uuid")),
    responses((status = 200, body = ProposalAnswer)))]
pub(super) async fn proposal(
    State(site): State<Site>,
    api: ApiCaller,
    Of(proposal): Of<ProposalId>,
) -> Result<Json<ProposalAnswer>, Unfinished> {
    call(&site, api, move |office, caller| {
        let page = proposals::view(office, caller, proposal)?;
        Ok(Json(ProposalAnswer::new(office, caller, &page)))
    })
    .await
}

/// A proposal was decided or taken back.
#[derive(Serialize, ToSchema)]
pub(super) struct DecidedAnswer {
    /// Which.
    proposal: String,
    /// Where it stands now.
    state: String,
    /// What the act itself answered, when it was carried out.
    #[schema(value_type = Option<Object>)]
    outcome: Option<Value>,
}

impl From<Decided> for DecidedAnswer {
    fn from(decided: Decided) -> Self {
        let outcome = decided.outcome.and_then(|outcome| serde_json::from_str(&outcome).ok());
        Self { proposal: decided.proposal, state: decided.state, outcome }
    }
}

/// Approves exactly the content with the digest, with the caller's own password; the act is carried out at once.
#[utoipa::path(post, path = "/proposals/{proposal}/approval", tag = "oversight", request_body = ApprovalRequest,
    params(("proposal" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = DecidedAnswer)))]
pub(super) async fn approve(
    State(site): State<Site>,
    api: ApiCaller,
    Of(proposal): Of<ProposalId>,
    sent: Sent<ApprovalRequest>,
) -> Result<Json<DecidedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let body = &sent.body;
        Ok(Json(proposals::approve(office, caller, &request, proposal, &body.digest, body.password.reveal())?.into()))
    })
    .await
}

/// Declines a proposal, with a reason and the caller's own password.
#[utoipa::path(post, path = "/proposals/{proposal}/refusal", tag = "oversight", request_body = RefusalRequest,
    params(("proposal" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = DecidedAnswer)))]
pub(super) async fn decline(
    State(site): State<Site>,
    api: ApiCaller,
    Of(proposal): Of<ProposalId>,
    sent: Sent<RefusalRequest>,
) -> Result<Json<DecidedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let body = &sent.body;
        Ok(Json(proposals::decline(office, caller, &request, proposal, &body.reason, body.password.reveal())?.into()))
    })
    .await
}

/// Takes an own proposal back. It needs no content.
#[utoipa::path(post, path = "/proposals/{proposal}/withdrawal", tag = "oversight", request_body = Option<Nothing>,
    params(("proposal" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = DecidedAnswer)))]
pub(super) async fn withdraw(
    State(site): State<Site>,
    api: ApiCaller,
    Of(proposal): Of<ProposalId>,
    sent: Sent<Nothing>,
) -> Result<Json<DecidedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(proposals::withdraw(office, caller, &request, proposal)?.into()))).await
}
