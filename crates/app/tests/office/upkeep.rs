//! The daily sweep.

use app::{sign_in::sign_in, upkeep};
use domain::access::Role;
use jiff::SignedDuration;
use store::Value;

use crate::{
    bed::{Bed, PASSWORD, keyed, on_each_engine, refusal},
    people::{add, man, wish},
    snapshot::Snapshot,
};

fn rows(bed: &Bed, table: &str) -> usize {
    Snapshot::of(bed).rows(table).len()
}

/// Uses an idempotency key up.
fn use_key(bed: &Bed, key: &str, serial: u16) {
    let person = add(bed, &man(serial));
    let new = wish(person, domain::case::Purpose::First, []);
    app::cases::open(&bed.office, &bed.caller(Role::Counter), &keyed(key, 1), new).unwrap();
}

#[test]
fn old_keys_and_expired_sessions_are_swept() {
    on_each_engine(|bed| {
        let office = &bed.office;
        assert!(!upkeep::work_once(office).unwrap(), "nothing is due before it is scheduled");
        upkeep::schedule(office).unwrap();
        upkeep::schedule(office).unwrap();
        assert_eq!(rows(bed, "job"), 1, "one sweep waits, however often it is scheduled");
        use_key(bed, "old", 1);
        sign_in(office, "counter", PASSWORD).unwrap();
        assert!(upkeep::work_once(office).unwrap());
        assert_eq!((rows(bed, "idempotency"), rows(bed, "session")), (1, 1), "nothing is old yet");
        assert!(!upkeep::work_once(office).unwrap(), "the next sweep is due tomorrow");

        bed.forward(SignedDuration::from_hours(7 * 24));
        use_key(bed, "new", 2);
        sign_in(office, "counter", PASSWORD).unwrap();
        assert!(upkeep::work_once(office).unwrap());
        assert_eq!((rows(bed, "idempotency"), rows(bed, "session")), (2, 1), "a key is kept for seven whole days");
        bed.forward(SignedDuration::from_hours(24));
        assert!(upkeep::work_once(office).unwrap());
        assert_eq!((rows(bed, "idempotency"), rows(bed, "session"), rows(bed, "job")), (1, 0, 1));
        bed.verified();
    });
}

#[test]
fn a_swept_key_does_not_let_a_case_be_opened_twice() {
    on_each_engine(|bed| {
        use_key(bed, "k", 1);
        upkeep::schedule(&bed.office).unwrap();
        bed.forward(SignedDuration::from_hours(8 * 24));
        assert!(upkeep::work_once(&bed.office).unwrap());
        assert_eq!(rows(bed, "idempotency"), 0);
        let again = wish(domain::id::PersonId(1), domain::case::Purpose::First, []);
        assert_eq!(refusal(app::cases::open(&bed.office, &bed.caller(Role::Counter), &keyed("k", 1), again)), "CASE-0003");
    });
}

#[test]
fn an_unknown_job_keeps_its_error_and_comes_again() {
    on_each_engine(|bed| {
        let seed = store::Seed { now: bed.office.now(), bytes: [9; 32] };
        let enqueued = bed.office.store().write("enqueue", seed, |write| store::jobs::enqueue(write, "dance", "{}", write.now));
        enqueued.unwrap();
        assert!(upkeep::work_once(&bed.office).unwrap());
        assert!(!upkeep::work_once(&bed.office).unwrap(), "it waits before it is tried again");
        let job = Snapshot::of(bed).rows("job")[0].clone();
        assert!(job.contains(&Value::Text("waiting".to_owned())), "{job:?}");
        assert!(matches!(job.last(), Some(Value::Text(error)) if error.contains("dance")), "{job:?}");
        bed.forward(SignedDuration::from_mins(1));
        assert!(upkeep::work_once(&bed.office).unwrap());
    });
}
