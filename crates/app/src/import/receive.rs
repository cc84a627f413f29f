//! A file comes in: its rows are kept in parts, its head beside them.

use std::{collections::BTreeSet, fs::File, io::Read, path::Path};

use domain::{
    Refusal,
    access::Act,
    id::ImportId,
    intake::{Column, DateEvidence, ImportRefusal, ImportState, Layout, Mapping, SheetHead, SheetRow},
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use store::{
    StoreFault, Write,
    keys::hex,
    tables::import::{self, Batch},
};

use super::{kept::Head, parts};
use crate::{AppError, Caller, Office, Request, Sheet, caller::authorise, order::still_may};

/// Rows that are kept to map columns by.
const FIRST_ROWS: usize = 5;

/// A file that was opened: its name, the digest of its bytes, its head.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The file's name as its owner calls it.
    pub name: String,
    /// SHA-256 over its bytes, hexadecimal.
    pub hash: String,
    /// What its reader found out.
    pub head: SheetHead,
}

/// A file is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The import.
    pub import: ImportId,
    /// Where it stands: its columns are to be mapped, or it is being compared.
    pub state: ImportState,
    /// How many rows it has.
    pub rows: i64,
}

/// Keeps a file; `rows` are its rows in order. A row that cannot be read ends it, and nothing is kept. `caller` is `None` for the command
/// line, which whoever owns the folder runs.
pub fn receive<E: From<AppError>>(
    office: &Office,
    caller: Option<&Caller>,
    file: &Incoming,
    rows: impl Iterator<Item = Result<SheetRow, E>>,
) -> Result<Received, E> {
    if let Some(caller) = caller {
        authorise(caller, Act::ImportFiles).map_err(AppError::from)?;
    }
    let mut staging = Staging::begin(office, caller, file).map_err(E::from)?;
    for row in rows {
        match row {
            Ok(row) => staging.take(row).map_err(E::from)?,
            Err(error) => {
                staging.give_up().map_err(E::from)?;
                return Err(error);
            }
        }
    }
    staging.finish().map_err(E::from)
}

/// Opens and keeps a file; `hash` is SHA-256 over its bytes, hexadecimal. A file that cannot be read is refused with its reason.
pub fn receive_file(office: &Office, caller: Option<&Caller>, path: &Path, name: &str) -> Result<Received, AppError> {
    if let Some(caller) = caller {
        authorise(caller, Act::ImportFiles)?;
    }
    let hash = hash_of(path)?;
    let sheet = office.sheets.open(path, name)?;
    keep(office, caller, sheet, name, hash)
}

/// The same for a text that was pasted: a list of statuses.
pub fn receive_text(office: &Office, caller: &Caller, text: &str, name: &str) -> Result<Received, AppError> {
    authorise(caller, Act::ImportFiles)?;
    let sheet = office.sheets.read_text(text)?;
    keep(office, Some(caller), sheet, name, hex(&Sha256::digest(text.as_bytes())))
}

fn keep(office: &Office, caller: Option<&Caller>, sheet: Box<dyn Sheet>, name: &str, hash: String) -> Result<Received, AppError> {
    let file = Incoming { name: name.to_owned(), hash, head: sheet.head().clone() };
    receive(office, caller, &file, sheet.map(|row| row.map_err(AppError::from)))
}

fn hash_of(path: &Path) -> Result<String, AppError> {
    let failed = |source| StoreFault::File { attempt: "read the file to import", path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).map_err(failed)?;
        if read == 0 {
            return Ok(hex(&hasher.finalize()));
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
}

struct Staging<'a> {
    office: &'a Office,
    batch: Batch,
    head: Head,
    waiting: Vec<SheetRow>,
    evidence: Vec<DateEvidence>,
    said_day: Option<Date>,
}

impl<'a> Staging<'a> {
    fn begin(office: &'a Office, caller: Option<&Caller>, file: &Incoming) -> Result<Self, AppError> {
        let layout = file.head.layout.unwrap_or(Layout::Table);
        let mapping = columns_of(office, layout, &file.head)?;
        let mut head = Head { titles: file.head.titles.clone(), ..Head::default() };
        head.map(&mapping);
        let id = store::Draw::new(office.random.bytes32(), office.now()).import_id();
        let batch = Batch {
            id,
            file_name: file.name.chars().filter(|c| !c.is_control()).take(120).collect(),
            file_hash: file.hash.clone(),
            layout,
            // Until all rows are in, it is nothing that anybody can work on.
            state: ImportState::Cancelled,
            account: caller.map(|caller| caller.account),
            at: office.now(),
            as_of: office.today(),
            head: json(&head)?,
            rows: 0,
            parts: 0,
            checked: 0,
            applied: 0,
            preview: "{}".to_owned(),
            result: "{}".to_owned(),
            compared_at: 0,
            ended_at: Some(office.now()),
        };
        let evidence = vec![DateEvidence::default(); head.titles.len()];
        let staging = Self { office, batch, head, waiting: Vec::with_capacity(parts::ROWS), evidence, said_day: file.head.as_of };
        staging.save(staging.batch.clone())?;
        Ok(staging)
    }

