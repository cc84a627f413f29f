//! `verify` can fail: a finished office is changed behind its back, one change per copy of its file, and each change must be found and named.

mod cells;
mod database;
mod journal;
mod looks;
pub mod prepare;
mod register;

use std::path::Path;

use app::verify::{Check, verify};
use rusqlite::{Connection, Params};
use store::{
    Location, Store, StoreFault, Value,
    keys::OfficeKey,
    schema::{self, Column},
    tables::{Folded, rows_of},
};

use crate::bed::{Home, KEY, code};

/// An office whose file is copied for each change.
pub struct Vault {
    home: Home,
    columns: Vec<Column>,
}

impl Vault {
    fn of(home: Home) -> Self {
        let columns = store(home.path(), KEY).read(|tx| schema::columns(tx)).unwrap();
        assert!(!home.path().join("loket.db-wal").exists(), "everything stands in the one file that is copied");
        let vault = Self { home, columns };
        for check in vault.after(|_| {}) {
            assert!(check.passed(), "before any change, {}: {:?}", check.name, check.problems);
        }
        vault
    }

    /// All rows of a folded table.
    fn rows<T: Folded>(&self) -> Vec<Vec<Value>> {
        let mut rows = Vec::new();
        store(self.home.path(), KEY).read(|tx| rows_of::<T>(tx, |row| rows.push(row))).unwrap();
        assert!(!rows.is_empty(), "{} has rows to be changed", T::TABLE);
        rows
    }

    /// The first column of the first row of a query on the untouched office.
    fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        let connection = Connection::open(self.home.path().join("loket.db")).unwrap();
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn nullable(&self, table: &str, column: &str) -> bool {
        let found = self.columns.iter().find(|one| one.table == table && one.column == column);
        found.unwrap_or_else(|| panic!("{table} has no column {column}")).nullable
    }

    /// What `verify` finds in a copy after a change.
    fn after(&self, change: impl FnOnce(&Connection)) -> Vec<Check> {
        self.after_with(KEY, change).unwrap()
    }

    fn after_with(&self, key: OfficeKey, change: impl FnOnce(&Connection)) -> Result<Vec<Check>, StoreFault> {
        let copy = tempfile::tempdir().unwrap();
        let path = copy.path().join("loket.db");
        std::fs::copy(self.home.path().join("loket.db"), &path).unwrap();
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON;").unwrap();
        change(&connection);
        connection.close().unwrap();
        verify(&store(copy.path(), key), |_| {})
    }

    /// Requires a change to be found, with a problem that holds all of these words.
    fn finds(&self, words: &[&str], change: impl FnOnce(&Connection)) {
        self.finds_all(&[words], change);
    }

    /// Requires a change to be found, with a problem for each of these lists of words.
    fn finds_all(&self, problems: &[&[&str]], change: impl FnOnce(&Connection)) {
        let found = told(&self.after(change));
        for words in problems {
            let named = found.iter().any(|problem| words.iter().all(|word| problem.contains(word)));
            assert!(named, "no problem names {words:?}: {found:#?}");
        }
    }
}

fn store(folder: &Path, key: OfficeKey) -> Store {
    Store::open_read_only(&Location::Folder(folder.to_path_buf()), code(), key).unwrap()
}

/// All problems, each after the name of its check.
fn told(checks: &[Check]) -> Vec<String> {
    checks.iter().flat_map(|check| check.problems.iter().map(|problem| format!("{}: {problem}", check.name))).collect()
}

/// Changes rows with all triggers out of the way and puts these back, so that nothing but the change can be noticed.
fn quietly<P: Params>(connection: &Connection, sql: &str, params: P) {
    quietly_do(connection, |connection| {
        let changed = connection.execute(sql, params).unwrap();
        assert!(changed > 0, "{sql} changed nothing");
    });
}

fn quietly_do(connection: &Connection, work: impl FnOnce(&Connection)) {
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let triggers: Vec<(String, String)> = triggers.map(Result::unwrap).collect();
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    work(connection);
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
}
