//! Finding people.

use domain::{
    area::VillageCode,
    case::{CaseState, Receipt},
    id::PersonId,
    person::{Kk, Nik, Phone, Sex},
};
use jiff::civil::Date;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// At most this many people share one family card or phone on a result page.
const SHARED_MAX: i64 = 100;

/// A person on a list of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// The surrogate number.
    pub person: PersonId,
    /// The NIK, to be masked by the page.
    pub nik: Nik,
    /// The name.
    pub name: String,
    /// Date of birth.
    pub birth_date: Date,
    /// Sex.
    pub sex: Sex,
    /// Village.
    pub village: VillageCode,
    /// The state of the open case, if there is one.
    pub open_case: Option<CaseState>,
}

impl FromRow for PersonLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            person: PersonId(row.integer()?),
            nik: row.parse(|text| Nik::parse(text).ok())?,
            name: row.text()?,
            birth_date: row.date()?,
            sex: row.parse(Sex::from_code)?,
            village: row.parse(VillageCode::parse)?,
            open_case: row.parse_or_null(CaseState::from_code)?,
        })
    }
}

/// The person of a NIK.
pub fn by_nik(tx: &mut Tx<'_>, nik: &Nik) -> Result<Vec<PersonLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.person, p.nik, p.name, p.birth_date, p.sex, p.village, c.state FROM person p
         LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')
         WHERE p.office = ?1 AND p.nik = ?2";
    tx.query(sql, values![office, nik.as_str()])
}

/// Everybody on a family card, the eldest first.
pub fn by_kk(tx: &mut Tx<'_>, kk: &Kk) -> Result<Vec<PersonLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.person, p.nik, p.name, p.birth_date, p.sex, p.village, c.state FROM person p
         LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')
         WHERE p.office = ?1 AND p.kk = ?2 ORDER BY p.birth_date, p.person LIMIT ?3";
    tx.query(sql, values![office, kk.as_str(), SHARED_MAX])
}

/// Everybody who gave a phone number.
pub fn by_phone(tx: &mut Tx<'_>, phone: &Phone) -> Result<Vec<PersonLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.person, p.nik, p.name, p.birth_date, p.sex, p.village, c.state FROM person p
         LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')
         WHERE p.office = ?1 AND p.phone = ?2 ORDER BY p.birth_date, p.person LIMIT ?3";
    tx.query(sql, values![office, phone.as_str(), SHARED_MAX])
}

/// The person of a receipt, whatever became of the case.
pub fn by_receipt(tx: &mut Tx<'_>, receipt: &Receipt) -> Result<Vec<PersonLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.person, p.nik, p.name, p.birth_date, p.sex, p.village, o.state FROM case_file c
         JOIN person p ON p.office = c.office AND p.person = c.person
         LEFT JOIN case_file o ON o.office = p.office AND o.person = p.person AND o.state NOT IN ('collected', 'cancelled')
         WHERE c.office = ?1 AND c.receipt = ?2";
    tx.query(sql, values![office, receipt.as_str()])
}

/// The lines of some people, in the order of the identifiers; one who does not exist is left out.
pub fn by_ids(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<Vec<PersonLine>, StoreFault> {
    let office = tx.office();
    let ids = people.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let sql = if tx.on_postgres() {
        "SELECT p.person, p.nik, p.name, p.birth_date, p.sex, p.village, c.state FROM person p
         LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')
         WHERE p.person = ANY(string_to_array(?1, ',')::bigint[]) AND p.office = ?2"
    } else {
        // CROSS JOIN: the few identifiers lead, not the register.
        "SELECT p.person, p.nik, p.name, p.birth_date, p.sex, p.village, c.state FROM json_each('[' || ?1 || ']') i
         CROSS JOIN person p ON p.office = ?2 AND p.person = i.value
         LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')"
    };
    let mut found: Vec<PersonLine> = tx.query(sql, values![ids, office])?;
    let place = |line: &PersonLine| people.iter().position(|person| *person == line.person);
    found.sort_by_key(place);
    Ok(found)
}

/// One person's line.
pub fn by_id(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<PersonLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.person, p.nik, p.name, p.birth_date, p.sex, p.village, c.state FROM person p
         LEFT JOIN case_file c ON c.office = p.office AND c.person = p.person AND c.state NOT IN ('collected', 'cancelled')
         WHERE p.office = ?1 AND p.person = ?2";
    tx.find(sql, values![office, person])
}
