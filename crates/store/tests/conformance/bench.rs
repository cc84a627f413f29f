//! The bench: homes for stores on each engine, and the drivers that run a test's body on all of them.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    io::Write as _,
    path::Path,
    sync::{
        Once,
        atomic::{AtomicU64, Ordering},
    },
};

use ::postgres::{Client, NoTls};
use domain::office::OfficeCode;
use jiff::{SignedDuration, Timestamp};
use store::{Engine, Location, OnFailure, Seed, Store, StoreFault, Tx, Write, keys::OfficeKey};
use tempfile::TempDir;

/// The address of a PostgreSQL server where databases may be made.
const VARIABLE: &str = "LOKET_TEST_POSTGRES";

/// The office key of all tests.
pub const KEY: OfficeKey = OfficeKey::from_bytes([7; 32]);

/// The office of all tests.
pub fn code() -> OfficeCode {
    OfficeCode::parse("5208").unwrap()
}

/// The instant `seconds` after the tests' morning.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_669_338_000 + seconds).unwrap()
}

/// Where a test's data is; it goes when this is dropped.
pub struct Home {
    place: Place,
}

enum Place {
    Folder(TempDir),
    Database { server: String, name: String },
}

impl Home {
    /// A fresh folder.
    pub fn folder() -> Self {
        Self { place: Place::Folder(tempfile::tempdir().unwrap()) }
    }

    /// A fresh database, when there is a server to make it on.
    pub fn database() -> Option<Self> {
        let server = server()?;
        let name = format!("loket_test_{:016x}", RandomState::new().build_hasher().finish());
        administer(&server, &format!("CREATE DATABASE {name}")).unwrap();
        Some(Self { place: Place::Database { server, name } })
    }

    /// Where it is.
    pub fn location(&self) -> Location {
        match &self.place {
            Place::Folder(folder) => Location::Folder(folder.path().to_path_buf()),
            Place::Database { server, name } => Location::Database(format!("{}/{name}", server.rsplit_once('/').unwrap().0)),
        }
    }

    /// The folder of a home on SQLite.
    pub fn path(&self) -> &Path {
        match &self.place {
            Place::Folder(folder) => folder.path(),
            Place::Database { .. } => panic!("a database has no folder"),
        }
    }

    /// Opens it for reading and writing.
    pub fn open(&self) -> Store {
        self.open_with(Box::new(|| {}))
    }

    /// Opens it with something to do when a commit fails.
    pub fn open_with(&self, on_failure: OnFailure) -> Store {
        Store::open(&self.location(), code(), KEY, on_failure).unwrap()
    }

    /// Opens it for reading, with this key.
    pub fn open_read_only(&self, key: OfficeKey) -> Store {
        Store::open_read_only(&self.location(), code(), key).unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Place::Database { server, name } = &self.place {
            let dropped = administer(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
            assert!(dropped.is_ok() || std::thread::panicking(), "{name} could not be dropped: {dropped:?}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "which server the tests may use is for the caller's environment to say")]
fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var(VARIABLE).ok().filter(|server| !server.is_empty());
    if server.is_none() {
        // Not through the macro, whose output the test runner keeps to itself when all is well.
        let line = format!("{VARIABLE} is not set: the store is tried on SQLite alone\n");
        SAID.call_once(|| std::io::stderr().write_all(line.as_bytes()).unwrap());
    }
    server
}

fn administer(server: &str, statement: &str) -> Result<(), ::postgres::Error> {
    Client::connect(server, NoTls)?.batch_execute(statement)
}

/// Runs a body in a fresh home on each engine.
pub fn check_homes(name: &str, body: impl Fn(&Home)) {
    for home in [Some(Home::folder()), Home::database()].into_iter().flatten() {
        let engine = if matches!(home.place, Place::Folder(_)) { Engine::Sqlite } else { Engine::Postgres };
        eprintln!("{name}: on {engine:?}");
        body(&home);
    }
}

/// Runs a body on a fresh store of each engine.
pub fn check(name: &str, body: impl Fn(&Store)) {
    check_homes(name, |home| body(&home.open()));
}

/// Runs a body on a fresh store of each engine, requires the same answer of all, and gives it.
pub fn compare<T: PartialEq + std::fmt::Debug>(name: &str, body: impl Fn(&Store) -> T) -> T {
    let home = Home::folder();
    let answer = body(&home.open());
    if let Some(home) = Home::database() {
        assert_eq!(body(&home.open()), answer, "{name}: PostgreSQL differs from SQLite");
    }
    answer
}

/// A seed for a write at an instant; no two are the same.
pub fn seed(now: Timestamp) -> Seed {
    static DRAWN: AtomicU64 = AtomicU64::new(0);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&DRAWN.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    Seed { now, bytes }
}

/// Writes at an instant, whatever comes of it.
pub fn try_write_at<T, F>(store: &Store, now: Timestamp, work: F) -> Result<T, StoreFault>
where
    T: Send + 'static,
    F: Fn(&mut Write<'_>) -> Result<T, StoreFault> + Send + 'static,
{
    store.write("test", seed(now), work)
}

/// Writes at an instant; it must be accepted.
pub fn write_at<T, F>(store: &Store, now: Timestamp, work: F) -> T
where
    T: Send + 'static,
    F: Fn(&mut Write<'_>) -> Result<T, StoreFault> + Send + 'static,
{
    try_write_at(store, now, work).unwrap()
}

/// Writes; it must be accepted.
pub fn write<T, F>(store: &Store, work: F) -> T
where
    T: Send + 'static,
    F: Fn(&mut Write<'_>) -> Result<T, StoreFault> + Send + 'static,
{
    write_at(store, at(0), work)
}

/// Runs one statement in a transaction of its own.
pub fn try_execute(store: &Store, sql: &'static str) -> Result<u64, StoreFault> {
    try_write_at(store, at(0), move |write| write.execute(sql, &[]))
}

/// Reads; it must succeed.
pub fn read<T>(store: &Store, work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreFault>) -> T {
    store.read(work).unwrap()
}

/// Whether the fault is one that the engine itself raised.
pub fn is_refusal_of(engine: Engine, fault: &StoreFault) -> bool {
    match engine {
        Engine::Sqlite => matches!(fault, StoreFault::Sqlite(_)),
        Engine::Postgres => matches!(fault, StoreFault::Postgres(_)),
    }
}

/// The instant `days` after the tests' morning.
pub fn days(days: i64) -> Timestamp {
    at(0).checked_add(SignedDuration::from_hours(24 * days)).unwrap()
}
