//! What a store promises on either engine: all or nothing, one snapshot, readers that cannot write, draws that repeat.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::channel,
    },
    time::Duration,
};

use domain::{access::Role, person::Sex};
use jiff::civil::date;
use store::{Draw, Engine, Location, LostRace, Store, StoreFault, Value, tables};

use crate::{
    bench::{KEY, at, check, check_homes, code, is_refusal_of, read, seed, try_write_at, write},
    office::{account, account_id, begin, begin_with},
};

/// Long enough for any machine; a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_secs(30);

fn accounts(store: &Store) -> usize {
    read(store, tables::account::all).len()
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    check("rollback", |store| {
        begin(store);
        let failed = try_write_at(store, at(0), |write| {
            tables::account::save(write, &account(2, "budi", Role::Counter))?;
            Err::<(), _>(StoreFault::Missing("a reason"))
        });
        assert!(matches!(failed, Err(StoreFault::Missing("a reason"))));
        assert_eq!(accounts(store), 1);
        write(store, |write| tables::account::save(write, &account(2, "budi", Role::Counter)));
        assert_eq!(accounts(store), 2);
    });
}

#[test]
fn a_write_that_panics_leaves_nothing_and_says_so() {
    check("panic", |store| {
        begin(store);
        for _ in 0..4 {
            let panicked = try_write_at(store, at(0), |write| -> Result<(), StoreFault> {
                tables::account::save(write, &account(2, "budi", Role::Counter))?;
                panic!("a programming error in a write")
            });
            assert!(matches!(panicked, Err(StoreFault::Panicked)), "{panicked:?}");
        }
        assert_eq!(accounts(store), 1);
        write(store, |write| tables::account::save(write, &account(2, "budi", Role::Counter)));
    });
}

#[test]
fn a_statement_that_failed_unseen_is_never_acknowledged_and_lost() {
    check("ignored failure", |store| {
        begin(store);
        let answer = try_write_at(store, at(0), |write| {
            tables::account::save(write, &account(2, "budi", Role::Counter))?;
            // The username is taken; the closure does not look.
            let _ = tables::account::save(write, &account(3, "siti", Role::Counter));
            Ok(())
        });
        let expected = if answer.is_ok() { 2 } else { 1 };
        assert_eq!(accounts(store), expected, "what was acknowledged stands, what was not does not: {answer:?}");
    });
}

#[test]
fn readers_that_panic_give_their_connection_back() {
    check_homes("panicking readers", |home| {
        let store = home.open();
        begin(&store);
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            for _ in 0..20 {
                let bug = || store.read(|_| -> Result<(), StoreFault> { panic!("a bug in a reader") });
                assert!(catch_unwind(AssertUnwindSafe(bug)).is_err());
            }
            sender.send(accounts(&store))
        });
        assert_eq!(receiver.recv_timeout(DEADLINE), Ok(1));
    });
}

#[test]
fn readers_that_fail_give_their_connection_back() {
    check("failing readers", |store| {
        begin(store);
        for _ in 0..20 {
            assert!(store.read(|tx| tx.query::<i64>("SELECT nothing FROM nowhere", &[])).is_err());
            assert!(store.read(|_| Err::<(), _>(StoreFault::Missing("a reason"))).is_err());
        }
        assert_eq!(accounts(store), 1);
    });
}

#[test]
fn a_read_sees_one_snapshot() {
    check("snapshot", |store| {
        begin(store);
        read(store, |tx| {
            assert_eq!(tables::account::all(tx)?.len(), 1);
            write(store, |write| tables::account::save(write, &account(2, "budi", Role::Counter)));
            assert_eq!(tables::account::all(tx)?.len(), 1, "the write came later");
            Ok(())
        });
        assert_eq!(accounts(store), 2);
    });
}

