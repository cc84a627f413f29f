//! Batches, what lies at a place, and signs that somebody else lives from cards.

use domain::{
    area::VillageCode,
    batch::{BatchRoute, BatchState, LineState, NotCollected},
    case::{CaseState, Purpose, Receipt},
    id::{AccountId, BatchId, CardId, CaseId, PersonId, PlaceId},
    person::{Nik, Phone},
};
use jiff::Timestamp;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// A batch with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchSummary {
    /// The batch.
    pub batch: BatchId,
    /// The number of its minutes.
    pub number: String,
    /// To whom it goes.
    pub route: BatchRoute,
    /// The name of the place.
    pub place: String,
    /// Where it stands.
    pub state: BatchState,
    /// Since when.
    pub since: Timestamp,
    /// Its cards, without extra ones.
    pub cards: i64,
    /// Those that are missing.
    pub missing: i64,
    /// Those that were too many.
    pub extra: i64,
    /// Those that came back.
    pub returned: i64,
}

impl FromRow for BatchSummary {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            batch: row.parse(BatchId::parse)?,
            number: row.text()?,
            route: row.parse(BatchRoute::from_code)?,
            place: row.text()?,
            state: row.parse(BatchState::from_code)?,
            since: row.timestamp()?,
            cards: row.integer()?,
            missing: row.integer()?,
            extra: row.integer()?,
            returned: row.integer()?,
        })
    }
}

/// The batches, the latest first. `within` is the code that a place of one sub-district begins with in its own code's digits
/// (`520801`), or empty for all.
pub fn batches(tx: &mut Tx<'_>, within: &str, limit: i64) -> Result<Vec<BatchSummary>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT b.batch, b.number, b.route, l.name, b.state, b.since,
             (SELECT COUNT(*) FROM handover_card h WHERE h.office = b.office AND h.batch = b.batch AND h.state <> 'extra'),
             (SELECT COUNT(*) FROM handover_card h WHERE h.office = b.office AND h.batch = b.batch AND h.state = 'missing'),
             (SELECT COUNT(*) FROM handover_card h WHERE h.office = b.office AND h.batch = b.batch AND h.state = 'extra'),
             (SELECT COUNT(*) FROM handover_card h WHERE h.office = b.office AND h.batch = b.batch AND h.state = 'returned')
         FROM handover_batch b JOIN place l ON l.office = b.office AND l.place = b.place
         WHERE b.office = ?1 AND (?2 = '' OR substr(l.code, 6, 6) = ?2 OR substr(l.code, 5, 6) = ?2)
         ORDER BY b.opened_at DESC, b.batch DESC LIMIT ?3";
    tx.query(sql, values![office, within, limit])
}

/// A card of a batch, as its minutes name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchCard {
    /// The card.
    pub card: CardId,
    /// Its case.
    pub case: CaseId,
    /// The receipt.
    pub receipt: Receipt,
    /// Whose.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Village.
    pub village: VillageCode,
    /// Street or hamlet.
    pub address: String,
    /// RT; 0 when there is none.
    pub rt: i64,
    /// RW; 0 when there is none.
    pub rw: i64,
    /// Where it stands.
    pub state: LineState,
    /// Attempts of the postman.
    pub tries: i64,
    /// Why it was not collected.
    pub reason: Option<NotCollected>,
}

impl FromRow for BatchCard {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            card: row.parse(CardId::parse)?,
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            village: row.parse(VillageCode::parse)?,
            address: row.text()?,
            rt: row.integer()?,
            rw: row.integer()?,
            state: row.parse(LineState::from_code)?,
            tries: row.integer()?,
            reason: row.parse_or_null(NotCollected::from_code)?,
        })
    }
}

