//! One session with an SMSC: the socket, the frames, and what came in and waits for its answer.

use std::{
    collections::VecDeque,
    io::{self, ErrorKind, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::{Duration, Instant},
};

use app::gateway::Inward;
use bytes::BytesMut;
use rusmpp_core::{
    CommandStatus,
    command::owned::Command,
    decode::owned::DecodeWithLength,
    encode::{Encode, Length},
    pdus::owned::{DeliverSmResp, Pdu},
};

use super::{ReceiptIds, SmppSettings, pdu};

/// The longest frame that is read, in bytes: a message_payload has up to 64 KiB.
const FRAME_BYTES_MAX: usize = 70 << 10;
/// The header: length, command, status, number (SMPP 3.4 §3.2).
const HEADER_BYTES: usize = 16;
/// How many messages may wait to be kept; the SMSC is asked to give more again later.
const WAITING_MAX: usize = 1000;
/// The shortest wait that a socket knows.
const MOMENT: Duration = Duration::from_millis(1);

const RESPONSE: u32 = 0x8000_0000;
const GENERIC_NACK: u32 = 0x8000_0000;
const DELIVER_SM: u32 = 0x05;
const UNBIND: u32 = 0x06;
const ENQUIRE_LINK: u32 = 0x15;
const ALERT: u32 = 0x102;

/// A session broke, or none came about.
#[derive(Debug, thiserror::Error)]
pub(super) enum SessionFault {
    /// The last attempt failed, and the next one is not due.
    #[error("the SMSC could not be reached and is tried again in {} s", .0.as_secs() + 1)]
    Waiting(Duration),
    /// No connection, or it broke.
    #[error("the SMSC is not to be reached")]
    Io(#[from] io::Error),
    /// The SMSC does not want us.
    #[error("the SMSC refused to bind with status {0:#06x}")]
    Bind(u32),
    /// It closed the connection or ended the session.
    #[error("the SMSC ended the session")]
    Closed,
    /// It did not answer in time.
    #[error("the SMSC did not answer in time")]
    Silent,
    /// Something that is no frame of SMPP.
    #[error("the SMSC sent what is no SMPP")]
    Malformed,
}

impl SessionFault {
    /// How long to wait, where that is known.
    pub(super) fn wait(&self) -> Option<Duration> {
        if let Self::Waiting(left) = self { Some(*left) } else { None }
    }

    /// The fault and the kind of its cause: nothing of a message.
    pub(super) fn reason(&self) -> String {
        if let Self::Io(error) = self { format!("{self}: {}", error.kind()) } else { self.to_string() }
    }
}

/// A request without an answer.
#[derive(Debug)]
pub(super) enum RequestFault {
    /// Nothing of it can have been understood: a frame that is cut off is none.
    NotSent(SessionFault),
    /// It was written whole.
    NoAnswer(SessionFault),
}

/// The answer to a request.
pub(super) struct Answer {
    /// `command_status`; 0 is well.
    pub(super) status: u32,
    /// The body, where there is one that can be read.
    pub(super) pdu: Option<Pdu>,
}

/// A frame that came in.
struct Frame {
    command: u32,
    status: u32,
    number: u32,
    /// Its body; `None` when the encoding does not hold.
    pdu: Option<Pdu>,
}

/// An open and bound session.
pub(super) struct Session {
    stream: TcpStream,
    ids: ReceiptIds,
    buffer: BytesMut,
    /// The number of the last request.
    number: u32,
    heard: Instant,
    /// What waits to be kept, with the number to answer.
    waiting: VecDeque<(u32, Inward)>,
}

impl Session {
    /// Connects and binds as a transceiver.
    pub(super) fn open(settings: &SmppSettings) -> Result<Self, SessionFault> {
        let wait = Duration::from_secs(settings.wait_secs.max(1));
        let stream = connect(&settings.address, wait)?;
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(wait))?;
        let ids = settings.receipt_ids;
        let mut session = Self { stream, ids, buffer: BytesMut::new(), number: 0, heard: Instant::now(), waiting: VecDeque::new() };
        let bind = pdu::bind(settings).ok_or(SessionFault::Malformed)?;
        match session.request(bind, wait) {
            Ok(Answer { status: 0, .. }) => Ok(session),
            Ok(Answer { status, .. }) => Err(SessionFault::Bind(status)),
            Err(RequestFault::NotSent(fault) | RequestFault::NoAnswer(fault)) => Err(fault),
        }
    }

    /// Writes a request and waits for its answer; what else comes meanwhile is seen to.
    pub(super) fn request(&mut self, pdu: Pdu, wait: Duration) -> Result<Answer, RequestFault> {
        self.number = if self.number >= 0x7fff_ffff { 1 } else { self.number + 1 };
        let number = self.number;
        self.write(&Command::new(CommandStatus::EsmeRok, number, pdu)).map_err(RequestFault::NotSent)?;
        let end = Instant::now() + wait;
        loop {
            let frame = self.read(end).map_err(RequestFault::NoAnswer)?.ok_or(RequestFault::NoAnswer(SessionFault::Silent))?;
            if frame.command & RESPONSE != 0 && frame.number == number {
                // A generic_nack says no with status 0, too.
                let status = if frame.command == GENERIC_NACK { frame.status.max(1 << 16) } else { frame.status };
                return Ok(Answer { status, pdu: frame.pdu });
            }
            self.see_to(frame).map_err(RequestFault::NoAnswer)?;
        }
    }

    /// Reads what lies there, without waiting for more.
    pub(super) fn read_waiting(&mut self) -> Result<(), SessionFault> {
        while let Some(frame) = self.read(Instant::now())? {
            self.see_to(frame)?;
        }
        Ok(())
    }

    /// Whether the SMSC has said nothing for so long.
    pub(super) fn is_quiet_for(&self, time: Duration) -> bool {
        self.heard.elapsed() >= time
    }

    /// What came in first and is not answered.
    pub(super) fn first(&self) -> Option<&Inward> {
        self.waiting.front().map(|(_, inward)| inward)
    }

    /// Tells the SMSC that [`Self::first`] was kept.
    pub(super) fn answer_first(&mut self) -> Result<(), SessionFault> {
        self.waiting
            .pop_front()
            .map_or(Ok(()), |(number, _)| self.answer(number, CommandStatus::EsmeRok, Pdu::DeliverSmResp(DeliverSmResp::default())))
    }

    /// Answers a frame that is no answer to us, or lays it by.
    fn see_to(&mut self, frame: Frame) -> Result<(), SessionFault> {
        let ok = CommandStatus::EsmeRok;
        match (frame.command, frame.pdu) {
            (ENQUIRE_LINK, _) => self.answer(frame.number, ok, Pdu::EnquireLinkResp),
            (UNBIND, _) => {
                self.answer(frame.number, ok, Pdu::UnbindResp)?;
                Err(SessionFault::Closed)
            }
            (DELIVER_SM, Some(Pdu::DeliverSm(deliver))) => {
                let response = Pdu::DeliverSmResp(DeliverSmResp::default());
                match pdu::inward(&deliver, self.ids) {
                    _ if self.waiting.len() >= WAITING_MAX => self.answer(frame.number, CommandStatus::EsmeRmsgqful, response),
                    Some(inward) => {
                        self.waiting.push_back((frame.number, inward));
                        Ok(())
                    }
                    None => {
                        tracing::warn!("a receipt names no message and was put aside");
                        self.answer(frame.number, ok, response)
                    }
                }
            }
            (DELIVER_SM, _) => {
                tracing::warn!("a message of the SMSC cannot be read and was given back for good");
                self.answer(frame.number, CommandStatus::EsmeRxRAppn, Pdu::DeliverSmResp(DeliverSmResp::default()))
            }
            // An answer that came too late for its session never does: the session ended. Alerts have no answer.
            (ALERT, _) => Ok(()),
            (command, _) if command & RESPONSE != 0 => Ok(()),
            _ => self.answer(frame.number, CommandStatus::EsmeRinvcmdid, Pdu::GenericNack),
        }
    }

    fn answer(&mut self, number: u32, status: CommandStatus, pdu: Pdu) -> Result<(), SessionFault> {
        self.write(&Command::new(status, number, pdu))
    }

    fn write(&mut self, command: &Command) -> Result<(), SessionFault> {
        let length = 4 + command.length();
        let mut frame = vec![0; length];
        let (head, body) = frame.split_at_mut(4);
        head.copy_from_slice(&(length as u32).to_be_bytes());
        command.encode(body);
        Ok(self.stream.write_all(&frame)?)
    }

    /// The next frame; `None` when the time is over.
    fn read(&mut self, end: Instant) -> Result<Option<Frame>, SessionFault> {
        let mut chunk = [0; 4096];
        loop {
            if let Some(frame) = self.cut_frame()? {
                self.heard = Instant::now();
                return Ok(Some(frame));
            }
            let left = end.saturating_duration_since(Instant::now());
            self.stream.set_read_timeout(Some(left.max(MOMENT)))?;
            match self.stream.read(&mut chunk) {
                Ok(0) => return Err(SessionFault::Closed),
                Ok(count) => self.buffer.extend_from_slice(chunk.get(..count).unwrap_or_default()),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    if left.is_zero() {
                        return Ok(None);
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// A whole frame off the buffer.
    fn cut_frame(&mut self) -> Result<Option<Frame>, SessionFault> {
        let Some(head) = self.buffer.first_chunk::<HEADER_BYTES>() else { return Ok(None) };
        let [length, command, status, number] = [0, 4, 8, 12].map(|start| word(head, start));
        let length = length as usize;
        if !(HEADER_BYTES..=FRAME_BYTES_MAX).contains(&length) {
            return Err(SessionFault::Malformed);
        }
        if self.buffer.len() < length {
            return Ok(None);
        }
        let mut frame = self.buffer.split_to(length);
        let mut rest = frame.split_off(4);
        let pdu = Command::decode(&mut rest, length - 4).ok().and_then(|(command, _)| command.pdu().cloned());
        Ok(Some(Frame { command, status, number, pdu }))
    }
}

fn word(head: &[u8; HEADER_BYTES], start: usize) -> u32 {
    head.get(start..).and_then(|rest| rest.first_chunk()).map_or(0, |octets| u32::from_be_bytes(*octets))
}

/// The first of a host's addresses that answers.
fn connect(address: &str, wait: Duration) -> Result<TcpStream, SessionFault> {
    let mut last = SessionFault::Io(ErrorKind::NotFound.into());
    for address in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, wait) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error.into(),
        }
    }
    Err(last)
}
