use super::{Shell, Tab, Tag, Tone, routes};
use crate::lang::Lang;
use askama::Template;
use jiff::civil::Date;

/// What is due by the office's ladder, and the ladder itself.
#[derive(Debug, Clone, Template)]
#[template(path = "ladder.html")]
pub struct LadderPage {
    /// The frame.
    pub shell: Shell,
    /// The rules of the ladder: a sentence and the letter that it comes from.
    pub rules: Vec<(String, String)>,
    /// Cards that lie in the office.
    pub lying: i64,
    /// The spans of time: the tab, notices, cards to be sent on.
    pub spans: Vec<(Tab, i64, i64)>,
    /// The cards, the earliest step first.
    pub rows: Vec<LadderRow>,
    /// How many are shown, when there are more.
    pub first: Option<i64>,
}

/// A card with its next step.
#[derive(Debug, Clone)]
pub struct LadderRow {
    /// The case's id.
    pub case_id: String,
    /// Its receipt.
    pub receipt: String,
    /// Whose.
    pub name: String,
    /// Village and sub-district.
    pub area: String,
    /// The code of the step.
    pub action: String,
    /// The code of the notice, when the step is one.
    pub template: Option<String>,
    /// When the step is due.
    pub due: Date,
    /// Whether that day has passed.
    pub late: bool,
    /// Why, in sentences.
    pub why: Vec<String>,
}

impl LadderPage {
    fn tabs(&self) -> Vec<Tab> {
        self.spans.iter().map(|(tab, ..)| tab.clone()).collect()
    }
}

impl Tag {
    /// The tag of a step of the ladder, by its code.
    pub fn ladder(lang: Lang, code: &str) -> Self {
        Self { text: lang.ladder_action(code).to_owned(), tone: if code == "notice" { Tone::Info } else { Tone::Wait } }
    }
}

/// How well the promise of one-day service was kept.
#[derive(Debug, Clone, Template)]
#[template(path = "one_day.html")]
pub struct OneDayPage {
    /// The frame.
    pub shell: Shell,
    /// From which day.
    pub since: Date,
    /// What was typed as `dari`.
    pub from: String,
    /// By site and purpose; the sum last.
    pub rows: Vec<OneDayRow>,
}

/// One site and purpose.
#[derive(Debug, Clone, Default)]
pub struct OneDayRow {
    /// The counter's name; nothing for the sum.
    pub site: Option<String>,
    /// The code of the purpose.
    pub purpose: String,
    /// Requests.
    pub asked: i64,
    /// Printed on the same day.
    pub same_day: i64,
    /// Printed later.
    pub later: i64,
}

impl OneDayRow {
    fn not_yet(&self) -> i64 {
        self.asked - self.same_day - self.later
    }
}

#[cfg(test)]
mod samples_of {
    use super::{super::*, *};
    use jiff::civil::date;

    impl LadderPage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let row = |name: &str, action: &str, late| LadderRow {
                case_id: samples::CASE_ID.to_owned(),
                receipt: "7K3M-9QXD-4".to_owned(),
                name: name.to_owned(),
                area: "Desa Kopang Rembiga, Kopang".to_owned(),
                action: action.to_owned(),
                template: (action == "notice").then(|| "reminder".to_owned()),
                due: date(2022, 11, 24),
                late,
                why: vec![lang.ladder_printed(date(2022, 9, 24), &lang.months(2)), lang.ladder_counted(1)],
            };
            let rows = vec![
                row("Sri Wahyuni", "notice", false),
                row(samples::SCRIPT, "to_village", true),
                row(&samples::endless(), "notice", true),
            ];
            let span = |label: &str, code: &str, notices, climbs, current| {
                (Tab { link: Link { label: label.to_owned(), href: routes::ladder(code) }, current }, notices, climbs)
            };
            let spans = vec![
                span(lang.ladder_today(), "hari", 12, 3, true),
                span(lang.ladder_week(), "minggu", 31, 5, false),
                span(lang.ladder_month(), "bulan", 240, 61, false),
            ];
            let rule = lang.ladder_rule_after(lang.ladder_action("to_village"), &lang.months(3));
            let rules = vec![(lang.ladder_rule_notices(&rule, 2), samples::IRISH.to_owned())];
            let typical = Self { shell: samples::shell_at(lang, Nav::Shelf), rules, lying: 655, spans, rows, first: Some(300) };
            let empty = Self { rules: Vec::new(), lying: 0, rows: Vec::new(), first: None, ..typical.clone() };
            vec![("typical", typical), ("empty", empty)]
        }
    }

    impl OneDayPage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let row = |site: Option<&str>, purpose: &str, asked, same_day, later| OneDayRow {
                site: site.map(str::to_owned),
                purpose: purpose.to_owned(),
                asked,
                same_day,
                later,
            };
            let rows = vec![
                row(Some("Loket utama"), "first", 120, 61, 40),
                row(Some(samples::SCRIPT), "lost", 31, 30, 0),
                row(None, "", 151, 91, 40),
            ];
            let from = date(2022, 11, 1);
            let typical = Self { shell: samples::shell_at(lang, Nav::Home), since: from, from: from.to_string(), rows };
            let empty = Self { rows: Vec::new(), ..typical.clone() };
            let errors = [("dari", lang.error_date().to_owned())];
            let shell = samples::with_errors(typical.shell.clone(), &errors);
            let wrong = Self { shell, from: "2022-11-31".to_owned(), ..empty.clone() };
            vec![("typical", typical), ("empty", empty), ("error", wrong)]
        }
    }
}
