//! Little's law as a check: what lies = what is printed a day × the days it lies (Little 1961, Operations Research 9).

use super::Survival;

/// What a drawer that is emptied at an age should look like in the long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawer {
    /// Mean days in it.
    pub mean_days: f64,
    /// Cards that come into it a calendar day.
    pub printed_a_day: f64,
    /// Cards that reach the age at which they are taken away, a calendar day.
    pub due_a_day: f64,
}

impl Drawer {
    /// The rate of printing that a count of lying cards implies; the ages are the whole days 0 … cut − 1. Nothing when cards are taken away
    /// at once.
    pub fn implied(lying: u32, curve: &impl Survival, cut_days: u32) -> Option<Self> {
        let mean_days = curve.mean_days(cut_days);
        (mean_days > 0.0).then(|| {
            let printed_a_day = f64::from(lying) / mean_days;
            Self { mean_days, printed_a_day, due_a_day: printed_a_day * curve.survival(cut_days) }
        })
    }

    /// How the rate of printing that was counted stands to the implied one: far from 1, a count is wrong or the curve is another.
    pub fn counted_to_implied(self, printed_a_day: f64) -> f64 {
        printed_a_day / self.printed_a_day
    }
}

/// Of one card printed a day, less than this lies by a curve that the count contradicts.
const NOBODY: f64 = 1e-9;

/// How a count is divided over days of printing that lie back by these ages, if each day printed the same: one amount an age. Also the rate,
/// cards a day of these. When by the curve nothing could lie at these ages, the ages are alike and the rate is unknown.
pub fn by_age(lying: u32, curve: &impl Survival, ages_days: &[u32]) -> (Vec<f64>, Option<f64>) {
    let total: f64 = ages_days.iter().map(|age| curve.survival(*age)).sum();
    if total < NOBODY {
        return (vec![f64::from(lying) / ages_days.len() as f64; ages_days.len()], None);
    }
    let printed_a_day = f64::from(lying) / total;
    (ages_days.iter().map(|age| printed_a_day * curve.survival(*age)).collect(), Some(printed_a_day))
}

#[cfg(test)]
mod tests {
    use super::{super::weibull::Weibull, *};

    #[test]
    fn batus_drawer() {
        let drawer = Drawer::implied(650, &Weibull::new(37.0, 0.5).unwrap(), 45).unwrap();
        assert!((drawer.mean_days - 22.715).abs() < 5e-4, "{drawer:?}");
        assert!((drawer.printed_a_day - 28.6).abs() < 0.05 && (drawer.due_a_day - 9.5).abs() < 0.05, "{drawer:?}");
        assert!((drawer.due_a_day * 7.0 - 66.5).abs() < 0.05);
        assert!((drawer.counted_to_implied(57.2) - 2.0).abs() < 0.01, "twice the prints: half the count is missing");
        assert_eq!(Drawer::implied(650, &Weibull::new(37.0, 0.5).unwrap(), 0), None);
    }

    #[test]
    fn palembangs_months() {
        // 10 November 2016: printed from 1 July (132 days ago) to 31 October (10 days ago).
        let curve = Weibull::through(71.0, 0.25, 0.5).unwrap();
        let ages: Vec<u32> = (10..=132).collect();
        let (amounts, printed_a_day) = by_age(2_646, &curve, &ages);
        let printed_a_day = printed_a_day.unwrap();
        assert!((printed_a_day - 75.9).abs() < 0.05, "{printed_a_day}");
        for (ages, expected) in [(102..=132, 398.1), (71..=101, 514.0), (41..=70, 673.7), (10..=40, 1_060.2)] {
            let month: f64 = ages.map(|age: usize| amounts[age - 10]).sum();
            assert!((month - expected).abs() < 0.05, "{month} instead of {expected}");
        }
        // Six months are the 184 days from 1 July to 1 January: 1,001.5 of 2,646 are left then without any notice.
        let left = printed_a_day * ages.len() as f64 * curve.survival(184);
        assert!((left - 1_001.5).abs() < 0.05 && (left / 2_646.0 - 0.379).abs() < 5e-4, "{left}");
    }
}
