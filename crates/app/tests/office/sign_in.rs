//! Signing in and out, and the first account of an office.

use app::{
    AppError,
    setup::{self, NewAccount},
    sign_in::{SessionKind, caller, sign_in, sign_out},
};
use domain::{
    Refusal,
    access::{Role, Standing},
    account::{Account, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN},
    refusal::{FieldProblem as P, FieldRefusal},
};
use jiff::SignedDuration;
use store::{Seed, tables::account};

use crate::{
    bed::{Bed, PASSWORD, SETUP_TOKEN, on_each_engine, on_each_engine_without_staff, refusal},
    snapshot::{Snapshot, unchanged},
};

#[test]
fn a_session_belongs_to_its_account_and_ends() {
    on_each_engine(|bed| {
        let office = &bed.office;
        let token = sign_in(office, " Section-Head ", PASSWORD).unwrap();
        let found = caller(office, &token, SessionKind::Page).unwrap();
        assert_eq!(found, Some(bed.caller(Role::SectionHead)));
        assert_eq!(caller(office, &token, SessionKind::Api).unwrap(), None, "a page's token opens no API");
        assert_eq!(caller(office, "another token", SessionKind::Page).unwrap(), None);
        let stored = format!("{:?}", Snapshot::of(bed).rows("session"));
        assert!(!stored.contains(&token), "a token is kept only as a hash");

        bed.forward(SignedDuration::from_hours(12).checked_sub(SignedDuration::from_secs(1)).unwrap());
        assert!(caller(office, &token, SessionKind::Page).unwrap().is_some());
        bed.forward(SignedDuration::from_secs(1));
        assert_eq!(caller(office, &token, SessionKind::Page).unwrap(), None, "twelve hours are over");

        let token = sign_in(office, "counter", PASSWORD).unwrap();
        sign_out(office, &token).unwrap();
        assert_eq!(caller(office, &token, SessionKind::Page).unwrap(), None);
    });
}

#[test]
fn a_failed_sign_in_says_nothing_and_leaves_nothing() {
    on_each_engine(|bed| {
        for (username, password) in
            [("counter", "kata sandi yang lain"), ("nobody", PASSWORD), ("", ""), ("counter", ""), ("counter' --", PASSWORD)]
        {
            let result = unchanged(bed, "a failed sign-in", || sign_in(&bed.office, username, password));
            assert_eq!(refusal(result), "ACCESS-0002", "{username}");
        }
    });
}

#[test]
fn every_role_signs_in_as_itself() {
    on_each_engine(|bed| {
        for role in Role::ALL {
            let token = sign_in(&bed.office, &role.code().replace('_', "-"), PASSWORD).unwrap();
            assert_eq!(caller(&bed.office, &token, SessionKind::Page).unwrap().map(|caller| caller.standing.role), Some(*role));
        }
    });
}

/// Changes an account's row as it stands.
fn change(bed: &Bed, role: Role, change: fn(&mut Account)) {
    let (id, seed) = (bed.caller(role).account, Seed { now: bed.office.now(), bytes: [5; 32] });
    let changed = bed.office.store().write("change", seed, move |write| {
        let mut account = account::all(write)?.into_iter().find(|account| account.id == id).unwrap();
        change(&mut account);
        account::save(write, &account)
    });
    changed.unwrap();
}

#[test]
fn a_session_has_the_rights_of_the_moment() {
    on_each_engine(|bed| {
        let office = &bed.office;
        let token = sign_in(office, "counter", PASSWORD).unwrap();
        change(bed, Role::Counter, |account| account.standing.role = Role::Auditor);
        assert_eq!(caller(office, &token, SessionKind::Page).unwrap().map(|caller| caller.standing.role), Some(Role::Auditor));
        change(bed, Role::Counter, |account| account.active = false);
        assert_eq!(caller(office, &token, SessionKind::Page).unwrap(), None, "the account is closed");
        let result = unchanged(bed, "a closed account", || sign_in(office, "counter", PASSWORD));
        assert_eq!(refusal(result), "ACCESS-0002");
    });
}

#[test]
fn an_api_token_is_its_own_kind() {
    on_each_engine(|bed| {
        let account = bed.caller(Role::DataAdmin).account;
        let token = setup::issue_api_token(&bed.office, account).unwrap();
        assert_eq!(caller(&bed.office, &token, SessionKind::Api).unwrap(), Some(bed.caller(Role::DataAdmin)));
        assert_eq!(caller(&bed.office, &token, SessionKind::Page).unwrap(), None);
        bed.forward(SignedDuration::from_hours(24 * 365));
        assert_eq!(caller(&bed.office, &token, SessionKind::Api).unwrap(), None);
    });
}

