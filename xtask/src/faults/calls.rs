//! The k-th call of a write path fails, for each k, once and for ever: nothing is acknowledged that is not durable.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::act::{Act, Blanks};
use super::bed::{Bed, Depth, User};
use super::http::Client;
use super::load::Load;
use super::server::{Launch, Place, Server, Start};
use super::strace::{Injection, Lasting, Watch, files_of};
use super::tools::{STRACE, ensure_tools};
use super::writer::Step;

/// Within this time a caller has an answer, or the process has ended with an error.
const ANSWER_MAX: Duration = Duration::from_secs(2);
/// What fails on the way of a write. SQLite writes its files with `pwrite64` and syncs them with `fsync`.
const WRITE: &str = "pwrite64";
const SYNC: &str = "fsync,fdatasync";
/// `retval=0` is a short write that says so: nothing of it was written.
const WRITE_ERRORS: [&str; 3] = ["error=EIO", "error=ENOSPC", "retval=0"];
const SYNC_ERRORS: [&str; 2] = ["error=EIO", "error=ENOSPC"];
/// A person whom no other part of this fault adds.
const NEWCOMER: u32 = 77;

/// An office in which each write path can be tried.
struct Fixture {
    office: std::path::PathBuf,
    launch: Launch,
    user: User,
    blanks: Blanks,
    person: i64,
}

/// Something that an office writes.
#[derive(Clone, Copy)]
struct WritePath {
    name: &'static str,
    act: fn(&Fixture, String) -> Act,
}

/// Those of each change first.
const PATHS: &[WritePath] = &[
    WritePath { name: "open case", act: |fixture, key| Act::open_case(key, fixture.person) },
    WritePath { name: "move blanks", act: |_, key| Act::supply(key, 0, 5) },
    WritePath { name: "spoil blanks", act: |_, key| Act::spoil(key, 0) },
    WritePath { name: "add person", act: |_, key| Act::add_person(key, NEWCOMER) },
    WritePath { name: "receive blanks", act: |_, key| Act::receive(key, 5) },
];
const PATHS_USUAL: usize = 2;

/// What became of the trials.
#[derive(Default)]
struct Tally {
    trials: u32,
    acknowledged: u32,
    refused: u32,
    ended: u32,
    slowest: Duration,
}

/// The sweep.
pub fn run(bed: &mut Bed) -> Result<String> {
    ensure_tools(&[STRACE])?;
    let fixture = Fixture::build(bed)?;
    let mut tally = Tally::default();
    let paths = PATHS.get(..bed.depth.pick(PATHS_USUAL, PATHS.len())).unwrap_or(PATHS);
    for path in paths {
        let counts = fixture.count(bed, *path)?;
        let of = |calls: &str| calls.split(',').filter_map(|call| counts.get(call)).sum();
        for injection in plan(bed.depth, of(WRITE), of(SYNC)) {
            fixture.try_act(bed, *path, &injection, &mut tally).with_context(|| format!("{}: {injection:?}", path.name))?;
        }
    }
    for injection in signing_in(bed.depth) {
        fixture.try_sign_in(bed, &injection, &mut tally).with_context(|| format!("sign in: {injection:?}"))?;
    }
    for injection in starting(bed.depth) {
        fixture.try_start(bed, &injection, &mut tally).with_context(|| format!("start: {injection:?}"))?;
    }
    for injection in building(bed.depth) {
        try_build(bed, &injection, &mut tally).with_context(|| format!("building the demonstration: {injection:?}"))?;
    }
    let Tally { trials, acknowledged, refused, ended, slowest } = tally;
    ensure!(refused > 0 && ended > 0, "no call failed where it matters: {refused} refused, {ended} ended");
    Ok(format!(
        "{trials} trials on {} write paths, sign-in, start and building: {acknowledged} acknowledged and there, {refused} refused, {ended} ended the process, 0 lost, slowest answer {} ms",
        paths.len(),
        slowest.as_millis()
    ))
}

