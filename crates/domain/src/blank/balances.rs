//! How many blanks each account holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{Account, BlankState, Serial, SerialAt, Transfer};
use crate::id::{LotId, PlaceId};

/// How many blanks each account holds; accounts at zero may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balances(pub BTreeMap<Account, i64>);

/// What a decision on the ledger needs to know: the balances of one item at the places concerned, and what is known of chips.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The balances.
    pub balances: Balances,
    /// The lots whose chips are known: of these, chips must be named to take pieces away.
    pub tracked: BTreeSet<LotId>,
    /// Where the named chips are; those that were never received are absent.
    pub serials: BTreeMap<Serial, SerialAt>,
}

impl Balances {
    /// How many new blanks a place holds, over all lots.
    pub fn new_at(&self, place: PlaceId) -> i64 {
        self.at(place, BlankState::New)
    }

    /// How many blanks a place holds as `state`, over all lots.
    pub fn at(&self, place: PlaceId, state: BlankState) -> i64 {
        self.lots_as(place, state).map(|(_, quantity)| quantity).sum()
    }

    /// The lots with new blanks at a place, oldest first (lot identifiers are ordered by time).
    pub fn lots_at(&self, place: PlaceId) -> impl Iterator<Item = (LotId, i64)> {
        self.lots_as(place, BlankState::New)
    }

    /// The lots with blanks as `state` at a place, oldest first.
    pub fn lots_as(&self, place: PlaceId, state: BlankState) -> impl Iterator<Item = (LotId, i64)> {
        let there = self.0.iter().filter(move |((at, _, is), quantity)| *at == place && *is == state && **quantity > 0);
        there.map(|((_, lot, _), quantity)| (*lot, *quantity))
    }

    /// How many pieces of a lot a place holds as `state`.
    pub fn of_lot(&self, place: PlaceId, lot: LotId, state: BlankState) -> i64 {
        self.0.get(&(place, lot, state)).copied().unwrap_or_default()
    }

    /// Posts one movement.
    pub fn post(&mut self, transfer: &Transfer) {
        if transfer.inside {
            *self.0.entry((transfer.from.0, transfer.lot, transfer.from.1)).or_default() -= transfer.quantity;
        }
        *self.0.entry((transfer.to.0, transfer.lot, transfer.to.1)).or_default() += transfer.quantity;
    }
}
