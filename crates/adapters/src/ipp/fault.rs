//! What can go wrong between us and a printer.

use ipp::parser::IppParseError;

/// A question to a printer had no good answer.
#[derive(Debug, thiserror::Error)]
pub enum IppFault {
    /// The address is none.
    #[error("this is no address of a printer; one looks like ipp://192.168.1.20:631/ipp/print or ipp://localhost/printers/QUEUE")]
    Address,
    /// The address asks for TLS.
    #[error("ipps:// is not spoken: name a printer of this PC or of its own cable with ipp://, or a CUPS queue that speaks TLS for it")]
    Tls,
    /// A job's name has other signs than letters, digits and hyphens.
    #[error("a job's name has up to 255 letters, digits and hyphens")]
    JobName,
    /// The request could not be written.
    #[error("the request cannot be written")]
    Request(#[source] IppParseError),
    /// No connection, or none that took the request.
    #[error("the printer is not to be reached")]
    Unreachable(#[source] ureq::Error),
    /// The request went out, wholly or in part, and no whole answer came back.
    #[error("the printer gave no whole answer")]
    NoAnswer(#[source] ureq::Error),
    /// Something else than a printer answered, or one that wants a sign-in or TLS.
    #[error("the printer answered with HTTP status {0}")]
    Http(u16),
    /// An IPP status that says no.
    #[error("the printer refused {operation} with IPP status {status:#06x}")]
    Refused {
        /// The operation by its name in RFC 8011.
        operation: &'static str,
        /// The status; its meanings are in RFC 8011 appendix B.
        status: u16,
    },
    /// The answer is larger than an answer can be.
    #[error("the printer's answer has more than {0} bytes")]
    TooLarge(u64),
    /// The answer breaks the format.
    #[error("the printer's answer is malformed: {0}")]
    Malformed(&'static str),
    /// The answer breaks the format in a value.
    #[error("the printer's answer is malformed")]
    Value(#[source] IppParseError),
}

/// A document was not printed, as far as we know.
#[derive(Debug, thiserror::Error)]
pub enum PrintFault {
    /// The printer has no job of this document: nothing of it went out, or the printer said that it does not take it.
    #[error("the document was not sent")]
    NotSent(#[source] IppFault),
    /// Bytes of the document went out and the printer did not say what became of them: it may print.
    #[error("the printer may have the document")]
    Unknown(#[source] IppFault),
}
