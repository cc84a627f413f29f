//! The blank stock: balances, the equation, receiving, moving, spoiled blanks.

use app::{
    AppError,
    stock::{self, StockBoard},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    blank::BlankState,
    place::{Place, PlaceKind},
};

use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{Choice, EquationPart, MoveForm, Movement, Nav, PlaceRow, ReceiveForm, SpoilForm, StockPage, Tone, routes},
    request::{MoveRequest, ReceiveRequest, SpoilRequest},
    session::PageCaller,
    state::Site,
};

/// What was typed into a form that was refused.
#[derive(Default)]
struct Typed {
    receive: ReceiveRequest,
    transfer: MoveRequest,
    spoil: SpoilRequest,
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match board(&site, &page, &Typed::default()).await {
        Ok(mut board) => {
            board.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &board)
        }
        Err(response) => response,
    }
}

pub(crate) async fn receive(State(site): State<Site>, posted: Posted<ReceiveRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(delivery) => site.run(move |office| stock::receive(office, &caller, &request, delivery)).await.map(|_| "received"),
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, result, "terima", Typed { receive: body, ..Typed::default() }).await
}

pub(crate) async fn transfer(State(site): State<Site>, posted: Posted<MoveRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, sent) = (page.caller.clone(), body.clone());
    let result = match body.read() {
        Ok(pieces) => {
            let moved = move |office: &app::Office| stock::move_blanks(office, &caller, &request, (&sent.from, &sent.to), pieces, &sent.serials);
            site.run(moved).await.map(|_| "moved")
        }
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, result, "pindah", Typed { transfer: body, ..Typed::default() }).await
}

pub(crate) async fn spoil(State(site): State<Site>, posted: Posted<SpoilRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let (caller, sent) = (page.caller.clone(), body.clone());
    let result = match body.read() {
        Ok(spoiled) => {
            site.run(move |office| stock::spoil(office, &caller, &request, &sent.from, spoiled, &sent.serials)).await.map(|_| "blanks_spoiled")
        }
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, result, "rusak", Typed { spoil: body, ..Typed::default() }).await
}

async fn done(site: &Site, page: &PageCaller, result: Result<&'static str, AppError>, form: &str, typed: Typed) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(routes::STOCK, Some(notice)),
        Err(error) => error,
    };
    let id_of = |field: &str| Some(if field == "cause" { format!("{form}-cause-failed_encode") } else { format!("{form}-{field}") });
    let Some(errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    match board(site, page, &typed).await {
        Ok(mut board) => {
            board.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &board)
        }
        Err(response) => response,
    }
}

async fn board(site: &Site, page: &PageCaller, typed: &Typed) -> Result<StockPage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| stock::board(office, &caller)).await;
    let found = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let lang = page.lang;
    let of_place = |place: &Place, state: BlankState| -> i64 {
        let lines = found.lines.iter().filter(|line| line.place.id == place.id && line.state == state);
        lines.map(|line| line.quantity).sum()
    };
    let mut held: Vec<&Place> = found.lines.iter().map(|line| &line.place).collect();
    held.dedup_by_key(|place| place.id);
    let row = |place: &&Place| {
        let quantities: Vec<i64> = BlankState::ALL.iter().map(|state| of_place(place, *state)).collect();
        PlaceRow { name: place.name.clone(), total: quantities.iter().sum(), quantities }
    };
    let places: Vec<PlaceRow> = held.iter().map(row).collect();
    let total = |state: &BlankState| found.lines.iter().filter(|line| line.state == *state).map(|line| line.quantity).sum();
    let (receives, moves) = (page.caller.may(Act::ReceiveBlanks), page.caller.may(Act::MoveBlanks));
    Ok(StockPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Stock)),
        states: BlankState::ALL.iter().map(|state| lang.blank_state(state.code()).to_owned()).collect(),
        places,
        totals: BlankState::ALL.iter().map(total).collect(),
        received: found.received,
        parts: parts(lang, &found),
        receive: receives.then(|| receive_form(&typed.receive)),
        move_form: moves.then(|| MoveForm {
            from: holders(&found, &typed.transfer.from),
            to: holders(&found, &typed.transfer.to),
            quantity: typed.transfer.quantity.clone(),
        }),
        spoil: moves.then(|| SpoilForm {
            from: holders(&found, &typed.spoil.from),
            quantity: typed.spoil.quantity.clone(),
            cause: typed.spoil.cause.clone(),
        }),
        movements: found.movements.iter().map(|movement| movement_line(lang, movement)).collect(),
    })
}

fn receive_form(typed: &ReceiveRequest) -> ReceiveForm {
    let ReceiveRequest { lot, quantity, source, letter, .. } = typed.clone();
    ReceiveForm { lot, quantity, source, letter }
}

/// The places that can hold new blanks.
fn holders(board: &StockBoard, chosen: &str) -> Vec<Choice> {
    let holds = |place: &&Place| matches!(place.kind, PlaceKind::Store | PlaceKind::Printer);
    board.places.iter().filter(holds).map(|place| Choice::new(&place.code, &place.name, chosen)).collect()
}

/// Where everything that was received is: in stores, at printers, used, spoiled.
fn parts(lang: Lang, board: &StockBoard) -> Vec<EquationPart> {
    let sum = |kind: PlaceKind| board.lines.iter().filter(|line| line.place.kind == kind).map(|line| line.quantity).sum();
    let part = |(kind, tone): (PlaceKind, Tone)| EquationPart { name: lang.place_kind(kind.code()).to_owned(), quantity: sum(kind), tone };
    let kinds = [
        (PlaceKind::Store, Tone::Good),
        (PlaceKind::Printer, Tone::Info),
        (PlaceKind::Issued, Tone::Plain),
        (PlaceKind::SpoiledBin, Tone::Stop),
    ];
    kinds.into_iter().map(part).collect()
}

fn movement_line(lang: Lang, movement: &stock::MovementLine) -> Movement {
    let cause = movement.cause.as_deref().map(|cause| lang.spoil_cause(cause));
    Movement {
        at: movement.at,
        what: lang.happened(&movement.kind).to_owned(),
        from: movement.from.clone(),
        to: movement.to.clone(),
        quantity: movement.quantity,
        who: movement.actor.clone(),
        note: Some(cause.map_or_else(|| movement.lot.clone(), |cause| format!("{} · {cause}", movement.lot))),
    }
}
