//! The state tables: what is written is read back, column by column.

use domain::{
    access::Role,
    account::Account,
    card::{Card, Custody, InvalidReason},
    case::{Case, CaseState, Damage, Purpose},
    central::CentralCode,
    id::PersonId,
    office::{Office, OfficeCode},
    person::{Life, Nik, Person, PersonName},
    place::{Place, PlaceKind},
    rule::Document,
};
use jiff::civil::date;
use store::{
    Store, StoreFault, Value, journal,
    tables::{self, Folded},
};

use crate::{
    bench::{at, check, check_homes, code, is_refusal_of, read, try_write_at, write},
    office::{self, account, account_id, begin, begin_with, card, card_id, case, case_id, import_id, person, place_id, receipt, seen},
};

/// Requires the table to hold exactly these states, in this order, each value as the state gives it.
fn assert_rows<T: Folded>(store: &Store, expected: &[T]) {
    let mut rows = Vec::new();
    read(store, |tx| tables::rows_of::<T>(tx, |row| rows.push(row)));
    let expected: Vec<Vec<Value>> = expected.iter().map(T::values).collect();
    assert_eq!(rows.iter().map(|row| plain(row)).collect::<Vec<_>>(), expected.iter().map(|row| plain(row)).collect::<Vec<_>>());
    assert!(rows.iter().all(|row| row.len() == T::COLUMNS.len()), "{} has as many columns as it names", T::TABLE);
    assert!(T::KEYS <= T::COLUMNS.len(), "{}", T::TABLE);
}

/// Booleans count as integers: SQLite has no others.
fn plain(row: &[Value]) -> Vec<Value> {
    row.iter().map(|value| if let Value::Bool(value) = value { Value::Integer(i64::from(*value)) } else { value.clone() }).collect()
}

#[test]
fn the_office_is_one_row() {
    check_homes("office", |home| {
        let store = home.open();
        assert_eq!(read(&store, tables::office::find), None);
        begin(&store);
        assert_eq!(read(&store, tables::office::find), Some(office::office()));
        assert_eq!(read(&store, tables::office::codes), [code()]);
        assert_rows::<Office>(&store, &[office::office()]);
        assert_eq!(store.office(), code());
        assert_eq!(store::Store::offices(&home.location()).unwrap(), [code()]);
    });
}

#[test]
fn places_are_found_by_code_and_kind() {
    check("places", |store| {
        begin(store);
        let codes: Vec<String> = read(store, tables::place::all).into_iter().map(|place| place.code).collect();
        assert_eq!(codes, ["CTK-01", "GDG-01", "LUAR", "RAK-01", "RAK-02", "RUSAK", "TERBIT"]);
        let shelf = office::places().remove(office::SHELF as usize);
        assert_eq!(read(store, |tx| tables::place::find_by_code(tx, "RAK-01")), Some(shelf));
        assert_eq!(read(store, |tx| tables::place::find_by_code(tx, "rak-01")), None);
        assert_eq!(read(store, |tx| tables::place::get_only(tx, PlaceKind::Issued)).id, place_id(office::ISSUED));
        assert_rows::<Place>(store, &office::places());
        let twin = Place { id: place_id(99), ..office::places().remove(0) };
        let refused = try_write_at(store, at(0), move |write| tables::place::insert(write, &twin)).unwrap_err();
        assert!(is_refusal_of(store.engine(), &refused), "a code is given once: {refused:?}");
    });
}

#[test]
fn an_account_is_found_with_its_posting() {
    check("account", |store| {
        begin(store);
        let mut posted = account(2, "camat", Role::Subdistrict);
        posted.standing.posting = domain::area::SubdistrictCode::parse("52.08.01");
        let saved = posted.clone();
        write(store, move |write| tables::account::save(write, &saved));
        assert_eq!(read(store, |tx| tables::account::find(tx, posted.id)), Some(posted));
        assert_eq!(read(store, |tx| tables::account::find(tx, account_id(9))), None);
    });
}

#[test]
fn a_missing_place_is_named() {
    check("missing place", |store| {
        let missing = store.read(|tx| tables::place::get_only(tx, PlaceKind::Outside));
        assert!(matches!(missing, Err(StoreFault::Missing(_))), "{missing:?}");
    });
}

