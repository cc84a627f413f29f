//! Where a row says that somebody lives: by codes or names, of the office's day or of a later edition.

use std::collections::{BTreeMap, BTreeSet};

use super::{Column, Residence};
use crate::{
    area::{Areas, VillageCode},
    office::OfficeCode,
    person::spelling::within_one_typo,
    refusal::FieldProblem,
};

/// What a row says of the residence, each as a clean cell, or nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told<'a> {
    /// Province, name or code.
    pub province: Option<&'a str>,
    /// Regency, name or code.
    pub regency: Option<&'a str>,
    /// Sub-district, name or code.
    pub subdistrict: Option<&'a str>,
    /// Village, name or code.
    pub village: Option<&'a str>,
}

/// What is wrong with a residence, and the name that was probably meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lost {
    /// The column at fault.
    pub column: Column,
    /// What is wrong.
    pub problem: FieldProblem,
    /// A name within one typing error, if it is the only one.
    pub proposal: Option<String>,
}

/// A residence that was found, and the column that did not help and was passed over.
pub(super) type Found = (Residence, Option<Column>);

/// The areas of an office as rows name them, made once for all rows.
pub(super) struct VillageIndex {
    office: u32,
    /// Folded name → number.
    provinces: BTreeMap<String, u32>,
    /// Folded name without its kind → kind and number of each regency of the country that bears it.
    regencies: BTreeMap<String, Vec<(Kind, u32)>>,
    regency_numbers: BTreeSet<u32>,
    /// Folded name → number of a sub-district of the office, and the name as it is written.
    subdistricts: BTreeMap<String, (u32, String)>,
    /// Ten digits, of the day and of later editions → code of the day.
    codes: BTreeMap<u64, VillageCode>,
    /// Folded name, of the day and of later editions → the villages that bear it.
    villages: BTreeMap<String, Vec<Village>>,
}

#[derive(Clone, PartialEq, Eq)]
struct Village {
    code: VillageCode,
    /// The name on the day.
    name: String,
    /// The numbers of its sub-district, of the day and of later editions.
    subdistricts: Vec<u32>,
}

/// What kind of regency a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Regency,
    City,
    Unsaid,
}

impl VillageIndex {
    pub fn new(areas: &Areas, office: OfficeCode) -> Self {
        let office = number(&office.dotted()).unwrap_or_default();
        let provinces = areas.provinces().filter_map(|(code, name)| Some((fold(name, &[]), number(code)?))).collect();
        let mut regencies: BTreeMap<String, Vec<(Kind, u32)>> = BTreeMap::new();
        let mut regency_numbers = BTreeSet::new();
        for (code, name) in areas.regencies() {
            let (kind, bare) = regency_name(name);
            if let Some(number) = number(code) {
                regencies.entry(bare).or_default().push((kind, number));
                regency_numbers.insert(number);
            }
        }
        let mut index = Self {
            office,
            provinces,
            regencies,
            regency_numbers,
            subdistricts: BTreeMap::new(),
            codes: BTreeMap::new(),
            villages: BTreeMap::new(),
        };
        index.add_subdistricts(areas);
        index.add_villages(areas);
        index
    }

    fn add_subdistricts(&mut self, areas: &Areas) {
        for (code, name) in areas.subdistricts() {
            let Some(number) = number(code).filter(|number| number / 100 == self.office) else { continue };
            for name in [Some(name), areas.later_name(code)].into_iter().flatten() {
                self.subdistricts.entry(fold(name, &SUBDISTRICT_WORDS)).or_insert_with(|| (number, name.to_owned()));
            }
        }
    }

    fn add_villages(&mut self, areas: &Areas) {
        let later: Vec<(VillageCode, VillageCode)> =
            areas.later_codes().filter_map(|(later, code)| Some((VillageCode::parse(later)?, VillageCode::parse(code)?))).collect();
        for (later, code) in &later {
            self.codes.extend(number(later.as_str()).map(|number| (number, code.clone())));
        }
        for (dotted, name) in areas.villages() {
            let Some(code) = VillageCode::parse(dotted) else { continue };
            let places = later.iter().filter(|(_, of_day)| *of_day == code).map(|(later, _)| later).chain([&code]);
            let subdistricts = places.filter_map(|code| number(code.subdistrict())).collect();
            // The codes of the day stand above those of later editions.
            self.codes.extend(number(dotted).map(|number| (number, code.clone())));
            let village = Village { code, name: name.to_owned(), subdistricts };
            for name in [Some(name), areas.later_name(dotted)].into_iter().flatten() {
                let known = self.villages.entry(fold(name, &VILLAGE_WORDS)).or_default();
                if !known.contains(&village) {
                    known.push(village.clone());
                }
            }
        }
    }

