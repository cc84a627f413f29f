//! Proposals: written, found, decided once, and by somebody else.

use domain::{
    access::Role,
    proposal::{self, Proposal, ProposalEvent, ProposalState},
};
use store::tables;

use crate::{
    bench::{at, check, is_refusal_of, read, try_write_at, write},
    office::{account, account_id, begin_with, proposal},
};

fn decided(before: Proposal, event: &ProposalEvent) -> Proposal {
    let (id, person) = (before.id, before.person);
    proposal::apply(Some(before), id, person, event, at(500)).unwrap()
}

#[test]
fn a_proposal_comes_back_as_it_went_and_keeps_its_content() {
    check("proposal", |store| {
        begin_with(store, &["SITI"]);
        write(store, |write| tables::account::save(write, &account(2, "budi", Role::Head)));
        let (first, second) = (proposal(1, 1, Some(1)), proposal(2, 1, None));
        let saved = [first.clone(), second.clone()];
        write(store, move |write| saved.iter().try_for_each(|one| tables::proposal::save(write, one)));
        assert_eq!(read(store, |tx| tables::proposal::find(tx, first.id)), Some(first.clone()));
        let declined = decided(second.clone(), &ProposalEvent::Declined { by: account_id(2), reason: "salah".to_owned() });
        let altered = Proposal { content: "{}".to_owned(), ..declined.clone() };
        write(store, move |write| tables::proposal::save(write, &altered));
        assert_eq!(read(store, |tx| tables::proposal::find(tx, second.id)), Some(declined.clone()), "the content stays");
        assert_eq!(read(store, |tx| tables::proposal::latest(tx, None, 10)), [first.clone(), declined], "what waits stands first");
        assert_eq!(read(store, |tx| tables::proposal::latest(tx, Some(account_id(2)), 10)), []);
        assert_eq!(read(store, |tx| tables::proposal::latest(tx, Some(account_id(1)), 1)), [first]);
    });
}

#[test]
fn the_database_itself_wants_another_account() {
    check("two people", |store| {
        begin_with(store, &["SITI"]);
        let own = decided(proposal(1, 1, Some(1)), &ProposalEvent::Approved { by: account_id(1), digest: "ab".repeat(32) });
        let nobody = Proposal { decided_by: None, ..decided(proposal(2, 1, None), &ProposalEvent::Withdrawn { by: account_id(1) }) };
        for wrong in [own, nobody] {
            assert_ne!(wrong.state, ProposalState::Open);
            let refused = try_write_at(store, at(0), move |write| tables::proposal::save(write, &wrong)).unwrap_err();
            assert!(is_refusal_of(store.engine(), &refused), "{refused:?}");
        }
        let withdrawn = decided(proposal(3, 1, None), &ProposalEvent::Withdrawn { by: account_id(1) });
        write(store, move |write| tables::proposal::save(write, &withdrawn));
    });
}
