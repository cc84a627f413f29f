//! Cleaning that cannot change the meaning of a cell, with a record of what was done.

use std::borrow::Cow;

use super::{Cleaned, Cleaning, Column};
use crate::person::is_invisible;

/// A cell without what nobody sees or means: invisible and control characters, an apostrophe before a number or a sign, surplus blanks.
pub(super) fn cell<'a>(column: Column, cell: &'a str, done: &mut Vec<Cleaned>) -> Cow<'a, str> {
    if is_clean(cell) {
        return Cow::Borrowed(cell);
    }
    let mut note = |how| done.push(Cleaned { column, how });
    let mut seen = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '\u{a0}' | '\t' | '\n' | '\r' | '\u{2007}' | '\u{202f}' => seen.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            c => seen.push(c),
        }
    }
    if seen != cell {
        note(Cleaning::Invisible);
    }
    let text = match seen.trim_start().strip_prefix(['\'', '’', '`']) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '=' | '+' | '-' | '@')) => {
            note(Cleaning::Apostrophe);
            rest
        }
        _ => &seen,
    };
    let single = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if single != text {
        note(Cleaning::Blanks);
    }
    Cow::Owned(single)
}

fn is_clean(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let plain = bytes.iter().all(|byte| (b' '..=b'~').contains(byte));
    let edges = bytes.first().is_none_or(|byte| !matches!(byte, b' ' | b'\'' | b'`')) && bytes.last() != Some(&b' ');
    plain && edges && !cell.contains("  ")
}

/// The digits of a number without the dots, apostrophes, blanks and hyphens that some programs put between them.
pub(super) fn digits<'a>(column: Column, cell: &'a str, done: &mut Vec<Cleaned>) -> Cow<'a, str> {
    let between = |c: char| matches!(c, '.' | '\'' | '’' | '`' | ' ' | '-' | ',' | '/' | '_');
    if !cell.contains(between) {
        return Cow::Borrowed(cell);
    }
    done.push(Cleaned { column, how: Cleaning::Separators });
    Cow::Owned(cell.chars().filter(|c| !between(*c)).collect())
}

/// Whether a cell says that there is nothing: empty, a dash, NULL, zeros alone.
pub(super) fn is_absent(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty() || cell.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.')) || is_null(cell)
}

/// Whether a cell is a word for nothing.
pub(super) fn is_null(cell: &str) -> bool {
    ["null", "n/a", "none", "nihil", "(null)", "tidak ada", "#n/a"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// The digits that a clerk's letters probably were: O for zero, I and l for one. `None` when there are others.
pub(super) fn letters_as_digits(text: &str) -> Option<String> {
    let as_digit = |c: char| match c {
        'O' | 'o' => Some('0'),
        'I' | 'l' | 'i' | '|' => Some('1'),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    };
    text.chars().map(as_digit).collect()
}

/// A number that Excel has shortened to 15 digits, as it shows it: `5.20801010190001E+15`, `5,20801E+15`.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    !number.is_empty() && digits && exponent.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit()) && exponent.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_is_recorded_and_never_done_twice() {
        for (before, after, how) in [
            ("SITI  AMINAH", "SITI AMINAH", &[Cleaning::Blanks][..]),
            ("\u{200b}SITI\u{a0}AMINAH", "SITI AMINAH", &[Cleaning::Invisible][..]),
            ("'001", "001", &[Cleaning::Apostrophe][..]),
            (" 'AINI", "'AINI", &[Cleaning::Blanks][..]),
            ("'=1+1", "=1+1", &[Cleaning::Apostrophe][..]),
            ("plain", "plain", &[][..]),
            ("", "", &[][..]),
            (" \u{feff} ", "", &[Cleaning::Invisible, Cleaning::Blanks][..]),
        ] {
            let mut done = Vec::new();
            let cleaned = cell(Column::Name, before, &mut done).into_owned();
            assert_eq!((cleaned.as_str(), done.iter().map(|one| one.how).collect::<Vec<_>>().as_slice()), (after, how), "{before:?}");
            let mut again = Vec::new();
            assert_eq!(cell(Column::Name, &cleaned, &mut again), cleaned);
            assert!(again.is_empty(), "{before:?}");
        }
    }

    #[test]
    fn numbers_are_joined_absent_or_rounded() {
        let mut done = Vec::new();
        assert_eq!(digits(Column::Nik, "5208.0152'0585-9001", &mut done), "5208015205859001");
        assert_eq!(done.len(), 1);
        for absent in ["", "0", "-", "0000000000000000", "NULL", " "] {
            assert!(is_absent(absent), "{absent}");
        }
        for rounded in ["5.20801010190001E+15", "5,208E+15", "5.2E15"] {
            assert!(is_rounded(rounded), "{rounded}");
        }
        for whole in ["5208010101900012", "E+15", "5.2", "SE15"] {
            assert!(!is_rounded(whole), "{whole}");
        }
        assert_eq!(letters_as_digits("52O8l").as_deref(), Some("52081"));
        assert_eq!(letters_as_digits("52A8"), None);
    }
}
