//! A curve with two numbers, S(t) = exp(−(t / scale)^shape): a shape below 1 is a drawer in which who has not come soon comes late.

use super::Survival;

/// Steps of the search for the shape; each halves the range where Newton's step leaves it.
const STEPS_MAX: usize = 200;

/// A Weibull distribution of times (Weibull 1951).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weibull {
    /// In the unit of the times: 37 % last longer.
    pub scale: f64,
    /// 1 is memoryless.
    pub shape: f64,
}

/// What was fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitted {
    /// The distribution.
    pub weibull: Weibull,
    /// Its log-likelihood.
    pub log_likelihood: f64,
}

impl Weibull {
    /// Of two positive numbers.
    pub fn new(scale: f64, shape: f64) -> Option<Self> {
        (scale > 0.0 && shape > 0.0 && scale.is_finite() && shape.is_finite()).then_some(Self { scale, shape })
    }

    /// With this shape, the one of which a share `survival` lasts longer than `time`.
    pub fn through(time: f64, survival: f64, shape: f64) -> Option<Self> {
        let inside = survival > 0.0 && survival < 1.0 && shape > 0.0;
        inside.then(|| Self::new(time / libm::pow(-libm::log(survival), 1.0 / shape), shape))?
    }

    /// The share that lasts longer than `time`.
    pub fn beyond(self, time: f64) -> f64 {
        libm::exp(-libm::pow(time.max(0.0) / self.scale, self.shape))
    }

    /// The most likely distribution of times, some of which are censored (`false`: it lasts still). Nothing without two different times that
    /// ended, or when a time is not positive: of whole days take the middle, d + ½.
    ///
    /// The shape solves Σ tᵏ ln t / Σ tᵏ − 1/k = mean of ln t over those that ended (Cohen 1965, Technometrics 7), by Newton's method
    /// within a range that is halved; the scale follows.
    pub fn fit(times: &[(f64, bool)]) -> Option<Fitted> {
        let ended: Vec<f64> = times.iter().filter(|(_, ended)| *ended).map(|(time, _)| *time).collect();
        let longest = times.iter().map(|(time, _)| *time).fold(0.0, f64::max);
        let first = *ended.first()?;
        if times.iter().any(|(time, _)| !(*time > 0.0 && time.is_finite())) || ended.iter().all(|time| (time - first).abs() < 1e-12 * first)
        {
            return None;
        }
        // In units of the longest time, so that no power overflows.
        let logs: Vec<f64> = times.iter().map(|(time, _)| libm::log(time / longest)).collect();
        let count = ended.len() as f64;
        let mean = ended.iter().map(|time| libm::log(time / longest)).sum::<f64>() / count;
        let shape = shape(&logs, mean);
        let sum: f64 = logs.iter().map(|log| libm::exp(shape * log)).sum();
        let weibull = Self::new(longest * libm::pow(sum / count, 1.0 / shape), shape)?;
        let density = |time: f64| libm::log(shape / weibull.scale) + (shape - 1.0) * libm::log(time / weibull.scale);
        let hazards: f64 = times.iter().map(|(time, _)| libm::pow(time / weibull.scale, shape)).sum();
        Some(Fitted { weibull, log_likelihood: ended.iter().map(|time| density(*time)).sum::<f64>() - hazards })
    }
}

fn shape(logs: &[f64], mean: f64) -> f64 {
    let (mut low, mut high, mut shape) = (0.0, f64::INFINITY, 1.0);
    for _ in 0..STEPS_MAX {
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for log in logs {
            let power = libm::exp(shape * log);
            sum += power;
            first += power * log;
            second += power * log * log;
        }
        // Rises with the shape: its derivative is a variance plus 1/k².
        let excess = first / sum - 1.0 / shape - mean;
        if excess > 0.0 {
            high = shape;
        } else {
            low = shape;
        }
        let slope = second / sum - (first / sum) * (first / sum) + 1.0 / (shape * shape);
        let newton = shape - excess / slope;
        let inside = newton > low && newton < high;
        let next = match (inside, high.is_finite()) {
            (true, _) => newton,
            (false, true) => f64::midpoint(low, high),
            (false, false) => 2.0 * shape,
        };
        if (next - shape).abs() <= 1e-14 * shape {
            return next;
        }
        shape = next;
    }
    shape
}

impl Survival for Weibull {
    fn survival(&self, days: u32) -> f64 {
        self.beyond(f64::from(days))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::kaplan_meier::tests::REMISSION, *};

    #[test]
    fn the_textbook_fit() {
        let times = REMISSION.map(|(time, ended)| (f64::from(time), ended));
        let fitted = Weibull::fit(&times).unwrap();
        assert!((fitted.weibull.scale - 33.7652).abs() < 5e-5, "{fitted:?}");
        assert!((fitted.weibull.shape - 1.353_73).abs() < 5e-6, "{fitted:?}");
        assert!((fitted.log_likelihood + 41.6587).abs() < 5e-5, "{fitted:?}");
        // Other units give the same shape, even far away ones.
        for unit in [1e-6, 7.0, 1e9] {
            let scaled = Weibull::fit(&times.map(|(time, ended)| (time * unit, ended))).unwrap().weibull;
            assert!((scaled.shape - fitted.weibull.shape).abs() < 1e-9 && (scaled.scale / unit / fitted.weibull.scale - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_likelihood_is_highest_there() {
        let times = [(0.5, true), (1.5, true), (1.5, false), (30.5, true), (61.5, true), (120.5, false)];
        let fitted = Weibull::fit(&times).unwrap();
        let likelihood = |weibull: Weibull| -> f64 {
            let one = |(time, ended): (f64, bool)| {
                let density = weibull.shape / weibull.scale * (time / weibull.scale).powf(weibull.shape - 1.0);
                if ended { (density * weibull.beyond(time)).ln() } else { weibull.beyond(time).ln() }
            };
            times.into_iter().map(one).sum()
        };
        let best = likelihood(fitted.weibull);
        assert!((best - fitted.log_likelihood).abs() < 1e-9);
        for (scale, shape) in [(1.01, 1.0), (0.99, 1.0), (1.0, 1.01), (1.0, 0.99)] {
            let near = Weibull { scale: fitted.weibull.scale * scale, shape: fitted.weibull.shape * shape };
            assert!(likelihood(near) < best);
        }
    }

    #[test]
    fn without_two_times_there_is_no_fit() {
        for times in
            [vec![], vec![(3.0, true)], vec![(3.0, true), (3.0, true)], vec![(3.0, false), (4.0, true)], vec![(0.0, true), (2.0, true)]]
        {
            assert_eq!(Weibull::fit(&times), None, "{times:?}");
        }
        assert_eq!(Weibull::new(0.0, 1.0), None);
        assert_eq!(Weibull::through(71.0, 1.0, 0.5), None);
    }

    #[test]
    fn palembangs_drawer() {
        // A quarter of the cards lies longer than 71 days.
        let drawer = Weibull::through(71.0, 0.25, 0.5).unwrap();
        assert!((drawer.scale - 36.944).abs() < 5e-4, "{drawer:?}");
        for (days, share) in
            [(7, 0.6471), (14, 0.5403), (30, 0.4061), (45, 0.3317), (60, 0.2796), (90, 0.2100), (120, 0.1649), (180, 0.1100)]
        {
            assert!((drawer.survival(days) - share).abs() < 5e-5, "{days}: {}", drawer.survival(days));
        }
    }
}
