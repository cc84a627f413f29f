//! The blank ledger: lots, movements, balances.

use domain::{
    blank::{Account, Balances, BlankEvent, BlankState, LotSource},
    id::{LotId, PlaceId},
};
use jiff::Timestamp;

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotRow {
    /// Its identifier.
    pub lot: LotId,
    /// The number on its papers.
    pub label: String,
    /// From whom.
    pub source: LotSource,
    /// When it was booked.
    pub received_at: Timestamp,
    /// Pieces.
    pub quantity: i64,
}

/// One movement, as posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementRow {
    /// The journal entry that posted it.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub event: BlankEvent,
}

/// One account's balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceRow {
    /// Place, lot and state.
    pub account: Account,
    /// Pieces, never negative.
    pub quantity: i64,
}

impl Folded for LotRow {
    const TABLE: &'static str = "blank_lot";
    const COLUMNS: &'static [&'static str] = &["lot", "label", "source", "received_at", "quantity"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT lot, label, source, received_at, quantity FROM blank_lot WHERE office = ?1 ORDER BY lot";

    fn values(&self) -> Vec<Value> {
        values![self.lot, &self.label, self.source, self.received_at, self.quantity].to_vec()
    }
}

impl Folded for MovementRow {
    const TABLE: &'static str = "blank_movement";
    const COLUMNS: &'static [&'static str] =
        &["seq", "at", "kind", "lot", "quantity", "from_place", "from_state", "to_place", "to_state", "cause", "case_id"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT seq, at, kind, lot, quantity, from_place, from_state, to_place, to_state, cause, case_id
         FROM blank_movement WHERE office = ?1 ORDER BY seq";

    fn values(&self) -> Vec<Value> {
        let transfer = self.event.transfer();
        let (kind, cause, case) = match &self.event {
            BlankEvent::Received { .. } => ("received", None, None),
            BlankEvent::Moved { .. } => ("moved", None, None),
            BlankEvent::Used { case, .. } => ("used", None, Some(*case)),
            BlankEvent::Spoiled { cause, case, .. } => ("spoiled", Some(*cause), *case),
        };
        let ((from, from_state), (to, to_state)) = (transfer.from, transfer.to);
        values![self.seq, self.at, kind, transfer.lot, transfer.quantity, from, from_state, to, to_state, cause, case].to_vec()
    }
}

impl Folded for BalanceRow {
    const TABLE: &'static str = "blank_balance";
    const COLUMNS: &'static [&'static str] = &["place", "lot", "state", "quantity"];
    const KEYS: usize = 3;
    const SELECT_ALL: &'static str = "SELECT place, lot, state, quantity FROM blank_balance WHERE office = ?1 ORDER BY place, lot, state";

    fn values(&self) -> Vec<Value> {
        let (place, lot, state) = self.account;
        values![place, lot, state, self.quantity].to_vec()
    }
}

impl FromRow for BalanceRow {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let account = (row.parse(PlaceId::parse)?, row.parse(LotId::parse)?, row.parse(BlankState::from_code)?);
        Ok(Self { account, quantity: row.integer()? })
    }
}

/// All balances.
pub fn balances(tx: &mut Tx<'_>) -> Result<Balances, StoreFault> {
    let office = tx.office();
    let rows: Vec<BalanceRow> = tx.query(BalanceRow::SELECT_ALL, values![office])?;
    Ok(Balances(rows.into_iter().map(|row| (row.account, row.quantity)).collect()))
}

/// The balances of one place.
pub fn balances_at(tx: &mut Tx<'_>, place: PlaceId) -> Result<Balances, StoreFault> {
    let office = tx.office();
    let sql = "SELECT place, lot, state, quantity FROM blank_balance WHERE office = ?1 AND place = ?2";
    let rows: Vec<BalanceRow> = tx.query(sql, values![office, place])?;
    Ok(Balances(rows.into_iter().map(|row| (row.account, row.quantity)).collect()))
}

/// Posts a movement: the ledger's line and both balances. The database itself refuses a negative balance.
pub fn post(write: &mut Write<'_>, movement: &MovementRow) -> Result<(), StoreFault> {
    let office = write.office();
    if let BlankEvent::Received { lot, label, source, quantity, .. } = &movement.event {
        write.execute(
            "INSERT INTO blank_lot (office, lot, label, source, received_at, quantity) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            values![office, *lot, label, *source, movement.at, *quantity],
        )?;
    }
    write.execute(
        "INSERT INTO blank_movement (office, seq, at, kind, lot, quantity, from_place, from_state, to_place, to_state, cause, case_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        &[vec![office.into()], movement.values()].concat(),
    )?;
    let transfer = movement.event.transfer();
    if transfer.inside {
        let (place, state) = transfer.from;
        let changed = write.execute(
            "UPDATE blank_balance SET quantity = quantity - ?1 WHERE office = ?2 AND place = ?3 AND lot = ?4 AND state = ?5",
            values![transfer.quantity, office, place, transfer.lot, state],
        )?;
        if changed != 1 {
            return Err(StoreFault::Missing("a balance"));
        }
    }
    let (place, state) = transfer.to;
    write.execute(
        "INSERT INTO blank_balance (office, place, lot, state, quantity) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, place, lot, state) DO UPDATE SET quantity = blank_balance.quantity + excluded.quantity",
        values![office, place, transfer.lot, state, transfer.quantity],
    )?;
    Ok(())
}
