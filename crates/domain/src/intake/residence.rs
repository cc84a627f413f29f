//! Where a row says that somebody lives: by codes, by names, or by both; in a village of the office, or in another regency.

use std::{cell::RefCell, collections::BTreeMap};

use super::{Column, Residence, RowProblem, mapping::fold};
use crate::{
    area::{Areas, VillageCode},
    office::OfficeCode,
    person::spelling::within_one_typo,
    refusal::FieldProblem,
};

/// The areas of a row as its cells have them; empty for what it does not say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AreaCells<'a> {
    pub province: &'a str,
    pub regency: &'a str,
    pub subdistrict: &'a str,
    pub village: &'a str,
}

type Found = Result<Option<Residence>, RowProblem>;

/// The areas of an office, made to be asked a million times.
pub(super) struct Residences {
    areas: Areas,
    office: OfficeCode,
    /// Folded name of the office's regency.
    regency: String,
    /// Code of a sub-district → its folded name.
    subdistricts: BTreeMap<String, String>,
    /// Code of a sub-district → folded names of its villages and their codes.
    villages: BTreeMap<String, Vec<(String, VillageCode)>>,
    /// What was asked before: a file names few areas and often.
    asked: RefCell<BTreeMap<String, Found>>,
}

impl Residences {
    pub fn new(areas: &Areas, office: OfficeCode) -> Self {
        let mut subdistricts = BTreeMap::new();
        let mut villages: BTreeMap<String, Vec<(String, VillageCode)>> = BTreeMap::new();
        for (code, name) in areas.villages() {
            let Some(village) = VillageCode::parse(code) else { continue };
            let subdistrict = village.subdistrict().to_owned();
            subdistricts.entry(subdistrict.clone()).or_insert_with(|| bare(areas.name(&subdistrict).unwrap_or_default(), SUBDISTRICT));
            let of_it = villages.entry(subdistrict).or_default();
            of_it.push((bare(name, VILLAGE), village.clone()));
            of_it.extend(areas.later_name(code).map(|later| (bare(later, VILLAGE), village)));
        }
        let regency = bare(areas.name(&office.dotted()).unwrap_or_default(), REGENCY);
        Self { areas: areas.clone(), office, regency, subdistricts, villages, asked: RefCell::default() }
    }

    /// Where the cells say; `Ok(None)` when they say nothing.
    pub fn find(&self, cells: AreaCells<'_>) -> Found {
        let AreaCells { province, regency, subdistrict, village } = cells;
        let key = [province, regency, subdistrict, village].join("\u{1f}");
        if let Some(found) = self.asked.borrow().get(&key) {
            return found.clone();
        }
        let found = self.look(cells);
        self.asked.borrow_mut().insert(key, found.clone());
        found
    }

    fn look(&self, cells: AreaCells<'_>) -> Found {
        if self.is_elsewhere(cells) {
            return Ok(Some(Residence::Elsewhere));
        }
        if cells.village.is_empty() {
            return Ok(None);
        }
        match self.code_of(cells) {
            Some(code) if code.as_str().get(..5) != Some(&self.office.dotted()) && self.areas.find_village(code.as_str()).is_none() => {
                Ok(Some(Residence::Elsewhere))
            }
            Some(code) => self.areas.find_village(code.as_str()).map(|code| Some(Residence::Here(code))).ok_or_else(|| unknown(None)),
            None => self.named(cells),
        }
    }

    /// Whether province or regency are others than the office's own.
    fn is_elsewhere(&self, cells: AreaCells<'_>) -> bool {
        let own = self.office.dotted();
        let (province, regency) = own.split_once('.').unwrap_or_default();
        let other_number = |cell: &str, number: &str| match digits_of(cell) {
            Some(digits) if digits.len() == 4 => digits != format!("{province}{regency}"),
            Some(digits) if digits.len() <= 2 => digits.parse::<u8>().ok() != number.parse().ok(),
            _ => false,
        };
        if other_number(cells.province, province) || other_number(cells.regency, regency) {
            return true;
        }
        let named = bare(cells.regency, REGENCY);
        !named.is_empty() && digits_of(cells.regency).is_none() && !self.regency.is_empty() && named != self.regency
    }

