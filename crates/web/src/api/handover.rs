//! Handover batches, proxies at the pick-up desk, stock-takes of shelves, signs of brokers.

use app::{
    Office,
    batches::{self, BatchChanged, BatchSummary, BatchView},
    custody,
    shelf_count::{self, ShelfCounted},
    signals::{self, CaseLine, Signals},
};
use axum::{
    Json,
    extract::{Path, State},
};
use domain::{
    access::Field,
    id::{BatchId, CaseId},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    caller::ApiCaller,
    case::CaseChangedAnswer,
    json::{KeyHeader, Nothing, Of, Sent, call, instant},
    problem::Unfinished,
    room::NotedAnswer,
};
use crate::{
    format::{MaskedNumber, MaskedPhone},
    papers,
    request::{
        BatchCardRequest, BatchOpenRequest, BatchPostRequest, BatchReceiveRequest, BatchReturnRequest, DeskRequest, ShelfScansRequest,
        SiteRequest,
    },
    state::Site,
};

/// Cards that one call puts into a batch at most.
const DUE_MAX: i64 = 200;

/// A batch in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct BatchLineAnswer {
    /// The batch.
    batch: String,
    /// The number of its minutes.
    number: String,
    /// `village`, `subdistrict` or `post`.
    route: String,
    /// The name of the place.
    place: String,
    /// `packing`, `sent`, `received` or `dropped`.
    state: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// Its cards, without those that were too many.
    cards: i64,
    /// Those that are missing.
    missing: i64,
    /// Those that were too many.
    extra: i64,
    /// Those that came back.
    returned: i64,
}

/// The latest 200 batches of the caller's reach.
#[utoipa::path(get, path = "/batches", tag = "custody", responses((status = 200, body = Vec<BatchLineAnswer>)))]
pub(super) async fn batch_list(State(site): State<Site>, api: ApiCaller) -> Result<Json<Vec<BatchLineAnswer>>, Unfinished> {
    call(&site, api, |office, caller| {
        let line = |line: BatchSummary| BatchLineAnswer {
            batch: line.batch.to_string(),
            number: line.number,
            route: line.route.to_string(),
            place: line.place,
            state: line.state.to_string(),
            since: instant(office, line.since),
            cards: line.cards,
            missing: line.missing,
            extra: line.extra,
            returned: line.returned,
        };
        Ok(Json(batches::board(office, caller)?.into_iter().map(line).collect()))
    })
    .await
}

/// A batch with its cards.
#[derive(Serialize, ToSchema)]
pub(super) struct BatchAnswer {
    /// The batch.
    batch: String,
    /// The number of its minutes.
    number: String,
    /// `village`, `subdistrict` or `post`.
    route: String,
    /// The name of the place.
    place: String,
    /// `packing`, `sent`, `received` or `dropped`.
    state: String,
    /// Who signed for the other side.
    receiver: Option<String>,
    /// `screen` or `paper`.
    signed_on: Option<String>,
    /// Its cards in the order in which somebody walks.
    cards: Vec<BatchCardAnswer>,
}

/// A card of a batch.
#[derive(Serialize, ToSchema)]
pub(super) struct BatchCardAnswer {
    /// The case.
    case: String,
    /// The receipt.
    receipt: String,
    /// Name.
    name: String,
    /// Where the holder lives, as far as the caller may see it.
    address: String,
    /// `packed`, `sent`, `arrived`, `missing`, `extra`, `returned` or `delivered`.
    state: String,
    /// Attempts of the postman.
    tries: i64,
    /// Why it was not collected.
    reason: Option<String>,
}

impl BatchAnswer {
    fn new(office: &Office, view: &BatchView) -> Self {
        let batch = &view.batch;
        let card = |card: &batches::BatchCard| BatchCardAnswer {
            case: card.case.to_string(),
            receipt: card.receipt.to_string(),
            name: card.name.clone(),
            address: papers::home(office, card),
            state: card.state.to_string(),
            tries: card.tries,
            reason: card.reason.map(|reason| reason.to_string()),
        };
        Self {
            batch: batch.id.to_string(),
            number: batch.number.clone(),
            route: batch.route.to_string(),
            place: view.place.name.clone(),
            state: batch.state.to_string(),
            receiver: batch.receiver.clone(),
            signed_on: batch.signed_on.map(|how| how.to_string()),
            cards: view.cards.iter().map(card).collect(),
        }
    }
}

