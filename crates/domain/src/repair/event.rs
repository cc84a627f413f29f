//! What happened to a repair.

use jiff::civil::Date;

use super::RepairOutcome;
use crate::central::CentralCode;

/// An event of a repair, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepairEvent {
    /// It was opened.
    Opened {
        /// For which status.
        code: CentralCode,
    },
    /// A letter was sent.
    LetterSent {
        /// Its number.
        number: String,
        /// Its day.
        on: Date,
        /// The day by which an answer is expected.
        reply_due: Date,
    },
    /// The answer came.
    Replied {
        /// When.
        on: Date,
        /// What it says.
        note: String,
    },
    /// A day was set to record the person again.
    RerecordingAppointed {
        /// Which.
        on: Date,
    },
    /// It ended.
    Closed {
        /// How.
        outcome: RepairOutcome,
    },
}
