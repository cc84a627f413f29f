//! The blank stock.

use domain::{
    Event, Refusal,
    access::Act,
    blank::{self, BlankCommand, BlankEvent, LotSource},
    case::SpoilCause,
    place::{Place, PlaceKind},
    refusal::FieldProblem,
};
use serde::{Deserialize, Serialize};
use store::{
    Write,
    journal::Actor,
    queries::stock,
    tables::{self, blank::MovementRow},
};

pub use store::queries::stock::{MovementLine, StockLine};

use crate::{
    AppError, Caller, Office, Request,
    office::{append, authorise},
    places::{any_place, code, place_of},
    register::free_text,
};

/// The last movements that the page lists.
const MOVEMENTS: i64 = 20;

/// The longest number on a delivery's papers, characters.
const LABEL_CHARS_MAX: usize = 60;

/// The stock page.
#[derive(Clone, Debug)]
pub struct StockBoard {
    /// By place and state.
    pub lines: Vec<StockLine>,
    /// All places.
    pub places: Vec<Place>,
    /// Everything that was ever received; equals the sum of the lines.
    pub received: i64,
    /// The last movements, newest first.
    pub movements: Vec<MovementLine>,
}

/// Shows the stock.
pub fn board(office: &Office, caller: &Caller) -> Result<StockBoard, AppError> {
    office.view(caller, Act::ViewStock, |tx| {
        Ok(StockBoard {
            lines: stock::by_place(tx)?,
            places: tables::place::all(tx)?,
            received: stock::received(tx)?,
            movements: stock::movements(tx, MOVEMENTS)?,
        })
    })
}

/// Blanks moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlanksMoved {
    /// New blanks at the place to which (or from which) they moved, afterwards.
    pub place: String,
    /// How many it holds now.
    pub left: i64,
}

/// A delivery as it was typed.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The number on its papers.
    pub label: String,
    /// From whom.
    pub source: LotSource,
    /// The store's code.
    pub store: String,
    /// Pieces.
    pub quantity: i64,
}

/// Books a delivery into a store.
pub fn receive(office: &Office, caller: &Caller, request: &Request, delivery: Delivery) -> Result<BlanksMoved, AppError> {
    authorise(caller, Act::ReceiveBlanks)?;
    let label = free_text(&delivery.label).map_err(|problem| Refusal::field("lot", problem))?;
    if label.chars().count() > LABEL_CHARS_MAX {
        return Err(Refusal::field("lot", FieldProblem::TooLong { max: LABEL_CHARS_MAX }).into());
    }
    office.command("receive_blanks", caller, Act::ReceiveBlanks, request, move |write, actor| {
        let store = place_of(write, "to", &code(&delivery.store), PlaceKind::Store)?;
        let outside = tables::place::get_only(write, PlaceKind::Outside)?.id;
        let (lot, label, quantity) = (write.draw.lot_id(), label.clone(), delivery.quantity);
        let command = BlankCommand::Receive { lot, label, source: delivery.source, outside, store: store.clone(), quantity };
        run(write, actor, &command, &store)
    })
}

/// Moves new blanks between stores and printers; to a printer this is the issue to it.
pub fn move_blanks(
    office: &Office,
    caller: &Caller,
    request: &Request,
    from: &str,
    to: &str,
    quantity: i64,
) -> Result<BlanksMoved, AppError> {
    let (from, to) = (code(from), code(to));
    office.command("move_blanks", caller, Act::MoveBlanks, request, move |write, actor| {
        let (from, to) = (any_place(write, "from", &from)?, any_place(write, "to", &to)?);
        let command = BlankCommand::Move { from: from.clone(), to, quantity };
        run(write, actor, &command, &from)
    })
}

/// Books spoiled blanks that no print attempt spoiled.
pub fn spoil(
    office: &Office,
    caller: &Caller,
    request: &Request,
    from: &str,
    quantity: i64,
    cause: SpoilCause,
) -> Result<BlanksMoved, AppError> {
    let from = code(from);
    office.command("spoil_blanks", caller, Act::MoveBlanks, request, move |write, actor| {
        let from = any_place(write, "from", &from)?;
        let bin = tables::place::get_only(write, PlaceKind::SpoiledBin)?.id;
        let command = BlankCommand::Spoil { from: from.clone(), bin, quantity, cause, case: None };
        run(write, actor, &command, &from)
    })
}

/// Decides and posts a command in the running transaction; answers what `shown` holds afterwards.
pub(crate) fn run(write: &mut Write<'_>, actor: Actor, command: &BlankCommand, shown: &Place) -> Result<BlanksMoved, AppError> {
    let from = match command {
        BlankCommand::Receive { store, .. } => store.id,
        BlankCommand::Move { from, .. } | BlankCommand::Spoil { from, .. } => from.id,
        BlankCommand::Use { printer, .. } => printer.id,
    };
    let balances = tables::blank::balances_at(write, from)?;
    post(write, actor, blank::decide(&balances, command)?)?;
    let left = tables::blank::balances_at(write, shown.id)?.new_at(shown.id);
    Ok(BlanksMoved { place: shown.code.clone(), left })
}

/// Posts decided movements: journal, ledger and balances.
pub(crate) fn post(write: &mut Write<'_>, actor: Actor, events: Vec<BlankEvent>) -> Result<(), AppError> {
    for event in events {
        let seq = append(write, actor, &Event::Blank(event.clone()))?;
        let at = write.now;
        tables::blank::post(write, &MovementRow { seq, at, event })?;
    }
    Ok(())
}
