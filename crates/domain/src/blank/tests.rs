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
    Accept { store: usize, counted: i64 },
    Move { from: usize, to: usize, quantity: i64 },
    Reserve { at: usize, quantity: i64 },
    Settle { at: usize, doubted: bool, fate: usize },
    Spoil { from: usize, quantity: i64 },
    Lend { store: usize, quantity: i64 },
    ComeBack { store: usize, quantity: i64 },
    Destroy,
    Lose { at: usize, quantity: i64 },
    Find { at: usize, quantity: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let (any_place, quantity) = (|| 0..6usize, || -1..12i64);
    prop_oneof![
        (any_place(), quantity()).prop_map(|(store, quantity)| Step::Receive { store, quantity }),
        (0..2usize, 0..12i64).prop_map(|(store, counted)| Step::Accept { store, counted }),
        (any_place(), any_place(), quantity()).prop_map(|(from, to, quantity)| Step::Move { from, to, quantity }),
        (any_place(), quantity()).prop_map(|(at, quantity)| Step::Reserve { at, quantity }),
        (any_place(), any::<bool>(), 0..4usize).prop_map(|(at, doubted, fate)| Step::Settle { at, doubted, fate }),
        (any_place(), quantity()).prop_map(|(from, quantity)| Step::Spoil { from, quantity }),
        (any_place(), quantity()).prop_map(|(store, quantity)| Step::Lend { store, quantity }),
        (any_place(), quantity()).prop_map(|(store, quantity)| Step::ComeBack { store, quantity }),
        Just(Step::Destroy),
        (0..4usize, quantity()).prop_map(|(at, quantity)| Step::Lose { at, quantity }),
        (0..4usize, quantity()).prop_map(|(at, quantity)| Step::Find { at, quantity }),
    ]
}

/// The lot that lies in transit at a store, when there is one.
fn arriving(balances: &Balances, store: PlaceId) -> Option<LotId> {
    balances.lots_as(store, BlankState::InTransit).next().map(|(lot, _)| lot)
}

fn command(balances: &Balances, step: &Step, places: &[Place; 7], number: u128) -> BlankCommand {
    let (bin, issued, outside) = (places[4].id, places[5].id, places[6].id);
    let case = CaseId(Uuid::from_u128(number));
    let (paper, serials) = ("surat".to_owned(), Vec::new());
    match *step {
        Step::Receive { store, quantity } => BlankCommand::Receive {
            lot: LotId(Uuid::from_u128(number)),
            item: Item::Blank,
            label: "SJ-1".to_owned(),
            source: LotSource::Centre,
            outside,
            store: places[store].clone(),
            quantity,
            request: None,
            serials,
        },
        Step::Accept { store, counted } => {
            let lot = arriving(balances, places[store].id).unwrap_or(LotId(Uuid::from_u128(1)));
            BlankCommand::Accept { lot, at: places[store].clone(), counted }
        }
        Step::Move { from, to, quantity } => BlankCommand::Move { from: places[from].clone(), to: places[to].clone(), quantity, serials },
        Step::Reserve { at, quantity } => BlankCommand::Reserve { printer: places[at].clone(), quantity },
        Step::Settle { at, doubted, fate } => {
            let fate = match fate {
                0 => Fate::Card { issued, serial: None },
                1 => Fate::Spoiled { bin, cause: SpoilCause::FailedPrint, serial: None },
                2 => Fate::Unused,
                _ => Fate::Doubt,
            };
            let held = if doubted { BlankState::Uncertain } else { BlankState::Reserved };
            BlankCommand::Settle { printer: places[at].clone(), case, held, fate }
        }
        Step::Spoil { from, quantity } => {
            BlankCommand::Spoil { from: places[from].clone(), bin, quantity, cause: SpoilCause::Defect, serials }
        }
        Step::Lend { store, quantity } => {
            BlankCommand::GiveAway { store: places[store].clone(), outside, how: GivenAway::Lent, quantity, paper, serials }
        }
        Step::ComeBack { store, quantity } => BlankCommand::TakeBack { outside, store: places[store].clone(), quantity, paper },
        Step::Destroy => BlankCommand::Destroy { bin: places[4].clone(), minutes: "BA-1".to_owned() },
        Step::Lose { at, quantity } => BlankCommand::Lose { at: places[at].clone(), lot: None, held: BlankState::New, quantity, paper },
        Step::Find { at, quantity } => BlankCommand::Find { at: places[at].clone(), quantity, paper },
    }
}

/// The model: a purse per place and state, which knows no lots but those that arrive.
#[derive(Default)]
struct Model {
    purses: BTreeMap<(usize, BlankState), i64>,
    arriving: Vec<(usize, i64)>,
    received: i64,
}

const OUTSIDE: usize = 6;

impl Model {
    fn has(&self, at: usize, state: BlankState) -> i64 {
        self.purses.get(&(at, state)).copied().unwrap_or_default()
    }

