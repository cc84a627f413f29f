//! A handover batch: cards that go together to a village, to a sub-district or by post, with minutes (berita acara) that both sides sign.
//!
//! ```text
//! packing → sent → received        a card of it: packed → sent → arrived → returned
//!    ↘ dropped                                             ↘ missing → arrived (found)
//!                                                extra ↗   ↘ delivered (post), after at most two attempts
//! ```
//!
//! The other side signs card by card, on the screen or on paper that is keyed in. Signing twice changes nothing.

mod apply;
mod decide;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use apply::apply;
pub use decide::{BatchCommand, BatchRefusal, decide};

use crate::{
    coded::coded,
    id::{AccountId, BatchId, CardId, CaseId, PlaceId},
};

/// The postman tries so often (Banjarnegara 2021).
pub const POST_TRIES_MAX: i64 = 2;

coded! {
    /// To whom a batch goes.
    pub enum BatchRoute {
        /// To a village's office.
        Village = "village",
        /// To a sub-district's office.
        Subdistrict = "subdistrict",
        /// By post to the holders' doors.
        Post = "post",
    }
}

coded! {
    /// Where a batch stands.
    pub enum BatchState {
        /// Cards are put in.
        Packing = "packing",
        /// It is on its way.
        Sent = "sent",
        /// The other side signed.
        Received = "received",
        /// It was given up before it left.
        Dropped = "dropped",
    }
}

coded! {
    /// Where a card of a batch stands.
    pub enum LineState {
        /// In the box.
        Packed = "packed",
        /// On its way.
        Sent = "sent",
        /// The other side has it.
        Arrived = "arrived",
        /// It was listed and was not in the box.
        Missing = "missing",
        /// It was in the box and not listed.
        Extra = "extra",
        /// It came back.
        Returned = "returned",
        /// The postman gave it to its holder.
        Delivered = "delivered",
    }
}

coded! {
    /// Why a card was not collected.
    pub enum NotCollected {
        /// The holder is away: at work elsewhere, at school, abroad.
        Away = "away",
        /// The holder has no time.
        Busy = "busy",
        /// The holder moved.
        Moved = "moved",
        /// The holder died.
        Died = "died",
        /// Nobody knows the holder at the address.
        Unknown = "unknown",
    }
}

coded! {
    /// How the other side signed.
    pub enum SignedOn {
        /// On the screen, with an account of its own.
        Screen = "screen",
        /// On paper, keyed in afterwards.
        Paper = "paper",
    }
}

/// A card of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    /// For which case.
    pub case: CaseId,
    /// Where it stands.
    pub state: LineState,
    /// Since when.
    pub since: Timestamp,
    /// Attempts of the postman.
    pub tries: i64,
    /// Why it was not collected.
    pub reason: Option<NotCollected>,
}

/// A batch as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its identifier.
    pub id: BatchId,
    /// The number of its minutes.
    pub number: String,
    /// To whom it goes.
    pub route: BatchRoute,
    /// To which place.
    pub place: PlaceId,
    /// When it was begun.
    pub opened_at: Timestamp,
    /// Where it stands.
    pub state: BatchState,
    /// Since when.
    pub since: Timestamp,
    /// Who signed for the office.
    pub sent_by: Option<AccountId>,
    /// Who noted the other side's signature.
    pub received_by: Option<AccountId>,
    /// Who signed for the other side, a name.
    pub receiver: Option<String>,
    /// How.
    pub signed_on: Option<SignedOn>,
    /// Its cards.
    pub lines: BTreeMap<CardId, BatchLine>,
}

impl Batch {
    /// The cards in a state.
    pub fn in_state(&self, state: LineState) -> impl Iterator<Item = CardId> {
        self.lines.iter().filter(move |(_, line)| line.state == state).map(|(card, _)| *card)
    }
}

/// What the other side found in the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who signed for the other side, a name.
    pub receiver: String,
    /// How.
    pub signed_on: SignedOn,
    /// What was listed and not there, in order.
    pub missing: Vec<CardId>,
    /// What was there and not listed, in order.
    pub extra: Vec<(CardId, CaseId)>,
}

/// An event of a batch, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchEvent {
    /// It was begun.
    Opened {
        /// The number of its minutes.
        number: String,
        /// To whom it goes.
        route: BatchRoute,
        /// To which place.
        place: PlaceId,
    },
    /// A card was put in.
    Packed {
        /// Which.
        card: CardId,
        /// For which case.
        case: CaseId,
    },
    /// A card was taken out before the batch left.
    TakenOut {
        /// Which.
        card: CardId,
    },
    /// It left.
    Sent {
        /// Who signed for the office.
        by: AccountId,
    },
    /// The other side signed.
    Received {
        /// Who noted it.
        by: AccountId,
        /// What was found.
        signature: Signature,
    },
    /// A missing card was found and lies with the other side.
    Found {
        /// Which.
        card: CardId,
    },
    /// The postman came in vain.
    Tried {
        /// With which card.
        card: CardId,
        /// Why it was not taken.
        reason: NotCollected,
    },
    /// The postman gave it to its holder.
    Delivered {
        /// Which card.
        card: CardId,
    },
    /// A card came back.
    Returned {
        /// Which.
        card: CardId,
        /// Why it was not collected.
        reason: NotCollected,
    },
    /// The batch was given up before it left.
    Dropped,
}

#[cfg(test)]
mod tests;
