//! The closing of the day of a place, and the settling of differences.

use std::collections::BTreeMap;

use domain::{
    Event, Refusal,
    access::Act,
    blank::{BlankCommand, BlankState, Item, LotSource},
    closing::{
        Closing, ClosingCommand, ClosingEvent, ClosingRefusal, Counted, Difference, DifferenceEvent, DifferenceKind, Settlement, apply,
        apply_difference, decide, settle,
    },
    id::{ClosingId, DifferenceId, PlaceId},
    place::{Place, PlaceKind},
    refusal::FieldProblem,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{
    StoreFault, Tx, Write,
    journal::{self, Actor},
    queries::stock,
    tables,
};

use super::{Arrival, arrive::open_difference, run};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    office::append,
    order::{Concern, Order, text},
    places::{any_place, code},
    register::free_text,
};

/// A closing moved on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingChanged {
    /// Its identifier.
    pub closing: String,
    /// Where it stands now, code of [`domain::closing::ClosingState`].
    pub state: String,
    /// Differences that it opened.
    pub differences: i64,
}

impl ClosingChanged {
    fn of(closing: &Closing, differences: i64) -> Self {
        Self { closing: closing.id.to_string(), state: closing.state.to_string(), differences }
    }
}

/// Begins to count a store or printer. The books are kept as they stand now; work may go on.
pub fn begin_count(office: &Office, caller: &Caller, request: &Request, place: &str) -> Result<ClosingChanged, AppError> {
    office.order(caller, request, BeginCount { place: code(place) })
}

/// The order behind [`begin_count`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct BeginCount {
    place: String,
}

impl Order for BeginCount {
    const NAME: &'static str = "begin_count";
    const ACT: Act = Act::CloseDay;
    type Outcome = ClosingChanged;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<ClosingChanged, AppError> {
        let place = any_place(write, "place", &self.place)?;
        if !matches!(place.kind, PlaceKind::Store | PlaceKind::Printer) {
            return Err(Refusal::field("place", FieldProblem::NotAChoice).into());
        }
        Ok(ClosingChanged::of(&begin_in(write, actor, &place, desk.today)?, 0))
    }
}

fn begin_in(write: &mut Write<'_>, actor: Actor, place: &Place, day: Date) -> Result<Closing, AppError> {
    if tables::closing::running_at(write, place.id)?.is_some() {
        return Err(ClosingRefusal::AlreadyCounting.into());
    }
    let booked = booked_at(write, place.id)?;
    if booked.is_empty() {
        return Err(ClosingRefusal::NothingHeld { place: place.code.clone() }.into());
    }
    let at_seq = journal::head(write)?.seq;
    let (id, begun) = (write.draw.closing_id(), ClosingEvent::Begun { place: place.id, day, at_seq, booked });
    save(write, actor, None, id, begun)
}

/// What the books say that lies unused at a place, by item. A place that holds anything is counted for blanks, too.
fn booked_at(tx: &mut Tx<'_>, place: PlaceId) -> Result<BTreeMap<Item, i64>, StoreFault> {
    let held = stock::held(tx)?.into_iter().filter(|line| line.place == place);
    let mut booked: BTreeMap<Item, i64> = held.map(|line| (line.item, line.quantity)).collect();
    if !booked.is_empty() {
        booked.entry(Item::Blank).or_default();
    }
    Ok(booked)
}

fn save(write: &mut Write<'_>, actor: Actor, closing: Option<Closing>, id: ClosingId, event: ClosingEvent) -> Result<Closing, AppError> {
    let after = apply(closing, id, &event, write.now).ok_or(ClosingRefusal::NoSuchClosing)?;
    tables::closing::save_closing(write, &after)?;
    append(write, actor, &Event::Closing(id, event))?;
    Ok(after)
}

/// Enters what was counted, by item.
pub fn enter_count(
    office: &Office,
    caller: &Caller,
    request: &Request,
    closing: ClosingId,
    counts: BTreeMap<Item, i64>,
) -> Result<ClosingChanged, AppError> {
    let counts = counts.into_iter().map(|(item, count)| (item.to_string(), count)).collect();
    office.order(caller, request, EnterCount { closing, counts })
}

