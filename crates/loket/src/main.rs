//! The binary: subcommands and wiring only. Start reading in `settings.rs` (the command line), then `serve.rs` and `demo/mod.rs`.

mod demo;
mod init;
mod location;
mod output;
mod progress;
mod serve;
mod settings;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use output::Output;
use settings::{Command, Settings};

fn main() -> ExitCode {
    let settings = Settings::parse();
    output::start_log(settings.command.usual_log());
    let out = Output::new(settings.json);
    let result = match settings.command {
        Command::Demo(args) => demo::run(args, &out),
        Command::Init(args) => init::run(&args, &out),
        Command::Serve(args) => serve::run(&args, &out),
        Command::Verify(args) => verify::run(&args, &out),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            out.error(&error);
            ExitCode::from(1)
        }
    }
}
