//! Randomness: the operating system's, or a seeded stream for what must come out the same twice.

use std::sync::atomic::{AtomicU64, Ordering};

use app::Random;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// The operating system's randomness.
#[derive(Debug, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    #[expect(clippy::disallowed_methods, clippy::panic, reason = "this is the one home of randomness; without it nothing may go on")]
    fn bytes32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        if let Err(error) = getrandom::fill(&mut bytes) {
            panic!("the operating system gives no randomness: {error}");
        }
        bytes
    }
}

/// A stream that is the same for the same seed; for demonstrations and tests only.
#[derive(Debug)]
pub struct SeededRandom {
    seed: u64,
    counter: AtomicU64,
}

impl SeededRandom {
    /// Begins the stream.
    pub fn new(seed: u64) -> Self {
        Self { seed, counter: AtomicU64::new(0) }
    }
}

impl Random for SeededRandom {
    fn bytes32(&self) -> [u8; 32] {
        let step = self.counter.fetch_add(1, Ordering::Relaxed);
        let mut stream = Pcg64::seed_from_u64(self.seed ^ step.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut bytes = [0; 32];
        stream.fill(&mut bytes);
        bytes
    }
}
