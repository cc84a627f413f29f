//! Temporary letters.

use domain::{
    id::{CaseId, PersonId, SuketId},
    suket::{Suket, SuketEnd},
};
use jiff::civil::Date;

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Suket {
    const TABLE: &'static str = "suket";
    const COLUMNS: &'static [&'static str] =
        &["suket", "person", "case_id", "number", "issued_on", "valid_until", "renewals", "rule", "ended"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT suket, person, case_id, number, issued_on, valid_until, renewals, rule, ended FROM suket WHERE office
         = ?1 ORDER BY suket";

    fn values(&self) -> Vec<Value> {
        values![self.id, self.person, self.case, &self.number, self.issued_on, self.valid_until, self.renewals, &self.rule, self.ended]
            .to_vec()
    }
}

impl FromRow for Suket {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(SuketId::parse)?,
            person: PersonId(row.integer()?),
            case: row.parse(CaseId::parse)?,
            number: row.text()?,
            issued_on: row.date()?,
            valid_until: row.date()?,
            renewals: row.integer()?,
            rule: row.text()?,
            ended: row.parse_or_null(SuketEnd::from_code)?,
        })
    }
}

/// Inserts or changes a letter.
pub fn save(write: &mut Write<'_>, suket: &Suket) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], suket.values()].concat();
    write.execute(
        "INSERT INTO suket (office, suket, person, case_id, number, issued_on, valid_until, renewals, rule, ended)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (office, suket) DO UPDATE SET valid_until =
         excluded.valid_until, renewals = excluded.renewals, ended = excluded.ended",
        &params,
    )?;
    Ok(())
}

/// A letter by identifier.
pub fn find(tx: &mut Tx<'_>, suket: SuketId) -> Result<Option<Suket>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT suket, person, case_id, number, issued_on, valid_until, renewals, rule, ended FROM suket WHERE office
         = ?1 AND suket = ?2";
    tx.find(sql, values![office, suket])
}

/// The letter of a person that holds.
pub fn holding(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Suket>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT suket, person, case_id, number, issued_on, valid_until, renewals, rule, ended FROM suket WHERE office
         = ?1 AND person = ?2 AND ended IS NULL";
    tx.find(sql, values![office, person])
}

/// The letters that hold and end by a day, the earliest first.
pub fn ending_by(tx: &mut Tx<'_>, day: Date, limit: i64) -> Result<Vec<Suket>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT suket, person, case_id, number, issued_on, valid_until, renewals, rule, ended FROM suket WHERE office
         = ?1 AND ended IS NULL AND valid_until <= ?2 ORDER BY valid_until, suket LIMIT ?3";
    tx.query(sql, values![office, day, limit])
}

/// How many letters were given in the year of a day.
pub fn count_in_year(tx: &mut Tx<'_>, day: Date) -> Result<i64, StoreFault> {
    let office = tx.office();
    let from = Date::constant(day.year(), 1, 1);
    tx.get("SELECT COUNT(*) FROM suket WHERE office = ?1 AND issued_on >= ?2", values![office, from])
}
