//! Idempotency keys: a command that was accepted is not done again when its request is repeated.
//!
//! Read inside the write transaction, after authentication and before any state. Kept is the outcome (what the client is sent to), for
//! seven days; a refused command keeps nothing, so that a form can be mended and sent again.

use domain::id::AccountId;
use jiff::{SignedDuration, Timestamp};

use crate::{FromRow, Row, StoreFault, Write, value::values};

/// How long an outcome is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A request's key, bound to the account and the route.
#[derive(Clone, Debug)]
pub struct Key {
    /// Who sent it.
    pub account: AccountId,
    /// The use case.
    pub route: &'static str,
    /// What the client chose, at most 100 characters.
    pub key: String,
    /// SHA-256 of the request's content.
    pub body_hash: [u8; 32],
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Never accepted.
    New,
    /// Accepted with the same content; this is the outcome.
    Same(String),
    /// Accepted with other content: a conflict.
    Other,
}

struct Kept {
    body_hash: Vec<u8>,
    outcome: String,
}

impl FromRow for Kept {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { body_hash: row.bytes()?, outcome: row.text()? })
    }
}

/// Looks a key up.
pub fn find(write: &mut Write<'_>, key: &Key) -> Result<Known, StoreFault> {
    let office = write.office();
    let sql = "SELECT body_hash, outcome FROM idempotency WHERE office = ?1 AND account = ?2 AND route = ?3 AND key = ?4";
    let kept: Option<Kept> = write.find(sql, values![office, key.account, key.route, key.key.as_str()])?;
    Ok(match kept {
        None => Known::New,
        Some(kept) if kept.body_hash[..] == key.body_hash[..] => Known::Same(kept.outcome),
        Some(_) => Known::Other,
    })
}

/// Keeps the outcome of an accepted command.
pub fn keep(write: &mut Write<'_>, key: &Key, outcome: &str) -> Result<(), StoreFault> {
    let (office, now) = (write.office(), write.now);
    write.execute(
        "INSERT INTO idempotency (office, account, route, key, body_hash, outcome, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        values![office, key.account, key.route, key.key.as_str(), &key.body_hash[..], outcome, now],
    )?;
    Ok(())
}

/// Forgets keys older than seven days; answers how many.
pub fn sweep(write: &mut Write<'_>) -> Result<u64, StoreFault> {
    let office = write.office();
    let before = write.now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
    write.execute("DELETE FROM idempotency WHERE office = ?1 AND at < ?2", values![office, before])
}
