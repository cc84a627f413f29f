//! How long records lie at the centre: by status and sub-district against the rule of the day, and whose they are.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    access::{Act, Reach},
    ageing::{AgeClass, days_between},
    area::SubdistrictCode,
    central::CentralCode,
    look::Sight,
    repair::RepairStage,
    rule::AgeingRule,
};
use jiff::civil::Date;
pub use store::queries::people::PersonLine;
use store::queries::{
    ageing::{self, Unfinished},
    people,
};

use crate::{
    AppError, Caller, Office,
    caller::authorise,
    looking::{Shown, ShowsPeople},
};

/// How many records are of each age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ages {
    /// Within what is usual.
    pub fresh: i64,
    /// To be watched.
    pub watch: i64,
    /// Late.
    pub late: i64,
    /// Stuck.
    pub stuck: i64,
}

impl Ages {
    /// All of them.
    pub const fn total(&self) -> i64 {
        self.fresh + self.watch + self.late + self.stuck
    }

    /// How many are of a class.
    pub const fn of(&self, class: AgeClass) -> i64 {
        match class {
            AgeClass::Fresh => self.fresh,
            AgeClass::Watch => self.watch,
            AgeClass::Late => self.late,
            AgeClass::Stuck => self.stuck,
        }
    }

    const fn add(&mut self, class: AgeClass) {
        let count = match class {
            AgeClass::Fresh => &mut self.fresh,
            AgeClass::Watch => &mut self.watch,
            AgeClass::Late => &mut self.late,
            AgeClass::Stuck => &mut self.stuck,
        };
        *count += 1;
    }
}

/// One status on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusAges {
    /// The status.
    pub code: CentralCode,
    /// How old its records are.
    pub ages: Ages,
    /// Days since the oldest came into it.
    pub oldest_days: i64,
    /// Of them under repair.
    pub repairs: i64,
    /// The rule of the day that judges them; without one all are fresh.
    pub rule: Option<AgeingRule>,
}

/// The board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeingBoard {
    /// Statuses that are not finished, in the order of the chain; those that nobody is in are left out.
    pub statuses: Vec<StatusAges>,
    /// Printable records that nobody asked a card for: for information.
    pub printable: Option<StatusAges>,
    /// The same unfinished records by dotted code of the sub-district.
    pub subdistricts: Vec<(String, Ages)>,
    /// Running repairs whose answer or appointment is past its day.
    pub overdue: i64,
}

/// Which records are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgeingFilter {
    /// Of this status only.
    pub code: Option<CentralCode>,
    /// Of this sub-district only.
    pub subdistrict: Option<SubdistrictCode>,
    /// Of this age only.
    pub class: Option<AgeClass>,
}

/// A record on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeingLine {
    /// Whose.
    pub person: PersonLine,
    /// Its status.
    pub code: CentralCode,
    /// The day on which the status began.
    pub since: Date,
    /// Days since then.
    pub days: i64,
    /// What the rule of the day says of it.
    pub class: AgeClass,
    /// How far its repair is, if one is running.
    pub repair: Option<RepairStage>,
    /// The day by which the repair's answer is due, or on which the person is to be recorded again.
    pub due: Option<Date>,
}

/// A page of the list, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeingList {
    /// How many there are in all.
    pub total: i64,
    /// This page.
    pub lines: Vec<AgeingLine>,
}

impl ShowsPeople for AgeingList {
    fn shown(&self) -> Vec<Shown> {
        self.lines.iter().map(|line| Shown::of(line.person.person, line.person.open_case)).collect()
    }
}