    fn shift(&mut self, quantity: i64, from: (usize, BlankState), to: (usize, BlankState)) -> bool {
        if quantity < 1 || self.has(from.0, from.1) < quantity {
            return false;
        }
        *self.purses.entry(from).or_default() -= quantity;
        *self.purses.entry(to).or_default() += quantity;
        true
    }

    /// Applies a step if it is legal; says whether it was.
    fn step(&mut self, step: &Step) -> bool {
        use BlankState as S;
        let (store, holder, printer) = (|at: usize| at < 2, |at: usize| at < 4, |at: usize| (2..4).contains(&at));
        match *step {
            Step::Receive { store: at, quantity } if store(at) && quantity > 0 => {
                *self.purses.entry((at, S::InTransit)).or_default() += quantity;
                self.arriving.push((at, quantity));
                self.received += quantity;
                true
            }
            Step::Accept { counted: 0, .. } => true,
            Step::Accept { store, counted } => {
                let Some(lot) = self.arriving.iter_mut().find(|(at, left)| *at == store && *left > 0) else { return false };
                if lot.1 < counted {
                    return false;
                }
                lot.1 -= counted;
                self.shift(counted, (store, S::InTransit), (store, S::New))
            }
            Step::Move { from, to, quantity } if holder(from) && holder(to) && from != to => {
                self.shift(quantity, (from, S::New), (to, S::New))
            }
            Step::Reserve { at, quantity } if printer(at) => self.shift(quantity, (at, S::New), (at, S::Reserved)),
            Step::Settle { at, doubted, fate } if printer(at) => {
                let from = (at, if doubted { S::Uncertain } else { S::Reserved });
                let to = [(5, S::Used), (4, S::Spoiled), (at, S::New), (at, S::Uncertain)];
                self.shift(1, from, to[fate])
            }
            Step::Spoil { from, quantity } if holder(from) => self.shift(quantity, (from, S::New), (4, S::Spoiled)),
            Step::Lend { store: at, quantity } if store(at) => self.shift(quantity, (at, S::New), (OUTSIDE, S::Lent)),
            Step::ComeBack { store: at, quantity } if store(at) => self.shift(quantity, (OUTSIDE, S::Lent), (at, S::New)),
            Step::Destroy => self.shift(self.has(4, S::Spoiled), (4, S::Spoiled), (4, S::Destroyed)),
            Step::Lose { at, quantity } => self.shift(quantity, (at, S::New), (at, S::Lost)),
            Step::Find { at, quantity } => self.shift(quantity, (at, S::Lost), (at, S::New)),
            _ => false,
        }
    }
}

fn ledger(balances: &Balances) -> Ledger {
    Ledger { balances: balances.clone(), ..Ledger::default() }
}

/// Histories tried: some 20,000 steps; with LOKET_TEST_FULL set, as `cargo xtask ci --full` does, a million.
#[expect(clippy::disallowed_methods, reason = "how long the tests may take is for the caller's environment to say")]
fn cases() -> u32 {
    if std::env::var("LOKET_TEST_FULL").is_ok() { 12_500 } else { 256 }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn the_ledger_is_the_model(steps in prop::collection::vec(step(), 80..81)) {
        let places = places();
        let mut balances = Balances::default();
        let mut model = Model::default();
        for (number, step) in (100u128..).zip(&steps) {
            // Which lots are on their way between stores is more than a purse can know.
            if matches!(step, Step::Move { from: 0..2, to: 0..2, .. }) {
                continue;
            }
            let before = balances.clone();
            let decided = decide(&ledger(&balances), &command(&balances, step, &places, number));
            prop_assert_eq!(decided.is_ok(), model.step(step), "{:?} {:?}", step, decided);
            for event in decided.unwrap_or_default() {
                balances.post(&event.transfer());
            }
            prop_assert!(balances.0.values().all(|quantity| *quantity >= 0), "never negative: {:?} {:?}", before, step);
            for (at, place) in places.iter().enumerate() {
                for state in BlankState::ALL {
                    prop_assert_eq!(balances.at(place.id, *state), model.has(at, *state), "{} {}", place.code, state);
                }
            }
            let everywhere: i64 = balances.0.values().sum();
            prop_assert_eq!(everywhere, model.received, "received = everywhere it can be");
        }
    }

    #[test]
    fn nothing_is_lost_on_its_way_between_stores(steps in prop::collection::vec(step(), 1..80)) {
        let places = places();
        let mut balances = Balances::default();
        let mut received = 0;
        for (number, step) in (100u128..).zip(&steps) {
            let decided = decide(&ledger(&balances), &command(&balances, step, &places, number)).unwrap_or_default();
            for event in decided {
                if let BlankEvent::Received { quantity, .. } = event {
                    received += quantity;
                }
                balances.post(&event.transfer());
            }
            prop_assert!(balances.0.values().all(|quantity| *quantity >= 0));
            prop_assert_eq!(balances.0.values().sum::<i64>(), received);
        }
    }
}

