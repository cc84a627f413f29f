//! A repeated request is done once.

use app::{
    AppError,
    cases::{self, CaseOpened},
    register,
};
use domain::{access::Role, case::Purpose, id::PersonId, rule::Document};

use crate::{
    bed::{Bed, keyed, on_each_engine, refusal},
    people::{add, man, open_first, wish},
    snapshot::{Snapshot, unchanged},
};

fn open(bed: &Bed, role: Role, key: &str, content: u8, person: PersonId) -> Result<CaseOpened, AppError> {
    let new = wish(person, Purpose::First, [Document::KkCopy]);
    cases::open(&bed.office, &bed.caller(role), &keyed(key, content), new)
}

#[test]
fn the_same_request_has_the_same_outcome() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        let first = open(bed, Role::Counter, "k", 1, person).unwrap();
        let again = unchanged(bed, "a repeated request", || open(bed, Role::Counter, "k", 1, person)).unwrap();
        assert_eq!(first, again);
        assert_eq!(Snapshot::of(bed).rows("case_file").len(), 1);
        bed.verified();
    });
}

#[test]
fn the_same_key_with_another_content_is_a_conflict() {
    on_each_engine(|bed| {
        let (person, other) = (add(bed, &man(1)), add(bed, &man(2)));
        open(bed, Role::Counter, "k", 1, person).unwrap();
        let conflict = unchanged(bed, "a conflict", || open(bed, Role::Counter, "k", 2, other));
        assert!(matches!(conflict, Err(AppError::KeyReused)), "{conflict:?}");
    });
}

#[test]
fn a_refused_command_keeps_its_key() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        let counter = bed.caller(Role::Counter);
        let refused = open(bed, Role::Counter, "k", 1, PersonId(9_999));
        assert_eq!(refusal(refused), "PERSON-0001");
        open(bed, Role::Counter, "k", 2, person).unwrap();

        let mut line = man(2);
        line.name = "<b>".to_owned();
        assert_eq!(refusal(register::add_person(&bed.office, &counter, &keyed("form", 1), &line)), "INPUT-0001");
        register::add_person(&bed.office, &counter, &keyed("form", 2), &man(2)).unwrap();
        bed.verified();
    });
}

#[test]
fn keys_belong_to_an_account_and_to_a_use_case() {
    on_each_engine(|bed| {
        let (person, other) = (add(bed, &man(1)), add(bed, &man(2)));
        open(bed, Role::Counter, "k", 1, person).unwrap();
        open(bed, Role::SectionHead, "k", 2, other).unwrap();
        let third = add(bed, &man(3));
        let case = open_first(bed, third);
        let cancelled = cases::cancel(&bed.office, &bed.caller(Role::Counter), &keyed("k", 1), case, "salah ketik").unwrap();
        assert_eq!(cancelled.state, "cancelled");
        assert_eq!(Snapshot::of(bed).rows("idempotency").len(), 3);
    });
}

#[test]
fn the_outcome_is_given_only_to_those_who_may() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        open(bed, Role::Counter, "k", 1, person).unwrap();
        let mut demoted = bed.caller(Role::Counter);
        demoted.standing.role = Role::Auditor;
        let new = wish(person, Purpose::First, [Document::KkCopy]);
        assert_eq!(refusal(cases::open(&bed.office, &demoted, &keyed("k", 1), new)), "ACCESS-0001");
    });
}
