//! How a printer is and how far a job is, read from an answer.

use std::fmt;

use ipp::{attribute::IppAttributeGroup, value::IppValue};

use super::IppFault;

/// A word that is longer is no keyword of a printer's state.
const REASON_BYTES_MAX: usize = 80;
/// A printer or a job that has more to say than this is cut short.
const REASONS_MAX: usize = 32;
/// How a printer marks how bad a reason is (RFC 8011 §5.4.12).
const SEVERITIES: [&str; 3] = ["-error", "-warning", "-report"];

/// A printer's number of a job, 1 or more. It is the printer's own and may come again after a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IppJobId(i32);

impl IppJobId {
    /// A number, if it can be one.
    pub fn new(number: i32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> i32 {
        self.0
    }
}

impl fmt::Display for IppJobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a printer does (RFC 8011 §5.4.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrinterState {
    /// It waits for a job.
    Idle,
    /// It works on one.
    Processing,
    /// It needs somebody's hand.
    Stopped,
}

/// Why a printer or a job is as it is. How bad it is, which printers put after the word, is left off.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A card is stuck.
    MediaJam,
    /// No cards.
    MediaEmpty,
    /// No ribbon.
    MarkerSupplyEmpty,
    /// The ribbon ends soon.
    MarkerSupplyLow,
    /// A lid is open.
    CoverOpen,
    /// The printer is not to be reached by the queue that prints for it.
    Offline,
    /// Somebody has paused it.
    Paused,
    /// Any other keyword: lower-case letters, digits, `-`, `.` and `_`.
    Other(String),
}

impl Reason {
    /// A printer's word; `None` for `none`.
    pub fn read(word: &str) -> Option<Self> {
        let word = SEVERITIES.iter().find_map(|severity| word.strip_suffix(severity)).unwrap_or(word);
        let is_keyword = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_');
        Some(match word {
            "none" | "" => return None,
            "media-jam" => Self::MediaJam,
            "media-empty" | "media-needed" => Self::MediaEmpty,
            "marker-supply-empty" | "toner-empty" | "marker-ribbon-empty" => Self::MarkerSupplyEmpty,
            "marker-supply-low" | "toner-low" => Self::MarkerSupplyLow,
            "cover-open" | "door-open" | "interlock-open" => Self::CoverOpen,
            "offline" | "shutdown" => Self::Offline,
            "paused" | "moving-to-paused" => Self::Paused,
            other if other.len() <= REASON_BYTES_MAX && other.bytes().all(is_keyword) => Self::Other(other.to_owned()),
            _ => Self::Other("unreadable".to_owned()),
        })
    }

    /// The keyword of RFC 8011 §5.4.12, or the printer's own.
    pub fn code(&self) -> &str {
        match self {
            Self::MediaJam => "media-jam",
            Self::MediaEmpty => "media-empty",
            Self::MarkerSupplyEmpty => "marker-supply-empty",
            Self::MarkerSupplyLow => "marker-supply-low",
            Self::CoverOpen => "cover-open",
            Self::Offline => "offline",
            Self::Paused => "paused",
            Self::Other(word) => word,
        }
    }
}

/// How a printer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterReport {
    /// What it does.
    pub state: PrinterState,
    /// Why, in its order, each once.
    pub reasons: Vec<Reason>,
    /// Its name, empty when it says none.
    pub name: String,
    /// Maker and model, empty when it says none.
    pub model: String,
    /// The media types that it takes.
    pub formats: Vec<String>,
    /// Whether it takes jobs at all; a queue can be closed.
    pub is_accepting: bool,
}

impl PrinterReport {
    /// Whether a document of this type can be sent; a printer that converts by itself says `application/octet-stream` beside.
    pub fn takes(&self, format: &str) -> bool {
        self.formats.iter().any(|known| known.eq_ignore_ascii_case(format))
    }