/// The injections for a path that makes so many writes and syncs.
fn plan(depth: Depth, writes: usize, syncs: usize) -> Vec<Injection> {
    let mut plan = Vec::new();
    for (calls, errors, count) in [(WRITE, &WRITE_ERRORS[..], writes), (SYNC, &SYNC_ERRORS[..], syncs)] {
        let ks = match depth {
            Depth::Full => (1..=count).collect(),
            Depth::Usual => sample(count),
        };
        for k in ks {
            for error in errors {
                plan.extend([Lasting::Once, Lasting::Forever].map(|lasting| Injection { calls, error, k, lasting }));
            }
        }
    }
    plan
}

/// The first, one in the middle, the last.
fn sample(count: usize) -> Vec<usize> {
    let mut ks: Vec<usize> = [1, count.div_ceil(2), count].into_iter().filter(|k| (1..=count).contains(k)).collect();
    ks.dedup();
    ks
}

fn signing_in(depth: Depth) -> Vec<Injection> {
    match depth {
        Depth::Usual => vec![Injection { calls: SYNC, error: "error=EIO", k: 1, lasting: Lasting::Once }],
        Depth::Full => plan(depth, 8, 1),
    }
}

/// Opening the office: its files are opened, the index of the log is sized and written, what a crash left is synced.
fn starting(depth: Depth) -> Vec<Injection> {
    let mut plan = Vec::new();
    for (calls, error, most) in [
        ("openat", "error=EIO", 9),
        ("openat", "error=ENOSPC", 9),
        ("ftruncate", "error=EIO", 2),
        ("ftruncate", "error=ENOSPC", 2),
        (WRITE, "error=ENOSPC", 16),
        (WRITE, "error=EIO", 16),
        (SYNC, "error=EIO", 3),
    ] {
        let ks = depth.pick(vec![1], (1..=most).collect());
        plan.extend(ks.into_iter().map(|k| Injection { calls, error, k, lasting: depth.pick(Lasting::Forever, Lasting::Once) }));
    }
    plan
}

/// Building a demonstration takes half a minute, so few are tried, and those of each change fail early.
fn building(depth: Depth) -> Vec<Injection> {
    let failing = |calls, error, k| Injection { calls, error, k, lasting: Lasting::Once };
    let mut plan = vec![failing(WRITE, "error=ENOSPC", 60)];
    if depth == Depth::Full {
        plan.extend([
            failing(WRITE, "error=EIO", 3_000),
            failing(SYNC, "error=EIO", 40),
            failing("rename,renameat,renameat2", "error=EIO", 1),
        ]);
    }
    plan
}

impl Fixture {
    fn build(bed: &mut Bed) -> Result<Self> {
        let office = bed.fresh("office");
        let (launch, user) = bed.office(&office)?;
        let server = launch.serve()?;
        let mut load = Load::new(0, &user, bed.seed);
        let address = server.address();
        load.supply(address)?;
        let person = number(&load.keep(address, |key| Act::add_person(key, 1))?, "person")?;
        server.stop()?;
        Ok(Self { office, launch, user, blanks: load.blanks(), person })
    }

    /// A copy of the office, for one trial.
    fn copy(&self, bed: &mut Bed) -> Result<Launch> {
        let folder = bed.fresh("office");
        copy_folder(&self.office, &folder)?;
        Ok(Launch { place: Place::Folder(folder), ..self.launch.clone() })
    }

    fn load(&self) -> Load {
        Load::going_on(&self.user, self.blanks)
    }

    /// How many calls of each kind an act makes.
    fn count(&self, bed: &mut Bed, path: WritePath) -> Result<std::collections::BTreeMap<String, usize>> {
        let launch = self.copy(bed)?;
        let server = launch.serve()?;
        server.ready(&self.user.token)?;
        let calls = format!("{WRITE},{SYNC}");
        let watch = Watch::attach(server.id(), &files_of(folder(&launch)), &calls, None, bed.fresh("trace"))?;
        self.load().keep(server.address(), |key| (path.act)(self, key))?;
        let counts = watch.counts()?;
        ensure!(counts.get("pwrite64").is_some_and(|count| *count > 2), "{} made the calls {counts:?}", path.name);
        server.kill()?;
        remove(folder(&launch))?;
        Ok(counts)
    }

