//! The textbook case: classes that ask one after the other, the lowest first, each once, with normal demands.
//!
//! Airlines sell so; here it serves to hold the rules against published figures. Protection levels are what is kept back for the classes up
//! to and with a rank against all lower ones; there is one fewer than classes.

use crate::probability::{normal_at_most, normal_quantile};

/// Demand of a class: one normal amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalClass {
    /// Worth of one served request.
    pub weight: f64,
    /// Mean of requests.
    pub mean: f64,
    /// Standard deviation of requests.
    pub sd: f64,
}

/// Littlewood (1972): what to keep back for `higher` against a request worth `weight`.
pub fn littlewood(higher: NormalClass, weight: f64) -> f64 {
    (higher.mean + higher.sd * normal_quantile(1.0 - weight / higher.weight)).max(0.0)
}

/// EMSR-a (Belobaba 1987): Littlewood's amounts of each higher class, added up.
pub fn emsr_a(classes: &[NormalClass]) -> Vec<f64> {
    let lower = classes.iter().enumerate().skip(1);
    lower.map(|(rank, class)| classes.iter().take(rank).map(|one| littlewood(*one, class.weight)).sum()).collect()
}

/// EMSR-b (Belobaba 1992): Littlewood's amount of the higher classes together, with their mean weight.
pub fn emsr_b(classes: &[NormalClass]) -> Vec<f64> {
    let lower = classes.iter().enumerate().skip(1);
    lower.map(|(rank, class)| littlewood(together(classes.iter().take(rank)), class.weight)).collect()
}

fn together<'a>(classes: impl Iterator<Item = &'a NormalClass>) -> NormalClass {
    let (mut mean, mut variance, mut value) = (0.0, 0.0, 0.0);
    for class in classes {
        mean += class.mean;
        variance += class.sd * class.sd;
        value += class.mean * class.weight;
    }
    NormalClass { weight: value / mean, mean, sd: libm::sqrt(variance) }
}

/// The optimal levels (Brumelle and McGill 1993, Operations Research 41) on a grid of `step` pieces.
///
/// Goes up from the highest class with the marginal value of a piece, M₁(x) = w₁·P(D₁ > x). Beyond the level y of the classes above,
/// Mⱼ₊₁(x) = wⱼ₊₁·P(D > x − y) + Σ Mⱼ(x − u)·P(D = u); up to it, Mⱼ₊₁ = Mⱼ. The next level is where M falls below the next weight.
pub fn optimal(classes: &[NormalClass], step: f64) -> Vec<f64> {
    let reach: f64 = classes.iter().map(|class| class.mean + 6.0 * class.sd).sum();
    let points = if step > 0.0 && reach.is_finite() { (reach / step) as usize } else { 0 };
    let Some(first) = classes.first() else { return Vec::new() };
    let beyond = |class: &NormalClass, amount: f64| normal_at_most((class.mean - amount) / class.sd);
    let mut marginal: Vec<f64> = (0..points).map(|point| first.weight * beyond(first, point as f64 * step)).collect();
    let mut levels = Vec::new();
    for class in classes.iter().skip(1) {
        let level = crossing(&marginal, class.weight);
        levels.push(level * step);
        let kept = (level + 0.5) as usize;
        // Demand on the grid: a point takes what lies within half a step, the first all below.
        let tail: Vec<f64> = (0..points).map(|point| beyond(class, (point as f64 - 0.5) * step)).collect();
        let masses: Vec<f64> = std::iter::once(1.0 - tail.get(1).copied().unwrap_or(0.0))
            .chain(tail.iter().skip(1).zip(tail.iter().skip(2)).map(|(from, to)| from - to))
            .collect();
        let raised = (0..points).map(|point| {
            let Some(free) = point.checked_sub(kept) else { return marginal.get(point).copied().unwrap_or(0.0) };
            let from_above: f64 = marginal.iter().take(point + 1).rev().take(free + 1).zip(&masses).map(|(value, mass)| value * mass).sum();
            class.weight * tail.get(free + 1).copied().unwrap_or(0.0) + from_above
        });
        marginal = raised.collect();
    }
    levels
}

/// Where a falling curve goes through a value, in points of its grid.
fn crossing(curve: &[f64], value: f64) -> f64 {
    let steps = curve.iter().zip(curve.iter().skip(1)).enumerate();
    let mut through = steps.filter(|(_, (from, to))| **from >= value && **to < value);
    through.next().map_or(0.0, |(point, (from, to))| point as f64 + (from - value) / (from - to))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published with its answer: Robinson's example of four fares, in Talluri and van Ryzin (2004), section 2.2.
    const FARES: [NormalClass; 4] = [
        NormalClass { weight: 1_050.0, mean: 17.3, sd: 5.8 },
        NormalClass { weight: 567.0, mean: 45.1, sd: 15.0 },
        NormalClass { weight: 534.0, mean: 39.6, sd: 13.2 },
        NormalClass { weight: 520.0, mean: 34.0, sd: 11.3 },
    ];

    #[test]
    fn levels_are_the_published_ones() {
        for (name, ours, expected, tolerance) in [
            ("EMSR-a", emsr_a(&FARES), [16.7, 38.7, 55.7], 0.06),
            ("EMSR-b", emsr_b(&FARES), [16.7, 50.9, 83.2], 0.06),
            ("optimum, unit grid", optimal(&FARES, 1.0), [16.7, 42.5, 72.7], 0.06),
            ("optimum, fine grid", optimal(&FARES, 0.125), [16.7, 42.5, 72.7], 0.06),
        ] {
            assert_eq!(ours.len(), 3, "{name}");
            for (ours, expected) in ours.iter().zip(expected) {
                assert!((ours - expected).abs() < tolerance, "{name}: {ours} instead of {expected}");
            }
        }
    }

    #[test]
    fn nothing_is_kept_without_classes() {
        assert!(emsr_a(&[]).is_empty() && emsr_b(&[]).is_empty() && optimal(&[], 1.0).is_empty());
    }
}
