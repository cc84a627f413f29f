//! Plans: what the head of an office asks of the weeks to come. `records/` reads what the office's own records say, with a basis for each
//! number; `inputs.rs` lets somebody put another in its place; `scenario/` answers, and is pure. Nothing is changed. docs/PLAN.md has the
//! keys and the answers.

mod inputs;
mod records;
pub mod scenario;
mod what_if;

use domain::access::Act;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

pub use planner::plan::answer::Lever;

pub use self::inputs::{Basis, Form, Input, Inputs};
use self::{
    records::Records,
    scenario::{PlanRefusal, Read, ScenarioRefusal},
};
use crate::{AppError, Caller, Office, caller::authorise};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Reach who was not recorded, by a day.
    Target,
    /// Clear the print queue.
    CatchUp,
    /// Make the blanks last.
    Blanks,
    /// Open counters.
    Queue,
    /// Follow the ladder of uncollected cards.
    Ladder,
}

impl Kind {
    /// Every kind, in the order of the screens.
    pub const ALL: [Self; 5] = [Self::Target, Self::CatchUp, Self::Blanks, Self::Queue, Self::Ladder];

    /// The stable code, as scenarios have it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::CatchUp => "catch_up",
            Self::Blanks => "blanks",
            Self::Queue => "queue",
            Self::Ladder => "ladder",
        }
    }

    /// The kind of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A plan from the office's records.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its kind.
    pub kind: Kind,
    /// The day on which it was made.
    pub day: Date,
    /// What it is made of.
    pub inputs: Vec<Input>,
    /// The answer as docs/PLAN.md has it, or why there is none.
    pub answer: Read<Value>,
}

impl Planned {
    /// The answer, or its refusal, with the inputs: `{ ok, kind, …, inputs: [{ key, value, basis, source, changed }] }`.
    pub fn object(&self) -> Value {
        let mut object = match &self.answer {
            Ok(Value::Object(answer)) => answer.clone(),
            Ok(_) => Map::new(),
            Err(refusal) => {
                let sentence = scenario::sentence(refusal).object();
                let parts =
                    [("ok", json!(false)), ("kind", json!(self.kind.code())), ("code", json!(refusal.code())), ("sentence", sentence)];
                parts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            }
        };
        object.insert("day".to_owned(), json!(self.day.to_string()));
        object.insert("inputs".to_owned(), self.inputs.iter().map(listed).collect());
        Value::Object(object)
    }
}

fn listed(input: &Input) -> Value {
    let number = input.value.as_deref().and_then(|text| text.parse::<f64>().ok());
    let value = number.map_or_else(|| json!(input.value), |number| json!(number));
    let basis = input.basis.code();
    json!({ "key": input.key, "of": input.of, "value": value, "basis": basis, "source": input.source.object(), "changed": input.changed })
}

/// Plans from the office's records, for somebody who decides. `instead` are values in the place of theirs, by key; they become assumptions.
///
/// # Errors
///
/// Who may not plan is refused. What cannot be planned is no error: the answer says why.
pub fn plan(office: &Office, caller: &Caller, kind: Kind, instead: &[(String, String)]) -> Result<Planned, AppError> {
    authorise(caller, Act::ViewPlans)?;
    of(office, kind, instead)
}

/// Every kind, from the records alone.
///
/// # Errors
///
/// Who may not plan is refused.
pub fn all(office: &Office, caller: &Caller) -> Result<Vec<Planned>, AppError> {
    authorise(caller, Act::ViewPlans)?;
    let mut records = Records::new(office);
    Kind::ALL.into_iter().map(|kind| planned(&mut records, kind, &[])).collect()
}

/// The same, as the program itself.
pub fn of(office: &Office, kind: Kind, instead: &[(String, String)]) -> Result<Planned, AppError> {
    planned(&mut Records::new(office), kind, instead)
}

fn planned(records: &mut Records<'_>, kind: Kind, instead: &[(String, String)]) -> Result<Planned, AppError> {
    let (office, mut inputs) = (records.office, records.read(kind)?);
    let taken = inputs.put_instead(instead);
    let answer = taken.and_then(|()| answered(office, kind, &inputs));
    Ok(Planned { kind, day: office.today(), inputs: inputs.shown, answer })
}

fn answered(office: &Office, kind: Kind, inputs: &Inputs) -> Read<Value> {
    if let Some(missing) = inputs::missing(inputs) {
        return Err(missing);
    }
    let mut table = inputs.table();
    // How the drawer lies is known of its own number of cards alone.
    if ["lying", "printed_from", "printed_to"].iter().any(|key| inputs.is_changed(key)) {
        table.remove("printed");
    }
    what_if::add(kind, inputs, &mut table)?;
    scenario::one(table, &office.rules.calendar)
}

/// Why a number cannot be taken, and the key at fault.
pub fn key_at_fault(refusal: &ScenarioRefusal) -> Option<&str> {
    match refusal {
        ScenarioRefusal::UnknownKey { key, .. } | ScenarioRefusal::WrongType { key, .. } => Some(key),
        ScenarioRefusal::Plan(PlanRefusal::NoValue { key } | PlanRefusal::Amount { key, .. }) => Some(key),
        ScenarioRefusal::Plan(PlanRefusal::DeadlinePast { key, .. } | PlanRefusal::TooLong { key, .. }) => Some(key),
        _ => None,
    }
}
