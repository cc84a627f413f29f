//! Custody: shelves, village offices, and the card into its holder's hand.

use domain::{
    Event, Refusal,
    access::Act,
    card::{CardEvent, Custody},
    case::{Case, CaseCommand, HandOver, Identity, OldCard, Receipt},
    id::CaseId,
    look::Sight,
    person::{Life, Nik, PersonName},
    pickup::{PickupRefusal, ProxyFacts, ProxyPickup, allow},
    place::{PlaceKind, village_place_code},
    refusal::FieldProblem,
};
use jiff::{SignedDuration, civil::Date};
use serde::{Deserialize, Serialize};
use store::{
    StoreFault, Tx, Write,
    journal::Actor,
    queries::shelves::{self, ShelfCount, Unshelved},
    tables,
};

use crate::{
    AppError, Caller, Office, Request,
    batches::{refuse_closed, refuse_in_post},
    caller::Desk,
    cases::{CaseChanged, case_of_receipt, change, read_receipt},
    figures::midnight_in,
    looking::{Shown, ShowsPeople},
    office::append,
    order::{
        Concern, Order,
        text::{self, Text},
    },
    places::{code, place_of},
    print::change_card,
    register::{free_text, get_person},
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

impl ShowsPeople for ShelfBoard {
    fn shown(&self) -> Vec<Shown> {
        self.unshelved.iter().map(|line| Shown::for_case(line.person)).collect()
    }
}

/// Shows the shelves.
pub fn shelf_board(office: &Office, caller: &Caller) -> Result<ShelfBoard, AppError> {
    office.show(caller, Act::ShelveCard, Sight::Shelves, |tx, reach| {
        let unshelved = shelves::unshelved(tx, reach.subdistrict(), UNSHELVED_MAX)?;
        Ok(ShelfBoard { unshelved, shelves: shelves::shelves(tx)? })
    })
}

/// Puts the card of a case on a shelf (its scanned code).
pub fn shelve(office: &Office, caller: &Caller, request: &Request, case: CaseId, shelf: &str) -> Result<CaseChanged, AppError> {
    office.order(caller, request, ShelveCard { case: Named::Case(case), shelf: code(shelf) })
}

/// The same from two scans: the receipt, then the shelf.
pub fn shelve_by_receipt(office: &Office, caller: &Caller, request: &Request, receipt: &str, shelf: &str) -> Result<CaseChanged, AppError> {
    office.desk(caller, Act::ShelveCard)?;
    office.order(caller, request, ShelveCard { case: Named::Receipt(read_receipt(receipt)?), shelf: code(shelf) })
}

/// A case by its identifier or by its receipt.
#[derive(Clone)]
pub(crate) enum Named {
    Case(CaseId),
    Receipt(Receipt),
}

impl Text for Named {
    fn to_text(&self) -> String {
        match self {
            Self::Case(case) => case.to_string(),
            Self::Receipt(receipt) => receipt.to_string(),
        }
    }

    fn of_text(text: &str) -> Option<Self> {
        CaseId::parse(text).map(Self::Case).or_else(|| Receipt::parse(text).map(Self::Receipt))
    }
}

/// The order behind [`shelve`] and [`shelve_by_receipt`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ShelveCard {
    #[serde(with = "text")]
    case: Named,
    shelf: String,
}

impl ShelveCard {
    fn case(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Case, AppError> {
        match &self.case {
            Named::Case(case) => desk.case(tx, *case),
            Named::Receipt(receipt) => case_of_receipt(tx, &desk.reach, receipt),
        }
    }
}

impl Order for ShelveCard {
    const NAME: &'static str = "shelve_card";
    const ACT: Act = Act::ShelveCard;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        self.case(desk, tx).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let found = self.case(desk, write)?;
        Ok((&put(write, actor, found, &self.shelf, desk.today)?).into())
    }
}

