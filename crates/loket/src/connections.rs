//! Connections: how many there may be, how long a client may take to ask, and who is let go when there are too many.
//!
//! A client that sends its request a byte at a time, or opens connections and says nothing, costs a place and no more: a request must be
//! complete within [`HEAD_MAX`] and [`BODY_MAX`] (a file must go on coming), and when all places are taken, the connection that has kept us waiting longest is
//! closed for the next one. One whose request is being worked on is never closed.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{Router, body::Body};
use hyper::{
    Request,
    body::{Body as HttpBody, Bytes, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{Notify, watch},
    time::{Instant, Sleep},
};
use tower::ServiceExt;

/// A request's head must be complete this long after the connection became free for it; so an unused connection is closed after it, too.
const HEAD_MAX: Duration = Duration::from_secs(30);
/// Its body must be complete this long after its head, or this long after each piece of [`BODY_PIECE`].
const BODY_MAX: Duration = Duration::from_secs(20);
/// A file of a gigabyte may take its time as long as it goes on coming, some 13 kB a second at least, bytes. All other bodies are shorter.
const BODY_PIECE: usize = 256 * 1024;
/// Descriptors that are wanted: an office has some hundred browsers with a few connections each.
const DESCRIPTORS_WANTED: u64 = 8_192;
/// Descriptors for the database, the log and connections that are being closed.
const DESCRIPTORS_KEPT: u64 = 256;
/// Fewer than this many connections would be no server.
const CONNECTIONS_MIN: u64 = 64;
/// Connections that wait to be taken. The usual 128 are full in a burst, and whoever comes then knocks again only after a second.
const BACKLOG: u32 = 4_096;
/// After a connection could not be taken, for want of descriptors for instance.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Listens on an address. Must be called within the runtime.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A server that is restarted takes its port again although the system still remembers the old connections.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Raises the limit of descriptors when it is low and may be raised; answers how many connections fit below it.
pub fn connections_max() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = DESCRIPTORS_WANTED.min(maximum.unwrap_or(u64::MAX));
    let mut limit = current.unwrap_or(DESCRIPTORS_WANTED);
    if limit < wanted && setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_ok() {
        limit = wanted;
    }
    connections_below(limit)
}

fn connections_below(descriptors: u64) -> usize {
    descriptors.min(DESCRIPTORS_WANTED).saturating_sub(DESCRIPTORS_KEPT).max(CONNECTIONS_MIN) as usize
}

/// Serves until the sender of `stopping` is gone and the requests under way are answered.
pub async fn serve(listener: TcpListener, router: Router, connections_max: usize, mut stopping: watch::Receiver<()>) {
    let places = Places::new(connections_max);
    let graceful = GracefulShutdown::new();
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "a connection could not be taken");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
            changed = stopping.changed() => if changed.is_err() { break } else { continue },
        };
        // When every connection is being worked for, the newcomer is closed.
        if let Some(place) = places.take() {
            take_up(stream, place, router.clone(), &graceful);
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

/// Serves a connection in a task of its own.
fn take_up(stream: TcpStream, place: Place, router: Router, graceful: &GracefulShutdown) {
    // Answers go out in one piece; without it the last part of a larger one may wait for the client's acknowledgement.
    let _ = stream.set_nodelay(true);
    let place = Arc::new(place);
    let let_go = Arc::clone(&place.let_go);
    let service = service_fn(move |request: Request<Incoming>| {
        let (router, place) = (router.clone(), Arc::clone(&place));
        async move {
            let request = request.map(|body| Body::new(Arriving::new(body, Arc::clone(&place))));
            let Ok(answer) = router.oneshot(request).await;
            place.waits();
            Ok::<_, Infallible>(answer)
        }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_MAX);
    let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        tokio::select! {
            // A client that hangs up or breaks off is no fault of ours.
            _ = connection => {}
            () = let_go.notified() => {}
        }
    });
}

/// A request's body on its way in.
struct Arriving {
    body: Incoming,
    late: Pin<Box<Sleep>>,
    /// Bytes since the time was last given anew.
    came: usize,
    place: Arc<Place>,
}

impl Arriving {
    fn new(body: Incoming, place: Arc<Place>) -> Self {
        if body.is_end_stream() {
            place.works();
        }
        Self { body, late: Box::pin(tokio::time::sleep(BODY_MAX)), came: 0, place }
    }

