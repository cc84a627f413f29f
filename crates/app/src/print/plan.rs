//! What to print today, on which printer, and who waits: drawn up from what waits, the blanks, and the printers. Nothing is changed.

use std::collections::BTreeMap;

use domain::{
    access::Act,
    blank::{BlankState, Item},
    case::{DeferReason, Purpose, Receipt},
    id::{CaseId, PlaceId},
    place::PlaceKind,
    request::Policy,
    rule::{Allotment, PrintMeasure},
};
use jiff::{Timestamp, civil::Date};
use planner::print_run::{Capacity, Means, PrinterLimit, Reason, Stock, Waiting, print_run};
use store::{Tx, queries::printing, tables};

use super::{
    PrinterBoard,
    forecast::{Demand, Horizon, levels_of},
    printers::boards,
};
use crate::{AppError, Caller, Office, looking::Impersonal};

/// Today's plan.
#[derive(Clone, Debug)]
pub struct DayPlan {
    /// The day.
    pub day: Date,
    /// When it was drawn up.
    pub drawn_at: Timestamp,
    /// How blanks are shared out.
    pub policy: Policy,
    /// The printers.
    pub printers: Vec<PrinterBoard>,
    /// The jobs, printer by printer, in the order in which they are to be printed.
    pub jobs: Vec<PlannedJob>,
    /// By printer code: how many, and what it could do.
    pub by_printer: Vec<(String, i64)>,
    /// Who waits, by class and reason.
    pub left: Vec<LeftLine>,
    /// The cases that a rule has wait, for the release.
    pub deferred: Vec<(CaseId, DeferReason)>,
    /// The day on which those are looked at again.
    pub until: Option<Date>,
    /// What the printers could do together today, cards, and why not more.
    pub capacity: (i64, PrinterLimit),
    /// Cases that could be printed today, if there were blanks and printers.
    pub waiting: i64,
    /// Who waits at the counter, in an office that prints a card only when its holder comes; nothing in any other.
    pub arrival: Option<Arrival>,
    /// New blanks in stores and at printers that do not wait for a count.
    pub stock: i64,
    /// New blanks at printers; the others are in stores and must be issued first.
    pub at_printers: i64,
}

impl Impersonal for DayPlan {}

/// Printing while the holder waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Of the receipts that were named, those that can be printed.
    pub here: Vec<Receipt>,
    /// Those that cannot: printed, cancelled or not ready.
    pub not_ready: Vec<Receipt>,
    /// Cards that could be printed if their holders came.
    pub absent: i64,
}

/// A card of the plan. No name: the list with names is the released run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedJob {
    /// The case.
    pub case: CaseId,
    /// Its receipt.
    pub receipt: Receipt,
    /// Why.
    pub purpose: Purpose,
    /// Class.
    pub class: i64,
    /// Village, dotted.
    pub village: String,
    /// The printer's code.
    pub printer: String,
}

/// How many of a class wait for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftLine {
    /// Class.
    pub class: i64,
    /// Why.
    pub reason: Reason,
    /// Cases.
    pub cases: i64,
}

/// The most cases that one release has wait; the rest waits for the next.
const DEFERRED_MAX: usize = 500;

/// Draws today's run up. In an office that prints on arrival only for the holders of `here`; `None` is everybody.
pub fn plan(office: &Office, caller: &Caller, here: Option<&[Receipt]>) -> Result<DayPlan, AppError> {
    office.view(caller, Act::PlanRun, |tx| draw_up(office, tx, here))
}

/// Leaves of the cases that wait those whose holders are here.
fn arrived(lines: &mut Vec<printing::WaitingLine>, named: &[Receipt]) -> Arrival {
    let (here, not_ready) = named.iter().cloned().partition(|receipt| lines.iter().any(|line| line.receipt == *receipt));
    let all = lines.len();
    lines.retain(|line| named.contains(&line.receipt));
    Arrival { here, not_ready, absent: (all - lines.len()) as i64 }
}

