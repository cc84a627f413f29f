//! The writer of SQLite: groups, savepoints, failures, the folder's lock.

use std::sync::{
    Arc, Barrier,
    atomic::{AtomicUsize, Ordering},
    mpsc::channel,
};

use domain::access::Role;
use store::{Store, StoreFault, tables};

use crate::{
    bench::{Home, KEY, at, code, read, try_write_at, write},
    office::{account, begin},
};

const THREADS: u64 = 32;
const WRITES: u64 = 200;

fn save(store: &Store, number: u64) -> Result<(), StoreFault> {
    try_write_at(store, at(0), move |write| tables::account::save(write, &account(number, &format!("u{number}"), Role::Counter)))
}

fn usernames(store: &Store) -> Vec<String> {
    read(store, tables::account::all).into_iter().map(|account| account.username).collect()
}

/// Holds the writer in a job until `others` are about to hand in theirs, so that they queue up and share groups.
fn queued_up<'a>(store: &'a Store, others: Vec<Box<dyn FnOnce() + Send + 'a>>) {
    let (entered_sender, entered) = channel();
    let (go, wait) = channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    let waiting = Barrier::new(others.len() + 1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            try_write_at(store, at(0), move |_| {
                entered_sender.send(()).unwrap();
                wait.lock().unwrap().recv().unwrap();
                Ok(())
            })
        });
        entered.recv().unwrap();
        for other in others {
            let waiting = &waiting;
            scope.spawn(move || {
                waiting.wait();
                other();
            });
        }
        waiting.wait();
        go.send(()).unwrap();
    });
}

#[test]
fn every_acknowledged_write_is_there_after_reopening() {
    let home = Home::folder();
    let store = home.open();
    begin(&store);
    std::thread::scope(|scope| {
        for thread in 1..=THREADS {
            let store = &store;
            scope.spawn(move || (0..WRITES).for_each(|number| save(store, thread * 1000 + number).unwrap()));
        }
    });
    drop(store);
    let store = home.open();
    assert_eq!(usernames(&store).len() as u64, THREADS * WRITES + 1);
}

#[test]
fn without_grouping_every_write_is_there_as_well() {
    let home = Home::folder();
    let store = Store::open_grouping(&home.location(), code(), KEY, Box::new(|| {}), 1).unwrap();
    begin(&store);
    std::thread::scope(|scope| {
        for thread in 1..=4 {
            let store = &store;
            scope.spawn(move || (0..20).for_each(|number| save(store, thread * 1000 + number).unwrap()));
        }
    });
    assert_eq!(usernames(&store).len(), 4 * 20 + 1);
}

#[test]
fn a_refused_write_changes_nothing_and_the_others_of_its_group_stand() {
    let home = Home::folder();
    let store = home.open();
    begin(&store);
    let refused = AtomicUsize::new(0);
    let work = |number: u64| -> Box<dyn FnOnce() + Send + '_> {
        let (store, refused) = (&store, &refused);
        Box::new(move || {
            let answer = try_write_at(store, at(0), move |write| {
                tables::account::save(write, &account(number, &format!("u{number}"), Role::Counter))?;
                if number.is_multiple_of(2) { Err(StoreFault::Missing("a reason")) } else { Ok(()) }
            });
            assert_eq!(answer.is_err(), number.is_multiple_of(2));
            refused.fetch_add(usize::from(answer.is_err()), Ordering::Relaxed);
        })
    };
    queued_up(&store, (10..30).map(work).collect());
    assert_eq!(refused.load(Ordering::Relaxed), 10);
    let expected: Vec<String> =
        ["siti".to_owned()].into_iter().chain((10_u64..30).filter(|n| !n.is_multiple_of(2)).map(|n| format!("u{n}"))).collect();
    assert_eq!(usernames(&store), expected);
}

#[test]
fn a_panic_rolls_its_own_savepoint_back_only() {
    let home = Home::folder();
    let store = home.open();
    begin(&store);
    let work = |number: u64| -> Box<dyn FnOnce() + Send + '_> {
        let store = &store;
        Box::new(move || {
            let answer = try_write_at(store, at(0), move |write| {
                tables::account::save(write, &account(number, &format!("u{number}"), Role::Counter))?;
                assert_ne!(number, 11, "a programming error");
                Ok(())
            });
            assert_eq!(matches!(answer, Err(StoreFault::Panicked)), number == 11, "{answer:?}");
        })
    };
    queued_up(&store, (10..13).map(work).collect());
    assert_eq!(usernames(&store), ["siti", "u10", "u12"]);
}

#[test]
fn a_transaction_ended_by_hand_stops_the_writer() {
    for statement in ["ROLLBACK", "COMMIT"] {
        let home = Home::folder();
        let (told, called) = channel();
        let store = home.open_with(Box::new(move || told.send(()).unwrap()));
        begin(&store);
        let failed = Arc::new(AtomicUsize::new(0));
        let work = |number: u64| -> Box<dyn FnOnce() + Send + '_> {
            let (store, failed) = (&store, Arc::clone(&failed));
            Box::new(move || {
                let answer = try_write_at(store, at(0), move |write| {
                    tables::account::save(write, &account(number, &format!("u{number}"), Role::Counter))?;
                    write.execute(statement, &[]).map(drop)
                });
                let stopped = matches!(answer, Err(StoreFault::CommitFailed | StoreFault::WriterStopped));
                assert!(stopped, "{statement}: {answer:?}");
                failed.fetch_add(1, Ordering::Relaxed);
            })
        };
        queued_up(&store, (10..13).map(work).collect());
        assert_eq!(failed.load(Ordering::Relaxed), 3);
        assert_eq!(called.recv(), Ok(()), "the process is told to end");
        assert!(matches!(save(&store, 50), Err(StoreFault::WriterStopped)));
        assert!(!usernames(&store).contains(&"u50".to_owned()), "reading goes on");
        drop(store);
        let again = home.open();
        write(&again, |write| tables::account::save(write, &account(60, "after", Role::Counter)));
    }
}

#[test]
fn what_was_written_before_a_rollback_by_hand_is_not_acknowledged() {
    let home = Home::folder();
    let store = home.open();
    begin(&store);
    let (entered_sender, entered) = channel();
    let (go, wait) = channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    std::thread::scope(|scope| {
        let store = &store;
        let first = scope.spawn(move || {
            try_write_at(store, at(0), move |write| {
                tables::account::save(write, &account(10, "first", Role::Counter))?;
                entered_sender.send(()).unwrap();
                wait.lock().unwrap().recv().unwrap();
                write.execute("ROLLBACK", &[]).map(drop)
            })
        });
        entered.recv().unwrap();
        go.send(()).unwrap();
        assert!(matches!(first.join().unwrap(), Err(StoreFault::CommitFailed)));
    });
    drop(store);
    assert_eq!(usernames(&home.open()), ["siti"], "nothing of it stands");
}

#[test]
fn one_process_owns_the_folder() {
    let home = Home::folder();
    let store = home.open();
    begin(&store);
    let second = Store::open(&home.location(), code(), KEY, Box::new(|| {}));
    assert!(matches!(second.err(), Some(StoreFault::Locked(folder)) if folder == home.path()));
    assert_eq!(usernames(&home.open_read_only(KEY)), ["siti"], "reading beside it is allowed");
    drop(store);
    assert_eq!(usernames(&home.open()), ["siti"], "the lock goes with its owner");
}
