//! The two lines of the agent, to the server and to the printer. Every message on them is known by name, and at one of them, before it is passed on
//! or before its answer is, somebody is killed.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicU16, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use domain::print::JobState;
use store::Store;

use super::{Parts, office};

/// A job that is not over by then never will be.
const PATIENCE: Duration = Duration::from_secs(90);

/// What the agent says to one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    Claim,
    Look,
    Document,
    Sending,
    Print,
    ReportPrinting,
    Follow,
    ReportEnd,
    Other,
}

/// The messages of one job, in their order.
pub const STEPS: [Message; 8] = [
    Message::Claim,
    Message::Look,
    Message::Document,
    Message::Sending,
    Message::Print,
    Message::ReportPrinting,
    Message::Follow,
    Message::ReportEnd,
];

/// Who is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Victim {
    Server,
    Agent,
    Printer,
}

/// Whether the message has been passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Before,
    After,
}

/// Who is killed, and when: `late` after the moment. When that is nothing, what was being said is lost with its speaker.
#[derive(Clone, Copy, Debug)]
pub struct Kill {
    pub victim: Victim,
    pub step: Message,
    pub moment: Moment,
    pub late: Duration,
}

#[derive(Default)]
struct Trial {
    /// How many jobs stay for later.
    left: usize,
    kill: Option<Kill>,
    killed: bool,
    over: bool,
    seen: Vec<Message>,
}

/// Both lines, and who is at their ends.
pub struct Gate {
    trial: Mutex<Trial>,
    changed: Condvar,
    pub parts: Mutex<Parts>,
    /// Where the server and the printer listen at this time.
    pub ports: [AtomicU16; 2],
    pub books: Store,
    /// Every job's name with the document that was sent for it.
    pub sent: Mutex<Vec<(String, Vec<u8>)>>,
}

/// Where a line leads: an index of [`Gate::ports`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Server = 0,
    Printer = 1,
}

impl Gate {
    /// No job is let through yet.
    pub fn new(parts: Parts, ports: [u16; 2], books: Store, jobs: usize) -> Arc<Self> {
        let trial = Mutex::new(Trial { left: jobs, ..Trial::default() });
        let ports = ports.map(AtomicU16::new);
        Arc::new(Self { trial, changed: Condvar::new(), parts: Mutex::new(parts), ports, books, sent: Mutex::default() })
    }

    /// Lays a line; answers the port of its near end.
    pub fn lay(self: &Arc<Self>, end: End) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let gate = Arc::clone(self);
        thread::spawn(move || {
            for near in listener.incoming() {
                let gate = Arc::clone(&gate);
                thread::spawn(move || gate.carry(near.unwrap(), end));
            }
        });
        port
    }

    /// Lets the next job through; `kill` falls at its step.
    pub fn begin(&self, kill: Option<Kill>) {
        let mut trial = self.trial.lock().unwrap();
        *trial = Trial { left: trial.left - 1, kill, ..Trial::default() };
        self.changed.notify_all();
    }

    /// Waits until the kill has fallen.
    pub fn wait_killed(&self) {
        self.wait("somebody is killed", |trial| trial.killed);
    }

    /// Waits until the agent asks for another job and has none under way; answers what it said meanwhile.
    pub fn wait_over(&self) -> Vec<Message> {
        self.wait("the job is over", |trial| trial.over);
        self.trial.lock().unwrap().seen.clone()
    }

    fn wait(&self, what: &str, holds: impl Fn(&Trial) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut trial = self.trial.lock().unwrap();
        while !holds(&trial) {
            assert!(Instant::now() < end, "it never came to this: {what}; {:?} after {:?}", trial.kill, trial.seen);
            trial = self.changed.wait_timeout(trial, Duration::from_secs(1)).unwrap().0;
        }
    }

    /// Holds a claim until a job is let through; whether somebody still waits for its answer.
    fn hold(&self, near: &TcpStream) -> bool {
        let mut trial = self.trial.lock().unwrap();
        while !gone(near) {
            if self.waiting() > trial.left {
                return true;
            }
            trial.over = true;
            self.changed.notify_all();
            trial = self.changed.wait_timeout(trial, Duration::from_millis(50)).unwrap().0;
        }
        false
    }

    /// How many jobs the agent has still to look after.
    fn waiting(&self) -> usize {
        let of_agent = |state| matches!(state, JobState::Reserved | JobState::Sending | JobState::Printing);
        office::jobs(&self.books).iter().filter(|job| of_agent(job.state)).count()
    }

    /// Kills whoever is to be killed now; whether the line is lost with him.
    fn is_lost(self: &Arc<Self>, message: Message, moment: Moment, end: End) -> bool {
        let mut trial = self.trial.lock().unwrap();
        if moment == Moment::Before {
            trial.seen.push(message);
        }
        let Some(kill) = trial.kill.take_if(|kill| kill.step == message && kill.moment == moment) else { return false };
        drop(trial);
        let gate = Arc::clone(self);
        let falls = move || {
            thread::park_timeout(kill.late);
            gate.parts.lock().unwrap().kill(kill.victim);
            gate.trial.lock().unwrap().killed = true;
            gate.changed.notify_all();
        };
        if !kill.late.is_zero() {
            thread::spawn(falls);
            return false;
        }
        falls();
        match kill.victim {
            Victim::Agent => true,
            Victim::Server => end == End::Server,
            Victim::Printer => end == End::Printer,
        }
    }

    /// Carries one request and its answer; the agent has a connection for each. Errors end it, as they do on a line.
    fn carry(self: &Arc<Self>, mut near: TcpStream, end: End) {
        let Some(request) = whole(&mut near) else { return };
        let message = name(&request, end);
        if message == Message::Claim && !self.hold(&near) {
            return;
        }
        if message == Message::Print {
            self.sent.lock().unwrap().push(print_job(&request));
        }
        if self.is_lost(message, Moment::Before, end) {
            return;
        }
        let port = self.ports[end as usize].load(Ordering::SeqCst);
        let Ok(mut far) = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port))) else { return };
        let (Ok(mut from), Ok(to)) = (near.try_clone(), far.try_clone()) else { return };
        if far.write_all(&request).is_err() {
            return;
        }
        // Whoever hangs up at the near end does so at the far end too.
        thread::spawn(move || {
            let _ = std::io::copy(&mut from, &mut &to);
            let _ = to.shutdown(Shutdown::Both);
        });
        let mut buffer = [0; 16 << 10];
        let mut has_begun = false;
        while let Ok(count @ 1..) = far.read(&mut buffer) {
            if !std::mem::replace(&mut has_begun, true) && self.is_lost(message, Moment::After, end) {
                break;
            }
            if near.write_all(&buffer[..count]).is_err() {
                break;
            }
        }
        let _ = near.shutdown(Shutdown::Both);
        let _ = far.shutdown(Shutdown::Both);
    }
}