    /// Where the row says that the person lives; `None` when it says nothing.
    ///
    /// A full village code alone decides. Else another province or regency is elsewhere; a village's name is looked for in the sub-district
    /// that is named. A sub-district of an unknown name is passed over only where the row names this regency and the village's name is
    /// the only one: it may have been founded since.
    pub fn find(&self, told: Told<'_>) -> Result<Option<Found>, Lost> {
        if let Some(code) = told.village.and_then(ten_digits) {
            return self.by_code(code).map(|found| Some((found, None)));
        }
        let (province, passed_over) = match told.province.map(|text| self.province(text)) {
            Some(Some(province)) => (province, None),
            Some(None) => (self.office / 100, Some(Column::Province)),
            None => (self.office / 100, None),
        };
        let regency = told.regency.map(|text| self.regency(text, province)).transpose()?;
        if regency.unwrap_or(self.office) != self.office || province != self.office / 100 {
            return Ok(Some((Residence::Elsewhere, passed_over)));
        }
        let subdistrict = match told.subdistrict.map(|text| self.subdistrict(text)) {
            None => None,
            Some(Ok(number)) if number / 100 == self.office => Some(number),
            Some(Ok(_)) => return Ok(Some((Residence::Elsewhere, passed_over))),
            Some(Err(_)) if told.village.is_none() => return Ok(None),
            Some(Err(lost)) => {
                let only = told.village.filter(|_| regency.is_some()).and_then(|text| self.village(text, None).ok());
                let found = only.map(|code| Some((Residence::Here(code), Some(Column::Subdistrict))));
                return found.ok_or(lost);
            }
        };
        let Some(village) = told.village else { return Ok(None) };
        Ok(Some((Residence::Here(self.village(village, subdistrict)?), passed_over)))
    }

    fn by_code(&self, code: u64) -> Result<Residence, Lost> {
        if let Some(code) = self.codes.get(&code) {
            return Ok(Residence::Here(code.clone()));
        }
        let regency = u32::try_from(code / 1_000_000).unwrap_or_default();
        let elsewhere = regency != self.office && self.is_regency(regency);
        if elsewhere { Ok(Residence::Elsewhere) } else { Err(lost(Column::Village, None)) }
    }

    fn is_regency(&self, number: u32) -> bool {
        number == self.office || self.regency_numbers.contains(&number)
    }

    fn province(&self, text: &str) -> Option<u32> {
        let province = short_number(text, 2).or_else(|| self.provinces.get(&fold(text, &PROVINCE_WORDS)).copied());
        province.filter(|wanted| self.provinces.values().any(|province| province == wanted))
    }

    fn regency(&self, text: &str, province: u32) -> Result<u32, Lost> {
        let number = short_number(text, 2).map(|number| province * 100 + number).or_else(|| number(text).filter(|_| digits(text) == 4));
        if let Some(number) = number {
            return if self.is_regency(number) { Ok(number) } else { Err(lost(Column::Regency, None)) };
        }
        let (kind, bare) = regency_name(text);
        let same_kind = |own: Kind| kind == Kind::Unsaid || own == Kind::Unsaid || kind == own;
        let named = self.regencies.get(&bare).map(Vec::as_slice).unwrap_or_default();
        let mut named = named.iter().filter(|(own, _)| same_kind(*own)).map(|(_, number)| *number);
        // A name without its kind (Blitar) is the office's own before it is the neighbour's.
        let first = named.next();
        if let Some(found) = first.into_iter().chain(named).find(|number| *number == self.office).or(first) {
            return Ok(found);
        }
        let near = only(self.regencies.keys().filter(|name| within_one_typo(name, &bare)));
        let own = near.filter(|name| self.regencies.get(*name).is_some_and(|all| all.iter().any(|(_, number)| *number == self.office)));
        Err(lost(Column::Regency, own.map(|name| name.to_uppercase())))
    }

