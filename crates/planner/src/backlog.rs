//! A backlog that is worked off: cumulative curves, D/D/1 with a start (Newell 1971, *Applications of Queueing Theory*).
//!
//! [`clears`] is the closed form with steady rates; [`course`] goes day by day, as calendars have holidays. Amounts are cards, or people.

/// What a day brings and can take away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Comes in.
    pub inflow: f64,
    /// Can be done.
    pub capacity: f64,
}

/// A backlog that a steady flow clears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cleared {
    /// Days until nothing waits, B₀ / (μ − λ).
    pub days: f64,
    /// Time that the cards of the backlog and of the inflow wait, card-days, B₀² / (2·(μ − λ)).
    pub waited: f64,
}

/// When a backlog is gone with the same flow every day. Nothing when as much comes in as can be done, or more, unless nothing waits.
pub fn clears(backlog: f64, flow: Flow) -> Option<Cleared> {
    if backlog <= 0.0 {
        return Some(Cleared { days: 0.0, waited: 0.0 });
    }
    let net = flow.capacity - flow.inflow;
    (net > 0.0).then(|| Cleared { days: backlog / net, waited: backlog * backlog / (2.0 * net) })
}

/// A day of the course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Done {
    /// What was done on it.
    pub done: f64,
    /// What waits at its end.
    pub backlog: f64,
}

/// The course day by day, lazily: a day's inflow can be done on the day.
pub fn course(backlog: f64, flows: impl IntoIterator<Item = Flow>) -> impl Iterator<Item = Done> {
    flows.into_iter().scan(backlog, |waits, flow| {
        let there = *waits + flow.inflow;
        let done = there.min(flow.capacity.max(0.0));
        *waits = there - done;
        Some(Done { done, backlog: *waits })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lombok_tengahs_printers() {
        // 7,000 waiting, 345 a day come in, 600 a day are printed: 28 days; with three hours more 840: 15 days.
        for (capacity, days) in [(600.0, 28), (840.0, 15)] {
            let flow = Flow { inflow: 345.0, capacity };
            assert_eq!(clears(7_000.0, flow).unwrap().days.ceil() as u32, days);
            let gone = course(7_000.0, std::iter::repeat(flow)).position(|day| day.backlog <= 0.0);
            assert_eq!(gone.map(|day| day as u32 + 1), Some(days));
        }
        assert_eq!(clears(7_000.0, Flow { inflow: 345.0, capacity: 200.0 }), None);
        assert_eq!(clears(0.0, Flow { inflow: 345.0, capacity: 200.0 }).map(|cleared| cleared.days as u32), Some(0));
    }

    #[test]
    fn what_waits_is_the_area_under_the_curve() {
        let flow = Flow { inflow: 3.0, capacity: 5.0 };
        let cleared = clears(1_000.0, flow).unwrap();
        let small = Flow { inflow: 0.003, capacity: 0.005 };
        let area: f64 = course(1_000.0, std::iter::repeat_n(small, 500_000)).map(|day| day.backlog / 1_000.0).sum();
        assert!((cleared.waited / area - 1.0).abs() < 1e-3, "{cleared:?} {area}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

        /// What was there and came is done or waits; more capacity never leaves more.
        #[test]
        fn nothing_is_lost(backlog in 0_u32..500, flows in prop::collection::vec((0_u32..50, 0_u32..60), 1..40), more in 0_u32..20) {
            let flows: Vec<Flow> = flows.iter().map(|(inflow, capacity)| Flow { inflow: f64::from(*inflow), capacity: f64::from(*capacity) }).collect();
            let days: Vec<Done> = course(f64::from(backlog), flows.clone()).collect();
            let (inflow, done): (f64, f64) = (flows.iter().map(|flow| flow.inflow).sum(), days.iter().map(|day| day.done).sum());
            prop_assert!((f64::from(backlog) + inflow - done - days.last().unwrap().backlog).abs() < 1e-9);
            let eased = flows.into_iter().map(|flow| Flow { capacity: flow.capacity + f64::from(more), ..flow });
            for (before, after) in days.iter().zip(course(f64::from(backlog), eased)) {
                prop_assert!(after.backlog <= before.backlog + 1e-9);
            }
        }
    }
}
