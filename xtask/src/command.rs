//! Running other programs and saying clearly which one failed.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a program with our own standard streams; anything but exit status 0 is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting `{}`", describe(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", describe(command));
    }
    Ok(())
}

/// Runs a program and returns what it wrote to standard output; its complaints are part of the error.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting `{}`", describe(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}: {}", describe(command), output.status, complaint.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("reading the output of `{}`", describe(command)))
}

/// Whether a program exists and ends with exit status 0, without showing anything.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A `cargo` command with its first arguments.
pub fn cargo<I, S>(arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new("cargo");
    // This program runs beneath cargo; a tool of cargo (machete) takes the name of that package for a sign that it was called by itself.
    command.args(arguments).env_remove("CARGO_PKG_NAME");
    command
}

/// The folder that holds the workspace's `Cargo.toml`.
pub fn repository_root() -> Result<PathBuf> {
    let manifest = output(&mut cargo(["locate-project", "--workspace", "--message-format", "plain"]))?;
    let mut root = PathBuf::from(manifest.trim());
    root.pop();
    Ok(root)
}

/// Whether we run as root, who alone may install packages and must not run a database server.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
