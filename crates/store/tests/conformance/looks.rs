//! The stream of looks: chained, found by person, counted by account.

use domain::{
    access::Role,
    case::CaseState,
    id::PersonId,
    look::{LookAnswer, LookReason, Sight},
    rule::Looked,
};
use store::{
    Store,
    looks::{self, AccountLooks, Look, ReasonGiven},
    tables,
};

use crate::{
    bench::{at, check, read, write, write_at},
    office::{account, account_id, begin_with, case, look},
};

const SITI: PersonId = PersonId(1);
const BUDI: PersonId = PersonId(2);

fn append(store: &Store, second: i64, look: Look) -> i64 {
    write_at(store, at(second), move |write| looks::append(write, &look))
}

fn seen(store: &Store, counted: Looked, since: i64, but: Option<PersonId>) -> i64 {
    read(store, |tx| looks::seen(tx, account_id(1), counted, at(since), but))
}

#[test]
fn looks_are_chained_and_found_by_person() {
    check("looks", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let refused = Look { answer: LookAnswer::Refused, ..look(1, &[1]) };
        let reasoned = Look { reason: Some(LookReason::Other), note: Some("surat 12".to_owned()), ..look(1, &[2]) };
        for (one, number) in [look(1, &[1]), look(1, &[1, 2, 2]), refused, reasoned].into_iter().zip(1..) {
            assert_eq!(append(store, number, one), number);
        }
        let page = read(store, |tx| looks::page(tx, 0, 10));
        let mut previous = vec![0; 32];
        for entry in &page {
            assert_eq!(read(store, |tx| Ok(looks::expected_chain(tx, &previous, entry)))[..], entry.chain_hash[..]);
            previous.clone_from(&entry.chain_hash);
        }
        let head = read(store, looks::head);
        assert_eq!((head.seq, head.chain_hash), (4, previous));
        let seqs = |person| read(store, |tx| looks::at_person(tx, person, 10)).iter().map(|entry| entry.seq).collect::<Vec<_>>();
        assert_eq!((seqs(SITI), seqs(BUDI)), (vec![2, 1], vec![4, 2]), "a refused look showed nobody");
        assert_eq!((read(store, |tx| looks::count_at_person(tx, SITI)), read(store, looks::count_index)), (2, 4));
        assert!(read(store, |tx| looks::is_indexed(tx, SITI, 1)) && !read(store, |tx| looks::is_indexed(tx, SITI, 3)));
        assert_eq!(read(store, |tx| looks::page(tx, 3, 10)).remove(0).look.note, Some("surat 12".to_owned()));
        assert_eq!(read(store, looks::anchored), 0);
        write(store, |write| looks::set_anchored(write, 4));
        assert_eq!(read(store, looks::anchored), 4);
    });
}

#[test]
fn what_an_account_saw_outside_cases_is_counted() {
    check("seen", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let inside = Look { outside: 0, ..look(1, &[2]) };
        let stopped = Look { answer: LookAnswer::ReasonAsked, ..look(1, &[2]) };
        for (one, second) in [look(1, &[1]), look(1, &[1]), look(1, &[1, 2]), inside, stopped].into_iter().zip(10..) {
            append(store, second, one);
        }
        assert_eq!((seen(store, Looked::Pages, 0, None), seen(store, Looked::Lists, 0, None)), (1, 2), "a person counts once");
        assert_eq!((seen(store, Looked::Pages, 11, None), seen(store, Looked::Lists, 12, None)), (0, 0), "what was before does not count");
        assert_eq!(seen(store, Looked::Pages, 0, Some(SITI)), 0, "the person who is about to be shown");
        append(store, 20, look(1, &[2]));
        assert_eq!(seen(store, Looked::Pages, 0, None), 2);
        write(store, |write| tables::case_file::save(write, &case(30, 2, CaseState::Collected)));
        assert_eq!(seen(store, Looked::Pages, 0, None), 1, "a case was opened after the look");
        let report = read(store, |tx| looks::by_account(tx, at(0), at(21)));
        assert_eq!(report, [AccountLooks { account: account_id(1), looks: 5, pages: 4, outside: 5, stopped: 1 }]);
        assert_eq!(read(store, |tx| looks::by_account(tx, at(21), at(99))), []);
    });
}

#[test]
fn a_reason_holds_until_its_end() {
    check("reason", |store| {
        begin_with(store, &["SITI"]);
        write(store, |write| tables::account::save(write, &account(2, "budi", Role::Counter)));
        let given = |note: Option<&str>| ReasonGiven { reason: LookReason::Enquiry, note: note.map(str::to_owned) };
        write(store, move |write| {
            looks::give_reason(write, account_id(1), &given(None), at(50))?;
            looks::give_reason(write, account_id(1), &given(Some("telepon")), at(100))
        });
        assert_eq!(read(store, |tx| looks::find_reason(tx, account_id(1), at(99))), Some(given(Some("telepon"))));
        assert_eq!(read(store, |tx| looks::find_reason(tx, account_id(1), at(100))), None);
        assert_eq!(read(store, |tx| looks::find_reason(tx, account_id(2), at(0))), None);
    });
}

#[test]
fn lists_of_a_task_are_counted_apart() {
    check("lists of a task", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let mut expected = 0;
        for (sight, second) in Sight::ALL.iter().zip(1..) {
            append(store, second, Look { sight: *sight, ..look(1, &[1, 2]) });
            expected += if sight.of_a_task() { 0 } else { 2 };
            assert_eq!(seen(store, Looked::Lists, 0, None), expected, "{sight}");
        }
    });
}
