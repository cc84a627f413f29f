//! The plan of the blanks against enumeration day by day and stock by stock.

use std::collections::BTreeMap;

use domain::calendar::Calendar;
use jiff::civil::date;
use planner::{
    plan::{
        answer::{Lever, Verdict},
        blanks::{BlanksPlan, blanks},
    },
    rationing::{Class, DayOrder, Policy, outlook::Gate},
};
use proptest::prelude::*;

use crate::second::{cases, given, later, near, poisson, quantile};

const POLICIES: [Policy; 5] =
    [Policy::FirstCome, Policy::ReserveMean, Policy::ReserveCertain { chance_permille: 900 }, Policy::EmsrA, Policy::EmsrB];

/// From a Monday on; every day but weekends and one holiday is worked.
fn plan(rows: &[(u32, u32)], stock: u32, calendar_days: u32, policy: Policy, order: DayOrder) -> BlanksPlan {
    let from = date(2022, 11, 28);
    let class = |(rank, (daily_milli, weight)): (usize, &(u32, u32))| {
        (format!("class {rank}"), Class { daily_milli: *daily_milli, weight: *weight })
    };
    BlanksPlan {
        from,
        until: later(from, calendar_days - 1),
        calendar: Calendar::new([date(2022, 11, 30)]),
        stock: given(stock),
        classes: rows.iter().enumerate().map(class).collect(),
        policy,
        order,
        lead_times: Vec::new(),
        service_permille: 950,
        kept_out: Vec::new(),
        rush_a_day_milli: None,
    }
}

/// Few requests a day, so that everything can be enumerated. Weights never rise.
fn small() -> impl Strategy<Value = (Vec<(u32, u32)>, u32, u32)> {
    let rows = prop::collection::vec((0_u32..4_000, 1_u32..4), 1..5).prop_map(|mut rows| {
        let mut weight = 0;
        for row in rows.iter_mut().rev() {
            weight += row.1;
            row.1 = weight;
        }
        rows
    });
    (rows, 0_u32..40, 1_u32..9)
}

fn policy() -> impl Strategy<Value = Policy> {
    prop::sample::select(POLICIES.to_vec())
}

/// What is kept back from each class, from its sentence: with plain sums of masses.
fn kept_back(policy: Policy, rows: &[(u32, u32)], days: u32) -> Vec<u32> {
    let daily = |row: &(u32, u32)| f64::from(row.0) / 1e3 * f64::from(days);
    // The y-th piece is kept while the chance that it is asked for, times its worth, is above the lower weight.
    let worthwhile = |mean: f64, worth: f64, lower: f64| {
        let masses = poisson(mean);
        (1..=masses.len()).take_while(|piece| masses.iter().skip(*piece).sum::<f64>() * worth > lower * (1.0 + 1e-9)).count() as u32
    };
    let mut least = 0;
    let levels = rows.iter().enumerate().map(|(rank, row)| {
        let (higher, lower) = (&rows[..rank], f64::from(row.1));
        let mean: f64 = higher.iter().map(daily).sum();
        let level = match policy {
            Policy::FirstCome => 0,
            Policy::ReserveMean => (u64::from(higher.iter().map(|row| row.0).sum::<u32>()) * u64::from(days)).div_ceil(1_000) as u32,
            Policy::ReserveCertain { chance_permille } => quantile(&poisson(mean), f64::from(chance_permille) / 1e3),
            Policy::EmsrA => higher.iter().map(|one| worthwhile(daily(one), f64::from(one.1), lower)).sum(),
            Policy::EmsrB => {
                let worth: f64 = higher.iter().map(|one| daily(one) * f64::from(one.1)).sum();
                if mean > 0.0 { worthwhile(mean, worth / mean, lower) } else { 0 }
            }
        };
        least = level.max(least);
        least
    });
    levels.collect()
}

/// By day the chance of each stock at its end, and cards by class: every number of requests of every class, one after the other.
fn enumerated(rows: &[(u32, u32)], stock: u32, days: u32, policy: Policy) -> Vec<(BTreeMap<u32, f64>, Vec<f64>)> {
    let mut chances = BTreeMap::from([(stock, 1.0)]);
    let of_days = (0..days).map(|day| {
        let levels = kept_back(policy, rows, days - day - 1);
        let mut served = vec![0.0; rows.len()];
        for ((row, level), served) in rows.iter().zip(levels).zip(&mut served) {
            let mut after = BTreeMap::new();
            for (left, chance) in &chances {
                for (requests, mass) in poisson(f64::from(row.0) / 1e3).iter().enumerate() {
                    let taken = left.saturating_sub(level).min(requests as u32);
                    *after.entry(left - taken).or_insert(0.0) += chance * mass;
                    *served += chance * mass * f64::from(taken);
                }
            }
            chances = after;
        }
        (chances.clone(), served)
    });
    of_days.collect()
}

