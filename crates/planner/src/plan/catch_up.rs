//! Catch-up: when what waits is gone, for each lever.
//!
//! Requests come in on working days alone; what is open on other days works for the backlog. The chance is that of requests which come
//! independently (Poisson).

use domain::calendar::timetable::{Change, Exception, Period, Timetable};
use jiff::civil::Date;

use super::{
    answer::{DayRow, Lever, Verdict, Worth},
    chain::{Capacity, Course, Stage, binding, through},
    refusal::{Each, PlanRefusal, within},
    scenario::{DAYS_MAX, Given, Goal, Line, OFFICE, Speed, days},
};
use crate::probability::Poisson;

/// Nothing waits: less than this of a card.
const NOTHING: f64 = 1e-6;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct CatchUp {
    /// The first day.
    pub from: Date,
    /// The day by whose end it should be gone.
    pub until: Option<Date>,
    /// When the office is open.
    pub timetable: Timetable,
    /// Cards that come in on a working day.
    pub inflow_a_day: Given<f64>,
    /// What waits, and what limits each stage.
    pub line: Line,
    /// The stage up to which it should be gone.
    pub goal: Goal,
    /// Service days for which to say what it would take.
    pub wished_days: Vec<u32>,
    /// The outage in which the backlog is said to have grown.
    pub outage: Option<Period>,
}

/// What a number of service days would take, by the steady rates of a working day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// Service days.
    pub days: u32,
    /// Hours of overtime on each; nothing when printers go by the day. Below 0 is time to spare.
    pub overtime_hours: Option<f64>,
    /// Printers without overtime, before rounding up; nothing without printers.
    pub printers: Option<f64>,
}

/// What an outage explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutageCheck {
    /// Working days in it.
    pub working_days: u32,
    /// Cards a working day that would all have to come from it; nothing when no working day was lost.
    pub implied_a_day: Option<f64>,
    /// Cards that the usual inflow explains.
    pub explained: f64,
    /// Cards that must be older, or another thing.
    pub unexplained: f64,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct CatchUpAnswer {
    /// Cards that wait at the start.
    pub backlog: f64,
    /// Cards that can be printed on the first working day; nothing without printers.
    pub capacity_a_day: Option<f64>,
    /// When it is gone.
    pub finish: Option<Date>,
    /// Days from the first to that on which the office is open.
    pub service_days: Option<u32>,
    /// By how much it grows a working day when it is never gone.
    pub grows_a_day: Option<f64>,
    /// Time that cards wait until it is gone, or by the last day, card-days.
    pub waited_card_days: f64,
    /// Cards that wait at the end of the last day; nothing without one. More than none though it was gone before: it grows again.
    pub left_by_end: Option<f64>,
    /// Attainable or not: by the last day, or at all.
    pub verdict: Verdict,
    /// The stage that binds, and how many fewer would wait without its limit, in the mean over the days.
    pub binding: Option<(Stage, f64)>,
    /// The chance that it is gone by the last day; nothing without one.
    pub chance: Option<f64>,
    /// By lever.
    pub levers: Vec<Worth>,
    /// By day, until it is gone or the last day; to the last day as well when it grows again.
    pub schedule: Vec<DayRow>,
    /// What shorter times would take.
    pub wishes: Vec<Wish>,
    /// What the outage explains.
    pub outage: Option<OutageCheck>,
}

/// Answers; refuses an overload without a last day.
pub fn catch_up(plan: &CatchUp) -> Result<CatchUpAnswer, PlanRefusal> {
    plan.check()?;
    let last = plan.until.unwrap_or(plan.from);
    days("until", plan.from, last)?;
    let finish = plan.finish()?;
    let grows_a_day = if finish.is_none() { Some(plan.grows()?) } else { None };
    if let (Some(grows), None) = (grows_a_day, plan.until) {
        return Err(PlanRefusal::Overloaded { grows, each: Each::WorkingDay });
    }
    let end = match (finish, plan.until) {
        (Some(finish), _) => finish,
        (None, until) => until.unwrap_or(plan.from),
    };
    let to_end = days("until", plan.from, end)?;
    let by_end = days("until", plan.from, plan.until.unwrap_or(end))?;
    let left_by_end = plan.left(&by_end);
    let shown = if left_by_end < NOTHING || by_end.len() < to_end.len() { &to_end } else { &by_end };
    let course = plan.course(shown, None);
    let stages = [Stage::Centre, Stage::Blanks, Stage::Printers, Stage::Handover];
    let binding = binding(&stages, |free| bound_total(plan, &by_end, free));
    let because = binding.map(|(stage, _)| stage);
    let verdict = match finish {
        Some(on) if plan.until.is_none_or(|until| on <= until) => Verdict::Attainable { on },
        on => Verdict::NotAttainable { missing: left_by_end, because, on },
    };
    Ok(CatchUpAnswer {
        backlog: plan.backlog(),
        capacity_a_day: plan.printed_a_day(),
        finish,
        service_days: finish.map(|_| to_end.iter().filter(|day| plan.timetable.is_open(OFFICE, **day)).count() as u32),
        grows_a_day,
        waited_card_days: course.waiting.iter().take(to_end.len()).sum(),
        left_by_end: plan.until.map(|_| left_by_end),
        verdict,
        binding,
        chance: plan.until.map(|_| plan.chance(&by_end)),
        levers: levers(plan, &by_end)?,
        schedule: plan.schedule(shown, &course),
        wishes: plan.wished_days.iter().map(|days| plan.wish(*days)).collect(),
        outage: plan.outage.map(|outage| plan.explains(outage)),
    })
}

