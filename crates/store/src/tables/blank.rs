//! The blank ledger: lots, movements, balances.

use domain::{
    blank::{Account, Balances, BlankEvent, BlankState, Item, Ledger, LotSource, Serial, SerialAt},
    id::{LotId, PlaceId, RequestId},
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
    /// Pieces by its papers.
    pub quantity: i64,
    /// What was delivered.
    pub item: Item,
    /// The request that it answers.
    pub request: Option<RequestId>,
}

/// Where a known chip is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialRow {
    /// The chip.
    pub serial: Serial,
    /// Where, and as what.
    pub at: SerialAt,
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
    const COLUMNS: &'static [&'static str] = &["lot", "label", "source", "received_at", "quantity", "item", "request"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT lot, label, source, received_at, quantity, item, request FROM blank_lot WHERE office = ?1 ORDER BY lot";

    fn values(&self) -> Vec<Value> {
        values![self.lot, &self.label, self.source, self.received_at, self.quantity, self.item, self.request].to_vec()
    }
}

impl FromRow for LotRow {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            lot: row.parse(LotId::parse)?,
            label: row.text()?,
            source: row.parse(LotSource::from_code)?,
            received_at: row.timestamp()?,
            quantity: row.integer()?,
            item: row.parse(Item::from_code)?,
            request: row.parse_or_null(RequestId::parse)?,
        })
    }
}

impl Folded for SerialRow {
    const TABLE: &'static str = "blank_serial";
    const COLUMNS: &'static [&'static str] = &["serial", "lot", "place", "state"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT serial, lot, place, state FROM blank_serial WHERE office = ?1 ORDER BY serial";

    fn values(&self) -> Vec<Value> {
        values![self.serial.as_str(), self.at.lot, self.at.place, self.at.state].to_vec()
    }
}

impl FromRow for SerialRow {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let serial = row.parse(Serial::parse)?;
        let (lot, place) = (row.parse(LotId::parse)?, row.parse(PlaceId::parse)?);
        Ok(Self { serial, at: SerialAt { lot, place, state: row.parse(BlankState::from_code)? } })
    }
}

