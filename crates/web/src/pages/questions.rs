use super::{Choice, Link, PersonLine, Shell, Tab, Tag, routes};
use askama::Template;
use jiff::Timestamp;

/// The open questions of identity.
#[derive(Debug, Clone, Template)]
#[template(path = "questions.html")]
pub struct QuestionsPage {
    /// The frame.
    pub shell: Shell,
    /// The imports and this page.
    pub tabs: Vec<Tab>,
    /// All, and each kind with its number.
    pub kinds: Vec<Tab>,
    /// The questions of the kind that is open, the oldest first.
    pub rows: Vec<QuestionRow>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// A question in a line.
#[derive(Debug, Clone)]
pub struct QuestionRow {
    /// Its identifier.
    pub id: String,
    /// The kind in words.
    pub kind: String,
    /// Whom it is about: names.
    pub names: Vec<String>,
    /// Since when it waits.
    pub since: Timestamp,
}

/// A question with the people and rows side by side, and the answers.
#[derive(Debug, Clone, Template)]
#[template(path = "question.html")]
pub struct QuestionPage {
    /// The frame. Ids of fields: `biarkan-note`, `ambil-row-1` …, `ambil-person`, `gabung-keep-1` ….
    pub shell: Shell,
    /// Its identifier.
    pub id: String,
    /// The kind in words.
    pub kind: String,
    /// What is asked, in a sentence.
    pub meaning: String,
    /// Where it stands.
    pub state: Tag,
    /// Since when.
    pub since: Timestamp,
    /// The import that raised it.
    pub import: Link,
    /// The people and rows.
    pub beside: SideBySide,
    /// When it was answered and what was said; nothing while it is open.
    pub answered: Option<(Timestamp, Option<String>)>,
    /// What was typed as the reason.
    pub note: String,
    /// The names of the answers that a second person must approve.
    pub seconded: Vec<&'static str>,
    /// Taking a row, when there is one.
    pub take: Option<TakeForm>,
    /// Making one person of them, when that is asked.
    pub merge: Option<MergeForm>,
}

/// People of the register and rows of a file side by side.
#[derive(Debug, Clone, Default)]
pub struct SideBySide {
    /// Who or what stands in each column.
    pub sides: Vec<Side>,
    /// The fields, one line each.
    pub lines: Vec<SideLine>,
}

/// A column of the comparison.
#[derive(Debug, Clone)]
pub struct Side {
    /// What it is: a person of the register, a row of the file.
    pub label: String,
    /// The person's page.
    pub href: Option<String>,
}

/// A field of all sides.
#[derive(Debug, Clone)]
pub struct SideLine {
    /// The field.
    pub field: String,
    /// What each side says; nothing when it says nothing.
    pub cells: Vec<Option<String>>,
    /// Whether two of them say different things.
    pub differs: bool,
}

impl QuestionsPage {
    /// How many are shown.
    pub fn shown(&self) -> i64 {
        self.rows.len() as i64
    }
}

impl QuestionPage {
    /// Whether a second person must approve the answer of this name.
    pub fn second(&self, answer: &str) -> bool {
        self.seconded.contains(&answer)
    }
}

impl SideBySide {
    /// What each side says in a line, with the side's name.
    pub fn cells<'a>(&'a self, line: &'a SideLine) -> Vec<(&'a str, &'a Option<String>)> {
        self.sides.iter().map(|side| side.label.as_str()).zip(&line.cells).collect()
    }
}

impl WhoForm {
    /// What was typed, when it is none of the people who are offered.
    pub fn other(&self) -> &str {
        if self.found.iter().any(|person| person.id == self.typed) { "" } else { &self.typed }
    }
}

/// The form that takes a row.
#[derive(Debug, Clone, Default)]
pub struct TakeForm {
    /// The rows, field `row`, counted from 0.
    pub rows: Vec<Choice>,
    /// Whose line a row without a NIK becomes; nothing when every row has one.
    pub person: Option<WhoForm>,
}

/// The choice of a person for a row without a NIK.
#[derive(Debug, Clone, Default)]
pub struct WhoForm {
    /// People of the same or a similar name, field `person`.
    pub found: Vec<PersonLine>,
    /// What was typed or chosen in field `person` or `number`.
    pub typed: String,
}

/// The form that makes one person of several.
#[derive(Debug, Clone, Default)]
pub struct MergeForm {
    /// Who stays, field `keep`.
    pub keep: Vec<Choice>,
    /// What can be taken from the other, field `take`: only what differs.
    pub take: Vec<Choice>,
}
