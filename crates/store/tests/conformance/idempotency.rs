//! Idempotency keys.

use jiff::SignedDuration;
use store::{
    Store,
    idempotency::{self, Key, Known},
};

use crate::{
    bench::{at, check, days, try_write_at, write, write_at},
    office::{account_id, begin},
};

fn key(account: u64, route: &'static str, text: &str, body: u8) -> Key {
    Key { account: account_id(account), route, key: text.to_owned(), body_hash: [body; 32] }
}

fn find(store: &Store, key: &Key) -> Known {
    let key = key.clone();
    write(store, move |write| idempotency::find(write, &key))
}

#[test]
fn a_key_is_new_then_the_same_or_another() {
    check("keys", |store| {
        begin(store);
        let first = key(1, "open_case", "k", 1);
        assert_eq!(find(store, &first), Known::New);
        let kept = first.clone();
        write(store, move |write| idempotency::keep(write, &kept, "case/1"));
        assert_eq!(find(store, &first), Known::Same("case/1".to_owned()));
        assert_eq!(find(store, &key(1, "open_case", "k", 2)), Known::Other, "another body");
        for other in [key(2, "open_case", "k", 1), key(1, "cancel_case", "k", 1), key(1, "open_case", "K", 1)] {
            assert_eq!(find(store, &other), Known::New, "another account, route or key: {other:?}");
        }
        let again = try_write_at(store, at(0), move |write| idempotency::keep(write, &first, "case/2"));
        assert!(again.is_err(), "an outcome is kept once");
    });
}

#[test]
fn a_refused_command_keeps_nothing() {
    check("refused", |store| {
        begin(store);
        let refused = key(1, "open_case", "k", 1);
        let kept = refused.clone();
        let failed = try_write_at(store, at(0), move |write| {
            idempotency::keep(write, &kept, "case/1")?;
            Err::<(), _>(store::StoreFault::Missing("a document"))
        });
        assert!(failed.is_err());
        assert_eq!(find(store, &refused), Known::New);
    });
}

#[test]
fn keys_are_forgotten_after_seven_days() {
    check("sweep", |store| {
        begin(store);
        let (old, young) = (key(1, "open_case", "old", 1), key(1, "open_case", "young", 1));
        let kept = old.clone();
        write(store, move |write| idempotency::keep(write, &kept, "case/1"));
        let kept = young.clone();
        write_at(store, at(1), move |write| idempotency::keep(write, &kept, "case/2"));
        assert_eq!(write_at(store, days(7), idempotency::sweep), 0);
        let just_after = days(7).checked_add(SignedDuration::from_micros(1)).unwrap();
        assert_eq!(write_at(store, just_after, idempotency::sweep), 1);
        assert_eq!(find(store, &old), Known::New);
        assert_eq!(find(store, &young), Known::Same("case/2".to_owned()));
    });
}
