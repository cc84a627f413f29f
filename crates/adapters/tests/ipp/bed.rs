//! Real printers for the tests: `ippeveprinter` and `cupsd`, each in a folder and on a port of its own, printing by a script into that folder.
//!
//! What is missing is installed by apt when the tests run as root; otherwise the test fails and names the package. `ippeveprinter` wants a
//! system bus even when it announces nothing (`-r off`), so it gets one of its own.

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use adapters::ipp::Printer;
use tempfile::TempDir;

use crate::common::{PATIENCE, free_port, is_root, program, said, until};

/// Another process may take the free port between our look and the printer's bind.
const START_ATTEMPTS: u32 = 3;

/// What prints: keeps the document under a name of its own (numbers of processes come again), says what `says` holds, waits while `hold` is
/// there, says what `ends` holds, and fails when `fail` is there.
const SCRIPT: &str = r#"#!/bin/sh
[ $# -eq 0 ] && { echo 'direct kartu "Unknown" "kartu"'; exit 0; }
dir="DIR"
file="$1"; [ $# -ge 5 ] && file="${6:--}"
part=$(mktemp "$dir/.part.XXXXXXXXXXXX") && cat "$file" > "$part" && mv -n "$part" "$dir/received/${part##*.}.pdf"
[ -f "$dir/says" ] && cat "$dir/says" >&2
while [ -f "$dir/hold" ]; do sleep 0.05; done
[ -f "$dir/ends" ] && cat "$dir/ends" >&2
[ -f "$dir/fail" ] && exit 1
exit 0
"#;

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=DIR/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>
<allow receive_type="method_call"/><allow receive_type="signal"/><allow receive_type="method_return"/><allow receive_type="error"/></policy>
</busconfig>
"#;

/// As Debian installs it, as far as it matters here: who has not signed in sees no names of jobs.
const CUPSD: &str = "Listen 127.0.0.1:PORT
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
";

const CUPS_FILES: &str = "ServerRoot DIR
ServerBin DIR/bin
CacheDir DIR/cache
StateDir DIR/state
RequestRoot DIR/spool
TempDir DIR/spool/tmp
AccessLog DIR/log/access
ErrorLog DIR/log/error
PageLog DIR/log/page
User USER
Group GROUP
";

const QUEUE: &str = "<DefaultPrinter kartu>
DeviceURI kartu:/x
State Idle
Accepting Yes
Shared No
ErrorPolicy abort-job
</DefaultPrinter>
";

/// Which program prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// The IPP Everywhere printer of CUPS: it forgets its jobs when it ends.
    Eve,
    /// A CUPS queue as it is installed: it writes a job down after 30 seconds.
    Cups,
    /// A CUPS queue that writes a job down at once (`DirtyCleanInterval 0`).
    KeepingCups,
}

/// A running printer; its processes end when this is dropped.
pub struct RealPrinter {
    make: Make,
    format: &'static str,
    folder: TempDir,
    bus: Option<Child>,
    process: Child,
    /// Where it listens.
    pub port: u16,
}

impl RealPrinter {
    /// Starts a printer that takes PDF.
    pub fn start(make: Make) -> Self {
        Self::start_with(make, "application/pdf")
    }

    /// Starts a printer that takes this.
    pub fn start_with(make: Make, format: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        prepare(make, folder.path());
        let bus = (make == Make::Eve).then(|| start_bus(folder.path()));
        let mut attempt = 1;
        loop {
            let port = free_port();
            let mut process = spawn(make, folder.path(), port, format);
            if is_up(&mut process, make, port) {
                return Self { make, format, folder, bus, process, port };
            }
            assert!(attempt < START_ATTEMPTS, "the printer did not start: {}", fs::read_to_string(folder.path().join("log.txt")).unwrap());
            attempt += 1;
        }
    }

    /// Its address.
    pub fn uri(&self) -> String {
        uri(self.make, self.port)
    }

    /// Its address by way of another port.
    pub fn uri_by(&self, port: u16) -> String {
        uri(self.make, port)
    }

    /// Our side of it.
    pub fn client(&self) -> Printer {
        Printer::connect(&self.uri()).unwrap()
    }

    /// Kills the printer as a power cut does, in the middle of whatever it does.
    pub fn kill(&mut self) {
        assert!(self.process.try_wait().unwrap().is_none(), "the printer had ended by itself");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again on the same port, after [`Self::kill`].
    pub fn start_again(&mut self) {
        let mut attempt = 1;
        loop {
            self.process = spawn(self.make, self.folder.path(), self.port, self.format);
            if is_up(&mut self.process, self.make, self.port) {
                return;
            }
            assert!(attempt < START_ATTEMPTS, "the printer did not start again");
            attempt += 1;
        }
    }

    /// From now on documents are taken, and printed only when [`Self::release`] is called.
    pub fn hold(&self) {
        fs::write(self.file("hold"), "").unwrap();
    }

    /// Prints what was held.
    pub fn release(&self) {
        fs::remove_file(self.file("hold")).unwrap();
    }

    /// What the printer says of itself while it prints: `STATE: +media-jam`.
    pub fn says(&self, words: &str) {
        fs::write(self.file("says"), format!("{words}\n")).unwrap();
    }

    /// What it says when it has printed.
    pub fn says_at_the_end(&self, words: &str) {
        fs::write(self.file("ends"), format!("{words}\n")).unwrap();
    }

    /// From now on printing fails.
    pub fn fails(&self) {
        fs::write(self.file("fail"), "").unwrap();
    }

    /// Every document that came to be printed.
    pub fn received(&self) -> Vec<Vec<u8>> {
        let entries = fs::read_dir(self.file("received")).unwrap();
        entries.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
    }

    /// Whether a queue has a job on its disk.
    pub fn has_written_down(&self) -> bool {
        self.folder.path().join("spool/c00001").exists()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("print").join(name)
    }
}

impl Drop for RealPrinter {
    fn drop(&mut self) {
        for process in [Some(&mut self.process), self.bus.as_mut()].into_iter().flatten() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn uri(make: Make, port: u16) -> String {
    let path = match make {
        Make::Eve => "ipp/print",
        Make::Cups | Make::KeepingCups => "printers/kartu",
    };
    format!("ipp://127.0.0.1:{port}/{path}")
}

fn is_up(process: &mut Child, make: Make, port: u16) -> bool {
    let client = Printer::connect(&uri(make, port)).unwrap();
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end && process.try_wait().unwrap().is_none() {
        if client.attributes().is_ok() {
            return true;
        }
        thread::park_timeout(Duration::from_millis(20));
    }
    let _ = process.kill();
    let _ = process.wait();
    false
}

fn filled(text: &str, dir: &Path) -> String {
    text.replace("DIR", dir.to_str().unwrap())
}

fn write_program(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn prepare(make: Make, dir: &Path) {
    let print = dir.join("print");
    fs::create_dir_all(print.join("received")).unwrap();
    // The queue's backend runs under another account than the test, when that is root.
    fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
    for folder in [&print, &print.join("received")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
    }
    let script = filled(SCRIPT, &print);
    match make {
        Make::Eve => {
            fs::create_dir(dir.join("spool")).unwrap();
            write_program(&dir.join("command"), &script);
            fs::write(dir.join("bus.conf"), filled(BUS, dir)).unwrap();
        }
        Make::Cups | Make::KeepingCups => prepare_cups(dir, &script),
    }
}

fn prepare_cups(dir: &Path, script: &str) {
    let cupsd = program("cupsd", "cups-daemon");
    let account = |root: &str, flag: &str| if is_root() { root.to_owned() } else { said(Command::new("id").arg(flag)) };
    for folder in ["bin/backend", "spool/tmp", "cache", "state", "log"] {
        fs::create_dir_all(dir.join(folder)).unwrap();
    }
    write_program(&dir.join("bin/backend/kartu"), script);
    let installed = cupsd.parent().unwrap().parent().unwrap().join("lib/cups");
    for folder in ["filter", "daemon", "monitor", "notifier", "cgi-bin"] {
        std::os::unix::fs::symlink(installed.join(folder), dir.join("bin").join(folder)).unwrap();
    }
    let files = filled(CUPS_FILES, dir).replace("USER", &account("lp", "-un")).replace("GROUP", &account("lp", "-gn"));
    fs::write(dir.join("cups-files.conf"), files).unwrap();
    fs::write(dir.join("printers.conf"), QUEUE).unwrap();
}

fn start_bus(dir: &Path) -> Child {
    let config = format!("--config-file={}", dir.join("bus.conf").display());
    let mut bus = Command::new(program("dbus-daemon", "dbus-daemon"));
    let bus =
        bus.args([&config, "--nofork", "--nopidfile"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    until("the bus of the printer listens", || dir.join("bus").exists());
    bus
}

fn spawn(make: Make, dir: &Path, port: u16, format: &str) -> Child {
    let log = || File::options().create(true).append(true).open(dir.join("log.txt")).unwrap();
    let mut command = match make {
        Make::Eve => {
            let mut command = Command::new(program("ippeveprinter", "cups-ipp-utils"));
            command.args(["-r", "off", "-f", format, "-p", &port.to_string(), "-d"]).arg(dir.join("spool"));
            command.arg("-c").arg(dir.join("command")).arg("kartu");
            command.env("DBUS_SYSTEM_BUS_ADDRESS", format!("unix:path={}", dir.join("bus").display()));
            command
        }
        Make::Cups | Make::KeepingCups => {
            let interval = if make == Make::Cups { 30 } else { 0 };
            let config = format!("{}DirtyCleanInterval {interval}\n", CUPSD.replace("PORT", &port.to_string()));
            fs::write(dir.join("cupsd.conf"), config).unwrap();
            let mut command = Command::new(program("cupsd", "cups-daemon"));
            command.arg("-f").arg("-c").arg(dir.join("cupsd.conf")).arg("-s").arg(dir.join("cups-files.conf"));
            command
        }
    };
    command.stdin(Stdio::null()).stdout(log()).stderr(log()).spawn().unwrap()
}

/// What a cable does to a document on its way; whatever else is asked goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cable {
    /// Carries it.
    Whole,
    /// Carries it and loses the answer.
    LosesAnswer,
    /// Loses it when all of it has been taken.
    LosesRequest,
}

/// A cable between us and a printer that can be cut.
pub struct CutCable {
    /// Our end.
    pub port: u16,
    state: Arc<Mutex<Cable>>,
}

impl CutCable {
    /// Lays one to a port of this machine.
    pub fn to(target: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(Cable::Whole));
        let seen = Arc::clone(&state);
        thread::spawn(move || {
            for near in listener.incoming() {
                let cable = *seen.lock().unwrap();
                let Ok(near) = near else { return };
                thread::spawn(move || carry(near, target, cable));
            }
        });
        Self { port, state }
    }

    /// What it does to requests that begin from now on.
    pub fn set(&self, cable: Cable) {
        *self.state.lock().unwrap() = cable;
    }
}

/// The bytes of a request up to its operation, and whether that is Print-Job.
fn beginning(near: &mut TcpStream) -> Option<(Vec<u8>, bool)> {
    let mut seen = Vec::new();
    let mut buffer = [0; 16 << 10];
    loop {
        if let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n")
            && let Some(operation) = seen.get(end + 6..end + 8)
        {
            let is_print = operation == [0, 2];
            return Some((seen, is_print));
        }
        let count = near.read(&mut buffer).ok().filter(|count| *count > 0)?;
        seen.extend_from_slice(&buffer[..count]);
    }
}

/// Carries one request; ours have a connection each. Errors end it, as they do on a cable.
fn carry(mut near: TcpStream, target: u16, cable: Cable) {
    let Some((begun, is_print)) = beginning(&mut near) else { return };
    let cable = if is_print { cable } else { Cable::Whole };
    let mut buffer = [0; 16 << 10];
    if cable == Cable::LosesRequest {
        near.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        while near.read(&mut buffer).is_ok_and(|count| count > 0) {}
        return;
    }
    let Ok(mut far) = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], target))) else { return };
    let (Ok(mut from), Ok(mut to)) = (near.try_clone(), far.try_clone()) else { return };
    thread::spawn(move || {
        let _ = to.write_all(&begun);
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
    while let Ok(count) = far.read(&mut buffer) {
        if count == 0 || cable == Cable::LosesAnswer || near.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    let _ = near.shutdown(Shutdown::Both);
    let _ = far.shutdown(Shutdown::Both);
}
