//! A real Kannel in a folder of its own: bearerbox before an SMSC, smsbox before us.

use std::{fs, net::TcpStream, path::Path, process::Command};

use tempfile::TempDir;

use super::bed::{Running, Smsc};
use crate::common::{free_port, program, until};

/// All that it must not lose is on its disk: messages (`store`), whose receipts are awaited (`dlr-spool`).
const CONFIG: &str = "group = core
admin-port = ADMIN
admin-password = rahasia
smsbox-port = BOX
box-allow-ip = 127.0.0.1
store-type = file
store-location = DIR/store
dlr-storage = spool
dlr-spool = DIR/dlr
sms-resend-freq = 1
sms-resend-retry = 2

group = smsc
smsc = smpp
smsc-id = smsc
host = 127.0.0.1
port = SMSC
transceiver-mode = true
smsc-username = loket
smsc-password = rahasia
system-type = ''
reconnect-delay = 1
wait-ack = 5
enquire-link-interval = 2

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = SEND
global-sender = LOKET
access-log = DIR/access
http-request-retry = 60
http-queue-delay = 1

group = sendsms-user
username = loket
password = rahasia
max-messages = 3

group = sms-service
keyword = default
RESIDENTS
";

/// Both boxes.
pub struct Boxes {
    /// Where smsbox listens.
    pub send_port: u16,
    dir: TempDir,
    bearerbox: Option<Running>,
    smsbox: Option<Running>,
}

impl Boxes {
    /// Starts both before an SMSC; what residents write is brought to an address, where there is one.
    pub fn start(smsc: &Smsc, hearing: Option<&str>) -> Self {
        let residents = match hearing {
            Some(address) => format!("get-url = \"{address}\"\nomit-empty = true\nmax-messages = 1"),
            None => "text = ok\nmax-messages = 0".to_owned(),
        };
        let dir = TempDir::new().unwrap();
        fs::create_dir(dir.path().join("dlr")).unwrap();
        let ports = [free_port(), free_port(), free_port()];
        let config =
            CONFIG.replace("ADMIN", &ports[0].to_string()).replace("BOX", &ports[1].to_string()).replace("SEND", &ports[2].to_string());
        let config = config.replace("SMSC", &smsc.port.to_string()).replace("DIR", dir.path().to_str().unwrap());
        let config = config.replace("RESIDENTS", &residents);
        fs::write(dir.path().join("config"), config).unwrap();
        let mut boxes = Self { send_port: ports[2], dir, bearerbox: None, smsbox: None };
        boxes.restart();
        boxes
    }

    /// Kills smsbox, as a power cut does.
    pub fn kill_smsbox(&mut self) {
        self.smsbox = None;
    }

    /// Kills both boxes, as a power cut does.
    pub fn kill(&mut self) {
        self.smsbox = None;
        self.bearerbox = None;
    }

    /// Kills both and starts them again, with what they had written down.
    pub fn restart(&mut self) {
        self.kill();
        let start = |name: &str| Running::start(Command::new(program(name, "kannel")).arg("config"), self.dir.path());
        let said = |words: &str| fs::read_to_string(self.dir.path().join("log")).unwrap_or_default().matches(words).count();
        let (ups, clients) = ("MAIN: Start-up done", "Client connected from");
        let before = (said(ups), said(clients));
        self.bearerbox = Some(start("bearerbox"));
        until("bearerbox is up", || said(ups) > before.0);
        self.smsbox = Some(start("smsbox"));
        // Until smsbox has found bearerbox it takes nothing.
        until("smsbox is in touch with bearerbox", || said(clients) > before.1);
        until("smsbox is up", || TcpStream::connect(("127.0.0.1", self.send_port)).is_ok());
    }

    /// Its folder: `log`, `access` (what was handed to smsbox), `store`.
    pub fn folder(&self) -> &Path {
        self.dir.path()
    }
}
