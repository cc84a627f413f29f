//! Who must have a card and who was recorded, by area, sex and age; who turns 17; where the unrecorded are.

use domain::{
    area::VillageCode,
    person::{AgeBand, Sex, born_by},
    whereabouts::Stay,
};
use jiff::civil::Date;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// Those of one neighbourhood, sex and age group who must have a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageCell {
    /// Village.
    pub village: VillageCode,
    /// RW, 0 when there is none.
    pub rw: i64,
    /// RT, 0 when there is none.
    pub rt: i64,
    /// Sex.
    pub sex: Sex,
    /// Age group.
    pub band: AgeBand,
    /// Who must have a card.
    pub must_have: i64,
    /// Recorded, among them.
    pub recorded: i64,
}

impl FromRow for CoverageCell {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            village: row.parse(VillageCode::parse)?,
            rw: row.integer()?,
            rt: row.integer()?,
            sex: row.parse(Sex::from_code)?,
            band: row.parse(AgeBand::from_code)?,
            must_have: row.integer()?,
            recorded: row.integer()?,
        })
    }
}

/// Counts those who must have a card on a day. The same people as [`super::figures::register`] counts, in one pass that
/// takes some seconds for two million people.
pub fn cells(tx: &mut Tx<'_>, on: Date) -> Result<Vec<CoverageCell>, StoreFault> {
    let office = tx.office();
    let born = |band: AgeBand| born_by(on, band.from_years());
    let sql = "SELECT village, rw, rt, sex,
             CASE WHEN birth_date > ?1 THEN 'under_17' WHEN birth_date > ?2 THEN 'at_17' WHEN birth_date > ?3 THEN '18_24'
                 WHEN birth_date > ?4 THEN '25_39' WHEN birth_date > ?5 THEN '40_59' ELSE '60_up' END,
             COUNT(*), CAST(SUM(CASE WHEN central_code <> 'UNREGISTERED' THEN 1 ELSE 0 END) AS BIGINT)
         FROM person WHERE office = ?6 AND life = 'alive' AND (birth_date <= ?1 OR marital <> 'single')
         GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5";
    let bands = [AgeBand::At17, AgeBand::From18, AgeBand::From25, AgeBand::From40, AgeBand::From60].map(born);
    let [at_17, from_18, from_25, from_40, from_60] = bands;
    tx.query(sql, values![at_17, from_18, from_25, from_40, from_60, office])
}

/// Single people of one village who have one birth date and are not 17 yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// Village.
    pub village: VillageCode,
    /// Date of birth.
    pub birth_date: Date,
    /// How many.
    pub people: i64,
    /// Recorded already, among them.
    pub recorded: i64,
}

impl FromRow for Coming {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (village, birth_date) = (row.parse(VillageCode::parse)?, row.date()?);
        Ok(Self { village, birth_date, people: row.integer()?, recorded: row.integer()? })
    }
}

/// Who was born after one day and until another, and must not have a card yet.
pub fn coming(tx: &mut Tx<'_>, after: Date, until: Date) -> Result<Vec<Coming>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT village, birth_date, COUNT(*), CAST(SUM(CASE WHEN central_code <> 'UNREGISTERED' THEN 1 ELSE 0 END) AS BIGINT)
         FROM person WHERE office = ?1 AND life = 'alive' AND marital = 'single' AND birth_date > ?2 AND birth_date <= ?3
         GROUP BY 1, 2 ORDER BY 1, 2";
    tx.query(sql, values![office, after, until])
}

/// Unrecorded people of one village who are said to be somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayCount {
    /// Village.
    pub village: VillageCode,
    /// Where.
    pub stay: Stay,
    /// How many.
    pub people: i64,
}

impl FromRow for StayCount {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { village: row.parse(VillageCode::parse)?, stay: row.parse(Stay::from_code)?, people: row.integer()? })
    }
}

/// Where those are who must have a card on a day and were not recorded, as far as somebody said so.
pub fn stays(tx: &mut Tx<'_>, on: Date) -> Result<Vec<StayCount>, StoreFault> {
    let (office, born) = (tx.office(), born_by(on, AgeBand::At17.from_years()));
    let sql = "SELECT p.village, w.stay, COUNT(*) FROM whereabouts w JOIN person p ON p.office = w.office AND p.person = w.person
         WHERE w.office = ?1 AND p.life = 'alive' AND (p.central_code IS NULL OR p.central_code = 'UNREGISTERED')
             AND (p.birth_date <= ?2 OR p.marital <> 'single')
         GROUP BY 1, 2 ORDER BY 1, 2";
    tx.query(sql, values![office, born])
}
