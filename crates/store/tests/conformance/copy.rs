//! What a copy of an office is made of: the plan of its tables, rows carried from any engine to any other, derived rows in bulk.

use std::sync::Arc;

use domain::{id::PersonId, person::Person};
use store::{
    Store, StoreFault,
    copy::{self, Ground, Table, Way},
    declared::{Class, TABLES},
    idempotency::{self, Key},
    jobs, search, session,
    tables::{self, place},
};

use crate::{
    bench::{Home, KEY, at, check, check_homes, code, compare, days, read, try_execute, try_write_at, write},
    office::{account_id, begin, begin_with, person, places},
};

#[test]
fn every_table_has_its_way_and_comes_after_what_it_needs() {
    let plan = compare("plan", |store| read(store, copy::plan));
    let place_of = |name: &str| plan.iter().position(|table| table.name == name).unwrap();
    assert_eq!(plan.len(), TABLES.len());
    for (name, class) in TABLES {
        let way = plan[place_of(name)].way;
        let expected = match (class, *name) {
            (Class::Folded, _) => Way::Derived,
            (_, "name_word") => Way::Indexed,
            (_, "schema_migration") => Way::Left,
            _ => Way::Carried,
        };
        assert_eq!(way, expected, "{name}");
        for source in ["journal_head", "journal", "journal_payload", "subject_key"] {
            let first = *class != Class::Folded || place_of(source) < place_of(name);
            assert!(first, "{name} is derived from {source}");
        }
    }
    for (before, after) in [
        ("journal_head", "journal"),
        ("journal", "journal_payload"),
        ("office", "person_history"),
        ("person_history", "person"),
        ("central_observation", "person"),
        ("person", "case_file"),
        ("case_file", "card"),
        ("account", "credential"),
        ("account", "session"),
    ] {
        assert!(place_of(before) < place_of(after), "{before} before {after}");
    }
}

#[test]
fn a_table_that_is_not_declared_stops_the_plan() {
    check("strangers", |store| {
        try_execute(store, "CREATE TABLE extra (office TEXT NOT NULL PRIMARY KEY)").unwrap();
        let planned = store.read(copy::plan);
        assert!(matches!(&planned, Err(StoreFault::Schema(what)) if what.contains("extra")), "{planned:?}");
    });
}

/// Letters that COPY writes in its own way.
const ODD_HASH: &str = "\\N\t\n\r\\.'\"é";

/// An office whose operational rows hold every kind of value and every letter that COPY writes in its own way.
fn odd_office(home: &Home) -> Store {
    let store = home.open();
    begin_with(&store, &["SITI AMINAH", "BUDI"]);
    write(&store, |write| {
        let account = account_id(1);
        session::begin(write, &[0; 32], account, session::SessionKind::Api, days(1))?;
        session::set_password(write, account, ODD_HASH)?;
        let key = Key { account, route: "r", key: "k\\t".to_owned(), body_hash: [255; 32] };
        idempotency::keep(write, &key, "{\"a\":\"\\n\"}")?;
        jobs::enqueue(write, "sweep", "", at(60))?;
        Ok(())
    });
    store
}

fn table(store: &Store, name: &str) -> Table {
    read(store, copy::plan).into_iter().find(|table| table.name == name).unwrap()
}

#[test]
fn rows_are_carried_as_they_are() {
    check_homes("carried from", |from| {
        let source = Arc::new(odd_office(from));
        check_homes("carried to", |to| {
            let target = to.open();
            begin(&target);
            for name in ["session", "credential", "idempotency", "job"] {
                let table = table(&source, name);
                let (carrying, carried) = (Arc::clone(&source), table.clone());
                let (tally, told) = write(&target, move |to| {
                    let mut told = 0;
                    let tally = carrying.read(|from| copy::carry(from, to, &carried, |rows| told += rows))?;
                    Ok((tally, told))
                });
                assert_eq!((tally.rows, told), (1, 1), "{name}");
                assert_eq!(read(&target, |tx| copy::tally(tx, &table)), tally, "{name}");
                assert_eq!(read(&source, |tx| copy::tally(tx, &table)), tally, "{name}");
                assert_eq!(read(&target, |tx| copy::count(tx, &table)), tally.rows, "{name}");
            }
            let account = account_id(1);
            let found = read(&target, |tx| session::find(tx, &[0; 32], session::SessionKind::Api, at(0)));
            assert_eq!(found.map(|found| found.account), Some(account));
            let credential = read(&target, |tx| session::find_credential(tx, "siti"));
            assert_eq!(credential.map(|found| found.password_hash).as_deref(), Some(ODD_HASH));
        });
    });
}

