//! Identifiers: a type of its own for each kind, so that they cannot be mixed up.
//!
//! What several places create is a UUIDv7 (RFC 9562), made from the office clock and drawn bytes by `app`; the register's people have
//! a surrogate number, never the NIK.

use std::fmt;

use uuid::Uuid;

/// Declares a newtype over a UUID.
macro_rules! uuid_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads the hyphenated text form.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }
    )+};
}

uuid_id! {
    /// A staff account.
    AccountId,
    /// A case (permohonan).
    CaseId,
    /// A printed card.
    CardId,
    /// A delivery of blanks.
    LotId,
    /// One movement in the blank ledger.
    MovementId,
    /// A place where blanks and cards can be.
    PlaceId,
    /// One import of the register.
    ImportId,
    /// A proposal of an act that needs a second person.
    ProposalId,
    /// A repair of a record at the centre.
    RepairId,
    /// A request for blanks.
    RequestId,
    /// A difference between the books and what is there.
    DifferenceId,
    /// One closing of the day of one place.
    ClosingId,
    /// One destruction of spoiled blanks and surrendered cards.
    DestructionId,
    /// A released print run.
    RunId,
    /// One card of a print run.
    JobId,
    /// A temporary letter (suket).
    SuketId,
    /// A notice to a citizen.
    NoticeId,
    /// A message from a citizen.
    InboundId,
    /// A batch of cards that are handed on together.
    BatchId,
    /// A stock-take of a shelf.
    ShelfCountId,
}

/// A person of the office's register: a surrogate number, unique in the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub i64);

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
