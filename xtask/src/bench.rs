//! `cargo xtask bench`: the side-by-side benchmarks, always of the release build.

use anyhow::Result;

use crate::command;

/// Runs the `benches` package and hands every argument on to it.
pub fn run(arguments: &[String]) -> Result<()> {
    // Whole offices are built by the binary itself.
    command::run(&mut command::cargo(["build", "--release", "-p", "loket", "-p", "benches"]))?;
    let mut bench = command::cargo(["run", "--release", "-p", "benches", "--"]);
    command::run(bench.args(arguments))
}
