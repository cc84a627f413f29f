//! The read-only queries, by screen.

use domain::{
    area::VillageCode,
    blank::{BlankState, Item},
    card::{Card, Custody},
    case::{Case, CaseState, Damage, Purpose},
    central::CentralCode,
    id::PersonId,
    person::{Kk, Life, Marital, Nik, Person, Phone, Sex},
    place::PlaceKind,
};
use jiff::civil::date;
use store::{
    Store,
    queries::{
        figures::{self, RegisterFigures},
        people::{self, PersonLine},
        print_queue, shelves, stock, waiting,
    },
    tables,
};

use crate::{
    bench::{at, check, read, write, write_at},
    office::{
        self, PRINTER, SHELF, SHELF_2, account_id, begin, begin_with, card, card_id, case, case_id, delivery, issue, lot_id, person,
        place_id, receipt, seen,
    },
};

fn ids(lines: &[PersonLine]) -> Vec<i64> {
    lines.iter().map(|line| line.person.0).collect()
}

/// Three people with one family card and phone, the second the eldest; the first has a closed and an open case.
fn begin_family(store: &Store) {
    begin(store);
    let mut people = [person(1, "SITI"), person(2, "BUDI"), person(3, "WAYAN")];
    people[1].biodata.birth_date = date(1950, 1, 1);
    people[0].biodata.sex = Sex::Female;
    write(store, move |write| {
        office::enter(write, &people)?;
        tables::case_file::save(write, &case(1, 1, CaseState::Collected))?;
        tables::case_file::save(write, &case(2, 1, CaseState::WaitingCentral))
    });
}

#[test]
fn people_are_found_by_every_number() {
    check("people", |store| {
        begin_family(store);
        let (kk, phone) = (Kk::parse("5208010101200001").unwrap(), Phone::parse("081234567890").unwrap());
        let nik = Nik::parse("5208011205850001").unwrap();
        let line = PersonLine {
            person: PersonId(1),
            nik: nik.clone(),
            name: "SITI".to_owned(),
            birth_date: date(1985, 5, 12),
            sex: Sex::Female,
            village: VillageCode::parse("52.08.01.2001").unwrap(),
            open_case: Some(CaseState::WaitingCentral),
        };
        assert_eq!(read(store, |tx| people::by_nik(tx, &nik)), std::slice::from_ref(&line));
        assert_eq!(read(store, |tx| people::by_id(tx, PersonId(1))), Some(line.clone()));
        assert_eq!(read(store, |tx| people::by_id(tx, PersonId(4))), None);
        let several = read(store, |tx| people::by_ids(tx, &[PersonId(3), PersonId(99), PersonId(1)]));
        assert_eq!(several.iter().map(|line| line.person).collect::<Vec<_>>(), [PersonId(3), PersonId(1)], "in the order asked for");
        assert_eq!(read(store, |tx| people::by_ids(tx, &[])), []);
        assert_eq!(ids(&read(store, |tx| people::by_kk(tx, &kk))), [2, 1, 3], "the eldest first");
        assert_eq!(ids(&read(store, |tx| people::by_phone(tx, &phone))), [2, 1, 3]);
        assert_eq!(read(store, |tx| people::by_receipt(tx, &receipt(1))), std::slice::from_ref(&line), "also by an old receipt");
        assert_eq!(read(store, |tx| people::by_receipt(tx, &receipt(2))), [line]);
        assert_eq!(read(store, |tx| people::by_receipt(tx, &receipt(3))), []);
        let other = Phone::parse("081234567899").unwrap();
        assert_eq!(read(store, |tx| people::by_phone(tx, &other)), []);
        assert_eq!(read(store, |tx| people::by_id(tx, PersonId(2))).and_then(|line| line.open_case), None);
    });
}

#[test]
fn a_result_page_has_an_end() {
    check("shared number", |store| {
        begin_with(store, &["SITI"; 103]);
        let kk = Kk::parse("5208010101200001").unwrap();
        assert_eq!(ids(&read(store, |tx| people::by_kk(tx, &kk))), (1..=100).collect::<Vec<i64>>());
    });
}

