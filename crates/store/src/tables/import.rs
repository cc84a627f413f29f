//! Imports of files: what was handed in, its rows in parts until they are taken over, and what became of them. Operational: the state of the
//! office is in the register and the journal.

use domain::{
    id::{AccountId, ImportId},
    intake::{ImportState, Layout},
};
use jiff::{Timestamp, civil::Date};

use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its identifier.
    pub id: ImportId,
    /// The file's name, for the eyes of whoever may see the register.
    pub file_name: String,
    /// SHA-256 over the file, hexadecimal.
    pub file_hash: String,
    /// Its layout.
    pub layout: Layout,
    /// Where it stands.
    pub state: ImportState,
    /// Who handed it in; `None` from the command line.
    pub account: Option<AccountId>,
    /// When.
    pub at: Timestamp,
    /// The day as of which it speaks.
    pub as_of: Date,
    /// Titles, what the columns mean, the order of dates: JSON of `app`'s own.
    pub head: String,
    /// How many rows the file has.
    pub rows: i64,
    /// In how many parts they are kept.
    pub parts: i64,
    /// Parts compared with the register so far.
    pub checked: i64,
    /// Parts taken over so far.
    pub applied: i64,
    /// What the comparison found, JSON of `app`'s own.
    pub preview: String,
    /// What was taken over so far, JSON of `app`'s own.
    pub result: String,
    /// The journal's number when the comparison began.
    pub compared_at: i64,
    /// When it was done or given up.
    pub ended_at: Option<Timestamp>,
}

impl Batch {
    fn values(&self) -> Vec<Value> {
        let Self { id, file_name, file_hash, layout, state, account, at, as_of, head, rows, parts, .. } = self.clone();
        let Self { checked, applied, preview, result, compared_at, ended_at, .. } = self.clone();
        let first = values![id, file_name, file_hash, layout, state, account, at, as_of, head, rows, parts].to_vec();
        [first, values![checked, applied, preview, result, compared_at, ended_at].to_vec()].concat()
    }
}

impl FromRow for Batch {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(ImportId::parse)?,
            file_name: row.text()?,
            file_hash: row.text()?,
            layout: row.parse(Layout::from_code)?,
            state: row.parse(ImportState::from_code)?,
            account: row.parse_or_null(AccountId::parse)?,
            at: row.timestamp()?,
            as_of: row.date()?,
            head: row.text()?,
            rows: row.integer()?,
            parts: row.integer()?,
            checked: row.integer()?,
            applied: row.integer()?,
            preview: row.text()?,
            result: row.text()?,
            compared_at: row.integer()?,
            ended_at: row.timestamp_or_null()?,
        })
    }
}

/// Inserts an import or where it stands now.
pub fn save(write: &mut Write<'_>, batch: &Batch) -> Result<(), StoreFault> {
    let mut row = values![write.office()].to_vec();
    row.extend(batch.values());
    write.execute(
        "INSERT INTO import_batch (office, import, file_name, file_hash, layout, state, account, at, as_of, head, row_count, parts, checked,
             applied, preview, result, compared_at, ended_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
         ON CONFLICT (office, import) DO UPDATE SET state = excluded.state, as_of = excluded.as_of, head = excluded.head,
             row_count = excluded.row_count, parts = excluded.parts, checked = excluded.checked, applied = excluded.applied,
             preview = excluded.preview, result = excluded.result, compared_at = excluded.compared_at, ended_at = excluded.ended_at",
        &row,
    )?;
    Ok(())
}

/// An import.
pub fn find(tx: &mut Tx<'_>, import: ImportId) -> Result<Option<Batch>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT import, file_name, file_hash, layout, state, account, at, as_of, head, row_count, parts, checked, applied, preview,
         result, compared_at, ended_at FROM import_batch WHERE office = ?1 AND import = ?2";
    tx.find(sql, values![office, import])
}

/// The latest imports, newest first.
pub fn latest(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Batch>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT import, file_name, file_hash, layout, state, account, at, as_of, head, row_count, parts, checked, applied, preview,
         result, compared_at, ended_at FROM import_batch WHERE office = ?1 ORDER BY at DESC, import DESC LIMIT ?2";
    tx.query(sql, values![office, limit])
}

/// The import that was handed in first of those in a state.
pub fn first_in_state(tx: &mut Tx<'_>, state: ImportState) -> Result<Option<Batch>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT import, file_name, file_hash, layout, state, account, at, as_of, head, row_count, parts, checked, applied, preview,
         result, compared_at, ended_at FROM import_batch WHERE office = ?1 AND state = ?2 ORDER BY at, import LIMIT 1";
    tx.find(sql, values![office, state])
}

