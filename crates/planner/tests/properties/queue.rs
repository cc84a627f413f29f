//! Queues against Erlang's own sum, against drawn customers one by one, and against small steps.

use jiff::civil::date;
use planner::{
    plan::{
        answer::Verdict,
        queue::{QueuePlan, queue},
        refusal::PlanRefusal,
    },
    queue::{
        erlang::Queue,
        mg1::{Service, wait_hours},
        staffing::{Promise, servers_for},
        transient::{Slot, day},
    },
};
use proptest::prelude::*;
use rand_pcg::Pcg64;

use crate::second::{cases, exponential, given, near};

/// Erlang C by its sum, (aᶜ/c! · c/(c − a)) / (Σ aᵏ/k! + the same) over k < c, in logarithms: ln k! is a running sum.
fn erlang_c(servers: u32, load: f64) -> f64 {
    let (mut log_factorial, mut logs) = (0.0, Vec::new());
    for k in 0..=servers {
        log_factorial += if k > 0 { f64::from(k).ln() } else { 0.0 };
        logs.push(f64::from(k) * load.ln() - log_factorial);
    }
    let all_taken = logs.pop().unwrap() - (1.0 - load / f64::from(servers)).ln();
    let greatest = logs.iter().copied().fold(all_taken, f64::max);
    let sum: f64 = logs.iter().map(|log| (log - greatest).exp()).sum();
    let taken = (all_taken - greatest).exp();
    taken / (sum + taken)
}

/// How long each of many customers waits: first come, first served, by whichever server is free first. Times in mean services.
fn waits(load: f64, servers: usize, customers: usize, seed: u128, service: impl Fn(&mut Pcg64) -> f64) -> Vec<f64> {
    let mut draw = Pcg64::new(seed, 7);
    let (mut at, mut free) = (0.0, vec![0.0_f64; servers]);
    let one = |_| {
        at += exponential(&mut draw) / load;
        let first = (0..servers).min_by(|one, other| free[*one].total_cmp(&free[*other])).unwrap();
        let begins = free[first].max(at);
        free[first] = begins + service(&mut draw);
        begins - at
    };
    (0..customers).map(one).collect()
}

/// Mean of a figure over forty batches, and how far the truth may lie with 99.9 %: Student's quantile with 39 degrees is 3.558.
fn batches(waits: &[f64], figure: impl Fn(f64) -> f64) -> (f64, f64) {
    let batch = waits.len() / 40;
    let means: Vec<f64> =
        waits.chunks_exact(batch).map(|batch| batch.iter().map(|wait| figure(*wait)).sum::<f64>() / batch.len() as f64).collect();
    let mean = means.iter().sum::<f64>() / 40.0;
    let variance = means.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / 39.0;
    (mean, 3.558 * (variance / 40.0).sqrt())
}

/// Streams of fixed seeds: the band holds or it does not, the same on every run.
#[test]
fn drawn_customers_wait_as_long() {
    for (seed, (servers, utilisation)) in [(1, 0.5), (1, 0.7), (2, 0.7), (3, 0.6), (5, 0.7), (8, 0.7), (15, 0.75)].into_iter().enumerate() {
        let load = utilisation * f64::from(servers);
        let steady = Queue { arrivals: load, service: 1.0, servers }.steady().unwrap();
        let waits = waits(load, servers as usize, 410_000, seed as u128, exponential);
        let settled = &waits[10_000..];
        let longer = 1.5 / f64::from(servers);
        for (name, ours, (drawn, band)) in [
            ("mean", steady.wait_hours, batches(settled, |wait| wait)),
            ("waits", steady.waiting, batches(settled, |wait| f64::from(u8::from(wait > 0.0)))),
            ("longer", steady.longer_than(longer), batches(settled, |wait| f64::from(u8::from(wait > longer)))),
        ] {
            assert!((ours - drawn).abs() <= band, "{name} of {servers} at {utilisation}: {ours} is not {drawn} ± {band}");
        }
    }
}

