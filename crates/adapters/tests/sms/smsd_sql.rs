//! gammu-smsd with its SQL service on a real PostgreSQL, and a phone that is none.

use std::{
    fs,
    hash::{BuildHasher, Hasher, RandomState},
};

use adapters::sms::{SmsdSql, SmsdSqlSettings};
use app::gateway::{Asked, Gateway, Handed, KeepFault, ReceiptState};
use postgres::{Client, NoTls};

use crate::{
    bed::{Ledger, message},
    common::until,
    modem::{self, daemon, text_comes_in},
};

/// What the daemon wants to find (Gammu manual, "SMSD database structure", version 17).
const TABLES: &str = r#"
CREATE TABLE gammu ("Version" smallint PRIMARY KEY);
INSERT INTO gammu VALUES (17);
CREATE TABLE inbox ("ID" serial PRIMARY KEY, "UpdatedInDB" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0), "ReceivingDateTime" timestamp(0),
  "Text" text, "SenderNumber" varchar(20), "Coding" varchar(255), "UDH" text, "SMSCNumber" varchar(20), "Class" integer, "TextDecoded" text,
  "RecipientID" text, "Processed" boolean NOT NULL DEFAULT false, "Status" integer NOT NULL DEFAULT -1);
CREATE TABLE outbox ("ID" serial PRIMARY KEY, "UpdatedInDB" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0), "InsertIntoDB" timestamp(0)
  NOT NULL DEFAULT LOCALTIMESTAMP(0), "SendingDateTime" timestamp NOT NULL DEFAULT LOCALTIMESTAMP(0), "SendBefore" time NOT NULL DEFAULT '23:59:59',
  "SendAfter" time NOT NULL DEFAULT '00:00:00', "Text" text, "DestinationNumber" varchar(20) NOT NULL, "Coding" varchar(255) NOT NULL,
  "UDH" text, "Class" integer DEFAULT -1, "TextDecoded" text NOT NULL, "MultiPart" boolean NOT NULL DEFAULT false, "RelativeValidity" integer
  DEFAULT -1, "SenderID" varchar(255), "SendingTimeOut" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0), "DeliveryReport" varchar(10) DEFAULT
  'default', "CreatorID" text NOT NULL, "Retries" integer DEFAULT 0, "Priority" integer DEFAULT 0, "Status" varchar(255) NOT NULL DEFAULT
  'Reserved', "StatusCode" integer NOT NULL DEFAULT -1);
CREATE TABLE outbox_multipart ("ID" integer, "SequencePosition" integer, "Text" text, "Coding" varchar(255), "UDH" text, "Class" integer,
  "TextDecoded" text, "Status" varchar(255), "StatusCode" integer, PRIMARY KEY ("ID", "SequencePosition"));
CREATE TABLE phones ("IMEI" varchar(35) PRIMARY KEY, "ID" text, "UpdatedInDB" timestamp(0), "InsertIntoDB" timestamp(0) DEFAULT
  LOCALTIMESTAMP(0), "TimeOut" timestamp(0), "Send" boolean, "Receive" boolean, "IMSI" varchar(35), "NetCode" varchar(10), "NetName"
  varchar(35), "Client" text, "Battery" integer DEFAULT -1, "Signal" integer DEFAULT -1, "Sent" integer DEFAULT 0, "Received" integer DEFAULT 0);
CREATE TABLE sentitems ("ID" integer, "SequencePosition" integer NOT NULL DEFAULT 1, "UpdatedInDB" timestamp(0) NOT NULL DEFAULT
  LOCALTIMESTAMP(0), "InsertIntoDB" timestamp(0), "SendingDateTime" timestamp(0), "DeliveryDateTime" timestamp(0), "Text" text,
  "DestinationNumber" varchar(20), "Coding" varchar(255), "UDH" text, "SMSCNumber" varchar(20), "Class" integer, "TextDecoded" text,
  "SenderID" varchar(255), "Status" varchar(255), "StatusError" integer NOT NULL DEFAULT -1, "TPMR" integer NOT NULL DEFAULT -1,
  "RelativeValidity" integer, "CreatorID" text, "StatusCode" integer NOT NULL DEFAULT -1, PRIMARY KEY ("ID", "SequencePosition"));
"#;

/// A database of its own on the server that the tests are given; it goes when this is dropped.
struct Database {
    server: String,
    name: String,
}

