//! Looking at imports: the list, one with its preview or its progress, and the refused rows.

use domain::{
    access::Act,
    id::{ImportId, PersonId},
    intake::{Column, ImportRefusal, ImportState, Layout, Mapping, RowReading},
    look::Sight,
    person::{Biodata, Person},
    question::QuestionKind,
};
use jiff::{Timestamp, civil::Date};
use store::{
    StoreFault, Tx,
    tables::import::{self, Batch},
};

use super::{
    check::{SHOWN, kept_row},
    confirm::{Exceeded, exceeded},
    judge::{Judge, Judged, Verdict},
    kept::{Counts, Head, Preview, ShownKind},
    receive::read_json,
};
use crate::{
    AppError, Caller, Office,
    looking::{Impersonal, Shown, ShowsPeople},
};

/// At most this many imports are listed.
const LISTED_MAX: i64 = 50;
/// Rows judged at a time.
const PAGE: i64 = 500;

/// An import on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSummary {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// Its layout.
    pub layout: Layout,
    /// Where it stands.
    pub state: ImportState,
    /// When it came in.
    pub at: Timestamp,
    /// The day as of which it speaks.
    pub as_of: Date,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Parts done of all parts: compared while it is compared, taken over afterwards.
    pub progress: (i64, i64),
    /// What would become of its rows; after that, what became of them.
    pub counts: Counts,
}

impl Impersonal for ImportSummary {}
impl Impersonal for Vec<ImportSummary> {}

fn summary(batch: &Batch) -> Result<ImportSummary, AppError> {
    let (done, counts) = match batch.state {
        ImportState::Mapping | ImportState::Checking => (batch.checked, Counts::default()),
        ImportState::Ready | ImportState::Cancelled => (batch.checked, read_json::<Preview>(&batch.preview)?.counts),
        ImportState::Applying | ImportState::Done => (batch.applied, read_json(&batch.result)?),
    };
    let counts = Counts { rows: batch.rows, ..counts };
    Ok(ImportSummary {
        id: batch.id,
        file_name: batch.file_name.clone(),
        layout: batch.layout,
        state: batch.state,
        at: batch.at,
        as_of: batch.as_of,
        ended_at: batch.ended_at,
        progress: (done, batch.parts),
        counts,
    })
}

/// The latest imports, newest first; files that could not be read are not among them.
pub fn latest(office: &Office, caller: &Caller) -> Result<Vec<ImportSummary>, AppError> {
    office.view(caller, Act::ImportFiles, |tx| import::latest(tx, LISTED_MAX)?.iter().map(summary).collect())
}

/// How far one import is; nobody is shown, so that a page may ask again and again.
pub fn progress(office: &Office, caller: &Caller, id: ImportId) -> Result<ImportSummary, AppError> {
    office.view(caller, Act::ImportFiles, |tx| summary(&import::find(tx, id)?.ok_or(ImportRefusal::NoSuchImport)?))
}

/// What somebody must know who decides about an import: how it stands, and why it needs two people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportAbout {
    /// As on the list.
    pub summary: ImportSummary,
    /// Why a second person has to say yes.
    pub exceeded: Vec<Exceeded>,
}

/// What a proposal to take an import over is about; nothing when there is no such import.
pub(crate) fn about(office: &Office, tx: &mut Tx<'_>, id: ImportId) -> Result<Option<ImportAbout>, AppError> {
    let Some(batch) = import::find(tx, id)? else { return Ok(None) };
    let exceeded = exceeded(&office.rules, office.today(), &read_json::<Preview>(&batch.preview)?);
    Ok(Some(ImportAbout { summary: summary(&batch)?, exceeded }))
}

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    /// Its line in the file.
    pub line: u32,
    /// Its cells as they stand there.
    pub cells: Vec<String>,
    /// What was read, cleaned, and is odd or wrong.
    pub reading: RowReading,
    /// Why it is refused by the register, beside what is wrong in itself.
    pub problems: Vec<domain::intake::RowProblem>,
    /// Why it is kept apart, when it is.
    pub held: Option<QuestionKind>,
    /// The register's line.
    pub before: Option<Box<Person>>,
    /// The line after, when there is a new one.
    pub after: Option<Box<Biodata>>,
    /// What the centre says and was not known.
    pub central: Option<(domain::central::CentralCode, Date)>,
}

impl From<Judged> for ShownRow {
    fn from(judged: Judged) -> Self {
        let Judged { row, reading, verdict } = judged;
        let blank =
            Self { line: row.line, cells: row.cells, reading, problems: Vec::new(), held: None, before: None, after: None, central: None };
        match verdict {
            Verdict::Refused(problems) => Self { problems, ..blank },
            Verdict::Held(kind, before) => Self { held: Some(kind), before, ..blank },
            Verdict::Same(before) => Self { before, ..blank },
            Verdict::New(after, central) => Self { after: Some(after), central, ..blank },
            Verdict::Changed(before, after, central) => Self { before: Some(before), after, central, ..blank },
        }
    }
}

