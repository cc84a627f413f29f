//! Real peers for the tests: an SMSC on node's `smpp`, Kannel, and gammu-smsd with a phone that is none; each in a folder and on ports of its own.
//!
//! Missing programs are installed by apt when the tests run as root, `smpp` by npm into the build folder.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write,
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use adapters::sms::{ReceiptIds, Smpp, SmppSettings};
use app::gateway::{Gateway, Inward, Outgoing, ReceiptState};
use tempfile::TempDir;

use crate::common::{free_port, program, until};

/// A process that ends with its owner.
pub struct Running(pub Child);

impl Running {
    /// Starts a program whose output goes to `log` in a folder.
    pub fn start(command: &mut Command, dir: &Path) -> Self {
        let log = || File::options().create(true).append(true).open(dir.join("log")).unwrap();
        Self(command.current_dir(dir).stdin(Stdio::piped()).stdout(log()).stderr(log()).spawn().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The SMSC of `smsc.js`.
pub struct Smsc {
    /// Where it listens.
    pub port: u16,
    dir: TempDir,
    process: Option<Running>,
}

impl Smsc {
    /// Starts one that has seen nothing.
    pub fn start() -> Self {
        let mut smsc = Self { port: free_port(), dir: TempDir::new().unwrap(), process: None };
        smsc.restart();
        smsc
    }

    /// Kills it, as a power cut does.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// Starts it again on the same port, with what it had written down.
    pub fn restart(&mut self) {
        self.kill();
        let mut command = Command::new(program("node", "nodejs"));
        command
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../adapters/tests/sms/smsc.js"))
            .arg(self.port.to_string())
            .arg(self.dir.path());
        command.env("NODE_PATH", modules());
        self.process = Some(Running::start(&mut command, self.dir.path()));
        until("the SMSC listens", || TcpStream::connect(("127.0.0.1", self.port)).is_ok());
    }

    /// Tells it something.
    pub fn say(&mut self, line: &str) {
        writeln!(self.process.as_mut().unwrap().0.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// What it took: number without `+`, its id, text.
    pub fn submitted(&self) -> Vec<(String, String, String)> {
        let fields = |line: &str| {
            let mut fields = line.splitn(3, '\t').map(str::to_owned);
            (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap())
        };
        self.lines("submitted").iter().map(|line| fields(line)).collect()
    }

    /// How often it took a message for a number.
    pub fn times(&self, to: &str) -> usize {
        self.submitted().iter().filter(|row| to.strip_prefix('+') == Some(&row.0)).count()
    }

    /// What was confirmed to it, by its own names.
    pub fn confirmed(&self) -> Vec<String> {
        self.lines("confirmed")
    }

    fn lines(&self, name: &str) -> Vec<String> {
        fs::read_to_string(self.dir.path().join(name)).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// A client of it with short waits.
    pub fn client(&self) -> Smpp {
        Smpp::new(settings(self.port, "rahasia")).unwrap()
    }
}

/// Settings for an SMSC on this machine.
pub fn settings(port: u16, password: &str) -> SmppSettings {
    SmppSettings {
        name: "smsc".to_owned(),
        address: format!("127.0.0.1:{port}"),
        system_id: "loket".to_owned(),
        password: password.to_owned(),
        system_type: String::new(),
        sender: "DUKCAPIL".to_owned(),
        receipt_ids: ReceiptIds::Same,
        wait_secs: 2,
        enquire_secs: 1,
        backoff_secs_max: 1,
    }
}

/// The folder of node's modules with `smpp` in it; installed once.
fn modules() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("smsc");
    fs::create_dir_all(&folder).unwrap();
    let lock = File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let modules = folder.join("node_modules");
    if !folder.join("whole").exists() {
        let mut npm = Command::new(program("npm", "npm"));
        let status =
            npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg("smpp@0.5.1").stdout(Stdio::null()).status();
        assert!(status.is_ok_and(|status| status.success()), "npm cannot install smpp@0.5.1");
        File::create(folder.join("whole")).unwrap();
    }
    modules
}

/// The ledger of a sender: what each side said, by the message's number at the gateway or our reference.
#[derive(Default)]
pub struct Ledger {
    /// Every receipt, in the order in which it came.
    pub receipts: Vec<(String, ReceiptState)>,
    /// Every text that came in.
    pub texts: Vec<(String, String)>,
}

impl Ledger {
    /// Writes down what came in.
    pub fn keep(&mut self, inward: Inward) {
        match inward {
            Inward::Receipt { reference, id, state, reason } => {
                assert!(!reason.contains("Halo") && !reason.contains("62812"), "a reason says too much: {reason}");
                self.receipts.push((reference.or(id).unwrap(), state));
            }
            Inward::Message { from, text, .. } => self.texts.push((from, text)),
        }
    }

    /// Reads a gateway; one that is not to be reached has nothing to say.
    pub fn read(&mut self, gateway: &dyn Gateway) {
        let _ = gateway.receive(&mut |inward| {
            self.keep(inward);
            Ok(())
        });
    }

    /// Where a message ended: delivery counts, whatever came before or after it.
    pub fn end_of(&self, key: &str) -> Option<ReceiptState> {
        let mut ends: BTreeMap<bool, ReceiptState> = BTreeMap::new();
        for (_, state) in self.receipts.iter().filter(|(of, state)| of == key && *state != ReceiptState::Underway) {
            ends.insert(*state == ReceiptState::Delivered, *state);
        }
        ends.into_values().next_back()
    }
}

/// For how long the network may try.
pub const VALID: Duration = Duration::from_hours(72);

/// A message with a text that receipts must not repeat.
pub fn message<'a>(reference: &'a str, to: &'a str) -> Outgoing<'a> {
    Outgoing { reference, to, text: "Halo, KTP-el Anda {siap} diambil", valid_for: VALID }
}
