//! Four servers on one PostgreSQL database, one of which is killed while all work.

use anyhow::{Context, Result, ensure};

use super::bed::{Bed, let_pass};
use super::load::Load;
use super::server::{Launch, Server};
use crate::postgres;

const WRITERS: u32 = 32;
const SERVERS: usize = 4;

/// Kills and restarts one server again and again; the writers go on with the others.
pub fn run(bed: &mut Bed) -> Result<String> {
    let database = postgres::Server::start().context("postgres")?;
    let (launch, user) = bed.office_in_database(&database.url())?;
    let mut servers = (0..SERVERS).map(|_| launch.serve()).collect::<Result<Vec<Server>>>()?;
    let mut load = Load::new(WRITERS, &user, bed.seed);
    load.supply(first(&servers)?)?;
    let kills = bed.depth.pick(2, 20);
    for number in 1..=kills {
        let (moment, after) = (bed.moment(100, 1_500), bed.moment(200, 800));
        let addresses: Vec<String> = servers.iter().map(|server| server.address().to_owned()).collect();
        let killed = servers.remove(0);
        load.drive(&addresses, |pulse| {
            let_pass(moment);
            killed.kill()?;
            let before = pulse.acknowledged();
            let_pass(after);
            ensure!(pulse.acknowledged() > before, "nobody was served any more after one of {SERVERS} servers was killed");
            Ok(())
        })
        .with_context(|| format!("kill {number} after {moment:?}"))?;
        servers.push(restart(&launch, &user.token)?);
        let lost = load.lost(first(&servers)?, load.acknowledged())?;
        ensure!(lost == 0, "kill {number} after {moment:?} lost {lost} acknowledged acts");
        load.settle(first(&servers)?).with_context(|| format!("kill {number} after {moment:?}"))?;
    }
    let entries = launch.verify()?;
    for server in servers {
        server.stop()?;
    }
    Ok(format!(
        "{kills} kills of one of {SERVERS} servers under {WRITERS} writers, {} acknowledged, 0 lost, no blank used twice, {entries} journal entries verified",
        load.acknowledged()
    ))
}

fn restart(launch: &Launch, token: &str) -> Result<Server> {
    let server = launch.serve()?;
    server.ready(token)?;
    Ok(server)
}

fn first(servers: &[Server]) -> Result<&str> {
    servers.first().map(Server::address).context("no server")
}
