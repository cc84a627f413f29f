//! Print runs, the jobs of their cards, and the printers.

use domain::{
    blank::Serial,
    case::SpoilCause,
    id::{AccountId, CardId, CaseId, JobId, PersonId, PlaceId, RunId},
    print::{Job, JobState, PrintRoute, Printer, Run},
};
use jiff::Timestamp;

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Run {
    const TABLE: &'static str = "print_run";
    const COLUMNS: &'static [&'static str] =
        &["run", "number", "day", "policy", "jobs", "planned_by", "released_by", "released_at", "override_reason"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT run, number, day, policy, jobs, planned_by, released_by, released_at, override_reason FROM print_run
         WHERE office = ?1 ORDER BY run";

    fn values(&self) -> Vec<Value> {
        values![
            self.id,
            self.number,
            self.day,
            &self.policy,
            self.jobs,
            self.planned_by,
            self.released_by,
            self.released_at,
            self.override_reason.as_ref()
        ]
        .to_vec()
    }
}

impl FromRow for Run {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(RunId::parse)?,
            number: row.integer()?,
            day: row.date()?,
            policy: row.text()?,
            jobs: row.integer()?,
            planned_by: row.parse(AccountId::parse)?,
            released_by: row.parse_or_null(AccountId::parse)?,
            released_at: row.timestamp()?,
            override_reason: row.text_or_null()?,
        })
    }
}

/// Inserts a run.
pub fn save_run(write: &mut Write<'_>, run: &Run) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], run.values()].concat();
    write.execute(
        "INSERT INTO print_run (office, run, number, day, policy, jobs, planned_by, released_by, released_at,
         override_reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &params,
    )?;
    Ok(())
}

/// A run by identifier.
pub fn find_run(tx: &mut Tx<'_>, run: RunId) -> Result<Option<Run>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT run, number, day, policy, jobs, planned_by, released_by, released_at, override_reason FROM print_run
         WHERE office = ?1 AND run = ?2";
    tx.find(sql, values![office, run])
}

/// The latest runs, the latest first.
pub fn latest_runs(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Run>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT run, number, day, policy, jobs, planned_by, released_by, released_at, override_reason FROM print_run
         WHERE office = ?1 ORDER BY number DESC LIMIT ?2";
    tx.query(sql, values![office, limit])
}

impl Folded for Job {
    const TABLE: &'static str = "print_job";
    const COLUMNS: &'static [&'static str] = &[
        "job",
        "person",
        "case_id",
        "run",
        "printer",
        "route",
        "rank",
        "state",
        "since",
        "printer_job",
        "detail",
        "doubted_by",
        "serial",
        "card",
        "cause",
    ];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT job, person, case_id, run, printer, route, rank, state, since, printer_job, detail, doubted_by,
         serial, card, cause FROM print_job WHERE office = ?1 ORDER BY job";

    fn values(&self) -> Vec<Value> {
        values![
            self.id,
            self.person,
            self.case,
            self.run,
            self.printer,
            self.route,
            self.rank,
            self.state,
            self.since,
            self.printer_job,
            self.detail.as_ref(),
            self.doubted_by,
            self.serial.as_ref().map(Serial::as_str),
            self.card,
            self.cause
        ]
        .to_vec()
    }
}

impl FromRow for Job {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(JobId::parse)?,
            person: PersonId(row.integer()?),
            case: row.parse(CaseId::parse)?,
            run: row.parse(RunId::parse)?,
            printer: row.parse(PlaceId::parse)?,
            route: row.parse(PrintRoute::from_code)?,
            rank: row.integer()?,
            state: row.parse(JobState::from_code)?,
            since: row.timestamp()?,
            printer_job: row.integer_or_null()?,
            detail: row.text_or_null()?,
            doubted_by: row.parse_or_null(AccountId::parse)?,
            serial: row.parse_or_null(Serial::parse)?,
            card: row.parse_or_null(CardId::parse)?,
            cause: row.parse_or_null(SpoilCause::from_code)?,
        })
    }
}

