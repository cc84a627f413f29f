//! Central status: what the ministry's data centre last said of a person's record.
//!
//! Loket only observes it. Codes may come late, out of order or go backwards; every observation is kept, and the one with the latest
//! day counts (the later entry when two bear the same day).

use crate::coded::coded;

coded! {
    /// The status codes of the recording chain, as the ministry's systems write them.
    pub enum CentralCode {
        /// In the register, no biometrics yet.
        Unregistered = "UNREGISTERED",
        /// Recorded at the office, not yet sent.
        BioCaptured = "BIO_CAPTURED",
        /// Being packaged for sending.
        Processing = "PROCESSING",
        /// Sent to the centre.
        SentForEnrollment = "SENT_FOR_ENROLLMENT",
        /// Arrived at the centre.
        ReceivedAtCentral = "RECEIVED_AT_CENTRAL",
        /// Being compared with everybody else.
        SentForDedup = "SENT_FOR_DEDUP",
        /// Biometrics incomplete or unreadable, found at the centre.
        EnrollFailureAtCentral = "ENROLL_FAILURE_AT_CENTRAL",
        /// The same, found at the regency.
        EnrollFailureAtRegional = "ENROLL_FAILURE_AT_REGIONAL",
        /// The centre's search failed.
        SearchFailureAtCentral = "SEARCH_FAILURE_AT_CENTRAL",
        /// Similar to somebody, undecided.
        AdjudicateRecord = "ADJUDICATE_RECORD",
        /// Contradicting data, the regency must validate.
        RequestValidation = "REQUEST_VALIDATION",
        /// Biometrics are enrolled under another NIK.
        DuplicateRecord = "DUPLICATE_RECORD",
        /// Unique and printable.
        PrintReadyRecord = "PRINT_READY_RECORD",
        /// In a print job of the ministry's application.
        SentForCardPrinting = "SENT_FOR_CARD_PRINTING",
        /// Printed.
        CardPrinted = "CARD_PRINTED",
        /// Shipped; many records of the mass printing of 2011–13 stop here.
        CardShipped = "CARD_SHIPPED",
        /// Handed over and active.
        CardIssued = "CARD_ISSUED",
    }
}

coded! {
    /// Where in the chain a code stands, and who can act on it.
    pub enum CentralPhase {
        /// Nothing recorded yet: the office invites the person.
        NotRecorded = "not_recorded",
        /// On its way or being compared: the office watches.
        InProgress = "in_progress",
        /// Stuck until the office repairs it.
        NeedsRepair = "needs_repair",
        /// A card may be printed.
        Printable = "printable",
    }
}

impl CentralCode {
    /// The phase of this code.
    pub const fn phase(self) -> CentralPhase {
        match self {
            Self::Unregistered => CentralPhase::NotRecorded,
            Self::BioCaptured
            | Self::Processing
            | Self::SentForEnrollment
            | Self::ReceivedAtCentral
            | Self::SentForDedup
            | Self::SearchFailureAtCentral => CentralPhase::InProgress,
            Self::EnrollFailureAtCentral
            | Self::EnrollFailureAtRegional
            | Self::AdjudicateRecord
            | Self::RequestValidation
            | Self::DuplicateRecord => CentralPhase::NeedsRepair,
            Self::PrintReadyRecord | Self::SentForCardPrinting | Self::CardPrinted | Self::CardShipped | Self::CardIssued => {
                CentralPhase::Printable
            }
        }
    }

    /// Whether the record was made and no card may be printed yet: it is on its way, or stuck.
    pub const fn unfinished(self) -> bool {
        matches!(self.phase(), CentralPhase::InProgress | CentralPhase::NeedsRepair)
    }

    /// Whether the person counts as recorded (sudah rekam).
    pub const fn recorded(self) -> bool {
        !matches!(self.phase(), CentralPhase::NotRecorded)
    }
}