fn head() -> NewAccount {
    NewAccount {
        name: "Kepala".to_owned(),
        username: "kepala".to_owned(),
        staff: "198001012008011001".to_owned(),
        password: PASSWORD.to_owned(),
        standing: Standing::office(Role::Head),
    }
}

#[test]
fn the_setup_token_opens_one_account() {
    on_each_engine_without_staff(|bed| {
        let office = &bed.office;
        assert!(setup::awaits_first_account(office).unwrap());
        let wrong = unchanged(bed, "a wrong token", || setup::open_first_account(office, "a guess", &head()));
        assert_eq!(refusal(wrong), "ACCESS-0003");
        setup::open_first_account(office, SETUP_TOKEN, &head()).unwrap();
        assert!(!setup::awaits_first_account(office).unwrap());
        let second = NewAccount { username: "kedua".to_owned(), ..head() };
        let again = unchanged(bed, "a used token", || setup::open_first_account(office, SETUP_TOKEN, &second));
        assert_eq!(refusal(again), "ACCESS-0003");
        let token = sign_in(office, "kepala", PASSWORD).unwrap();
        assert_eq!(caller(office, &token, SessionKind::Page).unwrap().map(|caller| caller.standing.role), Some(Role::Head));
        assert_eq!(bed.verified()["table_account"], 1);
    });
}

#[test]
fn a_bad_account_is_refused_and_the_token_stays() {
    on_each_engine_without_staff(|bed| {
        let fields = |new: NewAccount| match unchanged(bed, "a bad account", || setup::open_first_account(&bed.office, SETUP_TOKEN, &new)) {
            Err(AppError::Refused(Refusal::Input(fields))) => fields,
            other => panic!("a refusal of fields was expected: {other:?}"),
        };
        let refused = |field, problem| vec![FieldRefusal { field, problem }];
        let password = |text: &str| NewAccount { password: text.to_owned(), ..head() };
        assert_eq!(fields(password(&"x".repeat(PASSWORD_CHARS_MIN - 1))), refused("password", P::TooShort { min: PASSWORD_CHARS_MIN }));
        assert_eq!(fields(password(&"x".repeat(PASSWORD_CHARS_MAX + 1))), refused("password", P::TooLong { max: PASSWORD_CHARS_MAX }));
        assert_eq!(fields(NewAccount { username: "a b".to_owned(), ..head() }), refused("username", P::NotAUsername));
        assert_eq!(fields(NewAccount { name: " ".to_owned(), ..head() }), refused("name", P::Missing));
        assert_eq!(fields(NewAccount { staff: "123".to_owned(), ..head() }), refused("staff", P::NotAStaffNumber));
        let nothing = String::new;
        let all = NewAccount { name: nothing(), username: nothing(), staff: nothing(), password: nothing(), ..head() };
        assert_eq!(fields(all).iter().map(|refused| refused.field).collect::<Vec<_>>(), ["name", "username", "staff", "password"]);
        assert!(setup::awaits_first_account(&bed.office).unwrap());
        setup::open_first_account(&bed.office, SETUP_TOKEN, &head()).unwrap();
    });
}

#[test]
fn a_username_is_taken_once() {
    on_each_engine(|bed| {
        let twin = NewAccount { username: "COUNTER".to_owned(), ..head() };
        let result = unchanged(bed, "a taken username", || setup::open_account(&bed.office, &twin));
        match result {
            Err(AppError::Refused(Refusal::Input(fields))) => {
                assert_eq!(fields, [FieldRefusal { field: "username", problem: P::Taken }]);
            }
            other => panic!("{other:?}"),
        }
    });
}

#[test]
fn a_complete_office_waits_for_nobody() {
    on_each_engine_without_staff(|bed| {
        assert_eq!(refusal(setup::complete(&bed.office, "a guess")), "ACCESS-0003");
        setup::complete(&bed.office, SETUP_TOKEN).unwrap();
        assert!(!setup::awaits_first_account(&bed.office).unwrap());
        assert_eq!(refusal(setup::open_first_account(&bed.office, SETUP_TOKEN, &head())), "ACCESS-0003");
    });
}

/// Posts a role's account at Tanjung, behind the program's back.
pub fn change_posting(bed: &Bed, role: Role) {
    change(bed, role, |account| account.standing.posting = domain::area::SubdistrictCode::parse("52.08.01"));
}

/// Makes a role's account an auditor's, behind the program's back.
pub fn demote(bed: &Bed, role: Role) {
    change(bed, role, |account| account.standing.role = Role::Auditor);
}
