//! Checks of the whole synthetic population, each counted anew from the people and not from how they were made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{LOMBOK_UTARA, Marital, OfficeProfile, Person, Relation, Sex, population};
use crate::reference::{AreaKind, areas};

static PEOPLE: LazyLock<Vec<Person>> = LazyLock::new(|| population(&LOMBOK_UTARA, 7).unwrap().collect());

/// Completed years on a day, by the calendar.
fn age_on(day: Date, born: Date) -> i16 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!had_birthday)
}

fn must_have(profile: &OfficeProfile, person: &Person) -> bool {
    age_on(profile.as_of, person.birth_date) >= 17 || person.marital != Marital::Single
}

fn households() -> BTreeMap<&'static str, Vec<&'static Person>> {
    let mut households: BTreeMap<&str, Vec<&Person>> = BTreeMap::new();
    for person in PEOPLE.iter() {
        households.entry(person.kk.as_str()).or_default().push(person);
    }
    households
}

#[test]
fn totals_are_exact() {
    let profile = &LOMBOK_UTARA;
    assert_eq!(profile.subdistricts.iter().map(|sub| sub.people).sum::<u32>(), profile.people);
    assert_eq!(PEOPLE.len(), profile.people as usize);
    for subdistrict in profile.subdistricts {
        let living = PEOPLE.iter().filter(|person| person.village.starts_with(subdistrict.code)).count();
        assert_eq!(living, subdistrict.people as usize, "{}", subdistrict.name);
    }
    assert_eq!(PEOPLE.iter().filter(|person| must_have(profile, person)).count(), profile.must_have as usize);
    assert_eq!(PEOPLE.iter().filter(|person| person.recorded).count(), profile.recorded as usize);
    assert!(PEOPLE.iter().filter(|person| person.recorded).all(|person| must_have(profile, person)));
    let minors = PEOPLE.iter().filter(|p| p.marital != Marital::Single && age_on(profile.as_of, p.birth_date) < 17).count();
    assert_eq!(minors, profile.married_minors as usize);
    assert!(PEOPLE.iter().zip(1..).all(|(person, id)| person.id == id));
    assert!(PEOPLE.iter().all(|person| person.birth_date <= profile.as_of));
}

#[test]
fn all_villages_of_the_office_are_lived_in() {
    let known: BTreeSet<String> =
        areas("52.08").unwrap().into_iter().filter(|area| area.kind == AreaKind::Desa).map(|area| area.code).collect();
    let lived_in: BTreeSet<String> = PEOPLE.iter().map(|person| person.village.clone()).collect();
    assert_eq!(known, lived_in);
}

#[test]
fn niks_are_valid_unique_and_unreal() {
    let subdistricts: BTreeSet<String> = areas("52.08")
        .unwrap()
        .into_iter()
        .filter(|area| area.kind == AreaKind::Subdistrict)
        .map(|area| area.code.replace('.', ""))
        .collect();
    let mut seen = BTreeSet::new();
    let (mut other_dates, mut from_elsewhere) = (0, 0);
    for person in PEOPLE.iter() {
        let nik = person.nik.as_str();
        assert!(nik.len() == 16 && nik.bytes().all(|digit| digit.is_ascii_digit()), "{nik}");
        assert!(seen.insert(nik), "{nik} twice");
        assert!(subdistricts.contains(&nik[..6]), "{nik} names no subdistrict");
        let day: i8 = nik[6..8].parse().unwrap();
        assert_eq!(day > 40, person.sex == Sex::Female, "{nik}");
        let (day, month) = (if day > 40 { day - 40 } else { day }, nik[8..10].parse().unwrap());
        let born = person.birth_date;
        assert!(Date::new(born.year(), month, day).is_ok(), "{nik} holds no date");
        let same = (day, month) == (born.day(), born.month()) && nik[10..12] == format!("{:02}", born.year() % 100);
        other_dates += usize::from(!same);
        from_elsewhere += usize::from(!nik.starts_with("5208"));
        assert!(("9000".."9500").contains(&&nik[12..]), "{nik} could be real");
        assert!(person.kk.len() == 16 && person.kk.starts_with("5208") && &person.kk[12..] >= "9500", "{}", person.kk);
    }
    assert!((150..=350).contains(&other_dates), "{other_dates} NIKs tell another date");
    let permille = from_elsewhere * 1_000 / PEOPLE.len();
    assert!((45..=75).contains(&permille), "{permille} per thousand were first registered elsewhere");
}

