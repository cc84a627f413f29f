//! Gammu's daemon `gammu-smsd` and its files service: a modem on a cable.
//!
//! What: a message is a file that is put into the daemon's outbox; the daemon moves it to its folder of sent ones, or of errors. What a resident
//! writes is a file in its inbox.
//! Invariants: a file is whole when its name is there (written beside, synced, renamed); its name holds our reference and no phone number, which
//! stands in the file; whatever was taken is remembered as an empty file, so that an attempt is never unknown because it was read. Those empty
//! files (`taken/` in both folders) may be deleted when they are older than an office asks for.
//!
//! The daemon's settings: `service = files`, `inboxformat = unicode`, and the four paths. Formats: Gammu manual, "Files backend" and "SMS backup
//! format". A modem says that the network took a message (`sent`), not that a phone has it: there is no receipt of delivery.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use app::gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing, ReceiptState};
use sha2::{Digest, Sha256};

use super::{hex, is_reference, modem_objection};

/// Names in the outbox. The daemon wants priority, date, time, serial and number; with a backup file it reads none of them.
const PREFIX: &str = "OUTC00000000_000000_00_loket_";
const SUFFIX: &str = ".smsbackup";
/// Where what was taken is remembered.
const TAKEN: &str = "taken";
/// The largest file of the inbox that is read, in bytes: a text of 255 parts is smaller.
const INBOX_BYTES_MAX: u64 = 64 << 10;

/// Where the daemon's folders are; all on one disk.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsdSettings {
    /// The gateway's name in lists and logs.
    pub name: String,
    /// `inboxpath` of the daemon.
    pub inbox: PathBuf,
    /// `outboxpath`.
    pub outbox: PathBuf,
    /// `sentsmspath`.
    pub sent: PathBuf,
    /// `errorsmspath`.
    pub errors: PathBuf,
}

/// The daemon behind its folders.
#[derive(Debug)]
pub struct Smsd {
    settings: SmsdSettings,
    /// Files of the inbox as they were when it was last read: one that did not change since is whole.
    seen: Mutex<BTreeMap<PathBuf, (u64, SystemTime)>>,
}

impl Smsd {
    /// A daemon with these folders; nothing is read yet.
    pub fn new(settings: SmsdSettings) -> Self {
        Self { settings, seen: Mutex::default() }
    }

    /// The folders of ended messages, with what lying there means.
    fn ended(&self) -> [(&Path, ReceiptState, &'static str); 2] {
        let failed = ReceiptState::Failed { permanent: false };
        [
            (&self.settings.sent, ReceiptState::Underway, "the network took it from the modem"),
            (&self.settings.errors, failed, "the modem could not send it"),
        ]
    }

    fn take_ended(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        let mut count = 0;
        for (folder, state, reason) in self.ended() {
            for path in files(folder).map_err(|error| outside("list ended messages", error))? {
                let Some(reference) = reference_of(&path) else { continue };
                keep(Inward::Receipt { reference: Some(reference.to_owned()), id: None, state, reason: reason.to_owned() })?;
                remember(folder, &path).map_err(|error| outside("put an ended message away", error))?;
                count += 1;
            }
        }
        Ok(count)
    }

    fn take_inbox(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = BTreeMap::new();
        let mut count = 0;
        for path in files(&self.settings.inbox).map_err(|error| outside("list the inbox", error))? {
            let Some(from) = sender_of(&path) else { continue };
            let state = fs::metadata(&path).and_then(|data| Ok((data.len(), data.modified()?)));
            let state = state.map_err(|error| outside("look at a message of the inbox", error))?;
            if seen.get(&path) != Some(&state) || state.0 == 0 || state.0 > INBOX_BYTES_MAX {
                now.insert(path, state);
                continue;
            }
            let octets = fs::read(&path).map_err(|error| outside("read a message of the inbox", error))?;
            let (text, _, _) = encoding_rs::UTF_8.decode(&octets);
            // The daemon writes a terminator, and what lay behind it in its memory.
            let text = text.split('\0').next().unwrap_or_default();
            let name = path.file_name().unwrap_or_default().as_encoded_bytes();
            let id = hex(&Sha256::new().chain_update(name).chain_update([0]).chain_update(&octets).finalize());
            keep(Inward::Message { from: from.to_owned(), text: text.to_owned(), id: Some(id) })?;
            fs::remove_file(&path).map_err(|error| outside("take a message out of the inbox", error))?;
            count += 1;
        }
        *seen = now;
        Ok(count)
    }
}

impl Gateway for Smsd {
    fn name(&self) -> &str {
        &self.settings.name
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        if let Some(objection) = modem_objection(message) {
            return Handed::Refused { permanent: true, reason: objection.to_owned() };
        }
        let outbox = &self.settings.outbox;
        let beside = outbox.join(format!(".loket-{}", message.reference));
        let target = outbox.join(format!("{PREFIX}{}{SUFFIX}", message.reference));
        if let Err(error) = write_synced(&beside, &backup(message)).and_then(|()| fs::rename(&beside, &target)) {
            let _ = fs::remove_file(&beside);
            return Handed::Busy { retry_after: None, reason: format!("the outbox cannot be written: {}", error.kind()) };
        }
        match File::open(outbox).and_then(|folder| folder.sync_all()) {
            Ok(()) => Handed::Taken { id: None },
            Err(error) => Handed::Lost { reason: format!("the outbox cannot be synced: {}", error.kind()) },
        }
    }

