//! Who must have a card and has been recorded, who turns 17, and how many of the rest can be reached: by area, sex and age.
//!
//! Everything is counted on the office's day in one pass over the register and kept for a minute. The sums are those of the first page
//! ([`crate::figures`]).

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Refusal,
    access::{Act, Reach},
    area::{SubdistrictCode, VillageCode},
    person::{AgeBand, MUST_HAVE_AGE_YEARS, RECORDABLE_AGE_YEARS, Sex, birthday, born_by},
    whereabouts::Stay,
};
use jiff::{Timestamp, ToSpan, civil::Date};
use store::queries::coverage::{self, Coming, CoverageCell, StayCount};

use crate::{AppError, Caller, Office, caller::authorise, figures::must_have_born_by};

/// For how many months it is told who turns 17, this month included.
pub const MONTHS: i32 = 24;

/// The area that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    /// The whole office, by sub-district.
    Office,
    /// One sub-district, by village.
    Subdistrict(SubdistrictCode),
    /// One village, by RW and RT.
    Village(VillageCode),
}

/// A part of the area.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A sub-district, by its dotted code.
    Subdistrict(String),
    /// A village.
    Village(VillageCode),
    /// A neighbourhood of the village; 0 when there is none.
    Neighbourhood {
        /// RW.
        rw: i64,
        /// RT.
        rt: i64,
    },
}

/// How many must have a card and were recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Who must have a card.
    pub must_have: i64,
    /// Recorded, among them.
    pub recorded: i64,
}

impl Sums {
    /// Not recorded.
    pub const fn unrecorded(&self) -> i64 {
        self.must_have - self.recorded
    }

    const fn add(&mut self, cell: &CoverageCell) {
        self.must_have += cell.must_have;
        self.recorded += cell.recorded;
    }
}

/// Where the unrecorded are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whereas {
    /// At home.
    pub here: i64,
    /// At a school.
    pub at_school: i64,
    /// Abroad or elsewhere in the country.
    pub away: i64,
    /// Moved or died, which the register does not say yet.
    pub gone: i64,
    /// Nobody knows, or nobody said.
    pub unknown: i64,
}

impl Whereas {
    const fn add(&mut self, stay: Stay, people: i64) {
        let count = match stay {
            Stay::Here => &mut self.here,
            Stay::AtSchool => &mut self.at_school,
            Stay::Abroad | Stay::Elsewhere => &mut self.away,
            Stay::Moved | Stay::Died => &mut self.gone,
            Stay::Unknown => &mut self.unknown,
        };
        *count += people;
    }

    const fn said(&self) -> i64 {
        self.here + self.at_school + self.away + self.gone + self.unknown
    }

    /// Of whom nobody said anything is unknown, too.
    const fn of(mut self, unrecorded: i64) -> Self {
        self.unknown += unrecorded - self.said();
        self
    }
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which part of the area.
    pub part: Part,
    /// How many.
    pub sums: Sums,
    /// Where the unrecorded are; not told of neighbourhoods, where it would name people.
    pub whereas: Option<Whereas>,
}

/// One sex and age group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The age group.
    pub band: AgeBand,
    /// Men.
    pub men: Sums,
    /// Women.
    pub women: Sums,
}

/// Who turns 17 in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// How many turn 17.
    pub turning: i64,
    /// Of them recorded already.
    pub recorded: i64,
    /// Of them not recorded and 16 already: they can be recorded now.
    pub recordable: i64,
}

/// Coverage of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// When it was counted.
    pub counted_at: Timestamp,
    /// The whole area.
    pub total: Sums,
    /// Recorded before 17; they are in no sum, and the centre counts them.
    pub early: i64,
    /// Where the unrecorded of the whole area are.
    pub whereas: Whereas,
    /// Its parts.
    pub rows: Vec<Row>,
    /// By sex and age.
    pub groups: Vec<Group>,
    /// Who turns 17, this month first.
    pub months: Vec<Month>,
}

/// The counts of a day, as they are kept.
pub(crate) struct Counted {
    at: Timestamp,
    today: Date,
    cells: Vec<CoverageCell>,
    coming: Vec<Coming>,
    stays: Vec<StayCount>,
}

/// Counts an area within the caller's reach; one that does not exist or lies beyond is refused.
pub fn of(office: &Office, caller: &Caller, area: &Area) -> Result<Coverage, AppError> {
    let reach = authorise(caller, Act::ViewFigures)?;
    expect_within(office, &reach, area)?;
    let counted = counted(office)?;
    let within = |village: &VillageCode| covers(area, village) && reach.covers(village);
    Ok(sum(area, &counted, within))
}

