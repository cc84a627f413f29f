//! The share that still lies, by age, from cards that were collected and cards that still lie (Kaplan and Meier 1958, JASA 53).

use super::Survival;
use crate::probability::normal_quantile;

/// A card as it was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// Age in days on which its observation began: 0 when it was seen from its printing on.
    pub from_days: u32,
    /// Age in days on which it ended; a card that ends before it begins says nothing.
    pub until_days: u32,
    /// How.
    pub end: End,
}

/// How an observation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Collected on that day.
    Collected,
    /// It lay still (or was taken away by the office): censored after that day.
    Lying,
}

/// A day on which something was collected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Age in days.
    pub days: u32,
    /// Cards that were observed on that day.
    pub at_risk: u32,
    /// Of these, collected on it.
    pub collected: u32,
    /// Share that still lies after it.
    pub survival: f64,
    /// Greenwood's sum Σ d / (n·(n − d)): the variance of ln S. Infinite when nothing is left.
    pub log_variance: f64,
}

/// A curve, in steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    steps: Vec<Step>,
    known_until_days: u32,
    cards: u32,
}

impl Curve {
    /// Draws the curve. A card is at risk on every day from `from_days` to `until_days`, both included; what is censored on a day was still
    /// at risk on it.
    pub fn of(observed: &[Observed]) -> Self {
        let seen: Vec<&Observed> = observed.iter().filter(|one| one.from_days <= one.until_days).collect();
        let mut begins: Vec<u32> = seen.iter().map(|one| one.from_days).collect();
        let mut ends: Vec<u32> = seen.iter().map(|one| one.until_days).collect();
        let mut collected: Vec<u32> = seen.iter().filter(|one| one.end == End::Collected).map(|one| one.until_days).collect();
        begins.sort_unstable();
        ends.sort_unstable();
        collected.sort_unstable();
        let (mut survival, mut log_variance) = (1.0, 0.0);
        let step = |same_day: &[u32]| {
            let days = same_day.first().copied().unwrap_or_default();
            let begun = begins.partition_point(|from| *from <= days);
            let ended = ends.partition_point(|until| *until < days);
            let (at_risk, taken) = ((begun - ended) as u32, same_day.len() as u32);
            let (risk, took) = (f64::from(at_risk), f64::from(taken));
            survival *= (risk - took) / risk;
            log_variance += took / (risk * (risk - took));
            Step { days, at_risk, collected: taken, survival, log_variance }
        };
        let steps = collected.chunk_by(|one, next| one == next).map(step).collect();
        Self { steps, known_until_days: ends.last().copied().unwrap_or(0), cards: seen.len() as u32 }
    }

    /// The days on which the curve falls.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The greatest age that was observed, in days; beyond it the curve stays level, which is an upper bound and no knowledge.
    pub fn known_until_days(&self) -> u32 {
        self.known_until_days
    }

    /// How many cards speak.
    pub fn cards(&self) -> u32 {
        self.cards
    }

    /// The first age in days at which at most this share lies, in thousandths; nothing when the curve does not fall so far.
    pub fn falls_to(&self, share_permille: u16) -> Option<u32> {
        let share = f64::from(share_permille) / 1_000.0;
        self.steps.iter().find(|step| step.survival <= share + 1e-12).map(|step| step.days)
    }

    /// The band of the share at an age that covers the truth with a chance of `chance_permille`, on the scale ln(−ln S) so that it stays
    /// between 0 and 1 (Kalbfleisch and Prentice 1980). Nothing where the curve has not fallen yet or has ended at 0.
    pub fn band(&self, days: u32, chance_permille: u16) -> Option<(f64, f64)> {
        let step = self.step_at(days).filter(|step| step.survival > 0.0 && step.survival < 1.0)?;
        let z = normal_quantile(0.5 + f64::from(chance_permille.min(999)) / 2_000.0);
        let width = libm::exp(z * libm::sqrt(step.log_variance) / -libm::log(step.survival));
        Some((libm::pow(step.survival, width), libm::pow(step.survival, 1.0 / width)))
    }

