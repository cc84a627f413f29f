//! The office's own row.

use domain::office::{Office, OfficeCode, Zone};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Office {
    const TABLE: &'static str = "office";
    const COLUMNS: &'static [&'static str] = &["name", "zone", "demo"];
    const KEYS: usize = 0;
    const SELECT_ALL: &'static str = "SELECT name, zone, demo FROM office WHERE office = ?1";

    fn values(&self) -> Vec<Value> {
        values![&self.name, self.zone, self.demo].to_vec()
    }
}

impl FromRow for Office {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { code: row.parse(OfficeCode::parse)?, name: row.text()?, zone: row.parse(Zone::from_code)?, demo: row.bool()? })
    }
}

/// Inserts the office.
pub fn insert(write: &mut Write<'_>, office: &Office) -> Result<(), StoreFault> {
    write.execute(
        "INSERT INTO office (office, name, zone, demo) VALUES (?1, ?2, ?3, ?4)",
        values![office.code, &office.name, office.zone, office.demo],
    )?;
    Ok(())
}

/// The office of this transaction.
pub fn find(tx: &mut Tx<'_>) -> Result<Option<Office>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT office, name, zone, demo FROM office WHERE office = ?1", values![office])
}

/// The codes of all offices in the database.
pub fn codes(tx: &mut Tx<'_>) -> Result<Vec<OfficeCode>, StoreFault> {
    let codes: Vec<String> = tx.query("SELECT office FROM office ORDER BY office", &[])?;
    Ok(codes.iter().filter_map(|code| OfficeCode::parse(code)).collect())
}
