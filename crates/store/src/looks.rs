//! The stream of looks: who saw whose name or number. Chained like the journal, with its own head, written before the answer leaves.
//!
//! `chain_hash = SHA-256(previous ‖ every column)`. A look holds surrogate numbers only; `look_person` is its index by person. The journal
//! anchors the stream's head once a day ([`domain::Event::LooksAnchored`]).

use domain::{
    id::{AccountId, PersonId},
    look::{LookAnswer, LookReason, Sight},
    rule::Looked,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

pub use crate::journal::Head;
use crate::{FromRow, Row, StoreFault, Tx, Write, value::values};

/// What is written of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Who looked.
    pub account: AccountId,
    /// At what.
    pub sight: Sight,
    /// What was answered.
    pub answer: LookAnswer,
    /// The one person whom it opened, if it opened one.
    pub subject: Option<PersonId>,
    /// How many of the people had no open case.
    pub outside: i64,
    /// Everybody who was shown, or would have been.
    pub people: Vec<PersonId>,
    /// The reason in force.
    pub reason: Option<LookReason>,
    /// What was said beside it.
    pub note: Option<String>,
}

/// A look in the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookEntry {
    /// Its place in the office's order, from 1, without gaps.
    pub seq: i64,
    /// When, by the office clock.
    pub at: Timestamp,
    /// What was written.
    pub look: Look,
    /// Covers it and everything before.
    pub chain_hash: Vec<u8>,
}

impl FromRow for LookEntry {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (seq, at) = (row.integer()?, row.timestamp()?);
        let look = Look {
            account: row.parse(AccountId::parse)?,
            sight: row.parse(Sight::from_code)?,
            answer: row.parse(LookAnswer::from_code)?,
            subject: row.integer_or_null()?.map(PersonId),
            outside: row.integer()?,
            people: row.parse(read_people)?,
            reason: row.parse_or_null(LookReason::from_code)?,
            note: row.text_or_null()?,
        };
        Ok(Self { seq, at, look, chain_hash: row.bytes()? })
    }
}

fn write_people(people: &[PersonId]) -> String {
    people.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn read_people(text: &str) -> Option<Vec<PersonId>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(',').map(|id| id.parse().ok().map(PersonId)).collect()
}

/// Begins an office's stream.
pub fn begin(write: &mut Write<'_>) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("INSERT INTO look_head (office, seq, chain_hash, anchored) VALUES (?1, 0, ?2, 0)", values![office, vec![0; 32]])?;
    Ok(())
}

/// The head of the office's stream.
pub fn head(tx: &mut Tx<'_>) -> Result<Head, StoreFault> {
    let office = tx.office();
    tx.find("SELECT seq, chain_hash FROM look_head WHERE office = ?1", values![office])?.ok_or(StoreFault::Missing("the head of the looks"))
}

/// The last look that the journal fixed; 0 when none.
pub fn anchored(tx: &mut Tx<'_>) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT anchored FROM look_head WHERE office = ?1", values![office])
}

/// Notes that the journal fixes the stream up to a look.
pub fn set_anchored(write: &mut Write<'_>, seq: i64) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("UPDATE look_head SET anchored = ?1 WHERE office = ?2", values![seq, office])?;
    Ok(())
}

/// Appends a look in the running transaction; answers its `seq`. Only people who were shown are found by person.
pub fn append(write: &mut Write<'_>, look: &Look) -> Result<i64, StoreFault> {
    let office = write.office();
    let head = head(write)?;
    let (seq, at) = (head.seq + 1, write.now);
    let chain = chain_hash(&head.chain_hash, &office.to_string(), seq, at, look);
    let Look { account, sight, answer, subject, outside, people, reason, note } = look.clone();
    write.execute(
        "INSERT INTO look (office, seq, at, account, sight, answer, subject, outside, people, reason, note, chain_hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        values![office, seq, at, account, sight, answer, subject, outside, write_people(&people), reason, note, &chain[..]],
    )?;
    if answer == LookAnswer::Shown {
        for person in people {
            let sql = "INSERT INTO look_person (office, person, seq) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
            write.execute(sql, values![office, person, seq])?;
        }
    }
    write.execute("UPDATE look_head SET seq = ?1, chain_hash = ?2 WHERE office = ?3", values![seq, &chain[..], office])?;
    Ok(seq)
}

/// The chain hash that an entry must have after `previous`.
pub fn expected_chain(tx: &Tx<'_>, previous: &[u8], entry: &LookEntry) -> [u8; 32] {
    chain_hash(previous, &tx.office().to_string(), entry.seq, entry.at, &entry.look)
}

/// Fields are separated by a byte that none of them holds.
fn chain_hash(previous: &[u8], office: &str, seq: i64, at: Timestamp, look: &Look) -> [u8; 32] {
    let Look { account, sight, answer, subject, outside, people, reason, note } = look;
    let subject = subject.map(|person| person.to_string()).unwrap_or_default();
    let (reason, note) = (reason.map_or("", LookReason::code), note.as_deref().unwrap_or_default());
    let (at, people) = (at.as_microsecond(), write_people(people));
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(format!("{office}\0{seq}\0{at}\0{account}\0{sight}\0{answer}\0{subject}\0{outside}\0{people}\0{reason}\0{note}"));
    hasher.finalize().into()
}

