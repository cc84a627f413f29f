//! What can be asked of a print job, and what happened to it.

use super::{PrintRoute, PrinterWord};
use crate::{
    blank::Serial,
    case::SpoilCause,
    coded::coded,
    id::{AccountId, CardId, CaseId, PlaceId, RunId},
};

/// A command to a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobCommand {
    /// The agent is about to send it.
    Send,
    /// The printer took it, under this number.
    Accept {
        /// The printer's own number.
        printer_job: i64,
    },
    /// The printer said something of it.
    Hear {
        /// What.
        word: PrinterWord,
        /// Its reasons, as it gives them.
        detail: String,
    },
    /// The answer was lost.
    Doubt {
        /// Who says so.
        by: AccountId,
        /// What is known.
        detail: String,
    },
    /// A person looked at the card: it is good.
    Check {
        /// Who.
        by: AccountId,
        /// The new card.
        card: CardId,
        /// The chip, when it was read.
        serial: Option<Serial>,
    },
    /// A person looked at the blank: it is spoiled.
    Spoil {
        /// Who.
        by: AccountId,
        /// Why.
        cause: SpoilCause,
        /// The chip, when it was read.
        serial: Option<Serial>,
    },
    /// Take it out of the run; its blank is unused, by the word of a person.
    TakeBack {
        /// Who.
        by: AccountId,
    },
}

coded! {
    /// The name of a command, for refusals.
    pub enum JobAct {
        /// [`JobCommand::Send`].
        Send = "send",
        /// [`JobCommand::Accept`].
        Accept = "accept",
        /// [`JobCommand::Hear`].
        Hear = "hear",
        /// [`JobCommand::Doubt`].
        Doubt = "doubt",
        /// [`JobCommand::Check`].
        Check = "check",
        /// [`JobCommand::Spoil`].
        Spoil = "spoil",
        /// [`JobCommand::TakeBack`].
        TakeBack = "take_back",
    }
}

impl JobCommand {
    /// The command's name.
    pub const fn act(&self) -> JobAct {
        match self {
            Self::Send => JobAct::Send,
            Self::Accept { .. } => JobAct::Accept,
            Self::Hear { .. } => JobAct::Hear,
            Self::Doubt { .. } => JobAct::Doubt,
            Self::Check { .. } => JobAct::Check,
            Self::Spoil { .. } => JobAct::Spoil,
            Self::TakeBack { .. } => JobAct::TakeBack,
        }
    }
}

/// An event of a job, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEvent {
    /// A run was released with it, and a blank kept for it.
    Reserved {
        /// The run.
        run: RunId,
        /// The case.
        case: CaseId,
        /// The printer.
        printer: PlaceId,
        /// How that is driven.
        route: PrintRoute,
        /// Its place in the run.
        rank: i64,
    },
    /// The agent was about to send it.
    Sent,
    /// The printer took it.
    Accepted {
        /// The printer's own number.
        printer_job: i64,
    },
    /// It never reached the printer and waits again.
    NotSent {
        /// Why.
        detail: String,
    },
    /// The printer said that it is done, or that it failed.
    Reported {
        /// What it said.
        word: PrinterWord,
        /// Its reasons.
        detail: String,
    },
    /// The answer was lost.
    Doubted {
        /// Who says so.
        by: AccountId,
        /// What is known.
        detail: String,
    },
    /// The card was checked as good.
    Checked {
        /// The card.
        card: CardId,
        /// The chip.
        serial: Option<Serial>,
    },
    /// The blank is spoiled.
    Spoiled {
        /// Why.
        cause: SpoilCause,
        /// The chip.
        serial: Option<Serial>,
    },
    /// It was taken out of the run, with its blank unused.
    TakenBack,
}
