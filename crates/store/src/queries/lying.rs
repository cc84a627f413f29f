//! Printed cards on their way into their holders' hands: when each was printed, told of and collected. For `n.state || ''` see `notices.rs`.

use domain::{batch::NotCollected, case::CaseState};
use jiff::Timestamp;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// What one card says of how long cards lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LyingCard {
    /// When it was printed.
    pub printed_at: Timestamp,
    /// Where its case stands.
    pub state: CaseState,
    /// Since when.
    pub since: Timestamp,
    /// When the first notice about it that counts went out.
    pub notice_at: Option<Timestamp>,
}

impl FromRow for LyingCard {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            printed_at: row.timestamp()?,
            state: row.parse(CaseState::from_code)?,
            since: row.timestamp()?,
            notice_at: row.timestamp_or_null()?,
        })
    }
}

/// The cards that were printed since an instant, the latest of each case, the oldest first.
pub fn printed_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<LyingCard>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT k.printed_at, c.state, c.since,
             (SELECT MIN(COALESCE(n.taken_at, n.created_at)) FROM notice n WHERE n.office = c.office AND n.case_id = c.case_id
                 AND n.purpose IN ('ready', 'reminder') AND n.state || '' IN ('taken', 'unanswered', 'delivered', 'told'))
         FROM card k JOIN case_file c ON c.office = k.office AND c.case_id = k.case_id AND c.card = k.card
         WHERE k.office = ?1 AND k.printed_at >= ?2 ORDER BY k.printed_at, k.card";
    tx.query(sql, values![office, since])
}

/// Why cards came back uncollected, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnReason {
    /// Why.
    pub reason: NotCollected,
    /// Cards.
    pub cards: i64,
}

impl FromRow for ReturnReason {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { reason: row.parse(NotCollected::from_code)?, cards: row.integer()? })
    }
}

/// Why cards came back since an instant, the most frequent reason first.
pub fn reasons_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<ReturnReason>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT reason, COUNT(*) FROM handover_card WHERE office = ?1 AND since >= ?2 AND reason IS NOT NULL
         GROUP BY reason ORDER BY COUNT(*) DESC, reason";
    tx.query(sql, values![office, since])
}
