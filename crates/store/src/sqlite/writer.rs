//! The one writer of an office: a thread that commits groups.
//!
//! It takes every job that waits, runs each in a savepoint of its own inside one `BEGIN IMMEDIATE`, commits once, and only then answers
//! all of them. So a commit's sync is shared by everybody who waited for it, and nobody is answered before the disk has it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::{StoreFault, engine::OnFailure};

/// A group ends after this long, so that nobody waits for many others' work.
const GROUP_MAX: Duration = Duration::from_millis(20);
/// And after this many jobs.
pub(crate) const GROUP_JOBS_MAX: usize = 512;
/// A closure above this is logged by name.
const SLOW: Duration = Duration::from_millis(20);

/// A write that waits for its turn. What it returns to its caller stays inside it until it is answered.
pub(crate) trait Job: Send {
    /// For the log.
    fn name(&self) -> &'static str;
    /// Does the work on the connection; `true` keeps its changes.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Answers the caller: with the work's own result, or with the fault that befell the group.
    fn answer(self: Box<Self>, fault: Option<StoreFault>);
}

/// The writer's thread and the way to it.
pub(crate) struct Writer {
    sender: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread. `on_failure` is called once when a commit fails; after that every job is refused.
    pub(crate) fn start(connection: Connection, group_jobs_max: usize, on_failure: OnFailure) -> Self {
        let (sender, receiver) = channel();
        let thread = std::thread::spawn(move || {
            if !serve(&connection, group_jobs_max, &receiver) {
                on_failure();
                // Refuse what still comes until the process ends.
                for job in receiver {
                    job.answer(Some(StoreFault::WriterStopped));
                }
            }
        });
        Self { sender: Some(sender), thread: Some(thread) }
    }

    /// Hands a job over; it is answered when its group is committed.
    pub(crate) fn submit(&self, job: Box<dyn Job>) {
        let Some(sender) = &self.sender else { return };
        if let Err(refused) = sender.send(job) {
            refused.0.answer(Some(StoreFault::WriterStopped));
        }
    }
}

impl Drop for Writer {
    /// Lets the waiting jobs finish, then ends the thread.
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves groups until all senders are gone (`true`) or a commit failed (`false`).
fn serve(connection: &Connection, group_jobs_max: usize, receiver: &Receiver<Box<dyn Job>>) -> bool {
    while let Ok(first) = receiver.recv() {
        let (done, result) = run_group(connection, group_jobs_max, first, receiver);
        let failed = result.is_err();
        for job in done {
            job.answer(failed.then_some(StoreFault::CommitFailed));
        }
        if let Err(error) = result {
            tracing::error!(error = &error as &dyn std::error::Error, "a commit failed; the writer stops");
            return false;
        }
    }
    true
}

type Ran = (Vec<Box<dyn Job>>, Result<(), rusqlite::Error>);

/// Runs one group; answers which jobs took part and whether the commit held.
fn run_group(connection: &Connection, group_jobs_max: usize, first: Box<dyn Job>, receiver: &Receiver<Box<dyn Job>>) -> Ran {
    let mut done = vec![first];
    if let Err(error) = execute(connection, "BEGIN IMMEDIATE") {
        return (done, Err(error));
    }
    let started = Instant::now();
    let mut index = 0;
    while let Some(job) = done.get_mut(index) {
        if let Err(error) = run_job(connection, job.as_mut()) {
            return (done, Err(error));
        }
        index += 1;
        if started.elapsed() < GROUP_MAX && index < group_jobs_max {
            done.extend(receiver.try_recv().ok());
        }
    }
    let committed = execute(connection, "COMMIT");
    (done, committed)
}

/// Runs one job in its savepoint. An error here concerns the whole group: the transaction is gone.
fn run_job(connection: &Connection, job: &mut dyn Job) -> Result<(), rusqlite::Error> {
    execute(connection, "SAVEPOINT job")?;
    let started = Instant::now();
    let keep = catch_unwind(AssertUnwindSafe(|| job.run(connection))).unwrap_or(false);
    let took = started.elapsed();
    if took > SLOW {
        tracing::warn!(job = job.name(), took_ms = took.as_millis(), "a slow write");
    }
    if connection.is_autocommit() {
        // SQLite rolled the whole transaction back by itself (disk full, I/O error, out of memory).
        return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT_ROLLBACK), None));
    }
    if !keep {
        execute(connection, "ROLLBACK TO job")?;
    }
    execute(connection, "RELEASE job")
}

fn execute(connection: &Connection, sql: &str) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}
