//! The areas of an office as they were on a day: the tables hold today's edition, and this takes later changes back.

use jiff::civil::Date;

use super::{AreaKind, AreaRow, ReferenceFault, areas, rows};

const HISTORY: &str = include_str!("../../../../data/areas/history.csv");
const SUBDISTRICTS_SINCE: &str = include_str!("../../../../data/areas/subdistricts_since.csv");

/// Areas of one day, and what today's edition calls those that have changed since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AreasOnDay {
    /// As [`areas`], each list in code order.
    pub areas: Vec<AreaRow>,
    /// Areas of the office whose code or name is another one today.
    pub later: Vec<LaterArea>,
}

/// What today's edition calls an area that had another code or name on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterArea {
    /// Dotted code on the day, e.g. `"16.71.02.1007"`.
    pub code: String,
    /// Dotted code today, e.g. `"16.71.17.1001"`.
    pub later_code: String,
    /// Name today, e.g. `"Delapan Ulu"`.
    pub later_name: String,
}

/// One difference between two editions of the area codes.
struct Change {
    edition: i16,
    kind: ChangeKind,
    code: String,
    old_name: String,
    old_code: String,
}

enum ChangeKind {
    Added,
    Renamed,
    Recoded,
}

/// The areas in force on a day: those of the latest edition of that year or before, the oldest being that of 2016 (Permendagri 56/2015).
///
/// An edition counts from the first of January of the year that it is named after. Renamed villages are known for the five offices of
/// `history.csv` only; subdistricts that are younger than the day are left out in the whole country.
pub fn areas_on(regency: &str, day: Date) -> Result<AreasOnDay, ReferenceFault> {
    let changes = changes_after(regency, day)?;
    let younger = subdistricts_after(day)?;
    let (mut own, mut others) = (Vec::new(), Vec::new());
    let prefix = format!("{regency}.");
    for area in areas(regency)? {
        if area.code.starts_with(&prefix) {
            own.push(Dated { later_code: area.code.clone(), later_name: area.name.clone(), area });
        } else if younger.binary_search(&area.code).is_err() {
            others.push(area);
        }
    }
    for change in &changes {
        change.take_back(&mut own);
    }
    let later = own.iter().filter_map(Dated::later).collect();
    others.extend(own.into_iter().map(|dated| dated.area));
    without_the_empty(&mut others);
    others.sort_by(|one, other| (level(one), &one.code).cmp(&(level(other), &other.code)));
    Ok(AreasOnDay { areas: others, later })
}

/// The code that a village of today had on a day; `None` for one that was not founded yet.
pub(crate) fn code_on(regency: &str, day: Date) -> Result<impl Fn(&str) -> Option<String>, ReferenceFault> {
    let changes = changes_after(regency, day)?;
    Ok(move |code: &str| {
        let mut code = code.to_owned();
        for change in changes.iter().filter(|change| change.edition > day.year()) {
            match change.kind {
                ChangeKind::Added if change.code == code => return None,
                ChangeKind::Recoded if change.code == code => code.clone_from(&change.old_code),
                _ => {}
            }
        }
        Some(code)
    })
}

/// Dotted codes of the villages of `regency` that were added after the edition of 2018 and before the day, in code order.
///
/// Real cases of villages whose residents hold cards with an older address (Lombok Utara: ten).
pub fn new_villages(regency: &str, day: Date) -> Result<Vec<String>, ReferenceFault> {
    let mut codes = Vec::new();
    for row in rows("areas/history.csv", HISTORY)? {
        let between = row.get(1)? >= "2018" && row.number(2)? <= day.year().unsigned_abs().into();
        let village = row.get(4)?.len() == 13;
        if row.get(0)? == regency && between && village && row.get(3)? == "added" {
            codes.push(row.text(4)?);
        }
    }
    codes.sort_unstable();
    Ok(codes)
}

/// An area of the office on its way back in time.
struct Dated {
    area: AreaRow,
    later_code: String,
    later_name: String,
}

impl Dated {
    fn later(&self) -> Option<LaterArea> {
        let same = self.area.code == self.later_code && self.area.name == self.later_name;
        let later = || LaterArea { code: self.area.code.clone(), later_code: self.later_code.clone(), later_name: self.later_name.clone() };
        (!same).then(later)
    }
}

impl Change {
    fn take_back(&self, areas: &mut Vec<Dated>) {
        let Some(at) = areas.iter().position(|dated| dated.area.code == self.code) else { return };
        match (&self.kind, areas.get_mut(at)) {
            (ChangeKind::Added, _) => drop(areas.remove(at)),
            (ChangeKind::Renamed, Some(dated)) => dated.area.name.clone_from(&self.old_name),
            (ChangeKind::Recoded, Some(dated)) => {
                dated.area.name.clone_from(&self.old_name);
                dated.area.code.clone_from(&self.old_code);
            }
            (_, None) => {}
        }
    }
}

