//! Releasing a run: blanks are kept for its jobs, in the order of the law. An operator draws it up, a section head releases it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Event, Refusal,
    access::Act,
    blank::{self, BlankCommand, BlankRefusal, Item},
    case::{CaseCommand, CaseRefusal, CaseState, DeferReason},
    id::CaseId,
    place::{Place, PlaceKind},
    print::{JobEvent, PrintRefusal, Run, apply},
    refusal::FieldProblem,
    rule::Allotment,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, queries::printing, tables};

use super::printers::{printer_of, ribbon_left};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases::change,
    figures::midnight_in,
    office::append,
    order::{Concern, Order},
    places::{code, place_of},
    register::free_text,
    stock::{Duty, post, stopped_by},
};

/// The most jobs of one run, and the most cases that one release defers.
const JOBS_MAX: usize = 2_000;

/// A run as it was drawn up.
#[derive(Clone, Debug, Default)]
pub struct RunList {
    /// The cases in the order in which they are to be printed, each with the code of its printer.
    pub jobs: Vec<(CaseId, String)>,
    /// Cases that a rule has wait, and why.
    pub deferred: Vec<(CaseId, DeferReason)>,
    /// The day on which those are looked at again.
    pub until: Option<Date>,
    /// The code of the policy by which it was drawn up.
    pub policy: String,
    /// When it was drawn up: what became ready later is not passed over by it.
    pub drawn_at: Timestamp,
    /// Why it leaves the order of the law, when it does.
    pub reason: String,
}

/// A run was released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Its identifier.
    pub run: String,
    /// Its number.
    pub number: i64,
    /// Jobs.
    pub jobs: i64,
    /// Cases of the list that could not be printed any more.
    pub left_out: i64,
    /// Cases that wait by it.
    pub deferred: i64,
}

/// Has a run released by a second person.
pub fn release(office: &Office, caller: &Caller, request: &Request, list: RunList) -> Result<Released, AppError> {
    let RunList { jobs, deferred, until, policy, drawn_at, reason } = list;
    let jobs = jobs.into_iter().map(|(case, printer)| (case.to_string(), code(&printer))).collect();
    let deferred = deferred.into_iter().map(|(case, reason)| (case.to_string(), reason.to_string())).collect();
    let until = until.map(|until| until.to_string());
    office.order(caller, request, ReleaseRun { jobs, deferred, until, policy, drawn_at: drawn_at.as_microsecond(), reason })
}

/// The order behind [`release`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ReleaseRun {
    jobs: Vec<(String, String)>,
    deferred: Vec<(String, String)>,
    until: Option<String>,
    policy: String,
    drawn_at: i64,
    reason: String,
}

impl ReleaseRun {
    fn reason(&self) -> Result<Option<String>, Refusal> {
        if self.reason.trim().is_empty() {
            return Ok(None);
        }
        free_text(&self.reason).map(Some).map_err(|problem| Refusal::field("reason", problem))
    }

    fn cases(&self) -> Result<Vec<(CaseId, &str)>, AppError> {
        let read = |(case, printer): &'_ (String, String)| Some((CaseId::parse(case)?, printer.clone()));
        let whole: Option<Vec<_>> = self.jobs.iter().map(read).collect();
        let whole = whole.ok_or_else(|| Refusal::field("jobs", FieldProblem::NotAChoice))?;
        Ok(whole.into_iter().zip(&self.jobs).map(|((case, _), (_, printer))| (case, printer.as_str())).collect())
    }
}

