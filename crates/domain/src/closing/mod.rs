//! The closing of the day of a place, by two people, and differences between the books and what is there.
//!
//! What is counted is compared with the books as they stood when the count began, so that counting does not stop the work. A difference stays
//! open until two people settle it; as long as it is open it stops issues from its place and runs at the printers that the place feeds.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    blank::Item,
    coded::coded,
    id::{AccountId, ClosingId, DifferenceId, LotId, PlaceId},
};

/// One item of a closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// By the books when the count began, pieces.
    pub booked: i64,
    /// Counted, pieces; `None` until somebody did.
    pub counted: Option<i64>,
}

coded! {
    /// Where a closing stands.
    pub enum ClosingState {
        /// The count has begun.
        Counting = "counting",
        /// Counted by one person.
        Counted = "counted",
        /// Confirmed by a second.
        Confirmed = "confirmed",
        /// Broken off.
        Dropped = "dropped",
    }
}

/// A closing as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its identifier.
    pub id: ClosingId,
    /// Of which place.
    pub place: PlaceId,
    /// For which day.
    pub day: Date,
    /// When the count began.
    pub begun_at: Timestamp,
    /// The last journal entry before the count.
    pub at_seq: i64,
    /// By item.
    pub lines: BTreeMap<Item, Counted>,
    /// Where it stands.
    pub state: ClosingState,
    /// Who counted.
    pub counted_by: Option<AccountId>,
    /// Who confirmed.
    pub confirmed_by: Option<AccountId>,
}

/// An event of a closing, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosingEvent {
    /// The count began.
    Begun {
        /// Of which place.
        place: PlaceId,
        /// For which day.
        day: Date,
        /// The last journal entry before it.
        at_seq: i64,
        /// By the books, by item.
        booked: BTreeMap<Item, i64>,
    },
    /// Somebody counted.
    Counted {
        /// Who.
        by: AccountId,
        /// By item.
        counts: BTreeMap<Item, i64>,
    },
    /// A second person counted the same.
    Confirmed {
        /// Who.
        by: AccountId,
    },
    /// It was broken off.
    Dropped,
}

/// What can be asked of a closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosingCommand {
    /// Enter what was counted.
    Count {
        /// Who.
        by: AccountId,
        /// By item.
        counts: BTreeMap<Item, i64>,
    },
    /// Confirm it.
    Confirm {
        /// Who.
        by: AccountId,
    },
    /// Break it off.
    Drop,
}

/// Why a closing says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosingRefusal {
    /// There is no such closing.
    NoSuchClosing,
    /// In this state the act is not possible.
    WrongState {
        /// Where it stands.
        state: ClosingState,
    },
    /// A count of the place is under way.
    AlreadyCounting,
    /// An item was not counted.
    NotCounted {
        /// Which.
        item: Item,
    },
    /// Who counted cannot also confirm.
    SamePerson,
    /// The place holds nothing and needs no closing.
    NothingHeld {
        /// Its code.
        place: String,
    },
    /// There is no such open difference.
    NoSuchDifference,
    /// This kind of difference is not settled in this way.
    WrongSettlement {
        /// The kind.
        kind: DifferenceKind,
        /// The way.
        how: Settlement,
    },
}

impl ClosingRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchClosing => "CLOSING-0001",
            Self::WrongState { .. } => "CLOSING-0002",
            Self::AlreadyCounting => "CLOSING-0003",
            Self::NotCounted { .. } => "CLOSING-0004",
            Self::SamePerson => "CLOSING-0005",
            Self::NothingHeld { .. } => "CLOSING-0006",
            Self::NoSuchDifference => "CLOSING-0007",
            Self::WrongSettlement { .. } => "CLOSING-0008",
        }
    }
}

/// Decides a command on a closing.
pub fn decide(closing: &Closing, command: &ClosingCommand) -> Result<ClosingEvent, ClosingRefusal> {
    use ClosingState as S;
    match (closing.state, command) {
        // Counted anew as long as nobody has confirmed it.
        (S::Counting | S::Counted, ClosingCommand::Count { by, counts }) => {
            if let Some(item) = closing.lines.keys().find(|item| counts.get(item).is_none_or(|count| *count < 0)) {
                return Err(ClosingRefusal::NotCounted { item: *item });
            }
            Ok(ClosingEvent::Counted { by: *by, counts: counts.clone() })
        }
        (S::Counted, ClosingCommand::Confirm { by }) if closing.counted_by == Some(*by) => Err(ClosingRefusal::SamePerson),
        (S::Counted, ClosingCommand::Confirm { by }) => Ok(ClosingEvent::Confirmed { by: *by }),
        (S::Counting | S::Counted, ClosingCommand::Drop) => Ok(ClosingEvent::Dropped),
        (state, _) => Err(ClosingRefusal::WrongState { state }),
    }
}

