//! What happened to a case.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Damage, DeferReason, OldCard, Purpose, Receipt, RecordedBy, SpoilCause, ToldBy};
use crate::{
    id::{CardId, PersonId, PlaceId},
    rule::{Document, Requirement},
};

/// An event of a case, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseEvent {
    /// The case was opened.
    Opened {
        /// Whose card.
        person: PersonId,
        /// The receipt's number.
        receipt: Receipt,
        /// Why.
        purpose: Purpose,
        /// Graded for a damaged card.
        damage: Option<Damage>,
        /// Print priority.
        class: i64,
        /// The counter.
        site: PlaceId,
        /// What the rule asked for.
        requirements: Vec<Requirement>,
        /// What was handed in.
        documents: BTreeSet<Document>,
        /// The 17th birthday of an unmarried holder: no card before it.
        print_from: Option<Date>,
    },
    /// More documents came in.
    DocumentsAdded {
        /// What came.
        documents: BTreeSet<Document>,
    },
    /// The documents are complete.
    Verified,
    /// The person's biometrics are recorded.
    Recorded {
        /// Who says so.
        by: RecordedBy,
    },
    /// The centre allows a card.
    PrintReady,
    /// The centre allows it no more: a later status says otherwise.
    PrintWithdrawn,
    /// A rule has it wait for blanks.
    Deferred {
        /// Why.
        reason: DeferReason,
        /// The letter of the rule.
        rule: String,
        /// The day on which it is looked at again.
        until: Date,
    },
    /// The citizen was told that it waits.
    Told {
        /// How.
        by: ToldBy,
    },
    /// A run was released with it.
    Assigned {
        /// On which printer.
        printer: PlaceId,
    },
    /// It was taken out of its run.
    TakenBack,
    /// An attempt spoiled a blank.
    PrintSpoiled {
        /// Where.
        printer: PlaceId,
        /// Why.
        cause: SpoilCause,
    },
    /// A good card was printed.
    Printed {
        /// The card.
        card: CardId,
        /// Where.
        printer: PlaceId,
    },
    /// The card was put on a shelf.
    Shelved {
        /// Which.
        shelf: PlaceId,
    },
    /// The card went to a village office.
    Forwarded {
        /// Which.
        village: PlaceId,
    },
    /// The card left with a batch.
    SentOn,
    /// The card was lost in the office's keeping.
    CardLost,
    /// The holder received the card.
    Collected {
        /// What came back for it.
        old_card: OldCard,
    },
    /// The case ended without a card.
    Cancelled {
        /// Why.
        reason: String,
    },
}
