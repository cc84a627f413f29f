//! The print room's tables and queries: closings, differences, destructions, runs, jobs, printers, letters, requests; and known chips.

use std::collections::BTreeMap;

use domain::{
    Event,
    area::VillageCode,
    blank::{BlankEvent, BlankState, Booking, Item, LotSource, MovementKind, Serial, SerialAt},
    card::{Card, Custody},
    case::{Case, CaseState, DeferReason, Deferral, Purpose, SpoilCause, ToldBy},
    closing::{Closing, ClosingEvent, ClosingState, Counted, Destruction, Difference, DifferenceEvent, DifferenceKind, Settlement},
    id::{ClosingId, DestructionId, DifferenceId, JobId, PersonId, RequestId, RunId, SuketId},
    print::{Job, JobEvent, JobState, PrintRoute, Printer, PrinterWord, Run},
    request::{BlankRequest, Outlook, Policy},
    suket::{Suket, SuketEnd, SuketEvent},
};
use jiff::civil::date;
use store::{
    Store, Value,
    queries::{
        printing::{self, PrinterStatus},
        stock,
    },
    tables::{self, Folded, blank::SerialRow},
};
use uuid::Uuid;

use crate::{
    bench::{at, check, read, try_write_at, write, write_at},
    office::{
        self, BIN, ISSUED, OUTSIDE, PRINTER, STORE, account_id, begin, begin_with, card, card_id, case, case_id, delivery, issue, lot_id,
        place_id, receipt,
    },
};

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn chip(number: u64) -> Serial {
    Serial::parse(&format!("04A1B2C3{number:04}")).unwrap()
}

/// A movement with every part filled.
pub fn booking() -> Booking {
    Booking {
        kind: MovementKind::Spoiled,
        lot: lot_id(1),
        quantity: 1,
        from: (place_id(PRINTER), BlankState::Reserved),
        to: (place_id(BIN), BlankState::Spoiled),
        cause: Some(SpoilCause::FailedEncode),
        case: Some(case_id(1)),
        paper: Some("BA-1".to_owned()),
        serials: vec![chip(1)],
    }
}

/// A destruction.
pub fn destruction() -> Destruction {
    Destruction {
        id: DestructionId(id(20)),
        number: "BA-1/2022".to_owned(),
        day: date(2022, 11, 25),
        first: account_id(1),
        second: account_id(2),
        witness: "AKP SAKSI".to_owned(),
        witness_office: "Polres".to_owned(),
        blanks: 3,
        cards: 2,
    }
}

fn run(number: i64, override_reason: Option<&str>) -> Run {
    Run {
        id: RunId(id(30 + number as u128)),
        number,
        day: date(2022, 11, 25),
        policy: "law_order".to_owned(),
        jobs: 2,
        planned_by: account_id(1),
        released_by: Some(account_id(2)),
        released_at: at(number),
        override_reason: override_reason.map(str::to_owned),
    }
}

fn job(number: u64, state: JobState) -> Job {
    Job {
        id: JobId(id(40 + u128::from(number))),
        person: PersonId(number as i64),
        case: case_id(number),
        run: run(1, None).id,
        printer: place_id(PRINTER),
        route: PrintRoute::Local,
        rank: number as i64,
        state,
        since: at(number as i64),
        printer_job: Some(7),
        detail: Some("media-jam".to_owned()),
        doubted_by: Some(account_id(1)),
        serial: Some(chip(number)),
        card: (state == JobState::Good).then(|| card_id(number)),
        cause: (state == JobState::Spoiled).then_some(SpoilCause::NoChip),
    }
}

fn printer() -> Printer {
    let place = place_id(PRINTER);
    Printer { place, route: PrintRoute::Local, heat_cards_a_day: 250, seconds_a_card: 90, ribbon_from: 12 }
}

fn closing(number: u128, state: ClosingState) -> Closing {
    let counted = Counted { booked: 500, counted: Some(499) };
    Closing {
        id: ClosingId(id(50 + number)),
        place: place_id(STORE),
        day: date(2022, 11, 25),
        begun_at: at(number as i64),
        at_seq: 9,
        lines: BTreeMap::from([(Item::Blank, counted), (Item::Ribbon, Counted { booked: 2, counted: None })]),
        state,
        counted_by: Some(account_id(1)),
        confirmed_by: (state == ClosingState::Confirmed).then(|| account_id(2)),
    }
}

