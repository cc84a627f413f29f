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
    let optimum = solve(&lombok_utara(), STOCK, DAYS);
    let value = optimum.value(STOCK);
    assert!((value - 9_019.2).abs() < 0.3, "{value}");
    let levels = optimum.levels(DAYS * 1_000);
    println!("{value} {levels:?}");
    assert_eq!((levels.of(0), levels.of(4)), (0, STOCK), "the last class is closed from the first day");
    assert!(optimum.levels(0).iter().all(|level| level == 0));
}

#[test]
fn values_and_shares_of_the_policies() {
    let classes = lombok_utara();
    let order = DayOrder::AsTheyCome;
    let optimum = solve(&classes, STOCK, DAYS);
    for (name, schedule, value, band, shares) in [
        ("first come", Policy::FirstCome.schedule(&classes, DAYS, order), 7_105.0, 14.0, [70.6; 5]),
        ("mean", Policy::ReserveMean.schedule(&classes, DAYS, order), 8_940.0, 19.0, [100.0, 98.5, 96.5, 74.2, 0.0]),
        ("EMSR-b", Policy::EmsrB.schedule(&classes, DAYS, order), 8_967.0, 18.0, [100.0, 99.4, 97.2, 73.6, 0.0]),
        ("optimum", optimum.schedule(DAYS, 10), 9_016.0, 8.0, [99.9, 99.9, 99.8, 73.3, 0.1]),
    ] {
        let exact = forecast(&classes, &schedule, STOCK, order);
        let drawn = simulate(&classes, &schedule, STOCK, order, 300, 1);
        println!("{name}: exact {} drawn {:?}", exact.value, drawn.value);
        println!("   {:?}", exact.served.iter().map(|part| 100.0 * part.served / part.wanted).collect::<Vec<_>>());
        println!("   {:?}", drawn.served.iter().zip(&drawn.wanted).map(|(s, w)| 100.0 * s / w).collect::<Vec<_>>());
        assert!((exact.value - drawn.value.mean).abs() < 3.3 * drawn.value.error, "{name}");
        assert!((exact.value - value).abs() < band, "{name}: {}", exact.value);
        for (part, share) in exact.served.iter().zip(shares) {
            assert!((100.0 * part.served / part.wanted - share).abs() < 0.5, "{name}: {part:?} instead of {share} %");
        }
    }
}
#[test]
fn by_class_prints() {
    let classes = lombok_utara();
    for policy in [Policy::FirstCome, Policy::ReserveMean, Policy::EmsrA, Policy::EmsrB, Policy::ReserveCertain { chance_permille: 900 }] {
        for order in [DayOrder::AsTheyCome, DayOrder::ByClass] {
            let schedule = policy.schedule(&classes, DAYS, order);
            let exact = forecast(&classes, &schedule, STOCK, order);
            let drawn = simulate(&classes, &schedule, STOCK, order, 300, 1);
            println!("{policy:?} {order:?}: exact {} drawn {:?} {}", exact.value, drawn.value, drawn.days_out_of_order);
            println!("   {:?}", exact.served.iter().map(|part| 100.0 * part.served / part.wanted).collect::<Vec<_>>());
            let outlook = outlook(&classes, policy, STOCK, DAYS, order);
            println!("   {:?} {:?}", outlook.classes, outlook.first_to_close);
        }
    }
}

#[test]
fn explore_gaps() {
    use rand_pcg::{Pcg64, rand_core::Rng};
    let mut draw = Pcg64::new(1, 1);
    let mut below = |n: u32| (draw.next_u64() % u64::from(n)) as u32;
    for round in 0..150 {
        let count = 3 + below(3);
        let mut weight = 1 + below(2);
        let mut rows: Vec<(u32, u32)> = Vec::new();
        for _ in 0..count {
            rows.push((3 + below(28), weight));
            weight += 1 + below(3);
        }
        rows.reverse();
        let days = 10 + below(16);
        let classes = classes(&rows);
        let wanted = (classes.daily() * f64::from(days)) as u32;
        let stock = wanted * (30 + below(70)) / 100;
        let order = DayOrder::AsTheyCome;
        let best = solve(&classes, stock, days).value(stock);
        let of = |policy: Policy| 100.0 * (1.0 - forecast(&classes, &policy.schedule(&classes, days, order), stock, order).value / best);
        let first = f64::from(rows[0].0 * days) / f64::from(stock);
        println!(
            "GAP {round} mean {:.3} emsrb {:.3} emsra {:.3} stock {stock} share {:.2} first/stock {first:.2} days {days} {rows:?}",
            of(Policy::ReserveMean),
            of(Policy::EmsrB),
            of(Policy::EmsrA),
            f64::from(stock) / f64::from(wanted)
        );
    }
}
