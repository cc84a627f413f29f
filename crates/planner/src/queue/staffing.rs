//! How many servers: exactly, by the square-root rule, and pooled against split over sites.

use super::erlang::{Queue, blocking, fewest, is_served};
use crate::probability::{normal_at_most, normal_density};

/// More servers than this are not looked for.
const SERVERS_MAX: u32 = 100_000;

/// What is promised to those who come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Promise {
    /// At most this share waits at all.
    Waiting {
        /// From 0 to 1.
        share: f64,
    },
    /// At most this share waits longer than a time.
    Longer {
        /// From 0 to 1.
        share: f64,
        /// The time, hours.
        hours: f64,
    },
    /// The mean wait is at most this long.
    Mean {
        /// Hours.
        hours: f64,
    },
}

impl Promise {
    fn kept(self, queue: Queue, blocked: f64) -> bool {
        let servers = f64::from(queue.servers);
        let slack = servers * queue.service - queue.arrivals;
        if !is_served(queue.servers, queue.load()) {
            return false;
        }
        let waiting = blocked / (1.0 - queue.load() / servers * (1.0 - blocked));
        match self {
            Self::Waiting { share } => waiting <= share,
            Self::Longer { share, hours } => waiting * libm::exp(-slack * hours) <= share,
            Self::Mean { hours } => waiting / slack <= hours,
        }
    }
}

/// The fewest servers that keep a promise to `arrivals` people an hour, of whom a server serves `service` an hour. Nothing when a rate is
/// not positive or none would do.
pub fn servers_for(arrivals: f64, service: f64, promise: Promise) -> Option<u32> {
    if !(arrivals > 0.0 && service > 0.0 && arrivals.is_finite()) {
        return None;
    }
    let load = arrivals / service;
    if load >= f64::from(SERVERS_MAX) {
        return None;
    }
    let first = fewest(load);
    let mut blocked = blocking(first, load);
    for servers in first..SERVERS_MAX {
        if promise.kept(Queue { arrivals, service, servers }, blocked) {
            return Some(servers);
        }
        blocked = load * blocked / (f64::from(servers + 1) + load * blocked);
    }
    None
}

/// Servers by the square-root rule, R + β·√R, where β makes a share `waiting` wait: 1 / (1 + β·Φ(β) / φ(β)) (Halfin and Whitt 1981,
/// Operations Research 29). Near [`servers_for`] and quick to say; the rule that pooled sites need fewer.
pub fn square_root(load: f64, waiting: f64) -> Option<f64> {
    if !(load > 0.0 && waiting > 0.0 && waiting < 1.0) {
        return None;
    }
    let share = |beta: f64| 1.0 / (1.0 + beta * normal_at_most(beta) / normal_density(beta));
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..60 {
        let beta = f64::midpoint(low, high);
        if share(beta) > waiting { low = beta } else { high = beta }
    }
    Some(load + high * libm::sqrt(load))
}

/// The same people at one place or at several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pooling {
    /// Servers of all sites together, each site keeping the promise.
    pub split: u32,
    /// Servers of one queue that keeps it for all.
    pub pooled: u32,
}

/// How many servers a promise takes when `arrivals` people an hour, evenly over `sites`, queue by site, and how many in one queue.
pub fn pooling(arrivals: f64, service: f64, sites: u32, promise: Promise) -> Option<Pooling> {
    let of_a_site = servers_for(arrivals / f64::from(sites), service, promise)?;
    Some(Pooling { split: of_a_site.checked_mul(sites)?, pooled: servers_for(arrivals, service, promise)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blitar_needs_92_split_or_57_pooled() {
        let arrivals = 120_000.0 / 29.0 / 7.0;
        let promise = Promise::Waiting { share: 0.25 };
        assert_eq!(pooling(arrivals, 12.0, 23, promise), Some(Pooling { split: 92, pooled: 57 }));
        let rule = square_root(arrivals / 12.0, 0.25).unwrap();
        assert!((rule - 55.83).abs() < 0.005, "one fewer than exactly: {rule}");
        let within_ten = Promise::Longer { share: 0.05, hours: 10.0 / 60.0 };
        assert_eq!(servers_for(arrivals, 12.0, within_ten), Some(51));
        assert_eq!(servers_for(arrivals, 12.0, Promise::Mean { hours: 6.0 / 60.0 }), Some(50));
    }

    #[test]
    fn halfin_and_whitts_beta() {
        // β = 1 gives 1 / (1 + Φ(1)/φ(1)) = .22336.
        let waiting = 1.0 / (1.0 + 0.841_344_746 / 0.241_970_725);
        assert!((square_root(100.0, waiting).unwrap() - 110.0).abs() < 1e-6);
        assert_eq!(square_root(0.0, 0.2), None);
    }

    #[test]
    fn without_rates_nobody_is_needed() {
        for (arrivals, service) in [(0.0, 1.0), (1.0, 0.0), (f64::INFINITY, 1.0), (1e9, 1.0)] {
            assert_eq!(servers_for(arrivals, service, Promise::Mean { hours: 1.0 }), None, "{arrivals} {service}");
        }
        assert_eq!(servers_for(1.0, 1.0, Promise::Waiting { share: -1.0 }), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn the_fewest_are_found_and_pooling_never_takes_more(arrivals in 1_u32..400, sites in 1_u32..30, percent in 1_u32..60) {
            let (arrivals, promise) = (f64::from(arrivals), Promise::Waiting { share: f64::from(percent) / 100.0 });
            let servers = servers_for(arrivals, 12.0, promise).unwrap();
            let waits = |servers| Queue { arrivals, service: 12.0, servers }.steady().map_or(1.0, |steady| steady.waiting);
            prop_assert!(waits(servers) <= f64::from(percent) / 100.0 && waits(servers - 1) > f64::from(percent) / 100.0);
            let pooling = pooling(arrivals, 12.0, sites, promise).unwrap();
            prop_assert!(pooling.pooled <= pooling.split);
        }
    }
}
