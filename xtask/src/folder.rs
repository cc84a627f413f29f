//! Temporary folders that disappear with their owner.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A new folder below the system's temporary one, removed with all it holds when dropped.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes `loket-<purpose>-<process>-<n>`; the number steps over what an earlier process left behind.
    pub fn create(purpose: &str) -> Result<Self> {
        let mut number = 0_u32;
        loop {
            let name = format!("loket-{purpose}-{}-{number}", std::process::id());
            let path = std::env::temp_dir().join(name);
            match std::fs::create_dir(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
                Err(error) => {
                    return Err(error).with_context(|| format!("making {}", path.display()));
                }
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            println!("xtask: {} could not be removed: {error}", self.0.display());
        }
    }
}
