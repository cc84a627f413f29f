//! The other side's signature, card by card; what was found later; what comes back.

use std::collections::BTreeSet;

use domain::{
    access::Act,
    batch::{BatchCommand, BatchRefusal, BatchRoute, BatchState, NotCollected, Signature, SignedOn},
    card::{CardEvent, Custody},
    case::{Case, CaseCommand, CaseState, Receipt},
    id::{BatchId, CardId},
    place::PlaceKind,
};
use serde::{Deserialize, Serialize};
use store::{StoreFault, Tx, Write, journal::Actor, tables};

use super::{BatchChanged, batch_within, card_of, change, move_to, named};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases::{self, case_of_receipt, read_receipt},
    order::{Concern, Order, text as codes},
    places::{code, place_of},
    print::change_card,
    register::free_text,
};

/// What the other side found in the box: receipts of cards that were listed and not there, and of cards that were there and not listed.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Who signed, a name.
    pub receiver: String,
    /// The minutes were signed on paper and are keyed in.
    pub on_paper: bool,
    /// Receipts of what was missing.
    pub missing: Vec<String>,
    /// Receipts of what was too many.
    pub extra: Vec<String>,
}

/// Signs for a batch that arrived. Every card ends in exactly one custody: with the other side, or missing. Signing the same twice changes
/// nothing.
pub fn receive(office: &Office, caller: &Caller, request: &Request, batch: BatchId, found: &Found) -> Result<BatchChanged, AppError> {
    office.desk(caller, Act::SignBatches)?;
    let read = |texts: &[String]| texts.iter().map(|text| read_receipt(text)).collect::<Result<BTreeSet<_>, _>>();
    let receiver = free_text(&found.receiver).map_err(|_| BatchRefusal::NobodySigned)?;
    let (missing, extra) = (read(&found.missing)?, read(&found.extra)?);
    office.order(caller, request, ReceiveBatch { batch, receiver, on_paper: found.on_paper, missing, extra })
}

/// The order behind [`receive`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ReceiveBatch {
    #[serde(with = "codes")]
    batch: BatchId,
    receiver: String,
    on_paper: bool,
    #[serde(with = "codes::many")]
    missing: BTreeSet<Receipt>,
    #[serde(with = "codes::many")]
    extra: BTreeSet<Receipt>,
}

impl ReceiveBatch {
    fn signature(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<(Signature, Vec<Case>), AppError> {
        let mut extra_cases = Vec::new();
        let (mut missing, mut extra) = (Vec::new(), Vec::new());
        for receipt in &self.missing {
            let case = tables::case_file::find_by_receipt(tx, receipt)?.ok_or(BatchRefusal::NotInBatch)?;
            missing.push(case.card.ok_or(BatchRefusal::NotInBatch)?);
        }
        for receipt in &self.extra {
            // One of people beyond the signer's reach is for the office to note.
            let case = case_of_receipt(tx, &desk.reach, receipt).map_err(|_| BatchRefusal::CardElsewhere)?;
            extra.push((case.card.ok_or(BatchRefusal::CardElsewhere)?, case.id));
            extra_cases.push(case);
        }
        missing.sort_unstable();
        extra.sort_unstable();
        let signed_on = if self.on_paper { SignedOn::Paper } else { SignedOn::Screen };
        Ok((Signature { receiver: self.receiver.clone(), signed_on, missing, extra }, extra_cases))
    }
}

impl Order for ReceiveBatch {
    const NAME: &'static str = "receive_batch";
    const ACT: Act = Act::SignBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        batch_within(desk, tx, self.batch).map(|_| Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (batch, place) = batch_within(desk, write, self.batch)?;
        let (signature, extra) = self.signature(desk, write)?;
        let missing: BTreeSet<CardId> = signature.missing.iter().copied().collect();
        let (after, changed) = change(write, actor, batch, &BatchCommand::Receive { by: desk.caller.account, signature })?;
        if !changed {
            return Ok((&after).into());
        }
        let village = CaseCommand::Forward { village: place.id };
        for case in extra {
            arrive_extra(desk, write, actor, case, &village, place.id)?;
        }
        for (card, line) in &after.lines {
            let card = tables::card::find(write, *card)?.ok_or(StoreFault::Missing("a card of a batch"))?;
            // What was found elsewhere meanwhile is where it was found.
            if card.custody != Custody::InBatch(after.id) {
                continue;
            }
            let case = tables::case_file::find(write, line.case)?.ok_or(StoreFault::Missing("a case of a batch"))?;
            if missing.contains(&card.id) {
                change_card(write, actor, card.id, case.person, Some(card), CardEvent::Missed)?;
            } else {
                move_to(write, actor, case, &village, CardEvent::Moved { to: place.id }, desk.today)?;
            }
        }
        Ok((&after).into())
    }
}

/// A card that was in the box and not listed: it is with the other side now, wherever the books had it.
fn arrive_extra(
    desk: &Desk,
    write: &mut Write<'_>,
    actor: Actor,
    case: Case,
    village: &CaseCommand,
    place: domain::id::PlaceId,
) -> Result<(), AppError> {
    let card = card_of(write, &case)?;
    if !matches!(card.custody, Custody::At(_) | Custody::InBatch(_) | Custody::Missing) {
        return Err(BatchRefusal::CardElsewhere.into());
    }
    let to = CardEvent::Moved { to: place };
    if case.state == CaseState::AtVillage {
        return change_card(write, actor, card.id, case.person, Some(card), to);
    }
    // From the printer it leaves the office first.
    let case = match case.state {
        CaseState::Printed => {
            let id = case.id;
            cases::change(write, actor, id, Some(case), &CaseCommand::SendOn, desk.today)?
        }
        _ => case,
    };
    move_to(write, actor, case, village, to, desk.today).map(drop)
}

/// A card that was missing was found with the other side.
pub fn find_missing(office: &Office, caller: &Caller, request: &Request, batch: BatchId, receipt: &str) -> Result<BatchChanged, AppError> {
    office.desk(caller, Act::SignBatches)?;
    office.order(caller, request, FindMissing { batch, receipt: read_receipt(receipt)? })
}

/// The order behind [`find_missing`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct FindMissing {
    #[serde(with = "codes")]
    batch: BatchId,
    #[serde(with = "codes")]
    receipt: Receipt,
}

