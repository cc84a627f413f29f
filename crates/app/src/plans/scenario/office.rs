//! What scenarios of all kinds share: opening hours, and the line from record to card.

use domain::calendar::{
    Calendar,
    timetable::{Change, Exception, Period, Timetable, Week},
};
use jiff::civil::Date;
use planner::{
    plan::scenario::{Goal, Line, Printers, Speed, Supply},
    queue::staffing::Promise,
};

use super::keys::{Keys, Read};

/// `hours` and `exception`; sites are called by their names.
pub fn timetable(keys: &mut Keys, calendar: &Calendar, sites: &[String]) -> Read<Timetable> {
    let usual = match keys.table("hours")? {
        Some(hours) => week(hours)?,
        None => return keys.need("hours", None),
    };
    let mut timetable = Timetable { calendar: calendar.clone(), usual, ..Timetable::default() };
    for mut table in keys.tables("exception")? {
        let period = Period { from: table.need_date("from")?, to: table.need_date("to")? };
        let site = match table.text("site")? {
            None => None,
            Some(name) => match sites.iter().position(|site| *site == name) {
                Some(at) => Some(at),
                None => return Err(table.wrong("site", "the name of a site")),
            },
        };
        let mut add = |change| timetable.exceptions.push(Exception { period, site, change });
        if let Some(hours) = table.table("hours")? {
            add(Change::Hours(week(hours)?));
        }
        if let Some(hours) = table.number("overtime_hours")? {
            add(Change::Overtime { minutes: minutes(&table, "overtime_hours", hours.value)? });
        }
        if let Some(part) = table.number("part")? {
            let permille = (0.0..=1.0).contains(&part.value).then_some((part.value * 1_000.0).round() as u16);
            add(Change::Part { permille: permille.ok_or_else(|| table.wrong("part", "a number from 0 to 1"))? });
        }
        if table.flag("closed")? == Some(true) {
            add(Change::Closed);
        }
        table.finish()?;
    }
    Ok(timetable)
}

/// Hours of each kind of day; Friday like other weekdays when it is not given, closed otherwise.
pub fn week(mut keys: Keys) -> Read<Week> {
    let hours = keys.need_number("weekday")?.value;
    let weekday = minutes(&keys, "weekday", hours)?;
    let mut of = |key, other| {
        let hours = keys.number_or(key, other)?;
        minutes(&keys, key, hours)
    };
    let (friday, saturday) = (of("friday", hours)?, of("saturday", 0.0)?);
    let week = Week { weekday, friday, saturday, sunday: of("sunday", 0.0)?, holiday: of("holiday", 0.0)? };
    keys.finish()?;
    Ok(week)
}

fn minutes(keys: &Keys, key: &'static str, hours: f64) -> Read<u16> {
    if (0.0..=24.0).contains(&hours) { Ok((hours * 60.0).round() as u16) } else { Err(keys.wrong(key, "hours from 0 to 24")) }
}

/// `goal`.
pub fn goal(keys: &mut Keys, usual: Goal) -> Read<Goal> {
    match keys.text("goal")?.as_deref() {
        None => Ok(usual),
        Some("recorded") => Ok(Goal::Recorded),
        Some("printed") => Ok(Goal::Printed),
        Some("handed_over") => Ok(Goal::HandedOver),
        Some(_) => Err(keys.wrong("goal", "recorded, printed, handed_over")),
    }
}

/// What waits and what limits each stage after recording.
pub fn line(keys: &mut Keys) -> Read<Line> {
    let waiting = |keys: &mut Keys, key| -> Read<f64> { Ok(keys.count(key)?.map_or(0.0, |count| f64::from(count.value))) };
    Ok(Line {
        waiting_centre: waiting(keys, "waiting_centre")?,
        centre_a_day: keys.number("centre_a_day")?,
        waiting_print: waiting(keys, "waiting_print")?,
        supply: keys.table("blanks")?.map(supply).transpose()?,
        printers: keys.table("printers")?.map(printers).transpose()?,
        waiting_handover: waiting(keys, "waiting_handover")?,
        handover_a_day: keys.number("handover_a_day")?,
    })
}

fn supply(mut keys: Keys) -> Read<Supply> {
    let stock = keys.need_count("stock")?;
    let delivery = |mut table: Keys| -> Read<(Date, u32)> {
        let delivery = (table.need_date("on")?, table.need_count("pieces")?.value);
        table.finish()?;
        Ok(delivery)
    };
    let deliveries = keys.tables("delivery")?.into_iter().map(delivery).collect::<Read<_>>()?;
    keys.finish()?;
    Ok(Supply { stock, deliveries })
}

fn printers(mut keys: Keys) -> Read<Printers> {
    let count = keys.need_count("count")?;
    let rate = keys.need_number("rate")?;
    let speed = match keys.text("per")?.as_deref() {
        Some("hour") => Speed::AnHour(rate),
        Some("day") | None => Speed::ADay(rate),
        Some(_) => return Err(keys.wrong("per", "hour, day")),
    };
    let heat_a_day = keys.number("heat_a_day")?;
    keys.finish()?;
    Ok(Printers { count, speed, heat_a_day })
}

/// `promise`: a share that waits at all, a share that waits longer than minutes, or a mean.
pub fn promise(keys: &mut Keys) -> Read<Option<Promise>> {
    let Some(mut table) = keys.table("promise")? else { return Ok(None) };
    let (share, minutes, mean) = (table.number("share")?, table.number("minutes")?, table.number("mean_minutes")?);
    let promise = match (share, minutes, mean) {
        (Some(share), None, None) => Promise::Waiting { share: share.value },
        (Some(share), Some(minutes), None) => Promise::Longer { share: share.value, hours: minutes.value / 60.0 },
        (None, None, Some(mean)) => Promise::Mean { hours: mean.value / 60.0 },
        _ => return Err(keys.wrong("promise", "share; share and minutes; mean_minutes")),
    };
    table.finish()?;
    Ok(Some(promise))
}
