//! Cleaning of a cell: what cannot change its meaning is done, and noted.

use std::borrow::Cow;

use super::Cleaning;
use crate::person::is_invisible;

/// The cell as it is read. Blanks around it are nobody's concern and go without a note; anything else that is taken out is noted.
/// What is clean stays as it is.
pub(super) fn clean(raw: &str, note: impl FnMut(Cleaning)) -> Cow<'_, str> {
    let raw = raw.trim_matches(' ');
    if is_plain(raw) { Cow::Borrowed(raw) } else { Cow::Owned(cleaned(raw, note)) }
}

/// Whether nothing has to be looked at closer, which is so for nearly every cell.
fn is_plain(text: &str) -> bool {
    let mut after_blank = false;
    for byte in text.bytes() {
        match byte {
            b' ' if after_blank => return false,
            b' ' => after_blank = true,
            b'!'..=b'~' => after_blank = false,
            _ => return false,
        }
    }
    !text.starts_with('\'')
}

fn cleaned(raw: &str, mut note: impl FnMut(Cleaning)) -> String {
    let mut text = String::with_capacity(raw.len());
    let (mut invisible, mut blanks) = (false, false);
    for c in raw.chars() {
        if c.is_whitespace() {
            let surplus = text.is_empty() || text.ends_with(' ');
            blanks |= surplus || c != ' ';
            if !surplus {
                text.push(' ');
            }
        } else if c.is_control() || is_invisible(c) {
            invisible = true;
        } else {
            text.push(c);
        }
    }
    text.truncate(text.trim_end_matches(' ').len());
    if invisible {
        note(Cleaning::Invisible);
    }
    if blanks {
        note(Cleaning::Blanks);
    }
    match without_mark(&text) {
        Some(rest) => {
            note(Cleaning::Apostrophe);
            rest.to_owned()
        }
        None => text,
    }
}

/// The cell without the apostrophe by which Excel marks text. Before a letter it may belong to a name ('AISYAH) and stays.
fn without_mark(text: &str) -> Option<&str> {
    if !text.starts_with('\'') {
        return None;
    }
    let rest = text.trim_start_matches(['\'', ' ']);
    let marks = text.get(..text.len() - rest.len()).unwrap_or_default();
    let marked = rest.is_empty() || marks.contains(' ') || rest.starts_with(|c: char| c.is_ascii_digit() || "=+-@".contains(c));
    marked.then_some(rest)
}

/// Whether a clean cell says nothing: empty, signs alone, or a database's word for nothing.
pub(super) fn is_absent(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'-' | b'.' | b'/' | b'_' | b' ' | b'\''))
        || ["NULL", "(NULL)", "[NULL]", "\\N", "#N/A", "N/A"].iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

/// A letter that is taken for a digit when it is typed: O for 0, I and l for 1; and digits of other scripts. `None` for any other sign.
fn lookalike_digit(c: char) -> Option<char> {
    match c {
        'O' | 'o' => Some('0'),
        'I' | 'i' | 'l' | '|' => Some('1'),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        _ => None,
    }
}

/// The text with every such letter as the digit; `None` when there is none in it.
pub(super) fn with_digits(text: &str) -> Option<String> {
    let mended: String = text.chars().map(|c| lookalike_digit(c).unwrap_or(c)).collect();
    (mended != text).then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str, how: &[Cleaning]) {
        let mut noted = Vec::new();
        assert_eq!(clean(raw, |cleaning| noted.push(cleaning)), expected, "{raw:?}");
        assert_eq!(noted, how, "{raw:?}");
        let mut again = Vec::new();
        assert_eq!(clean(expected, |cleaning| again.push(cleaning)), expected, "{raw:?} twice");
        assert_eq!(again, [], "{raw:?} twice");
    }

    #[test]
    fn a_cell_is_cleaned_with_a_record() {
        check("SITI AMINAH", "SITI AMINAH", &[]);
        check("  SITI AMINAH   ", "SITI AMINAH", &[]);
        check("", "", &[]);
        check("SITI  AMINAH", "SITI AMINAH", &[Cleaning::Blanks]);
        check("SITI\u{a0}AMINAH", "SITI AMINAH", &[Cleaning::Blanks]);
        check("SENT FOR\r\nCARD PRINTING", "SENT FOR CARD PRINTING", &[Cleaning::Blanks]);
        check("\u{feff}5208", "5208", &[Cleaning::Invisible]);
        check("52\u{200b}0\u{1}8", "5208", &[Cleaning::Invisible]);
        check("\u{200b}'001", "001", &[Cleaning::Invisible, Cleaning::Apostrophe]);
        check("'001", "001", &[Cleaning::Apostrophe]);
        check("''001", "001", &[Cleaning::Apostrophe]);
        check("'+62812", "+62812", &[Cleaning::Apostrophe]);
        check("'=1+1", "=1+1", &[Cleaning::Apostrophe]);
        check("'\tJALAN", "JALAN", &[Cleaning::Blanks, Cleaning::Apostrophe]);
        check("'", "", &[Cleaning::Apostrophe]);
        check("'AISYAH", "'AISYAH", &[]);
        check("ÉLISE", "ÉLISE", &[]);
    }

    #[test]
    fn nothing_has_many_words() {
        for nothing in ["", "-", "--", "...", "NULL", "null", "(null)", "\\N", "#N/A"] {
            assert!(is_absent(nothing), "{nothing}");
        }
        for something in ["0", "A", "NULLAH", "12"] {
            assert!(!is_absent(something), "{something}");
        }
    }
}
