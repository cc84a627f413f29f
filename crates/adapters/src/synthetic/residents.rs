//! Who lives in a subdistrict: sex, age and marital status, with every count exact, before anybody has a name or a home.

use super::draw::{Draw, apportion};
use super::{Marital, OfficeProfile, Relation, Sex};
use crate::reference::tables::AgeCell;

/// The age from which everybody must have a KTP-el.
pub(super) const ADULT_AGE: u8 = 17;

/// A person before names and numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resident {
    pub(super) sex: Sex,
    /// Completed years on the day of the profile.
    pub(super) age: u8,
    /// Days since the last birthday, 0 to 364.
    pub(super) days: u16,
    pub(super) marital: Marital,
    pub(super) relation: Relation,
    pub(super) household: usize,
    /// The mother, if she lives in the same household.
    pub(super) mother: Option<usize>,
    pub(super) recorded: bool,
}

impl Resident {
    pub(super) fn must_have(&self) -> bool {
        self.age >= ADULT_AGE || self.marital != Marital::Single
    }
}

/// The exact counts of one subdistrict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quota {
    pub(super) people: u32,
    pub(super) must_have: u32,
    pub(super) married_minors: u32,
    pub(super) unrecorded: u32,
}

/// Splits the office's totals over its subdistricts.
pub(super) fn quotas(profile: &OfficeProfile) -> Vec<Quota> {
    let people: Vec<u64> = profile.subdistricts.iter().map(|sub| u64::from(sub.people)).collect();
    let remote: Vec<u64> = profile.subdistricts.iter().map(|sub| u64::from(sub.people) * u64::from(sub.unrecorded_percent)).collect();
    let must_have = apportion(profile.must_have, &people);
    let minors = apportion(profile.married_minors, &people);
    let unrecorded = apportion(profile.must_have - profile.recorded, &remote);
    let parts = must_have.into_iter().zip(minors).zip(unrecorded);
    profile
        .subdistricts
        .iter()
        .zip(parts)
        .map(|(sub, ((must_have, married_minors), unrecorded))| Quota { people: sub.people, must_have, married_minors, unrecorded })
        .collect()
}

/// The residents of a subdistrict, and the couples among them as (husband, wife).
pub(super) fn draw_up(quota: Quota, shape: &[AgeCell], draw: &mut Draw) -> (Vec<Resident>, Vec<(usize, usize)>) {
    let mut cells = Vec::with_capacity(shape.len());
    for (cell, count) in shape.iter().zip(counts(quota, shape)) {
        let sex = if cell.female { Sex::Female } else { Sex::Male };
        cells.push(by_marital(sex, cell.age, count));
    }
    add_married_minors(&mut cells, quota.married_minors);
    match_husbands(&mut cells);
    let mut residents = Vec::with_capacity(quota.people as usize);
    for cell in &cells {
        let kinds = [Marital::Married, Marital::Widowed, Marital::Divorced, Marital::Single];
        for (marital, count) in kinds.into_iter().zip(cell.counts) {
            for _ in 0..count {
                residents.push(Resident {
                    sex: cell.sex,
                    age: cell.age,
                    days: draw.below(365) as u16,
                    marital,
                    relation: Relation::Other,
                    household: usize::MAX,
                    mother: None,
                    recorded: false,
                });
            }
        }
    }
    let couples = pair(&residents, draw);
    (residents, couples)
}

/// Residents of one sex and age by marital status: married, widowed, divorced, single.
struct Cell {
    sex: Sex,
    age: u8,
    counts: [u32; 4],
}

/// Scales the national shape on each side of the age of 17 so that both sides come out exact.
fn counts(quota: Quota, shape: &[AgeCell]) -> Vec<u32> {
    let side = |adult: bool| -> Vec<u64> {
        let of_side = |cell: &AgeCell| (cell.age >= ADULT_AGE) == adult;
        shape.iter().map(|cell| if of_side(cell) { u64::from(cell.persons_per_million) } else { 0 }).collect()
    };
    let adults = quota.must_have - quota.married_minors;
    let old = apportion(adults, &side(true));
    let young = apportion(quota.people - adults, &side(false));
    old.into_iter().zip(young).map(|(old, young)| old + young).collect()
}

