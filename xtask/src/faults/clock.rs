//! The office clock jumps by thirty days, forward and back, while the server works and across its restarts.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::bed::{Bed, User, let_pass};
use super::http::Client;
use super::load::Load;
use super::server::{Launch, Server};
use super::tools::install;

const WRITERS: u32 = 8;
const PACKAGE: &str = "libfaketime";
const LIBRARIES: &str = "/usr/lib";
/// The library for programs with several threads.
const LIBRARY: &str = "faketime/libfaketimeMT.so.1";
/// Each jump begins where the one before ended.
const JUMPS: [&str; 4] = ["+30d", "-30d", "+0", "-30d"];

/// Jumps while serving, and jumps across restarts.
pub fn run(bed: &mut Bed) -> Result<String> {
    let library = find_or_install()?;
    let folder = bed.fresh("office");
    let (launch, user) = bed.office(&folder)?;
    let shown = bed.fresh("clock");
    set(&shown, "+0")?;
    let launch = launch
        .with("LD_PRELOAD", library)
        .with("FAKETIME_TIMESTAMP_FILE", &shown)
        .with("FAKETIME_NO_CACHE", "1")
        // Waiting goes by the monotonic clock, which nobody sets.
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .with("DONT_FAKE_MONOTONIC", "1");
    let mut load = Load::new(WRITERS, &user, bed.seed);
    let mut server = launch.serve()?;
    load.supply(server.address())?;
    let mut entries = 0;
    let rounds = bed.depth.pick(1, 5);
    for round in 1..=rounds {
        for jump in JUMPS {
            // While serving.
            work(bed, &mut load, &server, &shown, jump).with_context(|| format!("round {round}, clock at {jump}"))?;
            // Across a restart, back to where it was.
            set(&shown, "+0")?;
            server.stop()?;
            set(&shown, jump)?;
            server = launch.serve()?;
            load.start_anew(server.address())?;
            let now = launch.verify().with_context(|| format!("round {round}, clock at {jump}"))?;
            ensure!(now > entries, "the journal did not grow while the clock was at {jump}");
            entries = now;
        }
    }
    let session = session_after_a_jump_back(&launch, &shown, &user, server)?;
    Ok(format!(
        "{} jumps of 30 days while serving and as many across restarts under {WRITERS} writers, {} acknowledged, 0 lost, {entries} journal entries in order, {session}",
        rounds * JUMPS.len() as u32,
        load.acknowledged()
    ))
}

/// The clock jumps in the middle of the work. Cases begun before a jump back are left as they are: what the centre said on a later day
/// counts more than what it says now, by rule.
fn work(bed: &mut Bed, load: &mut Load, server: &Server, shown: &Path, jump: &str) -> Result<()> {
    let address = [server.address().to_owned()];
    let (moment, after) = (bed.moment(100, 400), bed.moment(100, 400));
    set(shown, "-30d")?;
    load.start_anew(server.address())?;
    load.drive(&address, |_| {
        let_pass(moment);
        // Forward, or nowhere: within one piece of work the day never goes back.
        set(shown, if jump == "-30d" { "-30d" } else { jump })?;
        let_pass(after);
        Ok(())
    })?;
    set(shown, jump)?;
    load.settle(server.address())?;
    ensure!(load.lost(server.address(), load.acknowledged())? == 0, "acknowledged acts are not there");
    Ok(())
}

/// A session that was given by a clock thirty days ahead does not live thirty days longer when the clock is put right.
fn session_after_a_jump_back(launch: &Launch, shown: &Path, user: &User, server: Server) -> Result<String> {
    set(shown, "+30d")?;
    let client = Client::new(&user.token);
    let signed_in = client.sign_in(server.address(), &user.username, &user.password).context("signing in")?;
    let session = signed_in.cookie.context("a session")?;
    ensure!(client.is_signed_in(server.address(), &session), "a new session is not known");
    set(shown, "+0")?;
    ensure!(!client.is_signed_in(server.address(), &session), "a session lives thirty days longer because the clock went back");
    server.stop()?;
    launch.verify()?;
    Ok("a session from a later day is not accepted".to_owned())
}

fn set(shown: &Path, time: &str) -> Result<()> {
    // Renamed into place, so that nobody reads half of it.
    let next = shown.with_extension("next");
    std::fs::write(&next, time).with_context(|| format!("writing {}", next.display()))?;
    std::fs::rename(&next, shown).with_context(|| format!("setting the clock to {time}"))
}

fn find_or_install() -> Result<PathBuf> {
    if let Some(library) = find() {
        return Ok(library);
    }
    install(&[PACKAGE])?;
    find().with_context(|| format!("{PACKAGE} was installed, but its library is not where it should be"))
}

/// The library stands in the folder of the machine's kind.
fn find() -> Option<PathBuf> {
    let folders = std::fs::read_dir(LIBRARIES).into_iter().flatten().flatten();
    folders.map(|folder| folder.path().join(LIBRARY)).find(|library| library.is_file())
}
