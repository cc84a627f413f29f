//! What gateways say of a message in words: receipts and error codes. Pure.
//!
//! SMPP leaves the text of a receipt to the SMSC (SMPP 3.4 appendix B is an example): it is read leniently, and only what is understood is kept.
//! The beginning of the message, which receipts repeat after `text:`, never is.

use app::gateway::ReceiptState;

/// The longest reason that is kept, in characters.
const REASON_CHARACTERS_MAX: usize = 160;
/// So many digits in a row may be a phone number.
const PHONE_DIGITS_MIN: usize = 7;

/// What was understood of a receipt's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Receipt {
    /// The gateway's number of the message.
    pub id: Option<String>,
    /// How far it is, when the text says so in a word that is known.
    pub state: Option<ReceiptState>,
    /// The words for it.
    pub reason: String,
}

/// Reads a receipt's text, as `id:4711 sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:DELIVRD err:000 text:…`, with its fields
/// in any order, in any case, and any of them missing.
pub(super) fn read(text: &str) -> Receipt {
    let lower = text.to_ascii_lowercase();
    let before = key(&lower, "text").and_then(|(start, _)| text.get(..start)).unwrap_or(text);
    let field = |name| value(before, name).or_else(|| value(text, name));
    let stat = field("stat").filter(|word| word.len() <= 20);
    let err = field("err").filter(|word| word.len() <= 8);
    let reason = [("stat", stat), ("err", err)].into_iter().filter_map(|(name, word)| word.map(|word| format!("{name}:{word}")));
    Receipt {
        id: field("id").filter(|id| id.len() <= 64).map(str::to_owned),
        state: stat.and_then(state_of),
        reason: clean(&reason.collect::<Vec<_>>().join(" ")),
    }
}

/// The state that a word of a receipt means. Networks cut and spell them differently: their beginning decides.
pub(super) fn state_of(word: &str) -> Option<ReceiptState> {
    let word = word.to_ascii_uppercase();
    let states = [
        ("DELIV", ReceiptState::Delivered),
        ("EXPIR", ReceiptState::Failed { permanent: false }),
        ("DELET", ReceiptState::Failed { permanent: false }),
        ("SKIP", ReceiptState::Failed { permanent: false }),
        ("FAIL", ReceiptState::Failed { permanent: false }),
        ("UNDELIV", ReceiptState::Failed { permanent: true }),
        ("REJ", ReceiptState::Failed { permanent: true }),
        ("ACCEP", ReceiptState::Underway),
        ("ENROUT", ReceiptState::Underway),
        ("SCHED", ReceiptState::Underway),
        ("BUFF", ReceiptState::Underway),
        ("UNKN", ReceiptState::Underway),
    ];
    states.into_iter().find(|(beginning, _)| word.starts_with(beginning)).map(|(_, state)| state)
}

/// The state that a `message_state` means (SMPP 3.4 §5.2.28), with its word.
pub(super) fn state_of_code(code: u8) -> (ReceiptState, &'static str) {
    match code {
        0 => (ReceiptState::Underway, "SCHEDULED"),
        1 => (ReceiptState::Underway, "ENROUTE"),
        2 => (ReceiptState::Delivered, "DELIVERED"),
        3 => (ReceiptState::Failed { permanent: false }, "EXPIRED"),
        4 => (ReceiptState::Failed { permanent: false }, "DELETED"),
        5 => (ReceiptState::Failed { permanent: true }, "UNDELIVERABLE"),
        6 => (ReceiptState::Underway, "ACCEPTED"),
        8 => (ReceiptState::Failed { permanent: true }, "REJECTED"),
        9 => (ReceiptState::Failed { permanent: false }, "SKIPPED"),
        _ => (ReceiptState::Underway, "UNKNOWN"),
    }
}

/// What an error code of an SMSC means for the message that it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Not now: throttled, full, or in trouble.
    Busy,
    /// This message never.
    Never,
    /// Not with these settings, or for a reason of the SMSC's own.
    NotSo,
}

/// The meaning of a `command_status` other than 0 (SMPP 3.4 §5.1.3).
pub(super) fn meaning(status: u32) -> Meaning {
    match status {
        // Wrong bind status, system error, queue full, submit failed, throttled, temporary error of the receiver.
        0x04 | 0x08 | 0x14 | 0x45 | 0x58 | 0x64 => Meaning::Busy,
        // Length of the text; address, type and plan of the recipient.
        0x01 | 0x0B | 0x50 | 0x51 => Meaning::Never,
        _ => Meaning::NotSo,
    }
}

