//! Names as on cards: upper case, one to four words, put together from single words so that no real full name is copied.

use super::draw::Draw;
use super::{Relation, Sex};
use crate::reference::ReferenceFault;
use crate::reference::tables::{self, Era, Place, Token};

/// Naming tradition of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tradition {
    Plain,
    /// Sasak nobility of central and western Lombok: Lalu, Baiq, Lale.
    Lalu,
    /// Nobility of the north: Raden, Dende.
    Raden,
    Balinese,
    /// Families from Java and elsewhere.
    Elsewhere,
}

impl Tradition {
    pub(super) fn draw(weights: &[u32], draw: &mut Draw) -> Self {
        match draw.weighted(weights) {
            1 => Self::Lalu,
            2 => Self::Raden,
            3 => Self::Balinese,
            4 => Self::Elsewhere,
            _ => Self::Plain,
        }
    }
}

/// What a name depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearer {
    pub(super) sex: Sex,
    pub(super) born: i16,
    pub(super) tradition: Tradition,
    /// Place among the siblings from zero, which Balinese names tell.
    pub(super) order: usize,
    pub(super) relation: Relation,
}

/// The words and how likely each is, by sex, generation and place in the name.
pub(super) struct Words {
    tokens: Vec<String>,
    pools: Vec<Pool>,
    lombok: Vec<tables::LombokToken>,
    sasak: Vec<Vec<usize>>,
    balinese: Vec<Vec<usize>>,
    /// By sex: pairs of words that belong together.
    compounds: Vec<Vec<(String, String)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Generation {
    Old,
    Middle,
    Young,
}

const GENERATIONS: [Generation; 3] = [Generation::Old, Generation::Middle, Generation::Young];

impl Generation {
    fn of(born: i16) -> Self {
        match born {
            ..1968 => Self::Old,
            1968..1998 => Self::Middle,
            _ => Self::Young,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Alone,
    First,
    Inner,
    Last,
}

const SLOTS: [Slot; 4] = [Slot::Alone, Slot::First, Slot::Inner, Slot::Last];

/// Running sums of weights over tokens.
#[derive(Default)]
struct Pool {
    tokens: Vec<usize>,
    sums: Vec<u32>,
}

// Spellings found side by side in registers; the repetition is the weight.
const MUHAMMAD: &[&str] = &[
    "MUHAMMAD", "MUHAMMAD", "MUHAMMAD", "MUHAMMAD", "MUHAMAD", "MUHAMAD", "MUHAMAD", "MOHAMAD", "MOHAMMAD", "MOH.", "MOH.", "M.", "M.",
    "MUH.", "MOCH.", "AHMAD", "AHMAD", "AHMAD", "ACHMAD", "AKHMAD",
];
/// Words handled apart, because their counts would swamp all others.
const APART: &[&str] = &[
    "MUHAMMAD",
    "MUHAMAD",
    "MOHAMMAD",
    "MOHAMAD",
    "MOCHAMMAD",
    "MOCHAMAD",
    "MUHAMAT",
    "MUH",
    "MOH",
    "MOCH",
    "AHMAD",
    "ACHMAD",
    "AKHMAD",
    "AHMAT",
    "SITI",
];

impl Words {
    pub(super) fn load() -> Result<Self, ReferenceFault> {
        let tokens = tables::tokens()?;
        let lombok = tables::lombok_tokens()?;
        let mut compounds = vec![Vec::new(), Vec::new()];
        for compound in tables::compounds()? {
            if let Some(list) = compounds.get_mut(usize::from(compound.female)) {
                list.push((compound.head, compound.second));
            }
        }
        let mut words = Self { tokens: Vec::new(), pools: Vec::new(), sasak: Vec::new(), balinese: Vec::new(), lombok, compounds };
        for sex in [Sex::Male, Sex::Female] {
            let female = sex == Sex::Female;
            let select = |wanted: &dyn Fn(&tables::LombokToken) -> bool| -> Vec<usize> {
                let of_sex = words.lombok.iter().enumerate().filter(|(_, token)| token.female == female && wanted(token));
                of_sex.map(|(index, _)| index).collect()
            };
            words.balinese.push(select(&|token| token.balinese));
            let eras: [&[Era]; 3] = [&[Era::Old], &[Era::Any], &[Era::Any, Era::Young]];
            let sasak = eras.map(|eras| select(&|token| !token.balinese && eras.contains(&token.era)));
            words.sasak.extend(sasak);
            for generation in GENERATIONS {
                words.pools.extend(SLOTS.map(|slot| Pool::new(&tokens, sex, generation, slot)));
            }
        }
        words.tokens = tokens.into_iter().map(|token| token.word).collect();
        Ok(words)
    }

    /// One invented name.
    pub(super) fn name(&self, bearer: Bearer, draw: &mut Draw) -> String {
        let Bearer { sex, born, tradition, .. } = bearer;
        let female = sex == Sex::Female;
        let generation = Generation::of(born);
        let mut parts: Vec<&str> = Vec::with_capacity(5);
        match tradition {
            Tradition::Balinese => return self.balinese(bearer, draw),
            Tradition::Lalu if female => parts.push(draw.word(&["BAIQ", "BAIQ", "BAIQ", "BAIQ", "BAIQ", "BQ.", "LALE"])),
            Tradition::Lalu => parts.push(draw.word(&["LALU", "LALU", "LALU", "LALU", "LALU", "LALU", "L."])),
            Tradition::Raden if female => parts.push(draw.word(&["DENDE", "DENDE", "DENDA"])),
            Tradition::Raden => parts.push("RADEN"),
            Tradition::Plain | Tradition::Elsewhere => {}
        }
        let titled = parts.len();
        // The pilgrimage shows on the card as H. or Hj.; few have made it before middle age.
        let pilgrim = match born {
            ..1950 => 85,
            1950..1970 => 95,
            1970..1982 => 30,
            _ => 0,
        };
        if draw.chance(pilgrim) {
            parts.insert(0, if female { "HJ." } else { "H." });
        } else if titled == 0 && born < 1955 && bearer.relation != Relation::Other && draw.chance(50) {
            parts.push(if female { "INAQ" } else { "AMAQ" });
            parts.push(self.sasak(female, Generation::Old, draw));
            return parts.join(" ");
        }
        let counts: &[u32] = match generation {
            Generation::Old => &[600, 350, 50],
            Generation::Middle => &[330, 510, 160],
            Generation::Young => &[40, 440, 440, 80],
        };
        let count = draw.weighted(counts) + 1;
        let count = if titled > 0 { count.min(3) } else { count };
        self.plain(bearer, count, &mut parts, draw);
        parts.join(" ")
    }

    /// Adds `count` words that need no title.
    fn plain<'a>(&'a self, bearer: Bearer, count: usize, parts: &mut Vec<&'a str>, draw: &mut Draw) {
        let female = bearer.sex == Sex::Female;
        let generation = Generation::of(bearer.born);
        let before = parts.len();
        let (muhammad, siti, sasak) = match generation {
            Generation::Old => (160, 70, 640),
            Generation::Middle => (230, 120, 330),
            Generation::Young => (390, 50, 100),
        };
        let sasak = if bearer.tradition == Tradition::Elsewhere { 0 } else { sasak };
        if count >= 2 && !female && draw.chance(muhammad) {
            parts.push(draw.word(MUHAMMAD));
        } else if count >= 2 && female && draw.chance(siti) {
            parts.push("SITI");
        }
        if count >= parts.len() - before + 2 && draw.chance(75) {
            let compounds = self.compounds.get(usize::from(female)).map_or(&[][..], Vec::as_slice);
            if let Some((head, second)) = draw.pick(compounds) {
                parts.extend([head.as_str(), second.as_str()]);
            }
        }
        // A repeated word is drawn again; a handful of tries is plenty.
        for _ in 0..20 {
            let done = parts.len() - before;
            let left = count.saturating_sub(done);
            if left == 0 {
                break;
            }
            let slot = match (done, left) {
                (0, 1) => Slot::Alone,
                (0, _) => Slot::First,
                (_, 1) => Slot::Last,
                _ => Slot::Inner,
            };
            let local = draw.chance(sasak);
            let word = if local { self.sasak(female, generation, draw) } else { self.token(female, generation, slot, draw) };
            let repeated = parts.iter().any(|part| *part == word || alike(part, word));
            if !repeated {
                parts.push(word);
            }
        }
    }

    fn balinese(&self, bearer: Bearer, draw: &mut Draw) -> String {
        let female = bearer.sex == Sex::Female;
        let first: &[&str] = match (bearer.order % 4, female) {
            (0, false) => &["I WAYAN", "I WAYAN", "I PUTU", "I GEDE"],
            (0, true) => &["NI WAYAN", "NI WAYAN", "NI PUTU", "NI LUH"],
            (1, false) => &["I MADE", "I MADE", "I KADEK", "I NENGAH"],
            (1, true) => &["NI MADE", "NI MADE", "NI KADEK", "NI NENGAH"],
            (2, false) => &["I NYOMAN", "I KOMANG"],
            (2, true) => &["NI NYOMAN", "NI KOMANG"],
            (_, false) => &["I KETUT"],
            (_, true) => &["NI KETUT"],
        };
        let mut parts = vec![draw.word(first)];
        let list = self.balinese.get(usize::from(female)).map_or(&[][..], Vec::as_slice);
        parts.push(self.lombok_word(list, draw));
        if bearer.born >= 1990 && draw.chance(350) {
            let extra = if female { &["DEWI", "LESTARI", "PUTRI"][..] } else { &["PUTRA", "WIRAWAN", "PRATAMA", "SAPUTRA"] };
            let extra = draw.word(extra);
            if !parts.contains(&extra) {
                parts.push(extra);
            }
        }
        parts.join(" ")
    }

    fn sasak(&self, female: bool, generation: Generation, draw: &mut Draw) -> &str {
        let list = self.sasak.get(usize::from(female) * GENERATIONS.len() + generation as usize);
        self.lombok_word(list.map_or(&[], Vec::as_slice), draw)
    }

    fn lombok_word(&self, list: &[usize], draw: &mut Draw) -> &str {
        let token = draw.pick(list).and_then(|&index| self.lombok.get(index));
        token.map_or("", |token| token.word.as_str())
    }

    fn token(&self, female: bool, generation: Generation, slot: Slot, draw: &mut Draw) -> &str {
        let index = (usize::from(female) * GENERATIONS.len() + generation as usize) * SLOTS.len() + slot as usize;
        let token = self.pools.get(index).and_then(|pool| pool.pick(draw)).and_then(|token| self.tokens.get(token));
        token.map_or("", String::as_str)
    }
}

impl Pool {
    fn new(tokens: &[Token], sex: Sex, generation: Generation, slot: Slot) -> Self {
        let mut pool = Self::default();
        let mut sum = 0;
        for (index, token) in tokens.iter().enumerate() {
            let weight = weight(token, sex, generation, slot);
            if weight > 0 {
                sum += weight;
                pool.tokens.push(index);
                pool.sums.push(sum);
            }
        }
        pool
    }

