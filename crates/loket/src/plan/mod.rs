//! `loket plan`: a scenario in, an answer out. Start reading here, then `kinds.rs`; the answers are the planner's.

mod answers;
mod figures;
mod keys;
mod kinds;
mod office;
mod sentences;

use std::{fs, process::ExitCode};

use adapters::reference;
use anyhow::Context;
use domain::calendar::Calendar;
use jiff::civil::Date;
use serde_json::{Value, json};
use toml::Table;

use self::keys::{Keys, Noted, Read, ScenarioRefusal};
use crate::{output::Output, settings::PlanArgs};

/// Answers a scenario; a refusal ends with exit code 1.
pub fn run(args: &PlanArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let file = &args.scenario;
    let text = fs::read_to_string(file).with_context(|| format!("read the scenario {}", file.display()))?;
    let national: Vec<Date> = reference::holidays()?.into_iter().map(|holiday| holiday.date).collect();
    match scenario(&text, &national) {
        Ok(answer) => {
            out.result(&answers::text(&answer), &answer);
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            let sentence = sentences::refusal(&refusal);
            let text = format!("{} ({})", sentence.en, refusal.code());
            out.refused(&text, &json!({ "ok": false, "error": text, "code": refusal.code(), "sentence": sentence.object() }));
            Ok(ExitCode::from(1))
        }
    }
}

/// The answer to every plan of a scenario, in its order.
fn scenario(text: &str, national: &[Date]) -> Read<Value> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| ScenarioRefusal::Unreadable(error.message().to_owned()))?;
    let mut keys = Keys::new(table);
    let name = keys.text("name")?.unwrap_or_default();
    let known = keys.flag("national_holidays")?.unwrap_or(true);
    let closed = keys.dates("closed")?;
    let calendar = Calendar::new(national.iter().copied().filter(|_| known).chain(closed));
    let plans = keys.tables("plan")?;
    if plans.is_empty() {
        return keys.need("plan", None);
    }
    let answers = plans.into_iter().map(|plan| planned(plan, &calendar)).collect::<Read<Vec<Value>>>()?;
    let inputs: Vec<Value> = keys.noted().iter().map(input).collect();
    keys.finish()?;
    Ok(json!({ "ok": true, "name": name, "plans": answers, "inputs": inputs }))
}

/// A plan with its what-ifs. One of these that is refused says why and keeps nothing else from being answered.
fn planned(mut plan: Keys, calendar: &Calendar) -> Read<Value> {
    let name = plan.text("name")?.unwrap_or_default();
    let variants = plan.variants()?;
    let mut answer = answers::answer(&kinds::read(plan, calendar)?)?;
    let mut what_ifs = Vec::new();
    for (name, variant) in variants {
        let mut what_if = match kinds::read(variant, calendar).and_then(|plan| answers::answer(&plan)) {
            Ok(answer) => answer,
            Err(refusal @ ScenarioRefusal::Plan(_)) => {
                let grows = figures::growth(&refusal);
                json!({ "ok": false, "code": refusal.code(), "sentence": sentences::refusal(&refusal).object(), "finish": null, "grows_a_day": grows })
            }
            Err(refusal) => return Err(refusal),
        };
        what_if.as_object_mut().into_iter().for_each(|object| {
            object.insert("name".to_owned(), json!(name));
            object.remove("schedule");
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
    json!({ "key": noted.key, "value": noted.value, "basis": figures::basis(noted.basis), "source": noted.source })
}
