//! The tables and queries of notices, messages from citizens, batches, stock-takes, proxies and closed places.

use std::collections::BTreeMap;

use domain::{
    Event,
    batch::{Batch, BatchEvent, BatchLine, BatchRoute, BatchState, LineState, NotCollected, Signature, SignedOn},
    card::{Card, Custody, ShelfCount},
    case::{Case, CaseState, DeferReason, Deferral, Purpose, ToldBy},
    id::{BatchId, InboundId, NoticeId, PersonId, ShelfCountId},
    notice::{
        Inbound, InboundEvent, InboundKind, InboundState, Language, NewNotice, Notice, NoticeEvent, NoticePurpose, NoticeState,
        ReceiptOutcome, StoppedPhone,
    },
    person::{Nik, PersonName, Phone},
    pickup::{ClosedSite, ProxyPickup},
};
use jiff::{Timestamp, civil::Date};
use store::{
    Store, Value, looks,
    queries::{handover, lying, notices},
    tables::{self, Folded, handover::LineRow},
};
use uuid::Uuid;

use crate::{
    bench::{at, check, read, try_write_at, write, write_at},
    office::{self, PRINTER, SHELF, STORE, account_id, begin, begin_with, card, card_id, case, case_id, place_id, receipt},
};

fn phone() -> Phone {
    Phone::parse("081234567890").unwrap()
}

fn notice_id(number: u128) -> NoticeId {
    NoticeId(Uuid::from_u128(60 + number))
}

fn notice(number: u64, of_case: u64, state: NoticeState) -> Notice {
    Notice {
        id: notice_id(u128::from(of_case * 10 + number)),
        person: PersonId(of_case as i64),
        case: case_id(of_case),
        number: number as i64,
        purpose: NoticePurpose::Ready,
        language: Language::Indonesian,
        version: 1,
        text: "KTP-el siap".to_owned(),
        phone: Some(phone()),
        created_at: at(number as i64),
        send_from: at(number as i64),
        deadline: at(100 + number as i64),
        state,
        since: at(number as i64),
        attempts: 1,
        route: Some("modem".to_owned()),
        reference: Some(format!("{of_case}-{number}")),
        taken_at: state.counted().then(|| at(number as i64)),
        detail: Some("throttled".to_owned()),
        possibly_double: number == 2,
        told_by: None,
    }
}

fn told(number: u64, of_case: u64) -> Notice {
    let (phone, route, reference, told_by) = (None, None, None, Some(ToldBy::Village));
    Notice { phone, route, reference, told_by, ..notice(number, of_case, NoticeState::Told) }
}

fn inbound(number: u128, state: InboundState) -> Inbound {
    Inbound {
        id: InboundId(Uuid::from_u128(70 + number)),
        person: Some(PersonId(1)),
        phone: "+6281234567890".to_owned(),
        text: "kapan?".to_owned(),
        kind: InboundKind::Other,
        received_at: at(number as i64),
        reference: format!("modem {number}"),
        state,
        reply: (state != InboundState::Open).then(|| "besok".to_owned()),
        closed_by: (state == InboundState::Closed).then(|| account_id(1)),
    }
}

fn batch_id() -> BatchId {
    BatchId(Uuid::from_u128(80))
}

fn batch(state: BatchState, line: LineState) -> Batch {
    let received = state == BatchState::Received;
    let lines = [(card_id(1), BatchLine { case: case_id(1), state: line, since: at(2), tries: 1, reason: Some(NotCollected::Away) })];
    Batch {
        id: batch_id(),
        number: "0001/BAST/2022".to_owned(),
        route: BatchRoute::Village,
        place: place_id(SHELF),
        opened_at: at(1),
        state,
        since: at(2),
        sent_by: Some(account_id(1)),
        received_by: received.then(|| account_id(1)),
        receiver: received.then(|| "Kepala Desa".to_owned()),
        signed_on: received.then_some(SignedOn::Paper),
        lines: BTreeMap::from(lines),
    }
}

