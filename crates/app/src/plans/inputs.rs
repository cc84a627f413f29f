//! The inputs of a plan, one by one: what the records say, what somebody puts in their place, and the scenario that they make.

use jiff::civil::Date;
use planner::plan::refusal::PlanRefusal;
pub use planner::plan::scenario::Basis;
use toml::{Table, Value};

use super::scenario::{Read, ScenarioRefusal, Sentence};

/// A key has so many characters at most.
const KEY_MAX: usize = 80;

/// So many values besides those of the form at most.
const MORE_MAX: usize = 200;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A number.
    Number,
    /// A number that may be left out.
    Optional,
    /// A day.
    Day,
    /// One of these words; of none any word, or yes or no.
    Choice(&'static [&'static str]),
}

/// An input with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its key with the tables, as in docs/PLAN.md: `site[1].stations`.
    pub key: String,
    /// Whose it is among several: the name of a site, the purposes of a class, the step of a rung.
    pub of: String,
    /// What it is.
    pub form: Form,
    /// The number, day or word; nothing when nobody knows.
    pub value: Option<String>,
    /// Where it comes from.
    pub basis: Basis,
    /// Where exactly.
    pub source: Sentence,
    /// Whether somebody put another value in the place of the records'.
    pub changed: bool,
}

impl Input {
    fn take(&mut self, text: &str) -> Read<()> {
        let wrong = |wanted| ScenarioRefusal::WrongType { key: self.key.clone(), wanted };
        let value = match self.form {
            _ if text.is_empty() => None,
            Form::Number | Form::Optional => {
                Some(plain(text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| wrong("number"))?))
            }
            Form::Day => Some(text.parse::<Date>().map_err(|_| wrong("date"))?.to_string()),
            Form::Choice(words) => Some(words.iter().find(|word| **word == text).ok_or_else(|| wrong("word"))?.to_string()),
        };
        if value != self.value {
            (self.value, self.basis, self.source, self.changed) = (value, Basis::Assumption, given(), true);
        }
        Ok(())
    }
}

/// Records' values have three decimals at most, so that they come back from a form as they went.
fn plain(number: f64) -> String {
    format!("{}", (number * 1e3).round() / 1e3)
}

fn given() -> Sentence {
    Sentence::new("Diisi untuk rencana ini.", "Given for this plan.")
}

/// The inputs of one plan.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// What a form shows.
    pub shown: Vec<Input>,
    /// The rest of the scenario: names, lists, what nobody changes.
    fixed: Vec<(String, Value)>,
}

impl Inputs {
    /// Adds one that is counted in the records.
    pub(super) fn measured(&mut self, key: &str, value: f64, source: Sentence) {
        self.put(key, Form::Number, Some(plain(value)), Basis::Measured, source);
    }

    /// Adds one that a rule says.
    pub(super) fn ruled(&mut self, key: &str, value: f64, source: &str) {
        self.put(key, Form::Number, Some(plain(value)), Basis::Rule, Sentence::new(source, source));
    }

    /// Adds one that is assumed until somebody knows better.
    pub(super) fn assumed(&mut self, key: &str, value: f64, source: Sentence) {
        self.put(key, Form::Number, Some(plain(value)), Basis::Assumption, source);
    }

    /// Adds one that has no limit unless somebody gives one.
    pub(super) fn unlimited(&mut self, key: &str, source: Sentence) {
        self.put(key, Form::Optional, None, Basis::Assumption, source);
    }

    /// Adds one that somebody has to give.
    pub(super) fn unknown(&mut self, key: &str, source: Sentence) {
        self.put(key, Form::Number, None, Basis::Assumption, source);
    }

    pub(super) fn put(&mut self, key: &str, form: Form, value: Option<String>, basis: Basis, source: Sentence) {
        self.shown.push(Input { key: key.to_owned(), of: String::new(), form, value, basis, source, changed: false });
    }

    /// Says whose the inputs are that were added last.
    pub(super) fn of(&mut self, last: usize, name: &str) {
        self.shown.iter_mut().rev().take(last).for_each(|input| name.clone_into(&mut input.of));
    }

    /// Adds what no form shows.
    pub(super) fn fix(&mut self, key: &str, value: impl Into<Value>) {
        self.fixed.push((key.to_owned(), value.into()));
    }

