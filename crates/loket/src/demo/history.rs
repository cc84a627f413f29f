//! The weeks before the demonstration's day: who asked for a card, what was printed, what lies on the shelves.
//!
//! Only the totals of the article are facts; purposes, days and shelves are assumptions that look like an office at work. Everything is
//! drawn from one seeded stream, so that the same seed gives the same office.

use std::collections::{BTreeMap, BTreeSet};

use adapters::{
    reference,
    synthetic::{OfficeProfile, Person},
};
use anyhow::Context;
use app::past::{Past, PastAct};
use app::{cases::NewCase, print::PrintResult};
use domain::{
    access::Role,
    blank::LotSource,
    case::{Damage, HandOver, Identity, OldCard, Purpose, SpoilCause},
    central::CentralCode,
    id::{AccountId, PersonId},
    office::Zone,
    person::age_years,
    rule::{Document, RuleBook},
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

use super::{DemoOffice, staff::Member};

/// Blanks that a printer gets at a time.
const ISSUE: i64 = 100;
const PRINTERS: [&str; 2] = ["CETAK-1", "CETAK-2"];
const SHELVES: [&str; 4] = ["RAK-01", "RAK-02", "RAK-03", "RAK-04"];
const CAUSES: [SpoilCause; 4] = [SpoilCause::FailedEncode, SpoilCause::FailedPrint, SpoilCause::NoChip, SpoilCause::FailedEncode];
/// Working days of the history.
const DAYS: usize = 36;

/// People met while the register was imported, by what they may need.
pub struct History {
    demo: &'static DemoOffice,
    profile: &'static OfficeProfile,
    new_villages: BTreeSet<String>,
    /// Recorded, 17 or 18: a first card.
    beginners: Vec<PersonId>,
    /// Recorded adults: a lost, damaged or changed card.
    adults: Vec<PersonId>,
    /// Recorded adults of new villages: the area on the card changed.
    renamed: Vec<PersonId>,
    /// Must have a card and are not recorded.
    unrecorded: Vec<PersonId>,
    draw: Pcg64,
}

/// Why a card is asked for, and how often (of 100).
const PURPOSES: [(Purpose, Option<Damage>, u32); 6] = [
    (Purpose::First, None, 34),
    (Purpose::Lost, None, 26),
    (Purpose::Damaged, Some(Damage::Unusable), 16),
    (Purpose::Changed, None, 14),
    (Purpose::MovedIn, None, 6),
    (Purpose::SuketToCard, None, 4),
];

/// The queue on the day: what the shortage left behind.
const QUEUE: [(Purpose, Option<Damage>, u32); 7] = [
    (Purpose::First, None, 24),
    (Purpose::Lost, None, 20),
    (Purpose::Damaged, Some(Damage::Unusable), 9),
    (Purpose::Damaged, Some(Damage::Usable), 14),
    (Purpose::Changed, None, 11),
    (Purpose::MovedIn, None, 5),
    (Purpose::AreaRenamed, None, 17),
];

impl History {
    /// Begins to meet people.
    pub fn new(demo: &'static DemoOffice, profile: &'static OfficeProfile, seed: u64) -> anyhow::Result<Self> {
        Ok(Self {
            demo,
            profile,
            new_villages: reference::new_villages(demo.regency, profile.as_of)?.into_iter().collect(),
            beginners: Vec::new(),
            adults: Vec::new(),
            renamed: Vec::new(),
            unrecorded: Vec::new(),
            draw: Pcg64::seed_from_u64(seed ^ 0x1001),
        })
    }

    /// Meets a person; answers what the centre says of the person in the imported file.
    pub fn meet(&mut self, person: &Person) -> Option<(CentralCode, Date)> {
        let (id, age) = (PersonId(person.id), age_years(person.birth_date, self.profile.as_of));
        if !person.recorded {
            if (17..=60).contains(&age) {
                self.unrecorded.push(id);
            }
            return None;
        }
        if age <= 18 {
            // Recorded lately; a first card is still to come for those whom the history picks.
            let before = self.profile.as_of.checked_sub(60.days()).unwrap_or(Date::MIN);
            if person.marital == adapters::synthetic::Marital::Single && age_years(person.birth_date, before) >= 17 {
                self.beginners.push(id);
                return Some((CentralCode::SentForEnrollment, self.day_in(2022, 2022)));
            }
        } else if self.new_villages.contains(&person.village) && age < 60 {
            self.renamed.push(id);
        } else if age < 65 {
            self.adults.push(id);
        }
        let code = match self.draw.random_range(0..100_u32) {
            0..55 => CentralCode::CardIssued,
            55..90 => CentralCode::CardShipped,
            _ => CentralCode::CardPrinted,
        };
        Some((code, self.day_in(2012, 2021)))
    }

    /// A day of some year before the demonstration's, never a weekend problem: the centre works always.
    fn day_in(&mut self, from: i16, to: i16) -> Date {
        let year = self.draw.random_range(from..=to).min(self.profile.as_of.year());
        let last_month = if year == self.profile.as_of.year() { 9 } else { 12 };
        let (month, day) = (self.draw.random_range(1..=last_month), self.draw.random_range(1..=28));
        Date::new(year, month, day).unwrap_or(self.profile.as_of)
    }

    /// All past acts, in order of time.
    pub fn acts(mut self, members: &[Member]) -> anyhow::Result<Vec<PastAct>> {
        let mut story = Story::new(self.demo, self.profile.as_of, members)?;
        let delivered = story.day(0);
        let later = self.demo.received / 3;
        story.add(
            delivered,
            Role::Stock,
            Past::Received("SJ-471.13/0917/2022".to_owned(), LotSource::Centre, self.demo.received - later),
            &mut self.draw,
        )?;
        let second = story.day(DAYS / 2);
        story.add(second, Role::Stock, Past::Received("BAST-PROV-NTB/118".to_owned(), LotSource::Province, later), &mut self.draw)?;
        let printed = usize::try_from(self.demo.received - self.demo.blanks - self.demo.spoiled)?;
        let collected = printed - self.demo.uncollected;
        let spoil_every = printed / usize::try_from(self.demo.spoiled)?.max(1);
        for number in 0..printed {
            let person = self.pick(&PURPOSES)?;
            let spoiled = number % spoil_every == 0 && number / spoil_every < usize::try_from(self.demo.spoiled)?;
            let end = if number < collected { End::Collected } else { End::Uncollected };
            story.printed(person, spoiled, end, &mut self.draw)?;
        }
        for _ in 0..self.demo.print_ready {
            let person = self.pick(&QUEUE)?;
            story.ready(person, &mut self.draw)?;
        }
        for number in 0..100 {
            let early = match number {
                0..60 => Early::WaitingCentral(take(&mut self.draw, &mut self.beginners).context("no beginner is left")?),
                60..85 => Early::WaitingRecording(take(&mut self.draw, &mut self.unrecorded).context("nobody unrecorded is left")?),
                _ => Early::DocumentsMissing(take(&mut self.draw, &mut self.adults).context("no adult is left")?),
            };
            story.early(early, &mut self.draw)?;
        }
        story.issue_blanks()
    }

    /// A purpose by its weight, and somebody who may have it.
    fn pick(&mut self, weights: &[(Purpose, Option<Damage>, u32)]) -> anyhow::Result<Asked> {
        let mut at = self.draw.random_range(0..weights.iter().map(|(_, _, weight)| weight).sum::<u32>());
        let mut picked = (Purpose::Lost, None);
        for (purpose, damage, weight) in weights {
            if at < *weight {
                picked = (*purpose, *damage);
                break;
            }
            at -= weight;
        }
        let people = match picked.0 {
            Purpose::First => &mut self.beginners,
            Purpose::AreaRenamed => &mut self.renamed,
            _ => &mut self.adults,
        };
        let person = take(&mut self.draw, people).with_context(|| format!("too few people for {}", picked.0))?;
        Ok(Asked { person, purpose: picked.0, damage: picked.1 })
    }
}

/// One of a few, each as likely as the others.
fn pick<T: Copy, const N: usize>(draw: &mut Pcg64, from: [T; N]) -> T {
    let [first, ..] = from.as_slice() else { unreachable!("a choice of nothing") };
    from.get(draw.random_range(0..N)).copied().unwrap_or(*first)
}

/// Takes one of many out; `None` when nobody is left.
fn take(draw: &mut Pcg64, people: &mut Vec<PersonId>) -> Option<PersonId> {
    (!people.is_empty()).then(|| people.swap_remove(draw.random_range(0..people.len())))
}

/// Somebody who asked for a card.
#[derive(Clone, Copy)]
struct Asked {
    person: PersonId,
    purpose: Purpose,
    damage: Option<Damage>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Collected,
    Uncollected,
}

enum Early {
    WaitingCentral(PersonId),
    WaitingRecording(PersonId),
    DocumentsMissing(PersonId),
}

/// The acts so far, and the calendar.
struct Story {
    days: Vec<Date>,
    zone: Zone,
    rules: RuleBook,
    by_role: BTreeMap<Role, AccountId>,
    acts: Vec<PastAct>,
}

impl Story {
    fn new(demo: &DemoOffice, day: Date, members: &[Member]) -> anyhow::Result<Self> {
        let holidays: BTreeSet<Date> = reference::holidays()?.into_iter().map(|holiday| holiday.date).collect();
        let works = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(day);
        let mut days: Vec<Date> =
            std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok()).filter(works).take(DAYS).collect();
        days.reverse();
        let by_role = members.iter().map(|member| (member.role, member.account)).collect();
        Ok(Self { days, zone: demo.zone(), rules: reference::rule_book()?, by_role, acts: Vec::new() })
    }

    /// A working day of the history, counted from its beginning.
    fn day(&self, index: usize) -> Date {
        let last = self.days.len().saturating_sub(1);
        self.days.get(index.min(last)).copied().unwrap_or(Date::MIN)
    }

    /// Adds an act at some time of an office day; deliveries and openings in the morning.
    fn add(&mut self, day: Date, role: Role, what: Past, draw: &mut Pcg64) -> anyhow::Result<()> {
        // The hour keeps the order of a case's acts within one day.
        let hour = match what {
            Past::Received(..) => 7,
            Past::Issued(..) => 8,
            Past::Opened(_) => draw.random_range(8..12),
            Past::Observed(..) => 12,
            Past::Printed(_, _, PrintResult::Spoiled(_)) => 13,
            Past::Printed(..) => 14,
            Past::Shelved(..) => 15,
            Past::Collected(..) => draw.random_range(8..12),
        };
        let (minute, second) = (draw.random_range(0..60), draw.random_range(0..60));
        let at = day.at(hour, minute, second, 0).to_zoned(self.zone.time_zone())?.timestamp();
        self.push(at, role, what)
    }

    fn push(&mut self, at: Timestamp, role: Role, what: Past) -> anyhow::Result<()> {
        let account = self.by_role.get(&role).copied().with_context(|| format!("nobody works as {role}"))?;
        self.acts.push(PastAct { at, account, what });
        Ok(())
    }

    fn open(&mut self, index: usize, asked: Asked, documents: BTreeSet<Document>, draw: &mut Pcg64) -> anyhow::Result<()> {
        let Asked { person, purpose, damage } = asked;
        let new = NewCase { person, purpose, damage, documents, phone: None };
        self.add(self.day(index), Role::Counter, Past::Opened(new), draw)
    }

    /// Everything that the rule asks for on that day; of alternatives the first.
    fn all_documents(&self, index: usize, purpose: Purpose) -> BTreeSet<Document> {
        let rules = self.rules.documents_for(purpose, self.day(index));
        rules.iter().filter_map(|rule| rule.requirement.any_of.first().copied()).collect()
    }

    /// A case that was opened and printed; the newest stay uncollected, a dozen of them without a shelf.
    fn printed(&mut self, asked: Asked, spoiled: bool, end: End, draw: &mut Pcg64) -> anyhow::Result<()> {
        let last = DAYS - 1;
        let printed = match end {
            End::Collected => draw.random_range(2..=last - 1),
            End::Uncollected => last - draw.random_range(0..DAYS * 3 / 4).min(draw.random_range(0..DAYS * 3 / 4)),
        };
        let opened = printed - draw.random_range(0..3_usize).min(printed - 1);
        self.open(opened, asked, self.all_documents(opened, asked.purpose), draw)?;
        if asked.purpose == Purpose::First {
            self.add(self.day(printed), Role::DataAdmin, Past::Observed(asked.person, CentralCode::PrintReadyRecord), draw)?;
        }
        let printer = pick(draw, PRINTERS);
        if spoiled {
            let cause = pick(draw, CAUSES);
            self.add(self.day(printed), Role::Printing, Past::Printed(asked.person, printer, PrintResult::Spoiled(cause)), draw)?;
        }
        self.add(self.day(printed), Role::Printing, Past::Printed(asked.person, printer, PrintResult::Good), draw)?;
        if end == End::Uncollected && printed == last && draw.random_range(0..3) == 0 {
            return Ok(());
        }
        let shelf = pick(draw, SHELVES);
        self.add(self.day(printed), Role::Printing, Past::Shelved(asked.person, shelf), draw)?;
        if end == End::Collected {
            let collected = (printed + draw.random_range(1..6)).min(last);
            let old_card = match asked.purpose {
                Purpose::First | Purpose::SuketToCard => OldCard::None,
                Purpose::Lost => OldCard::PoliceLetter,
                _ => OldCard::Surrendered,
            };
            let how = HandOver { identity: Identity::Checked, old_card };
            self.add(self.day(collected), Role::Counter, Past::Collected(asked.person, how), draw)?;
        }
        Ok(())
    }

    /// A case that waits for the printer.
    fn ready(&mut self, asked: Asked, draw: &mut Pcg64) -> anyhow::Result<()> {
        let opened = DAYS - 1 - draw.random_range(0..DAYS / 2);
        self.open(opened, asked, self.all_documents(opened, asked.purpose), draw)?;
        if asked.purpose == Purpose::First {
            let seen = (opened + draw.random_range(0..4)).min(DAYS - 1);
            self.add(self.day(seen), Role::DataAdmin, Past::Observed(asked.person, CentralCode::PrintReadyRecord), draw)?;
        }
        Ok(())
    }

    /// A case that waits for something before the printer.
    fn early(&mut self, early: Early, draw: &mut Pcg64) -> anyhow::Result<()> {
        let opened = DAYS - 1 - draw.random_range(0..10);
        let (person, purpose, complete) = match early {
            Early::WaitingCentral(person) | Early::WaitingRecording(person) => (person, Purpose::First, true),
            Early::DocumentsMissing(person) => (person, Purpose::Lost, false),
        };
        let documents = if complete { self.all_documents(opened, purpose) } else { BTreeSet::from([Document::KkCopy]) };
        self.open(opened, Asked { person, purpose, damage: None }, documents, draw)
    }

    /// Orders the acts by time and gives each printer blanks before it runs out.
    fn issue_blanks(mut self) -> anyhow::Result<Vec<PastAct>> {
        self.acts.sort_by_key(|act| act.at);
        let mut held = BTreeMap::<&str, i64>::new();
        let keeper = self.by_role.get(&Role::Stock).copied().context("nobody keeps the stock")?;
        let mut ordered = Vec::with_capacity(self.acts.len() + 64);
        for act in self.acts {
            if let Past::Printed(_, printer, _) = act.what {
                let held = held.entry(printer).or_default();
                if *held == 0 {
                    ordered.push(PastAct { at: act.at, account: keeper, what: Past::Issued(printer, ISSUE) });
                    *held = ISSUE;
                }
                *held -= 1;
            }
            ordered.push(act);
        }
        Ok(ordered)
    }
}
