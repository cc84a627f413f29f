//! One person from the first visit to the second card, through the use cases alone.

use std::collections::BTreeSet;

use app::{
    cases, custody,
    figures::{self, Figures},
    person_page,
    print::{self, PrintResult},
    setup, stock,
};
use domain::{
    access::Role,
    card::{Custody, InvalidReason},
    case::{CaseState, HandOver, Identity, NextStep, OldCard, Purpose, SpoilCause},
    central::CentralCode,
    id::{CaseId, PersonId},
    rule::Document,
};
use jiff::SignedDuration;
use store::queries::figures::RegisterFigures;

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    people::{add, blanks_at_printer, girl, observe, open, print_good, ready, receive, record, release, wish},
    snapshot::unchanged,
};

#[test]
fn one_person_two_cards() {
    on_each_engine(|bed| {
        let person = add(bed, &girl());
        let first = wait_for_the_centre(bed, person);
        stock_up(bed);
        spoil_then_print(bed, first);
        collect(bed, first);
        bed.forward(SignedDuration::from_mins(30));
        replace_the_lost_card(bed, person);
        both_cards_are_shown(bed, person);
        books_balance(bed);
    });
}

/// Requires a case to stand in a state and its person's next step to be this one.
fn stands(bed: &Bed, case: CaseId, state: CaseState, next: NextStep, who: Option<Role>) {
    let view = cases::view(&bed.office, &bed.caller(Role::Head), case).unwrap();
    assert_eq!(view.case.state, state);
    let page = person_page::view(&bed.office, &bed.caller(Role::Head), view.person.id).unwrap();
    assert_eq!(page.next(&bed.office), Some((next, who)), "{state}");
}

fn wait_for_the_centre(bed: &Bed, person: PersonId) -> CaseId {
    let case = open(bed, wish(person, Purpose::First, []));
    stands(bed, case, CaseState::Opened, NextStep::BringDocuments, None);
    bed.forward(SignedDuration::from_mins(5));
    let documents = BTreeSet::from([Document::KkCopy]);
    cases::add_documents(&bed.office, &bed.caller(Role::Counter), &plain(), case, documents).unwrap();
    stands(bed, case, CaseState::WaitingRecording, NextStep::Record, Some(Role::Recording));
    let recorded = cases::record_biometrics(&bed.office, &bed.caller(Role::Recording), &plain(), case).unwrap();
    assert_eq!(recorded.state, "waiting_central");
    stands(bed, case, CaseState::WaitingCentral, NextStep::AwaitCentral, None);
    bed.forward(SignedDuration::from_mins(5));
    observe(bed, person, CentralCode::PrintReadyRecord);
    stands(bed, case, CaseState::ReadyToPrint, NextStep::Print, Some(Role::Printing));
    case
}

fn stock_up(bed: &Bed) {
    receive(bed, 10);
    let moved = {
        let blanks = (domain::blank::Item::Blank, 5);
        stock::move_blanks(&bed.office, &bed.caller(Role::Stock), &plain(), ("gudang", " cetak-1 "), blanks, "").unwrap()
    };
    assert_eq!((moved.place.as_str(), moved.left), ("GUDANG", 5));
}

fn spoil_then_print(bed: &Bed, case: CaseId) {
    let printing = bed.caller(Role::Printing);
    let spoiled = PrintResult::Spoiled(SpoilCause::FailedEncode);
    release(bed, &[case]);
    let recorded = record(bed, case, spoiled);
    assert_eq!((recorded.state.as_str(), recorded.card), ("ready_to_print", None));
    let view = cases::view(&bed.office, &printing, case).unwrap();
    assert_eq!((view.case.spoiled, view.card), (1, None));
    assert_eq!(bed.blanks(), [("CETAK-1".to_owned(), "new", 4), ("GUDANG".to_owned(), "new", 5), ("RUSAK".to_owned(), "spoiled", 1)]);

    let queue = print::queue(&bed.office, &printing, "52.08.01", 10, 0).unwrap();
    assert_eq!((queue.total, queue.lines[0].case), (1, case));
    release(bed, &[case]);
    let recorded = record(bed, case, PrintResult::Good);
    assert_eq!(recorded.state, "printed");
    let view = cases::view(&bed.office, &printing, case).unwrap();
    assert_eq!(view.card.map(|card| card.id.to_string()), recorded.card);
    assert_eq!(print::queue(&bed.office, &printing, "", 10, 0).unwrap().total, 0);
}

