//! Closings of the day, differences, destructions.

use std::collections::BTreeMap;

use domain::{
    blank::Item,
    closing::{Closing, ClosingState, Counted, Destruction, Difference, DifferenceKind, Settlement},
    id::{AccountId, ClosingId, DestructionId, DifferenceId, LotId, PlaceId},
};
use jiff::civil::Date;

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Closing {
    const TABLE: &'static str = "closing";
    const COLUMNS: &'static [&'static str] =
        &["closing", "place", "day", "begun_at", "at_seq", "lines", "state", "counted_by", "confirmed_by"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT closing, place, day, begun_at, at_seq, lines, state, counted_by, confirmed_by FROM closing WHERE
         office = ?1 ORDER BY closing";

    fn values(&self) -> Vec<Value> {
        values![
            self.id,
            self.place,
            self.day,
            self.begun_at,
            self.at_seq,
            lines(&self.lines),
            self.state,
            self.counted_by,
            self.confirmed_by
        ]
        .to_vec()
    }
}

impl FromRow for Closing {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(ClosingId::parse)?,
            place: row.parse(PlaceId::parse)?,
            day: row.date()?,
            begun_at: row.timestamp()?,
            at_seq: row.integer()?,
            lines: load_lines(&row.text()?)?,
            state: row.parse(ClosingState::from_code)?,
            counted_by: row.parse_or_null(AccountId::parse)?,
            confirmed_by: row.parse_or_null(AccountId::parse)?,
        })
    }
}

/// Inserts or changes a closing.
pub fn save_closing(write: &mut Write<'_>, closing: &Closing) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], closing.values()].concat();
    write.execute(
        "INSERT INTO closing (office, closing, place, day, begun_at, at_seq, lines, state, counted_by, confirmed_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (office, closing) DO UPDATE SET lines =
         excluded.lines, state = excluded.state, counted_by = excluded.counted_by, confirmed_by =
         excluded.confirmed_by",
        &params,
    )?;
    Ok(())
}

/// A closing by identifier.
pub fn find_closing(tx: &mut Tx<'_>, closing: ClosingId) -> Result<Option<Closing>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT closing, place, day, begun_at, at_seq, lines, state, counted_by, confirmed_by FROM closing WHERE
         office = ?1 AND closing = ?2";
    tx.find(sql, values![office, closing])
}

/// The count of a place that is under way.
pub fn running_at(tx: &mut Tx<'_>, place: PlaceId) -> Result<Option<Closing>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT closing, place, day, begun_at, at_seq, lines, state, counted_by, confirmed_by FROM closing WHERE
         office = ?1 AND place = ?2 AND state IN ('counting', 'counted')";
    tx.find(sql, values![office, place])
}

/// All closings from a day on, the latest first.
pub fn closings_since(tx: &mut Tx<'_>, day: Date) -> Result<Vec<Closing>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT closing, place, day, begun_at, at_seq, lines, state, counted_by, confirmed_by FROM closing WHERE
         office = ?1 AND day >= ?2 ORDER BY begun_at DESC, closing DESC";
    tx.query(sql, values![office, day])
}

impl Folded for Difference {
    const TABLE: &'static str = "difference";
    const COLUMNS: &'static [&'static str] =
        &["difference", "place", "item", "lot", "kind", "expected", "counted", "opened_at", "settled", "reason"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT difference, place, item, lot, kind, expected, counted, opened_at, settled, reason FROM difference
         WHERE office = ?1 ORDER BY difference";

    fn values(&self) -> Vec<Value> {
        values![
            self.id,
            self.place,
            self.item,
            self.lot,
            self.kind,
            self.expected,
            self.counted,
            self.opened_at,
            self.settled,
            self.reason.as_ref()
        ]
        .to_vec()
    }
}

impl FromRow for Difference {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(DifferenceId::parse)?,
            place: row.parse(PlaceId::parse)?,
            item: row.parse(Item::from_code)?,
            lot: row.parse_or_null(LotId::parse)?,
            kind: row.parse(DifferenceKind::from_code)?,
            expected: row.integer()?,
            counted: row.integer()?,
            opened_at: row.timestamp()?,
            settled: row.parse_or_null(Settlement::from_code)?,
            reason: row.text_or_null()?,
        })
    }
}

