//! The office clock: the machine's, or one that was set to another instant and runs on.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Instant,
};

use app::Clock;
use jiff::{SignedDuration, Timestamp};

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one home of the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that was set to an instant when it was made and runs from there.
#[derive(Debug)]
pub struct SetClock {
    set_to: Timestamp,
    since: Instant,
}

impl SetClock {
    /// Sets a clock.
    pub fn new(set_to: Timestamp) -> Self {
        Self { set_to, since: Instant::now() }
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        let elapsed = SignedDuration::try_from(self.since.elapsed()).unwrap_or(SignedDuration::MAX);
        self.set_to.checked_add(elapsed).unwrap_or(Timestamp::MAX)
    }
}

/// A clock that stands still until it is set; for building a past and for tests.
#[derive(Debug)]
pub struct ManualClock {
    micros: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at an instant.
    pub fn new(at: Timestamp) -> Self {
        Self { micros: AtomicI64::new(at.as_microsecond()) }
    }

    /// Sets the clock.
    pub fn set(&self, at: Timestamp) {
        self.micros.store(at.as_microsecond(), Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.micros.load(Ordering::Relaxed)).unwrap_or(Timestamp::MIN)
    }
}
