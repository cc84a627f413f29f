//! Blanks: until when they last, for whom, and when to ask. The rules are those of [`crate::rationing`] and the dates those of
//! [`crate::run_out`]; here they become one answer.

use domain::calendar::Calendar;
use jiff::{Span, civil::Date};

use super::{
    answer::{Lever, Verdict, Worth},
    chain::Stage,
    refusal::{PlanRefusal, within},
    scenario::{Given, days},
};
use crate::{
    inventory::{
        lead_time::reorder_point,
        learnt::{DailyDemand, LeadTime},
    },
    probability::Poisson,
    rationing::{
        Class, Classes, DayOrder, Levels, Part, Policy, first_come, forecast::forecast, lasts_milli_days, law_order, optimum, value_milli,
    },
    run_out::{Question, RunOut, run_out},
};

/// Requests a working day that all classes have together at most.
pub const DAILY_MAX: f64 = 1e4;

/// How far back a missed alarm is dated, calendar days.
const BACK_DAYS: i64 = 1_100;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct BlanksPlan {
    /// The first day that is printed for.
    pub from: Date,
    /// The last day before the next sure delivery.
    pub until: Date,
    /// Holidays.
    pub calendar: Calendar,
    /// Pieces on hand.
    pub stock: Given<u32>,
    /// In the order of the law.
    pub classes: Vec<(String, Class)>,
    /// How higher classes are protected.
    pub policy: Policy,
    /// How requests reach the stock.
    pub order: DayOrder,
    /// Times from asking to delivery for which to give the reorder point; the first is the office's own.
    pub lead_times: Vec<LeadTime>,
    /// With which chance the stock should last until the delivery, thousandths.
    pub service_permille: u16,
    /// Cards that come out of an allotment of their own: a name and pieces.
    pub kept_out: Vec<(String, u32)>,
    /// Requests a day if everybody asked at once, those of the kept-out included; thousandths.
    pub rush_a_day_milli: Option<u32>,
}

impl BlanksPlan {
    /// The greatest stock that is answered with so many multiplications: of each piece, or of each count of requests that is likely by the
    /// last day, with each count that a class is likely to have on a working day; one by one with each step of time ([`optimum::solve`]).
    pub fn stock_within(&self, multiplications: f64) -> f64 {
        let days = self.calendar.days(self.from, self.until).len() as f64;
        let likely = |mean: f64| 17.0 * libm::sqrt(mean) + 33.0;
        let daily = || self.classes.iter().map(|(_, class)| f64::from(class.daily_milli) / 1e3);
        let requests = days * daily().sum::<f64>();
        let of_a_piece = match self.order {
            DayOrder::ByClass => days * daily().map(likely).sum::<f64>(),
            DayOrder::AsTheyCome => 8.0 * requests.max(200.0) * self.classes.len() as f64,
        };
        multiplications / of_a_piece - likely(requests)
    }
}

/// What a policy is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Which; nothing is the best possible.
    pub policy: Option<Policy>,
    /// Weights times cards, expected.
    pub value: f64,
    /// By class: the share that is served, from 0 to 1; of the best possible under levels that change ten times a day.
    pub shares: Vec<f64>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct BlanksAnswer {
    /// Working days to the last.
    pub working_days: u32,
    /// Pieces a working day when they are to last.
    pub a_day: f64,
    /// Pieces that are asked for over all days, expected.
    pub wanted: f64,
    /// In the order of the law, as if demand were certain: by class; and its value, which no policy exceeds.
    pub law: (Vec<Part>, f64),
    /// Whoever comes, as if demand were certain.
    pub first_come: (Vec<Part>, f64),
    /// Working days until nothing is left if everybody asked at once, and the cards that the first class gets of those it wants.
    pub rush: Option<(f64, Part)>,
    /// The policies beside the best possible.
    pub compared: Vec<Compared>,
    /// What the policy keeps back today, by class.
    pub levels: Levels,
    /// What is kept back so that the first class is served with 99 % certainty.
    pub first_class_reserve: u32,
    /// Course, dates and alarm.
    pub run_out: RunOut,
    /// The reorder points, one a lead time.
    pub reorder_points: Vec<u32>,
    /// The chance that the stock serves everybody.
    pub chance: f64,
    /// Whether it does, in the mean.
    pub verdict: Verdict,
    /// Blanks, when they bind.
    pub binding: Option<(Stage, f64)>,
    /// By lever, cards more that are served by the last day as if demand were certain.
    pub levers: Vec<Worth>,
    /// The class (from 0) that one blank more would serve; nothing when all are served.
    pub next_class: Option<usize>,
    /// What one blank more is worth under the policy, in weights.
    pub blank_value: f64,
}

