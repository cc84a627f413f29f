//! Offices of full size, served: how long one takes to build, what it holds in memory, and how it answers 400 requests a second.
//!
//! The load is open: each request has its time, and its latency counts from that time, whether or not the one before was answered. Every
//! answer's look is committed before it leaves. The server runs in a process of its own, with the rules' limits of looks lifted: no officer
//! looks 8,000 people up in 20 seconds, and the rules would stop one who did.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, channel},
    },
    thread,
    time::{Duration, Instant},
};

use adapters::{clock::SystemClock, random::OsRandom, reference, sheets::OfficeSheets};
use anyhow::{Context, ensure};
use app::{Office, OfficeParts};
use domain::area::Areas;
use rusqlite::{Connection, OpenFlags};
use store::{Location, Store, keys::OfficeKey};
use tokio::{net::TcpListener, runtime};
use web::{Site, router};

use crate::{
    bed,
    http::{Client, Request},
    imports,
    people::with_typo,
};

/// The offices, by size.
const OFFICES: &[&str] = &["lombok-utara", "lombok-tengah", "palembang"];
const RATE: f64 = 400.0;
const CONNECTIONS: usize = 64;
/// Requests a second beside an import: as many as 50 busy counters send.
const BESIDE_RATE: f64 = 50.0;
const LENGTH: Duration = Duration::from_secs(20);

/// The rows of the table, one office after the other.
pub fn measure(names: &[String]) -> anyhow::Result<Vec<String>> {
    let mut rows = Vec::new();
    for name in OFFICES.iter().filter(|name| names.is_empty() || names.iter().any(|wanted| wanted == *name)) {
        rows.extend(measure_one(name)?);
    }
    Ok(rows)
}

fn measure_one(name: &str) -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let office = folder.path().join("office");
    let (built, peak) = build(name, &office)?;
    let people = Sample::of(&office)?;
    let mut rows = vec![format!(
        "| {name}: build of {} people | {built:.0} s, at most {peak} MiB, {} MiB on disk | | |",
        people.all,
        size_of(&office)? >> 20
    )];
    let server = Server::start(&office)?;
    let (lookups, searches, pages) = (people.lookups(), people.searches(), people.pages());
    for (what, rate, mix) in [
        ("NIK lookup", RATE, vec![(&lookups, 1)]),
        ("person page", RATE, vec![(&pages, 1)]),
        ("name search, one wrong letter", RATE / 10.0, vec![(&searches, 1)]),
        ("name search, one wrong letter", RATE, vec![(&searches, 1)]),
        ("lookup, search, page as 4 : 1 : 5", RATE, vec![(&lookups, 4), (&searches, 1), (&pages, 5)]),
    ] {
        let order: Vec<&[Request]> = mix.iter().flat_map(|(requests, parts)| vec![requests.as_slice(); *parts]).collect();
        let shares = open_loop(&server, &order, rate)?;
        let figures: Vec<String> = shares.iter().map(|times| percentiles(times)).collect();
        rows.push(format!("| {name}: {what}, {rate:.0}/s, {CONNECTIONS} connections | {} | | |", figures.join("; ")));
    }
    rows.push(format!("| {name}: serving office in memory after that | {} MiB | | |", server.resident()? >> 10));
    Ok(rows)
}

/// How pages and writes of counters are answered while a server takes a file over, and the memory that it needs.
pub fn beside_an_import(office: &Path, file: &Path) -> anyhow::Result<String> {
    let people = Sample::of(office)?;
    let server = Server::start_with(office, Some(file))?;
    server.wait_for("taking over")?;
    let (pages, writes) = (people.pages(), people.observations());
    let shares = open_loop(&server, &[&pages, &writes], BESIDE_RATE)?;
    let [pages, writes] = shares.as_slice() else { anyhow::bail!("two kinds of request") };
    ensure!(!server.has_said("done"), "the import ended before the load did: nothing was measured beside it");
    server.wait_for("done")?;
    let peak = memory(server.process.id(), "VmHWM")? >> 10;
    Ok(format!(
        "| beside the import, {BESIDE_RATE:.0}/s together: page; write; memory at most | {}; {}; {peak} MiB | | |",
        percentiles(pages),
        percentiles(writes)
    ))
}

