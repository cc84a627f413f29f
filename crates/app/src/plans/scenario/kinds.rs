//! The kinds of plans, read from their tables.

use std::collections::BTreeMap;

use domain::{
    calendar::{Calendar, timetable::Period},
    whereabouts::Stay,
};
use planner::{
    inventory::learnt::LeadTime,
    ladder::{After, Lying, Rung, Step},
    plan::{
        blanks::{BlanksPlan, DAILY_MAX},
        catch_up::CatchUp,
        ladder::{Cards, LadderPlan},
        queue::QueuePlan,
        scenario::{Given, Goal},
        target::{Afterwards, Register, Site, Target, TeamDay, Teams},
    },
    queue::staffing::Promise,
    rationing::{Class, DayOrder, Policy},
    survival::weibull::Weibull,
};

use super::{
    keys::{Keys, Read},
    office::{goal, line, promise, timetable},
};

/// What a card is worth at most.
const WEIGHT_MAX: f64 = 1e6;

/// Weights have one decimal, so that a class of several purposes keeps their mean; the planner has whole numbers.
pub const WEIGHT_UNIT: f64 = 10.0;

/// A plan that can be answered.
pub enum Plan {
    /// Reach people by a day.
    Target(Box<Target>),
    /// Clear what waits.
    CatchUp(Box<CatchUp>),
    /// Make blanks last.
    Blanks(Box<BlanksPlan>),
    /// Open counters.
    Queue(Box<QueuePlan>),
    /// Follow the ladder, with the cards of the drawer by day of printing, if they are known.
    Ladder(Box<LadderPlan>, Vec<(Lying, f64)>),
}

/// Reads a plan of a kind; every key must be of use to it.
pub fn read(mut keys: Keys, calendar: &Calendar) -> Read<Plan> {
    let plan = match keys.text("kind")?.as_deref() {
        Some("target") => Plan::Target(Box::new(target(&mut keys, calendar)?)),
        Some("catch_up") => Plan::CatchUp(Box::new(catch_up(&mut keys, calendar)?)),
        Some("blanks") => Plan::Blanks(Box::new(blanks(&mut keys, calendar)?)),
        Some("queue") => Plan::Queue(Box::new(queue(&mut keys)?)),
        Some("ladder") => Plan::Ladder(Box::new(ladder(&mut keys)?), keys.tables("printed")?.into_iter().map(lying).collect::<Read<_>>()?),
        _ => return Err(keys.wrong("kind", "target, catch_up, blanks, queue, ladder")),
    };
    keys.finish()?;
    Ok(plan)
}

fn target(keys: &mut Keys, calendar: &Calendar) -> Read<Target> {
    let minutes_per_person = keys.need_number("minutes_per_person")?;
    let sites = keys.tables("site")?.into_iter().map(site).collect::<Read<Vec<Site>>>()?;
    if sites.is_empty() {
        return keys.need("site", None);
    }
    let names: Vec<String> = sites.iter().map(|site| site.name.clone()).collect();
    let unknown_come = keys.share("unknown_come")?;
    Ok(Target {
        from: keys.need_date("from")?,
        until: keys.need_date("until")?,
        people: keys.need_count("people")?,
        whereabouts: keys.table("whereabouts")?.map(whereabouts).transpose()?.unwrap_or_default(),
        unknown_come_permille: unknown_come.map(|share| Given { value: (share.value * 1_000.0).round() as u32, basis: share.basis }),
        timetable: timetable(keys, calendar, &names)?,
        availability: keys.need_number("availability")?,
        teams: keys.table("teams")?.map(|table| teams(table, minutes_per_person)).transpose()?,
        goal: goal(keys, Goal::Recorded)?,
        line: line(keys)?,
        printer_rates: keys.numbers("printer_rates")?,
        promise: promise(keys)?,
        register: register(keys)?,
        after: keys.table("after")?.map(afterwards).transpose()?,
        minutes_per_person,
        sites,
    })
}

fn site(mut keys: Keys) -> Read<Site> {
    let site = Site {
        name: keys.text("name")?.unwrap_or_default(),
        alike: keys.count("alike")?.map_or(1, |count| count.value),
        stations: keys.need_count("stations")?,
        turnout_a_day: keys.number("turnout_a_day")?,
    };
    keys.finish()?;
    Ok(site)
}

fn whereabouts(mut keys: Keys) -> Read<BTreeMap<Stay, u32>> {
    let mut people = BTreeMap::new();
    for stay in Stay::ALL {
        if let Some(count) = keys.count(stay.code())? {
            people.insert(*stay, count.value);
        }
    }
    keys.finish()?;
    Ok(people)
}