/// Puts a card on a shelf in the running transaction.
pub(crate) fn put(write: &mut Write<'_>, actor: Actor, case: Case, code: &str, today: Date) -> Result<Case, AppError> {
    let shelf = place_of(write, "shelf", code, PlaceKind::Shelf)?.id;
    refuse_in_post(write, &case)?;
    let (id, person) = (case.id, case.person);
    let changed = change(write, actor, id, Some(case), &CaseCommand::Shelve { shelf }, today)?;
    let card = changed.card.ok_or(StoreFault::Missing("the card of a printed case"))?;
    let found = tables::card::find(write, card)?;
    change_card(write, actor, card, person, found, CardEvent::Moved { to: shelf })?;
    Ok(changed)
}

/// Sends a shelved card on to the office of its holder's village, to be collected there.
pub fn forward(office: &Office, caller: &Caller, request: &Request, case: CaseId) -> Result<CaseChanged, AppError> {
    office.order(caller, request, ForwardCard { case })
}

/// The order behind [`forward`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ForwardCard {
    #[serde(with = "text")]
    case: CaseId,
}

impl Order for ForwardCard {
    const NAME: &'static str = "forward_card";
    const ACT: Act = Act::ShelveCard;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let found = desk.case(write, self.case)?;
        Ok((&forward_in(write, actor, found, desk.today)?).into())
    }
}

/// Sends a card to a village in the running transaction; a village whose office is no place here is refused.
pub(crate) fn forward_in(write: &mut Write<'_>, actor: Actor, case: Case, today: Date) -> Result<Case, AppError> {
    let (id, person) = (case.id, case.person);
    let code = village_place_code(&get_person(write, person)?.biodata.village);
    let village = place_of(write, "village", &code, PlaceKind::Village)?;
    refuse_closed(write, &village)?;
    refuse_elsewhere(write, &case)?;
    let village = village.id;
    let changed = change(write, actor, id, Some(case), &CaseCommand::Forward { village }, today)?;
    let card = changed.card.ok_or(StoreFault::Missing("the card of a shelved case"))?;
    let found = tables::card::find(write, card)?;
    change_card(write, actor, card, person, found, CardEvent::Moved { to: village })?;
    Ok(changed)
}

/// Hands the card of a case to its holder. A surrendered older card goes to the invalid-card ledger.
pub fn hand_over(office: &Office, caller: &Caller, request: &Request, case: CaseId, how: HandOver) -> Result<CaseChanged, AppError> {
    office.order(caller, request, HandOverCard { case, identity_checked: how.identity == Identity::Checked, old_card: how.old_card })
}

/// The order behind [`hand_over`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct HandOverCard {
    #[serde(with = "text")]
    case: CaseId,
    identity_checked: bool,
    #[serde(with = "text")]
    old_card: OldCard,
}

impl Order for HandOverCard {
    const NAME: &'static str = "hand_over";
    const ACT: Act = Act::HandOver;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let found = desk.case(write, self.case)?;
        let identity = if self.identity_checked { Identity::Checked } else { Identity::Unchecked };
        Ok((&hand_over_in(write, actor, found, &HandOver { identity, old_card: self.old_card }, desk.today)?).into())
    }
}

/// Hands a card over that lies at a place of the office, in the running transaction.
pub(crate) fn hand_over_in(write: &mut Write<'_>, actor: Actor, case: Case, how: &HandOver, today: Date) -> Result<Case, AppError> {
    refuse_elsewhere(write, &case)?;
    if get_person(write, case.person)?.biodata.life == Life::Dead {
        return Err(PickupRefusal::HolderDied.into());
    }
    give(write, actor, case, how, today)
}

/// Refuses an open case whose card lies at no place: it is on its way, or missing.
fn refuse_elsewhere(tx: &mut Tx<'_>, case: &Case) -> Result<(), AppError> {
    let card = match case.card {
        Some(card) => tables::card::find(tx, card)?,
        None => None,
    };
    let elsewhere = case.state.open() && card.is_some_and(|card| !matches!(card.custody, Custody::At(_)));
    if elsewhere { Err(PickupRefusal::CardElsewhere.into()) } else { Ok(()) }
}

