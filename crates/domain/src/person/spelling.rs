//! Names as they are searched: words without case, signs and titles, with the spelling families of Indonesian names folded together.
//!
//! Soekarno and Sukarno, Djoko and Joko, Moch., Muh. and Mohammad are the same word here. The families follow the spelling reforms of
//! 1947 (Soewandi) and 1972 (Ejaan yang Disempurnakan).

/// Titles and family words that are left out of the search.
const TITLES: [&str; 24] = [
    "h", "hj", "hjh", "kh", "tgh", "dr", "drs", "dra", "drg", "ir", "prof", "se", "sh", "st", "spd", "ssos", "skm", "sip", "mm", "mpd",
    "msi", "bin", "binti", "alm",
];

/// The words of a name, folded, in their order; empty when nothing is left.
pub fn words(name: &str) -> Vec<String> {
    plain_words(name).iter().map(|word| fold(word)).collect()
}

/// The same words before folding: a typing error may have made a pair that folding would take for a family ("rosdiaa" for "rosdiana").
pub fn plain_words(name: &str) -> Vec<String> {
    let plain: String = name.chars().filter(|c| !matches!(c, '\'' | '’' | '`')).flat_map(char::to_lowercase).map(unaccented).collect();
    let joined = plain.replace("s.pd", "spd").replace("s.sos", "ssos").replace("s.h", "sh").replace("s.e", "se");
    let all: Vec<&str> = joined.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = all.iter().filter(|word| !TITLES.contains(word)).copied().collect();
    let words = if kept.is_empty() { all } else { kept };
    words.into_iter().map(str::to_owned).collect()
}

/// One word in the spelling that all its family shares.
fn fold(word: &str) -> String {
    if is_muhammad(word) {
        return "muhamad".to_owned();
    }
    let mut folded = word.to_owned();
    for (old, new) in
        [("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"), ("ch", "h"), ("kh", "h"), ("ph", "f"), ("v", "f"), ("z", "s")]
    {
        folded = folded.replace(old, new);
    }
    let mut single = String::with_capacity(folded.len());
    for letter in folded.chars() {
        if !single.ends_with(letter) {
            single.push(letter);
        }
    }
    single
}

/// The many ways to write and shorten Muhammad.
fn is_muhammad(word: &str) -> bool {
    matches!(
        word,
        "moh"
            | "moch"
            | "mokh"
            | "muh"
            | "much"
            | "mukh"
            | "mhd"
            | "muhamad"
            | "muhammad"
            | "mohamad"
            | "mohammad"
            | "mochamad"
            | "mochammad"
            | "muchamad"
            | "muchammad"
            | "mukhamad"
            | "mukhammad"
            | "muhamat"
            | "muhammat"
            | "mohamed"
            | "muhamed"
    )
}

/// The letter without its accent, for the accents met in names.
fn unaccented(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

/// Whether two words are equal or one insertion, deletion, substitution or swap of neighbours apart
/// (optimal string alignment distance at most 1; Damerau 1964 found 80 % of typing errors to be one of these).
pub fn within_one_typo(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    match (short, long) {
        ([], _) => true,
        (short, [_, rest @ ..]) if short.len() < long.len() => short == rest,
        ([a, b, short_rest @ ..], [c, d, long_rest @ ..]) if a == d && b == c && short_rest == long_rest => true,
        ([_, short_rest @ ..], [_, long_rest @ ..]) => short_rest == long_rest,
        (_, []) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_families_meet() {
        for (a, b) in [
            ("Soekarno", "SUKARNO"),
            ("Djoko Tjahjono", "joko cahyono"),
            ("H. Moch. Saleh", "Muhammad Saleh"),
            ("Nur'aini", "NURAINI"),
            ("Hj. Siti Aminah, S.Pd.", "siti aminah"),
            ("Achmad Fauzi", "ahmad fauzi"),
        ] {
            let (left, right) = (words(a), words(b));
            // "Tjahjono" keeps its j: the j/y family is too wide to fold; one typo away is enough for the search.
            let near = left.len() == right.len() && left.iter().zip(&right).all(|(x, y)| within_one_typo(x, y));
            assert!(near, "{left:?} {right:?}");
        }
        assert_eq!(words("H."), ["h"], "a name that is only a title stays findable");
    }

    #[test]
    fn one_typo_is_one_edit_or_one_swap() {
        for near in ["aminah", "amina", "aminahh", "aminag", "xaminah", "mainah"] {
            assert!(within_one_typo("aminah", near), "{near}");
        }
        for far in ["amin", "minaha", "aimnha", ""] {
            assert!(!within_one_typo("aminah", far), "{far}");
        }
    }
}
