//! What printing looks at: who waits, what a printer says, what it made, what is asked of the office.

use domain::{
    area::VillageCode,
    case::{Damage, DeferReason, Purpose, Receipt},
    id::{CaseId, JobId, PersonId, PlaceId, SuketId},
    person::Nik,
    print::JobState,
};
use jiff::{Timestamp, civil::Date};

use crate::{FromRow, Row, StoreFault, Tx, Write, value::values};

/// A case that could be printed, as the ranking needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingLine {
    /// The case.
    pub case: CaseId,
    /// Its receipt.
    pub receipt: Receipt,
    /// Why.
    pub purpose: Purpose,
    /// How badly the old card is damaged.
    pub damage: Option<Damage>,
    /// Priority class, 1 first.
    pub class: i64,
    /// When the case was opened.
    pub opened_at: Timestamp,
    /// Since when it could be printed, or waits for blanks.
    pub since: Timestamp,
    /// The village, by which the run is sorted for the shelves.
    pub village: VillageCode,
}

impl FromRow for WaitingLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            purpose: row.parse(Purpose::from_code)?,
            damage: row.parse_or_null(Damage::from_code)?,
            class: row.integer()?,
            opened_at: row.timestamp()?,
            since: row.timestamp()?,
            village: row.parse(VillageCode::parse)?,
        })
    }
}

/// Every case that could be printed on a day: class first, then the oldest request.
pub fn waiting(tx: &mut Tx<'_>, today: Date) -> Result<Vec<WaitingLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.purpose, c.damage, c.class, c.opened_at, c.since, p.village
         FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state IN ('ready_to_print', 'deferred') AND (c.print_from IS NULL OR c.print_from <= ?2)
         ORDER BY c.class, c.opened_at, c.case_id";
    tx.query(sql, values![office, today])
}

/// A case that waits for blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeferredLine {
    /// The case.
    pub case: CaseId,
    /// Its receipt.
    pub receipt: Receipt,
    /// Whose card.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// NIK, to be masked by the page.
    pub nik: Nik,
    /// Village.
    pub village: VillageCode,
    /// Why a card is asked for.
    pub purpose: Purpose,
    /// Priority class.
    pub class: i64,
    /// Why it waits.
    pub reason: DeferReason,
    /// The letter of the rule.
    pub rule: String,
    /// Until when.
    pub until: Date,
    /// When the citizen was told.
    pub told_at: Option<Timestamp>,
    /// The temporary letter, when one was given, and until when it holds.
    pub suket: Option<(SuketId, Date)>,
}

impl FromRow for DeferredLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            nik: row.parse(|text| Nik::parse(text).ok())?,
            village: row.parse(VillageCode::parse)?,
            purpose: row.parse(Purpose::from_code)?,
            class: row.integer()?,
            reason: row.parse(DeferReason::from_code)?,
            rule: row.text()?,
            until: row.date()?,
            told_at: row.timestamp_or_null()?,
            suket: row.parse_or_null(SuketId::parse)?.zip(row.date_or_null()?),
        })
    }
}

/// One page of the cases that wait for blanks, those not told first, then by the day until which they wait. `within` is a sub-district's
/// dotted code, or empty for all.
pub fn deferred(tx: &mut Tx<'_>, within: &str, limit: i64, offset: i64) -> Result<Vec<DeferredLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person, p.name, p.nik, p.village, c.purpose, c.class, c.deferred_reason, c.deferred_rule,
             c.deferred_until, c.deferred_told_at, s.suket, s.valid_until
         FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         LEFT JOIN suket s ON s.office = c.office AND s.person = c.person AND s.ended IS NULL
         WHERE c.office = ?1 AND c.state = 'deferred' AND (?2 = '' OR substr(p.village, 1, 8) = ?2)
         ORDER BY CASE WHEN c.deferred_told_at IS NULL THEN 0 ELSE 1 END, c.deferred_until, c.class, c.opened_at, c.case_id
         LIMIT ?3 OFFSET ?4";
    tx.query(sql, values![office, within, limit, offset])
}

/// How many cases wait for blanks, and how many of these citizens were not told.
pub fn deferred_count(tx: &mut Tx<'_>, within: &str) -> Result<(i64, i64), StoreFault> {
    let office = tx.office();
    let sql = "SELECT COUNT(*) FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state = 'deferred' AND (?2 = '' OR substr(p.village, 1, 8) = ?2)";
    let all: i64 = tx.get(sql, values![office, within])?;
    let sql = "SELECT COUNT(*) FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state = 'deferred' AND c.deferred_told_at IS NULL AND (?2 = '' OR substr(p.village, 1, 8) = ?2)";
    Ok((all, tx.get(sql, values![office, within])?))
}

/// How many cases of a purpose and class were opened on or after an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandLine {
    /// Why.
    pub purpose: Purpose,
    /// Priority class.
    pub class: i64,
    /// Cases.
    pub opened: i64,
}