impl Order for ReleaseRun {
    const NAME: &'static str = "release_run";
    const ACT: Act = Act::PlanRun;
    type Outcome = Released;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        self.reason()?;
        let cases: BTreeSet<CaseId> = self.cases()?.into_iter().map(|(case, _)| case).collect();
        if cases.len() != self.jobs.len() {
            return Err(Refusal::field("jobs", FieldProblem::Taken).into());
        }
        if self.jobs.is_empty() {
            return Err(PrintRefusal::NothingToRelease.into());
        }
        let fits = self.jobs.len() <= JOBS_MAX && self.deferred.len() <= JOBS_MAX;
        if fits { Ok(()) } else { Err(Refusal::field("jobs", FieldProblem::TooLong { max: JOBS_MAX }).into()) }
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        // What can be seen to fail now is not put before a second person.
        let list = Listed::read(desk, tx, self)?;
        list.keeps_the_order(self.reason()?.as_deref())?;
        list.fits_the_printers(desk, tx)?;
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<Released, AppError> {
        let list = Listed::read(desk, write, self)?;
        let reason = self.reason()?;
        list.keeps_the_order(reason.as_deref())?;
        list.fits_the_printers(desk, write)?;
        list.keep_blanks(write, actor)?;
        let run = Run {
            id: write.draw.run_id(),
            number: tables::print::last_run_number(write)? + 1,
            day: desk.today,
            policy: self.policy.clone(),
            jobs: list.jobs.len() as i64,
            planned_by: desk.caller.account,
            released_by: desk.approver,
            released_at: write.now,
            override_reason: reason.filter(|_| list.passed_over().is_some()),
        };
        tables::print::save_run(write, &run)?;
        append(write, actor, &Event::RunReleased(run.clone()))?;
        list.assign(desk, write, actor, &run)?;
        let deferred = self.defer(desk, write, actor)?;
        let left_out = self.jobs.len() as i64 - run.jobs;
        Ok(Released { run: run.id.to_string(), number: run.number, jobs: run.jobs, left_out, deferred })
    }
}

impl ReleaseRun {
    /// Has the cases wait that the list names; what was printed or cancelled since is left alone.
    fn defer(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<i64, AppError> {
        let Some(until) = self.until.as_deref().and_then(|until| until.parse::<Date>().ok()) else { return Ok(0) };
        let mut deferred = 0;
        for (case, reason) in &self.deferred {
            let (Some(id), Some(reason)) = (CaseId::parse(case), DeferReason::from_code(reason)) else { continue };
            let Some(case) = tables::case_file::find(write, id)? else { continue };
            let known = case.deferral.as_ref().is_some_and(|known| known.reason == reason && known.until == until);
            if known || !matches!(case.state, CaseState::ReadyToPrint | CaseState::Deferred) {
                continue;
            }
            let rule = desk.rules.deferral_for(case.purpose, desk.today).map_or_else(String::new, |rule| rule.validity.source.clone());
            change(write, actor, id, Some(case), &CaseCommand::Defer { reason, rule, until }, desk.today)?;
            deferred += 1;
        }
        Ok(deferred)
    }
}

/// The list against what waits now.
struct Listed {
    /// What can still be printed of it: the case, and its printer.
    jobs: Vec<(printing::WaitingLine, Place)>,
    /// What waits, is not in it, and was ready when it was drawn up.
    others: Vec<printing::WaitingLine>,
    /// The purposes that are printed from an allotment of their own.
    own: BTreeSet<domain::case::Purpose>,
}

impl Listed {
    fn read(desk: &Desk, tx: &mut Tx<'_>, order: &ReleaseRun) -> Result<Self, AppError> {
        let (cases, drawn_at) = (order.cases()?, Timestamp::from_microsecond(order.drawn_at).unwrap_or(Timestamp::MAX));
        let mut waiting: BTreeMap<CaseId, printing::WaitingLine> =
            printing::waiting(tx, desk.today)?.into_iter().map(|line| (line.case, line)).collect();
        let mut printers: BTreeMap<&str, Place> = BTreeMap::new();
        let mut jobs = Vec::new();
        for (case, printer) in cases {
            if !printers.contains_key(printer) {
                printers.insert(printer, place_of(tx, "printer", printer, PlaceKind::Printer)?);
            }
            let place = printers.get(printer).ok_or(CaseRefusal::NoSuchCase)?;
            jobs.extend(waiting.remove(&case).map(|line| (line, place.clone())));
        }
        if jobs.is_empty() {
            return Err(PrintRefusal::NothingToRelease.into());
        }
        // Who is not here when cards are printed on arrival is not passed over.
        let on_arrival = desk.rules.prints_on_arrival(desk.profile.code, desk.today);
        let others = waiting.into_values().filter(|line| !on_arrival && line.since <= drawn_at).collect();
        let own = desk.rules.deferrals.iter().filter(|rule| {
            let now = desk.rules.deferral_for(rule.purpose, desk.today);
            now.is_some_and(|now| now.allotment == Allotment::AreaChange)
        });
        let own = own.map(|rule| rule.purpose).collect();
        Ok(Self { jobs, others, own })
    }

