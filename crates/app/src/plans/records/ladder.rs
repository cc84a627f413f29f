//! What falls due by the office's ladder, of the cards that lie in the office.

use std::collections::BTreeMap;

use domain::ladder::{LadderAction, LadderRule};
use jiff::civil::Date;
use planner::survival::{kaplan_meier::End, weibull::Weibull};
use store::{Tx, queries::notices};
use toml::{Table, Value};

use super::{no_record, until};
use crate::{
    AppError, Office,
    ladder::{month_end, step_by},
    lying,
    plans::{
        inputs::{Basis, Form, Inputs},
        scenario::Sentence,
    },
};

/// How many collected cards are enough for a curve.
const COLLECTED_MIN: usize = 100;

/// How far the curve may be from what was observed, as a share of the cards.
const APART_MAX: f64 = 0.1;

pub(super) fn read(office: &Office, inputs: &mut Inputs) -> Result<(), AppError> {
    let today = office.today();
    until(inputs, month_end(today), "Akhir bulan depan.", "The end of next month.");
    let mut ladder = office.rules.ladder_for(office.profile().code, today);
    ladder.retain(|rule| rule.action != LadderAction::PrintOnArrival);
    ladder.sort_by_key(|rule| rule.due(today));
    office.store.read(|tx| {
        drawer(office, tx, &ladder, inputs)?;
        rungs(&ladder, inputs);
        curve(office, tx, inputs)
    })?;
    let villages = Sentence::new("Desa dan kelurahan di wilayah kantor.", "Villages of the office's area.");
    inputs.measured("villages", office.areas.villages().count() as f64, villages);
    inputs.unlimited("handover_a_day", no_record("dianggap tidak dibatasi", "no limit is assumed"));
    inputs.fix("ages_days", vec![7_i64, 14, 30, 45, 60, 90, 180]);
    Ok(())
}

/// The cards by day of printing, with the rungs that are done for each by the ladder's own next step.
fn drawer(office: &Office, tx: &mut Tx<'_>, ladder: &[&LadderRule], inputs: &mut Inputs) -> Result<(), AppError> {
    let (zone, today) = (office.profile().zone, office.today());
    let notices = ladder.iter().filter(|rule| rule.action == LadderAction::Notice).count();
    let climb = ladder.iter().position(|rule| rule.action != LadderAction::Notice);
    let mut cards: BTreeMap<(Date, usize), i64> = BTreeMap::new();
    for line in notices::ladder(tx, "")? {
        let printed = zone.date(line.printed_at);
        let done = match step_by(ladder, printed, &line).map(|step| step.action) {
            Some(LadderAction::Notice) => usize::try_from(line.counted).unwrap_or(0).min(climb.unwrap_or(notices).saturating_sub(1)),
            Some(_) => climb.unwrap_or(ladder.len()),
            None => ladder.len(),
        };
        *cards.entry((printed, done)).or_default() += 1;
    }
    let source = || Sentence::new("Kartu tercetak yang ada di kantor.", "Printed cards that lie in the office.");
    inputs.measured("lying", cards.values().sum::<i64>() as f64, source());
    let days = || cards.keys().map(|(printed, _)| *printed);
    for (key, day) in [("printed_from", days().min()), ("printed_to", days().max())] {
        inputs.put(key, Form::Day, Some(day.unwrap_or(today).min(today).to_string()), Basis::Measured, source());
    }
    let row = |((printed, done), count): (&(Date, usize), &i64)| {
        let row = [("on", printed.to_string().into()), ("done", (*done as i64).into()), ("cards", (*count).into())];
        Value::Table(row.into_iter().map(|(key, value): (&str, Value)| (key.to_owned(), value)).collect::<Table>())
    };
    inputs.fix("printed", cards.iter().map(row).collect::<Vec<Value>>());
    Ok(())
}

/// The steps, and the age at which a card leaves.
fn rungs(ladder: &[&LadderRule], inputs: &mut Inputs) {
    for (number, rule) in ladder.iter().enumerate() {
        let key = |key: &str| format!("rung[{}].{key}", number + 1);
        let distributes = rule.action != LadderAction::Notice;
        inputs.fix(&key("step"), if distributes { "distribute" } else { "notify" });
        // A step after months and days besides is taken as days: no table has one.
        let (unit, after) = match (rule.after_months, rule.after_days) {
            (0, days) => ("after_days", days),
            (months, 0) => ("after_months", months),
            (months, days) => ("after_days", months * 30 + days),
        };
        inputs.ruled(&key(unit), after as f64, &rule.validity.source);
        inputs.of(1, rule.action.code());
    }
    if let Some(rule) = ladder.iter().find(|rule| rule.action != LadderAction::Notice) {
        inputs.fix("cut_days", (rule.after_months * 30 + rule.after_days).max(1));
    }
}

/// How long cards lie, from the office's own cards where enough were collected and they follow such a curve. Without one each is expected to
/// lie on.
fn curve(office: &Office, tx: &mut Tx<'_>, inputs: &mut Inputs) -> Result<(), AppError> {
    let lives = lying::lives(office, tx)?;
    // Of whole days the middle.
    let times: Vec<(f64, bool)> = lives.iter().map(|one| (f64::from(one.until_days) + 0.5, one.end == End::Collected)).collect();
    let collected = times.iter().filter(|(_, collected)| *collected).count();
    let observed = lying::curve_of(&lives);
    let fitted = Weibull::fit(&times).filter(|_| collected >= COLLECTED_MIN);
    let Some(fitted) = fitted.filter(|fitted| observed.farthest_from(&fitted.weibull) <= APART_MAX) else { return Ok(()) };
    let cards = times.len();
    let source = Sentence::new(
        format!("Lama {cards} kartu dalam setahun terakhir sampai diambil (Weibull)."),
        format!("How long the {cards} cards of the last year lay until collected (Weibull)."),
    );
    inputs.measured("curve.shape", fitted.weibull.shape, source.clone());
    inputs.measured("curve.scale_days", fitted.weibull.scale, source);
    Ok(())
}
