//! Who looked at whom: for the person (UU 27/2022 art. 32), for the auditor, and the reason that somebody gives who looks at many.

use std::collections::BTreeMap;

use domain::{
    Event, Refusal,
    access::Act,
    id::{AccountId, PersonId},
    look::{LookReason, Sight},
    person::Person,
    refusal::FieldProblem,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use store::{
    StoreFault, Tx,
    journal::{self, Actor},
    keys::hex,
    looks::{self, LookEntry, ReasonGiven},
    tables,
};

use crate::{
    AppError, Caller, Office,
    caller::{authorise, person_within},
    figures::midnight,
    looking::{Impersonal, Shown, ShowsPeople},
    person_page::as_seen_by,
    register::free_text,
};

/// The report on a person has at most this many looks; the latest.
pub const REPORT_MAX: i64 = 1_000;
/// A reason stays in force for this long.
const REASON: SignedDuration = SignedDuration::from_hours(1);

/// A look at a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookLine {
    /// When.
    pub at: Timestamp,
    /// Who: the name that others see.
    pub who: String,
    /// The account's role today, its code.
    pub role: String,
    /// What showed the person.
    pub sight: Sight,
    /// How many others were shown with it.
    pub others: i64,
    /// The reason in force, with what was said beside it.
    pub reason: Option<(LookReason, Option<String>)>,
}

/// The latest looks at a person.
pub(crate) fn lines(tx: &mut Tx<'_>, person: PersonId, limit: i64) -> Result<Vec<LookLine>, StoreFault> {
    let found = looks::at_person(tx, person, limit)?;
    let accounts: BTreeMap<AccountId, _> = tables::account::all(tx)?.into_iter().map(|account| (account.id, account)).collect();
    let line = |LookEntry { at, look, .. }: LookEntry| {
        let account = accounts.get(&look.account);
        LookLine {
            at,
            who: account.map(|account| account.name.clone()).unwrap_or_default(),
            role: account.map(|account| account.standing.role.to_string()).unwrap_or_default(),
            sight: look.sight,
            others: look.people.len() as i64 - 1,
            reason: look.reason.map(|reason| (reason, look.note)),
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// Everybody who looked at a person.
#[derive(Clone, Debug)]
pub struct PersonLooks {
    /// The person.
    pub person: Person,
    /// The latest looks, newest first, at most [`REPORT_MAX`].
    pub looks: Vec<LookLine>,
    /// How many there ever were.
    pub total: i64,
}

impl ShowsPeople for PersonLooks {
    fn shown(&self) -> Vec<Shown> {
        vec![Shown::for_case(self.person.id)]
    }
}

/// Reports who looked at a person. Asking for it is a look as well, and does not count towards anybody's limit.
pub fn of_person(office: &Office, caller: &Caller, person: PersonId) -> Result<PersonLooks, AppError> {
    office.show(caller, Act::ViewLooks, Sight::Looks, |tx, reach| {
        let person = as_seen_by(caller, person_within(tx, reach, person)?);
        let (looks, total) = (lines(tx, person.id, REPORT_MAX)?, looks::count_at_person(tx, person.id)?);
        Ok(PersonLooks { person, looks, total })
    })
}

/// What one account looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLooks {
    /// The name that others see.
    pub who: String,
    /// The account's role today, its code.
    pub role: String,
    /// Answers that showed people.
    pub looks: i64,
    /// Of them, answers that opened one person.
    pub pages: i64,
    /// People without an open case on them.
    pub outside: i64,
    /// Answers that asked for a reason or were refused.
    pub stopped: i64,
}

/// What everybody looked at in some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookReport {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// By account, most people outside open cases first.
    pub staff: Vec<StaffLooks>,
}

impl Impersonal for LookReport {}

/// Reports what everybody looked at from one day to another, both included.
pub fn report(office: &Office, caller: &Caller, from: Date, until: Date) -> Result<LookReport, AppError> {
    authorise(caller, Act::ViewLooks)?;
    if until < from {
        return Err(Refusal::field("until", FieldProblem::ImpossibleDate).into());
    }
    let end = midnight(office, until.tomorrow().unwrap_or(Date::MAX));
    office.view(caller, Act::ViewLooks, |tx| {
        let found = looks::by_account(tx, midnight(office, from), end)?;
        let accounts: BTreeMap<AccountId, _> = tables::account::all(tx)?.into_iter().map(|account| (account.id, account)).collect();
        let line = |one: looks::AccountLooks| {
            let account = accounts.get(&one.account);
            StaffLooks {
                who: account.map(|account| account.name.clone()).unwrap_or_default(),
                role: account.map(|account| account.standing.role.to_string()).unwrap_or_default(),
                looks: one.looks,
                pages: one.pages,
                outside: one.outside,
                stopped: one.stopped,
            }
        };
        Ok(LookReport { from, until, staff: found.into_iter().map(line).collect() })
    })
}

/// Gives the reason for which the caller looks at people outside open cases; it stands beside every look of the next hour.
pub fn give_reason(office: &Office, caller: &Caller, reason: LookReason, note: &str) -> Result<(), AppError> {
    authorise(caller, Act::ViewPerson)?;
    let note = match (note.trim(), reason.needs_note()) {
        ("", false) => None,
        (text, _) => Some(free_text(text).map_err(|problem| Refusal::field("note", problem))?),
    };
    let (account, given) = (caller.account, ReasonGiven { reason, note });
    let seed = office.seed();
    let until = seed.now.checked_add(REASON).unwrap_or(Timestamp::MAX);
    office.store.write("look_reason", seed, move |write| Ok::<_, AppError>(looks::give_reason(write, account, &given, until)?))
}

/// Fixes the head of the looks in the journal, when there are new ones; answers whether there were.
pub(crate) fn anchor(office: &Office) -> Result<bool, StoreFault> {
    office.store.write("anchor_looks", office.seed(), |write| {
        let head = looks::head(write)?;
        if head.seq == 0 || looks::anchored(write)? == head.seq {
            return Ok(false);
        }
        looks::set_anchored(write, head.seq)?;
        journal::append(write, Actor::System, &Event::LooksAnchored { seq: head.seq, chain_hash: hex(&head.chain_hash) })?;
        Ok(true)
    })
}