fn shelf_count() -> ShelfCount {
    let (expected, scanned, missing, extra) = (5, 4, 2, 1);
    ShelfCount {
        id: ShelfCountId(Uuid::from_u128(81)),
        place: place_id(SHELF),
        at: at(3),
        by: account_id(1),
        expected,
        scanned,
        missing,
        extra,
    }
}

fn proxy(number: u64) -> ProxyPickup {
    ProxyPickup {
        case: case_id(number),
        person: PersonId(number as i64),
        card: card_id(number),
        nik: Nik::parse("5208011205850099").unwrap(),
        name: PersonName::parse("SITI AMINAH").unwrap(),
        letter: Some("SK-1".to_owned()),
        at: at(number as i64),
    }
}

fn closed() -> ClosedSite {
    ClosedSite { place: place_id(SHELF), since: at(4), reason: "perbaikan".to_owned() }
}

/// One event of each act, optional parts filled.
pub fn samples() -> Vec<Event> {
    let text = str::to_owned;
    let Notice { id, person, case, number, purpose, language, version, text: words, send_from, deadline, .. } =
        notice(1, 1, NoticeState::Waiting);
    let new = NewNotice { case, number, purpose, language, version, text: words, phone: phone(), send_from, deadline };
    let of_notice = [
        NoticeEvent::Created(Box::new(new)),
        NoticeEvent::Told { case, number: 2, purpose, by: ToldBy::Counter },
        NoticeEvent::Begun { route: text("modem") },
        NoticeEvent::Taken { reference: Some(text("7")) },
        NoticeEvent::NotTaken { detail: text("throttled"), again_at: at(5) },
        NoticeEvent::Refused { detail: text("no such number") },
        NoticeEvent::Doubted { detail: text("lost") },
        NoticeEvent::Repeated,
        NoticeEvent::Received { outcome: ReceiptOutcome::Expired },
        NoticeEvent::Unanswered,
        NoticeEvent::GivenUp,
        NoticeEvent::Cancelled { why: text("stopped") },
    ];
    let message = inbound(1, InboundState::Open);
    let of_message = [
        InboundEvent::Received { phone: message.phone, text: message.text, kind: InboundKind::Stop, reference: message.reference },
        InboundEvent::Answered { reply: text("besok") },
        InboundEvent::Closed { by: account_id(1), note: text("ditelepon") },
    ];
    let (card, reason) = (card_id(1), NotCollected::Died);
    let signature = Signature {
        receiver: text("Kepala Desa"),
        signed_on: SignedOn::Screen,
        missing: vec![card_id(2)],
        extra: vec![(card_id(3), case_id(3))],
    };
    let of_batch = [
        BatchEvent::Opened { number: text("1"), route: BatchRoute::Post, place: place_id(SHELF) },
        BatchEvent::Packed { card, case },
        BatchEvent::TakenOut { card },
        BatchEvent::Sent { by: account_id(1) },
        BatchEvent::Received { by: account_id(1), signature },
        BatchEvent::Found { card },
        BatchEvent::Tried { card, reason },
        BatchEvent::Delivered { card },
        BatchEvent::Returned { card, reason },
        BatchEvent::Dropped,
    ];
    let mut events: Vec<Event> = of_notice.into_iter().map(|event| Event::Notice(id, person, event)).collect();
    events.extend(of_message.into_iter().map(|event| Event::Inbound(message.id, Some(person), event)));
    events.extend(of_batch.into_iter().map(|event| Event::Batch(batch_id(), event)));
    events.extend([Event::PhoneStopped(phone()), Event::PhoneAllowed(phone()), Event::ShelfCounted(shelf_count())]);
    events.extend([Event::TakenByProxy(proxy(1)), Event::SiteClosed(closed()), Event::SiteReopened(place_id(SHELF))]);
    events
}

fn rows<T: Folded>(store: &Store) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    read(store, |tx| tables::rows_of::<T>(tx, |row| rows.push(row)));
    rows
}

/// Booleans count as integers: SQLite has no others.
fn plain(row: Vec<Value>) -> Vec<Value> {
    row.into_iter().map(|value| if let Value::Bool(value) = value { Value::Integer(i64::from(value)) } else { value }).collect()
}