    fn subdistrict(&self, text: &str) -> Result<u32, Lost> {
        let number = short_number(text, 2).map(|number| self.office * 100 + number).or_else(|| number(text).filter(|_| digits(text) == 6));
        if let Some(number) = number {
            let known = self.is_regency(number / 100);
            return if known { Ok(number) } else { Err(lost(Column::Subdistrict, None)) };
        }
        let wanted = fold(text, &SUBDISTRICT_WORDS);
        if let Some((number, _)) = self.subdistricts.get(&wanted) {
            return Ok(*number);
        }
        let near = only(self.subdistricts.iter().filter(|(name, _)| within_one_typo(name, &wanted)));
        Err(lost(Column::Subdistrict, near.map(|(_, (_, name))| name.clone())))
    }

    fn village(&self, text: &str, subdistrict: Option<u32>) -> Result<VillageCode, Lost> {
        if let Some(serial) = number::<u64>(text).filter(|_| digits(text) <= 4) {
            let code = subdistrict.and_then(|subdistrict| self.codes.get(&(u64::from(subdistrict) * 10_000 + serial)));
            return code.cloned().ok_or_else(|| lost(Column::Village, None));
        }
        let wanted = fold(text, &VILLAGE_WORDS);
        let inside = |village: &&Village| subdistrict.is_none_or(|number| village.subdistricts.contains(&number));
        let named = self.villages.get(&wanted).map(Vec::as_slice).unwrap_or_default();
        let named: Vec<&Village> = named.iter().filter(inside).collect();
        // A few sub-districts have a desa and a kelurahan of one name.
        let said = is_kelurahan(text);
        let of_kind = only(named.iter().filter(|village| said == Some(village.code.is_kelurahan())));
        match (named.as_slice(), of_kind) {
            ([only], _) | (_, Some(only)) => Ok(only.code.clone()),
            ([_, ..], None) => Err(Lost { column: Column::Village, problem: FieldProblem::AmbiguousArea, proposal: None }),
            ([], None) => {
                let near = self.villages.iter().filter(|(name, _)| within_one_typo(name, &wanted)).flat_map(|(_, villages)| villages);
                Err(lost(Column::Village, only(near.filter(inside)).map(|village| village.name.clone())))
            }
        }
    }
}

