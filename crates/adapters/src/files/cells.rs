//! How a cell of a workbook becomes text.

use calamine::{Data, DataRef, ExcelDateTime};

/// Excel keeps 15 digits: from here on a number may have lost some.
const DIGITS_KEPT_BELOW: f64 = 1e15;
/// From here on not even the file's number has a digit for each integer (2⁵³).
const INTEGERS_BELOW: f64 = 9_007_199_254_740_992.0;
/// The first day that Excel does not have: 1 January 10000.
const SERIALS_BELOW: f64 = 2_958_466.0;

/// The text of a cell that is streamed.
pub(super) fn text_of_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => blank_separators((*text).to_owned()),
        DataRef::String(text) => blank_separators(text.clone()),
        DataRef::Int(number) => whole(*number as f64),
        DataRef::Float(number) => self::number(*number),
        DataRef::Bool(truth) => self::truth(*truth),
        DataRef::DateTime(moment) => self::moment(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// The text of a cell that is held.
pub(super) fn text_of(value: &Data) -> String {
    match value {
        Data::String(text) => blank_separators(text.clone()),
        Data::Int(number) => whole(*number as f64),
        Data::Float(number) => self::number(*number),
        Data::Bool(truth) => self::truth(*truth),
        Data::DateTime(moment) => self::moment(moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// Turns the separators U+001C to U+001F, which registry exports carry inside names and numbers, into blanks.
pub(super) fn blank_separators(text: String) -> String {
    let is_separator = |byte: u8| (0x1C..=0x1F).contains(&byte);
    if !text.bytes().any(is_separator) {
        return text;
    }
    text.chars().map(|letter| if ('\u{1C}'..='\u{1F}').contains(&letter) { ' ' } else { letter }).collect()
}

fn truth(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

fn number(number: f64) -> String {
    if number.fract() == 0.0 { whole(number) } else { number.to_string() }
}

/// Digits, unless they cannot be trusted: then the form in which Excel itself shows such a number.
fn whole(number: f64) -> String {
    let size = number.abs();
    if size < DIGITS_KEPT_BELOW {
        return format!("{number:.0}");
    }
    let digits = format!("{number:.0}");
    if size < INTEGERS_BELOW && !digits.ends_with('0') {
        return digits;
    }
    let scientific = format!("{number:.14E}");
    match scientific.split_once('E') {
        Some((mantissa, power)) if mantissa.contains('.') => {
            format!("{}E+{power}", mantissa.trim_end_matches('0').trim_end_matches('.'))
        }
        _ => scientific,
    }
}

/// A day as `2024-12-31`, a moment as `2024-12-31T08:15:00`; what is no day of the calendar stays the number that it is.
fn moment(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if !moment.is_datetime() || !(1.0..SERIALS_BELOW).contains(&serial) {
        return number(serial);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_keep_their_digits_or_say_that_they_lost_some() {
        let check = |number: f64, text: &str| assert_eq!(super::number(number), text);
        check(0.0, "0");
        check(-19.0, "-19");
        check(36526.0, "36526");
        check(0.5, "0.5");
        check(999_999_999_999_999.0, "999999999999999");
        check(5_208_010_101_900_001.0, "5208010101900001");
        check(5_208_010_101_900_010.0, "5.20801010190001E+15");
        check(5_208_010_101_900_000.0, "5.2080101019E+15");
        check(5e15, "5E+15");
        check(9_101_010_101_900_002.0, "9.1010101019E+15");
    }

    #[test]
    fn days_are_iso_and_impossible_days_stay_numbers() {
        let check = |serial: f64, kind, text: &str| assert_eq!(moment(&ExcelDateTime::new(serial, kind, false)), text);
        check(36526.0, ExcelDateTimeType::DateTime, "2000-01-01");
        check(36526.5, ExcelDateTimeType::DateTime, "2000-01-01T12:00:00");
        check(1.0, ExcelDateTimeType::DateTime, "1900-01-01");
        check(-5.0, ExcelDateTimeType::DateTime, "-5");
        check(1e300, ExcelDateTimeType::DateTime, "1E+300");
        check(0.25, ExcelDateTimeType::TimeDelta, "0.25");
    }
}
