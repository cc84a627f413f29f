//! The words of names and how likely each is, by sex, generation and place in the name.

use super::draw::Draw;
use super::{Culture, Sex};
use crate::reference::ReferenceFault;
use crate::reference::tables::{self, Community, Era, LocalToken, Place, Token};

/// All words, ready to be drawn.
pub(super) struct Words {
    tokens: Vec<String>,
    pools: Vec<Pool>,
    local: Vec<LocalToken>,
    /// Indices into `local` by community, sex and generation.
    of_community: Vec<Vec<usize>>,
    /// By sex: pairs of words that belong together.
    compounds: Vec<Vec<(String, String)>>,
}

const COMMUNITIES: [Community; 4] = [Community::Sasak, Community::Balinese, Community::Javanese, Community::Palembang];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Generation {
    Old,
    Middle,
    Young,
}

const GENERATIONS: [Generation; 3] = [Generation::Old, Generation::Middle, Generation::Young];

impl Generation {
    pub(super) fn of(born: i16) -> Self {
        match born {
            ..1968 => Self::Old,
            1968..1998 => Self::Middle,
            _ => Self::Young,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
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
    /// Reads the tables; `culture` says whether Javanese words are common.
    pub(super) fn load(culture: Culture) -> Result<Self, ReferenceFault> {
        let tokens = tables::tokens()?;
        let local = tables::local_tokens()?;
        let mut compounds = vec![Vec::new(), Vec::new()];
        for compound in tables::compounds()? {
            if let Some(list) = compounds.get_mut(usize::from(compound.female)) {
                list.push((compound.head, compound.second));
            }
        }
        let of_community = COMMUNITIES.iter().flat_map(|community| by_sex_and_generation(&local, *community)).collect();
        let mut pools = Vec::new();
        for sex in [Sex::Male, Sex::Female] {
            for generation in GENERATIONS {
                pools.extend(SLOTS.map(|slot| Pool::new(&tokens, culture, sex, generation, slot)));
            }
        }
        let tokens = tokens.into_iter().map(|token| token.word).collect();
        Ok(Self { tokens, pools, local, of_community, compounds })
    }

    /// Two words that belong together.
    pub(super) fn compound(&self, sex: Sex, draw: &mut Draw) -> Option<(&str, &str)> {
        let compounds = self.compounds.get(usize::from(sex == Sex::Female)).map_or(&[][..], Vec::as_slice);
        draw.pick(compounds).map(|(head, second)| (head.as_str(), second.as_str()))
    }

    /// A word typical of the community.
    pub(super) fn local(&self, community: Community, sex: Sex, generation: Generation, draw: &mut Draw) -> &str {
        let list = (community as usize * 2 + usize::from(sex == Sex::Female)) * GENERATIONS.len() + generation as usize;
        let list = self.of_community.get(list).map_or(&[][..], Vec::as_slice);
        let token = draw.pick(list).and_then(|&index| self.local.get(index));
        token.map_or("", |token| token.word.as_str())
    }

    /// A word of the whole country.
    pub(super) fn token(&self, sex: Sex, generation: Generation, slot: Slot, draw: &mut Draw) -> &str {
        let index = (usize::from(sex == Sex::Female) * GENERATIONS.len() + generation as usize) * SLOTS.len() + slot as usize;
        let token = self.pools.get(index).and_then(|pool| pool.pick(draw)).and_then(|token| self.tokens.get(token));
        token.map_or("", String::as_str)
    }
}

/// Indices of a community's words by sex, then generation.
fn by_sex_and_generation(local: &[LocalToken], community: Community) -> Vec<Vec<usize>> {
    // Balinese names have no generations here.
    let eras: [&[Era]; 3] = match community {
        Community::Balinese => [&[Era::Old, Era::Any, Era::Young]; 3],
        _ => [&[Era::Old], &[Era::Any], &[Era::Any, Era::Young]],
    };
    let mut lists = Vec::with_capacity(6);
    for female in [false, true] {
        lists.extend(eras.map(|eras| {
            let wanted = |token: &&LocalToken| token.female == female && token.community == community && eras.contains(&token.era);
            let of_list = local.iter().enumerate().filter(|(_, token)| wanted(token));
            of_list.map(|(index, _)| index).collect()
        }));
    }
    lists
}

impl Pool {
    fn new(tokens: &[Token], culture: Culture, sex: Sex, generation: Generation, slot: Slot) -> Self {
        let mut pool = Self::default();
        let mut sum = 0;
        for (index, token) in tokens.iter().enumerate() {
            let weight = weight(token, culture, sex, generation, slot);
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

fn weight(token: &Token, culture: Culture, sex: Sex, generation: Generation, slot: Slot) -> u32 {
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
    flattened * era / if token.javanese && culture != Culture::Javanese { 120 } else { 10 }
}
