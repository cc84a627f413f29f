//! How notices stand, and the alarm when something waits and nothing goes out.

use domain::{access::Act, rule::NoticeMeasure};
use jiff::Timestamp;
use store::queries::notices::{self, SharedPhone, StateCount};

use super::texts::Rules;
use crate::{AppError, Caller, Office, looking::Impersonal};

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
    let (now, today) = (office.now(), office.today());
    let rules = Rules { book: &office.rules, office: office.profile(), today };
    let limit = rules.minutes(now, NoticeMeasure::WatchdogMinutes, -1)?;
    let people_min = rules.measure(NoticeMeasure::SharedPhonePeople)?;
    office.view(caller, Act::SendNotices, |tx| {
        let (last_taken, due) = (notices::last_taken(tx)?, notices::due_since(tx, now)?);
        let silent = last_taken.is_none_or(|at| at < limit);
        let alarm = due.filter(|since| *since < limit && silent).map(|waiting_since| Alarm { waiting_since, last_taken });
        let (states, shared) = (notices::by_state(tx)?, notices::shared_phones(tx, people_min, SHARED_MAX)?);
        Ok(Board { states, last_taken, alarm, shared })
    })
}
