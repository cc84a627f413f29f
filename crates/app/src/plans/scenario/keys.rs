//! A scenario's tables, key by key: each is read with its type, what nobody read is refused, and every number is noted with its basis.

use std::{cell::RefCell, rc::Rc};

use jiff::civil::Date;
use planner::plan::{
    refusal::PlanRefusal,
    scenario::{Basis, Given},
};
use toml::{Table, Value};

/// Counts are smaller than this.
const COUNT_MAX: i64 = 1_000_000_000;

/// Why a file is no scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioRefusal {
    /// Not TOML; what the reader said.
    Unreadable(String),
    /// A key that means nothing there.
    UnknownKey {
        /// With its tables.
        key: String,
        /// What could stand there.
        known: Vec<&'static str>,
    },
    /// A value of another kind.
    WrongType {
        /// With its tables.
        key: String,
        /// What is wanted: `date`, `number`, `count`, `text`, `table`, or the words that are allowed.
        wanted: &'static str,
    },
    /// It cannot be planned.
    Plan(PlanRefusal),
}

impl From<PlanRefusal> for ScenarioRefusal {
    fn from(refusal: PlanRefusal) -> Self {
        Self::Plan(refusal)
    }
}

impl ScenarioRefusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "PLAN-0007",
            Self::UnknownKey { .. } => "PLAN-0008",
            Self::WrongType { .. } => "PLAN-0009",
            Self::Plan(refusal) => refusal.code(),
        }
    }
}

/// What is read.
pub type Read<T> = Result<T, ScenarioRefusal>;

/// A number of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted {
    /// Its key with the tables.
    pub key: String,
    /// Its value.
    pub value: f64,
    /// Where it comes from.
    pub basis: Basis,
    /// Where exactly, if the file says so.
    pub source: String,
}

/// A table that is read.
pub struct Keys {
    path: String,
    table: Table,
    known: Vec<&'static str>,
    noted: Rc<RefCell<Vec<Noted>>>,
}

impl Keys {
    /// The whole file.
    pub fn new(table: Table) -> Self {
        Self { path: String::new(), table, known: Vec::new(), noted: Rc::default() }
    }

    /// The numbers that were read so far.
    pub fn noted(&self) -> Vec<Noted> {
        self.noted.borrow().clone()
    }

    /// The key with its tables.
    pub fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The value as it stands.
    pub fn take(&mut self, key: &'static str) -> Option<Value> {
        self.known.push(key);
        self.table.remove(key)
    }

    /// A value that must be there: an assumption is asked for.
    pub fn need<T>(&self, key: &str, value: Option<T>) -> Read<T> {
        value.ok_or_else(|| PlanRefusal::NoValue { key: self.path(key) }.into())
    }

