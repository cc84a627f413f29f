use super::{Choice, Link, PersonLine, Priority, SPOIL_CAUSES, Shell, Tab, Tag, Tone, routes};
use askama::Template;
use jiff::{Timestamp, civil::Date};

/// The print room of today: the printers, the plan, the last runs.
#[derive(Debug, Clone, Template)]
#[template(path = "room.html")]
pub struct RoomPage {
    /// The frame.
    pub shell: Shell,
    /// The pages of printing.
    pub tabs: Vec<Tab>,
    /// The printers.
    pub printers: Vec<PrinterCard>,
    /// The plan.
    pub plan: Plan,
    /// Cards that are being printed.
    pub open_jobs: i64,
    /// Those of them that are in doubt.
    pub uncertain: i64,
    /// The last runs.
    pub runs: Vec<RunRow>,
    /// The form of a printer, if the reader may set one up.
    pub set: Option<PrinterForm>,
}

/// A printer with what it can still do.
#[derive(Debug, Clone)]
pub struct PrinterCard {
    /// Its name.
    pub name: String,
    /// New blanks.
    pub blanks: i64,
    /// Blanks kept for runs.
    pub reserved: i64,
    /// Blanks in doubt.
    pub uncertain: i64,
    /// Cards that its ribbons hold, when a book of them is kept.
    pub ribbon: Option<i64>,
    /// Made today.
    pub made: i64,
    /// The heat limit, when there is one.
    pub limit: Option<i64>,
    /// Seconds a card by its history.
    pub learnt: Option<i64>,
    /// Seconds a card as set.
    pub seconds: i64,
    /// The code of how it is driven.
    pub route: String,
    /// What it says of itself.
    pub says: Option<String>,
    /// What stops it.
    pub stop: Option<String>,
}

/// Today's plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Cards that can be printed.
    pub jobs: i64,
    /// Cards that wait.
    pub waiting: i64,
    /// What binds, in a sentence.
    pub limit: String,
    /// By printer: its name, its cards, its cards by class in words.
    pub printers: Vec<(String, i64, String)>,
    /// Who waits: class, reason, cards.
    pub left: Vec<(i64, String, i64)>,
    /// The code of how blanks are shared out.
    pub policy: String,
    /// Cards that the release has wait, and until when.
    pub deferred: Option<(i64, Date)>,
    /// Why there is no plan, and what to do.
    pub empty: Option<(String, Option<Link>)>,
    /// Field `reason`.
    pub reason: String,
}

/// A released run.
#[derive(Debug, Clone)]
pub struct RunRow {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: i64,
    /// Its day.
    pub day: Date,
    /// Its cards.
    pub jobs: i64,
    /// Why it leaves the order.
    pub reason: Option<String>,
}

/// Setting a printer up. Ids: `atur-printer`, `atur-route`, `atur-heat_cards_a_day`, `atur-seconds_a_card`.
#[derive(Debug, Clone, Default)]
pub struct PrinterForm {
    /// The printers.
    pub printers: Vec<Choice>,
    /// How it can be driven.
    pub routes: Vec<Choice>,
    /// Field `heat_cards_a_day`.
    pub heat: String,
    /// Field `seconds_a_card`.
    pub seconds: String,
}

/// What is being printed, card by card. Ids: `receipt`, `serial`, `detail`.
#[derive(Debug, Clone, Template)]
#[template(path = "scan.html")]
pub struct ScanPage {
    /// The frame.
    pub shell: Shell,
    /// The pages of printing.
    pub tabs: Vec<Tab>,
    /// Field `receipt`.
    pub receipt: String,
    /// The card that was scanned.
    pub job: Option<JobRow>,
    /// Field `serial`.
    pub serial: String,
    /// Field `detail`.
    pub detail: String,
    /// The receipt of the card before.
    pub last: Option<String>,
    /// What is not ended, in doubt first.
    pub jobs: Vec<JobRow>,
}

/// A card of a run.
#[derive(Debug, Clone)]
pub struct JobRow {
    /// The job's id.
    pub id: String,
    /// The case's id.
    pub case_id: String,
    /// Its receipt.
    pub receipt: String,
    /// Whose.
    pub person: PersonLine,
    /// Class and purpose.
    pub priority: Priority,
    /// The printer's name.
    pub printer: String,
    /// Its place in the run.
    pub rank: i64,
    /// Where it stands.
    pub state: Tag,
    /// Since when.
    pub since: Timestamp,
    /// What the printer said, or why it is in doubt.
    pub detail: Option<String>,
    /// Whether somebody else must close it.
    pub second: bool,
}

