//! Auditors who look at people and cases for the checks. Nobody may look at more than some people outside open cases in an hour without a
//! reason, and in a day at all (`data/rules/looks.csv`): they give a reason, and the next one takes over.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::bed::User;
use super::http::{Answer, Call, Client};

const REASON_ASKED: &str = "LOOK-0001";

/// The auditors of an office, one of whom looks at present.
pub struct Readers {
    clients: Vec<Client>,
    present: AtomicUsize,
    reasons: AtomicUsize,
}

impl Readers {
    pub fn of(user: &User) -> Self {
        let clients = user.readers.iter().map(|token| Client::new(token)).collect();
        Self { clients, present: AtomicUsize::new(0), reasons: AtomicUsize::new(0) }
    }

    /// Reads an address below `/api/v1`, which must be answered with 200.
    pub fn read(&self, address: &str, path: &str) -> Result<Answer> {
        loop {
            let present = self.present.load(Ordering::SeqCst);
            let client = self.clients.get(present).context("every auditor has looked at as many people as may be")?;
            let answer = client.get(address, path).with_context(|| format!("reading {path}"))?;
            match answer.status {
                200 => return Ok(answer),
                422 if answer.body.get("code").is_some_and(|code| code == REASON_ASKED) => self.give_reason(client, address)?,
                // Whoever comes second finds that the next one looks already.
                429 => drop(self.present.compare_exchange(present, present + 1, Ordering::SeqCst, Ordering::SeqCst)),
                status => bail!("{path} was answered with {status}"),
            }
        }
    }

    fn give_reason(&self, client: &Client, address: &str) -> Result<()> {
        let call = Call { path: "/looks/reason".to_owned(), body: json!({ "reason": "audit" }) };
        let key = format!("reason-{}", self.reasons.fetch_add(1, Ordering::SeqCst));
        let answer = client.send(address, &call, &key).context("giving a reason")?;
        if answer.done() { Ok(()) } else { bail!("a reason was answered with {}", answer.status) }
    }
}
