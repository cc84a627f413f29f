//! Handover batches and their cards, stock-takes of shelves, who fetched cards for others, closed places.

use std::collections::BTreeMap;

use domain::{
    batch::{Batch, BatchLine, BatchRoute, BatchState, LineState, NotCollected, SignedOn},
    card::ShelfCount,
    id::{AccountId, BatchId, CardId, CaseId, PersonId, PlaceId, ShelfCountId},
    person::{Nik, PersonName},
    pickup::{ClosedSite, ProxyPickup},
};
use jiff::Timestamp;

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Batch {
    const TABLE: &'static str = "handover_batch";
    const COLUMNS: &'static [&'static str] =
        &["batch", "number", "route", "place", "opened_at", "state", "since", "sent_by", "received_by", "receiver", "signed_on"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT batch, number, route, place, opened_at, state, since, sent_by, received_by, receiver, signed_on FROM handover_batch
         WHERE office = ?1 ORDER BY batch";

    fn values(&self) -> Vec<Value> {
        values![
            self.id,
            &self.number,
            self.route,
            self.place,
            self.opened_at,
            self.state,
            self.since,
            self.sent_by,
            self.received_by,
            self.receiver.as_ref(),
            self.signed_on
        ]
        .to_vec()
    }
}

/// The batch without its cards.
impl FromRow for Batch {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(BatchId::parse)?,
            number: row.text()?,
            route: row.parse(BatchRoute::from_code)?,
            place: row.parse(PlaceId::parse)?,
            opened_at: row.timestamp()?,
            state: row.parse(BatchState::from_code)?,
            since: row.timestamp()?,
            sent_by: row.parse_or_null(AccountId::parse)?,
            received_by: row.parse_or_null(AccountId::parse)?,
            receiver: row.text_or_null()?,
            signed_on: row.parse_or_null(SignedOn::from_code)?,
            lines: BTreeMap::new(),
        })
    }
}

/// A card of a batch, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// The batch.
    pub batch: BatchId,
    /// The card.
    pub card: CardId,
    /// What is known of it.
    pub line: BatchLine,
}

impl Folded for LineRow {
    const TABLE: &'static str = "handover_card";
    const COLUMNS: &'static [&'static str] = &["batch", "card", "case_id", "state", "since", "tries", "reason"];
    const KEYS: usize = 2;
    const SELECT_ALL: &'static str =
        "SELECT batch, card, case_id, state, since, tries, reason FROM handover_card WHERE office = ?1 ORDER BY batch, card";

    fn values(&self) -> Vec<Value> {
        let BatchLine { case, state, since, tries, reason } = &self.line;
        values![self.batch, self.card, *case, *state, *since, *tries, *reason].to_vec()
    }
}

impl FromRow for LineRow {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (batch, card, case) = (row.parse(BatchId::parse)?, row.parse(CardId::parse)?, row.parse(CaseId::parse)?);
        let (state, since, tries) = (row.parse(LineState::from_code)?, row.timestamp()?, row.integer()?);
        let reason = row.parse_or_null(NotCollected::from_code)?;
        Ok(Self { batch, card, line: BatchLine { case, state, since, tries, reason } })
    }
}

impl LineRow {
    /// The cards of a batch, as they are stored.
    pub fn rows_of(batch: &Batch) -> impl Iterator<Item = Self> {
        batch.lines.iter().map(|(card, line)| Self { batch: batch.id, card: *card, line: line.clone() })
    }
}

/// Inserts or changes a batch with those of its cards that changed since `before`.
pub fn save_batch(write: &mut Write<'_>, before: Option<&Batch>, batch: &Batch) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], batch.values()].concat();
    write.execute(
        "INSERT INTO handover_batch (office, batch, number, route, place, opened_at, state, since, sent_by, received_by, receiver,
             signed_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (office, batch) DO UPDATE SET state = excluded.state, since = excluded.since, sent_by = excluded.sent_by,
             received_by = excluded.received_by, receiver = excluded.receiver, signed_on = excluded.signed_on",
        &params,
    )?;
    let old = before.map(|before| &before.lines);
    for row in LineRow::rows_of(batch).filter(|row| old.and_then(|lines| lines.get(&row.card)) != Some(&row.line)) {
        save_line(write, &row)?;
    }
    let gone = old.into_iter().flatten().map(|(card, _)| *card).filter(|card| !batch.lines.contains_key(card));
    for card in gone {
        let office = write.office();
        write.execute("DELETE FROM handover_card WHERE office = ?1 AND batch = ?2 AND card = ?3", values![office, batch.id, card])?;
    }
    Ok(())
}

fn save_line(write: &mut Write<'_>, row: &LineRow) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], row.values()].concat();
    write.execute(
        "INSERT INTO handover_card (office, batch, card, case_id, state, since, tries, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (office, batch, card) DO UPDATE SET state = excluded.state, since = excluded.since, tries = excluded.tries,
             reason = excluded.reason",
        &params,
    )?;
    Ok(())
}

/// A batch with its cards.
pub fn find_batch(tx: &mut Tx<'_>, batch: BatchId) -> Result<Option<Batch>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT batch, number, route, place, opened_at, state, since, sent_by, received_by, receiver, signed_on FROM handover_batch
         WHERE office = ?1 AND batch = ?2";
    let Some(mut found) = tx.find::<Batch>(sql, values![office, batch])? else { return Ok(None) };
    let sql = "SELECT batch, card, case_id, state, since, tries, reason FROM handover_card WHERE office = ?1 AND batch = ?2 ORDER BY card";
    let rows: Vec<LineRow> = tx.query(sql, values![office, batch])?;
    found.lines = rows.into_iter().map(|row| (row.card, row.line)).collect();
    Ok(Some(found))
}

