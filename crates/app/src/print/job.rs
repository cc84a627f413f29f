//! What became of a job: checked as good, spoiled, in doubt, taken back.

use domain::{
    Event, Refusal,
    access::Act,
    blank::{self, BlankCommand, BlankState, Fate, Item, Serial},
    card::{CardEvent, InvalidReason},
    case::{Case, CaseCommand, SpoilCause},
    central::CentralPhase,
    id::{CardId, CaseId, JobId, PersonId},
    place::{Place, PlaceKind},
    print::{Job, JobCommand, JobEvent, JobState, PrintRefusal, apply, decide},
    refusal::FieldProblem,
    suket::SuketEnd,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{StoreFault, Tx, Write, journal::Actor, tables};

use super::{change_card, end_suket};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases::change,
    office::append,
    order::{Concern, Order, text},
    places::{code, place_of},
    register::{free_text, get_person},
    stock::post,
};

/// What became of a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintResult {
    /// The card was checked as good.
    Good,
    /// The blank is spoiled.
    Spoiled(SpoilCause),
}

/// A print result was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRecorded {
    /// The case.
    pub case: String,
    /// Where it stands now.
    pub state: String,
    /// The card, when it is good.
    pub card: Option<String>,
}

/// Records what became of the released job of a case: a good card uses the blank that was kept for it, a spoiled one goes to the bin. The
/// person's older card becomes invalid. `printer` is the code of the printer, or empty for the job's own; `serial` the chip as it was read,
/// or empty.
pub fn record(
    office: &Office,
    caller: &Caller,
    request: &Request,
    case: CaseId,
    (printer, serial): (&str, &str),
    result: PrintResult,
) -> Result<PrintRecorded, AppError> {
    let spoiled = match result {
        PrintResult::Good => None,
        PrintResult::Spoiled(cause) => Some(cause),
    };
    let serial = read_serial(serial)?;
    office.order(caller, request, RecordPrint { case, printer: code(printer), spoiled, serial })
}

fn read_serial(text: &str) -> Result<Option<Serial>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Serial::parse(text).map(Some).ok_or_else(|| Refusal::field("serial", FieldProblem::NotASerial))
}

/// The order behind [`record`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RecordPrint {
    #[serde(with = "text")]
    case: CaseId,
    printer: String,
    #[serde(with = "text::maybe")]
    spoiled: Option<SpoilCause>,
    #[serde(with = "text::maybe")]
    serial: Option<Serial>,
}

impl Order for RecordPrint {
    const NAME: &'static str = "record_print";
    const ACT: Act = Act::RecordPrint;
    type Outcome = PrintRecorded;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<PrintRecorded, AppError> {
        let case = desk.case(write, self.case)?;
        let job = tables::print::open_job_of(write, self.case)?.ok_or(PrintRefusal::NotReleased)?;
        if !self.printer.is_empty() {
            let printer = place_of(write, "printer", &self.printer, PlaceKind::Printer)?;
            if printer.id != job.printer {
                return Err(PrintRefusal::NotReleased.into());
            }
        }
        let (by, serial) = (desk.caller.account, self.serial.clone());
        let command = match self.spoiled {
            None => JobCommand::Check { by, card: write.draw.card_id(), serial },
            Some(cause) => JobCommand::Spoil { by, cause, serial },
        };
        let (job, case) = settle(write, actor, job, case, &command, desk.today)?;
        let card = job.card.map(|card| card.to_string());
        Ok(PrintRecorded { case: case.id.to_string(), state: case.state.to_string(), card })
    }
}

/// A job moved on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobChanged {
    /// The job.
    pub job: String,
    /// Where it stands now, code of [`domain::print::JobState`].
    pub state: String,
}

impl From<&Job> for JobChanged {
    fn from(job: &Job) -> Self {
        Self { job: job.id.to_string(), state: job.state.to_string() }
    }
}

/// Says that nobody knows whether a job was printed; somebody else closes it, with the card in hand.
pub fn doubt(office: &Office, caller: &Caller, request: &Request, job: JobId, detail: &str) -> Result<JobChanged, AppError> {
    office.order(caller, request, DoubtJob { job, detail: detail.to_owned() })
}

