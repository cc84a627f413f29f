//! An office is copied to another store: everything comes along, what can be derived is derived, and a copy that fails leaves nothing.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use app::{
    cases,
    copy::{self, Copied, CopyFault, Progress},
    register,
    setup::issue_api_token,
    sign_in::{SessionKind, caller, sign_in},
};
use domain::{access::Role, case::Purpose, rule::Document};
use rusqlite::Connection;
use store::{Engine, Seed, Store, StoreFault, Value, declared::TABLES, tables::office};

use crate::{
    bed::{Bed, Home, KEY, PASSWORD, code, homes, keyed, morning},
    people::{add, import, man, open_first, wish},
    snapshot::{Snapshot, unchanged},
    tamper::prepare,
};

/// The only table that tells of the database and not of the office.
const LEFT: &str = "schema_migration";

fn silent() -> Progress {
    Arc::new(|_, _| {})
}

fn seed() -> Seed {
    Seed { now: morning(), bytes: [9; 32] }
}

fn copy(source: Store, target: &Store) -> Result<Copied, CopyFault> {
    copy::copy(Arc::new(source), target, seed(), silent())
}

/// An office with a row in every table.
fn busy_office() -> Bed {
    let bed = prepare::bed();
    import(&bed, 120, 50);
    prepare::work(&bed);
    bed
}

/// All rows but those of the database itself; booleans are integers on SQLite, and columns may stand in another order.
fn rows(bed: &Bed) -> BTreeMap<&'static str, Vec<Vec<Value>>> {
    let snapshot = Snapshot::of(bed);
    let plain = |value: &Value| match value {
        Value::Bool(value) => Value::Integer(i64::from(*value)),
        other => other.clone(),
    };
    let table = |name: &'static str| {
        let mut rows: Vec<Vec<Value>> = snapshot.rows(name).iter().map(|row| row.iter().map(plain).collect()).collect();
        rows.sort();
        (name, rows)
    };
    TABLES.iter().filter(|(name, _)| *name != LEFT).map(|(name, _)| table(name)).collect()
}

#[test]
fn everything_comes_along_to_either_engine() {
    for home in homes() {
        let bed = busy_office();
        let before = rows(&bed);
        for (name, rows) in &before {
            assert!(!rows.is_empty(), "{name} has rows that can be lost");
        }
        let bed = bed.moved_to(home, |source, target| {
            let total = copy::rows(&source).unwrap();
            let told = Arc::new(Mutex::new(0));
            let telling = Arc::clone(&told);
            let progress: Progress = Arc::new(move |_, rows| *telling.lock().unwrap() += rows as i64);
            let copied = copy::copy(Arc::new(source), target, seed(), progress).unwrap();
            let written: i64 = copied.tables.iter().map(|(_, rows)| rows).sum();
            assert_eq!((*told.lock().unwrap(), written), (total, total), "every row is told of");
            assert_eq!(copied.figures.register.people, before["person"].len() as i64);
            for (name, rows) in &copied.tables {
                assert_eq!(*rows, before[name].len() as i64, "{name}");
            }
        });
        let after = rows(&bed);
        for (name, rows) in &before {
            assert_eq!(after[name], *rows, "{name} on {:?}", bed.engine());
        }
        bed.verified();
    }
}

#[test]
fn work_goes_on_where_it_stopped() {
    for home in homes() {
        let bed = Bed::on_sqlite();
        let counter = bed.caller(Role::Counter);
        let person = add(&bed, &man(1));
        let new = wish(person, Purpose::First, [Document::KkCopy]);
        let opened = cases::open(&bed.office, &counter, &keyed("k", 1), new.clone()).unwrap();
        let api = issue_api_token(&bed.office, counter.account).unwrap();
        let page = sign_in(&bed.office, "counter", PASSWORD).unwrap();
        let found = register::search(&bed.office, &counter, "suhardi").unwrap();
        assert_eq!(found.people.len(), 1);

        let bed = bed.moved_to(home, |source, target| drop(copy(source, target).unwrap()));
        let again = unchanged(&bed, "a repeated request", || cases::open(&bed.office, &counter, &keyed("k", 1), new.clone()));
        assert_eq!(again.unwrap(), opened);
        let conflict = cases::open(&bed.office, &counter, &keyed("k", 2), new);
        assert!(matches!(conflict, Err(app::AppError::KeyReused)), "{conflict:?}");
        for (token, kind) in [(&api, SessionKind::Api), (&page, SessionKind::Page)] {
            assert_eq!(caller(&bed.office, token, kind).unwrap(), Some(counter.clone()));
        }
        sign_in(&bed.office, "counter", PASSWORD).unwrap();
        assert_eq!(register::search(&bed.office, &counter, "suhardi").unwrap(), found);
        let other = add(&bed, &man(2));
        open_first(&bed, other);
        bed.verified();
    }
}

