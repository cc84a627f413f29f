//! `loket serve` with real gateways: what each telephone got is what the record says, whoever is killed meanwhile.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    time::{Duration, Instant},
};

use domain::{
    notice::{Notice, NoticeState as S},
    person::Phone,
};
use jiff::SignedDuration;
use serde_json::Value;
use tempfile::TempDir;

use super::{
    Server,
    common::{free_port, program, until},
    loket, run, text,
};

#[path = "../../../adapters/tests/sms/bed.rs"]
#[expect(dead_code, reason = "the gateways' own tests use more of it")]
mod bed;
#[path = "../../../adapters/tests/sms/boxes.rs"]
#[expect(dead_code, reason = "the gateways' own tests use more of it")]
mod boxes;
#[path = "../../../adapters/tests/sms/modem.rs"]
#[expect(dead_code, reason = "the gateways' own tests use more of it")]
mod modem;
#[path = "messages/office.rs"]
mod office;
#[path = "messages/relay.rs"]
mod relay;

use bed::Smsc;
use boxes::Boxes;
use office::{Books, Day};
use relay::Relay;

/// Notices through Kannel; with LOKET_TEST_FULL, as `cargo xtask ci --full` has it.
const NOTICES: usize = 200;
const NOTICES_FULL: usize = 1_000;
/// What Kannel may have in its window of an SMSC (`max-pending-submits`): it sends that again after a death of its own.
const WINDOW: usize = 10;
/// After this long without a receipt Kannel has none left.
const NO_MORE: Duration = Duration::from_secs(15);
/// Texts through the modem.
const TEXTS: usize = 30;

/// An office that is served by a clock of its own, with its gateways.
struct Bed {
    folder: TempDir,
    day: Day,
    books: Books,
    port: u16,
    server: Option<Server>,
}

impl Bed {
    fn open(phones: &[Phone], gateways: impl FnOnce(u16) -> String) -> Self {
        let folder = TempDir::new().unwrap();
        let dir = folder.path().join("office");
        fs::create_dir(&dir).unwrap();
        office::build(&dir, phones);
        let port = free_port();
        let settings = folder.path().join("gateways.toml");
        fs::write(&settings, gateways(port)).unwrap();
        fs::set_permissions(&settings, fs::Permissions::from_mode(0o600)).unwrap();
        let mut bed = Self { day: Day::begin(folder.path()), books: Books::open(&dir), folder, port, server: None };
        bed.serve();
        bed
    }

    /// Starts the server.
    fn serve(&mut self) {
        let (dir, settings) = (self.folder.path().join("office"), self.folder.path().join("gateways.toml"));
        let listen = format!("127.0.0.1:{}", self.port);
        let mut command = loket(&["serve", "--dir", text(&dir), "--listen", &listen, "--gateways", text(&settings), "--json"]);
        self.day.govern(&mut command);
        self.server = Some(Server::run(command));
    }

    /// Kills the server, which lives, and starts it again.
    fn kill(&mut self) {
        assert!(self.server.as_mut().unwrap().child.try_wait().unwrap().is_none(), "the server had ended by itself");
        self.server = None;
        self.serve();
    }

    /// Sends what waits, also what was put off, and finds out what became of calls without an answer.
    fn send_all(&mut self) {
        let due = |bed: &Self| {
            let now = bed.day.now();
            bed.books.in_state(S::Waiting).iter().filter(|notice| notice.send_from <= now).count()
        };
        // The first pass of the rules writes the notices.
        until("the notices are written", || !self.books.notices().is_empty());
        for _ in 0..12 {
            until("what is due is sent", || due(self) == 0);
            if self.books.count(&[S::Waiting, S::Sending]) == 0 {
                return;
            }
            self.day.forward(SignedDuration::from_mins(6));
            until("calls that never came back are doubted", || self.books.count(&[S::Sending]) == 0);
        }
        panic!("notices wait on and on: {:?}", self.states());
    }

    fn states(&self) -> BTreeMap<String, usize> {
        let mut states = BTreeMap::new();
        for notice in self.books.notices() {
            *states.entry(notice.state.to_string()).or_default() += 1;
        }
        states
    }

    /// Ends the server in order and has the office verified.
    fn close(&mut self) {
        assert_eq!(self.server.as_mut().unwrap().stop(), Some(0));
        let (code, proof, errors) = run(&["verify", "--dir", text(&self.folder.path().join("office")), "--json"]);
        assert_eq!((code, &proof["ok"]), (Some(0), &Value::Bool(true)), "{proof} {errors}");
    }
}