/// Somebody with these traits.
fn resident(number: i64, born: i16, marital: Marital, life: Life, central: Option<CentralCode>) -> Person {
    let mut person = person(number, "SITI");
    person.biodata.birth_date = date(born, 11, 25);
    (person.biodata.marital, person.biodata.life) = (marital, life);
    central.map_or(person.clone(), |code| seen(person, code))
}

#[test]
fn the_register_is_counted() {
    check("register", |store| {
        begin(store);
        let none = RegisterFigures { people: 0, must_have: 0, recorded: 0 };
        assert_eq!(read(store, |tx| figures::register(tx, date(2005, 11, 25))), none);
        let ready = Some(CentralCode::PrintReadyRecord);
        let people = [
            resident(1, 2005, Marital::Single, Life::Alive, ready),
            resident(2, 2006, Marital::Single, Life::Alive, ready),
            resident(3, 2006, Marital::Married, Life::Alive, Some(CentralCode::Unregistered)),
            resident(4, 1980, Marital::Single, Life::Alive, None),
            resident(5, 1980, Marital::Single, Life::Dead, ready),
            resident(6, 1980, Marital::Widowed, Life::Moved, ready),
        ];
        write(store, move |write| office::enter(write, &people));
        let expected = RegisterFigures { people: 4, must_have: 3, recorded: 1 };
        assert_eq!(read(store, |tx| figures::register(tx, date(2005, 11, 25))), expected);
    });
}

#[test]
fn open_cases_are_counted_by_state() {
    check("open cases", |store| {
        begin_with(store, &["A", "B", "C", "D"]);
        assert_eq!(read(store, figures::open_cases), []);
        write(store, |write| {
            tables::case_file::save(write, &case(5, 1, CaseState::ReadyToPrint))?;
            tables::case_file::save(write, &case(3, 2, CaseState::ReadyToPrint))?;
            tables::case_file::save(write, &case(1, 3, CaseState::Collected))?;
            tables::case_file::save(write, &case(4, 4, CaseState::OnShelf))
        });
        let counts = read(store, figures::open_cases);
        let brief: Vec<_> = counts.iter().map(|count| (count.state, count.count, count.oldest)).collect();
        assert_eq!(brief, [(CaseState::OnShelf, 1, at(4)), (CaseState::ReadyToPrint, 2, at(3))]);
        assert_eq!(read(store, |tx| figures::collected_since(tx, at(1))), 1);
        assert_eq!(read(store, |tx| figures::collected_since(tx, at(2))), 0, "the one on the shelf is not collected");
    });
}

/// Cases that wait for the printer: class, place in the order, print day and village differ.
fn begin_queue(store: &Store) {
    begin(store);
    let mut people: Vec<Person> = (1..=5).map(|number| person(number, "SITI")).collect();
    people[4].biodata.village = VillageCode::parse("52.08.02.2003").unwrap();
    let ready = |number: u64| case(number, number as i64, CaseState::ReadyToPrint);
    let damaged = Case { class: 1, purpose: Purpose::Damaged, damage: Some(Damage::Unusable), ..ready(3) };
    let tomorrow = Case { class: 1, print_from: Some(date(2022, 11, 26)), ..ready(4) };
    let today = Case { print_from: Some(date(2022, 11, 25)), ..ready(5) };
    let cases = [ready(2), ready(1), damaged, tomorrow, today];
    write(store, move |write| {
        office::enter(write, &people)?;
        cases.iter().try_for_each(|case| tables::case_file::save(write, case))
    });
}

