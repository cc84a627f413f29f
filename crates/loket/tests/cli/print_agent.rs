//! `loket print-agent` between a real printer and a fake server: printed once, whatever breaks.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::Command,
    sync::{Arc, Mutex, MutexGuard},
    thread,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Server, run, text};

#[path = "../../../adapters/tests/ipp/bed.rs"]
#[expect(dead_code, reason = "the client's own tests use more of it")]
pub mod bed;

use bed::{Cable, CutCable, Make, RealPrinter, until};

const TOKEN: &str = "7fd1e0";
const CARD: &[u8] = b"%PDF-1.7\n% a card\n%%EOF\n";
const NAME: &str = "0192f0a4-7f3e-7000-8000-000000000001";

/// A fake of the server's side: one printer's jobs in memory, with the calls of `/api/agen-cetak`.
#[derive(Default)]
struct Fake {
    /// Identifier, state, the printer's number, detail.
    jobs: Vec<(String, String, Value, String)>,
    kept: BTreeMap<String, u16>,
    shown: Vec<Value>,
    refuses_token: bool,
}

impl Fake {
    fn job(&mut self, path: &str) -> Option<&mut (String, String, Value, String)> {
        self.jobs.iter_mut().find(|job| path.contains(job.0.as_str()))
    }

    fn answer(&mut self, path: &str, key: &str, body: &Value) -> (u16, Vec<u8>) {
        let Some(path) = path.strip_prefix("/api/agen-cetak/").filter(|_| !self.refuses_token) else {
            return (401, json!({ "code": "no-token" }).to_string().into_bytes());
        };
        if let Some(status) = self.kept.get(key).filter(|_| !key.is_empty()) {
            return (*status, b"{}".to_vec());
        }
        let status = match path.rsplit('/').next().unwrap() {
            "ambil" => return (200, self.oldest(body).to_string().into_bytes()),
            "berkas" => return (200, CARD.to_vec()),
            "keadaan" => {
                self.shown.push(body.clone());
                200
            }
            "kirim" => self.sending(path),
            "lapor" => self.report(path, body),
            _ => 404,
        };
        if status == 200 && !key.is_empty() {
            self.kept.insert(key.to_owned(), status);
        }
        (status, b"{}".to_vec())
    }

    fn oldest(&self, body: &Value) -> Value {
        assert_eq!(body["printer"], "CETAK-1");
        let unfinished = |job: &&(String, String, Value, String)| matches!(job.1.as_str(), "reserved" | "sending" | "printing");
        let job = self.jobs.iter().find(unfinished).map(|(id, state, number, _)| {
            let document = format!("/api/agen-cetak/{id}/berkas");
            json!({ "id": id, "state": state, "ipp_job": number, "case": "c", "document": document, "format": "application/pdf" })
        });
        json!({ "job": job })
    }

    fn sending(&mut self, path: &str) -> u16 {
        let Some(job) = self.job(path).filter(|job| job.1 == "reserved") else { return 409 };
        "sending".clone_into(&mut job.1);
        200
    }

    fn report(&mut self, path: &str, body: &Value) -> u16 {
        let Some(job) = self.job(path).filter(|job| matches!(job.1.as_str(), "sending" | "printing")) else { return 409 };
        let state = body["state"].as_str().unwrap();
        let state = if state == "not_sent" { "reserved" } else { state };
        state.clone_into(&mut job.1);
        job.2 = body["ipp_job"].clone();
        body["detail"].as_str().unwrap().clone_into(&mut job.3);
        200
    }
}

/// The fake on a port.
struct FakeServer {
    url: String,
    fake: Arc<Mutex<Fake>>,
}

impl FakeServer {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let fake = Arc::new(Mutex::new(Fake::default()));
        let served = Arc::clone(&fake);
        thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &served);
            }
        });
        Self { url, fake }
    }

    fn fake(&self) -> MutexGuard<'_, Fake> {
        self.fake.lock().unwrap()
    }

    fn add(&self, name: &str) {
        self.fake().jobs.push((name.to_owned(), "reserved".to_owned(), Value::Null, String::new()));
    }

    fn state(&self, name: &str) -> (String, String) {
        let mut fake = self.fake();
        let job = fake.job(name).unwrap();
        (job.1.clone(), job.3.clone())
    }

    fn until(&self, name: &str, state: &str) {
        until(&format!("{name} is {state}"), || self.state(name).0 == state);
    }

    fn until_shown(&self, state: &str, reason: &str) {
        let fits =
            |shown: &Value| shown["state"] == state && (reason.is_empty() || shown["reasons"].as_array().unwrap().contains(&json!(reason)));
        until(&format!("{state} {reason} is shown"), || self.fake().shown.last().is_some_and(fits));
    }
}