    /// A number with its basis: `5`, which is an assumption, or `{ value = 5, basis = "measured", source = "…" }`.
    pub fn number(&mut self, key: &'static str) -> Read<Option<Given<f64>>> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let (value, basis, source) = match value {
            Value::Table(table) => self.given(key, table)?,
            value => (value, Basis::Assumption, String::new()),
        };
        let value = match value {
            Value::Integer(number) => number as f64,
            Value::Float(number) if number.is_finite() => number,
            _ => return Err(self.wrong(key, "number")),
        };
        self.noted.borrow_mut().push(Noted { key: self.path(key), value, basis, source });
        Ok(Some(Given { value, basis }))
    }

    fn given(&self, key: &'static str, table: Table) -> Read<(Value, Basis, String)> {
        let mut keys = self.inner(key, table);
        let value = keys.take("value");
        let value = keys.need("value", value)?;
        let basis = match keys.text("basis")?.as_deref() {
            Some("measured") => Basis::Measured,
            Some("rule") => Basis::Rule,
            Some("assumption") | None => Basis::Assumption,
            Some(_) => return Err(keys.wrong("basis", "measured, rule, assumption")),
        };
        let source = keys.text("source")?.unwrap_or_default();
        keys.finish()?;
        Ok((value, basis, source))
    }

    /// A number that must be there.
    pub fn need_number(&mut self, key: &'static str) -> Read<Given<f64>> {
        let number = self.number(key)?;
        self.need(key, number)
    }

    /// A number or another.
    pub fn number_or(&mut self, key: &'static str, other: f64) -> Read<f64> {
        Ok(self.number(key)?.map_or(other, |number| number.value))
    }

    /// A share, from 0 to 1.
    pub fn share(&mut self, key: &'static str) -> Read<Option<Given<f64>>> {
        let Some(number) = self.number(key)? else { return Ok(None) };
        if (0.0..=1.0).contains(&number.value) { Ok(Some(number)) } else { Err(self.amount(key, 0.0, 1.0)) }
    }

    /// A whole number from 0 on.
    pub fn count(&mut self, key: &'static str) -> Read<Option<Given<u32>>> {
        let Some(number) = self.number(key)? else { return Ok(None) };
        if !(0.0..=COUNT_MAX as f64).contains(&number.value) {
            return Err(self.amount(key, 0.0, COUNT_MAX as f64));
        }
        if number.value.fract() > 0.0 {
            return Err(self.wrong(key, "count"));
        }
        Ok(Some(Given { value: number.value as u32, basis: number.basis }))
    }

    /// A whole number that must be there.
    pub fn need_count(&mut self, key: &'static str) -> Read<Given<u32>> {
        let count = self.count(key)?;
        self.need(key, count)
    }

    /// A day: `2016-09-30`, with or without quotes.
    pub fn date(&mut self, key: &'static str) -> Read<Option<Date>> {
        self.take(key).map(|value| date(&value).ok_or_else(|| self.wrong(key, "date"))).transpose()
    }

    /// A day that must be there.
    pub fn need_date(&mut self, key: &'static str) -> Read<Date> {
        let day = self.date(key)?;
        self.need(key, day)
    }

    /// Days.
    pub fn dates(&mut self, key: &'static str) -> Read<Vec<Date>> {
        self.list(key, "date", date)
    }

    /// Numbers, assumptions all of them.
    pub fn numbers(&mut self, key: &'static str) -> Read<Vec<f64>> {
        self.list(key, "number", |value| value.as_float().or_else(|| value.as_integer().map(|number| number as f64)))
    }

    /// Whole numbers from 0 on.
    pub fn counts(&mut self, key: &'static str) -> Read<Vec<u32>> {
        self.list(key, "count", |value| u32::try_from(value.as_integer()?).ok())
    }

    fn list<T>(&mut self, key: &'static str, wanted: &'static str, read: impl Fn(&Value) -> Option<T>) -> Read<Vec<T>> {
        let values = match self.take(key) {
            None => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(_) => return Err(self.wrong(key, wanted)),
        };
        values.iter().map(|value| read(value).ok_or_else(|| self.wrong(key, wanted))).collect()
    }

    /// Text.
    pub fn text(&mut self, key: &'static str) -> Read<Option<String>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(key, "text")),
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> Read<Option<bool>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Boolean(flag)) => Ok(Some(flag)),
            Some(_) => Err(self.wrong(key, "true, false")),
        }
    }

    /// A table in it.
    pub fn table(&mut self, key: &'static str) -> Read<Option<Self>> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(self.inner(key, table))),
            Some(_) => Err(self.wrong(key, "table")),
        }
    }

    /// Tables in it, `[[key]]`; named by their place from 1.
    pub fn tables(&mut self, key: &'static str) -> Read<Vec<Self>> {
        let values = match self.take(key) {
            None => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(_) => return Err(self.wrong(key, "table")),
        };
        let table = |(at, value)| match value {
            Value::Table(table) => Ok(self.inner(&format!("{key}[{}]", at + 1), table)),
            _ => Err(self.wrong(key, "table")),
        };
        values.into_iter().enumerate().map(table).collect()
    }

    fn inner(&self, key: &str, table: Table) -> Self {
        Self { path: self.path(key), table, known: Vec::new(), noted: Rc::clone(&self.noted) }
    }

    /// A number outside its bounds.
    pub fn amount(&self, key: &str, least: f64, most: f64) -> ScenarioRefusal {
        PlanRefusal::Amount { key: self.path(key), least, most }.into()
    }

    /// A value of another kind than wanted.
    pub fn wrong(&self, key: &str, wanted: &'static str) -> ScenarioRefusal {
        ScenarioRefusal::WrongType { key: self.path(key), wanted }
    }

    /// Refuses what nobody read.
    pub fn finish(mut self) -> Read<()> {
        self.known.sort_unstable();
        match self.table.keys().next() {
            None => Ok(()),
            Some(key) => Err(ScenarioRefusal::UnknownKey { key: self.path(key), known: self.known }),
        }
    }
}

fn date(value: &Value) -> Option<Date> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Datetime(moment) if moment.time.is_none() => {
            let day = moment.date?;
            Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
        }
        _ => None,
    }
}

impl Keys {
    /// The `what_if` tables of a plan: for each its name, and the plan with the keys that it gives in place of the plan's own.
    pub fn variants(&mut self) -> Read<Vec<(String, Self)>> {
        let what_ifs = self.tables("what_if")?;
        let variant = |mut what_if: Self| {
            let name = what_if.text("name")?.unwrap_or_default();
            let mut table = self.table.clone();
            merge(&mut table, what_if.table);
            Ok((name, Self { path: what_if.path, table, known: Vec::new(), noted: Rc::default() }))
        };
        what_ifs.into_iter().map(variant).collect()
    }
}

/// Puts values in place of others; tables in tables are merged, but for a number with its basis, which is replaced.
fn merge(table: &mut Table, other: Table) {
    for (key, value) in other {
        match (table.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(value)) if !inner.contains_key("value") => merge(inner, value),
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}
