//! `cargo xtask ci`: what every change must pass, in order, up to the first failure.
//!
//! Nothing is left out silently: a part that cannot run fails its step, and leaving one out takes `--without NAME`,
//! which is printed as the last line.

use std::collections::BTreeSet;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::folder::TemporaryFolder;
use crate::{command, faults, postgres, tidy};

/// Where the tests look for a PostgreSQL server; without it they run on SQLite alone.
const POSTGRES_VARIABLE: &str = "LOKET_TEST_POSTGRES";
/// Makes property tests draw many more cases.
const FULL_VARIABLE: &str = "LOKET_TEST_FULL";

struct Step {
    name: &'static str,
    scope: Scope,
    run: fn(&Options) -> Result<()>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    EachChange,
    FullOnly,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", scope: Scope::EachChange, run: |_| fmt() },
    Step { name: "tidy", scope: Scope::EachChange, run: |_| tidy::run() },
    Step { name: "clippy", scope: Scope::EachChange, run: |_| clippy() },
    Step { name: "test", scope: Scope::EachChange, run: |options| test(options, Depth::Usual) },
    Step { name: "fault-kill", scope: Scope::EachChange, run: |options| fault("kill", options) },
    Step { name: "fault-powercut", scope: Scope::EachChange, run: |options| fault("powercut", options) },
    Step { name: "fault-calls", scope: Scope::EachChange, run: |options| fault("calls", options) },
    Step { name: "fault-diskfull", scope: Scope::EachChange, run: |options| fault("diskfull", options) },
    Step { name: "fault-clients", scope: Scope::EachChange, run: |options| fault("clients", options) },
    Step { name: "fault-memory", scope: Scope::EachChange, run: |options| fault("memory", options) },
    Step { name: "fault-clock", scope: Scope::EachChange, run: |options| fault("clock", options) },
    Step { name: "fault-servers", scope: Scope::EachChange, run: |options| fault("servers", options) },
    Step { name: "deny", scope: Scope::FullOnly, run: |_| deny() },
    Step { name: "machete", scope: Scope::FullOnly, run: |_| machete() },
    Step { name: "test-full", scope: Scope::FullOnly, run: |options| test(options, Depth::Full) },
    Step { name: "demo", scope: Scope::FullOnly, run: demo },
];

/// Runs the steps. The exit code tells whether all passed; what was left out is printed last either way.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let options = Options::parse(arguments)?;
    let outcome = run_steps(&options);
    if let Err(error) = &outcome {
        println!("Failed: {error:#}");
    }
    if !options.without.is_empty() {
        let names: Vec<&str> = options.without.iter().map(String::as_str).collect();
        println!("Left out: {}", names.join(", "));
    }
    Ok(if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_steps(options: &Options) -> Result<()> {
    for step in STEPS.iter().filter(|step| options.wants(step)) {
        println!("== {}", step.name);
        let started = Instant::now();
        let outcome = (step.run)(options);
        let seconds = started.elapsed().as_secs_f64();
        let verdict = if outcome.is_ok() { "passed" } else { "failed" };
        println!("== {} {verdict} after {seconds:.1} s", step.name);
        outcome.context(step.name)?;
    }
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
struct Options {
    widest: Scope,
    scope: BTreeSet<&'static str>,
    without: BTreeSet<String>,
}

impl Options {
    /// Reads the command line; an unknown name is refused, so that a slip of the pen does not pass for a decision.
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut widest = Scope::EachChange;
        let mut without = BTreeSet::new();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--full" => widest = Scope::FullOnly,
                "--without" => {
                    let name = words.next().context("--without needs the name of what to leave out")?;
                    without.insert(known_part(name)?);
                }
                other => bail!("{other:?} is not understood; try --full or --without NAME"),
            }
        }
        let in_scope = STEPS.iter().filter(|step| step.scope == Scope::EachChange || step.scope == widest);
        Ok(Self { widest, scope: in_scope.map(|step| step.name).collect(), without })
    }

    fn wants(&self, step: &Step) -> bool {
        self.scope.contains(step.name) && !self.leaves_out(step.name)
    }

    fn leaves_out(&self, name: &str) -> bool {
        self.without.contains(name)
    }
}

fn known_part(name: &str) -> Result<String> {
    let mut known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    known.push(postgres::NAME);
    if !known.contains(&name) {
        bail!("there is no part {name:?} to leave out; there are {}", known.join(", "));
    }
    Ok(name.to_owned())
}

fn fmt() -> Result<()> {
    command::run(&mut command::cargo(["fmt", "--check"]))
}

