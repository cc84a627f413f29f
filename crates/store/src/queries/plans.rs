//! What plans are made of: recordings by site.

use domain::id::PlaceId;
use jiff::{Timestamp, civil::Date};

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// Recordings of the people whose cases were opened at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteRecordings {
    /// The counter at which the case was opened.
    pub site: PlaceId,
    /// People.
    pub people: i64,
}

impl FromRow for SiteRecordings {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { site: row.parse(PlaceId::parse)?, people: row.integer()? })
    }
}

/// Who was recorded from a day on and before another, by the site of the case. `since` is the first instant of the first day: a case that
/// was recorded then has moved since.
pub fn recordings(tx: &mut Tx<'_>, since: Timestamp, from: Date, before: Date) -> Result<Vec<SiteRecordings>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.site, COUNT(DISTINCT o.person) FROM case_file c
             JOIN central_observation o ON o.office = c.office AND o.person = c.person
         WHERE c.office = ?1 AND c.since >= ?2 AND o.code = 'BIO_CAPTURED' AND o.observed_on >= ?3 AND o.observed_on < ?4
         GROUP BY c.site ORDER BY c.site";
    tx.query(sql, values![office, since, from, before])
}
