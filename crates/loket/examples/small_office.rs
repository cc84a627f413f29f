//! Makes a small office with one section head and many auditors, for `cargo xtask faults`: `small_office FOLDER`, or `small_office URL KEYFILE`.
//!
//! It is no demonstration, so that `loket serve` serves it with the machine's clock, and it has no people: the load client adds them
//! through the API. What it prints is one JSON object with the section head's password and everybody's API tokens.

use std::{path::Path, sync::Arc};

use adapters::{clock::SystemClock, random::OsRandom, reference, sheets::OfficeSheets};
use anyhow::{Context, bail};
use app::{
    Clock, Office, OfficeParts, Random,
    setup::{self, NewAccount},
};
use domain::{
    access::{Role, Standing},
    area::Areas,
    office::{self, OfficeCode, Zone},
};
use serde_json::json;
use store::{Location, Seed, Store, keys::OfficeKey};

const CODE: &str = "5208";
const USERNAME: &str = "kasi";
/// Auditors, so many because each may look at only so many people a day.
const AUDITORS: u32 = 60;
const PASSWORD: &str = "uji-gangguan-5208";

#[expect(clippy::print_stdout, reason = "what it prints is its result")]
fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (location, key_file) = match arguments.as_slice() {
        [folder] => {
            std::fs::create_dir_all(folder).with_context(|| format!("create {folder}"))?;
            (Location::Folder(folder.into()), Path::new(folder).join("office.key"))
        }
        [url, key] => (Location::Database(url.clone()), key.into()),
        _ => bail!("usage: small_office FOLDER | small_office URL KEYFILE"),
    };
    let random = OsRandom;
    let code = OfficeCode::parse(CODE).context("the office's code")?;
    let store = Store::open(&location, code, OfficeKey::create(&key_file, random.bytes32())?, Box::new(|| {}))?;
    let profile = office::Office { code, name: "Disdukcapil Uji".to_owned(), zone: Zone::Wita, demo: false };
    setup::found(&store, Seed { now: SystemClock.now(), bytes: random.bytes32() }, profile, None)?;
    let areas = Areas::new(reference::areas(&code.dotted())?.into_iter().map(|area| (area.code, area.name)));
    let parts = OfficeParts {
        store,
        clock: Arc::new(SystemClock),
        random: Arc::new(random),
        areas,
        rules: reference::rule_book()?,
        sheets: Arc::new(OfficeSheets),
    };
    let office = Office::new(parts)?;
    let new = NewAccount {
        name: "Kepala Seksi Uji".to_owned(),
        username: USERNAME.to_owned(),
        staff: "198001012008011001".to_owned(),
        password: PASSWORD.to_owned(),
        standing: Standing::office(Role::SectionHead),
    };
    let account = setup::open_account(&office, &new)?;
    let token = setup::issue_api_token(&office, account)?;
    let readers = (0..AUDITORS).map(|number| auditor(&office, number)).collect::<anyhow::Result<Vec<_>>>()?;
    println!("{}", json!({ "username": USERNAME, "password": PASSWORD, "api_token": token, "reader_tokens": readers }));
    Ok(())
}

/// An auditor's API token.
fn auditor(office: &Office, number: u32) -> anyhow::Result<String> {
    let (name, username) = (format!("Auditor {number}"), format!("auditor-{number}"));
    let (staff, password) = (format!("19800101200801{number:04}"), PASSWORD.to_owned());
    let new = NewAccount { name, username, staff, password, standing: Standing::office(Role::Auditor) };
    Ok(setup::issue_api_token(office, setup::open_account(office, &new)?)?)
}
