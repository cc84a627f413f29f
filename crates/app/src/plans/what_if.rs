//! What a head would try next: the same plan with one thing more.

use toml::{Table, Value};

use super::{
    Kind,
    inputs::{Inputs, insert},
    scenario::Read,
};

/// Puts the what-ifs of a kind under the plan; each has its code for a name.
pub(super) fn add(kind: Kind, inputs: &Inputs, table: &mut Table) -> Read<()> {
    let number = |key: &str| inputs.number(key).unwrap_or(0.0);
    let weekday = number("hours.weekday");
    let more = |key: &'static str, by: f64| vec![(key, number(key) + by)];
    // A day has no more hours.
    let overtime = (number("exception[1].overtime_hours") + 2.0).min(24.0);
    let tried: Vec<(&str, Vec<(&str, f64)>)> = match kind {
        Kind::Target => vec![
            ("weekends", vec![("hours.saturday", weekday), ("hours.sunday", weekday)]),
            ("team", more("teams.count", 1.0)),
            ("station", more("site[1].stations", 1.0)),
        ],
        Kind::CatchUp => vec![
            ("overtime", vec![("exception[1].overtime_hours", overtime)]),
            ("saturdays", vec![("hours.saturday", weekday)]),
            ("printer", more("printers.count", 1.0)),
        ],
        Kind::Queue => inputs.number("counters").map(|_| ("counter", more("counters", 1.0))).into_iter().collect(),
        Kind::Blanks | Kind::Ladder => Vec::new(),
    };
    let mut variants = Vec::new();
    for (name, keys) in tried {
        let mut variant = Table::from_iter([("name".to_owned(), Value::from(name))]);
        for (key, value) in keys {
            // A list stands whole in the place of the plan's.
            if let Some((list, _)) = key.split_once('[')
                && let Some(whole) = table.get(list)
            {
                variant.entry(list).or_insert_with(|| whole.clone());
            }
            insert(&mut variant, key, value.into())?;
        }
        variants.push(Value::Table(variant));
    }
    table.insert("what_if".to_owned(), Value::Array(variants));
    Ok(())
}