/// How little waits when a stage has no limit: minus the mean over the days.
fn bound_total(plan: &CatchUp, days: &[Date], free: Option<Stage>) -> f64 {
    let course = plan.course(days, free);
    -course.waiting.iter().sum::<f64>() / days.len() as f64
}

impl CatchUp {
    fn check(&self) -> Result<(), PlanRefusal> {
        within("inflow_a_day", self.inflow_a_day.value, 0.0, 1e7)?;
        self.wished_days.iter().try_for_each(|days| within("wished_days", f64::from(*days), 1.0, f64::from(DAYS_MAX)))?;
        self.line.check()
    }

    fn backlog(&self) -> f64 {
        let Line { waiting_centre, waiting_print, waiting_handover, .. } = self.line;
        waiting_centre + waiting_print + if self.goal == Goal::HandedOver { waiting_handover } else { 0.0 }
    }

    fn inflow(&self, day: Date) -> f64 {
        if self.timetable.calendar.works(day) { self.inflow_a_day.value } else { 0.0 }
    }

    fn course(&self, days: &[Date], free: Option<Stage>) -> Course {
        let goal = if self.goal == Goal::HandedOver { Goal::HandedOver } else { Goal::Printed };
        let mut links = self.line.links(goal, &self.timetable, days);
        for link in links.iter_mut().filter(|link| Some(link.stage) == free) {
            link.capacity = Capacity::Unlimited;
        }
        through(&days.iter().map(|day| self.inflow(*day)).collect::<Vec<f64>>(), &links)
    }

    fn left(&self, days: &[Date]) -> f64 {
        self.course(days, None).waiting.last().copied().unwrap_or(0.0)
    }

    /// The first open day at whose end nothing waits; looked for further and further ahead.
    fn finish(&self) -> Result<Option<Date>, PlanRefusal> {
        for span in [120, 800, i64::from(DAYS_MAX) - 1] {
            let last = self.from.checked_add(jiff::Span::new().days(span)).unwrap_or(self.from);
            let days = days("until", self.from, last)?;
            let course = self.course(&days, None);
            let mut gone = days.iter().zip(&course.waiting).filter(|(_, waiting)| **waiting < NOTHING);
            if let Some((day, _)) = gone.next() {
                return Ok(Some(*day));
            }
        }
        Ok(None)
    }

    /// Growth a working day over the tenth year, when everything has settled.
    fn grows(&self) -> Result<f64, PlanRefusal> {
        let last = self.from.checked_add(jiff::Span::new().days(i64::from(DAYS_MAX) - 1)).unwrap_or(self.from);
        let days = days("until", self.from, last)?;
        let course = self.course(&days, None);
        let year = days.len().saturating_sub(364);
        let (before, after) = (course.waiting.get(year).copied().unwrap_or(0.0), course.waiting.last().copied().unwrap_or(0.0));
        let working = days.iter().skip(year + 1).filter(|day| self.timetable.calendar.works(**day)).count().max(1);
        Ok((after - before) / working as f64)
    }

    fn schedule(&self, days: &[Date], course: &Course) -> Vec<DayRow> {
        let mut total = 0.0;
        let row = |(date, (done, waiting)): (&Date, (&f64, &f64))| {
            total += done;
            DayRow { date: *date, minutes: self.timetable.opening(OFFICE, *date).minutes, done: *done, total, waiting: *waiting }
        };
        days.iter().zip(course.done.iter().zip(&course.waiting)).map(row).collect()
    }

