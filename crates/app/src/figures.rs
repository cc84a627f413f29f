//! The office's figures for the first page.

use domain::{
    access::Act,
    case::CaseState,
    office::Zone,
    person::{MUST_HAVE_AGE_YEARS, born_by},
    place::PlaceKind,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
pub use store::queries::figures::{RegisterFigures, StateCount};
use store::{
    StoreFault, Tx,
    queries::{figures, stock},
};

use crate::{AppError, Caller, Office, caller::authorise};

/// Use of blanks is averaged over this many days.
const USE_DAYS: i64 = 28;

/// The figures at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The register's counts.
    pub register: RegisterFigures,
    /// Open cases by state.
    pub open: Vec<StateCount>,
    /// Cards printed since midnight.
    pub printed_today: i64,
    /// Cards handed over since midnight.
    pub collected_today: i64,
    /// New blanks in stores and printers.
    pub blanks: i64,
    /// Working days that the blanks last at the mean use of the last four weeks; `None` when nothing was used.
    pub blank_days: Option<i64>,
}

impl Figures {
    /// Open cases in a state.
    pub fn in_state(&self, state: CaseState) -> i64 {
        self.open.iter().filter(|count| count.state == state).map(|count| count.count).sum()
    }

    /// Must have a card and not recorded.
    pub fn unrecorded(&self) -> i64 {
        self.register.must_have - self.register.recorded
    }

    /// Printed and not collected, here in the office, on a shelf or not.
    pub fn uncollected(&self) -> i64 {
        self.in_state(CaseState::Printed) + self.in_state(CaseState::OnShelf)
    }

    /// Waiting to be collected at village offices.
    pub fn at_villages(&self) -> i64 {
        self.in_state(CaseState::AtVillage)
    }
}

/// Counts for the first page.
pub fn figures(office: &Office, caller: &Caller) -> Result<Figures, AppError> {
    authorise(caller, Act::ViewFigures)?;
    count(office)
}

/// Counts, as the program itself.
pub fn count(office: &Office) -> Result<Figures, AppError> {
    let (now, today) = (office.now(), office.today());
    let register =
        office.counts.register.get(today, now, || Ok(office.store.read(|tx| figures::register(tx, must_have_born_by(today)))?))?;
    Ok(office.store.read(|tx| with_register(tx, register, now, midnight(office, today)))?)
}

/// Counts everything in a transaction, as the program itself, at an instant.
pub(crate) fn count_in(tx: &mut Tx<'_>, zone: Zone, now: Timestamp) -> Result<Figures, StoreFault> {
    let today = zone.date(now);
    let register = figures::register(tx, must_have_born_by(today))?;
    with_register(tx, register, now, midnight_in(zone, today))
}

fn with_register(tx: &mut Tx<'_>, register: RegisterFigures, now: Timestamp, midnight: Timestamp) -> Result<Figures, StoreFault> {
    let blanks = stock::new_at(tx, PlaceKind::Store)? + stock::new_at(tx, PlaceKind::Printer)?;
    let since = now.checked_sub(SignedDuration::from_hours(24 * USE_DAYS)).unwrap_or(Timestamp::MIN);
    let used = stock::consumed_since(tx, since)?;
    let blank_days = planner::stock::cover_working_days(blanks, used, USE_DAYS);
    let (printed_today, collected_today) = (figures::printed_since(tx, midnight)?, figures::collected_since(tx, midnight)?);
    Ok(Figures { register, open: figures::open_cases(tx)?, printed_today, collected_today, blanks, blank_days })
}

/// The latest birth date of those who must have a card on a day though they are single.
pub(crate) fn must_have_born_by(on: Date) -> Date {
    born_by(on, MUST_HAVE_AGE_YEARS as i16)
}

/// The first instant of an office's day.
pub(crate) fn midnight(office: &Office, day: Date) -> Timestamp {
    midnight_in(office.profile().zone, day)
}

pub(crate) fn midnight_in(zone: Zone, day: Date) -> Timestamp {
    let zoned = day.to_zoned(zone.time_zone());
    zoned.map_or(Timestamp::MIN, |zoned| zoned.timestamp())
}
