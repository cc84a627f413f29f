//! What a batch answers to a command.

use super::{Batch, BatchEvent, BatchRoute, BatchState as S, LineState, NotCollected, POST_TRIES_MAX, Signature};
use crate::{
    case::Receipt,
    id::{AccountId, CardId, CaseId},
};

/// A command to a batch that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchCommand {
    /// Put a card in.
    Pack {
        /// Which.
        card: CardId,
        /// For which case.
        case: CaseId,
    },
    /// Take a card out.
    TakeOut {
        /// Which.
        card: CardId,
    },
    /// Let it leave.
    Send {
        /// Who signs for the office.
        by: AccountId,
    },
    /// The other side signs.
    Receive {
        /// Who notes it.
        by: AccountId,
        /// What was found.
        signature: Signature,
    },
    /// A missing card was found with the other side.
    Find {
        /// Which.
        card: CardId,
    },
    /// The postman came in vain.
    Try {
        /// With which card.
        card: CardId,
        /// Why it was not taken.
        reason: NotCollected,
    },
    /// The postman gave a card to its holder.
    Deliver {
        /// Which.
        card: CardId,
    },
    /// A card comes back.
    Return {
        /// Which.
        card: CardId,
        /// Why it was not collected.
        reason: NotCollected,
    },
    /// Give it up before it leaves.
    Drop,
}

/// Why a batch says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchRefusal {
    /// There is no such batch.
    NoSuchBatch,
    /// In this state it is not possible.
    WrongState {
        /// Where the batch stands.
        state: S,
    },
    /// The card is not in this batch, or not where it would have to be.
    NotInBatch,
    /// The card is in it already.
    AlreadyPacked,
    /// There is nothing in it.
    Empty,
    /// The place is closed.
    SiteClosed {
        /// Its name.
        place: String,
    },
    /// The holder does not live where the batch goes.
    WrongSite {
        /// The name of the place to which it goes.
        place: String,
    },
    /// The card is not here: with its holder, elsewhere, missing.
    CardElsewhere,
    /// The other side signed before, for something else.
    SignedOtherwise,
    /// The postman came as often as he may.
    NoMoreTries {
        /// The limit.
        max: i64,
    },
    /// Nobody signed for the other side.
    NobodySigned,
    /// The card went by post and is to be taken back with the reason.
    StillInPost {
        /// Its receipt.
        receipt: Receipt,
        /// The number of the batch's minutes.
        number: String,
    },
}

impl BatchRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchBatch => "BATCH-0001",
            Self::WrongState { .. } => "BATCH-0002",
            Self::NotInBatch => "BATCH-0003",
            Self::AlreadyPacked => "BATCH-0004",
            Self::Empty => "BATCH-0005",
            Self::SiteClosed { .. } => "BATCH-0006",
            Self::WrongSite { .. } => "BATCH-0007",
            Self::CardElsewhere => "BATCH-0008",
            Self::SignedOtherwise => "BATCH-0009",
            Self::NoMoreTries { .. } => "BATCH-0010",
            Self::NobodySigned => "BATCH-0011",
            Self::StillInPost { .. } => "BATCH-0012",
        }
    }
}

