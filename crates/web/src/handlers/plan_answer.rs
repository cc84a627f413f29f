//! A plan's answer (docs/PLAN.md) in sentences, tables and figures; its picture is in `plan_chart.rs`.

use app::plans::{Input, Kind};
use jiff::civil::Date;
use serde_json::Value;

use super::plans::class;
use crate::{lang::Lang, pages::PlanTable};

/// Nothing waits: less than this of a card.
pub(super) const NOTHING: f64 = 1e-6;

/// An answer with what it was asked of.
pub(super) struct Answer<'a> {
    pub(super) lang: Lang,
    pub(super) kind: Kind,
    inputs: &'a [Input],
    pub(super) object: &'a Value,
}

impl<'a> Answer<'a> {
    pub fn new(lang: Lang, kind: Kind, inputs: &'a [Input], object: &'a Value) -> Self {
        Self { lang, kind, inputs, object }
    }

    /// Whether it can be done, and stays so.
    pub fn is_good(&self) -> bool {
        self.is_attainable() && !self.grows_again()
    }

    fn is_attainable(&self) -> bool {
        self.object.pointer("/verdict/attainable") == Some(&Value::Bool(true))
    }

    /// Whether a queue that was gone waits again by the last day.
    fn grows_again(&self) -> bool {
        self.is_attainable() && self.number("/left_by_end") > NOTHING
    }

    pub(super) fn number(&self, pointer: &str) -> f64 {
        self.known(pointer).unwrap_or(0.0)
    }

    fn known(&self, pointer: &str) -> Option<f64> {
        self.object.pointer(pointer)?.as_f64()
    }

    fn amount(&self, pointer: &str) -> String {
        self.lang.amount(self.number(pointer))
    }

    /// An input as it stands.
    fn input(&self, key: &str) -> Option<&'a str> {
        self.inputs.iter().find(|input| input.key == key)?.value.as_deref()
    }

    fn day(&self, pointer: &str) -> Option<Date> {
        day(self.object.pointer(pointer)?)
    }

    pub(super) fn share(&self, share: f64) -> String {
        self.lang.percent((share * 1e3).round() as i64)
    }

    pub(super) fn until(&self) -> Date {
        self.input("until").and_then(|until| until.parse().ok()).unwrap_or_default()
    }

    /// The answer; the first sentence is the most important, the second says what binds.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = vec![self.headline()];
        sentences.extend(self.grows_again().then(|| self.lang.plan_grows_again(self.until())));
        sentences.extend(self.binding());
        if !self.is_attainable() && matches!(self.kind, Kind::Target | Kind::CatchUp) {
            sentences.push(self.day("/verdict/on").map_or_else(|| self.lang.plan_never().to_owned(), |on| self.lang.plan_on(on)));
        }
        if self.kind == Kind::Blanks {
            sentences.extend(self.day("/ends/p50").map(|on| self.lang.plan_blanks_gone(on)));
        }
        let unknown = self.known("/whereabouts_unknown/people").filter(|people| *people > 0.0);
        sentences.extend(unknown.map(|people| self.lang.plan_unknown(&self.lang.amount(people))));
        if let Some(chance) = self.known("/chance").filter(|chance| (0.0005..0.9995).contains(chance) && self.kind == Kind::Blanks) {
            sentences.push(self.lang.plan_chance(&self.share(chance)));
        }
        sentences
    }

    /// The same for a what-if.
    fn headline(&self) -> String {
        let (lang, missing) = (self.lang, self.amount("/verdict/missing"));
        match (self.kind, self.is_attainable(), self.day("/verdict/on")) {
            (Kind::Target, true, Some(on)) => lang.plan_target_yes(&self.amount("/wanted"), on),
            (Kind::Target, ..) => lang.plan_target_no(&self.amount("/expected"), &self.amount("/wanted"), self.until()),
            (Kind::CatchUp, true, Some(on)) if self.hands_over() => lang.plan_hand_over_yes(on),
            (Kind::CatchUp, true, Some(on)) => lang.plan_catch_up_yes(on),
            (Kind::CatchUp, ..) if self.hands_over() => lang.plan_hand_over_no(&missing, self.until()),
            (Kind::CatchUp, ..) => lang.plan_catch_up_no(&missing, self.until()),
            (Kind::Blanks, true, _) => lang.plan_blanks_yes(self.until()),
            (Kind::Blanks, ..) => lang.plan_blanks_no(&missing),
            (Kind::Queue, true, _) => {
                let counters = lang.amount(self.known("/planned/counters").or_else(|| self.known("/needed")).unwrap_or(0.0));
                let says = if self.has_several_places() { Lang::plan_queue_yes_each } else { Lang::plan_queue_yes };
                says(lang, &counters, &self.share(self.promise()))
            }
            (Kind::Queue, ..) => {
                let says = if self.has_several_places() { Lang::plan_queue_no_each } else { Lang::plan_queue_no };
                says(lang, &missing, &self.amount("/needed"), &self.share(self.promise()))
            }
            (Kind::Ladder, false, _) => lang.plan_ladder_stuck(&missing),
            (Kind::Ladder, ..) => lang.plan_ladder(&self.amount("/due_today"), &self.lying()),
        }
    }

    fn lying(&self) -> String {
        self.lang.amount(self.input("lying").and_then(|lying| lying.parse().ok()).unwrap_or(0.0))
    }

    fn hands_over(&self) -> bool {
        self.input("goal") == Some("handed_over")
    }

    /// Whether counters are told of each of several places.
    fn has_several_places(&self) -> bool {
        self.input("sites").is_some_and(|sites| sites != "1")
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

    pub(super) fn rows(&self) -> &'a [Value] {
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

    pub(super) fn variants(&self) -> impl Iterator<Item = (&'a str, Self)> {
        let list = self.object["what_if"].as_array().map_or(&[][..], Vec::as_slice);
        let answered = list.iter().filter(|object| object["ok"] == true);
        let (lang, kind, inputs) = (self.lang, self.kind, self.inputs);
        answered.map(move |object| (object["name"].as_str().unwrap_or_default(), Self { lang, kind, inputs, object }))
    }

    /// What if: the change, the answer, whether it can be done then.
    pub fn what_ifs(&self) -> Vec<(String, String, bool)> {
        let row = |(name, answer): (&str, Self)| {
            let headline = answer.headline();
            let says = if answer.grows_again() { format!("{headline} {}", self.lang.plan_grows_again(self.until())) } else { headline };
            (self.lang.plan_what_if(name).to_owned(), says, answer.is_good())
        };
        self.variants().map(row).collect()
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
                let several = self.has_several_places();
                add(if several { lang.plan_fact_needed_each() } else { lang.plan_fact_needed() }, amount("/needed"));
                add(lang.plan_fact_wait(), amount("/planned/wait_minutes"));
                add(lang.plan_fact_split(), amount("/split").filter(|_| several));
                add(lang.plan_fact_pooled(), amount("/pooled").filter(|_| several));
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

    /// The share of people that waits at most.
    pub(super) fn promise(&self) -> f64 {
        self.input("promise.share").and_then(|promise| promise.parse().ok()).unwrap_or(0.25)
    }

    /// The rungs that send cards on, from 1: the last one of a ladder that has any.
    pub(super) fn climbs(&self) -> Vec<i64> {
        let rungs = self.inputs.iter().filter(|input| input.key.starts_with("rung["));
        rungs.zip(1..).filter(|(input, _)| input.of != "notice").map(|(_, number)| number).collect()
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

pub(super) fn real(row: &Value, key: &str) -> f64 {
    row[key].as_f64().unwrap_or(0.0)
}

pub(super) fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}
