//! `loket print-agent`: runs on the PC beside a card printer and prints the server's jobs for it over IPP, one at a time.
//!
//! A card is never printed twice because an answer was lost: start reading at [`agent::Agent`].

mod agent;
mod ports;
mod server;

#[cfg(test)]
mod tests;

use std::{
    fs,
    io::{self, IsTerminal, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
    process::ExitCode,
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel},
    thread,
    time::{Duration, Instant},
};

use adapters::{
    ipp::{IppFault, PDF, Printer, PrinterReport, PrinterState, Reason},
    random::OsRandom,
};
use anyhow::{Context, bail};
use serde_json::json;
use tokio::{runtime, signal};

use crate::{
    output::{Output, chain},
    settings::PrintAgentArgs,
};
use agent::{Agent, Ended, Next, Order, obstacle};
use ports::{Condition, Device, Jobs, ServerFault};
use server::Server;

/// How often the printer is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often the server hears of a printer that is as it was.
const SHOW: Duration = Duration::from_mins(1);

/// Prints until Ctrl-C or SIGTERM.
pub fn run(args: &PrintAgentArgs, out: &Output) -> anyhow::Result<ExitCode> {
    if let Some(username) = &args.sign_in {
        let token = Server::new(&args.server, "", &args.printer)?.sign_in(username, &read_password(username)?)?;
        write_token(&args.token_file, &token)?;
    }
    let token = read_token(&args.token_file)?;
    let mut server = Server::new(&args.server, &token, &args.printer)?;
    let mut printer = Printer::connect(&args.ipp)?;
    let stop = stop_signal()?;
    // Wrong settings end it at once; a server or a printer that is away does not.
    if let Err(fault @ ServerFault::Refused { .. }) = server.oldest() {
        return Err(anyhow::Error::new(fault).context(format!("ask for the jobs of the printer {}", args.printer)));
    }
    let seen = printer.attributes();
    if let Ok(report) = &seen
        && !report.takes(PDF)
    {
        bail!("the printer cannot be used: {}", obstacle(report, PDF).unwrap_or_default());
    }
    let condition = condition(&seen);
    let text = format!("{} prints at {} for {} — stop with Ctrl-C.", args.printer, args.ipp, args.server);
    out.result(
        &text,
        &json!({ "ok": true, "printer": args.printer, "server": args.server, "ipp": args.ipp, "state": condition.state, "reasons": condition.reasons }),
    );
    Ok(match work(&mut server, &mut printer, &stop) {
        Ended::InOrder => ExitCode::SUCCESS,
        Ended::Unrecorded => {
            out.error(&anyhow::anyhow!("the server could not be told how the last job stands; the next start asks the printer"));
            ExitCode::from(1)
        }
    })
}

fn work(server: &mut Server, printer: &mut Printer, stop: &Receiver<()>) -> Ended {
    let mut agent = Agent::new(&OsRandom);
    let mut watch = Watch::new();
    let began = Instant::now();
    // Once the order to stop is there, waiting for it would be no wait.
    let (_quiet, nothing) = channel::<()>();
    loop {
        let order = if matches!(stop.try_recv(), Err(TryRecvError::Empty)) { Order::GoOn } else { Order::Stop };
        match (agent.step(server, printer, order), order) {
            (Next::Go, _) => {}
            (Next::Wait(pause), Order::GoOn) => wait_watching(pause, stop, || watch.tick(began.elapsed(), server, printer)),
            (Next::Wait(pause), Order::Stop) => wait_watching(pause, &nothing, || {}),
            (Next::End(ended), _) => return ended,
        }
    }
}

/// Waits for a while or for the order to stop, and looks again and again meanwhile.
fn wait_watching(pause: Duration, stop: &Receiver<()>, mut look: impl FnMut()) {
    let began = Instant::now();
    loop {
        look();
        let left = pause.saturating_sub(began.elapsed());
        if left.is_zero() || !matches!(stop.recv_timeout(left.min(LOOK)), Err(RecvTimeoutError::Timeout)) {
            return;
        }
    }
}

/// Shows the server how the printer is: on change, and every minute.
struct Watch {
    looked: Option<Duration>,
    shown: Option<(Duration, Condition)>,
}

impl Watch {
    fn new() -> Self {
        Self { looked: None, shown: None }
    }

    /// `now` counts from the start.
    fn tick(&mut self, now: Duration, jobs: &mut impl Jobs, device: &mut impl Device) {
        if self.looked.is_some_and(|looked| now.saturating_sub(looked) < LOOK) {
            return;
        }
        self.looked = Some(now);
        let condition = condition(&device.look());
        if self.shown.as_ref().is_some_and(|(at, shown)| *shown == condition && now.saturating_sub(*at) < SHOW) {
            return;
        }
        match jobs.show(&condition) {
            Ok(()) => self.shown = Some((now, condition)),
            Err(fault) => tracing::debug!(error = chain(&fault), "the printer's state is shown later"),
        }
    }
}

fn condition(seen: &Result<PrinterReport, IppFault>) -> Condition {
    let Ok(report) = seen else { return Condition { state: "unreachable", reasons: Vec::new() } };
    let state = match report.state {
        PrinterState::Idle => "idle",
        PrinterState::Processing => "processing",
        PrinterState::Stopped => "stopped",
    };
    Condition { state, reasons: report.reasons.iter().map(|reason: &Reason| reason.code().to_owned()).collect() }
}

/// A channel that is closed by Ctrl-C or SIGTERM.
fn stop_signal() -> anyhow::Result<Receiver<()>> {
    let (stop, stopped) = channel();
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let mut terminate = {
        let _inside = runtime.enter();
        signal::unix::signal(signal::unix::SignalKind::terminate()).context("wait for SIGTERM")?
    };
    thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! {
                _ = signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        });
        drop(stop);
    });
    Ok(stopped)
}

/// The token of an account's API, from a file that only its owner reads.
fn read_token(file: &Path) -> anyhow::Result<String> {
    let name = file.display();
    let mode = fs::metadata(file).with_context(|| format!("read the token in {name}"))?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!("{name} can be read by others: chmod 600 {name}");
    }
    let token = fs::read_to_string(file).with_context(|| format!("read the token in {name}"))?;
    let token = token.trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        bail!("{name} holds no token: it is one word on one line");
    }
    Ok(token.to_owned())
}

/// A password, which a terminal does not show while it is typed.
fn read_password(username: &str) -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("Password of {username}: ")).context("read the password");
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("read the password from standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Writes the token where nobody else reads it, in place of an older one.
fn write_token(file: &Path, token: &str) -> anyhow::Result<()> {
    let next = file.with_extension("next");
    let write = || -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600).open(&next)?.write_all(token.as_bytes())?;
        fs::rename(&next, file)
    };
    write().with_context(|| format!("write the token to {}", file.display()))
}
