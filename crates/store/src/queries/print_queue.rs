//! What is ready to print.

use domain::{
    area::VillageCode,
    case::{Damage, Purpose, Receipt},
    id::{CaseId, PersonId},
    person::Nik,
};
use jiff::{Timestamp, civil::Date};

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// A case that is ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
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
    /// How badly the old card is damaged.
    pub damage: Option<Damage>,
    /// Priority class, 1 first.
    pub class: i64,
    /// Since when it waits for the printer.
    pub since: Timestamp,
    /// When the case was opened: its place in the order.
    pub opened_at: Timestamp,
}

impl FromRow for QueueLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            case: row.parse(CaseId::parse)?,
            receipt: row.parse(Receipt::parse)?,
            person: PersonId(row.integer()?),
            name: row.text()?,
            nik: row.parse(|text| Nik::parse(text).ok())?,
            village: row.parse(VillageCode::parse)?,
            purpose: row.parse(Purpose::from_code)?,
            damage: row.parse_or_null(Damage::from_code)?,
            class: row.integer()?,
            since: row.timestamp()?,
            opened_at: row.timestamp()?,
        })
    }
}

/// One page of the queue on a day: class first, then the oldest request. Each of `within` is a sub-district's dotted code, or empty for all.
pub fn page(tx: &mut Tx<'_>, today: Date, within: [&str; 2], limit: i64, offset: i64) -> Result<Vec<QueueLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.case_id, c.receipt, c.person, p.name, p.nik, p.village, c.purpose, c.damage, c.class, c.since, c.opened_at
         FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state IN ('ready_to_print', 'deferred') AND (c.print_from IS NULL OR c.print_from <= ?2)
             AND (?3 = '' OR substr(p.village, 1, 8) = ?3) AND (?4 = '' OR substr(p.village, 1, 8) = ?4)
         ORDER BY c.class, c.opened_at, c.case_id LIMIT ?5 OFFSET ?6";
    let [chosen, reach] = within;
    tx.query(sql, values![office, today, chosen, reach, limit, offset])
}

/// How many cases the whole queue holds.
pub fn count(tx: &mut Tx<'_>, today: Date, within: [&str; 2]) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT COUNT(*) FROM case_file c JOIN person p ON p.office = c.office AND p.person = c.person
         WHERE c.office = ?1 AND c.state IN ('ready_to_print', 'deferred') AND (c.print_from IS NULL OR c.print_from <= ?2)
             AND (?3 = '' OR substr(p.village, 1, 8) = ?3) AND (?4 = '' OR substr(p.village, 1, 8) = ?4)";
    let [chosen, reach] = within;
    tx.get(sql, values![office, today, chosen, reach])
}
