//! The acts of the weeks before, each at a time of an office day that keeps the order of a case's acts.

use std::collections::{BTreeMap, BTreeSet};

use adapters::reference;
use anyhow::Context;
use app::{
    cases::NewCase,
    past::{Past, PastAct, PastDelivery},
    print::PrintResult,
};
use domain::{
    access::Role,
    blank::{Item, LotSource},
    case::{Damage, HandOver, Identity, OldCard, Purpose, SpoilCause},
    central::CentralCode,
    id::{AccountId, PersonId},
    ladder::LadderAction,
    office::Zone,
    request::Outlook,
    rule::{Document, RuleBook},
    whereabouts::Stay,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
};
use rand::RngExt;
use rand_pcg::Pcg64;

use super::{DemoOffice, staff::Member};

/// Blanks that a printer gets at a time.
const ISSUE: i64 = 100;
/// Cards of a ribbon, as the rule has it, and ribbons that the regency paid for.
const RIBBON_CARDS: i64 = 500;
const RIBBONS: i64 = 60;
const PRINTERS: [&str; 2] = ["CETAK-1", "CETAK-2"];
const SHELVES: [&str; 4] = ["RAK-01", "RAK-02", "RAK-03", "RAK-04"];
const CAUSES: [SpoilCause; 4] = [SpoilCause::FailedEncode, SpoilCause::FailedPrint, SpoilCause::NoChip, SpoilCause::FailedEncode];
/// Where the unrecorded are, each as often as it stands here; an assumption.
const STAYS: [Stay; 10] = [
    Stay::Here,
    Stay::Here,
    Stay::Here,
    Stay::Abroad,
    Stay::Abroad,
    Stay::Elsewhere,
    Stay::AtSchool,
    Stay::AtSchool,
    Stay::Moved,
    Stay::Unknown,
];
/// Nothing is printed on the first working days: somebody must have asked before.
const DAYS_BEFORE_PRINTING: usize = 2;

/// Somebody who asked for a card.
#[derive(Clone, Copy)]
pub struct Asked {
    pub person: PersonId,
    pub purpose: Purpose,
    pub damage: Option<Damage>,
    /// Whether the centre's status in the register allows a card already.
    pub allowed: bool,
}

/// Whether a blank was spoiled before the good card.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Print {
    AtOnce,
    AfterASpoil,
}

/// Where a card is on the day, and when it was printed.
#[derive(Clone, Copy)]
pub enum End {
    Collected(Date),
    CollectedAtVillage(Date),
    AtVillage(Date),
    Lying(Date),
}

/// What a case waits for before the printer.
pub enum Early {
    WaitingCentral(PersonId),
    WaitingRecording(PersonId),
    DocumentsMissing(PersonId),
}

/// The acts so far, and the calendar.
pub struct Story {
    demo: &'static DemoOffice,
    /// The working days before the day, in order.
    days: Vec<Date>,
    zone: Zone,
    rules: RuleBook,
    by_role: BTreeMap<Role, AccountId>,
    acts: Vec<PastAct>,
    /// Whether somebody was left without a notice.
    left_untold: bool,
}

impl Story {
    /// An empty story whose last working day is the one before `day`.
    pub fn new(demo: &'static DemoOffice, day: Date, members: &[Member]) -> anyhow::Result<Self> {
        let holidays: BTreeSet<Date> = reference::holidays()?.into_iter().map(|holiday| holiday.date).collect();
        let works = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(day);
        let since = demo.before.since;
        let days = std::iter::successors(Some(since), |day| day.tomorrow().ok()).take_while(|next| *next < day).filter(works).collect();
        let by_role = members.iter().map(|member| (member.role, member.account)).collect();
        Ok(Self { demo, days, zone: demo.zone(), rules: reference::rule_book()?, by_role, acts: Vec::new(), left_untold: false })
    }

