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
    /// Whether more blanks at the printers would give more cards.
    pub issue: bool,
    /// Who is here, in an office that prints on arrival.
    pub arrival: Option<ArrivalPart>,
    /// Why there is no plan, and what to do.
    pub empty: Option<(String, Option<Link>)>,
    /// Field `reason`.
    pub reason: String,
}

/// Who waits at the counter while the card is printed.
#[derive(Debug, Clone)]
pub struct ArrivalPart {
    /// Fields `sebelum` and `here`: their receipts, with spaces between them.
    pub here: String,
    /// How many they are.
    pub count: i64,
    /// Receipts that were named and cannot be printed.
    pub not_ready: Vec<String>,
    /// Cards that could be printed if their holders came.
    pub absent: i64,
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
    /// By printer, in their order: its name, where its list is to be had as a paper, its cards.
    pub printers: Vec<(String, String, Vec<JobRow>)>,
}

impl RunPage {
    fn count(&self, jobs: &[JobRow]) -> i64 {
        jobs.len() as i64
    }
}
