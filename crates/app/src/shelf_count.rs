//! The stock-take of a shelf, and a card that is missing or lost.

use std::collections::BTreeSet;

use domain::{
    Event, Refusal,
    access::Act,
    batch::{BatchRefusal, BatchRoute},
    card::{CardEvent, Custody, InvalidReason, ShelfCount},
    case::{CaseCommand, CaseState, Receipt},
    id::{CardId, CaseId},
    pickup::PickupRefusal,
    place::PlaceKind,
};
use serde::{Deserialize, Serialize};
use store::{
    StoreFault, Tx, Write,
    journal::Actor,
    queries::{handover, shelves as shelf_queries},
    tables,
};

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases::{CaseChanged, change, read_receipt},
    custody::put,
    looking::Impersonal,
    office::append,
    order::{Concern, Order, text as codes},
    places::{code, place_of},
    print::change_card,
};

/// Stock-takes of a shelf that are listed.
const COUNTS_MAX: i64 = 50;

/// What a stock-take found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfCounted {
    /// The stock-take.
    pub count: String,
    /// Cards that should lie there.
    pub expected: i64,
    /// Cards that were scanned.
    pub scanned: i64,
    /// Receipts of what should lie there and was not scanned: these cards are missing now.
    pub missing: Vec<String>,
    /// Receipts of what lay there and should lie elsewhere: these cards are booked here now.
    pub extra: Vec<String>,
}

/// Counts a shelf (its code) by scanning the receipt of every card on it.
pub fn take_stock(office: &Office, caller: &Caller, request: &Request, shelf: &str, scanned: &[String]) -> Result<ShelfCounted, AppError> {
    office.desk(caller, Act::ShelveCard)?;
    let scanned = scanned.iter().map(|text| read_receipt(text)).collect::<Result<_, _>>()?;
    office.order(caller, request, CountShelf { shelf: code(shelf), scanned })
}

/// The order behind [`take_stock`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CountShelf {
    shelf: String,
    #[serde(with = "codes::many")]
    scanned: BTreeSet<Receipt>,
}

impl Order for CountShelf {
    const NAME: &'static str = "count_shelf";
    const ACT: Act = Act::ShelveCard;
    type Outcome = ShelfCounted;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        // A shelf holds cards of the whole office: who is posted at a sub-district would find all others missing.
        if !desk.reach.subdistrict().is_empty() {
            return Err(Refusal::NotAllowed(Act::ShelveCard).into());
        }
        place_of(tx, "shelf", &self.shelf, PlaceKind::Shelf).map(|_| Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<ShelfCounted, AppError> {
        self.concerns(desk, write)?;
        let place = place_of(write, "shelf", &self.shelf, PlaceKind::Shelf)?.id;
        let booked = handover::cards_at(write, place)?;
        let expected: BTreeSet<CardId> = booked.iter().map(|card| card.card).collect();
        let (mut seen, mut extra) = (BTreeSet::new(), Vec::new());
        for receipt in &self.scanned {
            let case = tables::case_file::find_by_receipt(write, receipt)?.ok_or(domain::case::CaseRefusal::NoSuchCase)?;
            let card = case.card.ok_or(PickupRefusal::CardElsewhere)?;
            seen.insert(card);
            if !expected.contains(&card) {
                if !case.state.open() {
                    return Err(PickupRefusal::CardElsewhere.into());
                }
                extra.push(receipt.to_string());
                put(write, actor, case, &self.shelf, desk.today)?;
            }
        }
        let mut missing = Vec::new();
        for line in booked.iter().filter(|line| !seen.contains(&line.card)) {
            let card = tables::card::find(write, line.card)?;
            change_card(write, actor, line.card, line.person, card, CardEvent::Missed)?;
            let case = tables::case_file::find(write, line.case)?.ok_or(StoreFault::Missing("the case of a card"))?;
            missing.push(case.receipt.to_string());
        }
        let count = ShelfCount {
            id: write.draw.shelf_count_id(),
            place,
            at: write.now,
            by: desk.caller.account,
            expected: expected.len() as i64,
            scanned: seen.len() as i64,
            missing: missing.len() as i64,
            extra: extra.len() as i64,
        };
        tables::handover::insert_count(write, &count)?;
        append(write, actor, &Event::ShelfCounted(count.clone()))?;
        Ok(ShelfCounted { count: count.id.to_string(), expected: count.expected, scanned: count.scanned, missing, extra })
    }
}

impl Impersonal for Vec<ShelfCount> {}

/// The latest stock-takes of a shelf (its code), the latest first.
pub fn counts(office: &Office, caller: &Caller, shelf: &str) -> Result<Vec<ShelfCount>, AppError> {
    office.view(caller, Act::ShelveCard, |tx| {
        let place = place_of(tx, "shelf", &code(shelf), PlaceKind::Shelf)?.id;
        Ok(tables::handover::counts_of(tx, place, COUNTS_MAX)?)
    })
}

impl Impersonal for Vec<shelf_queries::ShelfCount> {}

/// The shelves, by code, for their labels and stock-takes.
pub fn shelves(office: &Office, caller: &Caller) -> Result<Vec<shelf_queries::ShelfCount>, AppError> {
    office.view(caller, Act::ShelveCard, |tx| Ok(shelf_queries::shelves(tx)?))
}

/// Notes that a card is not where the books have it outside the office: at a village or sub-district, or with the post. What is missing from a
/// shelf a stock-take says.
pub fn miss(office: &Office, caller: &Caller, request: &Request, case: CaseId) -> Result<CaseChanged, AppError> {
    office.order(caller, request, MissCard { case })
}

/// The order behind [`miss`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct MissCard {
    #[serde(with = "codes")]
    case: CaseId,
}

