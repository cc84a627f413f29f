//! Writing down what happened before: many past acts in one transaction, each at its own time, through the same rules as living acts.
//!
//! For demonstrations, and for an office that begins with cases under way.

use domain::{
    blank::{BlankCommand, Item, LotSource},
    case::{CaseRefusal, HandOver},
    central::CentralCode,
    id::{AccountId, PersonId},
    place::PlaceKind,
    repair::RepairCommand,
    request::Outlook,
    rule::RuleBook,
    whereabouts::{Stay, Whereabouts},
};
use jiff::{Timestamp, civil::Date};
use store::{Write, journal::Actor, tables};

use crate::{
    AppError, Office,
    cases::{self, NewCase},
    custody, notices,
    places::{any_place, place_of},
    print::{PrintResult, past_print},
    register::get_person,
    repairs,
    stock::{self, Arrival},
    whereabouts,
};

/// A past act.
#[derive(Clone, Debug)]
pub struct PastAct {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: AccountId,
    /// What.
    pub what: Past,
}

/// What was done. A case is named by its person, who has at most one open.
#[derive(Clone, Debug)]
pub enum Past {
    /// A case was opened.
    Opened(NewCase),
    /// A central status was seen on that day.
    Observed(PersonId, CentralCode),
    /// A repair of the person's record was opened.
    RepairOpened(PersonId),
    /// A letter was sent for it: its number, and the day by which an answer is expected.
    RepairLetter(PersonId, String, Date),
    /// Somebody said on that day where the person is.
    Said(PersonId, Stay, &'static str),
    /// A print was recorded at the printer of this code.
    Printed(PersonId, &'static str, PrintResult),
    /// The card was put on the shelf of this code.
    Shelved(PersonId, &'static str),
    /// The shelved card was sent on to the office of its holder's village.
    Forwarded(PersonId),
    /// A notice about the case was sent and arrived.
    Notified(PersonId),
    /// The holder received the card.
    Collected(PersonId, HandOver),
    /// A delivery was received.
    Received(PastDelivery),
    /// Pieces of an item were issued from the store to the printer of this code.
    Issued(&'static str, Item, i64),
    /// The printer of this code got a new ribbon out of its own stock.
    Ribbon(&'static str),
    /// The store or printer of this code was closed, with a second person, and all was as in the books.
    Closed(&'static str, AccountId),
    /// Blanks were asked for: the letter's number, pieces.
    Requested(String, i64),
    /// The head of the office said what is expected.
    Expected(Outlook),
}

/// A past delivery.
#[derive(Clone, Debug)]
pub struct PastDelivery {
    /// What.
    pub item: Item,
    /// The number on its papers.
    pub label: String,
    /// From whom.
    pub source: LotSource,
    /// Pieces.
    pub quantity: i64,
    /// The number of the request that it answers.
    pub answers: Option<String>,
}

/// Writes acts down in one transaction, in their order.
pub fn write_down(office: &Office, acts: Vec<PastAct>) -> Result<(), AppError> {
    let mut opened = Vec::new();
    for act in &acts {
        let day = office.profile().zone.date(act.at);
        let rules = match &act.what {
            Past::Opened(new) => Some(cases::rules_for(&office.rules, new, day)?),
            _ => None,
        };
        opened.push((day, rules));
    }
    let (book, profile) = (office.rules.clone(), office.profile().clone());
    office.store.write("write_down", office.seed(), move |write| {
        let now = write.now;
        for (act, (day, rules)) in acts.iter().zip(&opened) {
            write.now = act.at;
            let actor = Actor::Account(act.account);
            match (&act.what, rules) {
                (Past::Opened(new), Some((class, requirements))) => {
                    cases::open_in(write, actor, new, *class, requirements, *day)?;
                }
                (Past::Notified(person), _) => {
                    let case = cases::open_case_of(write, *person)?.ok_or(CaseRefusal::NoSuchCase)?;
                    notices::past_notice((&book, &profile, *day), write, actor, &case)?;
                }
                (what, _) => do_one(write, actor, what, &book, *day)?,
            }
        }
        write.now = now;
        Ok::<_, AppError>(())
    })?;
    office.counts.forget();
    Ok(())
}

fn do_one(write: &mut Write<'_>, actor: Actor, what: &Past, rules: &RuleBook, day: Date) -> Result<(), AppError> {
    let open_case =
        |write: &mut Write<'_>, person: PersonId| cases::open_case_of(write, person)?.ok_or(AppError::from(CaseRefusal::NoSuchCase));
    match what {
        // Both need more than the act and are done before.
        Past::Opened(_) | Past::Notified(_) => {}
        Past::Observed(person, code) => {
            cases::observe_in(write, actor, *person, *code, day, day)?;
        }
        Past::RepairOpened(person) => {
            let person = get_person(write, *person)?;
            repairs::open_in(write, actor, &person, day)?;
        }
        Past::RepairLetter(person, number, reply_due) => {
            let command = RepairCommand::SendLetter { number: number.clone(), on: day, reply_due: *reply_due };
            repairs::change(write, actor, *person, &command, day)?;
        }
        Past::Said(person, stay, source) => {
            let said = Whereabouts { person: *person, stay: *stay, source: (*source).to_owned(), on: day };
            whereabouts::note_in(write, actor, said)?;
        }
        Past::Printed(person, printer, result) => {
            let case = open_case(write, *person)?;
            let printer = place_of(write, "printer", printer, PlaceKind::Printer)?;
            past_print(write, actor, case, &printer, *result, day)?;
        }
        Past::Shelved(person, shelf) => {
            let case = open_case(write, *person)?;
            custody::put(write, actor, case, shelf, day)?;
        }
        Past::Forwarded(person) => {
            let case = open_case(write, *person)?;
            custody::forward_in(write, actor, case, day)?;
        }
        Past::Collected(person, how) => {
            let case = open_case(write, *person)?;
            custody::hand_over_in(write, actor, case, how, day)?;
        }
        Past::Received(delivery) => {
            let store = tables::place::get_only(write, PlaceKind::Store)?;
            let request = match &delivery.answers {
                Some(number) => {
                    tables::request::requests(write)?.into_iter().find(|request| request.number == *number).map(|request| request.id)
                }
                None => None,
            };
            let PastDelivery { item, label, source, quantity, .. } = delivery.clone();
            let arrival = Arrival { lot: write.draw.lot_id(), item, label, source, quantity, request };
            arrival.book(write, actor, &store, Some(quantity), "")?;
        }
        Past::Issued(printer, item, quantity) => {
            let from = tables::place::get_only(write, PlaceKind::Store)?;
            let to = place_of(write, "to", printer, PlaceKind::Printer)?;
            let command = BlankCommand::Move { from: from.clone(), to, quantity: *quantity, serials: Vec::new() };
            stock::run(write, actor, &command, (*item, &[]), (from.id, &from))?;
        }
        Past::Ribbon(printer) => {
            stock::change_in(write, actor, (rules, day), printer, Item::Ribbon)?;
        }
        Past::Closed(place, second) => {
            let place = any_place(write, "place", place)?;
            // A place that holds nothing needs no closing.
            let held = tables::blank::balances_at(write, place.id, Item::Blank)?.new_at(place.id);
            if let (Actor::Account(first), true) = (actor, held > 0) {
                stock::close_in(write, [first, *second], &place, day)?;
            }
        }
        Past::Requested(number, asked) => {
            stock::request_in(write, actor, number.clone(), day, *asked)?;
        }
        Past::Expected(outlook) => stock::set_outlook_in(write, actor, outlook.clone())?,
    }
    Ok(())
}