    /// The greatest distance to another curve before and after the steps of this one and at the greatest age that was observed, a share from
    /// 0 to 1 (Kolmogorov and Smirnov).
    pub fn farthest_from(&self, other: &impl Survival) -> f64 {
        let apart = |days: u32| (self.survival(days) - other.survival(days)).abs();
        let steps = self.steps.iter().flat_map(|step| [step.days.saturating_sub(1), step.days]);
        steps.chain([self.known_until_days]).map(apart).fold(0.0, f64::max)
    }

    fn step_at(&self, days: u32) -> Option<&Step> {
        self.steps.get(self.steps.partition_point(|step| step.days <= days).checked_sub(1)?)
    }
}

impl Survival for Curve {
    fn survival(&self, days: u32) -> f64 {
        self.step_at(days).map_or(1.0, |step| step.survival)
    }
}

/// A card with the day of its first notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noticed {
    /// Age in days up to which it was observed.
    pub until_days: u32,
    /// How that ended.
    pub end: End,
    /// Age in days on which the first notice went out; nothing when none is on record.
    pub notice_days: Option<u32>,
}

/// The two curves.
#[derive(Clone, Debug, PartialEq)]
pub struct ByNotice {
    /// Cards as long as no notice had gone out.
    pub without: Curve,
    /// Cards after their notice, on the same clock: the age of the card. Level over ages that no notified card was observed at.
    pub with: Curve,
}

