//! What the ledger answers to a command.

use super::{Balances, BlankEvent, LotSource};
use crate::{
    case::SpoilCause,
    id::{CardId, CaseId, LotId, PlaceId},
    place::{Place, PlaceKind},
};

/// The greatest quantity of one command, pieces: far above any delivery, far below overflow.
pub const QUANTITY_MAX: i64 = 1_000_000;

/// A command to the ledger. Places are given whole, so that the rule can look at what they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankCommand {
    /// Book a delivery into a store.
    Receive {
        /// The new lot's identifier.
        lot: LotId,
        /// The number on its papers.
        label: String,
        /// From whom.
        source: LotSource,
        /// The outside place.
        outside: PlaceId,
        /// The store.
        store: Place,
        /// Pieces.
        quantity: i64,
    },
    /// Move new blanks between stores and printers; to a printer this is the issue to it.
    Move {
        /// From.
        from: Place,
        /// To.
        to: Place,
        /// Pieces.
        quantity: i64,
    },
    /// Use one blank of a printer for a card.
    Use {
        /// The printer.
        printer: Place,
        /// Where used blanks are counted.
        issued: PlaceId,
        /// For which case.
        case: CaseId,
        /// Which card.
        card: CardId,
    },
    /// Book spoiled blanks to the bin.
    Spoil {
        /// Where they were.
        from: Place,
        /// The bin.
        bin: PlaceId,
        /// Pieces.
        quantity: i64,
        /// Why.
        cause: SpoilCause,
        /// For which case, when it was a print attempt.
        case: Option<CaseId>,
    },
}

/// Why the ledger says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankRefusal {
    /// The place does not hold enough new blanks.
    StockExhausted {
        /// Its code.
        place: String,
        /// How many it holds.
        available: i64,
        /// How many were asked for.
        asked: i64,
    },
    /// Not between 1 and [`QUANTITY_MAX`].
    BadQuantity {
        /// What was given.
        quantity: i64,
    },
    /// From and to are the same place.
    SamePlace,
    /// A place of this kind cannot do that.
    WrongPlace {
        /// Its code.
        place: String,
        /// Its kind.
        kind: PlaceKind,
    },
    /// A delivery needs the number on its papers.
    LabelMissing,
    /// There is no such place.
    NoSuchPlace,
}

impl BlankRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::StockExhausted { .. } => "BLANK-0001",
            Self::BadQuantity { .. } => "BLANK-0002",
            Self::SamePlace => "BLANK-0003",
            Self::WrongPlace { .. } => "BLANK-0004",
            Self::LabelMissing => "BLANK-0005",
            Self::NoSuchPlace => "BLANK-0006",
        }
    }
}

/// Decides a command against the balances; one event per lot touched, oldest lot first.
pub fn decide(balances: &Balances, command: &BlankCommand) -> Result<Vec<BlankEvent>, BlankRefusal> {
    match command {
        BlankCommand::Receive { lot, label, source, outside, store, quantity } => {
            expect_kind(store, &[PlaceKind::Store])?;
            check_quantity(*quantity)?;
            let label = label.trim();
            if label.is_empty() {
                return Err(BlankRefusal::LabelMissing);
            }
            let (label, from, to) = (label.to_owned(), *outside, store.id);
            Ok(vec![BlankEvent::Received { lot: *lot, label, source: *source, from, to, quantity: *quantity }])
        }
        BlankCommand::Move { from, to, quantity } => {
            expect_kind(from, &[PlaceKind::Store, PlaceKind::Printer])?;
            expect_kind(to, &[PlaceKind::Store, PlaceKind::Printer])?;
            if from.id == to.id {
                return Err(BlankRefusal::SamePlace);
            }
            let taken = take(balances, from, *quantity)?;
            let moved = |(lot, quantity)| BlankEvent::Moved { lot, from: from.id, to: to.id, quantity };
            Ok(taken.into_iter().map(moved).collect())
        }
        BlankCommand::Use { printer, issued, case, card } => {
            expect_kind(printer, &[PlaceKind::Printer])?;
            let taken = take(balances, printer, 1)?;
            let used = |(lot, _)| BlankEvent::Used { lot, printer: printer.id, issued: *issued, case: *case, card: *card };
            Ok(taken.into_iter().map(used).collect())
        }
        BlankCommand::Spoil { from, bin, quantity, cause, case } => {
            expect_kind(from, &[PlaceKind::Store, PlaceKind::Printer])?;
            let taken = take(balances, from, *quantity)?;
            let spoiled = |(lot, quantity)| BlankEvent::Spoiled { lot, from: from.id, bin: *bin, quantity, cause: *cause, case: *case };
            Ok(taken.into_iter().map(spoiled).collect())
        }
    }
}

/// Takes a quantity from a place's lots, oldest first.
fn take(balances: &Balances, place: &Place, asked: i64) -> Result<Vec<(LotId, i64)>, BlankRefusal> {
    check_quantity(asked)?;
    let available = balances.new_at(place.id);
    if available < asked {
        return Err(BlankRefusal::StockExhausted { place: place.code.clone(), available, asked });
    }
    let mut left = asked;
    let mut taken = Vec::new();
    for (lot, quantity) in balances.lots_at(place.id) {
        if left == 0 {
            break;
        }
        let part = left.min(quantity);
        taken.push((lot, part));
        left -= part;
    }
    assert_eq!(left, 0, "the lots of a place add up to what it holds");
    Ok(taken)
}

fn check_quantity(quantity: i64) -> Result<(), BlankRefusal> {
    if (1..=QUANTITY_MAX).contains(&quantity) { Ok(()) } else { Err(BlankRefusal::BadQuantity { quantity }) }
}

fn expect_kind(place: &Place, kinds: &[PlaceKind]) -> Result<(), BlankRefusal> {
    if kinds.contains(&place.kind) {
        return Ok(());
    }
    Err(BlankRefusal::WrongPlace { place: place.code.clone(), kind: place.kind })
}
