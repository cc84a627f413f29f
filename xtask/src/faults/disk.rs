//! Disks in files: a file, a loop device on it, a file system in it, mounted. Whatever happens, they are taken apart again.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::tools::{LOSETUP, MKFS_EXT4, MKFS_XFS, MOUNT, ensure_root, ensure_tools, tool};
use crate::command;

/// Whether the loop device goes past the host's page cache, so that its file holds what a disk would hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    Host,
    Bypassed,
}

/// A mounted disk; dropping it unmounts it and frees the loop device.
pub struct Disk {
    device: Loop,
    folder: PathBuf,
}

/// A loop device; dropping it frees it.
struct Loop(String);

/// Makes sure that disks can be made here.
pub fn ensure_possible() -> Result<()> {
    ensure_root("mounting")?;
    ensure_tools(&[MKFS_XFS, MKFS_EXT4, MOUNT, LOSETUP])
}

/// Makes a file of a size that takes no room until it is written, with an XFS whose files can be copied by reference.
pub fn make_xfs(image: &Path, megabytes: u64) -> Result<()> {
    make_file(image, megabytes)?;
    command::output(tool(MKFS_XFS).args(["-q", "-m", "reflink=1"]).arg(image)).map(drop)
}

/// The same with an ext4, none of whose blocks is kept for root.
pub fn make_ext4(image: &Path, megabytes: u64) -> Result<()> {
    make_file(image, megabytes)?;
    command::output(tool(MKFS_EXT4).args(["-q", "-F", "-m", "0"]).arg(image)).map(drop)
}

fn make_file(image: &Path, megabytes: u64) -> Result<()> {
    let file = File::create_new(image).with_context(|| format!("making {}", image.display()))?;
    file.set_len(megabytes << 20).with_context(|| format!("sizing {}", image.display()))
}

impl Disk {
    /// Mounts an image on a new folder.
    pub fn mount(image: &Path, folder: &Path, cache: Cache) -> Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        let device = Loop::attach(image, cache)?;
        command::output(tool(MOUNT).args(["-o", "noatime", &device.0]).arg(folder))?;
        Ok(Self { device, folder: folder.to_path_buf() })
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A process that was just killed may hold it for a moment; a lazy unmount waits for nobody.
        let unmounted = command::output(Command::new("umount").arg(&self.folder));
        if unmounted.is_err() && command::output(Command::new("umount").arg("--lazy").arg(&self.folder)).is_err() {
            println!("xtask: {} on {} could not be unmounted", self.device.0, self.folder.display());
        }
    }
}

impl Loop {
    fn attach(image: &Path, cache: Cache) -> Result<Self> {
        let mut attach = tool(LOSETUP);
        attach.args(["--find", "--show"]);
        if cache == Cache::Bypassed {
            attach.arg("--direct-io=on");
        }
        Ok(Self(command::output(attach.arg(image))?.trim().to_owned()))
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        if let Err(error) = command::output(tool(LOSETUP).args(["--detach", &self.0])) {
            println!("xtask: {error:#}");
        }
    }
}
