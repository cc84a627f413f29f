use super::{Choice, Paging, PersonLine, Priority, Shell, Tab, routes};
use askama::Template;

/// The list of what is ready to print, in the order in which it must be printed.
#[derive(Debug, Clone, Template)]
#[template(path = "print_queue.html")]
pub struct PrintQueuePage {
    /// The frame.
    pub shell: Shell,
    /// The pages of printing.
    pub tabs: Vec<Tab>,
    /// How many are ready (under the filter).
    pub total: i64,
    /// Blanks left at the printers.
    pub blanks: i64,
    /// The sub-districts to filter by, by area code; the chosen one is marked.
    pub kecamatan: Vec<Choice>,
    /// This page's rows.
    pub rows: Vec<PrintQueueRow>,
    /// Which page.
    pub paging: Paging,
    /// Whether the reader may record print results.
    pub may_print: bool,
}

/// A case that is ready to print.
#[derive(Debug, Clone)]
pub struct PrintQueueRow {
    /// Its place in the order, from 1.
    pub order: i64,
    /// The case's id.
    pub case_id: String,
    /// The priority.
    pub priority: Priority,
    /// Days since it became ready.
    pub waiting_days: i64,
    /// Whose card.
    pub person: PersonLine,
}

#[cfg(test)]
impl PrintQueuePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let row = |order: i64, name: &str, class: i64, purpose: &str, waiting_days| PrintQueueRow {
            order,
            case_id: samples::CASE_ID.to_owned(),
            priority: Priority { class, reason: lang.purpose(purpose).to_owned(), letter: None },
            waiting_days,
            person: samples::person(name),
        };
        let rows = vec![
            row(51, "Sri Wahyuni", 1, "first", 42),
            row(52, "Lalu Muhammad Iqbal", 1, "first", 41),
            row(53, samples::SCRIPT, 2, "suket_to_card", 30),
            row(54, samples::RIGHT_TO_LEFT, 3, "lost", 1),
            row(55, &samples::endless(), 4, "damaged", 0),
        ];
        let kecamatan = |chosen: &str| vec![Choice::new("520205", "Kopang", chosen), Choice::new("520201", "Praya", chosen)];
        let paging = Paging { page: 2, pages: 141, previous: Some(routes::print_queue("", 1)), next: Some(routes::print_queue("", 3)) };
        let one = Paging { page: 1, pages: 1, previous: None, next: None };
        let shell = samples::shell_at(lang, Nav::Print);
        let typical = Self { shell, tabs: Vec::new(), total: 7_012, blanks: 125, kecamatan: kecamatan(""), rows, paging, may_print: true };
        let empty = Self { total: 0, blanks: 0, kecamatan: kecamatan("520205"), rows: Vec::new(), paging: one, ..typical.clone() };
        vec![("typical", typical.clone()), ("reader", Self { may_print: false, ..typical }), ("empty", empty)]
    }
}