/// Knots of marital status by age: (age, married, widowed, divorced) per thousand. Our own estimate; straight lines between.
const WOMEN: &[(u8, u32, u32, u32)] = &[
    (17, 55, 0, 2),
    (18, 115, 0, 5),
    (19, 200, 0, 9),
    (20, 300, 1, 14),
    (22, 470, 1, 25),
    (24, 610, 2, 33),
    (26, 720, 3, 38),
    (28, 790, 4, 42),
    (30, 835, 6, 45),
    (35, 865, 13, 52),
    (40, 865, 28, 55),
    (45, 845, 55, 57),
    (50, 800, 100, 58),
    (55, 730, 165, 58),
    (60, 635, 255, 57),
    (65, 520, 370, 54),
    (70, 385, 505, 50),
    (75, 260, 635, 45),
    (80, 155, 745, 40),
    (90, 60, 850, 30),
    (100, 30, 890, 20),
];
const MEN: &[(u8, u32, u32, u32)] = &[
    (17, 8, 0, 0),
    (18, 25, 0, 1),
    (19, 55, 0, 2),
    (20, 110, 0, 4),
    (22, 260, 0, 9),
    (24, 430, 1, 14),
    (26, 580, 2, 18),
    (28, 690, 3, 21),
    (30, 770, 4, 24),
    (35, 870, 6, 28),
    (40, 905, 10, 30),
    (45, 915, 16, 30),
    (50, 915, 25, 28),
    (55, 905, 38, 27),
    (60, 885, 58, 26),
    (65, 855, 90, 25),
    (70, 800, 145, 24),
    (75, 725, 220, 23),
    (80, 620, 325, 22),
    (90, 420, 530, 20),
    (100, 300, 660, 15),
];

fn by_marital(sex: Sex, age: u8, count: u32) -> Cell {
    let table = if sex == Sex::Female { WOMEN } else { MEN };
    let [married, widowed, divorced] = permille(table, age);
    let single = 1_000_u64.saturating_sub(married + widowed + divorced);
    let parts = apportion(count, &[married, widowed, divorced, single]);
    let mut counts = [0; 4];
    counts.iter_mut().zip(parts).for_each(|(slot, part)| *slot = part);
    Cell { sex, age, counts }
}

fn permille(table: &[(u8, u32, u32, u32)], age: u8) -> [u64; 3] {
    let mut low: Option<(u8, [u64; 3])> = None;
    for &(at, married, widowed, divorced) in table {
        let here = [married, widowed, divorced].map(u64::from);
        if at == age {
            return here;
        }
        if at > age {
            let Some((low_at, low_here)) = low else { return [0; 3] };
            let (left, right) = (u64::from(at - age), u64::from(age - low_at));
            let mut between = low_here;
            for (from, to) in between.iter_mut().zip(here) {
                *from = (*from * left + to * right) / (left + right);
            }
            return between;
        }
        low = Some((at, here));
    }
    low.map_or([0; 3], |(_, here)| here)
}

/// Two thirds of the married minors are 16, the others 15; all are women.
fn add_married_minors(cells: &mut [Cell], married_minors: u32) {
    let younger = married_minors / 3;
    for cell in cells.iter_mut().filter(|cell| cell.sex == Sex::Female) {
        let wives = match cell.age {
            15 => younger,
            16 => married_minors - younger,
            _ => continue,
        };
        let [married, _, _, single] = &mut cell.counts;
        let moved = wives.min(*single);
        *married += moved;
        *single -= moved;
    }
}

/// Makes as many married men as there are married women, by moving single men in or out of marriage.
fn match_husbands(cells: &mut [Cell]) {
    let married = |cells: &[Cell], sex| -> u32 {
        let of_sex = cells.iter().filter(|cell| cell.sex == sex);
        of_sex.map(|cell| cell.counts.first().copied().unwrap_or_default()).sum()
    };
    loop {
        let (wives, husbands) = (married(cells, Sex::Female), married(cells, Sex::Male));
        if wives == husbands {
            return;
        }
        let wed = wives > husbands;
        let weights: Vec<u64> = cells
            .iter()
            .map(|cell| {
                let [married, _, _, single] = cell.counts;
                let from = if wed { single } else { married };
                // Those nearest the usual age at marriage change first; the outer ages only if there is no other way.
                let marriageable = if (20..=45).contains(&cell.age) { 1_000 } else { 1 };
                if cell.sex == Sex::Male && cell.age >= ADULT_AGE { u64::from(from) * marriageable } else { 0 }
            })
            .collect();
        // Every round moves at least one man or ends: with nobody left to move there is nothing to balance.
        let moves = apportion(wives.abs_diff(husbands), &weights);
        let mut moved = 0;
        for (cell, part) in cells.iter_mut().zip(moves) {
            let [married, _, _, single] = &mut cell.counts;
            let (from, to) = if wed { (single, married) } else { (married, single) };
            let part = part.min(*from);
            *from -= part;
            *to += part;
            moved += part;
        }
        assert!(moved > 0, "a subdistrict has too few adult men to marry its women");
    }
}

/// Pairs husbands and wives by age with some jitter; husbands are mostly somewhat older.
fn pair(residents: &[Resident], draw: &mut Draw) -> Vec<(usize, usize)> {
    let mut ranked = |sex, spread| -> Vec<usize> {
        let mut keys: Vec<(u32, usize)> = Vec::new();
        for (index, person) in residents.iter().enumerate() {
            if person.sex == sex && person.marital == Marital::Married {
                keys.push((u32::from(person.age) * 10 + draw.below(spread), index));
            }
        }
        keys.sort_unstable();
        keys.into_iter().map(|(_, index)| index).collect()
    };
    let husbands = ranked(Sex::Male, 45);
    let wives = ranked(Sex::Female, 65);
    husbands.into_iter().zip(wives).collect()
}
