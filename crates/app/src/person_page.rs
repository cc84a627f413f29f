//! One page per person: where is the card, since when, what is next, who must act.

use std::collections::BTreeMap;

use domain::{
    Event,
    access::{Act, Field, Reach},
    ageing::{AgeClass, days_between, run_began},
    card::Card,
    case::{Case, NextStep, next_step},
    central::CentralCode,
    id::{PersonId, PlaceId},
    look::Sight,
    person::{Biodata, Life, Person},
    repair::Repair,
    whereabouts::Whereabouts,
};
use jiff::{Timestamp, civil::Date};
use store::{
    StoreFault, Tx,
    journal::{self, Actor},
    tables::{self, observation::Observation},
};

use crate::{
    AppError, Caller, Office,
    ageing::class_of,
    caller::person_within,
    looking::{Shown, ShowsPeople},
    looks::{LookLine, lines},
};

/// The latest entries that the timeline shows.
const TIMELINE_MAX: i64 = 200;
/// The latest looks that the page shows; the report has all.
const LOOKS_MAX: i64 = 10;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct PersonPage {
    /// The person, without the fields that the reader may not see.
    pub person: Person,
    /// The person's cases, the latest first.
    pub cases: Vec<Case>,
    /// The cards that this office printed, the latest first.
    pub cards: Vec<Card>,
    /// Names of the office's places.
    pub places: BTreeMap<PlaceId, String>,
    /// What happened, the latest first.
    pub timeline: Vec<TimelineEntry>,
    /// Central statuses that came with imports, the latest first.
    pub imported: Vec<(CentralCode, Date)>,
    /// Whether the person was never recorded, which everybody who sees the address may know.
    pub unrecorded: bool,
    /// The day on which the present central status began; `None` without one, and for who may not see it.
    pub central_since: Option<Date>,
    /// Repairs of the person's record, the latest first; none for who may not see the central status.
    pub repairs: Vec<Repair>,
    /// Where the person is said to be, for who may see the address.
    pub whereabouts: Option<Whereabouts>,
    /// Who looked at the person before, the latest first; `None` for who may not see it.
    pub looks: Option<Vec<LookLine>>,
}

impl ShowsPeople for PersonPage {
    fn shown(&self) -> Vec<Shown> {
        vec![Shown::of(self.person.id, self.open_case())]
    }
}

/// One act.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// When.
    pub at: Timestamp,
    /// Who: a name; `None` for the program itself.
    pub actor: Option<String>,
    /// What; `None` when the content was erased by law.
    pub event: Option<Event>,
}

impl PersonPage {
    /// The open case.
    pub fn open_case(&self) -> Option<&Case> {
        self.cases.iter().find(|case| case.state.open())
    }

    /// How old the present central status is, while no card can be printed; `None` for who may not see it.
    pub fn central_age(&self, office: &Office) -> Option<AgeClass> {
        let (code, _) = self.person.central.filter(|(code, _)| code.unfinished())?;
        let today = office.today();
        Some(class_of(office, code, days_between(self.central_since?, today), today))
    }

    /// Whether the record needs a repair and none is running.
    pub fn may_open_repair(&self) -> bool {
        let stuck = self.person.central.is_some_and(|(code, _)| code.repairable());
        stuck && self.person.biodata.life == Life::Alive && !self.repairs.iter().any(|repair| repair.stage.running())
    }

    /// What is next and who must act, when a case is open.
    pub fn next(&self, office: &Office) -> Option<(NextStep, Option<domain::access::Role>)> {
        self.open_case().map(|case| next_step(case, office.today()))
    }
}

/// Shows a person.
pub fn view(office: &Office, caller: &Caller, person: PersonId) -> Result<PersonPage, AppError> {
    office.show(caller, Act::ViewPerson, Sight::Person, |tx, reach| read(caller, tx, reach, person))
}

/// Reads the page in the running transaction; the caller writes the look.
pub(crate) fn read(caller: &Caller, tx: &mut Tx<'_>, reach: &Reach, person: PersonId) -> Result<PersonPage, AppError> {
    let person = person_within(tx, reach, person)?;
    let unrecorded = !person.central.is_some_and(|(code, _)| code.recorded());
    let person = as_seen_by(caller, person);
    let places = tables::place::all(tx)?.into_iter().map(|place| (place.id, place.name)).collect();
    let (history, central) = (caller.sees(Field::History), caller.sees(Field::Central));
    let observed = if central { tables::observation::between(tx, person.id.0, person.id.0 + 1)? } else { Vec::new() };
    Ok(PersonPage {
        cases: tables::case_file::of_person(tx, person.id)?,
        cards: tables::card::of_person(tx, person.id)?,
        timeline: if history { timeline(caller, tx, person.id)? } else { Vec::new() },
        unrecorded,
        central_since: run_began(observed.iter().map(|one| (one.observed_on, one.ordinal, one.code))),
        imported: imported(&observed),
        repairs: if central { tables::repair::of_person(tx, person.id)? } else { Vec::new() },
        whereabouts: if caller.sees(Field::Address) { tables::whereabouts::find(tx, person.id)? } else { None },
        looks: if caller.sees(Field::Looks) { Some(lines(tx, person.id, LOOKS_MAX)?) } else { None },
        person,
        places,
    })
}

/// A person without the fields that the caller may not see.
pub(crate) fn as_seen_by(caller: &Caller, mut person: Person) -> Person {
    blank(caller, &mut person.biodata);
    if !caller.sees(Field::Central) {
        person.central = None;
    }
    person
}

fn blank(caller: &Caller, biodata: &mut Biodata) {
    if !caller.sees(Field::Family) {
        biodata.kk = None;
    }
    if !caller.sees(Field::Civil) {
        biodata.birth_place.clear();
        biodata.mother = None;
    }
    if !caller.sees(Field::Address) {
        biodata.address.clear();
        (biodata.rt, biodata.rw) = (0, 0);
    }
    if !caller.sees(Field::Phone) {
        biodata.phone = None;
    }
}

fn imported(observed: &[Observation]) -> Vec<(CentralCode, Date)> {
    observed.iter().rev().filter(|one| one.import.is_some()).map(|one| (one.code, one.observed_on)).collect()
}

fn timeline(caller: &Caller, tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<TimelineEntry>, AppError> {
    let subject = journal::person_subject(person);
    let Some(key) = journal::find_key(tx, &subject)? else { return Ok(Vec::new()) };
    let names: BTreeMap<_, _> = tables::account::all(tx)?.into_iter().map(|account| (account.id, account.name)).collect();
    let mut timeline = Vec::new();
    for entry in journal::about(tx, &subject, TIMELINE_MAX)? {
        let actor = match entry.actor().ok_or_else(|| StoreFault::Corrupt("an actor".to_owned()))? {
            Actor::Account(account) => names.get(&account).cloned(),
            Actor::System => None,
        };
        let mut event = journal::open(tx, &entry, &key)?;
        if let Some(Event::PersonEntered { biodata, .. }) = &mut event {
            blank(caller, biodata);
        }
        timeline.push(TimelineEntry { at: entry.at, actor, event });
    }
    Ok(timeline)
}
