//! What the office's own records say, as inputs of a plan. What is counted elsewhere (the shortage, the print queue, the register, the
//! ladder) is taken from there, so that no two screens differ.

mod blanks;
mod ladder;
mod queue;
mod target;
mod work;

use domain::rule::PrintMeasure;
use jiff::{ToSpan, civil::Date};

use super::{
    Kind,
    inputs::{Basis, Form, Inputs},
    scenario::Sentence,
};
use crate::{AppError, Office};

/// From how many working days recordings, requests and hand-overs are learnt.
const LEARNT_DAYS: usize = 28;

/// Reads the inputs of a kind.
pub(super) fn read(office: &Office, kind: Kind) -> Result<Inputs, AppError> {
    let mut inputs = Inputs::default();
    inputs.fix("kind", kind.code());
    inputs.fix("from", office.today().to_string());
    match kind {
        Kind::Target => target::read(office, &mut inputs),
        Kind::CatchUp => work::read(office, &mut inputs),
        Kind::Blanks => blanks::read(office, &mut inputs),
        Kind::Queue => queue::read(office, &mut inputs),
        Kind::Ladder => ladder::read(office, &mut inputs),
    }?;
    Ok(inputs)
}

/// Nobody wrote it down; `id` and `en` say what is assumed.
fn no_record(id: &str, en: &str) -> Sentence {
    Sentence::new(format!("Belum ada catatan; {id}."), format!("No record yet; {en}."))
}

/// The last working days before today, the first of them first.
fn learnt_days(office: &Office) -> Vec<Date> {
    let calendar = &office.rules.calendar;
    let mut days: Vec<Date> =
        std::iter::successors(Some(calendar.previous(office.today())), |day| Some(calendar.previous(*day))).take(LEARNT_DAYS).collect();
    days.reverse();
    days
}

/// Opening hours: the rule's on working days, closed otherwise.
fn hours(office: &Office, inputs: &mut Inputs) {
    let (minutes, source) = minutes_a_day(office);
    inputs.ruled("hours.weekday", minutes / 60.0, &source);
    for key in ["hours.saturday", "hours.sunday"] {
        inputs.put(key, Form::Number, Some("0".to_owned()), Basis::Rule, working_week());
    }
}

fn working_week() -> Sentence {
    Sentence::new("Hari kerja Senin sampai Jumat.", "Working days are Monday to Friday.")
}

/// Minutes of a working day, with where that is said.
fn minutes_a_day(office: &Office) -> (f64, String) {
    let rule = office.rules.print_measure(PrintMeasure::MinutesADay, office.today());
    rule.map_or((450.0, String::new()), |rule| (rule.value as f64, rule.validity.source.clone()))
}

/// The last day of a plan until somebody names another.
fn until(inputs: &mut Inputs, day: Date, id: &str, en: &str) {
    inputs.put("until", Form::Day, Some(day.to_string()), Basis::Assumption, Sentence::new(id, en));
}

/// The end of the year, or of the next one when it is less than two weeks away.
fn end_of_year(today: Date) -> Date {
    let end = today.last_of_year();
    if end >= today.saturating_add(14.days()) { end } else { end.saturating_add(1.day()).last_of_year() }
}
