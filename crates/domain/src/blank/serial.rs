//! Chip numbers: every blank has one, and the centre knows which office received it (domain facts §3.5). Few offices can read them.

use super::BlankState;
use crate::id::{LotId, PlaceId};

/// A chip's number as it was scanned: 4 to 32 capital letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Serial(String);

/// Where a known chip is. A blank that is reserved, uncertain or on its way counts as new here: it was not printed on yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SerialAt {
    /// Its lot.
    pub lot: LotId,
    /// The place.
    pub place: PlaceId,
    /// As what.
    pub state: BlankState,
}

impl Serial {
    /// Reads a scanned or typed number: blanks, hyphens and colons between its characters do not count.
    pub fn parse(text: &str) -> Option<Self> {
        let cleaned: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-' | ':')).collect::<String>().to_ascii_uppercase();
        let fits = (4..=32).contains(&cleaned.len()) && cleaned.chars().all(|letter| letter.is_ascii_alphanumeric());
        fits.then_some(Self(cleaned))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Serial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl BlankState {
    /// As what a chip stands once its blank is in this state.
    #[must_use]
    pub const fn of_chip(self) -> Self {
        match self {
            Self::InTransit | Self::Reserved | Self::Uncertain => Self::New,
            other => other,
        }
    }
}
