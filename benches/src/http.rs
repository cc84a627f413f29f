//! A load of keep-alive connections on the real server, over loopback.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use app::Office;
use tokio::{net::TcpListener, runtime, sync::oneshot};
use web::{Site, router};

use crate::bed;

/// Posts central observations from `connections` clients for a while; answers how many a second were acknowledged.
pub fn observations_a_second(office: Arc<Office>, connections: usize, length: Duration, turn: usize) -> anyhow::Result<f64> {
    let token = bed::caller(&office).map(|(_, token)| token).or_else(|_| existing_token(&office))?;
    let runtime = runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(64).enable_all().build()?;
    let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0)))?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let site = Site { office, hints: Arc::new(Vec::new()), behind_proxy: false, calls: Arc::new(|_, _| None) };
    let server = runtime.spawn(async move {
        let ended = async move {
            let _ = stopped.await;
        };
        axum::serve(listener, router(site)).with_graceful_shutdown(ended).await
    });
    let started = Instant::now();
    let clients: Vec<_> = (0..connections)
        .map(|client| {
            let token = token.clone();
            thread::spawn(move || client_loop(address, &token, client, turn, started, length))
        })
        .collect();
    let mut done = 0;
    for client in clients {
        done += client.join().map_err(|_| anyhow::anyhow!("a client broke off"))??;
    }
    let rate = done as f64 / started.elapsed().as_secs_f64();
    drop(stop);
    runtime.block_on(server)??;
    Ok(rate)
}

fn existing_token(office: &Office) -> anyhow::Result<String> {
    let accounts = office.store().read(|tx| store::tables::account::all(tx))?;
    Ok(app::setup::issue_api_token(office, accounts.first().context("no account")?.id)?)
}

/// A request as the load sends it.
pub struct Request {
    head: String,
    body: String,
}

impl Request {
    /// A search through the API.
    pub fn search(text: &str) -> Self {
        let body = format!("{{\"q\":\"{text}\"}}");
        let head = format!("POST /api/v1/people/search HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {}", body.len());
        Self { head, body }
    }

    /// A status of the centre, noted by hand through the API.
    pub fn observation(person: i64) -> Self {
        let body = r#"{"code":"SENT_FOR_ENROLLMENT","observed_on":"2022-01-01"}"#.to_owned();
        let path = format!("POST /api/v1/people/{person}/central-observations HTTP/1.1");
        Self { head: format!("{path}\r\nContent-Type: application/json\r\nContent-Length: {}", body.len()), body }
    }

    /// A person's page, as a browser asks for it.
    pub fn page(person: i64) -> Self {
        Self { head: format!("GET /penduduk/{person} HTTP/1.1"), body: String::new() }
    }
}

/// A keep-alive connection that is signed in for the API and for pages.
pub struct Client {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
    signed_in: String,
}

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr, token: &str, session: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        let signed_in = format!("Host: {address}\r\nAuthorization: Bearer {token}\r\nCookie: loket={session}\r\n\r\n");
        Ok(Self { reader: BufReader::new(stream.try_clone()?), stream, signed_in })
    }

    /// Sends a request and reads its answer, which must be 200.
    pub fn send(&mut self, request: &Request) -> anyhow::Result<()> {
        let Request { head, body } = request;
        self.stream.write_all(format!("{head}\r\n{}{body}", self.signed_in).as_bytes())?;
        read_answer(&mut self.reader)
    }
}

fn client_loop(address: SocketAddr, token: &str, client: usize, turn: usize, started: Instant, length: Duration) -> anyhow::Result<u64> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let body = r#"{"code":"CARD_ISSUED","observed_on":"2022-01-01"}"#;
    let mut done = 0;
    while started.elapsed() < length {
        let person = 1 + (client * 90) as u64 + done % 90;
        let request = format!(
            "POST /api/v1/people/{person}/central-observations HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
             Idempotency-Key: {turn}-{client}-{done}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        read_answer(&mut reader)?;
        done += 1;
    }
    Ok(done)
}

/// Reads one answer; anything but 200 ends the measurement.
fn read_answer(reader: &mut BufReader<TcpStream>) -> anyhow::Result<()> {
    let (mut line, mut length) = (String::new(), 0);
    reader.read_line(&mut line)?;
    let status = line.clone();
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    if !status.starts_with("HTTP/1.1 200") {
        bail!("the server answered {status} {}", String::from_utf8_lossy(&body));
    }
    Ok(())
}