    /// The value of a key as it stands.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.shown.iter().find(|input| input.key == key)?.value.as_deref()
    }

    /// The number of a key as it stands.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        self.value(key)?.parse().ok()
    }

    /// Whether somebody put another value in its place.
    pub(super) fn is_changed(&self, key: &str) -> bool {
        self.shown.iter().any(|input| input.key == key && input.changed)
    }

    /// Puts values in the place of what the records say; an empty one takes it away. A key of docs/PLAN.md that the records have no value
    /// for is added. What no form shows stays, and so does what a number is made of.
    ///
    /// # Errors
    ///
    /// A value of another kind, what can be no key, or more of them than a plan has use for.
    pub fn put_instead(&mut self, instead: &[(String, String)]) -> Read<()> {
        if let Some((key, _)) = instead.get(self.shown.len() + MORE_MAX) {
            return Err(no_key(key));
        }
        let mut table = self.table();
        for (key, text) in instead {
            let text = text.trim();
            if let Some(input) = self.shown.iter_mut().find(|input| input.key == *key) {
                input.take(text)?;
            } else if self.is_taken(key) {
                return Err(no_key(key));
            } else if !text.is_empty() {
                let scalar = scalar(text);
                insert(&mut table, key, scalar.clone())?;
                let form = if scalar.is_str() || scalar.is_bool() { Form::Choice(&[]) } else { Form::Number };
                self.put(key, form, Some(text.to_owned()), Basis::Assumption, given());
                self.shown.iter_mut().rev().take(1).for_each(|input| input.changed = true);
            }
        }
        Ok(())
    }

    /// Whether a key is not for somebody to give: the plan's own, one that no form shows, or one within a value or around it.
    fn is_taken(&self, key: &str) -> bool {
        let own = ["kind", "name", "what_if"].into_iter();
        own.chain(self.fixed.iter().map(|(fixed, _)| fixed.as_str())).chain(self.shown.iter().map(|input| input.key.as_str())).any(
            |taken| {
                let within = |inner: &str, outer: &str| {
                    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                };
                within(key, taken) || within(taken, key)
            },
        )
    }

    /// The scenario's table of the plan.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new();
        let shown = self.shown.iter().filter_map(|input| Some((&input.key, tabled(input)?)));
        for (key, value) in self.fixed.iter().map(|(key, value)| (key, value.clone())).chain(shown) {
            // The keys are our own, or were tried when they came in.
            let _ = insert(&mut table, key, value);
        }
        table
    }
}

/// A word, a day, a truth or a number with its basis, as the scenario has them.
fn tabled(input: &Input) -> Option<Value> {
    let value = scalar(input.value.as_deref()?);
    if !value.is_float() {
        return Some(value);
    }
    Some(Value::Table(Table::from_iter([
        ("value".to_owned(), value),
        ("basis".to_owned(), input.basis.code().into()),
        ("source".to_owned(), input.source.en.clone().into()),
    ])))
}

fn scalar(text: &str) -> Value {
    match (text.parse::<f64>(), text) {
        (Ok(number), _) if number.is_finite() => number.into(),
        (_, "true") => true.into(),
        (_, "false") => false.into(),
        _ => text.into(),
    }
}

fn no_key(key: &str) -> ScenarioRefusal {
    ScenarioRefusal::WrongType { key: key.chars().take(KEY_MAX).collect(), wanted: "a key of docs/PLAN.md" }
}

/// Puts a value at `table.table[2].key`; the numbers of a list count from 1 and go on without a gap.
pub(super) fn insert(table: &mut Table, key: &str, value: Value) -> Read<()> {
    let wrong = || no_key(key);
    let known =
        key.len() <= KEY_MAX && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.[]".contains(&byte));
    if !known {
        return Err(wrong());
    }
    let (path, last) = key.rsplit_once('.').map_or((None, key), |(path, last)| (Some(path), last));
    let mut at = table;
    for part in path.into_iter().flat_map(|path| path.split('.')) {
        at = inside(at, part).ok_or_else(wrong)?;
    }
    if last.is_empty() || last.contains(['[', ']']) {
        return Err(wrong());
    }
    at.insert(last.to_owned(), value);
    Ok(())
}

/// The table of a name, or of a name with its place in a list; made when it is not there.
fn inside<'a>(table: &'a mut Table, part: &str) -> Option<&'a mut Table> {
    let (name, place) = match part.split_once('[') {
        None => (part, None),
        Some((name, rest)) => (name, Some(rest.strip_suffix(']')?.parse::<usize>().ok()?.checked_sub(1)?)),
    };
    if name.is_empty() {
        return None;
    }
    let Some(place) = place else {
        return table.entry(name).or_insert_with(|| Value::Table(Table::new())).as_table_mut();
    };
    let list = table.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()?;
    if place == list.len() {
        list.push(Value::Table(Table::new()));
    }
    list.get_mut(place)?.as_table_mut()
}

/// An empty place that a plan cannot do without.
pub(super) fn missing(inputs: &Inputs) -> Option<ScenarioRefusal> {
    let empty = |input: &&Input| input.value.is_none() && matches!(input.form, Form::Number | Form::Day | Form::Choice(_));
    let key = inputs.shown.iter().find(empty)?.key.clone();
    Some(PlanRefusal::NoValue { key }.into())
}
