//! The public question: where is my card? Asked with the receipt and its PIN, by anybody, without an account.
//!
//! Whoever asks wrongly learns nothing: an unknown receipt, a wrong PIN and too many tries have one answer, of one size, after the same
//! work. Tries are counted for each receipt and each address, in this process.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use domain::{
    card::Custody,
    case::{Case, CaseState, NextStep, Purpose, Receipt, next_step, pin_from},
    gsm::septets,
    id::CaseId,
    ladder::{LadderAction, Reachable},
    notice::{Language, SEPTETS_MAX, gsm_text},
    rule::NoticeMeasure,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use store::{StoreFault, Tx, tables};

use crate::{AppError, Office, notices::short_day};

/// Addresses that are remembered at a time; more of them ring the alarm.
const ADDRESSES_MAX: usize = 20_000;

/// What anybody with the receipt may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicStatus {
    /// The receipt.
    pub receipt: Receipt,
    /// Why a card was asked for.
    pub purpose: Purpose,
    /// Where the case stands.
    pub state: CaseState,
    /// Since which day.
    pub since: Date,
    /// What comes next.
    pub next: NextStep,
    /// Where the card lies; nothing while it lies nowhere.
    pub place: Option<String>,
    /// When a case that waits for blanks is looked at again, or from which day a card may be printed.
    pub until: Option<Date>,
    /// Until when the card lies where it is, by the office's ladder.
    pub stays_until: Option<Date>,
    /// That the card is not where it should be, and is being looked for.
    pub sought: bool,
}

/// Tries that failed, in this process.
#[derive(Default)]
pub(crate) struct Tries(Mutex<Counted>);

#[derive(Default)]
struct Counted {
    receipts: BTreeMap<CaseId, (Timestamp, i64)>,
    addresses: BTreeMap<String, (Timestamp, i64)>,
    all: (Timestamp, i64),
}

/// How many tries may fail, by the rules of the day.
#[derive(Clone, Copy)]
struct Limits {
    receipt_day: i64,
    address_hour: i64,
    alarm_hour: i64,
}

impl Limits {
    fn of(office: &Office) -> Result<Self, StoreFault> {
        let (code, today) = (office.profile().code, office.today());
        let measure = |measure| {
            office.rules().notice_measure(code, measure, today).ok_or(StoreFault::Missing("a limit of public questions for this day"))
        };
        Ok(Self {
            receipt_day: measure(NoticeMeasure::StatusReceiptDay)?,
            address_hour: measure(NoticeMeasure::StatusAddressHour)?,
            alarm_hour: measure(NoticeMeasure::StatusAlarmHour)?,
        })
    }
}

/// Tells where a card is. `None` for an unknown receipt, a wrong PIN and too many tries alike. `from` is the address or number that asks.
pub fn public_status(office: &Office, receipt: &str, pin: &str, from: &str) -> Result<Option<PublicStatus>, AppError> {
    let (limits, now) = (Limits::of(office)?, office.now());
    if office.tries.lock().address_tries(from, now) >= limits.address_hour {
        office.tries.lock().failed(None, from, now);
        return Ok(None);
    }
    let receipt = Receipt::parse(receipt).unwrap_or_else(|| Receipt::from_bits(0));
    let answer = office.store.read(|tx| {
        let case = tables::case_file::find_by_receipt(tx, &receipt)?;
        let asked = case.as_ref().map_or(CaseId(uuid::Uuid::nil()), |case| case.id);
        let expected = pin_from(office.store.key().keyed_hash("receipt-pin", &asked.to_string()));
        let right = same(&expected, pin.trim());
        let tried = office.tries.lock().receipt_tries(asked, now) >= limits.receipt_day;
        match case {
            Some(case) if right && !tried => told(office, tx, &case).map(|told| (Some(asked), Some(told))),
            case => Ok((case.map(|case| case.id), None)),
        }
    })?;
    let (case, told) = answer;
    if told.is_none() {
        office.tries.lock().failed(case, from, now);
    }
    Ok(told)
}

/// How many tries failed in the running hour, when they are so many that somebody must look.
pub fn status_alarm(office: &Office) -> Result<Option<i64>, AppError> {
    let limits = Limits::of(office)?;
    let tries = office.tries.lock();
    let all = within(&tries.all, office.now(), SignedDuration::from_hours(1));
    Ok(Some(all).filter(|all| *all >= limits.alarm_hour || tries.addresses.len() >= ADDRESSES_MAX))
}