/// Folds one event, that happened at `at`, into the closing.
pub fn apply(closing: Option<Closing>, id: ClosingId, event: &ClosingEvent, at: Timestamp) -> Option<Closing> {
    if let ClosingEvent::Begun { place, day, at_seq, booked } = event {
        let lines = booked.iter().map(|(item, booked)| (*item, Counted { booked: *booked, counted: None })).collect();
        let state = ClosingState::Counting;
        let (place, day, at_seq) = (*place, *day, *at_seq);
        return Some(Closing { id, place, day, begun_at: at, at_seq, lines, state, counted_by: None, confirmed_by: None });
    }
    let mut closing = closing?;
    match event {
        ClosingEvent::Begun { .. } => {}
        ClosingEvent::Counted { by, counts } => {
            for (item, line) in &mut closing.lines {
                line.counted = counts.get(item).copied();
            }
            (closing.state, closing.counted_by) = (ClosingState::Counted, Some(*by));
        }
        ClosingEvent::Confirmed { by } => (closing.state, closing.confirmed_by) = (ClosingState::Confirmed, Some(*by)),
        ClosingEvent::Dropped => closing.state = ClosingState::Dropped,
    }
    Some(closing)
}

coded! {
    /// Where a difference was found.
    pub enum DifferenceKind {
        /// Less arrived than the papers say.
        Delivery = "delivery",
        /// A count found less than the books say.
        Short = "short",
        /// A count found more than the books say.
        Over = "over",
    }
}

coded! {
    /// How a difference was settled.
    pub enum Settlement {
        /// The missing pieces were found: they lay elsewhere, or came later.
        Found = "found",
        /// They are missing and reported as lost.
        Lost = "lost",
        /// The sender never sent them.
        NeverSent = "never_sent",
        /// The count was wrong; the books are right.
        Miscounted = "miscounted",
        /// The books were wrong: the pieces too many are booked in.
        BookedIn = "booked_in",
    }
}

/// A difference between the books and what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its identifier.
    pub id: DifferenceId,
    /// At which place.
    pub place: PlaceId,
    /// Of what.
    pub item: Item,
    /// Of which lot, when that is known.
    pub lot: Option<LotId>,
    /// Where it was found.
    pub kind: DifferenceKind,
    /// By the books or the papers, pieces.
    pub expected: i64,
    /// Counted, pieces.
    pub counted: i64,
    /// When.
    pub opened_at: Timestamp,
    /// How it was settled; `None` while it is open.
    pub settled: Option<Settlement>,
    /// Why, in words.
    pub reason: Option<String>,
}

impl Difference {
    /// How many pieces are too few or too many.
    pub const fn pieces(&self) -> i64 {
        (self.expected - self.counted).abs()
    }
}

/// An event of a difference, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceEvent {
    /// It was found.
    Opened {
        /// At which place.
        place: PlaceId,
        /// Of what.
        item: Item,
        /// Of which lot.
        lot: Option<LotId>,
        /// Where it was found.
        kind: DifferenceKind,
        /// Expected, pieces.
        expected: i64,
        /// Counted, pieces.
        counted: i64,
    },
    /// Two people settled it.
    Settled {
        /// How.
        how: Settlement,
        /// Why, in words.
        reason: String,
    },
}

/// Folds one event, that happened at `at`, into the difference.
pub fn apply_difference(difference: Option<Difference>, id: DifferenceId, event: &DifferenceEvent, at: Timestamp) -> Option<Difference> {
    match event {
        DifferenceEvent::Opened { place, item, lot, kind, expected, counted } => {
            let (place, item, lot, kind) = (*place, *item, *lot, *kind);
            let (expected, counted) = (*expected, *counted);
            Some(Difference { id, place, item, lot, kind, expected, counted, opened_at: at, settled: None, reason: None })
        }
        DifferenceEvent::Settled { how, reason } => {
            let difference = difference?;
            Some(Difference { settled: Some(*how), reason: Some(reason.clone()), ..difference })
        }
    }
}

