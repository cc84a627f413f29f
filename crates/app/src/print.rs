//! Printing: what is ready, and what became of a print.

use domain::{
    Event,
    access::Act,
    blank::{self, BlankCommand},
    card::{self, CardEvent, InvalidReason},
    case::{Case, CaseCommand, SpoilCause},
    id::{CardId, CaseId, PersonId},
    look::Sight,
    place::{Place, PlaceKind},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, queries::print_queue, tables};

pub use store::queries::print_queue::QueueLine;

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases::change,
    looking::{Impersonal, Shown, ShowsPeople},
    office::append,
    order::{Concern, Order, text},
    places::{code, place_of},
    stock::post,
};

/// One page of the queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The cases, in the order in which they are to be printed.
    pub lines: Vec<QueueLine>,
    /// How many the whole queue holds.
    pub total: i64,
    /// The printers, each with its new blanks.
    pub printers: Vec<(Place, i64)>,
}

impl ShowsPeople for Queue {
    fn shown(&self) -> Vec<Shown> {
        self.lines.iter().map(|line| Shown::for_case(line.person)).collect()
    }
}

/// Shows what is ready to print: class first, then the oldest request. `subdistrict` is a dotted code or empty; one beyond the caller's
/// reach shows nothing.
pub fn queue(office: &Office, caller: &Caller, subdistrict: &str, limit: i64, offset: i64) -> Result<Queue, AppError> {
    let today = office.today();
    office.show(caller, Act::ViewPrintQueue, Sight::PrintQueue, |tx, reach| {
        let lines = print_queue::page(tx, today, [subdistrict, reach.subdistrict()], limit, offset)?;
        let total = print_queue::count(tx, today, [subdistrict, reach.subdistrict()])?;
        Ok(Queue { lines, total, printers: printers(tx)? })
    })
}

impl Impersonal for Vec<(Place, i64)> {}

/// The printers with their new blanks.
pub fn printers_with_blanks(office: &Office, caller: &Caller) -> Result<Vec<(Place, i64)>, AppError> {
    office.view(caller, Act::ViewPrintQueue, printers)
}

fn printers(tx: &mut Tx<'_>) -> Result<Vec<(Place, i64)>, AppError> {
    let balances = tables::blank::balances(tx)?;
    let places = tables::place::all(tx)?.into_iter().filter(|place| place.kind == PlaceKind::Printer);
    Ok(places.map(|place| (balances.new_at(place.id), place)).map(|(blanks, place)| (place, blanks)).collect())
}

/// What became of a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintResult {
    /// The card was checked as good.
    Good,
    /// The blank is spoiled.
    Spoiled(SpoilCause),
}

/// A print result was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRecorded {
    /// The case.
    pub case: String,
    /// Where it stands now.
    pub state: String,
    /// The card, when it is good.
    pub card: Option<String>,
}

/// Records the result of one print at a printer (its code): a good card uses one of its blanks, a spoiled one goes to the bin. The person's
/// older card becomes invalid.
pub fn record(
    office: &Office,
    caller: &Caller,
    request: &Request,
    case: CaseId,
    printer: &str,
    result: PrintResult,
) -> Result<PrintRecorded, AppError> {
    let spoiled = match result {
        PrintResult::Good => None,
        PrintResult::Spoiled(cause) => Some(cause),
    };
    office.order(caller, request, RecordPrint { case, printer: code(printer), spoiled })
}

/// The order behind [`record`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RecordPrint {
    #[serde(with = "text")]
    case: CaseId,
    printer: String,
    #[serde(with = "text::maybe")]
    spoiled: Option<SpoilCause>,
}

impl Order for RecordPrint {
    const NAME: &'static str = "record_print";
    const ACT: Act = Act::RecordPrint;
    type Outcome = PrintRecorded;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<PrintRecorded, AppError> {
        let found = desk.case(write, self.case)?;
        let printer = place_of(write, "printer", &self.printer, PlaceKind::Printer)?;
        let result = self.spoiled.map_or(PrintResult::Good, PrintResult::Spoiled);
        let (changed, card) = record_in(write, actor, found, &printer, result, desk.today)?;
        let card = card.map(|card| card.to_string());
        Ok(PrintRecorded { case: self.case.to_string(), state: changed.state.to_string(), card })
    }
}

/// Records a print in the running transaction; answers the case and its card, when it is good.
pub(crate) fn record_in(
    write: &mut Write<'_>,
    actor: Actor,
    case: Case,
    printer: &Place,
    result: PrintResult,
    today: Date,
) -> Result<(Case, Option<CardId>), AppError> {
    let (id, person, card) = (case.id, case.person, write.draw.card_id());
    let command = match result {
        PrintResult::Good => CaseCommand::RecordPrint { card, printer: printer.id },
        PrintResult::Spoiled(cause) => CaseCommand::RecordSpoil { printer: printer.id, cause },
    };
    let changed = change(write, actor, id, Some(case), &command, today)?;
    take_blank(write, actor, id, card, printer, result)?;
    if result == PrintResult::Good {
        issue_card(write, actor, card, person, id, printer)?;
    }
    Ok((changed, (result == PrintResult::Good).then_some(card)))
}

fn take_blank(
    write: &mut Write<'_>,
    actor: Actor,
    case: CaseId,
    card: CardId,
    printer: &Place,
    result: PrintResult,
) -> Result<(), AppError> {
    let balances = tables::blank::balances_at(write, printer.id)?;
    let printer = printer.clone();
    let command = match result {
        PrintResult::Good => {
            let issued = tables::place::get_only(write, PlaceKind::Issued)?.id;
            BlankCommand::Use { printer, issued, case, card }
        }
        PrintResult::Spoiled(cause) => {
            let bin = tables::place::get_only(write, PlaceKind::SpoiledBin)?.id;
            BlankCommand::Spoil { from: printer, bin, quantity: 1, cause, case: Some(case) }
        }
    };
    post(write, actor, blank::decide(&balances, &command)?)
}

fn issue_card(write: &mut Write<'_>, actor: Actor, id: CardId, person: PersonId, case: CaseId, printer: &Place) -> Result<(), AppError> {
    for old in tables::card::of_person(write, person)? {
        if old.invalid.is_none() {
            let event = CardEvent::Invalidated { reason: InvalidReason::Superseded };
            change_card(write, actor, old.id, person, Some(old), event)?;
        }
    }
    change_card(write, actor, id, person, None, CardEvent::Printed { person, case, printer: printer.id })
}

/// Applies one event to a card, saves it and appends the event.
pub(crate) fn change_card(
    write: &mut Write<'_>,
    actor: Actor,
    id: CardId,
    person: PersonId,
    card: Option<card::Card>,
    event: CardEvent,
) -> Result<(), AppError> {
    let after = card::apply(card, id, &event, write.now).ok_or(store::StoreFault::Missing("a card"))?;
    tables::card::save(write, &after)?;
    append(write, actor, &Event::Card(id, person, event))?;
    Ok(())
}
