//! The read pool: a bounded number of read-only connections; whoever comes when all are out waits.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, PoisonError},
};

use rusqlite::Connection;

use super::{Mode, open};
use crate::StoreFault;

pub(crate) struct ReadPool {
    path: PathBuf,
    state: Mutex<PoolState>,
    returned: Condvar,
    limit: usize,
}

#[derive(Default)]
struct PoolState {
    idle: Vec<Connection>,
    open: usize,
}

impl ReadPool {
    pub(crate) fn new(path: &Path, limit: usize) -> Self {
        Self { path: path.to_path_buf(), state: Mutex::default(), returned: Condvar::new(), limit }
    }

    /// Runs `work` on one connection inside one read transaction, so that all its statements see the same state.
    pub(crate) fn with<T, E: From<StoreFault>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let connection = self.take()?;
        // A reader that panics gives its connection back all the same: enough lost ones would stop every later reader.
        let result = catch_unwind(AssertUnwindSafe(|| match connection.execute_batch("BEGIN") {
            Ok(()) => work(&connection),
            Err(error) => Err(StoreFault::from(error).into()),
        }));
        // A reader has nothing to lose; a connection that cannot end its transaction is closed instead of kept.
        let kept = connection.execute_batch("ROLLBACK").is_ok().then_some(connection);
        self.give_back(kept);
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn take(&self) -> Result<Connection, StoreFault> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(connection);
            }
            if state.open < self.limit {
                state.open += 1;
                drop(state);
                return open(&self.path, Mode::Read).inspect_err(|_| self.give_back(None));
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn give_back(&self, connection: Option<Connection>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match connection {
            Some(connection) => state.idle.push(connection),
            None => state.open -= 1,
        }
        drop(state);
        self.returned.notify_one();
    }
}
