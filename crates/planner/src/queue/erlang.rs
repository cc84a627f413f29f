//! Erlang's formulas: people arrive at random, service is exponential, servers are alike and have one queue.

/// How near to 1 a utilisation is full: what the division of a full load rounds to.
const FULL: f64 = 1.0 - 1e-12;

/// Whether fewer come than `servers` can serve, by more than rounding. `load` is in Erlang.
pub fn is_served(servers: u32, load: f64) -> bool {
    load < f64::from(servers) * FULL
}

/// The fewest servers that serve a load in the long run. `load` is in Erlang.
pub fn fewest(load: f64) -> u32 {
    (load / FULL) as u32 + 1
}

/// Share of those who come that finds every server taken, when nobody waits: Erlang B (Erlang 1917), by its recursion
/// 1/B(c) = 1 + c / (a·B(c − 1)). `load` is in Erlang.
pub fn blocking(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, server| load * blocked / (f64::from(server) + load * blocked))
}

/// Share that must wait, when everybody does: Erlang C. Nothing when the load is not below the number of servers.
pub fn waiting(servers: u32, load: f64) -> Option<f64> {
    let utilisation = load / f64::from(servers);
    (load >= 0.0 && is_served(servers, load)).then(|| {
        let blocked = blocking(servers, load);
        blocked / (1.0 - utilisation * (1.0 - blocked))
    })
}

/// A queue with several servers, M/M/c.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// People that come an hour.
    pub arrivals: f64,
    /// People that one server serves an hour.
    pub service: f64,
    /// How many servers.
    pub servers: u32,
}

/// A steady state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steady {
    /// Share of the time that a server works.
    pub utilisation: f64,
    /// Share of people that wait.
    pub waiting: f64,
    /// Mean wait of all people, hours.
    pub wait_hours: f64,
    /// Mean number of people that wait.
    pub queue: f64,
    /// How much faster than they come people could be served, an hour; waits are exponential with this rate for those who wait.
    slack: f64,
}

impl Queue {
    /// In Erlang.
    pub fn load(self) -> f64 {
        self.arrivals / self.service
    }

    /// The long run. Nothing when as many come as can be served, or more: the queue grows.
    pub fn steady(self) -> Option<Steady> {
        let waiting = waiting(self.servers, self.load())?;
        let slack = f64::from(self.servers) * self.service - self.arrivals;
        let wait_hours = waiting / slack;
        let utilisation = self.load() / f64::from(self.servers);
        Some(Steady { utilisation, waiting, wait_hours, queue: wait_hours * self.arrivals, slack })
    }
}

impl Steady {
    /// Share of people that wait longer than this, served in the order in which they come.
    pub fn longer_than(self, hours: f64) -> f64 {
        self.waiting * libm::exp(-self.slack * hours.max(0.0))
    }

    /// What at most a share of `beyond` waits longer than, hours.
    pub fn wait_within(self, beyond: f64) -> f64 {
        if beyond >= self.waiting { 0.0 } else { libm::log(self.waiting / beyond) / self.slack }
    }
}

/// A queue that people leave: each waits for an exponential time at most, M/M/c+M (Palm 1957; Garnett, Mandelbaum and Reiman 2002).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impatient {
    /// As if nobody left.
    pub queue: Queue,
    /// Of those who wait, people that leave an hour each: 1 / mean patience in hours.
    pub leaving: f64,
}

/// Its steady state, which it always has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Left {
    /// Share of people that do not get a server at once.
    pub waiting: f64,
    /// Share of people that leave without service.
    pub abandoning: f64,
    /// Mean wait of all people, those that leave included, hours.
    pub wait_hours: f64,
}

