//! The figures of Lombok Utara, 25 November 2022, and what must hold for any.

use proptest::prelude::*;

use super::{
    forecast::forecast,
    optimum::solve,
    outlook::{Closing, Gate, outlook},
    simulation::simulate,
    *,
};

const STOCK: u32 = 1_500;
const DAYS: u32 = 25;

fn classes(rows: &[(u32, u32)]) -> Classes {
    Classes::new(rows.iter().map(|(daily, weight)| Class { daily_milli: daily * 1_000, weight: *weight }).collect()).unwrap()
}

/// First card at 17, urgent, lost, change of data, damaged but usable.
fn lombok_utara() -> Classes {
    classes(&[(18, 10), (5, 8), (15, 5), (30, 3), (17, 1)])
}

fn served(parts: &[Part]) -> Vec<u64> {
    parts.iter().map(|part| part.served_milli).collect()
}

#[test]
fn certain_demand_gives_the_figures_of_the_plan() {
    let classes = lombok_utara();
    let law = law_order(&classes, STOCK, DAYS);
    assert_eq!(served(&law), [450_000, 125_000, 375_000, 550_000, 0]);
    assert_eq!(law[3].wanted_milli, 750_000);
    assert_eq!(value_milli(&classes, &law), 9_025_000);
    let first = first_come(&classes, STOCK, DAYS);
    assert_eq!(value_milli(&classes, &first) / 1_000, 7_094);
    assert!(first.iter().all(|part| part.served_milli * 1_000 / part.wanted_milli == 705), "{first:?}");
}

#[test]
fn first_come_with_the_villages_is_gone_in_a_day_and_a_half() {
    let thousand = classes(&[(18, 1), (982, 1)]);
    assert_eq!(lasts_milli_days(&thousand, STOCK), Some(1_500));
    assert_eq!(first_come(&thousand, STOCK, DAYS)[0], Part { served_milli: 27_000, wanted_milli: 450_000 });
    assert_eq!(lasts_milli_days(&classes(&[(0, 1)]), STOCK), None);
}

#[test]
fn levels_of_the_first_day() {
    let classes = lombok_utara();
    for (policy, expected) in
        [(Policy::FirstCome, [0, 0, 0, 0, 0]), (Policy::ReserveMean, [0, 450, 575, 950, 1_700]), (Policy::EmsrB, [0, 432, 573, 959, 1_738])]
    {
        assert_eq!(policy.levels(&classes, DAYS).iter().collect::<Vec<_>>(), expected, "{policy:?}");
    }
    assert_eq!(Policy::ReserveCertain { chance_permille: 990 }.levels(&classes, DAYS).of(1), 500);
    let emsr_a = Policy::EmsrA.levels(&classes, DAYS);
    assert_eq!(emsr_a.of(1), 432);
    assert!(emsr_a.iter().zip(emsr_a.iter().skip(1)).all(|(higher, lower)| higher <= lower), "{emsr_a:?}");
}

#[test]
fn the_optimum_is_that_of_the_continuous_limit() {
    let optimum = solve(&lombok_utara(), STOCK, DAYS, DayOrder::AsTheyCome);
    let value = optimum.value(STOCK);
    assert!((value - 9_019.2).abs() < 0.3, "{value}");
    let levels = optimum.levels(DAYS * 1_000);
    assert_eq!(levels.iter().collect::<Vec<_>>(), [0, 505, 739, 1_163, STOCK], "the last class is closed from the first day");
    let fine = forecast(&lombok_utara(), &optimum.schedule(DAYS, 40), STOCK, DayOrder::AsTheyCome).value;
    assert!((fine - value).abs() < 0.5, "the optimal levels reach the optimal value: {fine} {value}");
    assert!(optimum.levels(0).iter().all(|level| level == 0));
}