#[test]
fn people_depend_on_the_seed_alone() {
    let again: Vec<Person> = population(&LOMBOK_UTARA, 7).unwrap().collect();
    assert!(*PEOPLE == again);
    let other: Vec<Person> = population(&LOMBOK_UTARA, 8).unwrap().take(1_000).collect();
    assert!(PEOPLE[..1_000] != other[..]);
    // A fixed digest (FNV-1a): it tells when a change of code, tables or libraries changes the people.
    let digest = PEOPLE.iter().fold(0xcbf2_9ce4_8422_2325_u64, |digest, person| {
        format!("{person:?}").bytes().fold(digest, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    });
    assert_eq!(digest, 0x21dee6f999ad25dd, "the synthetic people changed; if on purpose, write the new digest here: {digest:#x}");
}

#[test]
fn size_hint_is_exact() {
    let mut some = population(&LOMBOK_UTARA, 7).unwrap();
    assert_eq!(some.len(), 249_134);
    assert_eq!(some.by_ref().take(1_001).count(), 1_001);
    assert_eq!(some.len(), 249_134 - 1_001);
}

#[test]
fn households_share_card_and_address() {
    let mut sizes = [0_usize; 8];
    for (kk, members) in households() {
        sizes[members.len()] += 1;
        let first = members[0];
        assert_eq!(members.iter().filter(|member| member.relation == Relation::Head).count(), 1, "{kk}");
        assert_eq!(first.relation, Relation::Head, "{kk}");
        assert!(age_on(LOMBOK_UTARA.as_of, first.birth_date) >= 17, "{kk} has a child at its head");
        for member in &members {
            let home = (&member.village, &member.address, member.rt, member.rw);
            assert_eq!(home, (&first.village, &first.address, first.rt, first.rw), "{kk}");
        }
        for wife in members.iter().filter(|member| member.relation == Relation::Wife) {
            assert_eq!((wife.sex, wife.marital), (Sex::Female, Marital::Married), "{kk}");
            assert_eq!((first.sex, first.marital), (Sex::Male, Marital::Married), "{kk}");
        }
    }
    let count: usize = sizes.iter().sum();
    let mean = PEOPLE.len() * 100 / count;
    assert!((320..=400).contains(&mean), "a household has {mean} hundredths of a person");
    assert!(sizes[1] * 100 / count < 20, "{sizes:?}");
}

#[test]
fn mothers_are_18_to_42_years_older() {
    let mut checked = 0;
    for (kk, members) in households() {
        let mother = members.iter().find(|member| member.relation == Relation::Wife).unwrap_or(&members[0]);
        if mother.sex == Sex::Male {
            continue;
        }
        for child in members.iter().filter(|member| member.relation == Relation::Child) {
            assert_eq!(child.mother_name, mother.name, "{kk}");
            let years = age_on(child.birth_date, mother.birth_date);
            assert!((18..=42).contains(&years), "{kk}: a mother of {years}");
            checked += 1;
        }
    }
    assert!(checked > 80_000, "{checked} children live with their mothers");
}

#[test]
fn siblings_are_twins_or_a_year_apart() {
    for (kk, members) in households() {
        let mut births: Vec<Date> =
            members.iter().filter(|member| member.relation == Relation::Child).map(|child| child.birth_date).collect();
        births.sort_unstable();
        for pair in births.windows(2) {
            // Dates of birth of those over 45 are rounded to two days of the year, see `Household::birth_date`.
            let rounded = age_on(LOMBOK_UTARA.as_of, pair[0]) >= 45;
            assert!(rounded || pair[0] == pair[1] || pair[0].saturating_add(365.days()) <= pair[1], "{kk}: {pair:?}");
        }
    }
}

#[test]
fn names_are_as_on_cards() {
    let (mut noble, mut balinese, mut single) = (0, 0, 0);
    for person in PEOPLE.iter() {
        for name in [&person.name, &person.mother_name] {
            assert!(!name.is_empty() && name.len() <= 60, "{name}");
            assert!(name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ' || byte == b'.'), "{name}");
            assert!(name.split(' ').all(|word| !word.is_empty()) && name.split(' ').count() <= 5, "{name}");
        }
        let first = person.name.split(' ').find(|word| !matches!(*word, "H." | "HJ.")).unwrap();
        noble += usize::from(["LALU", "L.", "BAIQ", "BQ.", "LALE", "RADEN", "DENDE", "DENDA"].contains(&first));
        balinese += usize::from(matches!(first, "I" | "NI"));
        single += usize::from(!person.name.contains(' '));
        assert!(!person.birth_place.is_empty() && person.birth_place == person.birth_place.to_uppercase());
    }
    let permille = |count: usize| count * 1_000 / PEOPLE.len();
    assert!((100..=140).contains(&permille(noble)), "{} per thousand noble names", permille(noble));
    assert!((28..=48).contains(&permille(balinese)), "{} per thousand Balinese names", permille(balinese));
    assert!((100..=300).contains(&permille(single)), "{} per thousand single names", permille(single));
}

#[test]
fn phones_are_fictitious_and_stay_in_one_household() {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let mut with_phone = BTreeSet::new();
    for person in PEOPLE.iter() {
        if let Some(phone) = &person.phone {
            assert!(phone.len() == 12 && &phone[4..7] == "000" && phone.starts_with("08"), "{phone}");
            assert_eq!(*owners.entry(phone).or_insert(&person.kk), person.kk, "{phone} rings in two households");
            with_phone.insert(&person.kk);
        }
    }
    let permille = with_phone.len() * 1_000 / households().len();
    assert!((665..=695).contains(&permille), "{permille} per thousand households have a phone");
}

#[test]
fn the_young_and_the_remote_are_unrecorded() {
    let share = |wanted: &dyn Fn(&Person) -> bool| {
        let group = PEOPLE.iter().filter(|person| must_have(&LOMBOK_UTARA, person) && wanted(person));
        let (count, missing) = group.fold((0, 0), |(count, missing), person| (count + 1, missing + usize::from(!person.recorded)));
        missing * 1_000 / count
    };
    let age = |person: &Person| age_on(LOMBOK_UTARA.as_of, person.birth_date);
    assert!(share(&|person| age(person) == 17) > 300);
    assert!(share(&|person| (30..60).contains(&age(person))) < 15);
    assert!(share(&|person| age(person) >= 85) > 50);
    let bayan = share(&|person| person.village.starts_with("52.08.04"));
    let tanjung = share(&|person| person.village.starts_with("52.08.01"));
    assert!(bayan > 2 * tanjung, "{bayan} and {tanjung} per thousand");
}