const fn lost(column: Column, proposal: Option<String>) -> Lost {
    Lost { column, problem: FieldProblem::UnknownArea, proposal }
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The number that digits and dots write: `52.08.01` is 520801.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let well_formed = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && digits(text) > 0;
    if !well_formed {
        return None;
    }
    if text.contains('.') { text.replace('.', "").parse().ok() } else { text.parse().ok() }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn short_number(text: &str, digits_max: usize) -> Option<u32> {
    number(text).filter(|_| digits(text) <= digits_max)
}

/// A full village code, dotted or not.
fn ten_digits(text: &str) -> Option<u64> {
    number(text).filter(|_| digits(text) == 10)
}

/// Words before a village's name that say what it is.
const VILLAGE_WORDS: [&str; 4] = ["desa", "ds", "kel", "kelurahan"];
/// Whether a text calls a village a kelurahan, or a desa; `None` when it does not say.
fn is_kelurahan(text: &str) -> Option<bool> {
    let (first, _) = text.split_once([' ', '.'])?;
    let says = |words: [&str; 2]| words.iter().any(|word| first.eq_ignore_ascii_case(word));
    says(["kel", "kelurahan"]).then_some(true).or_else(|| says(["desa", "ds"]).then_some(false))
}

/// Words before a sub-district's name.
const SUBDISTRICT_WORDS: [&str; 4] = ["kecamatan", "kec", "distrik", "kapanewon"];
/// Words before a province's name.
const PROVINCE_WORDS: [&str; 4] = ["provinsi", "propinsi", "prov", "prop"];

/// The kind of a regency and its bare name, folded.
fn regency_name(text: &str) -> (Kind, String) {
    let folded = fold(text, &[]);
    for (word, kind) in [
        ("kabupaten", Kind::Regency),
        ("kotaadministrasi", Kind::City),
        ("kotamadya", Kind::City),
        ("kota", Kind::City),
        ("kab", Kind::Regency),
    ] {
        // Kotabaru and Kabaena begin with the word and do not have it: a blank or dot has to follow in the text.
        let separate = text.len() > word.len() && !text.as_bytes().get(word.len()).is_some_and(u8::is_ascii_alphabetic);
        let whole = word == "kotaadministrasi" || separate;
        if let Some(bare) = folded.strip_prefix(word).filter(|bare| whole && !bare.is_empty()) {
            return (kind, bare.to_owned());
        }
    }
    (Kind::Unsaid, folded)
}

/// A name as it is compared: small letters and digits, numerals as digits, without a first word that only says what it is.
fn fold(name: &str, kinds: &[&str]) -> String {
    let mut folded = String::with_capacity(name.len());
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_some_and(|first| kinds.contains(first)) {
        let first = words.next().unwrap_or_default();
        if words.peek().is_none() {
            folded.push_str(first);
        }
    }
    for word in words {
        folded.push_str(numeral(word).unwrap_or(word));
    }
    folded
}

/// Numerals in names (Seberang Ulu I, Satu Ulu), roman or in words, as digits.
fn numeral(word: &str) -> Option<&'static str> {
    const NUMERALS: [(&str, &str, &str); 10] = [
        ("1", "i", "satu"),
        ("2", "ii", "dua"),
        ("3", "iii", "tiga"),
        ("4", "iv", "empat"),
        ("5", "v", "lima"),
        ("6", "vi", "enam"),
        ("7", "vii", "tujuh"),
        ("8", "viii", "delapan"),
        ("9", "ix", "sembilan"),
        ("10", "x", "sepuluh"),
    ];
    NUMERALS.iter().find(|(_, roman, spelled)| word == *roman || word == *spelled).map(|(digit, ..)| *digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(office: &str) -> VillageIndex {
        let row = |(code, name): (&str, &str)| (code.to_owned(), name.to_owned());
        let areas = Areas::new(
            [
                ("16", "Sumatera Selatan"),
                ("35", "Jawa Timur"),
                ("52", "Nusa Tenggara Barat"),
                ("16.71", "Kota Palembang"),
                ("35.05", "Kabupaten Blitar"),
                ("35.72", "Kota Blitar"),
                ("52.01", "Kabupaten Lombok Barat"),
                ("16.71.02", "Seberang Ulu I"),
                ("16.71.07", "Ilir Barat I"),
                ("16.71.08", "Ilir Barat II"),
                ("16.71.02.1002", "1 Ulu"),
                ("16.71.02.1007", "8 Ulu"),
                ("16.71.07.1001", "Mawar"),
                ("16.71.08.1001", "Mawar"),
                ("16.71.08.1002", "Talang-Putri"),
                ("16.71.08.1003", "Talang Putra"),
                ("16.71.08.1004", "Sungai Buah"),
                ("16.71.08.1005", "Kembar"),
                ("16.71.08.2006", "Kembar"),
            ]
            .map(row),
        );
        let later = |(code, later, name): (&str, &str, &str)| (code.to_owned(), later.to_owned(), name.to_owned());
        let areas = areas.with_later(
            [
                ("16.71.02", "16.71.02", "Seberang Ulu Satu"),
                ("16.71.02.1002", "16.71.02.1002", "Satu Ulu"),
                ("16.71.02.1007", "16.71.17.1001", "Delapan Ulu"),
                ("16.71.08.1004", "16.71.08.1004", "Kali Buah"),
            ]
            .map(later),
        );
        VillageIndex::new(&areas, OfficeCode::parse(office).unwrap())
    }

    fn told(parts: [&str; 4]) -> Told<'_> {
        let [province, regency, subdistrict, village] = parts.map(|part| Some(part).filter(|part| !part.is_empty()));
        Told { province, regency, subdistrict, village }
    }

    #[test]
    fn villages_are_found_by_code_and_name() {
        let index = index("1671");
        let here = |code| Some(Residence::Here(VillageCode::parse(code).unwrap()));
        let (one, eight) = (here("16.71.02.1002"), here("16.71.02.1007"));
        for (parts, expected) in [
            (["", "", "", "1671021002"], one.clone()),
            (["", "", "", "16.71.02.1002"], one.clone()),
            (["16", "71", "2", "1002"], one.clone()),
            (["", "71", "02", "1002"], one.clone()),
            (["", "1671", "167102", "1002"], one.clone()),
            (["", "", "16.71.02", "1 ulu"], one.clone()),
            (["SUMATERA SELATAN", "PALEMBANG", "SEBERANG ULU I", "I ULU"], one.clone()),
            (["Prov. Sumatera Selatan", "KOTA PALEMBANG", "Kec. Seberang Ulu 1", "KEL. SATU-ULU"], one.clone()),
            (["", "", "", "1ULU"], one),
            (["", "", "", "Delapan Ulu"], eight.clone()),
            (["", "", "17", "1001"], eight.clone()),
            (["", "", "17", "8 Ulu"], eight.clone()),
            (["", "", "", "1671171001"], eight.clone()),
            (["", "Palembang", "Jakabaring", "8 Ulu"], eight),
            (["", "", "Ilir Barat II", "MAWAR"], here("16.71.08.1001")),
            (["", "", "", "KEL. KEMBAR"], here("16.71.08.1005")),
            (["", "", "Ilir Barat II", "Desa Kembar"], here("16.71.08.2006")),
            (["", "", "", "KALI BUAH"], here("16.71.08.1004")),
            (["Jawa Timur", "", "", ""], Some(Residence::Elsewhere)),
            (["", "Kab. Lombok Barat", "Gunung Sari", "Kekeri"], Some(Residence::Elsewhere)),
            (["52", "1", "9", "2001"], Some(Residence::Elsewhere)),
            (["", "", "", "5201092001"], Some(Residence::Elsewhere)),
            (["", "", "520109", "Kekeri"], Some(Residence::Elsewhere)),
            (["", "Palembang", "Ilir Barat I", ""], None),
            (["", "", "", ""], None),
        ] {
            let found = index.find(told(parts)).map(|found| found.map(|(residence, _)| residence));
            assert_eq!(found, Ok(expected), "{parts:?}");
        }
    }

    #[test]
    fn what_is_not_found_is_named_with_what_was_meant() {
        let index = index("1671");
        for (parts, column, problem, proposal) in [
            (["", "", "", "MAWAR"], Column::Village, FieldProblem::AmbiguousArea, None),
            (["", "", "Ilir Barat II", "Kembar"], Column::Village, FieldProblem::AmbiguousArea, None),
            (["", "", "", "Sungai Buag"], Column::Village, FieldProblem::UnknownArea, Some("Sungai Buah")),
            (["", "", "Ilir Barat I", "Mawer"], Column::Village, FieldProblem::UnknownArea, Some("Mawar")),
            (["", "", "", "Talang Putru"], Column::Village, FieldProblem::UnknownArea, None),
            (["", "", "Ilir Barat I", "8 Ulu"], Column::Village, FieldProblem::UnknownArea, None),
            (["", "", "", "1002"], Column::Village, FieldProblem::UnknownArea, None),
            (["", "", "", "1671029999"], Column::Village, FieldProblem::UnknownArea, None),
            (["", "", "", "9901012001"], Column::Village, FieldProblem::UnknownArea, None),
            (["", "", "Jakabaring", "8 Ulu"], Column::Subdistrict, FieldProblem::UnknownArea, None),
            (["", "", "Ilir Barad I", "Mawar"], Column::Subdistrict, FieldProblem::UnknownArea, Some("Ilir Barat I")),
            (["", "Palembamg", "", "8 Ulu"], Column::Regency, FieldProblem::UnknownArea, Some("PALEMBANG")),
            (["", "Atlantis", "", "8 Ulu"], Column::Regency, FieldProblem::UnknownArea, None),
        ] {
            let expected = Lost { column, problem, proposal: proposal.map(str::to_owned) };
            assert_eq!(index.find(told(parts)), Err(expected), "{parts:?}");
        }
    }

    #[test]
    fn a_regency_and_a_city_of_one_name_are_two() {
        let (regency, city) = (index("3505"), index("3572"));
        for (text, at_regency, at_city) in
            [("BLITAR", 3505, 3572), ("Kab. Blitar", 3505, 3505), ("KOTA BLITAR", 3572, 3572), ("5", 3505, 3505)]
        {
            assert_eq!(regency.regency(text, 35), Ok(at_regency), "{text}");
            assert_eq!(city.regency(text, 35), Ok(at_city), "{text}");
        }
    }
}
