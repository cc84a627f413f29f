//! A repair: one person's record that the centre will not let through until the office does something about it.
//!
//! What helps depends on the status (domain facts §1.3): records that failed are deleted at the centre and recorded again; of duplicates the
//! person chooses one; contradictions are validated. All of it is asked for by letter, and the answer may take months. A person has at most
//! one running repair. When a later status says that the record is on its way again, the repair has done its work.

mod apply;
mod command;
mod decide;
mod event;
mod next;

use jiff::{Timestamp, civil::Date};

pub use apply::apply;
pub use command::{RepairAct, RepairCommand};
pub use decide::{RepairRefusal, decide};
pub use event::RepairEvent;
pub use next::{RepairStep, next_step};

use crate::{
    central::{CentralCode, CentralPhase},
    coded::coded,
    id::{PersonId, RepairId},
};

coded! {
    /// How far a repair is.
    pub enum RepairStage {
        /// Opened; nothing was asked of the centre yet.
        Opened = "opened",
        /// A letter is on its way; an answer is due.
        LetterSent = "letter_sent",
        /// The answer is here; something follows from it.
        Replied = "replied",
        /// The person comes to be recorded again.
        Rerecording = "rerecording",
        /// It has ended.
        Closed = "closed",
    }
}

coded! {
    /// How a repair ended.
    pub enum RepairOutcome {
        /// The record goes on, or is printable.
        Solved = "solved",
        /// The person moved away or died: there is nothing left to repair here.
        Gone = "gone",
        /// It was opened by mistake.
        Mistaken = "mistaken",
    }
}

impl RepairStage {
    /// Whether the repair is not ended.
    pub const fn running(self) -> bool {
        !matches!(self, Self::Closed)
    }
}

/// A letter to the centre or to another office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairLetter {
    /// Its number, `470/123/Dukcapil/2022`.
    pub number: String,
    /// Its day.
    pub sent_on: Date,
    /// The day by which an answer is expected.
    pub reply_due: Date,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairReply {
    /// The day on which it came.
    pub on: Date,
    /// What it says.
    pub note: String,
}

/// A repair as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Its identifier.
    pub id: RepairId,
    /// Whose record.
    pub person: PersonId,
    /// The status for which it was opened.
    pub code: CentralCode,
    /// How far it is.
    pub stage: RepairStage,
    /// Since when.
    pub since: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The latest letter.
    pub letter: Option<RepairLetter>,
    /// The answer to it.
    pub reply: Option<RepairReply>,
    /// The day on which the person is to be recorded again.
    pub rerecord_on: Option<Date>,
    /// How it ended.
    pub outcome: Option<RepairOutcome>,
}

impl CentralCode {
    /// Whether the office can do something about it: all that needs repair, and a failed search, which is sent again or asked about.
    pub const fn repairable(self) -> bool {
        matches!(self.phase(), CentralPhase::NeedsRepair) || matches!(self, Self::SearchFailureAtCentral)
    }

    /// Whether a record in this status has left what was to be repaired. `UNREGISTERED` has not: it is what the centre says after it deleted
    /// the record, and the person must still be recorded again.
    pub const fn solves_repair(self) -> bool {
        self.recorded() && !self.repairable()
    }
}

#[cfg(test)]
mod tests;
