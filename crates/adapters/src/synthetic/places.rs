//! Where households live: village, hamlet and neighbourhood.

use super::Culture;
use super::draw::{Draw, apportion};
use crate::reference::tables::VillageEstimate;

/// A household's home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Home {
    pub(super) village: String,
    pub(super) address: String,
    pub(super) rt: u16,
    pub(super) rw: u16,
}

/// The villages of a subdistrict, each with its share of the people and invented hamlets.
pub(super) struct Places {
    villages: Vec<Village>,
}

struct Village {
    code: String,
    /// First position of the village in the subdistrict's row of people, and how many follow.
    start: u32,
    people: u32,
    /// "DUSUN ", "LINGKUNGAN " or nothing.
    before_hamlet: &'static str,
    hamlets: Vec<String>,
    has_rt: bool,
    has_rw: bool,
}

/// People of a hamlet (dusun) and of a neighbourhood (RT: 30 families in a desa, Permendagri 7/1983).
const HAMLET_PEOPLE: u32 = 480;
const RT_PEOPLE: u32 = 105;

/// How homes are addressed in a region: what stands before the name of a hamlet, and the words that names are made of. The combinations
/// are invented, a real hamlet or lane is a coincidence.
struct Manner {
    in_desa: &'static str,
    in_kelurahan: &'static str,
    first: &'static [&'static str],
    second: &'static [&'static str],
    /// Per thousand: a hamlet is called by a second word alone.
    alone: u32,
    /// Per thousand: a village has RT, and then RW.
    has_rt: u32,
    has_rw: u32,
}

// Sasak words for fields, hills, springs, trees and directions.
const SASAK: Manner = Manner {
    in_desa: "DUSUN ",
    in_kelurahan: "LINGKUNGAN ",
    first: &[
        "KARANG", "MONTONG", "LENDANG", "DASAN", "GUBUK", "ORONG", "BATU", "LOKOK", "TELAGA", "PAWANG", "TANAK", "EMBUNG", "SEMBAR",
        "BANGKET", "KEBON", "PEDEK", "LEMPENGE", "TEMBOBOR", "KOPONG", "SELEBUNG",
    ],
    second: &[
        "LAUK", "DAYE", "TIMUK", "BARET", "TENGAK", "BELEK", "BEBER", "JUET", "NANGKE", "PUNTIK", "BUNUT", "GALUH", "PETAK", "SEJATI",
        "RINJING", "KELANJUH", "PEKEN", "BEDARE", "MENTIGI", "KETAPANG", "BAJUR", "PUTIK", "SELAK", "MUMBAK", "TEREP", "JELATENG",
        "SEGENTER", "WARU", "PANDAK", "MELAKE",
    ],
    alone: 150,
    has_rt: 850,
    has_rw: 120,
};

// Javanese words for springs, trees, stones and clearings, with directions and wishes.
const JAVANESE: Manner = Manner {
    in_desa: "DUSUN ",
    in_kelurahan: "LINGKUNGAN ",
    first: &[
        "KRAJAN", "SUMBER", "KARANG", "TEGAL", "KALI", "DUKUH", "GONDANG", "JATI", "PANDAN", "KEDUNG", "WATU", "SAMBI", "BENDO", "TLOGO",
        "PULE", "BLIMBING", "KEPUH", "WONO", "NGLEBAK", "NGEMPLAK",
    ],
    second: &[
        "WETAN", "KULON", "LOR", "KIDUL", "TENGAH", "REJO", "AGUNG", "SARI", "MULYO", "DUWUR", "NGISOR", "ANYAR", "LAWAS", "ASRI", "JOYO",
        "MAKMUR", "KUNING", "PUTIH", "GEDE", "CILIK",
    ],
    alone: 0,
    has_rt: 1_000,
    has_rw: 1_000,
};

