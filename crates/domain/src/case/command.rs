//! What can be asked of a case.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Damage, DeferReason, OldCard, Purpose, Receipt, SpoilCause, ToldBy};
use crate::{
    central::CentralCode,
    coded::coded,
    id::{CardId, PersonId, PlaceId},
    person::Life,
    rule::{Document, Requirement},
};

/// A command to a case. `decide` answers with events or a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseCommand {
    /// Open it.
    Open(Box<OpenCase>),
    /// Take in documents that were missing.
    AddDocuments {
        /// What was handed in now.
        documents: BTreeSet<Document>,
        /// The person's latest central status.
        central: Option<CentralCode>,
    },
    /// The person's biometrics were recorded.
    RecordBiometrics,
    /// The centre's status of the person is this now.
    ObserveCentral {
        /// The code.
        code: CentralCode,
    },
    /// Have it wait for blanks.
    Defer {
        /// Why.
        reason: DeferReason,
        /// The letter of the rule.
        rule: String,
        /// The day on which it is looked at again.
        until: Date,
    },
    /// The citizen was told that the case waits.
    Tell {
        /// How.
        by: ToldBy,
    },
    /// A run was released with it.
    Assign {
        /// On which printer.
        printer: PlaceId,
    },
    /// It was taken out of its run.
    TakeBack,
    /// A card was printed and checked as good.
    RecordPrint {
        /// The new card.
        card: CardId,
        /// Where.
        printer: PlaceId,
    },
    /// A print attempt spoiled a blank.
    RecordSpoil {
        /// Where.
        printer: PlaceId,
        /// Why.
        cause: SpoilCause,
    },
    /// The card goes on a shelf.
    Shelve {
        /// Which.
        shelf: PlaceId,
    },
    /// The card goes to the office of the holder's village, to be collected there.
    Forward {
        /// Which.
        village: PlaceId,
    },
    /// The card leaves with a batch.
    SendOn,
    /// The card is lost in the office's keeping: another is printed.
    LoseCard,
    /// The holder receives the card.
    HandOver(HandOver),
    /// End it without a card.
    Cancel {
        /// Why, in words.
        reason: String,
    },
}

coded! {
    /// The name of a command, for refusals and the journal.
    pub enum CaseAct {
        /// [`CaseCommand::Open`].
        Open = "open",
        /// [`CaseCommand::AddDocuments`].
        AddDocuments = "add_documents",
        /// [`CaseCommand::RecordBiometrics`].
        RecordBiometrics = "record_biometrics",
        /// [`CaseCommand::ObserveCentral`].
        ObserveCentral = "observe_central",
        /// [`CaseCommand::Defer`].
        Defer = "defer",
        /// [`CaseCommand::Tell`].
        Tell = "tell",
        /// [`CaseCommand::Assign`].
        Assign = "assign",
        /// [`CaseCommand::TakeBack`].
        TakeBack = "take_back",
        /// [`CaseCommand::RecordPrint`] and [`CaseCommand::RecordSpoil`].
        Print = "print",
        /// [`CaseCommand::Shelve`].
        Shelve = "shelve",
        /// [`CaseCommand::Forward`].
        Forward = "forward",
        /// [`CaseCommand::SendOn`].
        SendOn = "send_on",
        /// [`CaseCommand::LoseCard`].
        LoseCard = "lose_card",
        /// [`CaseCommand::HandOver`].
        HandOver = "hand_over",
        /// [`CaseCommand::Cancel`].
        Cancel = "cancel",
    }
}

impl CaseCommand {
    /// The command's name.
    pub const fn act(&self) -> CaseAct {
        match self {
            Self::Open(_) => CaseAct::Open,
            Self::AddDocuments { .. } => CaseAct::AddDocuments,
            Self::RecordBiometrics => CaseAct::RecordBiometrics,
            Self::ObserveCentral { .. } => CaseAct::ObserveCentral,
            Self::Defer { .. } => CaseAct::Defer,
            Self::Tell { .. } => CaseAct::Tell,
            Self::Assign { .. } => CaseAct::Assign,
            Self::TakeBack => CaseAct::TakeBack,
            Self::RecordPrint { .. } | Self::RecordSpoil { .. } => CaseAct::Print,
            Self::Shelve { .. } => CaseAct::Shelve,
            Self::Forward { .. } => CaseAct::Forward,
            Self::SendOn => CaseAct::SendOn,
            Self::LoseCard => CaseAct::LoseCard,
            Self::HandOver(_) => CaseAct::HandOver,
            Self::Cancel { .. } => CaseAct::Cancel,
        }
    }
}

/// Everything that opening a case needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCase {
    /// Whose card.
    pub person: PersonId,
    /// The number for the receipt, drawn beforehand.
    pub receipt: Receipt,
    /// Why a card is needed.
    pub purpose: Purpose,
    /// Graded for a damaged card.
    pub damage: Option<Damage>,
    /// Print priority from the rule of the day.
    pub class: i64,
    /// The counter.
    pub site: PlaceId,
    /// What the rule of the day asks for.
    pub requirements: Vec<Requirement>,
    /// What was handed in.
    pub documents: BTreeSet<Document>,
    /// What is known of the person.
    pub facts: PersonFacts,
}

/// What a decision needs to know of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// Life status.
    pub life: Life,
    /// The day from which recording is allowed, when that lies ahead or behind (16th birthday); `None` for the married.
    pub recordable_from: Option<Date>,
    /// The day from which a card may be printed (17th birthday); `None` for the married.
    pub print_from: Option<Date>,
    /// The latest central status.
    pub central: Option<CentralCode>,
    /// The receipt of a case that is open already.
    pub open_case: Option<Receipt>,
    /// Whether the person has a valid card from this office.
    pub valid_card: bool,
}

/// How a card is handed to its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The officer compared the person with the record.
    pub identity: Identity,
    /// What came back for it.
    pub old_card: OldCard,
}

coded! {
    /// Whether the officer made sure who stands at the counter.
    pub enum Identity {
        /// Compared and found to be the holder.
        Checked = "checked",
        /// Not compared.
        Unchecked = "unchecked",
    }
}
