//! Seeded draws and exact apportionment. Integers only, so that every platform makes the same people.

use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// A stream of draws that depends on its seed and keys alone: a change in one household leaves all others as they are.
pub(super) struct Draw(Pcg64);

impl Draw {
    pub(super) fn new(seed: u64, keys: [u64; 3]) -> Self {
        let mixed = keys.into_iter().fold(mix(seed), |state, key| mix(state ^ mix(key)));
        Self(Pcg64::seed_from_u64(mixed))
    }

    /// A number from 0 up to but not including `end` (0 if `end` is 0).
    pub(super) fn below(&mut self, end: u32) -> u32 {
        if end == 0 { 0 } else { self.0.random_range(0..end) }
    }

    /// True `permille` times in a thousand.
    pub(super) fn chance(&mut self, permille: u32) -> bool {
        self.below(1_000) < permille
    }

    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.choose(&mut self.0)
    }

    /// One of the texts, or nothing if there is none.
    pub(super) fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// The index of one of the weights, in proportion to them.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (index, &weight) in weights.iter().enumerate() {
            if left < weight {
                return index;
            }
            left -= weight;
        }
        0
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        items.shuffle(&mut self.0);
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014), which spreads neighbouring keys.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// Splits `total` in proportion to `weights` by largest remainder (Hamilton); the parts add up to `total` exactly.
///
/// Ties go to the earlier weight. All zeros if every weight is zero.
pub(super) fn apportion(total: u32, weights: &[u64]) -> Vec<u32> {
    let sum: u64 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut rests = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let scaled = u64::from(total) * weight;
        parts.push((scaled / sum) as u32);
        rests.push((std::cmp::Reverse(scaled % sum), index));
    }
    rests.sort_unstable();
    let missing = total - parts.iter().sum::<u32>();
    for (_, index) in rests.into_iter().take(missing as usize) {
        if let Some(part) = parts.get_mut(index) {
            *part += 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apportion_is_exact() {
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(apportion(7, &[0, 5, 2]), [0, 5, 2]);
        assert_eq!(apportion(7, &[0, 0]), [0, 0]);
        for total in [0, 1, 99, 172_000] {
            assert_eq!(apportion(total, &[3, 141, 59, 26, 5]).iter().sum::<u32>(), total);
        }
    }

    #[test]
    fn draws_depend_on_every_key() {
        let first = |keys| Draw::new(1, keys).below(u32::MAX);
        assert_eq!(first([1, 2, 3]), first([1, 2, 3]));
        assert_ne!(first([1, 2, 3]), first([1, 3, 2]));
        assert_ne!(first([1, 2, 3]), first([1, 2, 4]));
    }
}
