//! SQLite: opening with the settings that durability needs, statements, the read pool and the writer.

mod folder;
mod pool;
mod writer;

use std::path::Path;

use rusqlite::{
    Connection, OpenFlags,
    types::{ToSql, ToSqlOutput, ValueRef},
};

pub(crate) use folder::FolderLock;
pub(crate) use pool::ReadPool;
pub(crate) use writer::{GROUP_JOBS_MAX, Job, Ran, Writer};

use crate::{Row, StoreFault, Value};

/// The oldest SQLite without the WAL-reset race (fixed in 3.51.3; sqlite.org/changes.html).
const VERSION_MIN: i32 = 3_051_003;

/// How often the log is synced: at each commit. `PRAGMA synchronous` takes the number and gives it back.
#[cfg(not(feature = "lossy-control"))]
const SYNCHRONOUS: &str = "2";
/// The negative control of the power cuts syncs only when the log is full, and must be seen to lose acknowledged writes.
#[cfg(feature = "lossy-control")]
const SYNCHRONOUS: &str = "1";

#[cfg(all(feature = "lossy-control", not(debug_assertions)))]
compile_error!("lossy-control loses acknowledged writes; it is for the power cuts of `cargo xtask faults` alone");

/// How a connection is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The one writer.
    Write,
    /// One of many readers.
    Read,
}

/// Opens a connection and reads every durability setting back; refuses when one is not as required.
pub(crate) fn open(path: &Path, mode: Mode) -> Result<Connection, StoreFault> {
    check_version(rusqlite::version_number(), rusqlite::version())?;
    let flags = match mode {
        Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        Mode::Read => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    };
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "synchronous", SYNCHRONOUS)?;
    // No memory map: it is made anew whenever the file grows, and faulting its pages in again cost a sixth of a name search's time.
    // Recursive triggers: without them a row that INSERT OR REPLACE takes away passes the triggers that forbid to delete it.
    // A checkpoint every 16 MB: pages that many small transactions touch (an import's) are then written to the database once for all of them.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32768; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000;",
    )?;
    if mode == Mode::Read {
        connection.execute_batch("PRAGMA query_only = ON;")?;
    }
    check_settings(&connection)?;
    Ok(connection)
}

/// Refuses a SQLite that may lose committed writes.
fn check_version(number: i32, name: &str) -> Result<(), StoreFault> {
    if number < VERSION_MIN { Err(StoreFault::SqliteTooOld(name.to_owned())) } else { Ok(()) }
}

/// Reads the settings back.
fn check_settings(connection: &Connection) -> Result<(), StoreFault> {
    for (name, sql, required) in [
        ("journal_mode", "PRAGMA journal_mode", "wal"),
        ("synchronous", "PRAGMA synchronous", SYNCHRONOUS),
        ("foreign_keys", "PRAGMA foreign_keys", "1"),
    ] {
        let found = connection.query_row(sql, [], |row| {
            Ok(match row.get_ref(0)? {
                ValueRef::Integer(value) => value.to_string(),
                other => other.as_str().unwrap_or_default().to_owned(),
            })
        })?;
        if found != required {
            return Err(StoreFault::Setting { name, found, required });
        }
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Self::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

pub(crate) fn execute(connection: &Connection, sql: &str, params: &[Value]) -> Result<usize, StoreFault> {
    Ok(connection.prepare_cached(sql)?.execute(rusqlite::params_from_iter(params))?)
}

pub(crate) fn insert_many(connection: &Connection, sql: &str, rows: &[Vec<Value>]) -> Result<(), StoreFault> {
    let mut statement = connection.prepare_cached(sql)?;
    for row in rows {
        statement.execute(rusqlite::params_from_iter(row))?;
    }
    Ok(())
}

pub(crate) fn for_each<E: From<StoreFault>>(
    connection: &Connection,
    sql: &str,
    params: &[Value],
    each: &mut impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = connection.prepare_cached(sql).map_err(StoreFault::from)?;
    let width = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(params)).map_err(StoreFault::from)?;
    while let Some(row) = rows.next().map_err(StoreFault::from)? {
        let mut columns = Vec::with_capacity(width);
        for index in 0..width {
            columns.push(owned(row.get_ref(index).map_err(StoreFault::from)?)?);
        }
        each(Row::new(columns))?;
    }
    Ok(())
}

fn owned(value: ValueRef<'_>) -> Result<Value, StoreFault> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Integer(value),
        ValueRef::Real(_) => return Err(StoreFault::Corrupt("a floating-point number".to_owned())),
        ValueRef::Text(bytes) => {
            let text = std::str::from_utf8(bytes).map_err(|_| StoreFault::Corrupt("a text that is not UTF-8".to_owned()))?;
            Value::Text(text.to_owned())
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_sqlite_is_refused() {
        assert!(matches!(check_version(3_051_002, "3.51.2"), Err(StoreFault::SqliteTooOld(_))));
        assert!(check_version(3_051_003, "3.51.3").is_ok());
        assert!(rusqlite::version_number() >= VERSION_MIN, "the bundled one is new enough");
    }

    #[test]
    fn a_setting_that_does_not_read_back_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for (pragma, name) in [
            ("PRAGMA synchronous = OFF", "synchronous"),
            ("PRAGMA synchronous = NORMAL", "synchronous"),
            ("PRAGMA foreign_keys = OFF", "foreign_keys"),
            ("PRAGMA journal_mode = DELETE", "journal_mode"),
        ] {
            let connection = open(&folder.path().join(format!("{name}.db")), Mode::Write).unwrap();
            connection.execute_batch(pragma).unwrap();
            match check_settings(&connection) {
                Err(StoreFault::Setting { name: found, .. }) => assert_eq!(found, name),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}
