//! Faults: I/O broke, or the database holds what it must not hold.

use std::{io, path::PathBuf};

use thiserror::Error;

/// What went wrong, and what was attempted.
#[derive(Debug, Error)]
pub enum StoreFault {
    /// A statement failed on SQLite.
    #[error("SQLite failed")]
    Sqlite(#[from] rusqlite::Error),
    /// A statement failed on PostgreSQL. Its own text may quote values of a row (a NIK); only the code and the constraint are told.
    #[error("PostgreSQL failed: {}", without_values(.0))]
    Postgres(::postgres::Error),
    /// A file or folder could not be used.
    #[error("could not {attempt} {}", path.display())]
    File {
        /// What was attempted: `open`, `create` …
        attempt: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another process owns the office's folder.
    #[error("another process is using {}: close the running server, or work through its page", .0.display())]
    Locked(PathBuf),
    /// SQLite is too old: versions before 3.51.3 can lose committed writes (the WAL-reset race).
    #[error("SQLite {0} is too old; 3.51.3 or later is needed")]
    SqliteTooOld(String),
    /// A setting did not read back as required.
    #[error("SQLite setting {name} reads back as {found}, {required} is required")]
    Setting {
        /// The pragma.
        name: &'static str,
        /// What it reads back as.
        found: String,
        /// What it must be.
        required: &'static str,
    },
    /// The database was made by a newer Loket, or a migration was changed after it ran.
    #[error("the database's schema does not fit this program: {0}")]
    Schema(String),
    /// A value in the database is not one that Loket writes.
    #[error("the database holds something unreadable: {0}")]
    Corrupt(String),
    /// A row that must exist does not.
    #[error("{0} is missing in the database")]
    Missing(&'static str),
    /// The key file does not fit the database.
    #[error("a sealed entry cannot be opened: the office key does not fit")]
    Unsealable,
    /// A commit or sync failed; nothing of the group was acknowledged and the process must be restarted and verified.
    #[error("the disk refused a commit; the server must be restarted and verified")]
    CommitFailed,
    /// The disk has no room: the group was rolled back before anybody was answered. Writing goes on as soon as there is room again.
    #[error("the disk is full; nothing was written")]
    DiskFull,
    /// The writer has stopped after an earlier failure.
    #[error("the writer has stopped after a failure; the server must be restarted")]
    WriterStopped,
    /// The work panicked; its changes were rolled back.
    #[error("a write ended in a programming error and was rolled back")]
    Panicked,
}

impl StoreFault {
    /// Whether the disk has no room. What was asked for is not done, and can be asked for again when there is room.
    pub fn disk_full(&self) -> bool {
        match self {
            Self::DiskFull => true,
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            Self::Postgres(error) => error.code() == Some(&::postgres::error::SqlState::DISK_FULL),
            _ => false,
        }
    }
}

impl From<::postgres::Error> for StoreFault {
    fn from(error: ::postgres::Error) -> Self {
        Self::Postgres(error)
    }
}

/// What may be logged of an error of PostgreSQL.
fn without_values(error: &::postgres::Error) -> String {
    match error.as_db_error() {
        Some(told) => format!("{} {}", told.code().code(), told.constraint().or(told.table()).unwrap_or_default()),
        None => error.to_string(),
    }
}
