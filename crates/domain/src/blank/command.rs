//! What can be asked of the ledger. Places are given whole, so that the rule can look at what they are for.

use super::{BlankState, Item, LotSource, Serial};
use crate::{
    case::SpoilCause,
    coded::coded,
    id::{CaseId, LotId, PlaceId, RequestId},
    place::Place,
};

/// A command to the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankCommand {
    /// Book a delivery towards a store by its papers; what is counted there follows with [`Self::Accept`].
    Receive {
        /// The new lot's identifier.
        lot: LotId,
        /// What was delivered.
        item: Item,
        /// The number on its papers.
        label: String,
        /// From whom.
        source: LotSource,
        /// The outside place.
        outside: PlaceId,
        /// The store.
        store: Place,
        /// Pieces by the papers.
        quantity: i64,
        /// The request that it answers.
        request: Option<RequestId>,
        /// The chips, when they are known: as many as pieces.
        serials: Vec<Serial>,
    },
    /// Take what arrived into stock: counted pieces of one lot on its way to a place.
    Accept {
        /// Which lot.
        lot: LotId,
        /// Where.
        at: Place,
        /// Pieces counted.
        counted: i64,
    },
    /// Move new blanks within the office. To and from a printer they are handed over at once; what a store sends to another is counted there
    /// before it is stock.
    Move {
        /// From.
        from: Place,
        /// To.
        to: Place,
        /// Pieces.
        quantity: i64,
        /// The chips, when the lots' chips are known.
        serials: Vec<Serial>,
    },
    /// One blank of a printer became a card, or was spoiled for one, before the office had print runs.
    Past {
        /// The printer.
        printer: Place,
        /// For which case.
        case: CaseId,
        /// What became of it.
        fate: Fate,
    },
    /// Keep blanks of a printer for the cards of a run.
    Reserve {
        /// The printer.
        printer: Place,
        /// Pieces.
        quantity: i64,
    },
    /// What became of the blank that was kept for a case.
    Settle {
        /// The printer.
        printer: Place,
        /// For which case.
        case: CaseId,
        /// As what it is kept: reserved, or uncertain.
        held: BlankState,
        /// What became of it.
        fate: Fate,
    },
    /// Use up a ribbon, a film, a cleaning kit.
    Consume {
        /// The printer.
        printer: Place,
        /// Where what was used is counted.
        issued: PlaceId,
        /// Pieces.
        quantity: i64,
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
        /// The chips, when the lots' chips are known.
        serials: Vec<Serial>,
    },
    /// Give new blanks of a store away: back to whom they came from, or lent to another office.
    GiveAway {
        /// From.
        store: Place,
        /// The outside place.
        outside: PlaceId,
        /// Returned or lent.
        how: GivenAway,
        /// Pieces.
        quantity: i64,
        /// The letter.
        paper: String,
        /// The chips, when the lots' chips are known.
        serials: Vec<Serial>,
    },
    /// Take lent blanks back into a store.
    TakeBack {
        /// The outside place.
        outside: PlaceId,
        /// Into.
        store: Place,
        /// Pieces.
        quantity: i64,
        /// The letter.
        paper: String,
    },
    /// Destroy everything that lies in the bin.
    Destroy {
        /// The bin.
        bin: Place,
        /// The number of the minutes.
        minutes: String,
    },
    /// Settle what a count found missing: pieces that are neither there nor booked elsewhere.
    Lose {
        /// Where they are missed.
        at: Place,
        /// Of which lot; any, oldest first, when `None`.
        lot: Option<LotId>,
        /// As what they stand in the books.
        held: BlankState,
        /// Pieces.
        quantity: i64,
        /// The reason, in words.
        paper: String,
    },
    /// Pieces that were declared missing were found.
    Find {
        /// Where.
        at: Place,
        /// Pieces.
        quantity: i64,
        /// The reason, in words.
        paper: String,
    },
    /// What the papers promised never came: the sender's mistake, not a loss.
    NeverCame {
        /// Which lot.
        lot: LotId,
        /// Where it was expected.
        at: Place,
        /// The outside place.
        outside: PlaceId,
        /// Pieces.
        quantity: i64,
        /// The reason, in words.
        paper: String,
    },
}

coded! {
    /// How blanks leave the office.
    pub enum GivenAway {
        /// Back to whom they came from.
        Returned = "returned",
        /// Lent to another office.
        Lent = "lent",
    }
}

/// What became of a blank that was kept for a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It became a card; the chip, when it was read.
    Card {
        /// Where used blanks are counted.
        issued: PlaceId,
        /// The chip.
        serial: Option<Serial>,
    },
    /// It is spoiled.
    Spoiled {
        /// The bin.
        bin: PlaceId,
        /// Why.
        cause: SpoilCause,
        /// The chip.
        serial: Option<Serial>,
    },
    /// It was not printed on.
    Unused,
    /// Nobody knows.
    Doubt,
}
