//! Offices to measure in.

use std::{path::Path, sync::Arc};

use adapters::{
    clock::SystemClock,
    random::OsRandom,
    reference,
    sheets::OfficeSheets,
    synthetic::{self, LOMBOK_UTARA, population},
};
use anyhow::Context;
use app::{
    Caller, Clock, Office, OfficeParts, Random,
    import::{Import, ImportLine},
    setup::{self, NewAccount},
};
use domain::{
    access::{Role, Standing},
    area::Areas,
    central::CentralCode,
    office::{self, OfficeCode, Zone},
    rule::RuleBook,
};
use jiff::civil::date;
use store::{Location, Seed, Store, keys::OfficeKey};

/// An office with people of Lombok Utara, at most `people`; `group_jobs_max` limits the writes per commit.
pub fn office(folder: &Path, people: usize, group_jobs_max: usize) -> anyhow::Result<Office> {
    let office = empty(folder, "5208", group_jobs_max)?;
    let mut import = Import::begin(&office)?;
    let mut lines = population(&LOMBOK_UTARA, 1)?.take(people).map(line);
    loop {
        let chunk = lines.by_ref().take(1_500).collect::<anyhow::Result<Vec<_>>>()?;
        if chunk.is_empty() {
            break;
        }
        import.apply(chunk)?;
    }
    import.finish()?;
    Ok(office)
}

/// An office without people.
pub fn empty(folder: &Path, code: &str, group_jobs_max: usize) -> anyhow::Result<Office> {
    let code = OfficeCode::parse(code).context("a code")?;
    let random = OsRandom;
    let location = Location::Folder(folder.to_path_buf());
    let store = Store::open_grouping(&location, code, OfficeKey::from_bytes([7; 32]), Box::new(|| {}), group_jobs_max)?;
    let profile = office::Office { code, name: "Bench".to_owned(), zone: Zone::Wita, demo: true };
    setup::found(&store, Seed { now: SystemClock.now(), bytes: random.bytes32() }, profile, None)?;
    // The synthetic people live in the villages of their own year.
    let year = if code.to_string() == "1671" { date(2016, 11, 10) } else { date(2022, 11, 25) };
    let areas = Areas::new(reference::areas_on(&code.dotted(), year)?.areas.into_iter().map(|area| (area.code, area.name)));
    let parts = OfficeParts {
        store,
        clock: Arc::new(SystemClock),
        random: Arc::new(random),
        areas,
        rules: unlimited()?,
        sheets: Arc::new(OfficeSheets),
    };
    Ok(Office::new(parts)?)
}

/// The built-in rules without limits of looks: no officer looks so many people up in so short a time.
fn unlimited() -> anyhow::Result<RuleBook> {
    let mut rules = reference::rule_book()?;
    rules.looks.clear();
    Ok(rules)
}

/// What the section head of [`caller`] types at sign-in.
pub const USERNAME: &str = "bench";
/// And the password.
pub const PASSWORD: &str = "bench bench bench";

/// A section head, who may do everything here, with an API token.
pub fn caller(office: &Office) -> anyhow::Result<(Caller, String)> {
    let (name, role) = ("Bench".to_owned(), Role::SectionHead);
    let (username, password, staff) = (USERNAME.to_owned(), PASSWORD.to_owned(), "198001012008011999".to_owned());
    let standing = Standing::office(role);
    let new = NewAccount { name: name.clone(), username, password, staff, standing: standing.clone() };
    let account = setup::open_account(office, &new)?;
    Ok((Caller { account, name, standing }, setup::issue_api_token(office, account)?))
}

fn line(person: synthetic::Person) -> anyhow::Result<ImportLine> {
    let central = person.recorded.then_some((CentralCode::CardIssued, person.birth_date));
    Ok(ImportLine { biodata: synthetic::biodata(&person).context("a register's line")?, central })
}
