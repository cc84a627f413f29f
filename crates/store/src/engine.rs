//! The store: one door to either engine.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{SyncSender, sync_channel},
    },
};

use domain::office::OfficeCode;
use jiff::Timestamp;

use crate::{
    Draw, StoreFault, Tx, Write,
    keys::OfficeKey,
    migrate,
    postgres::Pool,
    search::Vocabulary,
    sqlite::{self, FolderLock, Job, Mode, Ran, ReadPool, Writer},
    tx::TxEngine,
};

/// Readers at the same time; more wait.
const READERS_MAX: usize = 8;

/// Where an office's data is.
#[derive(Clone, Debug)]
pub enum Location {
    /// A folder with `loket.db`.
    Folder(PathBuf),
    /// A PostgreSQL database.
    Database(String),
}

/// Which engine a store runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// What to do when a commit failed: end the process soon. It is called once, from the writer's thread.
pub type OnFailure = Box<dyn FnOnce() + Send>;

/// The instant and the random seed of one write, drawn before it.
#[derive(Clone, Copy)]
pub struct Seed {
    /// The instant, from the office clock.
    pub now: Timestamp,
    /// 32 random bytes.
    pub bytes: [u8; 32],
}

/// An office's store. All methods are synchronous and may be called from many threads, but not from inside an async task.
pub struct Store {
    office: OfficeCode,
    key: Arc<OfficeKey>,
    backend: Backend,
    vocabulary: Vocabulary,
}

enum Backend {
    Sqlite { writer: Option<Writer>, readers: ReadPool, _lock: Option<FolderLock> },
    Postgres { pool: Box<Pool>, access: Access },
}

/// What a store on PostgreSQL was opened for; on SQLite only a store that may write has a writer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Write,
    Read,
}

impl Store {
    /// Opens an office for reading and writing; on SQLite this process owns the folder from now on.
    pub fn open(location: &Location, office: OfficeCode, key: OfficeKey, on_failure: OnFailure) -> Result<Self, StoreFault> {
        Self::open_grouping(location, office, key, on_failure, sqlite::GROUP_JOBS_MAX)
    }

    /// The same with another limit of writes per commit on SQLite; 1 commits each write by itself, to measure what grouping is worth.
    pub fn open_grouping(
        location: &Location,
        office: OfficeCode,
        key: OfficeKey,
        on_failure: OnFailure,
        group_jobs_max: usize,
    ) -> Result<Self, StoreFault> {
        let backend = match location {
            Location::Folder(folder) => {
                let lock = FolderLock::take(folder)?;
                let path = database_path(folder);
                let connection = sqlite::open(&path, Mode::Write)?;
                migrate::sqlite(&connection)?;
                let writer = Writer::start(connection, group_jobs_max, on_failure);
                Backend::Sqlite { writer: Some(writer), readers: ReadPool::new(&path, READERS_MAX), _lock: Some(lock) }
            }
            Location::Database(url) => {
                let pool = Pool::new(url, READERS_MAX)?;
                migrate::postgres(&mut pool.client()?)?;
                Backend::Postgres { pool: Box::new(pool), access: Access::Write }
            }
        };
        Ok(Self { office, key: Arc::new(key), backend, vocabulary: Vocabulary::default() })
    }

    /// Opens an office for reading only, beside a running server.
    pub fn open_read_only(location: &Location, office: OfficeCode, key: OfficeKey) -> Result<Self, StoreFault> {
        let backend = match location {
            Location::Folder(folder) => {
                let readers = ReadPool::new(&database_path(folder), READERS_MAX);
                Backend::Sqlite { writer: None, readers, _lock: None }
            }
            Location::Database(url) => Backend::Postgres { pool: Box::new(Pool::new(url, READERS_MAX)?), access: Access::Read },
        };
        Ok(Self { office, key: Arc::new(key), backend, vocabulary: Vocabulary::default() })
    }

    /// Opens an office for reading only and keeps others from writing: on SQLite this process owns the folder from now on.
    pub fn open_alone(location: &Location, office: OfficeCode, key: OfficeKey) -> Result<Self, StoreFault> {
        let mut store = Self::open_read_only(location, office, key)?;
        if let (Location::Folder(folder), Backend::Sqlite { _lock: lock, .. }) = (location, &mut store.backend) {
            *lock = Some(FolderLock::take(folder)?);
        }
        Ok(store)
    }

