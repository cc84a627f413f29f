//! What a notice answers to a command.

use jiff::Timestamp;

use super::{Notice, NoticeEvent, NoticePurpose, NoticeState as S, ReceiptOutcome};

/// A command to a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeCommand {
    /// It is about to be handed to a gateway.
    Begin {
        /// Which.
        route: String,
    },
    /// The gateway took it under this number.
    Take {
        /// The number, where the gateway gave one.
        reference: Option<String>,
    },
    /// The gateway did not take it now.
    PutOff {
        /// Why.
        detail: String,
        /// When it is tried again.
        again_at: Timestamp,
    },
    /// It was taken back from the gateway, which had not begun to send it.
    Withdraw {
        /// Why it lay there.
        detail: String,
        /// When it is tried again.
        again_at: Timestamp,
    },
    /// The gateway will never take it.
    Refuse {
        /// Why.
        detail: String,
    },
    /// The gateway's answer was lost, or whoever sent it is gone.
    Doubt {
        /// How.
        detail: String,
    },
    /// Nothing was heard of a lost answer for the set time.
    Repeat,
    /// A receipt came.
    Receive {
        /// What it says.
        outcome: ReceiptOutcome,
    },
    /// No receipt came within the set time.
    TimeOut,
    /// The deadline passed.
    GiveUp,
    /// It is not to be sent any more.
    Cancel {
        /// Why.
        why: String,
    },
}

/// Why a notice is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeRefusal {
    /// There is no such notice.
    NoSuchNotice,
    /// The citizen gave no mobile number.
    NoPhone,
    /// The number wants no messages.
    Stopped,
    /// No template covers this purpose and day.
    NoTemplate {
        /// The purpose.
        purpose: NoticePurpose,
    },
    /// The case ended, or there is nothing of this kind to be said about it.
    NothingToSay,
    /// A notice of this kind waits already.
    AlreadyWaiting,
    /// There is no such message in the inbox.
    NoSuchMessage,
    /// Somebody else dealt with the message.
    MessageClosed,
}

impl NoticeRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchNotice => "NOTICE-0001",
            Self::NoPhone => "NOTICE-0002",
            Self::Stopped => "NOTICE-0003",
            Self::NoTemplate { .. } => "NOTICE-0004",
            Self::NothingToSay => "NOTICE-0005",
            Self::AlreadyWaiting => "NOTICE-0006",
            Self::NoSuchMessage => "NOTICE-0007",
            Self::MessageClosed => "NOTICE-0008",
        }
    }
}

/// Decides a command. `None` when it changes nothing: a gateway's word that comes twice, late, or for something that is settled.
pub fn decide(notice: &Notice, command: &NoticeCommand) -> Option<NoticeEvent> {
    match (notice.state, command) {
        (S::Waiting, NoticeCommand::Begin { route }) => Some(NoticeEvent::Begun { route: route.clone() }),
        (S::Sending | S::Uncertain, NoticeCommand::Take { reference }) => Some(NoticeEvent::Taken { reference: reference.clone() }),
        (S::Sending | S::Uncertain, NoticeCommand::PutOff { detail, again_at })
        | (S::Taken, NoticeCommand::Withdraw { detail, again_at }) => {
            Some(NoticeEvent::NotTaken { detail: detail.clone(), again_at: *again_at })
        }
        (S::Sending | S::Uncertain, NoticeCommand::Refuse { detail }) => Some(NoticeEvent::Refused { detail: detail.clone() }),
        (S::Sending, NoticeCommand::Doubt { detail }) => Some(NoticeEvent::Doubted { detail: detail.clone() }),
        (S::Uncertain, NoticeCommand::Repeat) => Some(NoticeEvent::Repeated),
        // The network gave one attempt up; the next is to be made.
        (S::Waiting, NoticeCommand::Receive { outcome: ReceiptOutcome::Expired }) => None,
        (state, NoticeCommand::Receive { outcome }) => {
            let better = rank(state)? < rank((*outcome).into())?;
            better.then_some(NoticeEvent::Received { outcome: *outcome })
        }
        (S::Taken, NoticeCommand::TimeOut) => Some(NoticeEvent::Unanswered),
        (S::Waiting | S::Uncertain, NoticeCommand::GiveUp) => Some(NoticeEvent::GivenUp),
        (S::Waiting, NoticeCommand::Cancel { why }) => Some(NoticeEvent::Cancelled { why: why.clone() }),
        _ => None,
    }
}

/// Decides what was said of one attempt. Of an earlier one only counts that it arrived: a later one is under way.
pub fn decide_of_attempt(notice: &Notice, attempt: i64, command: &NoticeCommand) -> Option<NoticeEvent> {
    let arrived = matches!(command, NoticeCommand::Receive { outcome: ReceiptOutcome::Delivered });
    if attempt == notice.attempts || arrived && attempt < notice.attempts { decide(notice, command) } else { None }
}

/// How much is known of what became of a message: a receipt only ever adds to it, so that receipts may come in any order. `None` for what
/// no gateway has.
const fn rank(state: S) -> Option<u8> {
    match state {
        S::Sending | S::Uncertain | S::GivenUp | S::Taken => Some(0),
        S::Unanswered => Some(1),
        S::Expired => Some(2),
        S::Undeliverable => Some(3),
        S::Delivered => Some(4),
        // What waits again after a lost answer may have been taken the first time.
        S::Waiting => Some(0),
        S::Cancelled | S::Told => None,
    }
}