    /// The first case that the list passes over though a lower one is in it, of the same allotment.
    fn passed_over(&self) -> Option<&printing::WaitingLine> {
        let rank = |line: &printing::WaitingLine| (line.class, line.opened_at, line.case);
        let last = |own| {
            let of = self.jobs.iter().map(|(line, _)| line).filter(|line| self.own.contains(&line.purpose) == own);
            of.map(rank).max()
        };
        let (general, own) = (last(false), last(true));
        let passed = self.others.iter().filter(|line| {
            let last = if self.own.contains(&line.purpose) { own } else { general };
            last.is_some_and(|last| rank(line) < last)
        });
        passed.min_by_key(|line| rank(line))
    }

    fn keeps_the_order(&self, reason: Option<&str>) -> Result<(), AppError> {
        match (self.passed_over(), reason) {
            (Some(line), None) => Err(PrintRefusal::OutOfOrder { receipt: line.receipt.clone() }.into()),
            _ => Ok(()),
        }
    }

    fn by_printer(&self) -> Vec<(&Place, i64)> {
        let mut printers: Vec<(&Place, i64)> = Vec::new();
        for (_, place) in &self.jobs {
            match printers.iter_mut().find(|(known, _)| known.id == place.id) {
                Some((_, count)) => *count += 1,
                None => printers.push((place, 1)),
            }
        }
        printers
    }

    fn fits_the_printers(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<(), AppError> {
        let (duty, since) = (Duty::at(desk), midnight_in(desk.profile.zone, desk.today));
        for (place, count) in self.by_printer() {
            if let Some(stop) = stopped_by(tx, &duty, place)? {
                return Err(PrintRefusal::DifferenceOpen { printer: place.code.clone(), place: stop.place }.into());
            }
            let available = tables::blank::balances_at(tx, place.id, Item::Blank)?.new_at(place.id);
            if available < count {
                return Err(BlankRefusal::StockExhausted { place: place.code.clone(), available, asked: count }.into());
            }
            let printer = printer_of(tx, &desk.rules, desk.today, place.id)?;
            let (made, open) = tables::print::load_since(tx, place.id, since)?;
            let (limit, printed) = (printer.heat_cards_a_day, made + open);
            if printed + count > limit {
                return Err(PrintRefusal::HeatLimit { printer: place.code.clone(), limit, printed }.into());
            }
            if let Some(left) = ribbon_left(tx, &desk.rules, desk.today, &printer)?.filter(|left| open + count > *left) {
                return Err(PrintRefusal::RibbonEmpty { printer: place.code.clone(), left: left - open, asked: count }.into());
            }
        }
        Ok(())
    }

    fn keep_blanks(&self, write: &mut Write<'_>, actor: Actor) -> Result<(), AppError> {
        for (place, quantity) in self.by_printer() {
            let ledger = tables::blank::ledger_at(write, place.id, Item::Blank, &[])?;
            let command = BlankCommand::Reserve { printer: place.clone(), quantity };
            post(write, actor, blank::decide(&ledger, &command)?)?;
        }
        Ok(())
    }

    fn assign(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor, run: &Run) -> Result<(), AppError> {
        for ((line, place), rank) in self.jobs.iter().zip(1..) {
            let case = desk.case(write, line.case)?;
            let person = case.person;
            change(write, actor, line.case, Some(case), &CaseCommand::Assign { printer: place.id }, desk.today)?;
            let route = printer_of(write, &desk.rules, desk.today, place.id)?.route;
            let (id, event) = (write.draw.job_id(), JobEvent::Reserved { run: run.id, case: line.case, printer: place.id, route, rank });
            let job = apply(None, id, person, &event, write.now).ok_or(PrintRefusal::NoSuchJob)?;
            tables::print::save_job(write, &job)?;
            append(write, actor, &Event::Job(id, person, event))?;
        }
        Ok(())
    }
}