/// The order behind [`doubt`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DoubtJob {
    #[serde(with = "text")]
    job: JobId,
    detail: String,
}

impl Order for DoubtJob {
    const NAME: &'static str = "doubt_job";
    const ACT: Act = Act::RecordPrint;
    type Outcome = JobChanged;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        free_text(&self.detail).map_err(|problem| Refusal::field("detail", problem))?;
        Ok(())
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        job_within(desk, tx, self.job).map(|(_, case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<JobChanged, AppError> {
        let (job, case) = job_within(desk, write, self.job)?;
        let detail = free_text(&self.detail).map_err(|problem| Refusal::field("detail", problem))?;
        let command = JobCommand::Doubt { by: desk.caller.account, detail };
        settle(write, actor, job, case, &command, desk.today).map(|(job, _)| (&job).into())
    }
}

/// Takes a job out of its run: its blank is unused, by the word of who says so. A job in doubt is taken back only by a second person.
pub fn take_job_back(office: &Office, caller: &Caller, request: &Request, job: JobId) -> Result<JobChanged, AppError> {
    office.order(caller, request, TakeJobBack { job })
}

/// The order behind [`take_job_back`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TakeJobBack {
    #[serde(with = "text")]
    job: JobId,
}

impl Order for TakeJobBack {
    const NAME: &'static str = "take_job_back";
    const ACT: Act = Act::RecordPrint;
    type Outcome = JobChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        job_within(desk, tx, self.job).map(|(_, case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<JobChanged, AppError> {
        let (job, case) = job_within(desk, write, self.job)?;
        let command = JobCommand::TakeBack { by: desk.caller.account };
        settle(write, actor, job, case, &command, desk.today).map(|(job, _)| (&job).into())
    }
}

/// A job and its case within reach.
pub(super) fn job_within(desk: &Desk, tx: &mut Tx<'_>, job: JobId) -> Result<(Job, Case), AppError> {
    let job = tables::print::find_job(tx, job)?.ok_or(PrintRefusal::NoSuchJob)?;
    let case = desk.case(tx, job.case).map_err(|_| PrintRefusal::NoSuchJob)?;
    Ok((job, case))
}

/// Decides a command on a job and carries out all that follows, in the running transaction: the blank, the case, the card, the letter.
pub(super) fn settle(
    write: &mut Write<'_>,
    actor: Actor,
    job: Job,
    case: Case,
    command: &JobCommand,
    today: Date,
) -> Result<(Job, Case), AppError> {
    let Some(event) = decide(&job, command)? else { return Ok((job, case)) };
    let held = if job.state == JobState::Uncertain { BlankState::Uncertain } else { BlankState::Reserved };
    let printer = tables::place::find(write, job.printer)?.ok_or(StoreFault::Missing("the printer of a job"))?;
    let case = match &event {
        JobEvent::Checked { card, serial } => {
            let issued = tables::place::get_only(write, PlaceKind::Issued)?.id;
            take(write, actor, &printer, &job, held, Fate::Card { issued, serial: serial.clone() })?;
            let case = good(write, actor, case, (*card, &printer), today)?;
            end_suket(write, actor, case.person, SuketEnd::Printed)?;
            case
        }
        JobEvent::Spoiled { cause, serial } => {
            let bin = tables::place::get_only(write, PlaceKind::SpoiledBin)?.id;
            take(write, actor, &printer, &job, held, Fate::Spoiled { bin, cause: *cause, serial: serial.clone() })?;
            let command = CaseCommand::RecordSpoil { printer: printer.id, cause: *cause };
            change(write, actor, case.id, Some(case), &command, today)?
        }
        JobEvent::TakenBack => {
            take(write, actor, &printer, &job, held, Fate::Unused)?;
            let case = change(write, actor, case.id, Some(case), &CaseCommand::TakeBack, today)?;
            follow_centre(write, actor, case, today)?
        }
        JobEvent::Doubted { .. } => {
            take(write, actor, &printer, &job, held, Fate::Doubt)?;
            case
        }
        JobEvent::Reserved { .. } | JobEvent::Sent | JobEvent::Accepted { .. } | JobEvent::NotSent { .. } | JobEvent::Reported { .. } => {
            case
        }
    };
    let (id, person) = (job.id, job.person);
    let job = apply(Some(job), id, person, &event, write.now).ok_or(PrintRefusal::NoSuchJob)?;
    tables::print::save_job(write, &job)?;
    append(write, actor, &Event::Job(id, person, event))?;
    Ok((job, case))
}

/// What the centre said while the case was in a run counts once it is out of it.
fn follow_centre(write: &mut Write<'_>, actor: Actor, case: Case, today: Date) -> Result<Case, AppError> {
    match get_person(write, case.person)?.central {
        Some((code, _)) if code.phase() != CentralPhase::Printable => {
            change(write, actor, case.id, Some(case), &CaseCommand::ObserveCentral { code }, today)
        }
        _ => Ok(case),
    }
}

/// Takes the job of a case back when the centre does not allow the card any more and nothing was sent to a printer yet; answers the case.
pub(crate) fn give_way(write: &mut Write<'_>, actor: Actor, case: Case, today: Date) -> Result<Case, AppError> {
    let job = tables::print::open_job_of(write, case.id)?.filter(|job| job.state == JobState::Reserved);
    match (job, actor) {
        (Some(job), Actor::Account(by)) => settle(write, actor, job, case, &JobCommand::TakeBack { by }, today).map(|(_, case)| case),
        _ => Ok(case),
    }
}

fn take(write: &mut Write<'_>, actor: Actor, printer: &Place, job: &Job, held: BlankState, fate: Fate) -> Result<(), AppError> {
    let serials: Vec<Serial> = match &fate {
        Fate::Card { serial, .. } | Fate::Spoiled { serial, .. } => serial.iter().cloned().collect(),
        Fate::Unused | Fate::Doubt => Vec::new(),
    };
    let ledger = tables::blank::ledger_at(write, printer.id, Item::Blank, &serials)?;
    let command = BlankCommand::Settle { printer: printer.clone(), case: job.case, held, fate };
    post(write, actor, blank::decide(&ledger, &command)?)
}

/// The case gets its card, and the person's older cards become invalid.
fn good(write: &mut Write<'_>, actor: Actor, case: Case, (card, printer): (CardId, &Place), today: Date) -> Result<Case, AppError> {
    let (id, person) = (case.id, case.person);
    let changed = change(write, actor, id, Some(case), &CaseCommand::RecordPrint { card, printer: printer.id }, today)?;
    issue_card(write, actor, card, person, id, printer)?;
    Ok(changed)
}

fn issue_card(write: &mut Write<'_>, actor: Actor, id: CardId, person: PersonId, case: CaseId, printer: &Place) -> Result<(), AppError> {
    for old in tables::card::of_person(write, person)? {
        if old.invalid.is_none() {
            let event = CardEvent::Invalidated { reason: InvalidReason::Superseded };
            change_card(write, actor, old.id, person, Some(old), event)?;
        }
    }
    change_card(write, actor, id, person, None, CardEvent::Printed { person, case, printer: printer.id })
}

/// Writes a print down that was made before the office had print runs.
pub(crate) fn past_print(
    write: &mut Write<'_>,
    actor: Actor,
    case: Case,
    printer: &Place,
    result: PrintResult,
    today: Date,
) -> Result<Case, AppError> {
    let id = case.id;
    let case = change(write, actor, id, Some(case), &CaseCommand::Assign { printer: printer.id }, today)?;
    let fate = match result {
        PrintResult::Good => Fate::Card { issued: tables::place::get_only(write, PlaceKind::Issued)?.id, serial: None },
        PrintResult::Spoiled(cause) => {
            Fate::Spoiled { bin: tables::place::get_only(write, PlaceKind::SpoiledBin)?.id, cause, serial: None }
        }
    };
    let ledger = tables::blank::ledger_at(write, printer.id, Item::Blank, &[])?;
    post(write, actor, blank::decide(&ledger, &BlankCommand::Past { printer: printer.clone(), case: id, fate })?)?;
    match result {
        PrintResult::Good => {
            let card = write.draw.card_id();
            good(write, actor, case, (card, printer), today)
        }
        PrintResult::Spoiled(cause) => {
            change(write, actor, id, Some(case), &CaseCommand::RecordSpoil { printer: printer.id, cause }, today)
        }
    }
}
