//! Power cuts under the real server, and the two controls that show that a cut would be noticed.
//!
//! A file on XFS → loop device past the page cache → ext4 → the office. A copy of the file by reference at a random moment is what the
//! disk holds after a power cut: nothing that only the page cache of the ext4 had. What was acknowledged is read before the copy.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::bed::{Bed, User, let_pass};
use super::disk::{self, Cache, Disk};
use super::kill::{Restarts, ready_words};
use super::load::Load;
use super::server::{Launch, Place};
use super::tools::{EATMYDATA, ensure_tools};
use crate::{command, tidy};

const WRITERS: u32 = 32;
const HOST_MEGABYTES: u64 = 4_096;
const DISK_MEGABYTES: u64 = 256;
/// A control that has lost nothing after so many cuts shows that the harness is broken.
const CONTROL_CUTS_MAX: u32 = 10;

/// The cuts, and both controls each time.
pub fn run(bed: &mut Bed) -> Result<String> {
    disk::ensure_possible()?;
    ensure_tools(&[EATMYDATA])?;
    let lossy = build_lossy()?;
    let cuts = bed.depth.pick(2, 20);
    let product = series(bed, Way::Product, cuts).context("the product")?;
    let normal = series(bed, Way::Lossy(lossy), CONTROL_CUTS_MAX).context("control synchronous=NORMAL")?;
    let no_sync = series(bed, Way::WithoutSync, CONTROL_CUTS_MAX).context("control eatmydata")?;
    for (control, seen) in [("synchronous=NORMAL", &normal), ("eatmydata", &no_sync)] {
        ensure!(seen.lost > 0, "the control {control} lost nothing in {} cuts: the harness cannot see a loss", seen.restarts.trials);
    }
    Ok(format!(
        "{} cuts under {WRITERS} writers, {} acknowledged, 0 lost, {}; controls: NORMAL lost {} at cut {}, eatmydata {} at cut {}",
        product.restarts.trials,
        product.acknowledged,
        ready_words(product.restarts.ready_worst),
        normal.lost,
        normal.restarts.trials,
        no_sync.lost,
        no_sync.restarts.trials,
    ))
}

/// How the office is served while the power is cut.
enum Way {
    Product,
    /// By a build that syncs the log only when it is full.
    Lossy(PathBuf),
    /// By the product, with a library beneath it whose syncs do nothing.
    WithoutSync,
}

#[derive(Default)]
struct Series {
    restarts: Restarts,
    acknowledged: u64,
    lost: u64,
}

/// What a cut left.
struct Cut {
    image: PathBuf,
    acknowledged: u64,
}

/// Cuts the power again and again; a control ends with the first loss.
fn series(bed: &mut Bed, way: Way, cuts: u32) -> Result<Series> {
    let host_image = bed.fresh("host");
    disk::make_xfs(&host_image, HOST_MEGABYTES)?;
    let host = Disk::mount(&host_image, &bed.fresh("mount"), Cache::Host)?;
    let image = host.folder().join("disk");
    disk::make_ext4(&image, DISK_MEGABYTES)?;
    let disk = Disk::mount(&image, &bed.fresh("mount"), Cache::Bypassed)?;
    let (sound, user) = bed.office(&disk.folder().join("office"))?;
    command::run(&mut Command::new("sync"))?;
    let mut launch = sound.clone();
    match &way {
        Way::Product => {}
        Way::Lossy(binary) => launch.binary.clone_from(binary),
        Way::WithoutSync => launch = launch.beneath([EATMYDATA.program]),
    }
    let mut load = Load::new(WRITERS, &user, bed.seed);
    let server = launch.serve()?;
    load.supply(server.address())?;
    let mut series = Series::default();
    for number in 0..cuts {
        let moment = bed.moment(100, 1_500);
        let address = [server.address().to_owned()];
        let copy = host.folder().join(format!("cut-{number}"));
        let cut = load.drive(&address, |pulse| {
            let_pass(moment);
            let acknowledged = pulse.acknowledged();
            command::output(Command::new("cp").arg("--reflink=always").arg(&image).arg(&copy))?;
            Ok(Cut { image: copy, acknowledged })
        })?;
        let lost = judge(bed, &cut, &sound, &user, &mut load, &mut series.restarts);
        let lost = match way {
            Way::Product => lost.with_context(|| format!("cut {number}"))?,
            // What a lying disk leaves may not even open; then everything is lost.
            Way::Lossy(_) | Way::WithoutSync => lost.unwrap_or(cut.acknowledged),
        };
        series.lost = lost;
        series.acknowledged = load.acknowledged();
        if lost > 0 {
            ensure!(!matches!(way, Way::Product), "cut {number} after {moment:?} lost {lost} of {} acknowledged acts", cut.acknowledged);
            break;
        }
    }
    Ok(series)
}

/// Starts the product on what a cut left: every act that was acknowledged before must be there, and `verify` must pass.
fn judge(bed: &mut Bed, cut: &Cut, sound: &Launch, user: &User, load: &mut Load, restarts: &mut Restarts) -> Result<u64> {
    let disk = Disk::mount(&cut.image, &bed.fresh("mount"), Cache::Host)?;
    let office = Place::Folder(disk.folder().join("office"));
    let launch = Launch { place: office, ..sound.clone() };
    restarts.trials += 1;
    let entries = launch.verify()?;
    let server = launch.serve()?;
    let ready = server.ready(&user.token)?;
    restarts.trials -= 1;
    restarts.add(ready, entries);
    let lost = load.lost(server.address(), cut.acknowledged)?;
    server.kill()?;
    drop(disk);
    remove(&cut.image)?;
    Ok(lost)
}

fn remove(image: &Path) -> Result<()> {
    std::fs::remove_file(image).with_context(|| format!("removing {}", image.display()))
}

/// The build that may lose what it acknowledged, in a target folder of its own so that nobody takes it for the product. What both are made
/// of is compiled once.
fn build_lossy() -> Result<PathBuf> {
    let shared = tidy::workspace::target_folder()?;
    let target = shared.join("lossy-control");
    let mut build =
        command::cargo(["build", "--quiet", "-p", "loket", "--bin", "loket", "--features", "store/lossy-control", "--target-dir"]);
    command::run(build.arg(&target).env("CARGO_BUILD_BUILD_DIR", &shared))?;
    Ok(target.join("debug").join("loket"))
}
