//! Places that take no cards for now: a village without an officer, a sub-district under repair.

use domain::{Event, Refusal, access::Act, pickup::ClosedSite, place::Place, place::PlaceKind, refusal::FieldProblem};
use serde::{Deserialize, Serialize};
use store::{Tx, Write, journal::Actor, tables};

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    office::append,
    order::{Concern, Order},
    places::{any_place, code},
    register::free_text,
};

/// Closes a village's or sub-district's office for cards; nothing is sent there until it opens again.
pub fn close_site(office: &Office, caller: &Caller, request: &Request, place: &str, reason: &str) -> Result<(), AppError> {
    office.order(caller, request, CloseSite { place: code(place), reason: reason.to_owned() })
}

/// The order behind [`close_site`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CloseSite {
    place: String,
    reason: String,
}

fn site(tx: &mut Tx<'_>, code: &str) -> Result<Place, AppError> {
    let place = any_place(tx, "place", code)?;
    let takes_cards = matches!(place.kind, PlaceKind::Village | PlaceKind::Subdistrict);
    if takes_cards { Ok(place) } else { Err(Refusal::field("place", FieldProblem::NotAChoice).into()) }
}

impl Order for CloseSite {
    const NAME: &'static str = "close_site";
    const ACT: Act = Act::ManageSites;
    type Outcome = ();

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        site(tx, &self.place).map(|_| Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<(), AppError> {
        let reason = free_text(&self.reason).map_err(|problem| Refusal::field("reason", problem))?;
        let closed = ClosedSite { place: site(write, &self.place)?.id, since: write.now, reason };
        tables::handover::close_site(write, &closed)?;
        append(write, actor, &Event::SiteClosed(closed)).map(drop)
    }
}

/// Opens a place for cards again.
pub fn reopen_site(office: &Office, caller: &Caller, request: &Request, place: &str) -> Result<(), AppError> {
    office.order(caller, request, ReopenSite { place: code(place) })
}

/// The order behind [`reopen_site`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ReopenSite {
    place: String,
}

impl Order for ReopenSite {
    const NAME: &'static str = "reopen_site";
    const ACT: Act = Act::ManageSites;
    type Outcome = ();

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        site(tx, &self.place).map(|_| Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<(), AppError> {
        let place = site(write, &self.place)?.id;
        if tables::handover::reopen_site(write, place)? {
            append(write, actor, &Event::SiteReopened(place))?;
        }
        Ok(())
    }
}
