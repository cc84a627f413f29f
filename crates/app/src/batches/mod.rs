//! Handover batches: cards that go together to a village, a sub-district or by post, with minutes that both sides sign.
//!
//! `pack.rs` fills a batch and lets it leave, `sign.rs` takes the other side's signature card by card and what comes back, `post.rs` notes
//! the postman's attempts, `sites.rs` closes places that take no cards, `view.rs` shows batches and what their minutes say.

mod pack;
mod post;
mod sign;
mod sites;
mod view;

use domain::{
    Event,
    batch::{Batch, BatchCommand, BatchEvent, BatchRefusal, apply, decide},
    card::{Card, CardEvent, Custody},
    case::{Case, CaseCommand, Receipt},
    id::BatchId,
    place::{Place, PlaceKind},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{StoreFault, Tx, Write, journal::Actor, tables};

pub use pack::{drop_batch, open, pack, pack_due, send, take_out};
pub use post::{PostOutcome, note_post};
pub use sign::{Found, find_missing, receive, take_back};
pub use sites::{close_site, reopen_site};
pub use store::queries::handover::{BatchCard, BatchSummary, CustodyCount, MissingCard};
pub use view::{BatchView, Site, board, destinations, missing, sites, view};

pub(crate) use pack::{DropBatch, OpenBatch, PackCard, PackDue, SendBatch, TakeCardOut, refuse_closed};
pub(crate) use post::NotePost;
pub(crate) use sign::{FindMissing, ReceiveBatch, TakeCardBack, refuse_in_post};
pub(crate) use sites::{CloseSite, ReopenSite};

use crate::{AppError, caller::Desk, cases, office::append, print::change_card};

/// A batch was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchChanged {
    /// The batch.
    pub batch: String,
    /// The number of its minutes.
    pub number: String,
    /// Where it stands, code of [`domain::batch::BatchState`].
    pub state: String,
    /// Its cards.
    pub cards: i64,
}

impl From<&Batch> for BatchChanged {
    fn from(batch: &Batch) -> Self {
        let (number, state) = (batch.number.clone(), batch.state.to_string());
        Self { batch: batch.id.to_string(), number, state, cards: batch.lines.len() as i64 }
    }
}

/// A batch and its place within the desk's reach; one beyond does not exist.
fn batch_within(desk: &Desk, tx: &mut Tx<'_>, batch: BatchId) -> Result<(Batch, Place), AppError> {
    let found = tables::handover::find_batch(tx, batch)?.ok_or(BatchRefusal::NoSuchBatch)?;
    let place = tables::place::find(tx, found.place)?.ok_or(StoreFault::Missing("the place of a batch"))?;
    if reaches(desk, &place) { Ok((found, place)) } else { Err(BatchRefusal::NoSuchBatch.into()) }
}

/// A batch, its place, and the case of a receipt that is named with it, all within the desk's reach.
fn named(desk: &Desk, tx: &mut Tx<'_>, batch: BatchId, receipt: &Receipt) -> Result<(Batch, Place, Case), AppError> {
    let (batch, place) = batch_within(desk, tx, batch)?;
    Ok((batch, place, cases::case_of_receipt(tx, &desk.reach, receipt)?))
}

/// Whether a place lies within the desk's reach: the digits of its code begin with the sub-district's.
fn reaches(desk: &Desk, place: &Place) -> bool {
    let digits = |code: &str| code.chars().filter(char::is_ascii_digit).collect::<String>();
    let within = digits(desk.reach.subdistrict());
    within.is_empty() || matches!(place.kind, PlaceKind::Village | PlaceKind::Subdistrict) && digits(&place.code).starts_with(&within)
}

/// Decides a command on a batch, saves it and appends the event, in the running transaction; answers whether anything changed.
fn change(write: &mut Write<'_>, actor: Actor, batch: Batch, command: &BatchCommand) -> Result<(Batch, bool), AppError> {
    match decide(&batch, command)? {
        Some(event) => Ok((save(write, actor, Some(batch.clone()), batch.id, event)?, true)),
        None => Ok((batch, false)),
    }
}

fn save(write: &mut Write<'_>, actor: Actor, before: Option<Batch>, id: BatchId, event: BatchEvent) -> Result<Batch, AppError> {
    let after = apply(before.clone(), id, &event, write.now).ok_or(BatchRefusal::NoSuchBatch)?;
    tables::handover::save_batch(write, before.as_ref(), &after)?;
    append(write, actor, &Event::Batch(id, event))?;
    Ok(after)
}

/// The card of a case; a case without one is refused.
fn card_of(tx: &mut Tx<'_>, case: &Case) -> Result<Card, AppError> {
    let card = case.card.ok_or(BatchRefusal::CardElsewhere)?;
    Ok(tables::card::find(tx, card)?.ok_or(StoreFault::Missing("the card of a case"))?)
}

/// Moves a card and its case to where they are now, in the running transaction.
fn move_to(
    write: &mut Write<'_>,
    actor: Actor,
    case: Case,
    command: &CaseCommand,
    event: CardEvent,
    today: Date,
) -> Result<Case, AppError> {
    let card = card_of(write, &case)?;
    let (id, person, card_id) = (case.id, case.person, card.id);
    let changed = cases::change(write, actor, id, Some(case), command, today)?;
    change_card(write, actor, card_id, person, Some(card), event)?;
    Ok(changed)
}

/// Whether a card lies in the office, to be packed.
fn lies_here(card: &Card) -> bool {
    matches!(card.custody, Custody::At(_)) && card.invalid.is_none()
}
