//! The promise of one-day service: asked for and printed on one day, measured for each case and shown as a share.

use std::collections::BTreeMap;

use domain::{access::Act, case::Purpose, id::PlaceId};
use jiff::{ToSpan, civil::Date};
use store::{queries::handover, tables};

use crate::{AppError, Caller, Office, figures::midnight_in, looking::Impersonal};

/// How well the promise was kept at one site for one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The name of the counter.
    pub site: String,
    /// Why cards were asked for.
    pub purpose: Purpose,
    /// Requests of these days, cancelled ones left out.
    pub asked: i64,
    /// Of these, printed on the day on which they were opened.
    pub same_day: i64,
    /// Of these, printed later.
    pub later: i64,
}

impl Impersonal for Vec<Kept> {}

/// How well the promise of one-day service was kept from a day until today, by site and purpose.
pub fn one_day(office: &Office, caller: &Caller, from: Date) -> Result<Vec<Kept>, AppError> {
    let zone = office.profile().zone;
    // A year at most, so that the answer stays within bounds.
    let from = from.max(office.today().saturating_sub(366.days()));
    office.view(caller, Act::ViewFigures, |tx| {
        let names: BTreeMap<PlaceId, String> = tables::place::all(tx)?.into_iter().map(|place| (place.id, place.name)).collect();
        let mut found: BTreeMap<(PlaceId, Purpose), Kept> = BTreeMap::new();
        for line in handover::served_since(tx, midnight_in(zone, from))? {
            let site = names.get(&line.site).cloned().unwrap_or_default();
            let empty = Kept { site, purpose: line.purpose, asked: 0, same_day: 0, later: 0 };
            let kept = found.entry((line.site, line.purpose)).or_insert(empty);
            kept.asked += 1;
            match line.printed_at.map(|at| zone.date(at)) {
                Some(printed) if printed == zone.date(line.opened_at) => kept.same_day += 1,
                Some(_) => kept.later += 1,
                None => {}
            }
        }
        Ok(found.into_values().collect())
    })
}
