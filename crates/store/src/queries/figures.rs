//! The office's figures for the first page.

use domain::case::CaseState;
use jiff::{Timestamp, civil::Date};

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// What the register says on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterFigures {
    /// Living people.
    pub people: i64,
    /// Who must have a card.
    pub must_have: i64,
    /// Recorded, among those who must have a card.
    pub recorded: i64,
}

impl FromRow for RegisterFigures {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { people: row.integer()?, must_have: row.integer()?, recorded: row.integer()? })
    }
}

/// Counts the register. `born_by` is the latest birth date that makes a person 17 on the day.
pub fn register(tx: &mut Tx<'_>, born_by: Date) -> Result<RegisterFigures, StoreFault> {
    let office = tx.office();
    let sql = "SELECT COUNT(*),
             CAST(COALESCE(SUM(CASE WHEN birth_date <= ?1 OR marital <> 'single' THEN 1 ELSE 0 END), 0) AS BIGINT),
             CAST(COALESCE(SUM(CASE WHEN (birth_date <= ?1 OR marital <> 'single') AND central_code <> 'UNREGISTERED' THEN 1 ELSE 0 END), 0) AS BIGINT)
         FROM person WHERE office = ?2 AND life = 'alive'";
    tx.get(sql, values![born_by, office])
}

/// How many cases stand in a state, and since when the oldest does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: CaseState,
    /// Cases.
    pub count: i64,
    /// Since when the one that is there longest.
    pub oldest: Timestamp,
}

impl FromRow for StateCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { state: row.parse(CaseState::from_code)?, count: row.integer()?, oldest: row.timestamp()? })
    }
}

/// Open cases by state.
pub fn open_cases(tx: &mut Tx<'_>) -> Result<Vec<StateCount>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT state, COUNT(*), MIN(since) FROM case_file WHERE office = ?1 AND state NOT IN ('collected', 'cancelled')
         GROUP BY state ORDER BY state";
    tx.query(sql, values![office])
}

/// How many good cards were printed since an instant.
pub fn printed_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT COUNT(*) FROM card WHERE office = ?1 AND printed_at >= ?2", values![office, since])
}

/// How many cases ended with their card in the holder's hand since an instant.
pub fn collected_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT COUNT(*) FROM case_file WHERE office = ?1 AND state = 'collected' AND since >= ?2", values![office, since])
}