struct Which(BatchId);

impl FromRow for Which {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        row.parse(BatchId::parse).map(Self)
    }
}

/// The batch in which a card is packed or on its way.
pub fn open_batch_of(tx: &mut Tx<'_>, card: CardId) -> Result<Option<BatchId>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT batch FROM handover_card WHERE office = ?1 AND card = ?2 AND state IN ('packed', 'sent')";
    Ok(tx.find::<Which>(sql, values![office, card])?.map(|which| which.0))
}

/// How many batches were begun since an instant.
pub fn batches_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT COUNT(*) FROM handover_batch WHERE office = ?1 AND opened_at >= ?2", values![office, since])
}

impl Folded for ShelfCount {
    const TABLE: &'static str = "shelf_count";
    const COLUMNS: &'static [&'static str] = &["shelf_count", "place", "at", "counted_by", "expected", "scanned", "missing", "extra"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT shelf_count, place, at, counted_by, expected, scanned, missing, extra FROM shelf_count WHERE office = ?1
         ORDER BY shelf_count";

    fn values(&self) -> Vec<Value> {
        values![self.id, self.place, self.at, self.by, self.expected, self.scanned, self.missing, self.extra].to_vec()
    }
}

impl FromRow for ShelfCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(ShelfCountId::parse)?,
            place: row.parse(PlaceId::parse)?,
            at: row.timestamp()?,
            by: row.parse(AccountId::parse)?,
            expected: row.integer()?,
            scanned: row.integer()?,
            missing: row.integer()?,
            extra: row.integer()?,
        })
    }
}

/// Inserts a stock-take.
pub fn insert_count(write: &mut Write<'_>, count: &ShelfCount) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], count.values()].concat();
    write.execute(
        "INSERT INTO shelf_count (office, shelf_count, place, at, counted_by, expected, scanned, missing, extra)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &params,
    )?;
    Ok(())
}

/// The latest stock-takes of a shelf, the latest first.
pub fn counts_of(tx: &mut Tx<'_>, place: PlaceId, limit: i64) -> Result<Vec<ShelfCount>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT shelf_count, place, at, counted_by, expected, scanned, missing, extra FROM shelf_count
         WHERE office = ?1 AND place = ?2 ORDER BY at DESC, shelf_count DESC LIMIT ?3";
    tx.query(sql, values![office, place, limit])
}

impl Folded for ProxyPickup {
    const TABLE: &'static str = "proxy_pickup";
    const COLUMNS: &'static [&'static str] = &["case_id", "person", "card", "nik", "name", "letter", "at"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT case_id, person, card, nik, name, letter, at FROM proxy_pickup WHERE office = ?1 ORDER BY case_id";

    fn values(&self) -> Vec<Value> {
        values![self.case, self.person, self.card, self.nik.as_str(), self.name.as_str(), self.letter.as_ref(), self.at].to_vec()
    }
}

impl FromRow for ProxyPickup {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            person: PersonId(row.integer()?),
            card: row.parse(CardId::parse)?,
            nik: row.parse(|text| Nik::parse(text).ok())?,
            name: row.parse(|text| PersonName::parse(text).ok())?,
            letter: row.text_or_null()?,
            at: row.timestamp()?,
        })
    }
}

/// Inserts who fetched a card for its holder.
pub fn insert_proxy(write: &mut Write<'_>, pickup: &ProxyPickup) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], pickup.values()].concat();
    write.execute(
        "INSERT INTO proxy_pickup (office, case_id, person, card, nik, name, letter, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &params,
    )?;
    Ok(())
}

/// Who fetched the card of a case for its holder.
pub fn find_proxy(tx: &mut Tx<'_>, case: CaseId) -> Result<Option<ProxyPickup>, StoreFault> {
    let office = tx.office();
    tx.find(
        "SELECT case_id, person, card, nik, name, letter, at FROM proxy_pickup WHERE office = ?1 AND case_id = ?2",
        values![office, case],
    )
}

/// How many cards of others somebody fetched since an instant.
pub fn fetched_since(tx: &mut Tx<'_>, nik: &Nik, since: Timestamp) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT COUNT(*) FROM proxy_pickup WHERE office = ?1 AND nik = ?2 AND at >= ?3";
    tx.get(sql, values![office, nik.as_str(), since])
}

impl Folded for ClosedSite {
    const TABLE: &'static str = "closed_site";
    const COLUMNS: &'static [&'static str] = &["place", "since", "reason"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT place, since, reason FROM closed_site WHERE office = ?1 ORDER BY place";

    fn values(&self) -> Vec<Value> {
        values![self.place, self.since, &self.reason].to_vec()
    }
}

impl FromRow for ClosedSite {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { place: row.parse(PlaceId::parse)?, since: row.timestamp()?, reason: row.text()? })
    }
}

/// Closes a place for cards, or changes why it is closed.
pub fn close_site(write: &mut Write<'_>, site: &ClosedSite) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], site.values()].concat();
    write.execute(
        "INSERT INTO closed_site (office, place, since, reason) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (office, place) DO UPDATE SET since = excluded.since, reason = excluded.reason",
        &params,
    )?;
    Ok(())
}

/// Opens a place for cards again; `false` when it was open.
pub fn reopen_site(write: &mut Write<'_>, place: PlaceId) -> Result<bool, StoreFault> {
    let office = write.office();
    Ok(write.execute("DELETE FROM closed_site WHERE office = ?1 AND place = ?2", values![office, place])? > 0)
}

/// Since when a place is closed.
pub fn find_closed(tx: &mut Tx<'_>, place: PlaceId) -> Result<Option<ClosedSite>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT place, since, reason FROM closed_site WHERE office = ?1 AND place = ?2", values![office, place])
}