impl Tag {
    /// The tag of a print job, by the code of its state.
    pub fn job(lang: crate::lang::Lang, code: &str) -> Self {
        let tone = match code {
            "good" => Tone::Good,
            "reported" => Tone::Wait,
            "uncertain" | "spoiled" => Tone::Stop,
            "sending" | "printing" => Tone::Info,
            _ => Tone::Plain,
        };
        Self { text: lang.job_state(code).to_owned(), tone }
    }
}

/// A released run, to be printed and ticked.
#[derive(Debug, Clone, Template)]
#[template(path = "run.html")]
pub struct RunPage {
    /// The frame.
    pub shell: Shell,
    /// The run.
    pub run: RunRow,
    /// Who drew it up.
    pub planned_by: String,
    /// Who released it.
    pub released_by: String,
    /// When.
    pub released_at: Timestamp,
    /// By printer, in their order.
    pub printers: Vec<(String, Vec<JobRow>)>,
}

impl RunPage {
    fn count(&self, jobs: &[JobRow]) -> i64 {
        jobs.len() as i64
    }
}

#[cfg(test)]
mod samples_of {
    use super::{super::samples, *};
    use crate::lang::Lang;

    pub(super) fn tabs(lang: Lang, current: &str) -> Vec<Tab> {
        let all = [
            (routes::PRINT_ROOM, lang.room_today()),
            (routes::PRINT_SCAN, lang.room_scan()),
            (routes::PRINT_QUEUE, lang.room_queue()),
            (routes::SHORTAGE, lang.room_shortage()),
        ];
        let tab =
            |(href, label): (&str, &str)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == current };
        all.into_iter().map(tab).collect()
    }

    pub(super) fn job(lang: Lang, name: &str, state: &str, rank: i64) -> JobRow {
        JobRow {
            id: samples::CASE_ID.to_owned(),
            case_id: samples::CASE_ID.to_owned(),
            receipt: "7K3M-9QXD-4".to_owned(),
            person: samples::person(name),
            priority: samples::priority(lang),
            printer: "Printer 1".to_owned(),
            rank,
            state: Tag::job(lang, state),
            since: samples::at("2022-11-25T00:40:00Z"),
            detail: (state == "uncertain").then(|| samples::SCRIPT.to_owned()),
            second: state == "uncertain",
        }
    }

    pub(super) fn run(reason: Option<&str>) -> RunRow {
        let day = jiff::civil::date(2022, 11, 25);
        RunRow { id: samples::CASE_ID.to_owned(), number: 4, day, jobs: 47, reason: reason.map(str::to_owned) }
    }
}

