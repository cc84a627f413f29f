//! Blanks that move within the office: to other stores, to printers, into the bin; and ribbons that are used up.

use domain::{
    Event, Refusal,
    access::Act,
    blank::{BlankCommand, Item},
    case::SpoilCause,
    place::PlaceKind,
    print::Printer,
    refusal::FieldProblem,
    rule::RuleBook,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, queries::stock, tables};

use super::{BlanksMoved, read_serials, refuse_stopped, run};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    office::append,
    order::{Concern, Order, text},
    places::{any_place, code, place_of},
    print::printer_of,
};

/// Moves new pieces of an item between stores and printers; to a printer this is the issue to it, and what goes to another store is counted on
/// arrival. `serials` are the chips as scanned.
pub fn move_blanks(
    office: &Office,
    caller: &Caller,
    request: &Request,
    (from, to): (&str, &str),
    (item, quantity): (Item, i64),
    serials: &str,
) -> Result<BlanksMoved, AppError> {
    let (from, to, serials) = (code(from), code(to), serials.to_owned());
    office.order(caller, request, MoveBlanks { from, to, item, quantity, serials })
}

/// The order behind [`move_blanks`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct MoveBlanks {
    from: String,
    to: String,
    #[serde(with = "text")]
    item: Item,
    quantity: i64,
    serials: String,
}

impl Order for MoveBlanks {
    const NAME: &'static str = "move_blanks";
    const ACT: Act = Act::MoveBlanks;
    type Outcome = BlanksMoved;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        Ok(read_serials(&self.serials).map(drop)?)
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let (from, to) = (any_place(write, "from", &self.from)?, any_place(write, "to", &self.to)?);
        if from.kind == PlaceKind::Store {
            refuse_stopped(write, desk, &from)?;
        }
        let serials = read_serials(&self.serials)?;
        let command = BlankCommand::Move { from: from.clone(), to, quantity: self.quantity, serials: serials.clone() };
        run(write, actor, &command, (self.item, &serials), (from.id, &from))
    }
}

/// Books spoiled blanks that no print job spoiled.
pub fn spoil(
    office: &Office,
    caller: &Caller,
    request: &Request,
    from: &str,
    (quantity, cause): (i64, SpoilCause),
    serials: &str,
) -> Result<BlanksMoved, AppError> {
    office.order(caller, request, SpoilBlanks { from: code(from), quantity, cause, serials: serials.to_owned() })
}

/// The order behind [`spoil`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SpoilBlanks {
    from: String,
    quantity: i64,
    #[serde(with = "text")]
    cause: SpoilCause,
    serials: String,
}

impl Order for SpoilBlanks {
    const NAME: &'static str = "spoil_blanks";
    const ACT: Act = Act::MoveBlanks;
    type Outcome = BlanksMoved;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        Ok(read_serials(&self.serials).map(drop)?)
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let from = any_place(write, "from", &self.from)?;
        let bin = tables::place::get_only(write, PlaceKind::SpoiledBin)?.id;
        let serials = read_serials(&self.serials)?;
        let (quantity, cause) = (self.quantity, self.cause);
        let command = BlankCommand::Spoil { from: from.clone(), bin, quantity, cause, serials: serials.clone() };
        run(write, actor, &command, (Item::Blank, &serials), (from.id, &from))
    }
}

/// Puts a new ribbon, film or cleaning kit of a printer's own stock to use: it is used up, and a ribbon's count begins anew.
pub fn change_ribbon(office: &Office, caller: &Caller, request: &Request, printer: &str, item: Item) -> Result<BlanksMoved, AppError> {
    office.order(caller, request, ChangeRibbon { printer: code(printer), item })
}

/// The order behind [`change_ribbon`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ChangeRibbon {
    printer: String,
    #[serde(with = "text")]
    item: Item,
}

impl Order for ChangeRibbon {
    const NAME: &'static str = "change_ribbon";
    const ACT: Act = Act::RecordPrint;
    type Outcome = BlanksMoved;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        // A blank is used only for a card.
        if self.item == Item::Blank { Err(Refusal::field("item", FieldProblem::NotAChoice).into()) } else { Ok(()) }
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        change_in(write, actor, (&desk.rules, desk.today), &self.printer, self.item)
    }
}

/// Puts a new ribbon, film or cleaning kit to use in the running transaction.
pub(crate) fn change_in(
    write: &mut Write<'_>,
    actor: Actor,
    (rules, today): (&RuleBook, Date),
    printer: &str,
    item: Item,
) -> Result<BlanksMoved, AppError> {
    let place = place_of(write, "printer", printer, PlaceKind::Printer)?;
    let issued = tables::place::get_only(write, PlaceKind::Issued)?.id;
    let command = BlankCommand::Consume { printer: place.clone(), issued, quantity: 1 };
    let moved = run(write, actor, &command, (item, &[]), (place.id, &place))?;
    if item == Item::Ribbon {
        let printer = printer_of(write, rules, today, place.id)?;
        let printer = Printer { ribbon_from: stock::made_by(write, place.id)?, ..printer };
        tables::print::save_printer(write, &printer)?;
        append(write, actor, &Event::PrinterSet(printer))?;
    }
    Ok(moved)
}
