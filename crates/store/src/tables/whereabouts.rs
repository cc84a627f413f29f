//! Where people are who should be recorded.

use domain::{
    id::PersonId,
    whereabouts::{Stay, Whereabouts},
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Whereabouts {
    const TABLE: &'static str = "whereabouts";
    const COLUMNS: &'static [&'static str] = &["person", "stay", "source", "noted_on"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT person, stay, source, noted_on FROM whereabouts WHERE office = ?1 ORDER BY person";

    fn values(&self) -> Vec<Value> {
        values![self.person, self.stay, &self.source, self.on].to_vec()
    }
}

impl FromRow for Whereabouts {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { person: PersonId(row.integer()?), stay: row.parse(Stay::from_code)?, source: row.text()?, on: row.date()? })
    }
}

/// Writes what counts for a person now.
pub fn save(write: &mut Write<'_>, said: &Whereabouts) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], said.values()].concat();
    write.execute(
        "INSERT INTO whereabouts (office, person, stay, source, noted_on) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, person) DO UPDATE SET stay = excluded.stay, source = excluded.source, noted_on = excluded.noted_on",
        &params,
    )?;
    Ok(())
}

/// What counts for a person.
pub fn find(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Whereabouts>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT person, stay, source, noted_on FROM whereabouts WHERE office = ?1 AND person = ?2", values![office, person])
}
