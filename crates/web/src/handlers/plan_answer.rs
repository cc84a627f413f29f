//! A plan's answer (docs/PLAN.md) in sentences, a picture, tables and figures.

use app::plans::{Input, Kind};
use jiff::{ToSpan, civil::Date};
use serde_json::Value;

use super::plans::class;
use crate::{
    lang::Lang,
    pages::{Chart, PlanTable, Scale},
};

/// An answer with what it was asked of.
pub(super) struct Answer<'a> {
    lang: Lang,
    kind: Kind,
    inputs: &'a [Input],
    object: &'a Value,
}

/// The classes of the lines of what-ifs, in their order.
const LINES: [&str; 3] = ["lever", "lever lever-2", "lever lever-3"];

impl<'a> Answer<'a> {
    pub fn new(lang: Lang, kind: Kind, inputs: &'a [Input], object: &'a Value) -> Self {
        Self { lang, kind, inputs, object }
    }

    /// Whether it can be done.
    pub fn is_good(&self) -> bool {
        self.object.pointer("/verdict/attainable") == Some(&Value::Bool(true))
    }

    fn number(&self, pointer: &str) -> f64 {
        self.known(pointer).unwrap_or(0.0)
    }

    fn known(&self, pointer: &str) -> Option<f64> {
        self.object.pointer(pointer)?.as_f64()
    }

    fn amount(&self, pointer: &str) -> String {
        self.lang.amount(self.number(pointer))
    }

    fn day(&self, pointer: &str) -> Option<Date> {
        day(self.object.pointer(pointer)?)
    }

    fn share(&self, share: f64) -> String {
        self.lang.percent((share * 1e3).round() as i64)
    }

    fn until(&self) -> Date {
        let until = self.inputs.iter().find(|input| input.key == "until").and_then(|input| input.value.as_deref());
        until.and_then(|until| until.parse().ok()).unwrap_or_default()
    }

