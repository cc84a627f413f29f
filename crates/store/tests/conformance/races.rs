//! Many writers at once, on both engines.

use domain::{Event, access::Role, id::AccountId};
use store::{
    Engine, Store, StoreFault,
    journal::{self, Actor},
    tables,
};

use crate::{
    bench::{at, check, check_homes, read, try_write_at, write},
    events::samples,
    office::{account, begin},
};

const THREADS: usize = 8;
const EACH: usize = 15;

/// Requires the journal to be gapless and chained; answers how long it is.
fn verified_length(store: &Store) -> i64 {
    let (mut last, mut previous) = (0, vec![0; 32]);
    for entry in read(store, |tx| journal::page(tx, 0, i64::MAX)) {
        assert_eq!(entry.seq, last + 1);
        assert_eq!(read(store, |tx| Ok(journal::expected_chain(tx, &previous, &entry)))[..], entry.chain_hash[..], "{}", entry.seq);
        (last, previous) = (entry.seq, entry.chain_hash);
    }
    assert_eq!(read(store, journal::head).chain_hash, previous);
    last
}

#[test]
fn writers_at_once_make_one_gapless_chain() {
    check("chain", |store| {
        write(store, journal::begin);
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                scope.spawn(move || {
                    for number in 0..EACH {
                        let event = samples()[(thread + number) % samples().len()].clone();
                        let refused = number % 5 == 4;
                        let answer = try_write_at(store, at(0), move |write| {
                            let seq = journal::append(write, Actor::System, &event)?;
                            if refused { Err(StoreFault::Missing("a reason")) } else { Ok(seq) }
                        });
                        assert_eq!(answer.is_err(), refused, "{answer:?}");
                    }
                });
            }
        });
        assert_eq!(verified_length(store), (THREADS * EACH * 4 / 5) as i64);
    });
}

#[test]
fn two_processes_share_a_database() {
    check_homes("two stores", |home| {
        let store = home.open();
        if store.engine() == Engine::Sqlite {
            return;
        }
        write(&store, journal::begin);
        let other = home.open();
        std::thread::scope(|scope| {
            for one in [&store, &other] {
                scope.spawn(move || {
                    for event in samples() {
                        write(one, move |write| journal::append(write, Actor::System, &event).map(drop));
                    }
                });
            }
        });
        assert_eq!(verified_length(&store), 2 * samples().len() as i64);
    });
}

#[test]
fn two_deciders_do_not_both_win() {
    check("deciders", |store| {
        begin(store);
        let role = Event::PasswordSet { account: AccountId(uuid::Uuid::nil()) };
        let wins: usize = std::thread::scope(|scope| {
            let decide = || {
                let role = role.clone();
                scope.spawn(move || {
                    try_write_at(store, at(0), move |write| {
                        if tables::account::find_by_username(write, "winner")?.is_some() {
                            return Ok(0);
                        }
                        journal::append(write, Actor::System, &role)?;
                        let winner = domain::account::Account { id: write.draw.account_id(), ..account(9, "winner", Role::Counter) };
                        tables::account::save(write, &winner)?;
                        Ok(1)
                    })
                    .unwrap()
                })
            };
            let threads: Vec<_> = (0..THREADS).map(|_| decide()).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(wins, 1);
    });
}

#[test]
fn a_lost_connection_is_replaced() {
    check("lost connection", |store| {
        begin(store);
        if store.engine() == Engine::Sqlite {
            return;
        }
        let lost = store.read(|tx| tx.get::<String>("SELECT pg_terminate_backend(pg_backend_pid())::text", &[]));
        assert!(matches!(lost, Err(StoreFault::Postgres(_))), "{lost:?}");
        let lost = try_write_at(store, at(0), |write| write.get::<String>("SELECT pg_terminate_backend(pg_backend_pid())::text", &[]));
        assert!(matches!(lost, Err(StoreFault::Postgres(_))), "{lost:?}");
        assert_eq!(read(store, tables::account::all).len(), 1);
        write(store, |write| tables::account::save(write, &account(2, "budi", Role::Counter)));
    });
}
