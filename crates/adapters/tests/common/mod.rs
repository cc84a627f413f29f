//! What the tests with real peers share: other people's programs, ports and patience.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where its premise fails")]

use std::{
    fs::File,
    net::TcpListener,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a peer may take for anything.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Waits until something holds, or fails after a while; each look is a question to another process.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "it never came to this: {what}");
        thread::park_timeout(Duration::from_millis(20));
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// What a command says on its standard output.
pub fn said(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap().trim().to_owned()
}

/// Whether the tests may install packages.
pub fn is_root() -> bool {
    said(Command::new("id").arg("-u")) == "0"
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/sbin", "/usr/bin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(system).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Where a program is; root installs what is missing, one test at a time.
pub fn program(name: &str, package: &str) -> PathBuf {
    if let Some(path) = find(name) {
        return path;
    }
    assert!(is_root(), "{name} is missing: install the Debian package {package}");
    let lock = File::create(std::env::temp_dir().join("loket-test-packages.lock")).unwrap();
    lock.lock().unwrap();
    if find(name).is_none() {
        for arguments in [&["update", "-q"][..], &["install", "-y", "-q", "--no-install-recommends", package]] {
            let status = Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(arguments).stdout(Stdio::null()).status();
            assert!(status.is_ok_and(|status| status.success()), "apt-get {arguments:?} failed: {name} is missing, install {package}");
        }
    }
    find(name).unwrap_or_else(|| panic!("{package} was installed and has no {name}"))
}
