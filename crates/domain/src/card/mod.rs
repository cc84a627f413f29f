//! A card: a printed blank, always in exactly one custody. A person has at most one valid card.

use jiff::Timestamp;

use crate::{
    coded::coded,
    id::{CardId, CaseId, DestructionId, PersonId, PlaceId},
};

/// Where a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Custody {
    /// At a place of the office: a printer's tray, a shelf.
    At(PlaceId),
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
        CardEvent::HandedOver => (card.custody, card.since) = (Custody::Holder, at),
        CardEvent::Invalidated { reason } => card.invalid = Some(*reason),
        CardEvent::Surrendered => (card.custody, card.since) = (Custody::InvalidLedger, at),
        CardEvent::Destroyed { .. } => (card.custody, card.since) = (Custody::Destroyed, at),
    }
    Some(card)
}
