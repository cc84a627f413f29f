//! A batch to a village with missing and extra cards, and one by post.

use jiff::Timestamp;
use uuid::Uuid;

use super::*;

fn card(number: u128) -> CardId {
    CardId(Uuid::from_u128(number))
}

fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(100 + number))
}

fn clerk() -> AccountId {
    AccountId(Uuid::from_u128(7))
}

fn opened(route: BatchRoute) -> Batch {
    let event = BatchEvent::Opened { number: "1/BA/2022".to_owned(), route, place: PlaceId(Uuid::from_u128(8)) };
    apply(None, BatchId(Uuid::from_u128(9)), &event, Timestamp::UNIX_EPOCH).unwrap()
}

fn run(batch: Batch, command: &BatchCommand) -> Result<Batch, BatchRefusal> {
    match decide(&batch, command)? {
        Some(event) => Ok(apply(Some(batch.clone()), batch.id, &event, Timestamp::UNIX_EPOCH).unwrap()),
        None => Ok(batch),
    }
}

fn sent(route: BatchRoute, cards: u128) -> Batch {
    let packed = (1..=cards)
        .fold(opened(route), |batch, number| run(batch, &BatchCommand::Pack { card: card(number), case: case(number) }).unwrap());
    run(packed, &BatchCommand::Send { by: clerk() }).unwrap()
}

fn signature(missing: &[u128], extra: &[u128]) -> Signature {
    Signature {
        receiver: "Kepala Desa".to_owned(),
        signed_on: SignedOn::Paper,
        missing: missing.iter().map(|number| card(*number)).collect(),
        extra: extra.iter().map(|number| (card(*number), case(*number))).collect(),
    }
}

fn receive(signature: Signature) -> BatchCommand {
    BatchCommand::Receive { by: clerk(), signature }
}

#[test]
fn what_is_missing_and_what_is_too_many_is_told_and_signed_once() {
    let received = run(sent(BatchRoute::Village, 5), &receive(signature(&[2, 4], &[9]))).unwrap();
    let count = |state| received.in_state(state).count();
    assert_eq!((count(LineState::Arrived), count(LineState::Missing), count(LineState::Extra)), (3, 2, 1));
    assert_eq!(decide(&received, &receive(signature(&[2, 4], &[9]))), Ok(None), "signing twice changes nothing");
    for other in [signature(&[2], &[9]), signature(&[2, 4], &[]), Signature { receiver: "Lain".to_owned(), ..signature(&[2, 4], &[9]) }] {
        assert_eq!(decide(&received, &receive(other)), Err(BatchRefusal::SignedOtherwise));
    }
    let found = run(received, &BatchCommand::Find { card: card(2) }).unwrap();
    assert_eq!(decide(&found, &BatchCommand::Find { card: card(2) }), Err(BatchRefusal::NotInBatch));
    let back = run(found, &BatchCommand::Return { card: card(2), reason: NotCollected::Moved }).unwrap();
    assert_eq!(back.lines[&card(2)].reason, Some(NotCollected::Moved));
    assert_eq!(decide(&back, &receive(signature(&[2, 4], &[9]))), Ok(None), "what was found since was missing then");
}

#[test]
fn what_cannot_be_is_refused() {
    let pack = BatchCommand::Pack { card: card(1), case: case(1) };
    let packed = run(opened(BatchRoute::Village), &pack).unwrap();
    assert_eq!(decide(&packed, &pack), Err(BatchRefusal::AlreadyPacked));
    assert_eq!(decide(&packed, &BatchCommand::TakeOut { card: card(2) }), Err(BatchRefusal::NotInBatch));
    assert_eq!(decide(&opened(BatchRoute::Village), &BatchCommand::Send { by: clerk() }), Err(BatchRefusal::Empty));
    assert_eq!(decide(&packed, &receive(signature(&[], &[]))), Err(BatchRefusal::WrongState { state: BatchState::Packing }));
    let sent = sent(BatchRoute::Village, 2);
    assert_eq!(decide(&sent, &receive(signature(&[7], &[]))), Err(BatchRefusal::NotInBatch));
    assert_eq!(decide(&sent, &receive(signature(&[], &[1]))), Err(BatchRefusal::AlreadyPacked));
    let unsigned = Signature { receiver: "  ".to_owned(), ..signature(&[], &[]) };
    assert_eq!(decide(&sent, &receive(unsigned)), Err(BatchRefusal::NobodySigned));
    for command in [pack, BatchCommand::Drop, BatchCommand::TakeOut { card: card(1) }] {
        assert_eq!(decide(&sent, &command), Err(BatchRefusal::WrongState { state: BatchState::Sent }));
    }
}

#[test]
fn the_postman_comes_twice() {
    let post = sent(BatchRoute::Post, 2);
    let attempt = BatchCommand::Try { card: card(1), reason: NotCollected::Away };
    let twice = run(run(post, &attempt).unwrap(), &attempt).unwrap();
    assert_eq!(decide(&twice, &attempt), Err(BatchRefusal::NoMoreTries { max: 2 }));
    let back = run(twice, &BatchCommand::Return { card: card(1), reason: NotCollected::Away }).unwrap();
    let done = run(back, &BatchCommand::Deliver { card: card(2) }).unwrap();
    assert_eq!((done.in_state(LineState::Returned).count(), done.in_state(LineState::Delivered).count()), (1, 1));
    assert_eq!(decide(&done, &BatchCommand::Deliver { card: card(2) }), Err(BatchRefusal::NotInBatch));
}
