//! Requests for blanks, and what the head of the office expects.

use domain::{
    id::RequestId,
    request::{BlankRequest, Outlook, Policy},
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for BlankRequest {
    const TABLE: &'static str = "blank_request";
    const COLUMNS: &'static [&'static str] = &["request", "number", "asked_on", "asked"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT request, number, asked_on, asked FROM blank_request WHERE office = ?1 ORDER BY request";

    fn values(&self) -> Vec<Value> {
        values![self.id, &self.number, self.on, self.asked].to_vec()
    }
}

impl FromRow for BlankRequest {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { id: row.parse(RequestId::parse)?, number: row.text()?, on: row.date()?, asked: row.integer()? })
    }
}

/// Inserts a request.
pub fn insert_request(write: &mut Write<'_>, request: &BlankRequest) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], request.values()].concat();
    write.execute("INSERT INTO blank_request (office, request, number, asked_on, asked) VALUES (?1, ?2, ?3, ?4, ?5)", &params)?;
    Ok(())
}

/// A request by identifier.
pub fn find_request(tx: &mut Tx<'_>, request: RequestId) -> Result<Option<BlankRequest>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT request, number, asked_on, asked FROM blank_request WHERE office = ?1 AND request = ?2";
    tx.find(sql, values![office, request])
}

/// All requests, the latest first.
pub fn requests(tx: &mut Tx<'_>) -> Result<Vec<BlankRequest>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT request, number, asked_on, asked FROM blank_request WHERE office = ?1 ORDER BY asked_on DESC, request
         DESC";
    tx.query(sql, values![office])
}

impl Folded for Outlook {
    const TABLE: &'static str = "outlook";
    const COLUMNS: &'static [&'static str] = &["policy", "next_delivery", "source"];
    const KEYS: usize = 0;
    const SELECT_ALL: &'static str = "SELECT policy, next_delivery, source FROM outlook WHERE office = ?1";

    fn values(&self) -> Vec<Value> {
        values![self.policy, self.next_delivery, &self.source].to_vec()
    }
}

impl FromRow for Outlook {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { policy: row.parse(Policy::from_code)?, next_delivery: row.date_or_null()?, source: row.text()? })
    }
}

/// Sets the outlook.
pub fn save_outlook(write: &mut Write<'_>, outlook: &Outlook) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], outlook.values()].concat();
    write.execute(
        "INSERT INTO outlook (office, policy, next_delivery, source) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (office) DO
         UPDATE SET policy = excluded.policy, next_delivery = excluded.next_delivery, source = excluded.source",
        &params,
    )?;
    Ok(())
}

/// The outlook, when the head of the office set one.
pub fn find_outlook(tx: &mut Tx<'_>) -> Result<Option<Outlook>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT policy, next_delivery, source FROM outlook WHERE office = ?1";
    tx.find(sql, values![office])
}
