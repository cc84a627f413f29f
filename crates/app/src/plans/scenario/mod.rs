//! A scenario in, an answer out, without a clock or a store. Start reading here, then in `kinds.rs`; the answers are the planner's.

mod answers;
mod figures;
mod keys;
mod kinds;
mod office;
mod sentences;
mod work;

use domain::calendar::Calendar;
use jiff::civil::Date;
use serde_json::{Value, json};
use toml::Table;

pub use planner::plan::refusal::PlanRefusal;

pub(super) use self::figures::policy;
use self::keys::{Keys, Noted};
pub use self::{
    answers::text,
    keys::{Read, ScenarioRefusal},
    sentences::{Sentence, refusal as sentence},
};

/// The answer to every plan of a scenario's text (TOML), in its order.
///
/// # Errors
///
/// What is no scenario, or cannot be planned.
pub fn read(text: &str, national: &[Date]) -> Read<Value> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| ScenarioRefusal::Unreadable(error.message().to_owned()))?;
    answer(table, national)
}

/// The answer to every plan of a scenario's table, in its order.
///
/// # Errors
///
/// What cannot be planned.
pub fn answer(table: Table, national: &[Date]) -> Read<Value> {
    let mut keys = Keys::new(table);
    let name = keys.text("name")?.unwrap_or_default();
    let known = keys.flag("national_holidays")?.unwrap_or(true);
    let closed = keys.dates("closed")?;
    let calendar = Calendar::new(national.iter().copied().filter(|_| known).chain(closed));
    let plans = keys.tables("plan")?;
    if plans.is_empty() {
        return keys.need("plan", None);
    }
    let answers = plans.into_iter().map(|plan| planned(plan, &calendar, Asked::InFile)).collect::<Read<Vec<Value>>>()?;
    let inputs: Vec<Value> = keys.noted().iter().map(input).collect();
    keys.finish()?;
    Ok(json!({ "ok": true, "name": name, "plans": answers, "inputs": inputs }))
}

/// The answer to the table of one plan, with its what-ifs and their schedules, to somebody who waits for it.
///
/// # Errors
///
/// What cannot be planned.
pub fn one(plan: Table, calendar: &Calendar) -> Read<Value> {
    planned(Keys::new(plan), calendar, Asked::OnPage)
}

/// On a page what-ifs tell their schedule as well, and nothing may take long.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    InFile,
    OnPage,
}

/// A plan with its what-ifs. One of these that is refused says why and keeps nothing else from being answered.
fn planned(mut plan: Keys, calendar: &Calendar, asked: Asked) -> Read<Value> {
    let name = plan.text("name")?.unwrap_or_default();
    let variants = plan.variants()?;
    let answered = |keys: Keys| {
        let plan = kinds::read(keys, calendar)?;
        if asked == Asked::OnPage {
            work::expect_small(&plan)?;
        }
        answers::answer(&plan)
    };
    let mut answer = answered(plan)?;
    let mut what_ifs = Vec::new();
    for (name, variant) in variants {
        let mut what_if = match answered(variant) {
            Ok(answer) => answer,
            Err(refusal @ ScenarioRefusal::Plan(_)) => {
                let grows = figures::growth(&refusal);
                json!({ "ok": false, "code": refusal.code(), "sentence": sentences::refusal(&refusal).object(), "finish": null, "grows_a_day": grows })
            }
            Err(refusal) => return Err(refusal),
        };
        what_if.as_object_mut().into_iter().for_each(|object| {
            object.insert("name".to_owned(), json!(name));
            if asked == Asked::InFile {
                object.remove("schedule");
            }
        });
        what_ifs.push(what_if);
    }
    answer.as_object_mut().into_iter().for_each(|object| {
        object.insert("name".to_owned(), json!(name));
        object.insert("what_if".to_owned(), json!(what_ifs));
    });
    Ok(answer)
}

fn input(noted: &Noted) -> Value {
    json!({ "key": noted.key, "value": noted.value, "basis": noted.basis.code(), "source": noted.source })
}