/// Reads one request and answers it; the agent has a connection for each.
fn serve(mut stream: TcpStream, fake: &Mutex<Fake>) {
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    let (head, body) = loop {
        let count = stream.read(&mut buffer).unwrap_or_default();
        seen.extend_from_slice(&buffer[..count]);
        let whole = String::from_utf8_lossy(&seen).into_owned();
        if let Some((head, body)) = whole.split_once("\r\n\r\n") {
            let length = header(head, "content-length").parse().unwrap_or_default();
            if body.len() >= length {
                break (head.to_owned(), body.to_owned());
            }
        }
        if count == 0 {
            return;
        }
    };
    let path = head.split(' ').nth(1).unwrap().to_owned();
    assert_eq!(header(&head, "authorization"), format!("Bearer {TOKEN}"));
    let (status, content) =
        fake.lock().unwrap().answer(&path, &header(&head, "idempotency-key"), &serde_json::from_str(&body).unwrap_or_default());
    let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", content.len());
    // An agent that was killed does not take it.
    let _ = stream.write_all(&[answer.as_bytes(), &content].concat());
}

fn header(head: &str, name: &str) -> String {
    let line = head.lines().filter_map(|line| line.split_once(": ")).find(|(known, _)| known.eq_ignore_ascii_case(name));
    line.map(|(_, value)| value.to_owned()).unwrap_or_default()
}

