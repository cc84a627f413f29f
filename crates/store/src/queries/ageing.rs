//! Records that lie at the centre, or are printable and asked for by nobody, each with the day on which its status began.

use domain::{area::VillageCode, central::CentralCode, id::PersonId, repair::RepairStage};
use jiff::civil::Date;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// A person whose record is not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Whose.
    pub person: PersonId,
    /// The latest status.
    pub code: CentralCode,
    /// Village.
    pub village: VillageCode,
    /// The first observation of the unbroken run of that status.
    pub since: Date,
    /// How far the running repair is, if there is one.
    pub repair: Option<RepairStage>,
    /// The day by which its answer is due, or on which the person is to be recorded again.
    pub due: Option<Date>,
}

impl FromRow for Unfinished {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            person: PersonId(row.integer()?),
            code: row.parse(CentralCode::from_code)?,
            village: row.parse(VillageCode::parse)?,
            since: row.date()?,
            repair: row.parse_or_null(RepairStage::from_code)?,
            due: row.date_or_null()?,
        })
    }
}

/// Everybody alive whose record is on its way or stuck at the centre ([`CentralCode::unfinished`]), and who is printable without an open case
/// or a valid card of this office. One pass over the register: a second for two million people.
pub fn unfinished(tx: &mut Tx<'_>) -> Result<Vec<Unfinished>, StoreFault> {
    let office = tx.office();
    // An observation belongs to the present run when no other code was seen after it; of two on one day the later entry is after.
    let sql = "SELECT p.person, p.central_code, p.village,
             COALESCE((SELECT MIN(o.observed_on) FROM central_observation o
                 WHERE o.office = p.office AND o.person = p.person AND o.code = p.central_code
                     AND NOT EXISTS (SELECT 1 FROM central_observation n
                         WHERE n.office = o.office AND n.person = o.person AND n.code <> o.code
                             AND (n.observed_on > o.observed_on OR (n.observed_on = o.observed_on AND n.ordinal > o.ordinal)))), p.central_on),
             r.stage, CASE r.stage WHEN 'letter_sent' THEN r.reply_due WHEN 'rerecording' THEN r.rerecord_on END
         FROM person p LEFT JOIN repair r ON r.office = p.office AND r.person = p.person AND r.stage <> 'closed'
         WHERE p.office = ?1 AND p.life = 'alive'
             AND (p.central_code IN ('BIO_CAPTURED', 'PROCESSING', 'SENT_FOR_ENROLLMENT', 'RECEIVED_AT_CENTRAL', 'SENT_FOR_DEDUP',
                     'SEARCH_FAILURE_AT_CENTRAL', 'ENROLL_FAILURE_AT_CENTRAL', 'ENROLL_FAILURE_AT_REGIONAL', 'ADJUDICATE_RECORD',
                     'REQUEST_VALIDATION', 'DUPLICATE_RECORD')
                 OR (p.central_code = 'PRINT_READY_RECORD'
                     AND NOT EXISTS (SELECT 1 FROM case_file c
                         WHERE c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled'))
                     AND NOT EXISTS (SELECT 1 FROM card d WHERE d.office = p.office AND d.person = p.person AND d.invalid IS NULL)))
         ORDER BY 4, p.person";
    tx.query(sql, values![office])
}