#[test]
fn the_print_queue_is_in_order_and_in_pages() {
    check("print queue", |store| {
        begin_queue(store);
        let today = date(2022, 11, 25);
        let page = |subdistrict: &'static str, limit, offset| {
            let lines = read(store, |tx| print_queue::page(tx, today, [subdistrict, ""], limit, offset));
            lines.iter().map(|line| line.case).collect::<Vec<_>>()
        };
        assert_eq!(page("", 10, 0), [3, 1, 2, 5].map(case_id), "class, then the oldest; nobody before the birthday");
        assert_eq!(page("", 2, 1), [1, 2].map(case_id));
        assert_eq!(page("52.08.02", 10, 0), [case_id(5)]);
        assert_eq!(page("52.08.0", 10, 0), []);
        assert_eq!(read(store, |tx| print_queue::count(tx, today, ["", ""])), 4);
        assert_eq!(read(store, |tx| print_queue::count(tx, date(2022, 11, 26), ["", ""])), 5);
        for (within, cases) in [(["52.08.01", ""], 3), (["", "52.08.01"], 3), (["52.08.01", "52.08.02"], 0)] {
            assert_eq!(read(store, |tx| print_queue::count(tx, today, within)), cases, "{within:?}");
            assert_eq!(read(store, |tx| print_queue::page(tx, today, within, 10, 0)).len() as i64, cases, "{within:?}");
        }
        let first = read(store, |tx| print_queue::page(tx, today, ["", ""], 1, 0)).remove(0);
        assert_eq!((first.purpose, first.damage, first.class), (Purpose::Damaged, Some(Damage::Unusable), 1));
        assert_eq!((first.receipt, first.person, first.since, first.opened_at), (receipt(3), PersonId(3), at(3), at(3)));
        assert_eq!((first.name.as_str(), first.nik.as_str()), ("SITI", "5208011205850003"));
        assert_eq!(first.village.as_str(), "52.08.01.2001");
    });
}

#[test]
fn who_waits_longest_comes_first() {
    check("waiting", |store| {
        begin_queue(store);
        let lines = read(store, |tx| waiting::in_state(tx, CaseState::ReadyToPrint, "", 3));
        assert_eq!(lines.iter().map(|line| line.case).collect::<Vec<_>>(), [1, 2, 3].map(case_id));
        assert_eq!((lines[2].purpose, lines[2].name.as_str()), (Purpose::Damaged, "SITI"));
        assert_eq!(read(store, |tx| waiting::in_state(tx, CaseState::Opened, "", 3)), []);
    });
}

#[test]
fn cards_wait_for_a_shelf_and_lie_on_it() {
    check("shelves", |store| {
        begin_with(store, &["SITI", "BUDI", "WAYAN"]);
        write(store, |write| {
            tables::case_file::save(write, &Case { card: Some(card_id(2)), ..case(2, 1, CaseState::Printed) })?;
            tables::case_file::save(write, &case(1, 2, CaseState::Printed))?;
            tables::case_file::save(write, &case(3, 3, CaseState::OnShelf))?;
            tables::card::save(write, &card(2, 1, 2))?;
            tables::card::save(write, &Card { custody: Custody::At(place_id(SHELF_2)), ..card(3, 3, 3) })
        });
        let waiting = read(store, |tx| shelves::unshelved(tx, "", 10));
        let brief: Vec<_> = waiting.iter().map(|line| (line.case, line.receipt.clone(), line.person.0, line.since)).collect();
        assert_eq!(brief, [(case_id(1), receipt(1), 2, at(1)), (case_id(2), receipt(2), 1, at(2))]);
        assert_eq!((waiting[0].name.as_str(), waiting[0].printer.as_str()), ("BUDI", ""));
        assert_eq!((waiting[1].name.as_str(), waiting[1].printer.as_str()), ("SITI", "Printer 1"));
        assert_eq!(read(store, |tx| shelves::unshelved(tx, "", 1)).len(), 1);
        let shelves = read(store, shelves::shelves);
        let brief: Vec<_> = shelves.iter().map(|line| (line.shelf, line.code.as_str(), line.name.as_str(), line.cards)).collect();
        assert_eq!(brief, [(place_id(SHELF), "RAK-01", "Rak 1", 0), (place_id(SHELF_2), "RAK-02", "Rak 2", 1)]);
        assert_eq!((shelves[0].oldest, shelves[1].oldest), (None, Some(at(3))));
        assert_eq!(read(store, |tx| figures::printed_since(tx, at(3))), 1);
        assert_eq!(read(store, |tx| figures::printed_since(tx, at(2))), 2);
        assert_eq!(read(store, |tx| figures::printed_since(tx, at(4))), 0);
        assert_eq!(read(store, |tx| tables::card::find(tx, card_id(3))).map(|card| card.custody), Some(Custody::At(place_id(SHELF_2))));
    });
}