/// The same for requests that come one by one: small steps of Runge and Kutta through the equations of a stock that only dies.
fn flowing(rows: &[(u32, u32)], stock: u32, days: u32, policy: Policy) -> (f64, Vec<f64>) {
    const STEPS: u32 = 300;
    let mut chances = vec![0.0; stock as usize + 1];
    chances[stock as usize] = 1.0;
    let mut served = vec![0.0; rows.len()];
    for day in 0..days {
        let levels = kept_back(policy, rows, days - day);
        let rate = |left: usize| {
            let open = rows.iter().zip(&levels).filter(|(_, level)| left > **level as usize);
            open.map(|(row, _)| f64::from(row.0) / 1e3).sum::<f64>()
        };
        let slope = |p: &[f64]| -> Vec<f64> {
            (0..p.len()).map(|left| p.get(left + 1).map_or(0.0, |above| above * rate(left + 1)) - p[left] * rate(left)).collect()
        };
        let step = 1.0 / f64::from(STEPS);
        for _ in 0..STEPS {
            let moved = |by: f64, slope: &[f64]| chances.iter().zip(slope).map(|(p, s)| p + by * s).collect::<Vec<f64>>();
            let first = slope(&chances);
            let second = slope(&moved(step / 2.0, &first));
            let third = slope(&moved(step / 2.0, &second));
            let fourth = slope(&moved(step, &third));
            let (middles, last) = ([moved(step / 2.0, &first), moved(step / 2.0, &second)], moved(step, &third));
            let end: Vec<f64> = (0..chances.len())
                .map(|at| chances[at] + step / 6.0 * (first[at] + 2.0 * second[at] + 2.0 * third[at] + fourth[at]))
                .collect();
            for ((row, level), served) in rows.iter().zip(&levels).zip(&mut served) {
                let open = |p: &[f64]| p.iter().skip(*level as usize + 1).sum::<f64>();
                *served += f64::from(row.0) / 1e3 * step / 6.0
                    * (open(&chances) + 2.0 * open(&middles[0]) + 2.0 * open(&middles[1]) + open(&last));
            }
            chances = end;
        }
    }
    (chances[0], served)
}

