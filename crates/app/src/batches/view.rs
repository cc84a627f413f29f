//! Batches as they stand, what their minutes say, and the cards that are missing.

use domain::{
    access::{Act, Field},
    batch::{Batch, BatchRefusal},
    id::BatchId,
    look::Sight,
    pickup::ClosedSite,
    place::{Place, PlaceKind},
};
use store::{
    Tx,
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

/// A place that takes cards, and why it takes none for now.
pub type Site = (Place, Option<ClosedSite>);

impl Impersonal for Vec<Site> {}

/// Where a batch can go within the caller's reach, by code, with those that are closed.
pub fn destinations(office: &Office, caller: &Caller) -> Result<Vec<Site>, AppError> {
    let desk = office.desk(caller, Act::SendBatches)?;
    office.view(caller, Act::SendBatches, |tx| {
        let mut all = all_sites(tx)?;
        all.retain(|(place, _)| super::reaches(&desk, place));
        Ok(all)
    })
}

/// All places that take cards, by code, with those that are closed.
pub fn sites(office: &Office, caller: &Caller) -> Result<Vec<Site>, AppError> {
    office.view(caller, Act::ManageSites, all_sites)
}

fn all_sites(tx: &mut Tx<'_>) -> Result<Vec<Site>, AppError> {
    let places = tables::place::all(tx)?.into_iter().filter(|place| matches!(place.kind, PlaceKind::Village | PlaceKind::Subdistrict));
    let mut sites = Vec::new();
    for place in places {
        let closed = tables::handover::find_closed(tx, place.id)?;
        sites.push((place, closed));
    }
    Ok(sites)
}