/// The cards of a batch in the order in which somebody walks.
pub fn batch_cards(tx: &mut Tx<'_>, batch: BatchId) -> Result<Vec<BatchCard>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT h.card, h.case_id, c.receipt, c.person, p.name, p.village, p.address, p.rt, p.rw, h.state, h.tries, h.reason
         FROM handover_card h JOIN case_file c ON c.office = h.office AND c.case_id = h.case_id
             JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE h.office = ?1 AND h.batch = ?2 ORDER BY p.village, p.rw, p.rt, p.address, p.name, h.card";
    tx.query(sql, values![office, batch])
}

/// A card that lies at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardAt {
    /// The card.
    pub card: CardId,
    /// Its case.
    pub case: CaseId,
    /// Whose.
    pub person: PersonId,
}

impl FromRow for CardAt {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { card: row.parse(CardId::parse)?, case: row.parse(CaseId::parse)?, person: PersonId(row.integer()?) })
    }
}

/// The cards that lie at a place by the books.
pub fn cards_at(tx: &mut Tx<'_>, place: PlaceId) -> Result<Vec<CardAt>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT card, case_id, person FROM card WHERE office = ?1 AND place = ?2 AND invalid IS NULL ORDER BY card";
    tx.query(sql, values![office, place])
}

/// How many cards are in each custody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustodyCount {
    /// The stored code of the custody.
    pub custody: String,
    /// Cards.
    pub cards: i64,
}

impl FromRow for CustodyCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { custody: row.text()?, cards: row.integer()? })
    }
}

/// How many valid cards are in each custody.
pub fn custodies(tx: &mut Tx<'_>) -> Result<Vec<CustodyCount>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT custody, COUNT(*) FROM card WHERE office = ?1 AND invalid IS NULL GROUP BY custody ORDER BY custody";
    tx.query(sql, values![office])
}

/// A card that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCard {
    /// Its case.
    pub case: CaseId,
    /// The receipt.
    pub receipt: Receipt,
    /// Whose.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Where the case stands.
    pub state: CaseState,
    /// Since when.
    pub since: Timestamp,
}

impl FromRow for MissingCard {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            state: row.parse(CaseState::from_code)?,
            since: row.timestamp()?,
        })
    }
}

/// The valid cards that are missing, the longest first. `within` is a sub-district's dotted code, or empty for all.
pub fn missing(tx: &mut Tx<'_>, within: &str, limit: i64) -> Result<Vec<MissingCard>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person, p.name, c.state, k.since FROM card k
             JOIN case_file c ON c.office = k.office AND c.case_id = k.case_id
             JOIN person p ON p.office = k.office AND p.person = k.person
         WHERE k.office = ?1 AND k.custody = 'missing' AND k.invalid IS NULL AND (?2 = '' OR substr(p.village, 1, 8) = ?2)
         ORDER BY k.since, k.card LIMIT ?3";
    tx.query(sql, values![office, within, limit])
}

/// Somebody who fetched cards for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyCount {
    /// The number on the proxy's own card.
    pub nik: Nik,
    /// The name on it.
    pub name: String,
    /// Cards.
    pub cards: i64,
    /// Of how many family cards.
    pub families: i64,
}

impl FromRow for ProxyCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (nik, name) = (row.parse(|text| Nik::parse(text).ok())?, row.text()?);
        Ok(Self { nik, name, cards: row.integer()?, families: row.integer()? })
    }
}

/// Who fetched cards of several families since an instant, the most first.
pub fn proxies(tx: &mut Tx<'_>, since: Timestamp, families_min: i64, limit: i64) -> Result<Vec<ProxyCount>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT y.nik, MAX(y.name), COUNT(*), COUNT(DISTINCT COALESCE(p.kk, p.nik)) FROM proxy_pickup y
             JOIN person p ON p.office = y.office AND p.person = y.person
         WHERE y.office = ?1 AND y.at >= ?2 GROUP BY y.nik HAVING COUNT(DISTINCT COALESCE(p.kk, p.nik)) >= ?3
         ORDER BY COUNT(DISTINCT COALESCE(p.kk, p.nik)) DESC, y.nik LIMIT ?4";
    tx.query(sql, values![office, since, families_min, limit])
}