fn difference(number: u128, settled: Option<Settlement>) -> Difference {
    Difference {
        id: DifferenceId(id(60 + number)),
        place: place_id(STORE),
        item: Item::Blank,
        lot: Some(lot_id(1)),
        kind: DifferenceKind::Delivery,
        expected: 500,
        counted: 499,
        opened_at: at(number as i64),
        settled,
        reason: settled.map(|_| "dihitung ulang".to_owned()),
    }
}

fn suket(number: u64, ended: Option<SuketEnd>) -> Suket {
    Suket {
        id: SuketId(id(70 + u128::from(number))),
        person: PersonId(number as i64),
        case: case_id(number),
        number: format!("{number:04}/SUKET/2022"),
        issued_on: date(2022, 11, 20 + number as i8),
        valid_until: date(2023, 5, 19 + number as i8),
        renewals: 1,
        rule: "SE 471.13".to_owned(),
        ended,
    }
}

fn request(number: i64) -> BlankRequest {
    let on = date(2022, 11, number as i8);
    BlankRequest { id: RequestId(id(80 + number as u128)), number: format!("470/{number}"), on, asked: 10_000 }
}

fn outlook() -> Outlook {
    Outlook { policy: Policy::EmsrB, next_delivery: Some(date(2023, 1, 5)), source: "surat Dirjen".to_owned() }
}

/// One event of each act of the print room, optional parts filled.
pub fn samples() -> Vec<Event> {
    let (closing_id, place, on) = (closing(1, ClosingState::Counting).id, place_id(STORE), date(2022, 11, 25));
    let booked = BTreeMap::from([(Item::Blank, 500), (Item::CleaningKit, 1)]);
    let mut events: Vec<Event> = [
        ClosingEvent::Begun { place, day: on, at_seq: 9, booked: booked.clone() },
        ClosingEvent::Counted { by: account_id(1), counts: booked },
        ClosingEvent::Confirmed { by: account_id(2) },
        ClosingEvent::Dropped,
    ]
    .map(|event| Event::Closing(closing_id, event))
    .to_vec();
    let Difference { id: difference_id, item, lot, kind, expected, counted, .. } = difference(1, None);
    let opened = DifferenceEvent::Opened { place, item, lot, kind, expected, counted };
    let settled = DifferenceEvent::Settled { how: Settlement::NeverSent, reason: "surat".to_owned() };
    events.extend([opened, settled].map(|event| Event::Difference(difference_id, event)));
    events.extend([Event::Destroyed(destruction()), Event::RunReleased(run(1, Some("bencana"))), Event::PrinterSet(printer())]);
    let Job { id: job_id, person, case, run, printer, route, rank, .. } = job(1, JobState::Reserved);
    let (detail, serial) = ("media-jam".to_owned(), Some(chip(1)));
    let jobs = [
        JobEvent::Reserved { run, case, printer, route, rank },
        JobEvent::Sent,
        JobEvent::Accepted { printer_job: 7 },
        JobEvent::NotSent { detail: detail.clone() },
        JobEvent::Reported { word: PrinterWord::Failed, detail: detail.clone() },
        JobEvent::Doubted { by: account_id(1), detail },
        JobEvent::Checked { card: card_id(1), serial: serial.clone() },
        JobEvent::Spoiled { cause: SpoilCause::Defect, serial },
        JobEvent::TakenBack,
    ];
    events.extend(jobs.map(|event| Event::Job(job_id, person, event)));
    let Suket { id: suket_id, case, number, rule, .. } = suket(1, None);
    let sukets =
        [SuketEvent::Issued { case, number, on, rule }, SuketEvent::Renewed { on }, SuketEvent::Ended { why: SuketEnd::Cancelled }];
    events.extend(sukets.map(|event| Event::Suket(suket_id, person, event)));
    events.extend([Event::BlanksRequested(request(1)), Event::OutlookSet(outlook())]);
    events
}

fn rows<T: Folded>(store: &Store) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    read(store, |tx| tables::rows_of::<T>(tx, |row| rows.push(row)));
    rows
}

