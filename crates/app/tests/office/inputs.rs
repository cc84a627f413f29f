//! What may be typed for a new person, and what is said of the rest.

use app::{
    AppError,
    register::{self, PersonInput, SearchKind},
};
use domain::{
    Refusal,
    access::Role,
    person::{KkRefusal, NameRefusal, NikRefusal, PhoneRefusal},
    refusal::{FieldProblem as P, FieldRefusal},
};

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    people::{add, girl, man},
    snapshot::unchanged,
};

fn refused(bed: &Bed, input: &PersonInput) -> Vec<FieldRefusal> {
    let result = unchanged(bed, "a refused line", || register::add_person(&bed.office, &bed.caller(Role::Counter), &plain(), input));
    match result {
        Err(AppError::Refused(Refusal::Input(fields))) => fields,
        other => panic!("a refusal of fields was expected: {other:?}"),
    }
}

/// Writes a text into a field of a line.
fn typed(field: &'static str, text: &str) -> PersonInput {
    let mut input = girl();
    let place = match field {
        "nik" => &mut input.nik,
        "kk" => &mut input.kk,
        "name" => &mut input.name,
        "birth_place" => &mut input.birth_place,
        "birth_date" => &mut input.birth_date,
        "sex" => &mut input.sex,
        "marital" => &mut input.marital,
        "village" => &mut input.village,
        "address" => &mut input.address,
        "rt" => &mut input.rt,
        "rw" => &mut input.rw,
        "phone" => &mut input.phone,
        other => panic!("no field is called {other}"),
    };
    text.clone_into(place);
    input
}

fn bad_numbers() -> Vec<(&'static str, String, P)> {
    let nik = |text: &str, problem| ("nik", text.to_owned(), P::Nik(problem));
    let unknown = |area: &str| NikRefusal::UnknownArea { area: area.to_owned() };
    vec![
        nik("", NikRefusal::Empty),
        nik("52080160110S0001", NikRefusal::NotDigit { position: 12, found: 'S' }),
        nik("520801601105000", NikRefusal::WrongLength { digits: 15 }),
        nik("52080160110500011", NikRefusal::WrongLength { digits: 17 }),
        nik("５２０８０１６０１１０５０００１", NikRefusal::ForeignDigits),
        nik("5208013102050001", NikRefusal::ImpossibleDate { day: 31, month: 2 }),
        nik("5208017211050001", NikRefusal::ImpossibleDate { day: 72, month: 11 }),
        nik("5208016011050000", NikRefusal::ZeroSerial),
        nik("9901016011050001", unknown("990101")),
        nik("5208996011050001", unknown("520899")),
        ("kk", "520801010115000".to_owned(), P::Kk(KkRefusal { digits: 15 })),
        ("rt", "1000".to_owned(), P::NotANumber),
        ("rt", "-1".to_owned(), P::NotANumber),
        ("rw", "II".to_owned(), P::NotANumber),
        ("phone", "0370-123456".to_owned(), P::Phone(PhoneRefusal)),
        ("phone", "0812".to_owned(), P::Phone(PhoneRefusal)),
    ]
}

fn bad_texts() -> Vec<(&'static str, String, P)> {
    let name = |text: &str, problem| ("name", text.to_owned(), P::Name(problem));
    let field = |field, text: &str, problem| (field, text.to_owned(), problem);
    vec![
        name("  ", NameRefusal::Empty),
        name("<script>alert(1)</script>", NameRefusal::Sign { found: '<' }),
        name("SITI\u{202e}HANIMA", NameRefusal::Invisible),
        name(&"A".repeat(500), NameRefusal::TooLong { chars: 500 }),
        field("birth_date", "", P::Missing),
        field("birth_date", "2005-02-30", P::ImpossibleDate),
        field("birth_date", "20-11-2005", P::ImpossibleDate),
        field("birth_date", "2022-11-26", P::FutureDate),
        field("birth_date", "1890-01-01", P::DateTooOld),
        field("birth_place", " ", P::Missing),
        field("birth_place", &"T".repeat(121), P::TooLong { max: 120 }),
        field("address", "", P::Missing),
        field("sex", "", P::Missing),
        field("sex", "other", P::NotAChoice),
        field("marital", "engaged", P::NotAChoice),
        field("village", "52.08.01.9999", P::UnknownArea),
        field("village", "52.01.01.2001", P::UnknownArea),
        field("village", "", P::Missing),
    ]
}