/// One batch.
#[utoipa::path(get, path = "/batches/{batch}", tag = "custody", params(("batch" = String, Path, format = "uuid")),
    responses((status = 200, body = BatchAnswer)))]
pub(super) async fn batch(State(site): State<Site>, api: ApiCaller, Of(batch): Of<BatchId>) -> Result<Json<BatchAnswer>, Unfinished> {
    call(&site, api, move |office, caller| Ok(Json(BatchAnswer::new(office, &batches::view(office, caller, batch)?)))).await
}

/// A batch was changed.
#[derive(Serialize, ToSchema)]
pub(super) struct BatchChangedAnswer {
    /// The batch.
    batch: String,
    /// The number of its minutes.
    number: String,
    /// Where it stands.
    state: String,
    /// Its cards.
    cards: i64,
}

impl From<BatchChanged> for BatchChangedAnswer {
    fn from(changed: BatchChanged) -> Self {
        let BatchChanged { batch, number, state, cards } = changed;
        Self { batch, number, state, cards }
    }
}

type Changed = Result<Json<BatchChangedAnswer>, Unfinished>;

/// Begins a batch to a village's or sub-district's office, or by post.
#[utoipa::path(post, path = "/batches", tag = "custody", request_body = BatchOpenRequest, params(KeyHeader),
    responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn open_batch(State(site): State<Site>, api: ApiCaller, sent: Sent<BatchOpenRequest>) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let (route, place) = sent.body.read()?;
        Ok(Json(batches::open(office, caller, &request, route, &place)?.into()))
    })
    .await
}

/// Puts the card of a receipt into a batch.
#[utoipa::path(post, path = "/batches/{batch}/cards", tag = "custody", request_body = BatchCardRequest,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn pack_card(State(site): State<Site>, api: ApiCaller, Of(batch): Of<BatchId>, sent: Sent<BatchCardRequest>) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(batches::pack(office, caller, &request, batch, &sent.body.receipt)?.into()))).await
}

/// Puts every card into a batch that is due to go there, at most 200.
#[utoipa::path(post, path = "/batches/{batch}/due-cards", tag = "custody", request_body = Option<Nothing>,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn pack_due(State(site): State<Site>, api: ApiCaller, Of(batch): Of<BatchId>, sent: Sent<Nothing>) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(batches::pack_due(office, caller, &request, batch, DUE_MAX)?.into()))).await
}

/// Takes a card out of a batch that has not left.
#[utoipa::path(post, path = "/batches/{batch}/removals", tag = "custody", request_body = BatchCardRequest,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn take_card_out(
    State(site): State<Site>,
    api: ApiCaller,
    Of(batch): Of<BatchId>,
    sent: Sent<BatchCardRequest>,
) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(batches::take_out(office, caller, &request, batch, &sent.body.receipt)?.into()))).await
}

/// Lets a batch leave.
#[utoipa::path(post, path = "/batches/{batch}/departure", tag = "custody", request_body = Option<Nothing>,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn send_batch(State(site): State<Site>, api: ApiCaller, Of(batch): Of<BatchId>, sent: Sent<Nothing>) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(batches::send(office, caller, &request, batch)?.into()))).await
}

/// Gives a batch up that has not left.
#[utoipa::path(post, path = "/batches/{batch}/cancellation", tag = "custody", request_body = Option<Nothing>,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn drop_batch(State(site): State<Site>, api: ApiCaller, Of(batch): Of<BatchId>, sent: Sent<Nothing>) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(batches::drop_batch(office, caller, &request, batch)?.into()))).await
}

/// Signs for a batch that arrived; signing the same twice changes nothing.
#[utoipa::path(post, path = "/batches/{batch}/signature", tag = "custody", request_body = BatchReceiveRequest,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn receive_batch(
    State(site): State<Site>,
    api: ApiCaller,
    Of(batch): Of<BatchId>,
    sent: Sent<BatchReceiveRequest>,
) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(batches::receive(office, caller, &request, batch, &sent.body.read()?)?.into()))).await
}

