//! Who waits for blanks: that they were told, and the temporary letter (suket) where the rule of the day gives one.

use domain::{
    Event,
    access::Act,
    case::{CaseCommand, CaseState, ToldBy},
    id::{CaseId, PersonId, SuketId},
    look::Sight,
    person::Person,
    suket::{Suket, SuketEnd, SuketEvent, SuketRefusal, SuketRule, apply, renewable},
};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, queries::printing, tables};

pub use store::queries::printing::DeferredLine;

use crate::{
    AppError, Caller, Office, Request,
    caller::{Desk, person_within},
    cases::{CaseChanged, change},
    looking::{Shown, ShowsPeople},
    office::append,
    order::{Concern, Order, text},
    person_page::as_seen_by,
    register::get_person,
};

/// How many letters the queue by end date lists.
const LETTERS_MAX: i64 = 500;

/// Letters that end within so many days are in the queue.
const ENDING_DAYS: i64 = 30;

/// One page of those who wait for blanks.
#[derive(Clone, Debug)]
pub struct DeferredList {
    /// The cases; who was not told first.
    pub lines: Vec<DeferredLine>,
    /// How many wait.
    pub total: i64,
    /// How many of them were not told.
    pub untold: i64,
}

impl ShowsPeople for DeferredList {
    fn shown(&self) -> Vec<Shown> {
        self.lines.iter().map(|line| Shown::for_case(line.person)).collect()
    }
}

/// Who waits for blanks, why, and until when.
pub fn deferred(office: &Office, caller: &Caller, limit: i64, offset: i64) -> Result<DeferredList, AppError> {
    office.show(caller, Act::ViewPrintQueue, Sight::Waiting, |tx, reach| {
        let (total, untold) = printing::deferred_count(tx, reach.subdistrict())?;
        Ok(DeferredList { lines: printing::deferred(tx, reach.subdistrict(), limit, offset)?, total, untold })
    })
}

/// Notes that a citizen was told that the case waits, and how.
pub fn tell(office: &Office, caller: &Caller, request: &Request, case: CaseId, by: ToldBy) -> Result<CaseChanged, AppError> {
    office.order(caller, request, TellDeferral { case, by })
}

/// The order behind [`tell`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TellDeferral {
    #[serde(with = "text")]
    case: CaseId,
    #[serde(with = "text")]
    by: ToldBy,
}

impl Order for TellDeferral {
    const NAME: &'static str = "tell_deferral";
    const ACT: Act = Act::IssueSuket;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let case = desk.case(write, self.case)?;
        Ok((&change(write, actor, self.case, Some(case), &CaseCommand::Tell { by: self.by }, desk.today)?).into())
    }
}

/// A letter was given or renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuketGiven {
    /// The letter.
    pub suket: String,
    /// Its number.
    pub number: String,
    /// The last day on which it holds.
    pub valid_until: String,
}

impl From<&Suket> for SuketGiven {
    fn from(suket: &Suket) -> Self {
        Self { suket: suket.id.to_string(), number: suket.number.clone(), valid_until: suket.valid_until.to_string() }
    }
}

/// Gives the person of a deferred case a temporary letter, when the rule of the day allows it.
pub fn give_suket(office: &Office, caller: &Caller, request: &Request, case: CaseId) -> Result<SuketGiven, AppError> {
    office.order(caller, request, GiveSuket { case })
}

/// The order behind [`give_suket`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct GiveSuket {
    #[serde(with = "text")]
    case: CaseId,
}

impl Order for GiveSuket {
    const NAME: &'static str = "give_suket";
    const ACT: Act = Act::IssueSuket;
    type Outcome = SuketGiven;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<SuketGiven, AppError> {
        let case = desk.case(write, self.case)?;
        if case.state != CaseState::Deferred {
            return Err(SuketRefusal::NotDeferred.into());
        }
        let rule = desk.rules.deferral_for(case.purpose, desk.today).ok_or(SuketRefusal::NotDeferred)?;
        let letter = rule.validity.source.clone();
        if rule.suket == SuketRule::MustNot {
            return Err(SuketRefusal::Forbidden { rule: letter }.into());
        }
        if !get_person(write, case.person)?.central.is_some_and(|(code, _)| code.recorded()) {
            return Err(SuketRefusal::NotRecorded.into());
        }
        if let Some(held) = tables::suket::holding(write, case.person)? {
            return Err(SuketRefusal::Holds { until: held.valid_until }.into());
        }
        let count = tables::suket::count_in_year(write, desk.today)? + 1;
        let number = format!("{count:04}/SUKET/{}", desk.today.year());
        let (id, person) = (write.draw.suket_id(), case.person);
        let event = SuketEvent::Issued { case: case.id, number, on: desk.today, rule: letter };
        save(write, actor, None, (id, person), event)
    }
}

