//! Cases that wait in a state, for the people who can move them.

use domain::{
    area::VillageCode,
    case::{CaseState, Purpose, Receipt},
    id::{CaseId, PersonId},
    person::Nik,
};
use jiff::Timestamp;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// A case that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingLine {
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
    /// Why a card is needed.
    pub purpose: Purpose,
    /// Since when it waits in this state.
    pub since: Timestamp,
}

impl FromRow for WaitingLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            nik: row.parse(|text| Nik::parse(text).ok())?,
            village: row.parse(VillageCode::parse)?,
            purpose: row.parse(Purpose::from_code)?,
            since: row.timestamp()?,
        })
    }
}

/// The cases in a state, those that wait longest first. `subdistrict` is a dotted code or empty for all.
pub fn in_state(tx: &mut Tx<'_>, state: CaseState, subdistrict: &str, limit: i64) -> Result<Vec<WaitingLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person, p.name, p.nik, p.village, c.purpose, c.since
         FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state = ?2 AND (?3 = '' OR substr(p.village, 1, 8) = ?3) ORDER BY c.since, c.case_id LIMIT ?4";
    tx.query(sql, values![office, state, subdistrict, limit])
}
