//! Places.

use domain::{
    id::PlaceId,
    place::{Place, PlaceKind},
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Place {
    const TABLE: &'static str = "place";
    const COLUMNS: &'static [&'static str] = &["place", "kind", "code", "name"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT place, kind, code, name FROM place WHERE office = ?1 ORDER BY place";

    fn values(&self) -> Vec<Value> {
        values![self.id, self.kind, &self.code, &self.name].to_vec()
    }
}

impl FromRow for Place {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { id: row.parse(PlaceId::parse)?, kind: row.parse(PlaceKind::from_code)?, code: row.text()?, name: row.text()? })
    }
}

/// Inserts a place.
pub fn insert(write: &mut Write<'_>, place: &Place) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute(
        "INSERT INTO place (office, place, kind, code, name) VALUES (?1, ?2, ?3, ?4, ?5)",
        values![office, place.id, place.kind, &place.code, &place.name],
    )?;
    Ok(())
}

/// All places, ordered by code.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Place>, StoreFault> {
    let office = tx.office();
    tx.query("SELECT place, kind, code, name FROM place WHERE office = ?1 ORDER BY code", values![office])
}

/// The place of a scanned code.
pub fn find_by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<Place>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT place, kind, code, name FROM place WHERE office = ?1 AND code = ?2", values![office, code])
}

/// The one place of a kind that every office has exactly once (outside, issued, spoiled bin).
pub fn get_only(tx: &mut Tx<'_>, kind: PlaceKind) -> Result<Place, StoreFault> {
    let office = tx.office();
    let sql = "SELECT place, kind, code, name FROM place WHERE office = ?1 AND kind = ?2 ORDER BY code";
    tx.find(sql, values![office, kind])?.ok_or(StoreFault::Missing("a place that every office has"))
}

/// A place by identifier.
pub fn find(tx: &mut Tx<'_>, place: domain::id::PlaceId) -> Result<Option<Place>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT place, kind, code, name FROM place WHERE office = ?1 AND place = ?2", values![office, place])
}
