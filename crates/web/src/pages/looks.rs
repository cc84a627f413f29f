use super::{Choice, PersonLine, Shell, Tab, routes};
use askama::Template;
use jiff::Timestamp;

/// Asks for the reason of looking at many people (fields `reason`, `note`, `back`). Ids: `reason-at_counter` …, `note`.
#[derive(Debug, Clone, Template)]
#[template(path = "look_reason.html")]
pub struct LookReasonPage {
    /// The frame.
    pub shell: Shell,
    /// Why a reason is asked for.
    pub sentence: String,
    /// The reasons, the chosen one marked.
    pub reasons: Vec<Choice>,
    /// What was typed as the note.
    pub note: String,
    /// The path to go on with.
    pub back: String,
}

impl LookReasonPage {
    /// The form before anything was chosen. `max` is the limit, people within an hour.
    pub fn asked(shell: Shell, max: i64, back: String) -> Self {
        let sentence = shell.lang.refusal_look_reason(max);
        Self { reasons: Self::reasons(shell.lang, ""), sentence, note: String::new(), back, shell }
    }

    /// All reasons, one of them chosen.
    pub fn reasons(lang: crate::lang::Lang, chosen: &str) -> Vec<Choice> {
        let one = |reason: &domain::look::LookReason| Choice::new(reason.code(), lang.look_reason_of(reason.code()), chosen);
        domain::look::LookReason::ALL.iter().map(one).collect()
    }
}

/// A look at a person.
#[derive(Debug, Clone)]
pub struct LookRow {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// As what, in words.
    pub role: String,
    /// What showed the person, in words.
    pub sight: String,
    /// How many others were shown with it.
    pub others: i64,
    /// The reason in force, with what was said beside it.
    pub reason: Option<String>,
}

/// Everybody who looked at a person.
#[derive(Debug, Clone, Template)]
#[template(path = "person_looks.html")]
pub struct PersonLooksPage {
    /// The frame.
    pub shell: Shell,
    /// The person.
    pub person: PersonLine,
    /// How many looks there ever were.
    pub total: i64,
    /// The latest, newest first.
    pub rows: Vec<LookRow>,
}

impl PersonLooksPage {
    fn listed(&self) -> i64 {
        self.rows.len() as i64
    }
}

/// What the staff looked at in some days.
#[derive(Debug, Clone, Template)]
#[template(path = "look_report.html")]
pub struct LookReportPage {
    /// The frame.
    pub shell: Shell,
    /// The parts of oversight.
    pub tabs: Vec<Tab>,
    /// The first day, ISO, as typed.
    pub from: String,
    /// The last day.
    pub until: String,
    /// By account, most people without a request first.
    pub rows: Vec<StaffLooksRow>,
}

/// What one account looked at.
#[derive(Debug, Clone)]
pub struct StaffLooksRow {
    /// Who.
    pub who: String,
    /// As what, in words.
    pub role: String,
    /// Answers that showed people.
    pub looks: i64,
    /// Of them, answers that opened one person.
    pub pages: i64,
    /// People without an open case on them.
    pub outside: i64,
    /// Answers that asked for a reason or were refused.
    pub stopped: i64,
}

impl LookReportPage {
    /// The length of a row's bar, in hundredths of the longest; what holds anything can be seen.
    fn bar(&self, row: &StaffLooksRow) -> i64 {
        let most = self.rows.iter().map(|row| row.outside).max().unwrap_or_default().max(1);
        if row.outside == 0 { 0 } else { (row.outside.saturating_mul(100) / most).max(1) }
    }
}

#[cfg(test)]
pub(super) fn look_rows(lang: crate::lang::Lang) -> Vec<LookRow> {
    use super::samples;
    let row = |at: &str, who: &str, role: &str, sight: &str, others, reason: Option<&str>| LookRow {
        at: samples::at(at),
        who: who.to_owned(),
        role: lang.office_role(role).to_owned(),
        sight: lang.sight(sight).to_owned(),
        others,
        reason: reason.map(str::to_owned),
    };
    let letter = format!("{}: 470/112/Polres", lang.look_reason_of("official_request"));
    vec![
        row("2022-11-25T01:10:00Z", "Baiq Sri Wahyuni", "counter", "person", 0, None),
        row("2022-11-24T03:02:00Z", samples::IRISH, "data_admin", "search", 11, Some(&letter)),
        row("2022-11-22T07:45:00Z", "Ni Made Ayu", "printing", "print_queue", 49, None),
    ]
}

#[cfg(test)]
impl LookReasonPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples::{SCRIPT, shell, with_errors};
        let asked = Self::asked(shell(lang), 60, "/penduduk/48213".to_owned());
        let errors = [("note", lang.error_required(lang.reason_note())), ("reason-at_counter", lang.problem_not_a_choice().to_owned())];
        let wrong = Self {
            shell: with_errors(shell(lang), &errors),
            reasons: Self::reasons(lang, "other"),
            note: SCRIPT.to_owned(),
            ..asked.clone()
        };
        vec![("asked", asked), ("error", wrong)]
    }
}

#[cfg(test)]
impl PersonLooksPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples;
        let shell = samples::shell(lang);
        let typical = Self { shell, person: samples::person("Sri Wahyuni"), total: 1_204, rows: look_rows(lang) };
        let none = Self { total: 0, rows: Vec::new(), person: samples::person(samples::SCRIPT), ..typical.clone() };
        vec![("typical", typical), ("empty", none)]
    }
}

#[cfg(test)]
impl LookReportPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Oversight);
        let row = |who: &str, role: &str, numbers: [i64; 4]| {
            let [looks, pages, outside, stopped] = numbers;
            StaffLooksRow { who: who.to_owned(), role: lang.office_role(role).to_owned(), looks, pages, outside, stopped }
        };
        let typical = Self {
            shell: shell.clone(),
            tabs: samples::tabs(lang, routes::LOOKS),
            from: "2022-11-25".to_owned(),
            until: "2022-11-25".to_owned(),
            rows: vec![
                row("Rina Astuti", "data_admin", [1_310, 204, 187, 3]),
                row("Baiq Sri Wahyuni", "counter", [212, 71, 34, 0]),
                row(samples::SCRIPT, "printing", [18, 18, 0, 0]),
            ],
        };
        let errors = [("sampai", lang.error_until().to_owned())];
        let wrong =
            Self { shell: samples::with_errors(shell, &errors), until: "2022-11-24".to_owned(), rows: Vec::new(), ..typical.clone() };
        vec![("typical", typical.clone()), ("empty", Self { rows: Vec::new(), ..typical }), ("error", wrong)]
    }
}
