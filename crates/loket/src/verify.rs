//! `loket verify`: every check with its count; exit 1 when one finds something.

use std::process::ExitCode;

use app::verify::{Check, verify};
use serde_json::json;
use store::Store;

use crate::{location::Site, output::Output, progress, settings::VerifyArgs};

/// Verifies the office, beside a running server if there is one.
pub fn run(args: &VerifyArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let site = Site::of(&args.place)?.asking(args.office.as_deref())?;
    site.expect_office()?;
    let store = Store::open_read_only(&site.location, site.office()?, site.read_key()?)?;
    let bar = progress::bar(5, "verifying");
    let checks = verify(&store, |step| {
        bar.set_message(step.to_owned());
        bar.inc(1);
    })?;
    bar.finish_and_clear();
    let passed = checks.iter().all(Check::passed);
    out.result(&text(&checks, passed), &object(&checks, passed));
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn text(checks: &[Check], passed: bool) -> String {
    let mut lines = Vec::new();
    for check in checks {
        let state = if check.passed() { "ok" } else { "FAILED" };
        lines.push(format!("{:<24} {:>10}  {state}", check.name, check.count));
        lines.extend(check.problems.iter().map(|problem| format!("    {problem}")));
        if check.more > 0 {
            lines.push(format!("    … and {} more", check.more));
        }
    }
    lines.push(if passed { "All checks passed.".to_owned() } else { "The office is NOT what its journal says.".to_owned() });
    lines.join("\n")
}

fn object(checks: &[Check], passed: bool) -> serde_json::Value {
    let one = |check: &Check| json!({ "name": check.name, "count": check.count, "ok": check.passed(), "problems": check.problems, "more": check.more });
    json!({ "ok": passed, "checks": checks.iter().map(one).collect::<Vec<_>>() })
}
