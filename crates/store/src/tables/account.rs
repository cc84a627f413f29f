//! Staff accounts.

use domain::{access::Role, account::Account, id::AccountId};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Account {
    const TABLE: &'static str = "account";
    const COLUMNS: &'static [&'static str] = &["account", "username", "name", "role", "active"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT account, username, name, role, active FROM account WHERE office = ?1 ORDER BY account";

    fn values(&self) -> Vec<Value> {
        values![self.id, &self.username, &self.name, self.role, self.active].to_vec()
    }
}

impl FromRow for Account {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(AccountId::parse)?,
            username: row.text()?,
            name: row.text()?,
            role: row.parse(Role::from_code)?,
            active: row.bool()?,
        })
    }
}

/// Inserts or changes an account.
pub fn save(write: &mut Write<'_>, account: &Account) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute(
        "INSERT INTO account (office, account, username, name, role, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (office, account) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active",
        values![office, account.id, &account.username, &account.name, account.role, account.active],
    )?;
    Ok(())
}

/// The account of a username.
pub fn find_by_username(tx: &mut Tx<'_>, username: &str) -> Result<Option<Account>, StoreFault> {
    let office = tx.office();
    tx.find("SELECT account, username, name, role, active FROM account WHERE office = ?1 AND username = ?2", values![office, username])
}

/// All accounts of the office.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Account>, StoreFault> {
    let office = tx.office();
    tx.query(Account::SELECT_ALL, values![office])
}
