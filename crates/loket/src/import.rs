//! `loket import`: files of the register and of central statuses, from the command line: read, compared, taken over.

use std::{
    path::Path,
    process::ExitCode,
    sync::mpsc::{RecvTimeoutError, sync_channel},
    thread,
    time::Duration,
};

use anyhow::{Context, bail};
use app::{
    AppError, Office,
    import::{self, ImportSummary, Worked},
};
use domain::{
    Refusal,
    id::ImportId,
    intake::{ImportRefusal, ImportState},
};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use store::StoreFault;
use web::refusal_sentence;

use crate::{
    location::{Site, system_clock},
    output::Output,
    progress,
    settings::ImportArgs,
};

/// How often the bar looks how far the work is.
const GLANCE: Duration = Duration::from_millis(200);

/// Imports the files one after the other; a file that cannot be imported does not keep the next from it.
pub fn run(args: &ImportArgs, out: &Output) -> anyhow::Result<ExitCode> {
    let site = Site::of(&args.place)?.asking(args.office.as_deref())?;
    let office = match site.open(system_clock(), Box::new(|| {})) {
        Err(error) if matches!(error.downcast_ref(), Some(StoreFault::Locked(_))) => {
            return Err(error.context("the office is being served: hand the file in on its page /impor, or stop the server first"));
        }
        opened => opened?,
    };
    finish_interrupted(&office, out)?;
    let mut reports = Vec::new();
    for file in &args.files {
        let report = match one(&office, file, args.dry_run) {
            Ok(summary) => report(file, &summary),
            Err(error) => json!({ "ok": false, "file": file.display().to_string(), "error": format!("{error:#}") }),
        };
        out.remark_unless_json(&line(&report));
        reports.push(report);
    }
    let ok = reports.iter().all(|report| report["ok"] == json!(true));
    out.result(if ok { "Done." } else { "Not every file was imported." }, &json!({ "ok": ok, "dry_run": args.dry_run, "files": reports }));
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Takes over what was said yes to before and was interrupted.
fn finish_interrupted(office: &Office, out: &Output) -> anyhow::Result<()> {
    while let Some(id) = import::under_way(office)? {
        out.remark("an earlier import was interrupted; it goes on");
        work(office, id, ImportState::Applying)?;
    }
    Ok(())
}

fn one(office: &Office, file: &Path, dry_run: bool) -> anyhow::Result<ImportSummary> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let received = spoken(import::receive_file(office, None, file, &name))?;
    let id = received.import;
    if received.state == ImportState::Mapping {
        spoken(import::accept_proposed_columns(office, id))?;
    }
    work(office, id, ImportState::Checking)?;
    if dry_run {
        let summary = import::outcome(office, id)?;
        import::cancel_by_owner(office, id)?;
        return Ok(summary);
    }
    if let Err(error) = import::confirm_by_owner(office, id) {
        if !matches!(error, AppError::Refused(Refusal::Import(ImportRefusal::SecondPerson))) {
            import::cancel_by_owner(office, id)?;
        }
        return spoken(Err(error));
    }
    work(office, id, ImportState::Applying)?;
    Ok(import::outcome(office, id)?)
}

/// A refusal as its sentence, in English as all of the command line.
fn spoken<T>(result: Result<T, AppError>) -> anyhow::Result<T> {
    result.map_err(|error| match error {
        AppError::Refused(refusal) => anyhow::anyhow!("{} ({})", refusal_sentence(&refusal), refusal.code()),
        other => other.into(),
    })
}

/// Works until the import has left a state, with a bar.
fn work(office: &Office, id: ImportId, state: ImportState) -> anyhow::Result<()> {
    let bar = progress::bar(0, if state == ImportState::Checking { "comparing" } else { "taking over" });
    let glance = |bar: &ProgressBar| {
        if let Ok(summary) = import::outcome(office, id) {
            bar.set_length(summary.progress.1.unsigned_abs());
            bar.set_position(summary.progress.0.unsigned_abs());
        }
    };
    thread::scope(|scope| {
        let (done, is_done) = sync_channel::<()>(0);
        let bar = &bar;
        scope.spawn(move || {
            while matches!(is_done.recv_timeout(GLANCE), Err(RecvTimeoutError::Timeout)) {
                glance(bar);
            }
        });
        let worked = until_it_left(office, id, state);
        drop(done);
        worked
    })?;
    bar.finish_and_clear();
    Ok(())
}

fn until_it_left(office: &Office, id: ImportId, state: ImportState) -> anyhow::Result<()> {
    while import::outcome(office, id)?.state == state {
        if import::work_once(office).context("work on the import")? == Worked::Idle {
            bail!("the import does not go on");
        }
    }
    Ok(())
}

fn report(file: &Path, summary: &ImportSummary) -> Value {
    let counts = summary.counts;
    json!({
        "ok": true,
        "file": file.display().to_string(),
        "import": summary.id.to_string(),
        "layout": summary.layout.code(),
        "as_of": summary.as_of.to_string(),
        "rows": counts.rows,
        "new": counts.new,
        "changed": counts.changed,
        "same": counts.same,
        "refused": counts.refused,
        "warned": counts.warned,
        "held": counts.held,
        "statuses": counts.statuses,
    })
}

fn line(report: &Value) -> String {
    let file = report["file"].as_str().unwrap_or_default();
    if let Some(error) = report["error"].as_str() {
        return format!("{file}: {error}");
    }
    let figure = |name: &str| format!("{} {name}", report[name]);
    let figures = ["rows", "new", "changed", "same", "refused", "warned", "held"].map(figure).join(", ");
    format!("{file} ({}): {figures}", report["layout"].as_str().unwrap_or_default())
}
