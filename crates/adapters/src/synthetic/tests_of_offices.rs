//! The same counts for each office, taken from the people one by one: an office may have two million.

use std::collections::{BTreeMap, BTreeSet};

use super::{BATU, BLITAR, LOMBOK_TENGAH, Marital, OfficeProfile, PALEMBANG, Sex, Tradition, population};
use crate::reference::areas_on;

/// Counts of one subdistrict.
#[derive(Default)]
struct Counted {
    people: u32,
    must_have: u32,
    unrecorded: u32,
}

/// Everything that is checked of an office.
#[derive(Default)]
struct Office {
    by_subdistrict: BTreeMap<String, Counted>,
    villages: BTreeSet<String>,
    niks: BTreeSet<u64>,
    /// Whose phone, by the number's last nine digits with its prefix.
    phones: BTreeMap<u64, u64>,
    /// Who must have a card, by years of age in tens.
    by_age: [u32; 12],
    single_names: u32,
    titled: u32,
    married_minors: u32,
}

fn count(profile: &OfficeProfile) -> Office {
    let known = areas_on(profile.regency, profile.as_of).unwrap().areas;
    let subdistricts: BTreeSet<String> = known.iter().filter(|area| area.code.len() == 8).map(|area| area.code.replace('.', "")).collect();
    let mut office = Office::default();
    for person in population(profile, 1).unwrap() {
        let age = domain::person::age_years(person.birth_date, profile.as_of);
        let must_have = age >= 17 || person.marital != Marital::Single;
        let counted = office.by_subdistrict.entry(person.village[..8].to_owned()).or_default();
        counted.people += 1;
        counted.must_have += u32::from(must_have);
        counted.unrecorded += u32::from(must_have && !person.recorded);
        assert!(must_have || !person.recorded);
        office.married_minors += u32::from(must_have && age < 17);
        if must_have {
            office.by_age[(age / 10).clamp(0, 11) as usize] += 1;
        }
        assert!(subdistricts.contains(&person.nik[..6]), "{} names no subdistrict of the day", person.nik);
        assert!(("9000".."9500").contains(&&person.nik[12..]), "{} could be real", person.nik);
        let women = person.nik[6..8].parse::<u8>().unwrap() > 40;
        assert_eq!(women, person.sex == Sex::Female);
        assert!(office.niks.insert(person.nik.parse().unwrap()), "{} twice", person.nik);
        let kk = person.kk.parse().unwrap();
        if let Some(phone) = person.phone {
            assert_eq!(*office.phones.entry(phone.parse().unwrap()).or_insert(kk), kk, "{phone} rings in two households");
        }
        office.villages.insert(person.village);
        office.single_names += u32::from(!person.name.contains(' '));
        let title = person.name.split(' ').find(|word| !matches!(*word, "H." | "HJ.")).unwrap_or_default();
        office.titled += u32::from(TITLES.contains(&title));
        assert!(person.name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b' ' || byte == b'.'), "{}", person.name);
        assert!((1..=5).contains(&person.name.split(' ').count()), "{}", person.name);
    }
    office
}

const TITLES: &[&str] = &[
    "LALU", "L.", "BAIQ", "BQ.", "LALE", "RADEN", "DENDE", "DENDA", "KEMAS", "KMS.", "NYIMAS", "NYS.", "KIAGUS", "KGS.", "NYAYU",
    "MASAGUS", "MGS.", "MASAYU", "MSY.", "R.A.", "R.M.",
];

/// Checks the counts; answers them for what is particular to the office.
fn check(profile: &OfficeProfile, villages: usize) -> Office {
    let office = count(profile);
    let sum = |of: fn(&Counted) -> u32| office.by_subdistrict.values().map(of).sum::<u32>();
    assert_eq!(sum(|counted| counted.people), profile.people);
    assert_eq!(sum(|counted| counted.must_have), profile.must_have);
    assert_eq!(sum(|counted| counted.unrecorded), profile.must_have - profile.recorded);
    assert_eq!(office.married_minors, profile.married_minors);
    for subdistrict in profile.subdistricts {
        assert_eq!(office.by_subdistrict[subdistrict.code].people, subdistrict.people, "{}", subdistrict.name);
    }
    let known = areas_on(profile.regency, profile.as_of).unwrap().areas;
    let own: BTreeSet<String> = known.into_iter().filter(|area| area.code.len() == 13).map(|area| area.code).collect();
    assert_eq!(office.villages, own, "each village of the day is lived in");
    assert_eq!(own.len(), villages);
    // A real age structure: the tens shrink from the twenties on, and somebody is past ninety.
    let [_, teens, rest @ ..] = office.by_age;
    assert!(rest[0] > teens && rest.is_sorted_by(|younger, older| younger >= older), "{:?}", office.by_age);
    assert!(rest[7] > 0, "{:?}", office.by_age);
    let plain =
        profile.subdistricts[0].traditions.iter().all(|(tradition, _)| matches!(tradition, Tradition::Javanese | Tradition::Elsewhere));
    assert_eq!(office.titled == 0, plain, "{} titles", office.titled);
    office
}

fn share_permille(office: &Office, subdistrict: &str) -> u32 {
    let counted = &office.by_subdistrict[subdistrict];
    counted.unrecorded * 1_000 / counted.must_have
}

/// Large offices: only with LOKET_TEST_FULL set, as `cargo xtask ci --full` does.
fn full() -> bool {
    #[expect(clippy::disallowed_methods, reason = "how long a test may take is the environment's to say")]
    std::env::var("LOKET_TEST_FULL").is_ok()
}

#[test]
fn batu_has_the_people_of_its_profile() {
    let office = check(&BATU, 24);
    assert!(office.single_names * 5 > BATU.people, "many Javanese have one name: {}", office.single_names);
}

#[test]
fn lombok_tengah_has_most_of_the_unrecorded_in_pujut() {
    if full() {
        let office = check(&LOMBOK_TENGAH, 139);
        let most = office.by_subdistrict.iter().max_by_key(|(_, counted)| counted.unrecorded).map(|(code, _)| code.as_str());
        assert_eq!(most, Some("52.02.04"));
    }
}

#[test]
fn blitar_misses_most_in_wonotirto_and_bakung() {
    if full() {
        let office = check(&BLITAR, 248);
        let mut shares: Vec<(u32, &str)> =
            BLITAR.subdistricts.iter().map(|subdistrict| (share_permille(&office, subdistrict.code), subdistrict.name)).collect();
        shares.sort_unstable();
        let names: Vec<&str> = shares.iter().rev().take(2).map(|(_, name)| *name).collect();
        assert_eq!(names, ["Wonotirto", "Bakung"], "{shares:?}");
    }
}

#[test]
fn palembang_has_sixteen_subdistricts() {
    if full() {
        let office = check(&PALEMBANG, 107);
        assert_eq!(office.by_subdistrict.len(), 16);
    }
}
