//! The answer to a target.

use domain::calendar::timetable::{Change, Exception, Period};
use jiff::civil::{Date, Weekday};

use super::{
    Target,
    front::{by_limit, by_teams, capacity, come, recorded},
};
use crate::{
    plan::{
        answer::{DayRow, Lever, Verdict, Worth},
        chain::{Capacity, Course, Stage, binding, through},
        refusal::{PlanRefusal, within},
        scenario::{DAYS_MAX, Given, Goal, OFFICE, days},
    },
    probability::Poisson,
    queue::staffing::{Pooling, pooling},
};

/// The register beside the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Register {
    /// People that are recorded.
    pub recorded: Given<u32>,
    /// People that must have a card, as somebody said.
    pub must_have_stated: Option<u32>,
}

/// What follows for those who are not reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Afterwards {
    /// People that can be dealt with a working day when the line to the centre is closed to them.
    pub offline_a_day: Given<f64>,
    /// Other papers that wait for the card: the name, and how many a thousand people ask for in a year.
    pub documents: Vec<(String, Given<f64>)>,
}

/// The same, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct After {
    /// People that are not reached.
    pub people: f64,
    /// Working days until the last of them is dealt with.
    pub working_days: u32,
    /// That day; nothing when it lies more than ten years ahead.
    pub until: Option<Date>,
    /// Requests for each paper that fall into the time its applicant waits, expected.
    pub waiting: Vec<(String, f64)>,
}

/// What the target takes, however many come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needed {
    /// Hours that a station works until the last day.
    pub hours_a_station: f64,
    /// Of these on Saturdays and Sundays, from 0 to 1.
    pub weekend_share: f64,
    /// Hours of work.
    pub station_hours: f64,
    /// The same by open day.
    pub station_hours_a_day: f64,
    /// Stations that work through them, before rounding up.
    pub stations: f64,
    /// Teams that would record all alone, on every open day; nothing without a team's rate.
    pub teams_alone: Option<f64>,
    /// People a day.
    pub people_a_day: f64,
    /// People a day and site.
    pub people_a_day_and_site: f64,
}

/// What the plan's own means come to by the last day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Means {
    /// People that stations can record.
    pub by_stations: f64,
    /// People that teams record.
    pub by_teams: f64,
    /// Both, at most everybody.
    pub capacity: f64,
    /// When everybody could be recorded if all came.
    pub capacity_until: Option<Date>,
    /// People that come to sites by the observed turnout; nothing when a site has none.
    pub come: Option<f64>,
    /// People that can come at all, by their whereabouts.
    pub reachable: f64,
    /// People whose whereabouts nobody knows.
    pub unknown: u32,
}

/// Printing beside the target.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintStage {
    /// Cards: what waits, and everybody.
    pub wanted: f64,
    /// What the printers print by the last day, at most what is wanted; nothing without printers.
    pub printable: Option<f64>,
    /// For cards a printer and day: printers for what waits, and for all that is wanted.
    pub printers: Vec<(f64, u32, u32)>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetAnswer {
    /// Days that the office is open, of these weekdays.
    pub open_days: (u32, u32),
    /// What the target takes.
    pub needed: Needed,
    /// What the means come to.
    pub means: Means,
    /// Expected by the last day at the goal; people, and cards that waited.
    pub expected: f64,
    /// What is wanted by then.
    pub wanted: f64,
    /// Attainable or not.
    pub verdict: Verdict,
    /// The stage that binds, and what would be reached more without its limit.
    pub binding: Option<(Stage, f64)>,
    /// The chance to reach the target; nothing when no turnout is known.
    pub chance: Option<f64>,
    /// By lever, by the last day.
    pub levers: Vec<Worth>,
    /// By day.
    pub schedule: Vec<DayRow>,
    /// Stations for the promise, split and pooled; nothing without a promise.
    pub stations_for_promise: Option<Pooling>,
    /// Printing.
    pub print: Option<PrintStage>,
    /// Share that is recorded now and by the last day, from 0 to 1.
    pub coverage: Option<(f64, f64)>,
    /// What was stated and what the counts give, when they differ.
    pub contradiction: Option<(u32, u32)>,
    /// What follows.
    pub after: Option<After>,
}

