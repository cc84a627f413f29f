//! The weeks before the demonstration's day: who asked for a card, what was printed, what lies on the shelves.
//!
//! Only the totals that [`super::offices`] gives to an article are facts; purposes, days and shelves are assumptions that look like an
//! office at work. Everything is drawn from one seeded stream, so that the same seed gives the same office.

use std::collections::BTreeSet;

use adapters::{
    reference,
    synthetic::{Marital, OfficeProfile, Person},
};
use anyhow::Context;
use app::past::PastAct;
use domain::{
    case::{Damage, Purpose},
    central::{CentralCode, CentralPhase},
    id::PersonId,
    person::age_years,
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::{
    DemoOffice,
    offices::{Lying, Wishes},
    staff::Member,
    story::{Asked, Early, End, Print, Story},
};

/// The mass recording began in 2011; its first cards came in 2012.
const FIRST_STATUS: Date = date(2012, 1, 1);
/// The newest recordings of the register, days before the first act.
const LATELY_DAYS: i32 = 300;
/// The register was delivered this many days before the first act; no status in it is younger.
const REGISTER_DAYS: i32 = 8;
/// Repairs that are running, and people of whom somebody said where they are; assumptions.
const REPAIRS_MAX: usize = 24;
const SAID_MAX: usize = 600;
/// Records that the centre received within the last weeks; an assumption.
const RECEIVED: usize = 150;
/// Statuses that need a repair, one after another.
const STUCK: [CentralCode; 5] = [
    CentralCode::DuplicateRecord,
    CentralCode::EnrollFailureAtCentral,
    CentralCode::AdjudicateRecord,
    CentralCode::RequestValidation,
    CentralCode::EnrollFailureAtRegional,
];
/// Cases that wait for something before the printer; an assumption.
const EARLY_CASES: usize = 100;

/// People met while the register was imported, by what they may need.
pub struct History {
    demo: &'static DemoOffice,
    profile: &'static OfficeProfile,
    new_villages: BTreeSet<String>,
    /// Recorded, 17 or 18: a first card.
    beginners: Vec<PersonId>,
    /// Recorded, 17 or 18, and stuck at the centre.
    stuck: Vec<PersonId>,
    /// Recorded long ago and allowed a card that was never printed.
    unprinted: Vec<PersonId>,
    /// Recorded adults: a lost, damaged or changed card.
    adults: Vec<PersonId>,
    /// The same in the subdistrict that most of the uncollected cards belong to.
    of_most: Vec<PersonId>,
    /// Recorded adults of new villages: the area on the card changed.
    renamed: Vec<PersonId>,
    /// Must have a card and are not recorded.
    unrecorded: Vec<PersonId>,
    draw: Pcg64,
}

impl History {
    /// Begins to meet people.
    pub fn new(demo: &'static DemoOffice, profile: &'static OfficeProfile, seed: u64) -> anyhow::Result<Self> {
        Ok(Self {
            demo,
            profile,
            new_villages: reference::new_villages(demo.regency, profile.as_of)?.into_iter().collect(),
            beginners: Vec::new(),
            stuck: Vec::new(),
            unprinted: Vec::new(),
            adults: Vec::new(),
            of_most: Vec::new(),
            renamed: Vec::new(),
            unrecorded: Vec::new(),
            draw: Pcg64::seed_from_u64(seed ^ 0x1001),
        })
    }

    /// Meets a person; answers what the centre says of the person in the imported file.
    pub fn meet(&mut self, person: &Person) -> Option<(CentralCode, Date)> {
        let (id, age) = (PersonId(person.id), age_years(person.birth_date, self.profile.as_of));
        let since = self.demo.before.since;
        if !person.recorded {
            if (17..=60).contains(&age) {
                self.unrecorded.push(id);
            }
            return None;
        }
        if age <= 18 {
            // Recorded lately; a first card is still to come for those whom the history picks.
            if person.marital == Marital::Single && age_years(person.birth_date, since) >= 17 {
                let code = lately(person.id);
                let pool = if code.phase() == CentralPhase::NeedsRepair { &mut self.stuck } else { &mut self.beginners };
                pool.push(id);
                let first = since.saturating_sub(LATELY_DAYS.days());
                return Some((code, self.day_from(first)));
            }
        } else if self.new_villages.contains(&person.village) && age < 60 {
            self.renamed.push(id);
        } else if age < 65 {
            if self.draw.random_range(0..1_000_u32) < self.demo.before.never_printed_permille {
                self.unprinted.push(id);
                return Some((CentralCode::PrintReadyRecord, self.day_from(FIRST_STATUS)));
            }
            let of_most = self.demo.before.lying_mostly_in.is_some_and(|code| person.village.starts_with(code));
            let pool = if of_most { &mut self.of_most } else { &mut self.adults };
            pool.push(id);
        }
        let code = match self.draw.random_range(0..100_u32) {
            0..55 => CentralCode::CardIssued,
            55..90 => CentralCode::CardShipped,
            _ => CentralCode::CardPrinted,
        };
        Some((code, self.day_from(FIRST_STATUS)))
    }

    /// A day from the first up to the register's delivery; the centre works always.
    fn day_from(&mut self, first: Date) -> Date {
        let last = self.demo.before.since.saturating_sub(REGISTER_DAYS.days());
        let days = first.until(last).map_or(0, |span| span.get_days()).max(0);
        first.saturating_add(self.draw.random_range(0..=days).days())
    }

    /// All past acts, in order of time.
    pub fn acts(mut self, members: &[Member]) -> anyhow::Result<Vec<PastAct>> {
        let before = &self.demo.before;
        let mut story = Story::new(self.demo, self.profile.as_of, members)?;
        story.deliver(&mut self.draw)?;
        let ends = self.ends(&story)?;
        // Blanks are spoiled on the way to cards that were collected, which come first.
        let collected = before.printed - self.demo.uncollected - before.to_villages.sent;
        let spoil_every = (collected / before.spoiled.max(1)).max(1);
        for (number, end) in ends.into_iter().enumerate() {
            let asked = self.who_has_a_card(end)?;
            let spoiled = number % spoil_every == 0 && number / spoil_every < before.spoiled;
            story.printed(asked, if spoiled { Print::AfterASpoil } else { Print::AtOnce }, end, &mut self.draw)?;
        }
        for _ in 0..self.demo.print_ready {
            let asked = self.wish(before.queue)?;
            story.ready(asked, &mut self.draw)?;
        }
        for number in 0..EARLY_CASES {
            let early = match number {
                0..60 => Early::WaitingCentral(take(&mut self.draw, &mut self.beginners).context("no beginner is left")?),
                60..85 => Early::WaitingRecording(take(&mut self.draw, &mut self.unrecorded).context("nobody unrecorded is left")?),
                _ => Early::DocumentsMissing(take(&mut self.draw, &mut self.adults).context("no adult is left")?),
            };
            story.early(early, &mut self.draw)?;
        }
        self.around_the_centre(&mut story)?;
        story.issue_blanks()
    }

    /// Records that came to the centre lately, repairs of some that are stuck, and where some of the unrecorded are.
    fn around_the_centre(&mut self, story: &mut Story) -> anyhow::Result<()> {
        for _ in 0..RECEIVED.min(self.beginners.len() / 4) {
            let person = take(&mut self.draw, &mut self.beginners).context("no beginner is left")?;
            story.received(person, &mut self.draw)?;
        }
        for number in 0..REPAIRS_MAX.min(self.stuck.len() / 2) {
            let person = take(&mut self.draw, &mut self.stuck).context("nobody stuck is left")?;
            story.repair(person, number, &mut self.draw)?;
        }
        for _ in 0..SAID_MAX.min(self.unrecorded.len() / 6) {
            let person = take(&mut self.draw, &mut self.unrecorded).context("nobody unrecorded is left")?;
            story.say(person, &mut self.draw)?;
        }
        Ok(())
    }

    /// Where each printed card ends: first the collected, then those that were sent to villages, then those that lie in the office.
    fn ends(&mut self, story: &Story) -> anyhow::Result<Vec<End>> {
        let before = &self.demo.before;
        let villages = &before.to_villages;
        let collected = before.printed - self.demo.uncollected - villages.sent;
        let mut ends: Vec<End> = (0..collected).map(|_| End::Collected(story.print_day(&mut self.draw))).collect();
        let days = story.print_days_until(villages.printed_until);
        for number in 0..villages.sent {
            let day = *days.get(number * days.len() / villages.sent).context("no day of printing before the villages' last")?;
            // The earliest had the most time to be collected.
            ends.push(if number < villages.collected { End::CollectedAtVillage(day) } else { End::AtVillage(day) });
        }
        match before.lying {
            Lying::Lately => ends.extend((0..self.demo.uncollected).map(|_| End::Lying(story.late_print_day(&mut self.draw)))),
            Lying::Between(spans) => {
                for (first, last, cards) in spans {
                    let days = story.print_days_between(*first, *last);
                    ends.extend((0..*cards).filter_map(|card| days.get(card * days.len() / cards)).map(|day| End::Lying(*day)));
                }
            }
        }
        anyhow::ensure!(ends.len() == before.printed, "{} cards have an end, {} are printed", ends.len(), before.printed);
        Ok(ends)
    }

    /// Somebody whose card was printed.
    fn who_has_a_card(&mut self, end: End) -> anyhow::Result<Asked> {
        let before = &self.demo.before;
        let mut asked = draw_wish(&mut self.draw, before.purposes);
        // Where an office names a subdistrict, a third of what lies there is of its people, besides their share of the rest.
        let of_most = matches!(end, End::Lying(_)) && !self.of_most.is_empty() && self.draw.random_range(0..3) == 0;
        if of_most {
            while asked.0 == Purpose::First {
                asked = draw_wish(&mut self.draw, before.purposes);
            }
            let person = take(&mut self.draw, &mut self.of_most).context("nobody of the subdistrict is left")?;
            return Ok(Asked { person, purpose: asked.0, damage: asked.1, allowed: true });
        }
        self.somebody(asked)
    }

    /// A purpose by its weight, and somebody who may have it.
    fn wish(&mut self, weights: Wishes) -> anyhow::Result<Asked> {
        let wish = draw_wish(&mut self.draw, weights);
        self.somebody(wish)
    }

    fn somebody(&mut self, (purpose, damage): (Purpose, Option<Damage>)) -> anyhow::Result<Asked> {
        // Of ten first cards seven are for those who were recorded long ago, where there are such people.
        let unprinted = purpose == Purpose::First && !self.unprinted.is_empty() && self.draw.random_range(0..10) < 7;
        // The largest subdistrict has its share of everything.
        let of_most = !self.of_most.is_empty() && self.draw.random_range(0..9) == 0;
        let people = match purpose {
            Purpose::First if unprinted => &mut self.unprinted,
            Purpose::First => &mut self.beginners,
            Purpose::AreaRenamed => &mut self.renamed,
            _ if of_most => &mut self.of_most,
            _ => &mut self.adults,
        };
        let person = take(&mut self.draw, people).with_context(|| format!("too few people for {purpose}"))?;
        Ok(Asked { person, purpose, damage, allowed: purpose != Purpose::First || unprinted })
    }
}

/// What the centre says of somebody who was recorded lately, by the person's number: of forty one is stuck, one was not sent yet, one could
/// not be searched, two arrived, and the others are on their way.
fn lately(person: i64) -> CentralCode {
    match person % 40 {
        0 => STUCK.iter().cycle().nth((person / 40 % 5) as usize).copied().unwrap_or(CentralCode::DuplicateRecord),
        1 => CentralCode::BioCaptured,
        2 => CentralCode::SearchFailureAtCentral,
        3 | 4 => CentralCode::ReceivedAtCentral,
        _ => CentralCode::SentForEnrollment,
    }
}

/// A purpose with the grade of damage, by its weight.
fn draw_wish(draw: &mut Pcg64, weights: Wishes) -> (Purpose, Option<Damage>) {
    let mut at = draw.random_range(0..weights.iter().map(|(_, _, weight)| weight).sum::<u32>());
    for (purpose, damage, weight) in weights {
        if at < *weight {
            return (*purpose, *damage);
        }
        at -= weight;
    }
    (Purpose::Lost, None)
}

/// Takes one of many out; `None` when nobody is left.
fn take(draw: &mut Pcg64, people: &mut Vec<PersonId>) -> Option<PersonId> {
    (!people.is_empty()).then(|| people.swap_remove(draw.random_range(0..people.len())))
}
