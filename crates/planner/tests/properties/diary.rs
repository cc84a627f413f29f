//! Opening hours that are drawn, read a second time without the timetable; and stages by their cumulative curves.

use domain::calendar::{
    Calendar,
    timetable::{Change, Exception, Period, Timetable, Week},
};
use jiff::civil::{Date, Weekday};
use planner::plan::scenario::{Line, Printers, Speed, Supply};
use proptest::prelude::*;

use crate::second::{given, later};

/// Hours of a week, a holiday, an outage, overtime and half a line, all within some weeks of a first day.
#[derive(Clone, Debug)]
pub struct Diary {
    /// The first day.
    pub from: Date,
    /// Minutes on Mondays to Thursdays, Fridays, Saturdays, Sundays.
    pub week: [u16; 4],
    /// Days after the first on which nobody works.
    pub holidays: Vec<u32>,
    /// From a day after the first, so many days.
    pub outage: (u32, u32),
    /// The same with minutes.
    pub overtime: (u32, u32, u16),
    /// The same with thousandths of the line.
    pub part: (u32, u32, u16),
}

pub fn diary() -> impl Strategy<Value = Diary> {
    let period = || (0_u32..40, 0_u32..12);
    let week =
        [300_u16..500, 200_u16..500, 0_u16..300, 0_u16..300].prop_map(|week| week.map(|minutes| if minutes < 120 { 0 } else { minutes }));
    (0_u32..2_000, week, prop::collection::vec(0_u32..40, 0..4), period(), (period(), 0_u16..200), (period(), 1_u16..1_000)).prop_map(
        |(offset, week, holidays, outage, ((over, overs), minutes), ((half, halves), permille))| Diary {
            from: later(jiff::civil::date(2018, 1, 1), offset),
            week,
            holidays,
            outage,
            overtime: (over, overs, minutes),
            part: (half, halves, permille),
        },
    )
}

impl Diary {
    /// As the office writes it.
    pub fn timetable(&self) -> Timetable {
        let [weekday, friday, saturday, sunday] = self.week;
        let period = |from: u32, days: u32| Period { from: later(self.from, from), to: later(self.from, from + days) };
        let exception = |period, change| Exception { period, site: None, change };
        Timetable {
            calendar: Calendar::new(self.holidays.iter().map(|day| later(self.from, *day))),
            usual: Week { weekday, friday, saturday, sunday, holiday: 0 },
            exceptions: vec![
                exception(period(self.outage.0, self.outage.1), Change::Closed),
                exception(period(self.overtime.0, self.overtime.1), Change::Overtime { minutes: self.overtime.2 }),
                exception(period(self.part.0, self.part.1), Change::Part { permille: self.part.2 }),
            ],
            ..Timetable::default()
        }
    }

    /// Whether requests come in: a weekday that is no holiday, even in an outage.
    pub fn works(&self, day: u32) -> bool {
        let weekday = later(self.from, day).weekday();
        weekday != Weekday::Saturday && weekday != Weekday::Sunday && !self.holidays.contains(&day)
    }

    /// Whole and part of the hours on a day: open time, and that of the line.
    pub fn hours(&self, day: u32) -> (f64, f64) {
        let within = |from: u32, days: u32| day >= from && day <= from + days;
        if self.holidays.contains(&day) || within(self.outage.0, self.outage.1) {
            return (0.0, 0.0);
        }
        let [weekday, friday, saturday, sunday] = self.week;
        let (usual, works) = match later(self.from, day).weekday() {
            Weekday::Saturday => (saturday, false),
            Weekday::Sunday => (sunday, false),
            Weekday::Friday => (friday, true),
            _ => (weekday, true),
        };
        let more = if works && usual > 0 && within(self.overtime.0, self.overtime.1) { self.overtime.2 } else { 0 };
        let hours = f64::from(usual + more) / 60.0;
        (hours, if within(self.part.0, self.part.1) { hours * f64::from(self.part.2) / 1e3 } else { hours })
    }
}

