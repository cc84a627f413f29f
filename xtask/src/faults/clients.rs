//! Clients that dawdle, hoard connections or send without end: everybody else is served on, and nothing of them stays behind.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::act::Act;
use super::bed::{Bed, Depth, let_pass};
use super::http::Client;
use super::server::Server;

/// Users who go on working.
const USERS: u32 = 4;
const SLOW: usize = 400;
const IDLE: usize = 10_000;
const BODY_BYTES: u64 = 1 << 30;
/// Of the endless body at most this much may be taken before the server has had enough; what the two sockets hold is part of it.
const BODY_TAKEN_MAX: u64 = 64 << 20;
/// What all these clients together may add to the server's memory.
const MEMORY_ADDED_MAX_MB: u64 = 300;
/// A request of a user under attack takes at most this long, on a machine that does other work besides; the figures are in the report.
const SLOWEST_P99: Duration = Duration::from_secs(5);
const DRIP: Duration = Duration::from_millis(200);
/// Descriptors are given back within this time after the clients are gone.
const GIVEN_BACK_MAX: Duration = Duration::from_secs(10);
/// The server's own patience with one request is 30 s for its head and 20 s for its body.
const PATIENCE: Duration = Duration::from_secs(40);

/// The attacks one after the other on one server.
pub fn run(bed: &mut Bed) -> Result<String> {
    raise_descriptors()?;
    let office = bed.fresh("office");
    let (launch, user) = bed.office(&office)?;
    let server = launch.serve()?;
    server.ready(&user.token)?;
    let time = Duration::from_secs(bed.depth.pick(3, 10));
    let descriptors = descriptors(&server)?;
    let quiet = users(&server, &user.token, 0, || {
        let_pass(time);
        Ok(())
    })?;
    // The caches that the users fill are not what the clients cost.
    let memory = memory_mb(&server, "VmHWM")?;
    let patience = if bed.depth == Depth::Full { Some(PATIENCE) } else { None };
    let heads = users(&server, &user.token, 1, || drip(&server, "GET /masuk HTTP/1.1\r\nhost: x\r\nx-a: ", time, patience))
        .context("slow heads")?;
    let post = "POST /masuk HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 60000\r\n\r\n";
    let bodies = users(&server, &user.token, 2, || drip(&server, post, time, patience)).context("slow bodies")?;
    let idle = users(&server, &user.token, 3, || hoard(&server, time)).context("idle connections")?;
    let mut taken = 0;
    let endless = users(&server, &user.token, 4, || {
        taken = pour(&server)?;
        Ok(())
    })
    .context("an endless body")?;
    let added = memory_mb(&server, "VmHWM")?.saturating_sub(memory);
    ensure!(added <= MEMORY_ADDED_MAX_MB, "the clients cost {added} MB of memory");
    given_back(&server, descriptors)?;
    launch.verify()?;
    server.stop()?;
    let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e3);
    Ok(format!(
        "p99 of {USERS} users in ms: quiet {}, {SLOW} slow heads {}, {SLOW} slow bodies {}, {IDLE} idle connections {}, an endless body {} (taken: {} KB of 1 GB); {added} MB more memory than quiet at most, all descriptors given back",
        ms(quiet),
        ms(heads),
        ms(bodies),
        ms(idle),
        ms(endless),
        taken >> 10
    ))
}

/// Lets users read and write while `meanwhile` runs; answers the time within which 99 of 100 requests were answered. Each must be.
fn users(server: &Server, token: &str, phase: u32, meanwhile: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let over = AtomicBool::new(false);
    let mut times = std::thread::scope(|scope| {
        let over = &over;
        let threads: Vec<_> = (0..USERS).map(|user| scope.spawn(move || work(server, token, &format!("{phase}-{user}"), over))).collect();
        let outcome = meanwhile();
        over.store(true, Ordering::SeqCst);
        let mut times = Vec::new();
        for thread in threads {
            times.extend(thread.join().unwrap_or_else(|_| bail!("a user panicked"))?);
        }
        outcome.map(|()| times)
    })?;
    let worst = percentile_99(&mut times).context("nobody was served")?;
    ensure!(worst <= SLOWEST_P99, "1 of 100 requests took longer than {worst:?}");
    Ok(worst)
}

fn percentile_99(times: &mut [Duration]) -> Option<Duration> {
    times.sort_unstable();
    times.get((times.len() * 99 / 100).min(times.len().saturating_sub(1))).copied()
}