#[cfg(test)]
impl RoomPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let plan = Plan {
            jobs: 47,
            waiting: 112,
            limit: lang.plan_limit_heat().to_owned(),
            printers: vec![
                ("Printer 1".to_owned(), 40, format!("{} · {}", lang.plan_class(1, 30), lang.plan_class(2, 10))),
                (samples::SCRIPT.to_owned(), 7, lang.plan_class(2, 7)),
            ],
            left: vec![(2, lang.plan_reason_printer().to_owned(), 5), (5, lang.plan_reason_reserved(180), 60)],
            policy: "emsr_b".to_owned(),
            deferred: Some((60, jiff::civil::date(2022, 12, 9))),
            empty: None,
            reason: String::new(),
        };
        let printer = PrinterCard {
            name: "Printer 1 (Fargo HDP5000)".to_owned(),
            blanks: 118,
            reserved: 12,
            uncertain: 1,
            ribbon: Some(420),
            made: 60,
            limit: Some(100),
            learnt: Some(171),
            seconds: 180,
            route: "local".to_owned(),
            says: Some(format!("{} · media-jam", lang.printer_state("stopped"))),
            stop: None,
        };
        let stopped = PrinterCard {
            name: samples::endless(),
            blanks: 0,
            reserved: 0,
            uncertain: 0,
            ribbon: None,
            limit: None,
            learnt: None,
            route: "ministry".to_owned(),
            says: None,
            stop: Some(lang.room_stop_difference("GUDANG")),
            ..printer.clone()
        };
        let form = PrinterForm {
            printers: vec![Choice::new("CETAK-1", "Printer 1", "CETAK-1")],
            routes: ["ministry", "local"].map(|code| Choice::new(code, lang.print_route(code), "local")).to_vec(),
            ..PrinterForm::default()
        };
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Print),
            tabs: samples_of::tabs(lang, routes::PRINT_ROOM),
            printers: vec![printer, stopped],
            plan: plan.clone(),
            open_jobs: 12,
            uncertain: 1,
            runs: vec![samples_of::run(None), samples_of::run(Some(samples::RIGHT_TO_LEFT))],
            set: Some(form.clone()),
        };
        let cure = Link { label: lang.plan_issue().to_owned(), href: format!("{}#pindah", routes::STOCK) };
        let none = Plan {
            jobs: 0,
            printers: Vec::new(),
            left: Vec::new(),
            deferred: None,
            empty: Some((lang.plan_no_blanks_at_printers().to_owned(), Some(cure))),
            ..plan.clone()
        };
        let empty = Self { printers: Vec::new(), plan: none, open_jobs: 0, uncertain: 0, runs: Vec::new(), set: None, ..typical.clone() };
        let errors = [("reason", lang.refusal_out_of_order("7K3M-9QXD-4")), ("atur-seconds_a_card", lang.problem_number().to_owned())];
        let wrong = Self {
            shell: samples::with_errors(typical.shell.clone(), &errors),
            plan: Plan { reason: samples::IRISH.to_owned(), ..plan },
            set: Some(PrinterForm { heat: "100".to_owned(), seconds: samples::SCRIPT.to_owned(), ..form }),
            ..typical.clone()
        };
        vec![("typical", typical), ("empty", empty), ("error", wrong)]
    }
}

#[cfg(test)]
impl ScanPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let jobs = vec![
            samples_of::job(lang, samples::IRISH, "uncertain", 3),
            samples_of::job(lang, samples::SCRIPT, "printing", 1),
            samples_of::job(lang, &samples::endless(), "reserved", 2),
        ];
        let typical = Self {
            shell: Shell { here: routes::PRINT_SCAN.to_owned(), ..samples::shell_at(lang, Nav::Print) },
            tabs: samples_of::tabs(lang, routes::PRINT_SCAN),
            receipt: String::new(),
            job: None,
            serial: String::new(),
            detail: String::new(),
            last: Some("9QXD-7K3M-2".to_owned()),
            jobs,
        };
        let empty = Self { jobs: Vec::new(), last: None, ..typical.clone() };
        let scanned = Self {
            receipt: "7K3M-9QXD-4".to_owned(),
            job: Some(samples_of::job(lang, samples::RIGHT_TO_LEFT, "reserved", 2)),
            ..typical.clone()
        };
        let wrong = Self {
            shell: samples::with_errors(typical.shell.clone(), &[("serial", lang.problem_serial().to_owned())]),
            serial: samples::SCRIPT.to_owned(),
            detail: samples::IRISH.to_owned(),
            ..scanned.clone()
        };
        let unknown = Self {
            shell: samples::with_errors(typical.shell.clone(), &[("receipt", lang.refusal_not_released().to_owned())]),
            receipt: samples::SCRIPT.to_owned(),
            ..typical.clone()
        };
        vec![("typical", typical), ("empty", empty), ("scanned", scanned), ("error", wrong), ("unknown", unknown)]
    }
}

#[cfg(test)]
impl RunPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let jobs = vec![samples_of::job(lang, "Sri Wahyuni", "good", 1), samples_of::job(lang, samples::SCRIPT, "reserved", 2)];
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Print),
            run: samples_of::run(Some(samples::IRISH)),
            planned_by: "Ni Made Ayu".to_owned(),
            released_by: samples::RIGHT_TO_LEFT.to_owned(),
            released_at: samples::at("2022-11-25T00:10:00Z"),
            printers: vec![("Printer 1".to_owned(), jobs)],
        };
        let empty = Self { run: samples_of::run(None), printers: Vec::new(), ..typical.clone() };
        vec![("typical", typical), ("empty", empty)]
    }
}