    fn ask(&self, reference: &str, _: Option<&str>) -> Asked {
        if !is_reference(reference) {
            return Asked::Unknown;
        }
        let name = format!("{PREFIX}{reference}{SUFFIX}");
        // In the order in which a file goes: one that moves meanwhile is met in the next folder.
        match self.settings.outbox.join(&name).try_exists() {
            Ok(true) => return Asked::Held("it waits for the modem".to_owned()),
            Ok(false) => {}
            Err(_) => return Asked::CannotSay,
        }
        for (folder, state, reason) in self.ended() {
            for place in [folder.join(&name), folder.join(TAKEN).join(&name)] {
                match place.try_exists() {
                    Ok(true) => return Asked::Known(state, reason.to_owned()),
                    Ok(false) => {}
                    Err(_) => return Asked::CannotSay,
                }
            }
        }
        let folders = [&self.settings.outbox, &self.settings.sent, &self.settings.errors];
        if folders.iter().all(|folder| folder.is_dir()) { Asked::Unknown } else { Asked::CannotSay }
    }

    fn withdraw(&self, reference: &str) -> bool {
        is_reference(reference) && fs::remove_file(self.settings.outbox.join(format!("{PREFIX}{reference}{SUFFIX}"))).is_ok()
    }

    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        Ok(self.take_ended(keep)? + self.take_inbox(keep)?)
    }
}

/// The files of a folder by name, so that what came first is taken first.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn reference_of(path: &Path) -> Option<&str> {
    let reference = path.file_name()?.to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    is_reference(reference).then_some(reference)
}

/// The sender in a name like `IN20260102_030405_00_+628123456789_00.txt`.
fn sender_of(path: &Path) -> Option<&str> {
    let (rest, _) = path.file_name()?.to_str()?.strip_prefix("IN")?.strip_suffix(".txt")?.rsplit_once('_')?;
    rest.splitn(4, '_').nth(3).filter(|sender| !sender.is_empty())
}

/// Leaves an empty file of the same name in `taken/`. What is personal goes first; a fall in between has the file taken again.
fn remember(folder: &Path, path: &Path) -> io::Result<()> {
    let taken = folder.join(TAKEN);
    fs::create_dir_all(&taken)?;
    File::options().write(true).open(path)?.set_len(0)?;
    fs::rename(path, taken.join(path.file_name().unwrap_or_default()))
}

fn write_synced(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// One message in Gammu's backup format; its PDU asks the network for a report.
fn backup(message: &Outgoing<'_>) -> String {
    let text = message.text.encode_utf16().fold(String::new(), |text, unit| text + &format!("{unit:04X}"));
    let coding = if domain::gsm::septets(message.text).is_some() { "Default_No_Compression" } else { "Unicode_No_Compression" };
    let length = message.text.encode_utf16().count();
    let mut lines = format!("[SMSBackup000]\nPDU = Status_Report\nState = UnSent\nNumber = \"{}\"\n", message.to);
    // A line holds 50 units (Gammu reads `Text00`, `Text01` …).
    for (number, start) in (0..text.len()).step_by(200).enumerate() {
        let line = text.get(start..text.len().min(start + 200)).unwrap_or_default();
        lines.push_str(&format!("Text{number:02} = {line}\n"));
    }
    lines + &format!("Coding = {coding}\nFolder = 1\nLength = {length}\nClass = -1\nReplySMSC = False\nRejectDuplicates = False\n")
}

fn outside(attempt: &'static str, error: io::Error) -> GatewayFault {
    // The kind alone: the error of a library may name a file, and a file of the inbox is named after its sender.
    GatewayFault::Outside { attempt, source: Box::new(io::Error::from(error.kind())) }
}
