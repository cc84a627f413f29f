//! Stages in series, by day: each does what waits before it up to what it can; the rest waits.

/// A stage on the way to the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// People who can and will come.
    Reach,
    /// Recording stations and teams.
    Stations,
    /// The central check.
    Centre,
    /// Blank cards.
    Blanks,
    /// Printers.
    Printers,
    /// Handing over.
    Handover,
}

impl Stage {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reach => "reach",
            Self::Stations => "stations",
            Self::Centre => "centre",
            Self::Blanks => "blanks",
            Self::Printers => "printers",
            Self::Handover => "handover",
        }
    }
}

/// What a stage can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Capacity {
    /// As much as comes.
    Unlimited,
    /// So much on each day; what is not used is lost.
    Daily(Vec<f64>),
    /// So much is added on each day; what is not used stays.
    Stock(Vec<f64>),
}

/// A stage with what waits before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Which.
    pub stage: Stage,
    /// On the first morning.
    pub waiting: f64,
    /// By day.
    pub capacity: Capacity,
}

/// What went through a chain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// By day: what left the last stage.
    pub done: Vec<f64>,
    /// By day: what waits anywhere in the chain at its end.
    pub waiting: Vec<f64>,
}

impl Course {
    /// All that was done.
    pub fn total(&self) -> f64 {
        self.done.iter().sum()
    }
}

/// Sends a daily inflow through the links in order; within a day everything may go through all of them.
pub fn through(inflow: &[f64], links: &[Link]) -> Course {
    let mut done = inflow.to_vec();
    let mut waiting = vec![0.0; inflow.len()];
    for link in links {
        let (mut before, mut stock) = (link.waiting, 0.0);
        for (day, (flow, waits)) in done.iter_mut().zip(&mut waiting).enumerate() {
            let added = match &link.capacity {
                Capacity::Unlimited => f64::INFINITY,
                Capacity::Daily(rates) => rates.get(day).copied().unwrap_or(0.0),
                Capacity::Stock(pieces) => stock + pieces.get(day).copied().unwrap_or(0.0),
            };
            let there = before + *flow;
            let passed = there.min(added);
            (before, *flow) = (there - passed, passed);
            if matches!(link.capacity, Capacity::Stock(_)) {
                stock = added - passed;
            }
            *waits += before;
        }
    }
    Course { done, waiting }
}

/// The stage whose limit costs most: without it, `total` would be greatest. `total` takes the stage that has no limit, if any. Of equals
/// the first; nothing when no single stage costs anything.
pub fn binding(stages: &[Stage], total: impl Fn(Option<Stage>) -> f64) -> Option<(Stage, f64)> {
    let base = total(None);
    let gains = stages.iter().map(|stage| (*stage, total(Some(*stage)) - base));
    let best = gains.fold(None, |best: Option<(Stage, f64)>, (stage, gain)| match best {
        Some((_, most)) if most >= gain - 1e-9 => best,
        _ => Some((stage, gain)),
    });
    best.filter(|(_, gain)| *gain > 1e-9)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn link(stage: Stage, waiting: f64, capacity: Capacity) -> Link {
        Link { stage, waiting, capacity }
    }

    #[test]
    fn the_narrowest_stage_decides() {
        let links = |blanks: f64, rate: f64| {
            [
                link(Stage::Blanks, 100.0, Capacity::Stock(vec![blanks, 0.0, 50.0])),
                link(Stage::Printers, 0.0, Capacity::Daily(vec![rate; 3])),
            ]
        };
        let course = through(&[10.0; 3], &links(60.0, 40.0));
        assert_eq!(course.done, [40.0, 20.0, 40.0]);
        assert_eq!(course.waiting, [70.0, 60.0, 30.0]);
        let without = |free: Option<Stage>| {
            let links =
                links(60.0, 40.0).map(|link| if Some(link.stage) == free { Link { capacity: Capacity::Unlimited, ..link } } else { link });
            through(&[10.0; 3], &links).total()
        };
        assert_eq!(binding(&[Stage::Blanks, Stage::Printers], without), Some((Stage::Blanks, 20.0)));
        assert_eq!(binding(&[], without), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

        /// What came in is done or waits, and more of anything never leaves less done by any day.
        #[test]
        fn nothing_is_lost_and_more_is_never_less(
            inflow in prop::collection::vec(0_u32..50, 1..20), rates in prop::collection::vec(0_u32..60, 20),
            pieces in prop::collection::vec(0_u32..60, 20), waiting in 0_u32..200, more in 0_u32..30,
        ) {
            let numbers = |list: &[u32], more: u32| list.iter().map(|number| f64::from(number + more)).collect::<Vec<f64>>();
            let links = |rate: u32, piece: u32| [
                link(Stage::Centre, 0.0, Capacity::Unlimited),
                link(Stage::Blanks, f64::from(waiting), Capacity::Stock(numbers(&pieces, piece))),
                link(Stage::Printers, 0.0, Capacity::Daily(numbers(&rates, rate))),
            ];
            let inflow = numbers(&inflow, 0);
            let base = through(&inflow, &links(0, 0));
            let came = f64::from(waiting) + inflow.iter().sum::<f64>();
            prop_assert!((came - base.total() - base.waiting.last().unwrap()).abs() < 1e-9);
            let sums = |course: &Course| course.done.iter().scan(0.0, |sum, done| { *sum += done; Some(*sum) }).collect::<Vec<f64>>();
            for eased in [links(more, 0), links(0, more)] {
                for (before, after) in sums(&base).iter().zip(sums(&through(&inflow, &eased))) {
                    prop_assert!(after >= before - 1e-9);
                }
            }
        }
    }
}
