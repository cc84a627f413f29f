//! Whether two lines are about one person: by name and birth date, in whatever way a name was written.

use jiff::civil::Date;

use crate::person::{
    PersonName,
    spelling::{own_words, within_one_typo},
};

/// A number that is equal for all spellings of one name. It never changes from one version of Loket to another.
pub fn name_key(name: &PersonName) -> u64 {
    let mut key = Key::new();
    key.add_name(name);
    key.0
}

/// A number that is equal for name, birth date and mother's name of one person, in all spellings of the names. Equal numbers raise the
/// question whether two NIKs are one person's; twins have other names.
pub fn identity_key(name: &PersonName, birth: Date, mother: &PersonName) -> u64 {
    let mut key = Key::new();
    key.add_name(name);
    key.add(&birth.year().to_be_bytes());
    key.add(&[birth.month().unsigned_abs(), birth.day().unsigned_abs()]);
    key.add_name(mother);
    key.0
}

/// FNV-1a, 64 bit (Fowler, Noll, Vo): small, and the same on every machine.
struct Key(u64);

impl Key {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The words in the order of the alphabet, so that theirs in the name does not matter.
    fn add_name(&mut self, name: &PersonName) {
        let mut words = own_words(name.as_str());
        words.sort_unstable();
        for word in words {
            self.add(word.as_bytes());
            self.add(b" ");
        }
        self.add(b".");
    }
}

/// How alike two lines with one NIK are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// One person; what differs is a correction or a way of writing.
    Same,
    /// One of name and birth date speaks against it: a person looks.
    Doubtful,
    /// Another person: name and birth date both differ, or the name where the row has no birth date.
    Different,
}

/// How alike the register's line and a row with the same NIK are. A row may leave out either; marriage changes no name in Indonesia.
///
/// | names | birth dates equal, or not said | nearly | far apart |
/// |---|---|---|---|
/// | equal | same | same | same |
/// | alike | same | doubtful | doubtful |
/// | share a rare word | doubtful | doubtful | different |
/// | different | doubtful; different when not said | doubtful | different |
/// | not said | same | doubtful | doubtful |
pub fn likeness(known: (&PersonName, Date), row: (Option<&PersonName>, Option<Date>)) -> Likeness {
    let names = row.0.map(|name| compare_names(known.0, name));
    let births = row.1.map(|birth| compare_dates(known.1, birth));
    match (names, births) {
        (Some(Names::Equal), _) | (Some(Names::Alike) | None, Some(Dates::Equal) | None) => Likeness::Same,
        (Some(Names::Alike) | None, Some(_)) => Likeness::Doubtful,
        (Some(Names::Partly | Names::Different), Some(Dates::Far)) | (Some(Names::Different), None) => Likeness::Different,
        (Some(Names::Partly | Names::Different), _) => Likeness::Doubtful,
    }
}

enum Dates {
    Equal,
    /// Day and month are swapped, or one of day, month and year differs: what corrections and typing errors change.
    Near,
    Far,
}

fn compare_dates(one: Date, other: Date) -> Dates {
    if one == other {
        return Dates::Equal;
    }
    let equal = [one.day() == other.day(), one.month() == other.month(), one.year() == other.year()];
    let swapped = one.year() == other.year() && one.day() == other.month() && one.month() == other.day();
    if swapped || equal.into_iter().filter(|equal| *equal).count() == 2 { Dates::Near } else { Dates::Far }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// The same words in any order.
    Equal,
    /// Every word of the shorter name has its like in the longer one.
    Alike,
    /// A word that tells people apart is in both.
    Partly,
    Different,
}

/// Folded words that so many people bear that one of them tells nobody apart.
const COMMON: [&str; 17] =
    ["muhamad", "siti", "abdul", "ahmad", "nur", "sri", "ni", "i", "lalu", "baiq", "dewi", "tri", "dwi", "eka", "putra", "putri", "raden"];

fn compare_names(one: &PersonName, other: &PersonName) -> Names {
    let (mut short, mut long) = (own_words(one.as_str()), own_words(other.as_str()));
    let joined = (short.concat(), long.concat());
    short.sort_unstable();
    long.sort_unstable();
    if short == long || joined.0 == joined.1 {
        return Names::Equal;
    }
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    if joined.0.len() >= TYPO_LETTERS_MIN && within_one_typo(&joined.0, &joined.1) {
        return Names::Alike;
    }
    let as_many = short.len() == long.len();
    let pairs: Vec<(&String, Pair)> = short.iter().filter_map(|word| pair_off(word, &mut long).map(|pair| (word, pair))).collect();
    let rare = |word: &str| word.len() > 1 && !COMMON.contains(&word);
    let shares_rare = pairs.iter().any(|(word, pair)| rare(word) && *pair != Pair::Initial);
    let shares_equal = pairs.iter().any(|(word, pair)| rare(word) && *pair == Pair::Equal);
    match (pairs.len() == short.len(), shares_rare) {
        (true, true) if as_many || shares_equal => Names::Alike,
        (_, true) => Names::Partly,
        _ => Names::Different,
    }
}

/// How two words are a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    Equal,
    /// A typing error apart.
    Typo,
    /// One is the initial of the other.
    Initial,
}

/// The shortest words, letters, that a typing error leaves recognisable: Budi and Rudi are two names.
const TYPO_LETTERS_MIN: usize = 5;

