//! A client of SMPP 3.4 ("Short Message Peer to Peer Protocol Specification v3.4"): an operator's SMSC, an aggregator, or Kannel.
//!
//! What: one transceiver session, opened when it is first needed and again, after a growing wait, when it broke. [`session`] has the socket and
//! the frames, `pdu.rs` turns messages into PDUs and back, `receipt.rs` above has the words and codes.
//! Invariants: one request is under way at a time, each at most once; a request that was written and has no answer in time ends the session and is
//! `Lost`; a message from the SMSC is answered only after it was kept, so that the SMSC gives it again after a fall.
//!
//! No thread and no runtime: the caller of `send` or `receive` does the reading. SMPP has no field for a reference as long as ours: receipts name
//! the SMSC's own number, and an attempt whose answer was lost has none; nobody can tell afterwards what became of it.

mod ids;
mod pdu;
mod session;

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing};
use rusmpp_core::pdus::owned::Pdu;

use super::{
    SettingsFault, objection,
    receipt::{self, Meaning},
};
use session::{Answer, RequestFault, Session, SessionFault};

pub use ids::ReceiptIds;

/// The first wait after a session that could not be opened; doubled each time.
const BACKOFF_MIN: Duration = Duration::from_millis(500);

/// Where an SMSC is, and who we are to it.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmppSettings {
    /// The gateway's name in lists and logs.
    pub name: String,
    /// Host and port, as `smsc.example:2775`. There is no TLS: the line is the operator's, or a tunnel's.
    pub address: String,
    /// Up to 15 characters.
    pub system_id: String,
    /// Up to 8 characters.
    pub password: String,
    /// Up to 12 characters; mostly empty.
    #[serde(default)]
    pub system_type: String,
    /// What recipients see: a number with `+`, a short number, or up to 11 letters and digits. Empty leaves it to the SMSC.
    #[serde(default)]
    pub sender: String,
    /// How receipts write the SMSC's numbers, where otherwise than its answers do.
    #[serde(default)]
    pub receipt_ids: ReceiptIds,
    /// How long the SMSC may take to be reached, and to answer, in seconds each.
    #[serde(default = "wait_secs")]
    pub wait_secs: u64,
    /// After how much silence the SMSC is asked whether it is there, in seconds.
    #[serde(default = "enquire_secs")]
    pub enquire_secs: u64,
    /// The longest wait before a session that could not be opened is tried again, in seconds.
    #[serde(default = "backoff_secs_max")]
    pub backoff_secs_max: u64,
}

fn wait_secs() -> u64 {
    10
}

fn enquire_secs() -> u64 {
    30
}

fn backoff_secs_max() -> u64 {
    60
}

/// An SMSC by its address.
pub struct Smpp {
    settings: SmppSettings,
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    session: Option<Session>,
    /// When a session may be tried again, and the wait after the next failure.
    retry: Option<(Instant, Duration)>,
}

