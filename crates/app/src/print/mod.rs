//! Printing: what is ready, the runs, and what became of each job.

mod agent;
mod forecast;
mod job;
mod plan;
mod printers;
mod release;
mod suket;

use domain::{
    Event,
    access::Act,
    blank::Item,
    card::{self, CardEvent},
    id::{CardId, PersonId},
    look::Sight,
    place::{Place, PlaceKind},
};
use store::{Tx, Write, journal::Actor, queries::print_queue, tables};

pub use agent::{AgentJob, AgentReport, PrinterWords, agent_document, agent_job, begin_sending, note_printer, report_job};
pub use forecast::{Forecast, ForecastClass, PolicyView, PublicNotice, forecast, look_ahead, public_notice};
pub use job::{JobChanged, PrintRecorded, PrintResult, doubt, record, take_job_back};
pub use plan::{Arrival, DayPlan, LeftLine, PlannedJob, plan};
pub use planner::{
    inventory::learnt::{Basis, Learnt},
    print_run::{PrinterLimit, Reason},
    rationing::outlook::Gate,
    run_out::{Alarm, ClassRunOut, Ends, RunOut, StockOn},
};
pub use printers::{
    JobLine, NO_HEAT_LIMIT, PrinterBoard, PrinterNote, PrinterStatus, Room, RunView, printers_with_blanks, room, run, set_printer,
};
pub use release::{Released, RunList, release};
pub use store::queries::print_queue::QueueLine;
pub use suket::{DeferredLine, DeferredList, SuketGiven, SuketView, deferred, give_suket, renew_suket, suket, sukets, tell};

pub(crate) use agent::{BeginSending, NotePrinter, ReportJob};
pub(crate) use forecast::{SERVICE_PERMILLE, rationing};
pub(crate) use job::{DoubtJob, RecordPrint, TakeJobBack, give_way, past_print};
pub(crate) use printers::{SetPrinter, boards, printer_of};
pub(crate) use release::ReleaseRun;
pub(crate) use suket::{GiveSuket, RenewSuket, TellDeferral, end_suket};

use crate::{
    AppError, Caller, Office,
    looking::{Shown, ShowsPeople},
    office::append,
};

/// One page of the queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The cases, in the order in which they are to be printed.
    pub lines: Vec<QueueLine>,
    /// How many the whole queue holds.
    pub total: i64,
    /// The printers, each with its new blanks.
    pub printers: Vec<(Place, i64)>,
}

impl ShowsPeople for Queue {
    fn shown(&self) -> Vec<Shown> {
        self.lines.iter().map(|line| Shown::for_case(line.person)).collect()
    }
}

/// Shows what is ready to print: class first, then the oldest request. `subdistrict` is a dotted code or empty; one beyond the caller's
/// reach shows nothing.
pub fn queue(office: &Office, caller: &Caller, subdistrict: &str, limit: i64, offset: i64) -> Result<Queue, AppError> {
    let today = office.today();
    office.show(caller, Act::ViewPrintQueue, Sight::PrintQueue, |tx, reach| {
        let lines = print_queue::page(tx, today, [subdistrict, reach.subdistrict()], limit, offset)?;
        let total = print_queue::count(tx, today, [subdistrict, reach.subdistrict()])?;
        Ok(Queue { lines, total, printers: printers(tx)? })
    })
}

/// How many cases could be printed today, whatever the blanks.
pub fn queue_length(office: &Office, caller: &Caller) -> Result<i64, AppError> {
    let today = office.today();
    office.view(caller, Act::ViewPrintQueue, |tx| Ok(print_queue::count(tx, today, ["", ""])?))
}

fn printers(tx: &mut Tx<'_>) -> Result<Vec<(Place, i64)>, AppError> {
    let balances = tables::blank::balances(tx, Item::Blank)?;
    let places = tables::place::all(tx)?.into_iter().filter(|place| place.kind == PlaceKind::Printer);
    Ok(places.map(|place| (balances.new_at(place.id), place)).map(|(blanks, place)| (place, blanks)).collect())
}

/// Applies one event to a card, saves it and appends the event.
pub(crate) fn change_card(
    write: &mut Write<'_>,
    actor: Actor,
    id: CardId,
    person: PersonId,
    card: Option<card::Card>,
    event: CardEvent,
) -> Result<(), AppError> {
    let after = card::apply(card, id, &event, write.now).ok_or(store::StoreFault::Missing("a card"))?;
    tables::card::save(write, &after)?;
    append(write, actor, &Event::Card(id, person, event))?;
    Ok(())
}
