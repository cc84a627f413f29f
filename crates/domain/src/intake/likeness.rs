//! Whether two lines are about one person: names as Indonesians write them, birth date, mother.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::person::{
    PersonName,
    spelling::{within_one_typo, words},
};

/// How far two lines are about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same person, perhaps with a correction.
    Same,
    /// Name and birth date both say otherwise.
    Different,
}

/// Whether what a row says (name and birth date, as far as it says them) can be said of somebody. A corrected date or a corrected name is
/// the same person; only when both differ clearly it is another.
pub fn likeness(known: (&PersonName, Date), said: (Option<&PersonName>, Option<Date>)) -> Likeness {
    let name_differs = said.0.is_some_and(|name| !names_alike(known.0, name));
    let date_differs = said.1.is_some_and(|date| !dates_alike(known.1, date));
    if name_differs && date_differs { Likeness::Different } else { Likeness::Same }
}

/// Two dates of which one may be a slip of the other: two of day, month and year are equal, or day and month are exchanged.
fn dates_alike(one: Date, other: Date) -> bool {
    let equal = usize::from(one.day() == other.day()) + usize::from(one.month() == other.month()) + usize::from(one.year() == other.year());
    let exchanged = one.year() == other.year() && one.day() == other.month() && one.month() == other.day();
    equal >= 2 || exchanged
}

/// Two names of which one may be another way to write the other: at least half of the shorter one's words, and one, are found in the other,
/// written alike or shortened.
fn names_alike(one: &PersonName, other: &PersonName) -> bool {
    let (one, other) = (essential_words(one), essential_words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let found = short.iter().filter(|word| long.iter().any(|other| words_alike(word, other))).count();
    found > 0 && found * 2 >= short.len()
}

fn words_alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    one == other || (short.len() > 3 && within_one_typo(short, long)) || (short.len() <= 3 && long.starts_with(short))
}

/// The words of a name without titles and without the father's name behind bin or binti.
fn essential_words(name: &PersonName) -> Vec<String> {
    let lower = name.as_str().to_lowercase();
    let own: Vec<&str> =
        lower.split_whitespace().take_while(|word| !matches!(word.trim_end_matches('.'), "bin" | "binti" | "bt" | "bte")).collect();
    let own = words(&own.join(" "));
    if own.is_empty() { words(name.as_str()) } else { own }
}

/// A number that lines of one person share: name, birth date and mother, in whatever way the names are written and their words are
/// ordered. Lines that share it may be one person; those that do not may be as well. It never changes between releases.
pub fn identity_key(name: &PersonName, birth_date: Date, mother: &PersonName) -> u64 {
    let mut key = Fnv::new();
    for name in [name, mother] {
        let distinct: BTreeSet<String> = essential_words(name).into_iter().collect();
        for word in distinct {
            key.eat(word.as_bytes());
            key.eat(b" ");
        }
        key.eat(b"|");
    }
    key.eat(&birth_date.year().to_be_bytes());
    key.eat(&[birth_date.month().unsigned_abs(), birth_date.day().unsigned_abs()]);
    key.0
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo 1991; draft-eastlake-fnv).
struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn eat(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text).unwrap()
    }

    #[test]
    fn one_person_has_one_key_however_the_names_are_written() {
        let born = date(1985, 5, 12);
        let key = |own: &str, mother: &str| identity_key(&name(own), born, &name(mother));
        for (one, other) in [
            (("MOCH. SALEH", "SITI AMINAH"), ("MUHAMMAD SALEH", "Hj. SITI AMINAH")),
            (("SOEKARNO", "IDA AYU"), ("SUKARNO", "AYU IDA")),
            (("H. ACHMAD FAUZI, S.Pd.", "RAHMAH"), ("AHMAD FAUZI", "RACHMAH")),
            (("ALI BIN UMAR", "SITI"), ("ALI", "SITI BINTI UMAR")),
            (("SUPARNI", "SUKINEM"), ("SUPARNI", "SUKINEM")),
        ] {
            assert_eq!(key(one.0, one.1), key(other.0, other.1), "{one:?} {other:?}");
        }
        assert_ne!(key("ALI", "SITI"), key("SITI", "ALI"));
        assert_ne!(key("ALI", "SITI"), identity_key(&name("ALI"), date(1985, 5, 13), &name("SITI")));
    }

    #[test]
    fn a_correction_is_no_other_person() {
        let known = name("MUHAMMAD SALEH");
        for (said, born, expected) in [
            ("MOH. SALEH", date(1985, 5, 12), Likeness::Same),
            ("M. SALEH", date(1990, 1, 1), Likeness::Same),
            ("SITI AMINAH", date(1985, 5, 12), Likeness::Same),
            ("SITI AMINAH", date(1985, 12, 5), Likeness::Same),
            ("SITI AMINAH", date(1990, 1, 1), Likeness::Different),
            ("SALEH MUHAMAD", date(1990, 1, 1), Likeness::Same),
            ("BUDI SANTOSO", date(1970, 7, 2), Likeness::Different),
        ] {
            let said = name(said);
            assert_eq!(likeness((&known, date(1985, 5, 12)), (Some(&said), Some(born))), expected, "{said:?} {born}");
        }
        assert_eq!(likeness((&known, date(1985, 5, 12)), (None, None)), Likeness::Same);
    }
}
