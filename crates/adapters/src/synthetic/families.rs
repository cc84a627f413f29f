//! Family cards: who lives with whom. One to seven people share a card (kartu keluarga) and an address.

use super::draw::Draw;
use super::residents::{ADULT_AGE, Resident};
use super::{Marital, Relation, Sex};

const HOUSEHOLD_MAX: usize = 7;
const CHILDREN_MAX: usize = 5;

/// The residents of a subdistrict and their households; each household lists its members, the head first.
pub(super) struct Families {
    pub(super) residents: Vec<Resident>,
    pub(super) households: Vec<Vec<usize>>,
}

/// Groups the residents of one subdistrict into households.
pub(super) fn group(residents: Vec<Resident>, couples: &[(usize, usize)], draw: &mut Draw) -> Families {
    let mut grouping = Grouping { residents, households: Vec::new(), parents: Vec::new(), by_age: vec![Vec::new(); 130], draw };
    for &(husband, wife) in couples {
        grouping.found_couple(husband, wife);
    }
    let waiting = grouping.found_single_heads();
    let couples_end = couples.len();
    grouping.place_minors(waiting.minors);
    grouping.place_grown_children(waiting.grown);
    grouping.place_elders(waiting.elders, couples_end);
    grouping.merge_young_couples(couples_end);
    grouping.finish()
}

/// A couple or a lone parent that children can belong to.
struct Parents {
    household: usize,
    /// The wife, or the lone mother.
    mother: Option<usize>,
    /// The husband, or the lone father.
    father: Option<usize>,
    /// How many children still live here unless there is need for more.
    wanted: usize,
    children: Vec<usize>,
}

#[derive(Default)]
struct Waiting {
    minors: Vec<usize>,
    grown: Vec<usize>,
    elders: Vec<usize>,
}

struct Grouping<'a> {
    residents: Vec<Resident>,
    households: Vec<Vec<usize>>,
    parents: Vec<Parents>,
    /// Indices into `parents` by the mother's age, or a lone father's age less three years.
    by_age: Vec<Vec<usize>>,
    draw: &'a mut Draw,
}

