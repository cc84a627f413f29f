//! Texts in the default alphabet of short messages, see [`crate::gsm`].

use crate::gsm::septets;

/// What fits into one message, septets.
pub const SEPTETS_MAX: usize = 160;

/// The text in the alphabet: typographic marks become plain ones, what is unknown becomes a question mark.
pub fn gsm_text(text: &str) -> String {
    let known = |character: char| septets(character.encode_utf8(&mut [0; 4])).is_some();
    let plain = |character| match character {
        '\u{2018}' | '\u{2019}' | '`' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        '\u{a0}' | '\t' => ' ',
        other if known(other) => other,
        _ => '?',
    };
    text.chars().map(plain).collect()
}