/// Draws a curve without and one with a notice. A card moves from one to the other the day after its notice (Simon and Makuch 1984,
/// Statistics in Medicine 3): one that was collected before it could be notified never speaks for the notice. This compares; what the notice
/// itself does is known only where chance decided who got one.
pub fn by_notice(cards: &[Noticed]) -> ByNotice {
    let before = cards.iter().map(|card| match card.notice_days {
        Some(notice) if notice < card.until_days => Observed { from_days: 0, until_days: notice, end: End::Lying },
        _ => Observed { from_days: 0, until_days: card.until_days, end: card.end },
    });
    let after = cards.iter().filter_map(|card| {
        let from_days = card.notice_days?.checked_add(1)?;
        Some(Observed { from_days, until_days: card.until_days, end: card.end })
    });
    ByNotice { without: Curve::of(&before.collect::<Vec<_>>()), with: Curve::of(&after.collect::<Vec<_>>()) }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::{super::weibull::Weibull, *};

    /// Weeks in remission of 21 patients under 6-MP (Freireich and others 1963, Blood 21), and whether they relapsed.
    pub const REMISSION: [(u32, bool); 21] = [
        (6, true),
        (6, true),
        (6, true),
        (6, false),
        (7, true),
        (9, false),
        (10, true),
        (10, false),
        (11, false),
        (13, true),
        (16, true),
        (17, false),
        (19, false),
        (20, false),
        (22, true),
        (23, true),
        (25, false),
        (32, false),
        (32, false),
        (34, false),
        (35, false),
    ];

    fn end(collected: bool) -> End {
        if collected { End::Collected } else { End::Lying }
    }

    fn whole((until_days, collected): (u32, bool)) -> Observed {
        Observed { from_days: 0, until_days, end: end(collected) }
    }

    #[test]
    fn the_textbook_curve() {
        let curve = Curve::of(&REMISSION.map(whole));
        let expected = [(6, 0.8571), (7, 0.8067), (10, 0.7529), (13, 0.6902), (16, 0.6275), (22, 0.5378), (23, 0.4482)];
        assert_eq!(curve.steps().len(), expected.len());
        for (days, survival) in expected {
            assert!((curve.survival(days) - survival).abs() < 5e-5, "{days}: {}", curve.survival(days));
        }
        assert!((curve.survival(5) - 1.0).abs() < 1e-15 && (curve.survival(9) - curve.survival(7)).abs() < 1e-15);
        assert_eq!((curve.known_until_days(), curve.cards(), curve.falls_to(500)), (35, 21, Some(23)));
        assert_eq!(curve.falls_to(400), None);
        // Greenwood at 10 weeks: standard error .0963 (Kleinbaum and Klein 2012, chapter 2).
        let step = curve.steps()[2];
        assert!((step.survival * step.log_variance.sqrt() - 0.0963).abs() < 5e-5, "{step:?}");
        let (low, high) = curve.band(10, 950).unwrap();
        assert!((low - 0.5032).abs() < 5e-4 && (high - 0.8894).abs() < 5e-4, "{low} {high}");
        assert_eq!(curve.band(5, 950), None);
    }

    #[test]
    fn a_card_speaks_for_the_notice_only_after_it() {
        let card = |until_days, collected, notice_days| Noticed { until_days, end: end(collected), notice_days };
        let cards = [card(2, true, None), card(5, true, Some(30)), card(9, false, Some(5)), card(6, true, Some(5)), card(5, true, Some(5))];
        let curves = by_notice(&cards);
        // Without: all five are seen until day 5; two of them are collected on day 5, one of these on the day of its notice.
        assert_eq!(
            curves.without.steps().iter().map(|step| (step.days, step.at_risk, step.collected)).collect::<Vec<_>>(),
            [(2, 5, 1), (5, 4, 2)]
        );
        assert_eq!(curves.with.steps().iter().map(|step| (step.days, step.at_risk, step.collected)).collect::<Vec<_>>(), [(6, 2, 1)]);
        assert!((curves.with.survival(9) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn a_curve_is_compared_up_to_its_last_age() {
        let fit = |cards: &[(u32, bool)]| {
            let times: Vec<(f64, bool)> = cards.iter().map(|(days, collected)| (f64::from(*days) + 0.5, *collected)).collect();
            let curve = Curve::of(&cards.iter().copied().map(whole).collect::<Vec<_>>());
            curve.farthest_from(&Weibull::fit(&times).unwrap().weibull)
        };
        assert!(fit(&REMISSION) < 0.12, "{}", fit(&REMISSION));
        // Seven of ten are fetched within a week, nobody afterwards: no Weibull is like that.
        let stuck: Vec<(u32, bool)> = (0..70).map(|card| (card % 7, true)).chain((0..30).map(|_| (130, false))).collect();
        assert!(fit(&stuck) > 0.2, "{}", fit(&stuck));
        let curve = Curve::of(&stuck.iter().copied().map(whole).collect::<Vec<_>>());
        assert!(curve.farthest_from(&curve) < 1e-15);
    }

    #[test]
    fn nothing_observed_is_a_level_curve() {
        let curve = Curve::of(&[Observed { from_days: 3, until_days: 2, end: End::Collected }]);
        assert_eq!(curve, Curve::default());
        assert!((curve.survival(100) - 1.0).abs() < 1e-15);
        let all_gone = Curve::of(&[whole((0, true))]);
        assert!(all_gone.survival(0) <= 0.0 && all_gone.band(0, 950).is_none());
        assert!((all_gone.expected_left([4], 1) - 1.0).abs() < 1e-15, "a card that should not be there stays");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        /// Without late entries or censoring the curve is the plain share; with them it is the product of what a count a day gives.
        #[test]
        fn the_curve_is_the_product_of_daily_counts(cards in prop::collection::vec((0_u32..12, 0_u32..40, any::<bool>()), 1..60)) {
            let cards: Vec<Observed> =
                cards.iter().map(|(from_days, until_days, collected)| Observed { from_days: *from_days, until_days: *until_days, end: end(*collected) }).collect();
            let curve = Curve::of(&cards);
            let mut product = 1.0;
            for day in 0..45 {
                let at_risk: Vec<_> = cards.iter().filter(|card| (card.from_days..=card.until_days).contains(&day)).collect();
                let gone = at_risk.iter().filter(|card| card.until_days == day && card.end == End::Collected).count();
                if gone > 0 {
                    product *= 1.0 - gone as f64 / at_risk.len() as f64;
                }
                prop_assert!((curve.survival(day) - product).abs() < 1e-12, "{day}");
            }
            let uncensored: Vec<Observed> = cards.iter().map(|card| Observed { from_days: 0, end: End::Collected, ..*card }).collect();
            let share = uncensored.iter().filter(|card| card.until_days > 7).count() as f64 / uncensored.len() as f64;
            prop_assert!((Curve::of(&uncensored).survival(7) - share).abs() < 1e-12);
        }
    }
}