fn collect(bed: &Bed, case: CaseId) {
    let counter = bed.caller(Role::Counter);
    let receipt = cases::view(&bed.office, &counter, case).unwrap().case.receipt.to_string();
    let shelved = custody::shelve_by_receipt(&bed.office, &counter, &plain(), &receipt.to_lowercase(), "rak-01").unwrap();
    assert_eq!(shelved.state, "on_shelf");
    let board = custody::shelf_board(&bed.office, &counter).unwrap();
    assert!(board.unshelved.is_empty());
    assert_eq!(board.shelves.iter().map(|shelf| shelf.cards).collect::<Vec<_>>(), [1, 0, 0, 0]);

    let hand_over = |identity| HandOver { identity, old_card: OldCard::None };
    let refused = unchanged(bed, "an unchecked handover", || {
        custody::hand_over(&bed.office, &counter, &plain(), case, hand_over(Identity::Unchecked))
    });
    assert_eq!(refusal(refused), "CASE-0009");
    let done = custody::hand_over(&bed.office, &counter, &plain(), case, hand_over(Identity::Checked)).unwrap();
    assert_eq!(done.state, "collected");
    let view = cases::find_by_receipt(&bed.office, &counter, &receipt).unwrap();
    assert_eq!(view.card.map(|card| card.custody), Some(Custody::Holder));
    assert_eq!(view.case.shelf, None);
}

fn replace_the_lost_card(bed: &Bed, person: PersonId) {
    let again = cases::open(&bed.office, &bed.caller(Role::Counter), &plain(), wish(person, Purpose::First, [Document::KkCopy]));
    assert_eq!(refusal(again), "CASE-0006");
    let case = open(bed, wish(person, Purpose::Lost, [Document::PoliceLetter, Document::KkCopy]));
    stands(bed, case, CaseState::ReadyToPrint, NextStep::Print, Some(Role::Printing));
    print_good(bed, case);
    stands(bed, case, CaseState::Printed, NextStep::Shelve, Some(Role::Printing));
}

fn both_cards_are_shown(bed: &Bed, person: PersonId) {
    let page = person_page::view(&bed.office, &bed.caller(Role::Counter), person).unwrap();
    let states: Vec<CaseState> = page.cases.iter().map(|case| case.state).collect();
    assert_eq!(states, [CaseState::Printed, CaseState::Collected], "the latest first");
    let validity: Vec<Option<InvalidReason>> = page.cards.iter().map(|card| card.invalid).collect();
    assert_eq!(validity, [None, Some(InvalidReason::Superseded)]);
    assert_eq!(page.cards[1].custody, Custody::Holder);
    assert_eq!(page.person.central.map(|(code, _)| code), Some(CentralCode::PrintReadyRecord));
    let acts: Vec<&str> = page.timeline.iter().rev().filter_map(|entry| entry.event.as_ref().map(|event| event.act())).collect();
    let expected = "person_entered case_opened documents_added case_verified case_recorded central_observed central_observed \
        case_print_ready case_assigned job_reserved print_spoiled job_spoiled case_assigned job_reserved case_printed card_printed \
        job_checked case_shelved card_moved case_collected card_handed_over case_opened case_verified case_recorded case_print_ready \
        case_assigned job_reserved case_printed card_invalidated card_printed job_checked";
    assert_eq!(acts.join(" "), expected);
    assert!(page.timeline.iter().all(|entry| entry.actor.is_some()), "everything was done by somebody");
}

