//! The stock: blanks, ribbons, films, cleaning kits; where they are, and how they got there.

mod arrive;
mod away;
mod close;
mod destroy;
mod moves;
mod outlook;
mod papers;
mod stops;

use domain::{
    Event, Refusal,
    access::Act,
    blank::{self, BlankCommand, BlankEvent, Item, Serial},
    closing::{Closing, Difference},
    id::PlaceId,
    place::Place,
    refusal::FieldProblem,
    request::BlankRequest,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{
    Tx, Write,
    journal::Actor,
    queries::stock,
    tables::{self, blank::MovementRow},
};

pub use arrive::{Arrival, Delivery, accept, receive};
pub use away::{Loan, give_away, take_back};
pub use close::{ClosingChanged, begin_count, confirm_count, drop_count, enter_count, settle_difference};
pub use destroy::{DestructionNote, Invalids, Minutes, Month, destroy, invalids, minutes, month};
pub use moves::{change_ribbon, move_blanks, spoil};
pub use outlook::{OutlookNote, RequestNote, request_blanks, set_outlook};
pub use papers::{DaySheet, LoanSide, LoanSlip, LoanWish, day_sheet, find_loan};
pub use stops::Stop;
pub use store::queries::stock::{ArrivingLine, DestroyedLine, FlowLine, HeldLine, MovementLine, SpoilLine, StockLine};

pub(crate) use arrive::{AcceptArrival, ReceiveBlanks};
pub(crate) use away::{GiveBlanksAway, TakeBlanksBack};
pub(crate) use close::{BeginCount, ConfirmCount, DropCount, EnterCount, SettleDifference, close_in};
pub(crate) use destroy::DestroyInvalids;
pub(crate) use moves::{ChangeRibbon, MoveBlanks, SpoilBlanks, change_in};
pub(crate) use outlook::{RequestBlanks, SetOutlook, request_in, set_outlook_in};
pub(crate) use stops::{Duty, stopped_by};

use crate::{AppError, Caller, Office, caller::Desk, figures::midnight, looking::Impersonal, office::append};

/// The last movements that the page lists.
const MOVEMENTS: i64 = 20;

/// The most chips of one order.
const SERIALS_MAX: usize = 10_000;

/// The stock page.
#[derive(Clone, Debug)]
pub struct StockBoard {
    /// By place, item and state.
    pub lines: Vec<StockLine>,
    /// All places.
    pub places: Vec<Place>,
    /// All blanks that were ever received; equals the sum of the lines of blanks.
    pub received: i64,
    /// The last movements, newest first.
    pub movements: Vec<MovementLine>,
    /// What is on its way and not counted.
    pub arriving: Vec<ArrivingLine>,
    /// What flowed since midnight, by place, item and kind.
    pub flows: Vec<FlowLine>,
    /// What the places hold now, unused.
    pub held: Vec<HeldLine>,
    /// Open differences, the oldest first.
    pub differences: Vec<Difference>,
    /// Places that are stopped, and why.
    pub stops: Vec<(Place, Stop)>,
    /// Closings since yesterday, the latest first.
    pub closings: Vec<Closing>,
    /// Requests for blanks, which a delivery may answer.
    pub requests: Vec<BlankRequest>,
    /// The day that the board shows.
    pub day: Date,
}

impl Impersonal for StockBoard {}

/// Shows the stock.
pub fn board(office: &Office, caller: &Caller) -> Result<StockBoard, AppError> {
    let (day, duty) = (office.today(), Duty::of(office));
    let since = midnight(office, day);
    office.view(caller, Act::ViewStock, |tx| {
        let places = tables::place::all(tx)?;
        Ok(StockBoard {
            lines: stock::by_place(tx)?,
            received: stock::received(tx, Item::Blank)?,
            movements: stock::movements(tx, MOVEMENTS)?,
            arriving: stock::arriving(tx)?,
            flows: stock::flows(tx, since, i64::MAX)?,
            held: stock::held(tx)?,
            differences: tables::closing::open_differences(tx)?,
            stops: stops::all(tx, &duty, &places)?,
            closings: tables::closing::closings_since(tx, duty.last_working_day)?,
            requests: tables::request::requests(tx)?,
            places,
            day,
        })
    })
}

/// Blanks moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlanksMoved {
    /// New pieces at the place to which (or from which) they moved, afterwards.
    pub place: String,
    /// How many it holds now.
    pub left: i64,
}

/// Decides and posts a command about an item at `at` in the running transaction; answers what `shown` holds afterwards.
pub(crate) fn run(
    write: &mut Write<'_>,
    actor: Actor,
    command: &BlankCommand,
    (item, serials): (Item, &[Serial]),
    (at, shown): (PlaceId, &Place),
) -> Result<BlanksMoved, AppError> {
    let ledger = tables::blank::ledger_at(write, at, item, serials)?;
    post(write, actor, blank::decide(&ledger, command)?)?;
    let left = tables::blank::balances_at(write, shown.id, item)?.new_at(shown.id);
    Ok(BlanksMoved { place: shown.code.clone(), left })
}

/// Posts decided movements: journal, ledger and balances.
pub(crate) fn post(write: &mut Write<'_>, actor: Actor, events: Vec<BlankEvent>) -> Result<(), AppError> {
    for event in events {
        let seq = append(write, actor, &Event::Blank(event.clone()))?;
        let at = write.now;
        tables::blank::post(write, &MovementRow { seq, at, event })?;
    }
    Ok(())
}

/// Chips as they were scanned, one a line or separated by commas.
pub(crate) fn read_serials(text: &str) -> Result<Vec<Serial>, Refusal> {
    let parts = text.split(['\n', ',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let read: Option<Vec<Serial>> = parts.map(Serial::parse).collect();
    match read {
        Some(serials) if serials.len() <= SERIALS_MAX => Ok(serials),
        Some(_) => Err(Refusal::field("serials", FieldProblem::TooLong { max: SERIALS_MAX })),
        None => Err(Refusal::field("serials", FieldProblem::NotASerial)),
    }
}

/// What stops a place from giving blanks away, as a refusal.
fn refuse_stopped(tx: &mut Tx<'_>, desk: &Desk, place: &Place) -> Result<(), AppError> {
    match stopped_by(tx, &Duty::at(desk), place)? {
        Some(stop) => Err(blank::BlankRefusal::DifferenceOpen { place: stop.place }.into()),
        None => Ok(()),
    }
}