#[test]
fn a_reader_cannot_write() {
    check("readers", |store| {
        begin(store);
        let refused = store.read(|tx| tx.execute("UPDATE account SET name = 'x'", &[])).unwrap_err();
        assert!(is_refusal_of(store.engine(), &refused), "{refused:?}");
        let name = read(store, |tx| tables::account::find_by_username(tx, "siti")).map(|account| account.name);
        assert_eq!(name.as_deref(), Some("Petugas 1"));
    });
}

#[test]
fn a_store_opened_for_reading_does_not_write_and_sees_what_was_acknowledged() {
    check_homes("read only", |home| {
        let store = home.open();
        begin(&store);
        let beside = home.open_read_only(KEY);
        assert_eq!(accounts(&beside), 1, "durable before the answer");
        write(&store, |write| tables::account::save(write, &account(2, "budi", Role::Counter)));
        assert_eq!(accounts(&beside), 2);
        let refused = try_write_at(&beside, at(0), |write| tables::account::save(write, &account(3, "ani", Role::Counter)));
        assert!(matches!(refused, Err(StoreFault::WriterStopped)), "{refused:?}");
        assert_eq!(accounts(&store), 2);
        assert_eq!(beside.engine(), store.engine());
    });
}

#[test]
fn what_is_not_there_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Location::Folder(folder.path().join("none"));
    let refused = Store::open(&missing, code(), KEY, Box::new(|| {})).err();
    assert!(matches!(refused, Some(StoreFault::File { .. })), "{refused:?}");
    assert!(Store::offices(&Location::Folder(folder.path().to_path_buf())).is_err(), "an empty folder holds no office");
    let bad_address = Location::Database("not an address".to_owned());
    assert!(matches!(Store::open(&bad_address, code(), KEY, Box::new(|| {})).err(), Some(StoreFault::Postgres(_))));
}

#[test]
fn values_of_every_kind_go_there_and_back() {
    check("values", |store| {
        let text = "tab\t newline\n return\r backslash \\ \\N quote ' \" é \u{1F926}";
        let rows: Vec<Vec<Value>> = vec![
            vec!["5201".into(), text.into(), "WIB".into(), true.into()],
            vec!["5202".into(), String::new().into(), "WIT".into(), false.into()],
        ];
        write(store, move |write| {
            write.insert_many("INSERT INTO office (office, name, zone, demo) VALUES (?1, ?2, ?3, ?4)", &rows)?;
            write.insert_many("INSERT INTO office (office, name, zone, demo) VALUES (?1, ?2, ?3, ?4)", &[])
        });
        let mut found = Vec::new();
        read(store, |tx| {
            tx.for_each("SELECT name, demo FROM office ORDER BY office", &[], |mut row| {
                found.push((row.text()?, row.bool()?));
                Ok(())
            })
        });
        assert_eq!(found, [(text.to_owned(), true), (String::new(), false)]);
        let heads = vec![vec!["5201".into(), i64::MIN.into(), vec![0, 255, 92, 9].into()]];
        write(store, move |write| write.insert_many("INSERT INTO journal_head (office, seq, chain_hash) VALUES (?1, ?2, ?3)", &heads));
        read(store, |tx| {
            tx.for_each("SELECT seq, chain_hash FROM journal_head", &[], |mut row| {
                assert_eq!((row.integer()?, row.bytes()?), (i64::MIN, vec![0, 255, 92, 9]));
                Ok(())
            })
        });
    });
}

#[test]
fn a_row_that_must_exist_is_missed_by_name_and_a_wrong_kind_is_noticed() {
    check("kinds", |store| {
        begin_with(store, &["SITI"]);
        let none = store.read(|tx| tx.get::<i64>("SELECT person FROM person WHERE person = 99", &[]));
        assert!(matches!(none, Err(StoreFault::Missing(_))));
        assert_eq!(read(store, |tx| tx.find::<i64>("SELECT person FROM person WHERE person = 99", &[])), None);
        let text = store.read(|tx| tx.get::<i64>("SELECT name FROM person", &[]));
        assert!(matches!(text, Err(StoreFault::Corrupt(_))), "{text:?}");
        let number = store.read(|tx| tx.get::<String>("SELECT person FROM person", &[]));
        assert!(matches!(number, Err(StoreFault::Corrupt(_))), "{number:?}");
        assert_eq!(write(store, |write| write.execute("UPDATE person SET rt = 9 WHERE person = ?1", &[1.into()])), 1);
    });
}

