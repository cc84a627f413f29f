//! Blank cards (blangko) and what is needed to print on them: a double-entry ledger by place, lot and state.
//!
//! A blank is a state document (UU 24/2013 art. 96); every one is somewhere, always: `received = everywhere it can be`. An account is
//! never negative. Nothing is ever changed or deleted; a correction is an opposite movement.

mod balances;
mod command;
mod decide;
mod serial;

pub use balances::{Balances, Ledger};
pub use command::{BlankCommand, Fate, GivenAway};
pub use decide::{BlankRefusal, QUANTITY_MAX, decide};
pub use serial::{Serial, SerialAt};

use crate::{
    case::SpoilCause,
    coded::coded,
    id::{CardId, CaseId, LotId, PlaceId, RequestId},
};

coded! {
    /// What the ledger counts.
    pub enum Item {
        /// Blank cards, pieces.
        Blank = "blank",
        /// Colour ribbons, rolls.
        Ribbon = "ribbon",
        /// Overlay films, rolls.
        Film = "film",
        /// Cleaning kits, pieces.
        CleaningKit = "cleaning_kit",
    }
}

coded! {
    /// What a blank is.
    pub enum BlankState {
        /// Unused.
        New = "new",
        /// Sent to the place and not counted there yet.
        InTransit = "in_transit",
        /// Kept for a card of a released print run.
        Reserved = "reserved",
        /// Nobody knows whether it was printed on; a person decides, with the card in hand.
        Uncertain = "uncertain",
        /// It became a card.
        Used = "used",
        /// Spoiled, to be destroyed with minutes.
        Spoiled = "spoiled",
        /// Given back to whom it came from.
        Returned = "returned",
        /// Lent to another office.
        Lent = "lent",
        /// Destroyed with minutes.
        Destroyed = "destroyed",
        /// Missing, by the word of two people.
        Lost = "lost",
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
        /// The ministry's store, for changes of areas only (letter of the Director-General, January 2020).
        AreaChange = "area_change",
        /// Found at a count: nobody knows whence.
        Found = "found",
    }
}

impl LotSource {
    /// Whether its blanks are only for changes of areas.
    pub const fn for_areas(self) -> bool {
        matches!(self, Self::AreaChange)
    }
}

coded! {
    /// What a movement was.
    pub enum MovementKind {
        /// Went from one place to another within the office.
        Moved = "moved",
        /// Went from a store towards another place, where it is to be counted.
        Sent = "sent",
        /// Counted on arrival.
        Accepted = "accepted",
        /// Kept for a card of a released run.
        Reserved = "reserved",
        /// Not needed for its card any more.
        Freed = "freed",
        /// The answer about its print was lost.
        Doubted = "doubted",
        /// Became a card, or was used up by a printer.
        Used = "used",
        /// Spoiled.
        Spoiled = "spoiled",
        /// Given back.
        Returned = "returned",
        /// Lent to another office.
        Lent = "lent",
        /// Came back from another office.
        CameBack = "came_back",
        /// Destroyed with minutes.
        Destroyed = "destroyed",
        /// Declared missing.
        Lost = "lost",
        /// What was missing was found.
        Found = "found",
        /// An opposite movement to a wrong one.
        Corrected = "corrected",
    }
}

/// An account of the ledger.
pub type Account = (PlaceId, LotId, BlankState);

/// A movement of one lot between two accounts of the office, with why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// What it was.
    pub kind: MovementKind,
    /// Which lot.
    pub lot: LotId,
    /// Pieces, at least 1.
    pub quantity: i64,
    /// Where they leave, and as what.
    pub from: (PlaceId, BlankState),
    /// Where they arrive, and as what.
    pub to: (PlaceId, BlankState),
    /// Why, when spoiled.
    pub cause: Option<SpoilCause>,
    /// For which case.
    pub case: Option<CaseId>,
    /// The letter or minutes that it rests on.
    pub paper: Option<String>,
    /// The chips that moved, when the lot's chips are known.
    pub serials: Vec<Serial>,
}

/// An event of the ledger: one movement of one lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankEvent {
    /// A delivery came in.
    Received {
        /// The new lot.
        lot: LotId,
        /// What was delivered.
        item: Item,
        /// The number on its papers.
        label: String,
        /// From whom.
        source: LotSource,
        /// The outside place that it came from.
        from: PlaceId,
        /// The store.
        to: PlaceId,
        /// As what it stands there: in transit until it is counted; [`BlankState::New`] in the first releases.
        lands: BlankState,
        /// Pieces by its papers.
        quantity: i64,
        /// The request that it answers.
        request: Option<RequestId>,
        /// The chips of all its pieces, when they are known.
        serials: Vec<Serial>,
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
    /// Any other movement.
    Booked(Booking),
}

/// One movement between two accounts; blanks from outside have no account to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Which lot.
    pub lot: LotId,
    /// Pieces, at least 1.
    pub quantity: i64,
    /// Where they leave, and as what; a delivery leaves no account.
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
            Self::Received { lot, from, to, lands, quantity, .. } => {
                Transfer { lot, quantity, from: (from, New), to: (to, lands), inside: false }
            }
            Self::Moved { lot, from, to, quantity } => Transfer { lot, quantity, from: (from, New), to: (to, New), inside: true },
            Self::Used { lot, printer, issued, .. } => {
                Transfer { lot, quantity: 1, from: (printer, New), to: (issued, Used), inside: true }
            }
            Self::Spoiled { lot, from, bin, quantity, .. } => {
                Transfer { lot, quantity, from: (from, New), to: (bin, Spoiled), inside: true }
            }
            Self::Booked(Booking { lot, quantity, from, to, .. }) => Transfer { lot, quantity, from, to, inside: true },
        }
    }

    /// The chips that it moves.
    pub fn serials(&self) -> &[Serial] {
        match self {
            Self::Received { serials, .. } | Self::Booked(Booking { serials, .. }) => serials,
            Self::Moved { .. } | Self::Used { .. } | Self::Spoiled { .. } => &[],
        }
    }
}

#[cfg(test)]
mod tests;
