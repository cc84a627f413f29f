//! What a job answers to a command.

use super::{Job, JobAct, JobCommand, JobEvent, JobState, PrintRoute, PrinterWord};
use crate::{case::Receipt, id::AccountId};

/// Why printing says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintRefusal {
    /// No released run holds the case.
    NotReleased,
    /// A difference between the books and what is there stops the printer.
    DifferenceOpen {
        /// The printer, its code.
        printer: String,
        /// The place with the difference, its code.
        place: String,
    },
    /// The printer has printed as many cards today as it may.
    HeatLimit {
        /// The printer, its code.
        printer: String,
        /// The limit, cards a day.
        limit: i64,
        /// Printed or planned today.
        printed: i64,
    },
    /// In this state the act is not possible.
    WrongState {
        /// Where the job stands.
        state: JobState,
        /// What was asked.
        act: JobAct,
    },
    /// There is no such job.
    NoSuchJob,
    /// Who put it in doubt cannot also close it.
    SamePerson,
    /// Nothing in the list can be printed any more.
    NothingToRelease,
    /// The list passes over a case of a higher class that could be printed, and gives no reason.
    OutOfOrder {
        /// The receipt of the case that is passed over.
        receipt: Receipt,
    },
    /// This printer is not driven by the agent.
    NotLocal {
        /// Its code.
        printer: String,
    },
    /// The ribbon of the printer is used up.
    RibbonEmpty {
        /// The printer, its code.
        printer: String,
        /// Cards that the ribbon still holds.
        left: i64,
        /// Cards asked for.
        asked: i64,
    },
}

impl PrintRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotReleased => "PRINT-0001",
            Self::DifferenceOpen { .. } => "PRINT-0002",
            Self::HeatLimit { .. } => "PRINT-0003",
            Self::WrongState { .. } => "PRINT-0004",
            Self::NoSuchJob => "PRINT-0005",
            Self::SamePerson => "PRINT-0006",
            Self::NothingToRelease => "PRINT-0007",
            Self::OutOfOrder { .. } => "PRINT-0008",
            Self::NotLocal { .. } => "PRINT-0009",
            Self::RibbonEmpty { .. } => "PRINT-0010",
        }
    }
}

/// Decides a command on a job. What the printer says again is heard once: `None` when nothing follows.
pub fn decide(job: &Job, command: &JobCommand) -> Result<Option<JobEvent>, PrintRefusal> {
    use {JobState as S, PrinterWord as W};
    let wrong = Err(PrintRefusal::WrongState { state: job.state, act: command.act() });
    let event = match (job.state, command) {
        (S::Reserved, JobCommand::Send) if job.route == PrintRoute::Local => JobEvent::Sent,
        (S::Sending, JobCommand::Accept { printer_job }) => JobEvent::Accepted { printer_job: *printer_job },
        (S::Printing, JobCommand::Accept { printer_job }) if job.printer_job == Some(*printer_job) => return Ok(None),
        (S::Sending, JobCommand::Hear { word: W::NotSent, detail }) => JobEvent::NotSent { detail: detail.clone() },
        (S::Sending | S::Printing, JobCommand::Hear { word: word @ (W::Completed | W::Failed), detail }) => {
            JobEvent::Reported { word: *word, detail: detail.clone() }
        }
        (S::Reported | S::Uncertain | S::Good | S::Spoiled, JobCommand::Hear { word: W::Completed | W::Failed, .. }) => return Ok(None),
        (S::Reserved, JobCommand::Hear { word: W::NotSent, .. }) => return Ok(None),
        // On the ministry's route nothing tells when the operator began.
        (S::Reserved, JobCommand::Doubt { by, detail }) if job.route == PrintRoute::Ministry => doubted(*by, detail),
        (S::Sending | S::Printing | S::Reported, JobCommand::Doubt { by, detail }) => doubted(*by, detail),
        (S::Uncertain, JobCommand::Doubt { .. }) => return Ok(None),
        (state, JobCommand::Check { by, card, serial }) if in_hand(job, state) => {
            second_person(job, *by)?;
            JobEvent::Checked { card: *card, serial: serial.clone() }
        }
        (state, JobCommand::Spoil { by, cause, serial }) if in_hand(job, state) => {
            second_person(job, *by)?;
            JobEvent::Spoiled { cause: *cause, serial: serial.clone() }
        }
        (S::Reserved | S::Reported | S::Uncertain, JobCommand::TakeBack { by }) => {
            second_person(job, *by)?;
            JobEvent::TakenBack
        }
        _ => return wrong,
    };
    Ok(Some(event))
}

fn doubted(by: AccountId, detail: &str) -> JobEvent {
    JobEvent::Doubted { by, detail: detail.to_owned() }
}

/// Whether somebody can have the card in hand: a local job only when it was sent.
fn in_hand(job: &Job, state: JobState) -> bool {
    match state {
        JobState::Reserved => job.route == PrintRoute::Ministry,
        JobState::Printing | JobState::Reported | JobState::Uncertain => true,
        JobState::Sending | JobState::Good | JobState::Spoiled | JobState::TakenBack => false,
    }
}

fn second_person(job: &Job, by: AccountId) -> Result<(), PrintRefusal> {
    if job.state == JobState::Uncertain && job.doubted_by == Some(by) { Err(PrintRefusal::SamePerson) } else { Ok(()) }
}