    /// The offices in a database, by code; a folder holds one.
    pub fn offices(location: &Location) -> Result<Vec<OfficeCode>, StoreFault> {
        let nobody = OfficeCode::parse("0000").ok_or(StoreFault::Missing("the ministry's code"))?;
        let store = Self::open_read_only(location, nobody, OfficeKey::from_bytes([0; 32]))?;
        store.read(crate::tables::office::codes)
    }

    /// The office.
    pub fn office(&self) -> OfficeCode {
        self.office
    }

    /// The office key.
    pub fn key(&self) -> &OfficeKey {
        &self.key
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        match self.backend {
            Backend::Sqlite { .. } => Engine::Sqlite,
            Backend::Postgres { .. } => Engine::Postgres,
        }
    }

    /// The distinct words of people's names, in memory.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Reads with one snapshot.
    pub fn read<T, E: From<StoreFault>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match &self.backend {
            Backend::Sqlite { readers, .. } => readers.with(|connection| work(&mut self.tx(TxEngine::Sqlite(connection)))),
            Backend::Postgres { pool, .. } => pool.read(|engine| work(&mut self.tx(engine))),
        }
    }

    /// Writes in one transaction and returns when it is durable; an error rolls everything back. `work` may run twice and must have no
    /// effect outside the transaction.
    pub fn write<T, E, F>(&self, name: &'static str, seed: Seed, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreFault> + LostRace + Send + 'static,
        F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite { writer: Some(writer), .. } => {
                let (reply, answer) = sync_channel(1);
                let (office, key) = (self.office, Arc::clone(&self.key));
                writer.submit(Box::new(WriteJob { name, seed, office, key, work, result: None, reply }));
                answer.recv().unwrap_or_else(|_| Err(StoreFault::WriterStopped.into()))
            }
            Backend::Sqlite { writer: None, .. } | Backend::Postgres { access: Access::Read, .. } => Err(StoreFault::WriterStopped.into()),
            Backend::Postgres { pool, access: Access::Write } => pool.write(self.office, &self.key, seed, &work),
        }
    }

    fn tx<'a>(&'a self, engine: TxEngine<'a>) -> Tx<'a> {
        Tx { engine, office: self.office, key: &self.key }
    }
}

/// The database file of an office's folder.
pub(crate) fn database_path(folder: &Path) -> PathBuf {
    folder.join("loket.db")
}

/// Errors that may carry what the store itself acts upon.
pub trait LostRace {
    /// Whether PostgreSQL wishes to run the transaction again.
    fn lost_race(&self) -> bool;
    /// Whether the disk had no room, so that the whole group on SQLite is given up.
    fn disk_full(&self) -> bool;
}

impl LostRace for StoreFault {
    fn lost_race(&self) -> bool {
        matches!(self, Self::Postgres(error) if crate::postgres::is_lost_race(error))
    }

    fn disk_full(&self) -> bool {
        self.disk_full()
    }
}

/// One write on its way through the writer's thread.
struct WriteJob<T, E, F> {
    name: &'static str,
    seed: Seed,
    office: OfficeCode,
    key: Arc<OfficeKey>,
    work: F,
    result: Option<Result<T, E>>,
    reply: SyncSender<Result<T, E>>,
}

impl<T, E, F> Job for WriteJob<T, E, F>
where
    T: Send,
    E: From<StoreFault> + LostRace + Send,
    F: Fn(&mut Write<'_>) -> Result<T, E> + Send,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&mut self, connection: &rusqlite::Connection) -> Ran {
        let tx = Tx { engine: TxEngine::Sqlite(connection), office: self.office, key: &self.key };
        let mut write = Write { tx, now: self.seed.now, draw: Draw::new(self.seed.bytes, self.seed.now) };
        let result = (self.work)(&mut write);
        let ran = match &result {
            Ok(_) => Ran::Keep,
            Err(error) if error.disk_full() => Ran::DiskFull,
            Err(_) => Ran::Undo,
        };
        self.result = Some(result);
        ran
    }

    fn answer(self: Box<Self>, fault: Option<StoreFault>) {
        let result = match (fault, self.result) {
            (Some(fault), _) => Err(fault.into()),
            (None, Some(result)) => result,
            (None, None) => Err(StoreFault::Panicked.into()),
        };
        // The caller may be gone; the write stands all the same.
        let _ = self.reply.send(result);
    }
}
