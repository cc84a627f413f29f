//! Jobs that keep the store tidy.

use std::error::Error;

use jiff::SignedDuration;
use store::{StoreFault, idempotency, jobs, session, tables};

use crate::{AppError, Office, import, looks};

/// The daily job: fix the day's looks in the journal, forget expired sessions, old idempotency keys, receipts of
/// messages that nobody knows, and the rows of old imports.
const SWEEP: &str = "sweep";
/// How long a job may take before it is due again.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// A receipt for a message that nobody knows is kept for so long.
const STRAY_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// The pause between two sweeps.
const SWEEP_PAUSE: SignedDuration = SignedDuration::from_hours(24);

/// Makes sure that a sweep is enqueued.
pub fn schedule(office: &Office) -> Result<(), AppError> {
    office.store.write("schedule_sweep", office.seed(), |write| {
        if jobs::waiting(write, SWEEP)? == 0 {
            let now = write.now;
            jobs::enqueue(write, SWEEP, "{}", now)?;
        }
        Ok(())
    })
}

/// Does the job that is due longest; `false` when none is.
pub fn work_once(office: &Office) -> Result<bool, AppError> {
    let claimed = office.store.write("claim_job", office.seed(), |write| jobs::claim(write, LEASE))?;
    let Some(job) = claimed else { return Ok(false) };
    let result = match job.kind.as_str() {
        SWEEP => sweep(office, job.job.clone()),
        other => Err(StoreFault::Corrupt(format!("no job is called {other}")).into()),
    };
    if let Err(error) = result {
        let error = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        office.store.write("fail_job", office.seed(), move |write| jobs::fail(write, &job, &error))?;
    }
    Ok(true)
}

fn sweep(office: &Office, job: String) -> Result<(), AppError> {
    looks::anchor(office)?;
    import::forget_ended(office)?;
    office.store.write("sweep", office.seed(), move |write| {
        session::sweep(write)?;
        idempotency::sweep(write)?;
        let month_ago = write.now.saturating_sub(STRAY_KEPT).unwrap_or(jiff::Timestamp::MIN);
        tables::notice::sweep_strays(write, month_ago)?;
        let next = write.now.checked_add(SWEEP_PAUSE).unwrap_or(jiff::Timestamp::MAX);
        jobs::enqueue(write, SWEEP, "{}", next)?;
        Ok(jobs::finish(write, &job)?)
    })
}
