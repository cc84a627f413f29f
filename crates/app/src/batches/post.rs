//! The postman: at most two attempts a card; a card is given to its holder only against the old one, where the purpose needs it.

use domain::{
    access::Act,
    batch::{BatchCommand, BatchRefusal, NotCollected},
    card::Custody,
    case::{HandOver, Identity, OldCard, Receipt},
    id::BatchId,
};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor};

use super::{BatchChanged, card_of, change, named};
use crate::{
    AppError, Caller, Office, Request,
    caller::{Desk, authorise},
    cases::read_receipt,
    custody::give,
    order::{Concern, Order, text as codes},
};

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostOutcome {
    /// The card was given to its holder, whose identity was checked at the door, for this.
    Delivered(OldCard),
    /// It was not.
    InVain(NotCollected),
}

/// Notes what became of the postman's attempt with the card of a receipt.
pub fn note_post(
    office: &Office,
    caller: &Caller,
    request: &Request,
    batch: BatchId,
    receipt: &str,
    outcome: PostOutcome,
) -> Result<BatchChanged, AppError> {
    office.desk(caller, Act::SendBatches)?;
    let (old_card, reason) = match outcome {
        PostOutcome::Delivered(old_card) => (Some(old_card), None),
        PostOutcome::InVain(reason) => (None, Some(reason)),
    };
    office.order(caller, request, NotePost { batch, receipt: read_receipt(receipt)?, old_card, reason })
}

/// The order behind [`note_post`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NotePost {
    #[serde(with = "codes")]
    batch: BatchId,
    #[serde(with = "codes")]
    receipt: Receipt,
    #[serde(with = "codes::maybe")]
    old_card: Option<OldCard>,
    #[serde(with = "codes::maybe")]
    reason: Option<NotCollected>,
}

impl Order for NotePost {
    const NAME: &'static str = "note_post";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        named(desk, tx, self.batch, &self.receipt).map(|(.., case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        // Noting that the postman gave it away is handing over, and takes the right to.
        if self.old_card.is_some() {
            authorise(&desk.caller, Act::HandOver)?;
        }
        let (batch, _, case) = named(desk, write, self.batch, &self.receipt)?;
        let card = card_of(write, &case)?;
        if card.custody != Custody::InBatch(batch.id) {
            return Err(BatchRefusal::NotInBatch.into());
        }
        let command = match (self.old_card, self.reason) {
            (Some(_), _) => BatchCommand::Deliver { card: card.id },
            (None, reason) => BatchCommand::Try { card: card.id, reason: reason.unwrap_or(NotCollected::Unknown) },
        };
        let (after, _) = change(write, actor, batch, &command)?;
        if let Some(old_card) = self.old_card {
            give(write, actor, case, &HandOver { identity: Identity::Checked, old_card }, desk.today)?;
        }
        Ok((&after).into())
    }
}
