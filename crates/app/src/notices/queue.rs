//! Who was never told, why, and what to do about it: the queue with an owner and a next step.

use domain::{
    access::{Act, Reach, Role},
    look::Sight,
    notice::NoticeState,
    person::age_years,
    rule::NoticeMeasure,
};
use jiff::SignedDuration;
use store::{
    StoreFault, Tx,
    queries::notices::{self, UntoldLine},
};

use super::texts::Rules;
use crate::{
    AppError, Caller, Office,
    looking::{Shown, ShowsPeople},
};

/// Up to this age a school is asked, years.
const SCHOOL_AGE_MAX: i32 = 18;

/// Why somebody was never told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nothing was ever sent.
    NotSent,
    /// There is no number.
    NoPhone,
    /// The number is wrong: the message came back.
    WrongNumber,
    /// The number wants no messages.
    Stopped,
    /// What was sent did not arrive, or nobody knows.
    NotArrived,
    /// A message is under way.
    UnderWay,
}

/// How somebody is told who cannot be sent a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NextTelling {
    /// By a message.
    Message,
    /// Through somebody of the same family card, who has a number.
    Family,
    /// Through the school.
    School,
    /// Through the village.
    Village,
}

/// Somebody who was never told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// The case and its person.
    pub line: UntoldLine,
    /// Why.
    pub why: Why,
    /// What to do next.
    pub next: NextTelling,
    /// Whose task it is.
    pub owner: Role,
}

impl ShowsPeople for Vec<Untold> {
    fn shown(&self) -> Vec<Shown> {
        self.iter().map(|untold| Shown::for_case(untold.line.person)).collect()
    }
}

/// Open cases about which the citizen was never told anything: deferred, with a card that lies, or older than their promise; the oldest
/// first, at most `limit`.
pub fn never_told(office: &Office, caller: &Caller, limit: i64) -> Result<Vec<Untold>, AppError> {
    let today = office.today();
    office.show(caller, Act::SendNotices, Sight::Waiting, |tx, reach| {
        let lines = untold_lines(office, tx, reach, limit)?;
        Ok(lines.into_iter().map(|line| judged(line, today)).collect::<Vec<_>>())
    })
}

pub(super) fn untold_lines(office: &Office, tx: &mut Tx<'_>, reach: &Reach, limit: i64) -> Result<Vec<UntoldLine>, StoreFault> {
    let promise = SignedDuration::from_hours(24 * Rules::now(office).measure(NoticeMeasure::PromiseDays)?);
    let before = office.now().saturating_sub(promise).unwrap_or(jiff::Timestamp::MIN);
    notices::never_told(tx, before, reach.subdistrict(), limit)
}

fn judged(line: UntoldLine, today: jiff::civil::Date) -> Untold {
    let why = match line.last {
        _ if !line.phone => Why::NoPhone,
        _ if line.stopped => Why::Stopped,
        None => Why::NotSent,
        Some(NoticeState::Undeliverable) => Why::WrongNumber,
        Some(state) if state.open() => Why::UnderWay,
        Some(_) => Why::NotArrived,
    };
    let next = match why {
        Why::NotSent | Why::UnderWay | Why::NotArrived => NextTelling::Message,
        _ if line.family_phones > 0 => NextTelling::Family,
        _ if age_years(line.birth_date, today) <= SCHOOL_AGE_MAX => NextTelling::School,
        _ => NextTelling::Village,
    };
    let owner = if next == NextTelling::Village { Role::Subdistrict } else { Role::Counter };
    Untold { line, why, next, owner }
}
