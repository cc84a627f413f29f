//! Messages from citizens: the shared inbox of the office.

use jiff::Timestamp;

use crate::{
    case::Receipt,
    coded::coded,
    id::{AccountId, InboundId, PersonId},
    person::Phone,
};

coded! {
    /// What a citizen's message wants.
    pub enum InboundKind {
        /// Where is my card.
        Status = "status",
        /// No more messages.
        Stop = "stop",
        /// Something that a person must read.
        Other = "other",
    }
}

coded! {
    /// Where a message stands.
    pub enum InboundState {
        /// Nobody read it yet.
        Open = "open",
        /// The program answered or obeyed.
        Answered = "answered",
        /// Somebody dealt with it.
        Closed = "closed",
    }
}

/// A message from a citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbound {
    /// Its identifier.
    pub id: InboundId,
    /// The person, when the number belongs to one.
    pub person: Option<PersonId>,
    /// From which number; as the network gave it, when it is no Indonesian mobile number.
    pub phone: String,
    /// What it says.
    pub text: String,
    /// What it wants.
    pub kind: InboundKind,
    /// When it came.
    pub received_at: Timestamp,
    /// The gateway and its own number for it: what comes twice is kept once.
    pub reference: String,
    /// Where it stands.
    pub state: InboundState,
    /// What was answered.
    pub reply: Option<String>,
    /// Who dealt with it.
    pub closed_by: Option<AccountId>,
}

/// An event of a message from a citizen, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InboundEvent {
    /// It came.
    Received {
        /// From which number.
        phone: String,
        /// What it says.
        text: String,
        /// What it wants.
        kind: InboundKind,
        /// Gateway and its number.
        reference: String,
    },
    /// The program answered it. An answer is sent at most once.
    Answered {
        /// The answer.
        reply: String,
    },
    /// Somebody dealt with it.
    Closed {
        /// Who.
        by: AccountId,
        /// What was done, in words.
        note: String,
    },
}

/// Folds one event, that happened at `at`, into the message.
pub fn apply(inbound: Option<Inbound>, id: InboundId, person: Option<PersonId>, event: &InboundEvent, at: Timestamp) -> Option<Inbound> {
    match event {
        InboundEvent::Received { phone, text, kind, reference } => Some(Inbound {
            id,
            person,
            phone: phone.clone(),
            text: text.clone(),
            kind: *kind,
            received_at: at,
            reference: reference.clone(),
            state: InboundState::Open,
            reply: None,
            closed_by: None,
        }),
        InboundEvent::Answered { reply } => Some(Inbound { state: InboundState::Answered, reply: Some(reply.clone()), ..inbound? }),
        InboundEvent::Closed { by, note } => {
            Some(Inbound { state: InboundState::Closed, reply: Some(note.clone()), closed_by: Some(*by), ..inbound? })
        }
    }
}

/// What a citizen's message asks of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// `STATUS <receipt> <pin>`.
    Status(Option<Receipt>, String),
    /// `STOP`, `BERHENTI`.
    Stop,
    /// Anything else.
    Other,
}

impl Wish {
    /// The kind that the inbox shows.
    pub const fn kind(&self) -> InboundKind {
        match self {
            Self::Status(..) => InboundKind::Status,
            Self::Stop => InboundKind::Stop,
            Self::Other => InboundKind::Other,
        }
    }
}

/// Reads a message: case and blanks do not matter; a receipt may be written in parts.
pub fn read_wish(text: &str) -> Wish {
    let words: Vec<String> = text.split_whitespace().map(str::to_uppercase).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["STOP" | "BERHENTI"] => Wish::Stop,
        ["STATUS", receipt @ .., pin] if !receipt.is_empty() => Wish::Status(Receipt::parse(&receipt.concat()), (*pin).to_owned()),
        _ => Wish::Other,
    }
}

/// A number that wants no messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedPhone {
    /// The number.
    pub phone: Phone,
    /// Since when.
    pub since: Timestamp,
}