    /// Two deliveries: two thirds of the blanks in the beginning, the rest halfway.
    pub fn deliver(&mut self, draw: &mut Pcg64) -> anyhow::Result<()> {
        let (received, [first, second]) = (self.demo.received()?, self.demo.before.deliveries);
        let later = received / 3;
        let asked = format!("471.13/{}/Dukcapil", 120 + self.days.len());
        let delivery =
            |item, label: &str, source, quantity, answers| PastDelivery { item, label: label.to_owned(), source, quantity, answers };
        let blanks = |label, source, quantity, answers| Past::Received(delivery(Item::Blank, label, source, quantity, answers));
        self.add(self.day(0), Role::Stock, blanks(first, LotSource::Centre, received - later, None), draw)?;
        let ribbons = delivery(Item::Ribbon, "BAST-APBD-RIBBON", LotSource::Grant, RIBBONS, None);
        self.add(self.day(0), Role::Stock, Past::Received(ribbons), draw)?;
        // The office asked for half as much again as came.
        self.add(self.day(1), Role::Stock, Past::Requested(asked.clone(), later + later / 2), draw)?;
        let answer = blanks(second, LotSource::Province, later, Some(asked));
        self.add(self.day(self.days.len() / 2), Role::Stock, answer, draw)?;
        if let Some((next, policy, source)) = self.demo.before.outlook {
            let outlook = Outlook { policy, next_delivery: Some(next), source: source.to_owned() };
            self.add(self.day(usize::MAX), Role::Head, Past::Expected(outlook), draw)?;
        }
        let second = self.by_role.get(&Role::SectionHead).copied().context("nobody heads the section")?;
        for place in ["GUDANG", "CETAK-1", "CETAK-2"] {
            self.add(self.day(usize::MAX), Role::Stock, Past::Closed(place, second), draw)?;
        }
        Ok(())
    }

    /// A day of printing that leaves time to collect the card.
    pub fn print_day(&self, draw: &mut Pcg64) -> Date {
        let days = self.print_days();
        pick_of(draw, days.get(..days.len().saturating_sub(1)).unwrap_or_default()).unwrap_or(self.demo.before.since)
    }

    /// A day of printing, the later the likelier.
    pub fn late_print_day(&self, draw: &mut Pcg64) -> Date {
        let days = self.print_days();
        let reach = (days.len() * 3 / 4).max(1);
        let back = draw.random_range(0..reach).min(draw.random_range(0..reach));
        days.get(days.len().saturating_sub(1 + back)).copied().unwrap_or(self.demo.before.since)
    }

    /// The days of printing up to and with a day.
    pub fn print_days_until(&self, last: Date) -> Vec<Date> {
        self.print_days().into_iter().filter(|day| *day <= last).collect()
    }

    /// The days of printing from one day to another; when none of them is a working day, the first all the same.
    pub fn print_days_between(&self, first: Date, last: Date) -> Vec<Date> {
        let days: Vec<Date> = self.print_days().into_iter().filter(|day| (first..=last).contains(day)).collect();
        if days.is_empty() { vec![first] } else { days }
    }

    fn print_days(&self) -> Vec<Date> {
        self.days.iter().skip(DAYS_BEFORE_PRINTING).copied().filter(|day| !self.cut_off(*day)).collect()
    }

    fn cut_off(&self, day: Date) -> bool {
        self.demo.before.cut_off.is_some_and(|(first, last)| (first..=last).contains(&day))
    }

    /// A working day counted from the beginning; the last one for everything beyond.
    fn day(&self, index: usize) -> Date {
        self.days.get(index.min(self.days.len().saturating_sub(1))).copied().unwrap_or(self.demo.before.since)
    }

    /// How many working days lie before a day.
    fn before(&self, day: Date) -> usize {
        self.days.partition_point(|other| *other < day)
    }

