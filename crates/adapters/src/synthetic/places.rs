//! Where households live: village, hamlet and neighbourhood.

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
    hamlets: Vec<String>,
    has_rt: bool,
    has_rw: bool,
}

/// People of a hamlet (dusun) and of a neighbourhood (RT: 30 families in a desa, Permendagri 7/1983).
const HAMLET_PEOPLE: u32 = 480;
const RT_PEOPLE: u32 = 105;

// Sasak words for fields, hills, springs, trees and directions; the combinations are invented, a real hamlet is a coincidence.
const HAMLET_FIRST: &[&str] = &[
    "KARANG", "MONTONG", "LENDANG", "DASAN", "GUBUK", "ORONG", "BATU", "LOKOK", "TELAGA", "PAWANG", "TANAK", "EMBUNG", "SEMBAR", "BANGKET",
    "KEBON", "PEDEK", "LEMPENGE", "TEMBOBOR", "KOPONG", "SELEBUNG",
];
const HAMLET_SECOND: &[&str] = &[
    "LAUK", "DAYE", "TIMUK", "BARET", "TENGAK", "BELEK", "BEBER", "JUET", "NANGKE", "PUNTIK", "BUNUT", "GALUH", "PETAK", "SEJATI",
    "RINJING", "KELANJUH", "PEKEN", "BEDARE", "MENTIGI", "KETAPANG", "BAJUR", "PUTIK", "SELAK", "MUMBAK", "TEREP", "JELATENG", "SEGENTER",
    "WARU", "PANDAK", "MELAKE",
];

impl Places {
    /// Villages share the people of the subdistrict in proportion to the estimates.
    pub(super) fn new(people: u32, estimates: &[VillageEstimate], draw: &mut Draw) -> Self {
        let weights: Vec<u64> = estimates.iter().map(|village| u64::from(village.people)).collect();
        let mut start = 0;
        let mut villages = Vec::with_capacity(estimates.len());
        for (estimate, people) in estimates.iter().zip(apportion(people, &weights)) {
            let count = (people / HAMLET_PEOPLE).clamp(3, 120);
            villages.push(Village {
                code: estimate.code.clone(),
                start,
                people,
                hamlets: hamlets(count as usize, draw),
                has_rt: draw.chance(850),
                has_rw: draw.chance(120),
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
        Home { village: village.code.clone(), address: format!("DUSUN {name}"), rt: rt as u16, rw: rw as u16 }
    }
}

/// Different names within one village; far more combinations exist than a village has hamlets.
fn hamlets(count: usize, draw: &mut Draw) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(count);
    while names.len() < count {
        let (first, second) = (draw.word(HAMLET_FIRST), draw.word(HAMLET_SECOND));
        let name = if draw.chance(150) { second.to_owned() } else { format!("{first} {second}") };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
