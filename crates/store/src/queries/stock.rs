//! The blank stock for the stock page.

use domain::{
    blank::{BlankState, Item, LotSource},
    id::{LotId, PlaceId, RequestId},
    place::{Place, PlaceKind},
};
use jiff::Timestamp;

use crate::{FromRow, Row, StoreFault, Tx, value::values};

/// What a place holds, over all lots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockLine {
    /// The place.
    pub place: Place,
    /// What.
    pub item: Item,
    /// As what.
    pub state: BlankState,
    /// Pieces.
    pub quantity: i64,
}

impl FromRow for StockLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (place, item) = (Place::from_row(row)?, row.parse(Item::from_code)?);
        Ok(Self { place, item, state: row.parse(BlankState::from_code)?, quantity: row.integer()? })
    }
}

/// The stock by place, item and state, ordered by place code.
pub fn by_place(tx: &mut Tx<'_>) -> Result<Vec<StockLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.place, p.kind, p.code, p.name, l.item, b.state, CAST(SUM(b.quantity) AS BIGINT) FROM blank_balance b
         JOIN place p ON p.office = b.office AND p.place = b.place JOIN blank_lot l ON l.office = b.office AND l.lot = b.lot
         WHERE b.office = ?1 GROUP BY p.place, p.kind, p.code, p.name, l.item, b.state ORDER BY p.code, l.item, b.state";
    tx.query(sql, values![office])
}

/// New blanks at one kind of place.
pub fn new_at(tx: &mut Tx<'_>, kind: PlaceKind) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(b.quantity), 0) AS BIGINT) FROM blank_balance b
         JOIN place p ON p.office = b.office AND p.place = b.place JOIN blank_lot l ON l.office = b.office AND l.lot = b.lot
         WHERE b.office = ?1 AND p.kind = ?2 AND b.state = 'new' AND l.item = 'blank'";
    tx.get(sql, values![office, kind])
}

/// Everything of an item that was ever received, by its papers.
pub fn received(tx: &mut Tx<'_>, item: Item) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(m.quantity), 0) AS BIGINT) FROM blank_movement m
         JOIN blank_lot l ON l.office = m.office AND l.lot = m.lot WHERE m.office = ?1 AND m.kind = 'received' AND l.item = ?2";
    tx.get(sql, values![office, item])
}

/// How many blanks became cards or were spoiled since an instant.
pub fn consumed_since(tx: &mut Tx<'_>, since: Timestamp) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(m.quantity), 0) AS BIGINT) FROM blank_movement m
         JOIN blank_lot l ON l.office = m.office AND l.lot = m.lot
         WHERE m.office = ?1 AND m.at >= ?2 AND m.kind IN ('used', 'spoiled') AND l.item = 'blank'";
    tx.get(sql, values![office, since])
}

/// A movement for the list of the last ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementLine {
    /// Its journal entry.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// `received`, or the code of a kind of movement.
    pub kind: String,
    /// What moved.
    pub item: Item,
    /// The lot's label.
    pub lot: String,
    /// Whence the lot came.
    pub source: LotSource,
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
            seq: row.integer()?,
            at: row.timestamp()?,
            kind: row.text()?,
            item: row.parse(Item::from_code)?,
            lot: row.text()?,
            source: row.parse(LotSource::from_code)?,
            quantity: row.integer()?,
            from: row.text()?,
            to: row.text()?,
            cause: row.text_or_null()?,
            actor: row.text()?,
        })
    }
}

impl MovementLine {
    /// Whether it lends blanks to another office, or takes lent ones in.
    pub fn is_loan(&self) -> bool {
        let borrowed = self.kind == "received" && self.source == LotSource::Loan;
        self.item == Item::Blank && (borrowed || self.kind == "lent")
    }
}

/// The last movements, newest first.
pub fn movements(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<MovementLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT m.seq, m.at, m.kind, l.item, l.label, l.source, m.quantity, f.name, t.name, m.cause, COALESCE(a.name, j.actor)
         FROM blank_movement m
         JOIN blank_lot l ON l.office = m.office AND l.lot = m.lot
         JOIN place f ON f.office = m.office AND f.place = m.from_place
         JOIN place t ON t.office = m.office AND t.place = m.to_place
         JOIN journal j ON j.office = m.office AND j.seq = m.seq
         LEFT JOIN account a ON a.office = j.office AND a.account = j.actor
         WHERE m.office = ?1 ORDER BY m.seq DESC LIMIT ?2";
    tx.query(sql, values![office, limit])
}