impl Database {
    #[expect(clippy::disallowed_methods, reason = "where a server is, is for the caller's environment to say")]
    fn make() -> Option<Self> {
        let Some(server) = std::env::var("LOKET_TEST_POSTGRES").ok().filter(|server| !server.is_empty()) else {
            eprintln!("LOKET_TEST_POSTGRES is not set: the daemon's SQL service is not tried");
            return None;
        };
        let name = format!("loket_smsd_{:016x}", RandomState::new().build_hasher().finish());
        Client::connect(&server, NoTls).unwrap().batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        let database = Self { server, name };
        database.client().batch_execute(TABLES).unwrap();
        Some(database)
    }

    fn url(&self) -> String {
        format!("{}/{}", self.server.rsplit_once('/').unwrap().0, self.name)
    }

    fn client(&self) -> Client {
        Client::connect(&self.url(), NoTls).unwrap()
    }

    /// The daemon's settings for it, in place of those of the files service.
    fn config(&self, files: &str) -> String {
        let (who, place) = self.server.split_once("//").unwrap().1.split_once('@').unwrap();
        let (user, password) = who.split_once(':').unwrap_or((who, ""));
        let host = place.split_once('/').unwrap().0;
        let service = format!(
            "service = sql\ndriver = native_pgsql\nhost = {host}\nuser = {user}\npassword = {password}\ndatabase = {}\nphoneid = meja",
            self.name
        );
        files.replace("service = files", &service)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let mut server = Client::connect(&self.server, NoTls).unwrap();
        server.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).unwrap();
    }
}

#[test]
fn messages_go_both_ways_through_the_daemons_tables() {
    let Some(database) = Database::make() else { return };
    let dir = modem::folder();
    let config = dir.path().join("config");
    fs::write(&config, database.config(&fs::read_to_string(&config).unwrap())).unwrap();
    let smsd = SmsdSql::new(SmsdSqlSettings { name: "modem".to_owned(), url: database.url() }).unwrap();
    let mut ledger = Ledger::default();
    for reference in ["a-1", "a-2", "a-2"] {
        assert_eq!(smsd.send(&message(reference, "+628120000100")), Handed::Taken { id: None }, "what is there is not put again");
    }
    assert!(matches!(smsd.ask("a-1", None), Asked::Held(_)));
    smsd.send(&message("a-3", "+628120000100"));
    assert!(smsd.withdraw("a-3") && !smsd.withdraw("a-3"), "taken back once, before the daemon runs");
    assert_eq!(smsd.ask("a-3", None), Asked::Unknown);
    assert_eq!(smsd.ask("a-9", None), Asked::Unknown);

    let running = daemon(dir.path());
    let count = |sql: &str| database.client().query_one(sql, &[]).unwrap().get::<_, i64>(0);
    until("both are sent", || count("SELECT COUNT(*) FROM sentitems") == 2);
    assert_eq!(count("SELECT COUNT(*) FROM outbox"), 0);
    assert!(smsd.receive(&mut |_| Err(KeepFault("full".into()))).is_err(), "what is not kept stays");
    ledger.read(&smsd);
    ledger.read(&smsd);
    let underway = |reference: &str| (reference.to_owned(), ReceiptState::Underway);
    assert_eq!(ledger.receipts, [underway("a-1"), underway("a-2")], "each is told once");
    assert_eq!(smsd.send(&message("a-1", "+628120000100")), Handed::Taken { id: None });
    assert_eq!(count("SELECT COUNT(*) FROM outbox"), 0, "what was sent is not put again");

    text_comes_in(dir.path(), "+628123000999", "STATUS");
    until("the resident's text came in", || {
        ledger.read(&smsd);
        !ledger.texts.is_empty()
    });
    ledger.read(&smsd);
    assert_eq!(ledger.texts, [("+628123000999".to_owned(), "STATUS".to_owned())]);

    // The network's report changes the row; the daemon's dummy phone gives none.
    drop(running);
    database.client().batch_execute(r#"UPDATE sentitems SET "Status" = 'DeliveryOK' WHERE "CreatorID" LIKE 'loket:a-1%'"#).unwrap();
    ledger.read(&smsd);
    assert_eq!(ledger.end_of("a-1"), Some(ReceiptState::Delivered));
    assert_eq!(ledger.receipts.len(), 3);
}

#[test]
fn a_database_that_is_away_took_nothing() {
    let away = |url: &str| SmsdSql::new(SmsdSqlSettings { name: "modem".to_owned(), url: url.to_owned() });
    let smsd = away("postgresql://loket@127.0.0.1:1/smsd").unwrap();
    assert!(matches!(smsd.send(&message("a-1", "+628120000100")), Handed::Busy { .. }));
    assert_eq!(smsd.ask("a-1", None), Asked::CannotSay);
    assert!(smsd.receive(&mut |_| Ok(())).is_err());
    assert!(away("no address").is_err());
}
