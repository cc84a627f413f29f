//! Printed cards and the shelves they lie on.

use domain::{
    case::Receipt,
    id::{CaseId, PersonId, PlaceId},
};
use jiff::Timestamp;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// A printed card that lies nowhere yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unshelved {
    /// The case.
    pub case: CaseId,
    /// Its receipt.
    pub receipt: Receipt,
    /// Whose card.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Since when it is printed.
    pub since: Timestamp,
    /// At which printer it lies.
    pub printer: String,
}

impl FromRow for Unshelved {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            since: row.timestamp()?,
            printer: row.text()?,
        })
    }
}

/// Printed cards without a shelf, the oldest first. `subdistrict` is a dotted code or empty for all.
pub fn unshelved(tx: &mut Tx<'_>, subdistrict: &str, limit: i64) -> Result<Vec<Unshelved>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person, p.name, c.since, COALESCE(l.name, '') FROM case_file c
         JOIN person p ON p.office = c.office AND p.person = c.person
         LEFT JOIN card k ON k.office = c.office AND k.card = c.card
         LEFT JOIN place l ON l.office = k.office AND l.place = k.place
         WHERE c.office = ?1 AND c.state = 'printed' AND (?2 = '' OR substr(p.village, 1, 8) = ?2) ORDER BY c.since, c.case_id LIMIT ?3";
    tx.query(sql, values![office, subdistrict, limit])
}

/// How many cards lie on a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfCount {
    /// The shelf.
    pub shelf: PlaceId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Cards on it.
    pub cards: i64,
    /// Since when the card that is there longest lies there.
    pub oldest: Option<Timestamp>,
}

impl FromRow for ShelfCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            shelf: row.parse(PlaceId::parse)?,
            code: row.text()?,
            name: row.text()?,
            cards: row.integer()?,
            oldest: row.timestamp_or_null()?,
        })
    }
}

/// All shelves with their cards.
pub fn shelves(tx: &mut Tx<'_>) -> Result<Vec<ShelfCount>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT s.place, s.code, s.name, COUNT(k.card), MIN(k.since) FROM place s
         LEFT JOIN card k ON k.office = s.office AND k.place = s.place
         WHERE s.office = ?1 AND s.kind = 'shelf' GROUP BY s.place, s.code, s.name ORDER BY s.code";
    tx.query(sql, values![office])
}
