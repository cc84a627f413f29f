//! The binary: subcommands and wiring only. Start reading in `settings.rs` (the command line), then `serve.rs` and `demo/mod.rs`.

mod connections;
mod copy;
mod demo;
mod gateways;
mod import;
mod inbox;
mod init;
mod location;
mod output;
mod plan;
mod print_agent;
mod progress;
mod secret_file;
mod sender;
mod serve;
mod settings;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use output::Output;
use settings::{Command, Settings};

/// An import makes millions of short texts in one thread and frees them in another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let settings = match Settings::try_parse() {
        Ok(settings) => settings,
        Err(error) => return wrong_usage(&error),
    };
    output::start_log(settings.command.usual_log());
    let out = Output::new(settings.json);
    let result = match settings.command {
        Command::Demo(args) => demo::run(args, &out),
        Command::Init(args) => init::run(&args, &out),
        Command::Serve(args) => serve::run(&args, &out),
        Command::Import(args) => import::run(&args, &out),
        Command::Verify(args) => verify::run(&args, &out),
        Command::Copy(args) => copy::run(&args, &out),
        Command::Plan(args) => plan::run(&args, &out),
        Command::PrintAgent(args) => print_agent::run(&args, &out),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            out.error(&error);
            ExitCode::from(1)
        }
    }
}

/// Says what is wrong with the command line (or prints the help that was asked for); with `--json` as an object, too.
fn wrong_usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        error.exit();
    }
    let out = Output::new(std::env::args_os().any(|argument| argument == "--json"));
    out.error(&anyhow::anyhow!(error.to_string().trim().to_owned()));
    ExitCode::from(2)
}