/// Cases in a state, with a card each that lies on the shelf from printing on.
fn begin_cases(store: &Store, states: &[CaseState]) {
    begin_with(store, &["SITI", "BUDI", "WAYAN"][..states.len()]);
    let states = states.to_vec();
    write(store, move |write| {
        for (number, state) in (1..).zip(&states) {
            let has_card = !matches!(state, CaseState::Deferred | CaseState::Opened);
            let file = case(number, number as i64, *state);
            tables::case_file::save(write, &Case { card: has_card.then(|| card_id(number)), ..file })?;
            if has_card {
                let custody = Custody::At(place_id(SHELF));
                tables::card::save(write, &Card { custody, ..card(number, number as i64, number) })?;
            }
        }
        Ok(())
    });
}

fn save(store: &Store, notices: impl IntoIterator<Item = Notice>) {
    for one in notices {
        write(store, move |write| tables::notice::save(write, &one));
    }
}

#[test]
fn a_notice_is_read_back_whole_and_its_number_is_given_once() {
    check("notices", |store| {
        begin_cases(store, &[CaseState::OnShelf]);
        let (first, second) = (notice(1, 1, NoticeState::Taken), told(2, 1));
        save(store, [first.clone(), second.clone()]);
        assert_eq!(read(store, |tx| tables::notice::find(tx, first.id)), Some(first.clone()));
        assert_eq!(read(store, |tx| tables::notice::find_by_reference(tx, "modem", "1-1")), Some(first.clone()));
        assert_eq!(read(store, |tx| tables::notice::find_by_reference(tx, "other", "1-1")), None);
        assert_eq!(read(store, |tx| tables::notice::of_case(tx, case_id(1))), [first.clone(), second.clone()]);
        let found: Vec<_> = rows::<Notice>(store).into_iter().map(plain).collect();
        assert_eq!(found, [first, second].map(|notice| plain(notice.values())));
        let twin = Notice { id: notice_id(99), ..notice(1, 1, NoticeState::Waiting) };
        assert!(try_write_at(store, at(1), move |write| tables::notice::save(write, &twin)).is_err(), "case and number are unique");
    });
}

#[test]
fn what_is_due_stale_and_overdue_is_found_in_order() {
    check("due", |store| {
        begin_cases(store, &[CaseState::OnShelf]);
        save(store, (1..=3).map(|number| notice(number, 1, NoticeState::Waiting)));
        let numbers = |found: Vec<Notice>| found.into_iter().map(|notice| notice.number).collect::<Vec<_>>();
        assert_eq!(numbers(read(store, |tx| tables::notice::in_state(tx, NoticeState::Waiting, at(2), 9))), [1, 2]);
        assert_eq!(numbers(read(store, |tx| tables::notice::in_state(tx, NoticeState::Taken, at(2), 9))), Vec::<i64>::new());
        assert_eq!(numbers(read(store, |tx| tables::notice::stale(tx, NoticeState::Waiting, at(3), 2))), [1, 2]);
        assert_eq!(numbers(read(store, |tx| tables::notice::overdue(tx, at(102), 9))), [1, 2]);
        assert_eq!(read(store, |tx| notices::due_since(tx, at(9))), Some(at(1)));
        assert_eq!(read(store, notices::last_taken), None);
        save(store, [notice(2, 1, NoticeState::Taken)]);
        assert_eq!(read(store, notices::last_taken), Some(at(2)));
        let states = read(store, notices::by_state);
        let brief: Vec<_> = states.iter().map(|line| (line.state, line.notices, line.possibly_double)).collect();
        assert_eq!(brief, [(NoticeState::Taken, 1, 1), (NoticeState::Waiting, 2, 0)]);
    });
}

