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
    Tx, Write,
    journal::Actor,
    queries::stock,
    tables::{self, blank::MovementRow},
};

pub use store::queries::stock::{MovementLine, StockLine};

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    looking::Impersonal,
    office::append,
    order::{Concern, Order, text},
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

impl Impersonal for StockBoard {}

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
    let Delivery { label, source, store, quantity } = delivery;
    office.order(caller, request, ReceiveBlanks { label, source, store: code(&store), quantity })
}

/// The order behind [`receive`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ReceiveBlanks {
    label: String,
    #[serde(with = "text")]
    source: LotSource,
    store: String,
    quantity: i64,
}

impl ReceiveBlanks {
    fn label(&self) -> Result<String, Refusal> {
        let label = free_text(&self.label).map_err(|problem| Refusal::field("lot", problem))?;
        let fits = label.chars().count() <= LABEL_CHARS_MAX;
        if fits { Ok(label) } else { Err(Refusal::field("lot", FieldProblem::TooLong { max: LABEL_CHARS_MAX })) }
    }
}

impl Order for ReceiveBlanks {
    const NAME: &'static str = "receive_blanks";
    const ACT: Act = Act::ReceiveBlanks;
    type Outcome = BlanksMoved;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        Ok(self.label().map(drop)?)
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let store = place_of(write, "to", &self.store, PlaceKind::Store)?;
        let outside = tables::place::get_only(write, PlaceKind::Outside)?.id;
        let (lot, label, source, quantity) = (write.draw.lot_id(), self.label()?, self.source, self.quantity);
        let command = BlankCommand::Receive { lot, label, source, outside, store: store.clone(), quantity };
        run(write, actor, &command, &store)
    }
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
    office.order(caller, request, MoveBlanks { from: code(from), to: code(to), quantity })
}

/// The order behind [`move_blanks`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct MoveBlanks {
    from: String,
    to: String,
    quantity: i64,
}

impl Order for MoveBlanks {
    const NAME: &'static str = "move_blanks";
    const ACT: Act = Act::MoveBlanks;
    type Outcome = BlanksMoved;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let (from, to) = (any_place(write, "from", &self.from)?, any_place(write, "to", &self.to)?);
        let command = BlankCommand::Move { from: from.clone(), to, quantity: self.quantity };
        run(write, actor, &command, &from)
    }
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
    office.order(caller, request, SpoilBlanks { from: code(from), quantity, cause })
}

/// The order behind [`spoil`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SpoilBlanks {
    from: String,
    quantity: i64,
    #[serde(with = "text")]
    cause: SpoilCause,
}

impl Order for SpoilBlanks {
    const NAME: &'static str = "spoil_blanks";
    const ACT: Act = Act::MoveBlanks;
    type Outcome = BlanksMoved;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let from = any_place(write, "from", &self.from)?;
        let bin = tables::place::get_only(write, PlaceKind::SpoiledBin)?.id;
        let command = BlankCommand::Spoil { from: from.clone(), bin, quantity: self.quantity, cause: self.cause, case: None };
        run(write, actor, &command, &from)
    }
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
