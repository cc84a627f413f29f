//! Pictures of figures over days or choices, drawn as paths; what they show is told in words and in a table besides.

use super::ForecastPart;
use crate::lang::Lang;

/// The width of every picture.
pub(super) const WIDTH: i64 = 1000;
/// The height of every picture.
pub(super) const HEIGHT: i64 = 240;

/// A picture with its words.
#[derive(Debug, Clone)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What it shows in a sentence, for who does not see it.
    pub desc: String,
    /// What the upper edge means.
    pub top: String,
    /// Its shapes, the lowest first: the class and the path.
    pub shapes: Vec<(&'static str, String)>,
    /// What stands beneath it, from left to right.
    pub axis: Vec<String>,
    /// Whether each of these stands beneath its bars.
    pub bars: bool,
    /// What the shapes mean: class, whether it is an area, words.
    pub legend: Vec<(&'static str, bool, String)>,
}

impl Chart {
    /// What stands beneath it: the first, middle and last of its days.
    pub fn ends<T: Copy + PartialEq>(days: &[T]) -> Vec<T> {
        let ends = [days.first(), days.get(days.len() / 2), days.last()];
        let mut days: Vec<T> = ends.into_iter().flatten().copied().collect();
        days.dedup();
        days
    }
}

/// The vertical scale of a picture: the amount at its upper edge.
#[derive(Debug, Clone, Copy)]
pub struct Scale(f64);

impl Scale {
    /// So that the greatest amount fits.
    pub fn to(amounts: impl IntoIterator<Item = f64>) -> Self {
        Self(amounts.into_iter().filter(|amount| amount.is_finite()).fold(1e-9, f64::max))
    }

    /// The amount at the upper edge.
    pub const fn top(self) -> f64 {
        self.0
    }

    fn y(self, amount: f64) -> i64 {
        HEIGHT - (amount.clamp(0.0, self.0) / self.0 * (HEIGHT - 10) as f64).round() as i64
    }

    /// A line through amounts at equal distances.
    pub fn line(self, amounts: &[f64]) -> String {
        let step = amounts.len().saturating_sub(1).max(1) as i64;
        path(amounts.iter().enumerate().map(|(number, amount)| (number as i64 * WIDTH / step, self.y(*amount))))
    }

    /// A level line from edge to edge.
    pub fn level(self, amount: f64) -> String {
        format!("M0 {}H{WIDTH}", self.y(amount))
    }

    /// Bars: of each group the amounts stand side by side, and the `place`-th of `of` is drawn.
    pub fn bars(self, amounts: &[f64], place: usize, of: usize) -> String {
        let (groups, of) = (amounts.len().max(1) as i64, of.max(1) as i64);
        let wide = WIDTH * 8 / (10 * groups * of);
        let bar = |(group, amount): (usize, &f64)| {
            let left = group as i64 * WIDTH / groups + WIDTH / (10 * groups) + place as i64 * wide;
            format!("M{left} {HEIGHT}V{}h{}V{HEIGHT}Z", self.y(*amount), wide.max(1))
        };
        let bars: String = amounts.iter().enumerate().map(bar).collect();
        if bars.is_empty() { "M0 0".to_owned() } else { bars }
    }
}

impl ForecastPart {
    /// The picture of the shortage.
    pub fn chart(&self, lang: Lang) -> Chart {
        let closes = self.marks().into_iter().map(|x| ("closes", format!("M{x} 0V{HEIGHT}")));
        let band = [("band", self.band()), ("median", self.median()), ("reorder", format!("M0 {}H{WIDTH}", self.reorder_y()))];
        let desc = self.last().map(|(day, _, median, _)| lang.chart_desc(self.first(), *median, *day, self.reorder));
        let legend = [
            ("median", false, lang.chart_median()),
            ("band", true, lang.chart_band()),
            ("reorder", false, lang.chart_reorder()),
            ("closes", false, lang.chart_closes()),
        ];
        Chart {
            title: lang.chart_title().to_owned(),
            desc: desc.unwrap_or_else(|| lang.chart_title().to_owned()),
            top: lang.chart_top(self.top()),
            shapes: band.into_iter().chain(closes).collect(),
            axis: self.axis().into_iter().map(|day| lang.date_short(day)).collect(),
            bars: false,
            legend: legend.map(|(class, area, words)| (class, area, words.to_owned())).to_vec(),
        }
    }
}

/// Where a day of so many begins, from 0.
pub(super) fn day_x(day: usize, days: usize) -> i64 {
    day as i64 * WIDTH / (days as i64).max(1)
}

/// The corners of a line that is level for each day and steps to the next; none where its height is not known.
pub(super) fn steps<T>(days: &[T], y: impl Fn(&T) -> Option<i64>) -> Vec<(i64, i64)> {
    let step = |(day, of): (usize, &T)| y(of).map(|y| [(day_x(day, days.len()), y), (day_x(day + 1, days.len()), y)]);
    days.iter().enumerate().filter_map(step).flatten().collect()
}

/// What lies between two lines: along one and back along the other.
pub(super) fn between(one: Vec<(i64, i64)>, other: Vec<(i64, i64)>) -> String {
    format!("{}Z", path(one.into_iter().chain(other.into_iter().rev())))
}

/// A path through points.
pub(super) fn path(points: impl Iterator<Item = (i64, i64)>) -> String {
    let points: Vec<String> = points.map(|(x, y)| format!("{x} {y}")).collect();
    if points.is_empty() { "M0 0".to_owned() } else { format!("M{}", points.join("L")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stay_within_the_picture() {
        let scale = Scale::to([4.0, 8.0, f64::INFINITY]);
        assert_eq!(scale.line(&[0.0, 4.0, 8.0]), "M0 240L500 125L1000 10");
        assert_eq!(scale.line(&[f64::INFINITY]), "M0 10", "what does not fit ends at the upper edge");
        assert_eq!(scale.level(4.0), "M0 125H1000");
        assert_eq!(scale.bars(&[8.0, 0.0], 0, 1), "M50 240V10h400V240ZM550 240V240h400V240Z");
        assert_eq!((Scale::to([]).line(&[]), Scale::to([0.0]).bars(&[], 0, 2)), ("M0 0".to_owned(), "M0 0".to_owned()));
    }
}