/// A fake server, a real printer, and where the token lies.
struct Desk {
    server: FakeServer,
    printer: RealPrinter,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { server: FakeServer::start(), printer: RealPrinter::start(Make::Eve), folder };
        fs::write(desk.token(), TOKEN).unwrap();
        fs::set_permissions(desk.token(), fs::Permissions::from_mode(0o600)).unwrap();
        desk
    }

    fn token(&self) -> PathBuf {
        self.folder.path().join("token")
    }

    fn arguments(&self, ipp: &str) -> Vec<String> {
        let token = text(&self.token()).to_owned();
        ["print-agent", "--server", &self.server.url, "--printer", "CETAK-1", "--ipp", ipp, "--token-file", &token, "--json"]
            .map(str::to_owned)
            .to_vec()
    }

    fn agent_at(&self, ipp: &str) -> Server {
        let arguments = self.arguments(ipp);
        Server::start(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn agent(&self) -> Server {
        self.agent_at(&self.printer.uri())
    }

    fn refused(&self, ipp: &str, words: &str) {
        let arguments = self.arguments(ipp);
        let (code, object, _) = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(code, Some(1), "{object}");
        assert!(object["error"].as_str().unwrap().contains(words), "{words}: {object}");
    }
}

#[test]
fn jobs_are_printed_one_after_the_other_and_a_jam_is_shown() {
    let desk = Desk::new();
    desk.printer.hold();
    desk.printer.says("STATE: +media-jam-error");
    desk.printer.says_at_the_end("STATE: -media-jam-error");
    desk.server.add(NAME);
    desk.server.add("job-2");
    let mut agent = desk.agent();
    assert_eq!((&agent.object["ok"], &agent.object["state"]), (&json!(true), &json!("idle")));
    desk.server.until(NAME, "printing");
    desk.server.until_shown("processing", "media-jam");
    assert_eq!(desk.server.state("job-2").0, "reserved", "one at a time");
    desk.printer.release();
    desk.server.until(NAME, "completed");
    desk.server.until("job-2", "completed");
    assert_eq!(desk.printer.received(), [CARD, CARD]);
    assert_eq!(agent.stop(), Some(0));
}

#[test]
fn a_printer_that_is_off_gets_its_job_later_and_one_that_fails_says_so() {
    let mut desk = Desk::new();
    desk.printer.kill();
    desk.server.add(NAME);
    let mut agent = desk.agent();
    assert_eq!(agent.object["state"], "unreachable");
    desk.server.until_shown("unreachable", "");
    assert_eq!(desk.server.state(NAME).0, "reserved", "nothing was begun");
    desk.printer.start_again();
    desk.server.until(NAME, "completed");
    desk.printer.says("STATE: +marker-supply-empty-error");
    desk.printer.fails();
    desk.server.add("job-2");
    desk.server.until("job-2", "failed");
    desk.server.until_shown("idle", "marker-supply-empty");
    assert!(desk.server.state("job-2").1.contains("aborted"), "{:?}", desk.server.state("job-2"));
    assert_eq!(agent.stop(), Some(0));
}

#[test]
fn a_printer_killed_in_the_middle_leaves_the_job_uncertain_and_gets_it_never_again() {
    let mut desk = Desk::new();
    desk.printer.hold();
    desk.server.add(NAME);
    let mut agent = desk.agent();
    desk.server.until(NAME, "printing");
    until("it prints", || !desk.printer.received().is_empty());
    desk.printer.kill();
    desk.server.until_shown("unreachable", "");
    desk.printer.start_again();
    desk.server.until(NAME, "uncertain");
    assert_eq!(desk.server.state(NAME).1, "unknown-to-printer");
    // The number of the lost job is the next one's now.
    desk.printer.release();
    desk.server.add("job-2");
    desk.server.until("job-2", "completed");
    assert_eq!((desk.printer.received().len(), desk.server.state(NAME).0), (2, "uncertain".to_owned()));
    assert_eq!(agent.stop(), Some(0));
}

#[test]
fn an_agent_that_is_killed_or_stopped_in_the_middle_goes_on_with_its_next_start() {
    let desk = Desk::new();
    desk.printer.hold();
    desk.server.add(NAME);
    let agent = desk.agent();
    desk.server.until(NAME, "printing");
    until("it prints", || desk.printer.received().len() == 1);
    drop(agent);
    let mut agent = desk.agent();
    assert_eq!(agent.stop(), Some(0), "in the middle of a job");
    assert_eq!(desk.server.state(NAME).0, "printing");
    // As if the agent had died before it could tell the number.
    "sending".clone_into(&mut desk.server.fake().job(NAME).unwrap().1);
    desk.server.fake().job(NAME).unwrap().2 = Value::Null;
    let mut agent = desk.agent();
    desk.server.until(NAME, "printing");
    desk.printer.release();
    desk.server.until(NAME, "completed");
    assert_eq!(desk.printer.received().len(), 1);
    assert_eq!(agent.stop(), Some(0));
}

#[test]
fn a_lost_answer_is_found_by_name_and_a_lost_document_is_uncertain() {
    let desk = Desk::new();
    let cable = CutCable::to(desk.printer.port);
    cable.set(Cable::LosesAnswer);
    desk.server.add(NAME);
    let mut agent = desk.agent_at(&desk.printer.uri_by(cable.port));
    desk.server.until(NAME, "completed");
    cable.set(Cable::LosesRequest);
    desk.server.add("job-2");
    desk.server.until("job-2", "uncertain");
    cable.set(Cable::Whole);
    desk.server.add("job-3");
    desk.server.until("job-3", "completed");
    assert_eq!(desk.printer.received().len(), 2, "the first and the third");
    assert_eq!(agent.stop(), Some(0));
}

#[test]
fn wrong_settings_end_it_at_once() {
    let desk = Desk::new();
    let uri = desk.printer.uri();
    desk.refused("ipps://127.0.0.1/ipp/print", "ipps://");
    desk.refused("kartu", "no address of a printer");
    let raster = RealPrinter::start_with(Make::Eve, "image/pwg-raster");
    desk.refused(&raster.uri(), "not application/pdf");
    desk.server.fake().refuses_token = true;
    desk.refused(&uri, "401");
    Command::new("chmod").arg("644").arg(desk.token()).status().unwrap();
    desk.refused(&uri, "can be read by others");
    for (server, expected) in [("http://10.0.0.1:8052", 1), ("https://127.0.0.1", 1), ("nowhere", 1)] {
        let token = desk.token();
        fs::set_permissions(&token, fs::Permissions::from_mode(0o600)).unwrap();
        let arguments = ["print-agent", "--server", server, "--printer", "CETAK-1", "--ipp", &uri, "--token-file", text(&token), "--json"];
        assert_eq!(run(&arguments).0, Some(expected), "{server}");
    }
    assert_eq!(run(&["print-agent", "--server", &desk.server.url]).0, Some(2));
    assert_eq!(run(&["print-agent", "--server", "x", "--printer", "SITI AMINAH", "--ipp", &uri, "--token-file", "x"]).0, Some(2));
}
