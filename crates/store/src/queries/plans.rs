//! What plans are made of: recordings by site, and how long cards lay.

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

/// How long a card lay, or lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardLife {
    /// When it was printed.
    pub printed_at: Timestamp,
    /// When it came to where it is: to its holder, or to a place.
    pub since: Timestamp,
    /// Whether its holder has it.
    pub collected: bool,
    /// Whether it left the office for a village or a sub-district.
    pub sent_on: bool,
}

impl FromRow for CardLife {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { printed_at: row.timestamp()?, since: row.timestamp()?, collected: row.bool()?, sent_on: row.bool()? })
    }
}

/// The last valid cards that were printed since an instant and are with their holders or at a place, the latest first.
pub fn card_lives(tx: &mut Tx<'_>, since: Timestamp, limit: i64) -> Result<Vec<CardLife>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT k.printed_at, k.since, k.custody = 'holder', EXISTS (SELECT 1 FROM place l
             WHERE l.office = k.office AND l.place = k.place AND l.kind IN ('village', 'subdistrict'))
         FROM card k WHERE k.office = ?1 AND k.printed_at >= ?2 AND k.invalid IS NULL AND k.custody IN ('holder', 'place')
         ORDER BY k.printed_at DESC, k.card LIMIT ?3";
    tx.query(sql, values![office, since, limit])
}
