//! What an event makes of a job.

use jiff::Timestamp;

use super::{Job, JobEvent, JobState};
use crate::id::{JobId, PersonId};

/// Folds one event, that happened at `at`, into the job. `None` before its reservation.
pub fn apply(job: Option<Job>, id: JobId, person: PersonId, event: &JobEvent, at: Timestamp) -> Option<Job> {
    if let JobEvent::Reserved { run, case, printer, route, rank } = event {
        return Some(Job {
            id,
            person,
            case: *case,
            run: *run,
            printer: *printer,
            route: *route,
            rank: *rank,
            state: JobState::Reserved,
            since: at,
            printer_job: None,
            detail: None,
            doubted_by: None,
            serial: None,
            card: None,
            cause: None,
        });
    }
    let mut job = job?;
    job.since = at;
    match event {
        JobEvent::Reserved { .. } => {}
        JobEvent::Sent => job.state = JobState::Sending,
        JobEvent::Accepted { printer_job } => (job.state, job.printer_job) = (JobState::Printing, Some(*printer_job)),
        JobEvent::NotSent { detail } => (job.state, job.detail) = (JobState::Reserved, kept(detail)),
        JobEvent::Reported { word, detail } => {
            let said = if detail.is_empty() { word.code().to_owned() } else { format!("{word}: {detail}") };
            (job.state, job.detail) = (JobState::Reported, Some(said));
        }
        JobEvent::Doubted { by, detail } => {
            (job.state, job.detail, job.doubted_by) = (JobState::Uncertain, kept(detail), Some(*by));
        }
        JobEvent::Checked { card, serial } => {
            (job.state, job.card, job.serial) = (JobState::Good, Some(*card), serial.clone());
        }
        JobEvent::Spoiled { cause, serial } => {
            (job.state, job.cause, job.serial) = (JobState::Spoiled, Some(*cause), serial.clone());
        }
        JobEvent::TakenBack => job.state = JobState::TakenBack,
    }
    Some(job)
}

fn kept(detail: &str) -> Option<String> {
    Some(detail.to_owned()).filter(|detail| !detail.is_empty())
}