impl Order for FindMissing {
    const NAME: &'static str = "find_missing_card";
    const ACT: Act = Act::SignBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        named(desk, tx, self.batch, &self.receipt).map(|(.., case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (batch, place, case) = named(desk, write, self.batch, &self.receipt)?;
        let card = card_of(write, &case)?;
        if card.custody != Custody::Missing {
            return Err(BatchRefusal::NotInBatch.into());
        }
        let (after, _) = change(write, actor, batch, &BatchCommand::Find { card: card.id })?;
        let to = CardEvent::Moved { to: place.id };
        move_to(write, actor, case, &CaseCommand::Forward { village: place.id }, to, desk.today)?;
        Ok((&after).into())
    }
}

/// A card of a batch comes back to a shelf of the office (its code), with the reason why it was not collected.
pub fn take_back(
    office: &Office,
    caller: &Caller,
    request: &Request,
    batch: BatchId,
    receipt: &str,
    (reason, shelf): (NotCollected, &str),
) -> Result<BatchChanged, AppError> {
    office.desk(caller, Act::SendBatches)?;
    office.order(caller, request, TakeCardBack { batch, receipt: read_receipt(receipt)?, reason, shelf: code(shelf) })
}

/// The order behind [`take_back`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TakeCardBack {
    #[serde(with = "codes")]
    batch: BatchId,
    #[serde(with = "codes")]
    receipt: Receipt,
    #[serde(with = "codes")]
    reason: NotCollected,
    shelf: String,
}

impl Order for TakeCardBack {
    const NAME: &'static str = "take_card_back";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        named(desk, tx, self.batch, &self.receipt).map(|(.., case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (batch, place, case) = named(desk, write, self.batch, &self.receipt)?;
        let shelf = place_of(write, "shelf", &self.shelf, PlaceKind::Shelf)?.id;
        let card = card_of(write, &case)?;
        let theirs = match card.custody {
            Custody::At(at) => at == place.id,
            Custody::InBatch(of) => of == batch.id,
            Custody::Missing => true,
            Custody::Holder | Custody::InvalidLedger | Custody::Destroyed => false,
        };
        if !theirs {
            return Err(BatchRefusal::CardElsewhere.into());
        }
        let (after, _) = change(write, actor, batch, &BatchCommand::Return { card: card.id, reason: self.reason })?;
        move_to(write, actor, case, &CaseCommand::Shelve { shelf }, CardEvent::Moved { to: shelf }, desk.today)?;
        Ok((&after).into())
    }
}

/// Refuses a card that went by post: it comes back with the reason, by [`take_back`].
pub(crate) fn refuse_in_post(tx: &mut Tx<'_>, case: &Case) -> Result<(), AppError> {
    let batch = match case.card {
        Some(card) => tables::handover::open_batch_of(tx, card)?,
        None => None,
    };
    let Some(batch) = batch else { return Ok(()) };
    let batch = tables::handover::find_batch(tx, batch)?.ok_or(StoreFault::Missing("the batch of a card"))?;
    if batch.state == BatchState::Sent && batch.route == BatchRoute::Post {
        return Err(BatchRefusal::StillInPost { receipt: case.receipt.clone(), number: batch.number }.into());
    }
    Ok(())
}
