use super::{Link, Shell, Tone, routes};
use askama::Template;
use jiff::{Timestamp, civil::Date};

/// The first page after signing in: search, what to do, queues, figures.
#[derive(Debug, Clone, Template)]
#[template(path = "home.html")]
pub struct HomePage {
    /// The frame.
    pub shell: Shell,
    /// The figures; none while the office has no people.
    pub figures: Option<Figures>,
    /// What to do now, most urgent first.
    pub todos: Vec<Todo>,
    /// The queues.
    pub queues: Vec<Queue>,
    /// Whether the reader may add people.
    pub may_add: bool,
    /// Whether the reader may plan.
    pub may_plan: bool,
}

/// The office in figures.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// The day of the register's last import.
    pub as_of: Option<Date>,
    /// People who must have a card.
    pub must_have: i64,
    /// Of them, recorded.
    pub recorded: i64,
    /// Of them, not recorded.
    pub unrecorded: i64,
    /// Recorded, no answer from the centre yet.
    pub waiting_centre: i64,
    /// Ready to print.
    pub ready: i64,
    /// When the oldest of them became ready.
    pub ready_oldest: Option<Timestamp>,
    /// Printed, not collected.
    pub uncollected: i64,
    /// When the oldest of them was printed.
    pub uncollected_oldest: Option<Timestamp>,
    /// Blanks left, at all places that can still use them.
    pub blanks: i64,
    /// How many working days they last, if that can be told.
    pub blank_days: Option<i64>,
    /// Printed as good today.
    pub printed_today: i64,
    /// Handed over today.
    pub handed_today: i64,
}

impl Figures {
    /// Whether blanks run out within two working weeks.
    fn blanks_tone(&self) -> Tone {
        match self.blank_days {
            Some(..=4) => Tone::Stop,
            Some(5..=10) => Tone::Wait,
            _ => Tone::Plain,
        }
    }
}

/// One thing to do now; the words are `Lang::todo_*`.
#[derive(Debug, Clone)]
pub struct Todo {
    /// What to do, as a link to where it is done.
    pub task: Link,
    /// Why, or since when.
    pub why: Option<String>,
    /// How urgent.
    pub tone: Tone,
}

/// A queue of cases.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Its name.
    pub name: String,
    /// The list behind it, if there is one.
    pub href: Option<String>,
    /// How many wait.
    pub count: i64,
    /// Since when the oldest waits.
    pub oldest: Option<Timestamp>,
}

#[cfg(test)]
impl HomePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Home);
        let empty = Self { shell: shell.clone(), figures: None, todos: Vec::new(), queues: Vec::new(), may_add: true, may_plan: true };
        let quiet =
            Self { may_plan: false, figures: Some(Figures { must_have: 28_000, recorded: 28_000, ..Figures::default() }), ..empty.clone() };
        let figures = Figures {
            as_of: Some(jiff::civil::date(2022, 11, 21)),
            must_have: 752_886,
            recorded: 686_362,
            unrecorded: 66_524,
            waiting_centre: 1_284,
            ready: 7_012,
            ready_oldest: Some(samples::at("2022-10-14T02:00:00Z")),
            uncollected: 655,
            uncollected_oldest: Some(samples::at("2022-09-30T02:00:00Z")),
            blanks: 1_500,
            blank_days: Some(4),
            printed_today: 212,
            handed_today: 187,
        };
        let todo = |label: String, href: &str, why: Option<String>, tone| Todo { task: Link { label, href: href.to_owned() }, why, tone };
        let todos = vec![
            todo(lang.todo_blanks(4), routes::STOCK, None, Tone::Stop),
            todo(lang.todo_print(7_012), routes::PRINT_QUEUE, Some(lang.todo_oldest(&lang.days(42))), Tone::Wait),
            todo(lang.todo_shelve(38), routes::SHELF, None, Tone::Plain),
            todo(lang.todo_never_told(218), routes::UNTOLD, None, Tone::Wait),
        ];
        let queue = |code: &str, count, oldest: Option<&str>, href: Option<&str>| Queue {
            name: lang.case_state(code).to_owned(),
            href: href.map(str::to_owned),
            count,
            oldest: oldest.map(samples::at),
        };
        let queues = vec![
            queue("incomplete", 12, Some("2022-11-19T02:00:00Z"), None),
            queue("waiting_recording", 41, Some("2022-11-24T23:40:00Z"), None),
            queue("waiting_central", 1_284, Some("2022-08-02T02:00:00Z"), None),
            queue("ready_to_print", 7_012, Some("2022-10-14T02:00:00Z"), Some(routes::PRINT_QUEUE)),
            queue("uncertain", 0, None, None),
            queue("on_shelf", 655, Some("2022-09-30T02:00:00Z"), Some(routes::SHELF)),
        ];
        let typical = Self { figures: Some(figures), todos, queues, ..empty.clone() };
        let notice = samples::with_notice(shell, Tone::Good, &lang.pickup_done(samples::RECEIPT_NUMBER));
        // Before the first import two people open the accounts of the others.
        let decide = super::Link { label: lang.todo_proposals(2), href: routes::PROPOSALS.to_owned() };
        let why = Some(lang.todo_proposals_why().to_owned());
        let founding = Self { todos: vec![Todo { task: decide, why, tone: Tone::Wait }], ..empty.clone() };
        vec![
            ("empty", empty),
            ("founding", founding),
            ("quiet", quiet),
            ("typical", typical.clone()),
            ("notice", Self { shell: notice, ..typical }),
        ]
    }
}