#[test]
fn a_closing_is_read_back_whole_and_one_place_is_counted_once() {
    check("closings", |store| {
        begin(store);
        let (counting, other) = (closing(1, ClosingState::Counted), closing(2, ClosingState::Counting));
        let saved = counting.clone();
        write(store, move |write| tables::closing::save_closing(write, &saved));
        assert!(try_write_at(store, at(1), move |write| tables::closing::save_closing(write, &other)).is_err(), "one count a place");
        assert_eq!(read(store, |tx| tables::closing::running_at(tx, place_id(STORE))), Some(counting.clone()));
        assert_eq!(read(store, |tx| tables::closing::running_at(tx, place_id(PRINTER))), None);
        let confirmed = Closing { state: ClosingState::Confirmed, confirmed_by: Some(account_id(2)), ..counting };
        let saved = confirmed.clone();
        write(store, move |write| tables::closing::save_closing(write, &saved));
        assert_eq!(read(store, |tx| tables::closing::find_closing(tx, confirmed.id)), Some(confirmed.clone()));
        assert_eq!(read(store, |tx| tables::closing::closings_since(tx, date(2022, 11, 25))), std::slice::from_ref(&confirmed));
        assert_eq!(read(store, |tx| tables::closing::closings_since(tx, date(2022, 11, 26))), []);
        assert_eq!(rows::<Closing>(store), [confirmed.values()]);
        let alone = Closing { id: ClosingId(id(59)), confirmed_by: Some(account_id(1)), ..confirmed };
        assert!(try_write_at(store, at(1), move |write| tables::closing::save_closing(write, &alone)).is_err(), "two people");
    });
}

#[test]
fn a_difference_is_open_until_it_is_settled() {
    check("differences", |store| {
        begin(store);
        write(store, |write| office::post(write, &delivery(1, 500)).map(drop));
        write(store, |write| {
            tables::closing::save_difference(write, &difference(1, None))?;
            tables::closing::save_difference(write, &difference(2, None))?;
            tables::closing::save_difference(write, &difference(1, Some(Settlement::Found)))
        });
        assert_eq!(read(store, tables::closing::open_differences), [difference(2, None)]);
        let first = difference(1, Some(Settlement::Found));
        assert_eq!(read(store, |tx| tables::closing::find_difference(tx, first.id)), Some(first.clone()));
        assert_eq!(rows::<Difference>(store), [first.values(), difference(2, None).values()]);
    });
}

#[test]
fn minutes_name_two_officers_and_a_witness() {
    check("destructions", |store| {
        begin(store);
        write(store, |write| tables::closing::insert_destruction(write, &destruction()));
        assert_eq!(read(store, |tx| tables::closing::find_destruction(tx, destruction().id)), Some(destruction()));
        let month = |from, to| read(store, move |tx| tables::closing::destructions_between(tx, from, to)).len();
        assert_eq!(month(date(2022, 11, 1), date(2022, 11, 30)), 1);
        assert_eq!(month(date(2022, 12, 1), date(2022, 12, 31)), 0);
        assert_eq!(rows::<Destruction>(store), [destruction().values()]);
        let other = DestructionId(id(21));
        let alone = Destruction { id: other, second: account_id(1), ..destruction() };
        assert!(try_write_at(store, at(1), move |write| tables::closing::insert_destruction(write, &alone)).is_err());
        let unseen = Destruction { id: other, witness: String::new(), ..destruction() };
        assert!(try_write_at(store, at(1), move |write| tables::closing::insert_destruction(write, &unseen)).is_err());
    });
}

/// Three cases in a run: one waits, one in doubt, one good; and their cards.
fn begin_run(store: &Store) {
    begin_with(store, &["SITI", "BUDI", "WAYAN"]);
    write(store, |write| {
        for number in 1..=2 {
            tables::case_file::save(write, &case(number, number as i64, CaseState::InRun))?;
        }
        tables::case_file::save(write, &Case { card: Some(card_id(3)), ..case(3, 3, CaseState::Printed) })?;
        tables::card::save(write, &card(3, 3, 3))?;
        tables::print::save_run(write, &run(1, None))?;
        for (number, state) in [(1, JobState::Reserved), (2, JobState::Uncertain), (3, JobState::Good)] {
            tables::print::save_job(write, &job(number, state))?;
        }
        Ok(())
    });
}