#[test]
fn a_number_that_wants_none_and_a_receipt_that_came_early_are_kept() {
    check("numbers", |store| {
        begin(store);
        assert!(write_at(store, at(7), |write| tables::notice::stop_phone(write, &phone())));
        assert!(!write(store, |write| tables::notice::stop_phone(write, &phone())), "once");
        let stopped = StoppedPhone { phone: phone(), since: at(7) };
        assert_eq!(read(store, |tx| tables::notice::find_stopped(tx, &phone())), Some(stopped.clone()));
        assert_eq!(rows::<StoppedPhone>(store), [stopped.values()]);
        assert!(write(store, |write| tables::notice::allow_phone(write, &phone())));
        assert!(!write(store, |write| tables::notice::allow_phone(write, &phone())));

        for outcome in [ReceiptOutcome::Expired, ReceiptOutcome::Delivered, ReceiptOutcome::Delivered] {
            write_at(store, at(7), move |write| tables::notice::keep_stray(write, "modem", "7", outcome));
        }
        assert_eq!(write(store, |write| tables::notice::take_strays(write, "modem", "8")), []);
        let taken = write(store, |write| tables::notice::take_strays(write, "modem", "7"));
        assert_eq!(taken, [ReceiptOutcome::Delivered, ReceiptOutcome::Expired]);
        assert_eq!(write(store, |write| tables::notice::take_strays(write, "modem", "7")), [], "taken out");
        write_at(store, at(7), |write| tables::notice::keep_stray(write, "modem", "9", ReceiptOutcome::Expired));
        assert_eq!(write(store, |write| tables::notice::sweep_strays(write, at(7))), 0);
        assert_eq!(write(store, |write| tables::notice::sweep_strays(write, at(8))), 1);
    });
}

#[test]
fn a_message_is_kept_once_and_found_by_its_state() {
    check("inbox", |store| {
        begin_with(store, &["SITI"]);
        let (open, answered, closed) =
            (inbound(1, InboundState::Open), inbound(2, InboundState::Answered), inbound(3, InboundState::Closed));
        for one in [open.clone(), answered.clone(), closed.clone()] {
            write(store, move |write| tables::inbound::save(write, &one));
        }
        assert_eq!(read(store, |tx| tables::inbound::find(tx, closed.id)), Some(closed.clone()));
        assert_eq!(read(store, |tx| tables::inbound::in_state(tx, InboundState::Open, 9)), std::slice::from_ref(&open));
        assert!(read(store, |tx| tables::inbound::is_known(tx, "modem 2")) && !read(store, |tx| tables::inbound::is_known(tx, "modem 4")));
        assert_eq!(rows::<Inbound>(store), [open, answered, closed].map(|message| message.values()));
        let twin = Inbound { id: InboundId(Uuid::from_u128(99)), ..inbound(1, InboundState::Open) };
        assert!(try_write_at(store, at(1), move |write| tables::inbound::save(write, &twin)).is_err(), "a gateway's number is kept once");
    });
}

#[test]
fn the_ladder_sees_every_card_with_its_notices() {
    check("ladder", |store| {
        begin_cases(store, &[CaseState::OnShelf, CaseState::Printed, CaseState::Collected]);
        save(store, [notice(1, 1, NoticeState::Delivered), told(2, 1), notice(3, 1, NoticeState::Waiting)]);
        save(store, [notice(1, 2, NoticeState::Undeliverable)]);
        let lines = read(store, |tx| notices::ladder(tx, "52.08.01"));
        let brief: Vec<_> = lines.iter().map(|line| (line.card, line.counted, line.open, line.wrong_number, line.stopped)).collect();
        assert_eq!(brief, [(card_id(1), 2, 1, false, false), (card_id(2), 0, 0, true, false)]);
        assert_eq!((lines[0].place, lines[0].printed_at, lines[0].last_at), (place_id(SHELF), at(1), Some(at(3))));
        assert_eq!(read(store, |tx| notices::ladder(tx, "52.08.02")), []);
        write(store, |write| tables::notice::stop_phone(write, &phone()));
        assert!(read(store, |tx| notices::ladder(tx, "")).iter().all(|line| line.stopped));
    });
}