fn told(office: &Office, tx: &mut Tx<'_>, case: &Case) -> Result<PublicStatus, StoreFault> {
    let (zone, today) = (office.profile().zone, office.today());
    let card = match case.card {
        Some(card) => tables::card::find(tx, card)?,
        None => None,
    };
    let place = match card.as_ref().map(|card| card.custody) {
        Some(Custody::At(place)) if case.state == CaseState::AtVillage => tables::place::find(tx, place)?.map(|place| place.name),
        Some(Custody::At(_)) if case.state.open() => Some(office.profile().name.clone()),
        _ => None,
    };
    let sought = case.state.open() && card.as_ref().is_some_and(|card| card.custody == Custody::Missing);
    let lies = !sought && matches!(case.state, CaseState::Printed | CaseState::OnShelf);
    let climb = card.filter(|_| lies).and_then(|card| {
        let ladder = office.rules().ladder_for(office.profile().code, today);
        let step = domain::ladder::next_step(&ladder, zone.date(card.printed_at), 0, Reachable::No)?;
        (step.action != LadderAction::Notice).then_some(step.due)
    });
    Ok(PublicStatus {
        receipt: case.receipt.clone(),
        purpose: case.purpose,
        state: case.state,
        since: zone.date(case.since),
        next: next_step(case, today).0,
        place,
        until: case.deferral.as_ref().map(|deferral| deferral.until).or(case.print_from.filter(|from| *from > today)),
        stays_until: climb.filter(|due| *due > today),
        sought,
    })
}

/// The answer to `STATUS` in one short message, in Indonesian.
pub(crate) fn in_words(office: &Office, told: Option<&PublicStatus>) -> String {
    let name = &office.profile().name;
    let day = |day: Date| short_day(day, Language::Indonesian);
    let Some(told) = told else {
        return cut(&format!("{name}: resi atau PIN tidak cocok, atau terlalu sering dicoba. Periksa resi Anda."));
    };
    let until = told.until.map(|on| format!(", ditinjau lagi {}", day(on))).unwrap_or_default();
    let place = told.place.as_deref().unwrap_or(name);
    let words = match told.state {
        CaseState::Opened => "berkas belum lengkap".to_owned(),
        CaseState::WaitingRecording => "menunggu perekaman, datang ke kantor".to_owned(),
        CaseState::WaitingCentral => "menunggu pusat".to_owned(),
        CaseState::ReadyToPrint | CaseState::InRun => format!("siap dicetak{until}"),
        CaseState::Deferred => format!("menunggu blangko{until}"),
        _ if told.sought => "kartu sedang dicari, tanyakan ke kantor sebelum datang".to_owned(),
        CaseState::Printed | CaseState::OnShelf | CaseState::AtVillage => format!("siap diambil di {place}, bawa resi. Gratis"),
        CaseState::OnTheWay => "dalam perjalanan ke desa/kecamatan".to_owned(),
        CaseState::Collected => "sudah diambil".to_owned(),
        CaseState::Cancelled => "dibatalkan, tanyakan ke kantor".to_owned(),
    };
    cut(&format!("KTP-el {} sejak {}: {words}.", told.receipt, day(told.since)))
}

fn cut(text: &str) -> String {
    let mut text = gsm_text(text);
    while septets(&text).is_some_and(|length| length > SEPTETS_MAX) && text.pop().is_some() {}
    text
}

/// Whether two texts are the same, looking at every character whatever differs.
fn same(expected: &str, typed: &str) -> bool {
    let differs = expected.bytes().zip(typed.bytes().chain(std::iter::repeat(0))).fold(0, |differs, (one, other)| differs | (one ^ other));
    (differs == 0) & (expected.len() == typed.len())
}

impl Tries {
    fn lock(&self) -> std::sync::MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn within((since, count): &(Timestamp, i64), now: Timestamp, window: SignedDuration) -> i64 {
    if now.duration_since(*since) < window { *count } else { 0 }
}

fn count((since, count): &mut (Timestamp, i64), now: Timestamp, window: SignedDuration) {
    if now.duration_since(*since) >= window {
        (*since, *count) = (now, 0);
    }
    *count += 1;
}

impl Counted {
    fn receipt_tries(&self, case: CaseId, now: Timestamp) -> i64 {
        self.receipts.get(&case).map_or(0, |counted| within(counted, now, SignedDuration::from_hours(24)))
    }

    fn address_tries(&self, address: &str, now: Timestamp) -> i64 {
        self.addresses.get(address).map_or(0, |counted| within(counted, now, SignedDuration::from_hours(1)))
    }

    /// Only receipts that exist are counted, so that guessing fills no memory; addresses are forgotten after their hour.
    fn failed(&mut self, case: Option<CaseId>, address: &str, now: Timestamp) {
        count(&mut self.all, now, SignedDuration::from_hours(1));
        if let Some(case) = case {
            count(self.receipts.entry(case).or_insert((now, 0)), now, SignedDuration::from_hours(24));
        }
        if self.addresses.len() >= ADDRESSES_MAX {
            self.addresses.retain(|_, counted| within(counted, now, SignedDuration::from_hours(1)) > 0);
        }
        if self.addresses.len() < ADDRESSES_MAX || self.addresses.contains_key(address) {
            count(self.addresses.entry(address.to_owned()).or_insert((now, 0)), now, SignedDuration::from_hours(1));
        }
    }
}
