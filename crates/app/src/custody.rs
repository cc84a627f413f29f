//! Custody: shelves, village offices, and the card into its holder's hand.

use domain::{
    access::Act,
    card::{CardEvent, Custody},
    case::{Case, CaseCommand, CaseRefusal, HandOver, OldCard},
    id::CaseId,
    place::{PlaceKind, village_place_code},
};
use jiff::civil::Date;
use store::{
    StoreFault, Write,
    journal::Actor,
    queries::shelves::{self, ShelfCount, Unshelved},
    tables,
};

use crate::{
    AppError, Caller, Office, Request,
    cases::{CaseChanged, change, get_case, read_receipt},
    office::authorise,
    places::place_of,
    print::change_card,
    register::get_person,
};

/// At most this many printed cards without a shelf are listed.
const UNSHELVED_MAX: i64 = 200;

/// Shelves and what waits for one.
#[derive(Clone, Debug)]
pub struct ShelfBoard {
    /// Printed cards that lie nowhere yet, the oldest first.
    pub unshelved: Vec<Unshelved>,
    /// All shelves with their cards.
    pub shelves: Vec<ShelfCount>,
}

/// Shows the shelves.
pub fn shelf_board(office: &Office, caller: &Caller) -> Result<ShelfBoard, AppError> {
    office.view(caller, Act::ShelveCard, |tx| {
        Ok(ShelfBoard { unshelved: shelves::unshelved(tx, UNSHELVED_MAX)?, shelves: shelves::shelves(tx)? })
    })
}

/// Puts the card of a case on a shelf (its scanned code).
pub fn shelve(office: &Office, caller: &Caller, request: &Request, case: CaseId, shelf: &str) -> Result<CaseChanged, AppError> {
    let (today, code) = (office.today(), shelf.trim().to_ascii_uppercase());
    office.command("shelve_card", caller, Act::ShelveCard, request, move |write, actor| {
        let found = get_case(write, case)?;
        Ok((&put(write, actor, found, &code, today)?).into())
    })
}

/// The same from two scans: the receipt, then the shelf.
pub fn shelve_by_receipt(office: &Office, caller: &Caller, request: &Request, receipt: &str, shelf: &str) -> Result<CaseChanged, AppError> {
    authorise(caller, Act::ShelveCard)?;
    let (today, code) = (office.today(), shelf.trim().to_ascii_uppercase());
    let receipt = read_receipt(receipt)?;
    office.command("shelve_card", caller, Act::ShelveCard, request, move |write, actor| {
        let found = tables::case_file::find_by_receipt(write, &receipt)?.ok_or(CaseRefusal::NoSuchCase)?;
        Ok((&put(write, actor, found, &code, today)?).into())
    })
}

/// Puts a card on a shelf in the running transaction.
pub(crate) fn put(write: &mut Write<'_>, actor: Actor, case: Case, code: &str, today: Date) -> Result<Case, AppError> {
    let shelf = place_of(write, "shelf", code, PlaceKind::Shelf)?.id;
    let (id, person) = (case.id, case.person);
    let changed = change(write, actor, id, Some(case), &CaseCommand::Shelve { shelf }, today)?;
    let card = changed.card.ok_or(StoreFault::Missing("the card of a printed case"))?;
    let found = tables::card::find(write, card)?;
    change_card(write, actor, card, person, found, CardEvent::Moved { to: shelf })?;
    Ok(changed)
}

/// Sends a shelved card on to the office of its holder's village, to be collected there.
pub fn forward(office: &Office, caller: &Caller, request: &Request, case: CaseId) -> Result<CaseChanged, AppError> {
    let today = office.today();
    office.command("forward_card", caller, Act::ShelveCard, request, move |write, actor| {
        let found = get_case(write, case)?;
        Ok((&forward_in(write, actor, found, today)?).into())
    })
}

/// Sends a card to a village in the running transaction; a village whose office is no place here is refused.
pub(crate) fn forward_in(write: &mut Write<'_>, actor: Actor, case: Case, today: Date) -> Result<Case, AppError> {
    let (id, person) = (case.id, case.person);
    let code = village_place_code(&get_person(write, person)?.biodata.village);
    let village = place_of(write, "village", &code, PlaceKind::Village)?.id;
    let changed = change(write, actor, id, Some(case), &CaseCommand::Forward { village }, today)?;
    let card = changed.card.ok_or(StoreFault::Missing("the card of a shelved case"))?;
    let found = tables::card::find(write, card)?;
    change_card(write, actor, card, person, found, CardEvent::Moved { to: village })?;
    Ok(changed)
}

/// Hands the card of a case to its holder. A surrendered older card goes to the invalid-card ledger.
pub fn hand_over(office: &Office, caller: &Caller, request: &Request, case: CaseId, how: HandOver) -> Result<CaseChanged, AppError> {
    let today = office.today();
    office.command("hand_over", caller, Act::HandOver, request, move |write, actor| {
        let found = get_case(write, case)?;
        Ok((&hand_over_in(write, actor, found, &how, today)?).into())
    })
}

/// Hands a card over in the running transaction.
pub(crate) fn hand_over_in(write: &mut Write<'_>, actor: Actor, case: Case, how: &HandOver, today: Date) -> Result<Case, AppError> {
    let (id, person) = (case.id, case.person);
    let changed = change(write, actor, id, Some(case), &CaseCommand::HandOver(how.clone()), today)?;
    let card = changed.card.ok_or(StoreFault::Missing("the card of a printed case"))?;
    if how.old_card == OldCard::Surrendered {
        for old in tables::card::of_person(write, person)? {
            if old.id != card && old.custody == Custody::Holder {
                change_card(write, actor, old.id, person, Some(old), CardEvent::Surrendered)?;
            }
        }
    }
    let found = tables::card::find(write, card)?;
    change_card(write, actor, card, person, found, CardEvent::HandedOver)?;
    Ok(changed)
}
