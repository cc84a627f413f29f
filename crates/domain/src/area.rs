//! Area codes and names (Kepmendagri 300.2.2-2430/2025): provinces, regencies, sub-districts, and the office's own villages.

use std::{collections::BTreeMap, fmt};

use crate::office::OfficeCode;

/// The code of a village in the form `52.08.01.2001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VillageCode(String);

impl VillageCode {
    /// Reads `52.08.01.2001` or ten digits without dots; the code need not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.trim().chars().filter(|c| *c != '.').collect();
        if digits.len() != 10 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        Some(Self(format!("{}.{}.{}.{}", part(0, 2), part(2, 4), part(4, 6), part(6, 10))))
    }

    /// The dotted text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a kelurahan, whose serial begins with 1; that of a desa begins with 2 (Permendagri 58/2021).
    pub fn is_kelurahan(&self) -> bool {
        self.0.get(9..10) == Some("1")
    }

    /// The dotted code of its sub-district, `52.08.01`.
    pub fn subdistrict(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }
}

impl fmt::Display for VillageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The code of a sub-district in the form `52.08.01`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubdistrictCode(String);

impl SubdistrictCode {
    /// Reads `52.08.01` or six digits without dots; the code need not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.trim().chars().filter(|c| *c != '.').collect();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        Some(Self(format!("{}.{}.{}", part(0, 2), part(2, 4), part(4, 6))))
    }

    /// The dotted text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SubdistrictCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Characters of a dotted province code.
const PROVINCE_CODE_CHARS: usize = 2;
/// Characters of a dotted regency code.
const REGENCY_CODE_CHARS: usize = 5;
/// Characters of a dotted sub-district code.
const SUBDISTRICT_CODE_CHARS: usize = 8;
/// Characters of a dotted village code.
const VILLAGE_CODE_CHARS: usize = 13;

/// A name as it is compared: small letters and digits alone.
fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The area tables in memory: dotted code → name, as they are on the office's day, with the codes and names of later editions beside.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    names: BTreeMap<String, String>,
    /// Code on the day → name of a later edition.
    later_names: BTreeMap<String, String>,
    /// Later code, or folded later name of a village → code on the day.
    aliases: BTreeMap<String, String>,
}

impl Areas {
    /// Builds the table from dotted codes and names.
    pub fn new(rows: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { names: rows.into_iter().collect(), ..Self::default() }
    }

    /// Adds what a later edition calls areas that have another code or name on the office's day: code on the day, later code, later name.
    #[must_use]
    pub fn with_later(mut self, later: impl IntoIterator<Item = (String, String, String)>) -> Self {
        for (code, later_code, later_name) in later {
            if code.len() == VILLAGE_CODE_CHARS {
                self.aliases.insert(fold(&later_name), code.clone());
            }
            if later_code != code {
                self.aliases.insert(later_code, code.clone());
            }
            self.later_names.insert(code, later_name);
        }
        self
    }

    /// The name of an area of any level.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// What a later edition calls the area, when that is another name than the one of the office's day.
    pub fn later_name(&self, code: &str) -> Option<&str> {
        self.later_names.get(code).filter(|later| self.name(code) != Some(later.as_str())).map(String::as_str)
    }

    /// The village that a text means: its code or name on the office's day, or its code or name of a later edition. Capitals, blanks and
    /// hyphens do not matter. `None` for an unknown text and for a name that two villages of the office have.
    pub fn find_village(&self, text: &str) -> Option<VillageCode> {
        if let Some(code) = VillageCode::parse(text) {
            let today = self.aliases.get(code.as_str()).and_then(|code| VillageCode::parse(code));
            return Some(code).filter(|code| self.knows(code)).or(today);
        }
        let wanted = fold(text);
        let mut named = self.villages().filter(|(_, name)| fold(name) == wanted).map(|(code, _)| code);
        match (named.next(), named.next()) {
            (Some(only), None) => VillageCode::parse(only),
            (Some(_), Some(_)) => None,
            (None, _) => self.aliases.get(&wanted).and_then(|code| VillageCode::parse(code)),
        }
    }

    /// Whether the village is known (only the office's own villages are loaded).
    pub fn knows(&self, village: &VillageCode) -> bool {
        self.names.contains_key(village.as_str())
    }

