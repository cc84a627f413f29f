//! What plans are made of, each value with where it comes from.

use domain::calendar::timetable::Timetable;
use jiff::civil::Date;

use super::{
    chain::{Capacity, Link, Stage},
    refusal::{PlanRefusal, within},
};

/// The office itself among the sites of a timetable: the usual hours.
pub const OFFICE: usize = usize::MAX;

/// Days that a plan has at most: ten years.
pub const DAYS_MAX: u32 = 3_660;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Counted in the office's own records, or elsewhere.
    Measured,
    /// A rule: a law, a letter, an order of the office.
    Rule,
    /// Somebody assumes it.
    Assumption,
}

impl Basis {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Rule => "rule",
            Self::Assumption => "assumption",
        }
    }
}

/// A value with its basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub basis: Basis,
}

impl<T> Given<T> {
    /// A value that somebody assumes.
    pub fn assumed(value: T) -> Self {
        Self { value, basis: Basis::Assumption }
    }
}

/// How fast a printer is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// Cards an hour that it runs.
    AnHour(Given<f64>),
    /// Cards a day that the office is open, however long.
    ADay(Given<f64>),
}

/// Printers that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printers {
    /// That work.
    pub count: Given<u32>,
    /// Of each.
    pub speed: Speed,
    /// Cards that each may print a day at most, before it is too hot.
    pub heat_a_day: Option<Given<f64>>,
}

impl Printers {
    /// Cards on a day on which the office is open so long.
    pub fn cards(&self, opening: domain::calendar::timetable::Opening) -> f64 {
        let of_one = match self.speed {
            Speed::AnHour(rate) => rate.value * opening.hours(),
            Speed::ADay(rate) if opening.minutes > 0 => rate.value * f64::from(opening.part_permille) / 1_000.0,
            Speed::ADay(_) => 0.0,
        };
        f64::from(self.count.value) * of_one.min(self.heat_a_day.map_or(f64::INFINITY, |heat| heat.value))
    }
}

/// Blanks on hand and on their way.
#[derive(Clone, Debug, PartialEq)]
pub struct Supply {
    /// Pieces on hand on the first morning.
    pub stock: Given<u32>,
    /// Sure deliveries: the morning and the pieces.
    pub deliveries: Vec<(Date, u32)>,
}

/// From the record to the card in hand: what limits each stage, and what waits before it on the first morning. What has no limit here is
/// not the office's care.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Records that wait for the centre.
    pub waiting_centre: f64,
    /// Records that the centre passes a day that the office is open.
    pub centre_a_day: Option<Given<f64>>,
    /// Records that wait to be printed.
    pub waiting_print: f64,
    /// Blanks.
    pub supply: Option<Supply>,
    /// Printers.
    pub printers: Option<Printers>,
    /// Cards that wait to be handed over.
    pub waiting_handover: f64,
    /// Cards that can be handed over a day that the office is open.
    pub handover_a_day: Option<Given<f64>>,
}

/// How far somebody is to get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// Recorded.
    Recorded,
    /// Printed.
    #[default]
    Printed,
    /// With a card in hand.
    HandedOver,
}

impl Line {
    /// The links up to a goal over these days.
    pub fn links(&self, goal: Goal, timetable: &Timetable, days: &[Date]) -> Vec<Link> {
        let daily = |rate: Option<Given<f64>>| {
            let capacity = |rate: Given<f64>| {
                Capacity::Daily(days.iter().map(|day| if timetable.is_open(OFFICE, *day) { rate.value } else { 0.0 }).collect())
            };
            rate.map_or(Capacity::Unlimited, capacity)
        };
        let pieces = |supply: &Supply| {
            let first = days.first().copied();
            let on = |day: &Date| {
                let come = supply.deliveries.iter().filter(|(on, _)| on == day || (Some(*day) == first && on < day));
                come.map(|(_, pieces)| f64::from(*pieces)).sum::<f64>()
                    + if Some(*day) == first { f64::from(supply.stock.value) } else { 0.0 }
            };
            Capacity::Stock(days.iter().map(on).collect())
        };
        let cards = |printers: &Printers| Capacity::Daily(days.iter().map(|day| printers.cards(timetable.opening(OFFICE, *day))).collect());
        let mut links = Vec::new();
        if goal != Goal::Recorded {
            let blanks = self.supply.as_ref().map_or(Capacity::Unlimited, pieces);
            links.push(Link { stage: Stage::Centre, waiting: self.waiting_centre, capacity: daily(self.centre_a_day) });
            links.push(Link { stage: Stage::Blanks, waiting: self.waiting_print, capacity: blanks });
            links.push(Link { stage: Stage::Printers, waiting: 0.0, capacity: self.printers.as_ref().map_or(Capacity::Unlimited, cards) });
        }
        if goal == Goal::HandedOver {
            links.push(Link { stage: Stage::Handover, waiting: self.waiting_handover, capacity: daily(self.handover_a_day) });
        }
        links
    }

    /// Refuses what no line can be.
    pub fn check(&self) -> Result<(), PlanRefusal> {
        for (key, amount) in [
            ("waiting_centre", Some(self.waiting_centre)),
            ("centre_a_day", self.centre_a_day.map(|rate| rate.value)),
            ("waiting_print", Some(self.waiting_print)),
            ("waiting_handover", Some(self.waiting_handover)),
            ("handover_a_day", self.handover_a_day.map(|rate| rate.value)),
        ] {
            amount.map_or(Ok(()), |amount| within(key, amount, 0.0, 1e9))?;
        }
        if let Some(printers) = &self.printers {
            let (Speed::AnHour(rate) | Speed::ADay(rate)) = printers.speed;
            within("printers.rate", rate.value, 0.0, 1e6)?;
            printers.heat_a_day.map_or(Ok(()), |heat| within("printers.heat_a_day", heat.value, 0.0, 1e6))?;
        }
        Ok(())
    }
}

/// The days from one to another, both included; `key` is the day at fault when there are none or too many.
pub(super) fn days(key: &'static str, from: Date, until: Date) -> Result<Vec<Date>, PlanRefusal> {
    if until < from {
        return Err(PlanRefusal::DeadlinePast { key, from, until });
    }
    let all: Vec<Date> = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= until).take(DAYS_MAX as usize + 1).collect();
    if all.len() > DAYS_MAX as usize { Err(PlanRefusal::TooLong { key, most: DAYS_MAX }) } else { Ok(all) }
}
