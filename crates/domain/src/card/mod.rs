//! A card: a printed blank, always in exactly one custody. A person has at most one valid card.

use jiff::Timestamp;

use crate::{
    coded::coded,
    id::{AccountId, BatchId, CardId, CaseId, DestructionId, PersonId, PlaceId, ShelfCountId},
};

/// Where a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Custody {
    /// At a place of the office: a printer's tray, a shelf.
    At(PlaceId),
    /// On its way with a batch.
    InBatch(BatchId),
    /// Not where it should be: a stock-take or the other side of a batch did not find it.
    Missing,
    /// With its holder.
    Holder,
    /// Given back and booked as invalid, until it is destroyed.
    InvalidLedger,
    /// Destroyed with minutes.
    Destroyed,
}

coded! {
    /// Why a card stopped being valid.
    pub enum InvalidReason {
        /// A newer card was checked as good.
        Superseded = "superseded",
        /// The holder's line was merged into another of the same person.
        Merged = "merged",
        /// It was lost in the office's keeping, and another is printed.
        Lost = "lost",
    }
}

/// A card as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its identifier.
    pub id: CardId,
    /// Whose.
    pub person: PersonId,
    /// The case that made it.
    pub case: CaseId,
    /// When it was printed.
    pub printed_at: Timestamp,
    /// `None` while it is valid.
    pub invalid: Option<InvalidReason>,
    /// Where it is.
    pub custody: Custody,
    /// Since when it is there.
    pub since: Timestamp,
}

/// An event of a card, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardEvent {
    /// It was printed and checked as good.
    Printed {
        /// Whose.
        person: PersonId,
        /// For which case.
        case: CaseId,
        /// At which printer it lies.
        printer: PlaceId,
    },
    /// It was put somewhere else.
    Moved {
        /// Where.
        to: PlaceId,
    },
    /// It left with a batch.
    SentOn {
        /// Which.
        batch: BatchId,
    },
    /// It was not where it should be.
    Missed,
    /// The holder took it.
    HandedOver,
    /// It is valid no more.
    Invalidated {
        /// Why.
        reason: InvalidReason,
    },
    /// The holder gave it back.
    Surrendered,
    /// It was destroyed.
    Destroyed {
        /// With which minutes.
        minutes: DestructionId,
    },
}

/// Folds one event, that happened at `at`, into the card.
pub fn apply(card: Option<Card>, id: CardId, event: &CardEvent, at: Timestamp) -> Option<Card> {
    if let CardEvent::Printed { person, case, printer } = event {
        let custody = Custody::At(*printer);
        return Some(Card { id, person: *person, case: *case, printed_at: at, invalid: None, custody, since: at });
    }
    let mut card = card?;
    match event {
        CardEvent::Printed { .. } => {}
        CardEvent::Moved { to } => (card.custody, card.since) = (Custody::At(*to), at),
        CardEvent::SentOn { batch } => (card.custody, card.since) = (Custody::InBatch(*batch), at),
        CardEvent::Missed => (card.custody, card.since) = (Custody::Missing, at),
        CardEvent::HandedOver => (card.custody, card.since) = (Custody::Holder, at),
        CardEvent::Invalidated { reason } => card.invalid = Some(*reason),
        CardEvent::Surrendered => (card.custody, card.since) = (Custody::InvalidLedger, at),
        CardEvent::Destroyed { .. } => (card.custody, card.since) = (Custody::Destroyed, at),
    }
    Some(card)
}

/// A stock-take of a shelf: every card on it is scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfCount {
    /// Its identifier.
    pub id: ShelfCountId,
    /// Which shelf.
    pub place: PlaceId,
    /// When.
    pub at: Timestamp,
    /// Who scanned.
    pub by: AccountId,
    /// Cards that should lie there.
    pub expected: i64,
    /// Cards that were scanned.
    pub scanned: i64,
    /// Cards that should lie there and were not scanned.
    pub missing: i64,
    /// Cards that were scanned and should lie elsewhere.
    pub extra: i64,
}
