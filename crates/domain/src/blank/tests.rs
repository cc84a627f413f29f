//! The ledger against a model that only counts, over random histories.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::place::{Place, PlaceKind};

fn place(number: u128, kind: PlaceKind) -> Place {
    Place { id: PlaceId(Uuid::from_u128(number)), kind, code: format!("T{number}"), name: String::new() }
}

/// Two stores, two printers, a bin, the count of used blanks, the outside.
fn places() -> [Place; 7] {
    use PlaceKind as K;
    let kinds = [K::Store, K::Store, K::Printer, K::Printer, K::SpoiledBin, K::Issued, K::Outside];
    let mut number = 0;
    kinds.map(|kind| {
        number += 1;
        place(number, kind)
    })
}

#[derive(Clone, Debug)]
enum Step {
    Receive { store: usize, quantity: i64 },
    Move { from: usize, to: usize, quantity: i64 },
    Use { at: usize },
    Spoil { from: usize, quantity: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let any_place = 0..6usize;
    let quantity = -1..12i64;
    prop_oneof![
        (0..6usize, quantity.clone()).prop_map(|(store, quantity)| Step::Receive { store, quantity }),
        (any_place.clone(), any_place.clone(), quantity.clone()).prop_map(|(from, to, quantity)| Step::Move { from, to, quantity }),
        any_place.clone().prop_map(|at| Step::Use { at }),
        (any_place, quantity).prop_map(|(from, quantity)| Step::Spoil { from, quantity }),
    ]
}

fn command(step: &Step, places: &[Place; 7], serial: u128) -> BlankCommand {
    let (bin, issued, outside) = (places[4].id, places[5].id, places[6].id);
    let case = CaseId(Uuid::from_u128(serial));
    match *step {
        Step::Receive { store, quantity } => BlankCommand::Receive {
            lot: LotId(Uuid::from_u128(serial)),
            label: "SJ-1".to_owned(),
            source: LotSource::Centre,
            outside,
            store: places[store].clone(),
            quantity,
        },
        Step::Move { from, to, quantity } => BlankCommand::Move { from: places[from].clone(), to: places[to].clone(), quantity },
        Step::Use { at } => BlankCommand::Use { printer: places[at].clone(), issued, case, card: CardId(Uuid::from_u128(serial)) },
        Step::Spoil { from, quantity } => {
            BlankCommand::Spoil { from: places[from].clone(), bin, quantity, cause: SpoilCause::Defect, case: None }
        }
    }
}

/// The model: how many new blanks each of the four holding places has, how many were used and spoiled. It knows no lots.
#[derive(Default)]
struct Model {
    new: BTreeMap<usize, i64>,
    used: i64,
    spoiled: i64,
    received: i64,
}

impl Model {
    /// Applies a step if it is legal; says whether it was.
    fn step(&mut self, step: &Step) -> bool {
        let (stores, holders) = (0..2, 0..4);
        let has = |model: &Self, at: &usize| model.new.get(at).copied().unwrap_or_default();
        match step {
            Step::Receive { store, quantity } if stores.contains(store) && *quantity > 0 => {
                *self.new.entry(*store).or_default() += quantity;
                self.received += quantity;
            }
            Step::Move { from, to, quantity }
                if holders.contains(from) && holders.contains(to) && from != to && *quantity > 0 && has(self, from) >= *quantity =>
            {
                *self.new.entry(*from).or_default() -= quantity;
                *self.new.entry(*to).or_default() += quantity;
            }
            Step::Use { at } if (2..4).contains(at) && has(self, at) >= 1 => {
                *self.new.entry(*at).or_default() -= 1;
                self.used += 1;
            }
            Step::Spoil { from, quantity } if holders.contains(from) && *quantity > 0 && has(self, from) >= *quantity => {
                *self.new.entry(*from).or_default() -= quantity;
                self.spoiled += quantity;
            }
            _ => return false,
        }
        true
    }
}

fn total(balances: &Balances, state: BlankState) -> i64 {
    balances.0.iter().filter(|((_, _, of), _)| *of == state).map(|(_, quantity)| quantity).sum()
}

/// Histories tried: with LOKET_TEST_FULL set, as `cargo xtask ci --full` does, twenty times as many.
#[expect(clippy::disallowed_methods, reason = "how long the tests may take is for the caller's environment to say")]
fn cases() -> u32 {
    if std::env::var("LOKET_TEST_FULL").is_ok() { 5_120 } else { 256 }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn the_ledger_is_the_model(steps in prop::collection::vec(step(), 1..80)) {
        let places = places();
        let mut balances = Balances::default();
        let mut model = Model::default();
        for (serial, step) in (100u128..).zip(&steps) {
            let before = balances.clone();
            let decided = decide(&balances, &command(step, &places, serial));
            prop_assert_eq!(decided.is_ok(), model.step(step), "{:?}", step);
            for event in decided.unwrap_or_default() {
                balances.post(&event.transfer());
            }
            prop_assert!(balances.0.values().all(|quantity| *quantity >= 0), "never negative: {:?} {:?}", before, step);
            for (at, place) in places.iter().enumerate().take(4) {
                prop_assert_eq!(balances.new_at(place.id), model.new.get(&at).copied().unwrap_or_default());
            }
            prop_assert_eq!(total(&balances, BlankState::Used), model.used);
            prop_assert_eq!(total(&balances, BlankState::Spoiled), model.spoiled);
            let everywhere: i64 = balances.0.values().sum();
            prop_assert_eq!(everywhere, model.received, "received = everywhere it can be");
        }
    }
}

#[test]
fn the_oldest_lot_goes_first_and_over_two_lots_there_are_two_movements() {
    let places = places();
    let mut balances = Balances::default();
    for serial in [200, 100] {
        for event in decide(&balances, &command(&Step::Receive { store: 0, quantity: 5 }, &places, serial)).unwrap() {
            balances.post(&event.transfer());
        }
    }
    let events = decide(&balances, &command(&Step::Move { from: 0, to: 2, quantity: 7 }, &places, 300)).unwrap();
    let lots: Vec<_> = events.iter().map(|event| (event.transfer().lot, event.transfer().quantity)).collect();
    assert_eq!(lots, [(LotId(Uuid::from_u128(100)), 5), (LotId(Uuid::from_u128(200)), 2)]);
}