    /// The villages of the office, ordered by code: dotted code and name.
    pub fn villages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.with_code_of(VILLAGE_CODE_CHARS)
    }

    /// The sub-districts of the country, ordered by code: dotted code and name.
    pub fn subdistricts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.with_code_of(SUBDISTRICT_CODE_CHARS)
    }

    /// The regencies and cities of the country, ordered by code: dotted code and name.
    pub fn regencies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.with_code_of(REGENCY_CODE_CHARS)
    }

    /// The provinces, ordered by code: code and name.
    pub fn provinces(&self) -> impl Iterator<Item = (&str, &str)> {
        self.with_code_of(PROVINCE_CODE_CHARS)
    }

    fn with_code_of(&self, chars: usize) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().filter(move |(code, _)| code.len() == chars).map(|(code, name)| (code.as_str(), name.as_str()))
    }

    /// The codes of later editions that are not those of the office's day: later dotted code and code on the day.
    pub fn later_codes(&self) -> impl Iterator<Item = (&str, &str)> {
        let codes = self.aliases.iter().filter(|(later, _)| later.contains('.'));
        codes.map(|(later, code)| (later.as_str(), code.as_str()))
    }

    /// How well the six area digits of a NIK are known to an office.
    ///
    /// The digits name the area of *first registration* and never change after a move, so codes of areas that were split or abolished
    /// since are legitimate (UU 24/2013; Permendagri 95/2019). Refused is only what cannot be: a province that never was, or a
    /// sub-district that the office's own regency never had.
    pub fn nik_area(&self, digits: &str, office: OfficeCode) -> NikArea {
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        let province = part(0, 2);
        let subdistrict = [province, part(2, 4), part(4, 6)].join(".");
        if self.names.contains_key(&subdistrict) {
            return NikArea::Known;
        }
        let in_office = || subdistrict.get(..REGENCY_CODE_CHARS) == Some(&office.dotted());
        if !self.names.contains_key(province) || part(2, 4) == "00" || part(4, 6) == "00" || in_office() {
            return NikArea::Unknown;
        }
        NikArea::Former
    }
}

/// What the area tables say about the first six digits of a NIK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NikArea {
    /// A sub-district of today.
    Known,
    /// Not of today, but it may have been before a split: a warning.
    Former,
    /// It never existed: a refusal.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_is_found_by_its_old_and_its_new_name() {
        let row = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        let areas = Areas::new([
            row("16.71.02", "Seberang Ulu I"),
            row("16.71.02.1002", "1 Ulu"),
            row("16.71.02.1007", "8 Ulu"),
            row("16.71.07.1001", "Mawar"),
            row("16.71.08.1001", "Mawar"),
        ]);
        let later = |code: &str, later_code: &str, name: &str| (code.to_owned(), later_code.to_owned(), name.to_owned());
        let areas = areas.with_later([
            later("16.71.02", "16.71.02", "Seberang Ulu Satu"),
            later("16.71.02.1002", "16.71.02.1002", "Satu Ulu"),
            later("16.71.02.1007", "16.71.17.1001", "Delapan Ulu"),
        ]);
        for (text, expected) in [
            ("16.71.02.1002", Some("16.71.02.1002")),
            ("1671021002", Some("16.71.02.1002")),
            ("1 ULU", Some("16.71.02.1002")),
            ("satu-ulu", Some("16.71.02.1002")),
            ("16.71.17.1001", Some("16.71.02.1007")),
            ("Delapan Ulu", Some("16.71.02.1007")),
            ("Mawar", None),
            ("Seberang Ulu Satu", None),
            ("", None),
        ] {
            assert_eq!(areas.find_village(text).as_ref().map(VillageCode::as_str), expected, "{text}");
        }
        assert_eq!(areas.later_name("16.71.02"), Some("Seberang Ulu Satu"));
        assert_eq!(areas.later_name("16.71.07.1001"), None);
    }

    #[test]
    fn nik_areas_are_known_former_or_unknown() {
        let names = ["52", "52.08", "52.08.01", "91", "94", "94.01"];
        let areas = Areas::new(names.map(|code| (code.to_owned(), String::new())));
        let office = OfficeCode::parse("5208").unwrap();
        for (digits, expected) in [
            ("520801", NikArea::Known),
            ("520899", NikArea::Unknown),
            ("910103", NikArea::Former),
            ("990101", NikArea::Unknown),
            ("520008", NikArea::Unknown),
        ] {
            assert_eq!(areas.nik_area(digits, office), expected, "{digits}");
        }
    }
}
