//! Building a demonstration: its register, its staff, and the weeks before its day.

use std::{
    fs,
    path::Path,
    sync::{Arc, mpsc::sync_channel},
    thread,
};

use adapters::{
    clock::ManualClock,
    random::SeededRandom,
    synthetic::{self, Person, population},
};
use anyhow::{Context, bail};
use app::{
    Clock, Office, Random,
    import::{Import, ImportLine, PreparedChunk},
    past, setup,
};
use domain::{central::CentralCode, office};
use jiff::{ToSpan, civil::Date};
use store::{Location, Seed, Store};

use super::{DemoOffice, complete, folder, history::History, staff};
use crate::{
    init,
    location::{Site, assemble, system_clock},
    output::Output,
    progress,
};

/// Lines in one chunk of the register's import; nobody else waits while a demonstration is built, and the fewer chunks, the fewer times a
/// page of an index is written.
const CHUNK: usize = 10_000;
/// Past acts in one transaction.
const ACTS: usize = 1_000;
/// The set-up token of an office under construction; it is used up when the office is complete.
const UNDER_CONSTRUCTION: &str = "under construction";
/// The register was imported this many days before the first act.
const REGISTER_DAYS: i32 = 6;

/// Builds the office when it is not there; answers whether it was built now.
pub fn ensure(site: &Site, demo: &'static DemoOffice, seed: u64, out: &Output) -> anyhow::Result<bool> {
    let Some(target) = folder(site) else { return ensure_in_database(site, demo, seed, out) };
    if target.join("loket.db").exists() {
        return Ok(false);
    }
    if target.is_dir() && fs::read_dir(target)?.next().is_some() {
        bail!("{} is neither empty nor an office: name another folder with --dir", target.display());
    }
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).with_context(|| format!("create {}", parent.display()))?;
    // Built beside and renamed when complete: an interrupted build leaves nothing that looks like an office.
    let workshop = tempfile::Builder::new().prefix(".loket-build-").tempdir_in(parent)?;
    let inside = workshop.path().join("office");
    fs::create_dir(&inside)?;
    let key = (site.key.parent() != Some(target)).then(|| site.key.clone());
    build(&Site::folder(&inside, key), demo, seed, out)?;
    if target.is_dir() {
        fs::remove_dir(target)?;
    }
    fs::rename(&inside, target).with_context(|| format!("move the office to {}", target.display()))?;
    Ok(true)
}

fn ensure_in_database(site: &Site, demo: &'static DemoOffice, seed: u64, out: &Output) -> anyhow::Result<bool> {
    let code = demo.code()?;
    // Migrates an empty database, so that it can be asked.
    drop(Store::open(&site.location, code, store::keys::OfficeKey::from_bytes([0; 32]), Box::new(|| {}))?);
    if Store::offices(&site.location)?.is_empty() {
        build(site, demo, seed, out)?;
        return Ok(true);
    }
    if !complete(&site.open(system_clock(), Box::new(|| {}))?)? {
        bail!("the database holds a demonstration that was not finished: empty it and start again");
    }
    Ok(false)
}

fn build(site: &Site, demo: &'static DemoOffice, seed: u64, out: &Output) -> anyhow::Result<()> {
    let profile = demo.profile()?;
    out.remark(&format!("building {}: {} synthetic people", demo.name, profile.people));
    let day = demo.opens_at().to_zoned(demo.zone().time_zone())?.timestamp();
    let founded = demo.before.since.checked_sub(REGISTER_DAYS.days())?.to_datetime(demo.opens_at().time());
    let founded = founded.to_zoned(demo.zone().time_zone())?.timestamp();
    let clock = Arc::new(ManualClock::new(founded));
    let random = Arc::new(SeededRandom::new(seed));
    let key = site.create_key(random.as_ref())?;
    let store = Store::open(&site.location, demo.code()?, key, Box::new(|| {}))?;
    let found = office::Office { demo: true, ..init::profile(demo.code()?)? };
    let token = setup::token_hash(UNDER_CONSTRUCTION);
    setup::found(&store, Seed { now: founded, bytes: random.bytes32() }, found, Some(token))?;
    let office = assemble(store, Arc::<ManualClock>::clone(&clock), Arc::<SeededRandom>::clone(&random) as Arc<dyn Random>)?;
    let members = staff::open_accounts(&office, demo)?;
    if demo.before.to_villages.sent > 0 {
        setup::open_village_places(&office)?;
    }
    setup::open_subdistrict_places(&office)?;
    let history = import_register(&office, demo, seed)?;
    write_history(&office, history, &members)?;
    clock.set(day);
    setup::complete(&office, UNDER_CONSTRUCTION)?;
    if matches!(site.location, Location::Database(_)) {
        office.store().write("analyze", Seed { now: clock.now(), bytes: random.bytes32() }, |write| store::schema::analyze(write))?;
    }
    Ok(())
}

/// Imports everybody: one thread makes people, this one prepares their chunk, and a third hands the chunk before to the writer.
fn import_register(office: &Office, demo: &'static DemoOffice, seed: u64) -> anyhow::Result<History> {
    let profile = demo.profile()?;
    let bar = progress::bar(u64::from(profile.people), "register");
    let mut history = History::new(demo, profile, seed)?;
    thread::scope(|scope| {
        let (people_out, people_in) = sync_channel(1);
        let maker = scope.spawn(move || -> anyhow::Result<()> {
            let mut people = population(profile, seed)?;
            loop {
                let chunk: Vec<Person> = people.by_ref().take(CHUNK).collect();
                if chunk.is_empty() || people_out.send(chunk).is_err() {
                    return Ok(());
                }
            }
        });
        let (chunks_out, chunks_in) = sync_channel::<PreparedChunk>(1);
        let bar = &bar;
        let writer = scope.spawn(move || -> anyhow::Result<()> {
            for chunk in chunks_in {
                let rows = chunk.rows();
                chunk.write(office)?;
                bar.inc(rows as u64);
            }
            Ok(())
        });
        let mut import = Import::begin(office)?;
        for chunk in people_in {
            let lines = chunk.iter().map(|person| line(person, history.meet(person))).collect::<anyhow::Result<_>>()?;
            if chunks_out.send(import.prepare(lines)?).is_err() {
                break;
            }
        }
        drop(chunks_out);
        writer.join().map_err(|_| anyhow::anyhow!("writing people broke off"))??;
        maker.join().map_err(|_| anyhow::anyhow!("making people broke off"))??;
        import.finish()?;
        bar.finish_and_clear();
        Ok(history)
    })
}

/// The register's line of a synthetic person.
fn line(person: &Person, central: Option<(CentralCode, Date)>) -> anyhow::Result<ImportLine> {
    Ok(ImportLine { biodata: synthetic::biodata(person).context("a synthetic person who cannot stand in a register")?, central })
}

/// Writes the weeks before the day, in order of time.
fn write_history(office: &Office, history: History, members: &[staff::Member]) -> anyhow::Result<()> {
    let acts = history.acts(members)?;
    let bar = progress::bar(acts.len() as u64, "history");
    for batch in acts.chunks(ACTS) {
        past::write_down(office, batch.to_vec())?;
        bar.inc(batch.len() as u64);
    }
    bar.finish_and_clear();
    Ok(())
}