    /// Adds an act at some time of an office day; deliveries and openings in the morning.
    fn add(&mut self, day: Date, role: Role, what: Past, draw: &mut Pcg64) -> anyhow::Result<()> {
        // The hour keeps the order of a case's acts within one day.
        let hour = match what {
            Past::Received(..) => 7,
            Past::Issued(..) | Past::Ribbon(_) | Past::Requested(..) | Past::Expected(_) => 8,
            Past::RepairOpened(_) => 9,
            Past::RepairLetter(..) | Past::Said(..) => 10,
            Past::Opened(_) | Past::Collected(..) => draw.random_range(8..12),
            Past::Observed(..) => 12,
            Past::Printed(_, _, PrintResult::Spoiled(_)) => 13,
            Past::Printed(..) => 14,
            Past::Shelved(..) => 15,
            Past::Forwarded(_) | Past::Notified(_) => 16,
            Past::Closed(..) => 17,
        };
        self.add_at(day, hour, role, what, draw)
    }

    fn add_at(&mut self, day: Date, hour: i8, role: Role, what: Past, draw: &mut Pcg64) -> anyhow::Result<()> {
        let (minute, second) = (draw.random_range(0..60), draw.random_range(0..60));
        let at = day.at(hour, minute, second, 0).to_zoned(self.zone.time_zone())?.timestamp();
        self.push(at, role, what)
    }

    fn push(&mut self, at: Timestamp, role: Role, what: Past) -> anyhow::Result<()> {
        let account = self.by_role.get(&role).copied().with_context(|| format!("nobody works as {role}"))?;
        self.acts.push(PastAct { at, account, what });
        Ok(())
    }

    fn open(&mut self, day: Date, asked: Asked, documents: BTreeSet<Document>, draw: &mut Pcg64) -> anyhow::Result<()> {
        let Asked { person, purpose, damage, .. } = asked;
        let new = NewCase { person, purpose, damage, documents, phone: None };
        self.add(day, Role::Counter, Past::Opened(new), draw)
    }

    /// Everything that the rule asks for on that day; of alternatives the first.
    fn all_documents(&self, day: Date, purpose: Purpose) -> BTreeSet<Document> {
        let rules = self.rules.documents_for(purpose, day);
        rules.iter().filter_map(|rule| rule.requirement.any_of.first().copied()).collect()
    }

    /// A case that was opened and printed, and what became of its card.
    pub fn printed(&mut self, asked: Asked, print: Print, end: End, draw: &mut Pcg64) -> anyhow::Result<()> {
        let (End::Collected(day) | End::CollectedAtVillage(day) | End::AtVillage(day) | End::Lying(day)) = end;
        let index = self.before(day);
        if self.days.get(index) != Some(&day) {
            return self.printed_early(asked, day, draw);
        }
        let opened = self.day(index - draw.random_range(0..3_usize).min(index));
        self.open(opened, asked, self.all_documents(opened, asked.purpose), draw)?;
        if !asked.allowed {
            self.add(day, Role::DataAdmin, Past::Observed(asked.person, CentralCode::PrintReadyRecord), draw)?;
        }
        let printer = pick(draw, PRINTERS);
        if print == Print::AfterASpoil {
            let cause = pick(draw, CAUSES);
            self.add(day, Role::Printing, Past::Printed(asked.person, printer, PrintResult::Spoiled(cause)), draw)?;
        }
        self.add(day, Role::Printing, Past::Printed(asked.person, printer, PrintResult::Good), draw)?;
        let newest = matches!(end, End::Lying(_)) && index + 1 == self.days.len();
        if newest && draw.random_range(0..3) == 0 {
            return Ok(());
        }
        self.add(day, Role::Printing, Past::Shelved(asked.person, pick(draw, SHELVES)), draw)?;
        self.afterwards(asked, end, index, draw)
    }

