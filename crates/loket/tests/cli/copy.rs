//! `loket copy` as its users run it: refusals that change nothing, a copy that is killed and begun anew, two offices in one database.
//!
//! With SQLite alone (`LOKET_TEST_POSTGRES` not set) only what needs no server is tried.

use std::{
    fs,
    hash::{BuildHasher, Hasher, RandomState},
    path::{Path, PathBuf},
    process::Stdio,
    sync::Once,
    time::{Duration, Instant},
};

use postgres::{Client, NoTls};
use serde_json::Value;
use tempfile::TempDir;

use super::{Server, loket, run, text};

/// A database of its own on the server; it goes when this is dropped.
struct Database {
    server: String,
    name: String,
}

impl Database {
    fn make() -> Option<Self> {
        let server = server()?;
        let name = format!("loket_test_{:016x}", RandomState::new().build_hasher().finish());
        Client::connect(&server, NoTls).unwrap().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        Some(Self { server, name })
    }

    fn url(&self) -> String {
        format!("{}/{}", self.server.rsplit_once('/').unwrap().0, self.name)
    }

    fn client(&self) -> Client {
        Client::connect(&self.url(), NoTls).unwrap()
    }

    /// A line for each table with its rows, all of them.
    fn content(&self) -> Vec<String> {
        let mut client = self.client();
        let tables = client.query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", &[]).unwrap();
        let of = |name: String| {
            let sql = format!("SELECT COALESCE(string_agg(t::text, ';' ORDER BY t::text), '') FROM {name} t");
            let rows: String = client.query_one(&sql, &[]).unwrap().get(0);
            format!("{name}: {rows}")
        };
        tables.iter().map(|row| row.get(0)).map(of).collect()
    }

    fn offices(&self) -> Vec<String> {
        let rows = self.client().query("SELECT office FROM office ORDER BY office", &[]).unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        Client::connect(&self.server, NoTls).unwrap().batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "which server the tests may use is for the caller's environment to say")]
fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var("LOKET_TEST_POSTGRES").ok().filter(|server| !server.is_empty());
    if server.is_none() {
        SAID.call_once(|| eprintln!("LOKET_TEST_POSTGRES is not set: copies to PostgreSQL are not tried"));
    }
    server
}

/// An office in a folder, and where the copies' keys go.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(code: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Self { folder };
        let (code, _, errors) = run(&["init", "--dir", &desk.dir(), "--office", code]);
        assert_eq!(code, Some(0), "{errors}");
        desk
    }

    fn dir(&self) -> String {
        text(&self.folder.path().join("office")).to_owned()
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("keys").join("copy.key")
    }

    fn copy(&self, url: &str) -> (Option<i32>, Value) {
        let (code, object, _) = run(&["copy", "--from", &self.dir(), "--to", url, "--key", text(&self.key()), "--json"]);
        (code, object)
    }

    fn refused(&self, url: &str, words: &str) {
        let (code, object) = self.copy(url);
        assert_eq!((code, &object["ok"]), (Some(1), &Value::Bool(false)), "{object}");
        assert!(object["error"].as_str().unwrap().contains(words), "{words}: {object}");
    }

    fn tamper(&self, sql: &str) {
        rusqlite::Connection::open(format!("{}/loket.db", self.dir())).unwrap().execute_batch(sql).unwrap();
    }
}

fn verified(url: &str, key: &Path, office: &str) {
    let (code, object, errors) = run(&["verify", "--database", url, "--key", text(key), "--office", office, "--json"]);
    assert_eq!((code, &object["ok"]), (Some(0), &Value::Bool(true)), "{object} {errors}");
}

#[test]
fn an_office_moves_and_is_served_there() {
    let Some(database) = Database::make() else { return };
    let (desk, url) = (Desk::new("5208"), database.url());
    let (code, object) = desk.copy(&url);
    assert_eq!((code, &object["ok"]), (Some(0), &Value::Bool(true)), "{object}");
    assert_eq!(object["office"], "5208");
    assert_eq!(object["key_file"], text(&desk.key()));
    assert_eq!(object["tables"]["place"], 11);
    assert_eq!(object["tables"]["journal"], 12);
    assert_eq!(object["head"]["seq"], 12);
    assert_eq!(object["checks"]["journal_chain"], 12);
    assert_eq!(object["figures"]["people"], 0);
    let head: Vec<u8> = database.client().query_one("SELECT chain_hash FROM journal_head", &[]).unwrap().get(0);
    assert_eq!(object["head"]["chain_hash"], store::keys::hex(&head));
    assert_eq!(fs::read(desk.key()).unwrap(), fs::read(format!("{}/office.key", desk.dir())).unwrap());
    verified(&url, &desk.key(), "52.08");
    let server = Server::start(&["serve", "--database", &url, "--key", text(&desk.key()), "--listen", "127.0.0.1:0", "--json"]);
    assert!(server.get("/mulai").contains("Kode awal"), "the set-up token came along");
    drop(server);

    let before = database.content();
    desk.refused(&url, "holds the office 5208 already");
    assert_eq!(database.content(), before);
}

#[test]
fn two_offices_share_a_database() {
    let Some(database) = Database::make() else { return };
    let (one, other, url) = (Desk::new("5208"), Desk::new("5201"), database.url());
    assert_eq!(one.copy(&url).0, Some(0));
    assert_eq!(other.copy(&url).0, Some(0));
    assert_eq!(database.offices(), ["5201", "5208"]);
    verified(&url, &one.key(), "5208");
    verified(&url, &other.key(), "5201");
    let key = other.key();
    let serve = ["serve", "--database", &url, "--key", text(&key), "--listen", "127.0.0.1:0", "--json"];
    let (code, object, _) = run(&serve);
    assert_eq!(code, Some(1));
    assert!(object["error"].as_str().unwrap().contains("--office"), "{object}");
    let server = Server::start(&[&serve[..], &["--office", "5201"]].concat());
    assert_eq!(server.object["office"], "5201");
    let (code, object, _) = run(&["verify", "--database", &url, "--key", text(&one.key()), "--office", "5203", "--json"]);
    assert_eq!(code, Some(1));
    assert!(object["error"].as_str().unwrap().contains("5203"), "{object}");
}

