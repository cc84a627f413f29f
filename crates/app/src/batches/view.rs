//! Batches as they stand, what their minutes say, and the cards that are missing.

use domain::{
    access::{Act, Field},
    batch::{Batch, BatchRefusal},
    id::BatchId,
    look::Sight,
    place::Place,
};
use store::{
    queries::handover::{self, BatchCard, BatchSummary, MissingCard},
    tables,
};

use crate::{
    AppError, Caller, Office,
    looking::{Impersonal, Shown, ShowsPeople},
    papers::Official,
};

/// Batches and missing cards that are listed.
const LISTED_MAX: i64 = 200;

impl Impersonal for Vec<BatchSummary> {}

/// The latest batches, those of the caller's reach.
pub fn board(office: &Office, caller: &Caller) -> Result<Vec<BatchSummary>, AppError> {
    let desk = office.desk(caller, Act::SignBatches)?;
    let within: String = desk.reach.subdistrict().chars().filter(char::is_ascii_digit).collect();
    office.view(caller, Act::SignBatches, |tx| Ok(handover::batches(tx, &within, LISTED_MAX)?))
}

/// A batch with everything that its minutes name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchView {
    /// The batch.
    pub batch: Batch,
    /// Where it goes.
    pub place: Place,
    /// Who signed for the office.
    pub sender: Official,
    /// Its cards in the order in which somebody walks, without addresses for who may not see them.
    pub cards: Vec<BatchCard>,
}

impl ShowsPeople for BatchView {
    fn shown(&self) -> Vec<Shown> {
        self.cards.iter().map(|card| Shown::for_case(card.person)).collect()
    }
}

/// Shows a batch, for its page and its minutes.
pub fn view(office: &Office, caller: &Caller, batch: BatchId) -> Result<BatchView, AppError> {
    let desk = office.desk(caller, Act::SignBatches)?;
    office.show(caller, Act::SignBatches, Sight::Shelves, |tx, _| {
        let (batch, place) = super::batch_within(&desk, tx, batch)?;
        let sender = match batch.sent_by {
            Some(account) => tables::account::find(tx, account)?,
            None => None,
        };
        let mut cards = handover::batch_cards(tx, batch.id)?;
        if !caller.sees(Field::Address) {
            for card in &mut cards {
                card.address.clear();
                (card.rt, card.rw) = (0, 0);
            }
        }
        if cards.len() != batch.lines.len() {
            return Err(BatchRefusal::NoSuchBatch.into());
        }
        Ok(BatchView { sender: sender.as_ref().map(Official::of).unwrap_or_default(), batch, place, cards })
    })
}

impl ShowsPeople for Vec<MissingCard> {
    fn shown(&self) -> Vec<Shown> {
        self.iter().map(|card| Shown::for_case(card.person)).collect()
    }
}

/// The cards that are missing, the longest first.
pub fn missing(office: &Office, caller: &Caller) -> Result<Vec<MissingCard>, AppError> {
    office.show(caller, Act::SignBatches, Sight::Shelves, |tx, reach| Ok(handover::missing(tx, reach.subdistrict(), LISTED_MAX)?))
}
