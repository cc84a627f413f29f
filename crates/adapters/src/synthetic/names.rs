//! Names as on cards: upper case, one to five words, put together from single words so that no real full name is copied.

use super::draw::Draw;
use super::words::{Generation, Slot, Words};
use super::{Relation, Sex, Tradition};
use crate::reference::tables::Community;

/// Draws the tradition of a family in proportion to the weights.
pub(super) fn draw_tradition(weights: &[(Tradition, u32)], draw: &mut Draw) -> Tradition {
    let numbers: Vec<u32> = weights.iter().map(|(_, weight)| *weight).collect();
    weights.get(draw.weighted(&numbers)).map_or(Tradition::Elsewhere, |(tradition, _)| *tradition)
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

/// How a tradition makes names in a generation. Our own estimate.
struct Habits {
    /// Weights of names of one, two, three and four words.
    counts: &'static [u32],
    /// Per thousand men whose name begins with a spelling of Muhammad, and women whose name begins with Siti.
    muhammad: u32,
    siti: u32,
    /// Per thousand words that come from the community's own list.
    local: u32,
    community: Community,
}

impl Habits {
    fn of(tradition: Tradition, generation: Generation) -> Self {
        match tradition {
            Tradition::Javanese => Self::javanese(generation),
            Tradition::Palembang | Tradition::Kemas | Tradition::Kiagus | Tradition::Masagus | Tradition::RadenOfPalembang => {
                Self::palembang(generation)
            }
            Tradition::Elsewhere => Self { local: 0, ..Self::sasak(generation) },
            Tradition::Sasak | Tradition::Lalu | Tradition::RadenOfLombok | Tradition::Balinese => Self::sasak(generation),
        }
    }

    const fn sasak(generation: Generation) -> Self {
        let community = Community::Sasak;
        match generation {
            Generation::Old => Self { counts: &[600, 350, 50], muhammad: 160, siti: 70, local: 640, community },
            Generation::Middle => Self { counts: &[330, 510, 160], muhammad: 230, siti: 120, local: 330, community },
            Generation::Young => Self { counts: &[40, 440, 440, 80], muhammad: 390, siti: 50, local: 100, community },
        }
    }

    /// Most of the old have a single Javanese name.
    const fn javanese(generation: Generation) -> Self {
        let community = Community::Javanese;
        match generation {
            Generation::Old => Self { counts: &[790, 190, 20], muhammad: 70, siti: 110, local: 860, community },
            Generation::Middle => Self { counts: &[400, 500, 100], muhammad: 160, siti: 140, local: 520, community },
            Generation::Young => Self { counts: &[40, 420, 470, 70], muhammad: 330, siti: 40, local: 160, community },
        }
    }

    const fn palembang(generation: Generation) -> Self {
        let community = Community::Palembang;
        match generation {
            Generation::Old => Self { counts: &[480, 460, 60], muhammad: 210, siti: 110, local: 620, community },
            Generation::Middle => Self { counts: &[290, 550, 160], muhammad: 260, siti: 100, local: 360, community },
            Generation::Young => Self { counts: &[30, 410, 470, 90], muhammad: 420, siti: 30, local: 110, community },
        }
    }
}

/// The title that a tradition puts before the name.
fn title(tradition: Tradition, sex: Sex, draw: &mut Draw) -> Option<&'static str> {
    let forms: &[&'static str] = match (tradition, sex) {
        (Tradition::Lalu, Sex::Female) => &["BAIQ", "BAIQ", "BAIQ", "BAIQ", "BAIQ", "BQ.", "LALE"],
        (Tradition::Lalu, Sex::Male) => &["LALU", "LALU", "LALU", "LALU", "LALU", "LALU", "L."],
        (Tradition::RadenOfLombok, Sex::Female) => &["DENDE", "DENDE", "DENDA"],
        (Tradition::RadenOfLombok, Sex::Male) => return Some("RADEN"),
        (Tradition::Kemas, Sex::Female) => &["NYIMAS", "NYIMAS", "NYIMAS", "NYS."],
        (Tradition::Kemas, Sex::Male) => &["KEMAS", "KEMAS", "KMS.", "KMS."],
        (Tradition::Kiagus, Sex::Female) => return Some("NYAYU"),
        (Tradition::Kiagus, Sex::Male) => &["KIAGUS", "KIAGUS", "KGS.", "KGS."],
        (Tradition::Masagus, Sex::Female) => &["MASAYU", "MASAYU", "MSY."],
        (Tradition::Masagus, Sex::Male) => &["MASAGUS", "MASAGUS", "MGS."],
        (Tradition::RadenOfPalembang, Sex::Female) => &["RADEN AYU", "RADEN AYU", "R.A."],
        (Tradition::RadenOfPalembang, Sex::Male) => &["RADEN", "RADEN", "R.M."],
        (Tradition::Sasak | Tradition::Balinese | Tradition::Elsewhere | Tradition::Javanese | Tradition::Palembang, _) => return None,
    };
    Some(draw.word(forms))
}

