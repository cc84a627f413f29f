//! The tables of Gammu's daemon `gammu-smsd` with its SQL service: somebody else's database, on PostgreSQL. Not the office's own.
//!
//! A message is a row of `outbox`; the daemon moves it to `sentitems`, where its status goes on to change when the network reports. What a
//! resident writes is a row of `inbox` (Gammu manual, "SMSD database structure", version 17). `CreatorID` is the program's own column: it
//! holds `loket:`, our reference, `:` and the last status that was told.

use std::time::Duration;

use ::postgres::{Client, Config, NoTls};

use crate::{StoreFault, postgres::dollars};

/// How long the daemon's database may take, to be reached and for each statement.
const WAIT: Duration = Duration::from_secs(10);

/// The status of what lies in the outbox.
pub const WAITING: &str = "waiting";

/// Rows that are read in one go.
const ROWS_MAX: i64 = 200;

/// The daemon's database; every call has a connection of its own.
#[derive(Clone)]
pub struct SmsdTables {
    config: Config,
}

/// A message that the daemon is done with, or that the network has reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Our reference.
    pub reference: String,
    /// The daemon's word: `SendingOK`, `DeliveryOK`, `SendingError` …
    pub status: String,
}

/// What a resident wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxText {
    /// The row.
    pub id: i32,
    /// The sender's number.
    pub from: String,
    /// What it says.
    pub text: String,
}

impl SmsdTables {
    /// The database at an address (`postgresql://…`); nothing is opened yet.
    pub fn at(url: &str) -> Result<Self, StoreFault> {
        let mut config: Config = url.parse()?;
        config.application_name("loket");
        // Whoever waits for the daemon's database keeps the other gateways waiting.
        config.connect_timeout(WAIT).tcp_user_timeout(WAIT);
        config.options(&format!("-c synchronous_commit=on -c statement_timeout={}", WAIT.as_millis()));
        Ok(Self { config })
    }

    fn open(&self) -> Result<Client, StoreFault> {
        Ok(self.config.connect(NoTls)?)
    }

    /// Opens the database for one message: what fails here has sent nothing.
    pub fn begin(&self) -> Result<Outbox, StoreFault> {
        self.open().map(|client| Outbox { client })
    }

    /// The status of an attempt, [`WAITING`] while it lies in the outbox; none when the daemon does not know it.
    pub fn status(&self, reference: &str) -> Result<Option<String>, StoreFault> {
        let sql = r#"SELECT "Status"::text FROM sentitems WHERE split_part("CreatorID", ':', 1) = 'loket' AND split_part("CreatorID", ':', 2) = ?1
             UNION ALL SELECT 'waiting' FROM outbox WHERE "CreatorID" = 'loket:' || ?1 LIMIT 1"#;
        let rows = self.open()?.query(&dollars(sql), &[&reference])?;
        Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
    }

    /// Takes an attempt out of the outbox that the daemon has not begun to send; says whether it lay there.
    pub fn withdraw(&self, reference: &str) -> Result<bool, StoreFault> {
        // The daemon marks what it begins with a time to come; a new row has its own, rounded to the second.
        let sql = r#"DELETE FROM outbox WHERE "CreatorID" = 'loket:' || ?1 AND "SendingTimeOut" <= LOCALTIMESTAMP + INTERVAL '1 second'"#;
        Ok(self.open()?.execute(&dollars(sql), &[&reference])? > 0)
    }

    /// Messages whose status is another than the one last told, the oldest first.
    pub fn ended(&self) -> Result<Vec<Ended>, StoreFault> {
        let sql = r#"SELECT split_part("CreatorID", ':', 2), "Status"::text FROM sentitems
             WHERE split_part("CreatorID", ':', 1) = 'loket' AND split_part("CreatorID", ':', 3) <> "Status" ORDER BY "ID" LIMIT ?1"#;
        let rows = self.open()?.query(&dollars(sql), &[&ROWS_MAX])?;
        rows.iter().map(|row| Ok(Ended { reference: row.try_get(0)?, status: row.try_get(1)? })).collect()
    }

    /// Remembers that a status was told.
    pub fn told(&self, ended: &Ended) -> Result<(), StoreFault> {
        let sql = r#"UPDATE sentitems SET "CreatorID" = 'loket:' || ?1 || ':' || ?2
             WHERE split_part("CreatorID", ':', 1) = 'loket' AND split_part("CreatorID", ':', 2) = ?1"#;
        self.open()?.execute(&dollars(sql), &[&ended.reference, &ended.status])?;
        Ok(())
    }

    /// What came in and was not taken yet, the oldest first.
    pub fn inbox(&self) -> Result<Vec<InboxText>, StoreFault> {
        let sql = r#"SELECT "ID", "SenderNumber"::text, "TextDecoded" FROM inbox WHERE NOT "Processed" ORDER BY "ID" LIMIT ?1"#;
        let rows = self.open()?.query(&dollars(sql), &[&ROWS_MAX])?;
        rows.iter().map(|row| Ok(InboxText { id: row.try_get(0)?, from: row.try_get(1)?, text: row.try_get(2)? })).collect()
    }

    /// Remembers that a text was taken.
    pub fn processed(&self, id: i32) -> Result<(), StoreFault> {
        let sql = r#"UPDATE inbox SET "Processed" = true WHERE "ID" = ?1"#;
        self.open()?.execute(&dollars(sql), &[&id])?;
        Ok(())
    }
}

/// A message for the daemon.
#[derive(Clone, Copy, Debug)]
pub struct Put<'a> {
    /// Our reference.
    pub reference: &'a str,
    /// The recipient's number.
    pub to: &'a str,
    /// The text.
    pub text: &'a str,
    /// Whether it needs more than the default alphabet.
    pub unicode: bool,
    /// For how long the network may try, in the steps of TS 23.040.
    pub validity: i32,
}

/// A connection on which one message is put into the outbox.
pub struct Outbox {
    client: Client,
}

impl Outbox {
    /// Puts a message there, once: an attempt that the daemon knows already is not put again. After a fault it may lie there or not.
    pub fn put(mut self, message: &Put<'_>) -> Result<(), StoreFault> {
        let Put { reference, to, text, unicode, validity } = message;
        let coding = if *unicode { "Unicode_No_Compression" } else { "Default_No_Compression" };
        let sql = r#"INSERT INTO outbox ("DestinationNumber", "TextDecoded", "Coding", "CreatorID", "DeliveryReport", "RelativeValidity")
             SELECT ?1::text, ?2::text, ?3::text, 'loket:' || ?4, 'yes', ?5
             WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE "CreatorID" = 'loket:' || ?4)
                 AND NOT EXISTS (SELECT 1 FROM sentitems WHERE split_part("CreatorID", ':', 1) = 'loket' AND split_part("CreatorID", ':', 2) = ?4)"#;
        self.client.execute(&dollars(sql), &[to, text, &coding, reference, validity])?;
        Ok(())
    }
}