#[test]
fn drawn_customers_of_one_server_with_other_services() {
    let erlang_2 = |draw: &mut Pcg64| f64::midpoint(exponential(draw), exponential(draw));
    // Nine of ten take half of the mean, one 5.5 times as much: variance 2.25.
    let two_kinds = |draw: &mut Pcg64| if exponential(draw) < -(0.9_f64).ln() { 5.5 } else { 0.5 };
    type Draw<'a> = &'a dyn Fn(&mut Pcg64) -> f64;
    let rows: [(f64, Draw); 3] = [(0.0, &|_| 1.0), (0.5_f64.sqrt(), &erlang_2), (1.5, &two_kinds)];
    for (seed, (variation, draw)) in rows.into_iter().enumerate() {
        let ours = wait_hours(0.7, Service { mean_hours: 1.0, variation }).unwrap();
        let (drawn, band) = batches(&waits(0.7, 1, 160_000, 100 + seed as u128, draw)[8_000..], |wait| wait);
        assert!((ours - drawn).abs() <= band, "{variation}: {ours} is not {drawn} ± {band}");
    }
}

fn plan(arrivals: f64, minutes: f64, counters: Option<u32>, promise: Promise) -> QueuePlan {
    QueuePlan {
        on: date(2021, 2, 8),
        arrivals_an_hour: given(arrivals),
        sites: 1,
        minutes_per_person: given(minutes),
        variation: 1.0,
        counters: counters.map(given),
        promise,
        longer_than_minutes: 10.0,
        profile_an_hour: Vec::new(),
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn erlangs_sum_gives_the_same(servers in 1_u32..300, permille in 1_u32..999) {
        let load = f64::from(servers) * f64::from(permille) / 1e3;
        let steady = Queue { arrivals: 6.0 * load, service: 6.0, servers }.steady().unwrap();
        let waiting = erlang_c(servers, load);
        // Below the least of an f64 that is whole, both are nothing.
        prop_assert!((steady.waiting - waiting).abs() <= 1e-9 * waiting + 1e-290, "{} {waiting}", steady.waiting);
        let slack = 6.0 * (f64::from(servers) - load);
        prop_assert!((steady.wait_hours * slack - waiting).abs() <= 1e-8 * waiting + 1e-290);
        prop_assert!((steady.longer_than(0.1) - waiting * (-slack * 0.1).exp()).abs() < 1e-9);
    }

    /// The plan opens the fewest counters that keep each kind of promise by the sum; its lever is what one more saves; people twice as
    /// often with half the time each are the same plan.
    #[test]
    fn the_fewest_counters(
        arrivals in 1_u32..120, minutes in 1_u32..20, percent in 2_u32..60, kind in 0_usize..3, more in 0_u32..3,
    ) {
        let (arrivals, minutes, share) = (f64::from(arrivals), f64::from(minutes), f64::from(percent) / 100.0);
        let promise = [Promise::Waiting { share }, Promise::Longer { share, hours: 0.1 }, Promise::Mean { hours: share / 4.0 }][kind];
        let load = arrivals * minutes / 60.0;
        let kept = |counters: u32| {
            let slack = (f64::from(counters) - load) * 60.0 / minutes;
            slack > 1e-9 && {
                let waits = erlang_c(counters, load);
                match promise {
                    Promise::Waiting { share } => waits <= share,
                    Promise::Longer { share, hours } => waits * (-slack * hours).exp() <= share,
                    Promise::Mean { hours } => waits / slack <= hours,
                }
            }
        };
        let fewest = (1..200).find(|counters| kept(*counters)).unwrap();
        let answer = queue(&plan(arrivals, minutes, Some(fewest + more), promise)).unwrap();
        prop_assert_eq!(answer.needed, Some(fewest));
        prop_assert_eq!(answer.verdict, Verdict::Attainable { on: date(2021, 2, 8) });
        let wait = |counters: u32| erlang_c(counters, load) / ((f64::from(counters) - load) / minutes);
        prop_assert!(near(answer.levers[0].more, wait(fewest + more) - wait(fewest + more + 1), 1e-8));
        let twice = queue(&plan(2.0 * arrivals, minutes / 2.0, Some(fewest + more), promise)).unwrap();
        if matches!(promise, Promise::Waiting { .. }) {
            prop_assert_eq!(twice.needed, answer.needed);
        }
        let (once, twice) = (answer.planned.unwrap(), twice.planned.unwrap());
        prop_assert!(near(once.wait_minutes.unwrap(), 2.0 * twice.wait_minutes.unwrap(), 1e-9));
        prop_assert!(near(once.utilisation, twice.utilisation, 1e-12));
    }

    /// As many come as can be served, to the last one: nothing is steady, however the division rounds.
    #[test]
    fn a_full_load_is_never_steady(counters in 1_u32..400, minutes in 1_u32..60) {
        let arrivals = f64::from(counters) * 60.0 / f64::from(minutes);
        let answer = queue(&plan(arrivals, f64::from(minutes), Some(counters), Promise::Waiting { share: 0.25 }));
        prop_assert!(matches!(answer, Err(PlanRefusal::Overloaded { .. })), "{answer:?}");
        let open = queue(&plan(arrivals, f64::from(minutes), None, Promise::Waiting { share: 0.25 })).unwrap();
        prop_assert!(open.rows.iter().all(|row| row.steady.is_some() && row.counters > counters), "{:?}", open.rows);
        let nearly_all_wait = Promise::Waiting { share: 0.999 };
        prop_assert!(servers_for(arrivals, 60.0 / f64::from(minutes), nearly_all_wait).unwrap() > counters);
    }

    /// Counters that open and close over the day, in small steps of Runge and Kutta; the fluid in yet smaller ones.
    #[test]
    fn a_day_of_opening_and_closing(rows in prop::collection::vec((0_u32..30, 0_u32..5, 1_u32..4), 1..5)) {
        let slots: Vec<Slot> =
            rows.iter().map(|(arrivals, servers, quarters)| Slot { hours: f64::from(*quarters) / 4.0, arrivals: f64::from(*arrivals), servers: *servers }).collect();
        let ours = day(&slots, 5.0);
        let mut chances = vec![0.0; 160];
        chances[0] = 1.0;
        let (mut fluid, mut all_waited) = (0.0_f64, 0.0);
        for (slot, course) in slots.iter().zip(&ours.slots) {
            let queue = |p: &[f64]| p.iter().enumerate().map(|(n, p)| n.saturating_sub(slot.servers as usize) as f64 * p).sum::<f64>();
            let slope = |p: &[f64]| -> Vec<f64> {
                let go = |n: usize| n.min(slot.servers as usize) as f64 * 5.0 * p.get(n).copied().unwrap_or(0.0);
                let come = |n: usize| if n + 1 < p.len() { slot.arrivals * p[n] } else { 0.0 };
                (0..p.len()).map(|n| n.checked_sub(1).map_or(0.0, come) + go(n + 1) - come(n) - go(n)).collect()
            };
            let steps = (slot.hours * 800.0) as u32;
            let step = slot.hours / f64::from(steps);
            let mut waited = 0.0;
            for _ in 0..steps {
                let moved = |by: f64, slope: &[f64]| chances.iter().zip(slope).map(|(p, s)| p + by * s).collect::<Vec<f64>>();
                let first = slope(&chances);
                let middle = moved(step / 2.0, &first);
                let second = slope(&middle);
                let other = moved(step / 2.0, &second);
                let third = slope(&other);
                let last = moved(step, &third);
                let fourth = slope(&last);
                let end: Vec<f64> = (0..chances.len())
                    .map(|n| chances[n] + step / 6.0 * (first[n] + 2.0 * second[n] + 2.0 * third[n] + fourth[n]))
                    .collect();
                waited += step / 6.0 * (queue(&chances) + 2.0 * queue(&middle) + 2.0 * queue(&other) + queue(&last));
                chances = end;
                fluid = (fluid + step * (slot.arrivals - 5.0 * f64::from(slot.servers))).max(0.0);
            }
            all_waited += waited;
            prop_assert!((course.queue - queue(&chances)).abs() < 1e-6, "{} {}", course.queue, queue(&chances));
            prop_assert!((course.waited - waited).abs() < 1e-6, "{} {waited}", course.waited);
            prop_assert!((course.fluid - fluid).abs() < 0.05, "{} {fluid}", course.fluid);
        }
        let came: f64 = slots.iter().map(|slot| slot.arrivals * slot.hours).sum();
        prop_assert!(came <= 0.0 || (ours.wait_hours - all_waited / came).abs() < 1e-6);
        // One server more in every hour never makes anybody wait longer.
        let eased: Vec<Slot> = slots.iter().map(|slot| Slot { servers: slot.servers + 1, ..*slot }).collect();
        prop_assert!(day(&eased, 5.0).wait_hours <= ours.wait_hours + 1e-12);
    }
}