fn draw_up(office: &Office, tx: &mut Tx<'_>, here: Option<&[Receipt]>) -> Result<DayPlan, AppError> {
    let (day, drawn_at) = (office.today(), office.now());
    let printers = boards(office, tx)?;
    let mut lines = printing::waiting(tx, day)?;
    let on_arrival = office.rules.prints_on_arrival(office.profile().code, day);
    let arrival = here.filter(|_| on_arrival).map(|here| arrived(&mut lines, here));
    let (general, area_change) = stock_by_allotment(tx)?;
    let (outlook, demand) = (tables::request::find_outlook(tx)?, Demand::read(office, tx)?);
    let policy = outlook.as_ref().map_or(Policy::LawOrder, |outlook| outlook.policy);
    let horizon = Horizon::of(office, outlook.as_ref());
    let levels = levels_of(&demand, policy, &horizon);
    let own = |purpose| office.rules.deferral_for(purpose, day).is_some_and(|rule| rule.allotment == Allotment::AreaChange);
    let waiting: Vec<Waiting> = lines
        .iter()
        .enumerate()
        .map(|(number, line)| Waiting {
            case: number,
            class: u8::try_from(line.class).unwrap_or(u8::MAX),
            allotment: if own(line.purpose) { planner::print_run::Allotment::AreaChange } else { planner::print_run::Allotment::General },
            since_micros: line.opened_at.as_microsecond(),
        })
        .collect();
    let able: Vec<planner::print_run::Printer> =
        printers.iter().enumerate().filter(|(_, board)| board.stop.is_none()).map(|(number, board)| able(office, number, board)).collect();
    let stock = Stock { general: count(general), area_change: count(area_change) };
    let run = print_run(&waiting, &Means { stock, levels: &levels, printers: &able, operators: able.len() as u32 });
    let mut jobs: Vec<(usize, PlannedJob)> = run.cards.iter().filter_map(|card| job(&lines, &printers, card)).collect();
    // What lies together on a shelf is printed together, inside a class.
    jobs.sort_by(|(at, one), (other, two)| (at, one.class, &one.village).cmp(&(other, two.class, &two.village)));
    let jobs: Vec<PlannedJob> = jobs.into_iter().map(|(_, job)| job).collect();
    let by_printer = printers.iter().map(|board| {
        let code = board.place.code.clone();
        let cards = jobs.iter().filter(|job| job.printer == code).count() as i64;
        (code, cards)
    });
    let Capacity { cards, limit } = run.capacity;
    Ok(DayPlan {
        day,
        drawn_at,
        policy,
        by_printer: by_printer.collect(),
        left: left(&lines, &run.left),
        deferred: run
            .left
            .iter()
            .filter_map(|left| Some((lines.get(left.case)?.case, deferred_for(left.reason)?)))
            .take(DEFERRED_MAX)
            .collect(),
        until: horizon.looked_at_again,
        capacity: (i64::from(cards), limit),
        waiting: lines.len() as i64,
        arrival,
        stock: general + area_change,
        at_printers: printers.iter().map(|board| board.blanks).sum(),
        printers,
        jobs,
    })
}

/// New blanks in stores and at printers: those of the office, and those that came for changes of areas. A lot for changes of areas says
/// so by its source.
pub(super) fn stock_by_allotment(tx: &mut Tx<'_>) -> Result<(i64, i64), AppError> {
    let places = tables::place::all(tx)?;
    let holds =
        |place: &PlaceId| places.iter().any(|known| known.id == *place && matches!(known.kind, PlaceKind::Store | PlaceKind::Printer));
    let own: Vec<_> = tables::blank::lots(tx, Item::Blank)?.into_iter().filter(|lot| lot.source.for_areas()).map(|lot| lot.lot).collect();
    let balances = tables::blank::balances(tx, Item::Blank)?;
    let new = balances.0.iter().filter(|((place, _, state), _)| *state == BlankState::New && holds(place));
    let (mut general, mut area_change) = (0, 0);
    for ((_, lot, _), quantity) in new {
        *(if own.contains(lot) { &mut area_change } else { &mut general }) += quantity;
    }
    Ok((general, area_change))
}

fn able(office: &Office, number: usize, board: &PrinterBoard) -> planner::print_run::Printer {
    let minutes = office.rules.print_measure(PrintMeasure::MinutesADay, office.today()).map_or(450, |rule| rule.value);
    let seconds = board.learnt_seconds.unwrap_or(board.printer.seconds_a_card);
    let spent = (board.made_today + board.open_jobs) * seconds / 60;
    planner::print_run::Printer {
        printer: number,
        blanks: count(board.blanks),
        ribbon_cards_left: board.ribbon_cards.map_or(u32::MAX, |cards| count(cards - board.open_jobs)),
        heat_cards_left: count(board.printer.heat_cards_a_day - board.made_today - board.open_jobs),
        minutes_left: count(minutes - spent),
        card_millis: count(seconds * 1_000),
    }
}

/// A count that is not below nothing.
pub(super) fn count(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

fn job(lines: &[printing::WaitingLine], printers: &[PrinterBoard], card: &planner::print_run::Card) -> Option<(usize, PlannedJob)> {
    let (line, board) = (lines.get(card.case)?, printers.get(card.printer)?);
    let (case, receipt, purpose, class) = (line.case, line.receipt.clone(), line.purpose, line.class);
    let village = line.village.as_str().to_owned();
    Some((card.printer, PlannedJob { case, receipt, purpose, class, village, printer: board.place.code.clone() }))
}

fn left(lines: &[printing::WaitingLine], left: &[planner::print_run::Left]) -> Vec<LeftLine> {
    let mut counted: Vec<LeftLine> = Vec::new();
    let mut index: BTreeMap<(i64, String), usize> = BTreeMap::new();
    for one in left {
        let class = lines.get(one.case).map_or(0, |line| line.class);
        let at = *index.entry((class, format!("{:?}", one.reason))).or_insert_with(|| {
            counted.push(LeftLine { class, reason: one.reason, cases: 0 });
            counted.len() - 1
        });
        if let Some(line) = counted.get_mut(at) {
            line.cases += 1;
        }
    }
    counted
}

/// Only what a rule or an empty stock holds back is deferred; who waits for a printer is printed tomorrow.
const fn deferred_for(reason: Reason) -> Option<DeferReason> {
    match reason {
        Reason::Reserved { .. } => Some(DeferReason::Reserved),
        Reason::OwnAllotmentEmpty => Some(DeferReason::OwnAllotment),
        Reason::NoBlanks => Some(DeferReason::NoBlanks),
        Reason::NoPrinterCapacity { .. } => None,
    }
}