/// A line that is drawn: what waits, and what each stage can do, whole numbers.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Before the centre, before the printers, before handing over.
    pub waiting: [u32; 3],
    /// Records a day.
    pub centre: Option<u32>,
    /// Blanks on hand, and deliveries by days after the first.
    pub supply: Option<(u32, Vec<(u32, u32)>)>,
    /// Printers and cards an hour of each.
    pub printers: Option<(u32, u32)>,
    /// Cards a day.
    pub handover: Option<u32>,
}

pub fn line() -> impl Strategy<Value = Drawn> {
    let waiting = [0_u32..2_000, 0_u32..3_000, 0_u32..500];
    let supply = (0_u32..3_000, prop::collection::vec((0_u32..40, 0_u32..2_000), 0..3));
    (
        waiting,
        prop::option::of(50_u32..600),
        prop::option::of(supply),
        prop::option::of((0_u32..6, 5_u32..30)),
        prop::option::of(50_u32..600),
    )
        .prop_map(|(waiting, centre, supply, printers, handover)| Drawn { waiting, centre, supply, printers, handover })
}

impl Drawn {
    /// As the plan has it.
    pub fn line(&self, from: Date) -> Line {
        let rate = |rate: Option<u32>| rate.map(|rate| given(f64::from(rate)));
        let supply = |(stock, deliveries): &(u32, Vec<(u32, u32)>)| Supply {
            stock: given(*stock),
            deliveries: deliveries.iter().map(|(day, pieces)| (later(from, *day), *pieces)).collect(),
        };
        let printers =
            |(count, rate)| Printers { count: given(count), speed: Speed::AnHour(given(f64::from(rate))), heat_a_day: Some(given(150.0)) };
        Line {
            waiting_centre: f64::from(self.waiting[0]),
            centre_a_day: rate(self.centre),
            waiting_print: f64::from(self.waiting[1]),
            supply: self.supply.as_ref().map(supply),
            printers: self.printers.map(printers),
            waiting_handover: f64::from(self.waiting[2]),
            handover_a_day: rate(self.handover),
        }
    }

    /// Cumulative cards that leave the stages up to handing over (`whole`) or printing, from the cumulative records that come in.
    pub fn departures(&self, diary: &Diary, came: &[f64], whole: bool) -> Vec<f64> {
        let days = came.len() as u32;
        let on_open = |rate: u32| (0..days).map(|day| if diary.hours(day).0 > 0.0 { f64::from(rate) } else { 0.0 }).collect::<Vec<f64>>();
        let add = |curve: &[f64], waiting: u32| curve.iter().map(|sum| sum + f64::from(waiting)).collect::<Vec<f64>>();
        let mut curve = add(came, self.waiting[0]);
        if let Some(rate) = self.centre {
            curve = served(&curve, &on_open(rate));
        }
        curve = add(&curve, self.waiting[1]);
        if let Some((stock, deliveries)) = &self.supply {
            // A blank that is not used stays, so only the sum counts.
            let until = |day: u32| deliveries.iter().filter(|(on, _)| *on <= day).map(|(_, pieces)| pieces).sum::<u32>() + stock;
            curve = (0..days).map(|day| curve[day as usize].min(f64::from(until(day)))).collect();
        }
        if let Some((count, rate)) = self.printers {
            let cards = |day| f64::from(count) * (f64::from(rate) * diary.hours(day).1).min(150.0);
            curve = served(&curve, &(0..days).map(cards).collect::<Vec<f64>>());
        }
        if whole {
            curve = add(&curve, self.waiting[2]);
            if let Some(rate) = self.handover {
                curve = served(&curve, &on_open(rate));
            }
        }
        curve
    }
}

/// A server by Newell's curves: what left by a day is the least, over the days on which its queue may last have been empty, of what had come
/// before that day and what could be done from it on; or all that came.
fn served(came: &[f64], rates: &[f64]) -> Vec<f64> {
    let by = |day: usize| {
        let since = |begin: usize| {
            let before = begin.checked_sub(1).map_or(0.0, |before| came[before]);
            before + rates[begin..=day].iter().sum::<f64>()
        };
        (0..=day).map(since).fold(came[day], f64::min)
    };
    (0..came.len()).map(by).collect()
}
