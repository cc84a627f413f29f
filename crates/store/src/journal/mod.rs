//! The journal: everything that happened in an office, in order, sealed and chained.
//!
//! `leaf_hash = SHA-256(salt ‖ content)` covers the content through the salt; `chain_hash = SHA-256(previous ‖ header ‖ leaf_hash)` covers
//! order, time, actor, act and subject. Deleting a payload and its salt (erasure by law) leaves the chain verifiable; nothing else does.

mod blank;
mod closing;
mod event;
mod handover;
mod person;
mod printing;
mod question;

use domain::{Event, id::AccountId};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

pub(crate) use event::{codes, load_documents, load_requirements};
pub use event::{decode, encode};
pub use person::{decode_biodata, encode_biodata};
pub use question::{decode_rows, encode_rows};

use crate::{
    FromRow, Row, StoreFault, Tx, Write,
    keys::{seal, unseal},
    value::values,
};

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff.
    Account(AccountId),
    /// The program itself: set-up, an import, a job.
    System,
}

impl std::fmt::Display for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Account(account) => account.fmt(f),
            Self::System => f.write_str("system"),
        }
    }
}

impl Actor {
    fn parse(text: &str) -> Option<Self> {
        if text == "system" { Some(Self::System) } else { AccountId::parse(text).map(Self::Account) }
    }
}

/// One line of the journal, still sealed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the office's order, from 1, without gaps.
    pub seq: i64,
    /// When, by the office clock.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What kind of act.
    pub act: String,
    /// The subject whose key seals the content.
    pub subject: String,
    /// Covers the content.
    pub leaf_hash: Vec<u8>,
    /// Covers the header and everything before.
    pub chain_hash: Vec<u8>,
    /// Salt and sealed content; absent when the subject was erased by law.
    pub payload: Option<(Vec<u8>, Vec<u8>)>,
}

impl FromRow for Entry {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (seq, at, actor, act, subject) = (row.integer()?, row.timestamp()?, row.text()?, row.text()?, row.text()?);
        let (leaf_hash, chain_hash) = (row.bytes()?, row.bytes()?);
        let mut rest = std::mem::replace(row, Row::new(Vec::new())).rest().into_iter();
        let payload = match (rest.next(), rest.next()) {
            (Some(crate::Value::Bytes(salt)), Some(crate::Value::Bytes(sealed))) => Some((salt, sealed)),
            _ => None,
        };
        Ok(Self { seq, at, actor, act, subject, leaf_hash, chain_hash, payload })
    }
}

impl Entry {
    /// The actor, when the text is one.
    pub fn actor(&self) -> Option<Actor> {
        Actor::parse(&self.actor)
    }
}

/// The head of an office's journal: its last `seq` and chain hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last entry; 0 in the beginning.
    pub seq: i64,
    /// Its chain hash; 32 zero bytes in the beginning.
    pub chain_hash: Vec<u8>,
}

impl FromRow for Head {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { seq: row.integer()?, chain_hash: row.bytes()? })
    }
}

/// Begins an office's journal.
pub fn begin(write: &mut Write<'_>) -> Result<(), StoreFault> {
    let office = write.office();
    write.execute("INSERT INTO journal_head (office, seq, chain_hash) VALUES (?1, 0, ?2)", values![office, vec![0; 32]])?;
    Ok(())
}

/// Appends an event in the running transaction; answers its `seq`.
pub fn append(write: &mut Write<'_>, actor: Actor, event: &Event) -> Result<i64, StoreFault> {
    let office = write.office();
    let head = head(write)?;
    let (seq, at) = (head.seq + 1, write.now);
    let (actor, act, subject) = (actor.to_string(), event.act(), subject_of(event));
    let content = encode(event)?;
    let salt = write.draw.bytes32();
    let leaf = leaf_hash(&salt, &content);
    let header = Header { office: &office.to_string(), seq, at, actor: &actor, act, subject: &subject };
    let chain = chain_hash(&head.chain_hash, &header, &leaf);
    let key = subject_key(write, &subject)?;
    let nonce = write.draw.bytes24();
    let sealed = seal(&key, &content, &bound_to(&header), nonce)?;
    write.execute(
        "INSERT INTO journal (office, seq, at, actor, act, subject, leaf_hash, chain_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        values![office, seq, at, actor.as_str(), act, subject.as_str(), &leaf[..], &chain[..]],
    )?;
    write.execute(
        "INSERT INTO journal_payload (office, seq, salt, sealed) VALUES (?1, ?2, ?3, ?4)",
        values![office, seq, &salt[..], sealed],
    )?;
    write.execute("UPDATE journal_head SET seq = ?1, chain_hash = ?2 WHERE office = ?3", values![seq, &chain[..], office])?;
    Ok(seq)
}

/// The head of the office's journal.
pub fn head(tx: &mut Tx<'_>) -> Result<Head, StoreFault> {
    let office = tx.office();
    tx.find("SELECT seq, chain_hash FROM journal_head WHERE office = ?1", values![office])?.ok_or(StoreFault::Missing("the journal's head"))
}