    /// The answer; the first sentence is the most important, the second says what binds.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = vec![self.headline()];
        sentences.extend(self.binding());
        if !self.is_good() && matches!(self.kind, Kind::Target | Kind::CatchUp) {
            sentences.push(self.day("/verdict/on").map_or_else(|| self.lang.plan_never().to_owned(), |on| self.lang.plan_on(on)));
        }
        if self.kind == Kind::Blanks {
            sentences.extend(self.day("/ends/p50").map(|on| self.lang.plan_blanks_gone(on)));
        }
        let unknown = self.known("/whereabouts_unknown/people").filter(|people| *people > 0.0);
        sentences.extend(unknown.map(|people| self.lang.plan_unknown(&self.lang.amount(people))));
        if let Some(chance) =
            self.known("/chance").filter(|chance| (0.0005..0.9995).contains(chance) && matches!(self.kind, Kind::CatchUp | Kind::Blanks))
        {
            sentences.push(self.lang.plan_chance(&self.share(chance)));
        }
        sentences
    }

    /// The same for a what-if.
    fn headline(&self) -> String {
        let (lang, missing) = (self.lang, self.amount("/verdict/missing"));
        match (self.kind, self.is_good(), self.day("/verdict/on")) {
            (Kind::Target, true, Some(on)) => lang.plan_target_yes(&self.amount("/wanted"), on),
            (Kind::Target, ..) => lang.plan_target_no(&self.amount("/expected"), &self.amount("/wanted"), self.until()),
            (Kind::CatchUp, true, Some(on)) => lang.plan_catch_up_yes(on),
            (Kind::CatchUp, ..) => lang.plan_catch_up_no(&missing, self.until()),
            (Kind::Blanks, true, _) => lang.plan_blanks_yes(self.until()),
            (Kind::Blanks, ..) => lang.plan_blanks_no(&missing),
            (Kind::Queue, true, _) => {
                let counters = self.known("/planned/counters").or_else(|| self.known("/needed")).unwrap_or(0.0);
                lang.plan_queue_yes(&lang.amount(counters), &self.share(self.promise()))
            }
            (Kind::Queue, ..) => lang.plan_queue_no(&missing, &self.amount("/needed"), &self.share(self.promise())),
            (Kind::Ladder, false, _) => lang.plan_ladder_stuck(&missing),
            (Kind::Ladder, ..) => lang.plan_ladder(&self.amount("/due_today"), &self.lying()),
        }
    }

    fn lying(&self) -> String {
        let lying = self.inputs.iter().find(|input| input.key == "lying").and_then(|input| input.value.as_deref()?.parse().ok());
        self.lang.amount(lying.unwrap_or(0.0))
    }

    fn binding(&self) -> Option<String> {
        let lang = self.lang;
        if self.kind == Kind::Queue {
            return None;
        }
        if self.kind == Kind::Ladder {
            let steps: f64 = self.rows().iter().map(|row| real(row, "cards")).sum();
            return Some(lang.plan_ladder_more(&lang.amount(steps)));
        }
        let Some(stage) = self.object.pointer("/binding/stage").and_then(Value::as_str) else {
            return (self.kind == Kind::Target).then(|| lang.plan_binds_none().to_owned());
        };
        let binds = lang.plan_binds(lang.plan_stage(stage));
        let cost = (self.kind == Kind::Target).then(|| lang.plan_binds_cost(&self.amount("/binding/costs")));
        Some(cost.map_or_else(|| binds.clone(), |cost| format!("{binds} {cost}")))
    }

    fn rows(&self) -> &'a [Value] {
        self.object["schedule"].as_array().map_or(&[], Vec::as_slice)
    }

    /// What one more of each is worth, the most first; what is worth nothing is left out.
    pub fn levers(&self) -> Vec<(String, String, String)> {
        let list = self.object["levers"].as_array().map_or(&[][..], Vec::as_slice);
        let mut levers: Vec<&Value> = list.iter().filter(|lever| real(lever, "more") > 0.005).collect();
        levers.sort_by(|one, other| real(other, "more").total_cmp(&real(one, "more")));
        let row = |lever: &&Value| {
            let on = day(&lever["on"]).map_or_else(|| "–".to_owned(), |on| self.lang.date_short(on));
            (self.lang.plan_lever(lever["lever"].as_str().unwrap_or_default()).to_owned(), self.lang.amount(real(lever, "more")), on)
        };
        levers.iter().map(row).collect()
    }

    fn variants(&self) -> impl Iterator<Item = (&'a str, Self)> {
        let list = self.object["what_if"].as_array().map_or(&[][..], Vec::as_slice);
        let answered = list.iter().filter(|object| object["ok"] == true);
        let (lang, kind, inputs) = (self.lang, self.kind, self.inputs);
        answered.map(move |object| (object["name"].as_str().unwrap_or_default(), Self { lang, kind, inputs, object }))
    }

    /// What if: the change, the answer, whether it can be done then.
    pub fn what_ifs(&self) -> Vec<(String, String, bool)> {
        self.variants().map(|(name, answer)| (self.lang.plan_what_if(name).to_owned(), answer.headline(), answer.is_good())).collect()
    }

    /// Figures beside the answer.
    pub fn facts(&self) -> Vec<(String, String)> {
        let lang = self.lang;
        let mut facts = Vec::new();
        let mut add = |name: &str, value: Option<String>| facts.extend(value.map(|value| (name.to_owned(), value)));
        let amount = |pointer: &str| self.known(pointer).map(|amount| lang.amount(amount));
        match self.kind {
            Kind::Target => {
                add(lang.plan_fact_expected(), amount("/expected"));
                add(lang.plan_fact_reachable(), amount("/reachable"));
                add(lang.plan_fact_unknown(), amount("/whereabouts_unknown/people"));
                add(lang.plan_fact_come(), amount("/come"));
                add(lang.plan_fact_stations(), amount("/stations_needed"));
                let coverage = self.known("/coverage/now").zip(self.known("/coverage/then"));
                add(lang.plan_fact_coverage(), coverage.map(|(now, then)| lang.plan_now_then(&self.share(now), &self.share(then))));
            }
            Kind::CatchUp => {
                add(lang.plan_fact_backlog(), amount("/backlog"));
                add(lang.plan_fact_inflow(), amount("/inflow_a_day"));
                add(lang.plan_fact_capacity(), amount("/capacity_a_day"));
                add(lang.plan_fact_service_days(), amount("/service_days"));
            }
            Kind::Blanks => {
                add(lang.plan_fact_wanted(), amount("/wanted"));
                add(lang.plan_fact_a_day(), amount("/a_day"));
                add(lang.plan_fact_reorder(), amount("/reorder/0/reorder_point"));
                for row in self.object["classes"].as_array().into_iter().flatten() {
                    let name = lang.plan_fact_closes(&class(lang, row["name"].as_str().unwrap_or_default()));
                    add(&name, day(&row["closes"]).map(|on| lang.date_short(on)));
                }
            }
            Kind::Queue => {
                add(lang.plan_fact_arrivals(), amount("/arrivals_an_hour"));
                add(lang.plan_fact_needed(), amount("/needed"));
                add(lang.plan_fact_wait(), amount("/planned/wait_minutes"));
                add(
                    lang.plan_fact_pooled(),
                    amount("/pooled")
                        .filter(|_| self.inputs.iter().any(|input| input.key == "sites" && input.value.as_deref() != Some("1"))),
                );
            }
            Kind::Ladder => {
                add(lang.plan_fact_oldest(), amount("/oldest_days"));
                for row in self.object["survival"].as_array().into_iter().flatten() {
                    let days = row["days"].as_i64().unwrap_or(0);
                    add(
                        &lang.plan_fact_still(days),
                        row["share"].as_f64().filter(|_| [7, 30, 90].contains(&days)).map(|share| self.share(share)),
                    );
                }
                add(lang.plan_fact_weekly(), amount("/little/due_a_week"));
            }
        }
        facts
    }

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
        let rows = self.rows();
        let mut days: Vec<Date> =
            [rows.first(), rows.get(rows.len() / 2), rows.last()].into_iter().flatten().filter_map(|row| day(&row["date"])).collect();
        days.dedup();
        days.into_iter().map(|day| self.lang.date_short(day)).collect()
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
        // Each ends when nothing waits; all are drawn over the longest.
        let days = others.iter().map(|(_, line)| line.len()).chain([own.len()]).max().unwrap_or(0);
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
        let part = crate::pages::ForecastPart {
            days: days.collect(),
            reorder: self.number("/reorder/0/reorder_point") as i64,
            closes: closes.collect(),
            classes: Vec::new(),
            policies: Vec::new(),
        };
        part.chart(self.lang)
    }

    fn promise(&self) -> f64 {
        let promise = self.inputs.iter().find(|input| input.key == "promise.share").and_then(|input| input.value.as_deref()?.parse().ok());
        promise.unwrap_or(0.25)
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

    /// The rungs that send cards on, from 1: the last one of a ladder that has any.
    fn climbs(&self) -> Vec<i64> {
        let rungs = self.inputs.iter().filter(|input| input.key.starts_with("rung["));
        rungs.zip(1..).filter(|(input, _)| input.of != "notice").map(|(_, number)| number).collect()
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

    /// The table beneath the picture.
    pub fn table(&self) -> PlanTable {
        let lang = self.lang;
        let heading = if self.kind == Kind::Queue { lang.plan_rows() } else { lang.plan_schedule() };
        let date = |row: &Value| day(&row["date"]).map_or_else(String::new, |on| lang.date_short(on));
        let amount = |row: &Value, key: &str| lang.amount(real(row, key));
        let (columns, rows): (Vec<&str>, Vec<Vec<String>>) = match self.kind {
            Kind::Target | Kind::CatchUp => {
                let row = |row: &Value| vec![date(row), amount(row, "done"), amount(row, "total"), amount(row, "waiting")];
                let open = self.rows().iter().filter(|row| real(row, "minutes") > 0.0 || real(row, "done") > 0.0);
                (vec![lang.plan_day(), lang.plan_done_today(), lang.plan_total(), lang.plan_waiting()], open.map(row).collect())
            }
            Kind::Blanks => {
                let row = |row: &Value| {
                    let stock = &row["stock"];
                    vec![date(row), amount(stock, "p10"), amount(stock, "p50"), amount(stock, "p90")]
                };
                (vec![lang.chart_day(), lang.chart_early(), lang.chart_median(), lang.chart_late()], self.rows().iter().map(row).collect())
            }
            Kind::Ladder => {
                let climbs = self.climbs();
                let step = |row: &Value| {
                    if climbs.contains(&row["rung"].as_i64().unwrap_or(0)) { lang.plan_chart_climbs() } else { lang.plan_chart_notices() }
                };
                let row = |row: &Value| vec![date(row), step(row).to_owned(), amount(row, "cards")];
                (vec![lang.plan_day(), lang.plan_step(), lang.plan_cards()], self.rows().iter().map(row).collect())
            }
            Kind::Queue => {
                let share = |row: &Value, key: &str| row[key].as_f64().map_or_else(|| "–".to_owned(), |share| self.share(share));
                let row = |row: &Value| {
                    vec![
                        row["counters"].to_string(),
                        share(row, "utilisation"),
                        share(row, "waiting"),
                        amount(row, "wait_minutes"),
                        share(row, "longer"),
                    ]
                };
                let columns = vec![
                    lang.plan_counters(),
                    lang.plan_busy(),
                    lang.plan_share_waiting(),
                    lang.plan_mean_wait(),
                    lang.plan_share_longer(),
                ];
                (columns, self.object["rows"].as_array().into_iter().flatten().map(row).collect())
            }
        };
        PlanTable { heading: heading.to_owned(), columns: columns.into_iter().map(str::to_owned).collect(), rows }
    }
}

fn real(row: &Value, key: &str) -> f64 {
    row[key].as_f64().unwrap_or(0.0)
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}
