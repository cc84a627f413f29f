//! What citizens write: `STATUS` is answered, `STOP` obeyed, all else waits in the shared inbox of the office.

use domain::{
    Event,
    access::{Act, Field},
    id::{InboundId, PersonId},
    look::Sight,
    notice::{Filling, Inbound, InboundEvent, InboundState, NoticeRefusal, Wish, apply_inbound, fill, read_wish},
    person::Phone,
};
use serde::{Deserialize, Serialize};
use store::{StoreFault, Tx, Write, journal::Actor, queries::notices, tables};

use super::write::stop_in;
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    looking::{Shown, ShowsPeople},
    office::append,
    order::{Concern, Order, text as codes},
    register::{free_text, get_person},
    status,
};

/// Messages that the inbox lists.
const INBOX_MAX: i64 = 200;

/// What is answered to `STOP`; `BERHENTI` does the same.
const STOPPED: &str = "{place}: nomor ini tidak akan menerima SMS lagi. Status kartu tetap dapat dilihat dengan resi dan PIN.";

/// What is to be sent back to a citizen, at most once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Our number of it.
    pub reference: String,
    /// To whom.
    pub to: Phone,
    /// The text.
    pub text: String,
}

/// Takes a message in that a gateway received: once, however often it is handed over. `reference` is the gateway's name and its own number
/// for it. Answers what is to be sent back.
pub(super) fn receive_message(office: &Office, from: &str, text: &str, references: &[String]) -> Result<Option<Reply>, AppError> {
    if office.store.read(|tx| is_known(tx, references))? {
        return Ok(None);
    }
    let (wish, phone) = (read_wish(text), Phone::parse(from).ok());
    let filling = Filling { place: office.profile().name.clone(), ..Filling::default() };
    let (kept, reply) = match &wish {
        // The PIN is nobody's to read.
        Wish::Status(receipt, pin) => {
            let receipt = receipt.as_ref().map(ToString::to_string).unwrap_or_default();
            let told = status::public_status(office, &receipt, pin, from)?;
            (format!("STATUS {receipt}"), Some(status::in_words(office, told.as_ref())))
        }
        Wish::Stop => (text.trim().to_owned(), phone.as_ref().map(|_| fill(STOPPED, &filling))),
        Wish::Other => (text.chars().filter(|c| !c.is_control()).take(1_000).collect(), None),
    };
    let (from, references) = (from.to_owned(), references.to_vec());
    office.store.write("receive_message", office.seed(), move |write| {
        if is_known(write, &references)? {
            return Ok(None);
        }
        let person = match &phone {
            Some(phone) => notices::only_person_with(write, phone)?,
            None => None,
        };
        if let (Wish::Stop, Some(phone)) = (&wish, &phone) {
            stop_in(write, Actor::System, phone)?;
        }
        let (from, text, reference) = (from.clone(), kept.clone(), references.first().cloned().unwrap_or_default());
        let id = (write.draw.inbound_id(), person);
        let received = InboundEvent::Received { phone: from, text, kind: wish.kind(), reference };
        let inbound = save(write, Actor::System, None, id, received)?;
        // A number that is no mobile number cannot be answered.
        let Some((text, to)) = reply.clone().zip(phone.clone()) else { return Ok(None) };
        save(write, Actor::System, Some(inbound), id, InboundEvent::Answered { reply: text.clone() })?;
        Ok::<_, AppError>(Some(Reply { reference: id.0.to_string(), to, text }))
    })
}

fn is_known(tx: &mut Tx<'_>, references: &[String]) -> Result<bool, StoreFault> {
    references.iter().try_fold(false, |known, reference| Ok(known || tables::inbound::is_known(tx, reference)?))
}

fn save(
    write: &mut Write<'_>,
    actor: Actor,
    inbound: Option<Inbound>,
    (id, person): (InboundId, Option<PersonId>),
    event: InboundEvent,
) -> Result<Inbound, AppError> {
    let after = apply_inbound(inbound, id, person, &event, write.now).ok_or(NoticeRefusal::NoSuchMessage)?;
    tables::inbound::save(write, &after)?;
    append(write, actor, &Event::Inbound(id, person, event))?;
    Ok(after)
}

/// A message of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxMessage {
    /// The message, without the number for who may not see it.
    pub message: Inbound,
    /// The name of its person, when the number belongs to one.
    pub name: Option<String>,
}

impl ShowsPeople for Vec<InboxMessage> {
    fn shown(&self) -> Vec<Shown> {
        self.iter().filter_map(|one| one.message.person).map(Shown::for_case).collect()
    }
}

/// The messages that wait for somebody, the oldest first. Those of people beyond the caller's reach are left out.
pub fn inbox(office: &Office, caller: &Caller) -> Result<Vec<InboxMessage>, AppError> {
    office.show(caller, Act::SendNotices, Sight::Waiting, |tx, reach| {
        let mut found = Vec::new();
        for mut message in tables::inbound::in_state(tx, InboundState::Open, INBOX_MAX)? {
            let person = message.person.map(|person| get_person(tx, person)).transpose()?;
            if person.as_ref().is_some_and(|person| !reach.covers(&person.biodata.village)) {
                continue;
            }
            if !caller.sees(Field::Phone) {
                message.phone.clear();
            }
            found.push(InboxMessage { message, name: person.map(|person| person.biodata.name.as_str().to_owned()) });
        }
        Ok(found)
    })
}

/// Notes that a message was dealt with, and how.
pub fn close_message(office: &Office, caller: &Caller, request: &Request, message: InboundId, note: &str) -> Result<(), AppError> {
    office.order(caller, request, CloseMessage { message, note: note.to_owned() })
}

/// The order behind [`close_message`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CloseMessage {
    #[serde(with = "codes")]
    message: InboundId,
    note: String,
}

impl CloseMessage {
    fn find(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Inbound, AppError> {
        let found = tables::inbound::find(tx, self.message)?.ok_or(NoticeRefusal::NoSuchMessage)?;
        if let Some(person) = found.person {
            desk.person(tx, person).map_err(|_| NoticeRefusal::NoSuchMessage)?;
        }
        Ok(found)
    }
}

impl Order for CloseMessage {
    const NAME: &'static str = "close_message";
    const ACT: Act = Act::SendNotices;
    type Outcome = ();

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        let found = self.find(desk, tx)?;
        Ok(Concern { person: found.person, ..Concern::default() })
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<(), AppError> {
        let found = self.find(desk, write)?;
        if found.state != InboundState::Open {
            return Err(NoticeRefusal::MessageClosed.into());
        }
        let note = free_text(&self.note).map_err(|problem| domain::Refusal::field("note", problem))?;
        let id = (found.id, found.person);
        save(write, actor, Some(found), id, InboundEvent::Closed { by: desk.caller.account, note }).map(drop)
    }
}