/// A missing card was found with the other side.
#[utoipa::path(post, path = "/batches/{batch}/finds", tag = "custody", request_body = BatchCardRequest,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn find_card(State(site): State<Site>, api: ApiCaller, Of(batch): Of<BatchId>, sent: Sent<BatchCardRequest>) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(batches::find_missing(office, caller, &request, batch, &sent.body.receipt)?.into())))
        .await
}

/// A card of a batch comes back to a shelf.
#[utoipa::path(post, path = "/batches/{batch}/returns", tag = "custody", request_body = BatchReturnRequest,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn return_card(
    State(site): State<Site>,
    api: ApiCaller,
    Of(batch): Of<BatchId>,
    sent: Sent<BatchReturnRequest>,
) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let back = (sent.body.read()?, sent.body.shelf.as_str());
        Ok(Json(batches::take_back(office, caller, &request, batch, &sent.body.receipt, back)?.into()))
    })
    .await
}

/// Notes what became of the postman's attempt; there are at most two a card.
#[utoipa::path(post, path = "/batches/{batch}/attempts", tag = "custody", request_body = BatchPostRequest,
    params(("batch" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = BatchChangedAnswer)))]
pub(super) async fn note_attempt(
    State(site): State<Site>,
    api: ApiCaller,
    Of(batch): Of<BatchId>,
    sent: Sent<BatchPostRequest>,
) -> Changed {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        Ok(Json(batches::note_post(office, caller, &request, batch, &sent.body.receipt, sent.body.read()?)?.into()))
    })
    .await
}

/// A card that is missing.
#[derive(Serialize, ToSchema)]
pub(super) struct MissingAnswer {
    /// The case.
    case: String,
    /// The receipt.
    receipt: String,
    /// Name.
    name: String,
    /// Where the case stands.
    state: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
}

/// The cards that are missing, the longest first, at most 200.
#[utoipa::path(get, path = "/missing-cards", tag = "custody", responses((status = 200, body = Vec<MissingAnswer>)))]
pub(super) async fn missing_cards(State(site): State<Site>, api: ApiCaller) -> Result<Json<Vec<MissingAnswer>>, Unfinished> {
    call(&site, api, |office, caller| {
        let line = |card: batches::MissingCard| MissingAnswer {
            case: card.case.to_string(),
            receipt: card.receipt.to_string(),
            name: card.name,
            state: card.state.to_string(),
            since: instant(office, card.since),
        };
        Ok(Json(batches::missing(office, caller)?.into_iter().map(line).collect()))
    })
    .await
}

/// A place that takes cards.
#[derive(Serialize, ToSchema)]
pub(super) struct SiteAnswer {
    /// Its code.
    place: String,
    /// Its name.
    name: String,
    /// Since when it takes none.
    #[schema(format = DateTime)]
    closed_since: Option<String>,
    /// Why.
    reason: Option<String>,
}

/// All places that take cards.
#[utoipa::path(get, path = "/sites", tag = "custody", responses((status = 200, body = Vec<SiteAnswer>)))]
pub(super) async fn sites(State(site): State<Site>, api: ApiCaller) -> Result<Json<Vec<SiteAnswer>>, Unfinished> {
    call(&site, api, |office, caller| {
        let line = |(place, closed): batches::Site| SiteAnswer {
            place: place.code,
            name: place.name,
            closed_since: closed.as_ref().map(|closed| instant(office, closed.since)),
            reason: closed.map(|closed| closed.reason),
        };
        Ok(Json(batches::sites(office, caller)?.into_iter().map(line).collect()))
    })
    .await
}

/// A place takes no cards for now.
#[utoipa::path(post, path = "/sites/closing", tag = "custody", request_body = SiteRequest, params(KeyHeader),
    responses((status = 200, body = NotedAnswer)))]