/// Who must have a card in the whole office, and where the unrecorded are as far as somebody said so, as the program itself.
pub(crate) fn whereabouts(office: &Office) -> Result<(Sums, BTreeMap<Stay, i64>), AppError> {
    let counted = counted(office)?;
    let mut sums = Sums::default();
    counted.cells.iter().for_each(|cell| sums.add(cell));
    let mut stays = BTreeMap::new();
    for one in &counted.stays {
        *stays.entry(one.stay).or_default() += one.people;
    }
    Ok((sums, stays))
}

fn expect_within(office: &Office, reach: &Reach, area: &Area) -> Result<(), Refusal> {
    let known = match area {
        Area::Office => true,
        Area::Subdistrict(code) => {
            let within = ["", code.as_str()].contains(&reach.subdistrict());
            within && office.areas.villages().any(|(village, _)| village.starts_with(code.as_str()))
        }
        Area::Village(code) => office.areas.knows(code) && reach.covers(code),
    };
    if known { Ok(()) } else { Err(Refusal::NoSuchArea) }
}

fn covers(area: &Area, village: &VillageCode) -> bool {
    match area {
        Area::Office => true,
        Area::Subdistrict(code) => village.subdistrict() == code.as_str(),
        Area::Village(code) => village == code,
    }
}

fn counted(office: &Office) -> Result<Arc<Counted>, AppError> {
    let (at, today) = (office.now(), office.today());
    office.counts.coverage.get(today, at, || {
        let (after, until) = (must_have_born_by(today), must_have_born_by(last_day(today)));
        let counted = office.store.read(|tx| {
            let (cells, stays) = (coverage::cells(tx, today)?, coverage::stays(tx, today)?);
            Ok::<_, AppError>(Counted { at, today, cells, coming: coverage::coming(tx, after, until)?, stays })
        })?;
        Ok(Arc::new(counted))
    })
}

/// The last day of the last month that is told.
fn last_day(today: Date) -> Date {
    let after = today.first_of_month().checked_add(MONTHS.months());
    after.and_then(Date::yesterday).unwrap_or(Date::MAX)
}

fn sum(area: &Area, counted: &Counted, within: impl Fn(&VillageCode) -> bool) -> Coverage {
    let mut total = Sums::default();
    let mut rows: BTreeMap<Part, (Sums, Whereas)> = BTreeMap::new();
    let mut groups: BTreeMap<AgeBand, (Sums, Sums)> = BTreeMap::new();
    for cell in counted.cells.iter().filter(|cell| within(&cell.village)) {
        total.add(cell);
        rows.entry(part(area, &cell.village, (cell.rw, cell.rt))).or_default().0.add(cell);
        let group = groups.entry(cell.band).or_default();
        match cell.sex {
            Sex::Male => group.0.add(cell),
            Sex::Female => group.1.add(cell),
        }
    }
    let mut whereas = Whereas::default();
    for one in counted.stays.iter().filter(|one| within(&one.village)) {
        whereas.add(one.stay, one.people);
        if let Some((_, of_part)) = rows.get_mut(&part(area, &one.village, (0, 0))) {
            of_part.add(one.stay, one.people);
        }
    }
    let told = !matches!(area, Area::Village(_));
    let row = |(part, (sums, whereas)): (Part, (Sums, Whereas))| Row { part, sums, whereas: told.then(|| whereas.of(sums.unrecorded())) };
    let (months, early) = months(counted, &within);
    Coverage {
        counted_at: counted.at,
        total,
        early,
        whereas: whereas.of(total.unrecorded()),
        rows: rows.into_iter().map(row).collect(),
        groups: groups.into_iter().map(|(band, (men, women))| Group { band, men, women }).collect(),
        months,
    }
}

fn part(area: &Area, village: &VillageCode, (rw, rt): (i64, i64)) -> Part {
    match area {
        Area::Office => Part::Subdistrict(village.subdistrict().to_owned()),
        Area::Subdistrict(_) => Part::Village(village.clone()),
        Area::Village(_) => Part::Neighbourhood { rw, rt },
    }
}

/// Who turns 17 by month, and how many of them were recorded early.
fn months(counted: &Counted, within: impl Fn(&VillageCode) -> bool) -> (Vec<Month>, i64) {
    let first = |month: i32| counted.today.first_of_month().checked_add(month.months()).unwrap_or(Date::MAX);
    let mut months: BTreeMap<Date, Month> =
        (0..MONTHS).map(|month| (first(month), Month { first: first(month), turning: 0, recorded: 0, recordable: 0 })).collect();
    let can_be_recorded = born_by(counted.today, RECORDABLE_AGE_YEARS as i16);
    let mut early = 0;
    for one in counted.coming.iter().filter(|one| within(&one.village)) {
        early += one.recorded;
        let Some(month) = months.get_mut(&birthday(one.birth_date, MUST_HAVE_AGE_YEARS as i16).first_of_month()) else { continue };
        month.turning += one.people;
        month.recorded += one.recorded;
        if one.birth_date <= can_be_recorded {
            month.recordable += one.people - one.recorded;
        }
    }
    (months.into_values().collect(), early)
}
