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
    /// Does the work on the connection.
    fn run(&mut self, connection: &Connection) -> Ran;
    /// Answers the caller: with the work's own result, or with the fault that befell the group.
    fn answer(self: Box<Self>, fault: Option<StoreFault>);
}

/// How a job ended, and what becomes of its changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ran {
    /// They are kept.
    Keep,
    /// They are undone; the group goes on.
    Undo,
    /// The disk had no room for them. The others of the group would find none either, so the group is given up.
    DiskFull,
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
        let full = matches!(&result, Err(error) if is_full(error)) && rolled_back(connection);
        for job in done {
            job.answer(match &result {
                Ok(()) => None,
                Err(_) if full => Some(StoreFault::DiskFull),
                Err(_) => Some(StoreFault::CommitFailed),
            });
        }
        match result {
            Ok(()) => {}
            Err(_) if full => tracing::warn!("the disk is full; a group of writes was refused"),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a commit failed; the writer stops");
                return false;
            }
        }
    }
    true
}

/// Whether SQLite found no room on the disk. It says so before the sync that would make the group durable; after a sync that failed it
/// says something else, and then nothing on the disk can be trusted.
fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
}

/// Makes sure that nothing of a group is left: most often SQLite has rolled it back by itself.
fn rolled_back(connection: &Connection) -> bool {
    connection.is_autocommit() || (execute(connection, "ROLLBACK").is_ok() && connection.is_autocommit())
}

type Group = (Vec<Box<dyn Job>>, Result<(), rusqlite::Error>);

/// Runs one group; answers which jobs took part and whether the commit held.
fn run_group(connection: &Connection, group_jobs_max: usize, first: Box<dyn Job>, receiver: &Receiver<Box<dyn Job>>) -> Group {
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
    let ran = catch_unwind(AssertUnwindSafe(|| job.run(connection))).unwrap_or(Ran::Undo);
    let took = started.elapsed();
    if took > SLOW {
        tracing::warn!(job = job.name(), took_ms = took.as_millis(), "a slow write");
    }
    if ran == Ran::DiskFull {
        return Err(failure(rusqlite::ffi::SQLITE_FULL));
    }
    if connection.is_autocommit() {
        // SQLite rolled the whole transaction back by itself (I/O error, out of memory), or the job ended it.
        return Err(failure(rusqlite::ffi::SQLITE_ABORT_ROLLBACK));
    }
    if ran == Ran::Undo {
        execute(connection, "ROLLBACK TO job")?;
    }
    execute(connection, "RELEASE job")
}

fn failure(code: i32) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None)
}

fn execute(connection: &Connection, sql: &str) -> Result<(), rusqlite::Error> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, mpsc::sync_channel};

    use super::*;
    use crate::sqlite::{Mode, open};

    type Answers = Arc<Mutex<Vec<String>>>;

    /// A job that runs statements and notes how it was answered.
    struct Statements {
        sql: String,
        answers: Answers,
        answered: std::sync::mpsc::SyncSender<()>,
    }

    impl Job for Statements {
        fn name(&self) -> &'static str {
            "statements"
        }

        fn run(&mut self, connection: &Connection) -> Ran {
            match connection.execute_batch(&self.sql) {
                Ok(()) => Ran::Keep,
                Err(error) if is_full(&error) => Ran::DiskFull,
                Err(_) => Ran::Undo,
            }
        }

        fn answer(self: Box<Self>, fault: Option<StoreFault>) {
            self.answers.lock().unwrap().push(fault.map_or("done".to_owned(), |fault| format!("{fault:?}")));
            self.answered.send(()).unwrap();
        }
    }

    /// Runs jobs one after the other by one writer; answers how each ended, and whether the process was told to end.
    fn answers(connection: Connection, jobs: &[&str]) -> (Vec<String>, bool) {
        let answers = Answers::default();
        let (told, ends) = channel();
        let writer = Writer::start(connection, GROUP_JOBS_MAX, Box::new(move || told.send(()).unwrap()));
        for sql in jobs {
            let (answered, answer) = sync_channel(1);
            writer.submit(Box::new(Statements { sql: (*sql).to_owned(), answers: Arc::clone(&answers), answered }));
            answer.recv().unwrap();
        }
        drop(writer);
        let answers = answers.lock().unwrap().clone();
        (answers, ends.try_recv().is_ok())
    }

    fn database() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let connection = open(&folder.path().join("x.db"), Mode::Write).unwrap();
        connection.execute_batch("CREATE TABLE t (n INTEGER PRIMARY KEY, v BLOB) STRICT; PRAGMA max_page_count = 20;").unwrap();
        (folder, connection)
    }

    fn numbers(folder: &tempfile::TempDir) -> Vec<i64> {
        let connection = Connection::open(folder.path().join("x.db")).unwrap();
        let mut statement = connection.prepare("SELECT n FROM t ORDER BY n").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_full_disk_refuses_the_group_and_the_writer_goes_on() {
        let (folder, connection) = database();
        let big = "INSERT INTO t VALUES (2, zeroblob(200000))";
        let (found, ends) = answers(
            connection,
            &["INSERT INTO t VALUES (1, x'00')", big, big, "PRAGMA max_page_count = 1000", "INSERT INTO t VALUES (3, zeroblob(200000))"],
        );
        assert_eq!(found, ["done", "DiskFull", "DiskFull", "done", "done"]);
        assert!(!ends, "the process goes on");
        assert_eq!(numbers(&folder), [1, 3]);
    }

    #[test]
    fn nothing_of_a_job_that_found_no_room_is_left() {
        let (folder, connection) = database();
        // A statement that fails late has changed something before; the conflict clause decides how far SQLite itself rolls back.
        for clause in ["OR ABORT", "OR ROLLBACK", "OR FAIL"] {
            let many = format!("INSERT INTO t VALUES (7, x'00'); INSERT {clause} INTO t SELECT value, zeroblob(9000) FROM generate_series");
            let many = many.replace(
                "generate_series",
                "(WITH c(value) AS (SELECT 100 UNION ALL SELECT value + 1 FROM c LIMIT 50) SELECT value FROM c)",
            );
            let connection = open(&folder.path().join("x.db"), Mode::Write).unwrap();
            connection.execute_batch("PRAGMA max_page_count = 20").unwrap();
            let (found, ends) = answers(connection, &[&many, "INSERT OR REPLACE INTO t VALUES (1, x'00')"]);
            assert_eq!((found.as_slice(), ends), (["DiskFull".to_owned(), "done".to_owned()].as_slice(), false), "{clause}");
            assert_eq!(numbers(&folder), [1], "{clause}");
        }
        drop(connection);
    }

    #[test]
    fn any_other_failure_ends_the_writer() {
        let (_folder, connection) = database();
        let (found, ends) = answers(connection, &["ROLLBACK", "INSERT INTO t VALUES (1, x'00')"]);
        assert_eq!(found, ["CommitFailed", "WriterStopped"]);
        assert!(ends, "the process is told to end");
    }

    #[test]
    fn only_the_want_of_room_is_a_full_disk() {
        assert!(is_full(&failure(rusqlite::ffi::SQLITE_FULL)));
        for code in [rusqlite::ffi::SQLITE_IOERR_FSYNC, rusqlite::ffi::SQLITE_IOERR_WRITE, rusqlite::ffi::SQLITE_ABORT_ROLLBACK] {
            assert!(!is_full(&failure(code)), "{code}");
        }
    }
}
