//! The front of the chain: people who come, and stations and teams that record them.

use jiff::civil::Date;

use super::{super::chain::Stage, Site, Target};
use crate::plan::scenario::OFFICE;

/// What is recorded on each day, when one stage may have no limit.
pub(super) fn recorded(target: &Target, days: &[Date], free: Option<Stage>) -> Vec<f64> {
    let everybody = f64::from(target.people.value);
    let mut left = if free == Some(Stage::Reach) { everybody } else { target.reachable().min(everybody) };
    let mut waiting = vec![0.0; target.sites.len()];
    let on = |day: &Date| {
        let by_sites: f64 = target
            .sites
            .iter()
            .zip(&mut waiting)
            .enumerate()
            .map(|(at, (site, waits))| {
                let there = *waits + if free == Some(Stage::Reach) { f64::INFINITY } else { come(target, at, site, *day) };
                let served = there.min(if free == Some(Stage::Stations) { f64::INFINITY } else { capacity(target, at, site, *day) });
                *waits = if there.is_finite() { there - served } else { 0.0 };
                served
            })
            .sum();
        let all = (by_sites + by_teams(target, *day)).min(left);
        left -= all;
        all
    };
    days.iter().map(on).collect()
}

/// What sites record by the last day, if there are people enough.
pub(super) struct Sites {
    /// Where more come than the hours allow: that many, for certain.
    pub certain: f64,
    /// Where all who come are recorded, expected.
    pub expected: f64,
}

/// Sites by what limits them; nothing when a turnout is not known.
pub(super) fn by_limit(target: &Target, days: &[Date]) -> Option<Sites> {
    let mut sites = Sites { certain: 0.0, expected: 0.0 };
    for (at, site) in target.sites.iter().enumerate() {
        let (mut came, mut waits) = (0.0, 0.0_f64);
        for day in days {
            let comes = come(target, at, site, *day);
            came += comes;
            waits = (waits + comes - capacity(target, at, site, *day)).max(0.0);
        }
        if !came.is_finite() {
            return None;
        }
        if waits > 1e-9 { sites.certain += came - waits } else { sites.expected += came }
    }
    Some(sites)
}

/// People that come to a site's kind on a day.
pub(super) fn come(target: &Target, at: usize, site: &Site, day: Date) -> f64 {
    if !target.timetable.is_open(at, day) {
        return 0.0;
    }
    site.turnout_a_day.map_or(f64::INFINITY, |turnout| turnout.value * f64::from(site.alike))
}

/// People that the stations of a site's kind can record on a day.
pub(super) fn capacity(target: &Target, at: usize, site: &Site, day: Date) -> f64 {
    let hours = target.timetable.opening(at, day).hours() * target.availability.value;
    f64::from(site.stations.value) * hours * 60.0 / target.minutes_per_person.value
}

/// People that teams record on a day.
pub(super) fn by_teams(target: &Target, day: Date) -> f64 {
    let there = target.teams.filter(|_| target.timetable.is_open(OFFICE, day));
    there.map_or(0.0, |teams| f64::from(teams.count.value) * teams.people_a_day.value)
}