fn teams(mut keys: Keys, minutes_per_person: Given<f64>) -> Read<Teams> {
    let count = keys.need_count("count")?;
    let people = keys.number("people_a_day")?;
    let day = keys.table("day")?.map(|table| team_day(table, minutes_per_person.value)).transpose()?;
    let people_a_day = keys.need("people_a_day", people.or_else(|| day.map(|day| Given::assumed(day.people()))))?;
    keys.finish()?;
    Ok(Teams { count, people_a_day })
}

fn team_day(mut keys: Keys, minutes_per_person: f64) -> Read<TeamDay> {
    let day = TeamDay {
        minutes: keys.need_number("minutes")?.value,
        travel_each_way: keys.need_number("travel_each_way")?.value,
        set_up: keys.number_or("set_up", 0.0)?,
        pack: keys.number_or("pack", 0.0)?,
        devices: keys.need_count("devices")?.value,
        minutes_per_person,
        listed: keys.need_number("listed")?.value,
        absent: keys.need_number("absent")?.value,
    };
    keys.finish()?;
    Ok(day)
}

fn register(keys: &mut Keys) -> Read<Option<Register>> {
    let (recorded, stated) = (keys.count("recorded")?, keys.count("must_have_stated")?);
    Ok(recorded.map(|recorded| Register { recorded, must_have_stated: stated.map(|stated| stated.value) }))
}

fn afterwards(mut keys: Keys) -> Read<Afterwards> {
    let offline_a_day = keys.need_number("offline_a_day")?;
    let document = |mut table: Keys| -> Read<(String, Given<f64>)> {
        let document = (table.text("name")?.unwrap_or_default(), table.need_number("per_thousand_a_year")?);
        table.finish()?;
        Ok(document)
    };
    let documents = keys.tables("document")?.into_iter().map(document).collect::<Read<_>>()?;
    keys.finish()?;
    Ok(Afterwards { offline_a_day, documents })
}

fn catch_up(keys: &mut Keys, calendar: &Calendar) -> Read<CatchUp> {
    let period = |mut table: Keys| -> Read<Period> {
        let period = Period { from: table.need_date("from")?, to: table.need_date("to")? };
        table.finish()?;
        Ok(period)
    };
    Ok(CatchUp {
        from: keys.need_date("from")?,
        until: keys.date("until")?,
        timetable: timetable(keys, calendar, &[])?,
        inflow_a_day: keys.need_number("inflow_a_day")?,
        line: line(keys)?,
        goal: goal(keys, Goal::Printed)?,
        wished_days: keys.counts("wished_days")?,
        outage: keys.table("outage")?.map(period).transpose()?,
    })
}

fn blanks(keys: &mut Keys, calendar: &Calendar) -> Read<BlanksPlan> {
    let policy = match keys.text("policy")?.as_deref() {
        Some("first_come") => Policy::FirstCome,
        Some("reserve_mean") => Policy::ReserveMean,
        Some("certain_90") | None => Policy::ReserveCertain { chance_permille: 900 },
        Some("emsr_a") => Policy::EmsrA,
        Some("emsr_b") => Policy::EmsrB,
        Some(_) => return Err(keys.wrong("policy", "first_come, reserve_mean, certain_90, emsr_a, emsr_b")),
    };
    let order = match keys.text("order")?.as_deref() {
        Some("as_they_come") => DayOrder::AsTheyCome,
        Some("by_class") | None => DayOrder::ByClass,
        Some(_) => return Err(keys.wrong("order", "by_class, as_they_come")),
    };
    let lead_time = |mut table: Keys| -> Read<LeadTime> {
        let mut milli = |key| -> Read<u32> { Ok((table.number_or(key, 0.0)?.clamp(0.0, 1e6) * 1_000.0).round() as u32) };
        let lead = LeadTime { mean_milli_days: milli("mean_days")?, sd_milli_days: milli("sd_days")? };
        table.finish()?;
        Ok(lead)
    };
    let kept_out = |mut table: Keys| -> Read<(String, u32)> {
        let kept = (table.text("name")?.unwrap_or_default(), table.need_count("cards")?.value);
        table.finish()?;
        Ok(kept)
    };
    Ok(BlanksPlan {
        from: keys.need_date("from")?,
        until: keys.need_date("until")?,
        calendar: calendar.clone(),
        stock: keys.need_count("stock")?,
        classes: keys.tables("class")?.into_iter().map(class).collect::<Read<_>>()?,
        policy,
        order,
        lead_times: keys.tables("lead_time")?.into_iter().map(lead_time).collect::<Read<_>>()?,
        service_permille: (keys.number_or("service", 0.95)?.clamp(0.0, 1.0) * 1_000.0).round() as u16,
        kept_out: keys.tables("kept_out")?.into_iter().map(kept_out).collect::<Read<_>>()?,
        rush_a_day_milli: keys.number("rush_a_day")?.map(|rush| (rush.value.clamp(0.0, 1e6) * 1_000.0).round() as u32),
    })
}

