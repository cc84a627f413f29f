//! What the use cases need of the outside world.

use jiff::Timestamp;

/// The office clock.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// A source of unpredictable bytes.
pub trait Random: Send + Sync {
    /// 32 fresh bytes.
    fn bytes32(&self) -> [u8; 32];
}
