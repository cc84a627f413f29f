//! `loket copy`: an office moves from a folder to a database; its journal is replayed there, and both are verified.

use std::{fs, path::Path, process::ExitCode, sync::Arc};

use adapters::random::OsRandom;
use anyhow::{Context, bail};
use app::{
    Random,
    copy::{Copied, Progress},
    verify::{Check, verify},
};
use domain::office::OfficeCode;
use indicatif::ProgressBar;
use serde_json::json;
use store::{
    Location, Seed, Store, StoreFault,
    copy::{Ground, expect_current_schema, ground},
    keys::{OfficeKey, hex},
};

use crate::{
    location::{Site, system_clock},
    output::Output,
    progress,
    settings::{CopyArgs, Place},
};

/// Verifies the source, copies it, and says what was found equal on both sides.
pub fn run(args: &CopyArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let from = Site::folder(&args.from, args.from_key.clone());
    let to = Site::of(&Place { dir: None, database: Some(args.to.clone()), key: args.key.clone() })?;
    from.expect_office()?;
    let (office, key) = (from.office()?, from.read_key()?);
    let source = open_source(&from, office, key.clone())?;
    expect_room(&to.location, office)?;
    expect_own_key(&to.key, &key)?;
    let bar = progress::bar(0, "");
    verify_source(&source, &bar)?;
    let kept = KeyFile::put(&to, &key)?;
    let target = Store::open(&to.location, office, key, Box::new(|| {})).context("open the database")?;
    bar.set_length(app::copy::rows(&source)?.unsigned_abs());
    let seed = Seed { now: system_clock().now(), bytes: OsRandom.bytes32() };
    let copied = app::copy::copy(Arc::new(source), &target, seed, reporting(&bar));
    bar.finish_and_clear();
    // A connection that broke at the commit does not tell whether it held: the key goes only when the office is surely not there.
    if copied.is_ok() || expect_room(&to.location, office).is_err() {
        kept.keep();
    }
    let copied = copied?;
    out.result(&text(&copied, office, &to), &object(&copied, office, &to));
    Ok(ExitCode::SUCCESS)
}

/// Opens the source for reading and keeps servers out of it.
fn open_source(from: &Site, office: OfficeCode, key: OfficeKey) -> anyhow::Result<Store> {
    let source = match Store::open_alone(&from.location, office, key) {
        Err(StoreFault::Locked(folder)) => {
            bail!("{} is being served: stop its `loket serve` first, so that nothing is written while it is copied", folder.display())
        }
        opened => opened?,
    };
    source.read(expect_current_schema)?;
    Ok(source)
}

/// Refuses a database that holds the office, or what is not Loket's; nothing is changed there.
fn expect_room(to: &Location, office: OfficeCode) -> anyhow::Result<()> {
    match ground(to).context("look into the database")? {
        Ground::Offices(offices) if offices.contains(&office) => bail!("the database holds the office {office} already"),
        Ground::Strange => bail!("the database holds tables that are not Loket's: name another one with --to"),
        Ground::Empty | Ground::Offices(_) => Ok(()),
    }
}

/// Refuses a key file of another office.
fn expect_own_key(path: &Path, key: &OfficeKey) -> anyhow::Result<()> {
    if path.exists() && OfficeKey::read(path)? != *key {
        bail!("{} holds another key, which is not overwritten: name another file with --key", path.display());
    }
    Ok(())
}

fn verify_source(source: &Store, bar: &ProgressBar) -> anyhow::Result<()> {
    let checks = verify(source, |step| bar.set_message(format!("verifying the source: {step}")))?;
    let named: Vec<String> = checks.iter().filter_map(problem).collect();
    if named.is_empty() {
        return Ok(());
    }
    bail!("the office does not verify and is not copied; `loket verify` tells more: {}", named.join("; "))
}

/// The first problem of a check that found something.
fn problem(check: &Check) -> Option<String> {
    check.problems.first().map(|problem| format!("{}: {problem}", check.name))
}

/// The key file of the copy; one that was made here goes again when the copy fails.
struct KeyFile<'a> {
    made: Option<&'a Path>,
}

impl<'a> KeyFile<'a> {
    fn put(to: &'a Site, key: &OfficeKey) -> anyhow::Result<Self> {
        if to.key.exists() {
            return Ok(Self { made: None });
        }
        if let Some(folder) = to.key.parent() {
            fs::create_dir_all(folder).with_context(|| format!("create {}", folder.display()))?;
        }
        key.write(&to.key)?;
        Ok(Self { made: Some(&to.key) })
    }

    fn keep(mut self) {
        self.made = None;
    }
}

impl Drop for KeyFile<'_> {
    fn drop(&mut self) {
        if let Some(path) = self.made
            && let Err(error) = fs::remove_file(path)
        {
            tracing::warn!(error = &error as &dyn std::error::Error, path = %path.display(), "the copied key could not be removed");
        }
    }
}

fn reporting(bar: &ProgressBar) -> Progress {
    let bar = bar.clone();
    Arc::new(move |what, rows| {
        bar.set_message(what.to_owned());
        bar.inc(rows);
    })
}

fn text(copied: &Copied, office: OfficeCode, to: &Site) -> String {
    let mut lines: Vec<String> = copied.tables.iter().map(|(name, rows)| format!("{name:<24} {rows:>10}")).collect();
    lines.extend(figures(copied).iter().map(|(name, number)| format!("{name:<24} {number:>10}")));
    lines.push(format!("Journal head {}: {}", copied.head.seq, hex(&copied.head.chain_hash)));
    lines.push(format!("Office {office} is copied. Source and copy verify and have the same head, rows and figures."));
    lines.push(format!(
        "Its key is in {}. Serve the copy from now on, and keep the folder out of use: both would go on apart.",
        to.key.display()
    ));
    lines.join("\n")
}

/// The figures of the first page, by name.
fn figures(copied: &Copied) -> [(&'static str, i64); 6] {
    let figures = &copied.figures;
    [
        ("people", figures.register.people),
        ("must_have", figures.register.must_have),
        ("recorded", figures.register.recorded),
        ("open_requests", figures.open.iter().map(|count| count.count).sum()),
        ("uncollected", figures.uncollected()),
        ("blanks", figures.blanks),
    ]
}

fn object(copied: &Copied, office: OfficeCode, to: &Site) -> serde_json::Value {
    let tables: serde_json::Map<_, _> = copied.tables.iter().map(|(name, rows)| ((*name).to_owned(), json!(rows))).collect();
    let figures: serde_json::Map<_, _> = figures(copied).iter().map(|(name, number)| ((*name).to_owned(), json!(number))).collect();
    let checks: serde_json::Map<_, _> = copied.checks.iter().map(|check| (check.name.clone(), json!(check.count))).collect();
    json!({
        "ok": true,
        "office": office.to_string(),
        "key_file": to.key,
        "head": { "seq": copied.head.seq, "chain_hash": hex(&copied.head.chain_hash) },
        "tables": tables,
        "figures": figures,
        "checks": checks,
    })
}
