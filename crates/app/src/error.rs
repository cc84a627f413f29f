//! How a use case ends when it does not end well.

use std::{io, path::PathBuf};

use domain::{
    Refusal, batch::BatchRefusal, blank::BlankRefusal, case::CaseRefusal, closing::ClosingRefusal, id::ProposalId, intake::ImportRefusal,
    notice::NoticeRefusal, pickup::PickupRefusal, print::PrintRefusal, proposal::ProposalRefusal, question::QuestionRefusal,
    refusal::PersonRefusal, repair::RepairRefusal, suket::SuketRefusal,
};
use store::{LostRace, StoreFault};
use thiserror::Error;

/// A refusal, a conflict or a fault; never mixed.
#[derive(Debug, Error)]
pub enum AppError {
    /// The rules say no; nothing was changed.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// A rule puts the act under a second person: it was proposed, and nothing else was changed yet.
    #[error("proposed")]
    Proposed(ProposalId),
    /// The same idempotency key came with other content.
    #[error("the request's key was used for another request")]
    KeyReused,
    /// I/O broke.
    #[error("the store failed")]
    Fault(#[from] StoreFault),
}

impl AppError {
    /// A use case that ended in a programming error.
    pub fn panicked() -> Self {
        Self::Fault(StoreFault::Panicked)
    }

    /// A file outside of the store could not be written or read.
    pub const fn file(attempt: &'static str, path: PathBuf, source: io::Error) -> Self {
        Self::Fault(StoreFault::File { attempt, path, source })
    }

    /// A paper could not be typeset; `what` names no person.
    pub fn paper(what: String) -> Self {
        Self::Fault(StoreFault::Corrupt(what))
    }

    /// Whether the disk refused a commit, so that the server is about to end.
    pub fn server_ends(&self) -> bool {
        matches!(self, Self::Fault(StoreFault::CommitFailed | StoreFault::WriterStopped))
    }

    /// Whether the disk has no room; the server goes on, and the same request can be sent again.
    pub fn disk_full(&self) -> bool {
        matches!(self, Self::Fault(fault) if fault.disk_full())
    }
}

impl LostRace for AppError {
    fn lost_race(&self) -> bool {
        matches!(self, Self::Fault(fault) if fault.lost_race())
    }

    fn disk_full(&self) -> bool {
        self.disk_full()
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The refusals of every aggregate.
macro_rules! refusals {
    ($($refusal:ty),+ $(,)?) => {$(
        impl From<$refusal> for AppError {
            fn from(refusal: $refusal) -> Self {
                Self::Refused(refusal.into())
            }
        }
    )+};
}

refusals!(
    BatchRefusal,
    NoticeRefusal,
    PickupRefusal,
    BlankRefusal,
    CaseRefusal,
    ClosingRefusal,
    ImportRefusal,
    PersonRefusal,
    PrintRefusal,
    ProposalRefusal,
    QuestionRefusal,
    RepairRefusal,
    SuketRefusal,
);
