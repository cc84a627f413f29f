//! A day at the counters, hour by hour: more may come for a while than can be served.
//!
//! Solves the differential equations of Mt/M/c, dp/dt = p·Q(t) (Kolmogorov 1931), where the rates are constant within a slot: then exactly,
//! by uniformization (Jensen 1953), without a step size. Who waits when the last slot ends is told and not served.

use crate::probability::Poisson;

/// Chances below this are left out.
const NEGLIGIBLE: f64 = 1e-18;

/// A stretch of the day with steady rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// How long, hours.
    pub hours: f64,
    /// People that come an hour.
    pub arrivals: f64,
    /// Servers that are open.
    pub servers: u32,
}

/// What a slot is like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// Mean number of people that wait at its end.
    pub queue: f64,
    /// The same if people came evenly, like a fluid.
    pub fluid: f64,
    /// Time that people wait in it, person-hours.
    pub waited: f64,
}

/// A day.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// One a slot.
    pub slots: Vec<Course>,
    /// Mean wait of everybody who came, hours, counted until the last slot ends.
    pub wait_hours: f64,
}

/// The course of a day that begins with nobody waiting. `service` is people that a server serves an hour.
pub fn day(slots: &[Slot], service: f64) -> Day {
    let mut people = vec![1.0];
    let mut fluid = 0.0;
    let mut courses = Vec::with_capacity(slots.len());
    for slot in slots {
        let waited = carry(&mut people, *slot, service);
        fluid = (fluid + (slot.arrivals - f64::from(slot.servers) * service) * slot.hours).max(0.0);
        courses.push(Course { queue: waiting(&people, slot.servers), fluid, waited });
    }
    let came: f64 = slots.iter().map(|slot| slot.arrivals * slot.hours).sum();
    let waited: f64 = courses.iter().map(|course| course.waited).sum();
    Day { slots: courses, wait_hours: if came > 0.0 { waited / came } else { 0.0 } }
}

/// Carries the chances of how many are there through a slot; answers the person-hours of waiting in it.
fn carry(people: &mut Vec<f64>, slot: Slot, service: f64) -> f64 {
    let fastest = slot.arrivals + f64::from(slot.servers) * service;
    if !(fastest > 0.0 && slot.hours > 0.0 && fastest.is_finite() && slot.hours.is_finite()) {
        return waiting(people, slot.servers) * slot.hours.max(0.0);
    }
    let steps = Poisson::new(fastest * slot.hours).masses();
    let last = steps.first + steps.masses.len() as u32;
    let chain = Chain::new(slot, service / fastest, fastest, people.len() + last as usize);
    let (mut now, mut next) = (std::mem::take(people), Vec::new());
    let (mut after, mut hours) = (chain.nobody(), chain.nobody());
    let mut beyond = 1.0;
    for step in 0..last {
        let mass = step.checked_sub(steps.first).and_then(|at| steps.masses.get(at as usize)).copied().unwrap_or(0.0);
        add(&mut after, mass, &now);
        // The time between two steps is 1/fastest in the mean; the chance that this one is reached is what is left of the masses.
        beyond -= mass;
        add(&mut hours, beyond.max(0.0) / fastest, &now);
        chain.step(&now, &mut next);
        std::mem::swap(&mut now, &mut next);
    }
    trim(&mut after);
    *people = after;
    waiting(&hours, slot.servers)
}

/// The uniformized chain: the chance that the next event finds one more, one fewer or as many people.
struct Chain {
    come: f64,
    /// By how many are there.
    go: Vec<f64>,
    stay: Vec<f64>,
}

impl Chain {
    /// `service` is the chance that an event is one server's; as many people as `most` are possible.
    fn new(slot: Slot, service: f64, fastest: f64, most: usize) -> Self {
        let come = slot.arrivals / fastest;
        let go: Vec<f64> = (0..=most).map(|count| (count as f64).min(f64::from(slot.servers)) * service).collect();
        let stay = go.iter().map(|go| (1.0 - come - go).max(0.0)).collect();
        Self { come, go, stay }
    }

    fn nobody(&self) -> Vec<f64> {
        vec![0.0; self.go.len()]
    }

    fn step(&self, now: &[f64], next: &mut Vec<f64>) {
        next.clear();
        next.extend(now.iter().zip(&self.stay).map(|(now, stay)| now * stay));
        next.push(0.0);
        let going = now.iter().zip(&self.go).skip(1);
        next.iter_mut().zip(going).for_each(|(next, (now, go))| *next += now * go);
        next.iter_mut().skip(1).zip(now).for_each(|(next, now)| *next += now * self.come);
        trim(next);
    }
}

fn add(sum: &mut [f64], share: f64, people: &[f64]) {
    sum.iter_mut().zip(people).for_each(|(sum, chance)| *sum += share * chance);
}

