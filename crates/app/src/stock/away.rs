//! Blanks that leave the office: given back, or lent to another office against two letters.

use domain::{
    Refusal,
    access::Act,
    blank::{BlankCommand, GivenAway, Item},
    place::PlaceKind,
};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, tables};

use super::{BlanksMoved, read_serials, refuse_stopped, run};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    order::{Concern, Order, text},
    places::{code, place_of},
    register::free_text,
};

/// Blanks that leave the office or come back.
#[derive(Clone, Debug)]
pub struct Loan {
    /// The store's code.
    pub store: String,
    /// Pieces.
    pub quantity: i64,
    /// The letter, and the other office.
    pub paper: String,
    /// The chips as scanned.
    pub serials: String,
}

/// Gives blanks back, or lends them to another office: an act of two people.
pub fn give_away(office: &Office, caller: &Caller, request: &Request, how: GivenAway, loan: Loan) -> Result<BlanksMoved, AppError> {
    let Loan { store, quantity, paper, serials } = loan;
    office.order(caller, request, GiveBlanksAway { store: code(&store), how, quantity, paper, serials })
}

/// The order behind [`give_away`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct GiveBlanksAway {
    store: String,
    #[serde(with = "text")]
    how: GivenAway,
    quantity: i64,
    paper: String,
    serials: String,
}

impl Order for GiveBlanksAway {
    const NAME: &'static str = "give_blanks_away";
    const ACT: Act = Act::CorrectStock;
    type Outcome = BlanksMoved;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        read_serials(&self.serials)?;
        paper_of(&self.paper).map(drop)
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let store = place_of(write, "from", &self.store, PlaceKind::Store)?;
        refuse_stopped(write, desk, &store)?;
        let outside = tables::place::get_only(write, PlaceKind::Outside)?.id;
        let (serials, paper) = (read_serials(&self.serials)?, paper_of(&self.paper)?);
        let (how, quantity) = (self.how, self.quantity);
        let command = BlankCommand::GiveAway { store: store.clone(), outside, how, quantity, paper, serials: serials.clone() };
        run(write, actor, &command, (Item::Blank, &serials), (store.id, &store))
    }
}

/// Takes lent blanks back into a store.
pub fn take_back(office: &Office, caller: &Caller, request: &Request, loan: Loan) -> Result<BlanksMoved, AppError> {
    let Loan { store, quantity, paper, .. } = loan;
    office.order(caller, request, TakeBlanksBack { store: code(&store), quantity, paper })
}

/// The order behind [`take_back`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TakeBlanksBack {
    store: String,
    quantity: i64,
    paper: String,
}

impl Order for TakeBlanksBack {
    const NAME: &'static str = "take_blanks_back";
    const ACT: Act = Act::ReceiveBlanks;
    type Outcome = BlanksMoved;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        paper_of(&self.paper).map(drop)
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BlanksMoved, AppError> {
        let store = place_of(write, "to", &self.store, PlaceKind::Store)?;
        let outside = tables::place::get_only(write, PlaceKind::Outside)?.id;
        let command = BlankCommand::TakeBack { outside, store: store.clone(), quantity: self.quantity, paper: paper_of(&self.paper)? };
        run(write, actor, &command, (Item::Blank, &[]), (outside, &store))
    }
}

/// The letter that an act rests on.
fn paper_of(text: &str) -> Result<String, AppError> {
    Ok(free_text(text).map_err(|problem| Refusal::field("paper", problem))?)
}