#[test]
fn who_was_never_told_and_what_is_unsaid() {
    check("untold", |store| {
        begin_cases(store, &[CaseState::Deferred, CaseState::AtVillage, CaseState::Opened]);
        write(store, |write| tables::case_file::save(write, &Case { card: None, ..case(3, 3, CaseState::ReadyToPrint) }));
        let invited = read(store, |tx| notices::unsaid(tx, true, Timestamp::MAX, 9));
        assert_eq!((invited.len(), invited[2].case, invited[2].purpose), (3, case_id(3), NoticePurpose::Invited));
        write(store, |write| tables::case_file::save(write, &case(3, 3, CaseState::Opened)));
        let unsaid = read(store, |tx| notices::unsaid(tx, false, Timestamp::MAX, 9));
        let brief: Vec<_> = unsaid.iter().map(|line| (line.case, line.purpose)).collect();
        assert_eq!(brief, [(case_id(1), NoticePurpose::Deferred), (case_id(2), NoticePurpose::Moved)]);
        let never = |before: Timestamp| read(store, move |tx| notices::never_told(tx, before, "", 9));
        let cases = |lines: Vec<notices::UntoldLine>| lines.into_iter().map(|line| line.case).collect::<Vec<_>>();
        assert_eq!(cases(never(at(0))), [case_id(1), case_id(2)]);
        assert_eq!(cases(never(at(99))), [case_id(1), case_id(2), case_id(3)], "older than the promise");
        save(store, [Notice { purpose: NoticePurpose::Moved, ..notice(2, 2, NoticeState::Taken) }]);
        save(store, [notice(1, 1, NoticeState::Expired)]);
        let left = never(at(0));
        assert_eq!((left.len(), left[0].last, left[0].phone, left[0].family_phones), (1, Some(NoticeState::Expired), true, 2));
        let unsaid = |again_after| read(store, move |tx| notices::unsaid(tx, false, again_after, 9)).len();
        assert_eq!((unsaid(at(0)), unsaid(Timestamp::MAX)), (1, 1), "the village's card was told of");
        let of_deferral = |state| Notice { purpose: NoticePurpose::Deferred, ..notice(4, 1, state) };
        save(store, [of_deferral(NoticeState::Expired)]);
        assert_eq!((unsaid(at(0)), unsaid(Timestamp::MAX)), (0, 1), "what did not arrive rests before it is said again");
        save(store, [of_deferral(NoticeState::Cancelled)]);
        assert_eq!(unsaid(at(0)), 1, "what was not sent was not said");
        save(store, [of_deferral(NoticeState::Delivered), notice(3, 2, NoticeState::Undeliverable)]);
        assert_eq!(cases(never(at(0))), [case_id(2)], "it came back from the number");
        let until = Date::constant(2023, 1, 5);
        let deferral = Deferral { reason: DeferReason::Reserved, rule: String::new(), until, told: None };
        write(store, move |write| {
            tables::case_file::save(write, &Case { card: None, deferral: Some(deferral.clone()), ..case(1, 1, CaseState::Deferred) })
        });
        let said = |before| read(store, move |tx| notices::said_of_deferrals(tx, before, 9));
        assert_eq!((said(Timestamp::MIN).len(), said(Timestamp::MAX).len()), (0, 1));
        assert_eq!((said(Timestamp::MAX)[0].case, said(Timestamp::MAX)[0].until), (case_id(1), until));
        let shared = read(store, |tx| notices::shared_in_cases(tx, 1, 9));
        assert_eq!((shared.len(), shared[0].people, shared[0].families, shared[0].open_cases), (1, 3, 1, 3));
        assert_eq!(read(store, |tx| notices::shared_in_cases(tx, 2, 9)), []);
        let shared = read(store, |tx| notices::shared_phones(tx, 2, 9));
        assert_eq!((shared.len(), shared[0].people, shared[0].families, shared[0].open_cases), (1, 3, 1, 3));
        assert_eq!(read(store, |tx| notices::shared_phones(tx, 4, 9)), []);
        assert_eq!(read(store, |tx| notices::only_person_with(tx, &phone())), None, "three have it");
    });
    check("one number", |store| {
        begin_with(store, &["SITI"]);
        assert_eq!(read(store, |tx| notices::only_person_with(tx, &phone())), Some(PersonId(1)));
    });
}

