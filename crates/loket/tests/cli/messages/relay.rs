//! Between the server and Kannel. Calls of Kannel are passed on twice, and all of them once more at the end, the latest first; of the messages to
//! it some do not get there, and of some the answer does not come back.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// The relay; its threads live as long as the test.
pub struct Relay {
    /// Where it listens.
    pub port: u16,
    server: u16,
    passed: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// Stands before a server's port.
    pub fn start(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let passed = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&passed);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let seen = Arc::clone(&seen);
                thread::spawn(move || pass(stream, server, &seen));
            }
        });
        Self { port, server, passed }
    }

    /// Passes every call on again, the latest first; answers how many there are.
    pub fn repeat_backwards(&self) -> usize {
        let passed = self.passed.lock().unwrap();
        for path in passed.iter().rev() {
            assert_eq!(call(self.server, path), Some(200), "a repeat is taken");
        }
        passed.len()
    }

    /// A call whose signature is another's.
    pub fn forge(&self) -> Option<u16> {
        let passed = self.passed.lock().unwrap();
        let (first, last) = (passed.first()?, passed.last()?);
        let reference = |path: &str| path.split("r=").nth(1).and_then(|rest| rest.split('&').next()).map(str::to_owned);
        call(self.server, &first.replace(&reference(first)?, &reference(last)?))
    }
}

fn pass(stream: TcpStream, server: u16, passed: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream);
    loop {
        let mut first = String::new();
        let mut line = String::new();
        loop {
            line.clear();
            if !reader.read_line(&mut line).is_ok_and(|count| count > 0) {
                return;
            }
            if line.trim().is_empty() {
                break;
            }
            if first.is_empty() {
                first.clone_from(&line);
            }
        }
        let Some(path) = first.split(' ').nth(1) else { return };
        // Who gets no answer calls again; so does Kannel when its connection is closed.
        let Some(status) = call(server, path).and_then(|_| call(server, path)) else { return };
        if status == 200 {
            passed.lock().unwrap().push(path.to_owned());
        }
        if write!(reader.get_mut(), "HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n").is_err() {
            return;
        }
    }
}

/// Calls the server; its status, where it answers.
fn call(server: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", server)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: loket\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

/// Messages that are lost on their way to Kannel, and those whose answer is, are these of each 50, among so many of the first.
const UNSENT: usize = 10;
const UNANSWERED: usize = 30;
const LOSSES_END: usize = 190;

/// Stands before Kannel; answers the port.
pub fn lossy(kannel: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for (number, stream) in listener.incoming().map_while(Result::ok).enumerate() {
            thread::spawn(move || hand_on(stream, kannel, number));
        }
    });
    port
}

fn hand_on(mut stream: TcpStream, kannel: u16, number: usize) -> Option<()> {
    let loses = |which| number < LOSSES_END && number % 50 == which;
    let request = whole(&stream)?;
    if loses(UNSENT) {
        return None;
    }
    let mut behind = TcpStream::connect(("127.0.0.1", kannel)).ok()?;
    behind.write_all(&request).ok()?;
    let answer = whole(&behind)?;
    if loses(UNANSWERED) {
        return None;
    }
    stream.write_all(&answer).ok()
}

/// A request or an answer with its content.
fn whole(stream: &TcpStream) -> Option<Vec<u8>> {
    let mut reader = BufReader::new(stream);
    let (mut all, mut length) = (Vec::new(), 0);
    loop {
        let start = all.len();
        if reader.read_until(b'\n', &mut all).ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&all[start..]).to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut content = vec![0; length];
    reader.read_exact(&mut content).ok()?;
    all.append(&mut content);
    Some(all)
}
