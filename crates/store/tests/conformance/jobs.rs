//! Jobs: claimed in order, leased, tried again later and later, given up in the end.

use jiff::{SignedDuration, Timestamp};
use store::{
    Store, StoreFault,
    jobs::{self, Job},
};

use crate::{
    bench::{at, check, read, try_write_at, write, write_at},
    office::begin,
};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

fn enqueue(store: &Store, kind: &'static str, run_at: i64) -> String {
    write(store, move |write| jobs::enqueue(write, kind, "{\"n\":1}", at(run_at)))
}

fn claim(store: &Store, now: Timestamp) -> Option<Job> {
    write_at(store, now, |write| jobs::claim(write, LEASE))
}

/// Lets a job fail; answers its state and the pause before it is due again, seconds.
fn fail(store: &Store, job: &Job, now: Timestamp) -> (String, i64) {
    let job = job.clone();
    write_at(store, now, move |write| jobs::fail(write, &job, "the modem does not answer"));
    let state: String = read(store, |tx| tx.get("SELECT state FROM job", &[]));
    let error: String = read(store, |tx| tx.get("SELECT last_error FROM job", &[]));
    assert_eq!(error, "the modem does not answer");
    let run_at: i64 = read(store, |tx| tx.get("SELECT run_at FROM job", &[]));
    (state, (run_at - now.as_microsecond()) / 1_000_000)
}

#[test]
fn the_job_that_is_due_longest_comes_first() {
    check("order", |store| {
        begin(store);
        let second = enqueue(store, "sms", 20);
        let first = enqueue(store, "print", 10);
        let third = enqueue(store, "sms", 30);
        assert_eq!(read(store, |tx| jobs::waiting(tx, "sms")), 2);
        assert_eq!(claim(store, at(9)), None, "none is due");
        let claimed = claim(store, at(20)).unwrap();
        assert_eq!(claimed, Job { job: first.clone(), kind: "print".to_owned(), payload: "{\"n\":1}".to_owned(), attempts: 1 });
        assert_eq!(claim(store, at(20)).map(|job| job.job), Some(second));
        assert_eq!(claim(store, at(20)), None, "leased, or not due");
        assert_eq!(claim(store, at(30)).map(|job| job.job), Some(third.clone()));
        write(store, move |write| jobs::finish(write, &first));
        assert_eq!(read(store, |tx| jobs::waiting(tx, "print")), 0);
        write(store, move |write| jobs::finish(write, &third));
        assert_eq!(read(store, |tx| jobs::waiting(tx, "sms")), 1);
    });
}

#[test]
fn a_lease_that_ran_out_makes_the_job_due_again() {
    check("lease", |store| {
        begin(store);
        enqueue(store, "sms", 0);
        assert_eq!(claim(store, at(0)).map(|job| job.attempts), Some(1));
        assert_eq!(claim(store, at(59)), None);
        assert_eq!(claim(store, at(60)).map(|job| job.attempts), Some(2));
    });
}

#[test]
fn pauses_double_up_to_an_hour_and_thirty_attempts_are_the_last() {
    check("back-off", |store| {
        begin(store);
        enqueue(store, "sms", 0);
        let mut now = at(0);
        for attempt in 1..=30 {
            let job = claim(store, now).unwrap();
            assert_eq!(job.attempts, attempt);
            let (state, pause) = fail(store, &job, now);
            let least = (1 << attempt.min(12)).min(3600);
            assert!((least..=least + least / 4).contains(&pause), "attempt {attempt} pauses {pause} s");
            assert_eq!(state, if attempt < 30 { "waiting" } else { "given_up" });
            now = now.checked_add(SignedDuration::from_secs(pause + 1)).unwrap();
        }
        assert_eq!(claim(store, at(10_000_000)), None, "a person must look at it");
        assert_eq!(read(store, |tx| jobs::waiting(tx, "sms")), 0);
        let job: String = read(store, |tx| tx.get("SELECT job FROM job", &[]));
        let tired = Job { job, kind: "sms".to_owned(), payload: String::new(), attempts: 60 };
        let (_, pause) = fail(store, &tired, now);
        assert!((3600..=4500).contains(&pause), "the cap is an hour, with jitter: {pause} s");
    });
}

#[test]
fn a_job_whose_worker_always_dies_is_given_up() {
    check("dying workers", |store| {
        begin(store);
        enqueue(store, "sms", 0);
        for attempt in 1..=30 {
            assert_eq!(claim(store, at(attempt * 100)).map(|job| job.attempts), Some(attempt));
        }
        assert_eq!(claim(store, at(31 * 100)), None);
        assert_eq!(read(store, |tx| jobs::waiting(tx, "sms")), 0);
    });
}

#[test]
fn a_job_belongs_to_the_transaction_that_enqueued_it() {
    check("enqueued in a failed write", |store| {
        begin(store);
        let failed = try_write_at(store, at(0), |write| {
            jobs::enqueue(write, "sms", "{}", at(0))?;
            Err::<(), _>(StoreFault::Missing("a document"))
        });
        assert!(failed.is_err());
        assert_eq!(read(store, |tx| jobs::waiting(tx, "sms")), 0);
    });
}
