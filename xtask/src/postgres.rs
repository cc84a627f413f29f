//! An own PostgreSQL server for the tests: a fresh cluster in a temporary folder, on a port nobody else uses.
//!
//! It runs with `fsync=off`: these tests ask whether both engines answer alike, not whether a disk keeps its word.

use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::folder::TemporaryFolder;

/// What `--without` calls it.
pub const NAME: &str = "postgres";

const DEBIAN_FOLDER: &str = "/usr/lib/postgresql";
const READY: &str = "ready to accept connections";
/// Another process may take the free port between our look and the server's bind.
const START_ATTEMPTS: u32 = 3;

/// A running server; dropping it stops the server and removes the cluster.
pub struct Server {
    process: Child,
    port: u16,
    cluster: Cluster,
}

impl Server {
    /// Finds (or, as root, installs) PostgreSQL, makes a cluster and returns when it answers.
    pub fn start() -> Result<Self> {
        let mut cluster = Cluster::create()?;
        let mut attempt = 1;
        loop {
            let port = free_port()?;
            match cluster.serve(port) {
                Ok(process) => {
                    return Ok(Self { process, port, cluster });
                }
                Err(error) if attempt == START_ATTEMPTS => return Err(error),
                Err(_) => attempt += 1,
            }
        }
    }

    /// The connection address of the superuser.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = self.cluster.program("pg_ctl");
        stop.arg("--pgdata").arg(self.cluster.data());
        stop.args(["--mode", "immediate", "--wait", "stop"]);
        if command::output(&mut stop).is_err() && self.process.kill().is_err() {
            println!("xtask: the test server (process {}) could not be stopped", self.process.id());
        }
        // The answer does not matter: either way there is no child left to wait for.
        let _ = self.process.wait();
    }
}

struct Cluster {
    folder: TemporaryFolder,
    programs: PathBuf,
    account: Option<Account>,
}

impl Cluster {
    fn create() -> Result<Self> {
        let programs = find_or_install()?;
        let account = if command::is_root() { Some(Account::find()?) } else { None };
        let folder = TemporaryFolder::create(NAME)?;
        if let Some(account) = &account {
            let path = folder.path();
            chown(path, Some(account.user), Some(account.group))
                .with_context(|| format!("giving {} to the server's account", path.display()))?;
        }
        let cluster = Self { folder, programs, account };
        let mut initdb = cluster.program("initdb");
        initdb.arg("--pgdata").arg(cluster.data());
        initdb.args(["--locale=C.UTF-8", "-E", "UTF8", "--auth=trust", "--username=postgres", "--no-sync"]);
        command::output(&mut initdb)?;
        Ok(cluster)
    }

    /// Starts the server and waits for its own word that it is ready.
    fn serve(&mut self, port: u16) -> Result<Child> {
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data());
        server.arg("-k").arg(self.folder.path());
        for setting in ["listen_addresses=127.0.0.1", "fsync=off", "max_connections=200"] {
            server.args(["-c", setting]);
        }
        server.args(["-p", &port.to_string()]);
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = server.spawn().context("starting the database server")?;
        let log = process.stderr.take().context("reading the database server's log")?;
        let mut log = BufReader::new(log);
        if let Err(error) = wait_until_ready(&mut log) {
            // It ended by itself, or it will now; the error that counts is the one above.
            let _ = process.kill();
            let _ = process.wait();
            return Err(error);
        }
        // A server whose log is read no further would stop at a full pipe.
        std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Ok(process)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of PostgreSQL's programs, under an account that the server accepts, ending no later than we do.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if command::succeeds(Command::new("setpriv").arg("--version")) {
            let mut bound = Command::new("setpriv");
            bound.args(["--pdeathsig", "INT", "--"]).arg(path);
            bound
        } else {
            Command::new(path)
        };
        // A server account cannot enter every folder that we can stand in.
        command.current_dir(self.folder.path());
        if let Some(account) = &self.account {
            command.uid(account.user).gid(account.group);
        }
        command
    }
}

/// The account that the server runs under when we are root: it refuses to run as root.
struct Account {
    user: u32,
    group: u32,
}

impl Account {
    fn find() -> Result<Self> {
        for name in ["postgres", "nobody"] {
            if let (Ok(user), Ok(group)) = (id("-u", name), id("-g", name)) {
                return Ok(Self { user, group });
            }
        }
        bail!("the server must not run as root, and there is neither a user postgres nor nobody");
    }
}

fn id(which: &str, name: &str) -> Result<u32> {
    let text = command::output(Command::new("id").args([which, name]))?;
    text.trim().parse().with_context(|| format!("reading the id of {name}"))
}

fn find_or_install() -> Result<PathBuf> {
    if let Some(folder) = find_programs() {
        return Ok(folder);
    }
    if !command::is_root() {
        bail!("PostgreSQL is not installed (initdb, postgres, pg_ctl); install it or say --without {NAME}");
    }
    command::run(Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    command::run(install.args(["install", "-y", "--no-install-recommends", "postgresql"]))?;
    find_programs().context("PostgreSQL was installed, but its programs are not where they should be")
}

/// The first folder that has all of the server's programs: those in `PATH`, then Debian's, newest version first.
fn find_programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir(DEBIAN_FOLDER).into_iter().flatten().flatten();
    let versions = versions.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let debian = newest_first(versions).into_iter().map(|version| Path::new(DEBIAN_FOLDER).join(version).join("bin"));
    std::env::split_paths(&path).chain(debian).find(|folder| has_programs(folder))
}

fn has_programs(folder: &Path) -> bool {
    folder.is_absolute() && ["initdb", "postgres", "pg_ctl"].iter().all(|name| folder.join(name).is_file())
}

/// Version folders by number, newest first: 9.6 is older than 15. What is no version is dropped.
fn newest_first(names: Vec<String>) -> Vec<String> {
    let number = |name: &str| -> Option<Vec<u32>> { name.split('.').map(|part| part.parse().ok()).collect() };
    let mut versions: Vec<(Vec<u32>, String)> = names.into_iter().filter_map(|name| Some((number(&name)?, name))).collect();
    versions.sort_by(|left, right| right.cmp(left));
    versions.into_iter().map(|(_, name)| name).collect()
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("looking for a free port")?;
    Ok(listener.local_addr().context("looking for a free port")?.port())
}

fn wait_until_ready(log: &mut BufReader<impl Read>) -> Result<()> {
    let mut seen = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if log.read_line(&mut line).context("reading the database server's log")? == 0 {
            bail!("the database server did not start:\n{seen}");
        }
        if line.contains(READY) {
            return Ok(());
        }
        seen.push_str(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers() {
        let names = ["9.6", "15", "17", "9.10", "common"].map(str::to_owned).to_vec();
        assert_eq!(newest_first(names), ["17", "15", "9.10", "9.6"]);
    }

    #[test]
    fn the_log_says_when_the_server_is_ready() {
        let good = "LOG:  starting\nLOG:  database system is ready to accept connections\nLOG:  more\n";
        assert!(wait_until_ready(&mut BufReader::new(good.as_bytes())).is_ok());
        let bad = "LOG:  starting\nFATAL:  could not bind\n";
        let error = wait_until_ready(&mut BufReader::new(bad.as_bytes())).unwrap_err();
        assert!(error.to_string().contains("could not bind"));
    }
}