/// A case that a list of signs leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// The case.
    pub case: CaseId,
    /// The receipt.
    pub receipt: Receipt,
    /// Whose.
    pub person: PersonId,
}

impl FromRow for CaseLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { case: row.parse(CaseId::parse)?, receipt: row.parse(Receipt::parse)?, person: PersonId(row.integer()?) })
    }
}

/// The open cases of the people who have a number, the oldest first.
pub fn cases_of_phone(tx: &mut Tx<'_>, phone: &Phone, limit: i64) -> Result<Vec<CaseLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person FROM person p CROSS JOIN case_file c
         WHERE p.office = ?1 AND p.phone = ?2 AND c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled') ORDER BY c.opened_at, c.case_id LIMIT ?3";
    tx.query(sql, values![office, phone.as_str(), limit])
}

/// The cases whose cards somebody fetched for others since an instant, the oldest first.
pub fn cases_of_proxy(tx: &mut Tx<'_>, nik: &Nik, since: Timestamp, limit: i64) -> Result<Vec<CaseLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person FROM proxy_pickup y
             JOIN case_file c ON c.office = y.office AND c.case_id = y.case_id
         WHERE y.office = ?1 AND y.nik = ?2 AND y.at >= ?3 ORDER BY y.at, c.case_id LIMIT ?4";
    tx.query(sql, values![office, nik.as_str(), since, limit])
}

/// An account's looks at people without an open case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookCount {
    /// The account.
    pub account: AccountId,
    /// Looks.
    pub looks: i64,
    /// People without an open case whom they showed.
    pub outside: i64,
}

impl FromRow for LookCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { account: row.parse(AccountId::parse)?, looks: row.integer()?, outside: row.integer()? })
    }
}

/// Accounts by how many people without an open case they looked at one by one since an instant, the most first.
pub fn looks_outside(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<LookCount>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT account, COUNT(*), CAST(SUM(outside) AS BIGINT) FROM look
         WHERE office = ?1 AND at >= ?2 AND subject IS NOT NULL AND outside > 0 GROUP BY account
         ORDER BY SUM(outside) DESC, account LIMIT ?3";
    tx.query(sql, values![office, since, limit])
}

/// A case as it was opened, for runs of NIKs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedLine {
    /// The case.
    pub case: CaseId,
    /// Whose.
    pub person: PersonId,
    /// The person's NIK.
    pub nik: Nik,
    /// When.
    pub opened_at: Timestamp,
}

impl FromRow for OpenedLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (case, person) = (row.parse(CaseId::parse)?, PersonId(row.integer()?));
        Ok(Self { case, person, nik: row.parse(|text| Nik::parse(text).ok())?, opened_at: row.timestamp()? })
    }
}

/// The cases that were opened since an instant, by NIK.
pub fn opened_since(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<OpenedLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.person, p.nik, c.opened_at FROM case_file c
             JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.opened_at >= ?2 ORDER BY p.nik, c.case_id LIMIT ?3";
    tx.query(sql, values![office, since, limit])
}

/// A case and its card, for the promise of one-day service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServedLine {
    /// The counter at which it was opened.
    pub site: PlaceId,
    /// Why.
    pub purpose: Purpose,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When its card was printed; nothing while there is none.
    pub printed_at: Option<Timestamp>,
}

impl FromRow for ServedLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (site, purpose) = (row.parse(PlaceId::parse)?, row.parse(Purpose::from_code)?);
        Ok(Self { site, purpose, opened_at: row.timestamp()?, printed_at: row.timestamp_or_null()? })
    }
}

/// The cases that were opened since an instant and not cancelled, with the day of their card.
pub fn served_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<ServedLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.site, c.purpose, c.opened_at, k.printed_at FROM case_file c
             LEFT JOIN card k ON k.office = c.office AND k.card = c.card
         WHERE c.office = ?1 AND c.opened_at >= ?2 AND c.state <> 'cancelled' ORDER BY c.opened_at, c.case_id";
    tx.query(sql, values![office, since])
}