#[test]
fn a_batch_is_read_back_with_its_cards_and_a_card_is_in_one() {
    check("batches", |store| {
        begin_cases(store, &[CaseState::OnShelf]);
        let packing = batch(BatchState::Packing, LineState::Packed);
        let saved = packing.clone();
        write(store, move |write| tables::handover::save_batch(write, None, &saved));
        assert_eq!(read(store, |tx| tables::handover::find_batch(tx, batch_id())), Some(packing.clone()));
        assert_eq!(read(store, |tx| tables::handover::open_batch_of(tx, card_id(1))), Some(batch_id()));
        let other = Batch { id: BatchId(Uuid::from_u128(82)), number: "2".to_owned(), ..packing.clone() };
        assert!(
            try_write_at(store, at(1), move |write| tables::handover::save_batch(write, None, &other)).is_err(),
            "one open batch a card"
        );
        let received = batch(BatchState::Received, LineState::Missing);
        let (before, saved) = (packing.clone(), received.clone());
        write(store, move |write| tables::handover::save_batch(write, Some(&before), &saved));
        assert_eq!(read(store, |tx| tables::handover::open_batch_of(tx, card_id(1))), None);
        assert_eq!(rows::<Batch>(store), [received.values()]);
        assert_eq!(rows::<LineRow>(store), LineRow::rows_of(&received).map(|line| line.values()).collect::<Vec<_>>());
        let listed = read(store, |tx| handover::batches(tx, "", 9));
        assert_eq!((listed[0].cards, listed[0].missing, listed[0].extra, listed[0].returned), (1, 1, 0, 0));
        assert_eq!(read(store, |tx| handover::batches(tx, "520802", 9)), []);
        let cards = read(store, |tx| handover::batch_cards(tx, batch_id()));
        assert_eq!((cards[0].receipt.clone(), cards[0].name.as_str(), cards[0].tries), (receipt(1), "SITI", 1));
        assert_eq!(
            (read(store, |tx| tables::handover::batches_since(tx, at(1))), read(store, |tx| tables::handover::batches_since(tx, at(2)))),
            (1, 0)
        );
        let emptied = Batch { lines: BTreeMap::new(), state: BatchState::Received, ..received.clone() };
        write(store, move |write| tables::handover::save_batch(write, Some(&received), &emptied));
        assert_eq!(rows::<LineRow>(store), Vec::<Vec<Value>>::new());
    });
}

#[test]
fn cards_are_found_by_place_and_custody() {
    check("custody", |store| {
        begin_cases(store, &[CaseState::OnShelf, CaseState::OnTheWay]);
        let empty = Batch { lines: BTreeMap::new(), ..batch(BatchState::Packing, LineState::Packed) };
        write(store, move |write| {
            tables::handover::save_batch(write, None, &empty)?;
            tables::card::save(write, &Card { custody: Custody::InBatch(batch_id()), ..card(2, 2, 2) })
        });
        assert_eq!(read(store, |tx| tables::card::find(tx, card_id(2))).unwrap().custody, Custody::InBatch(batch_id()));
        let there = read(store, |tx| handover::cards_at(tx, place_id(SHELF)));
        assert_eq!(
            there.iter().map(|line| (line.card, line.case, line.person)).collect::<Vec<_>>(),
            [(card_id(1), case_id(1), PersonId(1))]
        );
        assert_eq!(read(store, |tx| handover::cards_at(tx, place_id(PRINTER))), []);
        write(store, |write| tables::card::save(write, &Card { custody: Custody::Missing, ..card(1, 1, 1) }));
        let missing = read(store, |tx| handover::missing(tx, "", 9));
        assert_eq!((missing.len(), missing[0].case, missing[0].state), (1, case_id(1), CaseState::OnShelf));
        assert_eq!(read(store, |tx| handover::missing(tx, "52.08.02", 9)), []);
        let custodies = read(store, handover::custodies);
        let counts: Vec<_> = custodies.iter().map(|line| (line.custody.as_str(), line.cards)).collect();
        assert_eq!(counts, [("batch", 1), ("missing", 1)]);
        write(store, |write| tables::handover::insert_count(write, &shelf_count()));
        assert_eq!(read(store, |tx| tables::handover::counts_of(tx, place_id(SHELF), 9)), [shelf_count()]);
        assert_eq!(rows::<ShelfCount>(store), [shelf_count().values()]);
    });
}

