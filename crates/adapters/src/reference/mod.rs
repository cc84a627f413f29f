//! Reference tables built into the binary: areas, holidays and mobile prefixes.
//!
//! The files and their sources, editions and licences are in `data/*/README.md` at the root of the repository.

use std::io::Read;

use flate2::read::GzDecoder;
use jiff::civil::Date;

mod history;
mod rules;
pub(crate) mod tables;

pub(crate) use history::code_on;
pub use history::{AreasOnDay, LaterArea, areas_on, new_villages};
pub use rules::rule_book;

const PROVINCES: &str = include_str!("../../../../data/areas/provinces.csv");
const REGENCIES: &str = include_str!("../../../../data/areas/regencies.csv");
const SUBDISTRICTS: &str = include_str!("../../../../data/areas/subdistricts.csv");
const VILLAGES: &[u8] = include_bytes!("../../../../data/areas/villages.csv.gz");
const HOLIDAYS: &str = include_str!("../../../../data/holidays/holidays.csv");
const PREFIXES: &str = include_str!("../../../../data/phone/prefixes.csv");

/// A table of `data/` that could not be read: the build is damaged, since the tables are part of it.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceFault {
    /// The compressed bytes did not unpack.
    #[error("unpacking the reference table {table}")]
    Unpack {
        /// File name below `data/`.
        table: &'static str,
        /// What the decompressor said.
        #[source]
        source: std::io::Error,
    },
    /// A row is not CSV of the expected shape.
    #[error("reading the reference table {table}")]
    Rows {
        /// File name below `data/`.
        table: &'static str,
        /// What the CSV reader said.
        #[source]
        source: csv::Error,
    },
    /// A field is missing or holds a value that the table does not allow.
    #[error("reference table {table}: unexpected value {value:?} in column {column}")]
    Field {
        /// File name below `data/`.
        table: &'static str,
        /// Position of the column, from zero.
        column: usize,
        /// What stood there.
        value: String,
    },
    /// A rule table holds a word that the rules do not know.
    #[error("rule tables: {field} cannot be {text:?}")]
    Rule {
        /// The column.
        field: &'static str,
        /// What stood there.
        text: String,
    },
    /// A date is not a calendar date.
    #[error("reference table {table}: reading the date {value:?}")]
    Day {
        /// File name below `data/`.
        table: &'static str,
        /// What stood there.
        value: String,
        /// What the date parser said.
        #[source]
        source: jiff::Error,
    },
}

/// Level and legal form of an area (UU 23/2014 on regional government; UU 6/2014 on villages).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaKind {
    /// Provinsi.
    Province,
    /// Kabupaten.
    Regency,
    /// Kota.
    City,
    /// Kecamatan (distrik in Papua).
    Subdistrict,
    /// Desa, under the regency's guidance.
    Desa,
    /// Kelurahan, an office of the regency or city.
    Kelurahan,
    /// Desa adat, a customary village with a code of its own.
    DesaAdat,
}

/// One area as coded by the Ministry of Home Affairs (Kepmendagri 300.2.2-2430/2025).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    /// Dotted code: `"52"`, `"52.08"`, `"52.08.01"` or `"52.08.01.2001"`.
    pub code: String,
    /// Name as in the decree, e.g. `"Kabupaten Lombok Utara"` or `"Pemenang Barat"`.
    pub name: String,
    /// Level and legal form.
    pub kind: AreaKind,
}

/// One public holiday or day of collective leave (joint decrees of three ministers, SKB Tiga Menteri).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day, in the calendar of Indonesia.
    pub date: Date,
    /// `true` for cuti bersama (collective leave of the civil service), `false` for a public holiday.
    pub joint_leave: bool,
    /// Indonesian name; "(perkiraan)" marks an estimated date.
    pub name_id: String,
    /// English name.
    pub name_en: String,
}

/// All provinces, regencies, cities and subdistricts of Indonesia, then the villages of the one regency, each in code order.
///
/// `regency` is a dotted code such as `"52.08"`; an unknown one yields no villages.
pub fn areas(regency: &str) -> Result<Vec<AreaRow>, ReferenceFault> {
    let mut areas = Vec::with_capacity(8_200);
    for row in rows("areas/provinces.csv", PROVINCES)? {
        areas.push(AreaRow { code: row.text(0)?, name: row.text(1)?, kind: AreaKind::Province });
    }
    for row in rows("areas/regencies.csv", REGENCIES)? {
        let kind = match row.get(2)? {
            "regency" => AreaKind::Regency,
            "city" => AreaKind::City,
            _ => return Err(row.unexpected(2)),
        };
        areas.push(AreaRow { code: row.text(0)?, name: row.text(1)?, kind });
    }
    for row in rows("areas/subdistricts.csv", SUBDISTRICTS)? {
        areas.push(AreaRow { code: row.text(0)?, name: row.text(1)?, kind: AreaKind::Subdistrict });
    }
    areas.extend(villages(regency)?);
    Ok(areas)
}