#[test]
fn accounts_are_inserted_then_changed() {
    check("accounts", |store| {
        begin(store);
        let (first, mut second) = (account(1, "siti", Role::SectionHead), account(2, "budi", Role::Counter));
        let inserted = second.clone();
        write(store, move |write| tables::account::save(write, &inserted));
        assert_eq!(read(store, |tx| tables::account::find_by_username(tx, "budi")), Some(second.clone()));
        (second.name, second.standing.role, second.active) = ("Budi".to_owned(), Role::Stock, false);
        let changed = second.clone();
        write(store, move |write| tables::account::save(write, &changed));
        assert_eq!(read(store, tables::account::all), [first.clone(), second.clone()]);
        assert_rows::<Account>(store, &[first, second]);
        assert_eq!(read(store, |tx| tables::account::find_by_username(tx, "nobody")), None);
        let twin = account(3, "siti", Role::Counter);
        assert!(try_write_at(store, at(0), move |write| tables::account::save(write, &twin)).is_err(), "a username is given once");
    });
}

/// A person with every optional field empty.
fn bare(number: i64) -> Person {
    let mut person = person(number, "SITI");
    (person.biodata.kk, person.biodata.phone, person.biodata.rt, person.biodata.life) = (None, None, 0, Life::Gone);
    person
}

#[test]
fn people_are_read_back_whole() {
    check("people", |store| {
        begin(store);
        assert_eq!(read(store, tables::person::next_id), PersonId(1));
        assert_eq!(read(store, tables::person::last_id), 0);
        let people = [person(1, "O'BRIEN, S.H."), bare(2), seen(person(3, "ÉLISE"), CentralCode::PrintReadyRecord)];
        let entered = people.clone();
        write(store, move |write| office::enter(write, &entered));
        for person in &people {
            assert_eq!(read(store, |tx| tables::person::find(tx, person.id)).as_ref(), Some(person));
        }
        assert_rows::<Person>(store, &people);
        assert_eq!(read(store, |tx| tables::person::find(tx, PersonId(4))), None);
        assert_eq!(read(store, |tx| tables::person::find_by_nik(tx, &people[1].biodata.nik)), Some(PersonId(2)));
        let unknown = Nik::parse("5208011205859999").unwrap();
        assert_eq!(read(store, |tx| tables::person::find_by_nik(tx, &unknown)), None);
        assert_eq!(read(store, tables::person::next_id), PersonId(4));
        assert_eq!(read(store, tables::person::last_id), 3);
        let some = read(store, |tx| tables::person::rows_between(tx, 2, 4));
        assert_eq!(some, people[1..].iter().map(Folded::values).collect::<Vec<_>>());
    });
}

#[test]
fn a_nik_is_given_once() {
    check("nik", |store| {
        begin_with(store, &["SITI"]);
        let mut twin = person(1, "AMINAH");
        twin.id = PersonId(2);
        let refused = try_write_at(store, at(0), move |write| office::enter(write, std::slice::from_ref(&twin))).unwrap_err();
        assert!(is_refusal_of(store.engine(), &refused), "{refused:?}");
        assert_eq!(read(store, tables::person::last_id), 1, "nothing of it stands");
    });
}

#[test]
fn every_change_of_a_person_is_a_line_of_history() {
    check("history", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let mut changed = seen(person(1, "SITI AMINAH"), CentralCode::CardIssued);
        changed.version = 2;
        let (hand, import) = (changed.clone(), person(3, "WAYAN"));
        write(store, move |write| {
            tables::person::update(write, &hand, None)?;
            let content = journal::encode_biodata(&import.biodata)?;
            tables::person::insert_many(write, std::slice::from_ref(&import), &[content], Some((import_id(1), 4)))
        });
        assert_eq!(read(store, |tx| tables::person::find(tx, PersonId(1))), Some(changed));
        let lines = read(store, |tx| tables::person::history_between(tx, 1, 4));
        let keys: Vec<(i64, i64)> = lines.iter().map(|line| (line.person.0, line.version)).collect();
        assert_eq!(keys, [(1, 1), (1, 2), (2, 1), (3, 1)]);
        assert_eq!(lines[1].import, None);
        assert_eq!(lines[3].import, Some((import_id(1).to_string(), 4)));
        let read_back = journal::decode_biodata(&lines[1].content).unwrap();
        assert_eq!(read_back.name, PersonName::parse("SITI AMINAH").unwrap());
        assert_eq!(read(store, |tx| tables::person::history_between(tx, 2, 3)).len(), 1);
    });
}

