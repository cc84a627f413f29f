//! Levels against the best of all decisions, found by trying each.

use planner::rationing::{Class, Classes, DayOrder, Policy, first_come, forecast::forecast, law_order, optimum::solve};
use proptest::prelude::*;

use crate::second::{cases, near, poisson};

const POLICIES: [Policy; 5] =
    [Policy::FirstCome, Policy::ReserveMean, Policy::ReserveCertain { chance_permille: 900 }, Policy::EmsrA, Policy::EmsrB];

/// Few requests, so that every decision can be tried. Weights never rise.
fn small() -> impl Strategy<Value = (Classes, usize, u32)> {
    let rows = prop::collection::vec((0_u32..3_000, 0_u32..5), 1..5).prop_map(|mut rows| {
        let mut weight = 1;
        for row in rows.iter_mut().rev() {
            weight += row.1;
            row.1 = weight;
        }
        Classes::new(rows.iter().map(|(daily_milli, weight)| Class { daily_milli: *daily_milli, weight: *weight }).collect()).unwrap()
    });
    (rows, 0_usize..25, 1_u32..6)
}

/// The value of each stock when, class after class, any part of a day's requests may be served.
fn every_decision(classes: &Classes, stock: usize, days: u32) -> Vec<f64> {
    let mut values = vec![0.0; stock + 1];
    for _ in 0..days {
        for class in classes.iter().rev() {
            let masses = poisson(f64::from(class.daily_milli) / 1e3);
            let best = |left: usize, requests: usize| {
                (0..=requests.min(left)).map(|served| served as f64 * f64::from(class.weight) + values[left - served]).fold(0.0, f64::max)
            };
            values = (0..=stock).map(|left| masses.iter().enumerate().map(|(requests, mass)| mass * best(left, requests)).sum()).collect();
        }
    }
    values
}

/// The same when requests come one by one and each is taken or not: Lee and Hersh's steps, many for each request, and by twice as many where
/// ever more of them lead (Richardson 1911).
fn every_request(classes: &Classes, stock: usize, days: u32) -> Vec<f64> {
    let (coarse, fine) = (request_by_request(classes, stock, days, 300), request_by_request(classes, stock, days, 600));
    coarse.iter().zip(&fine).map(|(coarse, fine)| 2.0 * fine - coarse).collect()
}

fn request_by_request(classes: &Classes, stock: usize, days: u32, steps_a_day: u32) -> Vec<f64> {
    let mut values = vec![0.0; stock + 1];
    for _ in 0..days * steps_a_day {
        values = (0..=stock)
            .map(|left| {
                let Some(below) = left.checked_sub(1) else { return 0.0 };
                let gain = |class: Class| {
                    f64::from(class.daily_milli) / 1e3 / f64::from(steps_a_day)
                        * (f64::from(class.weight) + values[below] - values[left]).max(0.0)
                };
                values[left] + classes.iter().map(gain).sum::<f64>()
            })
            .collect();
    }
    values
}

proptest! {
    #![proptest_config(cases(64))]

    /// The best levels are as good as the best decisions, and no rule is better: EMSR-b and the others lie between nothing and that bound,
    /// which lies below what certain demand would give.
    #[test]
    fn no_decision_beats_the_best_levels((classes, stock, days) in small()) {
        let ours = solve(&classes, stock as u32, days, DayOrder::ByClass);
        let best = every_decision(&classes, stock, days);
        for (left, best) in best.iter().enumerate() {
            prop_assert!(near(ours.value(left as u32), *best, 1e-9), "{left}: {} {best}", ours.value(left as u32));
        }
        let law = law_order(&classes, stock as u32, days);
        let certain: f64 = classes.iter().zip(&law).map(|(class, part)| f64::from(class.weight) * part.served_milli as f64 / 1e3).sum();
        prop_assert!(best[stock] <= certain + 1e-3);
        for policy in POLICIES {
            let value = forecast(&classes, &policy.schedule(&classes, days, DayOrder::ByClass), stock as u32, DayOrder::ByClass).value;
            prop_assert!((-1e-9..=best[stock] + 1e-9).contains(&value), "{policy:?} {value} {}", best[stock]);
        }
        let shared: u64 = first_come(&classes, stock as u32, days).iter().map(|part| part.served_milli).sum();
        prop_assert!(shared <= (stock * 1_000) as u64 && shared <= law.iter().map(|part| part.served_milli).sum());
    }

    #[test]
    fn no_decision_one_by_one_beats_the_best_levels((classes, stock, days) in small()) {
        let ours = solve(&classes, stock as u32, days, DayOrder::AsTheyCome);
        let best = every_request(&classes, stock, days);
        for (left, best) in best.iter().enumerate() {
            prop_assert!((ours.value(left as u32) - best).abs() < 5e-4 * best.max(1e-3), "{left}: {} {best}", ours.value(left as u32));
        }
        for policy in POLICIES {
            let value = forecast(&classes, &policy.schedule(&classes, days, DayOrder::AsTheyCome), stock as u32, DayOrder::AsTheyCome).value;
            prop_assert!(value <= best[stock] * (1.0 + 5e-4) + 1e-9, "{policy:?} {value} {}", best[stock]);
        }
    }

    /// Classes that weigh the same are served alike: nothing is kept from one for another, however many ask and however weights are divided.
    #[test]
    fn who_weighs_the_same_is_not_kept_waiting(daily in prop::collection::vec(1_u32..90_000, 2..6), weight in 1_u32..50, days in 1_u32..60) {
        let classes = Classes::new(daily.iter().map(|daily_milli| Class { daily_milli: *daily_milli, weight }).collect()).unwrap();
        for policy in [Policy::EmsrA, Policy::EmsrB] {
            prop_assert!(policy.levels(&classes, days).iter().all(|level| level == 0), "{policy:?} {:?}", policy.levels(&classes, days));
        }
    }

    /// Weights in another unit are the same rules; more requests of the first class never lower what is kept for it.
    #[test]
    fn units_of_weight_do_not_matter((classes, _, days) in small(), unit in 2_u32..1_000, more in 1_u32..5_000) {
        let scaled = Classes::new(classes.iter().map(|class| Class { weight: class.weight * unit, ..class }).collect()).unwrap();
        let raised = classes.iter().enumerate().map(|(rank, class)| Class { daily_milli: class.daily_milli + if rank == 0 { more } else { 0 }, ..class });
        let raised = Classes::new(raised.collect()).unwrap();
        for policy in POLICIES {
            let levels = policy.levels(&classes, days);
            prop_assert_eq!(&levels, &policy.levels(&scaled, days), "{:?}", policy);
            prop_assert!(levels.iter().zip(policy.levels(&raised, days).iter()).all(|(before, after)| before <= after), "{policy:?}");
        }
    }
}