    /// That no more comes in by the last day, evenly over its working days, than the most with which what waits is gone on some day:
    /// nothing else varies.
    fn chance(&self, days: &[Date]) -> f64 {
        let working = days.iter().filter(|day| self.timetable.calendar.works(**day)).count().max(1) as f64;
        let gone_with = |cards: u32| {
            let a_day = Given { value: f64::from(cards) / working, ..self.inflow_a_day };
            Self { inflow_a_day: a_day, ..self.clone() }.course(days, None).waiting.iter().any(|waiting| *waiting < NOTHING)
        };
        let expected: f64 = days.iter().map(|day| self.inflow(*day)).sum();
        // More than the second does not come.
        let (mut most, mut too_many) = (0, (expected + 10.0 * libm::sqrt(expected) + 30.0) as u32);
        if !gone_with(most) {
            return 0.0;
        }
        if gone_with(too_many) {
            return 1.0;
        }
        while too_many - most > 1 {
            let cards = most.midpoint(too_many);
            if gone_with(cards) { most = cards } else { too_many = cards }
        }
        Poisson::new(expected).at_most(most)
    }

    /// The first working day, for rates.
    fn working_day(&self) -> Date {
        let calendar = &self.timetable.calendar;
        if calendar.works(self.from) { self.from } else { calendar.next(self.from) }
    }

    fn printed_a_day(&self) -> Option<f64> {
        Some(self.line.printers?.cards(self.timetable.opening(OFFICE, self.working_day())))
    }

    fn wish(&self, days: u32) -> Wish {
        let needed = self.backlog() / f64::from(days) + self.inflow_a_day.value;
        let hours = self.timetable.opening(OFFICE, self.working_day()).hours();
        let overtime = self.line.printers.and_then(|printers| match printers.speed {
            Speed::AnHour(rate) => Some(needed / (f64::from(printers.count.value) * rate.value) - hours),
            Speed::ADay(_) => None,
        });
        let of_one = self.line.printers.zip(self.printed_a_day()).map(|(printers, all)| all / f64::from(printers.count.value));
        Wish {
            days,
            overtime_hours: overtime.filter(|hours| hours.is_finite()),
            printers: of_one.map(|of_one| needed / of_one).filter(|count| count.is_finite()),
        }
    }

    fn explains(&self, outage: Period) -> OutageCheck {
        let working_days = self.timetable.calendar.days(outage.from, outage.to).len() as u32;
        let explained = (f64::from(working_days) * self.inflow_a_day.value).min(self.backlog());
        let implied_a_day = (working_days > 0).then(|| self.backlog() / f64::from(working_days));
        OutageCheck { working_days, implied_a_day, explained, unexplained: self.backlog() - explained }
    }
}

fn levers(plan: &CatchUp, by_end: &[Date]) -> Result<Vec<Worth>, PlanRefusal> {
    let left = plan.left(by_end);
    let with = |lever, change: &dyn Fn(&mut CatchUp)| -> Result<Worth, PlanRefusal> {
        let mut changed = plan.clone();
        change(&mut changed);
        Ok(Worth { lever, more: left - changed.left(by_end), on: changed.finish()? })
    };
    let always = Period { from: plan.from, to: Date::MAX };
    let week = plan.timetable.usual;
    let mut levers = vec![with(Lever::Overtime, &|plan| {
        plan.timetable.exceptions.push(Exception { period: always, site: None, change: Change::Overtime { minutes: 60 } });
    })?];
    if plan.line.printers.is_some() {
        levers.push(with(Lever::Printer, &|plan| plan.line.printers.iter_mut().for_each(|printers| printers.count.value += 1))?);
    }
    if plan.line.supply.is_some() {
        levers.push(with(Lever::Blank, &|plan| plan.line.supply.iter_mut().for_each(|supply| supply.stock.value += 1))?);
    }
    if plan.line.centre_a_day.is_some() {
        levers.push(with(Lever::Centre, &|plan| plan.line.centre_a_day.iter_mut().for_each(|rate| rate.value += 1.0))?);
    }
    if plan.goal == Goal::HandedOver && plan.line.handover_a_day.is_some() {
        levers.push(with(Lever::Handover, &|plan| plan.line.handover_a_day.iter_mut().for_each(|rate| rate.value += 1.0))?);
    }
    if week.saturday == 0 {
        levers.push(with(Lever::Saturdays, &|plan| plan.timetable.usual.saturday = week.weekday)?);
    }
    if week.sunday == 0 {
        levers.push(with(Lever::Sundays, &|plan| plan.timetable.usual.sunday = week.weekday)?);
    }
    Ok(levers)
}
