//! The alphabet of short messages, and how many parts a text takes: 3GPP TS 23.038 §6.2.1, TS 23.040 §9.2.3.24.
//!
//! A text in the default alphabet has 7 bits a character (a *septet*; the extension table takes two), any other goes as UTF-16 for the whole
//! message. A message of several parts pays for the header that joins them. Each part costs.

/// The default alphabet, each character at its code; the code 0x1B is the escape to [`EXTENSION`] and stands here as U+001B.
const ALPHABET: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// The escape to the extension table.
const ESCAPE: char = '\u{1b}';
/// The extension table: a character and its code after the escape.
const EXTENSION: [(char, u8); 10] =
    [('\u{c}', 0x0A), ('^', 0x14), ('{', 0x28), ('}', 0x29), ('\\', 0x2F), ('[', 0x3C), ('~', 0x3D), (']', 0x3E), ('|', 0x40), ('€', 0x65)];

/// Septets of a message alone, and of each part when there are several.
const SEPTETS: (usize, usize) = (160, 153);
/// The same in UTF-16 units.
const UNITS: (usize, usize) = (70, 67);

/// How many septets a text takes; `None` when a character is in neither table.
pub fn septets(text: &str) -> Option<usize> {
    text.chars().map(|character| codes(character).map(|(escaped, _)| 1 + usize::from(escaped))).sum()
}

/// How many parts a text is sent in; an empty text is one.
pub fn parts(text: &str) -> usize {
    match septets(text) {
        Some(whole) => {
            packed(whole, SEPTETS, text.chars().map(|character| 1 + usize::from(EXTENSION.iter().any(|row| row.0 == character))))
        }
        None => packed(text.encode_utf16().count(), UNITS, text.chars().map(char::len_utf16)),
    }
}

/// The septets of a text, one an octet, as SMPP has them; `None` when a character is in neither table.
pub fn encode(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(text.len());
    for character in text.chars() {
        let (escaped, code) = codes(character)?;
        if escaped {
            octets.push(ESCAPE as u8);
        }
        octets.push(code);
    }
    Some(octets)
}

/// The text of septets, one an octet. What is in no table becomes U+FFFD, an unknown extension its character without the escape (TS 23.038
/// §6.2.1.1).
pub fn decode(octets: &[u8]) -> String {
    let basic = |code: u8| ALPHABET.chars().nth(usize::from(code)).unwrap_or(char::REPLACEMENT_CHARACTER);
    let mut text = String::with_capacity(octets.len());
    let mut rest = octets.iter().copied();
    while let Some(code) = rest.next() {
        if basic(code) != ESCAPE {
            text.push(basic(code));
        } else if let Some(code) = rest.next() {
            text.push(EXTENSION.iter().find(|row| row.1 == code).map_or_else(|| basic(code), |row| row.0));
        }
    }
    text
}

/// Whether a character needs the escape, and its code.
fn codes(character: char) -> Option<(bool, u8)> {
    if let Some((_, code)) = EXTENSION.iter().find(|row| row.0 == character) {
        return Some((true, *code));
    }
    let place = ALPHABET.chars().position(|known| known == character).filter(|_| character != ESCAPE)?;
    u8::try_from(place).ok().map(|code| (false, code))
}

/// Parts of characters of these sizes, of which none is cut in two.
fn packed(whole: usize, (alone, joined): (usize, usize), sizes: impl Iterator<Item = usize>) -> usize {
    if whole <= alone {
        return 1;
    }
    let (parts, _) = sizes.fold((1, 0), |(parts, used), size| if used + size > joined { (parts + 1, size) } else { (parts, used + size) });
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ALPHABET, EXTENSION, decode, encode, parts, septets};

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(ALPHABET.chars().count(), 128);
        for (character, code) in [('@', 0), ('Δ', 0x10), ('Æ', 0x1C), (' ', 0x20), ('¡', 0x40), ('Ä', 0x5B), ('¿', 0x60), ('à', 0x7F)]
        {
            assert_eq!(encode(&character.to_string()), Some(vec![code]), "{character}");
        }
        assert_eq!(encode("€"), Some(vec![0x1B, 0x65]));
        assert_eq!((septets("\u{1b}"), septets("`"), septets("ç")), (None, None, None));
    }

    #[test]
    fn parts_are_counted_at_their_borders() {
        let cases = [
            (String::new(), Some(0), 1),
            ("a".repeat(160), Some(160), 1),
            ("a".repeat(161), Some(161), 2),
            ("a".repeat(306), Some(306), 2),
            ("a".repeat(307), Some(307), 3),
            ("€".repeat(80), Some(160), 1),
            // 153 is odd: the last septet of each part stays empty.
            ("€".repeat(152), Some(304), 2),
            ("€".repeat(153), Some(306), 3),
            ("“".repeat(70), None, 1),
            ("“".repeat(71), None, 2),
            ("“".repeat(134), None, 2),
            ("“".repeat(135), None, 3),
            ("😀".repeat(35), None, 1),
            ("😀".repeat(66), None, 2),
            ("😀".repeat(67), None, 3),
        ];
        for (text, expected, count) in cases {
            assert_eq!((septets(&text), parts(&text)), (expected, count), "{} characters", text.chars().count());
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_read_back(picks in prop::collection::vec(0usize..138, 0..400)) {
            let all: Vec<char> = ALPHABET.chars().filter(|c| *c != '\u{1b}').chain(EXTENSION.iter().map(|row| row.0)).collect();
            let text: String = picks.iter().filter_map(|pick| all.get(*pick)).collect();
            let octets = encode(&text).unwrap();
            prop_assert_eq!(Some(octets.len()), septets(&text));
            prop_assert_eq!(decode(&octets), text);
        }

        #[test]
        fn any_octets_are_read(octets in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(decode(&octets).chars().count() <= octets.len());
        }
    }
}
