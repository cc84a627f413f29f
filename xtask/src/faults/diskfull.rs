//! The disk fills while writers work: they are told to come again, and are served as soon as there is room, without a restart.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::bed::{Bed, let_pass};
use super::disk::{self, Cache, Disk};
use super::http::Client;
use super::load::{Load, Pulse};

const WRITERS: u32 = 16;
const DISK_MEGABYTES: u64 = 64;
/// Writers that find no room must notice it within this time, and those that find room again within the next.
const NOTICE_MAX: Duration = Duration::from_secs(20);
const RESUME_MAX: Duration = Duration::from_secs(5);

/// What one filling showed.
struct Filled {
    refused: u64,
    resumed: Duration,
}

/// Fills the disk and frees it, again and again under one server.
pub fn run(bed: &mut Bed) -> Result<String> {
    disk::ensure_possible()?;
    let image = bed.fresh("disk");
    disk::make_ext4(&image, DISK_MEGABYTES)?;
    let disk = Disk::mount(&image, &bed.fresh("mount"), Cache::Host)?;
    let (launch, user) = bed.office(&disk.folder().join("office"))?;
    let mut server = launch.serve()?;
    let mut load = Load::new(WRITERS, &user, bed.seed);
    load.supply(server.address())?;
    let address = server.address().to_owned();
    let reader = Client::new(&user.token);
    let (mut refused, mut slowest) = (0, Duration::ZERO);
    let times = bed.depth.pick(2, 20);
    for time in 1..=times {
        let moment = bed.moment(100, 600);
        let filled = load.drive(std::slice::from_ref(&address), |pulse| {
            let_pass(moment);
            fill_and_free(disk.folder(), pulse, || reader.get(&address, "/stock").is_some_and(|answer| answer.status == 200))
        });
        let filled = filled.with_context(|| format!("filling {time}: {}", launch.last_words()))?;
        ensure!(server.ended(Duration::ZERO)?.is_none(), "filling {time} ended the server: {}", launch.last_words());
        refused += filled.refused;
        slowest = slowest.max(filled.resumed);
        load.settle(&address).with_context(|| format!("filling {time}"))?;
        launch.verify()?;
    }
    server.stop()?;
    let server = launch.serve()?;
    load.compare(server.address())?;
    let entries = launch.verify()?;
    server.kill()?;
    Ok(format!(
        "{times} fillings under {WRITERS} writers, {} acknowledged, 0 lost, {refused} refused with Retry-After, reading went on, writing resumed after {} ms at worst, {entries} journal entries verified",
        load.acknowledged(),
        slowest.as_millis()
    ))
}

fn fill_and_free(folder: &Path, pulse: &Pulse, can_read: impl Fn() -> bool) -> Result<Filled> {
    let before = pulse.not_now();
    let ballast = folder.join("ballast");
    let noticed = Instant::now();
    while pulse.not_now() == before {
        // What the server frees meanwhile, a shorter log for instance, is taken too.
        fill(&ballast)?;
        ensure!(noticed.elapsed() < NOTICE_MAX, "nobody was refused although the disk is full");
        let_pass(Duration::from_millis(20));
    }
    let_pass(Duration::from_millis(300));
    ensure!(can_read(), "the stock cannot be read while the disk is full");
    let refused = pulse.not_now() - before;
    std::fs::remove_file(&ballast).context("freeing the disk")?;
    let (freed, acknowledged) = (Instant::now(), pulse.acknowledged());
    while pulse.acknowledged() == acknowledged {
        ensure!(freed.elapsed() < RESUME_MAX, "writing did not resume within {RESUME_MAX:?} after there was room");
        let_pass(Duration::from_millis(2));
    }
    Ok(Filled { refused, resumed: freed.elapsed() })
}

/// Appends to the ballast until nothing fits.
fn fill(ballast: &Path) -> Result<()> {
    let mut file = File::options().create(true).append(true).open(ballast).context("opening the ballast")?;
    for chunk in [1 << 20, 1 << 12] {
        let zeros = vec![0; chunk];
        while file.write(&zeros).is_ok_and(|written| written > 0) {}
    }
    Ok(())
}
