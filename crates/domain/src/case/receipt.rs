//! The receipt (resi): a number that is easy to type and hard to guess, and a PIN.

use std::fmt;

/// Crockford's base 32: no I, L, O, U, so that nothing is misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A receipt number `7K3M-9QXD-4`: 40 drawn bits and a check character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Receipt(String);

impl Receipt {
    /// Makes the number from 40 drawn bits (the low ones of `drawn`).
    pub fn from_bits(drawn: u64) -> Self {
        let digits: Vec<u8> = (0..8).map(|place| ((drawn >> (5 * place)) & 31) as u8).collect();
        let text: String = digits.iter().chain([&check(&digits)]).filter_map(|digit| symbol(*digit)).collect();
        Self(text)
    }

    /// Reads what was typed or scanned: case, blanks and hyphens do not matter, O is 0, I and L are 1. `None` when the length or the
    /// check character is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let clean = text.chars().filter(|c| !matches!(c, '-' | ' '));
        let digits: Vec<u8> = clean.map(|c| value(c.to_ascii_uppercase())).collect::<Option<_>>()?;
        let (last, body) = digits.split_last()?;
        if body.len() != 8 || check(body) != *last {
            return None;
        }
        Some(Self(digits.iter().filter_map(|digit| symbol(*digit)).collect()))
    }

    /// The nine characters without hyphens, as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |from: usize, to: usize| self.0.get(from..to).unwrap_or_default();
        write!(f, "{}-{}-{}", part(0, 4), part(4, 8), part(8, 9))
    }
}

/// The check value: a weighted sum modulo the prime 31, which notices a wrong character and two swapped ones.
fn check(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().zip(2u32..).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    (sum % 31) as u8
}

fn symbol(digit: u8) -> Option<char> {
    ALPHABET.get(usize::from(digit)).map(|byte| char::from(*byte))
}

fn value(typed: char) -> Option<u8> {
    let read = match typed {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|byte| char::from(*byte) == read).map(|place| place as u8)
}

/// The six-digit PIN of a receipt from keyed-hash bytes; it is computed anew each time and stored nowhere.
pub fn pin_from(hash: [u8; 8]) -> String {
    format!("{:06}", u64::from_be_bytes(hash) % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_survive_typing_and_notice_errors() {
        let receipt = Receipt::from_bits(0x00_12_34_56_78_9a);
        assert_eq!(Receipt::parse(&receipt.to_string().to_lowercase()), Some(receipt.clone()));
        let text = receipt.as_str().to_owned();
        for place in 0..8 {
            for other in ALPHABET.map(char::from) {
                let mut typed: Vec<char> = text.chars().collect();
                let old = typed[place];
                typed[place] = other;
                let typed: String = typed.into_iter().collect();
                // 0 and Z differ by 31, the modulus: the only pair that the check cannot tell apart.
                let twins = matches!((old, other), ('0', 'Z') | ('Z', '0'));
                assert_eq!(Receipt::parse(&typed).is_some(), old == other || twins, "{typed}");
            }
        }
        assert_eq!(Receipt::parse("7K3M"), None);
        assert_eq!(Receipt::parse(""), None);
    }
}