#[test]
fn each_bad_field_is_named_and_nothing_is_written() {
    on_each_engine(|bed| {
        for (field, text, problem) in bad_numbers().into_iter().chain(bad_texts()) {
            let found = refused(bed, &typed(field, &text));
            assert_eq!(found, [FieldRefusal { field, problem }], "{field}: {text:?}");
        }
        add(bed, &girl());
    });
}

#[test]
fn all_bad_fields_are_named_at_once() {
    let bed = Bed::on_sqlite();
    let input = PersonInput { kk: "1".to_owned(), rt: "x".to_owned(), rw: "x".to_owned(), phone: "1".to_owned(), ..PersonInput::default() };
    let fields: Vec<&str> = refused(&bed, &input).iter().map(|refused| refused.field).collect();
    let all = ["nik", "kk", "name", "birth_place", "birth_date", "sex", "marital", "village", "address", "rt", "rw", "phone"];
    assert_eq!(fields, all);
}

#[test]
fn odd_but_real_lines_are_taken() {
    on_each_engine(|bed| {
        let counter = bed.caller(Role::Counter);
        let warnings_of = |input: &PersonInput| register::add_person(&bed.office, &counter, &plain(), input).unwrap().warnings;
        let irish = PersonInput { name: "O'BRIEN".to_owned(), ..man(1) };
        assert!(warnings_of(&irish).is_empty());
        let found = register::search(&bed.office, &counter, "o'brien").unwrap();
        assert_eq!((found.kind, found.people[0].0.name.as_str(), found.people[0].1), (SearchKind::Name, "O'BRIEN", false));
        let corrected = PersonInput { birth_date: "1985-05-13".to_owned(), ..man(2) };
        assert_eq!(warnings_of(&corrected), ["birth_date_differs_from_nik"]);
        let both = PersonInput { sex: "female".to_owned(), birth_date: "1985-05-13".to_owned(), ..man(3) };
        assert_eq!(warnings_of(&both), ["birth_date_differs_from_nik", "sex_differs_from_nik"]);
        let former = PersonInput { nik: "9101031205850001".to_owned(), ..man(4) };
        let warnings = warnings_of(&former);
        assert!(warnings.is_empty() || warnings == ["nik_area_former"], "{warnings:?}");
        let split = PersonInput { nik: "5201991205850001".to_owned(), ..man(5) };
        assert_eq!(warnings_of(&split), ["nik_area_former"]);
        bed.verified();
    });
}

#[test]
fn a_number_is_given_once() {
    on_each_engine(|bed| {
        add(bed, &girl());
        let twin = PersonInput { name: "BAIQ LAIN".to_owned(), ..girl() };
        let refused = unchanged(bed, "a taken NIK", || register::add_person(&bed.office, &bed.caller(Role::DataAdmin), &plain(), &twin));
        assert_eq!(refusal(refused), "PERSON-0002");
    });
}

#[test]
fn a_person_is_found_by_every_number() {
    on_each_engine(|bed| {
        let person = add(bed, &girl());
        let case = crate::people::open_first(bed, person);
        let counter = bed.caller(Role::Counter);
        let receipt = app::cases::view(&bed.office, &counter, case).unwrap().case.receipt.to_string();
        for (text, kind) in [
            (girl().nik.as_str(), SearchKind::Nik),
            (girl().kk.as_str(), SearchKind::Kk),
            (receipt.as_str(), SearchKind::Receipt),
            ("0812 3456 7890", SearchKind::Phone),
            ("nurul aini", SearchKind::Name),
            ("nurul aimi", SearchKind::Name),
        ] {
            let found = register::search(&bed.office, &counter, text).unwrap();
            let people: Vec<_> = found.people.iter().map(|(line, _)| line.person).collect();
            assert_eq!((found.kind, people.as_slice()), (kind, &[person][..]), "{text}");
        }
        let typo = register::search(&bed.office, &counter, "520801601105000").unwrap();
        assert_eq!((typo.people.len(), typo.problem), (0, Some(NikRefusal::WrongLength { digits: 15 })));
    });
}
