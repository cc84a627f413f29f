//! The kernel kills the server under load because its memory is limited.

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::bed::Bed;
use super::kill::{Restarts, ready_words};
use super::load::Load;
use super::server::Server;
use super::tools::ensure_root;

const WRITERS: u32 = 32;
/// The limit lets a server grow by so many kilobytes after it is ready; a load of this size makes it need more.
const GROWTH_KB: (u64, u64) = (512, 12_288);
const KILLED_MAX: Duration = Duration::from_secs(30);
const SIGKILL: i32 = 9;

/// Kills and restarts, as `kill`.
pub fn run(bed: &mut Bed) -> Result<String> {
    ensure_root("limiting memory")?;
    let folder = bed.fresh("office");
    let (launch, user) = bed.office(&folder)?;
    let mut load = Load::new(WRITERS, &user, bed.seed);
    let mut restarts = Restarts::default();
    let server = launch.serve()?;
    load.supply(server.address())?;
    server.stop()?;
    for trial in 1..=bed.depth.pick(2, 20) {
        let growth = bed.moment(GROWTH_KB.0, GROWTH_KB.1).as_millis() as u64 * 1_024;
        let group = Group::create(trial)?;
        let mut server = launch.clone().beneath(group.wrapper()).serve()?;
        server.ready(&user.token)?;
        group.limit(growth)?;
        let address = [server.address().to_owned()];
        load.drive(&address, |_| expect_kill(&mut server)).with_context(|| format!("limit {trial}, {growth} bytes above"))?;
        ensure!(group.kills()? > 0, "the server was killed, but not for its memory");
        drop(server);
        let server = launch.serve()?;
        let ready = server.ready(&user.token)?;
        let lost = load.lost(server.address(), load.acknowledged())?;
        ensure!(lost == 0, "limit {trial} lost {lost} acknowledged acts");
        load.settle(server.address()).with_context(|| format!("limit {trial}"))?;
        restarts.add(ready, launch.verify()?);
        server.stop()?;
    }
    Ok(format!(
        "{} kills for memory under {WRITERS} writers, {} acknowledged, 0 lost, {} journal entries verified, {}",
        restarts.trials,
        load.acknowledged(),
        restarts.entries,
        ready_words(restarts.ready_worst)
    ))
}

fn expect_kill(server: &mut Server) -> Result<()> {
    match server.ended(KILLED_MAX)? {
        Some(status) if status.signal() == Some(SIGKILL) => Ok(()),
        Some(status) => bail!("the server ended with {status} instead of being killed"),
        None => bail!("the load needed no more memory than the limit allows"),
    }
}

/// A control group; dropping it removes it.
struct Group {
    folder: PathBuf,
    version: Version,
}

/// The files of a control group have other names in each version.
#[derive(Clone, Copy)]
enum Version {
    One,
    Two,
}

impl Version {
    fn usage(self) -> &'static str {
        match self {
            Self::One => "memory.usage_in_bytes",
            Self::Two => "memory.current",
        }
    }

    fn limit(self) -> &'static str {
        match self {
            Self::One => "memory.limit_in_bytes",
            Self::Two => "memory.max",
        }
    }

    fn kills(self) -> &'static str {
        match self {
            Self::One => "memory.oom_control",
            Self::Two => "memory.events",
        }
    }
}

impl Group {
    fn create(trial: u32) -> Result<Self> {
        let root = Path::new("/sys/fs/cgroup");
        let controllers = std::fs::read_to_string(root.join("cgroup.subtree_control")).unwrap_or_default();
        let (version, parent) = if root.join("memory").join("cgroup.procs").exists() {
            (Version::One, root.join("memory"))
        } else if controllers.split_whitespace().any(|controller| controller == "memory") {
            (Version::Two, root.to_path_buf())
        } else {
            bail!("memory cannot be limited here: there is no control group for it");
        };
        let folder = parent.join(format!("loket-faults-{}-{trial}", std::process::id()));
        std::fs::create_dir(&folder).with_context(|| format!("making {}", folder.display()))?;
        Ok(Self { folder, version })
    }

    /// The words that put a process into the group before it becomes the server.
    fn wrapper(&self) -> [String; 4] {
        let procs = self.folder.join("cgroup.procs");
        let script = format!("echo $$ > '{}' && exec \"$@\"", procs.display());
        ["sh".to_owned(), "-c".to_owned(), script, "sh".to_owned()]
    }

    /// Allows so many bytes more than are in use now.
    fn limit(&self, more: u64) -> Result<()> {
        let used: u64 = self.read(self.version.usage())?.trim().parse().context("reading the memory in use")?;
        let file = self.folder.join(self.version.limit());
        std::fs::write(&file, (used + more).to_string()).with_context(|| format!("writing {}", file.display()))
    }

    /// How many processes were killed because of the limit.
    fn kills(&self) -> Result<u64> {
        kills_of(&self.read(self.version.kills())?).context("reading how many were killed")
    }

    fn read(&self, name: &str) -> Result<String> {
        let file = self.folder.join(name);
        std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir(&self.folder) {
            println!("xtask: {} could not be removed: {error}", self.folder.display());
        }
    }
}

fn kills_of(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("oom_kill "));
    line?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kills_are_told_in_both_versions() {
        assert_eq!(kills_of("oom_kill_disable 0\nunder_oom 0\noom_kill 3\n"), Some(3));
        assert_eq!(kills_of("low 0\nmax 17\noom 2\noom_kill 1\noom_group_kill 0\n"), Some(1));
        assert_eq!(kills_of(""), None);
    }
}
