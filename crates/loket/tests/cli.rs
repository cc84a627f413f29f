//! The binary as its users run it: exit codes, JSON, a real socket, the folder's lock.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where its premise fails")]

#[path = "cli/copy.rs"]
mod copy;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/print_agent.rs"]
mod print_agent;
#[path = "cli/print_kills.rs"]
mod print_kills;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

fn loket(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loket"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> (Option<i32>, Value, String) {
    let Output { status, stdout, stderr } = loket(arguments).output().unwrap();
    let object = serde_json::from_slice(&stdout).unwrap_or(Value::Null);
    (status.code(), object, String::from_utf8(stderr).unwrap())
}

/// A serving process; it is asked to end when this is dropped.
struct Server {
    child: Child,
    object: Value,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let mut child = loket(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        Self { child, object: serde_json::from_str(&line).unwrap() }
    }

    fn get(&self, path: &str) -> String {
        let address = self.object["address"].as_str().unwrap().strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends SIGTERM and waits.
    fn stop(&mut self) -> Option<i32> {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_demonstration_is_the_office_of_the_article() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("klu");
    let (code, object, errors) = run(&["demo", "lombok-utara", "--dir", text(&dir), "--build-only", "--json"]);
    assert_eq!(code, Some(0), "{errors}");
    let expected = serde_json::json!({
        "people": 249_134, "must_have": 172_000, "recorded": 166_000, "unrecorded": 6_000, "print_ready": 600, "uncollected": 250,
        "at_villages": 0, "blanks": 1_500, "villages": 43, "villages_new": 10,
    });
    assert_eq!(object["figures"], expected);
    assert_eq!(object["office"]["now"], "2022-11-25 09:00");
    assert_eq!(object["users"].as_array().unwrap().len(), 9);
    let (code, object, _) = run(&["verify", "--dir", text(&dir), "--json"]);
    assert_eq!((code, &object["ok"]), (Some(0), &Value::Bool(true)), "{object}");
    let (code, object, _) = run(&["serve", "--dir", text(&dir), "--listen", "127.0.0.1:0", "--json"]);
    assert_eq!(code, Some(1));
    assert!(object["error"].as_str().unwrap().contains("demonstration"), "{object}");
    let mut again = Server::start(&["demo", "--dir", text(&dir), "--port", "0", "--at", "13:30", "--json"]);
    assert_eq!(again.object["office"]["now"], "2022-11-25 13:30");
    assert!(again.get("/masuk").contains("DEMO"), "every page says that it is a demonstration");
    a_print_agent_signs_in(again.object["address"].as_str().unwrap(), folder.path());
    assert_eq!(again.stop(), Some(0));
}

/// The print operator's password gets the agent a token that works from then on; a wrong one gets none.
fn a_print_agent_signs_in(address: &str, folder: &Path) {
    let (token, password) = (folder.join("token"), folder.join("password"));
    let printer = "ipp://127.0.0.1:1/ipp/print";
    let agent = |more: &[&str]| {
        let mut command =
            loket(&["print-agent", "--server", address, "--printer", "CETAK-1", "--ipp", printer, "--token-file", text(&token), "--json"]);
        command.args(more).stdin(std::fs::File::open(&password).unwrap());
        command
    };
    std::fs::write(&password, "salah\n").unwrap();
    let refused = agent(&["--sign-in", "cetak"]).output().unwrap();
    assert_eq!((refused.status.code(), token.exists()), (Some(1), false));
    std::fs::write(&password, "demo-loket-5208\n").unwrap();
    for more in [&["--sign-in", "cetak"][..], &[]] {
        let mut child = agent(more).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let object: Value = serde_json::from_str(&line).unwrap();
        let _ended = (child.kill(), child.wait());
        assert_eq!((&object["ok"], &object["state"]), (&Value::Bool(true), &Value::from("unreachable")), "{object}");
    }
}

/// Builds a demonstration and proves it; answers what it printed.
fn demonstration(name: &str, dir: &Path) -> Value {
    let (code, object, errors) = run(&["demo", name, "--dir", text(dir), "--build-only", "--json"]);
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(object["users"].as_array().unwrap().len(), 9);
    let (code, proof, _) = run(&["verify", "--dir", text(dir), "--json"]);
    assert_eq!((code, &proof["ok"]), (Some(0), &Value::Bool(true)), "{proof}");
    object
}

/// Days between the local calendar day of printing and the demonstration's day, by state of the case.
fn ages(database: &rusqlite::Connection, states: &str, day: &str, offset_hours: i64) -> Vec<i64> {
    let sql = format!(
        "SELECT CAST(julianday(?1) - julianday(date(k.printed_at / 1000000 + ?2 * 3600, 'unixepoch')) AS INTEGER)
         FROM card k JOIN case_file c ON c.card = k.card WHERE c.state IN ({states})"
    );
    let mut statement = database.prepare(&sql).unwrap();
    let rows = statement.query_map((day, offset_hours), |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn batu_has_cards_of_up_to_45_days_and_older_ones_at_its_villages() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("batu");
    let object = demonstration("batu", &dir);
    let expected = serde_json::json!({
        "people": 227_482, "must_have": 166_991, "recorded": 159_681, "unrecorded": 7_310, "print_ready": 300, "uncollected": 650,
        "at_villages": 85, "blanks": 3_000, "villages": 24, "villages_new": 0,
    });
    assert_eq!(object["figures"], expected);
    assert_eq!((&object["office"]["now"], &object["office"]["zone"]), (&"2021-02-08 09:00".into(), &"WIB".into()));
    let database = rusqlite::Connection::open(dir.join("loket.db")).unwrap();
    let lying = ages(&database, "'printed', 'on_shelf'", "2021-02-08", 7);
    assert_eq!((lying.len(), lying.iter().min(), lying.iter().max()), (650, Some(&0), Some(&45)));
    assert_eq!(lying.iter().filter(|age| **age == 45).count(), 10);
    let sum: i64 = lying.iter().sum();
    assert!((27 * 650..=29 * 650).contains(&sum), "a mean of {} hundredths of a day", sum * 100 / 650);
    let at_villages = ages(&database, "'at_village'", "2021-02-08", 7);
    assert_eq!(at_villages.len(), 85);
    assert!(at_villages.iter().all(|age| *age > 45), "{at_villages:?}");
}

/// The larger offices take minutes: only with LOKET_TEST_FULL set, as `cargo xtask ci --full` does.
#[test]
#[expect(clippy::disallowed_methods, reason = "how long the tests may take is for the caller's environment to say")]
fn the_larger_demonstrations_are_the_offices_of_their_articles() {
    if std::env::var("LOKET_TEST_FULL").is_err() {
        return;
    }
    for (name, now, zone, figures) in [
        ("lombok-tengah", "2018-11-28 09:00", "WITA", [1_037_093, 752_886, 686_362, 66_524, 7_000, 1_200, 20_000, 139]),
        ("blitar", "2016-08-31 09:00", "WIB", [1_250_000, 970_000, 850_000, 120_000, 18_000, 900, 12_000, 248]),
        ("palembang", "2016-11-10 09:00", "WIB", [1_960_000, 1_400_000, 1_393_000, 7_000, 4_000, 2_646, 1_700, 107]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join(name);
        let object = demonstration(name, &dir);
        let [people, must_have, recorded, unrecorded, print_ready, uncollected, blanks, villages] = figures;
        let expected = serde_json::json!({
            "people": people, "must_have": must_have, "recorded": recorded, "unrecorded": unrecorded, "print_ready": print_ready,
            "uncollected": uncollected, "at_villages": 0, "blanks": blanks, "villages": villages, "villages_new": 0,
        });
        assert_eq!(object["figures"], expected, "{name}");
        assert_eq!((&object["office"]["now"], &object["office"]["zone"]), (&now.into(), &zone.into()));
        if name == "palembang" {
            palembangs_cards_were_printed_from_july_to_october(&dir);
        }
    }
}

/// Ten days of November have passed, the first of July is 132 days ago; most of the cards are of Sukarami.
fn palembangs_cards_were_printed_from_july_to_october(dir: &Path) {
    let database = rusqlite::Connection::open(dir.join("loket.db")).unwrap();
    let ages = ages(&database, "'printed', 'on_shelf'", "2016-11-10", 7);
    assert!(ages.iter().all(|age| (10..=132).contains(age)), "{ages:?}");
    let sql = "SELECT substr(p.village, 1, 8) FROM case_file c JOIN person p ON p.person = c.person
         WHERE c.state IN ('printed', 'on_shelf') GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 1";
    let most: String = database.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(most, "16.71.07");
}

#[test]
fn a_new_office_is_served_locked_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let dir = text(folder.path()).to_owned() + "/office";
    let (code, made, errors) = run(&["init", "--dir", &dir, "--office", "52.08", "--json"]);
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(made["setup_token"].as_str().unwrap().len(), 32);
    assert_eq!(run(&["init", "--dir", &dir, "--office", "5208"]).0, Some(1), "an office is never overwritten");
    let mut server = Server::start(&["serve", "--dir", &dir, "--listen", "127.0.0.1:0", "--json"]);
    assert!(server.get("/").starts_with("HTTP/1.1 303"));
    assert!(server.get("/mulai").contains("Kode awal"));
    let (code, object, _) = run(&["serve", "--dir", &dir, "--listen", "127.0.0.1:0", "--json"]);
    assert_eq!(code, Some(1));
    assert!(object["error"].as_str().unwrap().contains("another process"), "{object}");
    assert_eq!(run(&["verify", "--dir", &dir]).0, Some(0), "verify works beside a server");
    assert_eq!(server.stop(), Some(0));
    let database = rusqlite::Connection::open(format!("{dir}/loket.db")).unwrap();
    database.execute("UPDATE place SET name = 'x' WHERE code = 'GUDANG'", []).unwrap();
    drop(database);
    let (code, object, _) = run(&["verify", "--dir", &dir, "--json"]);
    assert_eq!((code, &object["ok"]), (Some(1), &Value::Bool(false)));
    assert!(object.to_string().contains("column name is not what the journal says"), "{object}");
}

#[test]
fn wrong_usage_is_two_and_a_refusal_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = text(&folder.path().join("nowhere")).to_owned();
    for (arguments, expected) in [
        (vec!["dance"], 2),
        (vec!["demo", "--port", "x"], 2),
        (vec!["demo", "--at", "25:00"], 2),
        (vec!["verify", "--dir", "a", "--database", "b"], 2),
        (vec!["verify"], 2),
        (vec!["serve"], 2),
        (vec!["verify", "--dir", &nowhere], 1),
        (vec!["demo", "atlantis"], 1),
        (vec!["init", "--dir", &nowhere, "--office", "9999"], 1),
        (vec!["init", "--dir", &nowhere, "--office", "5２08"], 1),
        (vec!["serve", "--dir", &nowhere, "--listen", "0.0.0.0:0"], 1),
    ] {
        let (code, _, errors) = run(&arguments);
        assert_eq!(code, Some(expected), "{arguments:?}: {errors}");
        assert!(!errors.is_empty(), "{arguments:?} says why");
        let (code, object, _) = run(&[&arguments[..], &["--json"]].concat());
        assert_eq!((code, &object["ok"]), (Some(expected), &Value::Bool(false)), "{arguments:?}");
    }
    assert!(!Path::new(&nowhere).exists(), "a refused command leaves nothing behind");
}
