//! Notices, numbers that want none, and receipts that came too early.

use domain::{
    case::ToldBy,
    id::{CaseId, NoticeId, PersonId},
    notice::{Language, Notice, NoticePurpose, NoticeState, ReceiptOutcome, StoppedPhone},
    person::Phone,
};
use jiff::Timestamp;

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Notice {
    const TABLE: &'static str = "notice";
    const COLUMNS: &'static [&'static str] = &[
        "notice",
        "person",
        "case_id",
        "number",
        "purpose",
        "language",
        "version",
        "text",
        "phone",
        "created_at",
        "send_from",
        "deadline",
        "state",
        "since",
        "attempts",
        "route",
        "reference",
        "taken_at",
        "detail",
        "possibly_double",
        "told_by",
    ];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from,
         deadline, state, since, attempts, route, reference, taken_at, detail, possibly_double, told_by FROM notice
         WHERE office = ?1 ORDER BY notice";

    fn values(&self) -> Vec<Value> {
        values![
            self.id,
            self.person,
            self.case,
            self.number,
            self.purpose,
            self.language,
            self.version,
            &self.text,
            self.phone.as_ref().map(Phone::as_str),
            self.created_at,
            self.send_from,
            self.deadline,
            self.state,
            self.since,
            self.attempts,
            self.route.as_ref(),
            self.reference.as_ref(),
            self.taken_at,
            self.detail.as_ref(),
            self.possibly_double,
            self.told_by,
        ]
        .to_vec()
    }
}

impl FromRow for Notice {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(NoticeId::parse)?,
            person: PersonId(row.integer()?),
            case: row.parse(CaseId::parse)?,
            number: row.integer()?,
            purpose: row.parse(NoticePurpose::from_code)?,
            language: row.parse(Language::from_code)?,
            version: row.integer()?,
            text: row.text()?,
            phone: row.parse_or_null(|text| Phone::parse(text).ok())?,
            created_at: row.timestamp()?,
            send_from: row.timestamp()?,
            deadline: row.timestamp()?,
            state: row.parse(NoticeState::from_code)?,
            since: row.timestamp()?,
            attempts: row.integer()?,
            route: row.text_or_null()?,
            reference: row.text_or_null()?,
            taken_at: row.timestamp_or_null()?,
            detail: row.text_or_null()?,
            possibly_double: row.bool()?,
            told_by: row.parse_or_null(ToldBy::from_code)?,
        })
    }
}

/// Inserts or changes a notice.
pub fn save(write: &mut Write<'_>, notice: &Notice) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], notice.values()].concat();
    write.execute(
        "INSERT INTO notice (office, notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from,
             deadline, state, since, attempts, route, reference, taken_at, detail, possibly_double, told_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
         ON CONFLICT (office, notice) DO UPDATE SET send_from = excluded.send_from, state = excluded.state, since = excluded.since,
             attempts = excluded.attempts, route = excluded.route, reference = excluded.reference, taken_at = excluded.taken_at,
             detail = excluded.detail, possibly_double = excluded.possibly_double",
        &params,
    )?;
    Ok(())
}

/// A notice by identifier.
pub fn find(tx: &mut Tx<'_>, notice: NoticeId) -> Result<Option<Notice>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from, deadline, state,
             since, attempts, route, reference, taken_at, detail, possibly_double, told_by FROM notice WHERE office = ?1 AND notice = ?2";
    tx.find(sql, values![office, notice])
}

/// The notice that a gateway knows under a number of its own.
pub fn find_by_reference(tx: &mut Tx<'_>, route: &str, reference: &str) -> Result<Option<Notice>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from, deadline, state,
             since, attempts, route, reference, taken_at, detail, possibly_double, told_by FROM notice
         WHERE office = ?1 AND route = ?2 AND reference = ?3 ORDER BY number";
    tx.find(sql, values![office, route, reference])
}

/// The notices of a case, in order.
pub fn of_case(tx: &mut Tx<'_>, case: CaseId) -> Result<Vec<Notice>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from, deadline, state,
             since, attempts, route, reference, taken_at, detail, possibly_double, told_by FROM notice
         WHERE office = ?1 AND case_id = ?2 ORDER BY number";
    tx.query(sql, values![office, case])
}

/// The notices in a state that are to be looked at by an instant, those that wait longest first.
pub fn in_state(tx: &mut Tx<'_>, state: NoticeState, by: Timestamp, limit: i64) -> Result<Vec<Notice>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from, deadline, state,
             since, attempts, route, reference, taken_at, detail, possibly_double, told_by FROM notice
         WHERE office = ?1 AND state = ?2 AND send_from <= ?3 ORDER BY send_from, notice LIMIT ?4";
    tx.query(sql, values![office, state, by, limit])
}

