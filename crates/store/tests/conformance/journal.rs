//! The journal: gapless, chained, sealed; what was tampered with is noticed.

use domain::Event;
use store::{
    Engine, Store, StoreFault,
    journal::{self, Actor, Entry},
    keys::OfficeKey,
};

use crate::{
    bench::{KEY, at, check, check_homes, read, try_execute, try_write_at, write, write_at},
    events::samples,
    office::account_id,
};

const SYSTEM: Actor = Actor::System;

/// Appends this many events of all kinds in transactions of three; answers them.
fn append(store: &Store, count: usize) -> Vec<Event> {
    let events: Vec<Event> = samples().into_iter().cycle().take(count).collect();
    for (three, second) in events.chunks(3).zip(1..) {
        let three = three.to_vec();
        let actor = if second % 2 == 0 { SYSTEM } else { Actor::Account(account_id(1)) };
        write_at(store, at(second), move |write| three.iter().try_for_each(|event| journal::append(write, actor, event).map(drop)));
    }
    events
}

fn entries(store: &Store) -> Vec<Entry> {
    read(store, |tx| journal::page(tx, 0, i64::MAX))
}

/// Opens an entry with its subject's key.
fn open(store: &Store, entry: &Entry) -> Result<Option<Event>, StoreFault> {
    store.read(|tx| {
        let key = journal::find_key(tx, &entry.subject)?.ok_or(StoreFault::Missing("a key"))?;
        journal::open(tx, entry, &key)
    })
}

/// The first entry whose chain hash is not the expected one.
fn first_break(store: &Store, entries: &[Entry]) -> Option<i64> {
    let mut previous = vec![0; 32];
    for entry in entries {
        if read(store, |tx| Ok(journal::expected_chain(tx, &previous, entry)))[..] != entry.chain_hash[..] {
            return Some(entry.seq);
        }
        previous.clone_from(&entry.chain_hash);
    }
    None
}

#[test]
fn events_of_all_kinds_are_chained_and_read_back() {
    check("journal", |store| {
        assert!(matches!(store.read(journal::head), Err(StoreFault::Missing(_))), "it has not begun");
        write(store, journal::begin);
        assert_eq!(read(store, journal::head).seq, 0);
        let events = append(store, 54);
        let entries = entries(store);
        assert_eq!(entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), (1..=54).collect::<Vec<i64>>());
        assert_eq!(first_break(store, &entries), None);
        let head = read(store, journal::head);
        assert_eq!((head.seq, &head.chain_hash), (54, &entries[53].chain_hash));
        for (entry, event) in entries.iter().zip(&events) {
            assert_eq!(open(store, entry).unwrap().as_ref(), Some(event));
            assert_eq!(entry.act, event.act());
            assert_eq!(entry.at, at((entry.seq + 2) / 3));
            let subject = event.person().map_or(entry.subject.clone(), journal::person_subject);
            assert_eq!(entry.subject, subject, "a person's events are sealed under the person's key");
        }
        assert_eq!(entries[0].actor(), Some(Actor::Account(account_id(1))));
        assert_eq!(entries[3].actor(), Some(SYSTEM));
        assert!(try_write_at(store, at(0), journal::begin).is_err(), "it begins once");
    });
}

#[test]
fn the_latest_entries_about_a_subject_come_first() {
    check("about", |store| {
        write(store, journal::begin);
        append(store, 109);
        let all: Vec<i64> = entries(store).iter().filter(|entry| entry.subject == "person:1").map(|entry| entry.seq).rev().collect();
        let found = read(store, |tx| journal::about(tx, "person:1", 100));
        assert_eq!(found.iter().map(|entry| entry.seq).collect::<Vec<_>>(), all);
        assert_eq!(open(store, &found[0]).unwrap().map(|event| event.act()), Some("taken_by_proxy"));
        assert_eq!(read(store, |tx| journal::about(tx, "person:1", 2)).len(), 2);
        assert_eq!(read(store, |tx| journal::about(tx, "person:2", 2)).len(), 0);
        assert!(!read(store, |tx| journal::about(tx, "stock", 9)).is_empty());
        assert!(!read(store, |tx| journal::about(tx, "office", 9)).is_empty());
        assert!(!read(store, |tx| journal::about(tx, "register", 9)).is_empty());
    });
}

#[test]
fn a_payload_that_was_tampered_with_does_not_open() {
    check("tampering", |store| {
        write(store, journal::begin);
        append(store, 12);
        let entries = entries(store);
        for at_byte in [0, 24, 60] {
            let mut entry = entries[4].clone();
            entry.payload.as_mut().unwrap().1[at_byte] ^= 1;
            assert!(matches!(open(store, &entry), Err(StoreFault::Unsealable)), "byte {at_byte}");
        }
        let mut salted = entries[4].clone();
        salted.payload.as_mut().unwrap().0[0] ^= 1;
        assert!(matches!(open(store, &salted), Err(StoreFault::Corrupt(_))), "another salt");
        let mut other_leaf = entries[4].clone();
        other_leaf.leaf_hash[0] ^= 1;
        assert!(matches!(open(store, &other_leaf), Err(StoreFault::Corrupt(_))), "another leaf hash");
        let mut short = entries[4].clone();
        short.payload.as_mut().unwrap().1.truncate(20);
        assert!(matches!(open(store, &short), Err(StoreFault::Unsealable)), "cut off");
    });
}

