//! `loket init`: an empty office that waits for its first account.

use std::process::ExitCode;

use adapters::{random::OsRandom, reference};
use anyhow::{Context, bail};
use app::{Random, setup};
use domain::office::{Office, OfficeCode, Zone};
use serde_json::json;
use store::{
    Location, Seed, Store,
    keys::{OfficeKey, hex},
};

use crate::{
    location::{Site, system_clock},
    output::Output,
    settings::InitArgs,
};

/// Makes the office and prints its one-time set-up token.
pub fn run(args: &InitArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let site = Site::of(&args.place)?;
    let code =
        OfficeCode::parse(&args.office).with_context(|| format!("{:?} is no office code; give four digits such as 5208", args.office))?;
    let profile = profile(code)?;
    if let Location::Folder(folder) = &site.location {
        if folder.join("loket.db").exists() {
            bail!("there is an office in {} already", folder.display());
        }
        std::fs::create_dir_all(folder).with_context(|| format!("create {}", folder.display()))?;
    }
    let random = OsRandom;
    if let Location::Database(_) = &site.location {
        // Migrates an empty database, so that it can be asked, and leaves no key file behind when it is not empty.
        drop(Store::open(&site.location, code, OfficeKey::from_bytes([0; 32]), Box::new(|| {}))?);
        if Store::offices(&site.location)?.contains(&code) {
            bail!("the database holds the office {code} already");
        }
    }
    let key = site.create_key(&random)?;
    let store = Store::open(&site.location, code, key, Box::new(|| {}))?;
    let token = hex(random.bytes32().get(..16).unwrap_or_default());
    let seed = Seed { now: system_clock().now(), bytes: random.bytes32() };
    let name = profile.name.clone();
    setup::found(&store, seed, profile, Some(setup::token_hash(&token)))?;
    let text = format!(
        "{name} ({code}) is ready.\nOne-time set-up token: {token}\nServe it with `loket serve`, open the page /mulai and enter the token."
    );
    out.result(&text, &json!({ "ok": true, "office": code.to_string(), "name": name, "setup_token": token, "key_file": site.key }));
    Ok(ExitCode::SUCCESS)
}

/// The office of an area code.
pub fn profile(code: OfficeCode) -> anyhow::Result<Office> {
    let dotted = code.dotted();
    let areas = reference::areas(&dotted)?;
    let Some(area) = areas.into_iter().find(|area| area.code == dotted) else {
        bail!("no regency or city has the code {dotted}");
    };
    let province = dotted.get(..2).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    Ok(Office { code, name: format!("Disdukcapil {}", area.name), zone: Zone::of_province(province), demo: false })
}
