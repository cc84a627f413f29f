//! One writer of the load: it does mixed acts, each with a key, and keeps every answer that it got.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::act::{Act, Blanks, Effect};
use super::http::{Answer, Client};

/// People of one writer; the next writer's numbers begin behind them.
const PEOPLE_MAX: u32 = 100_000;

/// An act that the server said it had done.
pub struct Done {
    pub act: Act,
    pub answer: Answer,
    /// Its place in the order in which the whole load got its answers, from 0.
    pub order: u64,
}

/// What came of one step.
pub enum Step {
    Done,
    /// The server cannot do it now (5xx); the act is kept.
    NotNow {
        status: u16,
        retry_after: Option<String>,
    },
    /// No answer; the act is kept, and may be done or not.
    NoAnswer,
}

/// Whom the writer serves at the moment.
enum Subject {
    Nobody,
    Person { person: i64 },
    Case { person: i64, case: String, state: &'static str },
}

/// A writer with its own people and cases.
pub struct Writer {
    pub client: Client,
    pub log: Vec<Done>,
    /// Sent, and not known to be done.
    pub pending: Option<Act>,
    /// The state of each case after the acts in the log.
    pub cases: BTreeMap<String, &'static str>,
    /// How many cases were opened for each person.
    pub people: BTreeMap<i64, usize>,
    number: u32,
    acts: u32,
    people_added: u32,
    subject: Subject,
    draw: Pcg64,
}

impl Writer {
    /// The writer with this number, at most 999; the seed decides which acts it chooses.
    pub fn new(number: u32, token: &str, seed: u64) -> Self {
        Self {
            client: Client::new(token),
            log: Vec::new(),
            pending: None,
            cases: BTreeMap::new(),
            people: BTreeMap::new(),
            number,
            acts: 0,
            people_added: 0,
            subject: Subject::Nobody,
            draw: Pcg64::seed_from_u64(seed ^ (u64::from(number) << 32)),
        }
    }

    /// Sends the act that waits, or a new one. An answer that says something impossible is an error.
    pub fn step(&mut self, address: &str, next_order: impl FnOnce() -> u64) -> Result<Step> {
        let act = match self.pending.take() {
            Some(act) => act,
            None => self.choose(),
        };
        let answer = self.client.send(address, &act.call, &act.key);
        match answer {
            Some(answer) if answer.done() => {
                let order = next_order();
                self.accept(act, answer, order)?;
                Ok(Step::Done)
            }
            Some(answer) if answer.not_now() => {
                self.pending = Some(act);
                Ok(Step::NotNow { status: answer.status, retry_after: answer.retry_after })
            }
            Some(answer) => bail!("{} was answered with {} {}, which its state forbids", act.call.path, answer.status, answer.body),
            None => {
                self.pending = Some(act);
                Ok(Step::NoAnswer)
            }
        }
    }

    /// A given act next, instead of one of the writer's own choice.
    pub fn intend(&mut self, make: impl FnOnce(String) -> Act) {
        let key = self.key();
        self.pending = Some(make(key));
    }

    /// Leaves whom it serves, and begins with somebody new.
    pub fn start_anew(&mut self) {
        self.subject = Subject::Nobody;
    }

    /// What became of the blanks in the acts of the log.
    pub fn blanks(&self) -> Blanks {
        let mut all = Blanks::default();
        self.log.iter().for_each(|done| all.add(done.act.blanks));
        all
    }

    fn accept(&mut self, act: Act, answer: Answer, order: u64) -> Result<()> {
        match &act.effect {
            Effect::PersonAdded => {
                let person = answer.body.get("person").and_then(serde_json::Value::as_i64).context("a person without a number")?;
                ensure!(self.people.insert(person, 0).is_none(), "person {person} was added twice");
                self.subject = Subject::Person { person };
            }
            Effect::CaseOpened { person } => {
                let case = text(&answer.body, "case").context("a case without an identifier")?;
                ensure!(self.cases.insert(case.clone(), "opened").is_none(), "case {case} was opened twice");
                *self.people.entry(*person).or_default() += 1;
                self.subject = Subject::Case { person: *person, case, state: "opened" };
            }
            Effect::CaseChanged { case, state } => {
                // An observation answers with the case inside.
                let body = answer.body.get("case").filter(|inner| inner.is_object()).unwrap_or(&answer.body);
                let found = text(body, "state").unwrap_or_default();
                ensure!(found == *state, "case {case} became {found:?} instead of {state}");
                self.cases.insert(case.clone(), state);
                self.advance(state);
            }
            Effect::Blanks => {}
        }
        self.log.push(Done { act, answer, order });
        Ok(())
    }

    /// Lets the subject follow its case.
    fn advance(&mut self, to: &'static str) {
        let Subject::Case { person, state, .. } = &mut self.subject else { return };
        match to {
            "cancelled" if *state == "ready_to_print" => self.subject = Subject::Nobody,
            "cancelled" => self.subject = Subject::Person { person: *person },
            _ => *state = to,
        }
    }

    fn key(&mut self) -> String {
        self.acts += 1;
        format!("uji-{}-{}", self.number, self.acts)
    }

    fn choose(&mut self) -> Act {
        let key = self.key();
        let (dice, printer) = (self.draw.random_range(0..100_u32), self.draw.random_range(0..2_usize));
        match &self.subject {
            _ if dice < 10 => Act::receive(key, i64::from(dice) + 100),
            _ if dice < 20 => Act::bring_back(key, printer, i64::from(dice)),
            Subject::Nobody => {
                let number = self.number * PEOPLE_MAX + self.people_added;
                self.people_added += 1;
                Act::add_person(key, number)
            }
            Subject::Person { person } => Act::open_case(key, *person),
            Subject::Case { case, state: "opened" | "waiting_recording", .. } if dice < 35 => Act::cancel(key, case),
            Subject::Case { case, state: "opened", .. } => Act::add_documents(key, case),
            Subject::Case { case, state: "waiting_recording", .. } => Act::record_biometrics(key, case),
            Subject::Case { person, case, state: "waiting_central" } => Act::observe_central(key, *person, case),
            Subject::Case { .. } if dice < 40 => Act::spoil(key, printer),
            Subject::Case { case, .. } => Act::cancel(key, case),
        }
    }
}

fn text(body: &serde_json::Value, field: &str) -> Option<String> {
    body.get(field).and_then(serde_json::Value::as_str).map(str::to_owned)
}
