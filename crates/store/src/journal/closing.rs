//! The stored form of closings, differences and destructions.

use std::collections::BTreeMap;

use domain::{
    blank::Item,
    closing::{ClosingEvent, Destruction, DifferenceEvent, DifferenceKind, Settlement},
    id::{AccountId, DestructionId, LotId, PlaceId},
};
use serde::{Deserialize, Serialize};

use super::event::{day, read};
use crate::StoreFault;

/// Version 1 of what happens to a closing.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredClosing {
    Begun { place: String, day: String, at_seq: i64, booked: BTreeMap<String, i64> },
    Counted { by: String, counts: BTreeMap<String, i64> },
    Confirmed { by: String },
    Dropped,
}

/// Version 1 of what happens to a difference.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredDifference {
    Opened { place: String, item: String, lot: Option<String>, kind: String, expected: i64, counted: i64 },
    Settled { how: String, reason: String },
}

/// Version 1 of a destruction.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredDestruction {
    id: String,
    number: String,
    day: String,
    first: String,
    second: String,
    witness: String,
    witness_office: String,
    blanks: i64,
    cards: i64,
}

pub(super) fn store(event: &ClosingEvent) -> StoredClosing {
    match event {
        ClosingEvent::Begun { place, day, at_seq, booked } => {
            StoredClosing::Begun { place: place.to_string(), day: day.to_string(), at_seq: *at_seq, booked: by_code(booked) }
        }
        ClosingEvent::Counted { by, counts } => StoredClosing::Counted { by: by.to_string(), counts: by_code(counts) },
        ClosingEvent::Confirmed { by } => StoredClosing::Confirmed { by: by.to_string() },
        ClosingEvent::Dropped => StoredClosing::Dropped,
    }
}

pub(super) fn load(stored: StoredClosing) -> Result<ClosingEvent, StoreFault> {
    Ok(match stored {
        StoredClosing::Begun { place, day: on, at_seq, booked } => {
            ClosingEvent::Begun { place: read(&place, PlaceId::parse)?, day: day(&on)?, at_seq, booked: by_item(booked)? }
        }
        StoredClosing::Counted { by, counts } => ClosingEvent::Counted { by: read(&by, AccountId::parse)?, counts: by_item(counts)? },
        StoredClosing::Confirmed { by } => ClosingEvent::Confirmed { by: read(&by, AccountId::parse)? },
        StoredClosing::Dropped => ClosingEvent::Dropped,
    })
}

pub(super) fn store_difference(event: &DifferenceEvent) -> StoredDifference {
    match event {
        DifferenceEvent::Opened { place, item, lot, kind, expected, counted } => StoredDifference::Opened {
            place: place.to_string(),
            item: item.to_string(),
            lot: lot.map(|lot| lot.to_string()),
            kind: kind.to_string(),
            expected: *expected,
            counted: *counted,
        },
        DifferenceEvent::Settled { how, reason } => StoredDifference::Settled { how: how.to_string(), reason: reason.clone() },
    }
}

pub(super) fn load_difference(stored: StoredDifference) -> Result<DifferenceEvent, StoreFault> {
    Ok(match stored {
        StoredDifference::Opened { place, item, lot, kind, expected, counted } => DifferenceEvent::Opened {
            place: read(&place, PlaceId::parse)?,
            item: read(&item, Item::from_code)?,
            lot: lot.map(|lot| read(&lot, LotId::parse)).transpose()?,
            kind: read(&kind, DifferenceKind::from_code)?,
            expected,
            counted,
        },
        StoredDifference::Settled { how, reason } => DifferenceEvent::Settled { how: read(&how, Settlement::from_code)?, reason },
    })
}

impl From<&Destruction> for StoredDestruction {
    fn from(destruction: &Destruction) -> Self {
        let Destruction { id, number, day, first, second, witness, witness_office, blanks, cards } = destruction;
        Self {
            id: id.to_string(),
            number: number.clone(),
            day: day.to_string(),
            first: first.to_string(),
            second: second.to_string(),
            witness: witness.clone(),
            witness_office: witness_office.clone(),
            blanks: *blanks,
            cards: *cards,
        }
    }
}

impl TryFrom<StoredDestruction> for Destruction {
    type Error = StoreFault;

    fn try_from(stored: StoredDestruction) -> Result<Self, StoreFault> {
        let StoredDestruction { id, number, day: on, first, second, witness, witness_office, blanks, cards } = stored;
        Ok(Self {
            id: read(&id, DestructionId::parse)?,
            number,
            day: day(&on)?,
            first: read(&first, AccountId::parse)?,
            second: read(&second, AccountId::parse)?,
            witness,
            witness_office,
            blanks,
            cards,
        })
    }
}

fn by_code(counts: &BTreeMap<Item, i64>) -> BTreeMap<String, i64> {
    counts.iter().map(|(item, count)| (item.to_string(), *count)).collect()
}

fn by_item(counts: BTreeMap<String, i64>) -> Result<BTreeMap<Item, i64>, StoreFault> {
    counts.into_iter().map(|(code, count)| Ok((read(&code, Item::from_code)?, count))).collect()
}