#[test]
fn a_payload_opens_at_its_own_place_only() {
    check("moved payload", |store| {
        write(store, journal::begin);
        append(store, 109);
        let person: Vec<Entry> = entries(store).into_iter().filter(|entry| entry.subject == "person:1").collect();
        let moved = Entry { payload: person[0].payload.clone(), leaf_hash: person[0].leaf_hash.clone(), ..person[1].clone() };
        assert!(matches!(open(store, &moved), Err(StoreFault::Unsealable)), "same subject, same key, another place");
        let other_subject = Entry { subject: "office".to_owned(), ..person[0].clone() };
        assert!(matches!(open(store, &other_subject), Err(StoreFault::Unsealable)));
    });
}

#[test]
fn every_part_of_the_header_is_in_the_chain() {
    check("header", |store| {
        write(store, journal::begin);
        append(store, 6);
        let sound = entries(store);
        let changes: [fn(&mut Entry); 6] = [
            |entry| entry.seq += 1,
            |entry| entry.at = at(999),
            |entry| entry.actor.push('x'),
            |entry| entry.act = "case_verified".to_owned(),
            |entry| entry.subject.push('1'),
            |entry| entry.leaf_hash[31] ^= 1,
        ];
        for change in changes {
            let mut changed = sound.clone();
            change(&mut changed[2]);
            assert!(first_break(store, &changed).is_some());
        }
        let mut swapped = sound.clone();
        swapped.swap(1, 2);
        assert!(first_break(store, &swapped).is_some());
        let mut removed = sound.clone();
        removed.remove(2);
        assert!(first_break(store, &removed).is_some());
        assert_eq!(first_break(store, &sound), None);
    });
}

#[test]
fn the_chain_outlives_an_erased_payload() {
    check("erased", |store| {
        write(store, journal::begin);
        append(store, 9);
        let drop_guard = match store.engine() {
            Engine::Sqlite => "DROP TRIGGER journal_payload_no_delete",
            Engine::Postgres => "DROP TRIGGER journal_payload_no_delete ON journal_payload",
        };
        try_execute(store, drop_guard).unwrap();
        try_execute(store, "DELETE FROM journal_payload WHERE seq = 5").unwrap();
        let entries = entries(store);
        assert_eq!(entries.len(), 9);
        assert!(entries[4].payload.is_none());
        assert!(open(store, &entries[4]).unwrap().is_none());
        assert_eq!(first_break(store, &entries), None);
    });
}

#[test]
fn pages_follow_each_other_without_gap_or_overlap() {
    check("paging", |store| {
        write(store, journal::begin);
        append(store, 7);
        let mut seen = Vec::new();
        while let [.., last] = &read(store, |tx| journal::page(tx, seen.len() as i64, 3))[..] {
            let from = seen.len() as i64 + 1;
            seen.extend(from..=last.seq);
        }
        assert_eq!(seen, (1..=7).collect::<Vec<i64>>());
    });
}

#[test]
fn another_office_key_opens_nothing() {
    check_homes("another key", |home| {
        let store = home.open();
        write(&store, journal::begin);
        append(&store, 12);
        let other = home.open_read_only(OfficeKey::from_bytes([8; 32]));
        for entry in entries(&store) {
            assert!(matches!(open(&other, &entry), Err(StoreFault::Unsealable)));
        }
        assert_eq!(first_break(&other, &entries(&other)), None, "the chain needs no key");
        assert!(open(&home.open_read_only(KEY), &entries(&store)[0]).unwrap().is_some());
        assert_eq!(read(&store, |tx| journal::find_key(tx, "person:99")), None);
    });
}

#[test]
fn subjects_have_keys_of_their_own_and_a_wrapped_key_is_bound_to_its_subject() {
    check("subject keys", |store| {
        write(store, journal::begin);
        append(store, 109);
        let key = |subject: &'static str| read(store, |tx| journal::find_key(tx, subject)).unwrap();
        let keys = [key("person:1"), key("office"), key("stock"), key("register")];
        assert!(keys.iter().enumerate().all(|(index, one)| !keys[..index].contains(one)), "each has its own");
        try_execute(store, "DELETE FROM subject_key WHERE subject = 'stock'").unwrap();
        try_execute(store, "UPDATE subject_key SET subject = 'stock' WHERE subject = 'office'").unwrap();
        assert!(matches!(store.read(|tx| journal::find_key(tx, "stock")), Err(StoreFault::Unsealable)));
    });
}
