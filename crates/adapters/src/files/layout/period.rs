//! The day as of which a file speaks, from the line `PERIODE : 31 Desember 2016` of its title block.

use jiff::civil::{Date, date};

const MONTHS: [&str; 12] =
    ["JANUARI", "FEBRUARI", "MARET", "APRIL", "MEI", "JUNI", "JULI", "AGUSTUS", "SEPTEMBER", "OKTOBER", "NOVEMBER", "DESEMBER"];

/// The day, if this row says one: of a period its last day, of a month its last day.
pub(super) fn of(cells: &[String]) -> Option<Date> {
    let at = cells.iter().position(|cell| cell.trim_start().get(..7).is_some_and(|start| start.eq_ignore_ascii_case("periode")))?;
    let text = cells.get(at..)?.join(" ").to_uppercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (0..words.len()).rev().find_map(|from| day_at(words.get(from..)?)).filter(|day| (1945..=9999).contains(&day.year()))
}

/// A day that begins with the first of these words: `31 12 2016`, `2016 12 31`, `31 DESEMBER 2016`, `DESEMBER 2016`.
fn day_at(words: &[&str]) -> Option<Date> {
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<i16>().ok());
    let month = |at: usize| {
        let word = *words.get(at)?;
        MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word)).map(|month| month as i8 + 1)
    };
    let small = |at: usize| number(at).and_then(|number| i8::try_from(number).ok());
    if let (Some(day), Some(month), Some(year)) = (small(0), month(1).or_else(|| small(1)), number(2)) {
        return Date::new(year, month, day).ok();
    }
    if let (Some(year), Some(month), Some(day)) = (number(0).filter(|year| *year > 31), small(1), small(2)) {
        return Date::new(year, month, day).ok();
    }
    let (month, year) = (month(0)?, number(1)?);
    Some(Date::new(year, month, 1).unwrap_or(date(1, 1, 1)).last_of_month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_offices_write_them() {
        let check = |cells: &[&str], day: Option<Date>| {
            assert_eq!(of(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()), day, "{cells:?}");
        };
        check(&["PERIODE : 31-12-2016"], Some(date(2016, 12, 31)));
        check(&["Periode", ":", "31 Desember 2016"], Some(date(2016, 12, 31)));
        check(&["PERIODE", "", "DES 2016"], Some(date(2016, 12, 31)));
        check(&["PERIODE: FEBRUARI 2016"], Some(date(2016, 2, 29)));
        check(&["PERIODE", "2016-12-31"], Some(date(2016, 12, 31)));
        check(&["PERIODE : 01/07/2016 S/D 31/12/2016"], Some(date(2016, 12, 31)));
        check(&["PERIODE :"], None);
        check(&["PERIODE : 2016"], None);
        check(&["KECAMATAN : PERIODE"], None);
    }
}