#[test]
fn values_and_shares_of_the_policies() {
    let classes = lombok_utara();
    let order = DayOrder::AsTheyCome;
    let optimum = solve(&classes, STOCK, DAYS, order);
    for (name, schedule, value, band, shares) in [
        ("first come", Policy::FirstCome.schedule(&classes, DAYS, order), 7_094.0, 0.2, [70.6; 5]),
        ("mean", Policy::ReserveMean.schedule(&classes, DAYS, order), 8_940.0, 19.0, [100.0, 98.5, 96.5, 74.2, 0.0]),
        ("EMSR-b", Policy::EmsrB.schedule(&classes, DAYS, order), 8_967.0, 18.0, [100.0, 99.4, 97.2, 73.6, 0.0]),
        ("optimum", optimum.schedule(DAYS, 10), 9_016.0, 8.0, [99.9, 99.9, 99.8, 73.3, 0.1]),
    ] {
        let exact = forecast(&classes, &schedule, STOCK, order);
        let drawn = simulate(&classes, &schedule, STOCK, order, 300, 1);
        assert!((exact.value - drawn.value.mean).abs() < 3.3 * drawn.value.error, "{name}: {} {:?}", exact.value, drawn.value);
        assert!((exact.value - value).abs() < band, "{name}: {}", exact.value);
        for (part, share) in exact.served.iter().zip(shares) {
            assert!((100.0 * part.served / part.wanted - share).abs() < 0.5, "{name}: {part:?} instead of {share} %");
        }
        if name != "first come" {
            assert!(exact.value > 0.99 * optimum.value(STOCK), "{name} is within 1 % of the optimum");
        }
    }
}

#[test]
fn a_run_in_the_order_of_the_law_loses_less() {
    let classes = lombok_utara();
    let order = DayOrder::ByClass;
    let optimum = solve(&classes, STOCK, DAYS, order);
    let best = optimum.value(STOCK);
    assert!((best - 9_024.8).abs() < 0.1, "{best}");
    let own = forecast(&classes, &optimum.daily(DAYS), STOCK, order).value;
    assert!((own - best).abs() < 1e-6, "the optimal levels reach the optimal value: {own} {best}");
    for (policy, value) in [
        (Policy::ReserveMean, 9_004.8),
        (Policy::EmsrA, 9_009.7),
        (Policy::EmsrB, 9_009.8),
        (Policy::ReserveCertain { chance_permille: 900 }, 9_021.5),
    ] {
        let exact = forecast(&classes, &policy.schedule(&classes, DAYS, order), STOCK, order).value;
        assert!((exact - value).abs() < 0.1, "{policy:?}: {exact}");
        let drawn = simulate(&classes, &policy.schedule(&classes, DAYS, order), STOCK, order, 300, 2);
        assert!((exact - drawn.value.mean).abs() < 3.3 * drawn.value.error, "{policy:?}: {exact} {:?}", drawn.value);
        assert_eq!(drawn.days_out_of_order, 0, "{policy:?}");
    }
}

#[test]
fn the_outlook_of_the_first_day() {
    let order = DayOrder::AsTheyCome;
    let outlook = outlook(&lombok_utara(), Policy::EmsrB, STOCK, DAYS, order);
    let rows = &outlook.classes;
    assert_eq!(rows[0].gate, Gate::Open { free: 1_500 });
    assert_eq!(rows[3].gate, Gate::Open { free: 541 }, "a change of data may take 541");
    assert_eq!(rows[4].gate, Gate::Closed { missing: 239 });
    assert_eq!(outlook.first_to_close, Some(Closing { rank: 4, day: 0 }), "damaged but usable is closed from the first day");
    assert_eq!((rows[0].closes, rows[1].closes), (None, None));
    let closes = rows[3].closes.unwrap();
    assert!((16..21).contains(&closes), "550 at 30 a day: {closes}");
    // Plenty closes nobody, and a stock that came late opens again.
    let plenty = super::outlook::outlook(&lombok_utara(), Policy::EmsrB, 4_000, DAYS, order);
    assert!(plenty.first_to_close.is_none() && plenty.classes.iter().all(|row| row.part.served_milli == row.part.wanted_milli));
    let enough = super::outlook::outlook(&lombok_utara(), Policy::EmsrB, 2_300, DAYS, DayOrder::ByClass);
    assert!(enough.classes[4].closes.is_none() || enough.classes[4].opens.is_some(), "{:?}", enough.classes[4]);
    let today = super::outlook::outlook(&lombok_utara(), Policy::EmsrB, 5, 0, order);
    assert_eq!(today.classes[4].gate, Gate::Open { free: 5 }, "a delivery is due today");
}

