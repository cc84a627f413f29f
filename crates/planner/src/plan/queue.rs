//! Queue: how long people wait at a site, and how many counters to open.

use super::{
    answer::{Lever, Verdict, Worth},
    chain::Stage,
    refusal::{Each, PlanRefusal, check_promise, within},
    scenario::Given,
};
use crate::queue::{
    erlang::{Queue, Steady, fewest},
    mg1::{Service, wait_hours_of_several},
    staffing::{Promise, servers_for, square_root},
    transient::{Day, Slot, day},
};
use jiff::civil::Date;

/// Counters that a table shows at most.
const ROWS_MAX: u32 = 12;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct QueuePlan {
    /// The day it is about.
    pub on: Date,
    /// People that come an hour to all sites together.
    pub arrivals_an_hour: Given<f64>,
    /// Sites over which they are spread evenly.
    pub sites: u32,
    /// Time that a counter takes for a person.
    pub minutes_per_person: Given<f64>,
    /// Standard deviation of that time by its mean: 1 when nothing is known.
    pub variation: f64,
    /// Counters at a site; nothing when it is asked how many.
    pub counters: Option<Given<u32>>,
    /// What is promised.
    pub promise: Promise,
    /// A wait for which to tell the share of people that wait longer, minutes.
    pub longer_than_minutes: f64,
    /// People that come to a site hour by hour, for a day that has no steady state.
    pub profile_an_hour: Vec<f64>,
}

/// A number of counters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// How many.
    pub counters: u32,
    /// Share of the time that one works.
    pub utilisation: f64,
    /// The steady state; nothing when there is none.
    pub steady: Option<Steady>,
    /// Mean wait with the service's spread, minutes.
    pub wait_minutes: Option<f64>,
    /// Share of people that wait longer than asked.
    pub longer: Option<f64>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueAnswer {
    /// People an hour at a site.
    pub arrivals_an_hour: f64,
    /// In Erlang, at a site.
    pub load: f64,
    /// Counters for the promise at a site; nothing when none keeps it.
    pub needed: Option<u32>,
    /// The same by the square-root rule, before rounding up.
    pub by_rule: Option<f64>,
    /// Counters at all sites together.
    pub split: Option<u32>,
    /// Counters in one queue for all.
    pub pooled: Option<u32>,
    /// At a site, as planned.
    pub planned: Option<Row>,
    /// At a site, from the fewest that suffice.
    pub rows: Vec<Row>,
    /// In one queue for all sites, from the fewest that suffice; empty for one site.
    pub pooled_rows: Vec<Row>,
    /// The day, hour by hour: for the planned counters, or those that are needed.
    pub day: Option<(u32, Day)>,
    /// Whether the promise is kept.
    pub verdict: Verdict,
    /// Counters, when it is not.
    pub binding: Option<(Stage, f64)>,
    /// What one counter more is worth, minutes of wait in the mean.
    pub levers: Vec<Worth>,
}

/// Answers; refuses an overload without a profile of the day.
pub fn queue(plan: &QueuePlan) -> Result<QueueAnswer, PlanRefusal> {
    plan.check()?;
    let arrivals = plan.arrivals_an_hour.value / f64::from(plan.sites);
    let service = 60.0 / plan.minutes_per_person.value;
    let needed = servers_for(arrivals, service, plan.promise);
    let planned = plan.counters.map(|counters| plan.row(arrivals, counters.value));
    if let Some(row) = planned.filter(|row| row.steady.is_none() && plan.profile_an_hour.is_empty()) {
        return Err(PlanRefusal::Overloaded { grows: arrivals - f64::from(row.counters) * service, each: Each::Hour });
    }
    let pooled = servers_for(plan.arrivals_an_hour.value, service, plan.promise);
    let open = plan.counters.map(|counters| counters.value).or(needed);
    let day = open.filter(|_| !plan.profile_an_hour.is_empty()).map(|counters| (counters, plan.day(counters)));
    let short = needed.zip(open).map_or(0, |(needed, open)| needed.saturating_sub(open));
    let verdict = match (needed, short) {
        (Some(_), 0) => Verdict::Attainable { on: plan.on },
        _ => Verdict::NotAttainable { missing: f64::from(short), because: Some(Stage::Stations), on: None },
    };
    let wait = |counters: u32| match &day {
        Some(_) => Some(plan.day(counters).wait_hours * 60.0),
        None => plan.row(arrivals, counters).wait_minutes,
    };
    let saved = open.and_then(|open| Some(wait(open)? - wait(open + 1)?));
    Ok(QueueAnswer {
        arrivals_an_hour: arrivals,
        load: arrivals / service,
        by_rule: match plan.promise {
            Promise::Waiting { share } => square_root(arrivals / service, share),
            _ => None,
        },
        split: needed.map(|needed| needed * plan.sites),
        pooled,
        rows: plan.rows(arrivals, needed),
        pooled_rows: if plan.sites > 1 { plan.rows(plan.arrivals_an_hour.value, pooled) } else { Vec::new() },
        binding: (short > 0).then(|| (Stage::Stations, f64::from(short))),
        levers: saved.map(|more| Worth { lever: Lever::Counter, more, on: None }).into_iter().collect(),
        needed,
        planned,
        day,
        verdict,
    })
}

impl QueuePlan {
    fn check(&self) -> Result<(), PlanRefusal> {
        within("arrivals_an_hour", self.arrivals_an_hour.value, 0.001, 1e5)?;
        within("sites", f64::from(self.sites), 1.0, 1e4)?;
        within("minutes_per_person", self.minutes_per_person.value, 0.1, 1_440.0)?;
        within("variation", self.variation, 0.0, 20.0)?;
        check_promise(self.promise)?;
        within("longer_than_minutes", self.longer_than_minutes, 0.0, 1e5)?;
        self.counters.map_or(Ok(()), |counters| within("counters", f64::from(counters.value), 1.0, 1e4))?;
        within("profile_an_hour", self.profile_an_hour.len() as f64, 0.0, 24.0)?;
        self.profile_an_hour.iter().try_for_each(|people| within("profile_an_hour", *people, 0.0, 1e4))
    }

    fn row(&self, arrivals: f64, counters: u32) -> Row {
        let queue = Queue { arrivals, service: 60.0 / self.minutes_per_person.value, servers: counters };
        let steady = queue.steady();
        let service = Service { mean_hours: self.minutes_per_person.value / 60.0, variation: self.variation };
        Row {
            counters,
            utilisation: queue.load() / f64::from(counters),
            steady,
            wait_minutes: wait_hours_of_several(arrivals, service, counters).map(|hours| hours * 60.0),
            longer: steady.map(|steady| steady.longer_than(self.longer_than_minutes / 60.0)),
        }
    }

    /// From the fewest that have a steady state to one more than are needed.
    fn rows(&self, arrivals: f64, needed: Option<u32>) -> Vec<Row> {
        let first = fewest(arrivals * self.minutes_per_person.value / 60.0);
        let last = needed.map_or(first, |needed| needed + 1).min(first + ROWS_MAX - 1);
        (first..=last).map(|counters| self.row(arrivals, counters)).collect()
    }

    fn day(&self, counters: u32) -> Day {
        let slots: Vec<Slot> =
            self.profile_an_hour.iter().map(|arrivals| Slot { hours: 1.0, arrivals: *arrivals, servers: counters }).collect();
        day(&slots, 60.0 / self.minutes_per_person.value)
    }
}