/// Takes the word that is most like this one out of the other name: an equal one, one that is a typing error away, or one of which either is
/// the initial.
fn pair_off(word: &str, others: &mut Vec<String>) -> Option<Pair> {
    let typo = |other: &String| word.len().min(other.len()) >= TYPO_LETTERS_MIN && within_one_typo(word, other);
    let initial = |other: &String| (word.len() == 1 && other.starts_with(word)) || (other.len() == 1 && word.starts_with(other.as_str()));
    let find = |is_pair: &dyn Fn(&String) -> bool, pair| others.iter().position(is_pair).map(|index| (index, pair));
    let found = find(&|other| other == word, Pair::Equal).or_else(|| find(&typo, Pair::Typo)).or_else(|| find(&initial, Pair::Initial));
    let (index, pair) = found?;
    others.swap_remove(index);
    Some(pair)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text).unwrap()
    }

    #[test]
    fn one_name_has_one_key_in_every_spelling() {
        for (one, other) in [
            ("Moch. Saleh", "MUHAMMAD SALEH"),
            ("Muh. Saleh", "H. Mohammad Saleh bin Amaq Rahmat"),
            ("M. SALEH", "SALEH MUHAMAD"),
            ("Soekarno", "SUKARNO"),
            ("SITI AMINAH BINTI SALEH", "Hj. Siti Aminah, S.Pd."),
            ("ST. AMINAH", "SITI AMINAH"),
            ("ABD. RAHMAN", "ABDOEL RACHMAN"),
            ("NUR'AINI", "NURAINI"),
        ] {
            assert_eq!(name_key(&name(one)), name_key(&name(other)), "{one} {other}");
        }
        for (one, other) in [("SITI AMINAH", "SITI ROHANI"), ("HASAN", "HASNA"), ("NUR AINI", "NUR"), ("SALEH", "MUHAMMAD SALEH")] {
            assert_ne!(name_key(&name(one)), name_key(&name(other)), "{one} {other}");
        }
        assert_eq!(name_key(&name("SUKARNO")), 7245289125905177148, "keys are kept and must never change");
    }

    #[test]
    fn an_identity_is_name_day_and_mother() {
        let key = |own, birth, mother| identity_key(&name(own), birth, &name(mother));
        let (day, other_day) = (date(1985, 5, 12), date(1985, 12, 5));
        assert_eq!(key("MOCH. SALEH", day, "ST. AMINAH"), key("MUHAMMAD SALEH", day, "Hj. SITI AMINAH"));
        assert_ne!(key("SALEH", day, "AMINAH"), key("SALEH", other_day, "AMINAH"));
        assert_ne!(key("SALEH", day, "AMINAH"), key("AMINAH", day, "SALEH"));
        assert_ne!(key("SALEH", day, "AMINAH"), key("SALEH", day, "ROHANI"));
    }

    #[test]
    fn names_are_compared_word_by_word() {
        for (one, other, expected) in [
            ("SITI AMINAH", "AMINAH SITI", Names::Equal),
            ("NUR AINI", "NURAINI", Names::Equal),
            ("H. MOCH. SALEH", "MUHAMMAD SALEH", Names::Equal),
            ("SITI AMINAH", "SITI AMINHA", Names::Alike),
            ("NUR AINI", "NURAINY", Names::Alike),
            ("A. RAHMAN HAKIM", "ABDUL RAHMAN HAKIM", Names::Alike),
            ("I G. SUDIRTA", "I GEDE SUDIRTA", Names::Alike),
            ("SUDIRTA", "I WAYAN SUDIRTA", Names::Alike),
            ("AMINAH", "SITI AMINAH", Names::Alike),
            ("SITI", "SITI AMINAH", Names::Different),
            ("SITI AMINAH", "SITI ROHANI", Names::Different),
            ("MUHAMMAD SALEH", "MUHAMMAD RIZKI", Names::Different),
            ("RIZKI RAMADHAN", "RIZKI HIDAYAT", Names::Partly),
            ("BUDI", "RUDI", Names::Different),
            ("HARTONI", "RUDI HARTONO", Names::Partly),
            ("A.", "AMINAH", Names::Different),
            ("JUMINTEN", "KARTINI", Names::Different),
        ] {
            assert_eq!(compare_names(&name(one), &name(other)), expected, "{one} {other}");
            assert_eq!(compare_names(&name(other), &name(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn one_nik_is_judged_by_name_and_birth_date() {
        let known = (&name("MUHAMMAD SALEH"), date(1985, 5, 12));
        let check = |row: Option<&str>, birth: Option<Date>, expected: Likeness| {
            let row_name = row.map(name);
            assert_eq!(likeness(known, (row_name.as_ref(), birth)), expected, "{row:?} {birth:?}");
        };
        let (day, swapped, year, far) =
            (Some(date(1985, 5, 12)), Some(date(1985, 12, 5)), Some(date(1958, 5, 12)), Some(date(2001, 1, 31)));
        for birth in [day, swapped, year, far, None] {
            check(Some("H. MOCH. SALEH"), birth, Likeness::Same);
        }
        for (row, of_day, near, far_off, unsaid) in [
            (Some("M. SALIH"), Likeness::Same, Likeness::Doubtful, Likeness::Doubtful, Likeness::Same),
            (Some("SALEH HIDAYAT"), Likeness::Doubtful, Likeness::Doubtful, Likeness::Different, Likeness::Doubtful),
            (Some("SITI AMINAH"), Likeness::Doubtful, Likeness::Doubtful, Likeness::Different, Likeness::Different),
            (Some("MUHAMMAD RIZKI"), Likeness::Doubtful, Likeness::Doubtful, Likeness::Different, Likeness::Different),
            (None, Likeness::Same, Likeness::Doubtful, Likeness::Doubtful, Likeness::Same),
        ] {
            check(row, day, of_day);
            check(row, swapped, near);
            check(row, year, near);
            check(row, far, far_off);
            check(row, None, unsaid);
        }
    }
}
