//! Everything that the database holds, to show that nothing was changed.

use std::{collections::BTreeMap, sync::OnceLock};

use store::{StoreFault, Tx, Value, declared};

use crate::bed::Bed;

/// All rows of all declared tables, by table.
#[derive(Debug, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<&'static str, Vec<Vec<Value>>>);

impl Snapshot {
    /// Reads the whole database.
    pub fn of(bed: &Bed) -> Self {
        let rows = bed.office.store().read(|tx| {
            let mut tables = BTreeMap::new();
            for (table, sql) in statements() {
                tables.insert(*table, rows(tx, sql)?);
            }
            Ok::<_, StoreFault>(tables)
        });
        Self(rows.unwrap())
    }

    /// The rows of one table.
    pub fn rows(&self, table: &str) -> &[Vec<Value>] {
        &self.0[table]
    }

    /// The tables whose rows differ.
    pub fn changed(&self, other: &Self) -> Vec<&'static str> {
        self.0.iter().filter(|(table, rows)| other.0[*table] != **rows).map(|(table, _)| *table).collect()
    }
}

/// Requires that an act left every table as it was; answers the act's result.
pub fn unchanged<T>(bed: &Bed, name: &str, act: impl FnOnce() -> T) -> T {
    let before = Snapshot::of(bed);
    let result = act();
    let changed = before.changed(&Snapshot::of(bed));
    assert!(changed.is_empty(), "{name} changed {changed:?}");
    result
}

fn rows(tx: &mut Tx<'_>, sql: &'static str) -> Result<Vec<Vec<Value>>, StoreFault> {
    let mut rows = Vec::new();
    tx.for_each(sql, &[], |row| {
        rows.push(row.rest());
        Ok::<_, StoreFault>(())
    })?;
    rows.sort();
    Ok(rows)
}

/// One statement per declared table. Statements live as long as the program, like those in the source.
fn statements() -> &'static [(&'static str, &'static str)] {
    static STATEMENTS: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    STATEMENTS.get_or_init(|| {
        let tables = declared::TABLES.iter().map(|(table, _)| *table);
        tables.map(|table| (table, &*format!("SELECT * FROM {table}").leak())).collect()
    })
}

#[test]
fn a_snapshot_sees_every_change() {
    let bed = Bed::on_sqlite();
    let before = Snapshot::of(&bed);
    crate::people::add(&bed, &crate::people::man(1));
    let changed = before.changed(&Snapshot::of(&bed));
    for table in ["person", "person_history", "journal", "journal_head", "journal_payload", "subject_key", "name_word"] {
        assert!(changed.contains(&table), "{table} in {changed:?}");
    }
    assert_eq!(Snapshot::of(&bed).rows("person").len(), 1);
}