/// Counts what lies at the centre, within the caller's reach, on the office's day.
pub fn board(office: &Office, caller: &Caller) -> Result<AgeingBoard, AppError> {
    let reach = authorise(caller, Act::ViewCentral)?;
    let (all, today) = (unfinished(office)?, office.today());
    let mut statuses: BTreeMap<CentralCode, StatusAges> = BTreeMap::new();
    let mut subdistricts: BTreeMap<String, Ages> = BTreeMap::new();
    let mut overdue = 0;
    for one in all.iter().filter(|one| reach.covers(&one.village)) {
        let (days, class) = aged(office, one, today);
        let rule = || office.rules.ageing_for(one.code, today).cloned();
        let fresh = || StatusAges { code: one.code, ages: Ages::default(), oldest_days: 0, repairs: 0, rule: rule() };
        let status = statuses.entry(one.code).or_insert_with(fresh);
        status.ages.add(class);
        status.oldest_days = status.oldest_days.max(days);
        status.repairs += i64::from(one.repair.is_some());
        overdue += i64::from(one.due.is_some_and(|due| due < today));
        if one.code.unfinished() {
            subdistricts.entry(one.village.subdistrict().to_owned()).or_default().add(class);
        }
    }
    let printable = statuses.remove(&CentralCode::PrintReadyRecord);
    Ok(AgeingBoard { statuses: statuses.into_values().collect(), printable, subdistricts: subdistricts.into_iter().collect(), overdue })
}

/// Lists records within the caller's reach, the oldest first; `limit` and `offset` are lines.
pub fn list(office: &Office, caller: &Caller, filter: &AgeingFilter, limit: i64, offset: i64) -> Result<AgeingList, AppError> {
    let reach = authorise(caller, Act::ViewCentral)?;
    let (all, today) = (unfinished(office)?, office.today());
    let chosen: Vec<&Unfinished> = all.iter().filter(|one| fits(office, one, filter, &reach, today)).collect();
    let page: Vec<&Unfinished> =
        chosen.iter().skip(usize::try_from(offset).unwrap_or(0)).take(usize::try_from(limit).unwrap_or(0)).copied().collect();
    office.show(caller, Act::ViewCentral, Sight::Ageing, |tx, reach| {
        let ids: Vec<_> = page.iter().map(|one| one.person).collect();
        // Who moved out of reach since the count is not shown.
        let mut people: BTreeMap<_, _> =
            people::by_ids(tx, &ids)?.into_iter().filter(|line| reach.covers(&line.village)).map(|line| (line.person, line)).collect();
        let line = |one: &&Unfinished| {
            let person = people.remove(&one.person)?;
            let (days, class) = aged(office, one, today);
            Some(AgeingLine { person, code: one.code, since: one.since, days, class, repair: one.repair, due: one.due })
        };
        Ok(AgeingList { total: chosen.len() as i64, lines: page.iter().filter_map(line).collect() })
    })
}

fn fits(office: &Office, one: &Unfinished, filter: &AgeingFilter, reach: &Reach, today: Date) -> bool {
    // Without a chosen status the list is of what lies at the centre; what is printable is asked for by its name.
    filter.code.map_or(one.code.unfinished(), |code| code == one.code)
        && filter.subdistrict.as_ref().is_none_or(|code| code.as_str() == one.village.subdistrict())
        && reach.covers(&one.village)
        && filter.class.is_none_or(|class| class == aged(office, one, today).1)
}

/// Days in the present status, and what the rule of the day says of that.
fn aged(office: &Office, one: &Unfinished, today: Date) -> (i64, AgeClass) {
    let days = days_between(one.since, today);
    (days, class_of(office, one.code, days, today))
}

/// What the rule of a day says of a status that began so many days before.
pub(crate) fn class_of(office: &Office, code: CentralCode, days: i64, today: Date) -> AgeClass {
    office.rules.ageing_for(code, today).map_or(AgeClass::Fresh, |rule| rule.limits.class(days))
}

fn unfinished(office: &Office) -> Result<Arc<Vec<Unfinished>>, AppError> {
    let (now, today) = (office.now(), office.today());
    office.counts.unfinished.get(today, now, || Ok(Arc::new(office.store.read(|tx| ageing::unfinished(tx))?)))
}
