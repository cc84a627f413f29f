use super::{
    Chart, Shell, Tab,
    chart::{HEIGHT, between, path, steps},
    routes,
};
use askama::Template;
use jiff::civil::Date;

/// How long cards lie until they are collected.
#[derive(Debug, Clone, Template)]
#[template(path = "lying.html")]
pub struct LyingPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// The first day of printing that counts.
    pub since: Date,
    /// Cards printed since then.
    pub printed: i64,
    /// Of these, not collected.
    pub uncollected: i64,
    /// The age, in days, at which half are collected.
    pub half_days: Option<i64>,
    /// How many will be left in 30 days; nothing while nobody knows.
    pub left: Option<i64>,
    /// The shares by age, a row a day from day 0; none before a card was printed.
    pub ages: Vec<AgeRow>,
    /// The count against the curve, in sentences, and whether to count the shelves.
    pub balance: Option<(Vec<String>, bool)>,
    /// The codes of why cards came back, with how many.
    pub reasons: Vec<(String, i64)>,
}

/// Shares at an age, in thousandths.
#[derive(Debug, Clone, Copy)]
pub struct AgeRow {
    /// Days from printing.
    pub days: i64,
    /// Of all cards.
    pub all: i64,
    /// Within which that is.
    pub band: Option<(i64, i64)>,
    /// Of cards without a notice.
    pub without: Option<i64>,
    /// Of cards after one.
    pub with: Option<i64>,
}

/// The ages that the table tells, days; and the last one that is known.
const TOLD_DAYS: [i64; 9] = [0, 7, 14, 30, 45, 60, 90, 120, 180];

impl LyingPage {
    fn last(&self) -> Option<&AgeRow> {
        self.ages.last()
    }

    /// The rows of the table: an age and its shares.
    fn told(&self) -> Vec<(String, String, String, String)> {
        let (lang, last) = (self.shell.lang, self.last().map(|row| row.days));
        let share = |permille: Option<i64>| permille.map_or_else(|| "–".to_owned(), |permille| lang.percent(permille));
        let told = self.ages.iter().filter(|row| TOLD_DAYS.contains(&row.days) || Some(row.days) == last);
        told.map(|row| (lang.number(row.days), share(Some(row.all)), share(row.without), share(row.with))).collect()
    }

    /// The corners of a share: level for a day, then down; nothing where it is not known.
    fn steps(&self, of: impl Fn(&AgeRow) -> Option<i64>) -> Vec<(i64, i64)> {
        steps(&self.ages, |row| Some(HEIGHT - of(row)? * (HEIGHT - 10) / 1000))
    }

    /// The band is down its lower edge and back along the upper one; where no range is known both are the line.
    fn band(&self) -> String {
        let lower = self.steps(|row| Some(row.band.map_or(row.all, |(low, _)| low)));
        between(lower, self.steps(|row| Some(row.band.map_or(row.all, |(_, high)| high))))
    }

    /// The picture; none before a card was printed.
    fn chart(&self) -> Option<Chart> {
        let (t, last) = (self.shell.lang, self.last()?);
        let line = |of: fn(&AgeRow) -> Option<i64>| path(self.steps(of).into_iter());
        let ages: Vec<i64> = self.ages.iter().map(|row| row.days).collect();
        let legend = [
            ("median", false, t.lying_all()),
            ("band", true, t.lying_band()),
            ("line-without", false, t.lying_without()),
            ("line-with", false, t.lying_with()),
        ];
        Some(Chart {
            title: t.lying_chart().to_owned(),
            desc: t.lying_chart_desc(last.days, &t.percent(last.all)),
            top: t.lying_top().to_owned(),
            shapes: vec![
                ("band", self.band()),
                ("line-without", line(|row| row.without)),
                ("line-with", line(|row| row.with)),
                ("median", line(|row| Some(row.all))),
            ],
            axis: Chart::ends(&ages).into_iter().map(|days| t.lying_axis(days)).collect(),
            bars: false,
            legend: legend.map(|(class, area, words)| (class, area, words.to_owned())).to_vec(),
        })
    }
}

#[cfg(test)]
impl LyingPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        use jiff::civil::date;
        let age = |days: i64| AgeRow {
            days,
            all: 1000 - days * 6,
            band: (days > 2).then(|| (980 - days * 6, 1000 - days * 5)),
            without: (days < 90).then(|| 1000 - days * 4),
            with: (days >= 31).then(|| 1000 - days * 8),
        };
        let says = vec![lang.lying_balance_says("28,6", "22,7", 650, 655), lang.lying_balance_good().to_owned()];
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Shelf),
            tabs: Vec::new(),
            since: date(2022, 1, 3),
            printed: 9_400,
            uncollected: 655,
            half_days: Some(16),
            left: Some(210),
            ages: (0..=120).map(age).collect(),
            balance: Some((says, false)),
            reasons: vec![("away".to_owned(), 12), ("moved".to_owned(), 4)],
        };
        let says = vec![lang.lying_balance_says("28,6", "22,7", 650, 1_655), lang.lying_balance_more().to_owned()];
        let piled =
            Self { half_days: None, left: None, ages: vec![age(0)], balance: Some((says, true)), reasons: Vec::new(), ..typical.clone() };
        let empty = Self { printed: 0, uncollected: 0, ages: Vec::new(), balance: None, ..piled.clone() };
        vec![("typical", typical), ("piled", piled), ("empty", empty)]
    }
}
