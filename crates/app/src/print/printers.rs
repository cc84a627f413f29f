//! The printers: how they are driven, what they can still do today, what they say of themselves; and the print room's page.

use domain::{
    Event, Refusal,
    access::Act,
    blank::{BlankState, Item},
    id::{PlaceId, RunId},
    look::Sight,
    place::{Place, PlaceKind},
    print::{JobState, PrintRefusal, PrintRoute, Printer, Run},
    refusal::FieldProblem,
    rule::{PrintMeasure, RuleBook},
};
use jiff::civil::Date;
use planner::rate::{Prior, card_time};
use serde::{Deserialize, Serialize};
use store::{
    StoreFault, Tx, Write,
    journal::Actor,
    queries::{printing, stock},
    tables,
};

pub use store::queries::printing::{JobLine, PrinterStatus};

use super::printers;
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    figures::midnight,
    looking::{Impersonal, Shown, ShowsPeople},
    office::append,
    order::{Concern, Order, text},
    places::{code, place_of},
    stock::{Duty, Stop, stopped_by},
};

/// The most jobs that the print room lists.
const JOBS_MAX: i64 = 500;

/// The last runs that the print room lists.
const RUNS: i64 = 10;

/// The instants from which a printer's rate is learnt.
const INSTANTS: i64 = 500;

/// How many intervals of its own weigh as much as what is assumed of a printer.
const PRIOR_INTERVALS: u32 = 20;

/// A pause between two cards longer than this is no time of printing, seconds.
const PAUSE_SECONDS: i64 = 900;

/// From this on a limit of heat, cards a day, is none.
pub const NO_HEAT_LIMIT: i64 = 1_000_000;

/// What a printer is, as set up or by the rules of the day.
pub(crate) fn printer_of(tx: &mut Tx<'_>, rules: &RuleBook, today: Date, place: PlaceId) -> Result<Printer, StoreFault> {
    let measure = |measure, or: i64| rules.print_measure(measure, today).map_or(or, |rule| rule.value);
    Ok(tables::print::find_printer(tx, place)?.unwrap_or(Printer {
        place,
        route: PrintRoute::Ministry,
        // Without a rule nothing is known, and nothing is forbidden.
        heat_cards_a_day: measure(PrintMeasure::HeatCardsADay, i64::MAX),
        seconds_a_card: measure(PrintMeasure::SecondsACard, 180),
        ribbon_from: 0,
    }))
}

/// Cards that the ribbons at a printer still hold, the one in it and those beside it; `None` when the office keeps no book of ribbons.
pub(super) fn ribbon_left(tx: &mut Tx<'_>, rules: &RuleBook, today: Date, printer: &Printer) -> Result<Option<i64>, StoreFault> {
    let Some(rule) = rules.print_measure(PrintMeasure::RibbonCards, today) else { return Ok(None) };
    if stock::received(tx, Item::Ribbon)? == 0 {
        return Ok(None);
    }
    let beside = tables::blank::balances_at(tx, printer.place, Item::Ribbon)?.new_at(printer.place);
    let on_this = stock::made_by(tx, printer.place)? - printer.ribbon_from;
    Ok(Some((rule.value - on_this).max(0) + beside * rule.value))
}

/// A printer with what it can still do today.
#[derive(Clone, Debug)]
pub struct PrinterBoard {
    /// Its place.
    pub place: Place,
    /// How it is driven, and its limits.
    pub printer: Printer,
    /// New blanks.
    pub blanks: i64,
    /// Blanks kept for jobs.
    pub reserved: i64,
    /// Blanks in doubt.
    pub uncertain: i64,
    /// Cards that its ribbons hold; `None` when nobody keeps a book of them.
    pub ribbon_cards: Option<i64>,
    /// Made today: cards and spoiled blanks.
    pub made_today: i64,
    /// Jobs that are not ended.
    pub open_jobs: i64,
    /// What a card takes by its own history, seconds.
    pub learnt_seconds: Option<i64>,
    /// What it said last.
    pub status: Option<PrinterStatus>,
    /// What stops it.
    pub stop: Option<Stop>,
}

/// The printers with all of this.
pub(crate) fn boards(office: &Office, tx: &mut Tx<'_>) -> Result<Vec<PrinterBoard>, AppError> {
    let (duty, today) = (Duty::of(office), office.today());
    let since = midnight(office, today);
    let mut statuses = printing::statuses(tx)?;
    let mut found = Vec::new();
    for (place, blanks) in printers(tx)? {
        let printer = printer_of(tx, &office.rules, today, place.id)?;
        let balances = tables::blank::balances_at(tx, place.id, Item::Blank)?;
        let (made_today, open_jobs) = tables::print::load_since(tx, place.id, since)?;
        let instants = printing::print_instants(tx, place.id, INSTANTS)?;
        let status = statuses.iter().position(|status| status.place == place.id).map(|at| statuses.swap_remove(at));
        found.push(PrinterBoard {
            reserved: balances.at(place.id, BlankState::Reserved),
            uncertain: balances.at(place.id, BlankState::Uncertain),
            ribbon_cards: ribbon_left(tx, &office.rules, today, &printer)?,
            learnt_seconds: learn(&instants, &printer),
            stop: stopped_by(tx, &duty, &place)?,
            place,
            printer,
            blanks,
            made_today,
            open_jobs,
            status,
        });
    }
    Ok(found)
}