/// Renews a letter in its last month, while the card is still not printed.
pub fn renew_suket(office: &Office, caller: &Caller, request: &Request, suket: SuketId) -> Result<SuketGiven, AppError> {
    office.order(caller, request, RenewSuket { suket })
}

/// The order behind [`renew_suket`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RenewSuket {
    #[serde(with = "text")]
    suket: SuketId,
}

impl Order for RenewSuket {
    const NAME: &'static str = "renew_suket";
    const ACT: Act = Act::IssueSuket;
    type Outcome = SuketGiven;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        suket_within(desk, tx, self.suket).map(|found| Concern::person(found.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<SuketGiven, AppError> {
        let found = suket_within(desk, write, self.suket)?;
        renewable(&found, desk.today)?;
        let (id, person) = (found.id, found.person);
        save(write, actor, Some(found), (id, person), SuketEvent::Renewed { on: desk.today })
    }
}

fn suket_within(desk: &Desk, tx: &mut Tx<'_>, suket: SuketId) -> Result<Suket, AppError> {
    let found = tables::suket::find(tx, suket)?.ok_or(SuketRefusal::NoSuchSuket)?;
    desk.person(tx, found.person).map_err(|_| SuketRefusal::NoSuchSuket)?;
    Ok(found)
}

fn save(
    write: &mut Write<'_>,
    actor: Actor,
    suket: Option<Suket>,
    (id, person): (SuketId, PersonId),
    event: SuketEvent,
) -> Result<SuketGiven, AppError> {
    let after = apply(suket, id, person, &event).ok_or(SuketRefusal::NoSuchSuket)?;
    tables::suket::save(write, &after)?;
    append(write, actor, &Event::Suket(id, person, event))?;
    Ok((&after).into())
}

/// Ends the letter of a person, if one holds, in the running transaction.
pub(crate) fn end_suket(write: &mut Write<'_>, actor: Actor, person: PersonId, why: SuketEnd) -> Result<(), AppError> {
    if let Some(found) = tables::suket::holding(write, person)? {
        let id = found.id;
        save(write, actor, Some(found), (id, person), SuketEvent::Ended { why })?;
    }
    Ok(())
}

/// A letter with its person.
#[derive(Clone, Debug)]
pub struct SuketView {
    /// The letter.
    pub suket: Suket,
    /// Whose, without the fields that the reader may not see.
    pub person: Person,
}

impl ShowsPeople for SuketView {
    fn shown(&self) -> Vec<Shown> {
        vec![Shown::for_case(self.suket.person)]
    }
}

impl ShowsPeople for Vec<SuketView> {
    fn shown(&self) -> Vec<Shown> {
        self.iter().flat_map(ShowsPeople::shown).collect()
    }
}

/// The letters that end soon or have ended, the earliest first.
pub fn sukets(office: &Office, caller: &Caller) -> Result<Vec<SuketView>, AppError> {
    let until: Date = office.today().saturating_add(ENDING_DAYS.days());
    office.show(caller, Act::IssueSuket, Sight::Waiting, |tx, reach| {
        let mut found = Vec::new();
        for suket in tables::suket::ending_by(tx, until, LETTERS_MAX)? {
            if let Ok(person) = person_within(tx, reach, suket.person) {
                found.push(SuketView { suket, person: as_seen_by(caller, person) });
            }
        }
        Ok(found)
    })
}

/// One letter, whole, to be printed: who may give it sees what stands on it.
pub fn suket(office: &Office, caller: &Caller, suket: SuketId) -> Result<SuketView, AppError> {
    office.show(caller, Act::IssueSuket, Sight::Case, |tx, reach| {
        let suket = tables::suket::find(tx, suket)?.ok_or(SuketRefusal::NoSuchSuket)?;
        let person = person_within(tx, reach, suket.person).map_err(|_| SuketRefusal::NoSuchSuket)?;
        Ok(SuketView { suket, person })
    })
}