/// Decides whether a difference can be settled in a way.
pub fn settle(difference: &Difference, how: Settlement) -> Result<(), ClosingRefusal> {
    use {DifferenceKind as K, Settlement as S};
    if difference.settled.is_some() {
        return Err(ClosingRefusal::NoSuchDifference);
    }
    match (difference.kind, how) {
        (K::Delivery, S::Found | S::Lost | S::NeverSent) | (K::Short, S::Lost | S::Miscounted) | (K::Over, S::BookedIn | S::Miscounted) => {
            Ok(())
        }
        (kind, how) => Err(ClosingRefusal::WrongSettlement { kind, how }),
    }
}

/// A destruction of spoiled blanks and surrendered cards (SE Mendagri 470.13/11176/SJ, 2018; letter 400.8.1.2/202241/Dukcapil, 2022):
/// by burning, with minutes, by two officers before a witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destruction {
    /// Its identifier.
    pub id: crate::id::DestructionId,
    /// The number of the minutes.
    pub number: String,
    /// On which day.
    pub day: Date,
    /// The first officer.
    pub first: AccountId,
    /// The second officer.
    pub second: AccountId,
    /// The witness, by name.
    pub witness: String,
    /// The witness's office (police, inspectorate, Satpol PP).
    pub witness_office: String,
    /// Spoiled blanks, pieces.
    pub blanks: i64,
    /// Surrendered and invalid cards.
    pub cards: i64,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn account(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    #[test]
    fn two_people_close_a_day() {
        let id = ClosingId(Uuid::from_u128(1));
        let place = PlaceId(Uuid::from_u128(2));
        let booked = BTreeMap::from([(Item::Blank, 120), (Item::Ribbon, 2)]);
        let begun = ClosingEvent::Begun { place, day: date(2022, 11, 25), at_seq: 9, booked };
        let closing = apply(None, id, &begun, Timestamp::UNIX_EPOCH).unwrap();
        let confirm = |by| ClosingCommand::Confirm { by: account(by) };
        assert_eq!(decide(&closing, &confirm(1)), Err(ClosingRefusal::WrongState { state: ClosingState::Counting }));
        let half = ClosingCommand::Count { by: account(1), counts: BTreeMap::from([(Item::Blank, 119)]) };
        assert_eq!(decide(&closing, &half), Err(ClosingRefusal::NotCounted { item: Item::Ribbon }));
        let counts = BTreeMap::from([(Item::Blank, 119), (Item::Ribbon, 2)]);
        let counted = decide(&closing, &ClosingCommand::Count { by: account(1), counts }).unwrap();
        let closing = apply(Some(closing), id, &counted, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(closing.lines[&Item::Blank], Counted { booked: 120, counted: Some(119) });
        assert_eq!(decide(&closing, &confirm(1)), Err(ClosingRefusal::SamePerson));
        let confirmed = decide(&closing, &confirm(2)).unwrap();
        let closing = apply(Some(closing), id, &confirmed, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(closing.state, ClosingState::Confirmed);
        for command in [confirm(2), ClosingCommand::Drop] {
            assert_eq!(decide(&closing, &command), Err(ClosingRefusal::WrongState { state: ClosingState::Confirmed }));
        }
    }

    #[test]
    fn a_difference_is_settled_once_and_in_a_way_that_fits() {
        let opened = DifferenceEvent::Opened {
            place: PlaceId(Uuid::from_u128(2)),
            item: Item::Blank,
            lot: None,
            kind: DifferenceKind::Short,
            expected: 500,
            counted: 499,
        };
        let id = DifferenceId(Uuid::from_u128(3));
        let difference = apply_difference(None, id, &opened, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(difference.pieces(), 1);
        assert!(settle(&difference, Settlement::NeverSent).is_err());
        assert!(settle(&difference, Settlement::Lost).is_ok());
        let settled = DifferenceEvent::Settled { how: Settlement::Lost, reason: "dilaporkan ke polisi".to_owned() };
        let difference = apply_difference(Some(difference), id, &settled, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(settle(&difference, Settlement::Lost), Err(ClosingRefusal::NoSuchDifference));
    }
}