/// Telephones; the last three digits say how the SMSC treats them: one in five is throttled or finds the queue full once, one in ten cannot be
/// reached, one in ten has its receipts doubled and backwards.
fn telephones(count: usize) -> Vec<Phone> {
    let kinds = ["003", "001", "100", "009", "100", "008", "100", "100", "100", "100"];
    (0..count).map(|number| Phone::parse(&format!("0812{number:05}{}", kinds[number % kinds.len()])).unwrap()).collect()
}

fn kannel(send_port: u16, relay: &Relay) -> String {
    format!(
        "[[gateway]]\nkind = \"kannel\"\nname = \"kannel\"\nurl = \"http://127.0.0.1:{}/cgi-bin/sendsms\"\nuser = \"loket\"\npassword = \"rahasia\"\n\
         callback_url = \"http://127.0.0.1:{}/sms/kabar\"\ncallback_secret = \"a secret of the tests, longer than 32 bytes\"\nwait_secs = 5\n",
        send_port, relay.port
    )
}

/// How often something stands in a text for each number without its `+`.
fn by_number<'a>(numbers: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for number in numbers {
        *count.entry(number.trim_start_matches('+').to_owned()).or_default() += 1;
    }
    count
}

/// What was handed to Kannel, by its own log: `… target:+628… …`.
fn handed(boxes: &Boxes) -> BTreeMap<String, usize> {
    let log = fs::read_to_string(boxes.folder().join("access")).unwrap();
    by_number(
        log.lines()
            .filter(|line| line.contains("request added"))
            .filter_map(|line| line.split("target:").nth(1)?.split_whitespace().next()),
    )
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long the tests may take is for the caller's environment to say")]
fn each_telephone_gets_what_the_record_says() {
    let count = if std::env::var("LOKET_TEST_FULL").is_ok() { NOTICES_FULL } else { NOTICES };
    let mut smsc = Smsc::start();
    let mut boxes = Boxes::start(&smsc, None);
    let mut relay = None;
    let mut bed = Bed::open(&telephones(count), |port| kannel(relay::lossy(boxes.send_port), relay.insert(Relay::start(port))));
    let relay = relay.unwrap();
    let taken = |smsc: &Smsc, least: usize| until("more is sent", || smsc.submitted().len() >= least);
    // Receipts are late: the SMSC keeps them back until Kannel was killed the first time.
    smsc.say("hold");
    taken(&smsc, count / 8);
    boxes.restart();
    taken(&smsc, count / 4);
    smsc.say("release");
    taken(&smsc, count / 2);
    bed.kill();
    taken(&smsc, count * 5 / 8);
    boxes.restart();
    bed.send_all();
    let unsettled = [S::Uncertain, S::Waiting, S::Sending];
    receipts_come_in(&bed, count);
    // What is uncertain still was never taken, or its receipt was lost with Kannel: it is sent once more, and marked.
    let lost = bed.books.count(&[S::Uncertain]);
    bed.day.forward(SignedDuration::from_hours(6) + SignedDuration::from_mins(5));
    until("nothing is uncertain", || bed.books.count(&[S::Uncertain]) == 0);
    bed.send_all();
    until("everything has its end", || bed.books.count(&unsettled) == 0);
    receipts_come_in(&bed, count);
    assert_eq!(relay.forge(), Some(403));
    let before = bed.books.notices();
    let calls = relay.repeat_backwards();
    assert_eq!(bed.books.notices(), before, "repeats change nothing");
    bed.close();
    assert!(lost > 0, "some never got to Kannel");
    let tally = compare(&bed.books.notices(), &smsc, &handed(&boxes));
    println!("{count} notices, {calls} calls, {lost} without an answer: {:?}, {tally:?}", bed.states());
}

/// Waits until no notice is without a receipt, or until no more come: Kannel loses some with its deaths, and drops one that overtakes the
/// answer to its message.
fn receipts_come_in(bed: &Bed, count: usize) {
    let (mut left, mut since) = (count, Instant::now());
    until("the receipts are in", || {
        let now = bed.books.count(&[S::Taken]);
        if now != left {
            (left, since) = (now, Instant::now());
        }
        now == 0 || now <= 2 * WINDOW && since.elapsed() > NO_MORE
    });
}

/// What differs between the record and the world, though nothing is wrong.
#[derive(Debug, Default)]
struct Tally {
    /// Notices that are marked as possibly double, and those that came twice.
    marked: usize,
    came_twice: usize,
    /// What Kannel sent again by itself after its deaths.
    by_kannel: usize,
    /// Receipts that Kannel lost: the record says taken, and no more.
    unheard: usize,
}

fn compare(notices: &[Notice], smsc: &Smsc, handed: &BTreeMap<String, usize>) -> Tally {
    let submitted = smsc.submitted();
    let arrived = by_number(submitted.iter().map(|row| row.0.as_str()));
    let mut tally = Tally::default();
    for notice in notices {
        let number = notice.phone.as_ref().unwrap().as_str().trim_start_matches('+');
        let times = |map: &BTreeMap<String, usize>| map.get(number).copied().unwrap_or_default();
        let (arrived, handed) = (times(&arrived), times(handed));
        let state = if number.ends_with("001") { S::Undeliverable } else { S::Delivered };
        let is_unheard = notice.state == S::Taken;
        assert!(is_unheard || notice.state == state, "{number}, taken {arrived} times by the SMSC: {notice:?}");
        tally.unheard += usize::from(is_unheard);
        assert!(arrived > 0, "{number} is said to have got it");
        assert!(handed <= 1 || notice.possibly_double, "{number} was handed over {handed} times and has no mark");
        tally.marked += usize::from(notice.possibly_double);
        tally.came_twice += usize::from(arrived > 1);
        tally.by_kannel += arrived.saturating_sub(handed);
        let text = &submitted.iter().find(|row| row.0 == number).unwrap().2;
        assert_eq!(text, &notice.text, "{number} reads what was written");
    }
    assert_eq!(arrived.len(), notices.len(), "nobody else got anything");
    assert!(tally.by_kannel <= 2 * WINDOW && tally.unheard <= 2 * WINDOW, "{tally:?}");
    tally
}

#[test]
fn the_modem_sends_each_text_once_whoever_is_killed() {
    let modem = modem::folder();
    let dir = modem.path();
    let path = |name: &str| format!("{name:?}");
    let at = |name: &str| path(text(&dir.join(name)));
    let settings = format!(
        "[[gateway]]\nkind = \"smsd\"\nname = \"modem\"\ninbox = {}\noutbox = {}\nsent = {}\nerrors = {}\n",
        at("in"),
        at("out"),
        at("sent"),
        at("errors")
    );
    let phones = telephones(TEXTS);
    let mut bed = Bed::open(&phones, |_| settings);
    let daemon = modem::daemon(dir);
    until("some are sent", || sent(dir).len() >= TEXTS / 4);
    drop(daemon);
    bed.kill();
    let _daemon = modem::daemon(dir);
    bed.send_all();
    modem::text_comes_in(dir, phones[0].as_str(), "BERHENTI");
    // The answer to it is one text more.
    until("all are sent", || sent(dir).len() > TEXTS);
    until("calls without an answer are asked after", || bed.books.count(&[S::Uncertain]) == 0);
    let sent = sent(dir);
    let notices = bed.books.notices();
    for notice in &notices {
        let times = sent.iter().filter(|name| name.contains(&notice.id.to_string())).count();
        assert_eq!((notice.state, times), (S::Taken, 1), "{notice:?}");
    }
    assert_eq!((notices.len(), sent.len()), (TEXTS, TEXTS + 1));
    bed.close();
}

/// What left the modem: the daemon's folder, and what was taken out of it.
fn sent(dir: &Path) -> Vec<String> {
    let folders = ["sent", "sent/taken"].map(|folder| dir.join(folder));
    let names = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| modem::names(folder));
    let mut names: Vec<String> = names.filter(|name| name.starts_with("OUT")).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn settings_that_others_can_read_or_that_are_unknown_are_refused() {
    let folder = TempDir::new().unwrap();
    let (file, nowhere) = (folder.path().join("gateways.toml"), folder.path().join("nowhere"));
    fs::write(&file, "x = 1\n").unwrap();
    for (mode, sentence) in [(0o644, "chmod 600"), (0o600, "unknown field `x`")] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let (code, object, _) = run(&["serve", "--dir", text(&nowhere), "--gateways", text(&file), "--json"]);
        assert_eq!(code, Some(1));
        assert!(object["error"].as_str().unwrap().contains(sentence), "{object}");
    }
}