/// A reason without what may be a phone number, without signs that break a line, and not long.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::new();
    let mut digits = String::new();
    for character in text.chars().chain(['\n']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        cleaned.push_str(if digits.len() < PHONE_DIGITS_MIN { &digits } else { "…" });
        digits.clear();
        cleaned.push(if character.is_control() { ' ' } else { character });
    }
    cleaned.trim().chars().take(REASON_CHARACTERS_MAX).collect()
}

/// Where `name:` stands in a text of lower case as a word of its own: its beginning, and that of its value.
fn key(lower: &str, name: &str) -> Option<(usize, usize)> {
    let key = format!("{name}:");
    lower.match_indices(&key).map(|(start, found)| (start, start + found.len())).find(|(start, _)| {
        let before = lower.get(..*start).and_then(|before| before.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })
}

/// The value of a field: up to the next space, and not empty.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, start) = key(&text.to_ascii_lowercase(), name)?;
    text.get(start..)?.trim_start_matches(' ').split(|c: char| c.is_whitespace() || c.is_control()).next().filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use app::gateway::ReceiptState::{self, Delivered, Failed, Underway};
    use proptest::prelude::*;

    use super::{Meaning, clean, meaning, read, state_of, state_of_code};

    #[test]
    fn receipts_are_read_as_networks_write_them() {
        let cases: [(&str, Option<&str>, Option<ReceiptState>, &str); 10] = [
            (
                "id:4711 sub:001 dlvrd:001 submit date:2601011200 done date:2601011201 stat:DELIVRD err:000 text:Kartu Anda",
                Some("4711"),
                Some(Delivered),
                "stat:DELIVRD err:000",
            ),
            ("STAT:undeliv ERR:1F ID:a-b", Some("a-b"), Some(Failed { permanent: true }), "stat:undeliv err:1F"),
            ("id: 12 stat: EXPIRED", Some("12"), Some(Failed { permanent: false }), "stat:EXPIRED"),
            ("id:12\0 stat:ACCEPTD\r\nerr:0", Some("12"), Some(Underway), "stat:ACCEPTD err:0"),
            ("id:12 stat:SOMETHING err:9", Some("12"), None, "stat:SOMETHING err:9"),
            ("text:id:9 stat:DELIVRD", Some("9"), Some(Delivered), "stat:DELIVRD"),
            ("id:1 stat:REJECTD text:stat:DELIVRD id:2", Some("1"), Some(Failed { permanent: true }), "stat:REJECTD"),
            ("msgid:7 state:2", None, None, ""),
            ("", None, None, ""),
            ("Çid:é stat:", Some("é"), None, ""),
        ];
        for (text, id, state, reason) in cases {
            let read = read(text);
            // A letter before the key makes it another word.
            let id = id.filter(|_| !text.starts_with('Ç'));
            assert_eq!((read.id.as_deref(), read.state, read.reason.as_str()), (id, state, reason), "{text}");
        }
    }

    #[test]
    fn the_codes_and_their_words_agree() {
        for code in 0..=u8::MAX {
            let (state, word) = state_of_code(code);
            assert_eq!(state_of(word), Some(state), "{word}");
        }
    }

    #[test]
    fn the_table_of_error_codes() {
        let busy = [0x04, 0x08, 0x14, 0x45, 0x58, 0x64];
        let never = [0x01, 0x0B, 0x50, 0x51];
        for status in 1..0x500 {
            let expected = match status {
                status if busy.contains(&status) => Meaning::Busy,
                status if never.contains(&status) => Meaning::Never,
                _ => Meaning::NotSo,
            };
            assert_eq!(meaning(status), expected, "{status:#x}");
        }
    }

    #[test]
    fn a_reason_holds_no_phone_number() {
        assert_eq!(clean("no route to +628123456789 (err 102)\n"), "no route to +… (err 102)");
        assert_eq!(clean(&"x".repeat(500)).len(), 160);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC*|(?s).{0,80}|((id|stat|err|text|ID|Stat):? ?[a-zé0-9:\\s]{0,6}){0,8}") {
            let read = read(&text);
            prop_assert!(read.id.is_none_or(|id| !id.is_empty() && text.contains(&id)));
            prop_assert!(read.reason.chars().count() <= 160);
        }

        #[test]
        fn fields_are_found_in_any_order(id in "[a-f0-9]{1,20}", swapped in any::<bool>(), gap in "[ \t\r\n]{1,3}") {
            let text = if swapped { format!("stat:DELIVRD{gap}err:000{gap}id:{id}") } else { format!("id:{id}{gap}stat:DELIVRD{gap}err:000") };
            let read = read(&text);
            prop_assert_eq!(read.id, Some(id));
            prop_assert_eq!(read.state, Some(Delivered));
        }
    }
}