    /// The village's code, whole or from its parts.
    fn code_of(&self, cells: AreaCells<'_>) -> Option<VillageCode> {
        if let Some(code) = VillageCode::parse(cells.village) {
            return Some(code);
        }
        let village: u32 = digits_of(cells.village).filter(|digits| digits.len() <= 4)?.parse().ok()?;
        let subdistrict = digits_of(cells.subdistrict)?;
        let own = self.office.dotted().replace('.', "");
        match subdistrict.len() {
            6 => VillageCode::parse(&format!("{subdistrict}{village:04}")),
            1 | 2 => VillageCode::parse(&format!("{own}{:02}{village:04}", subdistrict.parse::<u8>().ok()?)),
            _ => None,
        }
    }

    /// A village by its name, within its sub-district when that is named.
    fn named(&self, cells: AreaCells<'_>) -> Found {
        let wanted = bare(cells.village, VILLAGE);
        let subdistrict = bare(cells.subdistrict, SUBDISTRICT);
        let within: Vec<&str> = if subdistrict.is_empty() {
            self.subdistricts.keys().map(String::as_str).collect()
        } else {
            let (exact, near) = self.subdistricts_named(&subdistrict);
            if exact.is_empty() {
                return match self.areas.find_village(cells.village) {
                    // A sub-district of a later or an older edition; the village is known all the same.
                    Some(code) => Ok(Some(Residence::Here(code))),
                    None => Err(RowProblem { column: Column::Subdistrict, problem: FieldProblem::UnknownArea, proposal: near }),
                };
            }
            exact
        };
        let of_these = || within.iter().filter_map(|code| self.villages.get(*code)).flatten();
        let mut exact: Vec<&VillageCode> = of_these().filter(|(name, _)| *name == wanted).map(|(_, code)| code).collect();
        exact.dedup();
        match exact.as_slice() {
            [only] => Ok(Some(Residence::Here((*only).clone()))),
            [] => match self.areas.find_village(cells.village).filter(|_| subdistrict.is_empty()) {
                Some(code) => Ok(Some(Residence::Here(code))),
                None => Err(unknown(self.only_near(of_these(), &wanted))),
            },
            _ => Err(RowProblem { column: Column::Subdistrict, problem: FieldProblem::Missing, proposal: None }),
        }
    }

    /// Sub-districts of a folded name or code; the name of the only one that is one letter off.
    fn subdistricts_named(&self, wanted: &str) -> (Vec<&str>, Option<String>) {
        let dotted = |code: &str| code.replace('.', "");
        let fits = |code: &str, name: &str| name == wanted || dotted(code) == wanted || dotted(code).get(4..) == Some(wanted);
        let exact = self.subdistricts.iter().filter(|(code, name)| fits(code, name)).map(|(code, _)| code.as_str()).collect();
        let mut near = self.subdistricts.iter().filter(|(_, name)| within_one_typo(name, wanted));
        let only = near.next().filter(|_| near.next().is_none());
        (exact, only.and_then(|(code, _)| self.areas.name(code)).map(str::to_owned))
    }

    /// The name of the only village that is one letter off.
    fn only_near<'a>(&self, villages: impl Iterator<Item = &'a (String, VillageCode)>, wanted: &str) -> Option<String> {
        let mut near: Vec<&VillageCode> = villages.filter(|(name, _)| within_one_typo(name, wanted)).map(|(_, code)| code).collect();
        near.dedup();
        let [only] = near.as_slice() else { return None };
        self.areas.name(only.as_str()).map(str::to_owned)
    }
}

fn unknown(proposal: Option<String>) -> RowProblem {
    RowProblem { column: Column::Village, problem: FieldProblem::UnknownArea, proposal }
}

/// The digits of a cell that holds nothing else but dots.
fn digits_of(cell: &str) -> Option<String> {
    let digits: String = cell.chars().filter(|c| *c != '.').collect();
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

const REGENCY: &[&str] = &["kabupaten", "kota", "kab", "kotamadya"];
const SUBDISTRICT: &[&str] = &["kecamatan", "kec"];
const VILLAGE: &[&str] = &["desa", "kelurahan", "kel", "ds"];

/// A name folded to small letters and digits, without the word for its level.
fn bare(name: &str, levels: &[&str]) -> String {
    let mut words = name.split(|c: char| c.is_whitespace() || c == '.').filter(|word| !word.is_empty()).peekable();
    let is_level = |word: &&str| levels.iter().any(|level| word.eq_ignore_ascii_case(level));
    let first = words.next().unwrap_or_default();
    // A village may be called `Kota` or `Desa`: the word alone is the name.
    let rest = words.peek().is_some();
    if is_level(&first) && rest { words.map(fold).collect() } else { fold(name) }
}