pub(super) async fn close_site(State(site): State<Site>, api: ApiCaller, sent: Sent<SiteRequest>) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        batches::close_site(office, caller, &request, &sent.body.place, &sent.body.reason)?;
        Ok(NotedAnswer::noted())
    })
    .await
}

/// A place takes cards again.
#[utoipa::path(post, path = "/sites/reopening", tag = "custody", request_body = SiteRequest, params(KeyHeader),
    responses((status = 200, body = NotedAnswer)))]
pub(super) async fn reopen_site(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<SiteRequest>,
) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        batches::reopen_site(office, caller, &request, &sent.body.place)?;
        Ok(NotedAnswer::noted())
    })
    .await
}

/// Hands the card of a case to its holder or to a proxy, as the desk does.
#[utoipa::path(post, path = "/cases/{case}/pick-up", tag = "custody", request_body = DeskRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn pick_up(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<DeskRequest>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let changed = match sent.body.read()? {
            (how, None) => custody::hand_over(office, caller, &request, case, how)?,
            (how, Some(proxy)) => custody::hand_over_to_proxy(office, caller, &request, case, how, &proxy)?,
        };
        Ok(Json(changed.into()))
    })
    .await
}

/// Notes that the card of a case is missing at a village or sub-district, or in the post.
#[utoipa::path(post, path = "/cases/{case}/missing", tag = "custody", request_body = Option<Nothing>,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn miss_card(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<Nothing>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(shelf_count::miss(office, caller, &request, case)?.into()))).await
}

/// Gives up the missing card of a case: it is valid no more, and another is printed.
#[utoipa::path(post, path = "/cases/{case}/loss", tag = "custody", request_body = Option<Nothing>,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn lose_card(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<Nothing>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(shelf_count::give_up(office, caller, &request, case)?.into()))).await
}

/// What a stock-take found.
#[derive(Serialize, ToSchema)]
pub(super) struct ShelfCountedAnswer {
    /// The stock-take.
    count: String,
    /// Cards that should lie there.
    expected: i64,
    /// Cards that were scanned.
    scanned: i64,
    /// Receipts of what was not scanned: these cards are missing now.
    missing: Vec<String>,
    /// Receipts of what should lie elsewhere: these cards are booked here now.
    extra: Vec<String>,
}

impl From<ShelfCounted> for ShelfCountedAnswer {
    fn from(counted: ShelfCounted) -> Self {
        let ShelfCounted { count, expected, scanned, missing, extra } = counted;
        Self { count, expected, scanned, missing, extra }
    }
}

/// Counts a shelf by the receipt of every card on it. Only for who reaches the whole office.
#[utoipa::path(post, path = "/shelf-counts", tag = "custody", request_body = ShelfScansRequest, params(KeyHeader),
    responses((status = 200, body = ShelfCountedAnswer)))]
pub(super) async fn count_shelf(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<ShelfScansRequest>,
) -> Result<Json<ShelfCountedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        Ok(Json(shelf_count::take_stock(office, caller, &request, &sent.body.shelf, &sent.body.scanned)?.into()))
    })
    .await
}

/// A stock-take of a shelf.
#[derive(Serialize, ToSchema)]
pub(super) struct ShelfCountAnswer {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Cards that should lie there.
    expected: i64,
    /// Cards that were scanned.
    scanned: i64,
    /// Cards that were not found.
    missing: i64,
    /// Cards that should lie elsewhere.
    extra: i64,
}

/// The latest 50 stock-takes of a shelf.
#[utoipa::path(get, path = "/shelves/{shelf}/counts", tag = "custody", params(("shelf" = String, Path, example = "RAK-01")),
    responses((status = 200, body = Vec<ShelfCountAnswer>)))]
pub(super) async fn shelf_counts(
    State(site): State<Site>,
    api: ApiCaller,
    Path(shelf): Path<String>,
) -> Result<Json<Vec<ShelfCountAnswer>>, Unfinished> {
    call(&site, api, move |office, caller| {
        let line = |count: domain::card::ShelfCount| ShelfCountAnswer {
            at: instant(office, count.at),
            expected: count.expected,
            scanned: count.scanned,
            missing: count.missing,
            extra: count.extra,
        };
        Ok(Json(shelf_count::counts(office, caller, &shelf)?.into_iter().map(line).collect()))
    })
    .await
}

