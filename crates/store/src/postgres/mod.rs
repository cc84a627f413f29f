//! PostgreSQL: connections, statements translated from `?1` to `$1`, and writing transactions that are serial per office.

mod pool;

use std::{collections::BTreeMap, fmt::Write as _};

use ::postgres::{
    Statement, Transaction,
    fallible_iterator::FallibleIterator,
    types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};

pub(crate) use pool::{Pool, is_lost_race};

use crate::{Row, StoreFault, Value};

type Statements = BTreeMap<&'static str, Statement>;

/// The placeholders of PostgreSQL instead of SQLite's. Statements hold no other question mark.
pub(crate) fn dollars(sql: &str) -> String {
    sql.replace('?', "$")
}

fn prepared(tx: &mut Transaction<'_>, statements: &mut Statements, sql: &'static str) -> Result<Statement, StoreFault> {
    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    let statement = tx.prepare(&dollars(sql))?;
    statements.insert(sql, statement.clone());
    Ok(statement)
}

pub(crate) fn execute(
    tx: &mut Transaction<'_>,
    statements: &mut Statements,
    sql: &'static str,
    params: &[Value],
) -> Result<u64, StoreFault> {
    let statement = prepared(tx, statements, sql)?;
    let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
    Ok(tx.execute(&statement, &params)?)
}

pub(crate) fn for_each<E: From<StoreFault>>(
    tx: &mut Transaction<'_>,
    statements: &mut Statements,
    sql: &'static str,
    params: &[Value],
    each: &mut impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    let statement = prepared(tx, statements, sql)?;
    each_row(tx, &statement, params, each)
}

/// The same for a statement that is not kept prepared.
pub(crate) fn for_each_built<E: From<StoreFault>>(
    tx: &mut Transaction<'_>,
    sql: &str,
    params: &[Value],
    each: &mut impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    let statement = tx.prepare(&dollars(sql)).map_err(StoreFault::from)?;
    each_row(tx, &statement, params, each)
}

fn each_row<E: From<StoreFault>>(
    tx: &mut Transaction<'_>,
    statement: &Statement,
    params: &[Value],
    each: &mut impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    let mut rows = tx.query_raw(statement, params.iter()).map_err(StoreFault::from)?;
    while let Some(row) = rows.next().map_err(StoreFault::from)? {
        let mut columns = Vec::with_capacity(row.len());
        for (index, column) in row.columns().iter().enumerate() {
            columns.push(read(&row, index, column.type_())?);
        }
        each(Row::new(columns))?;
    }
    Ok(())
}

fn read(row: &::postgres::Row, index: usize, of: &Type) -> Result<Value, StoreFault> {
    let value = match *of {
        Type::INT8 => row.try_get::<_, Option<i64>>(index)?.map(Value::Integer),
        Type::INT4 => row.try_get::<_, Option<i32>>(index)?.map(|value| Value::Integer(i64::from(value))),
        Type::TEXT | Type::VARCHAR | Type::NAME => row.try_get::<_, Option<String>>(index)?.map(Value::Text),
        Type::BOOL => row.try_get::<_, Option<bool>>(index)?.map(Value::Bool),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(index)?.map(Value::Bytes),
        _ => return Err(StoreFault::Corrupt(format!("a column of type {of}"))),
    };
    Ok(value.unwrap_or(Value::Null))
}

impl ToSql for Value {
    fn to_sql(&self, of: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(value) if *of == Type::INT4 => i32::try_from(*value)?.to_sql(of, out),
            Self::Integer(value) => value.to_sql(of, out),
            Self::Text(value) => value.to_sql(of, out),
            Self::Bool(value) => value.to_sql(of, out),
            Self::Bytes(value) => value.to_sql(of, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Inserts rows through COPY; `sql` is the `INSERT INTO table (columns) VALUES (…)` that SQLite runs.
pub(crate) fn copy_many(tx: &mut Transaction<'_>, sql: &str, rows: &[Vec<Value>]) -> Result<(), StoreFault> {
    if rows.is_empty() {
        return Ok(());
    }
    let target = sql.strip_prefix("INSERT INTO ").and_then(|rest| rest.split_once(" VALUES "));
    let Some((target, _)) = target else {
        return Err(StoreFault::Corrupt("an insert that COPY cannot take".to_owned()));
    };
    let mut writer = tx.copy_in(&format!("COPY {target} FROM STDIN"))?;
    let mut text = String::new();
    for row in rows {
        text.clear();
        copy_line(&mut text, row);
        std::io::Write::write_all(&mut writer, text.as_bytes()).map_err(|_| StoreFault::Corrupt("COPY broke off".to_owned()))?;
    }
    writer.finish()?;
    Ok(())
}

/// One line of COPY's text format.
fn copy_line(text: &mut String, row: &[Value]) {
    for (index, value) in row.iter().enumerate() {
        if index > 0 {
            text.push('\t');
        }
        match value {
            Value::Null => text.push_str("\\N"),
            // Writing to a String cannot fail.
            Value::Integer(value) => drop(write!(text, "{value}")),
            Value::Bool(value) => text.push(if *value { 't' } else { 'f' }),
            Value::Bytes(bytes) => drop(write!(text, "\\\\x{}", crate::keys::hex(bytes))),
            Value::Text(value) => {
                for letter in value.chars() {
                    match letter {
                        '\\' => text.push_str("\\\\"),
                        '\t' => text.push_str("\\t"),
                        '\n' => text.push_str("\\n"),
                        '\r' => text.push_str("\\r"),
                        other => text.push(other),
                    }
                }
            }
        }
    }
    text.push('\n');
}
