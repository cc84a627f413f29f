//! What every fault needs: the binaries, a fresh office to break, and the one who may act in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;
use serde_json::Value;

use super::server::{Launch, Place};
use super::tools::{SETPRIV, ensure_tools};
use crate::folder::TemporaryFolder;
use crate::{command, tidy};

/// The section head of the small office, who may do every act of the load.
#[derive(Clone, Debug)]
pub struct User {
    pub username: String,
    pub password: String,
    pub token: String,
    /// Tokens of auditors, for the checks.
    pub readers: Vec<String>,
}

/// How long a fault is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// For each change.
    Usual,
    /// At length.
    Full,
}

impl Depth {
    /// One of two numbers.
    pub fn pick<T>(self, usual: T, full: T) -> T {
        match self {
            Self::Usual => usual,
            Self::Full => full,
        }
    }
}

/// Where the faults are tried.
pub struct Bed {
    pub depth: Depth,
    pub seed: u64,
    pub binary: PathBuf,
    maker: PathBuf,
    folder: TemporaryFolder,
    draw: Pcg64,
    made: u32,
}

impl Bed {
    /// Builds the binaries.
    pub fn prepare(depth: Depth, seed: u64) -> Result<Self> {
        ensure_tools(&[SETPRIV])?;
        command::run(&mut command::cargo(["build", "--quiet", "-p", "loket", "--bin", "loket", "--example", "small_office"]))?;
        let target = tidy::workspace::target_folder()?.join("debug");
        let (binary, maker) = (target.join("loket"), target.join("examples").join("small_office"));
        Ok(Self { depth, seed, binary, maker, folder: TemporaryFolder::create("faults")?, draw: Pcg64::seed_from_u64(seed), made: 0 })
    }

    /// A file name that nobody else uses.
    pub fn fresh(&mut self, what: &str) -> PathBuf {
        self.made += 1;
        self.folder.path().join(format!("{what}-{}", self.made))
    }

    /// A moment at random within these milliseconds.
    pub fn moment(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(self.draw.random_range(from..to))
    }

    /// Makes an office in a folder that is not there yet.
    pub fn office(&mut self, folder: &Path) -> Result<(Launch, User)> {
        let user = self.make(&[folder])?;
        let log = self.fresh("log");
        Ok((Launch::new(&self.binary, Place::Folder(folder.to_path_buf()), log), user))
    }

    /// Makes an office in an empty database.
    pub fn office_in_database(&mut self, url: &str) -> Result<(Launch, User)> {
        let key = self.fresh("key");
        let user = self.make(&[Path::new(url), &key])?;
        let log = self.fresh("log");
        Ok((Launch::new(&self.binary, Place::Database { url: url.to_owned(), key }, log), user))
    }

    fn make(&self, arguments: &[&Path]) -> Result<User> {
        let text = command::output(Command::new(&self.maker).args(arguments))?;
        let object: Value = serde_json::from_str(&text).context("reading what the new office says")?;
        let field =
            |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned).with_context(|| format!("the new office's {name}"));
        let readers = object.get("reader_tokens").and_then(Value::as_array).context("the new office's auditors")?;
        let readers = readers.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(User { username: field("username")?, password: field("password")?, token: field("api_token")?, readers })
    }
}

/// Waits for a time that is part of a fault: how long a load runs before something befalls it.
pub fn let_pass(time: Duration) {
    let until = std::time::Instant::now() + time;
    while let Some(left) = until.checked_duration_since(std::time::Instant::now()).filter(|left| !left.is_zero()) {
        std::thread::park_timeout(left);
    }
}