/// Public holidays and collective leave, 2016 to 2027, by date.
pub fn holidays() -> Result<Vec<Holiday>, ReferenceFault> {
    let table = "holidays/holidays.csv";
    let mut days = Vec::new();
    for row in rows(table, HOLIDAYS)? {
        let value = row.text(0)?;
        let date = value.parse().map_err(|source| ReferenceFault::Day { table, value, source })?;
        let joint_leave = match row.get(1)? {
            "joint_leave" => true,
            "public" => false,
            _ => return Err(row.unexpected(1)),
        };
        days.push(Holiday { date, joint_leave, name_id: row.text(2)?, name_en: row.text(3)? });
    }
    days.sort_by_key(|day| (day.date, day.joint_leave));
    Ok(days)
}

/// National mobile prefixes in use, each of four digits such as `"0812"`, in order.
pub fn mobile_prefixes() -> Result<Vec<String>, ReferenceFault> {
    let mut prefixes = Vec::new();
    for row in rows("phone/prefixes.csv", PREFIXES)? {
        prefixes.push(row.text(0)?);
    }
    prefixes.sort_unstable();
    Ok(prefixes)
}

fn villages(regency: &str) -> Result<Vec<AreaRow>, ReferenceFault> {
    let table = "areas/villages.csv.gz";
    let mut text = String::new();
    GzDecoder::new(VILLAGES).read_to_string(&mut text).map_err(|source| ReferenceFault::Unpack { table, source })?;
    let prefix = format!("{regency}.");
    let mut found = Vec::new();
    // The codes are plain digits at the start of the line, so that only the wanted lines go through the CSV reader.
    let wanted: String = text.split_inclusive('\n').skip(1).filter(|line| line.starts_with(&prefix)).collect();
    for row in records(table, &wanted, csv::ReaderBuilder::new().has_headers(false))? {
        let kind = match row.get(2)? {
            "desa" => AreaKind::Desa,
            "kelurahan" => AreaKind::Kelurahan,
            "desa_adat" => AreaKind::DesaAdat,
            _ => return Err(row.unexpected(2)),
        };
        found.push(AreaRow { code: row.text(0)?, name: row.text(1)?, kind });
    }
    Ok(found)
}

/// One row of a table, with faults that name the table.
pub(crate) struct Row {
    table: &'static str,
    record: csv::StringRecord,
}

impl Row {
    pub(crate) fn get(&self, column: usize) -> Result<&str, ReferenceFault> {
        self.record.get(column).ok_or_else(|| self.unexpected(column))
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, ReferenceFault> {
        self.get(column).map(str::to_owned)
    }

    pub(crate) fn number(&self, column: usize) -> Result<u32, ReferenceFault> {
        self.get(column)?.parse().map_err(|_| self.unexpected(column))
    }

    pub(crate) fn unexpected(&self, column: usize) -> ReferenceFault {
        let value = self.record.get(column).unwrap_or_default().to_owned();
        ReferenceFault::Field { table: self.table, column, value }
    }
}

/// The rows of a table that has a header line.
pub(crate) fn rows(table: &'static str, text: &str) -> Result<Vec<Row>, ReferenceFault> {
    records(table, text, &csv::ReaderBuilder::new())
}

fn records(table: &'static str, text: &str, reader: &csv::ReaderBuilder) -> Result<Vec<Row>, ReferenceFault> {
    reader
        .from_reader(text.as_bytes())
        .into_records()
        .map(|record| record.map(|record| Row { table, record }))
        .collect::<Result<_, _>>()
        .map_err(|source| ReferenceFault::Rows { table, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_of_lombok_utara_are_complete() {
        let areas = areas("52.08").unwrap();
        let count = |kind| areas.iter().filter(|area| area.kind == kind).count();
        assert_eq!(count(AreaKind::Province), 38);
        assert_eq!(count(AreaKind::Regency) + count(AreaKind::City), 514);
        assert_eq!(count(AreaKind::Subdistrict), 7_285);
        assert_eq!(count(AreaKind::Desa), 43);
        assert!(areas.iter().any(|area| area.code == "52.08.05.2002" && area.name == "Pemenang Barat"));
    }

    #[test]
    fn every_area_has_its_parent() {
        let areas = areas("16.71").unwrap();
        let codes: std::collections::BTreeSet<_> = areas.iter().map(|area| area.code.as_str()).collect();
        assert_eq!(codes.len(), areas.len());
        for area in &areas {
            if let Some((parent, _)) = area.code.rsplit_once('.') {
                assert!(codes.contains(parent), "{} has no parent", area.code);
            }
        }
        assert_eq!(areas.iter().filter(|area| area.kind == AreaKind::Kelurahan).count(), 107);
    }

    #[test]
    fn holidays_hold_the_known_days() {
        let days = holidays().unwrap();
        assert_eq!(days.len(), 283);
        let new_year: Date = "2022-01-01".parse().unwrap();
        assert!(days.iter().any(|day| day.date == new_year && !day.joint_leave));
        assert!(days.iter().any(|day| day.joint_leave));
        assert!(days.is_sorted_by_key(|day| day.date));
    }

    #[test]
    fn mobile_prefixes_are_four_digits() {
        let prefixes = mobile_prefixes().unwrap();
        assert_eq!(prefixes.len(), 38);
        assert!(prefixes.iter().all(|prefix| prefix.len() == 4 && prefix.starts_with("08")));
    }
}