// Lanes and streets of a city, called after flowers, fruits and birds.
const PALEMBANG: Manner = Manner {
    in_desa: "",
    in_kelurahan: "",
    first: &["LORONG", "LORONG", "LORONG", "JALAN", "JALAN", "PERUMAHAN"],
    second: &[
        "MELATI",
        "KENANGA",
        "CEMPAKA",
        "SEROJA",
        "TERATAI",
        "DAHLIA",
        "ANGGREK",
        "FLAMBOYAN",
        "KAMBOJA",
        "ASOKA",
        "BOUGENVIL",
        "TANJUNG",
        "SEDAP MALAM",
        "MATAHARI",
        "NUSA INDAH",
        "DUKU",
        "DURIAN",
        "MANGGIS",
        "RAMBUTAN",
        "JAMBU",
        "NANGKA",
        "KEDONDONG",
        "SAWO",
        "BELIMBING",
        "CEMPEDAK",
        "MERPATI",
        "PUNAI",
        "GELATIK",
        "KUTILANG",
        "MURAI",
        "RAJAWALI",
        "CENDRAWASIH",
        "PERKUTUT",
        "BANGAU",
        "PIPIT",
        "MERANTI",
        "ULIN",
        "TEMBESU",
        "PELAWAN",
        "GELAM",
    ],
    alone: 0,
    has_rt: 1_000,
    has_rw: 1_000,
};

impl Manner {
    const fn of(culture: Culture) -> &'static Self {
        match culture {
            Culture::Sasak => &SASAK,
            Culture::Javanese => &JAVANESE,
            Culture::Palembang => &PALEMBANG,
        }
    }

    /// Different names within one village; far more combinations exist than a village has hamlets.
    fn hamlets(&self, count: usize, draw: &mut Draw) -> Vec<String> {
        let mut names: Vec<String> = Vec::with_capacity(count);
        while names.len() < count {
            let (first, second) = (draw.word(self.first), draw.word(self.second));
            let name = if draw.chance(self.alone) { second.to_owned() } else { format!("{first} {second}") };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

impl Places {
    /// Villages share the people of the subdistrict in proportion to the estimates.
    pub(super) fn new(people: u32, estimates: &[VillageEstimate], culture: Culture, draw: &mut Draw) -> Self {
        let manner = Manner::of(culture);
        let weights: Vec<u64> = estimates.iter().map(|village| u64::from(village.people)).collect();
        let mut start = 0;
        let mut villages = Vec::with_capacity(estimates.len());
        for (estimate, people) in estimates.iter().zip(apportion(people, &weights)) {
            let count = (people / HAMLET_PEOPLE).clamp(3, 120);
            villages.push(Village {
                code: estimate.code.clone(),
                start,
                people,
                hamlets: manner.hamlets(count as usize, draw),
                has_rt: draw.chance(manner.has_rt),
                has_rw: draw.chance(manner.has_rw),
                // The serial of a kelurahan begins with 1, that of a desa with 2.
                before_hamlet: if estimate.code.get(9..10) == Some("1") { manner.in_kelurahan } else { manner.in_desa },
            });
            start += people;
        }
        Self { villages }
    }

    /// The home of the household whose first member stands at this position in the subdistrict's row of people.
    pub(super) fn home(&self, position: u32) -> Home {
        let at = self.villages.partition_point(|village| village.start <= position).saturating_sub(1);
        let Some(village) = self.villages.get(at) else {
            return Home { village: String::new(), address: String::new(), rt: 0, rw: 0 };
        };
        let count = village.hamlets.len() as u32;
        let offset = u64::from(position.saturating_sub(village.start)) * u64::from(count);
        let hamlet = (offset / u64::from(village.people.max(1))).min(u64::from(count.saturating_sub(1))) as u32;
        let within = position - village.start - (u64::from(hamlet) * u64::from(village.people)).div_ceil(u64::from(count.max(1))) as u32;
        let name = village.hamlets.get(hamlet as usize).map_or("", String::as_str);
        let rt = if village.has_rt { within / RT_PEOPLE + 1 } else { 0 };
        let rw = if village.has_rt && village.has_rw { hamlet / 3 + 1 } else { 0 };
        Home { village: village.code.clone(), address: format!("{}{name}", village.before_hamlet), rt: rt as u16, rw: rw as u16 }
    }
}