/// Gives a card to its holder wherever it is, in the running transaction.
pub(crate) fn give(write: &mut Write<'_>, actor: Actor, case: Case, how: &HandOver, today: Date) -> Result<Case, AppError> {
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

/// Who fetches a card for its holder, as it stands on the own card that was shown.
#[derive(Clone, Debug, Default)]
pub struct Proxy {
    /// The NIK.
    pub nik: String,
    /// The name.
    pub name: String,
    /// The number of the power of attorney (surat kuasa); empty when there is none.
    pub letter: String,
}

/// Hands the card of a case to somebody who fetches it for its holder, when the office's rule of the day allows it. The identity that is
/// checked is the proxy's.
pub fn hand_over_to_proxy(
    office: &Office,
    caller: &Caller,
    request: &Request,
    case: CaseId,
    how: HandOver,
    proxy: &Proxy,
) -> Result<CaseChanged, AppError> {
    let identity_checked = how.identity == Identity::Checked;
    office.order(
        caller,
        request,
        HandOverToProxy { case, identity_checked, old_card: how.old_card, proxy: read_proxy(office, caller, proxy)? },
    )
}

fn read_proxy(office: &Office, caller: &Caller, proxy: &Proxy) -> Result<KeptProxy, Refusal> {
    office.desk(caller, Act::HandOver)?;
    let nik = Nik::parse(&proxy.nik).map_err(|problem| Refusal::field("nik", FieldProblem::Nik(problem)))?;
    let name = PersonName::parse(&proxy.name).map_err(|problem| Refusal::field("name", FieldProblem::Name(problem)))?;
    let letter = match proxy.letter.trim() {
        "" => None,
        letter => Some(free_text(letter).map_err(|problem| Refusal::field("letter", problem))?),
    };
    Ok(KeptProxy { nik: nik.as_str().to_owned(), name: name.as_str().to_owned(), letter })
}

#[derive(Clone, Serialize, Deserialize)]
struct KeptProxy {
    nik: String,
    name: String,
    letter: Option<String>,
}

/// The order behind [`hand_over_to_proxy`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct HandOverToProxy {
    #[serde(with = "text")]
    case: CaseId,
    identity_checked: bool,
    #[serde(with = "text")]
    old_card: OldCard,
    proxy: KeptProxy,
}

impl Order for HandOverToProxy {
    const NAME: &'static str = "hand_over_to_proxy";
    const ACT: Act = Act::HandOver;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let corrupt = || StoreFault::Corrupt("a kept proxy".to_owned());
        let nik = Nik::parse(&self.proxy.nik).map_err(|_| corrupt())?;
        let name = PersonName::parse(&self.proxy.name).map_err(|_| corrupt())?;
        let found = desk.case(write, self.case)?;
        let rule = desk.rules.proxy_for(desk.profile.code, desk.today).ok_or(StoreFault::Missing("a rule of proxies for this day"))?;
        allow(rule, proxy_facts(desk, write, &found, &nik, self.proxy.letter.is_some())?)?;
        let identity = if self.identity_checked { Identity::Checked } else { Identity::Unchecked };
        let changed = hand_over_in(write, actor, found, &HandOver { identity, old_card: self.old_card }, desk.today)?;
        let card = changed.card.ok_or(StoreFault::Missing("the card of a printed case"))?;
        let (case, person, letter, at) = (changed.id, changed.person, self.proxy.letter.clone(), write.now);
        let pickup = ProxyPickup { case, person, card, nik, name, letter, at };
        tables::handover::insert_proxy(write, &pickup)?;
        append(write, actor, &Event::TakenByProxy(pickup))?;
        Ok((&changed).into())
    }
}

fn proxy_facts(desk: &Desk, tx: &mut Tx<'_>, case: &Case, nik: &Nik, letter: bool) -> Result<ProxyFacts, AppError> {
    let holder = get_person(tx, case.person)?.biodata;
    let proxy = match tables::person::find_by_nik(tx, nik)? {
        Some(person) => tables::person::find(tx, person)?.map(|person| person.biodata),
        None => None,
    };
    let family = holder.kk.is_some() && proxy.and_then(|proxy| proxy.kk) == holder.kk;
    let midnight = midnight_in(desk.profile.zone, desk.today);
    let month = midnight.saturating_sub(SignedDuration::from_hours(24 * 29)).unwrap_or(midnight);
    let (day, month) = (tables::handover::fetched_since(tx, nik, midnight)?, tables::handover::fetched_since(tx, nik, month)?);
    Ok(ProxyFacts { holder: holder.nik == *nik, family, letter, day, month })
}
