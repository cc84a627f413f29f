//! When to ask for blanks, and how many: the classical models of one item.
//!
//! Amounts are pieces, costs are in any one unit of money (or of trouble) for a piece and a unit of time. What cannot be computed, because a
//! cost or a rate is not positive, is `None`. The figures in the tests are those of the textbook examples of Snyder and Shen (2019),
//! *Fundamentals of Supply Chain Theory*, as the package stockpyl computes them.

pub mod lead_time;
pub mod learnt;
pub mod review;

use crate::probability::{Poisson, normal_density, normal_quantile};

/// What a piece costs for a unit of time (or for the one period of the newsvendor).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnitCosts {
    /// Of having one too many.
    pub holding: f64,
    /// Of lacking one.
    pub shortage: f64,
}

impl UnitCosts {
    /// The share of periods that the best stock covers, between 0 and 1.
    fn critical_ratio(self) -> Option<f64> {
        let both = self.holding > 0.0 && self.shortage > 0.0 && self.holding.is_finite() && self.shortage.is_finite();
        both.then(|| self.shortage / (self.shortage + self.holding))
    }

    /// Expected cost of a period that begins with `stock`, against Poisson demand.
    fn expected(self, demand: Poisson, stock: i64) -> f64 {
        let lacking = demand.loss(stock);
        self.holding * (stock as f64 - demand.mean() + lacking) + self.shortage * lacking
    }
}

/// An amount with its expected cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best<T> {
    /// The best amount.
    pub amount: T,
    /// Its expected cost for a unit of time.
    pub cost: f64,
}

/// The best stock for one period of normal demand (newsvendor; Arrow, Harris and Marschak 1951).
pub fn newsvendor_normal(costs: UnitCosts, mean: f64, sd: f64) -> Option<Best<f64>> {
    let z = normal_quantile(costs.critical_ratio()?);
    (sd >= 0.0).then(|| Best { amount: mean + z * sd, cost: (costs.holding + costs.shortage) * sd * normal_density(z) })
}

/// The best stock for one period of Poisson demand.
pub fn newsvendor_poisson(costs: UnitCosts, mean: f64) -> Option<Best<u32>> {
    let demand = Poisson::new(mean);
    let amount = demand.quantile(costs.critical_ratio()?);
    Some(Best { amount, cost: costs.expected(demand, i64::from(amount)) })
}

/// The economic order quantity of a steady and certain demand (Harris 1913). `order_cost` is that of one request or trip.
pub fn economic_order_quantity(order_cost: f64, holding: f64, demand: f64) -> Option<Best<f64>> {
    let positive = order_cost > 0.0 && holding > 0.0 && demand > 0.0;
    positive
        .then(|| Best { amount: libm::sqrt(2.0 * order_cost * demand / holding), cost: libm::sqrt(2.0 * order_cost * demand * holding) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: f64, expected: f64) {
        assert!((ours - expected).abs() <= 1e-6 * expected, "{ours} instead of {expected}");
    }

    #[test]
    fn one_period_figures() {
        let best = newsvendor_normal(UnitCosts { holding: 0.18, shortage: 0.70 }, 50.0, 8.0).unwrap();
        close(best.amount, 56.603_995);
        close(best.cost, 1.997_605);
        let best = newsvendor_poisson(UnitCosts { holding: 1.0, shortage: 4.0 }, 6.0).unwrap();
        assert_eq!(best.amount, 8);
        close(best.cost, 3.570_107);
    }

    #[test]
    fn order_quantity_figures() {
        let best = economic_order_quantity(8.0, 0.225, 1_300.0).unwrap();
        close(best.amount, 304.046_8);
        close(best.cost, 68.410_525);
    }

    #[test]
    fn without_costs_nothing_is_best() {
        for costs in [UnitCosts { holding: 0.0, shortage: 1.0 }, UnitCosts { holding: 1.0, shortage: f64::NAN }] {
            assert_eq!(newsvendor_normal(costs, 1.0, 1.0), None);
            assert_eq!(newsvendor_poisson(costs, 1.0), None);
        }
        assert_eq!(economic_order_quantity(0.0, 1.0, 1.0), None);
    }
}
