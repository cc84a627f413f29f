//! Every command in every state, and the whole space of short histories.

use std::{collections::BTreeSet, fmt::Write as _};

use jiff::{Timestamp, civil::date};
use uuid::Uuid;

use super::*;
use crate::{central::CentralCode, id::PlaceId, person::Life};

const TODAY: jiff::civil::Date = date(2022, 11, 25);

fn case_id() -> CaseId {
    CaseId(Uuid::from_u128(1))
}

fn at() -> Timestamp {
    Timestamp::from_second(1_669_338_000).unwrap()
}

fn open_command(documents: BTreeSet<Document>, facts: PersonFacts) -> CaseCommand {
    CaseCommand::Open(Box::new(OpenCase {
        person: PersonId(1),
        receipt: Receipt::from_bits(7),
        purpose: Purpose::Changed,
        damage: None,
        class: 4,
        site: PlaceId(Uuid::from_u128(2)),
        requirements: vec![Requirement { any_of: vec![Document::KkCopy] }],
        documents,
        facts,
    }))
}

fn facts() -> PersonFacts {
    PersonFacts { life: Life::Alive, recordable_from: None, print_from: None, central: None, open_case: None, valid_card: false }
}

/// One command of each kind and each consequence.
fn commands() -> Vec<(&'static str, CaseCommand)> {
    let place = PlaceId(Uuid::from_u128(3));
    let documents = BTreeSet::from([Document::KkCopy]);
    let hand_over = |identity, old_card| CaseCommand::HandOver(HandOver { identity, old_card });
    vec![
        ("open", open_command(documents.clone(), facts())),
        ("open, nothing handed in", open_command(BTreeSet::new(), facts())),
        ("add documents", CaseCommand::AddDocuments { documents: documents.clone(), central: None }),
        ("add other documents", CaseCommand::AddDocuments { documents: BTreeSet::from([Document::Suket]), central: None }),
        ("add documents, printable", CaseCommand::AddDocuments { documents, central: Some(CentralCode::PrintReadyRecord) }),
        ("record biometrics", CaseCommand::RecordBiometrics),
        ("observe unregistered", CaseCommand::ObserveCentral { code: CentralCode::Unregistered }),
        ("observe sent", CaseCommand::ObserveCentral { code: CentralCode::SentForEnrollment }),
        ("observe printable", CaseCommand::ObserveCentral { code: CentralCode::PrintReadyRecord }),
        ("defer", CaseCommand::Defer { reason: DeferReason::Reserved, rule: "surat".to_owned(), until: date(2023, 1, 5) }),
        ("tell", CaseCommand::Tell { by: ToldBy::Phone }),
        ("assign", CaseCommand::Assign { printer: place }),
        ("take back", CaseCommand::TakeBack),
        ("print", CaseCommand::RecordPrint { card: CardId(Uuid::from_u128(4)), printer: place }),
        ("spoil", CaseCommand::RecordSpoil { printer: place, cause: SpoilCause::FailedEncode }),
        ("shelve", CaseCommand::Shelve { shelf: place }),
        ("forward", CaseCommand::Forward { village: place }),
        ("send on", CaseCommand::SendOn),
        ("lose card", CaseCommand::LoseCard),
        ("hand over", hand_over(Identity::Checked, OldCard::Surrendered)),
        ("hand over unchecked", hand_over(Identity::Unchecked, OldCard::Surrendered)),
        ("hand over, no old card", hand_over(Identity::Checked, OldCard::None)),
        ("cancel", CaseCommand::Cancel { reason: "pindah".to_owned() }),
        ("cancel without a reason", CaseCommand::Cancel { reason: "  ".to_owned() }),
    ]
}

fn run(case: Option<Case>, command: &CaseCommand) -> Result<Option<Case>, CaseRefusal> {
    let events = decide(case.as_ref(), command, TODAY)?;
    Ok(events.iter().fold(case, |case, event| apply(case, case_id(), event, at())))
}

/// All cases that any sequence of commands can reach, without those that differ in nothing.
fn reachable() -> Vec<Option<Case>> {
    let mut found = vec![None];
    let mut next = 0;
    while let Some(case) = found.get(next).cloned() {
        for (_, command) in commands() {
            if let Ok(mut after) = run(case.clone(), &command) {
                if let Some(after) = &mut after {
                    after.spoiled = after.spoiled.min(1);
                }
                if !found.contains(&after) {
                    found.push(after);
                }
            }
        }
        next += 1;
    }
    found
}

