//! Shelves with their cards, and the stock of blanks.

use app::{
    Office,
    custody::{self, ShelfBoard},
    stock::{self, BlanksMoved, StockBoard},
};
use axum::{Json, extract::State};
use domain::id::CaseId;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    caller::ApiCaller,
    case::CaseChangedAnswer,
    json::{KeyHeader, Of, Sent, call, instant},
    problem::Unfinished,
};
use crate::{
    request::{MoveRequest, ReceiveRequest, ShelveRequest, SpoilRequest},
    state::Site,
};

/// Shelves and what waits for one.
#[derive(Serialize, ToSchema)]
pub(super) struct ShelvesAnswer {
    /// All shelves, ordered by code.
    shelves: Vec<ShelfAnswer>,
    /// Printed cards that lie nowhere yet, the oldest first, at most 200.
    unshelved: Vec<UnshelvedAnswer>,
}

/// A shelf.
#[derive(Serialize, ToSchema)]
pub(super) struct ShelfAnswer {
    /// The code on its label, `RAK-01`.
    code: String,
    /// Its name.
    name: String,
    /// Cards on it.
    cards: i64,
}

/// A printed card that lies nowhere yet.
#[derive(Serialize, ToSchema)]
pub(super) struct UnshelvedAnswer {
    /// The case.
    case: String,
    /// Its receipt.
    receipt: String,
    /// Whose card.
    person: i64,
    /// Name.
    name: String,
    /// Since when it is printed.
    #[schema(format = DateTime)]
    since: String,
}

impl ShelvesAnswer {
    fn new(office: &Office, board: ShelfBoard) -> Self {
        let shelves = board.shelves.into_iter().map(|shelf| ShelfAnswer { code: shelf.code, name: shelf.name, cards: shelf.cards });
        let unshelved = board.unshelved.into_iter().map(|card| UnshelvedAnswer {
            case: card.case.to_string(),
            receipt: card.receipt.to_string(),
            person: card.person.0,
            name: card.name,
            since: instant(office, card.since),
        });
        Self { shelves: shelves.collect(), unshelved: unshelved.collect() }
    }
}

/// The shelves with their cards, and the cards without a shelf.
#[utoipa::path(get, path = "/shelves", tag = "custody", responses((status = 200, body = ShelvesAnswer)))]
pub(super) async fn shelves(State(site): State<Site>, api: ApiCaller) -> Result<Json<ShelvesAnswer>, Unfinished> {
    call(&site, api, |office, caller| Ok(Json(ShelvesAnswer::new(office, custody::shelf_board(office, caller)?)))).await
}

/// Puts the card of a case on a shelf, or on another one.
#[utoipa::path(post, path = "/cases/{case}/shelf", tag = "custody", request_body = ShelveRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn shelve_card(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<ShelveRequest>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(custody::shelve(office, caller, &request, case, &sent.body.shelf)?.into()))).await
}

/// The stock of blanks.
#[derive(Serialize, ToSchema)]
pub(super) struct StockAnswer {
    /// All blanks that were ever received; equals the sum of the lines of blanks.
    received: i64,
    /// By place and state, ordered by place code.
    lines: Vec<StockLineAnswer>,
    /// All places of the office.
    places: Vec<PlaceAnswer>,
    /// The last movements, newest first.
    movements: Vec<MovementAnswer>,
    /// What is on its way and not counted.
    arriving: Vec<ArrivingAnswer>,
    /// Open differences, the oldest first.
    differences: Vec<DifferenceAnswer>,
    /// Places that are stopped.
    stops: Vec<StopAnswer>,
    /// Counts since the last working day, the latest first.
    counts: Vec<RunningCountAnswer>,
}

/// What is on its way.
#[derive(Serialize, ToSchema)]
pub(super) struct ArrivingAnswer {
    /// The store that expects it.
    place: String,
    /// The lot.
    lot: String,
    /// The number on its papers.
    label: String,
    /// What.
    item: String,
    /// Pieces.
    quantity: i64,
}

/// An open difference.
#[derive(Serialize, ToSchema)]
pub(super) struct DifferenceAnswer {
    /// The difference.
    difference: String,
    /// The place's code.
    place: String,
    /// What.
    item: String,
    /// `delivery`, `short` or `over`.
    kind: String,
    /// Pieces by the books or papers.
    expected: i64,
    /// Pieces counted.
    counted: i64,
}

/// A place that is stopped.
#[derive(Serialize, ToSchema)]
pub(super) struct StopAnswer {
    /// The place's code.
    place: String,
    /// The place at fault.
    by: String,
    /// The day that was not closed; null for an open difference.
    #[schema(format = Date)]
    not_closed: Option<String>,
}

/// A count of a place.
#[derive(Serialize, ToSchema)]
pub(super) struct RunningCountAnswer {
    /// The count.
    closing: String,
    /// The place's code.
    place: String,
    /// For which day.
    #[schema(format = Date)]
    day: String,
    /// `counting`, `counted`, `confirmed` or `dropped`.
    state: String,
}

/// What a place holds.
#[derive(Serialize, ToSchema)]
pub(super) struct StockLineAnswer {
    /// The place's code.
    place: String,
    /// `blank`, `ribbon`, `film` or `cleaning_kit`.
    item: String,
    /// `new`, `in_transit`, `reserved`, `uncertain`, `used`, `spoiled`, `returned`, `lent`, `destroyed` or `lost`.
    state: String,
    /// Pieces.
    quantity: i64,
}

