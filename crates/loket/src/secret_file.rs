//! Files with secrets in them: only their owner may read them.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use anyhow::{Context, bail};

/// Reads such a file; `what` it holds is for the error's sentence. A file that others may read is refused.
pub fn read(file: &Path, what: &str) -> anyhow::Result<String> {
    let name = file.display();
    let reading = || format!("read {what} in {name}");
    let mode = fs::metadata(file).with_context(reading)?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!("{name} can be read by others: chmod 600 {name}");
    }
    fs::read_to_string(file).with_context(reading)
}