/// The notices that have been in a state since before an instant, the oldest first.
pub fn stale(tx: &mut Tx<'_>, state: NoticeState, before: Timestamp, limit: i64) -> Result<Vec<Notice>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from, deadline, state,
             since, attempts, route, reference, taken_at, detail, possibly_double, told_by FROM notice
         WHERE office = ?1 AND state = ?2 AND since <= ?3 ORDER BY since, notice LIMIT ?4";
    tx.query(sql, values![office, state, before, limit])
}

/// The notices that wait and whose deadline has passed, the oldest first.
pub fn overdue(tx: &mut Tx<'_>, now: Timestamp, limit: i64) -> Result<Vec<Notice>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT notice, person, case_id, number, purpose, language, version, text, phone, created_at, send_from, deadline, state,
             since, attempts, route, reference, taken_at, detail, possibly_double, told_by FROM notice
         WHERE office = ?1 AND state = 'waiting' AND deadline <= ?2 ORDER BY deadline, notice LIMIT ?3";
    tx.query(sql, values![office, now, limit])
}

impl Folded for StoppedPhone {
    const TABLE: &'static str = "stopped_phone";
    const COLUMNS: &'static [&'static str] = &["phone", "since"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT phone, since FROM stopped_phone WHERE office = ?1 ORDER BY phone";

    fn values(&self) -> Vec<Value> {
        values![self.phone.as_str(), self.since].to_vec()
    }
}

impl FromRow for StoppedPhone {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { phone: row.parse(|text| Phone::parse(text).ok())?, since: row.timestamp()? })
    }
}

/// A number wants no messages from now on; `false` when it did not before.
pub fn stop_phone(write: &mut Write<'_>, phone: &Phone) -> Result<bool, StoreFault> {
    let (office, now) = (write.office(), write.now);
    let sql = "INSERT INTO stopped_phone (office, phone, since) VALUES (?1, ?2, ?3) ON CONFLICT (office, phone) DO NOTHING";
    Ok(write.execute(sql, values![office, phone.as_str(), now])? > 0)
}

/// A number wants messages again; `false` when it did before.
pub fn allow_phone(write: &mut Write<'_>, phone: &Phone) -> Result<bool, StoreFault> {
    let office = write.office();
    Ok(write.execute("DELETE FROM stopped_phone WHERE office = ?1 AND phone = ?2", values![office, phone.as_str()])? > 0)
}

/// Since when a number wants no messages.
pub fn find_stopped(tx: &mut Tx<'_>, phone: &Phone) -> Result<Option<StoppedPhone>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT phone, since FROM stopped_phone WHERE office = ?1 AND phone = ?2", values![office, phone.as_str()])
}

/// Keeps a receipt for a message that is not known yet.
pub fn keep_stray(write: &mut Write<'_>, route: &str, reference: &str, outcome: ReceiptOutcome) -> Result<(), StoreFault> {
    let (office, now) = (write.office(), write.now);
    write.execute(
        "INSERT INTO stray_receipt (office, route, reference, outcome, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, route, reference, outcome) DO NOTHING",
        values![office, route, reference, outcome, now],
    )?;
    Ok(())
}

struct Stray(ReceiptOutcome);

impl FromRow for Stray {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        row.parse(ReceiptOutcome::from_code).map(Self)
    }
}

/// Takes the receipts out that came before a message was known.
pub fn take_strays(write: &mut Write<'_>, route: &str, reference: &str) -> Result<Vec<ReceiptOutcome>, StoreFault> {
    let office = write.office();
    let sql = "SELECT outcome FROM stray_receipt WHERE office = ?1 AND route = ?2 AND reference = ?3 ORDER BY at, outcome";
    let found: Vec<Stray> = write.query(sql, values![office, route, reference])?;
    if !found.is_empty() {
        let sql = "DELETE FROM stray_receipt WHERE office = ?1 AND route = ?2 AND reference = ?3";
        write.execute(sql, values![office, route, reference])?;
    }
    Ok(found.into_iter().map(|stray| stray.0).collect())
}

/// Forgets receipts that nobody asked for since before an instant.
pub fn sweep_strays(write: &mut Write<'_>, before: Timestamp) -> Result<u64, StoreFault> {
    let office = write.office();
    write.execute("DELETE FROM stray_receipt WHERE office = ?1 AND at < ?2", values![office, before])
}