/// Decides a command. `None` when it was done before: what is signed twice changes nothing.
pub fn decide(batch: &Batch, command: &BatchCommand) -> Result<Option<BatchEvent>, BatchRefusal> {
    let state_of = |card: &CardId| batch.lines.get(card).map(|line| line.state);
    let some = |event| Ok(Some(event));
    match (batch.state, command) {
        (S::Packing, BatchCommand::Pack { card, .. }) if state_of(card).is_some() => Err(BatchRefusal::AlreadyPacked),
        (S::Packing, BatchCommand::Pack { card, case }) => some(BatchEvent::Packed { card: *card, case: *case }),
        (S::Packing, BatchCommand::TakeOut { card }) if state_of(card).is_none() => Err(BatchRefusal::NotInBatch),
        (S::Packing, BatchCommand::TakeOut { card }) => some(BatchEvent::TakenOut { card: *card }),
        (S::Packing, BatchCommand::Send { .. }) if batch.lines.is_empty() => Err(BatchRefusal::Empty),
        (S::Packing, BatchCommand::Send { by }) => some(BatchEvent::Sent { by: *by }),
        (S::Packing, BatchCommand::Drop) => some(BatchEvent::Dropped),
        (S::Sent | S::Received, BatchCommand::Receive { by, signature }) => decide_receive(batch, *by, signature),
        (S::Received, BatchCommand::Find { card }) => match state_of(card) {
            Some(LineState::Missing) => some(BatchEvent::Found { card: *card }),
            _ => Err(BatchRefusal::NotInBatch),
        },
        (S::Sent, BatchCommand::Try { card, reason }) => decide_try(batch, *card, *reason),
        (S::Sent, BatchCommand::Deliver { card }) if by_post(batch, *card) => some(BatchEvent::Delivered { card: *card }),
        (S::Sent, BatchCommand::Deliver { .. }) => Err(BatchRefusal::NotInBatch),
        (S::Sent, BatchCommand::Return { card, reason }) if by_post(batch, *card) => {
            some(BatchEvent::Returned { card: *card, reason: *reason })
        }
        (S::Received, BatchCommand::Return { card, reason }) => match state_of(card) {
            Some(LineState::Arrived | LineState::Extra | LineState::Missing) => some(BatchEvent::Returned { card: *card, reason: *reason }),
            _ => Err(BatchRefusal::NotInBatch),
        },
        (state, _) => Err(BatchRefusal::WrongState { state }),
    }
}

fn by_post(batch: &Batch, card: CardId) -> bool {
    batch.route == BatchRoute::Post && batch.lines.get(&card).is_some_and(|line| line.state == LineState::Sent)
}

fn decide_receive(batch: &Batch, by: AccountId, signature: &Signature) -> Result<Option<BatchEvent>, BatchRefusal> {
    if batch.route == BatchRoute::Post {
        return Err(BatchRefusal::WrongState { state: batch.state });
    }
    if batch.state == S::Received {
        return if same(batch, signature) { Ok(None) } else { Err(BatchRefusal::SignedOtherwise) };
    }
    if signature.receiver.trim().is_empty() {
        return Err(BatchRefusal::NobodySigned);
    }
    let listed = |card: &CardId| batch.lines.contains_key(card);
    if !signature.missing.iter().all(listed) {
        return Err(BatchRefusal::NotInBatch);
    }
    if signature.extra.iter().any(|(card, _)| listed(card)) {
        return Err(BatchRefusal::AlreadyPacked);
    }
    Ok(Some(BatchEvent::Received { by, signature: signature.clone() }))
}

/// Whether what is signed now was signed before. What was found or came back since was missing or there then.
fn same(batch: &Batch, signature: &Signature) -> bool {
    let extra = signature.extra.iter().all(|(card, _)| batch.lines.contains_key(card));
    let all_extra = batch.in_state(LineState::Extra).all(|card| signature.extra.iter().any(|(one, _)| *one == card));
    let missing = batch.in_state(LineState::Missing).all(|card| signature.missing.contains(&card));
    let there = signature.missing.iter().all(|card| batch.lines.contains_key(card));
    batch.receiver.as_deref() == Some(signature.receiver.as_str()) && extra && all_extra && missing && there
}

fn decide_try(batch: &Batch, card: CardId, reason: NotCollected) -> Result<Option<BatchEvent>, BatchRefusal> {
    match batch.lines.get(&card) {
        Some(line) if by_post(batch, card) && line.tries < POST_TRIES_MAX => Ok(Some(BatchEvent::Tried { card, reason })),
        Some(_) if by_post(batch, card) => Err(BatchRefusal::NoMoreTries { max: POST_TRIES_MAX }),
        _ => Err(BatchRefusal::NotInBatch),
    }
}