    fn try_act(&self, bed: &mut Bed, path: WritePath, injection: &Injection, tally: &mut Tally) -> Result<()> {
        let launch = self.copy(bed)?;
        let mut server = launch.serve()?;
        server.ready(&self.user.token)?;
        let mut load = self.load();
        let watch = Watch::attach(server.id(), &files_of(folder(&launch)), injection.calls, Some(injection), bed.fresh("trace"))?;
        let started = Instant::now();
        let step = load.attempt(server.address(), |key| (path.act)(self, key))?;
        tally.slowest = tally.slowest.max(started.elapsed());
        match step {
            Step::Done => tally.acknowledged += 1,
            Step::NotNow { status, retry_after } => {
                ensure!(started.elapsed() <= ANSWER_MAX, "the answer {status} came after {:?}", started.elapsed());
                ensure!(
                    status == 503 && retry_after.is_some(),
                    "a write that the disk refused was answered with {status}, {retry_after:?}"
                );
                tally.refused += 1;
                self.after_refusal(injection, &mut server, &mut load, tally)?;
            }
            Step::NoAnswer => expect_error_exit(&mut server, tally)?,
        }
        server.kill()?;
        drop(watch);
        self.sound_again(&launch, &mut load)?;
        tally.trials += 1;
        remove(folder(&launch))
    }

    /// Where the disk had no room the server goes on, and does the act when there is room again; everything else ends it.
    fn after_refusal(&self, injection: &Injection, server: &mut Server, load: &mut Load, tally: &mut Tally) -> Result<()> {
        let no_room = injection.calls == WRITE && injection.error != "error=EIO";
        if !no_room {
            return expect_error_exit(server, tally);
        }
        if injection.lasting == Lasting::Once {
            let again = load.attempt_again(server.address())?;
            ensure!(matches!(again, Step::Done), "there is room again, and the act is still not done");
            tally.acknowledged += 1;
        }
        ensure!(server.ended(Duration::from_millis(20))?.is_none(), "the server ended because the disk was full");
        Ok(())
    }

    /// Restarts without a fault: what was acknowledged is there, what was not is there whole or not at all, and can be done.
    fn sound_again(&self, launch: &Launch, load: &mut Load) -> Result<()> {
        launch.verify().context("after the fault")?;
        let server = launch.serve()?;
        let lost = load.lost(server.address(), load.acknowledged())?;
        ensure!(lost == 0, "{lost} acknowledged acts are not there");
        load.settle(server.address())?;
        launch.verify().context("after the act was sent again")?;
        server.kill()
    }

    fn try_sign_in(&self, bed: &mut Bed, injection: &Injection, tally: &mut Tally) -> Result<()> {
        let launch = self.copy(bed)?;
        let mut server = launch.serve()?;
        server.ready(&self.user.token)?;
        let client = Client::new(&self.user.token);
        let watch = Watch::attach(server.id(), &files_of(folder(&launch)), injection.calls, Some(injection), bed.fresh("trace"))?;
        let signed_in = client.sign_in(server.address(), &self.user.username, &self.user.password);
        let session = match signed_in {
            Some(answer) if answer.status == 303 => {
                tally.acknowledged += 1;
                answer.cookie
            }
            Some(answer) => {
                ensure!(answer.status == 503 && answer.retry_after.is_some(), "signing in was answered with {}", answer.status);
                tally.refused += 1;
                None
            }
            None => {
                expect_error_exit(&mut server, tally)?;
                None
            }
        };
        server.kill()?;
        drop(watch);
        launch.verify()?;
        let server = launch.serve()?;
        if let Some(session) = session {
            ensure!(client.is_signed_in(server.address(), &session), "a session that was given is not there");
        }
        let again = client.sign_in(server.address(), &self.user.username, &self.user.password);
        ensure!(again.is_some_and(|answer| answer.status == 303), "signing in does not work after the fault");
        server.kill()?;
        tally.trials += 1;
        remove(folder(&launch))
    }

