//! The stock's acts: arrivals, shipments, ribbons, loans, counts, differences, destructions, requests, the month's report.

use app::stock;
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::id::{ClosingId, DifferenceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{KeyHeader, Nothing, Of, Sent, call},
    problem::Unfinished,
    room::NotedAnswer,
    stock::BlanksMovedAnswer,
};
use crate::{
    handlers::count::day_of,
    request::{
        AcceptRequest, BlankRequestRequest, CountBeginRequest, CountRequest, DestroyRequest, LoanRequest, RibbonRequest, SettleRequest,
    },
    state::Site,
};

type Moved = Result<Json<BlanksMovedAnswer>, Unfinished>;

/// Counts what arrived of a delivery or shipment; what is missing is an open difference.
#[utoipa::path(post, path = "/stock/arrivals", tag = "stock", request_body = AcceptRequest, params(KeyHeader),
    responses((status = 200, body = BlanksMovedAnswer)))]
pub(super) async fn accept_arrival(State(site): State<Site>, api: ApiCaller, sent: Sent<AcceptRequest>) -> Moved {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let (store, lot, counted) = sent.body.read()?;
        Ok(Json(stock::accept(office, caller, &request, &store, lot, counted)?.into()))
    })
    .await
}

/// Puts a new ribbon, film or cleaning kit of a printer's own stock to use.
#[utoipa::path(post, path = "/stock/ribbons", tag = "stock", request_body = RibbonRequest, params(KeyHeader),
    responses((status = 200, body = BlanksMovedAnswer)))]
pub(super) async fn change_ribbon(State(site): State<Site>, api: ApiCaller, sent: Sent<RibbonRequest>) -> Moved {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        Ok(Json(stock::change_ribbon(office, caller, &request, &sent.body.printer, sent.body.read()?)?.into()))
    })
    .await
}

/// Gives blanks back or lends them to another office; by the rules an act of two people.
#[utoipa::path(post, path = "/stock/loans", tag = "stock", request_body = LoanRequest, params(KeyHeader),
    responses((status = 200, body = BlanksMovedAnswer)))]
pub(super) async fn give_away(State(site): State<Site>, api: ApiCaller, sent: Sent<LoanRequest>) -> Moved {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        Ok(Json(stock::give_away(office, caller, &request, sent.body.how()?, sent.body.read()?)?.into()))
    })
    .await
}

/// Takes lent blanks back into a store.
#[utoipa::path(post, path = "/stock/returns", tag = "stock", request_body = LoanRequest, params(KeyHeader),
    responses((status = 200, body = BlanksMovedAnswer)))]
pub(super) async fn take_blanks_back(State(site): State<Site>, api: ApiCaller, sent: Sent<LoanRequest>) -> Moved {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(stock::take_back(office, caller, &request, sent.body.read()?)?.into()))).await
}

/// A count moved on.
#[derive(Serialize, ToSchema)]
pub(super) struct CountAnswer {
    /// The count.
    closing: String,
    /// `counting`, `counted`, `confirmed` or `dropped`.
    state: String,
    /// Differences that it opened.
    differences: i64,
}

impl From<stock::ClosingChanged> for CountAnswer {
    fn from(changed: stock::ClosingChanged) -> Self {
        let stock::ClosingChanged { closing, state, differences } = changed;
        Self { closing, state, differences }
    }
}

type Count = Result<Json<CountAnswer>, Unfinished>;

/// Begins to count a place; the books are kept as they stand now.
#[utoipa::path(post, path = "/stock/counts", tag = "stock", request_body = CountBeginRequest, params(KeyHeader),
    responses((status = 200, body = CountAnswer)))]
pub(super) async fn begin_count(State(site): State<Site>, api: ApiCaller, sent: Sent<CountBeginRequest>) -> Count {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(stock::begin_count(office, caller, &request, &sent.body.place)?.into()))).await
}

/// Enters what was counted.
#[utoipa::path(post, path = "/stock/counts/{closing}/entries", tag = "stock", request_body = CountRequest,
    params(("closing" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CountAnswer)))]
pub(super) async fn enter_count(State(site): State<Site>, api: ApiCaller, Of(closing): Of<ClosingId>, sent: Sent<CountRequest>) -> Count {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(stock::enter_count(office, caller, &request, closing, sent.body.read()?)?.into()))).await
}

/// Confirms a count as a second person.
#[utoipa::path(post, path = "/stock/counts/{closing}/confirmation", tag = "stock", request_body = Option<Nothing>,
    params(("closing" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CountAnswer)))]
pub(super) async fn confirm_count(State(site): State<Site>, api: ApiCaller, Of(closing): Of<ClosingId>, sent: Sent<Nothing>) -> Count {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(stock::confirm_count(office, caller, &request, closing)?.into()))).await
}

/// Breaks a count off.
#[utoipa::path(post, path = "/stock/counts/{closing}/cancellation", tag = "stock", request_body = Option<Nothing>,
    params(("closing" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CountAnswer)))]
