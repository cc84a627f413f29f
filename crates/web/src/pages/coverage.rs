use super::{Link, Shell, routes};
use askama::Template;
use jiff::{Timestamp, civil::Date};

/// Who must have a card and was recorded, in an area and its parts.
#[derive(Debug, Clone, Template)]
#[template(path = "coverage.html")]
pub struct CoveragePage {
    /// The frame.
    pub shell: Shell,
    /// The area's name.
    pub area: String,
    /// The area above it.
    pub up: Option<Link>,
    /// What its parts are.
    pub parts: Parts,
    /// When it was counted.
    pub counted_at: Timestamp,
    /// The whole area.
    pub total: CoverageRow,
    /// Its parts.
    pub rows: Vec<CoverageRow>,
    /// Recorded before 17.
    pub early: i64,
    /// By age and sex.
    pub groups: Vec<GroupRow>,
    /// Who turns 17 within a year.
    pub months: Vec<MonthRow>,
    /// And in the year after.
    pub later_months: Vec<MonthRow>,
    /// The list by name and address of a village, for who may take it.
    pub list: Option<String>,
}

/// What an area is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// Sub-districts.
    Subdistricts,
    /// Villages.
    Villages,
    /// RW and RT.
    Neighbourhoods,
}

/// An area with its numbers.
#[derive(Debug, Clone, Default)]
pub struct CoverageRow {
    /// Its name.
    pub name: String,
    /// Its own page.
    pub href: Option<String>,
    /// Who must have a card.
    pub must_have: i64,
    /// Recorded among them.
    pub recorded: i64,
    /// Where the unrecorded are.
    pub whereas: Option<Stays>,
}

/// How many of the unrecorded are where.
#[derive(Debug, Clone, Copy)]
pub struct Stays {
    /// At home.
    pub here: i64,
    /// At a school.
    pub at_school: i64,
    /// Away.
    pub away: i64,
    /// Moved or died.
    pub gone: i64,
    /// Not known.
    pub unknown: i64,
}

impl CoverageRow {
    /// Not recorded.
    pub const fn unrecorded(&self) -> i64 {
        self.must_have - self.recorded
    }

    /// Thousandths of those who must have a card; not held to 1,000.
    pub const fn thousandths(&self) -> i64 {
        if self.must_have > 0 { self.recorded * 1_000 / self.must_have } else { 0 }
    }
}

/// One age group.
#[derive(Debug, Clone)]
pub struct GroupRow {
    /// The group's code.
    pub band: String,
    /// Men who must have a card, and those not recorded.
    pub men: (i64, i64),
    /// Women who must have a card, and those not recorded.
    pub women: (i64, i64),
}

/// One month.
#[derive(Debug, Clone)]
pub struct MonthRow {
    /// Its first day.
    pub first: Date,
    /// Who turns 17.
    pub turning: i64,
    /// Recorded already.
    pub recorded: i64,
    /// Not recorded and 16 already.
    pub recordable: i64,
}

impl CoveragePage {
    /// Whether somewhere more were recorded than must have a card.
    pub fn over(&self) -> bool {
        self.rows.iter().chain([&self.total]).any(|row| row.recorded > row.must_have)
    }

    /// The width of a row's bar, of 1,000 for the longest: 100 %, or more where more were recorded.
    pub fn bar(&self, row: &CoverageRow) -> i64 {
        row.thousandths() * 1_000 / self.longest()
    }

    fn longest(&self) -> i64 {
        self.rows.iter().map(CoverageRow::thousandths).max().unwrap_or_default().max(1_000)
    }

    /// Where 100 % lies in a bar.
    pub fn whole(&self) -> i64 {
        1_000_000 / self.longest()
    }
}

#[cfg(test)]
impl CoveragePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        use jiff::civil::date;
        let row = |name: &str, href: Option<String>, must_have, recorded| CoverageRow {
            name: name.to_owned(),
            href,
            must_have,
            recorded,
            whereas: Some(Stays { here: 120, at_school: 14, away: 310, gone: 9, unknown: must_have - recorded - 453 }),
        };
        let month = |month| MonthRow { first: date(2022, month, 1), turning: 212, recorded: 30, recordable: 182 };
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Coverage),
            area: lang.coverage_whole().to_owned(),
            up: None,
            parts: Parts::Subdistricts,
            counted_at: samples::at("2022-11-25T01:14:00Z"),
            total: row(lang.total(), None, 686_362, 619_838),
            rows: vec![
                row("Kopang", Some(routes::coverage_subdistrict("52.02.05")), 61_200, 52_000),
                row("Praya", Some(routes::coverage_subdistrict("52.02.01")), 81_000, 81_324),
                row(samples::RIGHT_TO_LEFT, None, 0, 0),
            ],
            early: 1_204,
            groups: vec![
                GroupRow { band: "under_17".to_owned(), men: (3, 1), women: (44, 12) },
                GroupRow { band: "at_17".to_owned(), men: (4_100, 2_800), women: (4_020, 2_600) },
            ],
            months: vec![month(11), month(12)],
            later_months: vec![month(1)],
            list: None,
        };
        let village = Self {
            area: samples::SCRIPT.to_owned(),
            up: Some(Link { label: "Kopang".to_owned(), href: routes::coverage_subdistrict("52.02.05") }),
            parts: Parts::Neighbourhoods,
            rows: vec![CoverageRow { whereas: None, ..row("RT 001 / RW 002", None, 120, 98) }],
            early: 0,
            list: Some(routes::village_list("52.02.05.2002")),
            ..typical.clone()
        };
        let villages = Self { area: "Kopang".to_owned(), parts: Parts::Villages, later_months: Vec::new(), ..typical.clone() };
        let empty = Self { rows: Vec::new(), total: CoverageRow::default(), ..typical.clone() };
        vec![("typical", typical), ("villages", villages), ("village", village), ("empty", empty)]
    }
}
