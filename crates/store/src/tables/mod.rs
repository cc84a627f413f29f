//! The state tables, one file each: how a state becomes a row and a row a state.

pub mod account;
pub mod blank;
pub mod card;
pub mod case_file;
pub mod closing;
pub mod handover;
pub mod import;
pub mod inbound;
pub mod notice;
pub mod observation;
pub mod office;
pub mod person;
pub mod place;
pub mod print;
pub mod proposal;
pub mod question;
pub mod repair;
pub mod request;
pub mod suket;
pub mod whereabouts;

use crate::{StoreFault, Tx, Value, value::values};

/// A state that stands in a folded table, comparable column by column with the fold of the journal.
pub trait Folded {
    /// The table.
    const TABLE: &'static str;
    /// Its columns after `office`; the key columns come first.
    const COLUMNS: &'static [&'static str];
    /// How many of [`Self::COLUMNS`] belong to the key.
    const KEYS: usize;
    /// Selects [`Self::COLUMNS`] of one office, ordered by key.
    const SELECT_ALL: &'static str;
    /// The row of this state, in the order of [`Self::COLUMNS`].
    fn values(&self) -> Vec<Value>;
}

/// Calls `each` with every raw row of a folded table, in the order of its key.
pub fn rows_of<T: Folded>(tx: &mut Tx<'_>, mut each: impl FnMut(Vec<Value>)) -> Result<(), StoreFault> {
    let office = tx.office();
    tx.for_each(T::SELECT_ALL, values![office], |row| {
        each(row.rest());
        Ok(())
    })
}