/// Answers.
pub fn target(target: &Target) -> Result<TargetAnswer, PlanRefusal> {
    target.check()?;
    let days = days("until", target.from, target.until)?;
    let course = course(target, &days, None);
    let expected = course.total();
    let wanted = wanted(target);
    let stages = [Stage::Reach, Stage::Stations, Stage::Centre, Stage::Blanks, Stage::Printers, Stage::Handover];
    let binding = binding(&stages, |free| self::course(target, &days, free).total());
    let missing = wanted - expected;
    let on = finish(target, wanted, None)?;
    let verdict = match on {
        Some(on) if missing <= 1e-6 => Verdict::Attainable { on },
        _ => Verdict::NotAttainable { missing, because: binding.map(|(stage, _)| stage), on },
    };
    let needed = needed(target, &days);
    let means = means(target, &days)?;
    let register = target
        .register
        .map(|register| (f64::from(register.recorded.value), f64::from(register.recorded.value) + f64::from(target.people.value)));
    Ok(TargetAnswer {
        open_days: open_days(target, &days),
        stations_for_promise: stations_for_promise(target, &needed),
        chance: chance(target, &days, &means, wanted),
        levers: levers(target, &days, expected)?,
        schedule: schedule(target, &days, &course),
        print: print_stage(target, &days),
        coverage: register.map(|(recorded, all)| (recorded / all, (recorded + reached(target, &days)) / all)),
        contradiction: contradiction(target),
        after: target.after.as_ref().map(|after| afterwards(target, after, missing.max(0.0))).transpose()?,
        needed,
        means,
        expected,
        wanted,
        verdict,
        binding,
    })
}

fn wanted(target: &Target) -> f64 {
    let line = &target.line;
    f64::from(target.people.value)
        + match target.goal {
            Goal::Recorded => 0.0,
            Goal::Printed => line.waiting_centre + line.waiting_print,
            Goal::HandedOver => line.waiting_centre + line.waiting_print + line.waiting_handover,
        }
}

fn course(target: &Target, days: &[Date], free: Option<Stage>) -> Course {
    let mut links = target.line.links(target.goal, &target.timetable, days);
    for link in links.iter_mut().filter(|link| Some(link.stage) == free) {
        link.capacity = Capacity::Unlimited;
    }
    through(&recorded(target, days, free), &links)
}

fn reached(target: &Target, days: &[Date]) -> f64 {
    recorded(target, days, None).iter().sum()
}

/// The first day on which the goal is reached, when one stage may have no limit; looked for further and further ahead.
fn finish(target: &Target, wanted: f64, free: Option<Stage>) -> Result<Option<Date>, PlanRefusal> {
    for span in [120, 800, i64::from(DAYS_MAX) - 1] {
        let last = target.from.checked_add(jiff::Span::new().days(span)).unwrap_or(target.from);
        let days = days("until", target.from, last)?;
        let course = course(target, &days, free);
        let mut total = 0.0;
        let mut done = days.iter().zip(&course.done).filter(|(_, done)| {
            total += **done;
            total >= wanted - 1e-6
        });
        if let Some((day, _)) = done.next() {
            return Ok(Some(*day));
        }
    }
    Ok(None)
}

