//! `loket serve`: the socket, the upkeep thread, and an orderly end.

use std::{
    net::SocketAddr,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use anyhow::{Context, bail};
use app::{
    Office,
    import::{self, Worked},
    upkeep,
};
use serde_json::json;
use store::OnFailure;
use tokio::{
    runtime, signal,
    sync::{Notify, watch},
};
use web::{Site, UserHint, router};

use crate::{
    connections,
    gateways::Gateways,
    inbox::Inbox,
    location::{self, system_clock},
    output::{Output, chain},
    sender::Sender as Notices,
    settings::ServeArgs,
};

/// Threads that wait for the store; the rest of a burst queues.
const BLOCKING_THREADS: usize = 64;
/// After the order to stop, requests under way have this long; a slow client cannot hold the server.
const LAST_ANSWERS: Duration = Duration::from_secs(3);
/// How often the upkeep thread looks for work.
const UPKEEP_PAUSE: Duration = Duration::from_secs(30);
/// How often the thread that sends notices looks for work, and into the gateways.
const SEND_PAUSE: Duration = Duration::from_secs(2);
/// How often the thread that imports files looks for work; somebody waits for its preview.
const IMPORT_PAUSE: Duration = Duration::from_millis(500);

/// How to serve.
pub struct Options {
    /// The address.
    pub listen: SocketAddr,
    /// Whether a TLS proxy stands before.
    pub behind_proxy: bool,
    /// Ready users of a demonstration.
    pub hints: Vec<UserHint>,
    /// Where files are dropped.
    pub inbox: Option<Inbox>,
    /// By whom notices are sent; by nobody, when there is none.
    pub gateways: Gateways,
}

/// Ends the server when the store's disk refuses a commit.
#[derive(Clone, Default)]
pub struct Failure {
    failed: Arc<AtomicBool>,
    wake: Arc<Notify>,
}

impl Failure {
    /// What the store calls.
    pub fn hook(&self) -> OnFailure {
        let this = self.clone();
        Box::new(move || {
            this.failed.store(true, Ordering::SeqCst);
            this.wake.notify_one();
        })
    }
}

/// Serves a real office.
pub fn run(args: &ServeArgs, out: &Output) -> anyhow::Result<ExitCode> {
    if !args.behind_proxy && !args.listen.ip().is_loopback() {
        bail!("{} is not a loopback address: put a proxy that speaks TLS before the server and say --behind-proxy", args.listen);
    }
    let failure = Failure::default();
    let clock = system_clock();
    let gateways = args.gateways.as_deref().map(|file| Gateways::read(file, &clock)).transpose()?.unwrap_or_default();
    let office = location::Site::of(&args.place)?.asking(args.office.as_deref())?.open(clock, failure.hook())?;
    if office.profile().demo {
        bail!("this office is a demonstration with synthetic people; serve it with `loket demo`");
    }
    let inbox = args.inbox.as_deref().map(Inbox::open).transpose()?;
    let options = Options { listen: args.listen, behind_proxy: args.behind_proxy, hints: Vec::new(), inbox, gateways };
    serve(office, options, failure, |office, address| {
        let name = &office.profile().name;
        let text = format!("{name}: http://{address} — stop with Ctrl-C.");
        out.result(
            &text,
            &json!({ "ok": true, "address": format!("http://{address}"), "office": office.profile().code.to_string(), "name": name }),
        );
        Ok(())
    })
}

/// Serves until Ctrl-C, SIGTERM or a failed commit. `ready` is called when the socket listens.
pub fn serve(
    office: Office,
    options: Options,
    failure: Failure,
    ready: impl FnOnce(&Office, SocketAddr) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let office = Arc::new(office);
    upkeep::schedule(&office)?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(BLOCKING_THREADS).build()?;
    let stopped_office = Arc::clone(&office);
    let (kept, imported) = (Arc::clone(&office), Arc::clone(&office));
    let upkeep = Worker::start(UPKEEP_PAUSE, move || upkeep::work_once(&kept));
    let mut inbox = options.inbox;
    let imports = Worker::start(IMPORT_PAUSE, move || import_once(&imported, inbox.as_mut()));
    let calls = options.gateways.calls();
    let no_more_messages = Arc::new(AtomicBool::new(false));
    let sending = (!options.gateways.ways.is_empty()).then(|| {
        let mut notices = Notices::new(Arc::clone(&office), options.gateways.ways, &no_more_messages);
        Worker::start(SEND_PAUSE, move || notices.round().map(|()| false))
    });
    let site = Site { office: Arc::clone(&office), hints: Arc::new(options.hints), behind_proxy: options.behind_proxy, calls };
    let failed = Arc::clone(&failure.failed);
    runtime.block_on(async move {
        let listener = connections::listen(options.listen).with_context(|| format!("listen on {}", options.listen))?;
        ready(&office, listener.local_addr()?)?;
        let (stop, stopping) = watch::channel(());
        tokio::spawn(async move {
            stopped(failure).await;
            drop(stop);
        });
        let serving = connections::serve(listener, router(site), connections::connections_max(), stopping.clone());
        tokio::select! {
            () = serving => {}
            () = async { ended(stopping).await; tokio::time::sleep(LAST_ANSWERS).await } => {}
        }
        anyhow::Ok(())
    })?;
    stopped_office.stop_background();
    no_more_messages.store(true, Ordering::Relaxed);
    if let Some(sending) = sending {
        sending.stop();
    }
    imports.stop();
    upkeep.stop();
    runtime.shutdown_timeout(Duration::from_secs(5));
    Ok(if failed.load(Ordering::SeqCst) { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Waits until the sender is gone.
async fn ended(mut stopping: watch::Receiver<()>) {
    while stopping.changed().await.is_ok() {}
}

async fn stopped(failure: Failure) {
    let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) else {
        return failure.wake.notified().await;
    };
    tokio::select! {
        _ = signal::ctrl_c() => {}
        _ = terminate.recv() => {}
        () = failure.wake.notified() => {}
    }
}

/// Does what is due of imports, then looks into the inbox.
fn import_once(office: &Office, inbox: Option<&mut Inbox>) -> anyhow::Result<bool> {
    let worked = import::work_once(office)? == Worked::Done;
    Ok(worked || inbox.map(|inbox| inbox.look(office)).transpose()?.unwrap_or_default())
}

/// A thread that does one kind of due work whenever there is some.
struct Worker {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Looks for work after each pause; `work` answers whether it did some.
    fn start<E: Into<anyhow::Error>>(pause: Duration, mut work: impl FnMut() -> Result<bool, E> + Send + 'static) -> Self {
        let (stop, stopped) = channel();
        let thread = std::thread::spawn(move || {
            while matches!(stopped.recv_timeout(pause), Err(RecvTimeoutError::Timeout)) {
                while work().unwrap_or_else(|error| {
                    let error: anyhow::Error = error.into();
                    tracing::error!(error = chain(error.as_ref()), "work in the background failed");
                    false
                }) {}
            }
        });
        Self { stop, thread }
    }

    fn stop(self) {
        drop(self.stop);
        let _ = self.thread.join();
    }
}
