//! Small values as JSON.

use planner::{
    plan::{
        answer::{DayRow, Verdict, Worth},
        chain::Stage,
        refusal::PlanRefusal,
    },
    rationing::{Part, Policy, forecast::Band},
};
use serde_json::{Value, json};

use super::{keys::ScenarioRefusal, sentences};

/// A number without the noise of binary fractions; nothing when it is infinite.
pub fn number(value: f64) -> Value {
    json!((value * 1e9).round() / 1e9)
}

/// Or nothing.
pub fn maybe(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

/// By how much it grows, when that is why.
pub fn growth(refusal: &ScenarioRefusal) -> Value {
    match refusal {
        ScenarioRefusal::Plan(PlanRefusal::Overloaded { grows, .. }) => number(*grows),
        _ => Value::Null,
    }
}

/// Whether, when, why not.
pub fn verdict(verdict: &Verdict) -> Value {
    let sentence = sentences::verdict(verdict).object();
    match verdict {
        Verdict::Attainable { on } => {
            json!({ "attainable": true, "on": on.to_string(), "missing": 0, "because": null, "sentence": sentence })
        }
        Verdict::NotAttainable { missing, because, on } => json!({
            "attainable": false,
            "on": on.map(|on| on.to_string()),
            "missing": number(*missing),
            "because": because.map(Stage::code),
            "sentence": sentence,
        }),
    }
}

/// The stage that binds.
pub fn binding(binding: Option<(Stage, f64)>) -> Value {
    binding.map_or(Value::Null, |(stage, costs)| json!({ "stage": stage.code(), "costs": number(costs) }))
}

/// Levers.
pub fn levers(levers: &[Worth]) -> Value {
    let one = |worth: &Worth| json!({ "lever": worth.lever.code(), "more": number(worth.more), "on": worth.on.map(|on| on.to_string()) });
    levers.iter().map(one).collect()
}

/// A schedule.
pub fn schedule(days: &[DayRow]) -> Value {
    let row = |day: &DayRow| {
        json!({
            "date": day.date.to_string(),
            "minutes": day.minutes,
            "done": number(day.done),
            "total": number(day.total),
            "waiting": number(day.waiting),
        })
    };
    days.iter().map(row).collect()
}

/// Parts of classes.
pub fn parts(parts: &[Part]) -> Value {
    parts.iter().map(|part| json!({ "served": part.served_milli as f64 / 1e3, "wanted": part.wanted_milli as f64 / 1e3 })).collect()
}

/// A band of stock.
pub fn band(band: &Band) -> Value {
    json!({ "mean": number(band.mean), "p10": band.p10, "p50": band.p50, "p90": band.p90 })
}

/// The stable word of a policy; nothing is the best possible.
pub fn policy(policy: Option<Policy>) -> String {
    match policy {
        None => "best_possible".to_owned(),
        Some(Policy::FirstCome) => "first_come".to_owned(),
        Some(Policy::ReserveMean) => "reserve_mean".to_owned(),
        Some(Policy::ReserveCertain { chance_permille }) => format!("certain_{}", chance_permille / 10),
        Some(Policy::EmsrA) => "emsr_a".to_owned(),
        Some(Policy::EmsrB) => "emsr_b".to_owned(),
    }
}
