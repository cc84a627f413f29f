//! A small office to test with: places, accounts, people, cases, cards, blanks.

use std::collections::BTreeSet;

use domain::{
    Event,
    access::{Role, Standing},
    account::Account,
    area::VillageCode,
    blank::{BlankEvent, BlankState, Item, LotSource},
    card::{Card, Custody},
    case::{Case, CaseState, Purpose, Receipt},
    central::CentralCode,
    id::{AccountId, CardId, CaseId, ImportId, LotId, PersonId, PlaceId, ProposalId},
    intake::{Incoming, NikCell, Residence},
    look::{LookAnswer, Sight},
    office::{Office, Zone},
    person::{Biodata, Kk, Life, Marital, Nik, Person, PersonName, Phone, Sex},
    place::{Place, PlaceKind},
    proposal::{self, Proposal, ProposalEvent},
    question::{self, Asked, Question, QuestionEvent, QuestionId, QuestionKind},
    rule::{Document, Requirement},
};
use jiff::civil::date;
use store::{
    Store, StoreFault, Write,
    journal::{self, Actor},
    looks::{self, Look},
    tables,
};
use uuid::Uuid;

use crate::bench::{at, code, write};

/// An identifier that says in its last digits what it is.
fn id(kind: u64, number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0184_ac3d_0000_7000 + kind, 0x8000_0000_0000_0000 + number)
}

pub fn account_id(number: u64) -> AccountId {
    AccountId(id(1, number))
}

pub fn place_id(number: u64) -> PlaceId {
    PlaceId(id(2, number))
}

pub fn case_id(number: u64) -> CaseId {
    CaseId(id(3, number))
}

pub fn card_id(number: u64) -> CardId {
    CardId(id(4, number))
}

pub fn lot_id(number: u64) -> LotId {
    LotId(id(5, number))
}

pub fn import_id(number: u64) -> ImportId {
    ImportId(id(6, number))
}

/// The office.
pub fn office() -> Office {
    Office { code: code(), name: "Disdukcapil Kabupaten Lombok Utara".to_owned(), zone: Zone::Wita, demo: true }
}

pub const OUTSIDE: u64 = 0;
pub const STORE: u64 = 1;
pub const PRINTER: u64 = 2;
pub const SHELF: u64 = 3;
pub const SHELF_2: u64 = 4;
pub const BIN: u64 = 5;
pub const ISSUED: u64 = 6;

/// The places, by number; their codes are in another order.
pub fn places() -> Vec<Place> {
    let place = |number: u64, kind, code: &str, name: &str| Place { id: place_id(number), kind, code: code.into(), name: name.into() };
    vec![
        place(OUTSIDE, PlaceKind::Outside, "LUAR", "Luar kantor"),
        place(STORE, PlaceKind::Store, "GDG-01", "Gudang"),
        place(PRINTER, PlaceKind::Printer, "CTK-01", "Printer 1"),
        place(SHELF, PlaceKind::Shelf, "RAK-01", "Rak 1"),
        place(SHELF_2, PlaceKind::Shelf, "RAK-02", "Rak 2"),
        place(BIN, PlaceKind::SpoiledBin, "RUSAK", "Kotak rusak"),
        place(ISSUED, PlaceKind::Issued, "TERBIT", "Terbit"),
    ]
}

/// An active account.
pub fn account(number: u64, username: &str, role: Role) -> Account {
    let (id, name, staff) = (account_id(number), format!("Petugas {number}"), format!("198001012008011{number:03}"));
    Account { id, username: username.to_owned(), name, staff, standing: Standing::office(role), active: true }
}

/// A man of 37 who lives in Pemenang; every field is filled.
pub fn biodata(number: i64, name: &str) -> Biodata {
    Biodata {
        nik: Nik::parse(&format!("520801120585{number:04}")).unwrap(),
        kk: Some(Kk::parse("5208010101200001").unwrap()),
        name: PersonName::parse(name).unwrap(),
        birth_place: "PEMENANG".to_owned(),
        birth_date: date(1985, 5, 12),
        sex: Sex::Male,
        marital: Marital::Married,
        mother: Some(PersonName::parse("INAQ SARI").unwrap()),
        village: VillageCode::parse("52.08.01.2001").unwrap(),
        address: "Dusun \\ Karang\tPangsor".to_owned(),
        rt: 1,
        rw: 12,
        phone: Some(Phone::parse("081234567890").unwrap()),
        life: Life::Alive,
    }
}

/// A person with no central status.
pub fn person(number: i64, name: &str) -> Person {
    Person { id: PersonId(number), version: 1, biodata: biodata(number, name), central: None }
}

/// The same person with a central status.
pub fn seen(mut person: Person, code: CentralCode) -> Person {
    person.central = Some((code, date(2022, 11, 20)));
    person
}

/// The receipt of a case.
pub fn receipt(number: u64) -> Receipt {
    Receipt::from_bits(0x12_3456_7000 + number)
}

/// A case in a state, opened `number` seconds into the morning.
pub fn case(number: u64, person: i64, state: CaseState) -> Case {
    Case {
        id: case_id(number),
        person: PersonId(person),
        receipt: receipt(number),
        purpose: Purpose::First,
        damage: None,
        class: 3,
        site: place_id(STORE),
        state,
        since: at(number as i64),
        opened_at: at(number as i64),
        requirements: vec![Requirement { any_of: vec![Document::KkCopy, Document::FormF102] }],
        documents: BTreeSet::from([Document::KkCopy]),
        print_from: None,
        spoiled: 0,
        card: None,
        shelf: None,
        cancel_reason: None,
        deferral: None,
    }
}

