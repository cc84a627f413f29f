//! The worker that sends notices and takes in what the gateways have.
//!
//! A gateway that cannot is left alone for a while, longer each time: each try with a message is written into its record. It is never left for so
//! long that an SMSC would take the session for dead. When the server ends nothing begins any more; the call that runs comes to its end.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use app::{
    AppError, Office,
    gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing},
    notices,
};

use crate::output::chain;

/// How often notices are looked for that the rules ask for.
const PLAN_EVERY: Duration = Duration::from_mins(1);
/// How long a gateway is left alone after its first fault in a row, doubled with each, and at most.
const REST_MIN: Duration = Duration::from_secs(2);
const REST_MAX: Duration = Duration::from_secs(15);
/// So many faults in a row are worth a line in the log: a gateway that throttles now and then is no news.
const FAULTS_TOLD: u32 = 3;

/// One office's notices on their ways.
pub struct Sender {
    office: Arc<Office>,
    ways: Vec<Arc<Guarded>>,
    planned: Option<Instant>,
    rest: Rest,
}

impl Sender {
    /// Sends by these gateways until `stopping` is set.
    pub fn new(office: Arc<Office>, gateways: Vec<Arc<dyn Gateway>>, stopping: &Arc<AtomicBool>) -> Self {
        let guarded = |inner| Guarded { inner, sending: Mutex::default(), reading: Mutex::default(), stopping: Arc::clone(stopping) };
        let ways = gateways.into_iter().map(|gateway| Arc::new(guarded(gateway))).collect();
        Self { office, ways, planned: None, rest: Rest::default() }
    }

    /// Writes the notices that are due, takes in what came, sends what waits. To be called every few seconds.
    pub fn round(&mut self) -> Result<(), AppError> {
        if self.rest.holds() {
            return Ok(());
        }
        let planned = self.plan_when_due();
        let awake: Vec<Arc<dyn Gateway>> =
            self.ways.iter().filter(|way| way.is_awake()).map(|way| Arc::clone(way) as Arc<dyn Gateway>).collect();
        let stepped = notices::step(&self.office, &awake).map(drop);
        self.rest.note(stepped.is_ok());
        stepped.and(planned)
    }

    fn plan_when_due(&mut self) -> Result<(), AppError> {
        if self.planned.is_some_and(|at| at.elapsed() < PLAN_EVERY) {
            return Ok(());
        }
        self.planned = Some(Instant::now());
        notices::plan(&self.office).map(drop)
    }
}

/// A gateway that rests after faults.
struct Guarded {
    inner: Arc<dyn Gateway>,
    sending: Mutex<Rest>,
    reading: Mutex<Rest>,
    stopping: Arc<AtomicBool>,
}

impl Guarded {
    fn is_awake(&self) -> bool {
        [&self.sending, &self.reading].iter().all(|rest| !rest.lock().unwrap_or_else(PoisonError::into_inner).holds())
    }

    /// Notes how a call ended; `fault` holds neither number nor text.
    fn note(&self, rest: &Mutex<Rest>, fault: Option<&str>) {
        let news = rest.lock().unwrap_or_else(PoisonError::into_inner).note(fault.is_none());
        if news {
            tracing::warn!(gateway = self.name(), fault, "a gateway cannot be used and is tried again; without a fault it can again");
        }
    }
}

impl Gateway for Guarded {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        if self.stopping.load(Ordering::Relaxed) {
            return Handed::Busy { retry_after: None, reason: "the server ends".to_owned() };
        }
        // One that keeps answers back would keep the next message as long.
        if !self.is_awake() {
            return Handed::Busy { retry_after: None, reason: "the last message had no answer".to_owned() };
        }
        let handed = self.inner.send(message);
        let fault = match &handed {
            Handed::Taken { .. } | Handed::Refused { permanent: true, .. } => None,
            Handed::Refused { reason, .. } | Handed::Busy { reason, .. } | Handed::Lost { reason } => Some(reason.as_str()),
        };
        self.note(&self.sending, fault);
        handed
    }

    fn ask(&self, reference: &str, id: Option<&str>) -> Asked {
        if self.stopping.load(Ordering::Relaxed) { Asked::CannotSay } else { self.inner.ask(reference, id) }
    }

    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        if self.stopping.load(Ordering::Relaxed) {
            return Ok(0);
        }
        let received = self.inner.receive(keep);
        self.note(&self.reading, received.as_ref().err().map(|fault| chain(fault)).as_deref());
        received
    }
}

/// How long something is left alone after faults in a row.
#[derive(Default)]
struct Rest {
    faults: u32,
    until: Option<Instant>,
}

impl Rest {
    fn holds(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() < until)
    }

    /// Notes how something ended; answers whether that is worth a line in the log.
    fn note(&mut self, well: bool) -> bool {
        if well {
            return std::mem::take(self).faults >= FAULTS_TOLD;
        }
        let wait = REST_MIN * 2_u32.pow(self.faults.min(3));
        self.until = Some(Instant::now() + wait.min(REST_MAX));
        self.faults = self.faults.saturating_add(1);
        self.faults == FAULTS_TOLD
    }
}

#[cfg(test)]
mod tests {
    use super::Rest;

    #[test]
    fn the_third_fault_in_a_row_and_its_end_are_told() {
        let mut rest = Rest::default();
        let told: Vec<bool> = [false, false, true, false, false, false, false, true].map(|well| rest.note(well)).into();
        assert_eq!(told, [false, false, false, false, false, true, false, true]);
        assert!(!rest.holds());
    }
}
