//! What a notice needs of a gateway.

use domain::{id::NoticeId, person::Phone};
use jiff::Timestamp;

/// A message on its way to a gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The notice; gateways that can carry it along.
    pub id: NoticeId,
    /// Which attempt this is, from 1.
    pub attempt: i64,
    /// To which number.
    pub to: Phone,
    /// The text.
    pub text: String,
    /// After this instant it is of no use.
    pub deadline: Timestamp,
}

/// What a gateway answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It took the message, under this number of its own.
    Taken {
        /// The number, unique at this gateway.
        reference: String,
    },
    /// It did not take it and might later: throttled, without a network, not to be reached.
    Busy {
        /// Why.
        detail: String,
    },
    /// It will never take it: no such number.
    Refused {
        /// Why.
        detail: String,
    },
    /// Nobody knows whether it took it.
    Lost {
        /// Why not.
        detail: String,
    },
}

/// A way for messages to citizens. Calls are made outside of every transaction and may take their time, up to the rule's limit of a call.
pub trait Gateway: Send + Sync {
    /// Its name, which stays the same.
    fn name(&self) -> &str;
    /// Hands a message over.
    fn send(&self, message: &Message) -> Answer;
    /// What became of an attempt whose answer was lost; `None` when the gateway cannot tell. [`Answer::Busy`] says that it never took it.
    fn ask(&self, notice: NoticeId, attempt: i64) -> Option<Answer>;
}
