//! Samples of every event, and the way through their stored form.

use std::collections::BTreeSet;

use domain::{
    Event,
    access::{Role, Standing},
    area::SubdistrictCode,
    blank::{BlankEvent, BlankState, Booking, Item, LotSource, MovementKind},
    card::{CardEvent, InvalidReason},
    case::{CaseEvent, Damage, DeferReason, OldCard, Purpose, Receipt, SpoilCause, ToldBy},
    central::CentralCode,
    id::{PersonId, RepairId},
    intake::Layout,
    proposal::ProposalEvent,
    question::{QuestionEvent, QuestionState},
    repair::{RepairEvent, RepairOutcome},
    rule::{Document, Requirement},
    whereabouts::{Stay, Whereabouts},
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use store::{StoreFault, journal};

use crate::{
    handover,
    office::{self, account, account_id, biodata, card_id, case_id, delivery, import_id, issue, lot_id, place_id, receipt},
    print_room,
};

const PERSON: PersonId = PersonId(1);

/// One event of each act, optional parts filled.
pub fn samples() -> Vec<Event> {
    let mut events = vec![
        Event::OfficeOpened(office::office()),
        Event::AccountOpened(account(1, "siti", Role::SectionHead)),
        Event::AccountChanged { account: account_id(1), standing: Standing::office(Role::Head), active: false },
        Event::CodeIssued { account: account_id(1) },
        Event::PasswordSet { account: account_id(1) },
        Event::LooksAnchored { seq: 7, chain_hash: "00ff".to_owned() },
        Event::PlaceOpened(office::places().remove(0)),
        Event::PersonEntered { person: PERSON, version: 2, biodata: Box::new(biodata(1, "SITI AMINAH, S.H.")) },
        Event::ImportConfirmed {
            import: import_id(1),
            layout: Layout::Siak,
            file_hash: "ef".repeat(32),
            as_of: date(2022, 11, 24),
            rows: 1200,
        },
        Event::ImportChunkApplied { import: import_id(1), chunk: 1, rows: 500, digest: "ab".repeat(32) },
        Event::ImportFinished { import: import_id(1), chunks: 3, rows: 1200, digest: "cd".repeat(32) },
        Event::CentralObserved { person: PERSON, code: CentralCode::PrintReadyRecord, observed_on: date(2022, 11, 25) },
        Event::WhereaboutsNoted(Whereabouts { person: PERSON, stay: Stay::AtSchool, source: "wali".to_owned(), on: date(2022, 11, 25) }),
    ];
    events.extend(case_samples().into_iter().map(|event| Event::Case(case_id(1), PERSON, event)));
    events.extend(card_samples().into_iter().map(|event| Event::Card(card_id(1), PERSON, event)));
    events.extend(blank_samples().into_iter().map(Event::Blank));
    events.extend(repair_samples().into_iter().map(|event| Event::Repair(repair_id(), PERSON, event)));
    let proposal = office::proposal(1, 1, None).id;
    events.extend(proposal_samples().into_iter().map(|event| Event::Proposal(proposal, Some(PERSON), event)));
    events.extend(question_samples().into_iter().map(|event| Event::Question(office::question(1).id, Some(PERSON), event)));
    events.extend(print_room::samples());
    events.extend(handover::samples());
    events
}

fn question_samples() -> Vec<QuestionEvent> {
    let answered = QuestionEvent::Answered { state: QuestionState::Left, by: account_id(1), note: Some("dua orang".to_owned()) };
    vec![QuestionEvent::Raised(Box::new(office::question(1).asked)), answered]
}

fn repair_id() -> RepairId {
    RepairId(uuid::Uuid::from_u128(9))
}

fn repair_samples() -> Vec<RepairEvent> {
    let (on, reply_due) = (date(2022, 11, 25), date(2022, 12, 25));
    vec![
        RepairEvent::Opened { code: CentralCode::DuplicateRecord },
        RepairEvent::LetterSent { number: "470/12/2022".to_owned(), on, reply_due },
        RepairEvent::Replied { on, note: "hapus".to_owned() },
        RepairEvent::RerecordingAppointed { on },
        RepairEvent::Closed { outcome: RepairOutcome::Solved },
    ]
}

fn case_samples() -> Vec<CaseEvent> {
    let (printer, documents) = (place_id(office::PRINTER), BTreeSet::from([Document::KkCopy, Document::OldCard]));
    let opened = CaseEvent::Opened {
        person: PERSON,
        receipt: receipt(1),
        purpose: Purpose::Damaged,
        damage: Some(Damage::Unusable),
        class: 4,
        site: place_id(office::STORE),
        requirements: vec![Requirement { any_of: vec![Document::OldCard, Document::PoliceLetter] }, Requirement { any_of: vec![] }],
        documents: documents.clone(),
        print_from: Some(date(2023, 2, 28)),
    };
    vec![
        opened,
        CaseEvent::DocumentsAdded { documents },
        CaseEvent::Verified,
        CaseEvent::Recorded { by: domain::case::RecordedBy::Centre },
        CaseEvent::PrintReady,
        CaseEvent::PrintWithdrawn,
        CaseEvent::Deferred { reason: DeferReason::Reserved, rule: "surat".to_owned(), until: date(2023, 1, 5) },
        CaseEvent::Told { by: ToldBy::Phone },
        CaseEvent::Assigned { printer },
        CaseEvent::TakenBack,
        CaseEvent::PrintSpoiled { printer, cause: SpoilCause::NoChip },
        CaseEvent::Printed { card: card_id(1), printer },
        CaseEvent::Shelved { shelf: place_id(office::SHELF) },
        CaseEvent::Forwarded { village: place_id(office::SHELF_2) },
        CaseEvent::SentOn,
        CaseEvent::CardLost,
        CaseEvent::Collected { old_card: OldCard::PoliceLetter },
        CaseEvent::Cancelled { reason: "salah \"orang\"\n\u{1F926} \\ 'x'".to_owned() },
    ]
}

fn card_samples() -> Vec<CardEvent> {
    vec![
        CardEvent::Printed { person: PERSON, case: case_id(1), printer: place_id(office::PRINTER) },
        CardEvent::Moved { to: place_id(office::SHELF) },
        CardEvent::SentOn { batch: domain::id::BatchId(uuid::Uuid::from_u128(80)) },
        CardEvent::Missed,
        CardEvent::HandedOver,
        CardEvent::Invalidated { reason: InvalidReason::Superseded },
        CardEvent::Surrendered,
        CardEvent::Destroyed { minutes: print_room::destruction().id },
    ]
}

fn blank_samples() -> Vec<BlankEvent> {
    let (lot, printer, cause) = (lot_id(1), place_id(office::PRINTER), SpoilCause::Defect);
    vec![
        delivery(1, 500),
        issue(1, 20),
        BlankEvent::Used { lot, printer, issued: place_id(office::ISSUED), case: case_id(1), card: card_id(1) },
        BlankEvent::Spoiled { lot, from: printer, bin: place_id(office::BIN), quantity: 2, cause, case: Some(case_id(1)) },
        BlankEvent::Booked(print_room::booking()),
    ]
}

fn proposal_samples() -> Vec<ProposalEvent> {
    let (by, digest, content) = (account_id(2), "ab".repeat(32), "{\"case\":\"x\"}".to_owned());
    let (account, staff) = (Some(account_id(3)), Some("1980".to_owned()));
    vec![
        ProposalEvent::Proposed { order: "cancel_case".to_owned(), content, digest: digest.clone(), proposer: by, account, staff },
        ProposalEvent::Approved { by, digest },
        ProposalEvent::Declined { by, reason: "salah".to_owned() },
        ProposalEvent::Withdrawn { by },
    ]
}

#[test]
fn every_kind_of_event_comes_back_as_it_went() {
    let acts: BTreeSet<&str> = samples().iter().map(Event::act).collect();
    // 13 of the office, 18 of a case, 8 of a card, 5 of the ledger, 5 of a repair, 4 of a proposal, 2 of a question, 23 of the print room, 31 of notices
    // and handing over: a new one needs a sample here.
    assert_eq!((acts.len(), samples().len()), (109, 109));
    for event in samples() {
        let stored = journal::encode(&event).unwrap();
        assert_eq!(journal::decode(&stored).unwrap(), event, "{}", event.act());
    }
}

#[test]
fn every_code_comes_back_as_it_went() {
    let case = |event| Event::Case(case_id(1), PERSON, event);
    let mut events: Vec<Event> = Vec::new();
    let posting = || SubdistrictCode::parse("52.08.01");
    let standings = Role::ALL.iter().map(|role| Standing { role: *role, posting: posting() });
    events.extend(standings.map(|standing| Event::AccountChanged { account: account_id(1), standing, active: true }));
    let on = date(2022, 1, 1);
    events.extend(CentralCode::ALL.iter().map(|code| Event::CentralObserved { person: PERSON, code: *code, observed_on: on }));
    let printer = place_id(office::PRINTER);
    events.extend(SpoilCause::ALL.iter().map(|cause| case(CaseEvent::PrintSpoiled { printer, cause: *cause })));
    events.extend(OldCard::ALL.iter().map(|old| case(CaseEvent::Collected { old_card: *old })));
    let repair = |event| Event::Repair(repair_id(), PERSON, event);
    events.extend(RepairOutcome::ALL.iter().map(|outcome| repair(RepairEvent::Closed { outcome: *outcome })));
    events.extend(CentralCode::ALL.iter().map(|code| repair(RepairEvent::Opened { code: *code })));
    let said = |stay: &Stay| Whereabouts { person: PERSON, stay: *stay, source: String::new(), on };
    events.extend(Stay::ALL.iter().map(|stay| Event::WhereaboutsNoted(said(stay))));
    let documents = Document::ALL.iter().copied().collect();
    events.push(case(CaseEvent::DocumentsAdded { documents }));
    for source in LotSource::ALL {
        let (from, to) = (place_id(office::OUTSIDE), place_id(office::STORE));
        let (lot, label, request, serials) = (lot_id(1), String::new(), None, Vec::new());
        let (item, lands) = (Item::Ribbon, BlankState::InTransit);
        let received = BlankEvent::Received { lot, item, label, source: *source, from, to, lands, quantity: 1, request, serials };
        events.push(Event::Blank(received));
    }
    for kind in MovementKind::ALL {
        for state in BlankState::ALL {
            let booking = Booking { kind: *kind, from: (place_id(office::STORE), *state), ..print_room::booking() };
            events.push(Event::Blank(BlankEvent::Booked(booking)));
        }
    }
    for event in events {
        assert_eq!(journal::decode(&journal::encode(&event).unwrap()).unwrap(), event);
    }
}

/// What a first release wrote of a delivery: it stood in stock at once.
#[test]
fn a_delivery_of_a_first_release_is_read() {
    let stored = b"\x01{\"event\":\"blank\",\"what\":{\"act\":\"received\",\"lot\":\"LOT\",\"label\":\"BAST-1\",\"source\":\"centre\",\"from\":\"FROM\",\"to\":\"TO\",\"quantity\":500}}";
    let stored = String::from_utf8(stored.to_vec()).unwrap();
    let stored = stored.replace("LOT", &lot_id(1).to_string()).replace("FROM", &place_id(office::OUTSIDE).to_string());
    let stored = stored.replace("TO", &place_id(office::STORE).to_string());
    assert_eq!(journal::decode(stored.as_bytes()).unwrap(), Event::Blank(delivery(1, 500)));
}

#[test]
fn what_is_no_stored_event_is_refused() {
    for bytes in [&b""[..], b"\x02{}", b"\x01", b"\x01{}", b"\x01{\"event\":\"unknown\"}", b"{\"event\":\"blank\"}"] {
        assert!(matches!(journal::decode(bytes), Err(StoreFault::Corrupt(_))), "{bytes:?}");
    }
    let entered = samples().into_iter().find(|event| event.act() == "person_entered").unwrap();
    let stored = journal::encode(&entered).unwrap();
    let text = String::from_utf8(stored).unwrap().replace("5208011205850001", "5208011205850000");
    let fault = journal::decode(text.as_bytes()).unwrap_err();
    assert!(!fault.to_string().contains("5208"), "a fault never shows what is personal: {fault}");
}

#[test]
fn a_line_of_the_register_comes_back_as_it_went() {
    let mut line = biodata(1, "O'BRIEN");
    assert_eq!(journal::decode_biodata(&journal::encode_biodata(&line).unwrap()).unwrap(), line);
    (line.kk, line.phone) = (None, None);
    assert_eq!(journal::decode_biodata(&journal::encode_biodata(&line).unwrap()).unwrap(), line);
    assert!(matches!(journal::decode_biodata("{}"), Err(StoreFault::Corrupt(_))));
}

fn any_date() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

/// Openings of cases: the event with the most parts.
fn any_opening() -> impl Strategy<Value = Event> {
    let documents = || prop::collection::vec(any_of(Document::ALL), 0..5);
    let requirements = prop::collection::vec(documents().prop_map(|any_of| Requirement { any_of }), 0..4);
    let whole = (any::<u64>(), any_of(Purpose::ALL), prop::option::of(any_of(Damage::ALL)), any::<i64>(), any::<i64>());
    (whole, requirements, documents(), prop::option::of(any_date())).prop_map(|(whole, requirements, documents, print_from)| {
        let (drawn, purpose, damage, class, person) = whole;
        let person = PersonId(person);
        let opened = CaseEvent::Opened {
            person,
            receipt: Receipt::from_bits(drawn),
            purpose,
            damage,
            class,
            site: place_id(drawn >> 4),
            requirements,
            documents: documents.into_iter().collect(),
            print_from,
        };
        Event::Case(case_id(drawn >> 8), person, opened)
    })
}

fn any_text() -> impl Strategy<Value = Event> {
    (any::<String>(), any::<i64>()).prop_map(|(text, number)| match number % 3 {
        0 => Event::Case(case_id(1), PersonId(number), CaseEvent::Cancelled { reason: text }),
        1 => Event::ImportFinished { import: import_id(1), chunks: number, rows: number, digest: text },
        _ => Event::OfficeOpened(domain::office::Office { name: text, ..office::office() }),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_event_comes_back_as_it_went(event in prop_oneof![any_opening(), any_text()]) {
        prop_assert_eq!(journal::decode(&journal::encode(&event).unwrap()).unwrap(), event);
    }
}
