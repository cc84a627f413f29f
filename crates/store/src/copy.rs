//! Moving an office from one store to another: which table goes which way, in which order, and the rows in bulk.
//!
//! What cannot be derived is carried over as it is; what can be is not: whoever copies derives it anew and writes it with
//! [`insert_states`] and [`insert_people`]. Tables are known by their class and columns only, so that a new one comes along.

use std::collections::{BTreeMap, BTreeSet};

use domain::{office::OfficeCode, person::Person};
use sha2::{Digest, Sha256};

use crate::{
    Location, Store, StoreFault, Tx, Value, Write,
    declared::{Class, TABLES},
    keys::OfficeKey,
    migrate, schema, search,
    tables::{self, Folded},
    value::values,
};

/// Rows held at a time.
const CHUNK: usize = 5_000;

/// What a copy does with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Its rows are carried over as they are.
    Carried,
    /// Its rows are derived from the journal and the histories.
    Derived,
    /// It is written with the names of the people.
    Indexed,
    /// It belongs to the database and not to the office.
    Left,
}

/// A table on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What is done with it.
    pub way: Way,
    columns: Vec<String>,
}

impl Table {
    fn select(&self) -> String {
        format!("SELECT {} FROM {} WHERE office = ?1", self.columns.join(", "), self.name)
    }

    fn insert(&self) -> String {
        insert_into(self.name, &self.columns)
    }
}

/// An insert of one row; names are those of the schema.
fn insert_into(table: &str, columns: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = columns.iter().map(AsRef::as_ref).collect();
    let places: Vec<String> = (1..=names.len()).map(|number| format!("?{number}")).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "))
}

/// The way of a declared table. An operational one comes along unless it is known that it must not: nothing is lost by forgetting.
fn way(name: &str, class: Class) -> Way {
    match (class, name) {
        (Class::Folded, _) => Way::Derived,
        (Class::Operational, "name_word") => Way::Indexed,
        (Class::Operational, "schema_migration") => Way::Left,
        (Class::Journal | Class::History | Class::Operational, _) => Way::Carried,
    }
}

/// What is derived comes after what it is derived from.
const fn rank(class: Class) -> u8 {
    match class {
        Class::Journal => 0,
        Class::History => 1,
        Class::Folded => 2,
        Class::Operational => 3,
    }
}

/// Every declared table, each after those that it refers to, and as far as that allows the journal's first, then histories, folded ones
/// and operational ones.
pub fn plan(tx: &mut Tx<'_>) -> Result<Vec<Table>, StoreFault> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for column in schema::columns(tx)? {
        columns.entry(column.table).or_default().push(column.column);
    }
    let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for reference in schema::references(tx)?.into_iter().filter(|reference| reference.table != reference.parent) {
        parents.entry(reference.table).or_default().insert(reference.parent);
    }
    let mut waiting = TABLES.to_vec();
    waiting.sort_by_key(|(name, class)| (rank(*class), *name));
    let mut plan: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let is_planned = |parent: &String| plan.iter().any(|table| table.name == *parent);
        let is_ready = |name: &str| parents.get(name).is_none_or(|parents| parents.iter().all(is_planned));
        let Some(next) = waiting.iter().position(|(name, _)| is_ready(name)) else {
            return Err(StoreFault::Schema("its tables refer to each other in a circle".to_owned()));
        };
        let (name, class) = waiting.remove(next);
        let columns = columns.remove(name).ok_or_else(|| StoreFault::Schema(format!("the table {name} is missing")))?;
        plan.push(Table { name, way: way(name, class), columns });
    }
    match columns.keys().next() {
        Some(stranger) => Err(StoreFault::Schema(format!("the table {stranger} is not declared"))),
        None => Ok(plan),
    }
}

/// How many rows a table has, and a digest over them that does not depend on their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows of the office.
    pub rows: i64,
    sums: [u64; 4],
}

