//! Migrations: forward only, one number sequence for both engines, each with the digest of its text.

use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

use crate::{StoreFault, Tx, keys::hex};

/// A migration's number with its two texts.
struct Migration {
    number: i64,
    sqlite: &'static str,
    postgres: &'static str,
}

/// Names the two files of a number.
macro_rules! migration {
    ($number:literal, $file:literal) => {
        Migration {
            number: $number,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }
    };
}

const MIGRATIONS: &[Migration] = &[
    migration!(1, "0001_office.sql"),
    migration!(2, "0002_looks_and_proposals.sql"),
    migration!(3, "0003_imports.sql"),
    migration!(4, "0004_centre.sql"),
    migration!(5, "0005_print_room.sql"),
    migration!(6, "0006_notices.sql"),
];

/// The texts of all migrations on SQLite.
pub(crate) fn sqlite_texts() -> impl Iterator<Item = &'static str> {
    MIGRATIONS.iter().map(|migration| migration.sqlite)
}

const CREATE_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT NOT NULL PRIMARY KEY, digest TEXT NOT NULL)";
const SELECT_DIGEST: &str = "SELECT digest FROM schema_migration WHERE number = ?1";
const SELECT_LAST: &str = "SELECT COALESCE(MAX(number), 0) FROM schema_migration";
const INSERT: &str = "INSERT INTO schema_migration (number, digest) VALUES (?1, ?2)";

/// Whether a database was ever migrated by Loket.
pub(crate) fn is_known(tx: &mut Tx<'_>) -> Result<bool, StoreFault> {
    let sql = if tx.on_postgres() {
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'"
    } else {
        "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'schema_migration'"
    };
    Ok(tx.get::<i64>(sql, &[])? > 0)
}

/// Refuses a database that lacks a migration, or has one that this program does not know.
pub(crate) fn expect_current(tx: &mut Tx<'_>) -> Result<(), StoreFault> {
    let last: i64 = tx.get(SELECT_LAST, &[])?;
    refuse_newer(last)?;
    if last < MIGRATIONS.len() as i64 {
        return Err(StoreFault::Schema(format!(
            "it is at number {last} of {}; serve the office once, which migrates it",
            MIGRATIONS.len()
        )));
    }
    Ok(())
}

pub(crate) fn sqlite(connection: &rusqlite::Connection) -> Result<(), StoreFault> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    connection.execute_batch(CREATE_TABLE)?;
    refuse_newer(connection.query_row(SELECT_LAST, [], |row| row.get(0))?)?;
    for migration in MIGRATIONS {
        let digest = digest(migration.sqlite);
        let applied: Option<String> = connection.query_row(SELECT_DIGEST, [migration.number], |row| row.get(0)).optional()?;
        if needs(migration, applied.as_deref(), &digest)? {
            connection.execute_batch(migration.sqlite)?;
            connection.execute(INSERT, rusqlite::params![migration.number, digest])?;
        }
    }
    Ok(connection.execute_batch("COMMIT")?)
}

pub(crate) fn postgres(client: &mut ::postgres::Client) -> Result<(), StoreFault> {
    let mut tx = client.transaction()?;
    // Two servers that start together migrate one after the other.
    tx.batch_execute("SELECT pg_advisory_xact_lock(5208)")?;
    tx.batch_execute(CREATE_TABLE)?;
    refuse_newer(tx.query_one(SELECT_LAST, &[])?.get(0))?;
    for migration in MIGRATIONS {
        let digest = digest(migration.postgres);
        let applied = tx.query_opt(&crate::postgres::dollars(SELECT_DIGEST), &[&migration.number])?;
        let applied: Option<String> = applied.map(|row| row.get(0));
        if needs(migration, applied.as_deref(), &digest)? {
            tx.batch_execute(migration.postgres)?;
            tx.execute(&crate::postgres::dollars(INSERT), &[&migration.number, &digest])?;
        }
    }
    Ok(tx.commit()?)
}

fn refuse_newer(last: i64) -> Result<(), StoreFault> {
    if last > MIGRATIONS.len() as i64 {
        return Err(StoreFault::Schema(format!("it is at number {last}, this program knows {}", MIGRATIONS.len())));
    }
    Ok(())
}

fn needs(migration: &Migration, applied: Option<&str>, digest: &str) -> Result<bool, StoreFault> {
    match applied {
        None => Ok(true),
        Some(found) if found == digest => Ok(false),
        Some(_) => Err(StoreFault::Schema(format!("migration {} was changed after it ran", migration.number))),
    }
}

fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}
