//! The load: many writers at once, and what must be true of an office after anything befell its server.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::act::{Act, Blanks, PRINTERS, STORE};
use super::bed::User;
use super::http::{Answer, Client};
use super::readers::Readers;
use super::writer::{Done, Step, Writer};

/// Blanks that an office begins with, so that no act of the load is refused for want of them.
const BLANKS: i64 = 900_000;
const PRINTER_BLANKS: i64 = 200_000;
/// The keeper's number; the writers' begin at 1.
const KEEPER: u32 = 900;
/// A writer that is told to come again waits this long.
const PAUSE: Duration = Duration::from_millis(50);
/// Acts that were found before are asked for again, one in so many.
const OLD_SAMPLE: usize = 20;

/// Counts of a load under way.
#[derive(Default)]
pub struct Pulse {
    stop: AtomicBool,
    acknowledged: AtomicU64,
    not_now: AtomicU64,
}

impl Pulse {
    /// How many acts were acknowledged so far: those with a lower order all were, before this was read.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// How often the server said that it cannot do an act now.
    pub fn not_now(&self) -> u64 {
        self.not_now.load(Ordering::SeqCst)
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

/// The writers with all that they know.
pub struct Load {
    writers: Vec<Writer>,
    /// One who reads and supplies.
    keeper: Writer,
    /// Those who look for the checks.
    readers: Arc<Readers>,
    /// What the office had before.
    base: Blanks,
    acknowledged: u64,
    /// Acts below this order were found already.
    settled: u64,
}

impl Load {
    /// A load of so many writers on an office that nobody else uses.
    pub fn new(writers: u32, user: &User, seed: u64) -> Self {
        let writer = |number| Writer::new(number, &user.token, seed);
        let (readers, base) = (Arc::new(Readers::of(user)), Blanks::default());
        Self { writers: (1..=writers).map(writer).collect(), keeper: writer(KEEPER), readers, base, acknowledged: 0, settled: 0 }
    }

    /// Nobody but a keeper, on an office in which another one worked before.
    pub fn going_on(user: &User, blanks: Blanks) -> Self {
        let keeper = Writer::new(KEEPER + 1, &user.token, 0);
        Self { writers: Vec::new(), keeper, readers: Arc::new(Readers::of(user)), base: blanks, acknowledged: 0, settled: 0 }
    }

    /// Gives the office the blanks that the load will need.
    pub fn supply(&mut self, address: &str) -> Result<()> {
        self.keep(address, |key| Act::receive(key, BLANKS))?;
        for printer in 0..PRINTERS.len() {
            self.keep(address, |key| Act::supply(key, printer, PRINTER_BLANKS))?;
        }
        Ok(())
    }

    /// Has one act done by the keeper.
    pub fn keep(&mut self, address: &str, make: impl FnOnce(String) -> Act) -> Result<Value> {
        ensure!(matches!(self.attempt(address, make)?, Step::Done), "a quiet server did not do an act");
        Ok(self.keeper.log.last().map(|done| done.answer.body.clone()).unwrap_or_default())
    }

    /// Has the keeper try one act.
    pub fn attempt(&mut self, address: &str, make: impl FnOnce(String) -> Act) -> Result<Step> {
        self.keeper.intend(make);
        self.attempt_again(address)
    }

    /// Has the keeper try the act that is pending.
    pub fn attempt_again(&mut self, address: &str) -> Result<Step> {
        let order = self.acknowledged;
        let step = self.keeper.step(address, || order)?;
        self.acknowledged += u64::from(matches!(step, Step::Done));
        Ok(step)
    }

    /// What became of the blanks in all acknowledged acts.
    pub fn blanks(&self) -> Blanks {
        let mut all = self.base;
        all.add(self.keeper.blanks());
        self.writers.iter().for_each(|writer| all.add(writer.blanks()));
        all
    }

    /// Acknowledged acts so far.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged
    }

    /// Does what is pending and lets every writer begin with somebody new.
    pub fn start_anew(&mut self, address: &str) -> Result<()> {
        let next = AtomicU64::new(self.acknowledged);
        self.each(|writer| {
            finish(writer, address, &next)?;
            writer.start_anew();
            Ok(())
        })?;
        self.acknowledged = next.into_inner();
        Ok(())
    }

    /// Lets all writers work while `during` runs in this thread. A writer that gets no answer goes on with the next address; when there
    /// is only one, its server is gone and the writer ends.
    pub fn drive<T>(&mut self, addresses: &[String], during: impl FnOnce(&Pulse) -> Result<T>) -> Result<T> {
        let pulse = Pulse { acknowledged: AtomicU64::new(self.acknowledged), ..Pulse::default() };
        let (result, worked) = std::thread::scope(|scope| {
            let threads: Vec<_> = self
                .writers
                .iter_mut()
                .enumerate()
                .map(|(index, writer)| {
                    scope.spawn({
                        let pulse = &pulse;
                        move || work(writer, index, addresses, pulse)
                    })
                })
                .collect();
            let result = during(&pulse);
            pulse.stop.store(true, Ordering::SeqCst);
            let worked: Vec<Result<()>> =
                threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a writer panicked"))).collect();
            (result, worked)
        });
        self.acknowledged = pulse.acknowledged();
        let result = result?;
        worked.into_iter().collect::<Result<()>>()?;
        Ok(result)
    }

    /// How many acts with an order below `before` are not there. The server is asked with the same key and other content: it answers
    /// 409 when the key was used, and nothing is changed; the key is kept in the transaction of the act.
    pub fn lost(&mut self, address: &str, before: u64) -> Result<u64> {
        let settled = self.settled;
        let counts = self.each(|writer| {
            let asked = writer.log.iter().enumerate().filter(|(index, done)| done.order < before && due(done, *index, settled));
            let mut lost = 0;
            for (_, done) in asked {
                let answer = writer.client.send(address, &done.act.altered, &done.act.key).context("asking for an act")?;
                lost += u64::from(answer.status != 409);
            }
            Ok(lost)
        })?;
        Ok(counts.into_iter().sum())
    }

    /// Does what was pending, sends every act of late again, and compares the office with what the writers know: each act is there once.
    pub fn settle(&mut self, address: &str) -> Result<()> {
        let (settled, next) = (self.settled, AtomicU64::new(self.acknowledged));
        self.each(|writer| {
            finish(writer, address, &next)?;
            resend(&writer.client, &writer.log, address, settled)
        })?;
        self.acknowledged = next.into_inner();
        self.compare(address)?;
        self.settled = self.acknowledged;
        Ok(())
    }

    /// Compares the office with what the writers know, by reading alone.
    pub fn compare(&mut self, address: &str) -> Result<()> {
        let settled = self.settled;
        let readers = Arc::clone(&self.readers);
        self.each(|writer| people_and_cases(writer, &readers, address, settled))?;
        let expected = self.blanks();
        let stock = read(&self.keeper.client, address, "/stock")?;
        let (found, in_store) = blanks_of(&stock.body).context("a stock that cannot be read")?;
        ensure!(found == expected, "the blanks are {found:?} instead of {expected:?}");
        ensure!(in_store == expected.in_store(), "the store has {in_store} blanks instead of {}", expected.in_store());
        Ok(())
    }

    /// Runs `work` for every writer at the same time.
    fn each<T: Send>(&mut self, work: impl Fn(&mut Writer) -> Result<T> + Sync) -> Result<Vec<T>> {
        let work = &work;
        std::thread::scope(|scope| {
            let writers = self.writers.iter_mut().chain(std::iter::once(&mut self.keeper));
            let threads: Vec<_> = writers.map(|writer| scope.spawn(move || work(writer))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a check panicked"))).collect()
        })
    }
}

/// Does what a writer has pending.
fn finish(writer: &mut Writer, address: &str, next: &AtomicU64) -> Result<()> {
    while writer.pending.is_some() {
        let step = writer.step(address, || next.fetch_add(1, Ordering::SeqCst))?;
        ensure!(matches!(step, Step::Done), "an act that was pending is not done by a sound server");
    }
    Ok(())
}

/// Acts of late, and some of those that were found before.
fn due(done: &Done, index: usize, settled: u64) -> bool {
    done.order >= settled || index.is_multiple_of(OLD_SAMPLE)
}

fn work(writer: &mut Writer, index: usize, addresses: &[String], pulse: &Pulse) -> Result<()> {
    let mut turn = index;
    while !pulse.stopped() {
        let address = addresses.get(turn % addresses.len().max(1)).context("no server to write to")?;
        match writer.step(address, || pulse.acknowledged.fetch_add(1, Ordering::SeqCst))? {
            Step::Done => {}
            Step::NotNow { status, retry_after } => {
                let said = matches!(status, 503 | 507) && retry_after.is_some();
                ensure!(said, "a server that cannot write now answered with {status} and Retry-After {retry_after:?}");
                pulse.not_now.fetch_add(1, Ordering::SeqCst);
                std::thread::park_timeout(PAUSE);
            }
            Step::NoAnswer if addresses.len() > 1 => turn += 1,
            Step::NoAnswer => return Ok(()),
        }
    }
    Ok(())
}

/// The same act with the same key has the same outcome.
fn resend(client: &Client, log: &[Done], address: &str, settled: u64) -> Result<()> {
    for (_, done) in log.iter().enumerate().filter(|(index, done)| due(done, *index, settled)) {
        let again = client.send(address, &done.act.call, &done.act.key).context("sending an act again")?;
        ensure!(
            (again.status, &again.body) == (done.answer.status, &done.answer.body),
            "{} sent again was answered with {again:?} instead of {:?}",
            done.act.call.path,
            done.answer
        );
    }
    Ok(())
}

/// Each person and case that was touched of late is as the log has it, and each case was opened once.
fn people_and_cases(writer: &Writer, readers: &Readers, address: &str, settled: u64) -> Result<()> {
    let mut late: BTreeSet<String> = BTreeSet::new();
    for done in writer.log.iter().filter(|done| done.order >= settled) {
        late.extend(done.act.call.path.split('/').nth(2).map(str::to_owned));
        let made = ["person", "case"].into_iter().filter_map(|field| done.answer.body.get(field));
        late.extend(made.map(|made| made.as_str().map_or_else(|| made.to_string(), str::to_owned)));
    }
    for (case, state) in writer.cases.iter().filter(|(case, _)| late.contains(*case)) {
        let found = readers.read(address, &format!("/cases/{case}"))?;
        let found = found.body.get("state").and_then(Value::as_str).unwrap_or_default();
        ensure!(found == *state, "case {case} is {found:?} instead of {state}");
    }
    for (person, opened) in writer.people.iter().filter(|(person, _)| late.contains(&person.to_string())) {
        let found = readers.read(address, &format!("/people/{person}"))?;
        let cases = found.body.get("cases").and_then(Value::as_array).map_or(0, Vec::len);
        ensure!(cases == *opened, "person {person} has {cases} cases instead of {opened}");
    }
    Ok(())
}

fn read(client: &Client, address: &str, path: &str) -> Result<Answer> {
    let answer = client.get(address, path).with_context(|| format!("reading {path}"))?;
    ensure!(answer.status == 200, "{path} was answered with {}", answer.status);
    Ok(answer)
}

/// The account of a stock, and what is in the store.
fn blanks_of(stock: &Value) -> Option<(Blanks, i64)> {
    let mut blanks = Blanks { received: stock.get("received")?.as_i64()?, ..Blanks::default() };
    let mut in_store = 0;
    for line in stock.get("lines")?.as_array()? {
        let quantity = line.get("quantity")?.as_i64()?;
        let place = line.get("place")?.as_str()?;
        match line.get("state")?.as_str()? {
            "used" => blanks.used += quantity,
            "spoiled" => blanks.spoiled += quantity,
            _ if place == STORE => in_store += quantity,
            _ => {
                let printer = PRINTERS.iter().position(|code| *code == place);
                if let Some(held) = printer.and_then(|index| blanks.printers.get_mut(index)) {
                    *held += quantity;
                }
            }
        }
    }
    Some((blanks, in_store))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_stock_is_read_into_an_account() {
        let line = |place: &str, state: &str, quantity: i64| json!({ "place": place, "state": state, "quantity": quantity });
        let lines = [line("GUDANG", "new", 30), line("CETAK-1", "new", 18), line("RUSAK", "spoiled", 1), line("TERPAKAI", "used", 1)];
        let found = blanks_of(&json!({ "received": 50, "lines": lines })).unwrap();
        assert_eq!(found, (Blanks { received: 50, printers: [18, 0], used: 1, spoiled: 1 }, 30));
        assert_eq!(blanks_of(&json!({ "lines": lines })), None);
    }
}
