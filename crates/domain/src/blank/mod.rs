//! Blank cards (blangko): a double-entry ledger by place, lot and state.
//!
//! A blank is a state document (UU 24/2013 art. 96); every one is somewhere, always: `received = everywhere it can be`. An account is
//! never negative. Nothing is ever changed or deleted; a correction is an opposite movement.

mod decide;

use std::collections::BTreeMap;

pub use decide::{BlankCommand, BlankRefusal, QUANTITY_MAX, decide};

use crate::{
    case::SpoilCause,
    coded::coded,
    id::{CardId, CaseId, LotId, PlaceId},
};

coded! {
    /// What a blank is.
    pub enum BlankState {
        /// Unused.
        New = "new",
        /// It became a card.
        Used = "used",
        /// Spoiled, to be destroyed with minutes.
        Spoiled = "spoiled",
    }
}

coded! {
    /// Where a delivery came from (domain facts §3.1).
    pub enum LotSource {
        /// The ministry's store.
        Centre = "centre",
        /// The province.
        Province = "province",
        /// Lent by another office.
        Loan = "loan",
        /// Paid for by a regional grant.
        Grant = "grant",
    }
}

/// An account of the ledger.
pub type Account = (PlaceId, LotId, BlankState);

/// How many blanks each account holds; accounts at zero may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balances(pub BTreeMap<Account, i64>);

/// An event of the ledger: one movement of one lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankEvent {
    /// A delivery came in.
    Received {
        /// The new lot.
        lot: LotId,
        /// The number on its papers.
        label: String,
        /// From whom.
        source: LotSource,
        /// The outside place that it came from.
        from: PlaceId,
        /// The store.
        to: PlaceId,
        /// Pieces.
        quantity: i64,
    },
    /// New blanks went from one place to another (store to printer: issued to it).
    Moved {
        /// Which lot.
        lot: LotId,
        /// From.
        from: PlaceId,
        /// To.
        to: PlaceId,
        /// Pieces.
        quantity: i64,
    },
    /// One blank became a card.
    Used {
        /// Which lot.
        lot: LotId,
        /// At which printer.
        printer: PlaceId,
        /// The place where used blanks are counted.
        issued: PlaceId,
        /// For which case.
        case: CaseId,
        /// Which card.
        card: CardId,
    },
    /// Blanks were spoiled and went to the bin.
    Spoiled {
        /// Which lot.
        lot: LotId,
        /// From.
        from: PlaceId,
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

/// One movement between two accounts; blanks from outside have no account to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Which lot.
    pub lot: LotId,
    /// Pieces, at least 1.
    pub quantity: i64,
    /// Where they leave, and as what; `Outside` places keep no account.
    pub from: (PlaceId, BlankState),
    /// Where they arrive, and as what.
    pub to: (PlaceId, BlankState),
    /// Whether the leaving side is an account of the office.
    pub inside: bool,
}

impl BlankEvent {
    /// The movement that this event posts.
    pub fn transfer(&self) -> Transfer {
        use BlankState::{New, Spoiled, Used};
        match *self {
            Self::Received { lot, from, to, quantity, .. } => Transfer { lot, quantity, from: (from, New), to: (to, New), inside: false },
            Self::Moved { lot, from, to, quantity } => Transfer { lot, quantity, from: (from, New), to: (to, New), inside: true },
            Self::Used { lot, printer, issued, .. } => {
                Transfer { lot, quantity: 1, from: (printer, New), to: (issued, Used), inside: true }
            }
            Self::Spoiled { lot, from, bin, quantity, .. } => {
                Transfer { lot, quantity, from: (from, New), to: (bin, Spoiled), inside: true }
            }
        }
    }
}

impl Balances {
    /// How many new blanks a place holds, over all lots.
    pub fn new_at(&self, place: PlaceId) -> i64 {
        self.lots_at(place).map(|(_, quantity)| quantity).sum()
    }

    /// The lots with new blanks at a place, oldest first (lot identifiers are ordered by time).
    pub fn lots_at(&self, place: PlaceId) -> impl Iterator<Item = (LotId, i64)> {
        let at_place = self.0.iter().filter(move |((at, _, state), quantity)| *at == place && *state == BlankState::New && **quantity > 0);
        at_place.map(|((_, lot, _), quantity)| (*lot, *quantity))
    }

    /// Posts one movement.
    pub fn post(&mut self, transfer: &Transfer) {
        if transfer.inside {
            *self.0.entry((transfer.from.0, transfer.lot, transfer.from.1)).or_default() -= transfer.quantity;
        }
        *self.0.entry((transfer.to.0, transfer.lot, transfer.to.1)).or_default() += transfer.quantity;
    }
}

#[cfg(test)]
mod tests;