/// Leaves out what is negligible beyond the last that is not.
fn trim(people: &mut Vec<f64>) {
    while people.len() > 1 && people.last().is_some_and(|chance| *chance < NEGLIGIBLE) {
        people.pop();
    }
}

fn waiting(people: &[f64], servers: u32) -> f64 {
    people.iter().skip(servers as usize).enumerate().map(|(queue, chance)| queue as f64 * chance).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::erlang::Queue, *};

    const PROFILE: [f64; 8] = [20.0, 40.0, 60.0, 50.0, 30.0, 25.0, 30.0, 15.0];

    fn hourly(servers: u32) -> Vec<Slot> {
        PROFILE.map(|arrivals| Slot { hours: 1.0, arrivals, servers }).to_vec()
    }

    #[test]
    fn figures_of_a_day() {
        for (servers, wait, queue, fluid) in [(3, 0.668_21, 45.311_6, 42.0), (4, 0.159_33, 18.294_0, 14.0), (5, 0.040_08, 4.210_0, 0.0)] {
            let day = day(&hourly(servers), 12.0);
            assert!((day.wait_hours - wait).abs() < 5.1e-6, "{servers}: {}", day.wait_hours);
            assert!((day.slots[3].queue - queue).abs() < 5.1e-5, "{servers}: {}", day.slots[3].queue);
            assert!((day.slots[3].fluid - fluid).abs() < 1e-9, "{servers}: {}", day.slots[3].fluid);
        }
    }

    #[test]
    fn steady_rates_reach_the_steady_state() {
        let slot = Slot { hours: 200.0, arrivals: 9.6, servers: 1 };
        let day = day(&[slot, Slot { hours: 1.0, ..slot }], 12.0);
        let steady = Queue { arrivals: 9.6, service: 12.0, servers: 1 }.steady().unwrap();
        assert!((day.slots[1].queue - steady.queue).abs() < 1e-6, "{day:?} {steady:?}");
        assert!((day.slots[1].waited - steady.queue).abs() < 1e-6);
    }

    #[test]
    fn nobody_comes_or_nobody_serves() {
        assert!(day(&[], 12.0).wait_hours <= 0.0);
        let closed = day(&[Slot { hours: 2.0, arrivals: 10.0, servers: 0 }, Slot { hours: 1.0, arrivals: 0.0, servers: 0 }], 12.0);
        assert!((closed.slots[0].queue - 20.0).abs() < 1e-9 && (closed.slots[0].waited - 20.0).abs() < 1e-6, "{closed:?}");
        assert!((closed.slots[1].queue - 20.0).abs() < 1e-9, "{closed:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 16, ..ProptestConfig::default() })]

        /// Small steps of Runge and Kutta through the same equations.
        #[test]
        fn small_steps_give_the_same(arrivals in prop::collection::vec(0_u32..30, 1..4), servers in 1_u32..4) {
            let slots: Vec<Slot> = arrivals.iter().map(|arrivals| Slot { hours: 0.5, arrivals: f64::from(*arrivals), servers }).collect();
            let mut chances = vec![0.0; 120];
            chances[0] = 1.0;
            let mut waited = 0.0;
            for slot in &slots {
                let slope = |p: &[f64]| -> Vec<f64> {
                    (0..p.len()).map(|n| {
                        let go = |n: usize| n.min(servers as usize) as f64 * 6.0;
                        let come = |n: usize| if n + 1 < p.len() { slot.arrivals } else { 0.0 };
                        let below = if n > 0 { p[n - 1] * come(n - 1) } else { 0.0 };
                        below + p.get(n + 1).map_or(0.0, |p| p * go(n + 1)) - p[n] * (come(n) + go(n))
                    }).collect()
                };
                let step = 0.5 / 400.0;
                for _ in 0..400 {
                    let moved = |by: f64, slope: &[f64]| chances.iter().zip(slope).map(|(p, s)| p + by * s).collect::<Vec<f64>>();
                    let first = slope(&chances);
                    let second = slope(&moved(step / 2.0, &first));
                    let third = slope(&moved(step / 2.0, &second));
                    let fourth = slope(&moved(step, &third));
                    let before = waiting(&chances, servers);
                    for n in 0..chances.len() {
                        chances[n] += step / 6.0 * (first[n] + 2.0 * second[n] + 2.0 * third[n] + fourth[n]);
                    }
                    waited += step * f64::midpoint(before, waiting(&chances, servers));
                }
            }
            let ours = day(&slots, 6.0);
            prop_assert!((ours.slots.last().unwrap().queue - waiting(&chances, servers)).abs() < 1e-6);
            prop_assert!((ours.slots.iter().map(|slot| slot.waited).sum::<f64>() - waited).abs() < 1e-4);
        }
    }
}