fn books_balance(bed: &Bed) {
    let expected = [("CETAK-1", "new", 2), ("GUDANG", "new", 5), ("RUSAK", "spoiled", 1), ("TERPAKAI", "used", 2)];
    assert_eq!(bed.blanks(), expected.map(|(place, state, pieces)| (place.to_owned(), state, pieces)));
    let board = stock::board(&bed.office, &bed.caller(Role::Auditor)).unwrap();
    assert_eq!(board.received, board.lines.iter().map(|line| line.quantity).sum::<i64>());
    assert_eq!((board.received, board.movements.len()), (10, 9));

    let found = figures::figures(&bed.office, &bed.caller(Role::Head)).unwrap();
    let register = RegisterFigures { people: 1, must_have: 1, recorded: 1 };
    // Seven blanks at the rate of three in four weeks of five working days.
    let blank_days = Some(7 * 20 / 3);
    assert_eq!(found, Figures { register, open: found.open.clone(), printed_today: 2, collected_today: 1, blanks: 7, blank_days });
    assert_eq!((found.in_state(CaseState::Printed), found.uncollected(), found.unrecorded()), (1, 1, 0));

    let counts = bed.verified();
    let places = 11;
    let entries = 1 + places + Role::ALL.len() as i64 + 31 + 9 + 3 * 3;
    let expected = [
        ("schema_guards", 19),
        ("blank_equation", 10),
        ("central_observation", 2),
        ("import_digests", 0),
        ("integrity_check", 1),
        ("journal_chain", entries),
        ("journal_head", 1),
        ("journal_payloads", entries),
        ("person_history", 1),
        ("table_account", Role::ALL.len() as i64),
        ("table_blank_balance", 6),
        ("table_blank_lot", 1),
        ("table_blank_movement", 9),
        ("table_card", 2),
        ("table_case_file", 2),
        ("table_office", 1),
        ("table_person", 1),
        ("table_place", places),
        ("table_proposal", 3),
        ("table_question", 0),
        ("table_repair", 0),
        ("table_whereabouts", 0),
        ("table_blank_request", 0),
        ("table_blank_serial", 0),
        ("table_closing", 0),
        ("table_destruction", 0),
        ("table_difference", 0),
        ("table_outlook", 0),
        ("table_print_job", 3),
        ("table_print_run", 3),
        ("table_printer", 0),
        ("table_suket", 0),
        ("table_notice", 0),
        ("table_inbound", 0),
        ("table_stopped_phone", 0),
        ("table_handover_batch", 0),
        ("table_handover_card", 0),
        ("table_shelf_count", 0),
        ("table_proxy_pickup", 0),
        ("table_closed_site", 0),
        ("look_anchors", 0),
    ];
    for (check, count) in expected {
        assert_eq!(counts.get(check), Some(&count), "{check}");
    }
    assert!(counts["foreign_keys"] > 10, "{counts:?}");
    assert!(counts["look_chain"] > 10 && counts["look_index"] >= counts["look_chain"], "{counts:?}");
    assert_eq!(counts.len(), expected.len() + 3, "every check is counted here: {counts:?}");
}

/// A card that nobody fetched goes to the village, comes back, goes again and is collected there.
#[test]
fn a_card_waits_at_the_village() {
    on_each_engine(|bed| {
        let counter = bed.caller(Role::Counter);
        blanks_at_printer(bed, 1);
        let (person, case) = ready(bed, 1);
        print_good(bed, case);
        custody::shelve(&bed.office, &counter, &plain(), case, "RAK-01").unwrap();
        assert_eq!(setup::open_village_places(&bed.office).unwrap(), 43);
        assert_eq!(setup::open_village_places(&bed.office).unwrap(), 0, "they are there already");
        let uncollected = || figures::count(&bed.office).map(|found| (found.uncollected(), found.at_villages())).unwrap();
        assert_eq!(uncollected(), (1, 0));

        let forwarded = custody::forward(&bed.office, &counter, &plain(), case).unwrap();
        assert_eq!(forwarded.state, "at_village");
        stands(bed, case, CaseState::AtVillage, NextStep::Collect, None);
        assert_eq!(uncollected(), (0, 1));
        let place = |bed: &Bed| {
            let page = person_page::view(&bed.office, &bed.caller(Role::Counter), person).unwrap();
            match page.cards[0].custody {
                Custody::At(place) => page.places.get(&place).cloned(),
                _ => None,
            }
        };
        let village = place(bed).unwrap();
        assert!(village.starts_with("Kantor Desa "), "{village}");
        assert_eq!(cases::view(&bed.office, &counter, case).unwrap().case.shelf, None);

        custody::shelve(&bed.office, &counter, &plain(), case, "RAK-02").unwrap();
        assert_eq!((place(bed).as_deref(), uncollected()), (Some("Rak 2"), (1, 0)));
        custody::forward(&bed.office, &counter, &plain(), case).unwrap();
        let how = HandOver { identity: Identity::Checked, old_card: OldCard::None };
        assert_eq!(custody::hand_over(&bed.office, &counter, &plain(), case, how).unwrap().state, "collected");
        assert_eq!((place(bed), uncollected()), (None, (0, 0)));
        bed.verified();
    });
}
