//! The inbox of a serving office: a folder into which files are dropped. Each is handed in for comparison; somebody says yes on its page.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Context;
use app::{AppError, Office, import};
use web::refusal_sentence;

/// Where files go that were handed in, and those that cannot be read, with the reason beside each.
const TAKEN: &str = "diterima";
const REFUSED: &str = "ditolak";

/// The folder, and what was seen in it the last time: a file is taken when it has stopped growing.
pub struct Inbox {
    folder: PathBuf,
    seen: BTreeMap<OsString, (u64, SystemTime)>,
}

impl Inbox {
    /// The inbox in a folder; makes what it needs there.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        for below in [TAKEN, REFUSED] {
            fs::create_dir_all(folder.join(below)).with_context(|| format!("make the inbox {}", folder.display()))?;
        }
        Ok(Self { folder: folder.to_path_buf(), seen: BTreeMap::new() })
    }

    /// Hands in what has come; answers whether something has.
    pub fn look(&mut self, office: &Office) -> anyhow::Result<bool> {
        let mut seen = BTreeMap::new();
        let mut any = false;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let (name, about) = (entry.file_name(), entry.metadata()?);
            if !about.is_file() || name.to_string_lossy().starts_with('.') {
                continue;
            }
            let now = (about.len(), about.modified()?);
            if self.seen.get(&name) == Some(&now) {
                self.take(office, &name)?;
                any = true;
            } else {
                seen.insert(name, now);
            }
        }
        self.seen = seen;
        Ok(any)
    }

    fn take(&self, office: &Office, name: &OsString) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        match import::receive_file(office, None, &path, &name.to_string_lossy()) {
            Ok(_) => self.put(&path, TAKEN, name),
            Err(AppError::Refused(refusal)) => {
                let reason = format!("{} ({})\n", refusal_sentence(&refusal), refusal.code());
                let mut beside = name.clone();
                beside.push(".txt");
                fs::write(self.folder.join(REFUSED).join(beside), reason)?;
                self.put(&path, REFUSED, name)
            }
            Err(other) => Err(other.into()),
        }
    }

    fn put(&self, path: &Path, below: &str, name: &OsString) -> anyhow::Result<()> {
        Ok(fs::rename(path, self.folder.join(below).join(name))?)
    }
}