fn clippy() -> Result<()> {
    command::run(&mut command::cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

#[derive(Clone, Copy)]
enum Depth {
    Usual,
    Full,
}

fn test(options: &Options, depth: Depth) -> Result<()> {
    let server = if options.leaves_out(postgres::NAME) { None } else { Some(postgres::Server::start().context("postgres")?) };
    let mut tests = test_command();
    match &server {
        Some(server) => tests.env(POSTGRES_VARIABLE, server.url()),
        None => tests.env_remove(POSTGRES_VARIABLE),
    };
    match depth {
        Depth::Usual => tests.env_remove(FULL_VARIABLE),
        Depth::Full => tests.env(FULL_VARIABLE, "1"),
    };
    command::run(&mut tests)
}

/// The faster runner where it can be had, cargo's own where it cannot: both run the same tests.
fn test_command() -> Command {
    match ensure_cargo_tool("nextest") {
        Ok(()) => command::cargo(["nextest", "run", "--workspace", "--profile", "ci"]),
        Err(error) => {
            println!("cargo-nextest is not to be had ({error:#}); running cargo test instead");
            command::cargo(["test", "--workspace"])
        }
    }
}

/// Tries a fault: a few times for each change, at length with `--full`.
fn fault(name: &str, options: &Options) -> Result<()> {
    let depth = match options.widest {
        Scope::EachChange => faults::Depth::Usual,
        Scope::FullOnly => faults::Depth::Full,
    };
    if faults::needs_postgres(name) && options.leaves_out(postgres::NAME) {
        println!("{name} needs {}, which is left out", postgres::NAME);
        return Ok(());
    }
    faults::run(name, depth, None)
}

fn deny() -> Result<()> {
    ensure_cargo_tool("deny")?;
    command::run(&mut command::cargo(["deny", "check", "bans", "licenses", "sources"]))
}

fn machete() -> Result<()> {
    ensure_cargo_tool("machete")?;
    command::run(&mut command::cargo(["machete"]))
}

fn ensure_cargo_tool(name: &str) -> Result<()> {
    if command::succeeds(&mut command::cargo([name, "--version"])) {
        return Ok(());
    }
    let package = format!("cargo-{name}");
    command::run(&mut command::cargo(["install", "--locked", &package]))
}

/// The offices that can be demonstrated, the one that is moved first.
const DEMONSTRATIONS: [&str; 5] = ["lombok-utara", "batu", "lombok-tengah", "blitar", "palembang"];

/// Builds every demonstration with the release binary and lets that binary prove it; moves one to PostgreSQL, which proves both.
fn demo(options: &Options) -> Result<()> {
    command::run(&mut command::cargo(["build", "--release", "-p", "loket"]))?;
    let binary = tidy::workspace::target_folder()?.join("release").join("loket");
    for name in DEMONSTRATIONS {
        let folder = TemporaryFolder::create("demo")?;
        let office = folder.path().join("office");
        let mut build = Command::new(&binary);
        command::run(build.args(["demo", name, "--build-only", "--json", "--dir"]).arg(&office))?;
        let mut verify = Command::new(&binary);
        command::run(verify.args(["verify", "--json", "--dir"]).arg(&office))?;
        if name == DEMONSTRATIONS[0] && !options.leaves_out(postgres::NAME) {
            let server = postgres::Server::start().context("postgres")?;
            let mut copy = Command::new(&binary);
            copy.args(["copy", "--json", "--to", &server.url(), "--key"]).arg(folder.path().join("moved.key")).arg("--from").arg(&office);
            command::run(&mut copy)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn full_adds_the_slow_steps() {
        let usual = parse("").unwrap();
        for name in ["clippy", "fmt", "test", "tidy"] {
            assert!(usual.scope.contains(name), "{name}");
        }
        assert!(!usual.scope.contains("test-full"));
        let full = parse("--full").unwrap();
        assert_eq!(full.scope.len(), STEPS.len());
    }

    #[test]
    fn every_fault_has_its_step() {
        let steps: Vec<&str> = STEPS.iter().filter_map(|step| step.name.strip_prefix("fault-")).collect();
        assert_eq!(steps, faults::names().collect::<Vec<_>>());
    }

    #[test]
    fn parts_are_left_out_by_name_only() {
        let options = parse("--without postgres --full --without machete").unwrap();
        assert!(options.leaves_out("postgres") && options.leaves_out("machete"));
        assert!(!STEPS.iter().any(|step| step.name == "machete" && options.wants(step)));
        for bad in ["--without", "--without postgress", "--fast", "postgres"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