/// What flowed into and out of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowLine {
    /// The place.
    pub place: PlaceId,
    /// What.
    pub item: Item,
    /// `received`, or the code of a kind of movement.
    pub kind: String,
    /// New pieces that came in by it.
    pub came: i64,
    /// New pieces that went out by it.
    pub went: i64,
}

impl FromRow for FlowLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (place, item, kind) = (row.parse(PlaceId::parse)?, row.parse(Item::from_code)?, row.text()?);
        Ok(Self { place, item, kind, came: row.integer()?, went: row.integer()? })
    }
}

/// What flowed into and out of the new, reserved and uncertain stock of every place from an instant up to a journal entry, by kind: the
/// waterfall of a day. What stays at its place counts as neither.
pub fn flows(tx: &mut Tx<'_>, from: Timestamp, last: i64) -> Result<Vec<FlowLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT f.place, l.item, f.kind, CAST(SUM(f.came) AS BIGINT), CAST(SUM(f.went) AS BIGINT) FROM (
             SELECT m.office AS office, m.to_place AS place, m.lot AS lot, m.kind AS kind, m.quantity AS came, 0 AS went
                 FROM blank_movement m
                 WHERE m.office = ?1 AND m.at >= ?2 AND m.seq <= ?3 AND m.to_state IN ('new', 'reserved', 'uncertain')
                     AND NOT (m.from_place = m.to_place AND m.from_state IN ('new', 'reserved', 'uncertain'))
             UNION ALL
             SELECT m.office, m.from_place, m.lot, m.kind, 0, m.quantity FROM blank_movement m
                 WHERE m.office = ?1 AND m.at >= ?2 AND m.seq <= ?3 AND m.from_state IN ('new', 'reserved', 'uncertain')
                     AND m.kind <> 'received'
                     AND NOT (m.from_place = m.to_place AND m.to_state IN ('new', 'reserved', 'uncertain'))
         ) f JOIN blank_lot l ON l.office = f.office AND l.lot = f.lot
         GROUP BY f.place, l.item, f.kind ORDER BY f.place, l.item, f.kind";
    tx.query(sql, values![office, from, last])
}

/// What the places hold unused (new, reserved or uncertain), by place and item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldLine {
    /// The place.
    pub place: PlaceId,
    /// What.
    pub item: Item,
    /// Pieces.
    pub quantity: i64,
}

impl FromRow for HeldLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { place: row.parse(PlaceId::parse)?, item: row.parse(Item::from_code)?, quantity: row.integer()? })
    }
}

/// What every place holds now; accounts at zero are left out.
pub fn held(tx: &mut Tx<'_>) -> Result<Vec<HeldLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT b.place, l.item, CAST(SUM(b.quantity) AS BIGINT) FROM blank_balance b
         JOIN blank_lot l ON l.office = b.office AND l.lot = b.lot
         WHERE b.office = ?1 AND b.state IN ('new', 'reserved', 'uncertain') AND b.quantity > 0
         GROUP BY b.place, l.item ORDER BY b.place, l.item";
    tx.query(sql, values![office])
}

/// The store from which a printer was last given something.
pub fn fed_by(tx: &mut Tx<'_>, printer: PlaceId) -> Result<Option<PlaceId>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT m.from_place FROM blank_movement m JOIN place p ON p.office = m.office AND p.place = m.from_place
         WHERE m.office = ?1 AND m.to_place = ?2 AND m.kind = 'moved' AND p.kind = 'store' ORDER BY m.seq DESC LIMIT 1";
    let found: Option<String> = tx.find(sql, values![office, printer])?;
    Ok(found.and_then(|place| PlaceId::parse(&place)))
}

/// A delivery or shipment that was not counted to the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivingLine {
    /// Where it is expected.
    pub place: Place,
    /// The lot.
    pub lot: LotId,
    /// The lot's label.
    pub label: String,
    /// What.
    pub item: Item,
    /// Pieces still on their way.
    pub quantity: i64,
}

impl FromRow for ArrivingLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (place, lot) = (Place::from_row(row)?, row.parse(LotId::parse)?);
        Ok(Self { place, lot, label: row.text()?, item: row.parse(Item::from_code)?, quantity: row.integer()? })
    }
}

