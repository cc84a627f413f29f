//! Repairs of records at the centre: opening, letters, answers, days for recording again, closing.

use domain::{
    Event, Refusal,
    access::Act,
    central::CentralCode,
    id::PersonId,
    person::Person,
    repair::{Repair, RepairCommand, RepairOutcome, RepairRefusal, apply, decide},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, tables};

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    office::append,
    order::{Concern, Order, text},
    register::free_text,
    whereabouts::check_past,
};

/// A repair was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairChanged {
    /// The person's surrogate number.
    pub person: i64,
    /// How far the repair is now, code of [`domain::repair::RepairStage`].
    pub stage: String,
}

/// Opens a repair for the person's present status.
pub fn open(office: &Office, caller: &Caller, request: &Request, person: PersonId) -> Result<RepairChanged, AppError> {
    office.order(caller, request, OpenRepair { person })
}

/// The order behind [`open`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OpenRepair {
    #[serde(with = "text")]
    person: PersonId,
}

impl Order for OpenRepair {
    const NAME: &'static str = "open_repair";
    const ACT: Act = Act::RepairRecord;
    type Outcome = RepairChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<RepairChanged, AppError> {
        let person = desk.person(write, self.person)?;
        open_in(write, actor, &person, desk.today)
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// Opens a repair in the running transaction.
pub(crate) fn open_in(write: &mut Write<'_>, actor: Actor, person: &Person, today: Date) -> Result<RepairChanged, AppError> {
    let (life, central) = (person.biodata.life, person.central.map(|(code, _)| code));
    change(write, actor, person.id, &RepairCommand::Open { person: person.id, life, central }, today)
}

/// A letter to the centre or to another office.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its number.
    pub number: String,
    /// Its day.
    pub on: Date,
    /// The day by which an answer is expected.
    pub reply_due: Date,
}

/// Notes that a letter was sent.
pub fn note_letter(
    office: &Office,
    caller: &Caller,
    request: &Request,
    person: PersonId,
    letter: Letter,
) -> Result<RepairChanged, AppError> {
    let Letter { number, on, reply_due } = letter;
    office.order(caller, request, NoteRepairLetter { person, number, on, reply_due })
}

/// The order behind [`note_letter`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NoteRepairLetter {
    #[serde(with = "text")]
    person: PersonId,
    number: String,
    #[serde(with = "text")]
    on: Date,
    #[serde(with = "text")]
    reply_due: Date,
}

impl NoteRepairLetter {
    fn number(&self) -> Result<String, Refusal> {
        free_text(&self.number).map_err(|problem| Refusal::field("number", problem))
    }
}

impl Order for NoteRepairLetter {
    const NAME: &'static str = "note_repair_letter";
    const ACT: Act = Act::RepairRecord;
    type Outcome = RepairChanged;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        self.number()?;
        Ok(check_past("on", self.on, desk.today)?)
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<RepairChanged, AppError> {
        let person = desk.person(write, self.person)?.id;
        let command = RepairCommand::SendLetter { number: self.number()?, on: self.on, reply_due: self.reply_due };
        change(write, actor, person, &command, desk.today)
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// Notes that the answer to the letter came, and what it says.
pub fn note_reply(
    office: &Office,
    caller: &Caller,
    request: &Request,
    person: PersonId,
    on: Date,
    note: &str,
) -> Result<RepairChanged, AppError> {
    office.order(caller, request, NoteRepairReply { person, on, note: note.to_owned() })
}

/// The order behind [`note_reply`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NoteRepairReply {
    #[serde(with = "text")]
    person: PersonId,
    #[serde(with = "text")]
    on: Date,
    note: String,
}

impl NoteRepairReply {
    fn note(&self) -> Result<String, Refusal> {
        free_text(&self.note).map_err(|problem| Refusal::field("note", problem))
    }
}

impl Order for NoteRepairReply {
    const NAME: &'static str = "note_repair_reply";
    const ACT: Act = Act::RepairRecord;
    type Outcome = RepairChanged;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        self.note()?;
        Ok(check_past("on", self.on, desk.today)?)
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<RepairChanged, AppError> {
        let person = desk.person(write, self.person)?.id;
        change(write, actor, person, &RepairCommand::NoteReply { on: self.on, note: self.note()? }, desk.today)
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// Sets the day on which the person is to be recorded again.
pub fn appoint(office: &Office, caller: &Caller, request: &Request, person: PersonId, on: Date) -> Result<RepairChanged, AppError> {
    office.order(caller, request, AppointRerecording { person, on })
}

/// The order behind [`appoint`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AppointRerecording {
    #[serde(with = "text")]
    person: PersonId,
    #[serde(with = "text")]
    on: Date,
}

impl Order for AppointRerecording {
    const NAME: &'static str = "appoint_rerecording";
    const ACT: Act = Act::RepairRecord;
    type Outcome = RepairChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<RepairChanged, AppError> {
        let person = desk.person(write, self.person)?.id;
        change(write, actor, person, &RepairCommand::AppointRerecording { on: self.on }, desk.today)
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// Ends a repair.
pub fn close(
    office: &Office,
    caller: &Caller,
    request: &Request,
    person: PersonId,
    outcome: RepairOutcome,
) -> Result<RepairChanged, AppError> {
    office.order(caller, request, CloseRepair { person, outcome })
}

/// The order behind [`close`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CloseRepair {
    #[serde(with = "text")]
    person: PersonId,
    #[serde(with = "text")]
    outcome: RepairOutcome,
}

impl Order for CloseRepair {
    const NAME: &'static str = "close_repair";
    const ACT: Act = Act::RepairRecord;
    type Outcome = RepairChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<RepairChanged, AppError> {
        let person = desk.person(write, self.person)?.id;
        change(write, actor, person, &RepairCommand::Close { outcome: self.outcome }, desk.today)
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// Lets the person's running repair, if there is one, follow the status that counts now: one that left it ends it in the same transaction.
pub(crate) fn follow(write: &mut Write<'_>, actor: Actor, person: PersonId, code: CentralCode, on: Date) -> Result<(), AppError> {
    run(write, actor, person, &RepairCommand::Follow { code }, on).map(drop)
}

/// Carries a command out on the person's running repair; answers how far that is then.
pub(crate) fn change(
    write: &mut Write<'_>,
    actor: Actor,
    person: PersonId,
    command: &RepairCommand,
    today: Date,
) -> Result<RepairChanged, AppError> {
    let repair = run(write, actor, person, command, today)?.ok_or(RepairRefusal::NoneRunning)?;
    Ok(RepairChanged { person: person.0, stage: repair.stage.to_string() })
}

/// Decides a command, appends its event and saves the repair, all in the running transaction.
fn run(write: &mut Write<'_>, actor: Actor, person: PersonId, command: &RepairCommand, today: Date) -> Result<Option<Repair>, AppError> {
    let repair = tables::repair::find_running(write, person)?;
    let Some(event) = decide(repair.as_ref(), command, today)? else { return Ok(repair) };
    let id = repair.as_ref().map_or_else(|| write.draw.repair_id(), |repair| repair.id);
    let after = apply(repair, id, person, &event, write.now).ok_or(RepairRefusal::NoneRunning)?;
    append(write, actor, &Event::Repair(id, person, event))?;
    tables::repair::save(write, &after)?;
    Ok(Some(after))
}
