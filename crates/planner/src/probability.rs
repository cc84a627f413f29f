//! The normal and the Poisson distribution, to nearly the full precision of an `f64`.
//!
//! Elementary functions come from `libm`, so that every machine computes the same bits.

use core::f64::consts::{PI, SQRT_2};

/// Mass that may be left out of a table at either end.
const NEGLIGIBLE: f64 = 1e-15;

/// Density of the standard normal distribution at `z`.
pub fn normal_density(z: f64) -> f64 {
    libm::exp(-z * z / 2.0) / libm::sqrt(2.0 * PI)
}

/// P(Z ≤ `z`) of the standard normal distribution.
pub fn normal_at_most(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

/// The `z` with P(Z ≤ z) = `chance`; infinite at 0 and 1. Abramowitz and Stegun 26.2.23 made exact by three steps of Halley.
pub fn normal_quantile(chance: f64) -> f64 {
    if chance > 0.5 {
        return -normal_quantile(1.0 - chance);
    }
    if chance <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let t = libm::sqrt(-2.0 * libm::log(chance));
    let (above, below) = (2.515_517 + t * (0.802_853 + t * 0.010_328), 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    let mut z = above / below - t;
    for _ in 0..3 {
        let step = (normal_at_most(z) - chance) / normal_density(z);
        z -= step / (1.0 + z * step / 2.0);
    }
    z
}

/// E\[(Z − z)⁺\], the loss of the standard normal distribution.
pub fn normal_loss(z: f64) -> f64 {
    normal_density(z) - z * normal_at_most(-z)
}

/// A Poisson distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Poisson {
    mean: f64,
}

/// The masses of a distribution over counts: `masses[i]` is that of `first + i`. What lies outside is negligible.
#[derive(Clone, Debug, PartialEq)]
pub struct Masses {
    /// The count of the first mass.
    pub first: u32,
    /// Probabilities.
    pub masses: Vec<f64>,
}

impl Poisson {
    /// Of a mean of events; what is no positive number counts as 0.
    pub fn new(mean: f64) -> Self {
        Self { mean: if mean > 0.0 && mean.is_finite() { mean } else { 0.0 } }
    }

    /// The mean, and the variance.
    pub fn mean(self) -> f64 {
        self.mean
    }

    /// P(D = `count`).
    pub fn exactly(self, count: u32) -> f64 {
        if self.mean <= 0.0 {
            return if count == 0 { 1.0 } else { 0.0 };
        }
        let count = f64::from(count);
        libm::exp(count * libm::log(self.mean) - self.mean - libm::lgamma(count + 1.0))
    }

    /// P(D ≤ `count`).
    pub fn at_most(self, count: u32) -> f64 {
        if f64::from(count) < self.mean { self.sum_down(count) } else { 1.0 - self.sum_up(count.saturating_add(1)) }
    }

    /// P(D ≥ `count`).
    pub fn at_least(self, count: u32) -> f64 {
        let Some(below) = count.checked_sub(1) else { return 1.0 };
        if f64::from(count) < self.mean { 1.0 - self.sum_down(below) } else { self.sum_up(count) }
    }

    fn sum_down(self, from: u32) -> f64 {
        let (mut count, mut term) = (from, self.exactly(from));
        let mut sum = term;
        while count > 0 && term > sum * 1e-18 {
            term *= f64::from(count) / self.mean;
            sum += term;
            count -= 1;
        }
        sum
    }

    fn sum_up(self, from: u32) -> f64 {
        let (mut count, mut term) = (from, self.exactly(from));
        let mut sum = term;
        while term > sum * 1e-18 || f64::from(count) < self.mean {
            count = count.saturating_add(1);
            term *= self.mean / f64::from(count);
            sum += term;
        }
        sum
    }

    /// The smallest count with P(D ≤ count) ≥ `chance`; `chance` is taken as at most 1 − 10⁻¹².
    pub fn quantile(self, chance: f64) -> u32 {
        let chance = chance.min(1.0 - 1e-12);
        if chance <= 0.0 || self.mean <= 0.0 {
            return 0;
        }
        let guess = self.mean + normal_quantile(chance) * libm::sqrt(self.mean);
        let mut count = guess.max(0.0) as u32;
        let mut sum = self.at_most(count);
        while sum < chance {
            count = count.saturating_add(1);
            sum += self.exactly(count);
        }
        while count > 0 && sum - self.exactly(count) >= chance {
            sum -= self.exactly(count);
            count -= 1;
        }
        count
    }

    /// E\[(D − level)⁺\]: events beyond a level, which may be negative.
    pub fn loss(self, level: i64) -> f64 {
        let Ok(count) = u32::try_from(level) else {
            return if level < 0 { self.mean - level as f64 } else { 0.0 };
        };
        (self.mean - level as f64) * self.at_least(count.saturating_add(1)) + self.mean * self.exactly(count)
    }

    /// The masses of all counts that are not negligible.
    pub fn masses(self) -> Masses {
        let reach = 8.5 * libm::sqrt(self.mean) + 16.0;
        let (first, last) = ((self.mean - reach).max(0.0) as u32, (self.mean + reach) as u32);
        let mut mass = self.exactly(first);
        let mut masses = Vec::with_capacity((last - first + 1) as usize);
        for count in first..=last {
            masses.push(mass);
            mass *= self.mean / f64::from(count + 1);
        }
        Masses { first, masses }
    }
}

impl Masses {
    /// All mass on one count.
    pub fn certain(count: u32) -> Self {
        Self { first: count, masses: vec![1.0] }
    }

    /// Counts with their masses.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (u32, f64)> + '_ {
        self.masses.iter().enumerate().map(|(index, mass)| (self.first + index as u32, *mass))
    }

    /// The mean count.
    pub fn mean(&self) -> f64 {
        self.iter().map(|(count, mass)| f64::from(count) * mass).sum()
    }

    /// P(count > `level`).
    pub fn above(&self, level: u32) -> f64 {
        let skipped = (u64::from(level) + 1).saturating_sub(u64::from(self.first));
        self.masses.iter().skip(skipped as usize).sum()
    }

    /// The smallest count with P(C ≤ count) ≥ `chance`.
    pub fn quantile(&self, chance: f64) -> u32 {
        let mut sum = 0.0;
        for (count, mass) in self.iter() {
            sum += mass;
            if sum >= chance - 1e-12 {
                return count;
            }
        }
        self.first + (self.masses.len() as u32).saturating_sub(1)
    }

    /// Leaves the negligible masses at both ends out; their mass goes to the new ends.
    pub fn trim(&mut self) {
        let (mut low, mut dropped) = (0, 0.0);
        for mass in &self.masses {
            if dropped + mass > NEGLIGIBLE {
                break;
            }
            dropped += mass;
            low += 1;
        }
        self.masses.drain(..low);
        self.first += low as u32;
        if let Some(mass) = self.masses.first_mut() {
            *mass += dropped;
        }
        let mut dropped = 0.0;
        while let Some(mass) = self.masses.last().copied()
            && self.masses.len() > 1
            && dropped + mass <= NEGLIGIBLE
        {
            dropped += mass;
            self.masses.pop();
        }
        if let Some(mass) = self.masses.last_mut() {
            *mass += dropped;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: f64, expected: f64, relative: f64) {
        assert!((ours - expected).abs() <= relative * expected.abs().max(1e-300), "{ours} instead of {expected}");
    }

    #[test]
    fn normal_figures_of_the_tables() {
        for (z, chance) in
            [(0.0, 0.5), (1.0, 0.841_344_746_068_542_9), (-3.0, 0.001_349_898_031_630_094_5), (-6.0, 9.865_876_450_376_946e-10)]
        {
            close(normal_at_most(z), chance, 1e-13);
        }
        for (chance, z) in [(0.95, 1.644_853_626_951_472_7), (0.99, 2.326_347_874_040_840_8), (0.975, 1.959_963_984_540_054)] {
            close(normal_quantile(chance), z, 1e-13);
            close(normal_quantile(1.0 - chance), -z, 1e-12);
        }
        assert!(normal_quantile(0.5).abs() < 1e-15);
        close(normal_quantile(1e-12), -7.034_483_825_301_131, 1e-12);
        close(normal_loss(0.0), 0.398_942_280_401_432_7, 1e-14);
    }

    #[test]
    fn poisson_figures_agree_with_direct_sums() {
        for mean in [0.3, 6.0, 85.0, 450.0, 2_125.0] {
            let demand = Poisson::new(mean);
            let masses = demand.masses();
            close(masses.masses.iter().sum(), 1.0, 1e-11);
            close(masses.mean(), mean, 1e-11);
            let mut sum = 0.0;
            for (count, mass) in masses.iter() {
                sum += mass;
                assert!((demand.at_most(count) - sum).abs() < 1e-11, "{mean} {count}");
                assert!((demand.at_least(count + 1) + demand.at_most(count) - 1.0).abs() < 1e-11, "{mean} {count}");
            }
            for chance in [0.001, 0.2, 0.5, 0.95, 0.999] {
                let count = demand.quantile(chance);
                assert!(demand.at_most(count) >= chance && (count == 0 || demand.at_most(count - 1) < chance), "{mean} {chance}");
                assert_eq!(masses.quantile(chance), count);
            }
            let level = (mean * 1.1) as u32;
            let loss: f64 = masses.iter().map(|(count, mass)| f64::from(count.saturating_sub(level)) * mass).sum();
            assert!((demand.loss(i64::from(level)) - loss).abs() < 1e-9, "{mean}");
            close(demand.loss(-2), mean + 2.0, 1e-15);
        }
        close(Poisson::new(4.0).exactly(3), 0.195_366_814_813_164_6, 1e-14);
    }

    #[test]
    fn no_demand_is_certain() {
        for mean in [0.0, -1.0, f64::NAN] {
            let none = Poisson::new(mean);
            assert_eq!((none.quantile(0.99), none.masses().quantile(0.999)), (0, 0));
            close(none.at_most(0), 1.0, 1e-15);
            assert!(none.at_least(1) <= 0.0 && none.loss(0) <= 0.0);
        }
    }

    #[test]
    fn trimming_keeps_the_mass() {
        let mut masses = Masses { first: 3, masses: vec![1e-17, 0.0, 0.4, 0.6, 1e-16, 0.0] };
        masses.trim();
        assert_eq!((masses.first, masses.masses.len()), (5, 2));
        close(masses.masses.iter().sum(), 1.0, 1e-15);
    }
}
