//! What stops a place: an open difference, or a day on which it held blanks and was not closed (product row B2).

use std::sync::Arc;

use domain::{
    blank::Item,
    closing::ClosingState,
    id::PlaceId,
    office::Zone,
    place::{Place, PlaceKind},
    rule::{PrintMeasure, RuleBook},
};
use jiff::{Timestamp, civil::Date};
use store::{StoreFault, Tx, queries::stock, tables};

use crate::{Office, caller::Desk, figures::midnight_in};

/// Why a place is stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The place at fault: itself, or the store that feeds it.
    pub place: String,
    /// The last working day, when the place held blanks then and was not closed; `None` for an open difference.
    pub not_closed: Option<Date>,
}

/// What decides whether places had to be closed.
pub(crate) struct Duty {
    /// The last working day before today.
    pub last_working_day: Date,
    /// The first instant of the day after it.
    ended: Timestamp,
    /// Whether a rule asks for the closing.
    asked: bool,
}

impl Duty {
    /// At an order's desk.
    pub fn at(desk: &Desk) -> Self {
        Self::on(&desk.rules, desk.profile.zone, desk.today)
    }

    /// For a page.
    pub fn of(office: &Office) -> Self {
        Self::on(&Arc::clone(&office.rules), office.profile().zone, office.today())
    }

    fn on(rules: &RuleBook, zone: Zone, today: Date) -> Self {
        let last_working_day = rules.calendar.previous(today);
        let asked = rules.print_measure(PrintMeasure::DailyClosing, last_working_day).is_some_and(|rule| rule.value > 0);
        let next = last_working_day.tomorrow().unwrap_or(today);
        Self { last_working_day, ended: midnight_in(zone, next), asked }
    }
}

/// What stops a place, if anything does. A printer is stopped by the store that feeds it, too.
pub(crate) fn stopped_by(tx: &mut Tx<'_>, duty: &Duty, place: &Place) -> Result<Option<Stop>, StoreFault> {
    if let Some(stop) = stop_of(tx, duty, place)? {
        return Ok(Some(stop));
    }
    if place.kind != PlaceKind::Printer {
        return Ok(None);
    }
    let Some(store) = stock::fed_by(tx, place.id)? else { return Ok(None) };
    match tables::place::find(tx, store)? {
        Some(store) => stop_of(tx, duty, &store),
        None => Ok(None),
    }
}

/// All stores and printers that are stopped.
pub(super) fn all(tx: &mut Tx<'_>, duty: &Duty, places: &[Place]) -> Result<Vec<(Place, Stop)>, StoreFault> {
    let mut stopped = Vec::new();
    for place in places.iter().filter(|place| matches!(place.kind, PlaceKind::Store | PlaceKind::Printer)) {
        if let Some(stop) = stopped_by(tx, duty, place)? {
            stopped.push((place.clone(), stop));
        }
    }
    Ok(stopped)
}

fn stop_of(tx: &mut Tx<'_>, duty: &Duty, place: &Place) -> Result<Option<Stop>, StoreFault> {
    let open = tables::closing::open_differences(tx)?;
    if open.iter().any(|difference| difference.place == place.id) {
        return Ok(Some(Stop { place: place.code.clone(), not_closed: None }));
    }
    if !duty.asked || held_at_end(tx, duty, place.id)? <= 0 {
        return Ok(None);
    }
    let closings = tables::closing::closings_since(tx, duty.last_working_day)?;
    let closed = closings.iter().any(|closing| closing.place == place.id && closing.state == ClosingState::Confirmed);
    Ok((!closed).then(|| Stop { place: place.code.clone(), not_closed: Some(duty.last_working_day) }))
}

/// Unused blanks that a place held when the last working day ended.
fn held_at_end(tx: &mut Tx<'_>, duty: &Duty, place: PlaceId) -> Result<i64, StoreFault> {
    let held = stock::held(tx)?.into_iter().filter(|line| line.place == place && line.item == Item::Blank);
    let now: i64 = held.map(|line| line.quantity).sum();
    let since = stock::flows(tx, duty.ended, i64::MAX)?;
    let since = since.iter().filter(|line| line.place == place && line.item == Item::Blank);
    Ok(now - since.map(|line| line.came - line.went).sum::<i64>())
}
