//! The blank ledger's tables, and the rules that the database itself keeps.

use domain::{
    blank::{Balances, BlankEvent, BlankState, Item},
    case::SpoilCause,
};
use store::{
    Store, Value,
    tables::{
        self, Folded,
        blank::{BalanceRow, LotRow, MovementRow},
    },
};

use crate::{
    bench::{at, check, is_refusal_of, read, try_write_at, write, write_at},
    office::{self, BIN, ISSUED, OUTSIDE, PRINTER, begin, card_id, case_id, delivery, issue, lot_id, place_id},
};

/// One movement of each kind.
fn movements() -> Vec<BlankEvent> {
    let (lot, printer) = (lot_id(1), place_id(PRINTER));
    let spoiled = |case| BlankEvent::Spoiled { lot, from: printer, bin: place_id(BIN), quantity: 2, cause: SpoilCause::NoChip, case };
    let used = BlankEvent::Used { lot, printer, issued: place_id(ISSUED), case: case_id(1), card: card_id(1) };
    vec![delivery(1, 500), issue(1, 100), used, spoiled(None), spoiled(Some(case_id(2)))]
}

fn rows<T: Folded>(store: &Store) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    read(store, |tx| tables::rows_of::<T>(tx, |row| rows.push(row)));
    rows
}

#[test]
fn movements_change_both_balances() {
    check("movements", |store| {
        begin(store);
        let mut expected = Balances::default();
        let mut posted = Vec::new();
        for (event, second) in movements().into_iter().zip(1..) {
            expected.post(&event.transfer());
            let one = event.clone();
            let seq = write_at(store, at(second), move |write| office::post(write, &one));
            posted.push(MovementRow { seq, at: at(second), event });
        }
        assert_eq!(read(store, |tx| tables::blank::balances(tx, Item::Blank)), expected);
        let mut at_printer = expected.clone();
        at_printer.0.retain(|(place, ..), _| *place == place_id(PRINTER));
        assert_eq!(read(store, |tx| tables::blank::balances_at(tx, place_id(PRINTER), Item::Blank)), at_printer);
        assert_eq!(at_printer.new_at(place_id(PRINTER)), 95);
        assert_eq!(rows::<MovementRow>(store), posted.iter().map(Folded::values).collect::<Vec<_>>());
        let BlankEvent::Received { lot, label, source, quantity, .. } = movements().remove(0) else { panic!("a delivery") };
        assert_eq!(
            rows::<LotRow>(store),
            [LotRow { lot, label, source, received_at: at(1), quantity, item: Item::Blank, request: None }.values()]
        );
        let balances = expected.0.into_iter().map(|(account, quantity)| BalanceRow { account, quantity }.values());
        assert_eq!(rows::<BalanceRow>(store), balances.collect::<Vec<_>>());
        assert!(!rows::<BalanceRow>(store).iter().any(|row| row[0] == place_id(OUTSIDE).into()), "outside keeps no account");
    });
}

#[test]
fn a_balance_below_zero_is_refused_by_the_database() {
    check("below zero", |store| {
        begin(store);
        write(store, |write| office::post(write, &delivery(1, 10)).map(drop));
        let before = rows::<BalanceRow>(store);
        let refused = try_write_at(store, at(1), |write| office::post(write, &issue(1, 11))).unwrap_err();
        assert!(is_refusal_of(store.engine(), &refused), "{refused:?}");
        assert_eq!(rows::<BalanceRow>(store), before);
        let by_hand = try_write_at(store, at(1), |write| write.execute("UPDATE blank_balance SET quantity = -1", &[]));
        assert!(is_refusal_of(store.engine(), &by_hand.unwrap_err()));
        assert!(try_write_at(store, at(1), |write| office::post(write, &issue(2, 1))).is_err(), "a lot that never came");
        assert_eq!(rows::<MovementRow>(store).len(), 1);
        assert_eq!(
            read(store, |tx| tables::blank::balances(tx, Item::Blank)).0.get(&(place_id(office::STORE), lot_id(1), BlankState::New)),
            Some(&10)
        );
    });
}

#[test]
fn a_lot_is_received_once() {
    check("lot twice", |store| {
        begin(store);
        write(store, |write| office::post(write, &delivery(1, 10)).map(drop));
        assert!(try_write_at(store, at(1), |write| office::post(write, &delivery(1, 10))).is_err());
        assert_eq!(read(store, |tx| tables::blank::balances(tx, Item::Blank)).new_at(place_id(office::STORE)), 10);
    });
}
