//! The tables that only the synthetic population reads: age shape, village shares and name words.

use super::{ReferenceFault, rows};

const AGE_SHAPES: [(i16, &str, &str); 4] = [
    (2016, "population/age_shape_2016.csv", include_str!("../../../../data/population/age_shape_2016.csv")),
    (2018, "population/age_shape_2018.csv", include_str!("../../../../data/population/age_shape_2018.csv")),
    (2021, "population/age_shape_2021.csv", include_str!("../../../../data/population/age_shape_2021.csv")),
    (2022, "population/age_shape_2022.csv", include_str!("../../../../data/population/age_shape_2022.csv")),
];
const VILLAGE_ESTIMATES: &str = include_str!("../../../../data/population/village_estimates.csv");
const TOKENS: &str = include_str!("../../../../data/names/tokens.csv");
const LOCAL_TOKENS: &str = include_str!("../../../../data/names/local_tokens.csv");
const COMPOUNDS: &str = include_str!("../../../../data/names/compounds.csv");

/// Persons per million inhabitants of Indonesia of one sex and one completed year of age (100 means 100 and over).
pub(crate) struct AgeCell {
    pub(crate) female: bool,
    pub(crate) age: u8,
    pub(crate) persons_per_million: u32,
}

/// A village and its estimated people; only the share within the subdistrict is used.
#[derive(Clone)]
pub(crate) struct VillageEstimate {
    pub(crate) code: String,
    pub(crate) people: u32,
}

/// Where in a name a word may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Anywhere, and alone.
    Any,
    /// Only before another word.
    First,
    /// Only after another word.
    Last,
    /// Only before its complement in the table of compounds.
    Head,
}

/// Generation that a word is typical of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Era {
    Old,
    Any,
    Young,
}

/// A word of names with its counts in the source.
pub(crate) struct Token {
    pub(crate) word: String,
    pub(crate) count_female: u32,
    pub(crate) count_male: u32,
    pub(crate) place: Place,
    pub(crate) era: Era,
    /// Mostly Javanese; rare elsewhere.
    pub(crate) javanese: bool,
}

/// Whose names a local word is typical of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Community {
    Sasak,
    /// Balinese of Lombok.
    Balinese,
    Javanese,
    /// Malays of Palembang.
    Palembang,
}

/// A word typical of a region, from our own list.
pub(crate) struct LocalToken {
    pub(crate) word: String,
    pub(crate) female: bool,
    pub(crate) era: Era,
    pub(crate) community: Community,
}

/// Two words that belong together, such as "Abdul Rahman".
pub(crate) struct Compound {
    pub(crate) head: String,
    pub(crate) second: String,
    pub(crate) female: bool,
}

/// The national age shape in the middle of a year; of the table's years the latest that is not after it.
pub(crate) fn age_shape(year: i16) -> Result<Vec<AgeCell>, ReferenceFault> {
    let [first, ..] = AGE_SHAPES;
    let (_, table, text) = AGE_SHAPES.into_iter().rfind(|(of, ..)| *of <= year).unwrap_or(first);
    rows(table, text)?
        .iter()
        .map(|row| {
            let age = u8::try_from(row.number(1)?).map_err(|_| row.unexpected(1))?;
            Ok(AgeCell { female: row.get(0)? == "F", age, persons_per_million: row.number(2)? })
        })
        .collect()
}

/// The villages of a regency in code order; the codes are those of the edition of 2025.
pub(crate) fn village_estimates(regency: &str) -> Result<Vec<VillageEstimate>, ReferenceFault> {
    let prefix = format!("{regency}.");
    let mut villages = Vec::new();
    for row in rows("population/village_estimates.csv", VILLAGE_ESTIMATES)? {
        if row.get(0)?.starts_with(&prefix) {
            villages.push(VillageEstimate { code: row.text(0)?, people: row.number(3)? });
        }
    }
    Ok(villages)
}

pub(crate) fn tokens() -> Result<Vec<Token>, ReferenceFault> {
    rows("names/tokens.csv", TOKENS)?
        .iter()
        .map(|row| {
            let place = match row.get(3)? {
                "any" => Place::Any,
                "first" => Place::First,
                "last" => Place::Last,
                "head" => Place::Head,
                _ => return Err(row.unexpected(3)),
            };
            Ok(Token {
                word: row.get(0)?.to_uppercase(),
                count_female: row.number(1)?,
                count_male: row.number(2)?,
                place,
                era: era(row.get(4)?).ok_or_else(|| row.unexpected(4))?,
                javanese: row.get(5)? == "java",
            })
        })
        .collect()
}

pub(crate) fn local_tokens() -> Result<Vec<LocalToken>, ReferenceFault> {
    rows("names/local_tokens.csv", LOCAL_TOKENS)?
        .iter()
        .map(|row| {
            let community = match row.get(3)? {
                "sasak" => Community::Sasak,
                "bali" => Community::Balinese,
                "java" => Community::Javanese,
                "palembang" => Community::Palembang,
                _ => return Err(row.unexpected(3)),
            };
            Ok(LocalToken {
                word: row.get(0)?.to_uppercase(),
                female: row.get(1)? == "F",
                era: era(row.get(2)?).ok_or_else(|| row.unexpected(2))?,
                community,
            })
        })
        .collect()
}

pub(crate) fn compounds() -> Result<Vec<Compound>, ReferenceFault> {
    rows("names/compounds.csv", COMPOUNDS)?
        .iter()
        .map(|row| {
            let (head, second) = (row.get(0)?.to_uppercase(), row.get(2)?.to_uppercase());
            Ok(Compound { head, second, female: row.get(1)? == "F" })
        })
        .collect()
}

fn era(text: &str) -> Option<Era> {
    match text {
        "old" => Some(Era::Old),
        "any" => Some(Era::Any),
        "young" => Some(Era::Young),
        _ => None,
    }
}
