//! The unrecorded of a village by name and address, in the order in which a team walks.

use domain::{
    area::VillageCode,
    case::CaseState,
    id::PersonId,
    person::{Kk, Marital, Nik, Sex},
    whereabouts::Stay,
};
use jiff::civil::Date;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// Somebody on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// The surrogate number.
    pub person: PersonId,
    /// The NIK, to be masked where it is shown.
    pub nik: Nik,
    /// The family card number.
    pub kk: Option<Kk>,
    /// The name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: Date,
    /// Marital status: who is married must have a card before 17.
    pub marital: Marital,
    /// Street or hamlet.
    pub address: String,
    /// RT, 0 when there is none.
    pub rt: i64,
    /// RW, 0 when there is none.
    pub rw: i64,
    /// Where the person is said to be, and since which day.
    pub stay: Option<(Stay, Date)>,
    /// The state of the open case, if there is one.
    pub open_case: Option<CaseState>,
}

impl FromRow for ListLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            person: PersonId(row.integer()?),
            nik: row.parse(|text| Nik::parse(text).ok())?,
            kk: row.parse_or_null(|text| Kk::parse(text).ok())?,
            name: row.text()?,
            sex: row.parse(Sex::from_code)?,
            birth_date: row.date()?,
            marital: row.parse(Marital::from_code)?,
            address: row.text()?,
            rt: row.integer()?,
            rw: row.integer()?,
            stay: row.parse_or_null(Stay::from_code)?.zip(row.date_or_null()?),
            open_case: row.parse_or_null(CaseState::from_code)?,
        })
    }
}

/// Who lives in a village and was not recorded: all who are married or ever married, and the others born by a day. Ordered by RW, RT,
/// address, family and name; at most `limit`, whole neighbourhoods first.
pub fn unrecorded(tx: &mut Tx<'_>, village: &VillageCode, born_by: Date, limit: i64) -> Result<Vec<ListLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.person, p.nik, p.kk, p.name, p.sex, p.birth_date, p.marital, p.address, p.rt, p.rw, w.stay, w.noted_on, c.state
         FROM person p LEFT JOIN whereabouts w ON w.office = p.office AND w.person = p.person
         LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')
         WHERE p.office = ?1 AND p.village = ?2 AND p.life = 'alive' AND (p.central_code IS NULL OR p.central_code = 'UNREGISTERED')
             AND (p.birth_date <= ?3 OR p.marital <> 'single')
         ORDER BY p.rw, p.rt, p.person LIMIT ?4";
    let mut found: Vec<ListLine> = tx.query(sql, values![office, village.as_str(), born_by, limit])?;
    // Texts are ordered here: each engine has an order of its own.
    found.sort_by(|one, other| key(one).cmp(&key(other)));
    Ok(found)
}

fn key(line: &ListLine) -> (i64, i64, &str, Option<&str>, &str, PersonId) {
    (line.rw, line.rt, &line.address, line.kk.as_ref().map(Kk::as_str), &line.name, line.person)
}