/// What a card takes by the printer's own history, seconds; none while it has hardly any.
fn learn(instants: &[i64], printer: &Printer) -> Option<i64> {
    let card_millis = u32::try_from(printer.seconds_a_card * 1_000).unwrap_or(u32::MAX);
    let time = card_time(instants, PAUSE_SECONDS * 1_000_000, Prior { card_millis, weight_intervals: PRIOR_INTERVALS });
    (time.intervals >= PRIOR_INTERVALS).then(|| i64::from(time.card_millis.div_ceil(1_000)))
}

/// The print room.
#[derive(Clone, Debug)]
pub struct Room {
    /// The printers.
    pub printers: Vec<PrinterBoard>,
    /// The jobs that are not ended, those in doubt first.
    pub jobs: Vec<JobLine>,
    /// The last runs.
    pub runs: Vec<Run>,
}

impl ShowsPeople for Room {
    fn shown(&self) -> Vec<Shown> {
        self.jobs.iter().map(|line| Shown::for_case(line.person)).collect()
    }
}

/// Shows the print room.
pub fn room(office: &Office, caller: &Caller) -> Result<Room, AppError> {
    office.show(caller, Act::PlanRun, Sight::PrintQueue, |tx, _| {
        let mut jobs = printing::open_jobs(tx, JOBS_MAX)?;
        jobs.sort_by_key(|line| line.state != JobState::Uncertain);
        Ok(Room { printers: boards(office, tx)?, jobs, runs: tables::print::latest_runs(tx, RUNS)? })
    })
}

/// A run with its jobs.
#[derive(Clone, Debug)]
pub struct RunView {
    /// The run.
    pub run: Run,
    /// Its jobs, in their order.
    pub jobs: Vec<JobLine>,
    /// The printers.
    pub printers: Vec<Place>,
    /// Who drew it up, by name.
    pub planned_by: String,
    /// Who released it.
    pub released_by: String,
}

impl ShowsPeople for RunView {
    fn shown(&self) -> Vec<Shown> {
        self.jobs.iter().map(|line| Shown::for_case(line.person)).collect()
    }
}

/// Shows a run.
pub fn run(office: &Office, caller: &Caller, run: RunId) -> Result<RunView, AppError> {
    office.show(caller, Act::PlanRun, Sight::PrintQueue, |tx, _| {
        let run = tables::print::find_run(tx, run)?.ok_or(PrintRefusal::NoSuchJob)?;
        let accounts = tables::account::all(tx)?;
        let name = |id| accounts.iter().find(|account| Some(account.id) == id).map(|account| account.name.clone()).unwrap_or_default();
        let printers = tables::place::all(tx)?.into_iter().filter(|place| place.kind == PlaceKind::Printer).collect();
        let (planned_by, released_by) = (name(Some(run.planned_by)), name(run.released_by));
        Ok(RunView { jobs: printing::run_jobs(tx, run.id)?, run, printers, planned_by, released_by })
    })
}

impl Impersonal for Vec<(Place, i64)> {}

/// The printers with their new blanks.
pub fn printers_with_blanks(office: &Office, caller: &Caller) -> Result<Vec<(Place, i64)>, AppError> {
    office.view(caller, Act::ViewPrintQueue, printers)
}

/// A printer as it was set up.
#[derive(Clone, Debug)]
pub struct PrinterNote {
    /// Its code.
    pub printer: String,
    /// How it is driven.
    pub route: PrintRoute,
    /// The most cards that it may print on a day.
    pub heat_cards_a_day: i64,
    /// What a card takes, seconds.
    pub seconds_a_card: i64,
}

/// Sets a printer up.
pub fn set_printer(office: &Office, caller: &Caller, request: &Request, note: PrinterNote) -> Result<(), AppError> {
    let PrinterNote { printer, route, heat_cards_a_day, seconds_a_card } = note;
    office.order(caller, request, SetPrinter { printer: code(&printer), route, heat_cards_a_day, seconds_a_card })
}

/// The order behind [`set_printer`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SetPrinter {
    printer: String,
    #[serde(with = "text")]
    route: PrintRoute,
    heat_cards_a_day: i64,
    seconds_a_card: i64,
}

impl Order for SetPrinter {
    const NAME: &'static str = "set_printer";
    const ACT: Act = Act::SetPrinting;
    type Outcome = ();

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        for (field, value, max) in [("heat_cards_a_day", self.heat_cards_a_day, 100_000), ("seconds_a_card", self.seconds_a_card, 3_600)] {
            if !(1..=max).contains(&value) {
                return Err(Refusal::field(field, FieldProblem::NotANumber).into());
            }
        }
        Ok(())
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<(), AppError> {
        let place = place_of(write, "printer", &self.printer, PlaceKind::Printer)?.id;
        let before = printer_of(write, &desk.rules, desk.today, place)?;
        let (route, heat_cards_a_day, seconds_a_card) = (self.route, self.heat_cards_a_day, self.seconds_a_card);
        let printer = Printer { route, heat_cards_a_day, seconds_a_card, ..before };
        tables::print::save_printer(write, &printer)?;
        append(write, actor, &Event::PrinterSet(printer))?;
        Ok(())
    }
}
