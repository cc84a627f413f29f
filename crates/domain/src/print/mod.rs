//! Printing: a released run, and the job of each of its cards.
//!
//! ```text
//! reserved → sending → printing → reported → good
//!     ↘ taken back  ↘       ↘        ↘ ↗     spoiled
//!                     uncertain (a second person decides, with the card in hand)
//! ```
//!
//! A card cannot be printed exactly once by a program alone: the printer may have printed before its answer was lost. What is promised is
//! that no blank is used twice, none is without a state, and no card is without a job.

mod apply;
mod command;
mod decide;

use jiff::{Timestamp, civil::Date};

pub use apply::apply;
pub use command::{JobAct, JobCommand, JobEvent};
pub use decide::{PrintRefusal, decide};

use crate::{
    blank::Serial,
    case::SpoilCause,
    coded::coded,
    id::{AccountId, CardId, CaseId, JobId, PersonId, PlaceId, RunId},
};

coded! {
    /// How a printer is driven.
    pub enum PrintRoute {
        /// In the ministry's own program; Loket gives the list and takes the results.
        Ministry = "ministry",
        /// By our agent, over IPP (RFC 8011).
        Local = "local",
    }
}

coded! {
    /// Where a job stands.
    pub enum JobState {
        /// A blank is kept for it.
        Reserved = "reserved",
        /// It is on its way to the printer.
        Sending = "sending",
        /// The printer has it.
        Printing = "printing",
        /// The printer says that it is done, or that it failed; nobody has looked at the card.
        Reported = "reported",
        /// Nobody knows whether it was printed.
        Uncertain = "uncertain",
        /// The card was checked as good.
        Good = "good",
        /// The blank is spoiled.
        Spoiled = "spoiled",
        /// Taken out of the run, with its blank unused.
        TakenBack = "taken_back",
    }
}

impl JobState {
    /// Whether a blank is kept for the job.
    pub const fn open(self) -> bool {
        !matches!(self, Self::Good | Self::Spoiled | Self::TakenBack)
    }
}

coded! {
    /// What a printer said of a job.
    pub enum PrinterWord {
        /// It was printed to the end.
        Completed = "completed",
        /// It was broken off.
        Failed = "failed",
        /// It never reached the printer.
        NotSent = "not_sent",
    }
}

/// A job as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its identifier.
    pub id: JobId,
    /// Whose card.
    pub person: PersonId,
    /// For which case.
    pub case: CaseId,
    /// In which run.
    pub run: RunId,
    /// On which printer.
    pub printer: PlaceId,
    /// How that printer was driven on the day of the release.
    pub route: PrintRoute,
    /// Its place in the run, from 1.
    pub rank: i64,
    /// Where it stands.
    pub state: JobState,
    /// Since when.
    pub since: Timestamp,
    /// The printer's own number of it.
    pub printer_job: Option<i64>,
    /// What the printer said last, or why it is in doubt.
    pub detail: Option<String>,
    /// Who put it in doubt; somebody else closes it.
    pub doubted_by: Option<AccountId>,
    /// The chip of the blank, when it was read.
    pub serial: Option<Serial>,
    /// The good card.
    pub card: Option<CardId>,
    /// Why the blank was spoiled.
    pub cause: Option<SpoilCause>,
}

/// A run: what was released to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its identifier.
    pub id: RunId,
    /// Its number, from 1, in the office.
    pub number: i64,
    /// For which day.
    pub day: Date,
    /// The code of the policy by which it was drawn up.
    pub policy: String,
    /// How many jobs.
    pub jobs: i64,
    /// Who drew it up.
    pub planned_by: AccountId,
    /// Who released it.
    pub released_by: Option<AccountId>,
    /// When.
    pub released_at: Timestamp,
    /// Why it leaves the order of the law, when it does.
    pub override_reason: Option<String>,
}

/// A printer as the office set it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its place.
    pub place: PlaceId,
    /// How it is driven.
    pub route: PrintRoute,
    /// The most cards that it may print on a day, before it overheats.
    pub heat_cards_a_day: i64,
    /// What a card takes, seconds, until its own history says more.
    pub seconds_a_card: i64,
    /// Cards that it printed when its present ribbon was put in, counted over its life.
    pub ribbon_from: i64,
}

#[cfg(test)]
mod tests;