/// Whether an act of this name was done after `seq`.
pub fn happened_since(tx: &mut Tx<'_>, act: &str, seq: i64) -> Result<bool, StoreFault> {
    let office = tx.office();
    let sql = "SELECT COUNT(*) FROM journal WHERE office = ?1 AND seq > ?2 AND act = ?3";
    Ok(tx.get::<i64>(sql, values![office, seq, act])? > 0)
}

/// At most `limit` entries after `seq`, in order.
pub fn page(tx: &mut Tx<'_>, seq: i64, limit: i64) -> Result<Vec<Entry>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT j.seq, j.at, j.actor, j.act, j.subject, j.leaf_hash, j.chain_hash, p.salt, p.sealed
         FROM journal j LEFT JOIN journal_payload p ON p.office = j.office AND p.seq = j.seq
         WHERE j.office = ?1 AND j.seq > ?2 ORDER BY j.seq LIMIT ?3";
    tx.query(sql, values![office, seq, limit])
}

/// The latest entries about a subject, newest first.
pub fn about(tx: &mut Tx<'_>, subject: &str, limit: i64) -> Result<Vec<Entry>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT j.seq, j.at, j.actor, j.act, j.subject, j.leaf_hash, j.chain_hash, p.salt, p.sealed
         FROM journal j LEFT JOIN journal_payload p ON p.office = j.office AND p.seq = j.seq
         WHERE j.office = ?1 AND j.subject = ?2 ORDER BY j.seq DESC LIMIT ?3";
    tx.query(sql, values![office, subject, limit])
}

/// Opens an entry's payload and checks its leaf hash. `keys` are the subjects' keys, see [`read_keys`].
pub fn open(tx: &Tx<'_>, entry: &Entry, key: &[u8; 32]) -> Result<Option<Event>, StoreFault> {
    let Some((salt, sealed)) = &entry.payload else { return Ok(None) };
    let office = tx.office().to_string();
    let header = Header { office: &office, seq: entry.seq, at: entry.at, actor: &entry.actor, act: &entry.act, subject: &entry.subject };
    let content = unseal(key, sealed, &bound_to(&header))?;
    if leaf_hash(salt, &content)[..] != entry.leaf_hash[..] {
        return Err(StoreFault::Corrupt("a payload that is not the one the journal names".to_owned()));
    }
    decode(&content).map(Some)
}

/// The key of a subject, if there is one.
pub fn find_key(tx: &mut Tx<'_>, subject: &str) -> Result<Option<[u8; 32]>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT wrapped FROM subject_key WHERE office = ?1 AND subject = ?2";
    let mut wrapped = None;
    tx.for_each(sql, values![office, subject], |mut row| {
        wrapped = Some(row.bytes()?);
        Ok::<_, StoreFault>(())
    })?;
    wrapped.map(|wrapped| tx.key.unwrap(subject, &wrapped)).transpose()
}

/// The chain hash that an entry must have after `previous`.
pub fn expected_chain(tx: &Tx<'_>, previous: &[u8], entry: &Entry) -> [u8; 32] {
    let office = tx.office().to_string();
    let header = Header { office: &office, seq: entry.seq, at: entry.at, actor: &entry.actor, act: &entry.act, subject: &entry.subject };
    chain_hash(previous, &header, &entry.leaf_hash)
}

/// The journal subject of an event: a person's surrogate number, or the part of the office that it concerns.
fn subject_of(event: &Event) -> String {
    match (event.person(), event) {
        (Some(person), _) => person_subject(person),
        (None, Event::Blank(_)) => "stock".to_owned(),
        (None, Event::ImportConfirmed { .. } | Event::ImportChunkApplied { .. } | Event::ImportFinished { .. }) => "register".to_owned(),
        (None, _) => "office".to_owned(),
    }
}

/// The journal subject of a person.
pub fn person_subject(person: domain::id::PersonId) -> String {
    format!("person:{person}")
}

struct Header<'a> {
    office: &'a str,
    seq: i64,
    at: Timestamp,
    actor: &'a str,
    act: &'a str,
    subject: &'a str,
}

fn leaf_hash(salt: &[u8], content: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(content);
    hasher.finalize().into()
}

/// Fields are separated by a byte that none of them holds.
fn chain_hash(previous: &[u8], header: &Header<'_>, leaf: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    let Header { office, seq, at, actor, act, subject } = header;
    hasher.update(format!("{office}\0{seq}\0{}\0{actor}\0{act}\0{subject}\0", at.as_microsecond()));
    hasher.update(leaf);
    hasher.finalize().into()
}

/// A payload opens only at its own place in the journal.
fn bound_to(header: &Header<'_>) -> Vec<u8> {
    format!("{}\0{}\0{}", header.office, header.seq, header.subject).into_bytes()
}

/// The subject's key; a new subject gets one.
fn subject_key(write: &mut Write<'_>, subject: &str) -> Result<[u8; 32], StoreFault> {
    if let Some(key) = find_key(write, subject)? {
        return Ok(key);
    }
    let office = write.office();
    let (key, nonce) = (write.draw.bytes32(), write.draw.bytes24());
    let wrapped = write.key.wrap(subject, &key, nonce)?;
    write.execute("INSERT INTO subject_key (office, subject, wrapped) VALUES (?1, ?2, ?3)", values![office, subject, wrapped])?;
    Ok(key)
}
