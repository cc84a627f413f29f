//! Proof that the state is what the journal says: chain, payloads, imports, fold against every folded table, ledger, looks,
//! database.
//!
//! Each check counts what it looked at and names what it found. A check that cannot fail is a defect: the tests change one cell of each
//! folded table, delete, swap and edit journal rows, and alter imported rows, and each is found.

mod digest;
mod fold;
mod ledger;
mod looks;
mod register;
mod tables;

use store::{
    Store, StoreFault, Tx,
    journal::{self, Entry},
    keys::hex,
    schema,
};

pub use digest::ChunkDigest;
pub(crate) use fold::Fold;
pub(crate) use register::latest_status;
pub(crate) use tables::{EachTable, each_table};

/// Journal entries held at a time.
const PAGE: i64 = 10_000;
/// At most this many problems of one check are named.
const PROBLEMS_MAX: usize = 20;

/// One check and what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub name: String,
    /// How many things it looked at.
    pub count: i64,
    /// What is wrong, in words; empty when all is well.
    pub problems: Vec<String>,
    /// How many more problems there are than are named.
    pub more: usize,
}

impl Check {
    fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), count: 0, problems: Vec::new(), more: 0 }
    }

    fn problem(&mut self, text: String) {
        if self.problems.len() < PROBLEMS_MAX { self.problems.push(text) } else { self.more += 1 }
    }

    /// What was read, or nothing and a problem when the database holds something unreadable.
    fn readable<T: Default>(&mut self, read: Result<T, StoreFault>) -> Result<T, StoreFault> {
        match read {
            Err(StoreFault::Corrupt(what)) => {
                self.problem(format!("something cannot be read: {what}"));
                Ok(T::default())
            }
            read => read,
        }
    }

    /// Whether all is well.
    pub fn passed(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Runs all checks on one snapshot. `step` is called with the name of each check as it begins.
pub fn verify(store: &Store, step: impl FnMut(&str)) -> Result<Vec<Check>, StoreFault> {
    store.read(|tx| verify_in(tx, step))
}

/// The same inside a transaction.
pub(crate) fn verify_in(tx: &mut Tx<'_>, mut step: impl FnMut(&str)) -> Result<Vec<Check>, StoreFault> {
    step("journal");
    let (mut checks, fold) = journal(tx)?;
    step("register");
    checks.extend(register::check(tx, &fold)?);
    step("tables");
    checks.extend(tables::check(tx, &fold)?);
    step("ledger");
    checks.push(ledger::check(tx, &fold)?);
    step("looks");
    checks.extend(looks::check(tx, &fold)?);
    step("database");
    checks.extend(database(tx)?);
    Ok(checks)
}

/// Follows the chain, opens every payload and folds it.
pub(crate) fn journal(tx: &mut Tx<'_>) -> Result<(Vec<Check>, Fold), StoreFault> {
    let mut chain = Check::new("journal_chain");
    let mut payloads = Check::new("journal_payloads");
    let mut fold = Fold::default();
    let head = journal::head(tx)?;
    let (mut seq, mut previous) = (0, vec![0; 32]);
    let mut read_to = i64::MIN;
    loop {
        let entries = chain.readable(journal::page(tx, read_to, PAGE))?;
        let Some(last) = entries.last() else { break };
        read_to = last.seq;
        for entry in entries {
            chain.count += 1;
            if entry.seq != seq + 1 {
                chain.problem(format!("entry {} is missing", seq + 1));
            } else if journal::expected_chain(tx, &previous, &entry)[..] != entry.chain_hash[..] {
                chain.problem(format!("entry {} ({}) does not follow from the one before it", entry.seq, entry.act));
            }
            open(tx, &entry, &mut fold, &mut payloads)?;
            (seq, previous) = (entry.seq, entry.chain_hash);
        }
    }
    let mut at_head = Check::new("journal_head");
    at_head.count = 1;
    if head.seq != seq || head.chain_hash != previous {
        at_head.problem(format!("the head names entry {} with {}, the last entry is {seq}", head.seq, hex(&head.chain_hash)));
    }
    Ok((vec![chain, payloads, at_head], fold))
}

fn open(tx: &mut Tx<'_>, entry: &Entry, fold: &mut Fold, payloads: &mut Check) -> Result<(), StoreFault> {
    payloads.count += 1;
    let Some(key) = fold.key_of(tx, &entry.subject)? else {
        payloads.problem(format!(
            "entry {} ({}): the key of its subject is missing, or the office key is not the one that wrapped it",
            entry.seq, entry.act
        ));
        return Ok(());
    };
    match journal::open(tx, entry, &key) {
        Ok(Some(event)) if event.act() != entry.act => {
            payloads.problem(format!("entry {}: the journal says {}, the content {}", entry.seq, entry.act, event.act()));
        }
        Ok(Some(event)) => fold.apply(entry.seq, entry.at, event),
        Ok(None) => payloads.problem(format!("entry {} ({}): the content is missing", entry.seq, entry.act)),
        Err(fault) => payloads.problem(format!("entry {} ({}): {fault}", entry.seq, entry.act)),
    }
    Ok(())
}

/// What the database says of itself.
fn database(tx: &mut Tx<'_>) -> Result<Vec<Check>, StoreFault> {
    let mut guards = Check::new("schema_guards");
    guards.count = schema::GUARDS.len() as i64;
    for problem in schema::guard_problems(tx)? {
        guards.problem(problem);
    }
    let mut keys = Check::new("foreign_keys");
    keys.count = schema::foreign_keys(tx)?;
    for problem in schema::foreign_key_problems(tx)? {
        keys.problem(format!("a row refers to one that does not exist: {problem}"));
    }
    let mut integrity = Check::new("integrity_check");
    integrity.count = 1;
    for problem in schema::integrity_problems(tx)? {
        integrity.problem(problem);
    }
    Ok(vec![guards, keys, integrity])
}