#[test]
fn a_case_has_one_open_job() {
    check("jobs", |store| {
        begin_run(store);
        assert_eq!(read(store, |tx| tables::print::find_job(tx, job(2, JobState::Good).id)), Some(job(2, JobState::Uncertain)));
        assert_eq!(read(store, |tx| tables::print::open_job_of(tx, case_id(1))), Some(job(1, JobState::Reserved)));
        assert_eq!(read(store, |tx| tables::print::open_job_of(tx, case_id(3))), None);
        let open = read(store, |tx| tables::print::open_jobs_at(tx, place_id(PRINTER)));
        assert_eq!(open, [job(1, JobState::Reserved), job(2, JobState::Uncertain)]);
        let twin = Job { id: JobId(id(49)), ..job(1, JobState::Reserved) };
        assert!(try_write_at(store, at(1), move |write| tables::print::save_job(write, &twin)).is_err(), "one open job a case");
        let sent = Job { state: JobState::Sending, since: at(9), ..job(1, JobState::Reserved) };
        let saved = sent.clone();
        write(store, move |write| tables::print::save_job(write, &saved));
        assert_eq!(rows::<Job>(store), [sent, job(2, JobState::Uncertain), job(3, JobState::Good)].map(|job| job.values()));
        let lines = read(store, |tx| printing::open_jobs(tx, 9));
        let brief: Vec<_> = lines.iter().map(|line| (line.case, line.state, line.rank, line.name.as_str())).collect();
        assert_eq!(brief, [(case_id(1), JobState::Sending, 1, "SITI"), (case_id(2), JobState::Uncertain, 2, "BUDI")]);
        assert_eq!((lines[1].since, lines[1].detail.as_deref(), &lines[1].receipt), (at(2), Some("media-jam"), &receipt(2)));
        assert_eq!(read(store, |tx| printing::run_jobs(tx, run(1, None).id)).len(), 3);
    });
}

#[test]
fn runs_are_numbered() {
    check("runs", |store| {
        begin(store);
        assert_eq!(read(store, tables::print::last_run_number), 0);
        write(store, |write| {
            tables::print::save_run(write, &run(1, None))?;
            tables::print::save_run(write, &run(2, Some("bencana")))
        });
        assert_eq!(read(store, tables::print::last_run_number), 2);
        assert_eq!(read(store, |tx| tables::print::find_run(tx, run(1, None).id)), Some(run(1, None)));
        assert_eq!(read(store, |tx| tables::print::latest_runs(tx, 1)), [run(2, Some("bencana"))]);
        assert_eq!(read(store, |tx| printing::override_runs(tx, jiff::Timestamp::MIN, 9)), [run(2, Some("bencana"))]);
        assert_eq!(rows::<Run>(store), [run(1, None).values(), run(2, Some("bencana")).values()]);
    });
}

#[test]
fn a_printer_has_limits_and_a_voice() {
    check("printers", |store| {
        begin(store);
        assert_eq!(read(store, |tx| tables::print::find_printer(tx, place_id(PRINTER))), None);
        write(store, |write| tables::print::save_printer(write, &Printer { heat_cards_a_day: 1, ..printer() }));
        write(store, |write| tables::print::save_printer(write, &printer()));
        assert_eq!(read(store, |tx| tables::print::find_printer(tx, place_id(PRINTER))), Some(printer()));
        assert_eq!(rows::<Printer>(store), [printer().values()]);
        let status = |state: &str, second| PrinterStatus {
            place: place_id(PRINTER),
            state: state.to_owned(),
            reasons: "media-jam".to_owned(),
            at: at(second),
        };
        for (state, second) in [("idle", 1), ("stopped", 2)] {
            let said = status(state, second);
            write(store, move |write| printing::note_status(write, &said));
        }
        assert_eq!(read(store, printing::statuses), [status("stopped", 2)]);
    });
}