/// Inserts or changes a job.
pub fn save_job(write: &mut Write<'_>, job: &Job) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], job.values()].concat();
    write.execute(
        "INSERT INTO print_job (office, job, person, case_id, run, printer, route, rank, state, since, printer_job,
         detail, doubted_by, serial, card, cause) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
         ?15, ?16) ON CONFLICT (office, job) DO UPDATE SET state = excluded.state, since = excluded.since, printer_job
         = excluded.printer_job, detail = excluded.detail, doubted_by = excluded.doubted_by, serial = excluded.serial,
         card = excluded.card, cause = excluded.cause",
        &params,
    )?;
    Ok(())
}

/// A job by identifier.
pub fn find_job(tx: &mut Tx<'_>, job: JobId) -> Result<Option<Job>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT job, person, case_id, run, printer, route, rank, state, since, printer_job, detail, doubted_by,
         serial, card, cause FROM print_job WHERE office = ?1 AND job = ?2";
    tx.find(sql, values![office, job])
}

/// The job of a case that is not ended.
pub fn open_job_of(tx: &mut Tx<'_>, case: CaseId) -> Result<Option<Job>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT job, person, case_id, run, printer, route, rank, state, since, printer_job, detail, doubted_by,
         serial, card, cause FROM print_job WHERE office = ?1 AND case_id = ?2 AND state NOT IN ('good', 'spoiled',
         'taken_back')";
    tx.find(sql, values![office, case])
}

/// The jobs of a printer that are not ended, in the order in which they are to be printed.
pub fn open_jobs_at(tx: &mut Tx<'_>, printer: PlaceId) -> Result<Vec<Job>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT job, person, case_id, run, printer, route, rank, state, since, printer_job, detail, doubted_by,
         serial, card, cause FROM print_job WHERE office = ?1 AND printer = ?2 AND state NOT IN ('good', 'spoiled',
         'taken_back') ORDER BY run, rank";
    tx.query(sql, values![office, printer])
}

impl Folded for Printer {
    const TABLE: &'static str = "printer";
    const COLUMNS: &'static [&'static str] = &["place", "route", "heat_cards_a_day", "seconds_a_card", "ribbon_from"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT place, route, heat_cards_a_day, seconds_a_card, ribbon_from FROM printer WHERE office = ?1 ORDER BY
         place";

    fn values(&self) -> Vec<Value> {
        values![self.place, self.route, self.heat_cards_a_day, self.seconds_a_card, self.ribbon_from].to_vec()
    }
}

impl FromRow for Printer {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            place: row.parse(PlaceId::parse)?,
            route: row.parse(PrintRoute::from_code)?,
            heat_cards_a_day: row.integer()?,
            seconds_a_card: row.integer()?,
            ribbon_from: row.integer()?,
        })
    }
}

/// Inserts or changes a printer.
pub fn save_printer(write: &mut Write<'_>, printer: &Printer) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], printer.values()].concat();
    write.execute(
        "INSERT INTO printer (office, place, route, heat_cards_a_day, seconds_a_card, ribbon_from) VALUES (?1, ?2, ?3,
         ?4, ?5, ?6) ON CONFLICT (office, place) DO UPDATE SET route = excluded.route, heat_cards_a_day =
         excluded.heat_cards_a_day, seconds_a_card = excluded.seconds_a_card, ribbon_from = excluded.ribbon_from",
        &params,
    )?;
    Ok(())
}

/// A printer that was set up.
pub fn find_printer(tx: &mut Tx<'_>, place: PlaceId) -> Result<Option<Printer>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT place, route, heat_cards_a_day, seconds_a_card, ribbon_from FROM printer WHERE office = ?1 AND place =
         ?2";
    tx.find(sql, values![office, place])
}

/// The number of the last run; 0 before the first.
pub fn last_run_number(tx: &mut Tx<'_>) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT COALESCE(MAX(number), 0) FROM print_run WHERE office = ?1", values![office])
}

/// How many cards and spoiled blanks a printer made since an instant, and how many jobs of it are not ended.
pub fn load_since(tx: &mut Tx<'_>, printer: PlaceId, since: Timestamp) -> Result<(i64, i64), StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM blank_movement
         WHERE office = ?1 AND from_place = ?2 AND at >= ?3 AND kind IN ('used', 'spoiled') AND case_id IS NOT NULL";
    let made: i64 = tx.get(sql, values![office, printer, since])?;
    let sql = "SELECT COUNT(*) FROM print_job WHERE office = ?1 AND printer = ?2 AND state NOT IN ('good', 'spoiled', 'taken_back')";
    Ok((made, tx.get(sql, values![office, printer])?))
}
