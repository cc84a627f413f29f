//! Questions of identity that wait for the data administrator, and their answers.

use domain::{
    id::{AccountId, ImportId, PersonId},
    question::{Asked, Question, QuestionId, QuestionKind, QuestionState},
};

use super::Folded;
use crate::{
    FromRow, Row, StoreFault, Tx, Value, Write,
    journal::{decode_rows, encode_rows},
    value::values,
};

impl Folded for Question {
    const TABLE: &'static str = "question";
    const COLUMNS: &'static [&'static str] =
        &["question", "kind", "import", "people", "rows", "raised_at", "state", "answered_by", "answered_at", "note"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT question, kind, import, people, rows, raised_at, state, answered_by, answered_at, note
         FROM question WHERE office = ?1 ORDER BY question";

    fn values(&self) -> Vec<Value> {
        let Self { id, asked, raised_at, state, answered_by, answered_at, note } = self;
        let people = asked.people.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        // What was read once can be written; an empty text would differ from the journal and be found.
        let rows = encode_rows(&asked.rows).unwrap_or_default();
        values![id.as_str(), asked.kind, asked.import, people, rows, *raised_at, *state, *answered_by, *answered_at, note.clone()].to_vec()
    }
}

impl FromRow for Question {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (id, kind, import) = (row.parse(QuestionId::parse)?, row.parse(QuestionKind::from_code)?, row.parse(ImportId::parse)?);
        let people = row.text()?;
        let numbers = people.split_whitespace().map(|number| number.parse().map(PersonId));
        let people = numbers.collect::<Result<_, _>>().map_err(|_| StoreFault::Corrupt("people of a question".to_owned()))?;
        let rows = decode_rows(&row.text()?)?;
        Ok(Self {
            id,
            asked: Asked { kind, import, people, rows },
            raised_at: row.timestamp()?,
            state: row.parse(QuestionState::from_code)?,
            answered_by: row.parse_or_null(AccountId::parse)?,
            answered_at: row.timestamp_or_null()?,
            note: row.text_or_null()?,
        })
    }
}

/// Inserts a question or what became of it; what is asked never changes.
pub fn save(write: &mut Write<'_>, question: &Question) -> Result<(), StoreFault> {
    let mut row = values![write.office()].to_vec();
    row.extend(question.values());
    write.execute(
        "INSERT INTO question (office, question, kind, import, people, rows, raised_at, state, answered_by, answered_at, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (office, question) DO UPDATE SET state = excluded.state, answered_by = excluded.answered_by,
             answered_at = excluded.answered_at, note = excluded.note",
        &row,
    )?;
    Ok(())
}

/// A question.
pub fn find(tx: &mut Tx<'_>, question: &QuestionId) -> Result<Option<Question>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT question, kind, import, people, rows, raised_at, state, answered_by, answered_at, note
         FROM question WHERE office = ?1 AND question = ?2";
    tx.find(sql, values![office, question.as_str()])
}

/// Questions in a state, the oldest first; `kind` is a code, or empty for all.
pub fn in_state(tx: &mut Tx<'_>, state: QuestionState, kind: &str, limit: i64) -> Result<Vec<Question>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT question, kind, import, people, rows, raised_at, state, answered_by, answered_at, note
         FROM question WHERE office = ?1 AND state = ?2 AND (?3 = '' OR kind = ?3) ORDER BY raised_at, question LIMIT ?4";
    tx.query(sql, values![office, state, kind, limit])
}

/// How many questions of each kind are open.
pub fn open_counts(tx: &mut Tx<'_>) -> Result<Vec<(QuestionKind, i64)>, StoreFault> {
    let office = tx.office();
    let mut counts = Vec::new();
    let sql = "SELECT kind, COUNT(*) FROM question WHERE office = ?1 AND state = 'open' GROUP BY kind ORDER BY kind";
    tx.for_each(sql, values![office], |mut row| {
        counts.push((row.parse(QuestionKind::from_code)?, row.integer()?));
        Ok::<_, StoreFault>(())
    })?;
    Ok(counts)
}