    fn save(&self, batch: Batch) -> Result<(), AppError> {
        Ok(self.office.store.write("import_receive", self.office.seed(), move |write| import::save(write, &batch))?)
    }

    fn take(&mut self, row: SheetRow) -> Result<(), AppError> {
        for (evidence, cell) in self.evidence.iter_mut().zip(&row.cells) {
            evidence.see(cell);
        }
        if self.head.first_rows.len() < FIRST_ROWS {
            self.head.first_rows.push(row.cells.clone());
        }
        self.batch.rows += 1;
        self.waiting.push(row);
        if self.waiting.len() == parts::ROWS { self.keep() } else { Ok(()) }
    }

    fn keep(&mut self) -> Result<(), AppError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.batch.parts += 1;
        let (id, part, content) = (self.batch.id, self.batch.parts, parts::pack(&self.waiting)?);
        self.waiting.clear();
        Ok(self.office.store.write("import_part", self.office.seed(), move |write| import::insert_part(write, id, part, &content))?)
    }

    /// Forgets the rows again.
    fn give_up(&self) -> Result<(), AppError> {
        let id = self.batch.id;
        self.office.store.write("import_give_up", self.office.seed(), move |write| import::delete_parts(write, id, i64::MAX))?;
        Ok(())
    }

    fn finish(mut self) -> Result<Received, AppError> {
        self.keep()?;
        let mapping = self.head.mapping();
        self.head.month_first = proves_month_first(&mapping, &self.evidence);
        let same_file = self.office.store.read(|tx| import::day_of_same_file(tx, &self.batch.file_hash))?;
        let state = if mapping.missing().is_empty() && !self.is_unseen_table()? { ImportState::Checking } else { ImportState::Mapping };
        let batch = Batch {
            head: json(&self.head)?,
            as_of: same_file.or(self.said_day).unwrap_or(self.batch.as_of).min(self.batch.as_of),
            state,
            ended_at: None,
            ..self.batch.clone()
        };
        let received = Received { import: batch.id, state, rows: batch.rows };
        self.save(batch)?;
        Ok(received)
    }

    /// Whether it is a table whose columns nobody has confirmed yet.
    fn is_unseen_table(&self) -> Result<bool, AppError> {
        let titles = titles_digest(&self.head.titles);
        Ok(self.batch.layout == Layout::Table && self.office.store.read(|tx| import::find_mapping(tx, &titles))?.is_none())
    }
}

/// What the columns mean: what the layout says, what was confirmed for a table with these titles, or a proposal.
fn columns_of(office: &Office, layout: Layout, head: &SheetHead) -> Result<Mapping, AppError> {
    if layout != Layout::Table && head.columns.iter().any(Option::is_some) {
        return Ok(Mapping(head.columns.clone()));
    }
    let titles = titles_digest(&head.titles);
    let kept = office.store.read(|tx| import::find_mapping(tx, &titles))?;
    let kept: Option<Vec<Option<String>>> = kept.and_then(|kept| serde_json::from_str(&kept).ok());
    Ok(match kept {
        Some(columns) => Head { columns, ..Head::default() }.mapping(),
        None => Mapping::propose(&head.titles),
    })
}

/// A digest of titles: the same for every file of one origin.
fn titles_digest(titles: &[String]) -> String {
    hex(&Sha256::digest(titles.join("\u{1f}").as_bytes()))
}

/// Whether one of the columns of dates proves month, day, year and none proves the opposite.
fn proves_month_first(mapping: &Mapping, evidence: &[DateEvidence]) -> bool {
    let is_date = |column: &Option<Column>| matches!(column, Some(Column::BirthDate | Column::CentralDate));
    let dates = mapping.0.iter().zip(evidence).filter(|(column, _)| is_date(column)).map(|(_, evidence)| evidence);
    dates.copied().reduce(DateEvidence::and).unwrap_or_default().order() == domain::intake::DateOrder::MonthFirst
}

/// What somebody says of a file before it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetUp {
    /// What each column means, in the order of the titles.
    pub columns: Vec<Option<Column>>,
    /// The day as of which the file speaks.
    pub as_of: Option<Date>,
}

