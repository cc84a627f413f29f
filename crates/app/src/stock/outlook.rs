//! What the head of the office expects of blanks, and the requests for more.

use domain::{
    Event, Refusal,
    access::Act,
    blank::{BlankRefusal, QUANTITY_MAX},
    refusal::FieldProblem,
    request::{BlankRequest, Outlook, Policy},
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
};

/// The outlook as it was typed.
#[derive(Clone, Debug)]
pub struct OutlookNote {
    /// How blanks are shared out.
    pub policy: Policy,
    /// The day on which more are sure to be there.
    pub next_delivery: Option<Date>,
    /// Whence that is known.
    pub source: String,
}

/// Says how blanks are shared out, and until when they must last.
pub fn set_outlook(office: &Office, caller: &Caller, request: &Request, note: OutlookNote) -> Result<(), AppError> {
    let OutlookNote { policy, next_delivery, source } = note;
    office.order(caller, request, SetOutlook { policy, next_delivery, source })
}

/// The order behind [`set_outlook`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SetOutlook {
    #[serde(with = "text")]
    policy: Policy,
    #[serde(with = "text::maybe")]
    next_delivery: Option<Date>,
    source: String,
}

impl Order for SetOutlook {
    const NAME: &'static str = "set_outlook";
    const ACT: Act = Act::SetPrinting;
    type Outcome = ();

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        free_text(&self.source).map_err(|problem| Refusal::field("source", problem))?;
        // A delivery that should have come is no outlook.
        match self.next_delivery {
            Some(on) if on <= desk.today => Err(Refusal::field("next_delivery", FieldProblem::ImpossibleDate).into()),
            _ => Ok(()),
        }
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<(), AppError> {
        let source = free_text(&self.source).map_err(|problem| Refusal::field("source", problem))?;
        set_outlook_in(write, actor, Outlook { policy: self.policy, next_delivery: self.next_delivery, source })
    }
}

/// Sets the outlook in the running transaction.
pub(crate) fn set_outlook_in(write: &mut Write<'_>, actor: Actor, outlook: Outlook) -> Result<(), AppError> {
    tables::request::save_outlook(write, &outlook)?;
    append(write, actor, &Event::OutlookSet(outlook))?;
    Ok(())
}

/// A request as it was typed.
#[derive(Clone, Debug)]
pub struct RequestNote {
    /// The letter's number.
    pub number: String,
    /// The letter's day.
    pub on: Date,
    /// Pieces asked for.
    pub asked: i64,
}

/// Notes that blanks were asked for; answers the request's identifier.
pub fn request_blanks(office: &Office, caller: &Caller, request: &Request, note: RequestNote) -> Result<String, AppError> {
    let RequestNote { number, on, asked } = note;
    office.order(caller, request, RequestBlanks { number, on, asked })
}

/// The order behind [`request_blanks`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RequestBlanks {
    number: String,
    #[serde(with = "text")]
    on: Date,
    asked: i64,
}

impl Order for RequestBlanks {
    const NAME: &'static str = "request_blanks";
    const ACT: Act = Act::RequestBlanks;
    type Outcome = String;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        free_text(&self.number).map_err(|problem| Refusal::field("number", problem))?;
        if self.on > desk.today {
            return Err(Refusal::field("on", FieldProblem::FutureDate).into());
        }
        if (1..=QUANTITY_MAX).contains(&self.asked) {
            return Ok(());
        }
        Err(BlankRefusal::BadQuantity { quantity: self.asked }.into())
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<String, AppError> {
        let number = free_text(&self.number).map_err(|problem| Refusal::field("number", problem))?;
        request_in(write, actor, number, self.on, self.asked)
    }
}

/// Notes a request in the running transaction.
pub(crate) fn request_in(write: &mut Write<'_>, actor: Actor, number: String, on: Date, asked: i64) -> Result<String, AppError> {
    let request = BlankRequest { id: write.draw.request_id(), number, on, asked };
    let id = request.id.to_string();
    tables::request::insert_request(write, &request)?;
    append(write, actor, &Event::BlanksRequested(request))?;
    Ok(id)
}
