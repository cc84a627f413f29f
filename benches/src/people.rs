//! Finding people in a full-sized office (249,134 people): ours, and what one would write by hand.

use std::time::Instant;

use anyhow::Context;
use app::register;
use rusqlite::Connection;
use store::queries::people;

use crate::{bed, commits::median};

const QUERIES: usize = 2_000;

/// Times of one kind of query, milliseconds.
struct Times(Vec<f64>);

impl Times {
    fn of(queries: usize, mut run: impl FnMut(usize) -> anyhow::Result<()>) -> anyhow::Result<Self> {
        let mut times = Vec::with_capacity(queries);
        for number in 0..queries {
            let started = Instant::now();
            run(number)?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        Ok(Self(times))
    }

    fn p50(&self) -> f64 {
        median(self.0.clone())
    }

    fn p99(&self) -> f64 {
        self.0.get(self.0.len() * 99 / 100).copied().unwrap_or_default()
    }
}

fn row(what: &str, ours: &Times, peer_name: &str, peer: &Times) -> String {
    format!(
        "| {what} | p50 {:.3} ms, p99 {:.3} ms | {peer_name} p50 {:.3} ms, p99 {:.3} ms | {:.1} |",
        ours.p50(),
        ours.p99(),
        peer.p50(),
        peer.p99(),
        peer.p50() / ours.p50()
    )
}

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let started = Instant::now();
    let office = bed::office(folder.path(), usize::MAX, 512)?;
    let built = started.elapsed().as_secs_f64();
    let (caller, _) = bed::caller(&office)?;
    let raw = Connection::open(folder.path().join("loket.db"))?;
    let (mut niks, mut names) = (Vec::new(), Vec::new());
    for number in 0..QUERIES as i64 {
        let id = 1 + number * 124;
        let line = office.store().read(|tx| people::by_id(tx, domain::id::PersonId(id)))?.context("a person")?;
        niks.push(line.nik.as_str().to_owned());
        names.push(line.name);
    }
    let search = |text: &str| register::search(&office, &caller, text).map(|found| found.people.len());
    let ours = Times::of(QUERIES, |number| Ok(search(text(&niks, number))).and_then(|found| expect_some(found?)))?;
    let mut by_nik = raw.prepare("SELECT person, name FROM person WHERE office = '5208' AND nik = ?1")?;
    let peer = Times::of(QUERIES, |number| Ok(by_nik.query_row([text(&niks, number)], |row| row.get::<_, i64>(0)).map(drop)?))?;
    let nik = row("NIK lookup (search use case against a bare prepared SELECT)", &ours, "rusqlite", &peer);
    let exact = Times::of(QUERIES, |number| expect_some(search(text(&names, number))?))?;
    let typos: Vec<String> = names.iter().map(|name| with_typo(name)).collect();
    let typo = Times::of(QUERIES, |number| {
        search(text(&typos, number))?;
        Ok(())
    })?;
    let mut like = raw.prepare("SELECT person, name FROM person WHERE name LIKE '%' || ?1 || '%' LIMIT 50")?;
    let peer = Times::of(40, |number| {
        let mut rows = like.query([text(&names, number)])?;
        while rows.next()?.is_some() {}
        Ok(())
    })?;
    let found = typos.iter().zip(&names).take(400).filter(|(typo, name)| finds(&office, &caller, typo, name)).count();
    Ok(vec![
        nik,
        row("name search, as written", &exact, "LIKE scan", &peer),
        row("name search, one wrong letter (a LIKE scan finds nothing)", &typo, "LIKE scan", &peer),
        format!("| name with one wrong letter found among the first 50 | {:.1} % of 400 | | |", found as f64 / 4.0),
        format!("| import of 249,134 people with journal and index | {built:.1} s | | |"),
    ])
}

fn text(all: &[String], number: usize) -> &str {
    all.get(number).map(String::as_str).unwrap_or_default()
}

fn expect_some(found: usize) -> anyhow::Result<()> {
    anyhow::ensure!(found > 0, "somebody who is there was not found");
    Ok(())
}

/// The name with the middle letter of its longest word replaced.
pub fn with_typo(name: &str) -> String {
    let longest = name.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
    let mut letters: Vec<char> = longest.chars().collect();
    let middle = letters.len() / 2;
    if let Some(letter) = letters.get_mut(middle) {
        *letter = if *letter == 'X' { 'Q' } else { 'X' };
    }
    name.replacen(longest, &letters.iter().collect::<String>(), 1)
}

fn finds(office: &app::Office, caller: &app::Caller, typo: &str, name: &str) -> bool {
    let found = register::search(office, caller, typo);
    found.is_ok_and(|found| found.people.iter().any(|(line, _)| line.name == name))
}
