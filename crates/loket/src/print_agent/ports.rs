//! What the agent needs of the server and of the printer; the tests stand in for both.

use adapters::ipp::{IppFault, IppJobId, JobReport, PrintFault, Printer, PrinterReport};

/// A job of the server, by its identifier there; it is the job's name at the printer, too: letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobName(String);

impl JobName {
    /// An identifier that can be a part of an address and a name at a printer.
    pub fn read(text: &str) -> Option<Self> {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_plain && (1..=64).contains(&text.len())).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How far the server says that a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobPhase {
    /// Nothing of it was sent.
    Reserved,
    /// It may have been sent. It is never sent again.
    Sending,
    /// The printer has taken it.
    Printing,
}

/// A job that waits to be finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub name: JobName,
    pub phase: JobPhase,
    /// The printer's number, once it is known.
    pub number: Option<IppJobId>,
    /// The media type of its document.
    pub format: String,
}

/// What is told about a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The printer has taken it.
    Printing(IppJobId),
    /// The printer says that it is printed. Whether the card is good, a person says.
    Completed(IppJobId),
    /// The printer says that it gave it up, and why.
    Failed(IppJobId, String),
    /// The printer has nothing of it, for sure: it may be sent later.
    NotSent(String),
    /// Nobody can say: a person looks for the card.
    Uncertain(String),
}

/// One intention, whether it is sent once or ten times: the server does it once. It is drawn anew for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub String);

/// Why the server did not do as asked.
#[derive(Debug, thiserror::Error)]
pub enum ServerFault {
    /// No answer, or one that says "later": it may have done it.
    #[error("the server gave no answer: {0}")]
    Away(String),
    /// It said no, and did nothing.
    #[error("the server refused with HTTP status {status} {code}")]
    Refused { status: u16, code: String },
}

/// What the printer is said to do, on change and every minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// `idle`, `processing`, `stopped` or `unreachable`.
    pub state: &'static str,
    /// Keywords of RFC 8011 §5.4.12.
    pub reasons: Vec<String>,
}

/// The server's print jobs of one printer.
pub trait Jobs {
    /// The oldest job that is not finished. It stays as it is.
    fn oldest(&mut self) -> Result<Option<Job>, ServerFault>;
    /// Its document.
    fn document(&mut self, job: &JobName) -> Result<Vec<u8>, ServerFault>;
    /// Records that it is about to be sent, if it is still reserved. The same key again has the same answer.
    fn record_sending(&mut self, job: &JobName, key: &Key) -> Result<(), ServerFault>;
    /// Records how it went. The same key again changes nothing more.
    fn report(&mut self, job: &JobName, report: &Report, key: &Key) -> Result<(), ServerFault>;
    /// Shows how the printer is.
    fn show(&mut self, condition: &Condition) -> Result<(), ServerFault>;
}

/// The printer.
pub trait Device {
    /// How it is.
    fn look(&mut self) -> Result<PrinterReport, IppFault>;
    /// Sends a document once.
    fn print(&mut self, job: &JobName, format: &str, document: &[u8]) -> Result<IppJobId, PrintFault>;
    /// A job by the printer's number.
    fn job(&mut self, number: IppJobId) -> Result<Option<JobReport>, IppFault>;
    /// A job by its name.
    fn find(&mut self, job: &JobName) -> Result<Option<JobReport>, IppFault>;
}

impl Device for Printer {
    fn look(&mut self) -> Result<PrinterReport, IppFault> {
        self.attributes()
    }

    fn print(&mut self, job: &JobName, format: &str, document: &[u8]) -> Result<IppJobId, PrintFault> {
        Self::print(self, job.as_str(), format, document)
    }

    fn job(&mut self, number: IppJobId) -> Result<Option<JobReport>, IppFault> {
        Self::job(self, number)
    }

    fn find(&mut self, job: &JobName) -> Result<Option<JobReport>, IppFault> {
        Self::find(self, job.as_str())
    }
}