impl FromRow for DemandLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { purpose: row.parse(Purpose::from_code)?, class: row.integer()?, opened: row.integer()? })
    }
}

/// The demand since an instant, by class and purpose; what was cancelled counts too.
pub fn demand(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<DemandLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT purpose, class, COUNT(*) FROM case_file WHERE office = ?1 AND opened_at >= ?2
         GROUP BY purpose, class ORDER BY class, purpose";
    tx.query(sql, values![office, since])
}

/// A job with what its row on the screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobLine {
    /// The job.
    pub job: JobId,
    /// The case.
    pub case: CaseId,
    /// Its receipt.
    pub receipt: Receipt,
    /// Whose card.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// NIK, to be masked by the page.
    pub nik: Nik,
    /// Village.
    pub village: VillageCode,
    /// Why.
    pub purpose: Purpose,
    /// Priority class.
    pub class: i64,
    /// The printer.
    pub printer: PlaceId,
    /// Its place in the run.
    pub rank: i64,
    /// Where it stands.
    pub state: JobState,
    /// Since when.
    pub since: Timestamp,
    /// What the printer said, or why it is in doubt.
    pub detail: Option<String>,
}

impl FromRow for JobLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            job: row.parse(JobId::parse)?,
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            nik: row.parse(|text| Nik::parse(text).ok())?,
            village: row.parse(VillageCode::parse)?,
            purpose: row.parse(Purpose::from_code)?,
            class: row.integer()?,
            printer: row.parse(PlaceId::parse)?,
            rank: row.integer()?,
            state: row.parse(JobState::from_code)?,
            since: row.timestamp()?,
            detail: row.text_or_null()?,
        })
    }
}

/// The jobs that are not ended, by run and rank, at most `limit` of them.
pub fn open_jobs(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<JobLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT j.job, j.case_id, c.receipt, j.person, p.name, p.nik, p.village, c.purpose, c.class, j.printer, j.rank, j.state,
             j.since, j.detail
         FROM print_job j JOIN case_file c ON c.office = j.office AND c.case_id = j.case_id
         JOIN person p ON p.office = j.office AND p.person = j.person
         WHERE j.office = ?1 AND j.state NOT IN ('good', 'spoiled', 'taken_back') ORDER BY j.run, j.rank LIMIT ?2";
    tx.query(sql, values![office, limit])
}

/// The jobs of a run, by rank.
pub fn run_jobs(tx: &mut Tx<'_>, run: domain::id::RunId) -> Result<Vec<JobLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT j.job, j.case_id, c.receipt, j.person, p.name, p.nik, p.village, c.purpose, c.class, j.printer, j.rank, j.state,
             j.since, j.detail
         FROM print_job j JOIN case_file c ON c.office = j.office AND c.case_id = j.case_id
         JOIN person p ON p.office = j.office AND p.person = j.person
         WHERE j.office = ?1 AND j.run = ?2 ORDER BY j.rank";
    tx.query(sql, values![office, run])
}

/// The instants of a printer's last good cards and spoiled blanks, the latest first: from them its rate is learnt.
pub fn print_instants(tx: &mut Tx<'_>, printer: PlaceId, limit: i64) -> Result<Vec<i64>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT at FROM blank_movement
         WHERE office = ?1 AND from_place = ?2 AND kind IN ('used', 'spoiled') AND case_id IS NOT NULL ORDER BY at DESC LIMIT ?3";
    tx.query(sql, values![office, printer, limit])
}

/// What a printer said of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterStatus {
    /// The printer.
    pub place: PlaceId,
    /// `idle`, `processing`, `stopped`, `unreachable`.
    pub state: String,
    /// Its reasons, separated by commas.
    pub reasons: String,
    /// When.
    pub at: Timestamp,
}

impl FromRow for PrinterStatus {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { place: row.parse(PlaceId::parse)?, state: row.text()?, reasons: row.text()?, at: row.timestamp()? })
    }
}

/// Notes what a printer says of itself.
pub fn note_status(write: &mut Write<'_>, status: &PrinterStatus) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute(
        "INSERT INTO printer_status (office, place, state, reasons, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, place) DO UPDATE SET state = excluded.state, reasons = excluded.reasons, at = excluded.at",
        values![office, status.place, &status.state, &status.reasons, status.at],
    )?;
    Ok(())
}

/// What all printers said last.
pub fn statuses(tx: &mut Tx<'_>) -> Result<Vec<PrinterStatus>, StoreFault> {
    let office = tx.office();
    tx.query("SELECT place, state, reasons, at FROM printer_status WHERE office = ?1 ORDER BY place", values![office])
}

/// The runs since an instant that left the order of the law, with their reason, the latest first.
pub fn override_runs(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<domain::print::Run>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT run, number, day, policy, jobs, planned_by, released_by, released_at, override_reason FROM print_run
         WHERE office = ?1 AND override_reason IS NOT NULL AND released_at >= ?2 ORDER BY number DESC LIMIT ?3";
    tx.query(sql, values![office, since, limit])
}
