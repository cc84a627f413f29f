//! `cargo xtask faults`: breaks the machine under the real server, and shows that nothing acknowledged is lost.
//!
//! `docs/faults.md` says what each fault proves and what it cannot show.

mod act;
mod bed;
mod calls;
mod clients;
mod clock;
mod disk;
mod diskfull;
mod http;
mod kill;
mod load;
mod memory;
mod postgres;
mod powercut;
mod readers;
mod server;
mod strace;
mod tools;
mod writer;

use std::hash::{BuildHasher, RandomState};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use bed::Bed;
pub use bed::Depth;

/// One kind of fault; what it answers is its line in the report.
struct Fault {
    name: &'static str,
    run: fn(&mut Bed) -> Result<String>,
}

const SERVERS: &str = "servers";

const FAULTS: &[Fault] = &[
    Fault { name: "kill", run: kill::run },
    Fault { name: "powercut", run: powercut::run },
    Fault { name: "calls", run: calls::run },
    Fault { name: "diskfull", run: diskfull::run },
    Fault { name: "clients", run: clients::run },
    Fault { name: "memory", run: memory::run },
    Fault { name: "clock", run: clock::run },
    Fault { name: SERVERS, run: postgres::run },
];

/// The faults' names, for those who leave one out.
pub fn names() -> impl Iterator<Item = &'static str> {
    FAULTS.iter().map(|fault| fault.name)
}

/// Whether a fault needs a PostgreSQL server.
pub fn needs_postgres(name: &str) -> bool {
    name == SERVERS
}

/// `cargo xtask faults [NAME]... [--full] [--seed N]`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let options = Options::parse(arguments)?;
    let mut failed = Vec::new();
    for name in options.names {
        if let Err(error) = run(name, options.depth, options.seed) {
            println!("{name}: FAILED: {error:#}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("Failed: {}", failed.join(", "));
    Ok(ExitCode::FAILURE)
}

/// Tries one fault and prints its line.
pub fn run(name: &str, depth: Depth, seed: Option<u64>) -> Result<()> {
    let fault = FAULTS.iter().find(|fault| fault.name == name).with_context(|| format!("there is no fault {name:?}"))?;
    // A run that failed is repeated with the seed that it printed.
    let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(name) % 1_000_000);
    let mut bed = Bed::prepare(depth, seed)?;
    let started = Instant::now();
    let line = (fault.run)(&mut bed).with_context(|| format!("seed {seed}"))?;
    println!("{name}: {line}; {:.1} s, seed {seed}", started.elapsed().as_secs_f64());
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
struct Options {
    names: Vec<&'static str>,
    depth: Depth,
    seed: Option<u64>,
}

impl Options {
    /// Reads the command line; without names all faults are tried.
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { names: Vec::new(), depth: Depth::Usual, seed: None };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--full" => options.depth = Depth::Full,
                "--seed" => options.seed = Some(words.next().context("--seed needs a number")?.parse().context("--seed needs a number")?),
                name => match names().find(|known| *known == name) {
                    Some(known) => options.names.push(known),
                    None => bail!("there is no fault {name:?}; there are {}", names().collect::<Vec<_>>().join(", ")),
                },
            }
        }
        if options.names.is_empty() {
            options.names.extend(names());
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn faults_are_chosen_by_name() {
        assert_eq!(parse("kill --full --seed 7").unwrap(), Options { names: vec!["kill"], depth: Depth::Full, seed: Some(7) });
        assert_eq!(parse("").unwrap().names, names().collect::<Vec<_>>());
        for bad in ["kil", "--seed", "--seed x", "--fast"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
