//! The best reorder point with its amount, exactly, against Poisson demand.

use super::UnitCosts;
use crate::probability::{Masses, Poisson};

/// Largest range of stock positions that is searched.
const RANGE_MAX: usize = 1_000_000;

/// Ask for `quantity` whenever stock and what is under way together fall to `reorder`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReorderQuantity {
    /// The reorder point, r.
    pub reorder: i64,
    /// The amount, Q.
    pub quantity: u32,
    /// Expected cost for a unit of time.
    pub cost: f64,
}

/// The best (r, Q) under continuous review (Federgruen and Zheng 1992, Operations Research 40): the stock position is uniform over
/// r + 1 … r + Q, so the range grows from the cheapest position to the cheaper side until another position would cost more than the mean.
///
/// `rate` is requests for a unit of time, `lead` the time to delivery, `order_cost` what one request or trip costs.
pub fn reorder_quantity(costs: UnitCosts, order_cost: f64, rate: f64, lead: f64) -> Option<ReorderQuantity> {
    let ratio = costs.critical_ratio()?;
    if !(order_cost >= 0.0 && order_cost.is_finite() && rate > 0.0 && lead >= 0.0) {
        return None;
    }
    let demand = Poisson::new(rate * lead);
    let best = demand.quantile(ratio);
    let (mut below, mut above) = (Position::at(costs, demand, best), Position::at(costs, demand, best));
    let mut sum = order_cost * rate + below.cost;
    below.step_down();
    above.step_up();
    for quantity in 1..RANGE_MAX {
        let cost = sum / quantity as f64;
        if below.cost.min(above.cost) >= cost {
            return Some(ReorderQuantity { reorder: below.stock, quantity: quantity as u32, cost });
        }
        if below.cost < above.cost {
            sum += below.cost;
            below.step_down();
        } else {
            sum += above.cost;
            above.step_up();
        }
    }
    None
}

/// A stock position with its expected cost, from which the next one follows: G(y + 1) = G(y) + h − (h + p)·P(D > y).
struct Position {
    costs: UnitCosts,
    mean: f64,
    stock: i64,
    cost: f64,
    /// P(D = position).
    exactly: f64,
    /// P(D > position).
    beyond: f64,
}

impl Position {
    fn at(costs: UnitCosts, demand: Poisson, position: u32) -> Self {
        let cost = costs.expected(demand, i64::from(position));
        let (exactly, beyond) = (demand.exactly(position), demand.at_least(position.saturating_add(1)));
        Self { costs, mean: demand.mean(), stock: i64::from(position), cost, exactly, beyond }
    }

    /// What another piece costs more at this position.
    fn marginal(&self) -> f64 {
        self.costs.holding - (self.costs.holding + self.costs.shortage) * self.beyond
    }

    fn step_up(&mut self) {
        self.cost += self.marginal();
        self.stock += 1;
        self.exactly *= self.mean / self.stock as f64;
        self.beyond = (self.beyond - self.exactly).max(0.0);
    }

    fn step_down(&mut self) {
        self.beyond += self.exactly;
        self.exactly *= self.stock.max(0) as f64 / self.mean.max(f64::MIN_POSITIVE);
        self.stock -= 1;
        self.cost -= self.marginal();
    }
}

/// At each review, if the stock position is at most `reorder`, ask for what fills it up to `up_to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReorderUpTo {
    /// The reorder point, s.
    pub reorder: i64,
    /// The order-up-to level, S.
    pub up_to: i64,
    /// Expected cost for a period.
    pub cost: f64,
}

/// The best (s, S) under periodic review (Zheng and Federgruen 1991, Operations Research 39).
///
/// `mean` is the demand of a period, `lead_periods` the periods from a request to its delivery; costs are counted at each period's end.
pub fn reorder_up_to(costs: UnitCosts, order_cost: f64, mean: f64, lead_periods: u32) -> Option<ReorderUpTo> {
    let ratio = costs.critical_ratio()?;
    if !(order_cost >= 0.0 && order_cost.is_finite() && mean > 0.0) {
        return None;
    }
    let mut search = Search::new(costs, order_cost, mean, lead_periods, ratio);
    let mut best = search.cycle(search.cheapest, 1);
    while best.mean() > search.position_cost(best.reorder()) {
        search.lengthen(&mut best)?;
    }
    let mut up_to = best.up_to + 1;
    while search.position_cost(up_to) <= best.mean() {
        let mut cycle = search.cycle(up_to, usize::try_from(up_to - best.reorder()).ok()?);
        if cycle.mean() < best.mean() {
            while cycle.range > 1 && cycle.mean() <= search.position_cost(cycle.reorder() + 1) {
                search.shorten(&mut cycle);
            }
            best = cycle;
        }
        up_to += 1;
    }
    Some(ReorderUpTo { reorder: best.reorder(), up_to: best.up_to, cost: best.mean() })
}

/// What happens from one delivery's request to the next, on the average.
struct Cycle {
    up_to: i64,
    /// Positions above the reorder point.
    range: usize,
    cost: f64,
    periods: f64,
}

impl Cycle {
    fn reorder(&self) -> i64 {
        self.up_to - self.range as i64
    }

    /// Cost of a period.
    fn mean(&self) -> f64 {
        self.cost / self.periods
    }
}

struct Search {
    order_cost: f64,
    /// Chances of each positive demand in a period, from `demand_min` on, given that there is any.
    demands: Vec<f64>,
    demand_min: usize,
    /// 1 by the chance that a period brings any demand.
    stay: f64,
    /// The position that costs least.
    cheapest: i64,
    /// Costs of the positions from `cheapest` upwards, and below it downwards, as far as they were looked at.
    above: (Position, Vec<f64>),
    below: (Position, Vec<f64>),
    /// Expected visits of each position below S in one cycle.
    visits: Vec<f64>,
}

