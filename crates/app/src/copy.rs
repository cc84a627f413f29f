//! Copying an office to another store by replaying its journal.
//!
//! Journal, histories and what is needed to work are carried over as they are. Every folded table is derived anew from what was carried,
//! so that the copy shows that the journal suffices. All of it is one transaction of the target, which is verified and compared with the
//! source before it is committed: whatever breaks off before leaves no office there.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{id::PersonId, person::Person};
use store::{
    LostRace, Seed, Store, StoreFault, Tx, Write,
    copy::{self, Table, Tally, Way},
    journal::{self, Head, decode_biodata},
    schema,
    tables::{
        Folded,
        observation::{self, Observation},
        office,
        person::{self, HistoryLine},
    },
};
use thiserror::Error;

use crate::{
    figures::{self, Figures},
    verify::{self, Check, EachTable, Fold, each_table, latest_status, verify_in},
};

/// People derived at a time.
const PAGE: i64 = 10_000;

/// Why an office was not copied; the target holds nothing of it then.
#[derive(Debug, Error)]
pub enum CopyFault {
    /// The copy is not what its journal says; the problems of its checks.
    #[error("the copy does not verify: {}", .0.join("; "))]
    Unproven(Vec<String>),
    /// The copy is not what the source is.
    #[error("the copy differs from the source: {0}")]
    Differs(String),
    /// I/O broke.
    #[error("the store failed")]
    Fault(#[from] StoreFault),
}

impl LostRace for CopyFault {
    fn lost_race(&self) -> bool {
        matches!(self, Self::Fault(fault) if fault.lost_race())
    }

