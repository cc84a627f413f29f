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

/// The area tables in memory: dotted code → name.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    names: BTreeMap<String, String>,
}

impl Areas {
    /// Builds the table from dotted codes and names.
    pub fn new(rows: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { names: rows.into_iter().collect() }
    }

    /// The name of an area of any level.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.names.get(code).map(String::as_str)
    }

    /// Whether the village is known (only the office's own villages are loaded).
    pub fn knows(&self, village: &VillageCode) -> bool {
        self.names.contains_key(village.as_str())
    }

    /// The villages of the office, ordered by code: dotted code and name.
    pub fn villages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().filter(|(code, _)| code.len() == 13).map(|(code, name)| (code.as_str(), name.as_str()))
    }

    /// How well the six area digits of a NIK are known to an office.
    ///
    /// The digits name the area of *first registration* and never change after a move, so codes of areas that were split or abolished
    /// since are legitimate (UU 24/2013; Permendagri 95/2019). Refused is only what cannot be: a province that never was, or a
    /// sub-district that the office's own regency never had.
    pub fn nik_area(&self, digits: &str, office: OfficeCode) -> NikArea {
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        let province = part(0, 2);
        let regency = format!("{province}.{}", part(2, 4));
        let subdistrict = format!("{regency}.{}", part(4, 6));
        if self.names.contains_key(&subdistrict) {
            return NikArea::Known;
        }
        if !self.names.contains_key(province) || part(2, 4) == "00" || part(4, 6) == "00" || regency == office.dotted() {
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