/// Builds an office with the release binary beside this one; answers seconds and the greatest resident memory, MiB.
pub fn build(name: &str, office: &Path) -> anyhow::Result<(f64, u64)> {
    let started = Instant::now();
    let loket = std::env::current_exe()?.with_file_name("loket");
    let mut child =
        Command::new(loket).args(["demo", name, "--build-only", "--json", "--dir"]).arg(office).stdout(Stdio::null()).spawn()?;
    let mut peak = 0;
    loop {
        peak = memory(child.id(), "VmHWM").unwrap_or(peak).max(peak);
        if let Some(status) = child.try_wait()? {
            ensure!(status.success(), "the office was not built");
            return Ok((started.elapsed().as_secs_f64(), peak >> 10));
        }
        thread::park_timeout(Duration::from_millis(50));
    }
}

/// A figure of a process's memory, KiB.
fn memory(process: u32, figure: &str) -> anyhow::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with(figure)).context("no such figure")?;
    Ok(line.split_whitespace().nth(1).context("a number")?.parse()?)
}

fn size_of(folder: &Path) -> anyhow::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}

/// Some people of an office.
struct Sample {
    all: i64,
    people: Vec<(i64, String, String)>,
}

impl Sample {
    fn of(office: &Path) -> anyhow::Result<Self> {
        let database = Connection::open_with_flags(office.join("loket.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let all = database.query_row("SELECT COUNT(*) FROM person", [], |row| row.get(0))?;
        let mut some = database.prepare("SELECT person, nik, name FROM person WHERE person % ?1 = 0")?;
        let rows = some.query_map([all / 8_000], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(Self { all, people: rows.collect::<Result<_, _>>()? })
    }

    fn lookups(&self) -> Vec<Request> {
        self.people.iter().map(|(_, nik, _)| Request::search(nik)).collect()
    }

    fn searches(&self) -> Vec<Request> {
        self.people.iter().map(|(_, _, name)| Request::search(&with_typo(name))).collect()
    }

    fn observations(&self) -> Vec<Request> {
        self.people.iter().map(|(person, ..)| Request::observation(*person)).collect()
    }

    fn pages(&self) -> Vec<Request> {
        self.people.iter().map(|(person, ..)| Request::page(*person)).collect()
    }
}

fn percentiles(times: &[f64]) -> String {
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    format!("p50 {:.1} ms, p99 {:.1} ms", at(0.5), at(0.99))
}

/// Sends requests at an even rate over all connections, the kinds in the order given; answers the latencies of each kind in order,
/// milliseconds.
fn open_loop(server: &Server, order: &[&[Request]], rate: f64) -> anyhow::Result<Vec<Vec<f64>>> {
    let begin = Instant::now() + Duration::from_millis(100);
    let all = (rate * LENGTH.as_secs_f64()) as usize;
    let due = |number: usize| begin + Duration::from_secs_f64(number as f64 / rate);
    let timed: Vec<(usize, f64)> = thread::scope(|scope| {
        let connections = (0..CONNECTIONS).map(|connection| (connection..all).step_by(CONNECTIONS));
        let clients: Vec<_> = connections.map(|numbers| scope.spawn(move || one_connection(server, order, numbers, due))).collect();
        let mut timed = Vec::with_capacity(all);
        for client in clients {
            timed.extend(client.join().map_err(|_| anyhow::anyhow!("a client broke off"))??);
        }
        anyhow::Ok(timed)
    })?;
    let mut kinds: Vec<*const Request> = order.iter().map(|requests| requests.as_ptr()).collect();
    kinds.dedup();
    let mut shares = vec![Vec::new(); kinds.len()];
    for (number, time) in timed {
        let kind = order.get(number % order.len()).and_then(|requests| kinds.iter().position(|kind| *kind == requests.as_ptr()));
        if let Some(share) = kind.and_then(|kind| shares.get_mut(kind)) {
            share.push(time);
        }
    }
    for share in &mut shares {
        share.sort_by(f64::total_cmp);
    }
    Ok(shares)
}

/// The requests of one connection; answers the number and the latency of each.
fn one_connection(
    server: &Server,
    order: &[&[Request]],
    numbers: impl Iterator<Item = usize>,
    due: impl Fn(usize) -> Instant,
) -> anyhow::Result<Vec<(usize, f64)>> {
    let mut client = Client::connect(server.address, &server.token, &server.session)?;
    let mut timed = Vec::new();
    for number in numbers {
        let due = due(number);
        while let Some(left) = due.checked_duration_since(Instant::now()) {
            thread::park_timeout(left);
        }
        let requests = order.get(number % order.len()).context("a kind of request")?;
        client.send(requests.get(number / order.len() % requests.len()).context("a request")?)?;
        timed.push((number, due.elapsed().as_secs_f64() * 1e3));
    }
    Ok(timed)
}

/// A serving office in a process of its own.
pub struct Server {
    process: Child,
    /// Where it listens.
    pub address: SocketAddr,
    token: String,
    session: String,
    said: Mutex<Receiver<String>>,
}

impl Server {
    /// Serves an office.
    pub fn start(office: &Path) -> anyhow::Result<Self> {
        Self::start_with(office, None)
    }

    /// Serves an office; takes a file over meanwhile.
    fn start_with(office: &Path, file: Option<&Path>) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut process = command.arg("serve").arg(office).args(file).stdout(Stdio::piped()).spawn()?;
        let lines = BufReader::new(process.stdout.take().context("its output")?).lines();
        let (saying, said) = channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| saying.send(line)));
        let line = said.recv()?;
        let mut words = line.split_whitespace();
        let mut next = || words.next().context("a server that does not say where it is");
        Ok(Self { address: next()?.parse()?, token: next()?.to_owned(), session: next()?.to_owned(), process, said: Mutex::new(said) })
    }