    /// The fault strikes while the server starts: it ends with an error, or serves as if nothing were.
    fn try_start(&self, bed: &mut Bed, injection: &Injection, tally: &mut Tally) -> Result<()> {
        let launch = self.copy(bed)?;
        let broken = launch.clone().beneath(injection.wrapper(&files_of(folder(&launch))));
        let mut load = self.load();
        match broken.try_serve()? {
            Start::Ended(status) => {
                ensure!(!status.success(), "the server ended with {status} when it could not start");
                tally.ended += 1;
            }
            Start::Listening(server) => {
                let step = load.attempt(server.address(), |key| Act::receive(key, 3))?;
                match step {
                    Step::Done => tally.acknowledged += 1,
                    Step::NotNow { .. } | Step::NoAnswer => tally.refused += 1,
                }
                server.kill()?;
            }
        }
        self.sound_again(&launch, &mut load)?;
        tally.trials += 1;
        remove(folder(&launch))
    }
}

/// A demonstration whose building fails ends with an error and leaves nothing that could be taken for an office. A sync that fails while
/// SQLite moves its log into the database is no such failure: the log is still there, and is moved again.
fn try_build(bed: &mut Bed, injection: &Injection, tally: &mut Tally) -> Result<()> {
    let place = bed.fresh("demo");
    let wrapper = injection.wrapper(&[]);
    let (strace, words) = wrapper.split_first().context("the wrapper")?;
    let mut build = Command::new(strace);
    build.args(words).arg(&bed.binary).args(["demo", "--build-only", "--json", "--dir"]).arg(place.join("office"));
    let output = build.output().context("building the demonstration")?;
    let office = place.join("office");
    tally.trials += 1;
    if output.status.success() {
        tally.acknowledged += 1;
        let log = bed.fresh("log");
        Launch::new(&bed.binary, Place::Folder(office.clone()), log).verify()?;
        return remove(&office);
    }
    tally.ended += 1;
    // What it left beside goes with the bed.
    ensure!(!office.exists(), "a demonstration that is not complete stands where a complete one should");
    Ok(())
}

fn expect_error_exit(server: &mut Server, tally: &mut Tally) -> Result<()> {
    match server.ended(ANSWER_MAX)? {
        Some(status) if !status.success() => {
            tally.ended += 1;
            Ok(())
        }
        Some(status) => bail!("the server ended with {status} after a failure"),
        None => bail!("the server neither answers nor ends within {ANSWER_MAX:?}"),
    }
}

fn folder(launch: &Launch) -> &Path {
    match &launch.place {
        Place::Folder(folder) => folder,
        Place::Database { .. } => Path::new(""),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir(to).with_context(|| format!("making {}", to.display()))?;
    for entry in std::fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry.context("reading the office's folder")?;
        std::fs::copy(entry.path(), to.join(entry.file_name())).context("copying the office")?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    std::fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))
}

fn number(answer: &serde_json::Value, field: &str) -> Result<i64> {
    answer.get(field).and_then(serde_json::Value::as_i64).with_context(|| format!("the answer's {field}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_the_ends_and_the_middle() {
        assert_eq!(sample(9), [1, 5, 9]);
        assert_eq!(sample(2), [1, 2]);
        assert_eq!(sample(1), [1]);
        assert!(sample(0).is_empty());
    }

    #[test]
    fn the_full_plan_fails_every_call_in_every_way() {
        let full = plan(Depth::Full, 7, 2);
        assert_eq!(full.len(), 7 * 3 * 2 + 2 * 2 * 2);
        assert!(plan(Depth::Usual, 7, 2).iter().all(|injection| full.contains(injection)));
    }
}
