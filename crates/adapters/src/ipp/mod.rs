//! A small client of the Internet Printing Protocol: prints one document, finds jobs again, and says how a printer is.
//!
//! What: [`Printer`] speaks IPP/1.1 (RFC 8010, RFC 8011) to a printer or to a queue of CUPS. The crate `ipp` has the encoding, `ureq` carries it;
//! an answer is checked for its size and shape before it is read (`answer.rs`).
//! Invariants: a document is sent at most once by a call of [`Printer::print`], and its fault says whether the printer may have it; every wait
//! has an end; an answer that is large or malformed is a fault, never a panic.
//! Start reading at [`Printer::print`].

mod answer;
mod fault;
mod report;
mod wire;

#[cfg(test)]
mod tests;

use ipp::{
    attribute::IppAttribute,
    model::{DelimiterTag, IppVersion, Operation, StatusCode},
    parser::IppParseError,
    request::IppRequestResponse,
    value::IppValue,
};
use ureq::http::Uri;

pub use fault::{IppFault, PrintFault};
pub use report::{IppJobId, JobReport, JobState, PrinterReport, PrinterState, Reason};
pub use wire::Patience;

use answer::Answer;
use wire::{Sent, Wire};

/// The media type of the documents that cards are printed from.
pub const PDF: &str = "application/pdf";
/// The longest name that a job may have: RFC 8011 §5.1.3.
const JOB_NAME_BYTES_MAX: usize = 255;
/// Who asks, and whose jobs they are.
const USER: &str = "loket";
/// What is asked of a printer.
const PRINTER_ATTRIBUTES: [&str; 6] = [
    "printer-state",
    "printer-state-reasons",
    "printer-name",
    "printer-make-and-model",
    "document-format-supported",
    "printer-is-accepting-jobs",
];
/// What is asked of a job.
const JOB_ATTRIBUTES: [&str; 5] = ["job-id", "job-name", "document-name-supplied", "job-state", "job-state-reasons"];

/// A printer or a queue, by its address. Each request has a connection of its own: one that was kept open could take a document and lose it.
#[derive(Debug)]
pub struct Printer {
    uri: Uri,
    wire: Wire,
}

impl Printer {
    /// Reads an address, `ipp://host:port/path` (port 631 when it has none). Nothing is sent yet.
    pub fn connect(uri: &str) -> Result<Self, IppFault> {
        Self::connect_with(uri, Patience::default())
    }

    /// The same, with other waits.
    pub fn connect_with(uri: &str, patience: Patience) -> Result<Self, IppFault> {
        let uri: Uri = uri.parse().map_err(|_| IppFault::Address)?;
        let wire = Wire::to(&uri, patience)?;
        Ok(Self { uri, wire })
    }

    /// How the printer is, and what it takes.
    pub fn attributes(&self) -> Result<PrinterReport, IppFault> {
        let mut request = self.request(Operation::GetPrinterAttributes)?;
        ask_for(&mut request, &PRINTER_ATTRIBUTES)?;
        let answer = self.ask(&request, "Get-Printer-Attributes")?;
        let group = answer.groups(DelimiterTag::PrinterAttributes).next().ok_or(IppFault::Malformed("no group of the printer"))?;
        PrinterReport::read(group)
    }

    /// Sends a document as a job of this name, once. The name is what [`Printer::find`] finds the job by: letters, digits and hyphens.
    pub fn print(&self, job_name: &str, format: &str, document: &[u8]) -> Result<IppJobId, PrintFault> {
        let request = self.print_request(job_name, format).map_err(PrintFault::NotSent)?;
        let bytes = match self.wire.send(&request.to_bytes(), document) {
            Ok(bytes) => bytes,
            Err((Sent::Nothing, fault)) => return Err(PrintFault::NotSent(fault)),
            Err((Sent::Perhaps, fault)) => return Err(PrintFault::Unknown(fault)),
        };
        let answer = Answer::read(&bytes).map_err(PrintFault::Unknown)?;
        let status = answer.status();
        if !status.is_success() {
            let fault = IppFault::Refused { operation: "Print-Job", status: answer.status_bits() };
            return Err(if is_rejection(status) { PrintFault::NotSent(fault) } else { PrintFault::Unknown(fault) });
        }
        let group = answer.groups(DelimiterTag::JobAttributes).next();
        let number = group.and_then(|group| report::number(group, "job-id"));
        number.and_then(IppJobId::new).ok_or(PrintFault::Unknown(IppFault::Malformed("no number of the new job")))
    }

    /// A job by the printer's number; `None` when the printer does not know it (any more). Printers give numbers again after a restart: look at
    /// the name, too.
    pub fn job(&self, id: IppJobId) -> Result<Option<JobReport>, IppFault> {
        let mut request = self.request(Operation::GetJobAttributes)?;
        add(&mut request, "job-id", IppValue::Integer(id.get()))?;
        ask_for(&mut request, &JOB_ATTRIBUTES)?;
        let answer = match self.ask(&request, "Get-Job-Attributes") {
            Err(IppFault::Refused { status, .. }) if is_unknown_job(status) => return Ok(None),
            answer => answer?,
        };
        let group = answer.groups(DelimiterTag::JobAttributes).next().ok_or(IppFault::Malformed("no group of the job"))?;
        JobReport::read(group).map(Some)
    }

