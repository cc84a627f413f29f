//! Every folded table against the fold, column by column.

use std::collections::BTreeMap;

use store::{
    StoreFault, Tx, Value,
    tables::{Folded, blank::BalanceRow, handover::LineRow, rows_of},
};

use super::{Check, fold::Fold};

/// What is done with the rows that the fold gives for each folded table.
pub(crate) trait EachTable {
    /// Takes the states of one table.
    fn table<'a, T: Folded + 'a>(&mut self, states: impl Iterator<Item = &'a T>) -> Result<(), StoreFault>;
}

/// Calls `each` with the states of every folded table but `person`, which is derived from its history. This is the one list of them:
/// what is verified is also what a copy of an office writes.
pub(crate) fn each_table(fold: &Fold, each: &mut impl EachTable) -> Result<(), StoreFault> {
    let balances: Vec<BalanceRow> =
        fold.balances.0.iter().map(|(account, quantity)| BalanceRow { account: *account, quantity: *quantity }).collect();
    each.table(fold.office.iter())?;
    each.table(fold.accounts.values())?;
    each.table(fold.places.values())?;
    each.table(fold.cases.values())?;
    each.table(fold.cards.values())?;
    each.table(fold.lots.values())?;
    each.table(fold.movements.iter())?;
    each.table(balances.iter())?;
    each.table(fold.proposals.values())?;
    each.table(fold.questions.values())?;
    each.table(fold.repairs.values())?;
    each.table(fold.whereabouts.values())?;
    each.table(fold.serials.values())?;
    each.table(fold.closings.values())?;
    each.table(fold.differences.values())?;
    each.table(fold.destructions.values())?;
    each.table(fold.runs.values())?;
    each.table(fold.jobs.values())?;
    each.table(fold.printers.values())?;
    each.table(fold.sukets.values())?;
    each.table(fold.requests.values())?;
    each.table(fold.notices.values())?;
    each.table(fold.inbound.values())?;
    each.table(fold.stopped.values())?;
    each.table(fold.batches.values())?;
    let lines: Vec<LineRow> = fold.batches.values().flat_map(LineRow::rows_of).collect();
    each.table(lines.iter())?;
    each.table(fold.shelf_counts.values())?;
    each.table(fold.proxies.values())?;
    each.table(fold.closed_sites.values())?;
    each.table(fold.outlook.iter())
}

/// Compares all folded tables but `person`, which is compared with its history.
pub(super) fn check(tx: &mut Tx<'_>, fold: &Fold) -> Result<Vec<Check>, StoreFault> {
    let mut compared = Compared { tx, checks: Vec::new() };
    each_table(fold, &mut compared)?;
    Ok(compared.checks)
}

/// The checks of the tables that were compared.
struct Compared<'a, 'b> {
    tx: &'a mut Tx<'b>,
    checks: Vec<Check>,
}

impl EachTable for Compared<'_, '_> {
    fn table<'a, T: Folded + 'a>(&mut self, states: impl Iterator<Item = &'a T>) -> Result<(), StoreFault> {
        self.checks.push(compare(self.tx, states)?);
        Ok(())
    }
}

fn compare<'a, T: Folded + 'a>(tx: &mut Tx<'_>, states: impl Iterator<Item = &'a T>) -> Result<Check, StoreFault> {
    let mut check = Check::new(format!("table_{}", T::TABLE));
    let mut expected: BTreeMap<Vec<Value>, Vec<Value>> = states.map(|state| keyed::<T>(plain(state.values()))).collect();
    let read = rows_of::<T>(tx, |row| {
        check.count += 1;
        let (key, row) = keyed::<T>(plain(row));
        match expected.remove(&key) {
            Some(wanted) => differences(&mut check, T::TABLE, T::COLUMNS, &key, &row, &wanted),
            None => check.problem(format!("{} {}: the journal knows no such row", T::TABLE, show(&key))),
        }
    });
    check.readable(read)?;
    for key in expected.keys() {
        check.problem(format!("{} {}: the row is missing", T::TABLE, show(key)));
    }
    Ok(check)
}

/// Names every column in which a row differs from what it must be; values may be personal and are not shown.
pub(super) fn differences(check: &mut Check, table: &str, columns: &[&str], key: &[Value], row: &[Value], wanted: &[Value]) {
    for (column, (found, wanted)) in columns.iter().zip(row.iter().zip(wanted)) {
        if found != wanted {
            check.problem(format!("{table} {}: column {column} is not what the journal says", show(key)));
        }
    }
}

/// Splits the key columns off; the row keeps all columns.
fn keyed<T: Folded>(row: Vec<Value>) -> (Vec<Value>, Vec<Value>) {
    (row.iter().take(T::KEYS).cloned().collect(), row)
}

/// Booleans are integers on SQLite.
pub(super) fn plain(row: Vec<Value>) -> Vec<Value> {
    let fold = |value| match value {
        Value::Bool(value) => Value::Integer(i64::from(value)),
        other => other,
    };
    row.into_iter().map(fold).collect()
}

/// A key for a message: identifiers and numbers only.
pub(super) fn show(key: &[Value]) -> String {
    let one = |value: &Value| match value {
        Value::Integer(value) => value.to_string(),
        Value::Text(value) => value.clone(),
        _ => String::new(),
    };
    key.iter().map(one).collect::<Vec<_>>().join(" ")
}
