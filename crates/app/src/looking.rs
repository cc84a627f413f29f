//! Every answer that shows people is written before it leaves; without the row there is no answer.

use domain::{
    Refusal,
    access::{Act, Reach},
    id::PersonId,
    look::{LookAnswer, LookLimit, Reasoned, Sight},
    rule::Looked,
};
use jiff::{SignedDuration, Timestamp};
use store::{
    StoreFault, Tx, Write,
    looks::{self, Look},
};

use crate::{AppError, Caller, Office, caller::authorise};

/// Somebody whom an answer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub person: PersonId,
    pub outside: Outside,
}

/// Whether a person has an open case, which is reason enough to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outside {
    /// The person has an open case.
    No,
    /// The person has none.
    Yes,
}

impl Shown {
    /// Somebody with an open case.
    pub const fn for_case(person: PersonId) -> Self {
        Self { person, outside: Outside::No }
    }

    /// Somebody of whom it is known whether a case is open.
    pub fn of<T>(person: PersonId, open_case: Option<T>) -> Self {
        Self { person, outside: if open_case.is_some() { Outside::No } else { Outside::Yes } }
    }
}

/// An answer that shows names or numbers of people.
pub(crate) trait ShowsPeople {
    /// Everybody whom it shows.
    fn shown(&self) -> Vec<Shown>;
}

impl<T: ShowsPeople> ShowsPeople for Option<T> {
    fn shown(&self) -> Vec<Shown> {
        self.as_ref().map(ShowsPeople::shown).unwrap_or_default()
    }
}

/// An answer that shows nobody of the register. Every answer is one or the other.
pub(crate) trait Impersonal {}

impl Impersonal for i64 {}

impl Office {
    /// Reads something that shows nobody, for somebody who may do `act`.
    pub(crate) fn view<T: Impersonal>(
        &self,
        caller: &Caller,
        act: Act,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        authorise(caller, act)?;
        self.store.read(work)
    }

    /// Reads something that shows people within reach, for somebody who may do `act`, and writes who was shown before it is answered.
    pub(crate) fn show<T: ShowsPeople>(
        &self,
        caller: &Caller,
        act: Act,
        sight: Sight,
        work: impl FnOnce(&mut Tx<'_>, &Reach) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let reach = authorise(caller, act)?;
        let answer = self.store.read(|tx| work(tx, &reach))?;
        let people = answer.shown();
        if !people.is_empty() {
            self.write_look(caller, sight, &people)?;
        }
        Ok(answer)
    }

    fn write_look(&self, caller: &Caller, sight: Sight, people: &[Shown]) -> Result<(), AppError> {
        // A search that finds one person opens that person.
        let opened = people.first().filter(|_| people.len() == 1 && (sight.of_one() || sight == Sight::Search)).map(|one| one.person);
        let counted = if opened.is_some() { Looked::Pages } else { Looked::Lists };
        let limit = self.rules.look_limit(counted, self.today()).filter(|_| !sight.of_a_task());
        let look = Look {
            account: caller.account,
            sight,
            answer: LookAnswer::Shown,
            subject: opened,
            outside: people.iter().filter(|one| one.outside == Outside::Yes).count() as i64,
            people: people.iter().map(|one| one.person).collect(),
            reason: sight.purpose(),
            note: None,
        };
        let answer = self.store.write("look", self.seed(), move |write| judge(write, &look, counted, limit))?;
        match (answer, limit) {
            (LookAnswer::Shown, _) | (_, None) => Ok(()),
            (LookAnswer::ReasonAsked, Some(limit)) => Err(Refusal::LookReasonNeeded { max: limit.hour_max }.into()),
            (LookAnswer::Refused, Some(limit)) => Err(Refusal::LookLimit { max: limit.day_max }.into()),
        }
    }
}

/// Writes a look with what may be answered to it; a refused one is written too.
fn judge(write: &mut Write<'_>, look: &Look, counted: Looked, limit: Option<LookLimit>) -> Result<LookAnswer, StoreFault> {
    let now = write.now;
    let given = looks::find_reason(write, look.account, now)?;
    let mut look = look.clone();
    if let (Some(limit), true) = (limit, look.outside > 0) {
        let before = |hours: i64| now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN);
        let hour = looks::seen(write, look.account, counted, before(1), look.subject)? + look.outside;
        let day = looks::seen(write, look.account, counted, before(24), look.subject)? + look.outside;
        look.answer = limit.answer(hour, day, if given.is_some() { Reasoned::Yes } else { Reasoned::No });
    }
    if let Some(given) = given.filter(|_| look.reason.is_none()) {
        (look.reason, look.note) = (Some(given.reason), given.note);
    }
    looks::append(write, &look)?;
    Ok(look.answer)
}