#[test]
fn one_letter_holds_for_a_person() {
    check("sukets", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        write(store, |write| {
            for number in 1..=2 {
                tables::case_file::save(write, &case(number, number as i64, CaseState::Deferred))?;
                tables::suket::save(write, &suket(number, None))?;
            }
            Ok(())
        });
        let twin = Suket { id: SuketId(id(79)), ..suket(1, None) };
        assert!(try_write_at(store, at(1), move |write| tables::suket::save(write, &twin)).is_err(), "one that holds");
        assert_eq!(read(store, |tx| tables::suket::find(tx, suket(1, None).id)), Some(suket(1, None)));
        assert_eq!(read(store, |tx| tables::suket::holding(tx, PersonId(2))), Some(suket(2, None)));
        assert_eq!(read(store, |tx| tables::suket::ending_by(tx, date(2023, 5, 20), 9)), [suket(1, None)]);
        assert_eq!(read(store, |tx| tables::suket::count_in_year(tx, date(2022, 12, 31))), 2);
        assert_eq!(read(store, |tx| tables::suket::count_in_year(tx, date(2023, 1, 1))), 0);
        write(store, |write| tables::suket::save(write, &suket(1, Some(SuketEnd::Printed))));
        assert_eq!(read(store, |tx| tables::suket::holding(tx, PersonId(1))), None);
        assert_eq!(rows::<Suket>(store), [suket(1, Some(SuketEnd::Printed)).values(), suket(2, None).values()]);
    });
}

#[test]
fn requests_and_the_outlook_are_kept() {
    check("requests", |store| {
        begin(store);
        assert_eq!(read(store, tables::request::find_outlook), None);
        write(store, |write| {
            tables::request::insert_request(write, &request(1))?;
            tables::request::insert_request(write, &request(2))?;
            tables::request::save_outlook(write, &Outlook { next_delivery: None, ..outlook() })?;
            tables::request::save_outlook(write, &outlook())
        });
        assert_eq!(read(store, tables::request::requests), [request(2), request(1)]);
        assert_eq!(read(store, |tx| tables::request::find_request(tx, request(1).id)), Some(request(1)));
        assert_eq!(read(store, tables::request::find_outlook), Some(outlook()));
        assert_eq!(rows::<BlankRequest>(store), [request(1).values(), request(2).values()]);
        assert_eq!(rows::<Outlook>(store), [outlook().values()]);
    });
}

/// A delivery of two known chips, and a ribbon.
fn tracked() -> [BlankEvent; 2] {
    let BlankEvent::Received { lot, label, source, from, to, .. } = delivery(1, 2) else { panic!("a delivery") };
    let (lands, request) = (BlankState::InTransit, Some(request(1).id));
    let serials = vec![chip(1), chip(2)];
    let blanks = BlankEvent::Received { lot, item: Item::Blank, label, source, from, to, lands, quantity: 2, request, serials };
    let (lot, label, source) = (lot_id(2), "RB-1".to_owned(), LotSource::Grant);
    let (item, lands, serials) = (Item::Ribbon, BlankState::New, Vec::new());
    [blanks, BlankEvent::Received { lot, item, label, source, from, to, lands, quantity: 1, request: None, serials }]
}

fn booked(kind: MovementKind, quantity: i64, from: (u64, BlankState), to: (u64, BlankState), serials: Vec<Serial>) -> BlankEvent {
    let (from, to) = ((place_id(from.0), from.1), (place_id(to.0), to.1));
    let case = matches!(kind, MovementKind::Used | MovementKind::Spoiled).then(|| case_id(1));
    let cause = (kind == MovementKind::Spoiled).then_some(SpoilCause::NoChip);
    let paper = (kind == MovementKind::Destroyed).then(|| "BA-1".to_owned());
    BlankEvent::Booked(Booking { kind, lot: lot_id(1), quantity, from, to, cause, case, paper, serials })
}

