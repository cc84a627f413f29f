use super::{Chart, Choice, Shell, Tab, routes};
use askama::Template;

/// The five plans, each with its answer in a sentence.
#[derive(Debug, Clone, Template)]
#[template(path = "plans.html")]
pub struct PlansPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// The plans.
    pub rows: Vec<PlanRow>,
}

/// A plan in the list.
#[derive(Debug, Clone)]
pub struct PlanRow {
    /// The code of its kind.
    pub kind: String,
    /// Its answer, or what is missing.
    pub sentence: String,
    /// Whether it can be done; nothing while there is no answer.
    pub good: Option<bool>,
    /// What binds, or where the missing number is filled in.
    pub note: String,
}

/// One plan: the answer, what binds, what helps, and the numbers as a form.
#[derive(Debug, Clone, Template)]
#[template(path = "plan.html")]
pub struct PlanPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// The code of its kind.
    pub kind: String,
    /// The answer in sentences, the first is the most important; or why there is none.
    pub sentences: Vec<String>,
    /// Whether it can be done; nothing while there is no answer.
    pub good: Option<bool>,
    /// The field that is missing, by its id.
    pub missing: Option<String>,
    /// The picture.
    pub chart: Option<Chart>,
    /// What one more of each is worth: the lever, how much, when it is done then.
    pub levers: Vec<(String, String, String)>,
    /// In what that is counted.
    pub worth: String,
    /// What if: the change, the answer, whether it can be done then.
    pub what_ifs: Vec<(String, String, bool)>,
    /// Figures beside the answer.
    pub facts: Vec<(String, String)>,
    /// A page with more of it: words and address.
    pub link: Option<(String, &'static str)>,
    /// The table beneath the picture.
    pub table: Option<PlanTable>,
    /// What the head of the office decides.
    pub choices: Vec<PlanField>,
    /// What the answer rests on.
    pub numbers: Vec<PlanField>,
    /// Whether the numbers are to be seen at once.
    pub numbers_open: bool,
}

/// A table.
#[derive(Debug, Clone)]
pub struct PlanTable {
    /// What it is.
    pub heading: String,
    /// Its columns, the first of which names the row.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl PlanTable {
    /// What names a row.
    fn name<'a>(&self, row: &'a [String]) -> &'a str {
        row.first().map_or("", String::as_str)
    }

    /// A row's cells with their columns, without the one that names it.
    fn cells<'a>(&'a self, row: &'a [String]) -> impl Iterator<Item = (&'a String, &'a String)> {
        self.columns.iter().zip(row).skip(1)
    }
}

/// An input of a plan.
#[derive(Debug, Clone)]
pub struct PlanField {
    /// Its key, which is its name in the address.
    pub key: String,
    /// The id of its field.
    pub id: String,
    /// Its words.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// `number`, `date` or `text`; empty for one that is chosen.
    pub kind: &'static str,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// The code of its basis.
    pub basis: &'static str,
    /// Where it comes from.
    pub source: String,
    /// Whether it is not what the records say.
    pub changed: bool,
}

impl PlanField {
    /// The colour of the basis.
    fn tone(&self) -> &'static str {
        match self.basis {
            "measured" => "good",
            "rule" => "info",
            _ => "wait",
        }
    }
}

#[cfg(test)]
impl PlansPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let row = |kind: &str, sentence: String, good, note: String| PlanRow { kind: kind.to_owned(), sentence, good, note };
        let typical = Self {
            shell: super::Shell { here: routes::PLANS.to_owned(), ..samples::shell_at(lang, Nav::Oversight) },
            tabs: samples::tabs(lang, routes::PROPOSALS),
            rows: vec![
                row(
                    "target",
                    lang.plan_target_no("35.090", "120.000", jiff::civil::date(2022, 12, 31)),
                    Some(false),
                    lang.plan_binds(lang.plan_stage("reach")),
                ),
                row("catch_up", lang.plan_catch_up_yes(jiff::civil::date(2022, 12, 9)), Some(true), lang.plan_binds_none().to_owned()),
                row("queue", lang.plans_needs(lang.plan_key("arrivals_an_hour")), None, String::new()),
            ],
        };
        vec![("typical", typical)]
    }
}