/// The order behind [`enter_count`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct EnterCount {
    #[serde(with = "text")]
    closing: ClosingId,
    counts: BTreeMap<String, i64>,
}

impl Order for EnterCount {
    const NAME: &'static str = "enter_count";
    const ACT: Act = Act::CloseDay;
    type Outcome = ClosingChanged;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<ClosingChanged, AppError> {
        let counts = self.counts.iter().filter_map(|(code, count)| Some((Item::from_code(code)?, *count))).collect();
        let command = ClosingCommand::Count { by: desk.caller.account, counts };
        change(write, actor, self.closing, &command)
    }
}

/// Confirms a count as a second person. A difference between count and books is opened.
pub fn confirm_count(office: &Office, caller: &Caller, request: &Request, closing: ClosingId) -> Result<ClosingChanged, AppError> {
    office.order(caller, request, ConfirmCount { closing })
}

/// The order behind [`confirm_count`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ConfirmCount {
    #[serde(with = "text")]
    closing: ClosingId,
}

impl Order for ConfirmCount {
    const NAME: &'static str = "confirm_count";
    const ACT: Act = Act::CloseDay;
    type Outcome = ClosingChanged;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<ClosingChanged, AppError> {
        change(write, actor, self.closing, &ClosingCommand::Confirm { by: desk.caller.account })
    }
}

/// Breaks a count off.
pub fn drop_count(office: &Office, caller: &Caller, request: &Request, closing: ClosingId) -> Result<ClosingChanged, AppError> {
    office.order(caller, request, DropCount { closing })
}

/// The order behind [`drop_count`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DropCount {
    #[serde(with = "text")]
    closing: ClosingId,
}

impl Order for DropCount {
    const NAME: &'static str = "drop_count";
    const ACT: Act = Act::CloseDay;
    type Outcome = ClosingChanged;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<ClosingChanged, AppError> {
        change(write, actor, self.closing, &ClosingCommand::Drop)
    }
}

fn change(write: &mut Write<'_>, actor: Actor, id: ClosingId, command: &ClosingCommand) -> Result<ClosingChanged, AppError> {
    let found = tables::closing::find_closing(write, id)?.ok_or(ClosingRefusal::NoSuchClosing)?;
    let event = decide(&found, command)?;
    let confirmed = matches!(event, ClosingEvent::Confirmed { .. });
    let closing = save(write, actor, Some(found), id, event)?;
    let mut differences = 0;
    for (item, Counted { booked, counted }) in closing.lines.iter().filter(|_| confirmed) {
        let (expected, counted) = (*booked, counted.unwrap_or(*booked));
        if expected != counted {
            let kind = if counted < expected { DifferenceKind::Short } else { DifferenceKind::Over };
            let opened = DifferenceEvent::Opened { place: closing.place, item: *item, lot: None, kind, expected, counted };
            open_difference(write, actor, opened)?;
            differences += 1;
        }
    }
    Ok(ClosingChanged::of(&closing, differences))
}

/// Closes a place with exactly what the books say, by two people, in the running transaction: what happened before.
pub(crate) fn close_in(write: &mut Write<'_>, by: [domain::id::AccountId; 2], place: &Place, day: Date) -> Result<(), AppError> {
    let [first, second] = by;
    let closing = begin_in(write, Actor::Account(first), place, day)?;
    let counts = closing.lines.iter().map(|(item, line)| (*item, line.booked)).collect();
    change(write, Actor::Account(first), closing.id, &ClosingCommand::Count { by: first, counts })?;
    change(write, Actor::Account(second), closing.id, &ClosingCommand::Confirm { by: second })?;
    Ok(())
}

/// Settles a difference, with a reason: an act of two people.
pub fn settle_difference(
    office: &Office,
    caller: &Caller,
    request: &Request,
    difference: DifferenceId,
    how: Settlement,
    reason: &str,
) -> Result<(), AppError> {
    office.order(caller, request, SettleDifference { difference, how, reason: reason.to_owned() })
}