#[test]
fn another_row_has_another_tally() {
    check("tally", |store| {
        begin(store);
        let place = table(store, "place");
        assert_eq!(read(store, |tx| copy::tally(tx, &place)).rows, places().len() as i64);
        for change in [
            "UPDATE place SET name = 'x' WHERE code = 'LUAR'",
            "UPDATE place SET name = code, code = name WHERE code = 'RAK-01'",
            "DELETE FROM place WHERE code = 'RAK-02'",
        ] {
            let known = read(store, |tx| copy::tally(tx, &place));
            try_execute(store, change).unwrap();
            assert_ne!(read(store, |tx| copy::tally(tx, &place)), known, "{change}");
        }
    });
}

#[test]
fn derived_people_are_the_people_and_their_names_are_found() {
    check("people", |store| {
        begin(store);
        let people: Vec<Person> = (1..).zip(["SITI AMINAH", "BUDI"]).map(|(number, name)| person(number, name)).collect();
        let written = people.clone();
        let words = write(store, move |to| {
            let words = copy::insert_people(to, &written)?;
            copy::insert_words(to, &words)?;
            Ok(words)
        });
        assert_eq!(words.len(), 3, "{words:?}");
        for person in &people {
            assert_eq!(read(store, |tx| tables::person::find(tx, person.id)), Some(person.clone()));
        }
        read(store, |tx| store.vocabulary().load(tx));
        let named = |query: &str| read(store, |tx| search::people_named(tx, store.vocabulary(), query, "", 10));
        assert_eq!(named("budi"), [PersonId(2)]);
        assert_eq!(named("siti amina"), [PersonId(1)]);
        let none = write(store, |to| copy::insert_states::<Person>(to, std::iter::empty()));
        assert_eq!(none, 0);
    });
}

#[test]
fn a_database_is_looked_at_without_being_changed() {
    if let Some(home) = Home::database() {
        let location = home.location();
        for _ in 0..2 {
            assert_eq!(copy::ground(&location).unwrap(), Ground::Empty);
        }
        begin(&home.open());
        assert_eq!(copy::ground(&location).unwrap(), Ground::Offices(vec![code()]));
        try_execute(&home.open(), "DROP TABLE schema_migration").unwrap();
        assert_eq!(copy::ground(&location).unwrap(), Ground::Strange);
    }
    let home = Home::folder();
    begin(&home.open());
    assert_eq!(copy::ground(&home.location()).unwrap(), Ground::Offices(vec![code()]));
}

#[test]
fn a_source_of_another_version_is_refused() {
    check("version", |store| {
        read(store, copy::expect_current_schema);
        for change in ["DELETE FROM schema_migration", "INSERT INTO schema_migration (number, digest) VALUES (999, 'x')"] {
            try_execute(store, change).unwrap();
            let refused = store.read(copy::expect_current_schema);
            assert!(matches!(refused, Err(StoreFault::Schema(_))), "{change}: {refused:?}");
        }
    });
}

#[test]
fn who_copies_owns_the_folder_and_writes_nothing() {
    let home = Home::folder();
    begin(&home.open());
    let store = Store::open_alone(&home.location(), code(), KEY).unwrap();
    let second = Store::open(&home.location(), code(), KEY, Box::new(|| {})).err();
    assert!(matches!(second, Some(StoreFault::Locked(_))), "{second:?}");
    assert_eq!(read(&store, place::all).len(), places().len());
    let refused = try_write_at(&store, at(0), |write| write.execute("DELETE FROM job", &[]));
    assert!(matches!(refused, Err(StoreFault::WriterStopped)), "{refused:?}");
    drop(store);
    home.open();
}