    /// The job of a name among those that are under way and those that have ended; the latest, should there be several.
    pub fn find(&self, job_name: &str) -> Result<Option<JobReport>, IppFault> {
        // Those under way come first: a job that ends between the two questions is then in one list at least.
        for which in ["not-completed", "completed"] {
            let found = self.jobs(which)?.into_iter().filter(|job| job.name.as_deref() == Some(job_name)).max_by_key(|job| job.id);
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Asks the printer to give a job up. It may have printed it, or go on: look at the job afterwards.
    pub fn cancel(&self, id: IppJobId) -> Result<(), IppFault> {
        let mut request = self.request(Operation::CancelJob)?;
        add(&mut request, "job-id", IppValue::Integer(id.get()))?;
        self.ask(&request, "Cancel-Job").map(|_| ())
    }

    fn jobs(&self, which: &str) -> Result<Vec<JobReport>, IppFault> {
        let mut request = self.request(Operation::GetJobs)?;
        add(&mut request, "which-jobs", keyword(which)?)?;
        ask_for(&mut request, &JOB_ATTRIBUTES)?;
        let answer = self.ask(&request, "Get-Jobs")?;
        answer.groups(DelimiterTag::JobAttributes).map(JobReport::read).collect()
    }

    fn print_request(&self, job_name: &str, format: &str) -> Result<IppRequestResponse, IppFault> {
        let is_plain = job_name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if job_name.is_empty() || job_name.len() > JOB_NAME_BYTES_MAX || !is_plain {
            return Err(IppFault::JobName);
        }
        let mut request = self.request(Operation::PrintJob)?;
        // CUPS as it is installed hides the name of a job from everybody who has not signed in, and not that of its document.
        for attribute in ["job-name", "document-name"] {
            add(&mut request, attribute, IppValue::NameWithoutLanguage(job_name.try_into().map_err(IppFault::Request)?))?;
        }
        add(&mut request, "document-format", IppValue::MimeMediaType(format.try_into().map_err(IppFault::Request)?))?;
        Ok(request)
    }

    /// A request with the three attributes that every one begins with, and who asks.
    fn request(&self, operation: Operation) -> Result<IppRequestResponse, IppFault> {
        let mut request = IppRequestResponse::new(IppVersion::v1_1(), operation, Some(self.uri.clone())).map_err(IppFault::Request)?;
        add(&mut request, "requesting-user-name", IppValue::NameWithoutLanguage(USER.try_into().map_err(IppFault::Request)?))?;
        Ok(request)
    }

    /// Asks something that changes no paper; an answer with an error is a fault.
    fn ask(&self, request: &IppRequestResponse, operation: &'static str) -> Result<Answer, IppFault> {
        let bytes = self.wire.send(&request.to_bytes(), &[]).map_err(|(_, fault)| fault)?;
        let answer = Answer::read(&bytes)?;
        if answer.status().is_success() { Ok(answer) } else { Err(IppFault::Refused { operation, status: answer.status_bits() }) }
    }
}

fn add(request: &mut IppRequestResponse, name: &str, value: IppValue) -> Result<(), IppFault> {
    let attribute = IppAttribute::with_name(name, value).map_err(IppFault::Request)?;
    request.attributes_mut().add(DelimiterTag::OperationAttributes, attribute);
    Ok(())
}

fn ask_for(request: &mut IppRequestResponse, names: &[&str]) -> Result<(), IppFault> {
    let names = names.iter().map(|name| keyword(name)).collect::<Result<_, _>>()?;
    add(request, "requested-attributes", IppValue::Array(names))
}

fn keyword(word: &str) -> Result<IppValue, IppFault> {
    let word = word.try_into().map_err(|error: IppParseError| IppFault::Request(error))?;
    Ok(IppValue::Keyword(word))
}

/// Whether a status says that no job was made. RFC 8011 §4.2.1: a job that is not accepted is not made. The statuses that speak of an inner
/// fault, of the device or of a job that was cancelled while it came in leave that open.
fn is_rejection(status: StatusCode) -> bool {
    use StatusCode as S;
    let is_clients = matches!(
        status,
        S::ClientErrorBadRequest
            | S::ClientErrorForbidden
            | S::ClientErrorNotAuthenticated
            | S::ClientErrorNotAuthorized
            | S::ClientErrorNotPossible
            | S::ClientErrorNotFound
            | S::ClientErrorGone
            | S::ClientErrorRequestEntityTooLong
            | S::ClientErrorRequestValueTooLong
            | S::ClientErrorDocumentFormatNotSupported
            | S::ClientErrorAttributesOrValuesNotSupported
            | S::ClientErrorUriSchemeNotSupported
            | S::ClientErrorCharsetNotSupported
            | S::ClientErrorConflictingAttributes
            | S::ClientErrorCompressionNotSupported
    );
    let is_servers = matches!(
        status,
        S::ServerErrorOperationNotSupported
            | S::ServerErrorServiceUnavailable
            | S::ServerErrorVersionNotSupported
            | S::ServerErrorNotAcceptingJobs
            | S::ServerErrorBusy
            | S::ServerErrorMultipleDocumentJobsNotSupported
    );
    is_clients || is_servers
}

/// `client-error-not-found` or `client-error-gone`.
fn is_unknown_job(status: u16) -> bool {
    matches!(status, 0x0406 | 0x0407)
}
