//! Cards that lie in the office, written down as past acts: people with numbers, printed and shelved on days that a test chooses.

use app::{
    cases::NewCase,
    import::{Import, ImportLine},
    past::{self, Past, PastAct, PastDelivery},
    print::PrintResult,
};
use domain::{
    access::Role,
    area::VillageCode,
    blank::{Item, LotSource},
    case::{Case, Purpose},
    central::CentralCode,
    id::PersonId,
    person::{Biodata, Life, Marital, Nik, PersonName, Phone, Sex},
    rule::Document,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};
use store::tables;

use crate::bed::Bed;

/// A mobile number of a person.
pub fn phone(number: usize) -> Phone {
    Phone::parse(&format!("0812{number:08}")).unwrap()
}

/// Lines of people in a village, with the number that each has.
pub fn people(bed: &Bed, village: &str, numbers: impl IntoIterator<Item = Option<Phone>>) -> Vec<PersonId> {
    let before: i64 = bed.office.store().read(|tx| tables::person::last_id(tx)).unwrap();
    let line = |number: usize, phone: Option<Phone>| ImportLine {
        biodata: Biodata {
            nik: Nik::parse(&format!("520801{:02}{:02}80{number:04}", number % 28 + 1, number % 12 + 1)).unwrap(),
            kk: None,
            name: PersonName::parse("SAHRUL").unwrap(),
            birth_place: "TANJUNG".to_owned(),
            birth_date: date(1980, (number % 12 + 1) as i8, (number % 28 + 1) as i8),
            sex: Sex::Male,
            marital: Marital::Married,
            mother: None,
            village: VillageCode::parse(village).unwrap(),
            address: format!("DUSUN {}", number % 7),
            rt: 1,
            rw: 2,
            phone,
            life: Life::Alive,
        },
        central: Some((CentralCode::PrintReadyRecord, date(2016, 1, 4))),
    };
    let lines: Vec<ImportLine> = numbers.into_iter().enumerate().map(|(place, phone)| line(before as usize + place + 1, phone)).collect();
    let count = lines.len() as i64;
    let mut import = Import::begin(&bed.office).unwrap();
    for chunk in lines.chunks(500) {
        import.apply(chunk.to_vec()).unwrap();
    }
    import.finish().unwrap();
    (before + 1..=before + count).map(PersonId).collect()
}

/// An instant of an office day.
pub fn at(bed: &Bed, day: Date, hour: i8) -> Timestamp {
    day.at(hour, 0, 0, 0).to_zoned(bed.office.profile().zone.time_zone()).unwrap().timestamp()
}

fn act(bed: &Bed, at: Timestamp, role: Role, what: Past) -> PastAct {
    PastAct { at, account: bed.caller(role).account, what }
}

/// Blanks and a ribbon for so many cards, before a day.
pub fn blanks(bed: &Bed, day: Date, cards: i64) {
    let at = at(bed, day, 7);
    let delivery = |item, label: &str, quantity| {
        let (label, source) = (label.to_owned(), LotSource::Centre);
        Past::Received(PastDelivery { item, label, source, quantity, answers: None })
    };
    let acts = vec![
        act(bed, at, Role::Stock, delivery(Item::Blank, "BA-LYING", cards)),
        act(bed, at, Role::Stock, Past::Issued("CETAK-1", Item::Blank, cards)),
    ];
    past::write_down(&bed.office, acts).unwrap();
}

/// Cards of these people, printed and shelved on a day.
pub fn printed(bed: &Bed, people: &[PersonId], day: Date) {
    let mut acts = Vec::new();
    for person in people {
        let documents = [Document::PoliceLetter, Document::KkCopy].into();
        let new = NewCase { person: *person, purpose: Purpose::Lost, damage: None, documents, phone: None };
        acts.push(act(bed, at(bed, day, 8), Role::Counter, Past::Opened(new)));
        acts.push(act(bed, at(bed, day, 9), Role::Printing, Past::Printed(*person, "CETAK-1", PrintResult::Good)));
        acts.push(act(bed, at(bed, day, 10), Role::Printing, Past::Shelved(*person, "RAK-01")));
    }
    past::write_down(&bed.office, acts).unwrap();
}

/// Notices of these people that arrived on a day.
pub fn notified(bed: &Bed, people: &[PersonId], day: Date) {
    let acts = people.iter().map(|person| act(bed, at(bed, day, 11), Role::Counter, Past::Notified(*person))).collect();
    past::write_down(&bed.office, acts).unwrap();
}

/// The latest case of a person.
pub fn case_of(bed: &Bed, person: PersonId) -> Case {
    bed.office.store().read(|tx| tables::case_file::of_person(tx, person)).unwrap().remove(0)
}

/// Sets the clock to nine in the morning of an office day.
pub fn on(bed: &Bed, day: Date) {
    bed.clock.set(at(bed, day, 9).checked_add(SignedDuration::ZERO).unwrap());
}

/// Notices about a person's latest case that count.
pub fn counted(bed: &Bed, person: PersonId) -> i64 {
    let case = case_of(bed, person).id;
    let notices = bed.office.store().read(|tx| tables::notice::of_case(tx, case)).unwrap();
    notices.iter().filter(|notice| notice.state.counted()).count() as i64
}