#[test]
fn central_observations_are_counted_per_person() {
    check("observations", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let (first, second) = (date(2022, 11, 1), date(2022, 10, 1));
        write(store, move |write| {
            let found = [(PersonId(1), CentralCode::Processing, first), (PersonId(2), CentralCode::CardIssued, first)];
            tables::observation::insert_many(write, &found, (import_id(1), 2))?;
            tables::observation::append(write, PersonId(1), CentralCode::PrintReadyRecord, second, None)?;
            let person = seen(person(1, "SITI"), CentralCode::PrintReadyRecord);
            tables::person::set_central(write, &person)
        });
        let found = read(store, |tx| tables::observation::between(tx, 1, 3));
        let brief: Vec<_> = found.iter().map(|o| (o.person.0, o.ordinal, o.code, o.observed_on, o.import.is_some())).collect();
        let expected = [
            (1, 1, CentralCode::Processing, first, true),
            (1, 2, CentralCode::PrintReadyRecord, second, false),
            (2, 1, CentralCode::CardIssued, first, true),
        ];
        assert_eq!(brief, expected);
        assert_eq!(found[0].import, Some((import_id(1).to_string(), 2)));
        let seen = read(store, |tx| tables::person::find(tx, PersonId(1))).unwrap();
        assert_eq!(seen.central, Some((CentralCode::PrintReadyRecord, date(2022, 11, 20))));
    });
}

#[test]
fn cases_are_read_back_whole() {
    check("cases", |store| {
        begin_with(store, &["SITI"]);
        let closed = Case { cancel_reason: Some("salah orang 'x'".to_owned()), ..case(1, 1, CaseState::Cancelled) };
        let mut open = Case { purpose: Purpose::Damaged, damage: Some(Damage::Usable), ..case(2, 1, CaseState::Opened) };
        open.requirements.clear();
        let saved = [closed.clone(), open.clone()];
        write(store, move |write| saved.iter().try_for_each(|case| tables::case_file::save(write, case)));
        assert_eq!(read(store, |tx| tables::case_file::find(tx, case_id(1))), Some(closed.clone()));
        (open.state, open.since, open.spoiled) = (CaseState::OnShelf, at(900), 2);
        (open.print_from, open.card, open.shelf) = (Some(date(2022, 12, 1)), Some(card_id(1)), Some(place_id(office::SHELF)));
        open.documents.insert(Document::OldCard);
        let changed = open.clone();
        write(store, move |write| tables::case_file::save(write, &changed));
        assert_eq!(read(store, |tx| tables::case_file::find_by_receipt(tx, &receipt(2))), Some(open.clone()));
        assert_eq!(read(store, |tx| tables::case_file::of_person(tx, PersonId(1))), [open.clone(), closed.clone()]);
        assert_eq!(read(store, |tx| tables::case_file::find(tx, case_id(3))), None);
        assert_eq!(read(store, |tx| tables::case_file::find_by_receipt(tx, &receipt(3))), None);
        assert_rows::<Case>(store, &[closed, open]);
    });
}

#[test]
fn cards_are_read_back_in_every_custody() {
    check("cards", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let cases = [case(1, 1, CaseState::Collected), case(2, 1, CaseState::Printed), case(3, 2, CaseState::Collected)];
        let mut cards = [card(1, 1, 1), card(2, 1, 2), card(3, 2, 3)];
        (cards[0].invalid, cards[0].custody) = (Some(InvalidReason::Superseded), Custody::InvalidLedger);
        let saved = cards.clone();
        write(store, move |write| {
            cases.iter().try_for_each(|case| tables::case_file::save(write, case))?;
            saved.iter().try_for_each(|card| tables::card::save(write, card))
        });
        (cards[2].custody, cards[2].since) = (Custody::Holder, at(77));
        let changed = cards[2].clone();
        write(store, move |write| tables::card::save(write, &changed));
        assert_eq!(read(store, |tx| tables::card::find(tx, card_id(3))).as_ref(), Some(&cards[2]));
        assert_eq!(read(store, |tx| tables::card::find(tx, card_id(4))), None);
        assert_eq!(read(store, |tx| tables::card::of_person(tx, PersonId(1))), [cards[1].clone(), cards[0].clone()]);
        assert_rows::<Card>(store, &cards);
    });
}

#[test]
fn offices_in_one_database_do_not_see_each_other() {
    check_homes("two offices", |home| {
        let store = home.open();
        begin_with(&store, &["SITI"]);
        let other = OfficeCode::parse("5271").unwrap();
        let other = store::Store::open_read_only(&home.location(), other, crate::bench::KEY).unwrap();
        assert_eq!(read(&other, tables::office::find), None);
        assert_eq!(read(&other, tables::place::all), []);
        assert_eq!(read(&other, tables::account::all), []);
        assert_eq!(read(&other, |tx| tables::person::find(tx, PersonId(1))), None);
        assert_eq!(read(&other, tables::person::next_id), PersonId(1));
        assert_eq!(read(&other, |tx| tables::account::find_by_username(tx, "siti")), None);
        let id = read(&store, |tx| tables::account::find_by_username(tx, "siti")).map(|account| account.id);
        assert_eq!(id, Some(account_id(1)));
    });
}
