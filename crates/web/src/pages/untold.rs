use super::{Paging, Shell, TOLD_BY, Tab, Tag, routes};
use askama::Template;
use jiff::civil::Date;

/// Who was never told, why, and what to do about it.
#[derive(Debug, Clone, Template)]
#[template(path = "untold.html")]
pub struct UntoldPage {
    /// The frame.
    pub shell: Shell,
    /// The queues with how many stand in each.
    pub queues: Vec<Tab>,
    /// The queue that is shown; empty for all.
    pub queue: String,
    /// The rows, the oldest first.
    pub rows: Vec<UntoldRow>,
    /// How many are shown, when there are more.
    pub first: Option<i64>,
    /// Where in the list this is.
    pub paging: Paging,
}

/// Somebody who was never told.
#[derive(Debug, Clone)]
pub struct UntoldRow {
    /// The case's id.
    pub case_id: String,
    /// Its receipt.
    pub receipt: String,
    /// Whose.
    pub name: String,
    /// Village and sub-district.
    pub area: String,
    /// The code of its state.
    pub state: String,
    /// When it was opened.
    pub opened: Date,
    /// The code of why.
    pub why: String,
    /// The code of what is next.
    pub next: String,
    /// How many of the family have a number, when they are next.
    pub family: i64,
    /// The code of the role whose task it is.
    pub owner: String,
    /// What can be done in this row.
    pub act: UntoldAct,
}

/// What can be done about somebody who was never told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UntoldAct {
    /// A message is sent: the code of what it says.
    Send(String),
    /// It is noted how they were told.
    Tell,
    /// There is nothing to be told yet.
    Wait,
}

#[cfg(test)]
impl UntoldPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let row = |name: &str, why: &str, next: &str, act: UntoldAct| UntoldRow {
            case_id: samples::CASE_ID.to_owned(),
            receipt: "7K3M-9QXD-4".to_owned(),
            name: name.to_owned(),
            area: "Desa Kopang Rembiga, Kopang".to_owned(),
            state: "on_shelf".to_owned(),
            opened: jiff::civil::date(2022, 9, 14),
            why: why.to_owned(),
            next: next.to_owned(),
            family: i64::from(next == "family") * 2,
            owner: if next == "village" { "subdistrict" } else { "counter" }.to_owned(),
            act,
        };
        let rows = vec![
            row("Sri Wahyuni", "not_sent", "message", UntoldAct::Send("ready".to_owned())),
            row(samples::SCRIPT, "no_phone", "village", UntoldAct::Tell),
            row(samples::RIGHT_TO_LEFT, "wrong_number", "family", UntoldAct::Tell),
            row(&samples::endless(), "no_phone", "school", UntoldAct::Wait),
        ];
        let tab = |label: &str, queue: &str, current| Tab {
            link: super::Link { label: format!("{label}: 4"), href: routes::untold(queue, 1) },
            current,
        };
        let queues = vec![tab(lang.untold_all(), "", true), tab(lang.untold_kind("no_phone"), "no_phone", false)];
        let paging = Paging { page: 1, pages: 1, previous: None, next: None };
        let typical = Self { shell: samples::shell_at(lang, Nav::Pickup), queues, queue: String::new(), rows, first: Some(1_000), paging };
        let empty = Self { rows: Vec::new(), queues: Vec::new(), first: None, ..typical.clone() };
        vec![("typical", typical), ("empty", empty)]
    }
}
