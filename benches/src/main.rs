//! Side-by-side measurements: ours and what users would pick instead, in one run on one machine. Ratios, not absolute promises.
//!
//! `commits.rs` measures group commit against one transaction per write, `people.rs` looking people up beside what one would write by hand,
//! `imports.rs` a city's register taken over beside the sqlite3 shell, `offices.rs` whole offices of three sizes under an open load,
//! `documents.rs` papers typeset beside two libraries of Python, `planning.rs` the plans for blank cards, `plans.rs` plans with
//! dates, `forms.rs` the closed forms behind them, `desk.rs` cards handed over by keyboard in a real browser. The table of the last run is in
//! `benches/README.md`. Arguments: which parts (`commits`, `people`, `imports`, `documents`, `planning`, `plan`, `forms`, `desk`, `offices`, or
//! the name of one office); all when there is none.

mod bed;
mod commits;
mod desk;
mod documents;
mod forms;
mod http;
mod imports;
mod offices;
mod people;
mod planning;
mod plans;

use std::process::ExitCode;

/// The same as the binary's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs what the arguments name and prints the table.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its table")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.as_slice() {
        [serve, folder] if serve == "serve" => offices::serve(folder.into(), None),
        [serve, folder, file] if serve == "serve" => offices::serve(folder.into(), Some(file.into())),
        [typeset, what, folder] if typeset == "typeset" => documents::typeset(what, folder.as_ref()),
        _ => measure(&arguments, |row| println!("{row}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure(parts: &[String], mut print: impl FnMut(String)) -> anyhow::Result<()> {
    let wants = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    print("| what | ours | peer | ratio |\n|---|---|---|---|".to_owned());
    if wants("commits") {
        commits::measure()?.into_iter().for_each(&mut print);
    }
    if wants("people") {
        people::measure()?.into_iter().for_each(&mut print);
    }
    if wants("imports") {
        imports::measure()?.into_iter().for_each(&mut print);
    }
    if wants("planning") {
        planning::measure()?.into_iter().for_each(&mut print);
    }
    if wants("plan") {
        plans::measure()?.into_iter().for_each(&mut print);
    }
    if wants("forms") {
        forms::measure()?.into_iter().for_each(&mut print);
    }
    if wants("documents") {
        documents::measure()?.into_iter().for_each(&mut print);
    }
    if wants("desk") {
        desk::measure()?.into_iter().for_each(&mut print);
    }
    let known = ["commits", "people", "imports", "documents", "planning", "plan", "forms", "desk", "offices"];
    let names: Vec<String> = parts.iter().filter(|part| !known.contains(&part.as_str())).cloned().collect();
    if wants("offices") || !names.is_empty() {
        offices::measure(&names)?.into_iter().for_each(&mut print);
    }
    Ok(())
}
