//! From families to people: names, dates, numbers and homes, one household at a time.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use super::draw::Draw;
use super::families::{self, Families};
use super::names::{Bearer, draw_tradition};
use super::numbers::{Numbers, area_number};
use super::origins::{Origin, Origins};
use super::places::Places;
use super::residents::{self, Quota, Resident};
use super::words::Words;
use super::{Marital, OfficeProfile, Person, Relation, Sex, SubdistrictProfile, Tradition, recorded};
use crate::reference::tables::{self, AgeCell, VillageEstimate};
use crate::reference::{self, ReferenceFault};

/// All residents of the office, one after the other; see the module for what is exact and what is invented.
///
/// Equal arguments give equal people, byte for byte. Holds one subdistrict at a time in memory.
pub fn population(profile: &OfficeProfile, seed: u64) -> Result<Population, ReferenceFault> {
    let areas = reference::areas_on(profile.regency, profile.as_of)?.areas;
    let tables = Tables {
        profile: *profile,
        seed,
        words: Words::load(profile.culture)?,
        origins: Origins::new(profile, &areas),
        prefixes: phone_prefixes()?,
        shape: tables::age_shape(profile.as_of.year())?,
        villages: villages_by_subdistrict(profile)?,
        quotas: residents::quotas(profile),
    };
    Ok(Population { tables, next_subdistrict: 0, current: None, ready: Vec::new().into_iter(), made: 0 })
}

/// The villages that there were on the day, by subdistrict of the profile, each in code order.
fn villages_by_subdistrict(profile: &OfficeProfile) -> Result<Vec<Vec<VillageEstimate>>, ReferenceFault> {
    let code_on = reference::code_on(profile.regency, profile.as_of)?;
    let estimates = tables::village_estimates(profile.regency)?;
    let on_the_day = |village: VillageEstimate| Some(VillageEstimate { code: code_on(&village.code)?, ..village });
    let mut villages: Vec<VillageEstimate> = estimates.into_iter().filter_map(on_the_day).collect();
    villages.sort_by(|one, other| one.code.cmp(&other.code));
    let of = |subdistrict: &SubdistrictProfile| {
        villages.iter().filter(|village| village.code.get(..8) == Some(subdistrict.code)).cloned().collect()
    };
    Ok(profile.subdistricts.iter().map(of).collect())
}

/// Iterator over the residents of an office; made by [`population`].
pub struct Population {
    tables: Tables,
    next_subdistrict: usize,
    current: Option<Subdistrict>,
    ready: std::vec::IntoIter<Person>,
    made: u32,
}

impl Iterator for Population {
    type Item = Person;

    fn next(&mut self) -> Option<Person> {
        loop {
            if let Some(person) = self.ready.next() {
                return Some(person);
            }
            if let Some(people) = self.current.as_mut().and_then(|current| current.next_household(&self.tables, self.made)) {
                self.made += people.len() as u32;
                self.ready = people.into_iter();
            } else {
                self.current = Some(self.tables.subdistrict(self.next_subdistrict, self.made)?);
                self.next_subdistrict += 1;
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.tables.profile.people - self.made) as usize + self.ready.len();
        (left, Some(left))
    }
}

impl ExactSizeIterator for Population {}

struct Tables {
    profile: OfficeProfile,
    seed: u64,
    words: Words,
    origins: Origins,
    prefixes: Vec<String>,
    shape: Vec<AgeCell>,
    villages: Vec<Vec<VillageEstimate>>,
    quotas: Vec<Quota>,
}

impl Tables {
    /// Draws up the residents, families and homes of the subdistrict at this position; none after the last.
    fn subdistrict(&self, position: usize, people_before: u32) -> Option<Subdistrict> {
        let profile = *self.profile.subdistricts.get(position)?;
        let quota = *self.quotas.get(position)?;
        let area = area_number(profile.code);
        let mut draw = Draw::new(self.seed, [u64::from(area), 0, 0]);
        let (residents, couples) = residents::draw_up(quota, &self.shape, &mut draw);
        let mut families = families::group(residents, &couples, &mut draw);
        recorded::record(&mut families.residents, self.profile.unrecorded, quota.unrecorded, &mut draw);
        let mut order: Vec<usize> = (0..families.households.len()).collect();
        draw.shuffle(&mut order);
        let places = Places::new(quota.people, self.villages.get(position)?, self.profile.culture, &mut draw);
        let numbers = Numbers::new(&self.profile, position, area);
        Some(Subdistrict { profile, area, families, order: order.into_iter(), places, numbers, people_before })
    }
}

/// A subdistrict under way.
struct Subdistrict {
    profile: SubdistrictProfile,
    area: u32,
    families: Families,
    order: std::vec::IntoIter<usize>,
    places: Places,
    numbers: Numbers,
    people_before: u32,
}

/// What the members of a household have in common while they are made.
struct Household<'a> {
    tables: &'a Tables,
    /// The subdistrict's people before this household, over all subdistricts.
    position: u32,
    head: Tradition,
    wife: Tradition,
    origin: Option<Origin>,
    absent_mother: String,
    draw: Draw,
}

