//! What happened to a notice.

use jiff::Timestamp;

use super::{Language, NoticePurpose, ReceiptOutcome};
use crate::{case::ToldBy, id::CaseId, person::Phone};

/// A notice as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// About which case.
    pub case: CaseId,
    /// Its number in the case.
    pub number: i64,
    /// What it says.
    pub purpose: NoticePurpose,
    /// In which language.
    pub language: Language,
    /// The version of its template.
    pub version: i64,
    /// The text.
    pub text: String,
    /// To which number.
    pub phone: Phone,
    /// Not sent before.
    pub send_from: Timestamp,
    /// Not sent after.
    pub deadline: Timestamp,
}

/// An event of a notice, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeEvent {
    /// It was written.
    Created(Box<NewNotice>),
    /// A person told the citizen instead.
    Told {
        /// About which case.
        case: CaseId,
        /// Its number in the case.
        number: i64,
        /// What was said.
        purpose: NoticePurpose,
        /// How.
        by: ToldBy,
    },
    /// It is about to be handed to a gateway.
    Begun {
        /// Which.
        route: String,
    },
    /// The gateway took it.
    Taken {
        /// Under this number of its own, where it gave one.
        reference: Option<String>,
    },
    /// The gateway did not take it now, or gave it back unsent.
    NotTaken {
        /// Why.
        detail: String,
        /// When it is tried again.
        again_at: Timestamp,
    },
    /// The gateway will never take it.
    Refused {
        /// Why.
        detail: String,
    },
    /// The gateway's answer was lost.
    Doubted {
        /// How.
        detail: String,
    },
    /// Nothing was heard of it for the set time: it is to be sent again, and may come twice.
    Repeated,
    /// A receipt came.
    Received {
        /// What it says.
        outcome: ReceiptOutcome,
    },
    /// No receipt came within the set time.
    Unanswered,
    /// Its deadline passed.
    GivenUp,
    /// It is not to be sent any more.
    Cancelled {
        /// Why.
        why: String,
    },
}