/// Signs of brokers of the last 30 days. None proves a wrong, and nothing follows from them by itself.
#[derive(Serialize, ToSchema)]
pub(super) struct SignalsAnswer {
    /// One number for people of several family cards with open cases.
    phones: Vec<PhoneSignAnswer>,
    /// One proxy for people of several family cards.
    proxies: Vec<ProxySignAnswer>,
    /// Runs that passed over a higher class, with the reason that was given.
    out_of_order: Vec<super::room::RunAnswer>,
    /// Accounts that looked at people without an open case.
    lookers: Vec<LookerAnswer>,
    /// Cases of people whose NIKs follow one another.
    nik_runs: Vec<Vec<SignCaseAnswer>>,
}

/// One number for people of several family cards.
#[derive(Serialize, ToSchema)]
pub(super) struct PhoneSignAnswer {
    /// The number, masked; null for who may not see it.
    phone: Option<String>,
    /// Family cards.
    families: i64,
    /// The open cases.
    cases: Vec<SignCaseAnswer>,
}

/// One proxy for people of several family cards.
#[derive(Serialize, ToSchema)]
pub(super) struct ProxySignAnswer {
    /// The NIK on the proxy's own card, masked.
    nik: String,
    /// The name on it.
    name: String,
    /// Cards that were fetched.
    cards_fetched: i64,
    /// Family cards.
    families: i64,
    /// The cases.
    cases: Vec<SignCaseAnswer>,
}

/// An account that looked at people without an open case.
#[derive(Serialize, ToSchema)]
pub(super) struct LookerAnswer {
    /// The account.
    account: String,
    /// Whose it is.
    name: String,
    /// Looks.
    looks: i64,
    /// People without an open case whom they showed.
    outside: i64,
}

/// A case that a sign leads to.
#[derive(Serialize, ToSchema)]
pub(super) struct SignCaseAnswer {
    /// The case.
    case: String,
    /// Whose.
    person: i64,
}

impl SignalsAnswer {
    fn new(found: Signals, sees_phones: bool) -> Self {
        let cases = |lines: &[CaseLine]| -> Vec<SignCaseAnswer> {
            lines.iter().map(|line| SignCaseAnswer { case: line.case.to_string(), person: line.person.0 }).collect()
        };
        let phones = found.phones.iter().map(|(shared, lines)| PhoneSignAnswer {
            phone: sees_phones.then(|| MaskedPhone::new(&shared.phone.national()).to_string()),
            families: shared.families,
            cases: cases(lines),
        });
        let proxies = found.proxies.iter().map(|(proxy, lines)| ProxySignAnswer {
            nik: MaskedNumber::new(proxy.nik.as_str()).to_string(),
            name: proxy.name.clone(),
            cards_fetched: proxy.cards,
            families: proxy.families,
            cases: cases(lines),
        });
        let lookers = found.lookers.iter().map(|(count, name)| LookerAnswer {
            account: count.account.to_string(),
            name: name.clone(),
            looks: count.looks,
            outside: count.outside,
        });
        let run = |run: &Vec<signals::OpenedLine>| {
            run.iter().map(|line| SignCaseAnswer { case: line.case.to_string(), person: line.person.0 }).collect()
        };
        Self {
            phones: phones.collect(),
            proxies: proxies.collect(),
            out_of_order: found.out_of_order.iter().map(super::room::RunAnswer::new).collect(),
            lookers: lookers.collect(),
            nik_runs: found.nik_runs.iter().map(run).collect(),
        }
    }
}

/// The signs of brokers, each with its cases.
#[utoipa::path(get, path = "/signals", tag = "office", responses((status = 200, body = SignalsAnswer)))]
pub(super) async fn broker_signals(State(site): State<Site>, api: ApiCaller) -> Result<Json<SignalsAnswer>, Unfinished> {
    call(&site, api, |office, caller| Ok(Json(SignalsAnswer::new(signals::signals(office, caller)?, caller.sees(Field::Phone))))).await
}