/// Changes a closed office's file, tries to copy it, and gives the fault after showing that the target holds nothing.
fn refused(home: &Home, target: Home, change: &str) -> CopyFault {
    let path = home.path().join("loket.db");
    Connection::open(path).unwrap().execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")).unwrap();
    let source = Store::open_alone(&home.location(), code(), KEY).unwrap();
    let store = Store::open(&target.location(), code(), KEY, Box::new(|| {})).unwrap();
    let fault = copy(source, &store).err().unwrap_or_else(|| panic!("{change} went unnoticed"));
    assert_eq!(store.read(office::codes).unwrap(), [], "{change}");
    assert!(matches!(store.read(store::journal::head), Err(StoreFault::Missing(_))), "{change}");
    fault
}

#[test]
fn a_copy_that_is_not_the_source_is_never_committed() {
    let forgotten = "DELETE FROM place WHERE code = 'RAK-04'";
    let forged = "DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'system' WHERE seq = (SELECT MAX(seq) FROM journal)";
    let altered = "DROP TRIGGER person_history_no_update; UPDATE person_history SET content = replace(content, 'SUHARDI', 'SUHARDA')";
    for target in homes() {
        let fault = refused(&one_case(), target, forgotten);
        assert!(matches!(&fault, CopyFault::Differs(what) if what == "place"), "{fault:?}");
    }
    for (change, check) in [(forged, "journal_chain"), (altered, "person_history")] {
        for target in homes() {
            let fault = refused(&one_case(), target, change);
            assert!(matches!(&fault, CopyFault::Unproven(problems) if problems[0].starts_with(check)), "{fault:?}");
        }
    }
}

/// Makes the target change each password hash that it takes in.
fn spoil(target: &Store) {
    let statements: &'static [&'static str] = match target.engine() {
        Engine::Sqlite => &["CREATE TRIGGER spoil AFTER INSERT ON credential BEGIN
             UPDATE credential SET password_hash = 'x' WHERE account = NEW.account; END"],
        Engine::Postgres => &[
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.password_hash := NEW.account; RETURN NEW; END'",
            "CREATE TRIGGER spoil BEFORE INSERT ON credential FOR EACH ROW EXECUTE FUNCTION spoil()",
        ],
    };
    for sql in statements {
        target.write("spoil", seed(), |write| write.execute(sql, &[])).unwrap();
    }
}

#[test]
fn what_arrives_as_something_else_is_noticed() {
    for home in homes() {
        let (left, store) = (one_case(), Store::open(&home.location(), code(), KEY, Box::new(|| {})).unwrap());
        spoil(&store);
        let source = Store::open_alone(&left.location(), code(), KEY).unwrap();
        let fault = copy(source, &store).err();
        assert!(matches!(&fault, Some(CopyFault::Differs(what)) if what == "credential"), "{fault:?}");
        assert_eq!(store.read(office::codes).unwrap(), []);
    }
}

fn one_case() -> Home {
    let bed = Bed::on_sqlite();
    let person = add(&bed, &man(1));
    open_first(&bed, person);
    bed.close()
}

#[test]
fn an_office_that_is_there_already_stays_as_it_is() {
    crate::bed::on_each_engine(|bed| {
        let home = one_case();
        let source = Store::open_alone(&home.location(), code(), KEY).unwrap();
        let result = unchanged(bed, "a copy onto an office", || copy(source, bed.office.store()));
        assert!(matches!(result, Err(CopyFault::Fault(_))), "{result:?}");
    });
}

#[test]
fn nobody_writes_in_the_source_meanwhile() {
    let home = one_case();
    let source = Store::open_alone(&home.location(), code(), KEY).unwrap();
    let served = Store::open(&home.location(), code(), KEY, Box::new(|| {})).err();
    assert!(matches!(served, Some(StoreFault::Locked(_))), "{served:?}");
    drop(source);
    let served = Store::open(&home.location(), code(), KEY, Box::new(|| {})).unwrap();
    let copied = Store::open_alone(&home.location(), code(), KEY).err();
    assert!(matches!(copied, Some(StoreFault::Locked(_))), "{copied:?}");
    drop(served);
}
