//! The port behind which messages to residents leave, and by which receipts and answers come in.
//!
//! A gateway is outside: every call here is made outside any transaction. What is to be sent is durable before [`Gateway::send`] is called, and
//! what a gateway said is written down after it returned; a process that dies between the two leaves an attempt whose answer is lost, the same
//! as [`Handed::Lost`].

use std::{error::Error, time::Duration};

/// A message on its way out.
#[derive(Clone, Copy)]
pub struct Outgoing<'a> {
    /// Our number of this attempt: unique, 1 to 64 ASCII letters, digits and hyphens. It comes back in [`Inward::Receipt`] where the gateway can
    /// carry it. Another attempt at the same message has another one.
    pub reference: &'a str,
    /// The recipient's number with `+` and country code, 8 to 15 digits (ITU-T E.164), as +628123456789.
    pub to: &'a str,
    /// What the recipient reads. `domain::gsm` counts its parts; the rule of the house is one.
    pub text: &'a str,
    /// For how long the network may try, where the gateway can tell it: a message that is no longer true is not to arrive.
    pub valid_for: Duration,
}

/// What a gateway said to a message. Reasons are for staff and logs: they hold no phone number and no text of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handed {
    /// The gateway has it. A receipt follows, sooner or later, where the gateway gives any.
    Taken {
        /// The gateway's own number of the message, which its receipts may name instead of our reference; where it gives one.
        id: Option<String>,
    },
    /// The gateway did not take it.
    Refused {
        /// True: the same message can never pass (a wrong number). False: somebody must mend something first (a wrong password, no credit).
        permanent: bool,
        /// What the gateway said.
        reason: String,
    },
    /// Throttled or not reachable: surely not taken, and to be tried again.
    Busy {
        /// How long the gateway wishes not to be asked; `None` leaves it to the caller.
        retry_after: Option<Duration>,
        /// What happened.
        reason: String,
    },
    /// Perhaps taken: the request went out, wholly or in part, and no answer came. [`Gateway::ask`] may know more; whoever sends again may send
    /// twice.
    Lost {
        /// What happened.
        reason: String,
    },
}

/// How far a message is that a gateway took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptState {
    /// On its way; the gateway still tries.
    Underway,
    /// The network says that the phone has it. Final, whatever comes afterwards.
    Delivered,
    /// The gateway gave it up.
    Failed {
        /// True: there is no such number, or the network refuses it. False: not now (the phone is off or full).
        permanent: bool,
    },
}

/// What came in. Each may come several times, and receipts in any order: whoever keeps them is idempotent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inward {
    /// What became of a message. At least one of the two numbers is there.
    Receipt {
        /// Our number of the attempt, where the gateway carried it.
        reference: Option<String>,
        /// The gateway's number of the message, as [`Handed::Taken`] had it.
        id: Option<String>,
        /// How far it is.
        state: ReceiptState,
        /// What the gateway said: free text, without phone number and text of the message.
        reason: String,
    },
    /// A text from a resident.
    Message {
        /// The sender's number: with `+` and country code where the gateway gives them, else as it gives it.
        from: String,
        /// What it says.
        text: String,
        /// The gateway's number of it, for not taking it twice; `None` where it gives none.
        id: Option<String>,
    },
}

/// What a gateway said when it was asked about an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It has the message, and this became of it, with its reason.
    Known(ReceiptState, String),
    /// It has the message and has not begun to send it, with its reason.
    Held(String),
    /// It has no such message: it was not taken.
    Unknown,
    /// It cannot say, or not now.
    CannotSay,
}

/// What came in could not be made durable.
#[derive(Debug, thiserror::Error)]
#[error("what came in was not kept")]
pub struct KeepFault(#[source] pub Box<dyn Error + Send + Sync>);

/// A gateway could not be read.
#[derive(Debug, thiserror::Error)]
pub enum GatewayFault {
    /// What came in could not be made durable; it stays with the gateway.
    #[error(transparent)]
    Keep(#[from] KeepFault),
    /// The gateway is not to be reached, or speaks otherwise than it should.
    #[error("the gateway is not to be read: {attempt}")]
    Outside {
        /// What was attempted.
        attempt: &'static str,
        /// Why it failed.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

/// A way out for messages. Calls block, for at most the waits of the gateway's settings, and may come from several threads.
pub trait Gateway: Send + Sync {
    /// Its name in settings, lists and logs.
    fn name(&self) -> &str;

    /// Hands a message over, once: it is never sent a second time by one call.
    fn send(&self, message: &Outgoing<'_>) -> Handed;

    /// What became of an attempt whose answer was lost or whose receipt does not come, where the gateway can say; `id` is the gateway's number,
    /// if it gave one. Changes nothing.
    fn ask(&self, reference: &str, id: Option<&str>) -> Asked;

    /// Takes a message back that is [`Asked::Held`]; says whether it was: then it is surely not sent.
    fn withdraw(&self, reference: &str) -> bool {
        let _ = reference;
        false
    }

    /// What came in and is not taken yet; says how much it was. `keep` makes each durable, and only then the gateway is told that it was taken. An
    /// error of `keep` leaves it, and what comes after it, with the gateway. To be called every few seconds: it keeps the connection alive where
    /// there is one. `keep` may call nothing of this gateway.
    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault>;
}