// Spellings found side by side in registers; the repetition is the weight.
const MUHAMMAD: &[&str] = &[
    "MUHAMMAD", "MUHAMMAD", "MUHAMMAD", "MUHAMMAD", "MUHAMAD", "MUHAMAD", "MUHAMAD", "MOHAMAD", "MOHAMMAD", "MOH.", "MOH.", "M.", "M.",
    "MUH.", "MOCH.", "AHMAD", "AHMAD", "AHMAD", "ACHMAD", "AKHMAD",
];
const MUHAMMAD_ON_JAVA: &[&str] = &[
    "MUHAMMAD",
    "MUHAMMAD",
    "MUHAMAD",
    "MOCH.",
    "MOCH.",
    "MOCH.",
    "MOCHAMAD",
    "MOCHAMMAD",
    "MOH.",
    "MOH.",
    "MOHAMAD",
    "MUH.",
    "MUH.",
    "M.",
    "M.",
    "AHMAD",
    "AHMAD",
    "ACHMAD",
    "AKHMAD",
];

impl Words {
    /// One invented name.
    pub(super) fn name(&self, bearer: Bearer, draw: &mut Draw) -> String {
        let Bearer { sex, born, tradition, .. } = bearer;
        let female = sex == Sex::Female;
        let generation = Generation::of(born);
        let mut parts: Vec<&str> = Vec::with_capacity(5);
        match tradition {
            Tradition::Balinese => return self.balinese(bearer, draw),
            _ => parts.extend(title(tradition, sex, draw)),
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
        } else if tradition == Tradition::Sasak && born < 1955 && bearer.relation != Relation::Other && draw.chance(50) {
            parts.push(if female { "INAQ" } else { "AMAQ" });
            parts.push(self.local(Community::Sasak, sex, Generation::Old, draw));
            return parts.join(" ");
        }
        let count = draw.weighted(Habits::of(tradition, generation).counts) + 1;
        // A card has room for five words; "RADEN AYU" are two.
        let before: usize = parts.iter().map(|part| part.split(' ').count()).sum();
        let count = if titled > 0 { count.min(3).min(5_usize.saturating_sub(before)) } else { count };
        self.plain(bearer, count, &mut parts, draw);
        parts.join(" ")
    }

    /// Adds `count` words that need no title.
    fn plain<'a>(&'a self, bearer: Bearer, count: usize, parts: &mut Vec<&'a str>, draw: &mut Draw) {
        let female = bearer.sex == Sex::Female;
        let generation = Generation::of(bearer.born);
        let before = parts.len();
        let Habits { muhammad, siti, local, community, .. } = Habits::of(bearer.tradition, generation);
        if count >= 2 && !female && draw.chance(muhammad) {
            parts.push(draw.word(if community == Community::Javanese { MUHAMMAD_ON_JAVA } else { MUHAMMAD }));
        } else if count >= 2 && female && draw.chance(siti) {
            parts.push("SITI");
        }
        if count >= parts.len() - before + 2 && draw.chance(75) {
            parts.extend(self.compound(bearer.sex, draw).into_iter().flat_map(|(head, second)| [head, second]));
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
            let word = if draw.chance(local) {
                self.local(community, bearer.sex, generation, draw)
            } else {
                self.token(bearer.sex, generation, slot, draw)
            };
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
        parts.push(self.local(Community::Balinese, bearer.sex, Generation::Old, draw));
        if bearer.born >= 1990 && draw.chance(350) {
            let extra = if female { &["DEWI", "LESTARI", "PUTRI"][..] } else { &["PUTRA", "WIRAWAN", "PRATAMA", "SAPUTRA"] };
            let extra = draw.word(extra);
            if !parts.contains(&extra) {
                parts.push(extra);
            }
        }
        parts.join(" ")
    }
}

/// Whether two words begin the same, as in "Rahma Rahmawati", which parents avoid.
fn alike(one: &str, other: &str) -> bool {
    let head = one.len().min(other.len()).min(4);
    one.get(..head) == other.get(..head)
}
