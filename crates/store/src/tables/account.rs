//! Staff accounts.

use domain::{
    access::{Role, Standing},
    account::Account,
    area::SubdistrictCode,
    id::AccountId,
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Account {
    const TABLE: &'static str = "account";
    const COLUMNS: &'static [&'static str] = &["account", "username", "name", "staff", "role", "posting", "active"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT account, username, name, staff, role, posting, active FROM account WHERE office = ?1 ORDER BY account";

    fn values(&self) -> Vec<Value> {
        let Standing { role, posting } = &self.standing;
        values![self.id, &self.username, &self.name, &self.staff, *role, posting.clone(), self.active].to_vec()
    }
}

impl FromRow for Account {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(AccountId::parse)?,
            username: row.text()?,
            name: row.text()?,
            staff: row.text()?,
            standing: Standing { role: row.parse(Role::from_code)?, posting: row.parse_or_null(SubdistrictCode::parse)? },
            active: row.bool()?,
        })
    }
}

/// Inserts or changes an account.
pub fn save(write: &mut Write<'_>, account: &Account) -> Result<(), StoreFault> {
    let office = write.office();
    let Standing { role, posting } = account.standing.clone();
    write.execute(
        "INSERT INTO account (office, account, username, name, staff, role, posting, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (office, account) DO UPDATE SET name = excluded.name, staff = excluded.staff, role = excluded.role,
             posting = excluded.posting, active = excluded.active",
        values![office, account.id, &account.username, &account.name, &account.staff, role, posting, account.active],
    )?;
    Ok(())
}

/// The account of a username.
pub fn find_by_username(tx: &mut Tx<'_>, username: &str) -> Result<Option<Account>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT account, username, name, staff, role, posting, active FROM account WHERE office = ?1 AND username = ?2";
    tx.find(sql, values![office, username])
}

/// An account.
pub fn find(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Account>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT account, username, name, staff, role, posting, active FROM account WHERE office = ?1 AND account = ?2";
    tx.find(sql, values![office, account])
}

/// All accounts of the office.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Account>, StoreFault> {
    let office = tx.office();
    tx.query(Account::SELECT_ALL, values![office])
}
