//! `loket plan`: a scenario, or an office's records, in; an answer out.

use std::{fs, path::Path, process::ExitCode, sync::Arc};

use adapters::{clock::SetClock, random::OsRandom, reference};
use anyhow::{Context, bail};
use app::{
    Office,
    plans::{
        self, Kind, Planned,
        scenario::{self, ScenarioRefusal},
    },
};
use jiff::civil::Date;
use serde_json::{Value, json};
use store::Store;

use crate::{
    location::{Site, assemble, system_clock},
    output::Output,
    settings::PlanArgs,
};

/// Answers a scenario or plans from records; a refusal ends with exit code 1.
pub fn run(args: &PlanArgs, out: &Output) -> anyhow::Result<ExitCode> {
    match &args.scenario {
        Some(file) => of_scenario(file, out),
        None => of_office(args, out),
    }
}

fn of_scenario(file: &Path, out: &Output) -> anyhow::Result<ExitCode> {
    let text = fs::read_to_string(file).with_context(|| format!("read the scenario {}", file.display()))?;
    let national: Vec<Date> = reference::holidays()?.into_iter().map(|holiday| holiday.date).collect();
    match scenario::read(&text, &national) {
        Ok(answer) => {
            out.result(&scenario::text(&answer), &answer);
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => Ok(refused(&refusal, out)),
    }
}

fn refused(refusal: &ScenarioRefusal, out: &Output) -> ExitCode {
    let sentence = scenario::sentence(refusal);
    let text = format!("{} ({})", sentence.en, refusal.code());
    out.refused(&text, &json!({ "ok": false, "error": text, "code": refusal.code(), "sentence": sentence.object() }));
    ExitCode::from(1)
}

/// One kind, which may be refused; or all of them, each with its answer or why there is none.
fn of_office(args: &PlanArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let office = open(args)?;
    let mut instead = args.set.clone();
    instead.extend(args.until.map(|day| ("until".to_owned(), day.to_string())));
    let kinds = args.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let planned = kinds.into_iter().map(|kind| plans::of(&office, kind, &instead)).collect::<Result<Vec<Planned>, _>>()?;
    if let (Some(_), [Planned { answer: Err(refusal), .. }]) = (args.kind, planned.as_slice()) {
        return Ok(refused(refusal, out));
    }
    let plans: Vec<Value> = planned.iter().map(Planned::object).collect();
    let answer = json!({ "ok": true, "office": office.profile().code.to_string(), "day": office.today().to_string(), "plans": plans });
    out.result(&scenario::text(&answer), &answer);
    Ok(ExitCode::SUCCESS)
}

/// Opens the office beside a running server, if there is one; on another day than today when one is asked for.
fn open(args: &PlanArgs) -> anyhow::Result<Office> {
    let site = Site::of(&args.place)?.asking(args.office.as_deref())?;
    site.expect_office()?;
    let read = || anyhow::Ok(Store::open_read_only(&site.location, site.office()?, site.read_key()?)?);
    let office = assemble(read()?, system_clock(), Arc::new(OsRandom))?;
    let Some(from) = args.from else { return Ok(office) };
    let Ok(morning) = from.at(9, 0, 0, 0).to_zoned(office.profile().zone.time_zone()) else { bail!("{from} is no day to plan from") };
    assemble(read()?, Arc::new(SetClock::new(morning.timestamp())), Arc::new(OsRandom))
}
