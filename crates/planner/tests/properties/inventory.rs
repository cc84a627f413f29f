//! When to ask and for how many, against trying everything.

use planner::inventory::{
    UnitCosts, newsvendor_normal, newsvendor_poisson,
    review::{reorder_quantity, reorder_up_to},
};
use proptest::prelude::*;

use crate::second::{cases, near, poisson};

fn costs() -> impl Strategy<Value = UnitCosts> {
    (1_u32..10, 1_u32..60)
        .prop_map(|(holding, shortage)| UnitCosts { holding: f64::from(holding) / 2.0, shortage: f64::from(shortage) / 2.0 })
}

/// What a period costs whose stock is `stock` before a demand of these masses: each demand counted.
fn expected(costs: UnitCosts, demand: &[f64], stock: i64) -> f64 {
    let one = |(count, mass): (usize, &f64)| {
        let left = (stock - count as i64) as f64;
        mass * if left > 0.0 { costs.holding * left } else { -costs.shortage * left }
    };
    demand.iter().enumerate().map(one).sum()
}

/// Bounds of the least cost of a period that any way of asking reaches, by value iteration (Odoni 1969, Operations Research 17): the value of
/// one period more lies between its least and its greatest over all stocks.
fn any_way_of_asking(costs: UnitCosts, order: f64, mean: f64, lead_periods: u32) -> (f64, f64) {
    const LOW: i64 = -40;
    const HIGH: i64 = 70;
    let (a_period, until_delivery) = (poisson(mean), poisson(mean * f64::from(lead_periods + 1)));
    let here: Vec<f64> = (LOW..=HIGH).map(|stock| expected(costs, &until_delivery, stock)).collect();
    let mut values = vec![0.0; here.len()];
    let (mut least, mut greatest) = (f64::NEG_INFINITY, f64::INFINITY);
    for _ in 0..3_000 {
        let later = |stock: usize| a_period.iter().enumerate().map(|(count, mass)| mass * values[stock.saturating_sub(count)]).sum::<f64>();
        let stays: Vec<f64> = here.iter().enumerate().map(|(stock, cost)| cost + later(stock)).collect();
        let mut filled = f64::INFINITY;
        let mut next = stays.clone();
        for (next, stays) in next.iter_mut().zip(&stays).rev() {
            filled = filled.min(*stays);
            *next = stays.min(order + filled);
        }
        let gains = next.iter().zip(&values).map(|(next, value)| next - value);
        (least, greatest) = gains.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), gain| (low.min(gain), high.max(gain)));
        values = next.iter().map(|value| value - next[0]).collect();
        if greatest - least < 1e-9 {
            break;
        }
    }
    (least, greatest)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_newspaper_boy_tries_every_stock(costs in costs(), milli in 1_u32..60_000) {
        let mean = f64::from(milli) / 1e3;
        let best = newsvendor_poisson(costs, mean).unwrap();
        let demand = poisson(mean);
        let least = (0..200).map(|stock| expected(costs, &demand, stock)).fold(f64::INFINITY, f64::min);
        prop_assert!(near(best.cost, least, 1e-9), "{best:?} {least}");
        prop_assert!(near(expected(costs, &demand, i64::from(best.amount)), least, 1e-9), "{best:?}");
    }

    /// The same of a normal demand, cut into slices a hundredth of its spread wide.
    #[test]
    fn the_newspaper_boy_of_a_normal_demand(costs in costs(), mean in 10_u32..500, sd in 1_u32..60) {
        let (mean, sd) = (f64::from(mean), f64::from(sd));
        let best = newsvendor_normal(costs, mean, sd).unwrap();
        let slices: Vec<(f64, f64)> = (-800..=800)
            .map(|slice| {
                let z = f64::from(slice) / 100.0;
                (mean + z * sd, (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() / 100.0)
            })
            .collect();
        let cost = |stock: f64| {
            slices.iter().map(|(demand, mass)| mass * (costs.holding * (stock - demand).max(0.0) + costs.shortage * (demand - stock).max(0.0))).sum::<f64>()
        };
        prop_assert!((cost(best.amount) / best.cost - 1.0).abs() < 1e-3, "{best:?} {}", cost(best.amount));
        for step in -40..=40 {
            prop_assert!(cost(mean + f64::from(step) / 10.0 * sd) >= best.cost * (1.0 - 1e-3));
        }
    }

    #[test]
    fn every_reorder_point_and_amount(costs in costs(), order in 0_u32..60, rate in 1_u32..40, lead in 0_u32..30) {
        let (order, rate, lead) = (f64::from(order), f64::from(rate) / 10.0, f64::from(lead) / 10.0);
        let best = reorder_quantity(costs, order, rate, lead).unwrap();
        let demand = poisson(rate * lead);
        let at: Vec<f64> = (-60..100).map(|position| expected(costs, &demand, position)).collect();
        let mut least = f64::INFINITY;
        for below in 0..at.len() {
            let mut sum = order * rate;
            for (quantity, cost) in at[below..].iter().enumerate() {
                sum += cost;
                least = least.min(sum / (quantity + 1) as f64);
            }
        }
        prop_assert!(near(best.cost, least, 1e-9), "{best:?} {least}");
        let own: f64 = (best.reorder + 1..=best.reorder + i64::from(best.quantity)).map(|position| expected(costs, &demand, position)).sum();
        prop_assert!(near((order * rate + own) / f64::from(best.quantity), best.cost, 1e-9));
    }
}

proptest! {
    #![proptest_config(cases(12))]

    /// Not only no other (s, S): no way of asking at all is cheaper.
    #[test]
    fn no_way_of_asking_is_cheaper(costs in costs(), order in 0_u32..40, tenths in 5_u32..50, lead_periods in 0_u32..3) {
        let (order, mean) = (f64::from(order), f64::from(tenths) / 10.0);
        let best = reorder_up_to(costs, order, mean, lead_periods).unwrap();
        let (least, greatest) = any_way_of_asking(costs, order, mean, lead_periods);
        prop_assert!(least - 1e-6 <= best.cost && best.cost <= greatest + 1e-6, "{best:?} {least} {greatest}");
        prop_assert!(greatest - least < 1e-3, "the bounds meet");
    }
}
