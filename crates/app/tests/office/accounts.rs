//! Staff accounts: opened and changed by two people, and a password that only its owner chooses.

use app::{
    accounts::{self, AccountLine, Active, StandingInput},
    proposals, setup,
    sign_in::{SessionKind, caller, sign_in},
};
use domain::{
    access::{Act, Role, Standing},
    refusal::FieldProblem as P,
};
use jiff::SignedDuration;

use crate::{
    bed::{Bed, PASSWORD, SETUP_TOKEN, on_each_engine, on_each_engine_without_staff, plain, proposed, refusal},
    snapshot::unchanged,
};

const STAFF: &str = "198505122010012001";

fn standing(role: &str, posting: &str) -> StandingInput {
    StandingInput { role: role.to_owned(), posting: posting.to_owned() }
}

fn line(bed: &Bed, username: &str) -> AccountLine {
    let lines = accounts::list(&bed.office, &bed.caller(Role::Head)).unwrap();
    lines.into_iter().find(|line| line.account.username == username).unwrap()
}

/// The whole code of an account: the proposer knows the first half, the approver the second.
fn code_of(bed: &Bed, username: &str) -> String {
    let half = |role: Role| {
        let lines = accounts::list(&bed.office, &bed.caller(role)).unwrap();
        lines.into_iter().find(|line| line.account.username == username).unwrap().code.unwrap()
    };
    let (first, second) = (half(Role::SectionHead), half(Role::Head));
    assert!(first.ends_with("-••••-••••") && second.starts_with("••••-••••-"), "{first} {second}");
    format!("{}{}", first.replace("••••-••••", ""), second.replace("••••-••••-", ""))
}

/// Has the head approve what the section head proposed.
fn approve(bed: &Bed, id: domain::id::ProposalId) {
    let head = bed.caller(Role::Head);
    let digest = proposals::view(&bed.office, &head, id).unwrap().line.proposal.digest;
    proposals::approve(&bed.office, &head, &plain(), id, &digest, PASSWORD).unwrap();
}

#[test]
fn an_account_is_opened_by_two_and_its_password_set_by_its_owner() {
    on_each_engine(|bed| {
        let (office, section) = (&bed.office, bed.caller(Role::SectionHead));
        let id = proposed(accounts::open(office, &section, &plain(), "Nurhayati", "nurhayati", STAFF, standing("counter", "52.08.02")));
        assert_eq!(refusal(sign_in(office, "nurhayati", PASSWORD)), "ACCESS-0002", "there is no account yet");
        approve(bed, id);
        let opened = line(bed, "nurhayati");
        assert_eq!(opened.account.standing.posting.as_ref().map(ToString::to_string).as_deref(), Some("52.08.02"));
        let code = code_of(bed, "nurhayati");
        for (username, half) in [("nurhayati", opened.code.unwrap()), ("nurhayati", code[..10].to_owned())] {
            let activate = || accounts::activate(office, username, &half, "kata sandi orang lain");
            assert_eq!(unchanged(bed, "half a code", || refusal(activate())), "ACCESS-0002");
        }
        let third = bed.another(Role::SectionHead, "kasi-dua", "198001012008011888");
        assert!(accounts::list(office, &third).unwrap().iter().all(|line| line.code.is_none()), "nobody else knows any of it");
        assert_eq!(refusal(sign_in(office, "nurhayati", &code)), "ACCESS-0002", "a code is no password");

        let password = "kata sandi milik sendiri";
        for (username, code) in [("nurhayati", "0000-0000-0000-0000"), ("counter", code.as_str()), ("nobody", code.as_str())] {
            assert_eq!(unchanged(bed, username, || refusal(accounts::activate(office, username, code, password))), "ACCESS-0002");
        }
        assert_eq!(refusal(accounts::activate(office, "nurhayati", &code, "short")), "INPUT-0001");
        accounts::activate(office, "nurhayati", &code.to_uppercase(), password).unwrap();
        assert_eq!(refusal(accounts::activate(office, "nurhayati", &code, password)), "ACCESS-0002", "once");
        let token = sign_in(office, "nurhayati", password).unwrap();
        let found = caller(office, &token, SessionKind::Page).unwrap().unwrap();
        assert!(found.may(Act::OpenCase) && !found.may(Act::AddPerson));
        assert_eq!(line(bed, "nurhayati").code, None);
        bed.verified();
    });
}