#[test]
fn a_source_that_is_served_or_does_not_verify_is_refused() {
    let Some(database) = Database::make() else { return };
    let (desk, url) = (Desk::new("5208"), database.url());
    let server = Server::start(&["serve", "--dir", &desk.dir(), "--listen", "127.0.0.1:0", "--json"]);
    desk.refused(&url, "loket serve");
    drop(server);
    desk.tamper("UPDATE place SET name = 'x' WHERE code = 'GUDANG'");
    desk.refused(&url, "table_place: ");
    assert_eq!(database.content(), Vec::<String>::new(), "not even the tables were made");
    assert!(!desk.key().exists());
}

#[test]
fn a_key_of_another_office_is_not_overwritten() {
    let Some(database) = Database::make() else { return };
    let (desk, url) = (Desk::new("5208"), database.url());
    fs::create_dir(desk.key().parent().unwrap()).unwrap();
    fs::write(desk.key(), "7".repeat(64)).unwrap();
    desk.refused(&url, "another key");
    assert_eq!(fs::read_to_string(desk.key()).unwrap(), "7".repeat(64));
    assert_eq!(database.content(), Vec::<String>::new());
    fs::copy(format!("{}/office.key", desk.dir()), desk.key()).unwrap();
    assert_eq!(desk.copy(&url).0, Some(0), "its own key may be there");
}

#[test]
fn tables_of_somebody_else_are_left_alone() {
    let Some(database) = Database::make() else { return };
    database.client().batch_execute("CREATE TABLE journal (mine TEXT)").unwrap();
    let desk = Desk::new("5208");
    let before = database.content();
    desk.refused(&database.url(), "not Loket's");
    assert_eq!(database.content(), before);
    assert!(!desk.key().exists());
}

#[test]
fn a_copy_that_fails_takes_its_key_back() {
    let Some(database) = Database::make() else { return };
    let (first, desk, url) = (Desk::new("5201"), Desk::new("5208"), database.url());
    assert_eq!(first.copy(&url).0, Some(0));
    database.client().batch_execute("ALTER TABLE place ADD CHECK (office = '5201')").unwrap();
    desk.refused(&url, "PostgreSQL failed: 23514");
    assert_eq!(database.offices(), ["5201"]);
    assert!(!desk.key().exists());
}

/// Waits until somebody stands before a lock, or fails after a minute; each question is a round trip to the server.
fn wait_for_a_waiter(client: &mut Client) {
    let until = Instant::now() + Duration::from_mins(1);
    let waiting = |client: &mut Client| -> i64 {
        let sql = "SELECT COUNT(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
             WHERE NOT l.granted AND d.datname = current_database()";
        client.query_one(sql, &[]).unwrap().get(0)
    };
    while waiting(client) == 0 {
        assert!(Instant::now() < until, "the copy never came to the table that is locked");
    }
}

#[test]
fn a_copy_that_is_killed_leaves_no_office_and_can_be_begun_anew() {
    let Some(database) = Database::make() else { return };
    let (first, desk, url) = (Desk::new("5201"), Desk::new("5208"), database.url());
    assert_eq!(first.copy(&url).0, Some(0));
    let before = database.content();

    // The copy stands still in the middle, before a table that somebody else holds: its journal is written, its places are not.
    let mut holder = database.client();
    let mut held = holder.transaction().unwrap();
    held.batch_execute("LOCK TABLE place IN ACCESS EXCLUSIVE MODE").unwrap();
    let (dir, key) = (desk.dir(), desk.key());
    let arguments = ["copy", "--from", &dir, "--to", &url, "--key", text(&key)];
    let mut copying = loket(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait_for_a_waiter(&mut database.client());
    copying.kill().unwrap();
    assert!(!copying.wait().unwrap().success());
    held.rollback().unwrap();

    assert_eq!(database.content(), before, "nothing of it is to be seen");
    assert_eq!(database.offices(), ["5201"]);
    let (code, object) = desk.copy(&url);
    assert_eq!((code, &object["ok"]), (Some(0), &Value::Bool(true)), "{object}");
    verified(&url, &desk.key(), "5208");
    verified(&url, &first.key(), "5201");
}

#[test]
fn what_cannot_be_copied_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = text(&folder.path().join("nowhere")).to_owned();
    let url = "postgres://loket@127.0.0.1:1/x";
    for (arguments, expected, words) in [
        (vec!["copy", "--from", &nowhere], 2, "--to"),
        (vec!["copy", "--to", url], 2, "--from"),
        (vec!["copy", "--from", &nowhere, "--to", &nowhere], 2, "postgres://"),
        (vec!["copy", "--from", &nowhere, "--to", url], 1, "no office in"),
    ] {
        let (code, object, _) = run(&[&arguments[..], &["--json"]].concat());
        assert_eq!((code, &object["ok"]), (Some(expected), &Value::Bool(false)), "{arguments:?}");
        assert!(object["error"].as_str().unwrap().contains(words), "{words}: {object}");
    }
    let desk = Desk::new("5208");
    desk.refused(url, "look into the database");
    assert!(!desk.key().exists());
}