/// Inserts or changes a difference.
pub fn save_difference(write: &mut Write<'_>, difference: &Difference) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], difference.values()].concat();
    write.execute(
        "INSERT INTO difference (office, difference, place, item, lot, kind, expected, counted, opened_at, settled,
         reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (office, difference) DO UPDATE SET
         settled = excluded.settled, reason = excluded.reason",
        &params,
    )?;
    Ok(())
}

/// A difference by identifier.
pub fn find_difference(tx: &mut Tx<'_>, difference: DifferenceId) -> Result<Option<Difference>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT difference, place, item, lot, kind, expected, counted, opened_at, settled, reason FROM difference
         WHERE office = ?1 AND difference = ?2";
    tx.find(sql, values![office, difference])
}

/// The differences that are not settled, the oldest first.
pub fn open_differences(tx: &mut Tx<'_>) -> Result<Vec<Difference>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT difference, place, item, lot, kind, expected, counted, opened_at, settled, reason FROM difference
         WHERE office = ?1 AND settled IS NULL ORDER BY opened_at, difference";
    tx.query(sql, values![office])
}

impl Folded for Destruction {
    const TABLE: &'static str = "destruction";
    const COLUMNS: &'static [&'static str] =
        &["destruction", "number", "day", "first_officer", "second_officer", "witness", "witness_office", "blanks", "cards"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT destruction, number, day, first_officer, second_officer, witness, witness_office, blanks, cards FROM
         destruction WHERE office = ?1 ORDER BY destruction";

    fn values(&self) -> Vec<Value> {
        values![self.id, &self.number, self.day, self.first, self.second, &self.witness, &self.witness_office, self.blanks, self.cards]
            .to_vec()
    }
}

impl FromRow for Destruction {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(DestructionId::parse)?,
            number: row.text()?,
            day: row.date()?,
            first: row.parse(AccountId::parse)?,
            second: row.parse(AccountId::parse)?,
            witness: row.text()?,
            witness_office: row.text()?,
            blanks: row.integer()?,
            cards: row.integer()?,
        })
    }
}

/// Inserts a destruction.
pub fn insert_destruction(write: &mut Write<'_>, destruction: &Destruction) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], destruction.values()].concat();
    write.execute(
        "INSERT INTO destruction (office, destruction, number, day, first_officer, second_officer, witness,
         witness_office, blanks, cards) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &params,
    )?;
    Ok(())
}

/// A destruction by identifier.
pub fn find_destruction(tx: &mut Tx<'_>, destruction: DestructionId) -> Result<Option<Destruction>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT destruction, number, day, first_officer, second_officer, witness, witness_office, blanks, cards FROM
         destruction WHERE office = ?1 AND destruction = ?2";
    tx.find(sql, values![office, destruction])
}

/// The destructions of some days, the latest first.
pub fn destructions_between(tx: &mut Tx<'_>, from: Date, to: Date) -> Result<Vec<Destruction>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT destruction, number, day, first_officer, second_officer, witness, witness_office, blanks, cards FROM
         destruction WHERE office = ?1 AND day >= ?2 AND day <= ?3 ORDER BY day DESC, destruction DESC";
    tx.query(sql, values![office, from, to])
}

/// Lines as they are kept: a JSON object of the item's code to what the books say and what was counted.
fn lines(lines: &BTreeMap<Item, Counted>) -> String {
    let kept: BTreeMap<&str, (i64, Option<i64>)> = lines.iter().map(|(item, line)| (item.code(), (line.booked, line.counted))).collect();
    serde_json::to_string(&kept).unwrap_or_default()
}

fn load_lines(text: &str) -> Result<BTreeMap<Item, Counted>, StoreFault> {
    let corrupt = || StoreFault::Corrupt("the lines of a closing".to_owned());
    let kept: BTreeMap<String, (i64, Option<i64>)> = serde_json::from_str(text).map_err(|_| corrupt())?;
    let load = |(code, (booked, counted)): (String, _)| Some((Item::from_code(&code)?, Counted { booked, counted }));
    kept.into_iter().map(|line| load(line).ok_or_else(corrupt)).collect()
}