    /// A card printed before nine on a day that is no working day of the story: it lies at the printer until the next one.
    fn printed_early(&mut self, asked: Asked, day: Date, draw: &mut Pcg64) -> anyhow::Result<()> {
        let index = self.before(day);
        let opened = self.day(index.saturating_sub(1));
        self.open(opened, asked, self.all_documents(opened, asked.purpose), draw)?;
        if !asked.allowed {
            self.add(opened, Role::DataAdmin, Past::Observed(asked.person, CentralCode::PrintReadyRecord), draw)?;
        }
        self.add_at(day, 8, Role::Printing, Past::Printed(asked.person, pick(draw, PRINTERS), PrintResult::Good), draw)?;
        if let Some(next) = self.days.get(index).copied() {
            self.add(next, Role::Printing, Past::Shelved(asked.person, pick(draw, SHELVES)), draw)?;
        }
        self.notify(asked, day, draw)
    }

    /// The notices that the office's own ladder asks for until now. One person who asked for a lost card in September was never told, as in
    /// Palembang in 2016; who has no number gets none.
    fn notify(&mut self, asked: Asked, printed: Date, draw: &mut Pcg64) -> anyhow::Result<()> {
        let code = self.demo.code()?;
        let ladder = self.rules.ladder_for(code, printed).into_iter().filter(|rule| rule.office == Some(code));
        let notices = ladder.filter(|rule| rule.action == LadderAction::Notice).map(|rule| rule.due(printed));
        let due: Vec<Date> = notices.filter(|day| *day <= self.day(usize::MAX)).collect();
        if !self.left_untold && asked.purpose == Purpose::Lost && printed.month() == 9 {
            self.left_untold = true;
            return Ok(());
        }
        due.into_iter().try_for_each(|day| self.add(day, Role::Counter, Past::Notified(asked.person), draw))
    }

    /// What happened to a shelved card that was printed on the working day of this index.
    fn afterwards(&mut self, asked: Asked, end: End, index: usize, draw: &mut Pcg64) -> anyhow::Result<()> {
        let old_card = match asked.purpose {
            Purpose::First | Purpose::SuketToCard => OldCard::None,
            Purpose::Lost => OldCard::PoliceLetter,
            _ => OldCard::Surrendered,
        };
        let collected = Past::Collected(asked.person, HandOver { identity: Identity::Checked, old_card });
        match end {
            End::Lying(day) => self.notify(asked, day, draw),
            End::Collected(_) => self.add(self.day(index + draw.random_range(1..6)), Role::Counter, collected, draw),
            End::AtVillage(day) => self.forward(asked, day, draw).map(drop),
            End::CollectedAtVillage(day) => {
                let forwarded = self.forward(asked, day, draw)?;
                self.add(self.day(forwarded + draw.random_range(1..9)), Role::Counter, collected, draw)
            }
        }
    }

    /// Sends a card on to its village on the first working day on which it may be; answers that day's index.
    fn forward(&mut self, asked: Asked, printed: Date, draw: &mut Pcg64) -> anyhow::Result<usize> {
        let due = printed.checked_add((self.demo.before.to_villages.after_days + 1).days())?;
        let index = self.before(due);
        anyhow::ensure!(index < self.days.len(), "a card of {printed} is sent on only after the day");
        self.add(self.day(index), Role::Counter, Past::Forwarded(asked.person), draw)?;
        Ok(index)
    }

    /// A case that waits for the printer.
    pub fn ready(&mut self, asked: Asked, draw: &mut Pcg64) -> anyhow::Result<()> {
        let opened = draw.random_range(self.before(self.demo.before.queue_since)..self.days.len());
        let day = self.day(opened);
        self.open(day, asked, self.all_documents(day, asked.purpose), draw)?;
        if !asked.allowed {
            let mut seen = opened + draw.random_range(0..4);
            while self.cut_off(self.day(seen)) && seen < self.days.len() {
                seen += 1;
            }
            self.add(self.day(seen), Role::DataAdmin, Past::Observed(asked.person, CentralCode::PrintReadyRecord), draw)?;
        }
        Ok(())
    }

