//! Credentials and sessions. A session's token is opaque to the client and stored only as a hash.

use domain::{
    access::{Role, Standing},
    area::SubdistrictCode,
    id::AccountId,
};
use jiff::{SignedDuration, Timestamp};

use crate::{FromRow, Row, StoreFault, Tx, Write, value::values};

/// A clock that is set right goes back by no more than this; a session of an hour ahead stays valid.
const CLOCK_SET_BACK_MAX: SignedDuration = SignedDuration::from_hours(1);

/// What a session is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// Pages in a browser.
    Page,
    /// The API, with a bearer token.
    Api,
}

impl SessionKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Api => "api",
        }
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// The name that others see.
    pub name: String,
    /// Role and posting as they are now, not as they were at sign-in.
    pub standing: Standing,
}

impl FromRow for SignedIn {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (account, name) = (row.parse(AccountId::parse)?, row.text()?);
        let standing = Standing { role: row.parse(Role::from_code)?, posting: row.parse_or_null(SubdistrictCode::parse)? };
        Ok(Self { account, name, standing })
    }
}

/// An account's password hash, found by username.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Whose.
    pub account: AccountId,
    /// The PHC string.
    pub password_hash: String,
}

impl FromRow for Credential {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { account: row.parse(AccountId::parse)?, password_hash: row.text()? })
    }
}

/// The credential of an active account.
pub fn find_credential(tx: &mut Tx<'_>, username: &str) -> Result<Option<Credential>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT a.account, c.password_hash FROM account a JOIN credential c ON c.office = a.office AND c.account = a.account
         WHERE a.office = ?1 AND a.username = ?2 AND a.active";
    tx.find(sql, values![office, username])
}

/// Sets an account's password hash.
pub fn set_password(write: &mut Write<'_>, account: AccountId, password_hash: &str) -> Result<(), StoreFault> {
    let (office, now) = (write.office(), write.now);
    write.execute(
        "INSERT INTO credential (office, account, password_hash, changed_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (office, account) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at",
        values![office, account, password_hash, now],
    )?;
    Ok(())
}

/// The password hash of an active account.
pub fn find_password(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<String>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT c.password_hash FROM account a JOIN credential c ON c.office = a.office AND c.account = a.account
         WHERE a.office = ?1 AND a.account = ?2 AND a.active";
    tx.find(sql, values![office, account])
}

/// Ends every session of an account, of pages and of programs.
pub fn end_all(write: &mut Write<'_>, account: AccountId) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("DELETE FROM session WHERE office = ?1 AND account = ?2", values![office, account])?;
    Ok(())
}

/// Begins a session.
pub fn begin(
    write: &mut Write<'_>,
    token_hash: &[u8; 32],
    account: AccountId,
    kind: SessionKind,
    expires_at: Timestamp,
) -> Result<(), StoreFault> {
    let (office, now) = (write.office(), write.now);
    write.execute(
        "INSERT INTO session (office, token_hash, account, kind, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        values![office, &token_hash[..], account, kind.code(), now, expires_at],
    )?;
    Ok(())
}

/// The active account of a session that has not expired. A browser's session that begins later than now, by more than a clock is ever set
/// right by, is not valid: it would live longer by all that the clock went back.
pub fn find(tx: &mut Tx<'_>, token_hash: &[u8; 32], kind: SessionKind, now: Timestamp) -> Result<Option<SignedIn>, StoreFault> {
    let office = tx.office();
    let begun_by = match kind {
        SessionKind::Page => now.checked_add(CLOCK_SET_BACK_MAX).unwrap_or(Timestamp::MAX),
        // A token for programs lives a year; that it works again only after a month would be worse than a month more.
        SessionKind::Api => Timestamp::MAX,
    };
    let sql = "SELECT a.account, a.name, a.role, a.posting FROM session s JOIN account a ON a.office = s.office AND a.account = s.account
         WHERE s.office = ?1 AND s.token_hash = ?2 AND s.kind = ?3 AND s.expires_at > ?4 AND s.created_at <= ?5 AND a.active";
    tx.find(sql, values![office, &token_hash[..], kind.code(), now, begun_by])
}

/// Ends a session.
pub fn end(write: &mut Write<'_>, token_hash: &[u8; 32]) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("DELETE FROM session WHERE office = ?1 AND token_hash = ?2", values![office, &token_hash[..]])?;
    Ok(())
}

/// Forgets expired sessions; answers how many.
pub fn sweep(write: &mut Write<'_>) -> Result<u64, StoreFault> {
    let (office, now) = (write.office(), write.now);
    write.execute("DELETE FROM session WHERE office = ?1 AND expires_at <= ?2", values![office, now])
}

/// Keeps the hash of the one-time set-up token.
pub fn set_setup_token(write: &mut Write<'_>, token_hash: &[u8; 32]) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("INSERT INTO setup_token (office, token_hash) VALUES (?1, ?2)", values![office, &token_hash[..]])?;
    Ok(())
}

/// Uses the set-up token up; `false` when it is wrong or gone.
pub fn take_setup_token(write: &mut Write<'_>, token_hash: &[u8; 32]) -> Result<bool, StoreFault> {
    let office = write.office();
    let taken = write.execute("DELETE FROM setup_token WHERE office = ?1 AND token_hash = ?2", values![office, &token_hash[..]])?;
    Ok(taken == 1)
}

/// Whether the office still waits for its first account.
pub fn awaits_setup(tx: &mut Tx<'_>) -> Result<bool, StoreFault> {
    let office = tx.office();
    let waiting: i64 = tx.get("SELECT COUNT(*) FROM setup_token WHERE office = ?1", values![office])?;
    Ok(waiting > 0)
}

/// Keeps that an account may set its password with a code; one that was issued before holds no more.
pub fn issue_code(write: &mut Write<'_>, code: &IssuedCode) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute(
        "INSERT INTO activation (office, account, issued_at, expires_at, asked_by, approved_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (office, account) DO UPDATE SET issued_at = excluded.issued_at, expires_at = excluded.expires_at,
             asked_by = excluded.asked_by, approved_by = excluded.approved_by",
        values![office, code.account, code.issued_at, code.expires_at, code.asked_by, code.approved_by],
    )?;
    Ok(())
}

/// A code that was issued and not used: for whom, when, and until when it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuedCode {
    /// For whom.
    pub account: AccountId,
    /// When it was issued: the code is derived from it.
    pub issued_at: Timestamp,
    /// From then on it holds no more.
    pub expires_at: Timestamp,
    /// Who asked for it: sees its first half, or the whole when nobody else approved it.
    pub asked_by: AccountId,
    /// Who approved it: sees its second half.
    pub approved_by: Option<AccountId>,
}

impl FromRow for IssuedCode {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (account, issued_at, expires_at) = (row.parse(AccountId::parse)?, row.timestamp()?, row.timestamp()?);
        Ok(Self {
            account,
            issued_at,
            expires_at,
            asked_by: row.parse(AccountId::parse)?,
            approved_by: row.parse_or_null(AccountId::parse)?,
        })
    }
}

/// The codes that hold.
pub fn codes(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<IssuedCode>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT account, issued_at, expires_at, asked_by, approved_by FROM activation WHERE office = ?1 AND expires_at > ?2 ORDER BY account";
    tx.query(sql, values![office, now])
}

/// Uses an account's code up.
pub fn use_code(write: &mut Write<'_>, account: AccountId) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("DELETE FROM activation WHERE office = ?1 AND account = ?2", values![office, account])?;
    Ok(())
}
