use uuid::Uuid;

use super::*;
use crate::access::{Role, Standing};

const DAY: i64 = 24 * 3600;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn account(number: u128, staff: &str) -> Account {
    Account {
        id: AccountId(Uuid::from_u128(number)),
        username: format!("petugas-{number}"),
        name: format!("Petugas {number}"),
        staff: staff.to_owned(),
        standing: Standing::office(Role::SectionHead),
        active: true,
    }
}

fn proposed() -> ProposalEvent {
    ProposalEvent::Proposed {
        order: "cancel_case".to_owned(),
        content: "{}".to_owned(),
        digest: "d1".to_owned(),
        proposer: account(1, "").id,
        account: Some(account(3, "").id),
        staff: Some("300".to_owned()),
    }
}

fn approve(digest: &str) -> Decision {
    Decision::Approve { digest: digest.to_owned() }
}

#[test]
fn every_decision_that_must_be_refused_is() {
    let proposal = apply(None, ProposalId(Uuid::nil()), None, &proposed(), at(0)).unwrap();
    let one = account(1, "100");
    let decline = Decision::Decline { reason: "salah".to_owned() };
    for (what, by, decision, digest, now, expected) in [
        ("approved by another", account(2, "200"), approve("d1"), "d1", at(DAY - 1), None),
        ("declined by another", account(2, "200"), decline.clone(), "d1", at(DAY - 1), None),
        ("declined after a day", account(2, "200"), decline.clone(), "d1", at(DAY + 1), None),
        ("withdrawn by the proposer", account(1, "100"), Decision::Withdraw, "d1", at(1), None),
        ("withdrawn by another", account(2, "200"), Decision::Withdraw, "d1", at(1), Some(ProposalRefusal::NotYours)),
        ("approved by the proposer", account(1, "100"), approve("d1"), "d1", at(1), Some(ProposalRefusal::SamePerson)),
        ("declined by the proposer", account(1, "100"), decline, "d1", at(1), Some(ProposalRefusal::SamePerson)),
        ("by the proposer's second account", account(2, "100"), approve("d1"), "d1", at(1), Some(ProposalRefusal::SamePerson)),
        ("by an account of nobody known", account(2, ""), approve("d1"), "d1", at(1), Some(ProposalRefusal::SamePerson)),
        ("after a day", account(2, "200"), approve("d1"), "d1", at(DAY), Some(ProposalRefusal::Expired)),
        ("before it was proposed", account(2, "200"), approve("d1"), "d1", at(-1), Some(ProposalRefusal::ClockWentBack)),
        ("another content approved", account(2, "200"), approve("d2"), "d1", at(1), Some(ProposalRefusal::ContentChanged)),
        ("the content altered", account(2, "200"), approve("d1"), "d2", at(1), Some(ProposalRefusal::ContentChanged)),
        ("by who gains, by account", account(3, "999"), approve("d1"), "d1", at(1), Some(ProposalRefusal::Beneficiary)),
        ("by who gains, by staff number", account(4, "300"), approve("d1"), "d1", at(1), Some(ProposalRefusal::Beneficiary)),
    ] {
        assert_eq!(decide(&proposal, digest, &one, &by, &decision, now).err(), expected, "{what}");
    }
}

#[test]
fn a_decided_proposal_is_not_decided_again() {
    let (id, two) = (ProposalId(Uuid::nil()), account(2, "200"));
    for event in [
        ProposalEvent::Approved { by: two.id, digest: "d1".to_owned() },
        ProposalEvent::Declined { by: two.id, reason: "salah".to_owned() },
        ProposalEvent::Withdrawn { by: account(1, "").id },
    ] {
        let open = apply(None, id, None, &proposed(), at(0));
        let decided = apply(open, id, None, &event, at(60)).unwrap();
        assert!(decided.decided_by.is_some() && decided.decided_at == Some(at(60)) && !decided.awaits(at(61)));
        for decision in [approve("d1"), Decision::Withdraw] {
            let refusal = decide(&decided, "d1", &account(1, "100"), &two, &decision, at(61));
            assert_eq!(refusal, Err(ProposalRefusal::NotOpen(decided.state)), "{event:?}");
        }
    }
    assert_eq!(apply(None, id, None, &ProposalEvent::Withdrawn { by: two.id }, at(0)), None, "what never was is not withdrawn");
}