impl Grouping<'_> {
    fn found_couple(&mut self, husband: usize, wife: usize) {
        let household = self.found(husband);
        self.join(wife, household, Relation::Wife);
        let age = self.age(wife);
        self.add_parents(household, Some(wife), Some(husband), age);
    }

    /// Widowed and divorced people head their own households or wait to join another; single people wait as children.
    fn found_single_heads(&mut self) -> Waiting {
        let mut waiting = Waiting::default();
        for index in 0..self.residents.len() {
            let Some(person) = self.residents.get(index).copied() else { continue };
            match person.marital {
                Marital::Married => {}
                Marital::Single if person.age < ADULT_AGE => waiting.minors.push(index),
                Marital::Single => waiting.grown.push(index),
                Marital::Widowed if person.age >= 55 && self.draw.chance(480) => waiting.elders.push(index),
                Marital::Divorced if person.age < 45 && self.draw.chance(450) => waiting.grown.push(index),
                Marital::Widowed | Marital::Divorced => self.found_lone_parent(index, person),
            }
        }
        self.draw.shuffle(&mut waiting.minors);
        self.draw.shuffle(&mut waiting.grown);
        self.draw.shuffle(&mut waiting.elders);
        waiting
    }

    fn found_lone_parent(&mut self, index: usize, person: Resident) {
        let household = self.found(index);
        if person.sex == Sex::Female {
            self.add_parents(household, Some(index), None, person.age);
        } else {
            self.add_parents(household, None, Some(index), person.age.saturating_sub(3));
        }
    }

    fn place_minors(&mut self, minors: Vec<usize>) {
        for child in minors {
            // Some children grow up with grandparents while their parents work elsewhere.
            let with_grandparents = self.draw.chance(35) && self.place_below(child, 40, Relation::Grandchild);
            if !with_grandparents && !self.place_child(child, CHILDREN_MAX) && !self.place_below(child, 38, Relation::Grandchild) {
                let placed = self.place_below(child, 18, Relation::Other);
                assert!(placed, "no household has room for a child");
            }
        }
    }

    fn place_grown_children(&mut self, grown: Vec<usize>) {
        for child in grown {
            let age = self.age(child);
            let (at_home, needed) = if age < 22 {
                (1_000, CHILDREN_MAX)
            } else if age < 30 {
                (880, 4)
            } else {
                (620, 3)
            };
            if !(self.draw.chance(at_home) && self.place_child(child, needed)) {
                self.found(child);
            }
        }
    }

    /// Places a child with parents 19 to 42 years older, most often about 28; false if no family has room.
    fn place_child(&mut self, child: usize, room: usize) -> bool {
        let age = usize::from(self.age(child));
        for _ in 0..16 {
            let gap = 19 + self.draw.below(10) + self.draw.below(10);
            let bucket = self.by_age.get(age + gap as usize).map_or(&[][..], Vec::as_slice);
            let Some(&parents) = self.draw.pick(bucket) else { continue };
            let wanted = self.parents.get(parents).map_or(0, |found| found.wanted);
            if self.adopt(parents, child, wanted) {
                return true;
            }
        }
        for gap in 19..=42 {
            let bucket = self.by_age.get(age + gap).cloned().unwrap_or_default();
            if bucket.into_iter().any(|parents| self.adopt(parents, child, room)) {
                return true;
            }
        }
        false
    }

    /// Adds the child to the family if there is room and the ages fit.
    fn adopt(&mut self, parents: usize, child: usize, room: usize) -> bool {
        let age = self.age(child);
        let Some(family) = self.parents.get(parents) else { return false };
        let (household, mother, father) = (family.household, family.mother, family.father);
        if family.children.len() >= room || self.size(household) >= HOUSEHOLD_MAX {
            return false;
        }
        if father.is_some_and(|father| self.age(father) < age + 17) {
            return false;
        }
        // Siblings are two completed years apart, or twins.
        let sibling = family.children.iter().copied().find(|&other| self.age(other).abs_diff(age) < 2);
        let twin_days = match sibling {
            None => None,
            Some(other) if self.age(other) == age && self.draw.chance(25) => self.residents.get(other).map(|other| other.days),
            Some(_) => return false,
        };
        if let (Some(days), Some(person)) = (twin_days, self.residents.get_mut(child)) {
            person.days = days;
        }
        self.join(child, household, Relation::Child);
        self.set_mother(child, mother);
        if let Some(family) = self.parents.get_mut(parents) {
            family.children.push(child);
        }
        true
    }

    /// Places somebody with a family whose woman is at least `gap` years older.
    fn place_below(&mut self, person: usize, gap: usize, relation: Relation) -> bool {
        let age = usize::from(self.age(person)) + gap;
        for try_number in 0..40 {
            let years = if try_number < 20 { self.draw.below(18) } else { self.draw.below(45) };
            let bucket = self.by_age.get(age + years as usize).map_or(&[][..], Vec::as_slice);
            let Some(&parents) = self.draw.pick(bucket) else { continue };
            let Some(family) = self.parents.get(parents) else { continue };
            let (household, children) = (family.household, family.children.len());
            if self.size(household) < HOUSEHOLD_MAX && children <= 3 {
                self.join(person, household, relation);
                return true;
            }
        }
        false
    }

    /// Widowed elders move in with the family of a son or daughter; those who find none live alone.
    fn place_elders(&mut self, elders: Vec<usize>, couples_end: usize) {
        let mut taken = vec![false; couples_end];
        for elder in elders {
            if !self.place_elder(elder, &mut taken) {
                self.found(elder);
            }
        }
    }

    fn place_elder(&mut self, elder: usize, taken: &mut [bool]) -> bool {
        let age = usize::from(self.age(elder));
        for _ in 0..14 {
            let gap = 19 + self.draw.below(11) + self.draw.below(12);
            let Some(of_age) = age.checked_sub(gap as usize) else { continue };
            let bucket = self.by_age.get(of_age).map_or(&[][..], Vec::as_slice);
            let Some(&parents) = self.draw.pick(bucket) else { continue };
            let Some(Parents { household, mother: Some(wife), father: Some(husband), .. }) = self.parents.get(parents) else { continue };
            let (household, wife, husband) = (*household, *wife, *husband);
            let through_son = self.draw.chance(600);
            let (own, relation) = if through_son { (husband, Relation::Parent) } else { (wife, Relation::InLaw) };
            let fits = (19..=42).contains(&(age.saturating_sub(usize::from(self.age(own)))));
            let free = taken.get(parents).is_some_and(|taken| !taken);
            if !fits || !free || self.size(household) >= HOUSEHOLD_MAX {
                continue;
            }
            self.join(elder, household, relation);
            if self.residents.get(elder).is_some_and(|elder| elder.sex == Sex::Female) {
                self.set_mother(own, Some(elder));
            }
            if let Some(taken) = taken.get_mut(parents) {
                *taken = true;
            }
            return true;
        }
        false
    }

    /// Some young couples are still on the family card of his or her parents, with their children.
    fn merge_young_couples(&mut self, couples_end: usize) {
        let mut settled = vec![false; self.households.len()];
        for young in 0..couples_end {
            let Some(Parents { household, mother: Some(wife), father: Some(husband), .. }) = self.parents.get(young) else { continue };
            let (from, wife, husband) = (*household, *wife, *husband);
            let plain = self.household(from).iter().all(|&member| {
                self.residents
                    .get(member)
                    .is_some_and(|member| matches!(member.relation, Relation::Head | Relation::Wife | Relation::Child))
            });
            let of_age = self.age(husband) <= 29 && self.draw.chance(130);
            if !plain || !of_age || settled.get(from).copied().unwrap_or(true) {
                continue;
            }
            let own = if self.draw.chance(600) { husband } else { wife };
            if let Some(to) = self.find_home(own, from) {
                self.merge(from, to, own);
                for household in [from, to.1] {
                    if let Some(settled) = settled.get_mut(household) {
                        *settled = true;
                    }
                }
            }
        }
    }

    /// Parents (index, household) of a married son or daughter whose household has room for a whole second family.
    fn find_home(&mut self, own: usize, from: usize) -> Option<(usize, usize)> {
        let age = self.age(own);
        for _ in 0..16 {
            let gap = 19 + self.draw.below(10) + self.draw.below(10);
            let bucket = self.by_age.get(usize::from(age) + gap as usize).map_or(&[][..], Vec::as_slice);
            let Some(&parents) = self.draw.pick(bucket) else { continue };
            let Some(family) = self.parents.get(parents) else { continue };
            let (to, size) = (family.household, self.size(family.household));
            let ages_fit = family.children.iter().all(|&other| self.age(other).abs_diff(age) >= 2)
                && family.father.is_none_or(|father| self.age(father) >= age + 17);
            if to != from && size > 0 && size + self.size(from) <= HOUSEHOLD_MAX && ages_fit {
                return Some((parents, to));
            }
        }
        None
    }

    fn merge(&mut self, from: usize, (parents, to): (usize, usize), own: usize) {
        let members = self.households.get_mut(from).map(std::mem::take).unwrap_or_default();
        for member in members {
            let was = self.residents.get(member).map(|person| person.relation);
            let relation = match was {
                _ if member == own => Relation::Child,
                Some(Relation::Head | Relation::Wife) => Relation::InLaw,
                _ => Relation::Grandchild,
            };
            self.join(member, to, relation);
        }
        let mother = self.parents.get(parents).and_then(|family| family.mother);
        self.set_mother(own, mother);
        if let Some(family) = self.parents.get_mut(parents) {
            family.children.push(own);
        }
    }

    /// Drops emptied households and sorts members: head, wife, children by age, then the others.
    fn finish(self) -> Families {
        let Self { mut residents, mut households, .. } = self;
        households.retain(|members| !members.is_empty());
        for (number, members) in households.iter_mut().enumerate() {
            members.sort_by_key(|&member| {
                residents.get(member).map(|person| (person.relation, std::cmp::Reverse((person.age, person.days)), member))
            });
            for &member in members.iter() {
                if let Some(person) = residents.get_mut(member) {
                    person.household = number;
                }
            }
        }
        Families { residents, households }
    }

    fn add_parents(&mut self, household: usize, mother: Option<usize>, father: Option<usize>, age: u8) {
        let index = self.parents.len();
        let wanted = self.draw.weighted(&[6, 20, 32, 25, 12, 5]);
        self.parents.push(Parents { household, mother, father, wanted, children: Vec::new() });
        if let Some(bucket) = self.by_age.get_mut(usize::from(age)) {
            bucket.push(index);
        }
    }

    fn found(&mut self, head: usize) -> usize {
        let household = self.households.len();
        self.households.push(Vec::new());
        self.join(head, household, Relation::Head);
        household
    }

    fn join(&mut self, member: usize, household: usize, relation: Relation) {
        if let Some(person) = self.residents.get_mut(member) {
            person.household = household;
            person.relation = relation;
        }
        if let Some(members) = self.households.get_mut(household) {
            members.push(member);
        }
    }

    fn set_mother(&mut self, child: usize, mother: Option<usize>) {
        if let Some(person) = self.residents.get_mut(child) {
            person.mother = mother;
        }
    }

    fn household(&self, household: usize) -> &[usize] {
        self.households.get(household).map_or(&[], Vec::as_slice)
    }

    fn size(&self, household: usize) -> usize {
        self.household(household).len()
    }

    fn age(&self, person: usize) -> u8 {
        self.residents.get(person).map_or(0, |person| person.age)
    }
}
