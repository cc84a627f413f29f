//! Calls of the server that fail: `strace` lets the k-th one return an error instead of doing its work.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command;

/// Which calls fail, how, and when; each thread of the server counts its own calls from the moment it is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Injection {
    /// `pwrite64`, or several with commas between.
    pub calls: &'static str,
    pub error: &'static str,
    /// From 1.
    pub k: usize,
    pub lasting: Lasting,
}

/// Whether only the k-th call fails, or it and all after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasting {
    Once,
    Forever,
}

impl Injection {
    fn expression(&self) -> String {
        let plus = match self.lasting {
            Lasting::Once => "",
            Lasting::Forever => "+",
        };
        format!("inject={}:{}:when={}{plus}", self.calls, self.error, self.k)
    }

    /// The words that run a program with this injection from its first call on, and leave its process to be our child.
    pub fn wrapper(&self, files: &[PathBuf]) -> Vec<OsString> {
        let mut words: Vec<OsString> = ["strace", "-D", "-f", "-qq", "-o", "/dev/null"].map(Into::into).to_vec();
        words.extend(only(files));
        words.extend(["-e".into(), format!("trace={}", self.calls).into(), "-e".into(), self.expression().into()]);
        words
    }
}

/// The files of an office that the injection is about; calls on others are left alone.
pub fn files_of(office: &Path) -> Vec<PathBuf> {
    ["loket.db", "loket.db-wal", "loket.db-shm"].map(|name| office.join(name)).to_vec()
}

fn only(files: &[PathBuf]) -> impl Iterator<Item = OsString> {
    files.iter().flat_map(|file| ["-P".into(), file.clone().into_os_string()])
}

/// A running `strace` on a running server; dropping it lets the server go.
pub struct Watch {
    process: Child,
    trace: PathBuf,
}

impl Watch {
    /// Attaches to a process; `injection` is in force when this returns. Without one the calls are only counted.
    pub fn attach(id: u32, files: &[PathBuf], calls: &str, injection: Option<&Injection>, trace: PathBuf) -> Result<Self> {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-p", &id.to_string(), "-e", &format!("trace={calls}"), "-o"]).arg(&trace).args(only(files));
        if let Some(injection) = injection {
            strace.args(["-e", &injection.expression()]);
        }
        let mut process = strace.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().context("starting strace")?;
        let log = process.stderr.take().context("strace's standard error")?;
        let mut watch = Self { process, trace };
        watch.wait_until_attached(BufReader::new(log))?;
        Ok(watch)
    }

    fn wait_until_attached(&mut self, mut log: impl BufRead + Send + 'static) -> Result<()> {
        let mut line = String::new();
        while log.read_line(&mut line).context("reading what strace says")? > 0 {
            if line.contains("attached") {
                std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
                return Ok(());
            }
        }
        bail!("strace did not attach: {line}")
    }

    /// Lets the server go; answers how many calls of each kind the busiest thread made.
    pub fn counts(mut self) -> Result<BTreeMap<String, usize>> {
        self.release();
        let trace = std::fs::read_to_string(&self.trace).context("reading the trace")?;
        Ok(busiest(&trace))
    }

    /// SIGINT makes strace detach from a process that still runs.
    fn release(&mut self) {
        // It may have ended by itself, when the server did.
        if matches!(self.process.try_wait(), Ok(None)) {
            let _ = command::succeeds(Command::new("kill").args(["-INT", &self.process.id().to_string()]));
            let _ = self.process.wait();
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.release();
    }
}

/// Of each call the greatest number that one thread made.
fn busiest(trace: &str) -> BTreeMap<String, usize> {
    let mut by_thread: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in trace.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        if let Some((call, _)) = rest.trim_start().split_once('(') {
            *by_thread.entry((thread, call)).or_default() += 1;
        }
    }
    let mut counts = BTreeMap::new();
    for ((_, call), count) in by_thread {
        let most: &mut usize = counts.entry(call.to_owned()).or_default();
        *most = (*most).max(count);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_counted_by_thread() {
        let trace = "7  pwrite64(5, \"a(b\", 3, 0) = 3\n7  fsync(5) = 0\n8  pwrite64(5, \"\", 1, 0) = 1\n7  pwrite64(5, \"\", 1, 0) = -1 EIO (INJECTED)\n7  <... fsync resumed>) = 0\n8  +++ exited with 0 +++\n";
        assert_eq!(busiest(trace), BTreeMap::from([("fsync".to_owned(), 1), ("pwrite64".to_owned(), 2)]));
    }

    #[test]
    fn an_injection_says_when() {
        let injection = |lasting| Injection { calls: "fsync,fdatasync", error: "error=EIO", k: 3, lasting };
        assert_eq!(injection(Lasting::Once).expression(), "inject=fsync,fdatasync:error=EIO:when=3");
        assert_eq!(injection(Lasting::Forever).expression(), "inject=fsync,fdatasync:error=EIO:when=3+");
    }
}