#[test]
fn a_chip_is_where_its_blank_is() {
    use {BlankState as S, MovementKind as K};
    check("chips", |store| {
        begin(store);
        write(store, |write| tables::request::insert_request(write, &request(1)));
        let moved = vec![chip(1), chip(2)];
        let events = [
            booked(K::Accepted, 2, (STORE, S::InTransit), (STORE, S::New), Vec::new()),
            booked(K::Moved, 2, (STORE, S::New), (PRINTER, S::New), moved),
            booked(K::Reserved, 1, (PRINTER, S::New), (PRINTER, S::Reserved), Vec::new()),
            booked(K::Used, 1, (PRINTER, S::Reserved), (ISSUED, S::Used), vec![chip(2)]),
        ];
        for (event, second) in tracked().into_iter().chain(events).zip(1..) {
            write_at(store, at(second), move |write| office::post(write, &event).map(drop));
        }
        let at_printer = SerialAt { lot: lot_id(1), place: place_id(PRINTER), state: S::New };
        let used = SerialAt { place: place_id(ISSUED), state: S::Used, ..at_printer };
        let row = |number, at| SerialRow { serial: chip(number), at };
        assert_eq!(rows::<SerialRow>(store), [row(1, at_printer).values(), row(2, used).values()]);
        assert_eq!(read(store, |tx| tables::blank::find_serial(tx, &chip(2))), Some(row(2, used)));
        assert_eq!(read(store, |tx| tables::blank::find_serial(tx, &chip(3))), None);
        assert_eq!(read(store, |tx| tables::blank::serials_at(tx, place_id(PRINTER), S::New)), [row(1, at_printer)]);
        let asked = [chip(1), chip(3)];
        let ledger = read(store, |tx| tables::blank::ledger_at(tx, place_id(PRINTER), Item::Blank, &asked));
        assert_eq!((ledger.tracked, ledger.serials), ([lot_id(1)].into(), BTreeMap::from([(chip(1), at_printer)])));
        assert_eq!(ledger.balances.new_at(place_id(PRINTER)), 1);
        assert_eq!(read(store, |tx| tables::blank::find_lot(tx, lot_id(1))).and_then(|lot| lot.request), Some(request(1).id));
        let ribbons = read(store, |tx| tables::blank::lots(tx, Item::Ribbon));
        assert_eq!(ribbons.iter().map(|lot| (lot.lot, lot.item, lot.quantity)).collect::<Vec<_>>(), [(lot_id(2), Item::Ribbon, 1)]);
    });
}

#[test]
fn a_loan_is_found_whole_by_any_of_its_movements() {
    use {BlankState as S, MovementKind as K};
    check("loans", |store| {
        begin(store);
        write(store, |write| tables::request::insert_request(write, &request(1)));
        let lent = |lot, paper: &str| {
            let paper = Some(paper.to_owned());
            let (from, to) = ((place_id(STORE), S::New), (place_id(OUTSIDE), S::Lent));
            BlankEvent::Booked(Booking {
                kind: K::Lent,
                lot: lot_id(lot),
                from,
                to,
                cause: None,
                case: None,
                paper,
                serials: Vec::new(),
                ..booking()
            })
        };
        let mut borrowed = delivery(3, 7);
        if let BlankEvent::Received { source, request: answers, .. } = &mut borrowed {
            (*source, *answers) = (LotSource::Loan, Some(request(1).id));
        }
        let acts = [vec![delivery(1, 5)], vec![delivery(2, 5)], vec![borrowed], vec![lent(1, "470/7"), lent(2, "470/7"), lent(2, "470/8")]];
        for (events, second) in acts.into_iter().zip(1..) {
            write_at(store, at(second), move |write| events.iter().try_for_each(|event| office::post(write, event).map(drop)));
        }
        let movements = read(store, |tx| stock::movements(tx, 99));
        let loans: Vec<_> = movements.iter().filter(|line| line.is_loan()).map(|line| line.seq).collect();
        let found: Vec<Vec<_>> = loans.iter().map(|seq| read(store, |tx| stock::loan_of(tx, *seq))).collect();
        let brief =
            |lines: &[stock::LoanLine]| -> Vec<String> { lines.iter().map(|line| format!("{} {}", line.lot, line.quantity)).collect() };
        let both = vec!["BAST-1 1", "BAST-2 1"];
        let expected = [vec!["BAST-2 1"], both.clone(), both, vec!["BAST-3 7"]];
        assert_eq!(found.iter().map(|lines| brief(lines)).collect::<Vec<_>>(), expected, "the latest first");
        assert_eq!((found[3][0].kind.as_str(), found[3][0].request), ("received", Some(request(1).id)));
        assert_eq!((found[1][0].paper.as_deref(), found[1][0].at), (Some("470/7"), at(4)));
        assert_eq!(found[1][0].actor, account_id(1).to_string());
        for line in movements.iter().filter(|line| !line.is_loan()) {
            assert_eq!(read(store, |tx| stock::loan_of(tx, line.seq)), [], "{line:?}");
        }
    });
}

