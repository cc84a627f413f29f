//! The life of an import, and why the rules refuse it.

use crate::coded::coded;

coded! {
    /// Where an import stands.
    pub enum ImportState {
        /// The file is in; somebody must say what its columns mean.
        Mapping = "mapping",
        /// Its rows are compared with the register.
        Checking = "checking",
        /// The preview is there and waits for a yes.
        Ready = "ready",
        /// It was said yes to; rows are being taken over.
        Applying = "applying",
        /// All rows are taken over.
        Done = "done",
        /// It was given up before it changed anything.
        Cancelled = "cancelled",
    }
}

/// Why an import says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportRefusal {
    /// There is no such import.
    NoSuchImport,
    /// It does not stand where that can be done.
    NotNow {
        /// Where it stands.
        state: ImportState,
    },
    /// The columns do not say enough: which is missing.
    ColumnMissing {
        /// The column.
        column: super::Column,
    },
    /// The register was changed by another import since this one was compared with it: compared anew, look again.
    Stale,
    /// Another import is being taken over.
    Busy,
    /// It would change so much that two people have to say yes, on its page.
    SecondPerson,
}

impl ImportRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchImport => "IMPORT-0001",
            Self::NotNow { .. } => "IMPORT-0002",
            Self::ColumnMissing { .. } => "IMPORT-0003",
            Self::Stale => "IMPORT-0004",
            Self::Busy => "IMPORT-0005",
            Self::SecondPerson => "IMPORT-0006",
        }
    }
}