/// Answers.
pub fn blanks(plan: &BlanksPlan) -> Result<BlanksAnswer, PlanRefusal> {
    days("until", plan.from, plan.until)?;
    within("service", f64::from(plan.service_permille) / 1e3, 0.5, 0.999)?;
    let classes = Classes::new(plan.classes.iter().map(|(_, class)| *class).collect()).map_err(PlanRefusal::Classes)?;
    let mut left = DAILY_MAX;
    for (class, place) in classes.iter().zip(1..) {
        within(&format!("class[{place}].a_day"), class.daily(), 0.0, left)?;
        left -= class.daily();
    }
    let (stock, working) = (plan.stock.value, plan.calendar.days(plan.from, plan.until));
    within("stock", f64::from(stock), 0.0, 1e6)?;
    let days = working.len() as u32;
    let demand = DailyDemand::poisson(classes.daily_milli());
    let reorder_points: Vec<u32> = plan.lead_times.iter().map(|lead| reorder_point(demand, *lead, plan.service_permille)).collect();
    let worked = worked_days(plan);
    let run_out = run_out(&Question {
        stock,
        classes: &classes,
        policy: plan.policy,
        order: plan.order,
        working_days: &working,
        worked_days: &worked,
        reorder_point: reorder_points.first().copied().unwrap_or(0),
    });
    let wanted = classes.daily() * f64::from(days);
    let short = wanted - f64::from(stock);
    let law = law_order(&classes, stock, days);
    let next_class = law.iter().position(|part| part.served_milli < part.wanted_milli);
    let verdict = if short <= 0.0 {
        Verdict::Attainable { on: working.last().copied().unwrap_or(plan.until) }
    } else {
        Verdict::NotAttainable { missing: short, because: Some(Stage::Blanks), on: run_out.ends.p50 }
    };
    let value = |stock| forecast(&classes, &plan.policy.schedule(&classes, days, plan.order), stock, plan.order).value;
    Ok(BlanksAnswer {
        working_days: days,
        a_day: f64::from(stock) / f64::from(days.max(1)),
        wanted,
        law: (law.clone(), value_milli(&classes, &law) as f64 / 1_000.0),
        first_come: valued(&classes, first_come(&classes, stock, days)),
        rush: plan.rush_a_day_milli.and_then(|rush| rushed(&classes, rush, stock, days)),
        compared: compared(plan, &classes, days),
        levels: plan.policy.levels(&classes, levelled_days(plan.order, days)),
        first_class_reserve: Policy::ReserveCertain { chance_permille: 990 }.levels(&classes, days).of(1),
        reorder_points,
        chance: Poisson::new(wanted).at_most(stock),
        verdict,
        binding: (short > 0.0).then_some((Stage::Blanks, short)),
        levers: levers(classes.daily(), f64::from(stock), f64::from(days)),
        next_class,
        blank_value: value(stock.saturating_add(1)) - run_out.forecast.value,
        run_out,
    })
}

/// One blank more, the delivery a working day earlier (it serves the last day's requests), and a working day more to last.
fn levers(daily: f64, stock: f64, days: f64) -> Vec<Worth> {
    let served = |stock: f64, days: f64| stock.min(daily * days);
    let worth = |lever, with: f64| Worth { lever, more: with - served(stock, days), on: None };
    let earlier = served(stock, (days - 1.0).max(0.0)) + daily * days.min(1.0);
    vec![worth(Lever::Blank, served(stock + 1.0, days)), worth(Lever::Delivery, earlier), worth(Lever::Day, served(stock, days + 1.0))]
}

/// A day's levels cover the day itself when requests come one by one.
fn levelled_days(order: DayOrder, days: u32) -> u32 {
    match order {
        DayOrder::AsTheyCome => days,
        DayOrder::ByClass => days.saturating_sub(1),
    }
}

fn valued(classes: &Classes, parts: Vec<Part>) -> (Vec<Part>, f64) {
    let value = value_milli(classes, &parts) as f64 / 1_000.0;
    (parts, value)
}

/// Everybody asks: the first class keeps its own requests, the others are the rest of the rush.
fn rushed(classes: &Classes, rush_milli: u32, stock: u32, days: u32) -> Option<(f64, Part)> {
    let first = classes.iter().next()?;
    let others = Class { daily_milli: rush_milli.saturating_sub(first.daily_milli), weight: 1 };
    let rush = Classes::new(vec![first, others]).ok()?;
    let part = first_come(&rush, stock, days).first().copied()?;
    lasts_milli_days(&rush, stock).map(|milli| (milli as f64 / 1_000.0, part))
}

fn compared(plan: &BlanksPlan, classes: &Classes, days: u32) -> Vec<Compared> {
    let stock = plan.stock.value;
    let best = optimum::solve(classes, stock, days, plan.order);
    let row = |policy: Option<Policy>| {
        let schedule = match (policy, plan.order) {
            (Some(policy), order) => policy.schedule(classes, days, order),
            (None, DayOrder::AsTheyCome) => best.schedule(days, 10),
            (None, DayOrder::ByClass) => best.daily(days),
        };
        let course = forecast(classes, &schedule, stock, plan.order);
        let shares = course.served.iter().map(|part| if part.wanted > 0.0 { part.served / part.wanted } else { 1.0 }).collect();
        let value = if policy.is_some() { course.value } else { best.value(stock) };
        Compared { policy, value, shares }
    };
    let rules = [Policy::FirstCome, Policy::ReserveMean, Policy::EmsrB, Policy::ReserveCertain { chance_permille: 900 }];
    rules.into_iter().map(Some).chain([None]).map(row).collect()
}

fn worked_days(plan: &BlanksPlan) -> Vec<Date> {
    let back = plan.from.series(Span::new().days(-1)).skip(1).take(BACK_DAYS as usize);
    back.filter(|day| plan.calendar.works(*day)).collect()
}
