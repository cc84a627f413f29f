//! The picture of a plan's answer.

use app::plans::Kind;
use jiff::{ToSpan, civil::Date};
use serde_json::Value;

use super::plan_answer::{Answer, NOTHING, day, real};
use crate::pages::{Chart, ForecastPart, Scale};

/// The classes of the lines of what-ifs, in their order.
const LINES: [&str; 3] = ["lever", "lever lever-2", "lever lever-3"];

impl Answer<'_> {
    /// The picture of the kind.
    pub fn chart(&self) -> Chart {
        match self.kind {
            Kind::Target => self.reached(),
            Kind::CatchUp => self.waiting(),
            Kind::Blanks => self.stock(),
            Kind::Queue => self.counters(),
            Kind::Ladder => self.weeks(),
        }
    }

    /// The first, middle and last day of the schedule.
    fn axis(&self) -> Vec<String> {
        let days: Vec<Date> = self.rows().iter().filter_map(|row| day(&row["date"])).collect();
        Chart::ends(&days).into_iter().map(|day| self.lang.date_short(day)).collect()
    }

    fn column(&self, key: &str) -> Vec<f64> {
        self.rows().iter().map(|row| real(row, key)).collect()
    }

    fn reached(&self) -> Chart {
        let (lang, wanted, total) = (self.lang, self.number("/wanted"), self.column("total"));
        let scale = Scale::to(total.iter().copied().chain([wanted]));
        let reached = lang.amount(total.last().copied().unwrap_or(0.0));
        Chart {
            title: lang.plan_chart_target().to_owned(),
            desc: lang.plan_chart_target_desc(&reached, &lang.amount(wanted), self.until()),
            top: lang.plan_chart_top(&lang.amount(scale.top())),
            shapes: vec![("median", scale.line(&total)), ("reorder", scale.level(wanted))],
            axis: self.axis(),
            bars: false,
            legend: vec![("median", false, lang.plan_chart_target().to_owned()), ("reorder", false, lang.plan_chart_wanted().to_owned())],
        }
    }

    fn waiting(&self) -> Chart {
        let lang = self.lang;
        let with_start = |answer: &Self| [vec![answer.number("/backlog")], answer.column("waiting")].concat();
        let mut own = with_start(self);
        let mut others: Vec<(&str, Vec<f64>)> = self.variants().map(|(name, answer)| (name, with_start(&answer))).collect();
        let days = drawn_days(others.iter().map(|(_, line)| line).chain([&own]));
        others.iter_mut().map(|(_, line)| line).chain([&mut own]).for_each(|line| line.resize(days, 0.0));
        let scale = Scale::to(own.iter().copied().chain(others.iter().flat_map(|(_, line)| line.iter().copied())));
        let (first, last) = (own.first().copied().unwrap_or(0.0), own.last().copied().unwrap_or(0.0));
        let lines = others.iter().zip(LINES).map(|((_, line), look)| (look, scale.line(line)));
        let words = others.iter().zip(LINES).map(|((name, _), look)| (look, false, lang.plan_what_if(name).to_owned()));
        let end = self.rows().first().and_then(|row| day(&row["date"])).map(|first| first.saturating_add((days as i64 - 2).max(0).days()));
        let axis = self.rows().first().and_then(|row| day(&row["date"])).into_iter().chain(end);
        Chart {
            title: lang.plan_chart_catch_up().to_owned(),
            desc: lang.plan_chart_catch_up_desc(&lang.amount(first), &lang.amount(last), end.unwrap_or_default()),
            top: lang.plan_chart_top(&lang.amount(scale.top())),
            shapes: lines.chain([("median", scale.line(&own))]).collect(),
            axis: axis.map(|day| lang.date_short(day)).collect(),
            bars: false,
            legend: [("median", false, lang.plan_chart_now().to_owned())].into_iter().chain(words).collect(),
        }
    }

    /// The picture of the shortage.
    fn stock(&self) -> Chart {
        let stock = |row: &Value, key: &str| row.pointer(&format!("/stock/{key}")).and_then(Value::as_i64).unwrap_or(0);
        let days = self.rows().iter().filter_map(|row| Some((day(&row["date"])?, stock(row, "p10"), stock(row, "p50"), stock(row, "p90"))));
        let closes = self.object["classes"].as_array().into_iter().flatten().filter_map(|row| day(&row["closes"]));
        let part = ForecastPart {
            days: days.collect(),
            reorder: self.number("/reorder/0/reorder_point") as i64,
            closes: closes.collect(),
            classes: Vec::new(),
            policies: Vec::new(),
        };
        part.chart(self.lang)
    }

    fn counters(&self) -> Chart {
        let (lang, promise) = (self.lang, self.promise());
        let rows = self.object["rows"].as_array().map_or(&[][..], Vec::as_slice);
        let waiting: Vec<f64> = rows.iter().map(|row| row["waiting"].as_f64().unwrap_or(1.0)).collect();
        let scale = Scale::to(waiting.iter().copied().chain([promise]));
        let counters = |row: &Value| row["counters"].to_string();
        let (last, share) = (rows.last().map(|row| row["counters"].to_string()), waiting.last().copied().unwrap_or(0.0));
        Chart {
            title: lang.plan_chart_queue().to_owned(),
            desc: lang.plan_chart_queue_desc(&last.unwrap_or_default(), &self.share(share), &self.share(promise)),
            top: lang.plan_chart_top(&self.share(scale.top())),
            shapes: vec![("bar", scale.bars(&waiting, 0, 1)), ("reorder", scale.level(promise))],
            axis: rows.iter().map(counters).collect(),
            bars: true,
            legend: vec![("bar", true, lang.plan_share_waiting().to_owned()), ("reorder", false, lang.plan_chart_promise().to_owned())],
        }
    }

    fn weeks(&self) -> Chart {
        let (lang, climbs) = (self.lang, self.climbs());
        let rows = self.rows();
        let first = rows.first().and_then(|row| day(&row["date"])).unwrap_or_default();
        let week = |row: &Value| day(&row["date"]).map_or(0, |on| on.since(first).map_or(0, |span| span.get_days() / 7)) as usize;
        let weeks = rows.iter().map(week).max().map_or(0, |last| last + 1);
        let (mut told, mut sent) = (vec![0.0; weeks], vec![0.0; weeks]);
        for row in rows {
            let into = if climbs.contains(&row["rung"].as_i64().unwrap_or(0)) { &mut sent } else { &mut told };
            if let Some(sum) = into.get_mut(week(row)) {
                *sum += real(row, "cards");
            }
        }
        let scale = Scale::to(told.iter().chain(&sent).copied());
        // Day and month alone: the table has the years, and weeks stand close together.
        let begins = |number: usize| {
            let begin = first.saturating_add((number as i64 * 7).days());
            format!("{}/{}", begin.day(), begin.month())
        };
        let (notices, cards): (f64, f64) = (told.iter().sum(), sent.iter().sum());
        Chart {
            title: lang.plan_chart_ladder().to_owned(),
            desc: lang.plan_chart_ladder_desc(&lang.amount(notices), &lang.amount(cards)),
            top: lang.plan_chart_top(&lang.amount(scale.top())),
            shapes: vec![("bar", scale.bars(&told, 0, 2)), ("bar bar-2", scale.bars(&sent, 1, 2))],
            axis: (0..weeks).map(begins).collect(),
            bars: true,
            legend: vec![("bar", true, lang.plan_chart_notices().to_owned()), ("bar bar-2", true, lang.plan_chart_climbs().to_owned())],
        }
    }
}

/// Over how many days lines are drawn. One that ends with nothing stays there; how one goes on that still waits at its end is not known, and
/// all are cut there.
fn drawn_days<'a>(lines: impl Iterator<Item = &'a Vec<f64>> + Clone) -> usize {
    let waiting = lines.clone().filter(|line| line.last().is_some_and(|last| *last > NOTHING));
    waiting.map(Vec::len).min().or(lines.map(Vec::len).max()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_that_never_ends_is_not_drawn_as_gone() {
        let [gone, longer, waits] = [vec![9.0, 0.0], vec![9.0, 5.0, 2.0, 0.0], vec![9.0, 9.0, 9.0]];
        assert_eq!(drawn_days([&gone, &longer].into_iter()), 4, "nothing waits beyond its end");
        assert_eq!(drawn_days([&gone, &longer, &waits].into_iter()), 3, "nobody knows how much waits beyond it");
    }
}
