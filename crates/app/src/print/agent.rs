//! What the print agent asks and says: which job is next, that it is about to send it, what the printer answered.

use domain::{
    Refusal,
    access::Act,
    id::JobId,
    look::Sight,
    person::Person,
    place::PlaceKind,
    print::{Job, JobCommand, JobState, PrintRefusal, PrintRoute, PrinterWord},
    refusal::FieldProblem,
};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, queries::printing, tables};

use super::{
    JobChanged,
    job::{job_within, settle},
    printer_of,
};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    looking::{Shown, ShowsPeople},
    order::{Concern, Order, text},
    places::{code, place_of},
    register::get_person,
    stock::{Duty, stopped_by},
};

/// The longest word of a printer about itself, characters; the rest is cut.
const WORDS_CHARS_MAX: usize = 200;

/// The job that the agent has to look after.
#[derive(Clone, Debug)]
pub struct AgentJob {
    /// The job.
    pub job: Job,
    /// Whose card: its face is drawn from this.
    pub person: Person,
}

impl ShowsPeople for AgentJob {
    fn shown(&self) -> Vec<Shown> {
        vec![Shown::for_case(self.job.person)]
    }
}

/// The job of a printer (its code) that comes next: one that was sent and is not ended before one that waits. Nothing changes.
pub fn agent_job(office: &Office, caller: &Caller, printer: &str) -> Result<Option<AgentJob>, AppError> {
    office.show(caller, Act::DrivePrinter, Sight::PrintQueue, |tx, _| {
        let place = place_of(tx, "printer", &code(printer), PlaceKind::Printer)?;
        let mut jobs = tables::print::open_jobs_at(tx, place.id)?;
        jobs.retain(|job| job.route == PrintRoute::Local);
        let under_way = |job: &&Job| matches!(job.state, JobState::Sending | JobState::Printing);
        let next = jobs.iter().find(under_way).or_else(|| jobs.iter().find(|job| job.state == JobState::Reserved));
        match next {
            Some(job) => Ok(Some(AgentJob { job: job.clone(), person: get_person(tx, job.person)? })),
            None => Ok(None),
        }
    })
}

/// One job, for its document.
pub fn agent_document(office: &Office, caller: &Caller, job: JobId) -> Result<AgentJob, AppError> {
    office.show(caller, Act::DrivePrinter, Sight::Case, |tx, _| {
        let job = tables::print::find_job(tx, job)?.filter(|job| job.state.open()).ok_or(PrintRefusal::NoSuchJob)?;
        let person = get_person(tx, job.person)?;
        Ok(AgentJob { job, person })
    })
}

/// Says that a job is about to be sent: from here on it is never sent again.
pub fn begin_sending(office: &Office, caller: &Caller, request: &Request, job: JobId) -> Result<JobChanged, AppError> {
    office.order(caller, request, BeginSending { job })
}

/// The order behind [`begin_sending`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct BeginSending {
    #[serde(with = "text")]
    job: JobId,
}

