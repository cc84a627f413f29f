//! The project's own tasks: `cargo xtask ci | tidy | bench`.
//!
//! `ci` is what every change must pass, `tidy` holds the rules that no compiler or linter knows (who may depend on
//! whom, where SQL and pages may stand, how long a file may be), and `bench` runs the side-by-side benchmarks.
//! Everything runs from the root of the repository, wherever the command was given.

mod bench;
mod ci;
mod command;
mod faults;
mod folder;
mod postgres;
mod tidy;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
Usage: cargo xtask <task>

  ci [--full] [--without NAME]...   everything a change must pass; --full adds the slow parts
  tidy                              the rules of the tree that no compiler knows
  bench [ARGUMENT]...               the side-by-side benchmarks
  faults [NAME]... [--full]         breaks the machine under the real server (docs/faults.md)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    dispatch(&arguments).unwrap_or_else(|error| {
        println!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}

fn dispatch(arguments: &[String]) -> Result<ExitCode> {
    let Some((task, rest)) = arguments.split_first() else {
        bail!("no task was named\n\n{USAGE}");
    };
    let root = command::repository_root()?;
    std::env::set_current_dir(&root).with_context(|| format!("entering {}", root.display()))?;
    match task.as_str() {
        "ci" => ci::run(rest),
        "tidy" if rest.is_empty() => tidy::run().map(|()| ExitCode::SUCCESS),
        "faults" => faults::command(rest),
        "bench" => bench::run(rest).map(|()| ExitCode::SUCCESS),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("{:?} is not understood\n\n{USAGE}", arguments.join(" ")),
    }
}
