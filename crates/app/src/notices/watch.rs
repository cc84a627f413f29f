//! How notices stand, and the alarm when something waits and nothing goes out.

use domain::{access::Act, rule::NoticeMeasure};
use jiff::Timestamp;
use store::{
    Tx,
    queries::notices::{self, SharedPhone, StateCount},
};

use super::{queue::untold_lines, texts::Rules};
use crate::{AppError, Caller, Office, caller::authorise, looking::Impersonal};

/// Shared numbers that are listed.
const SHARED_MAX: i64 = 50;

/// Nothing goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Since when the notice waits that is due longest.
    pub waiting_since: Timestamp,
    /// When a gateway last took one.
    pub last_taken: Option<Timestamp>,
}

/// How notices stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Notices by state.
    pub states: Vec<StateCount>,
    /// When a gateway last took one.
    pub last_taken: Option<Timestamp>,
    /// That nothing goes out.
    pub alarm: Option<Alarm>,
    /// Numbers that many people have; allowed, and worth a look.
    pub shared: Vec<SharedPhone>,
}

impl Impersonal for Board {}

/// Shows how notices stand. The alarm rings when a notice is due since longer than the watchdog's time and none was taken within it.
pub fn board(office: &Office, caller: &Caller) -> Result<Board, AppError> {
    let people_min = Rules::now(office).measure(NoticeMeasure::SharedPhonePeople)?;
    office.view(caller, Act::SendNotices, |tx| {
        let (last_taken, alarm) = silence(office, tx)?;
        let (states, shared) = (notices::by_state(tx)?, notices::shared_phones(tx, people_min, SHARED_MAX)?);
        Ok(Board { states, last_taken, alarm, shared })
    })
}

/// When a gateway last took a notice, and the alarm.
fn silence(office: &Office, tx: &mut Tx<'_>) -> Result<(Option<Timestamp>, Option<Alarm>), AppError> {
    let now = office.now();
    let limit = Rules::now(office).minutes(now, NoticeMeasure::WatchdogMinutes, -1)?;
    let (last_taken, due) = (notices::last_taken(tx)?, notices::due_since(tx, now)?);
    let silent = last_taken.is_none_or(|at| at < limit);
    Ok((last_taken, due.filter(|since| *since < limit && silent).map(|waiting_since| Alarm { waiting_since, last_taken })))
}

/// What about notices asks for somebody, in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtHand {
    /// How many were never told, at most [`UNTOLD_COUNTED_MAX`].
    pub never_told: i64,
    /// That nothing goes out.
    pub alarm: Option<Alarm>,
}

/// Of those who were never told, so many are counted.
pub const UNTOLD_COUNTED_MAX: i64 = 1_000;

impl Impersonal for AtHand {}

/// Counts what about notices asks for somebody, within the caller's reach.
pub fn at_hand(office: &Office, caller: &Caller) -> Result<AtHand, AppError> {
    let reach = authorise(caller, Act::SendNotices)?;
    office.view(caller, Act::SendNotices, |tx| {
        let never_told = untold_lines(office, tx, &reach, UNTOLD_COUNTED_MAX)?.len() as i64;
        Ok(AtHand { never_told, alarm: silence(office, tx)?.1 })
    })
}
