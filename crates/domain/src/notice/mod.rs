//! A notice: one short message to one citizen about one case. The row comes first, then the message.
//!
//! ```text
//! waiting → sending → taken → delivered
//!    ↑ ↘       ↓         ↘ unanswered, expired, undeliverable (a later receipt may still upgrade them)
//!    ↑  given up, cancelled
//!    └───── uncertain: the answer was lost; asked after, or sent again after a set time and marked as possibly double
//! ```
//!
//! The model is that of GOV.UK Notify, with its weak points mended: a time-out never overwrites a receipt, a receipt may come late, doubled
//! and in any order, and the gateway is called outside of every transaction.

mod apply;
mod decide;
mod event;
mod gsm;
mod hours;
mod inbound;
mod template;

use jiff::Timestamp;

pub use apply::apply;
pub use decide::{NoticeCommand, NoticeRefusal, decide, decide_of_attempt};
pub use event::{NewNotice, NoticeEvent};
pub use gsm::{SEPTETS_MAX, gsm_text};
pub use hours::{Quiet, send_from};
pub use inbound::{Inbound, InboundEvent, InboundKind, InboundState, StoppedPhone, Wish, apply as apply_inbound, read_wish};
pub use template::{Filling, NoticeTemplate, fill};

use crate::{
    case::ToldBy,
    coded::coded,
    id::{CaseId, NoticeId, PersonId},
    person::Phone,
};

coded! {
    /// What a notice says.
    pub enum NoticePurpose {
        /// The case waits for blanks, and until when.
        Deferred = "deferred",
        /// The card lies ready.
        Ready = "ready",
        /// The card still lies there.
        Reminder = "reminder",
        /// The card lies at the village or the sub-district now.
        Moved = "moved",
        /// The holder may come, and the card is printed while he waits.
        Invited = "invited",
    }
}

impl NoticePurpose {
    /// Whether it tells that a card lies ready: such notices count for the ladder.
    pub const fn of_ladder(self) -> bool {
        matches!(self, Self::Ready | Self::Reminder)
    }
}

coded! {
    /// The language of a notice.
    pub enum Language {
        /// Indonesian.
        Indonesian = "id",
        /// English.
        English = "en",
    }
}

coded! {
    /// Where a notice stands.
    pub enum NoticeState {
        /// It is to be sent, at once or later.
        Waiting = "waiting",
        /// It is being handed to a gateway; nobody may send it besides.
        Sending = "sending",
        /// The gateway took it.
        Taken = "taken",
        /// No receipt came within the set time.
        Unanswered = "unanswered",
        /// The network gave up: the telephone was off for too long.
        Expired = "expired",
        /// There is no such number, or it takes no messages.
        Undeliverable = "undeliverable",
        /// It is on the telephone.
        Delivered = "delivered",
        /// The gateway's answer was lost: nobody knows whether it was taken.
        Uncertain = "uncertain",
        /// It could not be sent until its deadline.
        GivenUp = "given_up",
        /// It was not sent: the citizen wants none, or the case ended first.
        Cancelled = "cancelled",
        /// No message: a person told the citizen, and noted it.
        Told = "told",
    }
}

impl NoticeState {
    /// Whether the citizen counts as told. A lost answer never counts, nor what came back.
    pub const fn counted(self) -> bool {
        matches!(self, Self::Taken | Self::Unanswered | Self::Delivered | Self::Told)
    }

    /// Whether something is still to happen by itself.
    pub const fn open(self) -> bool {
        matches!(self, Self::Waiting | Self::Sending | Self::Uncertain)
    }
}

coded! {
    /// What a receipt says.
    pub enum ReceiptOutcome {
        /// It is on the telephone.
        Delivered = "delivered",
        /// The network gave up.
        Expired = "expired",
        /// The number takes none.
        Undeliverable = "undeliverable",
    }
}

/// A notice as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its identifier.
    pub id: NoticeId,
    /// To whom.
    pub person: PersonId,
    /// About which case.
    pub case: CaseId,
    /// Its number in the case, from 1; case and number are unique.
    pub number: i64,
    /// What it says.
    pub purpose: NoticePurpose,
    /// In which language.
    pub language: Language,
    /// The version of its template.
    pub version: i64,
    /// The text; empty when a person told the citizen.
    pub text: String,
    /// To which number; `None` when a person told the citizen.
    pub phone: Option<Phone>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Not sent before.
    pub send_from: Timestamp,
    /// Not sent after.
    pub deadline: Timestamp,
    /// Where it stands.
    pub state: NoticeState,
    /// Since when.
    pub since: Timestamp,
    /// How often it was handed to a gateway.
    pub attempts: i64,
    /// The gateway that had it last.
    pub route: Option<String>,
    /// The gateway's own number for it.
    pub reference: Option<String>,
    /// When a gateway took it, or a person told the citizen.
    pub taken_at: Option<Timestamp>,
    /// What was last said of it: by the gateway, or why it was cancelled.
    pub detail: Option<String>,
    /// It was sent again, or given up, after a lost answer: the citizen may have it twice, or it and the next one.
    pub possibly_double: bool,
    /// How the citizen was told, when it was by a person.
    pub told_by: Option<ToldBy>,
}

#[cfg(test)]
mod tests;
