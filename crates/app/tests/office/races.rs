//! Many officers at once.

use std::sync::Barrier;

use app::{
    AppError,
    cases::{self, CaseOpened},
    print::{self, PrintRecorded, PrintResult},
    stock::{self, BlanksMoved},
};
use domain::{
    access::Role,
    blank::Item,
    case::Purpose,
    id::{CaseId, PersonId},
    rule::Document,
};
use store::Engine;

use crate::{
    bed::{Bed, keyed, on_each_engine, plain, refusal},
    people::{add, blanks_at_printer, man, ready, receive, release, wish},
    snapshot::Snapshot,
};

/// Fewer tries on PostgreSQL, where each takes longer.
fn tries(bed: &Bed, on_sqlite: u16, on_postgres: u16) -> u16 {
    match bed.engine() {
        Engine::Sqlite => on_sqlite,
        Engine::Postgres => on_postgres,
    }
}

/// Runs one act per argument, all at the same instant; answers their results in order.
pub fn at_once<A: Send, T: Send>(arguments: Vec<A>, act: impl Fn(A) -> T + Sync) -> Vec<T> {
    let (barrier, act) = (Barrier::new(arguments.len()), &act);
    std::thread::scope(|scope| {
        let run = |argument| {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                act(argument)
            })
        };
        let threads: Vec<_> = arguments.into_iter().map(run).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// Requires exactly one success and this code from all others; answers the success.
fn one_wins<T: std::fmt::Debug>(results: Vec<Result<T, AppError>>, code: &str) -> T {
    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    for result in lost {
        assert_eq!(refusal(result), code);
    }
    let mut won: Vec<T> = won.into_iter().map(Result::unwrap).collect();
    assert_eq!(won.len(), 1, "{won:?}");
    won.remove(0)
}

#[test]
fn one_of_two_prints_counts() {
    on_each_engine(|bed| {
        let cases = i64::from(tries(bed, 50, 10));
        blanks_at_printer(bed, 2 * cases);
        let print = |(role, case): (Role, CaseId)| -> Result<PrintRecorded, AppError> {
            print::record(&bed.office, &bed.caller(role), &plain(), case, ("CETAK-1", ""), PrintResult::Good)
        };
        for number in 1..=cases {
            let (_, case) = ready(bed, number as u16);
            release(bed, &[case]);
            let won = one_wins(at_once(vec![(Role::Printing, case), (Role::SectionHead, case)], print), "PRINT-0001");
            assert_eq!(won.state, "printed");
            assert_eq!(bed.in_printers(), 2 * cases - number, "exactly one blank is used");
        }
        let counts = bed.verified();
        assert_eq!(counts["table_card"], cases);
    });
}

#[test]
fn the_last_blank_goes_to_one_printer() {
    on_each_engine(|bed| {
        receive(bed, 1);
        let stock = bed.caller(Role::Stock);
        let shift = |way: (&str, &str)| -> Result<BlanksMoved, AppError> {
            stock::move_blanks(&bed.office, &stock, &plain(), way, (Item::Blank, 1), "")
        };
        let rounds = tries(bed, 1_000, 40);
        for _ in 0..rounds {
            one_wins(at_once(vec![("GUDANG", "CETAK-1"), ("GUDANG", "CETAK-2")], shift), "BLANK-0001");
            let (place, _, pieces) = bed.blanks().remove(0);
            assert_eq!(pieces, 1);
            shift((&place, "GUDANG")).unwrap();
        }
        let counts = bed.verified();
        assert_eq!(counts["table_blank_movement"], 2 + 2 * i64::from(rounds));
    });
}

fn open(bed: &Bed, person: PersonId, key: Option<String>) -> Result<CaseOpened, AppError> {
    let request = key.map_or_else(plain, |key| keyed(&key, 1));
    cases::open(&bed.office, &bed.caller(Role::Counter), &request, wish(person, Purpose::First, [Document::KkCopy]))
}

#[test]
fn one_case_is_opened_for_a_person() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        let keys: Vec<u8> = (0..32).collect();
        one_wins(at_once(keys, |key| open(bed, person, (key % 2 == 0).then(|| key.to_string()))), "CASE-0003");
        assert_eq!(bed.verified()["table_case_file"], 1);
    });
}

#[test]
fn one_request_sent_by_many_is_done_once() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        let opened = at_once(vec![(); 16], |()| open(bed, person, Some("double click".to_owned())).unwrap());
        assert!(opened.iter().all(|one| *one == opened[0]), "{opened:?}");
        assert_eq!(bed.verified()["table_case_file"], 1);
    });
}

#[test]
fn one_nik_is_added_once() {
    on_each_engine(|bed| {
        let line = man(1);
        let added = at_once(vec![(); 16], |()| app::register::add_person(&bed.office, &bed.caller(Role::Counter), &plain(), &line));
        one_wins(added, "PERSON-0002");
        assert_eq!(Snapshot::of(bed).rows("person").len(), 1);
        bed.verified();
    });
}
