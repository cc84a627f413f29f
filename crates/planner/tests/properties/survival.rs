//! Curves of the drawer against products of pairs and against the equations of the greatest likelihood.

use planner::survival::{
    Survival,
    kaplan_meier::{Curve, End, Noticed, Observed, by_notice},
    weibull::Weibull,
};
use proptest::prelude::*;

use crate::second::{cases, near};

/// Lifetimes of fruit flies in days, those that died and those that were still alive, as (day, died, alive). The `waltons` data set of the
/// package lifelines (Davidson-Pilon, MIT licence).
const FLIES: [(u32, u32, u32); 32] = [
    (6, 1, 0),
    (7, 1, 1),
    (9, 3, 0),
    (13, 3, 0),
    (15, 2, 0),
    (17, 1, 0),
    (19, 3, 0),
    (22, 4, 0),
    (26, 5, 0),
    (29, 5, 0),
    (32, 1, 0),
    (33, 3, 0),
    (36, 2, 0),
    (38, 2, 0),
    (41, 7, 0),
    (43, 1, 0),
    (45, 9, 1),
    (47, 1, 0),
    (48, 8, 0),
    (51, 3, 0),
    (53, 7, 0),
    (54, 2, 0),
    (56, 18, 0),
    (58, 4, 0),
    (60, 15, 1),
    (61, 9, 2),
    (62, 2, 0),
    (63, 9, 0),
    (66, 3, 0),
    (68, 9, 1),
    (69, 12, 1),
    (75, 1, 0),
];

#[test]
fn the_flies_of_walton() {
    let rows = FLIES.iter().flat_map(|(day, died, alive)| {
        let times = |count: u32, ended| std::iter::repeat_n((f64::from(*day), ended), count as usize);
        times(*died, true).chain(times(*alive, false))
    });
    let times: Vec<(f64, bool)> = rows.collect();
    assert_eq!(times.len(), 163);
    let fitted = Weibull::fit(&times).unwrap().weibull;
    assert!((fitted.scale - 55.7331).abs() < 5e-5, "{fitted:?}");
    assert!((fitted.shape - 3.4505).abs() < 5e-5, "{fitted:?}");
}

/// The logarithm of the chance of what was seen, from the density alone.
fn log_likelihood(times: &[(f64, bool)], scale: f64, shape: f64) -> f64 {
    let one = |(time, ended): &(f64, bool)| {
        let lasts = -(time / scale).powf(shape);
        lasts + if *ended { shape.ln() - scale.ln() + (shape - 1.0) * (time / scale).ln() } else { 0.0 }
    };
    times.iter().map(one).sum()
}

fn end(collected: bool) -> End {
    if collected { End::Collected } else { End::Lying }
}

