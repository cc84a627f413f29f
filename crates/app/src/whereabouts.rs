//! Noting where somebody is who should be recorded.

use domain::{
    Event, Refusal,
    access::Act,
    id::PersonId,
    refusal::FieldProblem,
    whereabouts::{Stay, Whereabouts},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, tables};

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases::RECORDING_BEGAN,
    office::append,
    order::{Concern, Order, text},
    register::free_text,
};

/// What was said is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhereaboutsKept {
    /// The person's surrogate number.
    pub person: i64,
    /// What counts now, code of [`Stay`]: an earlier word than the one that is known changes nothing.
    pub stay: String,
}

/// What somebody said.
#[derive(Clone, Debug)]
pub struct Said {
    /// Where the person is.
    pub stay: Stay,
    /// Who says so.
    pub source: String,
    /// The day on which it was so.
    pub on: Date,
}

/// Notes where a person is.
pub fn note(office: &Office, caller: &Caller, request: &Request, person: PersonId, said: Said) -> Result<WhereaboutsKept, AppError> {
    let Said { stay, source, on } = said;
    office.order(caller, request, NoteWhereabouts { person, stay, source, on })
}

/// The order behind [`note`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NoteWhereabouts {
    #[serde(with = "text")]
    person: PersonId,
    #[serde(with = "text")]
    stay: Stay,
    source: String,
    #[serde(with = "text")]
    on: Date,
}

impl NoteWhereabouts {
    fn source(&self) -> Result<String, Refusal> {
        free_text(&self.source).map_err(|problem| Refusal::field("source", problem))
    }
}

impl Order for NoteWhereabouts {
    const NAME: &'static str = "note_whereabouts";
    const ACT: Act = Act::NoteWhereabouts;
    type Outcome = WhereaboutsKept;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        self.source()?;
        check_past("on", self.on, desk.today)?;
        Ok(())
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<WhereaboutsKept, AppError> {
        let person = desk.person(write, self.person)?.id;
        let counts = note_in(write, actor, Whereabouts { person, stay: self.stay, source: self.source()?, on: self.on })?;
        Ok(WhereaboutsKept { person: person.0, stay: counts.stay.to_string() })
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// Notes where a person is in the running transaction; answers what counts afterwards.
pub(crate) fn note_in(write: &mut Write<'_>, actor: Actor, noted: Whereabouts) -> Result<Whereabouts, AppError> {
    append(write, actor, &Event::WhereaboutsNoted(noted.clone()))?;
    let counts = Whereabouts::latest(tables::whereabouts::find(write, noted.person)?, noted);
    tables::whereabouts::save(write, &counts)?;
    Ok(counts)
}

/// Refuses a day that has not come, or one before anybody was recorded.
pub(crate) fn check_past(field: &'static str, on: Date, today: Date) -> Result<(), Refusal> {
    if on > today {
        return Err(Refusal::field(field, FieldProblem::FutureDate));
    }
    if on < RECORDING_BEGAN {
        return Err(Refusal::field(field, FieldProblem::DateTooOld));
    }
    Ok(())
}