#[test]
fn a_code_ends_after_a_day_and_a_new_one_needs_two() {
    on_each_engine(|bed| {
        let (office, section, account) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Counter).account);
        let session = sign_in(office, "counter", PASSWORD).unwrap();
        approve(bed, proposed(accounts::issue_code(office, &section, &plain(), account)));
        let code = code_of(bed, "counter");
        sign_in(office, "counter", PASSWORD).expect("until it is used the old password holds");
        bed.forward(SignedDuration::from_hours(24));
        assert_eq!(refusal(accounts::activate(office, "counter", &code, "kata sandi yang baru")), "ACCESS-0002");
        approve(bed, proposed(accounts::issue_code(office, &section, &plain(), account)));
        let other = code_of(bed, "counter");
        assert_ne!(code, other);
        accounts::activate(office, "counter", &other, "kata sandi yang baru").unwrap();
        assert_eq!(refusal(sign_in(office, "counter", PASSWORD)), "ACCESS-0002");
        assert_eq!(caller(office, &session, SessionKind::Page).unwrap(), None, "older sessions ended");
    });
}

#[test]
fn a_changed_account_has_other_rights_and_a_closed_one_none() {
    on_each_engine(|bed| {
        let (office, section, account) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Printing).account);
        let token = sign_in(office, "printing", PASSWORD).unwrap();
        let rights = || caller(office, &token, SessionKind::Page).unwrap().map(|caller| caller.standing);
        approve(bed, proposed(accounts::change(office, &section, &plain(), account, standing("auditor", ""), Active::Yes)));
        assert_eq!(rights(), Some(Standing::office(Role::Auditor)));
        approve(bed, proposed(accounts::change(office, &section, &plain(), account, standing("auditor", ""), Active::No)));
        assert_eq!(rights(), None);
        assert_eq!(refusal(sign_in(office, "printing", PASSWORD)), "ACCESS-0002");
        bed.verified();
    });
}

#[test]
fn the_first_of_an_office_opens_accounts_alone_until_there_is_a_second() {
    on_each_engine_without_staff(|bed| {
        let office = &bed.office;
        let new = setup::NewAccount {
            name: "Kepala".to_owned(),
            username: "kepala".to_owned(),
            staff: "197001012000011001".to_owned(),
            password: PASSWORD.to_owned(),
            standing: Standing::office(Role::Head),
        };
        setup::open_first_account(office, SETUP_TOKEN, &new).unwrap();
        let token = sign_in(office, "kepala", PASSWORD).unwrap();
        let head = caller(office, &token, SessionKind::Page).unwrap().unwrap();
        let open = |username: &str, staff: &str, role: &str| {
            accounts::open(office, &head, &plain(), username, username, staff, standing(role, ""))
        };
        open("loket", "198001012008011002", "counter").expect("nobody else could approve");
        open("kepala-dua", "197001012000011001", "section_head").expect("a second account of one person is no second person");
        open("kasi", "198001012008011003", "section_head").expect("still alone");
        open("gudang", "198001012008011005", "stock").expect("who never set a password decides nothing yet");
        let lines = accounts::list(office, &head).unwrap();
        let code = lines.into_iter().find(|line| line.account.username == "kasi").unwrap().code.unwrap();
        accounts::activate(office, "kasi", &code, PASSWORD).expect("who is alone knows the whole code");
        proposed(open("cetak", "198001012008011004", "printing"));
        bed.verified();
    });
}

#[test]
fn bad_accounts_are_refused_before_they_are_proposed() {
    let bed = Bed::on_sqlite();
    let section = bed.caller(Role::SectionHead);
    let fields = |name: &str, username: &str, staff: &str, input| {
        let result = unchanged(&bed, username, || accounts::open(&bed.office, &section, &plain(), name, username, staff, input));
        match result {
            Err(app::AppError::Refused(domain::Refusal::Input(fields))) => fields.into_iter().map(|one| (one.field, one.problem)).collect(),
            other => panic!("{other:?}"),
        }
    };
    let good = || standing("counter", "");
    for (name, username, staff, input, expected) in [
        ("", "x", "1", good(), vec![("name", P::Missing), ("username", P::NotAUsername), ("staff", P::NotAStaffNumber)]),
        ("Siti", "counter", STAFF, good(), vec![("username", P::Taken)]),
        ("Siti", "siti", STAFF, standing("king", ""), vec![("role", P::NotAChoice)]),
        ("Siti", "siti", STAFF, standing("", ""), vec![("role", P::Missing)]),
        ("Siti", "siti", STAFF, standing("subdistrict", ""), vec![("posting", P::Missing)]),
        ("Siti", "siti", STAFF, standing("counter", "35.79.01"), vec![("posting", P::UnknownArea)]),
        ("Siti", "siti", STAFF, standing("counter", "Tanjung"), vec![("posting", P::UnknownArea)]),
    ] {
        let found: Vec<(&str, P)> = fields(name, username, staff, input);
        assert_eq!(found, expected, "{name} {username} {staff}");
    }
    let nobody = domain::id::AccountId(uuid::Uuid::nil());
    let change = || accounts::change(&bed.office, &section, &plain(), nobody, good(), Active::Yes);
    assert_eq!(unchanged(&bed, "nobody", || refusal(change())), "ACCOUNT-0001");
}
