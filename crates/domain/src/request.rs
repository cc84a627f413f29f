//! Requests for blanks, and what the head of the office expects.

use jiff::civil::Date;

use crate::{coded::coded, id::RequestId};

/// A request for blanks, as the letter has it. Deliveries name the request that they answer: from both the office's own lead times come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankRequest {
    /// Its identifier.
    pub id: RequestId,
    /// The letter's number.
    pub number: String,
    /// The letter's day.
    pub on: Date,
    /// Pieces asked for.
    pub asked: i64,
}

coded! {
    /// How blanks are shared out among the classes.
    pub enum Policy {
        /// The order of the law: a class is printed while what is left covers what higher classes will need.
        LawOrder = "law_order",
        /// So many are kept back as higher classes will need on average until the next delivery.
        ReserveMean = "reserve_mean",
        /// Kept back by expected worth (EMSR-b, Belobaba 1992).
        EmsrB = "emsr_b",
    }
}

/// How blanks are shared out, and until when they must last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The policy.
    pub policy: Policy,
    /// The day on which more blanks are sure to be there; `None` when nothing is known.
    pub next_delivery: Option<Date>,
    /// Whence that is known.
    pub source: String,
}
