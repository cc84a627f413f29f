//! The default alphabet of short messages (GSM 03.38, 3GPP TS 23.038 section 6.2.1).

/// What fits into one message, septets.
pub const SEPTETS_MAX: usize = 160;

/// One septet each.
const BASIC: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Two septets each: an escape, then the character.
const EXTENDED: &str = "^{}\\[~]|€";

/// How many septets a text takes; `None` when a character is not of the alphabet.
pub fn septets(text: &str) -> Option<usize> {
    text.chars().map(width).sum()
}

fn width(character: char) -> Option<usize> {
    match character {
        _ if BASIC.contains(character) => Some(1),
        _ if EXTENDED.contains(character) => Some(2),
        _ => None,
    }
}

/// The text in the alphabet: typographic marks become plain ones, what is unknown becomes a question mark.
pub fn gsm_text(text: &str) -> String {
    let plain = |character| match character {
        '\u{2018}' | '\u{2019}' | '`' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        '\u{a0}' | '\t' => ' ',
        other if width(other).is_some() => other,
        _ => '?',
    };
    text.chars().map(plain).collect()
}