fn open_days(target: &Target, days: &[Date]) -> (u32, u32) {
    let open: Vec<&Date> = days.iter().filter(|day| target.timetable.is_open(OFFICE, **day)).collect();
    (open.len() as u32, open.iter().filter(|day| !is_weekend(***day)).count() as u32)
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn needed(target: &Target, days: &[Date]) -> Needed {
    let hours = |day: &&Date| target.timetable.opening(OFFICE, **day).hours();
    let all: f64 = days.iter().map(|day| hours(&day)).sum();
    let weekends: f64 = days.iter().filter(|day| is_weekend(**day)).map(|day| hours(&day)).sum();
    let hours_a_station = all * target.availability.value;
    let people = f64::from(target.people.value);
    let station_hours = people * target.minutes_per_person.value / 60.0;
    let open = f64::from(open_days(target, days).0);
    let by_team = target.teams.map(|teams| teams.people_a_day.value);
    Needed {
        hours_a_station,
        weekend_share: if all > 0.0 { weekends / all } else { 0.0 },
        station_hours,
        station_hours_a_day: station_hours / open,
        stations: station_hours / hours_a_station,
        teams_alone: by_team.map(|of_one| people / (open * of_one)),
        people_a_day: people / open,
        people_a_day_and_site: people / open / f64::from(target.site_count()),
    }
}

fn means(target: &Target, days: &[Date]) -> Result<Means, PlanRefusal> {
    let sites = || days.iter().flat_map(|day| target.sites.iter().enumerate().map(move |(at, site)| (*day, at, site)));
    let by_stations: f64 = sites().map(|(day, at, site)| capacity(target, at, site, day)).sum();
    let by_teams: f64 = days.iter().map(|day| by_teams(target, *day)).sum();
    let come: f64 = sites().map(|(day, at, site)| come(target, at, site, day)).sum();
    let recorded_only = Target { goal: Goal::Recorded, ..target.clone() };
    Ok(Means {
        by_stations,
        by_teams,
        capacity: (by_stations + by_teams).min(f64::from(target.people.value)),
        capacity_until: finish(&recorded_only, f64::from(target.people.value), Some(Stage::Reach))?,
        come: come.is_finite().then_some(come),
        reachable: target.reachable(),
        unknown: target.unknown(),
    })
}

fn stations_for_promise(target: &Target, needed: &Needed) -> Option<Pooling> {
    let hours = f64::from(target.timetable.usual.weekday) / 60.0;
    pooling(needed.people_a_day / hours, 60.0 / target.minutes_per_person.value, target.site_count(), target.promise?)
}

/// Those who come are counted as independent; what stations and reach cannot give, and what crowded stations do, is certain.
fn chance(target: &Target, days: &[Date], means: &Means, wanted: f64) -> Option<f64> {
    let sites = by_limit(target, days).filter(|_| target.goal == Goal::Recorded)?;
    if means.capacity < wanted - 1e-6 || means.reachable < wanted - 1e-6 {
        return Some(0.0);
    }
    let needed = libm::ceil(wanted - sites.certain - 1e-6);
    Some(Poisson::new(sites.expected + means.by_teams).at_least(needed.max(0.0) as u32))
}

fn levers(target: &Target, days: &[Date], expected: f64) -> Result<Vec<Worth>, PlanRefusal> {
    let by_end = |changed: &Target| course(changed, days, None).total() - expected;
    let with = |lever, change: &dyn Fn(&mut Target)| {
        let mut changed = target.clone();
        change(&mut changed);
        Worth { lever, more: by_end(&changed), on: None }
    };
    let station =
        |at: usize| with(Lever::Station, &|changed| changed.sites.iter_mut().skip(at).take(1).for_each(|site| site.stations.value += 1));
    let best = (0..target.sites.len()).map(station).max_by(|one, other| one.more.total_cmp(&other.more));
    let always = Period { from: target.from, to: target.until };
    let mut levers: Vec<Worth> = best.into_iter().collect();
    if target.teams.is_some() {
        levers.push(with(Lever::Team, &|changed| changed.teams.iter_mut().for_each(|teams| teams.count.value += 1)));
    }
    levers.push(with(Lever::Availability, &|changed| changed.availability.value = (changed.availability.value + 0.01).min(1.0)));
    levers.push(with(Lever::Overtime, &|changed| {
        changed.timetable.exceptions.push(Exception { period: always, site: None, change: Change::Overtime { minutes: 60 } });
    }));
    if target.sites.iter().any(|site| site.turnout_a_day.is_some()) {
        levers.push(with(Lever::Turnout, &|changed| {
            changed.sites.iter_mut().filter_map(|site| site.turnout_a_day.as_mut()).for_each(|turnout| turnout.value += 1.0);
        }));
    }
    if target.goal != Goal::Recorded {
        levers.extend(
            target
                .line
                .centre_a_day
                .map(|_| with(Lever::Centre, &|changed| changed.line.centre_a_day.iter_mut().for_each(|rate| rate.value += 1.0))),
        );
        levers.extend(
            target
                .line
                .supply
                .iter()
                .map(|_| with(Lever::Blank, &|changed| changed.line.supply.iter_mut().for_each(|supply| supply.stock.value += 1))),
        );
        levers.extend(
            target
                .line
                .printers
                .map(|_| with(Lever::Printer, &|changed| changed.line.printers.iter_mut().for_each(|printers| printers.count.value += 1))),
        );
    }
    if target.goal == Goal::HandedOver {
        levers.extend(
            target
                .line
                .handover_a_day
                .map(|_| with(Lever::Handover, &|changed| changed.line.handover_a_day.iter_mut().for_each(|rate| rate.value += 1.0))),
        );
    }
    let later = super::super::scenario::days("until", target.from, target.until.tomorrow().unwrap_or(target.until))?;
    levers.push(Worth { lever: Lever::Day, more: course(target, &later, None).total() - expected, on: None });
    Ok(levers)
}

fn schedule(target: &Target, days: &[Date], course: &Course) -> Vec<DayRow> {
    let mut total = 0.0;
    let wanted = wanted(target);
    let row = |(date, done): (&Date, &f64)| {
        total += done;
        DayRow { date: *date, minutes: target.timetable.opening(OFFICE, *date).minutes, done: *done, total, waiting: wanted - total }
    };
    days.iter().zip(&course.done).map(row).collect()
}

fn print_stage(target: &Target, days: &[Date]) -> Option<PrintStage> {
    if target.line.printers.is_none() && target.printer_rates.is_empty() {
        return None;
    }
    let waiting = target.line.waiting_print;
    let wanted = waiting + f64::from(target.people.value);
    let open = f64::from(open_days(target, days).0);
    let printers = |rate: &f64| {
        let for_cards = |cards: f64| libm::ceil(cards / (open * rate) - 1e-9) as u32;
        (*rate, for_cards(waiting), for_cards(wanted))
    };
    let cards =
        target.line.printers.map(|printers| days.iter().map(|day| printers.cards(target.timetable.opening(OFFICE, *day))).sum::<f64>());
    Some(PrintStage {
        wanted,
        printable: cards.map(|cards| cards.min(wanted)),
        printers: target.printer_rates.iter().map(printers).collect(),
    })
}

fn contradiction(target: &Target) -> Option<(u32, u32)> {
    let register = target.register?;
    let (stated, counted) = (register.must_have_stated?, register.recorded.value.saturating_add(target.people.value));
    (stated != counted).then_some((stated, counted))
}

/// People are dealt with one after the other at a steady rate, so each waits half of the time in the mean.
fn afterwards(target: &Target, after: &Afterwards, people: f64) -> Result<After, PlanRefusal> {
    within("after.offline_a_day", after.offline_a_day.value, 0.01, 1e6)?;
    let working_days = libm::ceil(people / after.offline_a_day.value - 1e-9) as u32;
    let horizon = target.until.checked_add(jiff::Span::new().days(i64::from(DAYS_MAX))).unwrap_or(target.until);
    let calendar = &target.timetable.calendar;
    let mut ahead =
        target.until.series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day <= horizon).filter(|day| calendar.works(*day));
    let until = if working_days == 0 { Some(target.until) } else { ahead.nth(working_days as usize - 1) };
    let calendar_days = until.map_or(f64::from(DAYS_MAX), |until| f64::from(until.since(target.until).map_or(0, |span| span.get_days())));
    let waiting = |(name, a_year): &(String, Given<f64>)| (name.clone(), people * a_year.value / 1_000.0 * calendar_days / 2.0 / 365.0);
    Ok(After { people, working_days, until, waiting: after.documents.iter().map(waiting).collect() })
}