    /// A case that waits for something before the printer.
    pub fn early(&mut self, early: Early, draw: &mut Pcg64) -> anyhow::Result<()> {
        let day = self.day(self.days.len().saturating_sub(1 + draw.random_range(0..10)));
        let (person, purpose, complete) = match early {
            Early::WaitingCentral(person) | Early::WaitingRecording(person) => (person, Purpose::First, true),
            Early::DocumentsMissing(person) => (person, Purpose::Lost, false),
        };
        let documents = if complete { self.all_documents(day, purpose) } else { BTreeSet::from([Document::KkCopy]) };
        self.open(day, Asked { person, purpose, damage: None, allowed: false }, documents, draw)
    }

    /// A record that came to the centre within the last weeks.
    pub fn received(&mut self, person: PersonId, draw: &mut Pcg64) -> anyhow::Result<()> {
        let day = self.day(self.days.len().saturating_sub(1 + draw.random_range(0..15)));
        self.add(day, Role::DataAdmin, Past::Observed(person, CentralCode::SentForDedup), draw)
    }

    /// A repair; of three one waits for its letter, one for an answer, and of one the answer is overdue.
    pub fn repair(&mut self, person: PersonId, number: usize, draw: &mut Pcg64) -> anyhow::Result<()> {
        let opened = self.days.len().saturating_sub(16);
        self.add(self.day(opened), Role::DataAdmin, Past::RepairOpened(person), draw)?;
        let Some(weeks) = [None, Some(2), Some(6)].get(number % 3).copied().flatten() else { return Ok(()) };
        let sent = self.day(opened + 1);
        let letter = Past::RepairLetter(person, format!("470/{}/Dukcapil", 301 + number), sent.checked_add((weeks * 7).days())?);
        self.add(sent, Role::DataAdmin, letter, draw)
    }

    /// Where somebody is who was not recorded.
    pub fn say(&mut self, person: PersonId, draw: &mut Pcg64) -> anyhow::Result<()> {
        let stay = pick(draw, STAYS);
        let source = pick(draw, ["Kepala dusun", "Keluarga", "Ketua RT", "Perangkat desa"]);
        let day = self.day(self.days.len().saturating_sub(1 + draw.random_range(0..12)));
        self.add(day, Role::Recording, Past::Said(person, stay, source), draw)
    }

    /// Orders the acts by time and gives each printer blanks before it runs out.
    pub fn issue_blanks(mut self) -> anyhow::Result<Vec<PastAct>> {
        self.acts.sort_by_key(|act| act.at);
        let (mut held, mut on_ribbon) = (BTreeMap::<&str, i64>::new(), BTreeMap::<&str, i64>::new());
        let keeper = self.by_role.get(&Role::Stock).copied().context("nobody keeps the stock")?;
        let mut ordered = Vec::with_capacity(self.acts.len() + 64);
        for act in self.acts {
            if let Past::Printed(_, printer, _) = act.what {
                let (held, on_ribbon) = (held.entry(printer).or_default(), on_ribbon.entry(printer).or_default());
                let mut keep = |what| ordered.push(PastAct { at: act.at, account: keeper, what });
                if *held == 0 {
                    keep(Past::Issued(printer, Item::Blank, ISSUE));
                    *held = ISSUE;
                }
                if *on_ribbon == 0 {
                    keep(Past::Issued(printer, Item::Ribbon, 1));
                    keep(Past::Ribbon(printer));
                    *on_ribbon = RIBBON_CARDS;
                }
                *held -= 1;
                *on_ribbon -= 1;
            }
            ordered.push(act);
        }
        Ok(ordered)
    }
}

/// One of a few, each as likely as the others.
fn pick<T: Copy, const N: usize>(draw: &mut Pcg64, from: [T; N]) -> T {
    let [first, ..] = from.as_slice() else { unreachable!("a choice of nothing") };
    from.get(draw.random_range(0..N)).copied().unwrap_or(*first)
}

/// One of many; `None` of nothing.
fn pick_of<T: Copy>(draw: &mut Pcg64, from: &[T]) -> Option<T> {
    if from.is_empty() { None } else { from.get(draw.random_range(0..from.len())).copied() }
}