#[cfg(test)]
impl PlanPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, Scale, samples};
        let field = |key: &str, value: &str, kind, basis, changed| PlanField {
            key: key.to_owned(),
            id: format!("f-{}", key.replace(['.', '[', ']'], "-")),
            label: lang.plan_key(key).to_owned(),
            value: value.to_owned(),
            kind,
            options: if kind.is_empty() { vec![Choice::new("printed", lang.plan_choice("printed"), value)] } else { Vec::new() },
            basis,
            source: samples::IRISH.to_owned(),
            changed,
        };
        let scale = Scale::to([7_000.0]);
        let chart = Chart {
            title: lang.plan_chart_catch_up().to_owned(),
            desc: lang.plan_chart_catch_up_desc("7.000", "0", jiff::civil::date(2022, 12, 20)),
            top: lang.plan_chart_top("7.000"),
            shapes: vec![("median", scale.line(&[7_000.0, 4_000.0, 1_200.0])), ("reorder", scale.level(0.0))],
            axis: vec!["1 Des".to_owned(), "20 Des".to_owned()],
            bars: false,
            legend: vec![("median", false, lang.plan_chart_now().to_owned()), ("bar", true, lang.plan_chart_notices().to_owned())],
        };
        let typical = Self {
            shell: super::Shell { here: routes::plan("catch_up"), ..samples::shell_at(lang, Nav::Oversight) },
            tabs: samples::tabs(lang, routes::PROPOSALS),
            kind: "catch_up".to_owned(),
            sentences: vec![lang.plan_catch_up_no("1.200", jiff::civil::date(2022, 12, 20)), lang.plan_binds(lang.plan_stage("printers"))],
            good: Some(false),
            missing: None,
            chart: Some(chart),
            levers: vec![(lang.plan_lever("printer").to_owned(), "812".to_owned(), "9 Des 2022".to_owned())],
            worth: lang.plan_worth_cards().to_owned(),
            what_ifs: vec![(lang.plan_what_if("saturdays").to_owned(), lang.plan_catch_up_yes(jiff::civil::date(2022, 12, 9)), true)],
            facts: vec![(lang.plan_fact_backlog().to_owned(), "7.000".to_owned())],
            link: Some((lang.plan_shortage_link().to_owned(), routes::SHORTAGE)),
            table: Some(PlanTable {
                heading: lang.plan_schedule().to_owned(),
                columns: [lang.plan_day(), lang.plan_done_today(), lang.plan_waiting()].map(str::to_owned).to_vec(),
                rows: vec![vec!["1 Des 2022".to_owned(), "400".to_owned(), "6.600".to_owned()]],
            }),
            choices: vec![field("until", "2022-12-20", "date", "assumption", true), field("goal", "printed", "", "assumption", false)],
            numbers: vec![
                field("inflow_a_day", "60.5", "number", "measured", false),
                field("hours.weekday", "7.5", "number", "rule", false),
            ],
            numbers_open: false,
        };
        let asked = Self {
            sentences: vec![lang.plans_needs(lang.plan_key("inflow_a_day"))],
            good: None,
            missing: Some("f-inflow_a_day".to_owned()),
            chart: None,
            levers: Vec::new(),
            what_ifs: Vec::new(),
            facts: Vec::new(),
            link: None,
            table: None,
            numbers_open: true,
            ..typical.clone()
        };
        let errors =
            [("f-inflow_a_day", lang.plan_wrong(lang.plan_key("inflow_a_day"))), ("f-goal", lang.plan_wrong_word(lang.plan_key("goal")))];
        let wrong = Self {
            shell: samples::with_errors(typical.shell.clone(), &errors),
            sentences: Vec::new(),
            missing: None,
            numbers: vec![field("inflow_a_day", samples::SCRIPT, "number", "measured", false)],
            ..asked.clone()
        };
        vec![("typical", typical), ("asked", asked), ("error", wrong)]
    }
}