#[test]
fn a_seed_is_a_course() {
    let classes = lombok_utara();
    let schedule = Policy::EmsrB.schedule(&classes, DAYS, DayOrder::AsTheyCome);
    let drawn = |seed| simulate(&classes, &schedule, STOCK, DayOrder::AsTheyCome, 5, seed);
    assert_eq!(drawn(7), drawn(7));
    assert_ne!(drawn(7), drawn(8));
}

#[test]
fn classes_that_contradict_the_law_are_refused() {
    let class = |weight| Class { daily_milli: 1, weight };
    assert_eq!(Classes::new(vec![]), Err(ClassesRefusal::NoClass));
    assert_eq!(Classes::new(vec![class(2), class(0)]), Err(ClassesRefusal::NoWeight { rank: 1 }));
    assert_eq!(Classes::new(vec![class(2), class(3)]), Err(ClassesRefusal::WeightAgainstOrder { rank: 1 }));
    assert!(Classes::new(vec![class(2), class(2)]).is_ok());
}

#[test]
fn nobody_asks() {
    let classes = classes(&[(0, 2), (0, 1)]);
    for order in [DayOrder::AsTheyCome, DayOrder::ByClass] {
        let outlook = outlook(&classes, Policy::EmsrB, 10, 3, order);
        assert!(outlook.forecast.days.iter().all(|day| day.stock.p10 == 10), "{order:?}");
        assert_eq!(outlook.first_to_close, None);
        assert!(solve(&classes, 10, 3, order).value(10) <= 0.0);
        assert!(simulate(&classes, &Policy::EmsrB.schedule(&classes, 3, order), 10, order, 3, 1).value.mean <= 0.0);
    }
}

/// Two to five classes from 1 to 40 requests a day, a horizon of up to six weeks, a stock of a fifth of the demand or more.
fn wide() -> impl Strategy<Value = (Classes, u32, u32)> {
    (prop::collection::vec((1_u32..=40, 1_u32..=3), 2..=5), 5_u32..=30, 20_u32..=100).prop_map(|(rows, days, percent)| {
        let mut weight = 0;
        let mut rows: Vec<(u32, u32)> = rows
            .into_iter()
            .map(|(daily, more)| {
                weight += more;
                (daily, weight)
            })
            .collect();
        rows.reverse();
        let wanted: u32 = rows.iter().map(|(daily, _)| daily * days).sum();
        (classes(&rows), days, wanted * percent / 100)
    })
}

/// Lombok Utara with every mean up to 30 % off, another stock and another delivery.
fn near() -> impl Strategy<Value = (Classes, u32, u32)> {
    ([70_u32..=130, 70_u32..=130, 70_u32..=130, 70_u32..=130, 70_u32..=130], 20_u32..=30, 1_000_u32..=2_000).prop_map(
        |(percents, days, stock)| {
            let rows = [(18, 10), (5, 8), (15, 5), (30, 3), (17, 1)].into_iter().zip(percents);
            let rows = rows.map(|((daily, weight), percent)| Class { daily_milli: daily * percent * 10, weight });
            (Classes::new(rows.collect()).unwrap(), days, stock)
        },
    )
}

