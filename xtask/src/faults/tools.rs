//! Programs that the faults need, installed when we are root.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};

use crate::command;

/// A program with the Debian package that holds it.
#[derive(Clone, Copy)]
pub struct Tool {
    pub program: &'static str,
    pub package: &'static str,
}

pub const MKFS_XFS: Tool = Tool { program: "mkfs.xfs", package: "xfsprogs" };
pub const MKFS_EXT4: Tool = Tool { program: "mkfs.ext4", package: "e2fsprogs" };
pub const MOUNT: Tool = Tool { program: "mount", package: "mount" };
pub const LOSETUP: Tool = Tool { program: "losetup", package: "mount" };
pub const STRACE: Tool = Tool { program: "strace", package: "strace" };
pub const EATMYDATA: Tool = Tool { program: "eatmydata", package: "eatmydata" };
pub const SETPRIV: Tool = Tool { program: "setpriv", package: "util-linux" };

/// Where programs for the administrator stand, which not every `PATH` names.
const ADMINISTRATION: [&str; 2] = ["/usr/sbin", "/sbin"];

/// Makes sure that the programs are there; what cannot be had is an error that names it.
pub fn ensure_tools(tools: &[Tool]) -> Result<()> {
    let missing: Vec<Tool> = tools.iter().copied().filter(|tool| find(tool.program).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    install(&packages)?;
    for tool in missing {
        ensure!(find(tool.program).is_some(), "{} was installed, but there is no program {}", tool.package, tool.program);
    }
    Ok(())
}

/// Installs packages; only root can.
pub fn install(packages: &[&str]) -> Result<()> {
    if !command::is_root() {
        bail!("{} must be installed, which only root can", packages.join(", "));
    }
    command::output(Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    command::output(install.args(["install", "-y", "--no-install-recommends"]).args(packages))?;
    Ok(())
}

/// Only root may mount, and limit the memory of a group of processes.
pub fn ensure_root(what: &str) -> Result<()> {
    ensure!(command::is_root(), "{what} needs root");
    Ok(())
}

/// A command by the program's full path.
pub fn tool(tool: Tool) -> Command {
    Command::new(find(tool.program).unwrap_or_else(|| tool.program.into()))
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(ADMINISTRATION.map(PathBuf::from));
    folders.map(|folder| folder.join(program)).find(|path: &PathBuf| Path::is_file(path))
}