impl Order for MissCard {
    const NAME: &'static str = "miss_card";
    const ACT: Act = Act::SignBatches;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let case = desk.case(write, self.case)?;
        let held = match case.card.filter(|_| case.state.open()) {
            Some(card) => tables::card::find(write, card)?,
            None => None,
        };
        let card = held.ok_or(PickupRefusal::CardElsewhere)?;
        match card.custody {
            Custody::At(place) => {
                let place = tables::place::find(write, place)?.ok_or(StoreFault::Missing("the place of a card"))?;
                if !matches!(place.kind, PlaceKind::Village | PlaceKind::Subdistrict) {
                    return Err(PickupRefusal::OnShelf.into());
                }
            }
            Custody::InBatch(batch) => {
                let batch = tables::handover::find_batch(write, batch)?.ok_or(StoreFault::Missing("the batch of a card"))?;
                // What another office finds in its box it signs for.
                if batch.route != BatchRoute::Post {
                    return Err(BatchRefusal::WrongState { state: batch.state }.into());
                }
            }
            _ => return Err(PickupRefusal::CardElsewhere.into()),
        }
        change_card(write, actor, card.id, case.person, Some(card), CardEvent::Missed)?;
        Ok((&case).into())
    }
}

/// Gives a missing card up: it is valid no more, and another is printed. One that is found before is simply put on a shelf again.
pub fn give_up(office: &Office, caller: &Caller, request: &Request, case: CaseId) -> Result<CaseChanged, AppError> {
    office.order(caller, request, LoseCard { case })
}

/// The order behind [`give_up`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct LoseCard {
    #[serde(with = "codes")]
    case: CaseId,
}

impl Order for LoseCard {
    const NAME: &'static str = "lose_card";
    const ACT: Act = Act::ShelveCard;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let case = desk.case(write, self.case)?;
        let (id, person) = (case.id, case.person);
        let held = match case.card {
            Some(card) => tables::card::find(write, card)?,
            None => None,
        };
        let card = held.filter(|card| card.custody == Custody::Missing && case.state != CaseState::Collected);
        let card = card.ok_or(PickupRefusal::CardElsewhere)?;
        let changed = change(write, actor, id, Some(case), &CaseCommand::LoseCard, desk.today)?;
        change_card(write, actor, card.id, person, Some(card), CardEvent::Invalidated { reason: InvalidReason::Lost })?;
        Ok((&changed).into())
    }
}
