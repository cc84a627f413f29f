use super::{Link, Shell, Tab, Tag, Tone, routes};
use askama::Template;
use jiff::{Timestamp, civil::Date};

/// What can be imported, the forms that bring a file, and the latest imports.
#[derive(Debug, Clone, Template)]
#[template(path = "imports.html")]
pub struct ImportsPage {
    /// The frame. Ids of fields: `file`, `text`.
    pub shell: Shell,
    /// This page and the questions.
    pub tabs: Vec<Tab>,
    /// Open questions of identity.
    pub questions: i64,
    /// The layouts that are recognised: name and meaning.
    pub layouts: Vec<(String, String)>,
    /// The latest imports, newest first.
    pub rows: Vec<ImportRow>,
    /// The list that was pasted into a form that came back.
    pub pasted: String,
    /// The greatest file, bytes, for the script.
    pub bytes_max: u64,
    /// What is said of a greater one.
    pub too_large: String,
}

/// An import in a line.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// Its identifier.
    pub id: String,
    /// The file's name.
    pub file_name: String,
    /// The layout in words.
    pub layout: String,
    /// The day as of which it speaks.
    pub as_of: Date,
    /// When it came in.
    pub at: Timestamp,
    /// Where it stands.
    pub state: Tag,
    /// How many rows it has.
    pub rows: i64,
    /// How far it is, or what became of it, in words.
    pub result: Option<String>,
}

/// One import, in whatever state it is.
#[derive(Debug, Clone, Template)]
#[template(path = "import.html")]
pub struct ImportPage {
    /// The frame. Ids of fields: `columns-1` …, `as_of`.
    pub shell: Shell,
    /// The import.
    pub head: ImportRow,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What its state shows.
    pub part: ImportPart,
}

/// What an import's page shows in each state.
#[derive(Debug, Clone)]
pub enum ImportPart {
    /// What do the columns mean?
    Columns(ColumnsForm),
    /// It is being compared or taken over.
    Running(Running),
    /// What would become of its rows.
    Ready(Box<Ready>),
    /// What became of them.
    Done(Box<Done>),
    /// It was given up.
    Cancelled,
}

/// The form that says what the columns mean.
#[derive(Debug, Clone, Default)]
pub struct ColumnsForm {
    /// The columns in the file's order.
    pub columns: Vec<ColumnLine>,
    /// What must still be pointed out, in words.
    pub missing: Option<String>,
    /// Field `as_of`, ISO.
    pub as_of: String,
}

/// A column of the file.
#[derive(Debug, Clone)]
pub struct ColumnLine {
    /// Its title.
    pub title: String,
    /// Its first cells that hold something, numbers of people masked.
    pub cells: Vec<String>,
    /// What it can mean; the first choice is nothing.
    pub choices: Vec<super::Choice>,
}

/// Work that goes on.
#[derive(Debug, Clone)]
pub struct Running {
    /// The code of the state, for the script: another one reloads the page.
    pub state: String,
    /// What is being done.
    pub heading: String,
    /// Parts done.
    pub done: i64,
    /// All parts.
    pub parts: i64,
}

/// A preview that waits for a yes.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The kinds of rows with their numbers.
    pub kinds: Vec<KindTab>,
    /// The rows of the kind that is open.
    pub shown: ShownRows,
    /// Why a second person must say yes, in words.
    pub exceeded: Vec<String>,
    /// Rows that would be taken over.
    pub taken: i64,
    /// Rows that would become questions.
    pub held: i64,
    /// Statuses that would be noted.
    pub statuses: i64,
    /// People who would not live here any more.
    pub left: i64,
    /// To change the columns and the day.
    pub columns: ColumnsForm,
}

/// A kind of rows above its rows.
#[derive(Debug, Clone)]
pub struct KindTab {
    /// Its name and address.
    pub link: Link,
    /// How many rows.
    pub count: i64,
    /// Whether it is the one that is open.
    pub current: bool,
    /// How it looks when there are any.
    pub tone: Tone,
}

/// The first rows of a kind.
#[derive(Debug, Clone)]
pub struct ShownRows {
    /// The kind.
    pub heading: String,
    /// What it means.
    pub meaning: String,
    /// Where the refused rows can be downloaded, when these are they.
    pub download: Option<String>,
    /// The first of them.
    pub rows: Vec<RowCard>,
    /// How many there are.
    pub count: i64,
}

/// A row of the file and what becomes of it.
#[derive(Debug, Clone, Default)]
pub struct RowCard {
    /// Its line in the file.
    pub line: i64,
    /// Who it is about, as far as that is known.
    pub who: Option<RowPerson>,
    /// What is asked about it, when something is.
    pub question: Option<String>,
    /// What is wrong with it.
    pub problems: Vec<ProblemLine>,
    /// What changes.
    pub changes: Vec<ChangeLine>,
    /// What the row says of somebody new: field and value.
    pub said: Vec<(String, String)>,
    /// What is odd about it, in words.
    pub warnings: Vec<String>,
    /// What was cleaned, in words.
    pub cleaned: Vec<String>,
    /// The cells of a refused row that hold something, with their titles; numbers of people masked.
    pub cells: Vec<(String, String)>,
    /// It has become another row since it was compared.
    pub stale: bool,
}

/// The person of a row.
#[derive(Debug, Clone)]
pub struct RowPerson {
    /// The number in the register, for who is there.
    pub id: Option<String>,
    /// The name.
    pub name: String,
    /// The masked NIK, or that there is none.
    pub nik: String,
}

/// What is wrong with a cell.
#[derive(Debug, Clone)]
pub struct ProblemLine {
    /// The column's title in the file.
    pub title: String,
    /// What is in the cell, numbers of people masked; empty when nothing is.
    pub cell: String,
    /// What is wrong and how to mend it.
    pub what: String,
    /// What was probably meant, numbers of people masked.
    pub proposal: Option<String>,
}

/// A field of the register before and after, in pieces.
#[derive(Debug, Clone)]
pub struct ChangeLine {
    /// The field.
    pub field: String,
    /// Before.
    pub before: Vec<Piece>,
    /// After.
    pub after: Vec<Piece>,
}

/// Some words of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether the other side says something else here.
    pub differs: bool,
}

impl Piece {
    /// Words that both sides have.
    pub fn same(text: &str) -> Self {
        Self { text: text.to_owned(), differs: false }
    }

    /// Words of one side alone.
    pub fn other(text: &str) -> Self {
        Self { text: text.to_owned(), differs: true }
    }
}

/// A report of what became of a file.
#[derive(Debug, Clone)]
pub struct Done {
    /// Kinds and numbers of rows.
    pub counts: Vec<(String, i64)>,
    /// Refused rows.
    pub refused: i64,
    /// Rows that are asked about.
    pub held: i64,
    /// The first refused rows, when there are any.
    pub shown: Option<ShownRows>,
}

impl Running {
    /// How far, per cent.
    pub fn percent(&self) -> i64 {
        if self.parts > 0 { self.done.clamp(0, self.parts) * 100 / self.parts } else { 0 }
    }
}

impl ShownRows {
    /// How many are shown.
    pub fn shown(&self) -> i64 {
        self.rows.len() as i64
    }
}

impl ImportPage {
    /// Whether the page renews itself.
    pub fn runs(&self) -> bool {
        matches!(self.part, ImportPart::Running(_))
    }
}
