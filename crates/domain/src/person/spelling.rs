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
    let all = letter_words(name);
    let kept: Vec<String> = all.iter().filter(|word| !TITLES.contains(&word.as_str())).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

/// The words of somebody's own name, folded, in their order, as they tell whether two names are one person's: without titles and the degrees
/// behind a comma, without the father's name behind `bin` or `binti` and another name behind `alias`, abbreviations written out
/// (`M. Saleh`, `Abd. Rahman`, `St. Aminah`).
pub fn own_words(name: &str) -> Vec<String> {
    let own = name.split_once(',').map(|(own, _)| own).filter(|own| own.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2));
    let all = letter_words(own.unwrap_or(name));
    let end = all.iter().skip(1).position(|word| OTHER_NAME.contains(&word.as_str())).map_or(all.len(), |index| index + 1);
    let own = all.get(..end).unwrap_or_default();
    let mut words: Vec<String> = Vec::with_capacity(own.len());
    for (index, word) in own.iter().enumerate() {
        let first = words.is_empty() && index + 1 < own.len();
        match word.as_str() {
            "m" | "md" if first => words.push(fold("muhammad")),
            "st" | "sitti" if first => words.push(fold("siti")),
            "bq" if first => words.push(fold("baiq")),
            "abd" | "abdl" | "abdur" | "abdus" | "abdoel" => words.push(fold("abdul")),
            title if TITLES.contains(&title) => {}
            word => words.push(fold(word)),
        }
    }
    if words.is_empty() { self::words(name) } else { words }
}

/// Words behind which another name follows: the father's, or one by which the person is also known.
const OTHER_NAME: [&str; 4] = ["bin", "binti", "alias", "als"];

/// All words of a name in small letters without accents and signs, titles among them.
fn letter_words(name: &str) -> Vec<String> {
    let plain: String = name.chars().filter(|c| !matches!(c, '\'' | '’' | '`')).flat_map(char::to_lowercase).map(unaccented).collect();
    let joined = plain.replace("s.pd", "spd").replace("s.sos", "ssos").replace("s.h", "sh").replace("s.e", "se");
    joined.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
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
    fn a_name_is_one_s_own() {
        for (name, expected) in [
            ("H. MOCH. SALEH bin AMAQ RAHMAT", "muhamad saleh"),
            ("SITI AMINAH BINTI SALEH", "siti aminah"),
            ("Hj. St. Aminah, S.Pd., M.M.", "siti aminah"),
            ("AHMAD FAUZI, ST", "ahmad fausi"),
            ("M. SALEH", "muhamad saleh"),
            ("M,SALEH", "muhamad saleh"),
            ("ABD. RAHMAN", "abdul rahman"),
            ("ABDUR RAHMAN ALIAS AMAQ JUM", "abdul rahman"),
            ("SOEKARNO", "sukarno"),
            ("BQ. SRI", "baiq sri"),
            ("M", "m"),
            ("BIN", "bin"),
            ("H.", "h"),
        ] {
            assert_eq!(own_words(name).join(" "), expected, "{name}");
        }
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