impl Folded for MovementRow {
    const TABLE: &'static str = "blank_movement";
    const COLUMNS: &'static [&'static str] =
        &["seq", "at", "kind", "lot", "quantity", "from_place", "from_state", "to_place", "to_state", "cause", "case_id", "paper"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT seq, at, kind, lot, quantity, from_place, from_state, to_place, to_state, cause, case_id, paper
         FROM blank_movement WHERE office = ?1 ORDER BY seq";

    fn values(&self) -> Vec<Value> {
        let transfer = self.event.transfer();
        let (kind, cause, case, paper) = match &self.event {
            BlankEvent::Received { .. } => ("received", None, None, None),
            BlankEvent::Moved { .. } => ("moved", None, None, None),
            BlankEvent::Used { case, .. } => ("used", None, Some(*case), None),
            BlankEvent::Spoiled { cause, case, .. } => ("spoiled", Some(*cause), *case, None),
            BlankEvent::Booked(booking) => (booking.kind.code(), booking.cause, booking.case, booking.paper.as_ref()),
        };
        let ((from, from_state), (to, to_state)) = (transfer.from, transfer.to);
        values![self.seq, self.at, kind, transfer.lot, transfer.quantity, from, from_state, to, to_state, cause, case, paper].to_vec()
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

/// All balances of an item.
pub fn balances(tx: &mut Tx<'_>, item: Item) -> Result<Balances, StoreFault> {
    let office = tx.office();
    let sql = "SELECT b.place, b.lot, b.state, b.quantity FROM blank_balance b JOIN blank_lot l ON l.office = b.office AND l.lot = b.lot
         WHERE b.office = ?1 AND l.item = ?2";
    let rows: Vec<BalanceRow> = tx.query(sql, values![office, item])?;
    Ok(Balances(rows.into_iter().map(|row| (row.account, row.quantity)).collect()))
}

/// The balances of an item at one place.
pub fn balances_at(tx: &mut Tx<'_>, place: PlaceId, item: Item) -> Result<Balances, StoreFault> {
    let office = tx.office();
    let sql = "SELECT b.place, b.lot, b.state, b.quantity FROM blank_balance b JOIN blank_lot l ON l.office = b.office AND l.lot = b.lot
         WHERE b.office = ?1 AND b.place = ?2 AND l.item = ?3";
    let rows: Vec<BalanceRow> = tx.query(sql, values![office, place, item])?;
    Ok(Balances(rows.into_iter().map(|row| (row.account, row.quantity)).collect()))
}

/// What a decision about an item at a place needs to know: its balances, which of its lots have known chips, and where `serials` are.
pub fn ledger_at(tx: &mut Tx<'_>, place: PlaceId, item: Item, serials: &[Serial]) -> Result<Ledger, StoreFault> {
    let office = tx.office();
    let balances = balances_at(tx, place, item)?;
    let sql = "SELECT DISTINCT s.lot FROM blank_serial s JOIN blank_balance b ON b.office = s.office AND b.lot = s.lot
         WHERE s.office = ?1 AND b.place = ?2";
    let tracked: Vec<String> = tx.query(sql, values![office, place])?;
    let tracked = tracked.iter().filter_map(|lot| LotId::parse(lot)).collect();
    let mut found = std::collections::BTreeMap::new();
    for serial in serials {
        found.extend(find_serial(tx, serial)?.map(|row| (row.serial, row.at)));
    }
    Ok(Ledger { balances, tracked, serials: found })
}

/// Where a chip is.
pub fn find_serial(tx: &mut Tx<'_>, serial: &Serial) -> Result<Option<SerialRow>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT serial, lot, place, state FROM blank_serial WHERE office = ?1 AND serial = ?2", values![office, serial.as_str()])
}

/// The chips that lie at a place in a state.
pub fn serials_at(tx: &mut Tx<'_>, place: PlaceId, state: BlankState) -> Result<Vec<SerialRow>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT serial, lot, place, state FROM blank_serial WHERE office = ?1 AND place = ?2 AND state = ?3 ORDER BY serial";
    tx.query(sql, values![office, place, state])
}

/// A delivery by identifier.
pub fn find_lot(tx: &mut Tx<'_>, lot: LotId) -> Result<Option<LotRow>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT lot, label, source, received_at, quantity, item, request FROM blank_lot WHERE office = ?1 AND lot = ?2";
    tx.find(sql, values![office, lot])
}

/// All deliveries of an item, the latest first.
pub fn lots(tx: &mut Tx<'_>, item: Item) -> Result<Vec<LotRow>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT lot, label, source, received_at, quantity, item, request FROM blank_lot WHERE office = ?1 AND item = ?2
         ORDER BY received_at DESC, lot DESC";
    tx.query(sql, values![office, item])
}

/// Posts a movement: the ledger's line and both balances. The database itself refuses a negative balance.
pub fn post(write: &mut Write<'_>, movement: &MovementRow) -> Result<(), StoreFault> {
    let office = write.office();
    if let BlankEvent::Received { lot, item, label, source, quantity, request, .. } = &movement.event {
        write.execute(
            "INSERT INTO blank_lot (office, lot, label, source, received_at, quantity, item, request)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            values![office, *lot, label, *source, movement.at, *quantity, *item, *request],
        )?;
    }
    write.execute(
        "INSERT INTO blank_movement (office, seq, at, kind, lot, quantity, from_place, from_state, to_place, to_state, cause, case_id,
             paper)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
    for serial in movement.event.serials() {
        write.execute(
            "INSERT INTO blank_serial (office, serial, lot, place, state) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (office, serial) DO UPDATE SET place = excluded.place, state = excluded.state",
            values![office, serial.as_str(), transfer.lot, place, state.of_chip()],
        )?;
    }
    Ok(())
}