impl Order for BeginSending {
    const NAME: &'static str = "begin_sending";
    const ACT: Act = Act::DrivePrinter;
    type Outcome = JobChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        job_within(desk, tx, self.job).map(|(_, case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<JobChanged, AppError> {
        let (job, case) = job_within(desk, write, self.job)?;
        let place = tables::place::find(write, job.printer)?.ok_or(PrintRefusal::NoSuchJob)?;
        if job.route != PrintRoute::Local {
            return Err(PrintRefusal::NotLocal { printer: place.code }.into());
        }
        if let Some(stop) = stopped_by(write, &Duty::at(desk), &place)? {
            return Err(PrintRefusal::DifferenceOpen { printer: place.code, place: stop.place }.into());
        }
        let printer = printer_of(write, &desk.rules, desk.today, place.id)?;
        let since = crate::figures::midnight_in(desk.profile.zone, desk.today);
        let (printed, _) = tables::print::load_since(write, place.id, since)?;
        if printed >= printer.heat_cards_a_day {
            return Err(PrintRefusal::HeatLimit { printer: place.code, limit: printer.heat_cards_a_day, printed }.into());
        }
        settle(write, actor, job, case, &JobCommand::Send, desk.today).map(|(job, _)| (&job).into())
    }
}

/// What the agent reports of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgentReport {
    /// The printer took it under this number.
    Printing(i64),
    /// The printer said something of it.
    Heard(PrinterWord),
    /// The answer was lost.
    Uncertain,
}

/// Reports what became of a job; saying the same again changes nothing.
pub fn report_job(
    office: &Office,
    caller: &Caller,
    request: &Request,
    job: JobId,
    report: AgentReport,
    detail: &str,
) -> Result<JobChanged, AppError> {
    let (printer_job, word) = match report {
        AgentReport::Printing(number) => (Some(number), None),
        AgentReport::Heard(word) => (None, Some(word.to_string())),
        AgentReport::Uncertain => (None, None),
    };
    office.order(caller, request, ReportJob { job, printer_job, word, detail: cut(detail) })
}

/// The order behind [`report_job`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ReportJob {
    #[serde(with = "text")]
    job: JobId,
    printer_job: Option<i64>,
    word: Option<String>,
    detail: String,
}

impl Order for ReportJob {
    const NAME: &'static str = "report_job";
    const ACT: Act = Act::DrivePrinter;
    type Outcome = JobChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        job_within(desk, tx, self.job).map(|(_, case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<JobChanged, AppError> {
        let (job, case) = job_within(desk, write, self.job)?;
        let detail = self.detail.clone();
        let command = match (self.printer_job, self.word.as_deref().map(PrinterWord::from_code)) {
            (Some(printer_job), _) => JobCommand::Accept { printer_job },
            (None, Some(Some(word))) => JobCommand::Hear { word, detail },
            (None, Some(None)) => return Err(Refusal::field("state", FieldProblem::NotAChoice).into()),
            (None, None) => JobCommand::Doubt { by: desk.caller.account, detail },
        };
        settle(write, actor, job, case, &command, desk.today).map(|(job, _)| (&job).into())
    }
}

/// What a printer says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterWords {
    /// The printer's code.
    pub printer: String,
    /// `idle`, `processing`, `stopped` or `unreachable`.
    pub state: String,
    /// Its reasons.
    pub reasons: Vec<String>,
}

/// Notes what a printer says of itself.
pub fn note_printer(office: &Office, caller: &Caller, request: &Request, words: PrinterWords) -> Result<(), AppError> {
    let PrinterWords { printer, state, reasons } = words;
    office.order(caller, request, NotePrinter { printer: code(&printer), state, reasons: cut(&reasons.join(", ")) })
}

/// The order behind [`note_printer`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NotePrinter {
    printer: String,
    state: String,
    reasons: String,
}

/// The states of a printer (RFC 8011 §5.4.11), and that it cannot be reached.
const PRINTER_STATES: &[&str] = &["idle", "processing", "stopped", "unreachable"];

impl Order for NotePrinter {
    const NAME: &'static str = "note_printer";
    const ACT: Act = Act::DrivePrinter;
    type Outcome = ();

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        let known = PRINTER_STATES.contains(&self.state.as_str());
        if known { Ok(()) } else { Err(Refusal::field("state", FieldProblem::NotAChoice).into()) }
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, _: Actor) -> Result<(), AppError> {
        let place = place_of(write, "printer", &self.printer, PlaceKind::Printer)?.id;
        let (state, reasons, at) = (self.state.clone(), self.reasons.clone(), write.now);
        Ok(printing::note_status(write, &printing::PrinterStatus { place, state, reasons, at })?)
    }
}

/// What a machine says is kept without what cannot be shown, and not at any length.
fn cut(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(WORDS_CHARS_MAX).collect()
}