#[test]
fn the_day_s_flow_is_what_came_and_went() {
    use {BlankState as S, MovementKind as K};
    check("flows", |store| {
        begin(store);
        write(store, |write| tables::request::insert_request(write, &request(1)));
        let events = [
            delivery(3, 500),
            issue(3, 100),
            booked(K::Accepted, 1, (STORE, S::InTransit), (STORE, S::New), Vec::new()),
            booked(K::Moved, 1, (STORE, S::New), (PRINTER, S::New), vec![chip(1)]),
            booked(K::Reserved, 1, (PRINTER, S::New), (PRINTER, S::Reserved), Vec::new()),
            booked(K::Spoiled, 1, (PRINTER, S::Reserved), (BIN, S::Spoiled), vec![chip(1)]),
            booked(K::Destroyed, 1, (BIN, S::Spoiled), (BIN, S::Destroyed), vec![chip(1)]),
        ];
        for (event, second) in tracked().into_iter().chain(events).zip(1..) {
            write_at(store, at(second), move |write| office::post(write, &event).map(drop));
        }
        let flows = read(store, |tx| stock::flows(tx, at(0), i64::MAX));
        let of = |place: u64, kind: &str| {
            let line = flows.iter().find(|line| line.place == place_id(place) && line.item == Item::Blank && line.kind == kind);
            line.map_or((0, 0), |line| (line.came, line.went))
        };
        assert_eq!(of(STORE, "received"), (500, 0), "what lands in transit is no stock yet");
        assert_eq!((of(STORE, "accepted"), of(STORE, "moved"), of(PRINTER, "moved")), ((1, 0), (0, 101), (101, 0)));
        assert_eq!((of(PRINTER, "reserved"), of(PRINTER, "spoiled")), ((0, 0), (0, 1)), "a reserved blank has not left");
        assert_eq!(read(store, |tx| stock::flows(tx, at(99), i64::MAX)), []);
        let issued = read(store, |tx| stock::movements(tx, 99)).into_iter().rfind(|line| line.kind == "moved").unwrap();
        let before = read(store, |tx| stock::flows(tx, at(0), issued.seq - 1));
        assert!(!before.is_empty() && before.iter().all(|line| line.kind == "received"), "up to an entry: {before:?}");
        let held = read(store, stock::held);
        let brief: Vec<_> = held.iter().map(|line| (line.place, line.item, line.quantity)).collect();
        assert_eq!(
            brief,
            [(STORE, Item::Blank, 400), (STORE, Item::Ribbon, 1), (PRINTER, Item::Blank, 100)].map(|(place, item, quantity)| (
                place_id(place),
                item,
                quantity
            ))
        );
        assert_eq!(read(store, |tx| stock::fed_by(tx, place_id(PRINTER))), Some(place_id(STORE)));
        assert_eq!(read(store, |tx| stock::fed_by(tx, place_id(OUTSIDE))), None);
        let arriving = read(store, stock::arriving);
        assert_eq!(
            arriving.iter().map(|line| (line.place.id, line.lot, line.quantity)).collect::<Vec<_>>(),
            [(place_id(STORE), lot_id(1), 1)]
        );
        assert_eq!((arriving[0].label.as_str(), arriving[0].item), ("BAST-1", Item::Blank));
        let spoilage = read(store, |tx| stock::spoilage(tx, at(0), at(99)));
        let brief: Vec<_> = spoilage.iter().map(|line| (line.kind.as_str(), line.cause.as_deref(), line.quantity)).collect();
        assert_eq!(brief, [("destroyed", None, 1), ("spoiled", Some("no_chip"), 1)]);
        let burnt = read(store, |tx| stock::destroyed_with(tx, "BA-1"));
        assert_eq!(burnt.iter().map(|line| (line.lot.as_str(), line.quantity)).collect::<Vec<_>>(), [("BAST-1", 1)]);
        assert_eq!(read(store, |tx| stock::destroyed_with(tx, "BA-2")), []);
        assert_eq!(read(store, |tx| stock::made_by(tx, place_id(PRINTER))), 1);
        assert_eq!(read(store, |tx| printing::print_instants(tx, place_id(PRINTER), 9)), [at(8).as_microsecond()]);
        assert_eq!(read(store, |tx| tables::print::load_since(tx, place_id(PRINTER), at(8))), (1, 0));
        assert_eq!(read(store, |tx| tables::print::load_since(tx, place_id(PRINTER), at(9))), (0, 0));
    });
}