/// Changes of the regency in editions after the day, the latest first.
fn changes_after(regency: &str, day: Date) -> Result<Vec<Change>, ReferenceFault> {
    let mut changes = Vec::new();
    for row in rows("areas/history.csv", HISTORY)? {
        let edition = i16::try_from(row.number(2)?).map_err(|_| row.unexpected(2))?;
        if row.get(0)? != regency || edition <= day.year() {
            continue;
        }
        let kind = match row.get(3)? {
            "added" => ChangeKind::Added,
            "renamed" => ChangeKind::Renamed,
            "recoded" => ChangeKind::Recoded,
            _ => return Err(row.unexpected(3)),
        };
        changes.push(Change { edition, kind, code: row.text(4)?, old_name: row.text(5)?, old_code: row.text(7)? });
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.edition));
    Ok(changes)
}

/// Codes of the subdistricts that came with editions after the day, in order.
fn subdistricts_after(day: Date) -> Result<Vec<String>, ReferenceFault> {
    let mut codes = Vec::new();
    for row in rows("areas/subdistricts_since.csv", SUBDISTRICTS_SINCE)? {
        if row.number(1)? > u32::from(day.year().unsigned_abs()) {
            codes.push(row.text(0)?);
        }
    }
    codes.sort_unstable();
    Ok(codes)
}

/// Drops regencies without subdistricts and provinces without regencies: they are younger than the day.
fn without_the_empty(areas: &mut Vec<AreaRow>) {
    for lower in [AreaKind::Subdistrict, AreaKind::Regency] {
        let length = if lower == AreaKind::Subdistrict { 5 } else { 2 };
        let below = if lower == AreaKind::Subdistrict { 8 } else { 5 };
        let children = areas.iter().filter(|area| area.code.len() == below);
        let parents: std::collections::BTreeSet<String> = children.filter_map(|area| area.code.get(..length).map(str::to_owned)).collect();
        areas.retain(|area| area.code.len() != length || parents.contains(&area.code));
    }
}

/// Provinces, then regencies and cities, then subdistricts, then villages.
fn level(area: &AreaRow) -> usize {
    area.code.len()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn count(found: &AreasOnDay, prefix: &str, length: usize) -> usize {
        found.areas.iter().filter(|area| area.code.starts_with(prefix) && area.code.len() == length).count()
    }

    #[test]
    fn each_office_has_the_areas_of_its_day() {
        for (regency, day, subdistricts, villages, later) in [
            ("35.79", date(2021, 2, 8), 3, 24, 0),
            ("52.02", date(2018, 11, 28), 12, 139, 2),
            ("35.05", date(2016, 8, 31), 22, 248, 0),
            ("52.08", date(2022, 11, 25), 5, 43, 0),
            ("16.71", date(2016, 11, 10), 16, 107, 98),
            ("16.71", date(2026, 1, 1), 18, 107, 0),
            ("52.02", date(2026, 1, 1), 12, 154, 0),
        ] {
            let found = areas_on(regency, day).unwrap();
            let prefix = format!("{regency}.");
            assert_eq!((count(&found, &prefix, 8), count(&found, &prefix, 13)), (subdistricts, villages), "{regency} {day}");
            assert_eq!(found.later.len(), later, "{regency} {day}");
        }
    }

    #[test]
    fn palembang_has_the_names_of_2016_and_knows_those_of_today() {
        let found = areas_on("16.71", date(2016, 11, 10)).unwrap();
        let name = |code: &str| found.areas.iter().find(|area| area.code == code).map(|area| area.name.as_str());
        assert_eq!(name("16.71.02"), Some("Seberang Ulu I"));
        assert_eq!(name("16.71.02.1007"), Some("8 Ulu"));
        assert_eq!(name("16.71.09.1005"), Some("Pipa Jaya"));
        assert_eq!(name("16.71.17"), None, "Jakabaring came later");
        let today = found.later.iter().find(|later| later.code == "16.71.02.1007").unwrap();
        assert_eq!((today.later_code.as_str(), today.later_name.as_str()), ("16.71.17.1001", "Delapan Ulu"));
    }

    #[test]
    fn on_the_last_day_nothing_is_taken_back() {
        let found = areas_on("16.71", date(2026, 1, 1)).unwrap();
        assert_eq!(found.areas, areas("16.71").unwrap());
    }

    #[test]
    fn younger_provinces_are_left_out() {
        let found = areas_on("35.05", date(2016, 8, 31)).unwrap();
        assert_eq!(count(&found, "", 2), 34);
        assert!(found.areas.iter().all(|area| !area.code.starts_with("93")));
        assert_eq!(count(&found, "", 8), 7_285 - 713);
    }

    #[test]
    fn lombok_utara_gained_ten_villages() {
        let codes = new_villages("52.08", date(2022, 11, 25)).unwrap();
        assert_eq!(codes.len(), 10);
        assert_eq!(codes.first().map(String::as_str), Some("52.08.01.2008"));
        assert_eq!(new_villages("52.08", date(2018, 11, 25)).unwrap(), Vec::<String>::new());
    }
}
