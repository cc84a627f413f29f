//! What stands on the papers of the stock: a place's day with its count, blanks that one office lent to another, and what another office
//! is asked to lend.

use domain::{
    Refusal,
    access::Act,
    account::Account,
    blank::{BlankRefusal, Item, QUANTITY_MAX},
    closing::{Closing, ClosingRefusal, ClosingState},
    id::{AccountId, ClosingId},
    place::Place,
    refusal::FieldProblem,
};
use jiff::civil::Date;
use store::{
    StoreFault,
    queries::stock::{self, FlowLine},
    tables,
};

use crate::{AppError, Caller, Office, figures::midnight, looking::Impersonal, papers::Official, register::free_text};

/// Who has an account; nobody, when there is none.
pub(super) fn official(accounts: &[Account], id: Option<AccountId>) -> Official {
    accounts.iter().find(|account| Some(account.id) == id).map(Official::of).unwrap_or_default()
}

/// A place's day and what was counted in its evening.
#[derive(Clone, Debug)]
pub struct DaySheet {
    /// The count, with what the books said of each item.
    pub closing: Closing,
    /// The place.
    pub place: Place,
    /// What flowed at the place from midnight until the count began.
    pub flows: Vec<FlowLine>,
    /// Who counted.
    pub counted_by: Official,
    /// Who confirmed it; nobody yet, when the name is empty.
    pub confirmed_by: Official,
}

impl Impersonal for DaySheet {}

impl DaySheet {
    /// What flowed of an item.
    pub fn flows_of(&self, item: Item) -> impl Iterator<Item = &FlowLine> {
        self.flows.iter().filter(move |line| line.item == item)
    }

    /// What the place held of an item at midnight by the books, pieces.
    pub fn opening(&self, item: Item) -> i64 {
        let booked = self.closing.lines.get(&item).map_or(0, |line| line.booked);
        booked - self.flows_of(item).map(|line| line.came - line.went).sum::<i64>()
    }
}

/// Shows the day of a count. Refused while somebody still counts: who counts must not see the books.
pub fn day_sheet(office: &Office, caller: &Caller, closing: ClosingId) -> Result<DaySheet, AppError> {
    office.view(caller, Act::ViewStock, |tx| {
        let closing = tables::closing::find_closing(tx, closing)?.ok_or(ClosingRefusal::NoSuchClosing)?;
        if !matches!(closing.state, ClosingState::Counted | ClosingState::Confirmed) {
            return Err(ClosingRefusal::WrongState { state: closing.state }.into());
        }
        let place = tables::place::find(tx, closing.place)?.ok_or(StoreFault::Missing("the place of a closing"))?;
        let mut flows = stock::flows(tx, midnight(office, closing.day), closing.at_seq)?;
        flows.retain(|line| line.place == place.id);
        let accounts = tables::account::all(tx)?;
        let (counted_by, confirmed_by) = (official(&accounts, closing.counted_by), official(&accounts, closing.confirmed_by));
        Ok(DaySheet { closing, place, flows, counted_by, confirmed_by })
    })
}

/// On which side of a loan this office stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoanSide {
    /// It lends.
    Lender,
    /// It borrows.
    Borrower,
}

/// Blanks that one office lent to another. What no book of the office holds, above all the other office, is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanSlip {
    /// On which side this office stands.
    pub side: LoanSide,
    /// The day on which they changed hands.
    pub day: Date,
    /// The letter that asked for them, when it is known.
    pub letter: Option<String>,
    /// The day of that letter, when it is known.
    pub letter_on: Option<Date>,
    /// Pieces, by the lot's label.
    pub lots: Vec<(String, i64)>,
    /// Who booked it.
    pub officer: Official,
}

impl Impersonal for Option<LoanSlip> {}

/// The loan to which a movement belongs, by the movement's journal entry; nothing when it is none.
pub fn find_loan(office: &Office, caller: &Caller, movement: i64) -> Result<Option<LoanSlip>, AppError> {
    office.view(caller, Act::ViewStock, |tx| {
        let lines = stock::loan_of(tx, movement)?;
        let Some(first) = lines.first() else { return Ok(None) };
        let request = match first.request {
            Some(request) => tables::request::find_request(tx, request)?,
            None => None,
        };
        let (number, letter_on) = request.map_or((None, None), |request| (Some(request.number), Some(request.on)));
        Ok(Some(LoanSlip {
            side: if first.kind == "received" { LoanSide::Borrower } else { LoanSide::Lender },
            day: office.profile().zone.date(first.at),
            letter: first.paper.clone().or(number),
            letter_on,
            officer: official(&tables::account::all(tx)?, AccountId::parse(&first.actor)),
            lots: lines.into_iter().map(|line| (line.lot, line.quantity)).collect(),
        }))
    })
}

/// What another office is asked to lend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanWish {
    /// The other office.
    pub lender: String,
    /// Pieces.
    pub asked: i64,
    /// The day by which they are given back.
    pub return_by: Date,
}

impl LoanWish {
    /// The wish as a letter can have it. Refused without an office, for no pieces or too many, and for a day that is not ahead.
    pub fn checked(self, today: Date) -> Result<Self, Refusal> {
        let lender = free_text(&self.lender).map_err(|problem| Refusal::field("lender", problem))?;
        if !(1..=QUANTITY_MAX).contains(&self.asked) {
            return Err(BlankRefusal::BadQuantity { quantity: self.asked }.into());
        }
        if self.return_by <= today {
            return Err(Refusal::field("return_by", FieldProblem::ImpossibleDate));
        }
        Ok(Self { lender, ..self })
    }
}