    fn wait_for(&self, text: &str) -> anyhow::Result<()> {
        let said = self.said.lock().map_err(|_| anyhow::anyhow!("a reader broke off"))?;
        while said.recv().context("a server that ended")? != text {}
        Ok(())
    }

    fn has_said(&self, text: &str) -> bool {
        self.said.lock().is_ok_and(|said| said.try_iter().any(|line| line == text))
    }

    fn resident(&self) -> anyhow::Result<u64> {
        memory(self.process.id(), "VmRSS")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It serves nobody else; the folder goes with it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The process of [`Server`]: says its address, an API token and a page session, and serves until it is killed.
#[expect(clippy::print_stdout, reason = "the parent reads where it is")]
pub fn serve(folder: PathBuf, file: Option<PathBuf>) -> anyhow::Result<()> {
    let key = OfficeKey::read(&folder.join("office.key"))?;
    let location = Location::Folder(folder);
    let code = *Store::offices(&location)?.first().context("an office")?;
    let store = Store::open(&location, code, key, Box::new(|| {}))?;
    let areas = Areas::new(reference::areas(&code.dotted())?.into_iter().map(|area| (area.code, area.name)));
    let mut rules = reference::rule_book()?;
    rules.looks.clear();
    let office = Office::new(OfficeParts {
        store,
        clock: Arc::new(SystemClock),
        random: Arc::new(OsRandom),
        areas,
        rules,
        sheets: Arc::new(OfficeSheets),
    })?;
    let (_, token) = bed::caller(&office)?;
    let session = app::sign_in::sign_in(&office, bed::USERNAME, bed::PASSWORD)?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(64).build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        println!("{} {token} {session}", listener.local_addr()?);
        let office = Arc::new(office);
        if let Some(file) = file {
            let office = Arc::clone(&office);
            thread::spawn(move || imports::take_over(&office, &file));
        }
        let site = Site { office, hints: Arc::new(Vec::new()), behind_proxy: false, calls: Arc::new(|_, _| None) };
        Ok(axum::serve(listener, router(site)).await?)
    })
}