const EACH: [Policy; 5] =
    [Policy::FirstCome, Policy::ReserveMean, Policy::ReserveCertain { chance_permille: 900 }, Policy::EmsrA, Policy::EmsrB];

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(6))]

    /// How much of the best possible value a policy loses around Lombok Utara's figures.
    #[test]
    fn simple_policies_are_near_the_optimum((classes, days, stock) in near()) {
        let lost = |policy: Policy, order, best: f64| 1.0 - forecast(&classes, &policy.schedule(&classes, days, order), stock, order).value / best;
        let best = solve(&classes, stock, days, DayOrder::ByClass).value(stock);
        for policy in [Policy::ReserveMean, Policy::EmsrB, Policy::ReserveCertain { chance_permille: 900 }] {
            prop_assert!((-1e-9..0.01).contains(&lost(policy, DayOrder::ByClass, best)), "{policy:?}");
        }
        let best = solve(&classes, stock, days, DayOrder::AsTheyCome).value(stock);
        for (policy, most) in [(Policy::EmsrB, 0.0115), (Policy::ReserveMean, 0.0135)] {
            prop_assert!((-1e-6..most).contains(&lost(policy, DayOrder::AsTheyCome, best)), "{policy:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    /// With a run a day, 90 % certainty needs no weights and is within 2 % of the best that any levels reach, hardly ever beyond 1 %.
    #[test]
    fn certainty_is_near_the_optimum_everywhere((classes, days, stock) in wide()) {
        let order = DayOrder::ByClass;
        let best = solve(&classes, stock, days, order).value(stock);
        let policy = Policy::ReserveCertain { chance_permille: 900 };
        let value = forecast(&classes, &policy.schedule(&classes, days, order), stock, order).value;
        prop_assert!(value > 0.98 * best && value < best * (1.0 + 1e-9), "{value} {best}");
    }

    /// What goes out was in stock, bands are in order, and the first class is open while anything is left.
    #[test]
    fn courses_are_consistent((classes, days, stock) in wide(), policy in prop::sample::select(EACH.to_vec())) {
        for order in [DayOrder::AsTheyCome, DayOrder::ByClass] {
            let schedule = policy.schedule(&classes, days, order);
            let course = forecast(&classes, &schedule, stock, order);
            let served: f64 = course.served.iter().map(|part| part.served).sum();
            let left = course.days.last().unwrap().stock.mean;
            prop_assert!((served + left - f64::from(stock)).abs() < 1e-6, "{served} {left} {stock}");
            let mut gone = 0.0;
            for day in &course.days {
                prop_assert!(day.stock.p10 <= day.stock.p50 && day.stock.p50 <= day.stock.p90);
                prop_assert!((day.open[0] - (1.0 - gone)).abs() < 1e-9, "open unless the stock is gone");
                prop_assert!(day.open.windows(2).all(|pair| pair[0] >= pair[1] - 1e-9));
                gone = day.gone;
            }
            prop_assert!(course.served.iter().all(|part| part.served <= part.wanted + 1e-6));
            let drawn = simulate(&classes, &schedule, stock, order, 3, 1);
            prop_assert_eq!(drawn.first_refused_with_stock, 0);
            if order == DayOrder::ByClass {
                prop_assert_eq!(drawn.days_out_of_order, 0);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_law_order_is_monotone((classes, days, stock) in wide(), more in 1_u32..200, rank in 0_usize..5) {
        let law = law_order(&classes, stock, days);
        let total: u64 = law.iter().map(|part| part.served_milli).sum();
        prop_assert_eq!(total, (u64::from(stock) * 1_000).min(classes.daily_milli() * u64::from(days)));
        // More stock never serves fewer of any class.
        for (before, after) in law.iter().zip(law_order(&classes, stock + more, days)) {
            prop_assert!(after.served_milli >= before.served_milli);
        }
        // A higher class that asks for more never leaves more to a lower one.
        let rank = rank % classes.len();
        let raised = classes.iter().enumerate().map(|(at, class)| Class { daily_milli: class.daily_milli + if at == rank { more } else { 0 }, ..class });
        let raised = Classes::new(raised.collect()).unwrap();
        for (before, after) in law.iter().zip(law_order(&raised, stock, days)).skip(rank + 1) {
            prop_assert!(after.served_milli <= before.served_milli);
        }
        // Nor does it lower what is kept back for it, and a longer horizon never does.
        for policy in [Policy::ReserveMean, Policy::ReserveCertain { chance_permille: 900 }] {
            let levels = policy.levels(&classes, days);
            prop_assert!(levels.iter().zip(policy.levels(&raised, days).iter()).all(|(before, after)| before <= after));
            prop_assert!(levels.iter().zip(policy.levels(&classes, days + 1).iter()).all(|(before, after)| before <= after));
        }
        // Twice the weights are the same rules.
        let doubled = Classes::new(classes.iter().map(|class| Class { weight: class.weight * 2, ..class }).collect()).unwrap();
        prop_assert!(EACH.iter().all(|policy| policy.levels(&classes, days) == policy.levels(&doubled, days)));
    }
}
