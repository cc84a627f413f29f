//! A transaction on either engine.

use std::{
    collections::BTreeMap,
    ops::{Deref, DerefMut},
};

use domain::office::OfficeCode;
use jiff::Timestamp;

use crate::{Draw, Engine, FromRow, Row, StoreFault, Value, keys::OfficeKey};

/// A transaction: statements on one of the two engines, for one office.
pub struct Tx<'a> {
    pub(crate) engine: TxEngine<'a>,
    pub(crate) office: OfficeCode,
    pub(crate) key: &'a OfficeKey,
}

/// The engine beneath a transaction.
pub(crate) enum TxEngine<'a> {
    /// SQLite: the transaction or savepoint is open on the connection.
    Sqlite(&'a rusqlite::Connection),
    /// PostgreSQL: the transaction with the connection's prepared statements.
    Postgres(postgres::Transaction<'a>, &'a mut BTreeMap<&'static str, postgres::Statement>),
}

impl Tx<'_> {
    /// The office that this transaction works for; the first key column of every table.
    pub fn office(&self) -> OfficeCode {
        self.office
    }

    /// The engine beneath; asked only where the design lets the two differ.
    pub(crate) fn engine(&self) -> Engine {
        if self.on_postgres() { Engine::Postgres } else { Engine::Sqlite }
    }

    /// Whether the engine is PostgreSQL; asked only where the design lets the two differ (search, maintenance).
    pub(crate) fn on_postgres(&self) -> bool {
        matches!(self.engine, TxEngine::Postgres(..))
    }

    /// Runs a statement; answers how many rows it changed.
    pub fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreFault> {
        match &mut self.engine {
            TxEngine::Sqlite(connection) => Ok(crate::sqlite::execute(connection, sql, params)? as u64),
            TxEngine::Postgres(tx, statements) => crate::postgres::execute(tx, statements, sql, params),
        }
    }

    /// Calls `each` with every row of a query, in order, without holding them all.
    pub fn for_each<E: From<StoreFault>>(
        &mut self,
        sql: &'static str,
        params: &[Value],
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        match &mut self.engine {
            TxEngine::Sqlite(connection) => crate::sqlite::for_each(connection, sql, params, &mut each),
            TxEngine::Postgres(tx, statements) => crate::postgres::for_each(tx, statements, sql, params, &mut each),
        }
    }

    /// The same for a statement that the store builds from its schema's own names; it is not kept prepared.
    pub(crate) fn for_each_built<E: From<StoreFault>>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        match &mut self.engine {
            TxEngine::Sqlite(connection) => crate::sqlite::for_each(connection, sql, params, &mut each),
            TxEngine::Postgres(tx, _) => crate::postgres::for_each_built(tx, sql, params, &mut each),
        }
    }

    /// All rows of a query.
    pub fn query<T: FromRow>(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<T>, StoreFault> {
        let mut found = Vec::new();
        self.for_each(sql, params, |mut row| {
            found.push(T::from_row(&mut row)?);
            Ok::<_, StoreFault>(())
        })?;
        Ok(found)
    }

    /// The first row of a query, if there is one.
    pub fn find<T: FromRow>(&mut self, sql: &'static str, params: &[Value]) -> Result<Option<T>, StoreFault> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// The only row of a query.
    pub fn get<T: FromRow>(&mut self, sql: &'static str, params: &[Value]) -> Result<T, StoreFault> {
        self.find(sql, params)?.ok_or(StoreFault::Missing("a row"))
    }

    /// Inserts many rows with one `INSERT INTO table (columns) VALUES (?1, …)`; PostgreSQL takes them as one COPY.
    pub fn insert_many(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<(), StoreFault> {
        self.insert_built(sql, rows)
    }

    /// The same for a statement that the store builds from its schema's own names.
    pub(crate) fn insert_built(&mut self, sql: &str, rows: &[Vec<Value>]) -> Result<(), StoreFault> {
        match &mut self.engine {
            TxEngine::Sqlite(connection) => crate::sqlite::insert_many(connection, sql, rows),
            TxEngine::Postgres(tx, _) => crate::postgres::copy_many(tx, sql, rows),
        }
    }
}

/// A writing transaction: a [`Tx`] with the instant and the random stream drawn before it.
pub struct Write<'a> {
    pub(crate) tx: Tx<'a>,
    /// The instant of the write, from the office clock.
    pub now: Timestamp,
    /// The write's random stream.
    pub draw: Draw,
}

impl<'a> Deref for Write<'a> {
    type Target = Tx<'a>;

    fn deref(&self) -> &Tx<'a> {
        &self.tx
    }
}

impl<'a> DerefMut for Write<'a> {
    fn deref_mut(&mut self) -> &mut Tx<'a> {
        &mut self.tx
    }
}