#[test]
fn who_waits_for_blanks_and_who_was_not_told() {
    check("deferred", |store| {
        begin_with(store, &["SITI", "BUDI", "WAYAN"]);
        let deferral = |told| {
            let (reason, rule) = (DeferReason::Reserved, "surat".to_owned());
            Some(Deferral { reason, rule, until: date(2023, 1, 5), told })
        };
        let waits = |number: u64, told| Case { deferral: deferral(told), ..case(number, number as i64, CaseState::Deferred) };
        let cases = [waits(1, Some((at(5), ToldBy::Phone))), waits(2, None), Case { class: 1, ..case(3, 3, CaseState::ReadyToPrint) }];
        let saved = cases.clone();
        write(store, move |write| {
            saved.iter().try_for_each(|case| tables::case_file::save(write, case))?;
            tables::suket::save(write, &suket(1, None))
        });
        assert_eq!(read(store, |tx| tables::case_file::find(tx, case_id(1))), Some(cases[0].clone()));
        let lines = read(store, |tx| printing::deferred(tx, "", 9, 0));
        let brief: Vec<_> = lines.iter().map(|line| (line.case, line.told_at, line.suket.map(|(_, until)| until))).collect();
        assert_eq!(brief, [(case_id(2), None, None), (case_id(1), Some(at(5)), Some(date(2023, 5, 20)))]);
        assert_eq!((lines[0].reason, lines[0].rule.as_str(), lines[0].until), (DeferReason::Reserved, "surat", date(2023, 1, 5)));
        assert_eq!(read(store, |tx| printing::deferred(tx, "52.08.02", 9, 0)), []);
        assert_eq!(read(store, |tx| printing::deferred_count(tx, "")), (2, 1));
        assert_eq!(read(store, |tx| printing::deferred_count(tx, "52.08.02")), (0, 0));
        let waiting = read(store, |tx| printing::waiting(tx, date(2022, 11, 25)));
        let brief: Vec<_> = waiting.iter().map(|line| (line.case, line.class, line.opened_at, line.since)).collect();
        assert_eq!(brief, [(case_id(3), 1, at(3), at(3)), (case_id(1), 3, at(1), at(1)), (case_id(2), 3, at(2), at(2))]);
        assert_eq!(waiting[0].village, VillageCode::parse("52.08.01.2001").unwrap());
        let demand = read(store, |tx| printing::demand(tx, at(2)));
        let brief: Vec<_> = demand.iter().map(|line| (line.purpose, line.class, line.opened)).collect();
        assert_eq!(brief, [(Purpose::First, 1, 1), (Purpose::First, 3, 1)]);
    });
}

#[test]
fn a_surrendered_card_waits_for_its_end() {
    check("surrendered", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        write(store, |write| {
            for (number, custody) in [(1, Custody::InvalidLedger), (2, Custody::Destroyed)] {
                tables::case_file::save(write, &case(number, number as i64, CaseState::Collected))?;
                tables::card::save(write, &Card { custody, ..card(number, number as i64, number) })?;
            }
            Ok(())
        });
        assert_eq!(read(store, |tx| tables::card::surrendered(tx, 9)).len(), 1);
        assert_eq!(read(store, |tx| tables::card::find(tx, card_id(2))).map(|card| card.custody), Some(Custody::Destroyed));
        assert_eq!(read(store, |tx| tables::place::find(tx, place_id(BIN))).map(|place| place.code), Some("RUSAK".to_owned()));
        assert_eq!(read(store, |tx| tables::place::find(tx, place_id(99))), None);
    });
}