/// Everything that an import's page shows.
#[derive(Clone, Debug)]
pub struct ImportPage {
    /// As on the list.
    pub summary: ImportSummary,
    /// Titles, what the columns mean, the first rows.
    pub head: Head,
    /// Columns without which nothing can be imported and that nobody has mapped.
    pub missing: Vec<Column>,
    /// Why a second person has to say yes.
    pub exceeded: Vec<Exceeded>,
    /// Which rows are shown.
    pub kind: ShownKind,
    /// The first 50 of them, as they are now: a row may have become another since. None while it is compared or taken over; afterwards the
    /// refused ones alone.
    pub rows: Vec<ShownRow>,
}

impl ShowsPeople for ImportPage {
    fn shown(&self) -> Vec<Shown> {
        shown(&self.rows)
    }
}

fn shown(rows: &[ShownRow]) -> Vec<Shown> {
    let people: std::collections::BTreeSet<PersonId> = rows.iter().filter_map(|row| row.before.as_ref()).map(|person| person.id).collect();
    people.into_iter().map(|person| Shown::of(person, None::<()>)).collect()
}

/// Shows an import with the first rows of a kind.
pub fn page(office: &Office, caller: &Caller, id: ImportId, kind: ShownKind) -> Result<ImportPage, AppError> {
    office.show(caller, Act::ImportFiles, Sight::Import, |tx, _| {
        let batch = import::find(tx, id)?.ok_or(ImportRefusal::NoSuchImport)?;
        let head: Head = read_json(&batch.head)?;
        let preview: Preview = read_json(&batch.preview)?;
        let stands = match batch.state {
            ImportState::Ready => true,
            ImportState::Done => kind == ShownKind::Refused,
            ImportState::Mapping | ImportState::Checking | ImportState::Applying | ImportState::Cancelled => false,
        };
        let kept = if stands { import::rows(tx, id, kind.code(), 0, SHOWN as i64)? } else { Vec::new() };
        let rows = judged(office, tx, &batch, &preview, kept)?;
        let exceeded = if batch.state == ImportState::Ready { exceeded(&office.rules, office.today(), &preview) } else { Vec::new() };
        Ok(ImportPage { summary: summary(&batch)?, missing: head.mapping().missing(), head, exceeded, kind, rows })
    })
}

fn judged(
    office: &Office,
    tx: &mut Tx<'_>,
    batch: &Batch,
    preview: &Preview,
    kept: Vec<import::ShownRow>,
) -> Result<Vec<ShownRow>, AppError> {
    let mut judge = Judge::of(office, batch, &preview.clashing)?;
    Ok(judge.judge(tx, kept.iter().map(kept_row).collect())?.into_iter().map(Into::into).collect())
}

/// The refused rows of an import.
#[derive(Clone, Debug)]
pub struct RefusedRows {
    /// The file's name.
    pub file_name: String,
    /// The titles of the file.
    pub titles: Vec<String>,
    /// What the columns mean.
    pub mapping: Mapping,
    /// The rows, in the file's order.
    pub rows: Vec<ShownRow>,
}

impl ShowsPeople for RefusedRows {
    fn shown(&self) -> Vec<Shown> {
        shown(&self.rows)
    }
}

/// All refused rows of an import with what is wrong with each, to be mended and imported again.
pub fn refused(office: &Office, caller: &Caller, id: ImportId) -> Result<RefusedRows, AppError> {
    office.show(caller, Act::ImportFiles, Sight::Import, |tx, _| refused_in(office, tx, id))
}

/// The same for the command line, which whoever owns the folder runs.
pub fn refused_rows(office: &Office, id: ImportId) -> Result<RefusedRows, AppError> {
    office.store.read(|tx| refused_in(office, tx, id))
}

fn refused_in(office: &Office, tx: &mut Tx<'_>, id: ImportId) -> Result<RefusedRows, AppError> {
    let batch = import::find(tx, id)?.ok_or(ImportRefusal::NoSuchImport)?;
    let (head, preview): (Head, Preview) = (read_json(&batch.head)?, read_json(&batch.preview)?);
    let mut rows = Vec::new();
    let mut after = 0;
    loop {
        let kept = import::rows(tx, id, ShownKind::Refused.code(), after, PAGE)?;
        let Some(last) = kept.last() else { break };
        after = last.line;
        rows.extend(judged(office, tx, &batch, &preview, kept)?);
    }
    Ok(RefusedRows { file_name: batch.file_name, mapping: head.mapping(), titles: head.titles, rows })
}

/// What became of an import, for the command line.
pub fn outcome(office: &Office, id: ImportId) -> Result<ImportSummary, AppError> {
    let batch = office.store.read(|tx| import::find(tx, id))?.ok_or(StoreFault::Missing("an import"))?;
    summary(&batch)
}