/// The day as of which an earlier import of the very same file spoke.
pub fn day_of_same_file(tx: &mut Tx<'_>, file_hash: &str) -> Result<Option<Date>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT as_of FROM import_batch WHERE office = ?1 AND file_hash = ?2 AND state = 'done' ORDER BY at LIMIT 1";
    let mut found = None;
    tx.for_each(sql, values![office, file_hash], |mut row| {
        found = Some(row.date()?);
        Ok::<_, StoreFault>(())
    })?;
    Ok(found)
}

/// Keeps a part of an import's rows.
pub fn insert_part(write: &mut Write<'_>, import: ImportId, part: i64, content: &[u8]) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute(
        "INSERT INTO import_part (office, import, part, content) VALUES (?1, ?2, ?3, ?4)",
        values![office, import, part, content],
    )?;
    Ok(())
}

/// A part of an import's rows; parts count from 1.
pub fn find_part(tx: &mut Tx<'_>, import: ImportId, part: i64) -> Result<Option<Vec<u8>>, StoreFault> {
    let office = tx.office();
    let mut found = None;
    let sql = "SELECT content FROM import_part WHERE office = ?1 AND import = ?2 AND part = ?3";
    tx.for_each(sql, values![office, import, part], |mut row| {
        found = Some(row.bytes()?);
        Ok::<_, StoreFault>(())
    })?;
    Ok(found)
}

/// Forgets parts of an import up to a number.
pub fn delete_parts(write: &mut Write<'_>, import: ImportId, up_to: i64) -> Result<u64, StoreFault> {
    let office = write.office();
    write.execute("DELETE FROM import_part WHERE office = ?1 AND import = ?2 AND part <= ?3", values![office, import, up_to])
}

/// A row that is shown: one that is refused, or one of the first of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    /// `refused`, `warned`, `new`, `changed`, `same`, `held`.
    pub kind: String,
    /// Its line in the file.
    pub line: i64,
    /// What is shown, JSON of `app`'s own.
    pub content: String,
}

impl FromRow for ShownRow {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { kind: row.text()?, line: row.integer()?, content: row.text()? })
    }
}

/// Keeps rows that are shown.
pub fn insert_rows(write: &mut Write<'_>, import: ImportId, rows: &[ShownRow]) -> Result<(), StoreFault> {
    let office = Value::from(write.office());
    let row = |shown: &ShownRow| {
        vec![office.clone(), import.into(), shown.kind.as_str().into(), shown.line.into(), shown.content.as_str().into()]
    };
    let rows: Vec<Vec<Value>> = rows.iter().map(row).collect();
    write.insert_many("INSERT INTO import_row (office, import, kind, line, content) VALUES (?1, ?2, ?3, ?4, ?5)", &rows)
}

/// Rows of a kind after a line, in the file's order.
pub fn rows(tx: &mut Tx<'_>, import: ImportId, kind: &str, after: i64, limit: i64) -> Result<Vec<ShownRow>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT kind, line, content FROM import_row WHERE office = ?1 AND import = ?2 AND kind = ?3 AND line > ?4
         ORDER BY line LIMIT ?5";
    tx.query(sql, values![office, import, kind, after, limit])
}

/// Forgets the rows that are shown, before a new comparison or when their time is over.
pub fn delete_rows(write: &mut Write<'_>, import: ImportId) -> Result<u64, StoreFault> {
    let office = write.office();
    write.execute("DELETE FROM import_row WHERE office = ?1 AND import = ?2", values![office, import])
}

/// Imports whose rows are still kept though they ended before an instant.
pub fn ended_before(tx: &mut Tx<'_>, instant: Timestamp) -> Result<Vec<String>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT b.import FROM import_batch b WHERE b.office = ?1 AND b.ended_at < ?2
         AND (EXISTS (SELECT 1 FROM import_row r WHERE r.office = b.office AND r.import = b.import)
              OR EXISTS (SELECT 1 FROM import_part p WHERE p.office = b.office AND p.import = b.import)) ORDER BY b.import";
    tx.query(sql, values![office, instant])
}

/// Remembers what the columns of a table with these titles mean. `titles` is a digest.
pub fn save_mapping(write: &mut Write<'_>, titles: &str, columns: &str) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute(
        "INSERT INTO import_mapping (office, titles, columns) VALUES (?1, ?2, ?3)
         ON CONFLICT (office, titles) DO UPDATE SET columns = excluded.columns",
        values![office, titles, columns],
    )?;
    Ok(())
}

/// What the columns of a table with these titles meant the last time.
pub fn find_mapping(tx: &mut Tx<'_>, titles: &str) -> Result<Option<String>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT columns FROM import_mapping WHERE office = ?1 AND titles = ?2", values![office, titles])
}
