//! Gateways of short messages behind the port [`app::gateway`].
//!
//! What: [`Smpp`] binds to an operator's or aggregator's SMSC (SMPP 3.4); [`Smsd`] leaves files for Gammu's daemon and a modem, [`SmsdSql`] rows;
//! [`Kannel`] sends by HTTP, and [`Callback`] reads what comes back; [`Demo`] only pretends.
//! Invariants: a call of `send` hands a message over at most once, and says `Lost` whenever the gateway may have it; what comes in is confirmed
//! only after it was kept; reasons hold no phone number and no text of a message; bytes from outside never panic.
//! Start reading at [`Smpp`]; `receipt.rs` has what gateways say in words.
//!
//! Settings are plain structs for serde; a field that is left out has the value of its `Default` where there is one, and an unknown field is
//! refused. Those with a secret cannot be printed.

mod demo;
mod http;
mod receipt;
mod smpp;
mod smsd;
mod smsd_sql;

pub use demo::{Demo, DemoSettings};
pub use http::{Callback, CallbackFault, Kannel, KannelSettings};
pub use smpp::{ReceiptIds, Smpp, SmppSettings};
pub use smsd::{Smsd, SmsdSettings};
pub use smsd_sql::{SmsdSql, SmsdSqlSettings};

/// A gateway's settings are of no use.
#[derive(Debug, thiserror::Error)]
#[error("the settings of the gateway {gateway} are of no use: {what}")]
pub struct SettingsFault {
    /// The gateway's name.
    pub gateway: String,
    /// Which setting, and what it should be.
    pub what: &'static str,
}

impl SettingsFault {
    fn check(gateway: &str, holds: bool, what: &'static str) -> Result<(), Self> {
        if holds { Ok(()) } else { Err(Self { gateway: gateway.to_owned(), what }) }
    }
}

/// What is wrong with a message before any gateway sees it: a sentence for [`app::gateway::Handed::Refused`].
fn objection(message: &app::gateway::Outgoing<'_>) -> Option<&'static str> {
    let digits = message.to.strip_prefix('+').unwrap_or_default();
    if !(8..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("the recipient is no number with country code");
    }
    if !is_reference(message.reference) {
        return Some("the reference is none");
    }
    message.text.is_empty().then_some("there is no text")
}

/// The same for a message that goes to a modem.
fn modem_objection(message: &app::gateway::Outgoing<'_>) -> Option<&'static str> {
    let parts = domain::gsm::parts(message.text);
    objection(message).or_else(|| (parts > 1).then_some("the modem is given messages of one part only"))
}

/// Whether a text has the form of our references: they go into file names and addresses.
fn is_reference(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The octets of a digest as text.
fn hex(octets: &[u8]) -> String {
    octets.iter().fold(String::new(), |text, octet| text + &format!("{octet:02x}"))
}