fn work(server: &Server, token: &str, name: &str, over: &AtomicBool) -> Result<Vec<Duration>> {
    let client = Client::new(token);
    let mut times = Vec::new();
    while !over.load(Ordering::SeqCst) {
        let started = Instant::now();
        let answer = if times.len().is_multiple_of(2) {
            client.get(server.address(), "/stock")
        } else {
            let act = Act::receive(format!("{name}-{}", times.len()), 1);
            client.send(server.address(), &act.call, &act.key)
        };
        ensure!(answer.is_some_and(|answer| answer.status == 200), "request {} of user {name} was not answered", times.len());
        times.push(started.elapsed());
    }
    Ok(times)
}

fn connect(server: &Server) -> Result<TcpStream> {
    let address = server.address().trim_start_matches("http://");
    TcpStream::connect(address).context("connecting")
}

/// Opens connections, sends the beginning of a request on each, and then one byte again and again. With a patience, the server must have
/// closed all of them when it is over.
fn drip(server: &Server, beginning: &str, time: Duration, patience: Option<Duration>) -> Result<()> {
    let mut slow = Vec::new();
    for _ in 0..SLOW {
        let mut stream = connect(server)?;
        stream.write_all(beginning.as_bytes()).context("beginning a request")?;
        stream.set_nonblocking(true).context("setting a socket up")?;
        slow.push(stream);
    }
    let started = Instant::now();
    while started.elapsed() < patience.unwrap_or(time) && !slow.is_empty() {
        slow.retain_mut(|stream| stream.write(b"a").is_ok() && !closed(stream));
        let_pass(DRIP);
    }
    ensure!(patience.is_none() || slow.is_empty(), "after {patience:?} {} slow requests are still waited for", slow.len());
    ensure!(patience.is_some() || slow.len() == SLOW, "{} of {SLOW} slow clients were closed at once", SLOW - slow.len());
    Ok(())
}

fn closed(stream: &mut TcpStream) -> bool {
    let mut buffer = [0; 4_096];
    match stream.read(&mut buffer) {
        Ok(read) => read == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    }
}

/// Opens connections and says nothing.
fn hoard(server: &Server, time: Duration) -> Result<()> {
    let mut idle = Vec::with_capacity(IDLE);
    for _ in 0..IDLE {
        idle.push(connect(server)?);
    }
    let_pass(time);
    Ok(())
}

/// Sends a body until the server has had enough; answers how many bytes it took.
fn pour(server: &Server) -> Result<u64> {
    let mut stream = connect(server)?;
    let head = format!(
        "POST /masuk HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {BODY_BYTES}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).context("beginning a request")?;
    stream.set_write_timeout(Some(Duration::from_secs(5))).context("setting a socket up")?;
    let piece = vec![b'a'; 64 << 10];
    let mut taken = 0;
    while taken < BODY_BYTES {
        match stream.write(&piece) {
            Ok(written) => taken += written as u64,
            Err(_) => break,
        }
    }
    ensure!(taken <= BODY_TAKEN_MAX, "the server took {taken} bytes of a body that it has no use for");
    Ok(taken)
}

/// The server's descriptors are as many as before, give or take the connections of its users and its readers' files.
fn given_back(server: &Server, before: usize) -> Result<()> {
    const OWN_MAX: usize = 40;
    let started = Instant::now();
    loop {
        let now = descriptors(server)?;
        if now <= before + OWN_MAX {
            return Ok(());
        }
        ensure!(started.elapsed() < GIVEN_BACK_MAX, "{now} descriptors are open, and {before} were before");
        let_pass(DRIP);
    }
}

fn descriptors(server: &Server) -> Result<usize> {
    Ok(std::fs::read_dir(format!("/proc/{}/fd", server.id())).context("counting the server's descriptors")?.count())
}

fn memory_mb(server: &Server, line: &str) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).context("reading the server's memory")?;
    memory_of(&status, line).with_context(|| format!("{line} is not told"))
}

fn memory_of(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with(name))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes >> 10)
}

/// Both ends of the idle connections need descriptors; ours are in this process.
fn raise_descriptors() -> Result<()> {
    let needed = IDLE as u64 + 1_000;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_some_and(|current| current < needed) {
        setrlimit(Resource::Nofile, Rlimit { current: Some(needed), maximum })
            .with_context(|| format!("{needed} descriptors are needed"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_hundred_may_be_slower() {
        let mut times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile_99(&mut times), Some(Duration::from_millis(199)));
        assert_eq!(percentile_99(&mut [Duration::from_millis(7)]), Some(Duration::from_millis(7)));
        assert_eq!(percentile_99(&mut []), None);
    }

    #[test]
    fn memory_is_told_in_kilobytes() {
        let status = "Name:\tloket\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\n";
        assert_eq!((memory_of(status, "VmHWM"), memory_of(status, "VmRSS"), memory_of(status, "VmSwap")), (Some(200), Some(100), None));
    }
}