#[test]
fn who_fetched_cards_for_others_and_which_places_are_closed() {
    check("proxies", |store| {
        begin_cases(store, &[CaseState::Collected, CaseState::OnShelf]);
        write(store, |write| tables::handover::insert_proxy(write, &proxy(1)));
        assert_eq!(read(store, |tx| tables::handover::find_proxy(tx, case_id(1))), Some(proxy(1)));
        assert_eq!(read(store, |tx| tables::handover::find_proxy(tx, case_id(2))), None);
        assert_eq!(rows::<ProxyPickup>(store), [proxy(1).values()]);
        let since = |from: Timestamp| read(store, move |tx| tables::handover::fetched_since(tx, &proxy(1).nik, from));
        assert_eq!((since(at(1)), since(at(2))), (1, 0));
        let found = read(store, |tx| handover::proxies(tx, at(0), 1, 9));
        assert_eq!((found.len(), found[0].cards, found[0].families, found[0].name.as_str()), (1, 1, 1, "SITI AMINAH"));
        assert_eq!(read(store, |tx| handover::proxies(tx, at(0), 2, 9)), []);
        assert_eq!(read(store, |tx| handover::cases_of_proxy(tx, &proxy(1).nik, at(0), 9))[0].case, case_id(1));
        assert_eq!(read(store, |tx| handover::cases_of_phone(tx, &phone(), 9))[0].case, case_id(2));

        write(store, |write| tables::handover::close_site(write, &closed()));
        assert_eq!(read(store, |tx| tables::handover::find_closed(tx, place_id(SHELF))), Some(closed()));
        assert_eq!(rows::<ClosedSite>(store), [closed().values()]);
        assert!(write(store, |write| tables::handover::reopen_site(write, place_id(SHELF))));
        assert!(!write(store, |write| tables::handover::reopen_site(write, place_id(SHELF))));
    });
}

#[test]
fn how_long_cards_lie_is_read_with_what_was_told() {
    check("lying", |store| {
        begin_cases(store, &[CaseState::OnShelf, CaseState::Collected, CaseState::Opened]);
        save(store, [notice(2, 1, NoticeState::Delivered), notice(3, 1, NoticeState::Taken), notice(1, 2, NoticeState::Undeliverable)]);
        let cards = read(store, |tx| lying::printed_since(tx, at(0)));
        let brief: Vec<_> = cards.iter().map(|card| (card.printed_at, card.state, card.since, card.notice_at)).collect();
        assert_eq!(brief, [(at(1), CaseState::OnShelf, at(1), Some(at(2))), (at(2), CaseState::Collected, at(2), None)]);
        assert_eq!(read(store, |tx| lying::printed_since(tx, at(3))), []);
        assert_eq!(read(store, |tx| lying::reasons_since(tx, at(0))), []);
    });
}

#[test]
fn signs_and_promises_are_counted() {
    check("signs", |store| {
        begin_cases(store, &[CaseState::OnShelf, CaseState::Opened]);
        let opened = read(store, |tx| handover::opened_since(tx, at(0), 9));
        assert_eq!(opened.iter().map(|line| line.case).collect::<Vec<_>>(), [case_id(1), case_id(2)]);
        assert_eq!(read(store, |tx| handover::opened_since(tx, at(2), 9)).len(), 1);
        let served = read(store, |tx| handover::served_since(tx, at(0)));
        let brief: Vec<_> = served.iter().map(|line| (line.site, line.purpose, line.printed_at)).collect();
        assert_eq!(brief, [(place_id(STORE), Purpose::First, Some(at(1))), (place_id(STORE), Purpose::First, None)]);
        write_at(store, at(5), |write| looks::append(write, &office::look(1, &[1])));
        write_at(store, at(5), |write| looks::append(write, &office::look(1, &[1, 2])));
        let looked = read(store, |tx| handover::looks_outside(tx, at(0), 9));
        assert_eq!((looked.len(), looked[0].looks, looked[0].outside), (1, 1, 1), "lists are no looks at one person");
        assert_eq!(read(store, |tx| handover::looks_outside(tx, at(6), 9)), []);
    });
}
