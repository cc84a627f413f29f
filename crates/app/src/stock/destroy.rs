//! Destroying spoiled blanks and surrendered cards, with minutes, and the month's report.

use domain::{
    Event, Refusal,
    access::Act,
    blank::{BlankCommand, BlankRefusal, BlankState, Item, Ledger},
    card::CardEvent,
    closing::Destruction,
    id::DestructionId,
    place::PlaceKind,
    refusal::FieldProblem,
};
use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, queries::stock, tables};

use super::{papers::official, post};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    figures::midnight,
    looking::Impersonal,
    office::append,
    order::{Concern, Order},
    papers::Official,
    print::change_card,
    register::free_text,
};

/// The most surrendered cards of one destruction.
const CARDS_MAX: i64 = 2_000;

/// What waits for destruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalids {
    /// Spoiled blanks in the bin, pieces.
    pub blanks: i64,
    /// Surrendered cards.
    pub cards: i64,
}

impl Impersonal for Invalids {}

/// What waits for destruction now.
pub fn invalids(office: &Office, caller: &Caller) -> Result<Invalids, AppError> {
    office.view(caller, Act::ViewStock, |tx| {
        let bin = tables::place::get_only(tx, PlaceKind::SpoiledBin)?;
        let blanks = tables::blank::balances_at(tx, bin.id, Item::Blank)?.at(bin.id, BlankState::Spoiled);
        Ok(Invalids { blanks, cards: tables::card::surrendered(tx, CARDS_MAX)?.len() as i64 })
    })
}

/// Minutes of a destruction as they were typed.
#[derive(Clone, Debug)]
pub struct DestructionNote {
    /// The number of the minutes.
    pub number: String,
    /// The witness, by name.
    pub witness: String,
    /// The witness's office.
    pub witness_office: String,
}

/// Destroys everything that lies in the bin and all surrendered cards: an act of two officers before a witness. Answers the minutes'
/// identifier.
pub fn destroy(office: &Office, caller: &Caller, request: &Request, note: DestructionNote) -> Result<String, AppError> {
    let DestructionNote { number, witness, witness_office } = note;
    office.order(caller, request, DestroyInvalids { number, witness, witness_office })
}

/// The order behind [`destroy`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DestroyInvalids {
    number: String,
    witness: String,
    witness_office: String,
}

impl Order for DestroyInvalids {
    const NAME: &'static str = "destroy_invalids";
    const ACT: Act = Act::CorrectStock;
    type Outcome = String;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        if self.witness.trim().is_empty() || self.witness_office.trim().is_empty() {
            return Err(BlankRefusal::WitnessMissing.into());
        }
        for (field, text) in [("number", &self.number), ("witness", &self.witness), ("witness_office", &self.witness_office)] {
            free_text(text).map_err(|problem| Refusal::field(field, problem))?;
        }
        Ok(())
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<String, AppError> {
        // Without a rule that asks for two people there would be one officer only.
        let second = desk.approver.ok_or_else(|| Refusal::field("second", FieldProblem::Missing))?;
        let text = |text: &str| free_text(text).map_err(|problem| Refusal::field("witness", problem));
        let id = write.draw.destruction_id();
        let bin = tables::place::get_only(write, PlaceKind::SpoiledBin)?;
        let cards = tables::card::surrendered(write, CARDS_MAX)?;
        let mut blanks = 0;
        for item in Item::ALL {
            let balances = tables::blank::balances_at(write, bin.id, *item)?;
            let spoiled = balances.at(bin.id, BlankState::Spoiled);
            if spoiled > 0 {
                let chips = tables::blank::serials_at(write, bin.id, BlankState::Spoiled)?;
                let serials = chips.into_iter().map(|row| (row.serial, row.at)).collect();
                let ledger = Ledger { balances, serials, ..Ledger::default() };
                let command = BlankCommand::Destroy { bin: bin.clone(), minutes: text(&self.number)? };
                post(write, actor, domain::blank::decide(&ledger, &command)?)?;
                blanks += if *item == Item::Blank { spoiled } else { 0 };
            }
        }
        if blanks == 0 && cards.is_empty() {
            return Err(BlankRefusal::NothingToDestroy.into());
        }
        let count = cards.len() as i64;
        for card in cards {
            let person = card.person;
            change_card(write, actor, card.id, person, Some(card), CardEvent::Destroyed { minutes: id })?;
        }
        let (number, witness, witness_office) = (text(&self.number)?, text(&self.witness)?, text(&self.witness_office)?);
        let (day, first) = (desk.today, desk.caller.account);
        let destruction = Destruction { id, number, day, first, second, witness, witness_office, blanks, cards: count };
        tables::closing::insert_destruction(write, &destruction)?;
        append(write, actor, &Event::Destroyed(destruction))?;
        Ok(id.to_string())
    }
}

/// The minutes of a destruction with all that stands on them.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// The destruction.
    pub destruction: Destruction,
    /// What was destroyed of blanks and ribbons, by lot.
    pub lots: Vec<stock::DestroyedLine>,
    /// The two officers.
    pub officers: [Official; 2],
}

impl Impersonal for Minutes {}

/// Shows the minutes of a destruction.
pub fn minutes(office: &Office, caller: &Caller, destruction: DestructionId) -> Result<Minutes, AppError> {
    office.view(caller, Act::ViewStock, |tx| {
        let found = tables::closing::find_destruction(tx, destruction)?.ok_or(BlankRefusal::NoSuchMinutes)?;
        let accounts = tables::account::all(tx)?;
        let officers = [found.first, found.second].map(|id| official(&accounts, Some(id)));
        let lots = stock::destroyed_with(tx, &found.number)?;
        Ok(Minutes { destruction: found, lots, officers })
    })
}

/// The month's report on invalid cards, as the letter of December 2022 asks for it.
#[derive(Clone, Debug)]
pub struct Month {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Blanks spoiled, by cause, and destroyed.
    pub lines: Vec<stock::SpoilLine>,
    /// The destructions with their minutes.
    pub destructions: Vec<Destruction>,
}

impl Impersonal for Month {}

/// The report of the month of a day.
pub fn month(office: &Office, caller: &Caller, day: Date) -> Result<Month, AppError> {
    let (from, to) = (day.first_of_month(), day.last_of_month());
    office.view(caller, Act::ViewStock, |tx| {
        let lines = stock::spoilage(tx, midnight(office, from), midnight(office, to.saturating_add(1.day())))?;
        Ok(Month { from, to, lines, destructions: tables::closing::destructions_between(tx, from, to)? })
    })
}