/// At most `limit` looks after `seq`, in order.
pub fn page(tx: &mut Tx<'_>, seq: i64, limit: i64) -> Result<Vec<LookEntry>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT seq, at, account, sight, answer, subject, outside, people, reason, note, chain_hash FROM look
         WHERE office = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
    tx.query(sql, values![office, seq, limit])
}

/// The latest looks at a person, newest first.
pub fn at_person(tx: &mut Tx<'_>, person: PersonId, limit: i64) -> Result<Vec<LookEntry>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT l.seq, l.at, l.account, l.sight, l.answer, l.subject, l.outside, l.people, l.reason, l.note, l.chain_hash
         FROM look_person p JOIN look l ON l.office = p.office AND l.seq = p.seq
         WHERE p.office = ?1 AND p.person = ?2 ORDER BY p.seq DESC LIMIT ?3";
    tx.query(sql, values![office, person, limit])
}

/// How many looks there were at a person.
pub fn count_at_person(tx: &mut Tx<'_>, person: PersonId) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT COUNT(*) FROM look_person WHERE office = ?1 AND person = ?2", values![office, person])
}

/// How many rows the index by person has.
pub fn count_index(tx: &mut Tx<'_>) -> Result<i64, StoreFault> {
    let office = tx.office();
    tx.get("SELECT COUNT(*) FROM look_person WHERE office = ?1", values![office])
}

/// Whether the index by person has a look.
pub fn is_indexed(tx: &mut Tx<'_>, person: PersonId, seq: i64) -> Result<bool, StoreFault> {
    let office = tx.office();
    let sql = "SELECT COUNT(*) FROM look_person WHERE office = ?1 AND person = ?2 AND seq = ?3";
    Ok(tx.get::<i64>(sql, values![office, person, seq])? == 1)
}

/// How many people outside open cases an account was shown since an instant. Of pages each person counts once, without `but`, and not
/// when a case was opened for the person since and not cancelled: whoever came for a card was looked at for the card.
pub fn seen(tx: &mut Tx<'_>, account: AccountId, counted: Looked, since: Timestamp, but: Option<PersonId>) -> Result<i64, StoreFault> {
    let office = tx.office();
    let but = but.map_or(0, |person| person.0);
    match counted {
        Looked::Pages => {
            let sql = "SELECT COUNT(DISTINCT l.subject) FROM look l
                 WHERE l.office = ?1 AND l.account = ?2 AND l.at > ?3 AND l.outside > 0 AND l.answer = 'shown' AND l.subject <> ?4
                     AND NOT EXISTS (SELECT 1 FROM case_file c
                         WHERE c.office = l.office AND c.person = l.subject AND c.opened_at >= l.at AND c.state <> 'cancelled')";
            tx.get(sql, values![office, account, since, but])
        }
        Looked::Lists => {
            let sql = "SELECT COALESCE(CAST(SUM(outside) AS BIGINT), 0) FROM look
                 WHERE office = ?1 AND account = ?2 AND at > ?3 AND outside > 0 AND answer = 'shown' AND subject IS NULL
                     AND sight NOT IN ('ageing', 'village_list')";
            tx.get(sql, values![office, account, since])
        }
    }
}

/// What an account looked at in a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLooks {
    /// Who.
    pub account: AccountId,
    /// Answers that showed people.
    pub looks: i64,
    /// Of them, answers that opened one person.
    pub pages: i64,
    /// People without an open case on them, each time they were shown.
    pub outside: i64,
    /// Answers that asked for a reason or were refused.
    pub stopped: i64,
}

impl FromRow for AccountLooks {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            account: row.parse(AccountId::parse)?,
            looks: row.integer()?,
            pages: row.integer()?,
            outside: row.integer()?,
            stopped: row.integer()?,
        })
    }
}

/// What each account looked at from one instant until before another, most people outside open cases first.
pub fn by_account(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp) -> Result<Vec<AccountLooks>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT account, COUNT(CASE WHEN answer = 'shown' THEN 1 END), COUNT(CASE WHEN answer = 'shown' THEN subject END),
             CAST(SUM(CASE WHEN answer = 'shown' THEN outside ELSE 0 END) AS BIGINT) AS seen, COUNT(CASE WHEN answer <> 'shown' THEN 1 END)
         FROM look WHERE office = ?1 AND at >= ?2 AND at < ?3 GROUP BY account ORDER BY seen DESC, account";
    tx.query(sql, values![office, from, until])
}

/// A reason that an account gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonGiven {
    /// Why.
    pub reason: LookReason,
    /// What was said beside it.
    pub note: Option<String>,
}

impl FromRow for ReasonGiven {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { reason: row.parse(LookReason::from_code)?, note: row.text_or_null()? })
    }
}

/// Keeps the reason that an account gave, in force until an instant.
pub fn give_reason(write: &mut Write<'_>, account: AccountId, given: &ReasonGiven, until: Timestamp) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute(
        "INSERT INTO look_reason (office, account, reason, note, until) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (office, account) DO UPDATE SET reason = excluded.reason, note = excluded.note, until = excluded.until",
        values![office, account, given.reason, given.note.clone(), until],
    )?;
    Ok(())
}

/// The reason of an account that is in force.
pub fn find_reason(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<Option<ReasonGiven>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT reason, note FROM look_reason WHERE office = ?1 AND account = ?2 AND until > ?3";
    tx.find(sql, values![office, account, now])
}