impl Tally {
    /// Takes a row in. Booleans count as integers, which they are on SQLite; each value says its kind and length, so that no two rows read alike.
    fn add(&mut self, row: &[Value]) {
        let mut hasher = Sha256::new();
        let mut take = |kind: u8, bytes: &[u8]| {
            hasher.update([kind]);
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        for value in row {
            match value {
                Value::Null => take(0, &[]),
                Value::Integer(value) => take(1, &value.to_be_bytes()),
                Value::Bool(value) => take(1, &i64::from(*value).to_be_bytes()),
                Value::Text(value) => take(2, value.as_bytes()),
                Value::Bytes(value) => take(3, value),
            }
        }
        let digest = hasher.finalize();
        for (sum, part) in self.sums.iter_mut().zip(digest.as_chunks().0) {
            *sum = sum.wrapping_add(u64::from_be_bytes(*part));
        }
        self.rows += 1;
    }
}

/// Carries the office's rows of a table over, as they are; `moved` is told how many more are there. Never holds them all.
pub fn carry(from: &mut Tx<'_>, to: &mut Write<'_>, table: &Table, mut moved: impl FnMut(u64)) -> Result<Tally, StoreFault> {
    let (office, insert) = (from.office(), table.insert());
    let mut tally = Tally::default();
    let mut rows = Vec::with_capacity(CHUNK);
    from.for_each_built(&table.select(), values![office], |row| {
        let row = row.rest();
        tally.add(&row);
        rows.push(row);
        if rows.len() == CHUNK {
            to.insert_built(&insert, &rows)?;
            moved(rows.len() as u64);
            rows.clear();
        }
        Ok::<_, StoreFault>(())
    })?;
    to.insert_built(&insert, &rows)?;
    moved(rows.len() as u64);
    Ok(tally)
}

/// Reads the office's rows of a table for comparison with what [`carry`] took.
pub fn tally(tx: &mut Tx<'_>, table: &Table) -> Result<Tally, StoreFault> {
    let office = tx.office();
    let mut tally = Tally::default();
    tx.for_each_built(&table.select(), values![office], |row| {
        tally.add(&row.rest());
        Ok::<_, StoreFault>(())
    })?;
    Ok(tally)
}

/// How many rows of a table the office has.
pub fn count(tx: &mut Tx<'_>, table: &Table) -> Result<i64, StoreFault> {
    let office = tx.office();
    let mut count = 0;
    tx.for_each_built(&format!("SELECT COUNT(*) FROM {} WHERE office = ?1", table.name), values![office], |mut row| {
        count = row.integer()?;
        Ok::<_, StoreFault>(())
    })?;
    Ok(count)
}

/// Writes the rows of a folded table that is empty; answers how many.
pub fn insert_states<'a, T: Folded + 'a>(to: &mut Write<'_>, states: impl Iterator<Item = &'a T>) -> Result<i64, StoreFault> {
    let office = Value::from(to.office());
    let insert = insert_into(T::TABLE, &[&["office"], T::COLUMNS].concat());
    let mut states = states.peekable();
    let mut count = 0;
    while states.peek().is_some() {
        let rows: Vec<Vec<Value>> = states.by_ref().take(CHUNK).map(|state| [vec![office.clone()], state.values()].concat()).collect();
        to.insert_built(&insert, &rows)?;
        count += rows.len() as i64;
    }
    Ok(count)
}

/// Writes people without a history line, and where their names' words lead; answers the words, for [`insert_words`].
pub fn insert_people(to: &mut Write<'_>, people: &[Person]) -> Result<BTreeSet<String>, StoreFault> {
    insert_states(to, people.iter())?;
    let names: Vec<_> = people.iter().map(|person| (person.id, person.biodata.name.as_str())).collect();
    search::index_people(to, &names)
}

/// Makes the words of all names known.
pub fn insert_words(to: &mut Write<'_>, words: &BTreeSet<String>) -> Result<(), StoreFault> {
    let office = Value::from(to.office());
    let rows: Vec<Vec<Value>> = words.iter().map(|word| vec![office.clone(), word.into()]).collect();
    to.insert_many("INSERT INTO name_word (office, word) VALUES (?1, ?2)", &rows)
}

/// Refuses a source that another version of the program made.
pub fn expect_current_schema(tx: &mut Tx<'_>) -> Result<(), StoreFault> {
    migrate::expect_current(tx)
}

/// What is in a database that an office may be copied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// No table.
    Empty,
    /// The tables of Loket, with these offices.
    Offices(Vec<OfficeCode>),
    /// Tables of somebody else.
    Strange,
}

/// Looks at a database without changing it.
pub fn ground(location: &Location) -> Result<Ground, StoreFault> {
    let nobody = OfficeCode::parse("0000").ok_or(StoreFault::Missing("the ministry's code"))?;
    let store = Store::open_read_only(location, nobody, OfficeKey::from_bytes([0; 32]))?;
    store.read(|tx| match (schema::table_count(tx)?, migrate::is_known(tx)?) {
        (0, _) => Ok(Ground::Empty),
        (_, true) => Ok(Ground::Offices(tables::office::codes(tx)?)),
        (_, false) => Ok(Ground::Strange),
    })
}
