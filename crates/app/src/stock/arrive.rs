//! Blanks that arrive: by their papers first, then as they are counted. What is missing stays on its way, as an open difference.

use domain::{
    Event, Refusal,
    access::Act,
    blank::{BlankCommand, BlankRefusal, Item, LotSource},
    closing::{DifferenceEvent, DifferenceKind, apply_difference},
    id::{LotId, RequestId},
    place::{Place, PlaceKind},
    refusal::FieldProblem,
};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, tables};

use super::{BlanksMoved, read_serials, run};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    office::append,
    order::{Concern, Order, text},
    places::{code, place_of},
    register::free_text,
};

/// The longest number on a delivery's papers, characters.
const LABEL_CHARS_MAX: usize = 60;

/// A delivery as it was typed.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The number on its papers.
    pub label: String,
    /// From whom.
    pub source: LotSource,
    /// The store's code.
    pub store: String,
    /// What was delivered.
    pub item: Item,
    /// Pieces by the papers.
    pub quantity: i64,
    /// Pieces counted; `None` when nobody counted yet.
    pub counted: Option<i64>,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// The chips, as they were scanned; empty when they are not known.
    pub serials: String,
}

/// Books a delivery into a store. Fewer counted than the papers say is an open difference.
pub fn receive(office: &Office, caller: &Caller, request: &Request, delivery: Delivery) -> Result<BlanksMoved, AppError> {
    let Delivery { label, source, store, item, quantity, counted, request: asked, serials } = delivery;
    office.order(caller, request, ReceiveBlanks { label, source, store: code(&store), item, quantity, counted, request: asked, serials })
}

/// The order behind [`receive`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ReceiveBlanks {
    label: String,
    #[serde(with = "text")]
    source: LotSource,
    store: String,
    #[serde(with = "text")]
    item: Item,
    quantity: i64,
    counted: Option<i64>,
    #[serde(with = "text::maybe")]
    request: Option<RequestId>,
    serials: String,
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
        self.label()?;
        read_serials(&self.serials)?;
        // What is counted goes into stock by its source; what was found at a count is booked by settling the difference.
        if self.source == LotSource::Found { Err(Refusal::field("source", FieldProblem::NotAChoice).into()) } else { Ok(()) }
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let store = place_of(write, "to", &self.store, PlaceKind::Store)?;
        if let Some(request) = self.request
            && tables::request::find_request(write, request)?.is_none()
        {
            return Err(Refusal::field("request", FieldProblem::NotAChoice).into());
        }
        let arrival = Arrival {
            lot: write.draw.lot_id(),
            item: self.item,
            label: self.label()?,
            source: self.source,
            quantity: self.quantity,
            request: self.request,
        };
        arrival.book(write, actor, &store, self.counted, &self.serials)
    }
}

/// A delivery as its papers have it.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The new lot.
    pub lot: LotId,
    /// What.
    pub item: Item,
    /// The number on its papers.
    pub label: String,
    /// From whom.
    pub source: LotSource,
    /// Pieces by the papers.
    pub quantity: i64,
    /// The request that it answers.
    pub request: Option<RequestId>,
}

impl Arrival {
    /// Books the delivery, and what was counted of it, in the running transaction.
    pub(crate) fn book(
        self,
        write: &mut Write<'_>,
        actor: Actor,
        store: &Place,
        counted: Option<i64>,
        serials: &str,
    ) -> Result<BlanksMoved, AppError> {
        let Self { lot, item, label, source, quantity, request } = self;
        let outside = tables::place::get_only(write, PlaceKind::Outside)?.id;
        let serials = read_serials(serials)?;
        let command =
            BlankCommand::Receive { lot, item, label, source, outside, store: store.clone(), quantity, request, serials: serials.clone() };
        let received = run(write, actor, &command, (item, &serials), (store.id, store))?;
        match counted {
            Some(counted) => accept_in(write, actor, store, (lot, item), counted),
            None => Ok(received),
        }
    }
}

/// Counts what arrived at a store of a delivery or of a shipment from another store.
pub fn accept(office: &Office, caller: &Caller, request: &Request, store: &str, lot: LotId, counted: i64) -> Result<BlanksMoved, AppError> {
    office.order(caller, request, AcceptArrival { store: code(store), lot, counted })
}

/// The order behind [`accept`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AcceptArrival {
    store: String,
    #[serde(with = "text")]
    lot: LotId,
    counted: i64,
}

impl Order for AcceptArrival {
    const NAME: &'static str = "accept_arrival";
    const ACT: Act = Act::ReceiveBlanks;
    type Outcome = BlanksMoved;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let store = place_of(write, "to", &self.store, PlaceKind::Store)?;
        let lot = tables::blank::find_lot(write, self.lot)?.ok_or_else(|| Refusal::field("lot", FieldProblem::NotAChoice))?;
        let open = tables::closing::open_differences(write)?;
        if open.iter().any(|difference| difference.place == store.id && difference.lot == Some(self.lot)) {
            // It was counted before: what is missing is settled by two people.
            return Err(BlankRefusal::DifferenceOpen { place: store.code }.into());
        }
        accept_in(write, actor, &store, (self.lot, lot.item), self.counted)
    }
}

fn accept_in(
    write: &mut Write<'_>,
    actor: Actor,
    store: &Place,
    (lot, item): (LotId, Item),
    counted: i64,
) -> Result<BlanksMoved, AppError> {
    if counted < 0 {
        return Err(BlankRefusal::BadQuantity { quantity: counted }.into());
    }
    let expected = tables::blank::balances_at(write, store.id, item)?.of_lot(store.id, lot, domain::blank::BlankState::InTransit);
    let accepted = run(write, actor, &BlankCommand::Accept { lot, at: store.clone(), counted }, (item, &[]), (store.id, store))?;
    if counted < expected {
        let opened = DifferenceEvent::Opened { place: store.id, item, lot: Some(lot), kind: DifferenceKind::Delivery, expected, counted };
        open_difference(write, actor, opened)?;
    }
    Ok(accepted)
}

/// Opens a difference in the running transaction.
pub(super) fn open_difference(write: &mut Write<'_>, actor: Actor, opened: DifferenceEvent) -> Result<(), AppError> {
    let id = write.draw.difference_id();
    if let Some(difference) = apply_difference(None, id, &opened, write.now) {
        tables::closing::save_difference(write, &difference)?;
    }
    append(write, actor, &Event::Difference(id, opened))?;
    Ok(())
}