fn class(mut keys: Keys) -> Read<(String, Class)> {
    let name = keys.text("name")?.unwrap_or_default();
    let a_day = keys.need_number("a_day")?.value;
    if !(0.0..=DAILY_MAX).contains(&a_day) {
        return Err(keys.amount("a_day", 0.0, DAILY_MAX));
    }
    let weight = keys.need_number("weight")?.value;
    if !(0.0..=WEIGHT_MAX).contains(&weight) {
        return Err(keys.amount("weight", 0.0, WEIGHT_MAX));
    }
    let class = Class { daily_milli: (a_day * 1_000.0).round() as u32, weight: (weight * WEIGHT_UNIT).round() as u32 };
    keys.finish()?;
    Ok((name, class))
}

fn queue(keys: &mut Keys) -> Read<QueuePlan> {
    let (arrivals, people) = (keys.number("arrivals_an_hour")?, keys.number("people")?);
    let (days, hours) = (keys.number("days")?, keys.number("hours_a_day")?);
    let spread = people.map(|people| Given {
        value: people.value / days.map_or(1.0, |days| days.value) / hours.map_or(1.0, |hours| hours.value),
        basis: people.basis,
    });
    Ok(QueuePlan {
        on: keys.need_date("from")?,
        arrivals_an_hour: keys.need("arrivals_an_hour", arrivals.or(spread))?,
        sites: keys.count("sites")?.map_or(1, |sites| sites.value),
        minutes_per_person: keys.need_number("minutes_per_person")?,
        variation: keys.number_or("variation", 1.0)?,
        counters: keys.count("counters")?,
        promise: promise(keys)?.unwrap_or(Promise::Waiting { share: 0.25 }),
        longer_than_minutes: keys.number_or("longer_than_minutes", 10.0)?,
        profile_an_hour: keys.numbers("profile_an_hour")?,
    })
}

fn ladder(keys: &mut Keys) -> Read<LadderPlan> {
    let drawer = Cards {
        lying: keys.need_count("lying")?,
        printed_from: keys.need_date("printed_from")?,
        printed_to: keys.need_date("printed_to")?,
    };
    Ok(LadderPlan {
        today: keys.need_date("from")?,
        until: keys.need_date("until")?,
        rungs: keys.tables("rung")?.into_iter().map(rung).collect::<Read<_>>()?,
        up_to_date: keys.flag("notices_up_to_date")?.unwrap_or(false),
        drawer,
        curve: keys.table("curve")?.map(curve).transpose()?,
        ages_days: keys.counts("ages_days")?,
        examples: keys.dates("examples")?,
        left_after_days: keys.count("left_after_days")?.map(|days| days.value),
        cut_days: keys.count("cut_days")?.map(|days| days.value),
        villages: keys.count("villages")?.map(|villages| villages.value),
        handover_a_day: keys.number("handover_a_day")?,
    })
}

/// Cards of one day of printing and with so many rungs done.
fn lying(mut keys: Keys) -> Read<(Lying, f64)> {
    let done = keys.need_count("done")?.value as usize;
    let cards = (Lying { printed: keys.need_date("on")?, done }, f64::from(keys.need_count("cards")?.value));
    keys.finish()?;
    Ok(cards)
}

fn rung(mut keys: Keys) -> Read<Rung> {
    let (days, months) = (keys.count("after_days")?, keys.count("after_months")?);
    let narrow = |count: Given<u32>| u16::try_from(count.value).unwrap_or(u16::MAX).min(1_200);
    let after =
        keys.need("after_days", months.map(|months| After::Months(narrow(months))).or_else(|| days.map(|days| After::Days(narrow(days)))))?;
    let step = match keys.text("step")?.as_deref() {
        Some("notify") => Step::Notify,
        Some("distribute") => Step::Distribute,
        _ => return Err(keys.wrong("step", "notify, distribute")),
    };
    keys.finish()?;
    Ok(Rung { after, step })
}

fn curve(mut keys: Keys) -> Read<Given<Weibull>> {
    let shape = keys.need_number("shape")?;
    let (scale, share, after) = (keys.number("scale_days")?, keys.number("share")?, keys.number("after_days")?);
    let weibull = match (scale, share.zip(after)) {
        (Some(scale), _) => Weibull::new(scale.value, shape.value),
        (None, Some((share, after))) => Weibull::through(after.value, share.value, shape.value),
        (None, None) => return keys.need("scale_days", None),
    };
    let value = weibull.ok_or_else(|| keys.wrong("shape", "a shape and a scale above 0, or a share between 0 and 1"))?;
    keys.finish()?;
    Ok(Given { value, basis: shape.basis })
}