#[test]
fn the_stock_is_counted_over_all_lots() {
    check("stock", |store| {
        begin(store);
        assert_eq!(read(store, |tx| stock::received(tx, Item::Blank)), 0);
        assert_eq!(read(store, |tx| stock::new_at(tx, PlaceKind::Store)), 0);
        assert_eq!(read(store, |tx| stock::consumed_since(tx, at(0))), 0);
        let (lot, printer) = (lot_id(1), place_id(PRINTER));
        let cause = domain::case::SpoilCause::FailedPrint;
        let (bin, issued) = (place_id(office::BIN), place_id(office::ISSUED));
        let events = [
            delivery(1, 500),
            delivery(2, 50),
            issue(1, 100),
            domain::blank::BlankEvent::Used { lot, printer, issued, case: case_id(1), card: card_id(1) },
            domain::blank::BlankEvent::Spoiled { lot, from: printer, bin, quantity: 3, cause, case: None },
        ];
        for (event, second) in events.into_iter().zip(1..) {
            write_at(store, at(second), move |write| office::post(write, &event).map(drop));
        }
        let lines = read(store, stock::by_place);
        let brief: Vec<_> = lines.iter().map(|line| (line.place.code.as_str(), line.state, line.quantity)).collect();
        let (new, used, spoiled) = (BlankState::New, BlankState::Used, BlankState::Spoiled);
        assert_eq!(brief, [("CTK-01", new, 96), ("GDG-01", new, 450), ("RUSAK", spoiled, 3), ("TERBIT", used, 1)]);
        assert_eq!(lines[0].place, office::places().remove(PRINTER as usize));
        assert_eq!(read(store, |tx| stock::new_at(tx, PlaceKind::Store)), 450);
        assert_eq!(read(store, |tx| stock::new_at(tx, PlaceKind::SpoiledBin)), 0, "spoiled ones are not new");
        assert_eq!(read(store, |tx| stock::received(tx, Item::Blank)), 550);
        assert_eq!(read(store, |tx| stock::consumed_since(tx, at(4))), 4);
        assert_eq!(read(store, |tx| stock::consumed_since(tx, at(5))), 3);
        let last = read(store, |tx| stock::movements(tx, 2));
        let brief: Vec<_> = last.iter().map(|line| (line.at, line.kind.as_str(), line.quantity, line.cause.as_deref())).collect();
        assert_eq!(brief, [(at(5), "spoiled", 3, Some("failed_print")), (at(4), "used", 1, None)]);
        assert_eq!((last[0].lot.as_str(), last[0].from.as_str(), last[0].to.as_str()), ("BAST-1", "Printer 1", "Kotak rusak"));
        assert_eq!(last[0].actor, "Petugas 1", "an account is shown by its name");
    });
}

#[test]
fn a_movement_by_the_program_or_an_unknown_account_is_still_listed() {
    check("actors", |store| {
        begin(store);
        write(store, |write| {
            for (lot, actor) in [(1, store::journal::Actor::System), (2, store::journal::Actor::Account(account_id(9)))] {
                let event = delivery(lot, 5);
                let seq = store::journal::append(write, actor, &domain::Event::Blank(event.clone()))?;
                tables::blank::post(write, &tables::blank::MovementRow { seq, at: write.now, event })?;
            }
            Ok(())
        });
        let actors: Vec<String> = read(store, |tx| stock::movements(tx, 9)).into_iter().map(|line| line.actor).collect();
        assert_eq!(actors, [account_id(9).to_string(), "system".to_owned()]);
    });
}
