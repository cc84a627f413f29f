//! Credentials, sessions and the set-up token.

use domain::access::{Role, Standing};
use store::{
    Store,
    session::{self, SessionKind, SignedIn},
    tables,
};

use crate::{
    bench::{at, check, read, try_write_at, write, write_at},
    office::{account, account_id, begin},
};

const TOKEN: [u8; 32] = [1; 32];

/// Who is signed in with the token at an instant.
fn signed_in(store: &Store, kind: SessionKind, second: i64) -> Option<SignedIn> {
    read(store, |tx| session::find(tx, &TOKEN, kind, at(second)))
}

/// An office with one session of the page kind from second 0 to 100.
fn begin_session(store: &Store) {
    begin(store);
    write(store, |write| session::begin(write, &TOKEN, account_id(1), SessionKind::Page, at(100)));
}

#[test]
fn a_session_lasts_until_its_end() {
    check("session", |store| {
        begin_session(store);
        let expected = SignedIn { account: account_id(1), name: "Petugas 1".to_owned(), standing: Standing::office(Role::SectionHead) };
        assert_eq!(signed_in(store, SessionKind::Page, 99), Some(expected));
        assert_eq!(signed_in(store, SessionKind::Page, 100), None, "expired");
        assert_eq!(signed_in(store, SessionKind::Api, 0), None, "another kind");
        assert_eq!(read(store, |tx| session::find(tx, &[2; 32], SessionKind::Page, at(0))), None);
        write(store, |write| session::end(write, &TOKEN));
        assert_eq!(signed_in(store, SessionKind::Page, 0), None);
    });
}

#[test]
fn a_role_change_and_a_closed_account_are_seen_at_once() {
    check("account of a session", |store| {
        begin_session(store);
        let mut changed = account(1, "siti", Role::Auditor);
        let saved = changed.clone();
        write(store, move |write| tables::account::save(write, &saved));
        assert_eq!(signed_in(store, SessionKind::Page, 0).map(|signed| signed.standing.role), Some(Role::Auditor));
        changed.active = false;
        write(store, move |write| tables::account::save(write, &changed));
        assert_eq!(signed_in(store, SessionKind::Page, 0), None);
    });
}

#[test]
fn a_session_of_a_later_day_is_not_valid() {
    check("clock set back", |store| {
        begin(store);
        const DAY: i64 = 86_400;
        write_at(store, at(DAY), |write| {
            session::begin(write, &TOKEN, account_id(1), SessionKind::Page, at(2 * DAY))?;
            session::begin(write, &[2; 32], account_id(1), SessionKind::Api, at(2 * DAY))
        });
        assert!(signed_in(store, SessionKind::Page, DAY - 3_600).is_some(), "a clock may be set right by an hour");
        assert_eq!(signed_in(store, SessionKind::Page, DAY - 3_601), None);
        assert!(read(store, |tx| session::find(tx, &[2; 32], SessionKind::Api, at(0))).is_some(), "a token for programs stays valid");
    });
}

#[test]
fn expired_sessions_are_swept() {
    check("sweep", |store| {
        begin_session(store);
        write(store, |write| {
            session::begin(write, &[2; 32], account_id(1), SessionKind::Api, at(101))?;
            session::begin(write, &[3; 32], account_id(1), SessionKind::Api, at(50))
        });
        assert_eq!(write_at(store, at(100), session::sweep), 2);
        assert_eq!(write_at(store, at(100), session::sweep), 0);
        assert!(read(store, |tx| session::find(tx, &[2; 32], SessionKind::Api, at(100))).is_some());
    });
}

#[test]
fn a_session_needs_an_account_and_a_token_of_its_own() {
    check("begin", |store| {
        begin_session(store);
        let again = try_write_at(store, at(0), |write| session::begin(write, &TOKEN, account_id(1), SessionKind::Page, at(1)));
        assert!(again.is_err());
        let nobody = try_write_at(store, at(0), |write| session::begin(write, &[5; 32], account_id(9), SessionKind::Page, at(1)));
        assert!(nobody.is_err());
    });
}

#[test]
fn a_credential_is_that_of_an_active_account() {
    check("credential", |store| {
        begin(store);
        let find = |username: &'static str| read(store, |tx| session::find_credential(tx, username));
        assert!(find("siti").is_none(), "no password yet");
        write(store, |write| session::set_password(write, account_id(1), "first"));
        write(store, |write| session::set_password(write, account_id(1), "second"));
        let found = find("siti").unwrap();
        assert_eq!((found.account, found.password_hash.as_str()), (account_id(1), "second"));
        assert!(find("budi").is_none());
        write(store, |write| {
            let mut closed = account(1, "siti", Role::SectionHead);
            closed.active = false;
            tables::account::save(write, &closed)
        });
        assert!(find("siti").is_none(), "closed");
    });
}

#[test]
fn the_setup_token_is_used_once() {
    check("setup", |store| {
        begin(store);
        assert!(!read(store, session::awaits_setup));
        write(store, |write| session::set_setup_token(write, &TOKEN));
        assert!(read(store, session::awaits_setup));
        assert!(try_write_at(store, at(0), |write| session::set_setup_token(write, &[2; 32])).is_err(), "there is one");
        assert!(!write(store, |write| session::take_setup_token(write, &[2; 32])), "a wrong one uses nothing up");
        assert!(read(store, session::awaits_setup));
        assert!(write(store, |write| session::take_setup_token(write, &TOKEN)));
        assert!(!write(store, |write| session::take_setup_token(write, &TOKEN)));
        assert!(!read(store, session::awaits_setup));
    });
}

#[test]
fn all_sessions_of_an_account_end_and_its_password_is_found_while_it_is_active() {
    check("end all", |store| {
        begin_session(store);
        write(store, |write| {
            session::begin(write, &[3; 32], account_id(1), SessionKind::Api, at(100))?;
            session::set_password(write, account_id(1), "hash")
        });
        assert_eq!(read(store, |tx| session::find_password(tx, account_id(1))), Some("hash".to_owned()));
        write(store, |write| session::end_all(write, account_id(1)));
        assert_eq!(signed_in(store, SessionKind::Page, 0), None);
        assert_eq!(read(store, |tx| session::find(tx, &[3; 32], SessionKind::Api, at(0))), None);
        let closed = domain::account::Account { active: false, ..account(1, "siti", Role::SectionHead) };
        write(store, move |write| tables::account::save(write, &closed));
        assert_eq!(read(store, |tx| session::find_password(tx, account_id(1))), None);
    });
}

#[test]
fn a_code_holds_until_its_end_or_its_use_and_a_new_one_replaces_it() {
    check("codes", |store| {
        begin(store);
        write(store, |write| tables::account::save(write, &account(2, "budi", Role::Head)));
        let (account, asked_by) = (account_id(1), account_id(1));
        let first = session::IssuedCode { account, issued_at: at(10), expires_at: at(100), asked_by, approved_by: None };
        write(store, move |write| session::issue_code(write, &first));
        assert_eq!(read(store, |tx| session::codes(tx, at(99))), [first]);
        assert_eq!(read(store, |tx| session::codes(tx, at(100))), []);
        let second = session::IssuedCode { issued_at: at(20), expires_at: at(120), approved_by: Some(account_id(2)), ..first };
        write(store, move |write| session::issue_code(write, &second));
        assert_eq!(read(store, |tx| session::codes(tx, at(99))), [second]);
        write(store, |write| session::use_code(write, account_id(1)));
        assert_eq!(read(store, |tx| session::codes(tx, at(99))), []);
    });
}