/// Cards that are served if demand is certain, day by day, of which the last days bring their own blanks.
fn day_loop(daily: f64, stock: f64, days: u32, delivered_days: u32) -> f64 {
    let (mut left, mut served) = (stock, 0.0);
    for day in 0..days {
        let from_stock = if day + delivered_days >= days { 0.0 } else { daily.min(left) };
        left -= from_stock;
        served += if day + delivered_days >= days { daily } else { from_stock };
    }
    served
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_run_a_day_is_what_enumeration_gives((rows, stock, calendar_days) in small(), policy in policy()) {
        let answer = blanks(&plan(&rows, stock, calendar_days, policy, DayOrder::ByClass)).unwrap();
        let days = answer.working_days;
        prop_assert_eq!(answer.levels.iter().collect::<Vec<_>>(), kept_back(policy, &rows, days.saturating_sub(1)));
        let by_day = enumerated(&rows, stock, days, policy);
        let course = &answer.run_out.forecast;
        prop_assert_eq!(course.days.len(), by_day.len());
        for (day, (stocks, _)) in course.days.iter().zip(&by_day) {
            let mean: f64 = stocks.iter().map(|(left, chance)| f64::from(*left) * chance).sum();
            prop_assert!(near(day.stock.mean, mean, 1e-9), "{} {mean}", day.stock.mean);
            prop_assert!(near(day.gone, stocks.get(&0).copied().unwrap_or(0.0), 1e-9));
            for (ours, chance) in [(day.stock.p10, 0.1), (day.stock.p50, 0.5), (day.stock.p90, 0.9)] {
                let at_most = |count: u32| stocks.range(..=count).map(|(_, chance)| chance).sum::<f64>();
                prop_assert!(at_most(ours) >= chance - 1e-9 && (ours == 0 || at_most(ours - 1) < chance + 1e-9));
            }
        }
        let mut all_served = 0.0;
        for (rank, ours) in course.served.iter().enumerate() {
            let served: f64 = by_day.iter().map(|(_, served)| served[rank]).sum();
            prop_assert!(near(ours.served, served, 1e-9), "{ours:?} {served}");
            all_served += served;
            // A class closes on the first day on which less than half of its requests are served, and opens on the next one after it.
            let half = f64::from(rows[rank].0) / 2e3;
            let clear = half > 0.0 && by_day.iter().all(|(_, served)| (served[rank] - half).abs() > 1e-9);
            let row = &answer.run_out.classes[rank];
            let open = |day: usize| by_day[day].1[rank] >= half && (day > 0 || matches!(row.outlook.gate, Gate::Open { .. }));
            let closes = (0..by_day.len()).find(|day| !open(*day));
            let opens = closes.and_then(|closed| (closed..by_day.len()).find(|day| open(*day)));
            let date = |day: usize| answer.run_out.days[day].date;
            prop_assert!(!clear || (row.closes, row.opens) == (closes.map(date), opens.map(date)), "{row:?} {closes:?} {opens:?}");
        }
        // What was there is served or left.
        let left = course.days.last().map_or(f64::from(stock), |day| day.stock.mean);
        prop_assert!(near(all_served + left, f64::from(stock), 1e-9));
        // A date is the first on which half of the chances are gone.
        let gone = by_day.iter().position(|(stocks, _)| stocks.get(&0).copied().unwrap_or(0.0) >= 0.5 - 1e-9);
        prop_assert_eq!(answer.run_out.ends.p50, gone.map(|day| answer.run_out.days[day].date));
    }

    #[test]
    fn cards_while_you_wait_are_what_small_steps_give((rows, stock, calendar_days) in small(), policy in policy()) {
        let answer = blanks(&plan(&rows, stock, calendar_days, policy, DayOrder::AsTheyCome)).unwrap();
        prop_assert_eq!(answer.levels.iter().collect::<Vec<_>>(), kept_back(policy, &rows, answer.working_days));
        let (gone, served) = flowing(&rows, stock, answer.working_days, policy);
        let course = &answer.run_out.forecast;
        prop_assert!(course.days.last().is_none_or(|day| near(day.gone, gone, 1e-7)));
        for (ours, theirs) in course.served.iter().zip(&served) {
            prop_assert!(near(ours.served, *theirs, 1e-7), "{ours:?} {theirs}");
        }
    }

    /// A day loop of certain demand says what levers are worth; that demand is certain never lowers the value; no policy beats the best.
    #[test]
    fn levers_and_bounds((rows, stock, calendar_days) in small(), policy in policy(), by_class in any::<bool>()) {
        let order = if by_class { DayOrder::ByClass } else { DayOrder::AsTheyCome };
        let answer = blanks(&plan(&rows, stock, calendar_days, policy, order)).unwrap();
        let daily = f64::from(rows.iter().map(|row| row.0).sum::<u32>()) / 1e3;
        let (stock_f, days) = (f64::from(stock), answer.working_days);
        let base = day_loop(daily, stock_f, days, 0);
        let worth = |lever| answer.levers.iter().find(|worth| worth.lever == lever).unwrap().more;
        prop_assert!(near(worth(Lever::Blank), day_loop(daily, stock_f + 1.0, days, 0) - base, 1e-9));
        prop_assert!(near(worth(Lever::Day), day_loop(daily, stock_f, days + 1, 0) - base, 1e-9));
        prop_assert!(near(worth(Lever::Delivery), day_loop(daily, stock_f, days, 1) - base, 1e-9));
        match answer.verdict {
            Verdict::Attainable { .. } => prop_assert!(near(base, answer.wanted, 1e-9)),
            Verdict::NotAttainable { missing, .. } => prop_assert!(near(base + missing, answer.wanted, 1e-9) && missing > 0.0),
        }
        let best = answer.compared.iter().find(|row| row.policy.is_none()).unwrap().value;
        prop_assert!(answer.compared.iter().all(|row| row.value <= best * (1.0 + 5e-4) + 1e-9), "{:?}", answer.compared);
        prop_assert!(best <= answer.law.1 * (1.0 + 5e-4) + 1e-2, "{best} {:?}", answer.law);
        prop_assert!(answer.run_out.forecast.value <= answer.law.1 + 1e-3);
        prop_assert!((-1e-9..=f64::from(rows[0].1) + 1e-9).contains(&answer.blank_value), "{}", answer.blank_value);
    }

    /// More blanks never lower the value or serve fewer in all, and never open a class later; no lower class is open while a higher one is
    /// closed; twice the weights are the same plan and twice the value; the same input is the same answer.
    #[test]
    fn more_blanks_and_twice_the_weights(
        (rows, stock, calendar_days) in small(), policy in policy(), by_class in any::<bool>(), more in 1_u32..30,
    ) {
        let order = if by_class { DayOrder::ByClass } else { DayOrder::AsTheyCome };
        let asked = plan(&rows, stock, calendar_days, policy, order);
        let answer = blanks(&asked).unwrap();
        prop_assert_eq!(format!("{answer:?}"), format!("{:?}", blanks(&asked).unwrap()));
        let eased = blanks(&BlanksPlan { stock: given(stock + more), ..asked.clone() }).unwrap();
        let served = |answer: &planner::plan::blanks::BlanksAnswer| answer.run_out.forecast.served.iter().map(|part| part.served).sum::<f64>();
        prop_assert!(eased.run_out.forecast.value >= answer.run_out.forecast.value - 1e-9);
        prop_assert!(served(&eased) >= served(&answer) - 1e-9);
        prop_assert!(eased.chance >= answer.chance - 1e-12);
        prop_assert!(eased.compared.iter().zip(&answer.compared).all(|(more, less)| more.value >= less.value - 1e-9));
        for (more, less) in eased.run_out.ends.p50.iter().zip(&answer.run_out.ends.p50) {
            prop_assert!(more >= less, "it lasts no shorter");
        }
        let open = |answer: &planner::plan::blanks::BlanksAnswer| {
            answer.run_out.classes.iter().map(|row| matches!(row.outlook.gate, Gate::Open { .. })).collect::<Vec<_>>()
        };
        prop_assert!(open(&answer).windows(2).all(|pair| pair[0] || !pair[1]), "{:?}", answer.run_out.classes);
        prop_assert!(open(&answer).iter().zip(open(&eased)).all(|(before, after)| after || !before));
        let doubled: Vec<(u32, u32)> = rows.iter().map(|(daily, weight)| (*daily, 2 * weight)).collect();
        let doubled = blanks(&plan(&doubled, stock, calendar_days, policy, order)).unwrap();
        prop_assert_eq!(&doubled.levels, &answer.levels);
        prop_assert_eq!(&doubled.run_out.days, &answer.run_out.days);
        prop_assert!(near(doubled.run_out.forecast.value, 2.0 * answer.run_out.forecast.value, 1e-12));
        prop_assert!(doubled.compared.iter().zip(&answer.compared).all(|(twice, once)| near(twice.value, 2.0 * once.value, 1e-9)));
    }

    /// Two days as if demand were certain, planned again on the second morning. After a first day that went as planned, as many are served
    /// in all as the old plan said; when fewer asked, those who did not ask are all that may be missing, as the blanks they left serve
    /// others. So nothing is gained by keeping to the old plan.
    #[test]
    fn planning_again_is_never_worse(daily in prop::collection::vec(0_u32..40, 1..5), stock in 0_u32..200, fewer in 0_u32..20) {
        let rows: Vec<(u32, u32)> = daily.iter().map(|daily| (daily * 1_000, 1)).collect();
        let first = plan(&rows, stock, 2, Policy::ReserveCertain { chance_permille: 900 }, DayOrder::ByClass);
        let asked = daily.iter().sum::<u32>();
        let came = asked.saturating_sub(fewer);
        let used = came.min(stock);
        let second = BlanksPlan { from: later(first.from, 1), stock: given(stock - used), ..first.clone() };
        let served = |plan: &BlanksPlan| blanks(plan).unwrap().law.0.iter().map(|part| part.served_milli / 1_000).sum::<u64>();
        let (planned, again) = (served(&first), u64::from(used) + served(&second));
        prop_assert!(again <= planned && again + u64::from(asked - came) >= planned, "{again} {planned}");
    }
}

#[test]
fn days_without_work_need_no_blanks() {
    let asked = plan(&[(5_000, 1)], 0, 1, Policy::EmsrB, DayOrder::ByClass);
    let holiday = BlanksPlan { from: date(2022, 11, 30), until: date(2022, 11, 30), ..asked };
    let answer = blanks(&holiday).unwrap();
    assert_eq!(answer.working_days, 0);
    assert_eq!(answer.verdict, Verdict::Attainable { on: date(2022, 11, 30) });
    assert!(answer.levers.iter().all(|worth| worth.more.abs() < 1e-12), "{:?}", answer.levers);
}