/// Says what the columns of a file mean and of which day it speaks; it is compared anew. The meaning is remembered for these titles.
pub fn map_columns(office: &Office, caller: &Caller, request: &Request, id: ImportId, set_up: &SetUp) -> Result<(), AppError> {
    authorise(caller, Act::ImportFiles)?;
    let mapping = Mapping(set_up.columns.clone());
    if let Some(column) = mapping.missing().first() {
        return Err(ImportRefusal::ColumnMissing { column: *column }.into());
    }
    let twice = mapping.0.iter().flatten().collect::<BTreeSet<_>>().len() < mapping.0.iter().flatten().count();
    if twice {
        return Err(Refusal::field("columns", domain::refusal::FieldProblem::Taken).into());
    }
    let today = office.today();
    if set_up.as_of.is_some_and(|day| day > today) {
        return Err(Refusal::field("as_of", domain::refusal::FieldProblem::FutureDate).into());
    }
    let (by, as_of) = (caller.clone(), set_up.as_of);
    office.once("map_columns", caller, request, move |write, _| {
        still_may(write, &by, Act::ImportFiles)?;
        let mut batch = open_batch(write, id)?;
        let mut head: Head = read_json(&batch.head)?;
        if mapping.0.len() != head.titles.len() {
            return Err(Refusal::field("columns", domain::refusal::FieldProblem::NotAChoice).into());
        }
        head.map(&mapping);
        import::save_mapping(write, &titles_digest(&head.titles), &json(&head.columns)?)?;
        batch.head = json(&head)?;
        batch.as_of = as_of.unwrap_or(batch.as_of);
        (batch.state, batch.checked) = (ImportState::Checking, 0);
        Ok(import::save(write, &batch)?)
    })
}

/// Compares an import anew, because the register was changed since.
pub fn again(office: &Office, caller: &Caller, request: &Request, id: ImportId) -> Result<(), AppError> {
    authorise(caller, Act::ImportFiles)?;
    let by = caller.clone();
    office.once("compare_again", caller, request, move |write, _| {
        still_may(write, &by, Act::ImportFiles)?;
        let mut batch = open_batch(write, id)?;
        let head: Head = read_json(&batch.head)?;
        if let Some(column) = head.mapping().missing().first() {
            return Err(ImportRefusal::ColumnMissing { column: *column }.into());
        }
        (batch.state, batch.checked) = (ImportState::Checking, 0);
        Ok(import::save(write, &batch)?)
    })
}

/// Gives an import up before it changes anything; its rows are forgotten.
pub fn cancel(office: &Office, caller: &Caller, request: &Request, id: ImportId) -> Result<(), AppError> {
    authorise(caller, Act::ImportFiles)?;
    let by = caller.clone();
    office.once("cancel_import", caller, request, move |write, _| {
        still_may(write, &by, Act::ImportFiles)?;
        give_up(write, id)
    })
}

/// Takes the proposed meaning of the columns, for the command line, which whoever owns the folder runs.
pub fn accept_proposed_columns(office: &Office, id: ImportId) -> Result<(), AppError> {
    office.store.write("map_columns", office.seed(), move |write| {
        let mut batch = open_batch(write, id)?;
        let head: Head = read_json(&batch.head)?;
        if let Some(column) = head.mapping().missing().first() {
            return Err(ImportRefusal::ColumnMissing { column: *column }.into());
        }
        batch.state = ImportState::Checking;
        Ok(import::save(write, &batch)?)
    })
}

/// Gives an import up, for the command line.
pub fn cancel_by_owner(office: &Office, id: ImportId) -> Result<(), AppError> {
    office.store.write("cancel_import", office.seed(), move |write| give_up(write, id))?;
    Ok(())
}

fn give_up(write: &mut Write<'_>, id: ImportId) -> Result<(), AppError> {
    let mut batch = open_batch(write, id)?;
    let mut head: Head = read_json(&batch.head)?;
    head.first_rows.clear();
    (batch.state, batch.ended_at, batch.head) = (ImportState::Cancelled, Some(write.now), json(&head)?);
    Ok(import::save(write, &batch)?)
}

/// Loads an import that nobody has said yes to yet.
fn open_batch(write: &mut Write<'_>, id: ImportId) -> Result<Batch, AppError> {
    let batch = import::find(write, id)?.ok_or(ImportRefusal::NoSuchImport)?;
    match batch.state {
        ImportState::Mapping | ImportState::Checking | ImportState::Ready => Ok(batch),
        state => Err(ImportRefusal::NotNow { state }.into()),
    }
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, AppError> {
    crate::order::to_json(value)
}

pub(super) fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, AppError> {
    Ok(serde_json::from_str(text).map_err(|_| StoreFault::Corrupt("what is kept of an import".to_owned()))?)
}
