//! The pick-up desk of a whole city in a real browser: each card is scanned, looked at and handed over by keyboard alone.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::ensure;
use rusqlite::{Connection, OpenFlags};

use crate::{bed, offices};

#[path = "../../crates/web/tests/site/keyboard/driver.rs"]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "it is shared with the tests; a measurement ends where it breaks"
)]
mod driver;

use driver::Chromium;

/// Cards handed over in a row.
const HANDOVERS: usize = 2_000;
/// Where Debian's package `chromium-driver` puts it.
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    ensure!(Path::new(CHROMEDRIVER).exists(), "{CHROMEDRIVER} is missing: install the package chromium-driver");
    let folder = tempfile::tempdir()?;
    let office = folder.path().join("office");
    offices::build("palembang", &office)?;
    let receipts = lying(&office)?;
    ensure!(receipts.len() == HANDOVERS, "{} cards lie there", receipts.len());
    let server = offices::Server::start(&office)?;
    let desk = Chromium::start(&PathBuf::from(CHROMEDRIVER));
    desk.open(&format!("http://{}/masuk", server.address));
    desk.press(&format!("{}\t", bed::USERNAME));
    desk.enter(bed::PASSWORD);
    desk.open(&format!("http://{}/serah", server.address));
    let mut times: (Vec<Duration>, Vec<Duration>) = <_>::default();
    for receipt in &receipts {
        ensure!(desk.focus() == "receipt", "the desk does not wait for {receipt}: {}", desk.text("main"));
        times.0.push(desk.enter(receipt));
        let page = desk.text("main");
        ensure!(page.replace('-', "").contains(receipt), "another page than that of {receipt}: {page}");
        // Where nothing is usual the officer says what came back.
        let choice = if desk.focus().contains("old_card") { " " } else { "" };
        times.1.push(desk.enter(choice));
    }
    ensure!(collected(&office, &receipts)?, "a card was skipped");
    let [scan, over] = [times.0, times.1].map(percentiles);
    Ok(vec![
        format!(
            "| pick-up desk of palembang, {HANDOVERS} cards by keyboard in Chromium, by its own clock: scan to page | {scan} | goal 100 ms | |"
        ),
        format!("| the same: handed over to the page for the next scan | {over} | | |"),
    ])
}

fn database(office: &Path) -> anyhow::Result<Connection> {
    Ok(Connection::open_with_flags(office.join("loket.db"), OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

fn lying(office: &Path) -> anyhow::Result<Vec<String>> {
    let database = database(office)?;
    let mut cards = database.prepare("SELECT receipt FROM case_file WHERE state = 'on_shelf' ORDER BY receipt LIMIT ?1")?;
    Ok(cards.query_map([HANDOVERS as i64], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn collected(office: &Path, receipts: &[String]) -> anyhow::Result<bool> {
    let database = database(office)?;
    let mut state = database.prepare("SELECT state FROM case_file WHERE receipt = ?1")?;
    for receipt in receipts {
        if state.query_row([receipt], |row| row.get::<_, String>(0))? != "collected" {
            return Ok(false);
        }
    }
    Ok(true)
}

fn percentiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    format!("p50 {:.0} ms, p99 {:.0} ms", at(50), at(99))
}