#[test]
fn columns_that_may_be_null_are_read_as_such() {
    check("nulls", |store| {
        begin_with(store, &["SITI"]);
        let sql = "SELECT kk, phone, central_code, central_on, rt, birth_date, central_on, sex, sex FROM person";
        read(store, |tx| {
            tx.for_each(sql, &[], |mut row| {
                assert!(row.text_or_null()?.is_some() && row.text_or_null()?.is_some());
                assert_eq!((row.text_or_null()?, row.date_or_null()?, row.integer_or_null()?), (None, None, Some(1)));
                assert_eq!((row.date_or_null()?, row.date_or_null()?), (Some(date(1985, 5, 12)), None));
                assert_eq!(row.parse_or_null(Sex::from_code)?, Some(Sex::Male));
                assert!(matches!(row.parse(Role::from_code), Err(StoreFault::Corrupt(_))), "no role");
                assert!(matches!(row.text(), Err(StoreFault::Corrupt(_))), "no column is left");
                assert_eq!(row.rest(), []);
                Ok(())
            })
        });
        write(store, |write| store::jobs::enqueue(write, "sms", "{}", at(7)));
        let sql = "SELECT run_at, last_error, attempts, run_at, last_error, run_at FROM job";
        read(store, |tx| {
            tx.for_each(sql, &[], |mut row| {
                assert_eq!((row.timestamp()?, row.integer_or_null()?, row.integer_or_null()?), (at(7), None, Some(0)));
                assert_eq!((row.timestamp_or_null()?, row.timestamp_or_null()?), (Some(at(7)), None));
                assert_eq!(row.rest(), [Value::from(at(7))]);
                Ok(())
            })
        });
    });
}

#[test]
fn a_draw_repeats_with_its_seed() {
    let seed = seed(at(0));
    let draw = || Draw::new(seed.bytes, seed.now);
    let (mut one, mut other) = (draw(), draw());
    assert_eq!(one.bytes32(), other.bytes32());
    assert_eq!(one.bytes24(), other.bytes24());
    assert_eq!(one.bits64(), other.bits64());
    assert_eq!(one.uuid(), other.uuid());
    assert_ne!(one.bytes32(), one.bytes32());
    let id = one.uuid();
    assert_eq!((id.get_version_num(), id.get_timestamp().map(|stamp| stamp.to_unix().0)), (7, Some(1_669_338_000)));
    assert!(draw().case_id().0 > Draw::new([255; 32], at(-1)).case_id().0, "later identifiers are greater");
    let ids = [one.account_id().0, one.card_id().0, one.case_id().0, one.import_id().0, one.lot_id().0, one.place_id().0, one.job_id().0];
    assert!(ids.iter().enumerate().all(|(index, id)| !ids[..index].contains(id)));
}

#[test]
fn a_lost_race_is_told_from_other_faults() {
    assert!(!StoreFault::Panicked.lost_race());
    check("lost race", |store| {
        begin(store);
        if store.engine() != Engine::Postgres {
            return;
        }
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&runs);
        let answer = try_write_at(store, at(0), move |write| {
            if counted.fetch_add(1, Ordering::Relaxed) < 2 {
                write.execute("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$", &[])?;
            }
            tables::account::save(write, &account(2, "budi", Role::Counter))
        });
        assert!(answer.is_ok(), "{answer:?}");
        assert_eq!(runs.load(Ordering::Relaxed), 3, "it is run again from the start");
        assert_eq!(read(store, |tx| tables::account::find_by_username(tx, "budi")).map(|found| found.id), Some(account_id(2)));
    });
}