    fn pick(&self, draw: &mut Draw) -> Option<usize> {
        let at = draw.below(self.sums.last().copied().unwrap_or_default());
        self.tokens.get(self.sums.partition_point(|&sum| sum <= at)).copied()
    }
}

fn weight(token: &Token, sex: Sex, generation: Generation, slot: Slot) -> u32 {
    let (own, other) = match sex {
        Sex::Female => (token.count_female, token.count_male),
        Sex::Male => (token.count_male, token.count_female),
    };
    let fits = match (token.place, slot) {
        (Place::Any, _) | (Place::First, Slot::First) | (Place::Last, Slot::Last) => true,
        (Place::Last, Slot::Inner) => generation == Generation::Young,
        _ => false,
    };
    if !fits || own * 9 < other || APART.contains(&token.word.as_str()) {
        return 0;
    }
    // Rare words without a mark are mostly of the young; the old bear common ones.
    let common = match generation {
        Generation::Old => own >= 350,
        Generation::Middle => own >= 160,
        Generation::Young => own >= 60,
    };
    if token.era == Era::Any && !common {
        return 0;
    }
    let era = match (generation, token.era) {
        (Generation::Old, Era::Old) => 120,
        (Generation::Old, Era::Any) => 8,
        (Generation::Old, Era::Young) => 0,
        (Generation::Middle, Era::Young) => 0,
        (Generation::Middle, _) => 30,
        (Generation::Young, Era::Young) => 80,
        (Generation::Young, Era::Any) => 20,
        (Generation::Young, Era::Old) => 2,
    };
    // The square root keeps the commonest words common without letting them fill every other card.
    let flattened = own.isqrt() * 8 + own / 4;
    flattened * era / if token.javanese { 120 } else { 10 }
}

/// Whether two words begin the same, as in "Rahma Rahmawati", which parents avoid.
fn alike(one: &str, other: &str) -> bool {
    let head = one.len().min(other.len()).min(4);
    one.get(..head) == other.get(..head)
}
