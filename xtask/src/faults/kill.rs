//! SIGKILL at a random moment under 32 writers.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::bed::{Bed, let_pass};
use super::load::Load;

const WRITERS: u32 = 32;

/// What many restarts came to.
#[derive(Default)]
pub struct Restarts {
    pub trials: u32,
    pub ready_worst: Duration,
    pub entries: u64,
}

impl Restarts {
    /// Counts one.
    pub fn add(&mut self, ready: Duration, entries: u64) {
        self.trials += 1;
        self.ready_worst = self.ready_worst.max(ready);
        self.entries = entries;
    }
}

/// The report's words on how soon the server was ready again; a second is what an office should wait.
pub fn ready_words(worst: Duration) -> String {
    let verdict = if worst < Duration::from_secs(1) { "within 1 s" } else { "MORE THAN 1 s" };
    format!("ready again after {} ms at worst ({verdict})", worst.as_millis())
}

/// Kills and restarts; after each restart every acknowledged act is there once.
pub fn run(bed: &mut Bed) -> Result<String> {
    let folder = bed.fresh("office");
    let (launch, user) = bed.office(&folder)?;
    let mut load = Load::new(WRITERS, &user, bed.seed);
    let mut restarts = Restarts::default();
    let mut server = launch.serve()?;
    load.supply(server.address())?;
    for trial in 1..=bed.depth.pick(2, 50) {
        let moment = bed.moment(50, 2_000);
        let address = [server.address().to_owned()];
        load.drive(&address, |_| {
            let_pass(moment);
            server.kill()
        })?;
        server = launch.serve()?;
        let ready = server.ready(&user.token)?;
        let lost = load.lost(server.address(), load.acknowledged())?;
        ensure!(lost == 0, "kill {trial} after {moment:?} lost {lost} acknowledged acts");
        load.settle(server.address()).with_context(|| format!("kill {trial} after {moment:?}"))?;
        restarts.add(ready, launch.verify()?);
    }
    server.stop()?;
    ensure!(load.acknowledged() > 100, "the load did too little to show anything: {} acts", load.acknowledged());
    let (trials, acknowledged) = (restarts.trials, load.acknowledged());
    let entries = restarts.entries;
    Ok(format!(
        "{trials} kills under {WRITERS} writers, {acknowledged} acknowledged, 0 lost, {entries} journal entries verified, {}",
        ready_words(restarts.ready_worst)
    ))
}