/// A lot of four known chips at the first printer, two of its blanks kept for cards, and a lot of unknown chips beside it.
fn chips(places: &[Place; 7]) -> (Ledger, LotId, Vec<Serial>) {
    let (known, other) = (LotId(Uuid::from_u128(50)), LotId(Uuid::from_u128(40)));
    let serials: Vec<Serial> = (1..=4).map(|number| Serial::parse(&format!("04a1-000{number}")).unwrap()).collect();
    let printer = places[2].id;
    let at = SerialAt { lot: known, place: printer, state: BlankState::New };
    let accounts =
        [((printer, known, BlankState::New), 4), ((printer, other, BlankState::Reserved), 1), ((printer, other, BlankState::New), 3)];
    let ledger = Ledger {
        balances: Balances(BTreeMap::from(accounts)),
        tracked: [known].into(),
        serials: serials.iter().map(|serial| (serial.clone(), at)).collect(),
    };
    (ledger, known, serials)
}

#[test]
fn a_chip_says_which_blank_became_the_card() {
    let places = places();
    let (mut ledger, known, serials) = chips(&places);
    let case = CaseId(Uuid::from_u128(9));
    let check = |serial: &Serial| BlankCommand::Settle {
        printer: places[2].clone(),
        case,
        held: BlankState::Reserved,
        fate: Fate::Card { issued: places[5].id, serial: Some(serial.clone()) },
    };
    let events = decide(&ledger, &check(&serials[0])).unwrap();
    assert_eq!(events.len(), 3, "the kept blank is let go, the one in hand kept, and used");
    for event in &events {
        ledger.balances.post(&event.transfer());
    }
    assert_eq!(ledger.balances.of_lot(places[5].id, known, BlankState::Used), 1);
    assert_eq!(ledger.balances.at(places[2].id, BlankState::Reserved), 0);
    let unknown = Serial::parse("FFFF").unwrap();
    assert_eq!(decide(&ledger, &check(&unknown)), Err(BlankRefusal::SerialUnknown { serial: unknown.clone() }));
    let gone = SerialAt { lot: known, place: places[5].id, state: BlankState::Used };
    ledger.serials.insert(serials[0].clone(), gone);
    let elsewhere = BlankRefusal::SerialElsewhere { serial: serials[0].clone(), place: gone.place, state: gone.state };
    assert_eq!(decide(&ledger, &check(&serials[0])), Err(elsewhere));
}

#[test]
fn blanks_of_known_chips_leave_only_by_name() {
    let places = places();
    let (ledger, _, serials) = chips(&places);
    let spoil = |quantity, serials| BlankCommand::Spoil {
        from: places[2].clone(),
        bin: places[4].id,
        quantity,
        cause: SpoilCause::NoChip,
        serials,
    };
    assert!(decide(&ledger, &spoil(3, Vec::new())).is_ok(), "the other lot's chips are not known");
    assert_eq!(decide(&ledger, &spoil(4, Vec::new())), Err(BlankRefusal::SerialsNeeded));
    assert!(decide(&ledger, &spoil(2, serials[..2].to_vec())).is_ok());
    assert_eq!(decide(&ledger, &spoil(3, serials[..2].to_vec())), Err(BlankRefusal::SerialCount { quantity: 3, serials: 2 }));
    let twice = vec![serials[0].clone(), serials[0].clone()];
    assert_eq!(decide(&ledger, &spoil(2, twice)), Err(BlankRefusal::SerialTwice { serial: serials[0].clone() }));
}

#[test]
fn the_oldest_lot_goes_first_and_over_two_lots_there_are_two_movements() {
    let places = places();
    let mut balances = Balances::default();
    for number in [200, 100] {
        for step in [Step::Receive { store: 0, quantity: 5 }, Step::Accept { store: 0, counted: 5 }] {
            for event in decide(&ledger(&balances), &command(&balances, &step, &places, number)).unwrap() {
                balances.post(&event.transfer());
            }
        }
    }
    let step = Step::Move { from: 0, to: 2, quantity: 7 };
    let events = decide(&ledger(&balances), &command(&balances, &step, &places, 300)).unwrap();
    let lots: Vec<_> = events.iter().map(|event| (event.transfer().lot, event.transfer().quantity)).collect();
    assert_eq!(lots, [(LotId(Uuid::from_u128(100)), 5), (LotId(Uuid::from_u128(200)), 2)]);
}

#[test]
fn one_missing_of_five_hundred_stays_on_its_way() {
    let places = places();
    let mut balances = Balances::default();
    for step in [Step::Receive { store: 0, quantity: 500 }, Step::Accept { store: 0, counted: 499 }] {
        for event in decide(&ledger(&balances), &command(&balances, &step, &places, 100)).unwrap() {
            balances.post(&event.transfer());
        }
    }
    assert_eq!((balances.new_at(places[0].id), balances.at(places[0].id, BlankState::InTransit)), (499, 1));
    let more = command(&balances, &Step::Accept { store: 0, counted: 2 }, &places, 101);
    assert_eq!(decide(&ledger(&balances), &more), Err(BlankRefusal::MoreThanSent { expected: 1, counted: 2 }));
}
