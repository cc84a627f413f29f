//! The digest over the lines of one import chunk.

use domain::{central::CentralCode, id::PersonId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// SHA-256 over a chunk: its lines in the order of people, and its observations in the same order.
#[derive(Clone, Default)]
pub struct ChunkDigest {
    lines: Sha256,
    observations: Sha256,
    /// How many lines went in.
    pub rows: i64,
}

impl ChunkDigest {
    /// Takes a line of the register in.
    pub fn line(&mut self, person: PersonId, version: i64, content: &str) {
        self.lines.update(format!("{person}\0{version}\0{content}\n"));
        self.rows += 1;
    }

    /// Takes an observation in.
    pub fn observation(&mut self, person: PersonId, ordinal: i64, code: CentralCode, on: Date) {
        self.observations.update(format!("{person}\0{ordinal}\0{code}\0{on}\n"));
    }

    /// The digest.
    pub fn finish(self) -> [u8; 32] {
        let mut both = Sha256::new();
        both.update(self.lines.finalize());
        both.update(self.observations.finalize());
        both.finalize().into()
    }
}
