//! Until when the blanks last, for which class, and when to ask: the outlook with dates.
//!
//! Bands are those of requests that come independently (Poisson) at the means that are given; that a mean itself is uncertain, or that
//! requests come in bunches, is not in them ([`crate::inventory::learnt::DailyDemand`] shows the latter).

use jiff::civil::Date;

use crate::rationing::{
    Classes, DayOrder, Policy,
    forecast::{Band, Forecast},
    outlook::{ClassOutlook, outlook},
};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// Pieces on hand this morning.
    pub stock: u32,
    /// Classes with their means, as learnt from daily counts.
    pub classes: &'a Classes,
    /// How higher classes are protected.
    pub policy: Policy,
    /// How a day's requests reach the stock.
    pub order: DayOrder,
    /// The working days from today until the next sure delivery, in order.
    pub working_days: &'a [Date],
    /// The working days before today, the last first: as far back as an alarm that was missed is to be dated.
    pub worked_days: &'a [Date],
    /// The stock at which to ask, of [`crate::inventory::lead_time::reorder_point`].
    pub reorder_point: u32,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct RunOut {
    /// Stock at the end of each working day.
    pub days: Vec<StockOn>,
    /// When nothing is left.
    pub ends: Ends,
    /// By rank.
    pub classes: Vec<ClassRunOut>,
    /// Rank of the class that closes first and the day.
    pub first_to_close: Option<(usize, Date)>,
    /// When to ask.
    pub alarm: Alarm,
    /// The course behind it.
    pub forecast: Forecast,
}

/// Stock at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StockOn {
    /// The day.
    pub date: Date,
    /// Pieces.
    pub stock: Band,
}

/// The day at whose end the stock is used up with a chance of 10, 50 and 90 %; nothing when that is not before the next delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Early, if many come.
    pub p10: Option<Date>,
    /// As likely before as after.
    pub p50: Option<Date>,
    /// Late, if few come.
    pub p90: Option<Date>,
}

/// A class with dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassRunOut {
    /// Level, gate and part.
    pub outlook: ClassOutlook,
    /// First day on which less than half of its requests are expected to be served; today when it is closed.
    pub closes: Option<Date>,
    /// First day after that on which at least half are.
    pub opens: Option<Date>,
}

/// When the stock crosses the reorder point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Expected on this day.
    Rings {
        /// The day at whose end the median stock is at most the reorder point.
        on: Date,
    },
    /// Not before the next sure delivery.
    Silent,
    /// It should have rung already.
    Overdue {
        /// Thousandths of a working day of demand, backwards from this morning.
        milli_days: u64,
        /// The working day on which the stock crossed the point at the mean demand; nothing when `worked_days` do not reach back so far.
        on: Option<Date>,
    },
}

/// Answers with dates.
pub fn run_out(question: &Question) -> RunOut {
    let days = question.working_days.len() as u32;
    let outlook = outlook(question.classes, question.policy, question.stock, days, question.order);
    let date = |day: usize| question.working_days.get(day).copied();
    let gone_with = |chance: f64| outlook.forecast.days.iter().position(|day| day.gone >= chance - 1e-9).and_then(date);
    let stocks = question.working_days.iter().zip(&outlook.forecast.days);
    let dated = |row: &ClassOutlook| ClassRunOut { outlook: *row, closes: row.closes.and_then(date), opens: row.opens.and_then(date) };
    RunOut {
        days: stocks.map(|(date, day)| StockOn { date: *date, stock: day.stock }).collect(),
        ends: Ends { p10: gone_with(0.1), p50: gone_with(0.5), p90: gone_with(0.9) },
        classes: outlook.classes.iter().map(dated).collect(),
        first_to_close: outlook.first_to_close.and_then(|closing| Some((closing.rank, date(closing.day)?))),
        alarm: alarm(question, &outlook.forecast),
        forecast: outlook.forecast,
    }
}

fn alarm(question: &Question, forecast: &Forecast) -> Alarm {
    if let Some(missing) = question.reorder_point.checked_sub(question.stock) {
        let milli_days = (u64::from(missing) * 1_000_000).checked_div(question.classes.daily_milli()).unwrap_or(0);
        return Alarm::Overdue { milli_days, on: question.worked_days.get((milli_days / 1_000) as usize).copied() };
    }
    let days = question.working_days.iter().zip(&forecast.days);
    let mut crossed = days.filter(|(_, day)| day.stock.p50 <= question.reorder_point);
    crossed.next().map_or(Alarm::Silent, |(date, _)| Alarm::Rings { on: *date })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::rationing::{Class, outlook::Gate};

    /// From 25 November 2022 to the end of the year, and two months back: Monday to Friday.
    fn working_days() -> (Vec<Date>, Vec<Date>) {
        let works = |date: &Date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let today = date(2022, 11, 25);
        let ahead = today.series(jiff::Span::new().days(1)).take_while(|day| *day <= date(2022, 12, 30)).filter(works).collect();
        let back = today.series(jiff::Span::new().days(-1)).skip(1).take(60).filter(works).collect();
        (ahead, back)
    }

    fn lombok_utara() -> Classes {
        let rows = [(18, 10), (5, 8), (15, 5), (30, 3), (17, 1)];
        Classes::new(rows.map(|(daily, weight)| Class { daily_milli: daily * 1_000, weight }).to_vec()).unwrap()
    }

    fn ask(policy: Policy, stock: u32, reorder_point: u32) -> RunOut {
        let (working_days, worked_days) = working_days();
        assert_eq!(working_days.len(), 26);
        run_out(&Question {
            stock,
            classes: &lombok_utara(),
            policy,
            order: DayOrder::ByClass,
            working_days: &working_days,
            worked_days: &worked_days,
            reorder_point,
        })
    }

    #[test]
    fn who_comes_is_served_until_the_middle_of_december() {
        let answer = ask(Policy::FirstCome, 1_500, 1_000);
        // 1,500 / 85 = 17.6 working days.
        assert_eq!(answer.ends.p50, Some(date(2022, 12, 20)));
        assert!(answer.ends.p10 <= answer.ends.p50 && answer.ends.p50 <= answer.ends.p90);
        assert_eq!(answer.alarm, Alarm::Rings { on: date(2022, 12, 2) });
        let last = answer.days.last().unwrap();
        assert_eq!((last.date, last.stock.p90), (date(2022, 12, 30), 0));
    }

    #[test]
    fn a_reserve_closes_the_last_class_today_and_the_next_in_december() {
        let answer = ask(Policy::ReserveMean, 1_500, 0);
        assert_eq!(answer.first_to_close, Some((4, date(2022, 11, 25))));
        assert!(matches!(answer.classes[4].outlook.gate, Gate::Closed { missing: 201 }), "{:?}", answer.classes[4]);
        assert_eq!(answer.classes[0].closes, None, "first cards are never closed");
        let closes = answer.classes[3].closes.unwrap();
        assert!(closes > date(2022, 12, 12) && closes < date(2022, 12, 28), "{closes}");
    }

    #[test]
    fn a_missed_alarm_is_dated() {
        let Alarm::Overdue { milli_days, on } = ask(Policy::EmsrB, 1_500, 3_582).alarm else { panic!("it rings late") };
        assert_eq!(milli_days / 100, 244, "24 to 25 working days of demand");
        assert_eq!(on, Some(date(2022, 10, 21)));
        let Alarm::Overdue { on, .. } = ask(Policy::EmsrB, 1_500, 30_000).alarm else { panic!("it rings late") };
        assert_eq!(on, None);
        assert_eq!(ask(Policy::EmsrB, 30_000, 459).alarm, Alarm::Silent);
    }
}