proptest! {
    #![proptest_config(cases(128))]

    /// The product over the days of collection, each with its cards at risk counted one by one, and Greenwood's sum over the same.
    #[test]
    fn the_curve_is_the_product_of_pairs(cards in prop::collection::vec((0_u32..25, 0_u32..90, any::<bool>()), 1..90), more in 0_u32..40) {
        let cards: Vec<Observed> =
            cards.iter().map(|(from, until, collected)| Observed { from_days: *from, until_days: *until, end: end(*collected) }).collect();
        let curve = Curve::of(&cards);
        let seen = |card: &&Observed| card.from_days <= card.until_days;
        let collected = || cards.iter().filter(seen).filter(|card| card.end == End::Collected);
        let at_risk = |day: u32| cards.iter().filter(|card| card.from_days <= day && day <= card.until_days).count() as f64;
        let survival = |day: u32| {
            // Each card of a day takes its own factor: (n − 1)/n · (n − 2)/(n − 1) · …
            let mut days: Vec<u32> = collected().map(|card| card.until_days).filter(|until| *until <= day).collect();
            days.sort_unstable();
            let factor = |(at, of): (usize, &u32)| {
                let before = days[..at].iter().filter(|other| *other == of).count() as f64;
                (at_risk(*of) - before - 1.0) / (at_risk(*of) - before)
            };
            days.iter().enumerate().map(factor).product::<f64>()
        };
        for day in 0..95 {
            prop_assert!((curve.survival(day) - survival(day)).abs() < 1e-12, "{day}");
            let (now, then) = (survival(day), survival(day + more));
            let stays = if now > 1e-12 { then / now } else { 1.0 };
            prop_assert!((curve.expected_left([day], more) - stays).abs() < 1e-9);
        }
        for step in curve.steps() {
            let summed: f64 = (0..=step.days).map(|day| {
                let (risk, gone) = (at_risk(day), collected().filter(|card| card.until_days == day).count() as f64);
                if gone > 0.0 { gone / (risk * (risk - gone)) } else { 0.0 }
            }).sum();
            prop_assert!(step.log_variance.is_infinite() && summed.is_infinite() || near(step.log_variance, summed, 1e-12), "{step:?} {summed}");
            if let Some((low, high)) = curve.band(step.days, 950) {
                prop_assert!(0.0 <= low && low <= step.survival && step.survival <= high && high <= 1.0, "{low} {high} {step:?}");
            }
        }
        let mean: f64 = (0..60).map(survival).sum();
        prop_assert!((curve.mean_days(60) - mean).abs() < 1e-9);
    }

    /// Each day of each card speaks for one of the two curves, and for one only.
    #[test]
    fn no_day_of_a_card_speaks_twice(cards in prop::collection::vec((0_u32..60, any::<bool>(), prop::option::of(0_u32..60)), 1..60)) {
        let noticed: Vec<Noticed> =
            cards.iter().map(|(until, collected, notice)| Noticed { until_days: *until, end: end(*collected), notice_days: *notice }).collect();
        let curves = by_notice(&noticed);
        let risk = |curve: &Curve, day| curve.steps().iter().find(|step| step.days == day).map(|step| (step.at_risk as usize, step.collected as usize));
        for day in 0..60 {
            let told = |card: &&Noticed| card.notice_days.is_some_and(|notice| notice < day);
            let lying = || noticed.iter().filter(|card| card.until_days >= day);
            let gone = |card: &&Noticed| card.until_days == day && card.end == End::Collected;
            let with = (lying().filter(told).count(), lying().filter(told).filter(gone).count());
            let without = (lying().count() - with.0, lying().filter(gone).count() - with.1);
            for (curve, (at_risk, collected)) in [(&curves.with, with), (&curves.without, without)] {
                prop_assert_eq!(risk(curve, day), (collected > 0).then_some((at_risk, collected)), "{}", day);
            }
        }
    }

    /// At the fit both derivatives of the likelihood vanish, and whatever is elsewhere is less likely.
    #[test]
    fn the_likelihood_has_no_slope_there(times in prop::collection::vec((1_u32..4_000, prop::bool::weighted(0.7)), 2..80), unit in 1_u32..1_000) {
        let times: Vec<(f64, bool)> = times.iter().map(|(time, ended)| (f64::from(*time) * f64::from(unit) / 100.0, *ended)).collect();
        let ended: Vec<f64> = times.iter().filter(|(_, ended)| *ended).map(|(time, _)| *time).collect();
        let different = ended.iter().any(|time| (time / ended[0] - 1.0).abs() > 1e-9);
        let Some(fitted) = Weibull::fit(&times) else {
            prop_assert!(!different, "two different times are enough");
            return Ok(());
        };
        let (scale, shape, count) = (fitted.weibull.scale, fitted.weibull.shape, ended.len() as f64);
        let power = |time: f64| (time / scale).powf(shape);
        let by_scale: f64 = times.iter().map(|(time, _)| power(*time)).sum::<f64>() - count;
        let logs: f64 = ended.iter().map(|time| (time / scale).ln()).sum();
        let by_shape = count / shape + logs - times.iter().map(|(time, _)| power(*time) * (time / scale).ln()).sum::<f64>();
        prop_assert!(by_scale.abs() < 1e-8 * count, "{by_scale} {fitted:?}");
        prop_assert!(by_shape.abs() < 1e-8 * count * (1.0 + 1.0 / shape), "{by_shape} {fitted:?}");
        prop_assert!(near(fitted.log_likelihood, log_likelihood(&times, scale, shape), 1e-9));
        for (wider, steeper) in [(1.02, 1.0), (0.98, 1.0), (1.0, 1.02), (1.0, 0.98), (1.3, 0.8), (0.7, 1.4)] {
            prop_assert!(log_likelihood(&times, scale * wider, shape * steeper) < fitted.log_likelihood);
        }
    }
}