impl Search {
    fn new(costs: UnitCosts, order_cost: f64, mean: f64, lead_periods: u32, ratio: f64) -> Self {
        let until_delivery = Poisson::new(mean * (f64::from(lead_periods) + 1.0));
        let a_period = Poisson::new(mean);
        let (any, Masses { first, masses }) = (a_period.at_least(1), a_period.masses());
        let demands = masses.iter().skip(usize::from(first == 0)).map(|mass| mass / any).collect();
        let cheapest = until_delivery.quantile(ratio);
        let from = |position| (position, Vec::new());
        let above = Position::at(costs, until_delivery, cheapest);
        let mut below = Position::at(costs, until_delivery, cheapest);
        below.step_down();
        Self {
            order_cost,
            demands,
            demand_min: first.max(1) as usize,
            stay: 1.0 / any,
            cheapest: i64::from(cheapest),
            above: from(above),
            below: from(below),
            visits: Vec::new(),
        }
    }

    fn position_cost(&mut self, position: i64) -> f64 {
        let far = position - self.cheapest;
        let ((walk, costs), step, far): (_, fn(&mut Position), _) =
            if far >= 0 { (&mut self.above, Position::step_up, far) } else { (&mut self.below, Position::step_down, -far - 1) };
        let far = far as usize;
        while costs.len() <= far {
            costs.push(walk.cost);
            step(walk);
        }
        costs.get(far).copied().unwrap_or(f64::INFINITY)
    }

    /// The cycle of (S − range, S).
    fn cycle(&mut self, up_to: i64, range: usize) -> Cycle {
        let mut cycle = Cycle { up_to, range: 0, cost: self.order_cost, periods: 0.0 };
        while cycle.range < range {
            self.add(&mut cycle, 1.0);
            cycle.range += 1;
        }
        cycle
    }

    /// Lowers the reorder point by one. Nothing when the range is too large to search.
    fn lengthen(&mut self, cycle: &mut Cycle) -> Option<()> {
        self.add(cycle, 1.0);
        cycle.range += 1;
        (cycle.range < RANGE_MAX).then_some(())
    }

    /// Raises the reorder point by one.
    fn shorten(&mut self, cycle: &mut Cycle) {
        cycle.range -= 1;
        self.add(cycle, -1.0);
    }

    /// Adds the visits of the position at the reorder point, or takes them away.
    fn add(&mut self, cycle: &mut Cycle, sign: f64) {
        while self.visits.len() <= cycle.range {
            self.extend();
        }
        let visits = sign * self.visits.get(cycle.range).copied().unwrap_or(0.0);
        cycle.cost += visits * self.position_cost(cycle.reorder());
        cycle.periods += visits;
    }

    /// The next term of the renewal function m(j) = Σ p(i)·m(j − i), with 1 more at j = 0.
    fn extend(&mut self) {
        let begins = if self.visits.is_empty() { self.stay } else { 0.0 };
        let earlier = self.visits.iter().rev().skip(self.demand_min - 1);
        let sum: f64 = self.demands.iter().zip(earlier).map(|(chance, visits)| chance * visits).sum();
        self.visits.push(begins + sum);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn continuous_review_figures() {
        let best = reorder_quantity(UnitCosts { holding: 20.0, shortage: 150.0 }, 100.0, 1.5, 2.0).unwrap();
        assert_eq!((best.reorder, best.quantity), (3, 5));
        assert!((best.cost - 107.923_584).abs() < 1e-4, "{}", best.cost);
    }

    #[test]
    fn periodic_review_figures() {
        let best = reorder_up_to(UnitCosts { holding: 1.0, shortage: 4.0 }, 5.0, 6.0, 0).unwrap();
        assert_eq!((best.reorder, best.up_to), (4, 10));
        assert!((best.cost - 8.034_112).abs() < 1e-5, "{}", best.cost);
    }

    #[test]
    fn without_rates_nothing_is_best() {
        let costs = UnitCosts { holding: 1.0, shortage: 4.0 };
        assert_eq!(reorder_quantity(costs, 5.0, 0.0, 1.0), None);
        assert_eq!(reorder_up_to(costs, f64::NAN, 6.0, 0), None);
        assert_eq!(reorder_up_to(UnitCosts { holding: 0.0, shortage: 4.0 }, 5.0, 6.0, 0), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

        /// No other pair near the answer is cheaper.
        #[test]
        fn neighbours_cost_more(holding in 1_u32..5, shortage in 1_u32..30, order in 1_u32..80, mean in 1_u32..12) {
            let costs = UnitCosts { holding: f64::from(holding), shortage: f64::from(shortage) };
            let (order, mean) = (f64::from(order), f64::from(mean));
            let best = reorder_up_to(costs, order, mean, 1).unwrap();
            let mut search = Search::new(costs, order, mean, 1, costs.critical_ratio().unwrap());
            for reorder in best.reorder - 6..best.reorder + 7 {
                for up_to in (reorder + 1).max(best.up_to - 6)..best.up_to + 7 {
                    let cycle = search.cycle(up_to, (up_to - reorder) as usize);
                    prop_assert!(cycle.mean() >= best.cost - 1e-9, "{reorder} {up_to} {best:?}");
                }
            }
            let best = reorder_quantity(costs, order, mean, 2.0).unwrap();
            let demand = Poisson::new(mean * 2.0);
            for reorder in best.reorder - 6..best.reorder + 7 {
                for quantity in 1..i64::from(best.quantity) + 12 {
                    let positions: f64 = (reorder + 1..=reorder + quantity).map(|position| costs.expected(demand, position)).sum();
                    prop_assert!((order * mean + positions) / quantity as f64 >= best.cost - 1e-9);
                }
            }
        }
    }
}