/// Everything that is on its way, the oldest lot first.
pub fn arriving(tx: &mut Tx<'_>) -> Result<Vec<ArrivingLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT p.place, p.kind, p.code, p.name, l.lot, l.label, l.item, b.quantity FROM blank_balance b
         JOIN place p ON p.office = b.office AND p.place = b.place JOIN blank_lot l ON l.office = b.office AND l.lot = b.lot
         WHERE b.office = ?1 AND b.state = 'in_transit' AND b.quantity > 0 ORDER BY l.lot, p.code";
    tx.query(sql, values![office])
}

/// Blanks that were spoiled and destroyed in a span of time, by cause: the monthly report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpoilLine {
    /// Why; what was destroyed has none.
    pub cause: Option<String>,
    /// `spoiled` or `destroyed`.
    pub kind: String,
    /// Pieces.
    pub quantity: i64,
}

impl FromRow for SpoilLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { cause: row.text_or_null()?, kind: row.text()?, quantity: row.integer()? })
    }
}

/// What was spoiled and destroyed in a span of time.
pub fn spoilage(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<SpoilLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT m.cause, m.kind, CAST(SUM(m.quantity) AS BIGINT) FROM blank_movement m
         JOIN blank_lot l ON l.office = m.office AND l.lot = m.lot
         WHERE m.office = ?1 AND m.at >= ?2 AND m.at < ?3 AND m.kind IN ('spoiled', 'destroyed') AND l.item = 'blank'
         GROUP BY m.cause, m.kind ORDER BY m.kind, m.cause";
    tx.query(sql, values![office, from, until])
}

/// How many cards a printer made over its life, and blanks it spoiled.
pub fn made_by(tx: &mut Tx<'_>, printer: PlaceId) -> Result<i64, StoreFault> {
    let office = tx.office();
    let sql = "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM blank_movement
         WHERE office = ?1 AND from_place = ?2 AND kind IN ('used', 'spoiled') AND case_id IS NOT NULL";
    tx.get(sql, values![office, printer])
}

/// What was destroyed with some minutes, of one lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DestroyedLine {
    /// The lot's label.
    pub lot: String,
    /// What.
    pub item: Item,
    /// Pieces.
    pub quantity: i64,
}

impl FromRow for DestroyedLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { lot: row.text()?, item: row.parse(Item::from_code)?, quantity: row.integer()? })
    }
}

/// What was destroyed with the minutes of a number, by lot.
pub fn destroyed_with(tx: &mut Tx<'_>, minutes: &str) -> Result<Vec<DestroyedLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT l.label, l.item, CAST(SUM(m.quantity) AS BIGINT) FROM blank_movement m
         JOIN blank_lot l ON l.office = m.office AND l.lot = m.lot
         WHERE m.office = ?1 AND m.kind = 'destroyed' AND m.paper = ?2 GROUP BY l.label, l.item ORDER BY l.item, l.label";
    tx.query(sql, values![office, minutes])
}

/// Blanks of one lot that one office lent to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanLine {
    /// `lent`, or `received` when this office borrows.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// The lot's label.
    pub lot: String,
    /// Pieces.
    pub quantity: i64,
    /// The letter on which lending rests.
    pub paper: Option<String>,
    /// The request that a borrowed lot answers.
    pub request: Option<RequestId>,
    /// Who, an account's identifier or `system`.
    pub actor: String,
}

impl FromRow for LoanLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            kind: row.text()?,
            at: row.timestamp()?,
            lot: row.text()?,
            quantity: row.integer()?,
            paper: row.text_or_null()?,
            request: row.parse_or_null(RequestId::parse)?,
            actor: row.text()?,
        })
    }
}

/// The loan to which a movement belongs, lot by lot: what was lent at one time on one letter, or a borrowed delivery. Nothing when the
/// movement is no loan.
pub fn loan_of(tx: &mut Tx<'_>, movement: i64) -> Result<Vec<LoanLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT m.kind, m.at, l.label, m.quantity, m.paper, l.request, j.actor FROM blank_movement o
         JOIN blank_movement m ON m.office = o.office AND m.from_place = o.from_place AND m.at = o.at AND m.kind = o.kind
             AND (m.seq = o.seq OR m.paper = o.paper)
         JOIN blank_lot l ON l.office = m.office AND l.lot = m.lot
         JOIN journal j ON j.office = m.office AND j.seq = m.seq
         WHERE o.office = ?1 AND o.seq = ?2 AND l.item = 'blank' AND (m.kind = 'lent' OR (m.kind = 'received' AND l.source = 'loan'))
         ORDER BY m.seq";
    tx.query(sql, values![office, movement])
}