fn gone(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let seen = stream.peek(&mut [0]);
    stream.set_nonblocking(false).unwrap();
    match seen {
        Ok(count) => count == 0,
        Err(error) => error.kind() != std::io::ErrorKind::WouldBlock,
    }
}

/// Where the body begins.
fn body(request: &[u8]) -> Option<usize> {
    request.windows(4).position(|four| four == b"\r\n\r\n").map(|end| end + 4)
}

/// Reads a request to its end.
fn whole(near: &mut TcpStream) -> Option<Vec<u8>> {
    let (mut seen, mut buffer) = (Vec::new(), [0; 16 << 10]);
    loop {
        if let Some(begin) = body(&seen) {
            let head = String::from_utf8_lossy(&seen[..begin]).to_lowercase();
            assert!(!head.contains("transfer-encoding"), "its length is not told: {head}");
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |length| length.parse().unwrap());
            if seen.len() >= begin + length {
                return Some(seen);
            }
        }
        let count = near.read(&mut buffer).ok().filter(|count| *count > 0)?;
        seen.extend_from_slice(&buffer[..count]);
    }
}

fn name(request: &[u8], end: End) -> Message {
    let begin = body(request).unwrap();
    if end == End::Printer {
        // The operation follows the version (RFC 8010 §3.1.1); its codes are in RFC 8011 §5.4.15.
        return match request[begin + 2..begin + 4] {
            [0, 0x02] => Message::Print,
            [0, 0x09] => Message::Follow,
            [0, 0x0b] => Message::Look,
            _ => Message::Other,
        };
    }
    let (head, body) = (String::from_utf8_lossy(&request[..begin]), String::from_utf8_lossy(&request[begin..]));
    match head.split(' ').nth(1).unwrap().rsplit('/').next().unwrap() {
        "ambil" => Message::Claim,
        "berkas" => Message::Document,
        "kirim" => Message::Sending,
        "lapor" if body.contains(r#""state":"printing""#) => Message::ReportPrinting,
        "lapor" if body.contains(r#""state":"completed""#) => Message::ReportEnd,
        _ => Message::Other,
    }
}

/// The name and the document of a Print-Job.
fn print_job(request: &[u8]) -> (String, Vec<u8>) {
    let place = |word: &[u8]| request.windows(word.len()).position(|window| window == word).unwrap();
    let begin = place(b"job-name") + 10;
    let length = usize::from(u16::from_be_bytes([request[begin - 2], request[begin - 1]]));
    let name = String::from_utf8(request[begin..begin + length].to_vec()).unwrap();
    (name, request[place(b"%PDF-")..].to_vec())
}
