//! The server under test: the real `loket` binary as a process of its own.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::http::Client;
use crate::command;

/// A server that is not ready after this is broken.
const READY_MAX: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(2);

/// What `loket` is told of where an office is.
#[derive(Clone, Debug)]
pub enum Place {
    Folder(PathBuf),
    Database { url: String, key: PathBuf },
}

impl Place {
    fn arguments(&self) -> Vec<OsString> {
        match self {
            Self::Folder(folder) => vec!["--dir".into(), folder.into()],
            Self::Database { url, key } => vec!["--database".into(), url.into(), "--key".into(), key.into()],
        }
    }
}

/// How to start a server.
#[derive(Clone, Debug)]
pub struct Launch {
    pub binary: PathBuf,
    pub place: Place,
    /// A program that runs the binary, with its arguments.
    pub wrapper: Vec<OsString>,
    pub environment: Vec<(OsString, OsString)>,
    /// Where its standard error goes.
    pub log: PathBuf,
}

impl Launch {
    pub fn new(binary: &Path, place: Place, log: PathBuf) -> Self {
        Self { binary: binary.to_path_buf(), place, wrapper: Vec::new(), environment: Vec::new(), log }
    }

    /// The same beneath another program.
    pub fn beneath<S: Into<OsString>>(mut self, wrapper: impl IntoIterator<Item = S>) -> Self {
        self.wrapper = wrapper.into_iter().map(Into::into).collect();
        self
    }

    /// The same with another environment variable.
    pub fn with(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Starts `loket serve` and waits until it listens.
    pub fn serve(&self) -> Result<Server> {
        match self.try_serve()? {
            Start::Listening(server) => Ok(server),
            Start::Ended(status) => bail!("the server ended with {status} before it was ready: {}", self.last_words()),
        }
    }

    /// Starts `loket serve`; it may end by itself instead of listening.
    pub fn try_serve(&self) -> Result<Start> {
        let started = Instant::now();
        let mut serve = self.command("serve")?;
        serve.args(["--listen", "127.0.0.1:0", "--json"]).stdout(Stdio::piped());
        let mut process = Process(serve.spawn().with_context(|| format!("starting {}", self.binary.display()))?);
        let stdout = process.0.stdout.take().context("the server's standard output")?;
        let (told, first_line) = channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            // Whoever waits for it is gone when the time is over.
            let _ = told.send(BufReader::new(stdout).read_line(&mut line).map(|_| line));
        });
        let line = first_line.recv_timeout(READY_MAX).with_context(|| format!("the server said nothing for {READY_MAX:?}"))?;
        let object: Value = serde_json::from_str(&line.unwrap_or_default()).unwrap_or_default();
        match object.get("address").and_then(Value::as_str) {
            Some(address) => Ok(Start::Listening(Server { process, address: address.to_owned(), started })),
            None => match process.wait(READY_MAX)? {
                Some(status) => Ok(Start::Ended(status)),
                None => bail!("the server neither listens nor ends: {}", self.last_words()),
            },
        }
    }

    /// Has `loket verify` prove the office; answers how many journal entries it looked at.
    pub fn verify(&self) -> Result<u64> {
        let mut verify = Self { wrapper: Vec::new(), environment: Vec::new(), ..self.clone() }.command("verify")?;
        let output = verify.arg("--json").stdout(Stdio::piped()).output().context("starting verify")?;
        let object: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let checks = object.get("checks").and_then(Value::as_array).cloned().unwrap_or_default();
        if !output.status.success() {
            let failed: Vec<String> =
                checks.iter().filter(|check| check.get("ok") == Some(&Value::Bool(false))).map(Value::to_string).collect();
            bail!("verify ended with {}: {} {}", output.status, failed.join(" "), self.last_words());
        }
        let chain = checks.iter().find(|check| check.get("name").is_some_and(|name| name == "journal_chain"));
        chain.and_then(|check| check.get("count")).and_then(Value::as_u64).context("verify did not look at the journal")
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join(" | ")
    }

    /// The binary with its place, ending no later than we do.
    fn command(&self, task: &str) -> Result<Command> {
        let log = File::options().create(true).append(true).open(&self.log).with_context(|| format!("opening {}", self.log.display()))?;
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).args(&self.wrapper).arg(&self.binary);
        command.arg(task).args(self.place.arguments());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stderr(log);
        Ok(command)
    }
}

/// What a start came to.
pub enum Start {
    Listening(Server),
    Ended(ExitStatus),
}

/// A process that is killed when it is dropped.
struct Process(Child);

impl Process {
    fn wait(&mut self, at_most: Duration) -> Result<Option<ExitStatus>> {
        let until = Instant::now() + at_most;
        loop {
            if let Some(status) = self.0.try_wait().context("waiting for the server")? {
                return Ok(Some(status));
            }
            if Instant::now() >= until {
                return Ok(None);
            }
            std::thread::park_timeout(LOOK_AGAIN);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Either it has ended already, or it ends now.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server that listens; dropping it kills it.
pub struct Server {
    process: Process,
    address: String,
    started: Instant,
}

impl Server {
    /// `http://127.0.0.1:PORT`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The process that runs the binary itself: wrappers replace themselves by it.
    pub fn id(&self) -> u32 {
        self.process.0.id()
    }

    /// Waits for the first good answer that needs the store; answers how long after the start it came.
    pub fn ready(&self, token: &str) -> Result<Duration> {
        let client = Client::new(token);
        while self.started.elapsed() < READY_MAX {
            if client.get(&self.address, "/office").is_some_and(|answer| answer.status == 200) {
                return Ok(self.started.elapsed());
            }
        }
        bail!("the server was not ready after {READY_MAX:?}");
    }

    /// SIGKILL: nothing of the process runs any further.
    pub fn kill(mut self) -> Result<()> {
        self.process.0.kill().context("killing the server")?;
        self.process.0.wait().context("waiting for the killed server")?;
        Ok(())
    }

    /// Waits for it to end by itself; `None` when it still runs.
    pub fn ended(&mut self, at_most: Duration) -> Result<Option<ExitStatus>> {
        self.process.wait(at_most)
    }

    /// SIGTERM, and an orderly end.
    pub fn stop(mut self) -> Result<()> {
        command::run(Command::new("kill").arg(self.id().to_string()))?;
        let status = self.process.wait(READY_MAX)?.context("the server does not end when it is told to")?;
        ensure!(status.success(), "the server ended with {status} when it was told to");
        Ok(())
    }
}