/// The order behind [`settle_difference`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SettleDifference {
    #[serde(with = "text")]
    difference: DifferenceId,
    #[serde(with = "text")]
    how: Settlement,
    reason: String,
}

impl SettleDifference {
    fn reason(&self) -> Result<String, Refusal> {
        free_text(&self.reason).map_err(|problem| Refusal::field("reason", problem))
    }

    /// Books what the settlement means, as opposite movements.
    fn book(&self, write: &mut Write<'_>, actor: Actor, difference: &Difference, place: &Place) -> Result<(), AppError> {
        use {DifferenceKind as K, Settlement as S};
        let (paper, item, quantity, at) = (self.reason()?, difference.item, difference.pieces(), place.clone());
        let outside = tables::place::get_only(write, PlaceKind::Outside)?.id;
        let command = match (difference.kind, self.how, difference.lot) {
            (K::Delivery, S::Found, Some(lot)) => BlankCommand::Accept { lot, at, counted: quantity },
            (K::Delivery, S::Lost, lot @ Some(_)) => BlankCommand::Lose { at, lot, held: BlankState::InTransit, quantity, paper },
            (K::Delivery, S::NeverSent, Some(lot)) => BlankCommand::NeverCame { lot, at, outside, quantity, paper },
            (K::Short, S::Lost, lot) => BlankCommand::Lose { at, lot, held: BlankState::New, quantity, paper },
            (K::Over, S::BookedIn, _) => return book_in(write, actor, place, (item, quantity), paper),
            _ => return Ok(()),
        };
        run(write, actor, &command, (item, &[]), (place.id, place)).map(drop)
    }
}

/// Books pieces in that a count found too many: those that were lost here before, and the rest as a lot of its own.
fn book_in(write: &mut Write<'_>, actor: Actor, place: &Place, (item, quantity): (Item, i64), paper: String) -> Result<(), AppError> {
    let lost = tables::blank::balances_at(write, place.id, item)?.at(place.id, BlankState::Lost).min(quantity);
    if lost > 0 {
        let command = BlankCommand::Find { at: place.clone(), quantity: lost, paper: paper.clone() };
        run(write, actor, &command, (item, &[]), (place.id, place))?;
    }
    let more = quantity - lost;
    if more > 0 {
        // A lot can only begin in a store; what was found at a printer goes on to it at once.
        let feeding = stock::fed_by(write, place.id)?;
        let store = match feeding {
            Some(store) => tables::place::find(write, store)?.ok_or(StoreFault::Missing("the store that feeds a printer"))?,
            None => place.clone(),
        };
        let (lot, label) = (write.draw.lot_id(), paper);
        let arrival = Arrival { lot, item, label, source: LotSource::Found, quantity: more, request: None };
        arrival.book(write, actor, &store, Some(more), "")?;
        if store.id != place.id {
            let command = BlankCommand::Move { from: store.clone(), to: place.clone(), quantity: more, serials: Vec::new() };
            run(write, actor, &command, (item, &[]), (store.id, place))?;
        }
    }
    Ok(())
}

impl Order for SettleDifference {
    const NAME: &'static str = "settle_difference";
    const ACT: Act = Act::CorrectStock;
    type Outcome = ();

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        Ok(self.reason().map(drop)?)
    }

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        let found = tables::closing::find_difference(tx, self.difference)?.ok_or(ClosingRefusal::NoSuchDifference)?;
        settle(&found, self.how)?;
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<(), AppError> {
        let found = tables::closing::find_difference(write, self.difference)?.ok_or(ClosingRefusal::NoSuchDifference)?;
        settle(&found, self.how)?;
        let place = tables::place::find(write, found.place)?.ok_or(StoreFault::Missing("the place of a difference"))?;
        self.book(write, actor, &found, &place)?;
        let event = DifferenceEvent::Settled { how: self.how, reason: self.reason()? };
        let (id, now) = (found.id, write.now);
        let after = apply_difference(Some(found), id, &event, now).ok_or(ClosingRefusal::NoSuchDifference)?;
        tables::closing::save_difference(write, &after)?;
        append(write, actor, &Event::Difference(id, event))?;
        Ok(())
    }
}
