//! Connections to PostgreSQL: opened and closed outside any async context, each used by one thread at a time.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Condvar, Mutex, PoisonError},
};

use ::postgres::{Client, Config, IsolationLevel, NoTls, Statement, error::SqlState};
use domain::office::OfficeCode;

use super::dollars;
use crate::{Draw, LostRace, Seed, StoreFault, Tx, Write, keys::OfficeKey, tx::TxEngine};

/// A lost race is tried again this many times.
const ATTEMPTS_MAX: u32 = 8;

pub(crate) struct Pool {
    config: Config,
    state: Mutex<PoolState>,
    returned: Condvar,
    limit: usize,
}

#[derive(Default)]
struct PoolState {
    idle: Vec<Connection>,
    open: usize,
}

/// A client with the statements that it has prepared.
pub(crate) struct Connection {
    client: Client,
    statements: BTreeMap<&'static str, Statement>,
}

impl Pool {
    pub(crate) fn new(url: &str, limit: usize) -> Result<Self, StoreFault> {
        let mut config: Config = url.parse()?;
        config.application_name("loket");
        // Whatever the server's default: nothing is acknowledged before it is durable.
        config.options("-c synchronous_commit=on");
        Ok(Self { config, state: Mutex::default(), returned: Condvar::new(), limit })
    }

    /// A connection of its own, for migrations.
    pub(crate) fn client(&self) -> Result<Client, StoreFault> {
        Ok(self.config.connect(NoTls)?)
    }

    /// Runs `work` in a read-only transaction with one snapshot.
    pub(crate) fn read<T, E: From<StoreFault>>(&self, work: impl FnOnce(TxEngine<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut lent = self.take()?;
        // A reader that panics gives its connection back all the same: enough lost ones would stop everybody.
        let result = catch_unwind(AssertUnwindSafe(|| read_in(&mut lent, work)));
        self.give_back(lent);
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// Runs `work` in a writing transaction that begins by locking the office's journal head, and commits it. A lost race (40001, 40P01) is
    /// run again from the start; a panic rolls back and is answered with [`StoreFault::Panicked`], as on SQLite.
    pub(crate) fn write<T, E: From<StoreFault> + LostRace>(
        &self,
        office: OfficeCode,
        key: &OfficeKey,
        seed: Seed,
        work: &impl Fn(&mut Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut attempt = 1;
        loop {
            let mut lent = self.take()?;
            let result = catch_unwind(AssertUnwindSafe(|| write_in(&mut lent, office, key, seed, work)));
            let result = result.unwrap_or_else(|_| Err(StoreFault::Panicked.into()));
            self.give_back(lent);
            match result {
                Err(error) if attempt < ATTEMPTS_MAX && error.lost_race() => attempt += 1,
                other => return other,
            }
        }
    }

    fn take(&self) -> Result<Connection, StoreFault> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(lent) = state.idle.pop() {
                return Ok(lent);
            }
            if state.open < self.limit {
                state.open += 1;
                drop(state);
                let opened = self.client().map(|client| Connection { client, statements: BTreeMap::new() });
                return opened.inspect_err(|_| self.forget());
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn give_back(&self, lent: Connection) {
        if lent.client.is_closed() {
            drop(lent);
            return self.forget();
        }
        self.state.lock().unwrap_or_else(PoisonError::into_inner).idle.push(lent);
        self.returned.notify_one();
    }

    fn forget(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
        self.returned.notify_one();
    }
}

impl Drop for Pool {
    /// Closing a client waits for the server, which an async context does not allow; a thread of its own may.
    fn drop(&mut self) {
        let idle = std::mem::take(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner).idle);
        let _ = std::thread::spawn(move || drop(idle)).join();
    }
}

fn read_in<T, E: From<StoreFault>>(lent: &mut Connection, work: impl FnOnce(TxEngine<'_>) -> Result<T, E>) -> Result<T, E> {
    let snapshot = lent.client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let tx = snapshot.start().map_err(StoreFault::from)?;
    work(TxEngine::Postgres(tx, &mut lent.statements))
}

fn write_in<T, E: From<StoreFault>>(
    lent: &mut Connection,
    office: OfficeCode,
    key: &OfficeKey,
    seed: Seed,
    work: &impl Fn(&mut Write<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let mut tx = lent.client.transaction().map_err(StoreFault::from)?;
    let lock = dollars("SELECT seq FROM journal_head WHERE office = ?1 FOR UPDATE");
    tx.query(&lock, &[&office.to_string()]).map_err(StoreFault::from)?;
    let tx = Tx { engine: TxEngine::Postgres(tx, &mut lent.statements), office, key };
    let mut write = Write { tx, now: seed.now, draw: Draw::new(seed.bytes, seed.now) };
    let kept = work(&mut write)?;
    if let TxEngine::Postgres(mut tx, _) = write.tx.engine {
        // After a failed statement that the work did not report, COMMIT would roll back and answer as if all were well.
        tx.batch_execute("SELECT 1").map_err(StoreFault::from)?;
        tx.commit().map_err(StoreFault::from)?;
    }
    Ok(kept)
}

/// Whether PostgreSQL asks to run the transaction again.
pub(crate) fn is_lost_race(error: &::postgres::Error) -> bool {
    matches!(error.code(), Some(code) if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED)
}