impl Impatient {
    /// The long run: Erlang A. Nothing when a rate is not positive.
    ///
    /// With B of Erlang B and x = Σⱼ Π λ/(cμ + iθ) over i = 1 … j, the share that waits is x / (1/B + x − 1); the mean queue is the same sum
    /// weighted with j; θ times it leave.
    pub fn steady(self) -> Option<Left> {
        let Queue { arrivals, service, servers } = self.queue;
        if !(arrivals > 0.0 && service > 0.0 && self.leaving > 0.0 && servers > 0) {
            return None;
        }
        let capacity = f64::from(servers) * service;
        let (mut term, mut place, mut sum, mut weighted) = (1.0, 0.0, 1.0, 0.0);
        while term > sum * 1e-17 || arrivals > capacity + place * self.leaving {
            place += 1.0;
            term *= arrivals / (capacity + place * self.leaving);
            sum += term;
            weighted += place * term;
        }
        let total = 1.0 / blocking(servers, self.queue.load()) + sum - 1.0;
        let queue = weighted / total;
        Some(Left { waiting: sum / total, abandoning: self.leaving * queue / arrivals, wait_hours: queue / arrivals })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn erlang_c_figures() {
        for (servers, load, waiting, wait) in [
            (1, 0.8, 0.800_000, 4.000_000),
            (2, 1.6, 0.711_111, 1.777_778),
            (3, 2.4, 0.647_191, 1.078_652),
            (5, 4.0, 0.554_113, 0.554_113),
            (10, 9.0, 0.668_732, 0.668_732),
            (20, 18.0, 0.550_769, 0.275_385),
            (100, 95.0, 0.506_457, 0.101_291),
        ] {
            let steady = Queue { arrivals: load, service: 1.0, servers }.steady().unwrap();
            assert!((steady.waiting - waiting).abs() < 5.1e-7, "{servers} {load}: {steady:?}");
            assert!((steady.wait_hours - wait).abs() < 5.1e-7, "{servers} {load}: {steady:?}");
        }
    }

    #[test]
    fn erlang_a_figures() {
        for (servers, waiting, abandoning) in [(8, 0.795_31, 0.098_67), (9, 0.606_47, 0.051_39), (10, 0.421_25, 0.025_90)] {
            let queue = Queue { arrivals: 100.0, service: 12.0, servers };
            let left = Impatient { queue, leaving: 2.0 }.steady().unwrap();
            assert!((left.waiting - waiting).abs() < 5.1e-6 && (left.abandoning - abandoning).abs() < 5.1e-6, "{servers}: {left:?}");
        }
    }

    #[test]
    fn blitars_sites() {
        // 120,000 people in 29 days of 7 h at 23 sites, 5 minutes each.
        let arrivals = 120_000.0 / 29.0 / 7.0;
        for (servers, waiting, wait_minutes) in [(3, 0.512_932, 2.99), (4, 0.210_638, 0.567), (5, 0.076_338, 0.134)] {
            let site = Queue { arrivals: arrivals / 23.0, service: 12.0, servers }.steady().unwrap();
            assert!((site.waiting - waiting).abs() < 5.1e-7, "{servers}: {site:?}");
            assert!((site.wait_hours * 60.0 - wait_minutes).abs() < 5.1e-3, "{servers}: {site:?}");
        }
        for (servers, wait_minutes, beyond) in [(50, 5.95, 0.2005), (51, 2.11, 0.0226)] {
            let pooled = Queue { arrivals, service: 12.0, servers }.steady().unwrap();
            assert!((pooled.wait_hours * 60.0 - wait_minutes).abs() < 5.1e-3, "{servers}: {pooled:?}");
            assert!((pooled.longer_than(10.0 / 60.0) - beyond).abs() < 5.1e-5, "{servers}: {pooled:?}");
            assert!((pooled.wait_within(beyond) * 60.0 - 10.0).abs() < 0.02);
        }
        let pooled = Queue { arrivals, service: 12.0, servers: 57 }.steady().unwrap();
        assert!((pooled.waiting - 0.2043).abs() < 5.1e-5, "{pooled:?}");
    }

    #[test]
    fn too_many_have_no_steady_state() {
        for (arrivals, servers) in [(2.0, 2), (3.0, 2), (1.0, 0), (f64::NAN, 3)] {
            assert_eq!(Queue { arrivals, service: 1.0, servers }.steady(), None, "{arrivals} {servers}");
        }
        let queue = Queue { arrivals: 3.0, service: 1.0, servers: 2 };
        let left = Impatient { queue, leaving: 0.01 }.steady().unwrap();
        assert!((left.abandoning - 1.0 / 3.0).abs() < 1e-3, "what cannot be served leaves: {left:?}");
        assert_eq!(Impatient { queue, leaving: 0.0 }.steady(), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        /// The formulas are the balance of flows: a plain birth-death chain gives the same.
        #[test]
        fn the_balance_of_flows_gives_the_same(servers in 1_u32..30, percent in 5_u32..95, leaving in 1_u32..40) {
            let (arrivals, leaving) = (f64::from(servers) * f64::from(percent) / 100.0, f64::from(leaving) / 10.0);
            let queue = Queue { arrivals, service: 1.0, servers };
            let chain = |leaving: f64| {
                let mut shares = vec![1.0];
                for people in 1..2_000_u32 {
                    let out = f64::from(people.min(servers)) + f64::from(people.saturating_sub(servers)) * leaving;
                    shares.push(shares.last().unwrap() * arrivals / out);
                }
                let total: f64 = shares.iter().sum();
                let all_taken = shares.iter().skip(servers as usize).sum::<f64>() / total;
                let queue = shares.iter().enumerate().map(|(people, share)| share * people.saturating_sub(servers as usize) as f64).sum::<f64>() / total;
                (all_taken, queue)
            };
            let (waits, waiting) = chain(0.0);
            let steady = queue.steady().unwrap();
            prop_assert!((steady.waiting - waits).abs() < 1e-9 && (steady.queue / waiting - 1.0).abs() < 1e-9);
            let (waits, waiting) = chain(leaving);
            let left = Impatient { queue, leaving }.steady().unwrap();
            prop_assert!((left.waiting - waits).abs() < 1e-9 && (left.abandoning - leaving * waiting / arrivals).abs() < 1e-9);
            // One server more never lets anybody wait longer.
            let more = Queue { servers: servers + 1, ..queue }.steady().unwrap();
            prop_assert!(more.waiting < steady.waiting && more.wait_hours < steady.wait_hours);
        }
    }
}
