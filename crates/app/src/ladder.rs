//! What is due by the office's ladder: which cards to notify about, which to send on, today, this week and next month.

use domain::{
    access::Act,
    area::{SubdistrictCode, VillageCode},
    ladder::{LadderAction, Reachable, Step, next_step},
    look::Sight,
    place::{subdistrict_place_code, village_place_code},
};
use jiff::{ToSpan, civil::Date};
use store::queries::notices;
pub use store::queries::notices::LadderLine;

use crate::{
    AppError, Caller, Office,
    caller::authorise,
    looking::{Impersonal, Shown, ShowsPeople},
};

/// A card with its next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueCard {
    /// The card.
    pub line: LadderLine,
    /// What comes next, and when.
    pub step: Step,
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueList {
    /// The cards whose next step is due by the day that was asked for, the earliest first.
    pub cards: Vec<DueCard>,
    /// All cards that lie in the office.
    pub lying: i64,
    /// Steps due today or before: notices, cards to be sent on.
    pub today: Counts,
    /// The same until the end of this week.
    pub week: Counts,
    /// The same until the end of next month.
    pub month: Counts,
}

/// How many steps of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notices.
    pub notices: i64,
    /// Cards to be sent on.
    pub climbs: i64,
}

impl Counts {
    const fn add(&mut self, action: LadderAction) {
        *(if matches!(action, LadderAction::Notice) { &mut self.notices } else { &mut self.climbs }) += 1;
    }
}

impl ShowsPeople for DueList {
    fn shown(&self) -> Vec<Shown> {
        self.cards.iter().map(|card| Shown::for_case(card.line.person)).collect()
    }
}

/// Shows what is due by a day, at most `limit` cards; the counts are of all.
pub fn due(office: &Office, caller: &Caller, until: Date, limit: usize) -> Result<DueList, AppError> {
    let today = office.today();
    office.show(caller, Act::SendBatches, Sight::Shelves, |tx, reach| {
        let lines = notices::ladder(tx, reach.subdistrict())?;
        let lying = lines.len() as i64;
        let mut cards: Vec<DueCard> =
            lines.into_iter().filter_map(|line| step_of(office, &line, today).map(|step| DueCard { line, step })).collect();
        cards.sort_by_key(|card| card.step);
        let count = |by: Date| {
            let mut counts = Counts::default();
            for card in cards.iter().take_while(|card| card.step.due <= by) {
                counts.add(card.step.action);
            }
            counts
        };
        let (today, week, month) = (count(today), count(week_end(today)), count(month_end(today)));
        cards.retain(|card| card.step.due <= until);
        cards.truncate(limit);
        Ok(DueList { cards, lying, today, week, month })
    })
}

/// The Sunday of a day's week.
pub fn week_end(day: Date) -> Date {
    day.saturating_add((7 - i64::from(day.weekday().to_monday_one_offset())).days())
}

/// The last day of the month after a day's.
pub fn month_end(day: Date) -> Date {
    day.saturating_add(1.month()).last_of_month()
}

impl Impersonal for Counts {}

/// Counts the steps that are due today or before, within the caller's reach.
pub fn due_today(office: &Office, caller: &Caller) -> Result<Counts, AppError> {
    let (reach, today) = (authorise(caller, Act::SendBatches)?, office.today());
    office.view(caller, Act::SendBatches, |tx| {
        let mut counts = Counts::default();
        for line in notices::ladder(tx, reach.subdistrict())? {
            if let Some(step) = step_of(office, &line, today).filter(|step| step.due <= today) {
                counts.add(step.action);
            }
        }
        Ok(counts)
    })
}

/// The next step of a card by the office's ladder of a day.
pub(crate) fn step_of(office: &Office, line: &LadderLine, today: Date) -> Option<Step> {
    let ladder = office.rules.ladder_for(office.profile().code, today);
    step_by(&ladder, office.profile().zone.date(line.printed_at), line)
}

/// The same for a ladder at hand.
pub(crate) fn step_by(ladder: &[&domain::ladder::LadderRule], printed: Date, line: &LadderLine) -> Option<Step> {
    let reachable = if line.phone.is_some() && !line.stopped && !line.wrong_number { Reachable::Yes } else { Reachable::No };
    next_step(ladder, printed, line.counted, reachable)
}

/// The code of the place to which a card of a village climbs.
pub(crate) fn place_code_of(action: LadderAction, village: &VillageCode) -> Option<String> {
    match action {
        LadderAction::ToVillage => Some(village_place_code(village)),
        LadderAction::ToSubdistrict => SubdistrictCode::parse(village.subdistrict()).map(|code| subdistrict_place_code(&code)),
        LadderAction::Notice | LadderAction::PrintOnArrival => None,
    }
}