    fn disk_full(&self) -> bool {
        matches!(self, Self::Fault(fault) if fault.disk_full())
    }
}

/// What is under way, and how many rows more are done.
pub type Progress = Arc<dyn Fn(&str, u64) + Send + Sync>;

/// A finished copy; everything here was found equal in source and target.
#[derive(Clone, Debug)]
pub struct Copied {
    /// The journal's head.
    pub head: Head,
    /// Rows of each table that makes the office, in the order in which they were written.
    pub tables: Vec<(&'static str, i64)>,
    /// The figures of the first page.
    pub figures: Figures,
    /// What was verified in the target.
    pub checks: Vec<Check>,
}

/// How many rows a copy of the office will write; the index of names is not counted.
pub fn rows(source: &Store) -> Result<i64, StoreFault> {
    source.read(|tx| {
        let mut rows = 0;
        for table in copy::plan(tx)?.iter().filter(|table| matches!(table.way, Way::Carried | Way::Derived)) {
            rows += copy::count(tx, table)?;
        }
        Ok(rows)
    })
}

/// Copies the office of `source` into `target`, which must not hold it. Nobody may write in the source meanwhile, see
/// [`Store::open_alone`].
pub fn copy(source: Arc<Store>, target: &Store, seed: Seed, progress: Progress) -> Result<Copied, CopyFault> {
    let copied = target.write("copy", seed, move |to| source.read(|from| copy_in(from, to, &*progress)))?;
    // A transaction of its own sees what was really committed.
    match target.read(journal::head)? {
        head if head == copied.head => Ok(copied),
        head => Err(CopyFault::Differs(format!("its journal ends at {}", head.seq))),
    }
}

fn copy_in(from: &mut Tx<'_>, to: &mut Write<'_>, progress: &dyn Fn(&str, u64)) -> Result<Copied, CopyFault> {
    let plan = copy::plan(to)?;
    if copy::plan(from)? != plan {
        return Err(CopyFault::Differs("the two databases have different tables".to_owned()));
    }
    let (mut carried, mut fold) = (Vec::new(), None);
    for table in &plan {
        progress(table.name, 0);
        match table.way {
            Way::Carried => carried.push((table, copy::carry(from, to, table, |rows| progress(table.name, rows))?)),
            Way::Derived if table.name == Person::TABLE => people(to, |rows| progress(table.name, rows))?,
            Way::Derived => {
                // The plan puts the journal first: here all of it stands in the target.
                let fold = match &mut fold {
                    Some(fold) => fold,
                    none => none.insert(folded(to)?),
                };
                progress(table.name, states(to, table, fold)?);
            }
            Way::Indexed | Way::Left => {}
        }
    }
    progress("statistics", 0);
    schema::analyze(to)?;
    progress("comparing", 0);
    let copied = compare(from, to, &plan, &carried)?;
    let checks = verify_in(to, |step| progress(step, 0))?;
    expect_passed(&checks)?;
    Ok(Copied { checks, ..copied })
}

/// Folds the journal that was carried over; one that does not prove itself is not folded further.
fn folded(to: &mut Write<'_>) -> Result<Fold, CopyFault> {
    let (checks, fold) = verify::journal(to)?;
    expect_passed(&checks)?;
    Ok(fold)
}

fn expect_passed(checks: &[Check]) -> Result<(), CopyFault> {
    let named = |check: &Check| check.problems.iter().map(|problem| format!("{}: {problem}", check.name)).collect::<Vec<_>>();
    let problems: Vec<String> = checks.iter().flat_map(named).collect();
    if problems.is_empty() { Ok(()) } else { Err(CopyFault::Unproven(problems)) }
}

/// Writes the one table of the fold that is due.
struct OneTable<'a, 'b> {
    to: &'a mut Write<'b>,
    name: &'static str,
    written: Option<i64>,
}

impl EachTable for OneTable<'_, '_> {
    fn table<'a, T: Folded + 'a>(&mut self, states: impl Iterator<Item = &'a T>) -> Result<(), StoreFault> {
        if T::TABLE == self.name {
            self.written = Some(copy::insert_states(self.to, states)?);
        }
        Ok(())
    }
}

/// Writes a folded table from the fold; answers its rows.
fn states(to: &mut Write<'_>, table: &Table, fold: &Fold) -> Result<u64, CopyFault> {
    let mut one = OneTable { to, name: table.name, written: None };
    each_table(fold, &mut one)?;
    let written = one.written.ok_or_else(|| CopyFault::Differs(format!("the fold has no table {}", table.name)))?;
    Ok(written.unsigned_abs())
}

/// Writes every person from the latest line of the history and the latest observation, page by page, then the words of all names.
fn people(to: &mut Write<'_>, written: impl Fn(u64)) -> Result<(), StoreFault> {
    let last = person::last_id(to)?;
    let mut words = BTreeSet::new();
    let mut from = i64::MIN;
    let mut until = 1 + PAGE;
    loop {
        let page = people_between(to, from, until)?;
        words.append(&mut copy::insert_people(to, &page)?);
        written(page.len() as u64);
        if until > last {
            return copy::insert_words(to, &words);
        }
        (from, until) = (until, until + PAGE);
    }
}

fn people_between(tx: &mut Tx<'_>, from: i64, until: i64) -> Result<Vec<Person>, StoreFault> {
    // Ordered by person and version, so that the latest line stays.
    let lines = person::history_between(tx, from, until)?;
    let latest: BTreeMap<PersonId, HistoryLine> = lines.into_iter().map(|line| (line.person, line)).collect();
    let mut observed: BTreeMap<PersonId, Vec<Observation>> = BTreeMap::new();
    for observation in observation::between(tx, from, until)? {
        observed.entry(observation.person).or_default().push(observation);
    }
    let person = |(id, line): (PersonId, HistoryLine)| {
        let central = observed.get(&id).and_then(|found| latest_status(found));
        Ok(Person { id, version: line.version, biodata: decode_biodata(&line.content)?, central })
    };
    latest.into_iter().map(person).collect()
}

/// Requires that source and target have the same head, rows and figures, and that what was carried over arrived as it was.
fn compare(from: &mut Tx<'_>, to: &mut Write<'_>, plan: &[Table], carried: &[(&Table, Tally)]) -> Result<Copied, CopyFault> {
    let differs = |what: &str| Err(CopyFault::Differs(what.to_owned()));
    let head = journal::head(from)?;
    if journal::head(to)? != head {
        return differs("the journal's head");
    }
    for (table, taken) in carried {
        if copy::tally(to, table)? != *taken {
            return differs(table.name);
        }
    }
    let mut tables = Vec::new();
    for table in plan.iter().filter(|table| matches!(table.way, Way::Carried | Way::Derived)) {
        let rows = copy::count(to, table)?;
        if copy::count(from, table)? != rows {
            return differs(table.name);
        }
        tables.push((table.name, rows));
    }
    let (zone, now) = (office::find(to)?.ok_or(StoreFault::Missing("the office"))?.zone, to.now);
    let figures = figures::count_in(from, zone, now)?;
    if figures::count_in(to, zone, now)? != figures {
        return differs("the figures of the first page");
    }
    Ok(Copied { head, tables, figures, checks: Vec::new() })
}
