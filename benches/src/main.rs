//! Side-by-side measurements: ours and what users would pick instead, in one run on one machine. Ratios, not absolute promises.
//!
//! `commits.rs` measures group commit against one transaction per write, `people.rs` looking people up in a full-sized office. The table of
//! the last run is in `benches/README.md`.

mod bed;
mod commits;
mod http;
mod people;

use std::process::ExitCode;

/// Runs everything and prints the table.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its table")]
fn main() -> ExitCode {
    let run = || -> anyhow::Result<()> {
        println!("| what | ours | peer | ratio |\n|---|---|---|---|");
        for row in commits::measure()?.into_iter().chain(people::measure()?) {
            println!("{row}");
        }
        Ok(())
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}
