//! Central observations: history, never changed.

use domain::{
    central::CentralCode,
    id::{ImportId, PersonId},
};
use jiff::civil::Date;

use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

/// What the centre said of a person on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Whose.
    pub person: PersonId,
    /// Its number among the person's observations, from 1, in the order in which they were noted.
    pub ordinal: i64,
    /// The code.
    pub code: CentralCode,
    /// The day on which it was seen.
    pub observed_on: Date,
    /// The import and chunk that brought it, when it was not noted by hand.
    pub import: Option<(String, i64)>,
}

impl FromRow for Observation {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (person, ordinal) = (PersonId(row.integer()?), row.integer()?);
        let (code, observed_on) = (row.parse(CentralCode::from_code)?, row.date()?);
        Ok(Self { person, ordinal, code, observed_on, import: row.text_or_null()?.zip(row.integer_or_null()?) })
    }
}

const INSERT: &str =
    "INSERT INTO central_observation (office, person, ordinal, code, observed_on, import, chunk) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Inserts the first observations of people, brought by one chunk of an import.
pub fn insert_many(write: &mut Write<'_>, found: &[(PersonId, CentralCode, Date)], origin: (ImportId, i64)) -> Result<(), StoreFault> {
    let office = Value::from(write.office());
    let (import, chunk) = (Value::from(origin.0), Value::from(origin.1));
    let row = |(person, code, on): &(PersonId, CentralCode, Date)| {
        let first = Value::from(1);
        vec![office.clone(), (*person).into(), first, (*code).into(), (*on).into(), import.clone(), chunk.clone()]
    };
    let rows: Vec<Vec<Value>> = found.iter().map(row).collect();
    write.insert_many(INSERT, &rows)
}

/// Where an observation comes from: an import's chunk, or nothing when it was noted by hand.
pub type Origin = Option<(ImportId, i64)>;

/// Notes one more observation; answers its number among the person's.
pub fn append(write: &mut Write<'_>, person: PersonId, code: CentralCode, observed_on: Date, origin: Origin) -> Result<i64, StoreFault> {
    let office = write.office();
    let sql = "SELECT COALESCE(MAX(ordinal), 0) + 1 FROM central_observation WHERE office = ?1 AND person = ?2";
    let ordinal: i64 = write.get(sql, values![office, person])?;
    let (import, chunk) = origin.unzip();
    write.execute(INSERT, values![office, person, ordinal, code, observed_on, import, chunk])?;
    Ok(ordinal)
}

/// Whether the centre was seen to say this of a person on that day.
pub fn is_known(tx: &mut Tx<'_>, person: PersonId, code: CentralCode, observed_on: Date) -> Result<bool, StoreFault> {
    let office = tx.office();
    let sql = "SELECT COUNT(*) FROM central_observation WHERE office = ?1 AND person = ?2 AND code = ?3 AND observed_on = ?4";
    Ok(tx.get::<i64>(sql, values![office, person, code, observed_on])? > 0)
}

/// Observations of the people in `from..to`, ordered by person and ordinal.
pub fn between(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Vec<Observation>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT person, ordinal, code, observed_on, import, chunk FROM central_observation
         WHERE office = ?1 AND person >= ?2 AND person < ?3 ORDER BY person, ordinal";
    tx.query(sql, values![office, from, to])
}