/// A place of the office.
#[derive(Serialize, ToSchema)]
pub(super) struct PlaceAnswer {
    /// The code on its label.
    code: String,
    /// Its name.
    name: String,
    /// `store`, `printer`, `shelf` and others.
    kind: String,
}

/// One movement.
#[derive(Serialize, ToSchema)]
pub(super) struct MovementAnswer {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// `received`, or a kind of movement: `moved`, `sent`, `accepted`, `used`, `spoiled` and others.
    kind: String,
    /// What moved.
    item: String,
    /// The lot's number.
    lot: String,
    /// Pieces.
    quantity: i64,
    /// From which place, its name.
    from: String,
    /// To which.
    to: String,
    /// Why, when spoiled.
    cause: Option<String>,
    /// Who.
    actor: String,
}

impl StockAnswer {
    fn new(office: &Office, board: StockBoard) -> Self {
        let code = |id| board.places.iter().find(|place| place.id == id).map(|place| place.code.clone()).unwrap_or_default();
        let differences = board.differences.iter().map(|one| DifferenceAnswer {
            difference: one.id.to_string(),
            place: code(one.place),
            item: one.item.to_string(),
            kind: one.kind.to_string(),
            expected: one.expected,
            counted: one.counted,
        });
        let counts = board.closings.iter().map(|one| RunningCountAnswer {
            closing: one.id.to_string(),
            place: code(one.place),
            day: one.day.to_string(),
            state: one.state.to_string(),
        });
        let (differences, counts) = (differences.collect(), counts.collect());
        let stops = board.stops.into_iter().map(|(place, stop)| StopAnswer {
            place: place.code,
            by: stop.place,
            not_closed: stop.not_closed.map(|day| day.to_string()),
        });
        let arriving = board.arriving.into_iter().map(|line| ArrivingAnswer {
            place: line.place.code,
            lot: line.lot.to_string(),
            label: line.label,
            item: line.item.to_string(),
            quantity: line.quantity,
        });
        let lines = board.lines.into_iter().map(|line| StockLineAnswer {
            place: line.place.code,
            item: line.item.to_string(),
            state: line.state.to_string(),
            quantity: line.quantity,
        });
        let places = board.places.into_iter().map(|place| PlaceAnswer { code: place.code, name: place.name, kind: place.kind.to_string() });
        let movements = board.movements.into_iter().map(|movement| MovementAnswer {
            at: instant(office, movement.at),
            kind: movement.kind,
            item: movement.item.to_string(),
            lot: movement.lot,
            quantity: movement.quantity,
            from: movement.from,
            to: movement.to,
            cause: movement.cause,
            actor: movement.actor,
        });
        Self {
            received: board.received,
            lines: lines.collect(),
            places: places.collect(),
            movements: movements.collect(),
            arriving: arriving.collect(),
            differences,
            stops: stops.collect(),
            counts,
        }
    }
}

/// The stock of blanks with the last movements.
#[utoipa::path(get, path = "/stock", tag = "stock", responses((status = 200, body = StockAnswer)))]
pub(super) async fn stock(State(site): State<Site>, api: ApiCaller) -> Result<Json<StockAnswer>, Unfinished> {
    call(&site, api, |office, caller| Ok(Json(StockAnswer::new(office, stock::board(office, caller)?)))).await
}

/// Blanks moved.
#[derive(Serialize, ToSchema)]
pub(super) struct BlanksMovedAnswer {
    /// The place that received a delivery, or that gave blanks away: its code.
    place: String,
    /// New blanks that it holds now.
    left: i64,
}

impl From<BlanksMoved> for BlanksMovedAnswer {
    fn from(moved: BlanksMoved) -> Self {
        Self { place: moved.place, left: moved.left }
    }
}

/// Books a delivery into a store.
#[utoipa::path(post, path = "/stock/receipts", tag = "stock", request_body = ReceiveRequest, params(KeyHeader),
    responses((status = 200, body = BlanksMovedAnswer)))]
pub(super) async fn receive_blanks(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<ReceiveRequest>,
) -> Result<Json<BlanksMovedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(stock::receive(office, caller, &request, sent.body.read()?)?.into()))).await
}

/// Moves new blanks between stores and printers; to a printer this is the issue to it.
#[utoipa::path(post, path = "/stock/moves", tag = "stock", request_body = MoveRequest, params(KeyHeader),
    responses((status = 200, body = BlanksMovedAnswer)))]
pub(super) async fn move_blanks(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<MoveRequest>,
) -> Result<Json<BlanksMovedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let moved = &sent.body;
        Ok(Json(stock::move_blanks(office, caller, &request, (&moved.from, &moved.to), moved.read()?, &moved.serials)?.into()))
    })
    .await
}

/// Books spoiled blanks that no print attempt spoiled.
#[utoipa::path(post, path = "/stock/spoilages", tag = "stock", request_body = SpoilRequest, params(KeyHeader),
    responses((status = 200, body = BlanksMovedAnswer)))]
pub(super) async fn spoil_blanks(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<SpoilRequest>,
) -> Result<Json<BlanksMovedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        Ok(Json(stock::spoil(office, caller, &request, &sent.body.from, sent.body.read()?, &sent.body.serials)?.into()))
    })
    .await
}
