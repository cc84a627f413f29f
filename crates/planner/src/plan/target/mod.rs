//! Target: reach so many people by a day.
//!
//! Each site records up to its stations' hours; who comes, by the observed turnout, waits there when they do not suffice. Teams go out and
//! come on top. What a stage costs is what would be reached without its limit; the chance is that of people who come independently
//! (Poisson at the expected number), not that of a rate being another.

mod answer;
mod front;

pub use answer::{After, Afterwards, Means, Needed, PrintStage, Register, TargetAnswer, target};

use std::collections::BTreeMap;

use domain::{calendar::timetable::Timetable, whereabouts::Stay};
use jiff::civil::Date;

use super::{
    refusal::{PlanRefusal, check_promise, within},
    scenario::{Given, Goal, Line},
};
use crate::queue::staffing::Promise;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// People to be reached.
    pub people: Given<u32>,
    /// Where they are, as far as anybody said; who is in no row is unknown.
    pub whereabouts: BTreeMap<Stay, u32>,
    /// Of those whose whereabouts are unknown, the share that can come, thousandths; 1,000 when it is not given.
    pub unknown_come_permille: Option<Given<u32>>,
    /// When sites are open, by their place in `sites`.
    pub timetable: Timetable,
    /// Time that a station takes for a person.
    pub minutes_per_person: Given<f64>,
    /// Share of the open time that a station works, from 0 to 1.
    pub availability: Given<f64>,
    /// Where people are recorded.
    pub sites: Vec<Site>,
    /// Teams that go out.
    pub teams: Option<Teams>,
    /// How far people are to get.
    pub goal: Goal,
    /// What comes after recording.
    pub line: Line,
    /// Cards a printer and day for which to say how many printers it takes.
    pub printer_rates: Vec<f64>,
    /// What is promised to those who come.
    pub promise: Option<Promise>,
    /// The register beside the target.
    pub register: Option<Register>,
    /// What follows a missed deadline.
    pub after: Option<Afterwards>,
}

/// One site, or several that are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// How many of its kind.
    pub alike: u32,
    /// Stations at all of them together.
    pub stations: Given<u32>,
    /// People that come to each on a day that it is open; without it, as many as are served.
    pub turnout_a_day: Option<Given<f64>>,
}

/// Teams that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Teams {
    /// How many go out on each day that the office is open.
    pub count: Given<u32>,
    /// People that each records on a day.
    pub people_a_day: Given<f64>,
}

/// A team's day, minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeamDay {
    /// From leaving to return.
    pub minutes: f64,
    /// To the village, and as much back.
    pub travel_each_way: f64,
    /// Setting up.
    pub set_up: f64,
    /// Packing.
    pub pack: f64,
    /// Devices of a team.
    pub devices: u32,
    /// For a person at a device.
    pub minutes_per_person: f64,
    /// People on the village's list.
    pub listed: f64,
    /// Share of these that is absent, from 0 to 1.
    pub absent: f64,
}

impl TeamDay {
    /// Minutes at work in the village.
    pub fn productive_minutes(self) -> f64 {
        (self.minutes - 2.0 * self.travel_each_way - self.set_up - self.pack).max(0.0)
    }

    /// People that the devices could record.
    pub fn capacity(self) -> f64 {
        f64::from(self.devices) * self.productive_minutes() / self.minutes_per_person
    }

    /// People that are recorded: who is there, up to the capacity.
    pub fn people(self) -> f64 {
        self.capacity().min(self.listed * (1.0 - self.absent))
    }
}

impl Target {
    /// People that can come at all: here, at a school, or unknown and of the share that comes. Who is abroad, elsewhere, moved or dead
    /// cannot.
    pub fn reachable(&self) -> f64 {
        let of = |stay| f64::from(self.whereabouts.get(&stay).copied().unwrap_or(0));
        let said: f64 = self.whereabouts.iter().filter(|(stay, _)| **stay != Stay::Unknown).map(|(_, people)| f64::from(*people)).sum();
        let unknown = (f64::from(self.people.value) - said).max(0.0);
        let share = f64::from(self.unknown_come_permille.map_or(1_000, |share| share.value)) / 1_000.0;
        of(Stay::Here) + of(Stay::AtSchool) + unknown * share
    }

    /// People of whom nobody said where they are.
    pub fn unknown(&self) -> u32 {
        let said: u32 = self.whereabouts.iter().filter(|(stay, _)| **stay != Stay::Unknown).map(|(_, people)| *people).sum();
        self.people.value.saturating_sub(said)
    }

    /// Sites, alike ones counted.
    pub fn site_count(&self) -> u32 {
        self.sites.iter().map(|site| site.alike).sum()
    }

    fn check(&self) -> Result<(), PlanRefusal> {
        let said: f64 = self.whereabouts.values().map(|people| f64::from(*people)).sum();
        within("people", f64::from(self.people.value), said.max(1.0), 1e9)?;
        self.unknown_come_permille.map_or(Ok(()), |share| within("unknown_come", f64::from(share.value) / 1e3, 0.0, 1.0))?;
        within("minutes_per_person", self.minutes_per_person.value, 0.1, 1_440.0)?;
        within("availability", self.availability.value, 0.0, 1.0)?;
        for (site, place) in self.sites.iter().zip(1..) {
            within(&format!("site[{place}].alike"), f64::from(site.alike), 1.0, 1e5)?;
            site.turnout_a_day.map_or(Ok(()), |turnout| within(&format!("site[{place}].turnout_a_day"), turnout.value, 0.0, 1e6))?;
        }
        self.promise.map_or(Ok(()), check_promise)?;
        if let Some(teams) = self.teams {
            within("teams.people_a_day", teams.people_a_day.value, 0.0, 1e6)?;
        }
        self.printer_rates.iter().try_for_each(|rate| within("printer_rates", *rate, 1.0, 1e6))?;
        self.line.check()
    }
}
