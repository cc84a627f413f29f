//! Questions of identity: rows of a file and people of the register that a program must not decide about. They are kept apart and wait for
//! the data administrator.
//!
//! A question's identifier is a digest of what is asked, so that the same file raises the same questions, once, in whatever order its rows
//! stand.

use std::fmt;

use jiff::Timestamp;

use crate::{
    coded::coded,
    id::{AccountId, ImportId, PersonId},
    intake::Incoming,
};

coded! {
    /// What is asked.
    pub enum QuestionKind {
        /// A row has no NIK, or NIK 0: who is it?
        NoNik = "no_nik",
        /// Rows of one file bear one NIK and say different things: which is right?
        SameNikInFile = "same_nik_in_file",
        /// A row bears the NIK of somebody in the register who seems to be another person.
        NikTwoPeople = "nik_two_people",
        /// Name, birth date and mother are equal and the NIKs are not: one person with two?
        TwoNiks = "two_niks",
    }
}

coded! {
    /// Where a question stands.
    pub enum QuestionState {
        /// It waits.
        Open = "open",
        /// It was looked into and nothing was changed: the rows are not taken, the people stay apart.
        Left = "left",
        /// One of its rows was taken into the register.
        Taken = "taken",
        /// Its people were one, and are one line now.
        Merged = "merged",
    }
}

/// The identifier of a question: 32 hexadecimal digits of a digest over what is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(String);

impl QuestionId {
    /// Reads 32 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 32 && text.bytes().all(hexadecimal)).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is asked.
    pub kind: QuestionKind,
    /// The import that raised it first.
    pub import: ImportId,
    /// People of the register, by number.
    pub people: Vec<PersonId>,
    /// Rows that were kept apart, in an order of their own.
    pub rows: Vec<Incoming>,
}

/// A question as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its identifier.
    pub id: QuestionId,
    /// What is asked.
    pub asked: Asked,
    /// Since when.
    pub raised_at: Timestamp,
    /// Where it stands.
    pub state: QuestionState,
    /// Who answered it.
    pub answered_by: Option<AccountId>,
    /// When.
    pub answered_at: Option<Timestamp>,
    /// What the answer says, in words.
    pub note: Option<String>,
}

/// An event of a question, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionEvent {
    /// An import raised it.
    Raised(Box<Asked>),
    /// It was answered.
    Answered {
        /// How.
        state: QuestionState,
        /// By whom.
        by: AccountId,
        /// In words.
        note: Option<String>,
    },
}

/// Why a question says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionRefusal {
    /// There is no such question.
    NoSuchQuestion,
    /// It was answered already.
    Answered,
    /// The answer does not fit the kind of question.
    DoesNotFit,
    /// One of two people has an open case, which would lose its person.
    OpenCase,
}

impl QuestionRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchQuestion => "QUESTION-0001",
            Self::Answered => "QUESTION-0002",
            Self::DoesNotFit => "QUESTION-0003",
            Self::OpenCase => "QUESTION-0004",
        }
    }
}

/// The question after an event; an answer to nothing is nothing.
pub fn apply(question: Option<Question>, id: &QuestionId, event: &QuestionEvent, at: Timestamp) -> Option<Question> {
    match (question, event) {
        (None, QuestionEvent::Raised(asked)) => Some(Question {
            id: id.clone(),
            asked: (**asked).clone(),
            raised_at: at,
            state: QuestionState::Open,
            answered_by: None,
            answered_at: None,
            note: None,
        }),
        (Some(question), QuestionEvent::Answered { state, by, note }) => {
            Some(Question { state: *state, answered_by: Some(*by), answered_at: Some(at), note: note.clone(), ..question })
        }
        (question, _) => question,
    }
}
