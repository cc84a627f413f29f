//! A case (permohonan): one person's one card, from request to hand.
//!
//! ```text
//! opened → waiting for recording → waiting for the centre → ready to print ⇄ in a run → printed → on a shelf → collected
//!                                                            ⇅          ↗ ↺ spoiled                 ⇅          ↗
//!                                                          deferred              on the way ⇄ at a village or sub-district office
//!
//! A printed card that is lost in the office's keeping leads back to ready to print.
//!
//! A case without a card can be cancelled in any open state.
//! ```

mod apply;
mod command;
mod decide;
mod event;
mod next;
mod receipt;

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};

pub use apply::apply;
pub use command::{CaseAct, CaseCommand, HandOver, Identity, OpenCase, PersonFacts};
pub use decide::{CaseRefusal, decide};
pub use event::CaseEvent;
pub use next::{NextStep, next_step};
pub use receipt::{Receipt, pin_from};

use crate::{
    coded::coded,
    id::{CardId, CaseId, PersonId, PlaceId},
    rule::{Document, Requirement},
};

coded! {
    /// Why the person needs a card (Perpres 96/2018; product row A3).
    pub enum Purpose {
        /// First card (pemula).
        First = "first",
        /// The card was lost.
        Lost = "lost",
        /// The card is damaged.
        Damaged = "damaged",
        /// Data on the card changed.
        Changed = "changed",
        /// Moved in from another regency (pindah datang).
        MovedIn = "moved_in",
        /// The area was renamed or split.
        AreaRenamed = "area_renamed",
        /// A temporary letter is exchanged for a card.
        SuketToCard = "suket_to_card",
    }
}

coded! {
    /// How badly a damaged card is damaged, graded at intake.
    pub enum Damage {
        /// It can still be read and used: advice and a later date.
        Usable = "usable",
        /// It cannot.
        Unusable = "unusable",
    }
}

coded! {
    /// Where a case stands. It changes only by a named command.
    pub enum CaseState {
        /// Opened, documents are missing.
        Opened = "opened",
        /// Documents complete, biometrics not recorded.
        WaitingRecording = "waiting_recording",
        /// Recorded, the centre has not said that a card may be printed.
        WaitingCentral = "waiting_central",
        /// A card may be printed.
        ReadyToPrint = "ready_to_print",
        /// A card may be printed, and a rule has it wait for blanks.
        Deferred = "deferred",
        /// In a released print run.
        InRun = "in_run",
        /// A good card exists and lies where it was printed.
        Printed = "printed",
        /// The card lies on a shelf.
        OnShelf = "on_shelf",
        /// The card is on its way with a batch.
        OnTheWay = "on_the_way",
        /// The card lies at the office of the holder's village or sub-district.
        AtVillage = "at_village",
        /// The holder has the card.
        Collected = "collected",
        /// Ended without a card, with a reason.
        Cancelled = "cancelled",
    }
}

impl CaseState {
    /// Whether the case still waits for something.
    pub const fn open(self) -> bool {
        !matches!(self, Self::Collected | Self::Cancelled)
    }
}

coded! {
    /// Why a print attempt cost a blank without making a card (letter 400.8.1.2/202241/Dukcapil, Dec 2022).
    pub enum SpoilCause {
        /// The chip could not be encoded.
        FailedEncode = "failed_encode",
        /// The picture or text failed.
        FailedPrint = "failed_print",
        /// The blank has no chip.
        NoChip = "no_chip",
        /// Another defect of the blank.
        Defect = "defect",
    }
}

coded! {
    /// Why a case that could be printed waits.
    pub enum DeferReason {
        /// The blanks that are left are kept for higher classes.
        Reserved = "reserved",
        /// It may be printed only from its own allotment, which is empty.
        OwnAllotment = "own_allotment",
        /// There are no blanks.
        NoBlanks = "no_blanks",
    }
}

coded! {
    /// How a citizen was told.
    pub enum ToldBy {
        /// At the counter.
        Counter = "counter",
        /// By telephone.
        Phone = "phone",
        /// Through the village office.
        Village = "village",
        /// By a message.
        Message = "message",
    }
}

/// Why and until when a case waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deferral {
    /// Why.
    pub reason: DeferReason,
    /// The letter of the rule.
    pub rule: String,
    /// The day on which it is looked at again.
    pub until: Date,
    /// When the citizen was told, and how.
    pub told: Option<(Timestamp, ToldBy)>,
}

coded! {
    /// How a recording became known.
    pub enum RecordedBy {
        /// An operator of this office recorded the person.
        Operator = "operator",
        /// The centre's status says that the person is recorded.
        Centre = "centre",
    }
}

coded! {
    /// What the person gave back for the new card.
    pub enum OldCard {
        /// The old card, surrendered.
        Surrendered = "surrendered",
        /// A police letter of loss instead.
        PoliceLetter = "police_letter",
        /// The temporary letter (suket) that it replaces.
        Suket = "suket",
        /// There never was one.
        None = "none",
    }
}

/// A case as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its identifier.
    pub id: CaseId,
    /// Whose card.
    pub person: PersonId,
    /// The number on the receipt.
    pub receipt: Receipt,
    /// Why.
    pub purpose: Purpose,
    /// Graded only for a damaged card.
    pub damage: Option<Damage>,
    /// Print priority, 1 first; from the rule of the day of opening.
    pub class: i64,
    /// The counter at which it was opened.
    pub site: PlaceId,
    /// Where it stands.
    pub state: CaseState,
    /// Since when.
    pub since: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// What the rule of the day of opening asks for.
    pub requirements: Vec<Requirement>,
    /// What was handed in.
    pub documents: BTreeSet<Document>,
    /// The first day on which a card may be printed, when the holder was under 17 (record at 16, print at 17).
    pub print_from: Option<Date>,
    /// Blanks spoiled in earlier attempts.
    pub spoiled: i64,
    /// Why it waits, while it is deferred.
    pub deferral: Option<Deferral>,
    /// The good card.
    pub card: Option<CardId>,
    /// The shelf on which it lies.
    pub shelf: Option<PlaceId>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
}

impl Case {
    /// The requirements that nothing handed in satisfies yet.
    pub fn missing(&self) -> Vec<&Requirement> {
        self.requirements.iter().filter(|requirement| !requirement.met_by(&self.documents)).collect()
    }
}

#[cfg(test)]
mod tests;