impl Smpp {
    /// Reads the settings; nothing is connected yet.
    pub fn new(settings: SmppSettings) -> Result<Self, SettingsFault> {
        let check = |holds, what| SettingsFault::check(&settings.name, holds, what);
        check(settings.address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()), "address is host:port")?;
        check(pdu::bind(&settings).is_some(), "system_id has 1-15, password up to 8, system_type up to 12 ASCII characters")?;
        let is_number = settings.sender.strip_prefix('+').unwrap_or(&settings.sender).bytes().all(|byte| byte.is_ascii_digit());
        let length_max = if is_number { 16 } else { 11 };
        check(settings.sender.is_ascii() && settings.sender.len() <= length_max, "sender is a number, or up to 11 letters")?;
        Ok(Self { settings, line: Mutex::default() })
    }

    fn with_line<T>(&self, act: impl FnOnce(&mut Line) -> T) -> T {
        act(&mut self.line.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Line {
    /// The session that is open, or a new one; what the SMSC sent meanwhile is read first, so that one that it closed is not written to.
    fn open(&mut self, settings: &SmppSettings) -> Result<&mut Session, SessionFault> {
        let is_open = self.session.as_mut().is_some_and(|session| session.read_waiting().is_ok());
        if !is_open {
            self.session = None;
            if let Some((until, _)) = self.retry
                && let Some(left) = until.checked_duration_since(Instant::now())
            {
                return Err(SessionFault::Waiting(left));
            }
            match Session::open(settings) {
                Ok(session) => {
                    self.retry = None;
                    self.session = Some(session);
                }
                Err(fault) => {
                    let wait = self.retry.map_or(BACKOFF_MIN, |(_, wait)| wait);
                    let next = (wait * 2).min(Duration::from_secs(settings.backoff_secs_max).max(BACKOFF_MIN));
                    self.retry = Some((Instant::now() + wait, next));
                    return Err(fault);
                }
            }
        }
        self.session.as_mut().ok_or(SessionFault::Closed)
    }

    /// Asks something; a session that did not answer is given up.
    fn request(&mut self, settings: &SmppSettings, pdu: Pdu) -> Result<Answer, RequestFault> {
        let session = self.open(settings).map_err(RequestFault::NotSent)?;
        let answer = session.request(pdu, Duration::from_secs(settings.wait_secs.max(1)));
        if answer.is_err() {
            self.session = None;
        }
        answer
    }
}

impl Gateway for Smpp {
    fn name(&self) -> &str {
        &self.settings.name
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        let refused = |reason: &str| Handed::Refused { permanent: true, reason: reason.to_owned() };
        if let Some(objection) = objection(message) {
            return refused(objection);
        }
        let Some(submit) = pdu::submit(&self.settings.sender, message) else { return refused("the text is too long for a message") };
        self.with_line(|line| match line.request(&self.settings, submit) {
            Ok(Answer { status: 0, pdu }) => {
                Handed::Taken { id: pdu.as_ref().and_then(pdu::submitted_id).map(|id| self.settings.receipt_ids.of_answer(&id)) }
            }
            Ok(Answer { status, .. }) => said_no(status),
            Err(RequestFault::NotSent(fault)) => Handed::Busy { retry_after: fault.wait(), reason: fault.reason() },
            Err(RequestFault::NoAnswer(fault)) => Handed::Lost { reason: fault.reason() },
        })
    }

    /// By `query_sm`, which knows only the SMSC's own numbers. An SMSC that forgot a number it gave did take the message once: that is no
    /// `Unknown`.
    fn ask(&self, _: &str, id: Option<&str>) -> Asked {
        let id = id.map(|id| self.settings.receipt_ids.in_answer(id));
        let Some(query) = id.and_then(|id| pdu::query(&self.settings.sender, &id)) else { return Asked::CannotSay };
        self.with_line(|line| match line.request(&self.settings, query) {
            Ok(Answer { status: 0, pdu: Some(pdu) }) => {
                pdu::queried_state(&pdu).map_or(Asked::CannotSay, |(state, reason)| Asked::Known(state, reason))
            }
            _ => Asked::CannotSay,
        })
    }

    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        self.with_line(|line| {
            let enquire = Duration::from_secs(self.settings.enquire_secs.max(1));
            let outside = |attempt, source: SessionFault| GatewayFault::Outside { attempt, source: Box::new(source) };
            let is_quiet = line.open(&self.settings).map_err(|fault| outside("open a session", fault))?.is_quiet_for(enquire);
            if is_quiet {
                let asked = line.request(&self.settings, Pdu::EnquireLink);
                asked.map_err(|fault| match fault {
                    RequestFault::NotSent(fault) | RequestFault::NoAnswer(fault) => outside("ask whether it is there", fault),
                })?;
            }
            let mut count = 0;
            while let Some(session) = &mut line.session
                && let Some(inward) = session.first()
            {
                keep(inward.clone())?;
                count += 1;
                if let Err(fault) = session.answer_first() {
                    line.session = None;
                    return Err(outside("say that a message was taken", fault));
                }
            }
            Ok(count)
        })
    }
}

/// What a status other than 0 makes of a message.
fn said_no(status: u32) -> Handed {
    let reason = format!("the SMSC answered with status {status:#06x}");
    match receipt::meaning(status) {
        Meaning::Busy => Handed::Busy { retry_after: None, reason },
        Meaning::Never => Handed::Refused { permanent: true, reason },
        Meaning::NotSo => Handed::Refused { permanent: false, reason },
    }
}
