//! `loket demo`: a whole office with synthetic people, built when it is not there yet, and served.

mod build;
mod history;
mod offices;
mod staff;
mod story;

use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Instant};

use adapters::{clock::SetClock, reference};
use anyhow::{Context, bail};
use app::{Office, figures, setup};
use domain::case::CaseState;
use serde_json::json;
use store::Location;

use crate::{
    gateways::Gateways,
    location::Site,
    output::Output,
    serve,
    settings::{DemoArgs, Place, Start},
};
use offices::DemoOffice;
use staff::Member;

/// Builds the office when needed, prints what is in it, and serves it.
pub fn run(args: DemoArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let Some(demo) = offices::find(&args.office) else {
        bail!("no demonstration is called {:?}; there are: {}", args.office, offices::names().join(", "));
    };
    let site = site(&args.place, demo)?;
    let started = Instant::now();
    let built = build::ensure(&site, demo, args.seed, out)?;
    let took = started.elapsed().as_secs_f64();
    let at = match args.at {
        Some(Start::At(at)) => at,
        Some(Start::OfDay(time)) => demo.opens_at().date().to_datetime(time),
        None => demo.opens_at(),
    };
    let at = at.to_zoned(demo.zone().time_zone()).context("the time does not exist")?.timestamp();
    let on_failure = serve::Failure::default();
    let office = site.open(Arc::new(SetClock::new(at)), on_failure.hook())?;
    if !office.profile().demo {
        bail!("this office is no demonstration; serve it with `loket serve`");
    }
    if built {
        out.remark(&format!("built in {took:.1} s"));
    } else {
        out.remark("using the office that was built before, with the seed that it was built from");
    }
    let staff = staff::with_tokens(&office, demo)?;
    if args.build_only {
        let (text, object) = description(&office, &staff, None)?;
        out.result(&text, &object);
        return Ok(ExitCode::SUCCESS);
    }
    let hints = staff.iter().map(Member::hint).collect();
    let listen = ([127, 0, 0, 1], args.port).into();
    let options = serve::Options { listen, behind_proxy: false, hints, inbox: None, gateways: Gateways::demonstration() };
    serve::serve(office, options, on_failure, |office, address| {
        let (text, object) = description(office, &staff, Some(&format!("http://{address}")))?;
        out.result(&text, &object);
        Ok(())
    })
}

fn site(place: &Place, demo: &DemoOffice) -> anyhow::Result<Site> {
    if place.dir.is_none() && place.database.is_none() {
        return Ok(Site::folder(&PathBuf::from("loket-demo").join(demo.name), place.key.clone()));
    }
    Site::of(place)
}

/// What the command prints: address, figures, users.
fn description(office: &Office, staff: &[Member], address: Option<&str>) -> anyhow::Result<(String, serde_json::Value)> {
    let figures = figures::count(office)?;
    let ready = figures.in_state(CaseState::ReadyToPrint);
    let villages = office.areas().villages().count();
    let zone = office.profile().zone;
    let now = office.now().to_zoned(zone.time_zone()).strftime("%Y-%m-%d %H:%M").to_string();
    let numbers = [
        ("people", figures.register.people),
        ("must_have", figures.register.must_have),
        ("recorded", figures.register.recorded),
        ("unrecorded", figures.unrecorded()),
        ("print_ready", ready),
        ("uncollected", figures.uncollected()),
        ("at_villages", figures.at_villages()),
        ("blanks", figures.blanks),
        ("villages", villages as i64),
        ("villages_new", reference::new_villages(&office.profile().code.dotted(), office.today())?.len() as i64),
    ];
    let mut lines = vec![format!("{} · DEMO · data sintetis · {now} {zone}", office.profile().name)];
    lines.extend(numbers.iter().map(|(name, number)| format!("  {name:<12} {number:>9}")));
    lines.push("Users (username / password / role):".to_owned());
    lines.extend(staff.iter().map(|member| format!("  {:<8} {:<18} {}", member.username, member.password, member.role)));
    lines.extend(address.map(|address| format!("Open {address} — stop with Ctrl-C.")));
    let users: Vec<_> = staff.iter().map(Member::object).collect();
    let object = json!({
        "ok": true,
        "address": address,
        "office": { "code": office.profile().code.to_string(), "name": office.profile().name, "zone": zone.code(), "now": now },
        "figures": numbers.iter().map(|(name, number)| ((*name).to_owned(), json!(number))).collect::<serde_json::Map<_, _>>(),
        "users": users,
    });
    Ok((lines.join("\n"), object))
}

/// Whether a location is a folder; a folder is built beside and renamed.
fn folder(site: &Site) -> Option<&PathBuf> {
    match &site.location {
        Location::Folder(folder) => Some(folder),
        Location::Database(_) => None,
    }
}

/// Whether the office in a location is complete: one under construction still has its set-up token.
fn complete(office: &Office) -> anyhow::Result<bool> {
    Ok(!setup::awaits_first_account(office)?)
}
