//! Group commit against one transaction per write: 32 writers, `synchronous=FULL`, the same work, the same disk.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use adapters::random::OsRandom;
use app::{Office, Random};
use domain::{Event, central::CentralCode, id::PersonId, person::Person};
use jiff::{Timestamp, civil::date};
use store::{
    Seed, StoreFault,
    journal::{self, Actor},
    tables,
};

use crate::{bed, http};

const WRITERS: usize = 32;
const PEOPLE: usize = 3_000;
/// How long each side runs, and how often the two take turns.
const TURN: Duration = Duration::from_secs(2);
const TURNS: usize = 5;

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    Ok(vec![
        row("durable writes/s, 32 threads on the store", in_store)?,
        row("durable writes/s, 32 connections through HTTP", through_http)?,
    ])
}

type Rate = fn(&Arc<Office>, usize) -> anyhow::Result<f64>;

/// Lets both sides take turns, so that the machine's mood is shared; medians.
fn row(what: &str, rate: Rate) -> anyhow::Result<String> {
    let (ours, peer) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let ours = Arc::new(bed::office(ours.path(), PEOPLE, 512)?);
    let peer = Arc::new(bed::office(peer.path(), PEOPLE, 1)?);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        with.push(rate(&ours, turn)?);
        without.push(rate(&peer, turn)?);
    }
    let (with, without) = (median(with), median(without));
    Ok(format!("| {what} | group commit {with:.0} | one transaction each {without:.0} | {:.1} |", with / without))
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// One write: a person's row changes and the event is appended, sealed and chained.
fn in_store(office: &Arc<Office>, turn: usize) -> anyhow::Result<f64> {
    let people: Vec<Person> = office.store().read(|tx| {
        (1..=WRITERS as i64).map(|id| tables::person::find(tx, PersonId(id))?.ok_or(StoreFault::Missing("a person"))).collect()
    })?;
    let started = Instant::now();
    let mut threads = Vec::new();
    for mut person in people {
        let office = Arc::clone(office);
        threads.push(thread::spawn(move || -> Result<u64, StoreFault> {
            let day = date(2022, 1, 1 + turn as i8);
            person.central = Some((CentralCode::CardIssued, day));
            let event = Event::CentralObserved { person: person.id, code: CentralCode::CardIssued, observed_on: day };
            let mut written = 0;
            while started.elapsed() < TURN {
                let seed = Seed { now: Timestamp::UNIX_EPOCH, bytes: OsRandom.bytes32() };
                let (person, event) = (person.clone(), event.clone());
                office.store().write("bench", seed, move |write| {
                    tables::person::set_central(write, &person)?;
                    journal::append(write, Actor::System, &event)
                })?;
                written += 1;
            }
            Ok(written)
        }));
    }
    total(threads, started)
}

fn total(threads: Vec<thread::JoinHandle<Result<u64, StoreFault>>>, started: Instant) -> anyhow::Result<f64> {
    let mut written = 0;
    for thread in threads {
        written += thread.join().map_err(|_| anyhow::anyhow!("a writer broke off"))??;
    }
    Ok(written as f64 / started.elapsed().as_secs_f64())
}

/// The whole way of a counter's request: sign-in check, idempotency key, decision, event.
fn through_http(office: &Arc<Office>, turn: usize) -> anyhow::Result<f64> {
    http::observations_a_second(Arc::clone(office), WRITERS, TURN, turn)
}
