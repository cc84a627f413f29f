use super::{PersonLine, Shell, routes};
use askama::Template;

/// The cases that wait in one state, those that wait longest first.
#[derive(Debug, Clone, Template)]
#[template(path = "waiting.html")]
pub struct WaitingPage {
    /// The frame.
    pub shell: Shell,
    /// The state's code.
    pub state: String,
    /// The cases.
    pub rows: Vec<WaitingRow>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A case that waits.
#[derive(Debug, Clone)]
pub struct WaitingRow {
    /// The case's id.
    pub case_id: String,
    /// Its receipt number.
    pub receipt: String,
    /// Whose card.
    pub person: PersonLine,
    /// The purpose's code.
    pub purpose: String,
    /// Days since it came into this state.
    pub days: i64,
}

#[cfg(test)]
impl WaitingPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples;
        let row = |name: &str, days| WaitingRow {
            case_id: samples::CASE_ID.to_owned(),
            receipt: "7K3M-9QXD-4".to_owned(),
            person: samples::person(name),
            purpose: "first".to_owned(),
            days,
        };
        let rows = vec![row("Sri Wahyuni", 14), row(samples::SCRIPT, 3), row(samples::RIGHT_TO_LEFT, 1), row(&samples::endless(), 0)];
        let typical = Self { shell: samples::shell(lang), state: "waiting_recording".to_owned(), rows, more: true };
        let empty = Self { rows: Vec::new(), more: false, ..typical.clone() };
        vec![("typical", typical), ("empty", empty)]
    }
}
