//! The blank stock for the stock page.

use domain::{
    blank::BlankState,
    place::{Place, PlaceKind},
};
use jiff::Timestamp;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// What a place holds, over all lots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockLine {
    /// The place.
    pub place: Place,
    /// As what.
    pub state: BlankState,
    /// Pieces.
    pub quantity: i64,
}

impl FromRow for StockLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { place: Place::from_row(row)?, state: row.parse(BlankState::from_code)?, quantity: row.integer()? })
    }
}

/// The stock by place and state, ordered by place code.
pub fn by_place(tx: &mut Tx<'_>) -> Result<Vec<StockLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.place, p.kind, p.code, p.name, b.state, CAST(SUM(b.quantity) AS BIGINT) FROM blank_balance b
         JOIN place p ON p.office = b.office AND p.place = b.place
         WHERE b.office = ?1 GROUP BY p.place, p.kind, p.code, p.name, b.state ORDER BY p.code, b.state";
    tx.query(sql, values![office])
}

/// New blanks at one kind of place.
pub fn new_at(tx: &mut Tx<'_>, kind: PlaceKind) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(b.quantity), 0) AS BIGINT) FROM blank_balance b
         JOIN place p ON p.office = b.office AND p.place = b.place WHERE b.office = ?1 AND p.kind = ?2 AND b.state = 'new'";
    tx.get(sql, values![office, kind])
}

/// Everything that was ever received.
pub fn received(tx: &mut Tx<'_>) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM blank_movement WHERE office = ?1 AND kind = 'received'";
    tx.get(sql, values![office])
}

/// How many blanks became cards or were spoiled since an instant.
pub fn consumed_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM blank_movement
         WHERE office = ?1 AND at >= ?2 AND kind IN ('used', 'spoiled')";
    tx.get(sql, values![office, since])
}

/// A movement for the list of the last ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementLine {
    /// When.
    pub at: Timestamp,
    /// `received`, `moved`, `used` or `spoiled`.
    pub kind: String,
    /// The lot's label.
    pub lot: String,
    /// Pieces.
    pub quantity: i64,
    /// From which place, its name.
    pub from: String,
    /// To which.
    pub to: String,
    /// Why, when spoiled.
    pub cause: Option<String>,
    /// Who, an account's identifier or `system`.
    pub actor: String,
}

impl FromRow for MovementLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            at: row.timestamp()?,
            kind: row.text()?,
            lot: row.text()?,
            quantity: row.integer()?,
            from: row.text()?,
            to: row.text()?,
            cause: row.text_or_null()?,
            actor: row.text()?,
        })
    }
}

/// The last movements, newest first.
pub fn movements(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<MovementLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT m.at, m.kind, l.label, m.quantity, f.name, t.name, m.cause, COALESCE(a.name, j.actor) FROM blank_movement m
         JOIN blank_lot l ON l.office = m.office AND l.lot = m.lot
         JOIN place f ON f.office = m.office AND f.place = m.from_place
         JOIN place t ON t.office = m.office AND t.place = m.to_place
         JOIN journal j ON j.office = m.office AND j.seq = m.seq
         LEFT JOIN account a ON a.office = j.office AND a.account = j.actor
         WHERE m.office = ?1 ORDER BY m.seq DESC LIMIT ?2";
    tx.query(sql, values![office, limit])
}
