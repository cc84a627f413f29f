//! `loket plan`: a scenario in, an answer out.

use std::{fs, process::ExitCode};

use adapters::reference;
use anyhow::Context;
use app::plans::scenario;
use jiff::civil::Date;
use serde_json::json;

use crate::{output::Output, settings::PlanArgs};

/// Answers a scenario; a refusal ends with exit code 1.
pub fn run(args: &PlanArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let file = &args.scenario;
    let text = fs::read_to_string(file).with_context(|| format!("read the scenario {}", file.display()))?;
    let national: Vec<Date> = reference::holidays()?.into_iter().map(|holiday| holiday.date).collect();
    match scenario::read(&text, &national) {
        Ok(answer) => {
            out.result(&scenario::text(&answer), &answer);
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            let sentence = scenario::sentence(&refusal);
            let text = format!("{} ({})", sentence.en, refusal.code());
            out.refused(&text, &json!({ "ok": false, "error": text, "code": refusal.code(), "sentence": sentence.object() }));
            Ok(ExitCode::from(1))
        }
    }
}