pub(super) async fn drop_count(State(site): State<Site>, api: ApiCaller, Of(closing): Of<ClosingId>, sent: Sent<Nothing>) -> Count {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(stock::drop_count(office, caller, &request, closing)?.into()))).await
}

/// Settles a difference, with a reason; by the rules an act of two people.
#[utoipa::path(post, path = "/stock/differences/{difference}/settlement", tag = "stock", request_body = SettleRequest,
    params(("difference" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = NotedAnswer)))]
pub(super) async fn settle_difference(
    State(site): State<Site>,
    api: ApiCaller,
    Of(difference): Of<DifferenceId>,
    sent: Sent<SettleRequest>,
) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        stock::settle_difference(office, caller, &request, difference, sent.body.read()?, &sent.body.reason)?;
        Ok(NotedAnswer::noted())
    })
    .await
}

/// What waits for destruction.
#[derive(Serialize, ToSchema)]
pub(super) struct InvalidsAnswer {
    /// Spoiled blanks.
    blanks: i64,
    /// Surrendered cards.
    cards: i64,
}

/// What waits for destruction now.
#[utoipa::path(get, path = "/stock/invalids", tag = "stock", responses((status = 200, body = InvalidsAnswer)))]
pub(super) async fn invalids(State(site): State<Site>, api: ApiCaller) -> Result<Json<InvalidsAnswer>, Unfinished> {
    call(&site, api, |office, caller| {
        let stock::Invalids { blanks, cards } = stock::invalids(office, caller)?;
        Ok(Json(InvalidsAnswer { blanks, cards }))
    })
    .await
}

/// Something with an identifier was written down.
#[derive(Serialize, ToSchema)]
pub(super) struct WrittenAnswer {
    /// Its identifier.
    id: String,
}

/// Destroys all spoiled blanks and surrendered cards, with minutes; an act of two people before a witness.
#[utoipa::path(post, path = "/stock/destructions", tag = "stock", request_body = DestroyRequest, params(KeyHeader),
    responses((status = 200, body = WrittenAnswer)))]
pub(super) async fn destroy(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<DestroyRequest>,
) -> Result<Json<WrittenAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(WrittenAnswer { id: stock::destroy(office, caller, &request, sent.body.read())? })))
        .await
}

/// Notes that blanks were asked for.
#[utoipa::path(post, path = "/stock/requests", tag = "stock", request_body = BlankRequestRequest, params(KeyHeader),
    responses((status = 200, body = WrittenAnswer)))]
pub(super) async fn request_blanks(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<BlankRequestRequest>,
) -> Result<Json<WrittenAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        Ok(Json(WrittenAnswer { id: stock::request_blanks(office, caller, &request, sent.body.read()?)? }))
    })
    .await
}

/// Which month.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MonthQuery {
    /// `2022-11`; this month when empty.
    #[serde(default)]
    #[param(required = false)]
    month: String,
}

/// The month's report.
#[derive(Serialize, ToSchema)]
pub(super) struct MonthAnswer {
    /// Its first day.
    #[schema(format = Date)]
    from: String,
    /// Its last day.
    #[schema(format = Date)]
    to: String,
    /// Spoiled and destroyed blanks.
    lines: Vec<SpoilAnswer>,
    /// The minutes.
    minutes: Vec<MinutesAnswer>,
}

/// Blanks that were spoiled or destroyed.
#[derive(Serialize, ToSchema)]
pub(super) struct SpoilAnswer {
    /// `spoiled` or `destroyed`.
    kind: String,
    /// Why, when spoiled.
    cause: Option<String>,
    /// Pieces.
    quantity: i64,
}

/// Minutes of a destruction.
#[derive(Serialize, ToSchema)]
pub(super) struct MinutesAnswer {
    /// Their number.
    number: String,
    /// The day.
    #[schema(format = Date)]
    day: String,
    /// Blanks.
    blanks: i64,
    /// Cards.
    cards: i64,
    /// The witness's office.
    witness_office: String,
}

/// What was spoiled and destroyed in a month.
#[utoipa::path(get, path = "/stock/month", tag = "stock", params(MonthQuery), responses((status = 200, body = MonthAnswer)))]
pub(super) async fn month(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<MonthQuery>, QueryRejection>,
) -> Result<Json<MonthAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "month"))?;
    let day = if query.month.is_empty() { Some(site.office.today()) } else { day_of(&query.month) };
    let Some(day) = day else { return Err(Problem::bad_request(api.lang, "month").into()) };
    call(&site, api, move |office, caller| {
        let found = stock::month(office, caller, day)?;
        let lines = found.lines.into_iter().map(|line| SpoilAnswer { kind: line.kind, cause: line.cause, quantity: line.quantity });
        let minutes = found.destructions.into_iter().map(|minutes| MinutesAnswer {
            number: minutes.number,
            day: minutes.day.to_string(),
            blanks: minutes.blanks,
            cards: minutes.cards,
            witness_office: minutes.witness_office,
        });
        Ok(Json(MonthAnswer { from: found.from.to_string(), to: found.to.to_string(), lines: lines.collect(), minutes: minutes.collect() }))
    })
    .await
}
