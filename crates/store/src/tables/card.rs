//! Cards.

use domain::{
    card::{Card, Custody, InvalidReason},
    id::{BatchId, CardId, CaseId, PersonId, PlaceId},
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Card {
    const TABLE: &'static str = "card";
    const COLUMNS: &'static [&'static str] = &["card", "person", "case_id", "printed_at", "invalid", "custody", "place", "since", "batch"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT card, person, case_id, printed_at, invalid, custody, place, since, batch FROM card WHERE office = ?1 ORDER BY card";

    fn values(&self) -> Vec<Value> {
        let (custody, place, batch) = match self.custody {
            Custody::At(place) => ("place", Some(place), None),
            Custody::InBatch(batch) => ("batch", None, Some(batch)),
            Custody::Missing => ("missing", None, None),
            Custody::Holder => ("holder", None, None),
            Custody::InvalidLedger => ("invalid_ledger", None, None),
            Custody::Destroyed => ("destroyed", None, None),
        };
        values![self.id, self.person, self.case, self.printed_at, self.invalid, custody, place, self.since, batch].to_vec()
    }
}

impl FromRow for Card {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (id, person, case) = (row.parse(CardId::parse)?, PersonId(row.integer()?), row.parse(CaseId::parse)?);
        let (printed_at, invalid) = (row.timestamp()?, row.parse_or_null(InvalidReason::from_code)?);
        let (custody, place) = (row.text()?, row.parse_or_null(PlaceId::parse)?);
        let (since, batch) = (row.timestamp()?, row.parse_or_null(BatchId::parse)?);
        let custody = match (custody.as_str(), place, batch) {
            ("place", Some(place), None) => Custody::At(place),
            ("batch", None, Some(batch)) => Custody::InBatch(batch),
            ("missing", None, None) => Custody::Missing,
            ("holder", None, None) => Custody::Holder,
            ("invalid_ledger", None, None) => Custody::InvalidLedger,
            ("destroyed", None, None) => Custody::Destroyed,
            _ => return Err(StoreFault::Corrupt("a card's custody".to_owned())),
        };
        Ok(Self { id, person, case, printed_at, invalid, custody, since })
    }
}

/// Inserts or changes a card.
pub fn save(write: &mut Write<'_>, card: &Card) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], card.values()].concat();
    write.execute(
        "INSERT INTO card (office, card, person, case_id, printed_at, invalid, custody, place, since, batch)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (office, card) DO UPDATE SET invalid = excluded.invalid, custody = excluded.custody, place = excluded.place,
             since = excluded.since, batch = excluded.batch",
        &params,
    )?;
    Ok(())
}

/// A card by identifier.
pub fn find(tx: &mut Tx<'_>, card: CardId) -> Result<Option<Card>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT card, person, case_id, printed_at, invalid, custody, place, since, batch FROM card WHERE office = ?1 AND card = ?2";
    tx.find(sql, values![office, card])
}

/// All cards of a person that this office printed, the latest first.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Card>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT card, person, case_id, printed_at, invalid, custody, place, since, batch FROM card WHERE office = ?1 AND person = ?2
         ORDER BY printed_at DESC, card DESC";
    tx.query(sql, values![office, person])
}

/// The surrendered cards that wait for destruction, the longest first.
pub fn surrendered(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Card>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT card, person, case_id, printed_at, invalid, custody, place, since, batch FROM card
         WHERE office = ?1 AND custody = 'invalid_ledger' ORDER BY since, card LIMIT ?2";
    tx.query(sql, values![office, limit])
}
