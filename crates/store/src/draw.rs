//! Random bytes for one write: salts, nonces, keys and identifiers, all from one seed drawn before the write.
//!
//! A write closure may run twice; the second run draws the same bytes, because the stream begins anew with it.

use domain::id;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// A stream of bytes `SHA-256(seed ‖ counter)`.
#[derive(Clone)]
pub struct Draw {
    seed: [u8; 32],
    counter: u64,
    now: Timestamp,
}

impl Draw {
    /// Begins the stream. The seed must come from the operating system's randomness (or a test's).
    pub fn new(seed: [u8; 32], now: Timestamp) -> Self {
        Self { seed, counter: 0, now }
    }

    /// The next 32 bytes.
    pub fn bytes32(&mut self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(self.seed);
        hasher.update(self.counter.to_be_bytes());
        self.counter += 1;
        hasher.finalize().into()
    }

    /// The next 24 bytes.
    pub fn bytes24(&mut self) -> [u8; 24] {
        let mut bytes = [0; 24];
        for (to, from) in bytes.iter_mut().zip(self.bytes32()) {
            *to = from;
        }
        bytes
    }

    /// The next 64 bits.
    pub fn bits64(&mut self) -> u64 {
        self.bytes32().iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
    }

    /// The next UUIDv7 (RFC 9562), ordered by the write's instant.
    pub fn uuid(&mut self) -> Uuid {
        let mut random = [0; 10];
        for (to, from) in random.iter_mut().zip(self.bytes32()) {
            *to = from;
        }
        let millis = u64::try_from(self.now.as_millisecond()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// Declares a method per kind of identifier.
macro_rules! draw_ids {
    ($($method:ident -> $kind:ident),+ $(,)?) => {
        impl Draw {$(
            /// The next identifier of this kind.
            pub fn $method(&mut self) -> id::$kind {
                id::$kind(self.uuid())
            }
        )+}
    };
}

draw_ids! {
    account_id -> AccountId,
    card_id -> CardId,
    case_id -> CaseId,
    import_id -> ImportId,
    lot_id -> LotId,
    place_id -> PlaceId,
    proposal_id -> ProposalId,
    repair_id -> RepairId,
    request_id -> RequestId,
    difference_id -> DifferenceId,
    closing_id -> ClosingId,
    destruction_id -> DestructionId,
    run_id -> RunId,
    job_id -> JobId,
    suket_id -> SuketId,
    notice_id -> NoticeId,
    inbound_id -> InboundId,
    batch_id -> BatchId,
    shelf_count_id -> ShelfCountId,
}