/// A valid card at the printer.
pub fn card(number: u64, person: i64, case: u64) -> Card {
    Card {
        id: card_id(number),
        person: PersonId(person),
        case: case_id(case),
        printed_at: at(number as i64),
        invalid: None,
        custody: Custody::At(place_id(PRINTER)),
        since: at(number as i64),
    }
}

/// A delivery into the store.
pub fn delivery(lot: u64, quantity: i64) -> BlankEvent {
    let (from, to) = (place_id(OUTSIDE), place_id(STORE));
    let (item, lands, label) = (Item::Blank, BlankState::New, format!("BAST-{lot}"));
    let (lot, source) = (lot_id(lot), LotSource::Centre);
    BlankEvent::Received { lot, item, label, source, from, to, lands, quantity, request: None, serials: Vec::new() }
}

/// Blanks from the store to the printer.
pub fn issue(lot: u64, quantity: i64) -> BlankEvent {
    BlankEvent::Moved { lot: lot_id(lot), from: place_id(STORE), to: place_id(PRINTER), quantity }
}

/// Somebody's look at people, of whom the first has no open case when it is one.
pub fn look(account: u64, people: &[i64]) -> Look {
    let people: Vec<PersonId> = people.iter().copied().map(PersonId).collect();
    let subject = people.first().copied().filter(|_| people.len() == 1);
    let sight = if subject.is_some() { Sight::Person } else { Sight::Search };
    let (account, outside) = (account_id(account), people.len() as i64);
    Look { account, sight, answer: LookAnswer::Shown, subject, outside, people, reason: None, note: None }
}

/// A proposal of one account that concerns a person.
pub fn proposal(number: u64, proposer: u64, person: Option<i64>) -> Proposal {
    let event = ProposalEvent::Proposed {
        order: "cancel_case".to_owned(),
        content: "{\"reason\":\"dua kali\"}".to_owned(),
        digest: "ab".repeat(32),
        proposer: account_id(proposer),
        account: Some(account_id(1)),
        staff: Some("198001012008011001".to_owned()),
    };
    proposal::apply(None, ProposalId(id(7, number)), person.map(PersonId), &event, at(number as i64)).unwrap()
}

/// Opens the office: its journal, its row, its places and one account.
pub fn begin(store: &Store) {
    write(store, |write| {
        journal::begin(write)?;
        looks::begin(write)?;
        tables::office::insert(write, &office())?;
        journal::append(write, Actor::System, &Event::OfficeOpened(office()))?;
        for place in places() {
            tables::place::insert(write, &place)?;
        }
        tables::account::save(write, &account(1, "siti", Role::SectionHead))
    });
}

/// Opens the office and enters people, numbered from 1.
pub fn begin_with(store: &Store, names: &[&str]) {
    begin(store);
    let people: Vec<Person> = names.iter().zip(1..).map(|(name, number)| person(number, name)).collect();
    write(store, move |write| enter(write, &people));
}

/// Enters people by hand.
pub fn enter(write: &mut Write<'_>, people: &[Person]) -> Result<(), StoreFault> {
    let contents: Vec<String> = people.iter().map(|person| journal::encode_biodata(&person.biodata)).collect::<Result<_, _>>()?;
    tables::person::insert_many(write, people, &contents, None)
}

/// Appends a movement to the journal and posts it.
pub fn post(write: &mut Write<'_>, event: &BlankEvent) -> Result<i64, StoreFault> {
    let seq = journal::append(write, Actor::Account(account_id(1)), &Event::Blank(event.clone()))?;
    let movement = tables::blank::MovementRow { seq, at: write.now, event: event.clone() };
    tables::blank::post(write, &movement)?;
    Ok(seq)
}

/// A question about one of the first people, with two rows that wait.
pub fn question(number: u8) -> Question {
    let rows = vec![
        Incoming { nik: NikCell::Known(biodata(1, "SITI").nik), residence: Some(Residence::Elsewhere), ..silent() },
        Incoming {
            kk: biodata(1, "SITI").kk,
            name: PersonName::parse("SITI AMINAH").ok(),
            birth_place: Some("TANJUNG".to_owned()),
            birth_date: Some(date(1985, 5, 12)),
            sex: Some(Sex::Female),
            marital: Some(Marital::Widowed),
            mother: PersonName::parse("INAQ SARI").ok(),
            residence: VillageCode::parse("52.08.01.2001").map(Residence::Here),
            address: Some("JL. RAYA".to_owned()),
            rt: Some(1),
            rw: Some(2),
            phone: Phone::parse("081234567890").ok(),
            life: Some(Life::Moved),
            central: Some((CentralCode::DuplicateRecord, Some(date(2022, 11, 1)))),
            ..silent()
        },
    ];
    let asked = Asked { kind: QuestionKind::NikTwoPeople, import: import_id(1), people: vec![PersonId(1)], rows };
    let id = QuestionId::parse(&format!("{number:032x}")).unwrap();
    question::apply(None, &id, &QuestionEvent::Raised(Box::new(asked)), at(i64::from(number))).unwrap()
}

/// A row that says nothing.
fn silent() -> Incoming {
    Incoming {
        nik: NikCell::None,
        kk: None,
        name: None,
        birth_place: None,
        birth_date: None,
        sex: None,
        marital: None,
        mother: None,
        residence: None,
        address: None,
        rt: None,
        rw: None,
        phone: None,
        life: None,
        central: None,
    }
}