#[test]
fn every_command_in_every_state() {
    let mut table = String::new();
    let mut seen = BTreeSet::new();
    for case in reachable() {
        let state = case.as_ref().map(|case| case.state);
        if !seen.insert(state) {
            continue;
        }
        writeln!(table, "{}", state.map_or("no case", CaseState::code)).unwrap();
        for (name, command) in commands() {
            let answer = match run(case.clone(), &command) {
                Ok(after) => after.map_or("no case", |after| after.state.code()).to_owned(),
                Err(refusal) => refusal.code().to_owned(),
            };
            writeln!(table, "    {name}: {answer}").unwrap();
        }
    }
    assert_eq!(seen.len(), CaseState::ALL.len() + 1, "every state is reachable");
    insta::assert_snapshot!(table);
}

#[test]
fn invariants_hold_in_every_reachable_case() {
    for case in reachable().into_iter().flatten() {
        let has_card = matches!(
            case.state,
            CaseState::Printed | CaseState::OnShelf | CaseState::OnTheWay | CaseState::AtVillage | CaseState::Collected
        );
        assert_eq!(case.card.is_some(), has_card, "a card exists exactly from printing on: {case:?}");
        assert_eq!(case.shelf.is_some(), case.state == CaseState::OnShelf, "a shelf exactly on the shelf: {case:?}");
        assert_eq!(case.deferral.is_some(), case.state == CaseState::Deferred, "a reason to wait exactly while it waits: {case:?}");
        assert_eq!(case.cancel_reason.is_some(), case.state == CaseState::Cancelled);
        assert!(case.missing().is_empty() || matches!(case.state, CaseState::Opened | CaseState::Cancelled));
        for (name, command) in commands() {
            if !case.state.open() {
                assert!(run(Some(case.clone()), &command).is_err(), "an ended case takes no command: {name}");
            }
        }
    }
}

#[test]
fn opening_is_refused_with_the_right_reason() {
    let documents = BTreeSet::from([Document::KkCopy]);
    let refused = |facts: PersonFacts, change: fn(&mut OpenCase)| {
        let CaseCommand::Open(mut open) = open_command(documents.clone(), facts) else { unreachable!() };
        change(&mut open);
        decide(None, &CaseCommand::Open(open), TODAY).unwrap_err()
    };
    let none = |_: &mut OpenCase| {};
    let young = date(2023, 1, 1);
    for (refusal, expected) in [
        (refused(PersonFacts { life: Life::Dead, ..facts() }, none), CaseRefusal::NotAlive { life: Life::Dead }),
        (
            refused(PersonFacts { open_case: Some(Receipt::from_bits(1)), ..facts() }, none),
            CaseRefusal::AlreadyOpen { receipt: Receipt::from_bits(1) },
        ),
        (refused(PersonFacts { recordable_from: Some(young), ..facts() }, none), CaseRefusal::TooYoung { from: young }),
        (refused(PersonFacts { valid_card: true, ..facts() }, |open| open.purpose = Purpose::First), CaseRefusal::HasValidCard),
        (
            refused(PersonFacts { central: Some(CentralCode::CardIssued), ..facts() }, |open| open.purpose = Purpose::First),
            CaseRefusal::HasValidCard,
        ),
        (refused(facts(), |open| open.purpose = Purpose::Damaged), CaseRefusal::DamageNotGraded),
    ] {
        assert_eq!(refusal, expected);
    }
}

#[test]
fn recorded_at_sixteen_is_printed_at_seventeen() {
    let print_from = Some(date(2022, 12, 1));
    let facts = PersonFacts { print_from, central: Some(CentralCode::PrintReadyRecord), ..facts() };
    let case = run(None, &open_command(BTreeSet::from([Document::KkCopy]), facts)).unwrap().unwrap();
    assert_eq!(case.state, CaseState::ReadyToPrint);
    assert_eq!(next_step(&case, TODAY), (NextStep::AwaitBirthday, None));
    let print = CaseCommand::Assign { printer: PlaceId(Uuid::from_u128(3)) };
    assert_eq!(decide(Some(&case), &print, TODAY), Err(CaseRefusal::NotPrintableYet { from: date(2022, 12, 1) }));
    assert!(decide(Some(&case), &print, date(2022, 12, 1)).is_ok());
}
