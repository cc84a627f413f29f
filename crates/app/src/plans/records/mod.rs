//! What the office's own records say, as inputs of a plan. What is counted elsewhere (the shortage, the print queue, the register, the
//! ladder) is taken from there, so that no two screens differ. So the requests that need blanks are those of the shortage, learnt from its 28
//! calendar days without changes of areas; who comes to the counters is counted here, over [`LEARNT_DAYS`], whatever he comes for.

mod blanks;
mod ladder;
mod queue;
mod target;
mod work;

use domain::rule::PrintMeasure;
use jiff::{ToSpan, civil::Date};
use store::{StoreFault, Tx, queries::figures};

use super::{
    Kind,
    inputs::{Basis, Form, Inputs},
    scenario::Sentence,
};
use crate::{
    AppError, Office,
    figures::midnight,
    print::{self, Forecast},
};

/// From how many working days recordings, visits and hand-overs are learnt.
const LEARNT_DAYS: usize = 28;

/// An office's records, with what several kinds take from them.
pub(super) struct Records<'a> {
    /// Whose.
    pub office: &'a Office,
    forecast: Option<Forecast>,
}

impl<'a> Records<'a> {
    /// Of an office as it is now.
    pub fn new(office: &'a Office) -> Self {
        Self { office, forecast: None }
    }

    /// Reads the inputs of a kind.
    pub fn read(&mut self, kind: Kind) -> Result<Inputs, AppError> {
        let (office, mut inputs) = (self.office, Inputs::default());
        inputs.fix("kind", kind.code());
        inputs.fix("from", office.today().to_string());
        match kind {
            Kind::Target => target::read(office, self.forecast()?, &mut inputs),
            Kind::CatchUp => work::read(office, self.forecast()?, &mut inputs),
            Kind::Blanks => {
                blanks::read(office, self.forecast()?, &mut inputs);
                Ok(())
            }
            Kind::Queue => queue::read(office, &mut inputs),
            Kind::Ladder => ladder::read(office, &mut inputs),
        }?;
        Ok(inputs)
    }

    /// The shortage's forecast, made once.
    fn forecast(&mut self) -> Result<&Forecast, AppError> {
        let known = match self.forecast.take() {
            Some(known) => known,
            None => self.office.store.read(|tx| print::look_ahead(self.office, tx))?,
        };
        Ok(self.forecast.insert(known))
    }
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

/// Cards handed over from a day on until yesterday.
fn collected(office: &Office, tx: &mut Tx<'_>, from: Date) -> Result<i64, StoreFault> {
    Ok(figures::collected_since(tx, midnight(office, from))? - figures::collected_since(tx, midnight(office, office.today()))?)
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
