//! What can be asked of a repair.

use jiff::civil::Date;

use super::RepairOutcome;
use crate::{central::CentralCode, coded::coded, id::PersonId, person::Life};

/// A command to a repair. `decide` answers with an event, nothing, or a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepairCommand {
    /// Open it.
    Open {
        /// Whose record.
        person: PersonId,
        /// Whether the person lives in this register.
        life: Life,
        /// The latest central status.
        central: Option<CentralCode>,
    },
    /// A letter was sent; a later one replaces it as a reminder.
    SendLetter {
        /// Its number.
        number: String,
        /// Its day.
        on: Date,
        /// The day by which an answer is expected.
        reply_due: Date,
    },
    /// The answer came.
    NoteReply {
        /// When.
        on: Date,
        /// What it says.
        note: String,
    },
    /// The person is to be recorded again; a later day replaces an earlier one.
    AppointRerecording {
        /// When.
        on: Date,
    },
    /// End it.
    Close {
        /// How it ended.
        outcome: RepairOutcome,
    },
    /// The centre's status of the person is this now.
    Follow {
        /// The code.
        code: CentralCode,
    },
}

coded! {
    /// The name of a command, for refusals.
    pub enum RepairAct {
        /// [`RepairCommand::Open`].
        Open = "open",
        /// [`RepairCommand::SendLetter`].
        SendLetter = "send_letter",
        /// [`RepairCommand::NoteReply`].
        NoteReply = "note_reply",
        /// [`RepairCommand::AppointRerecording`].
        Appoint = "appoint",
        /// [`RepairCommand::Close`].
        Close = "close",
        /// [`RepairCommand::Follow`].
        Follow = "follow",
    }
}

impl RepairCommand {
    /// The command's name.
    pub const fn act(&self) -> RepairAct {
        match self {
            Self::Open { .. } => RepairAct::Open,
            Self::SendLetter { .. } => RepairAct::SendLetter,
            Self::NoteReply { .. } => RepairAct::NoteReply,
            Self::AppointRerecording { .. } => RepairAct::Appoint,
            Self::Close { .. } => RepairAct::Close,
            Self::Follow { .. } => RepairAct::Follow,
        }
    }
}