    /// Gives the client more time for each piece.
    fn came(&mut self, bytes: usize) {
        self.came += bytes;
        if self.came >= BODY_PIECE {
            self.came = 0;
            self.late.as_mut().reset(Instant::now() + BODY_MAX);
        }
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match polled {
            Poll::Ready(frame) => {
                if let Some(data) = frame.as_ref().and_then(|frame| frame.as_ref().ok()).and_then(Frame::data_ref) {
                    self.came(data.len());
                }
                if frame.is_none() || self.body.is_end_stream() {
                    self.place.works();
                }
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => self.late.as_mut().poll(context).map(|()| Some(Err("the request's content did not come in time".into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The places for connections.
#[derive(Clone)]
struct Places {
    table: Arc<Mutex<Table>>,
    max: usize,
}

/// Who has a place. A connection that waits for its client stands in `waiting` by the turn at which it began to.
#[derive(Default)]
struct Table {
    turn: u64,
    waiting: BTreeMap<u64, u64>,
    taken: BTreeMap<u64, Taken>,
}

struct Taken {
    waits_since: Option<u64>,
    let_go: Arc<Notify>,
}

/// A connection's place; dropping it gives the place back.
struct Place {
    number: u64,
    let_go: Arc<Notify>,
    table: Arc<Mutex<Table>>,
}

impl Places {
    fn new(max: usize) -> Self {
        Self { table: Arc::default(), max }
    }

    /// A place for a newcomer: a free one, or that of the connection which has waited longest for its client.
    fn take(&self) -> Option<Place> {
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if table.taken.len() >= self.max {
            let (_, number) = table.waiting.pop_first()?;
            if let Some(taken) = table.taken.remove(&number) {
                taken.let_go.notify_one();
            }
        }
        let (turn, let_go) = (table.next_turn(), Arc::new(Notify::new()));
        table.waiting.insert(turn, turn);
        table.taken.insert(turn, Taken { waits_since: Some(turn), let_go: Arc::clone(&let_go) });
        Some(Place { number: turn, let_go, table: Arc::clone(&self.table) })
    }
}

impl Table {
    fn next_turn(&mut self) -> u64 {
        self.turn += 1;
        self.turn
    }

    /// Notes whether a connection waits for its client. One that was let go already has no place any more.
    fn note(&mut self, number: u64, now: Now) {
        let turn = self.next_turn();
        let Some(taken) = self.taken.get_mut(&number) else { return };
        if let Some(since) = taken.waits_since.take() {
            self.waiting.remove(&since);
        }
        if now == Now::Waits {
            taken.waits_since = Some(turn);
            self.waiting.insert(turn, number);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Now {
    Waits,
    Works,
}

impl Place {
    /// The request is complete: somebody works on it.
    fn works(&self) {
        self.table.lock().unwrap_or_else(PoisonError::into_inner).note(self.number, Now::Works);
    }

    /// It is answered: it is the client's turn.
    fn waits(&self) {
        self.table.lock().unwrap_or_else(PoisonError::into_inner).note(self.number, Now::Waits);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(since) = table.taken.remove(&self.number).and_then(|taken| taken.waits_since) {
            table.waiting.remove(&since);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(places: &Places) -> Vec<u64> {
        places.table.lock().unwrap().taken.keys().copied().collect()
    }

    #[test]
    fn who_has_waited_longest_makes_room() {
        let places = Places::new(3);
        let [first, second, third] = [(); 3].map(|()| places.take().unwrap());
        first.works();
        first.waits();
        let fourth = places.take().unwrap();
        assert_eq!(numbers(&places), [first.number, third.number, fourth.number], "the second has waited longest");
        drop(second);
        assert_eq!(numbers(&places).len(), 3, "a place that was taken away is not given back twice");
        for place in [&first, &third, &fourth] {
            place.works();
        }
        assert!(places.take().is_none(), "nobody who is worked for is closed");
        drop(third);
        assert!(places.take().is_some(), "a place that was given back is free");
    }

    #[test]
    fn a_place_that_was_taken_away_stays_away() {
        let places = Places::new(1);
        let first = places.take().unwrap();
        let second = places.take().unwrap();
        first.works();
        first.waits();
        assert_eq!(numbers(&places), [second.number]);
        drop(second);
        assert!(numbers(&places).is_empty() && places.table.lock().unwrap().waiting.is_empty());
    }

    #[test]
    fn connections_fit_below_the_descriptors() {
        assert_eq!(connections_below(1_024), 768);
        assert_eq!(connections_below(1_000_000), 7_936);
        assert_eq!(connections_below(100), 64);
    }
}