impl Subdistrict {
    fn next_household(&mut self, tables: &Tables, made: u32) -> Option<Vec<Person>> {
        let number = self.order.next()?;
        let indices = self.families.households.get(number)?;
        let members: Vec<(usize, Resident)> =
            indices.iter().filter_map(|&index| Some((index, *self.families.residents.get(index)?))).collect();
        let &(_, head) = members.first()?;
        let mut household = Household::new(tables, self, head, number, made);
        let home = self.places.home(made - self.people_before);
        let births: Vec<Date> = members.iter().map(|(_, member)| household.birth_date(member)).collect();
        let kk = self.numbers.card(household.card_issued(births.first().copied()?));
        let names = household.names(&members, &births);
        let phones = household.phones(&members);
        let mut people = Vec::with_capacity(members.len());
        for (((_, member), name), (birth, phone)) in members.iter().zip(&names).zip(births.into_iter().zip(phones)) {
            let mother = member.mother.and_then(|mother| members.iter().zip(&names).find(|((index, _), _)| *index == mother));
            let mother_name = match mother {
                Some((_, name)) => name.clone(),
                None if member.relation == Relation::Child => household.absent_mother.clone(),
                None => household.mother_name(birth, household.tradition(member)),
            };
            let (area, birth_place) = household.first_registered(self, member, &home.village, birth);
            let nik_date = if household.draw.chance(1) { household.misread(birth) } else { birth };
            people.push(Person {
                id: i64::from(made) + people.len() as i64 + 1,
                nik: self.numbers.nik(area, member.sex, nik_date),
                kk: kk.clone(),
                name: name.clone(),
                birth_place,
                birth_date: birth,
                sex: member.sex,
                marital: member.marital,
                relation: member.relation,
                village: home.village.clone(),
                address: home.address.clone(),
                rt: home.rt,
                rw: home.rw,
                phone,
                recorded: member.recorded,
                mother_name,
            });
        }
        Some(people)
    }
}

/// Province code of Bali.
const BALI: u32 = 51;

impl<'a> Household<'a> {
    fn new(tables: &'a Tables, subdistrict: &Subdistrict, head: Resident, number: usize, position: u32) -> Self {
        let mut draw = Draw::new(tables.seed, [u64::from(subdistrict.area), 1, number as u64]);
        let traditions = subdistrict.profile.traditions;
        let origin = if draw.chance(45) { tables.origins.draw(&mut draw) } else { None };
        let tradition = match origin.as_ref().map(|origin| origin.province) {
            Some(BALI) => Tradition::Balinese,
            Some(province) if province != subdistrict.area / 10_000 => Tradition::Elsewhere,
            _ => draw_tradition(traditions, &mut draw),
        };
        let alike = match tradition {
            Tradition::Balinese | Tradition::Elsewhere => 850,
            Tradition::Lalu | Tradition::RadenOfLombok => 550,
            Tradition::Kemas | Tradition::Kiagus | Tradition::Masagus | Tradition::RadenOfPalembang => 350,
            Tradition::Sasak | Tradition::Javanese | Tradition::Palembang => 800,
        };
        let wife = if draw.chance(alike) { tradition } else { draw_tradition(traditions, &mut draw) };
        let mut household = Self { tables, position, head: tradition, wife, origin, absent_mother: String::new(), draw };
        let year = tables.profile.as_of.year() - i16::from(head.age) + 2;
        household.absent_mother = household.woman(year, wife);
        household
    }

    fn birth_date(&mut self, member: &Resident) -> Date {
        let as_of = self.tables.profile.as_of;
        let birthday = as_of.saturating_sub(i64::from(member.age).years());
        // Old people who knew no date were entered as born on the last day of the year, or in the middle of it.
        if member.age >= 45 && self.draw.chance(170) {
            let (month, day) = if self.draw.chance(600) { (12, 31) } else { (7, 1) };
            let years = [birthday.year(), birthday.year() - 1];
            let within = |&day: &Date| day <= birthday && day > birthday.saturating_sub(1.year());
            let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
            return days.into_iter().find(within).unwrap_or(birthday);
        }
        birthday.saturating_sub(i64::from(member.days).days())
    }

