//! One page per person: where is the card, since when, what is next, who must act.

use std::collections::BTreeMap;

use domain::{
    Event,
    access::Act,
    card::Card,
    case::{Case, NextStep, next_step},
    central::CentralCode,
    id::{PersonId, PlaceId},
    person::Person,
};
use jiff::{Timestamp, civil::Date};
use store::{
    StoreFault, Tx,
    journal::{self, Actor},
    tables,
};

use crate::{AppError, Caller, Office, register::get_person};

/// The latest entries that the timeline shows.
const TIMELINE_MAX: i64 = 200;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct PersonPage {
    /// The person.
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

    /// What is next and who must act, when a case is open.
    pub fn next(&self, office: &Office) -> Option<(NextStep, Option<domain::access::Role>)> {
        self.open_case().map(|case| next_step(case, office.today()))
    }
}

/// Shows a person.
pub fn view(office: &Office, caller: &Caller, person: PersonId) -> Result<PersonPage, AppError> {
    office.view(caller, Act::ViewPerson, |tx| {
        let person = get_person(tx, person)?;
        let places = tables::place::all(tx)?.into_iter().map(|place| (place.id, place.name)).collect();
        Ok(PersonPage {
            cases: tables::case_file::of_person(tx, person.id)?,
            cards: tables::card::of_person(tx, person.id)?,
            timeline: timeline(tx, person.id)?,
            imported: imported(tx, person.id)?,
            person,
            places,
        })
    })
}

fn imported(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(CentralCode, Date)>, AppError> {
    let observed = tables::observation::between(tx, person.0, person.0 + 1)?.into_iter().rev();
    Ok(observed.filter(|one| one.import.is_some()).map(|one| (one.code, one.observed_on)).collect())
}

fn timeline(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<TimelineEntry>, AppError> {
    let subject = journal::person_subject(person);
    let Some(key) = journal::find_key(tx, &subject)? else { return Ok(Vec::new()) };
    let names: BTreeMap<_, _> = tables::account::all(tx)?.into_iter().map(|account| (account.id, account.name)).collect();
    let mut timeline = Vec::new();
    for entry in journal::about(tx, &subject, TIMELINE_MAX)? {
        let actor = match entry.actor().ok_or_else(|| StoreFault::Corrupt("an actor".to_owned()))? {
            Actor::Account(account) => names.get(&account).cloned(),
            Actor::System => None,
        };
        let event = journal::open(tx, &entry, &key)?;
        timeline.push(TimelineEntry { at: entry.at, actor, event });
    }
    Ok(timeline)
}
