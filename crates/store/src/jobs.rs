//! Jobs: work to be done after a transaction, enqueued in it. They are idempotent; a failed one is tried again later and later.

use jiff::{SignedDuration, Timestamp};

use crate::{FromRow, Row, StoreFault, Tx, Write, value::values};

/// A job is given up after this many attempts, most of a day, and waits for a person.
const ATTEMPTS_MAX: i64 = 30;
/// The longest pause between attempts, seconds.
const PAUSE_SECONDS_MAX: i64 = 3600;

/// A job that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its identifier.
    pub job: String,
    /// What is to be done.
    pub kind: String,
    /// With what, JSON.
    pub payload: String,
    /// How often it was begun, this time included.
    pub attempts: i64,
}

impl FromRow for Job {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { job: row.text()?, kind: row.text()?, payload: row.text()?, attempts: row.integer()? })
    }
}

/// Enqueues a job in the running transaction, to be done from `run_at` on.
pub fn enqueue(write: &mut Write<'_>, kind: &str, payload: &str, run_at: Timestamp) -> Result<String, StoreFault> {
    let office = write.office();
    let job = write.draw.uuid().to_string();
    write.execute(
        "INSERT INTO job (office, job, kind, payload, state, run_at, attempts) VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, 0)",
        values![office, job.as_str(), kind, payload, run_at],
    )?;
    Ok(job)
}

/// Takes the job that is due longest; it is due again after `lease` unless it is finished before.
pub fn claim(write: &mut Write<'_>, lease: SignedDuration) -> Result<Option<Job>, StoreFault> {
    let (office, now) = (write.office(), write.now);
    // A job whose worker dies each time never reports a failure; it is given up all the same.
    write.execute(
        "UPDATE job SET state = 'given_up' WHERE office = ?1 AND state = 'waiting' AND run_at <= ?2 AND attempts >= ?3",
        values![office, now, ATTEMPTS_MAX],
    )?;
    let sql = "SELECT job, kind, payload, attempts + 1 FROM job WHERE office = ?1 AND state = 'waiting' AND run_at <= ?2
         ORDER BY run_at, job LIMIT 1";
    let found: Option<Job> = write.find(sql, values![office, now])?;
    if let Some(job) = &found {
        let until = now.checked_add(lease).unwrap_or(Timestamp::MAX);
        write.execute(
            "UPDATE job SET attempts = attempts + 1, run_at = ?1 WHERE office = ?2 AND job = ?3",
            values![until, office, job.job.as_str()],
        )?;
    }
    Ok(found)
}

/// The job is done; it leaves the table.
pub fn finish(write: &mut Write<'_>, job: &str) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("DELETE FROM job WHERE office = ?1 AND job = ?2", values![office, job])?;
    Ok(())
}

/// The job failed, with an error that a person can read. It is tried again after a pause that doubles, up to an hour, with some jitter.
pub fn fail(write: &mut Write<'_>, job: &Job, error: &str) -> Result<(), StoreFault> {
    let office = write.office();
    let pause = (1_i64 << job.attempts.clamp(0, 12)).min(PAUSE_SECONDS_MAX);
    let jitter = (write.draw.bits64() % 1000) as i64 * pause / 4000;
    let state = if job.attempts >= ATTEMPTS_MAX { "given_up" } else { "waiting" };
    let run_at = write.now.checked_add(SignedDuration::from_secs(pause + jitter)).unwrap_or(Timestamp::MAX);
    write.execute(
        "UPDATE job SET state = ?1, run_at = ?2, last_error = ?3 WHERE office = ?4 AND job = ?5",
        values![state, run_at, error, office, job.job.as_str()],
    )?;
    Ok(())
}

/// How many jobs of a kind wait.
pub fn waiting(tx: &mut Tx<'_>, kind: &str) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT COUNT(*) FROM job WHERE office = ?1 AND kind = ?2 AND state = 'waiting'", values![office, kind])
}