    /// A working day since 2010 on which the head was at least 17; recent cards are commoner, since cards are renewed.
    fn card_issued(&mut self, head_born: Date) -> Date {
        let first = date(2010, 1, 4).max(head_born.saturating_add(17.years()));
        let last = self.tables.profile.as_of;
        let days = first.until(last).map_or(0, |span| span.get_days().max(0)) as u32;
        let drawn = self.draw.below(days + 1).max(self.draw.below(days + 1));
        let mut day = first.saturating_add(Span::new().days(drawn));
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = day.yesterday().unwrap_or(first);
        }
        day
    }

    fn names(&mut self, members: &[(usize, Resident)], births: &[Date]) -> Vec<String> {
        let mut names: Vec<String> = Vec::with_capacity(members.len());
        let mut children = 0;
        for ((_, member), birth) in members.iter().zip(births) {
            let order = if member.relation == Relation::Child { children } else { self.draw.below(4) as usize };
            children += usize::from(member.relation == Relation::Child);
            let tradition = self.tradition(member);
            let bearer = Bearer { sex: member.sex, born: birth.year(), tradition, order, relation: member.relation };
            let mut name = self.tables.words.name(bearer, &mut self.draw);
            for _ in 0..4 {
                let first = |name: &str| name.split(' ').find(|word| word.len() > 5).map(str::to_owned);
                if !names.iter().any(|other| *other == name || first(other).is_some_and(|word| first(&name) == Some(word))) {
                    break;
                }
                name = self.tables.words.name(bearer, &mut self.draw);
            }
            names.push(name);
        }
        names
    }

    fn tradition(&self, member: &Resident) -> Tradition {
        match member.relation {
            Relation::Wife | Relation::InLaw => self.wife,
            Relation::Other => self.tables.profile.culture.plain(),
            _ => self.head,
        }
    }

    fn mother_name(&mut self, born: Date, tradition: Tradition) -> String {
        let years = 19 + self.draw.below(10) + self.draw.below(10);
        self.woman(born.year() - years as i16, tradition)
    }

    fn woman(&mut self, born: i16, tradition: Tradition) -> String {
        let order = self.draw.below(4) as usize;
        let bearer = Bearer { sex: Sex::Female, born, tradition, order, relation: Relation::Parent };
        self.tables.words.name(bearer, &mut self.draw)
    }

    /// Area number of the first registration, and the place of birth.
    fn first_registered(&mut self, subdistrict: &Subdistrict, member: &Resident, village: &str, birth: Date) -> (u32, String) {
        let grown = member.age >= residents::ADULT_AGE;
        let came_along = self.draw.chance(if grown { 1_000 } else { 600 });
        let married_in = matches!(member.relation, Relation::Wife | Relation::InLaw);
        let alone = self.draw.chance(if married_in { 40 } else { 14 });
        let origin = match &self.origin {
            Some(origin) if came_along => Some(origin.clone()),
            None if alone => self.tables.origins.draw(&mut self.draw),
            _ => None,
        };
        if let Some(origin) = origin {
            return (origin.area, origin.place);
        }
        let origins = &self.tables.origins;
        let moved = if self.draw.chance(30) { self.draw.pick(&origins.own).copied() } else { None };
        let place = origins.birth_place(&self.tables.profile, &subdistrict.profile, village, birth, &mut self.draw);
        (moved.unwrap_or(subdistrict.area), place)
    }

    /// Another day of the same year, as after a slip of the pen or a later correction.
    fn misread(&mut self, birth: Date) -> Date {
        let day = 1 + (birth.day() as u32 + self.draw.below(26)) % 28;
        Date::new(birth.year(), birth.month(), day as i8).unwrap_or(birth)
    }

    /// At most two numbers in a household: the head's and that of a grown child.
    fn phones(&mut self, members: &[(usize, Resident)]) -> Vec<Option<String>> {
        let any = self.draw.chance(u32::from(self.tables.profile.phone_permille));
        let second = self.draw.chance(450);
        let mut second_taken = false;
        let mut phones = Vec::with_capacity(members.len());
        for (_, member) in members {
            let young = member.age < 40 && matches!(member.relation, Relation::Child | Relation::InLaw);
            let shares = match member.relation {
                Relation::Head => 1_000,
                Relation::Wife => 650,
                _ if member.age < 15 => 0,
                _ if member.marital == Marital::Widowed => 250,
                _ => 550,
            };
            let shares = self.draw.chance(shares);
            let own = young && member.age >= residents::ADULT_AGE && second && !second_taken;
            second_taken |= own && any;
            phones.push(match (any, own, shares) {
                (true, true, _) => self.phone(1),
                (true, false, true) => self.phone(0),
                _ => None,
            });
        }
        phones
    }

    /// The household's first or second number. Each member has a position of its own and a household with a second number has a second
    /// member, so that no two households share a number.
    fn phone(&self, which: u32) -> Option<String> {
        let index = self.position + which;
        let count = self.tables.prefixes.len() as u32;
        let at = index.checked_rem(count)?;
        let prefix = self.tables.prefixes.get(at as usize)?;
        // Neighbours have numbers of one block of a thousand, as where a carrier gives a town a block; 379 has no factor in common with
        // 1000, so that this scatters a block's numbers without repeating one.
        let number = index / count;
        let (block, within) = ((number / 1_000 + at * 17) % 100, (number % 1_000 * 379 + at * 113) % 1_000);
        let subscriber = block * 1_000 + within;
        Some(format!("{prefix}000{subscriber:05}"))
    }
}

/// The prefixes in use, in an order that mixes carriers.
fn phone_prefixes() -> Result<Vec<String>, ReferenceFault> {
    let mut prefixes = reference::mobile_prefixes()?;
    Draw::new(0, [0, 0, 0]).shuffle(&mut prefixes);
    Ok(prefixes)
}