    pub(super) fn read(group: &IppAttributeGroup) -> Result<Self, IppFault> {
        let state = match number(group, "printer-state") {
            Some(3) => PrinterState::Idle,
            Some(4) => PrinterState::Processing,
            Some(5) => PrinterState::Stopped,
            _ => return Err(IppFault::Malformed("no state of the printer")),
        };
        Ok(Self {
            state,
            reasons: reasons(group, "printer-state-reasons"),
            name: word(group, "printer-name").unwrap_or_default(),
            model: word(group, "printer-make-and-model").unwrap_or_default(),
            formats: words(group, "document-format-supported"),
            is_accepting: !matches!(value(group, "printer-is-accepting-jobs"), Some(IppValue::Boolean(false))),
        })
    }
}

/// How far a job is (RFC 8011 §5.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits its turn.
    Pending,
    /// It waits for somebody to release it.
    Held,
    /// It is being printed.
    Processing,
    /// Its printer needs somebody's hand.
    Stopped,
    /// Somebody cancelled it. Something may be printed.
    Canceled,
    /// The printer gave it up. Something may be printed.
    Aborted,
    /// The printer says that all of it is printed; whether the card is good, nobody has looked yet.
    Completed,
}

/// A job as its printer has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobReport {
    /// The printer's number.
    pub id: IppJobId,
    /// The name that it was sent with, its own or its document's; `None` when the printer shows neither.
    pub name: Option<String>,
    /// How far it is.
    pub state: JobState,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl JobReport {
    /// Whether the printer has said how the job ended. The reason `processing-to-stop-point` takes nothing from that: CUPS leaves it standing.
    pub fn has_ended(&self) -> bool {
        matches!(self.state, JobState::Canceled | JobState::Aborted | JobState::Completed)
    }

    pub(super) fn read(group: &IppAttributeGroup) -> Result<Self, IppFault> {
        let state = match number(group, "job-state") {
            Some(3) => JobState::Pending,
            Some(4) => JobState::Held,
            Some(5) => JobState::Processing,
            Some(6) => JobState::Stopped,
            Some(7) => JobState::Canceled,
            Some(8) => JobState::Aborted,
            Some(9) => JobState::Completed,
            _ => return Err(IppFault::Malformed("no state of a job")),
        };
        let id = number(group, "job-id").and_then(IppJobId::new).ok_or(IppFault::Malformed("no number of a job"))?;
        let name = word(group, "job-name").or_else(|| word(group, "document-name-supplied"));
        Ok(Self { id, name, state, reasons: reasons(group, "job-state-reasons") })
    }
}

fn value<'a>(group: &'a IppAttributeGroup, name: &str) -> Option<&'a IppValue> {
    group.get(name).map(|attribute| attribute.value())
}

/// An integer or an enum.
pub(super) fn number(group: &IppAttributeGroup, name: &str) -> Option<i32> {
    match value(group, name)? {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

fn text(value: &IppValue) -> Option<String> {
    Some(match value {
        IppValue::Keyword(word) => word.to_string(),
        IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. } => name.to_string(),
        IppValue::TextWithoutLanguage(text) | IppValue::TextWithLanguage { text, .. } => text.to_string(),
        IppValue::MimeMediaType(format) => format.to_string(),
        _ => return None,
    })
}

fn word(group: &IppAttributeGroup, name: &str) -> Option<String> {
    text(value(group, name)?)
}

fn words(group: &IppAttributeGroup, name: &str) -> Vec<String> {
    match value(group, name) {
        Some(IppValue::Array(values)) => values.iter().filter_map(text).collect(),
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn reasons(group: &IppAttributeGroup, name: &str) -> Vec<Reason> {
    let mut found: Vec<Reason> = Vec::new();
    for reason in words(group, name).iter().filter_map(|word| Reason::read(word)).take(REASONS_MAX) {
        if !found.contains(&reason) {
            found.push(reason);
        }
    }
    found
}
