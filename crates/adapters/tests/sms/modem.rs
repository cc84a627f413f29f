//! A real gammu-smsd with a phone that is none, in a folder of its own.

use std::{fs, path::Path, process::Command};

use adapters::sms::SmsdSettings;
use tempfile::TempDir;

use super::bed::Running;
use crate::common::program;

const FOLDERS: [&str; 16] = [
    "in",
    "out",
    "sent",
    "errors",
    "phone/sms/1",
    "phone/sms/2",
    "phone/sms/3",
    "phone/sms/4",
    "phone/sms/5",
    "phone/fs",
    "phone/note",
    "phone/pbk/ME",
    "phone/pbk/SM",
    "phone/calendar",
    "phone/todo",
    "phone/alarm",
];

const CONFIG: &str = "[gammu]
model = dummy
connection = none
port = DIR/phone
gammuloc = /dev/null
[smsd]
service = files
inboxformat = unicode
inboxpath = DIR/in/
outboxpath = DIR/out/
sentsmspath = DIR/sent/
errorsmspath = DIR/errors/
loopsleep = 1
commtimeout = 1
";

/// Makes the folder; the daemon does not run yet.
pub fn folder() -> TempDir {
    let dir = TempDir::new().unwrap();
    for folder in FOLDERS {
        fs::create_dir_all(dir.path().join(folder)).unwrap();
    }
    fs::write(dir.path().join("config"), CONFIG.replace("DIR", dir.path().to_str().unwrap())).unwrap();
    dir
}

/// The settings of its gateway.
pub fn settings(dir: &Path) -> SmsdSettings {
    let at = |name: &str| dir.join(name);
    SmsdSettings { name: "modem".to_owned(), inbox: at("in"), outbox: at("out"), sent: at("sent"), errors: at("errors") }
}

/// Starts the daemon.
pub fn daemon(dir: &Path) -> Running {
    Running::start(Command::new(program("gammu-smsd", "gammu-smsd")).arg("-c").arg("config"), dir)
}

/// The names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A resident's text comes to the phone.
pub fn text_comes_in(dir: &Path, from: &str, text: &str) {
    let (hex, length) = (text.encode_utf16().fold(String::new(), |hex, unit| hex + &format!("{unit:04X}")), text.encode_utf16().count());
    let beside = dir.join("phone/sms/1/.new");
    let text = format!(
        "[SMSBackup000]\nPDU = Deliver\nNumber = \"{from}\"\nState = UnRead\nCoding = Unicode_No_Compression\nText00 = {hex}\nLength = {length}\n"
    );
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, dir.join("phone/sms/1/1")).unwrap();
}
