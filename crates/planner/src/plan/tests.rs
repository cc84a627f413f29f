//! Plans of all kinds: the figures of two offices, and what more, later and other names must hold.

use std::collections::BTreeMap;

use domain::{
    calendar::{
        Calendar,
        timetable::{Change, Exception, Period, Timetable, Week},
    },
    whereabouts::Stay,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{
    answer::Verdict,
    blanks::{BlanksPlan, blanks},
    catch_up::{CatchUp, catch_up},
    chain::Stage,
    refusal::{Each, PlanRefusal},
    scenario::{Basis, Given, Goal, Line, Printers, Speed, Supply},
    target::{Register, Site, Target, TeamDay, Teams, target},
};
use crate::{
    queue::staffing::{Pooling, Promise},
    rationing::{Class, DayOrder, Policy},
};

fn given<T>(value: T) -> Given<T> {
    Given { value, basis: Basis::Assumption }
}

fn close(ours: f64, expected: f64, tolerance: f64) {
    assert!((ours - expected).abs() <= tolerance, "{ours} instead of {expected}");
}

fn site(alike: u32, stations: u32, turnout_a_day: Option<f64>) -> Site {
    Site { name: "Kecamatan".to_owned(), alike, stations: given(stations), turnout_a_day: turnout_a_day.map(given) }
}

/// September 2016: 120,000 people, 22 subdistricts and the office, 26 stations and three teams.
fn blitar(minutes: f64, weekends: bool) -> Target {
    let weekend = if weekends { 360 } else { 0 };
    let usual = Week { saturday: weekend, sunday: weekend, ..Week::working(420) };
    Target {
        from: date(2016, 9, 1),
        until: date(2016, 9, 30),
        people: given(120_000),
        whereabouts: BTreeMap::new(),
        unknown_come_permille: None,
        timetable: Timetable { calendar: Calendar::new([date(2016, 9, 12), date(2016, 10, 2)]), usual, ..Timetable::default() },
        minutes_per_person: given(minutes),
        availability: given(0.85),
        sites: vec![site(22, 22, Some(55.0)), site(1, 4, Some(0.0))],
        teams: Some(Teams { count: given(3), people_a_day: given(96.0) }),
        goal: Goal::Recorded,
        line: Line {
            waiting_print: 18_000.0,
            printers: Some(Printers { count: given(7), speed: Speed::ADay(given(377.0)), heat_a_day: None }),
            ..Line::default()
        },
        printer_rates: vec![100.0, 150.0, 200.0, 250.0, 300.0, 1_000.0],
        promise: Some(Promise::Waiting { share: 0.25 }),
        register: None,
        after: None,
    }
}

#[test]
fn blitars_capacity_is_half_and_reach_binds() {
    let answer = target(&blitar(5.0, true)).unwrap();
    assert_eq!(answer.open_days, (29, 21));
    close(answer.needed.hours_a_station, 165.75, 1e-9);
    close(answer.needed.weekend_share, 0.246, 5e-4);
    close(answer.needed.station_hours, 10_000.0, 1e-9);
    close(answer.needed.station_hours_a_day, 344.8, 0.05);
    close(answer.needed.people_a_day, 4_137.9, 0.05);
    close(answer.needed.people_a_day_and_site, 179.9, 0.05);
    close(answer.needed.teams_alone.unwrap(), 43.1, 0.05);
    close(answer.means.by_stations, 51_714.0, 1e-6);
    close(answer.means.by_teams, 8_352.0, 1e-6);
    close(answer.means.capacity, 60_066.0, 1e-6);
    assert_eq!(answer.means.capacity_until, Some(date(2016, 10, 31)));
    close(answer.means.come.unwrap(), 35_090.0, 1e-6);
    close(answer.expected, 35_090.0 + 8_352.0, 1e-6);
    assert_eq!(answer.binding.unwrap().0, Stage::Reach);
    assert!(matches!(answer.verdict, Verdict::NotAttainable { because: Some(Stage::Reach), .. }), "{:?}", answer.verdict);
    close(answer.chance.unwrap(), 0.0, 1e-12);
    assert_eq!(answer.stations_for_promise, Some(Pooling { split: 92, pooled: 57 }));
    let print = answer.print.unwrap();
    assert_eq!(print.printers.iter().map(|row| row.1).collect::<Vec<_>>(), [7, 5, 4, 3, 3, 1]);
    assert_eq!(print.printers.iter().map(|row| row.2).collect::<Vec<_>>(), [48, 32, 24, 20, 16, 5]);
    close(print.printable.unwrap(), 76_531.0, 1e-6);
    close(print.wanted, 138_000.0, 1e-6);
}

#[test]
fn blitars_stations_by_time_and_weekends() {
    for (minutes, weekends, stations, reach, until) in [
        (3.0, true, 37, 86_190.0, None),
        (5.0, true, 61, 51_714.0, Some(date(2016, 10, 31))),
        (3.0, false, 49, 64_974.0, None),
        (5.0, false, 81, 38_984.4, Some(date(2016, 11, 18))),
    ] {
        let answer = target(&blitar(minutes, weekends)).unwrap();
        assert_eq!(answer.needed.stations.ceil() as u32, stations, "{minutes} {weekends}");
        close(answer.means.by_stations, reach, 1e-6);
        if let Some(until) = until {
            assert_eq!(answer.means.capacity_until, Some(until), "{minutes} {weekends}");
        }
    }
}

#[test]
fn a_teams_day_in_the_south() {
    let day = TeamDay {
        minutes: 480.0,
        travel_each_way: 75.0,
        set_up: 45.0,
        pack: 15.0,
        devices: 2,
        minutes_per_person: 5.0,
        listed: 120.0,
        absent: 0.2,
    };
    close(day.productive_minutes(), 270.0, 1e-9);
    close(day.capacity(), 108.0, 1e-9);
    close(day.people(), 96.0, 1e-9);
}

/// 28 November to the end of 2018: 66,524 people, 14 devices, five teams.
fn lombok_tengah(availability: f64) -> Target {
    let holidays = [date(2018, 11, 20), date(2018, 12, 24), date(2018, 12, 25), date(2019, 1, 1)];
    Target {
        from: date(2018, 11, 28),
        until: date(2018, 12, 31),
        people: given(66_524),
        timetable: Timetable { calendar: Calendar::new(holidays), usual: Week::working(420), ..Timetable::default() },
        availability: given(availability),
        sites: vec![site(1, 14, None)],
        teams: Some(Teams { count: given(5), people_a_day: given(120.0) }),
        register: Some(Register { recorded: given(686_362), must_have_stated: Some(7_000) }),
        promise: None,
        ..blitar(5.0, false)
    }
}

#[test]
fn lombok_tengahs_coverage() {
    let answer = target(&lombok_tengah(0.6)).unwrap();
    assert_eq!(answer.open_days, (22, 22));
    close(answer.needed.people_a_day, 3_023.8, 0.05);
    close(answer.needed.station_hours_a_day, 252.0, 0.05);
    let all_works = target(&lombok_tengah(0.85)).unwrap();
    close(all_works.needed.stations, 42.35, 0.005);
    let (now, then) = answer.coverage.unwrap();
    close(now, 0.911_64, 5e-6);
    close(then, 0.949_8, 5e-5);
    close(answer.means.by_stations, 15_523.0, 0.5);
    assert_eq!(answer.contradiction, Some((7_000, 752_886)));
    assert_eq!(answer.binding.map(|(stage, _)| stage), Some(Stage::Stations));
    let repaired = target(&lombok_tengah(0.95)).unwrap();
    close(repaired.coverage.unwrap().1, 0.961_8, 5e-5);
    close(repaired.expected - answer.expected, 9_055.0, 0.5);
    assert_eq!(answer.chance, None, "nothing here is left to chance");
}

fn backlog(overtime: u16, saturday: u16, sunday: u16, printers: Printers) -> CatchUp {
    let holidays = [date(2018, 11, 20), date(2018, 12, 24), date(2018, 12, 25), date(2019, 1, 1)];
    let period = Period { from: date(2018, 11, 28), to: date(2019, 12, 31) };
    let exceptions = vec![Exception { period, site: None, change: Change::Overtime { minutes: overtime } }];
    let usual = Week { saturday, sunday, ..Week::working(450) };
    CatchUp {
        from: date(2018, 11, 28),
        until: None,
        timetable: Timetable { calendar: Calendar::new(holidays), usual, exceptions, ..Timetable::default() },
        inflow_a_day: given(345.0),
        line: Line { waiting_print: 7_000.0, printers: Some(printers), ..Line::default() },
        goal: Goal::Printed,
        wished_days: vec![10, 14, 15, 20],
        outage: Some(Period { from: date(2018, 11, 16), to: date(2018, 11, 25) }),
    }
}

fn four() -> Printers {
    Printers { count: given(4), speed: Speed::AnHour(given(20.0)), heat_a_day: None }
}

#[test]
fn lombok_tengahs_backlog() {
    for (overtime, saturday, sunday, finish, service_days) in [
        (0, 0, 0, date(2019, 1, 9), 28),
        (180, 0, 0, date(2018, 12, 18), 15),
        (180, 480, 0, date(2018, 12, 13), 14),
        (180, 480, 480, date(2018, 12, 10), 13),
    ] {
        let answer = catch_up(&backlog(overtime, saturday, sunday, four())).unwrap();
        assert_eq!((answer.finish, answer.service_days), (Some(finish), Some(service_days)), "{overtime} {saturday} {sunday}");
        assert_eq!(answer.verdict, Verdict::Attainable { on: finish });
        assert_eq!(answer.binding.map(|(stage, _)| stage), Some(Stage::Printers));
        assert!(answer.levers.iter().all(|lever| lever.on.is_some_and(|on| on <= finish)), "{:?}", answer.levers);
    }
    let answer = catch_up(&backlog(0, 0, 0, four())).unwrap();
    for (wish, expected) in answer.wishes.iter().zip([5.5625, 3.0625, 2.6458, 1.1875]) {
        close(wish.overtime_hours.unwrap(), expected, 5e-5);
    }
    close(answer.wishes[0].printers.unwrap(), 6.97, 0.005);
    let outage = answer.outage.unwrap();
    assert_eq!(outage.working_days, 5);
    close(outage.implied_a_day.unwrap(), 1_400.0, 1e-9);
    close(outage.unexplained, 7_000.0 - 5.0 * 345.0, 1e-9);
}

#[test]
fn too_few_printers_are_never_done() {
    let two = Printers { count: given(2), speed: Speed::ADay(given(100.0)), heat_a_day: None };
    let plan = backlog(0, 0, 0, two);
    let Err(PlanRefusal::Overloaded { grows, each: Each::WorkingDay }) = catch_up(&plan) else { panic!("never") };
    close(grows, 145.0, 1e-6);
    let by_year = catch_up(&CatchUp { until: Some(date(2018, 12, 31)), ..plan }).unwrap();
    close(by_year.grows_a_day.unwrap(), 145.0, 1e-6);
    assert!(matches!(by_year.verdict, Verdict::NotAttainable { because: Some(Stage::Printers), on: None, .. }), "{:?}", by_year.verdict);
    close(by_year.chance.unwrap(), 0.0, 1e-12);
}

#[test]
fn blanks_bind_before_printers() {
    let mut plan = backlog(0, 0, 0, four());
    plan.until = Some(date(2019, 1, 31));
    plan.line.supply = Some(Supply { stock: given(3_000), deliveries: vec![(date(2019, 1, 14), 2_000)] });
    let answer = catch_up(&plan).unwrap();
    assert_eq!(answer.binding.map(|(stage, _)| stage), Some(Stage::Blanks));
    assert!(matches!(answer.verdict, Verdict::NotAttainable { because: Some(Stage::Blanks), .. }));
    let printed: f64 = answer.schedule.iter().map(|row| row.done).sum();
    close(printed, 5_000.0, 1e-6);
}

#[test]
fn a_queue_that_is_gone_may_grow_again() {
    let mut plan = backlog(0, 0, 0, Printers { count: given(20), ..four() });
    (plan.line.waiting_print, plan.inflow_a_day, plan.until) = (500.0, given(60.0), Some(date(2019, 1, 7)));
    plan.line.supply = Some(Supply { stock: given(900), deliveries: Vec::new() });
    let answer = catch_up(&plan).unwrap();
    assert_eq!((answer.finish, answer.verdict), (Some(plan.from), Verdict::Attainable { on: plan.from }));
    let working = plan.timetable.calendar.days(plan.from, date(2019, 1, 7)).len() as f64;
    close(answer.left_by_end.unwrap(), 500.0 + 60.0 * working - 900.0, 1e-9);
    let last = answer.schedule.last().unwrap();
    assert_eq!((last.date, last.waiting), (date(2019, 1, 7), answer.left_by_end.unwrap()));
    close(answer.waited_card_days, 0.0, 1e-9);
    plan.line.supply = None;
    let enough = catch_up(&plan).unwrap();
    assert_eq!((enough.left_by_end, enough.schedule.len()), (Some(0.0), 1));
}

#[test]
fn whereabouts_are_the_reach() {
    let mut plan = blitar(1.0, true);
    plan.sites.iter_mut().for_each(|site| site.turnout_a_day = None);
    plan.whereabouts = BTreeMap::from([(Stay::Here, 40_000), (Stay::AtSchool, 5_000), (Stay::Abroad, 20_000), (Stay::Moved, 5_000)]);
    plan.unknown_come_permille = Some(given(500));
    close(plan.reachable(), 45_000.0 + 25_000.0, 1e-9);
    assert_eq!(plan.unknown(), 50_000);
    let answer = target(&plan).unwrap();
    close(answer.expected, 70_000.0, 1e-6);
    assert!(matches!(answer.verdict, Verdict::NotAttainable { because: Some(Stage::Reach), on: None, .. }), "{:?}", answer.verdict);
}

#[test]
fn nonsense_is_refused() {
    let past = Target { until: date(2016, 8, 31), ..blitar(5.0, true) };
    assert!(matches!(target(&past), Err(PlanRefusal::DeadlinePast { .. })));
    let broken = Target { availability: given(1.2), ..blitar(5.0, true) };
    assert!(matches!(target(&broken), Err(PlanRefusal::Amount { key, .. }) if key == "availability"));
    let endless = Target { until: date(2030, 1, 1), ..blitar(5.0, true) };
    assert!(matches!(target(&endless), Err(PlanRefusal::TooLong { .. })));
    let unknown = Target { minutes_per_person: given(f64::NAN), ..blitar(5.0, true) };
    assert!(matches!(target(&unknown), Err(PlanRefusal::Amount { .. })));
}

/// The key at fault is the scenario's own, and its bounds are in the scenario's unit.
#[test]
fn what_is_refused_is_named_as_in_the_scenario() {
    let fault = |refusal: PlanRefusal| match refusal {
        PlanRefusal::Amount { key, least, most } => (key, least, most),
        other => panic!("{other:?}"),
    };
    let of_target = |change: &dyn Fn(&mut Target)| {
        let mut plan = blitar(5.0, true);
        change(&mut plan);
        fault(target(&plan).unwrap_err())
    };
    let said = of_target(&|plan| (plan.people, plan.whereabouts) = (given(500), BTreeMap::from([(Stay::Here, 3_000)])));
    assert_eq!(said, ("people".to_owned(), 3_000.0, 1e9));
    assert_eq!(of_target(&|plan| plan.sites[1].alike = 0).0, "site[2].alike");
    assert_eq!(of_target(&|plan| plan.sites[0].turnout_a_day = Some(given(-1.0))).0, "site[1].turnout_a_day");
    assert_eq!(of_target(&|plan| plan.unknown_come_permille = Some(given(1_001))), ("unknown_come".to_owned(), 0.0, 1.0));
    for share in [0.0, -0.1, 1.5] {
        assert_eq!(of_target(&|plan| plan.promise = Some(Promise::Waiting { share })).0, "promise.share");
    }
    assert_eq!(of_target(&|plan| plan.promise = Some(Promise::Mean { hours: 0.0 })).0, "promise.mean_minutes");
    let classes = [9_000, 3_000].map(|a_day| (String::new(), Class { daily_milli: a_day * 1_000, weight: 1 }));
    let of_blanks = |classes: &[(String, Class)], service_permille| {
        let plan = BlanksPlan {
            from: date(2022, 11, 25),
            until: date(2022, 12, 30),
            calendar: Calendar::default(),
            stock: given(10),
            classes: classes.to_vec(),
            policy: Policy::FirstCome,
            order: DayOrder::ByClass,
            lead_times: Vec::new(),
            service_permille,
            kept_out: Vec::new(),
            rush_a_day_milli: None,
        };
        fault(blanks(&plan).unwrap_err())
    };
    assert_eq!(of_blanks(&classes, 950), ("class[2].a_day".to_owned(), 0.0, 1_000.0));
    assert_eq!(of_blanks(&classes[1..], 1_000), ("service".to_owned(), 0.5, 0.999));
}

fn later(day: Date, days: u32) -> Date {
    day.checked_add(jiff::Span::new().days(i64::from(days))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// More of anything, or a later day, never lowers what is reached; other places in the list change nothing; what is reached is the sum
    /// that a plain loop over the days gives.
    #[test]
    fn targets_are_monotone(
        sites in prop::collection::vec((1_u32..4, 0_u32..12, prop::option::of(0_u32..90)), 1..6),
        people in 500_u32..40_000, days in 3_u32..40, minutes in 2_u32..12, blanks in 0_u32..9_000, goal in 0_usize..3,
    ) {
        let goal = [Goal::Recorded, Goal::Printed, Goal::HandedOver][goal];
        let mut plan = blitar(f64::from(minutes), true);
        plan.sites = sites.iter().map(|(alike, stations, turnout)| site(*alike, *stations, turnout.map(f64::from))).collect();
        plan.people = given(people);
        plan.until = later(plan.from, days);
        plan.goal = goal;
        plan.line.supply = Some(Supply { stock: given(blanks), deliveries: vec![(later(plan.from, 5), 400)] });
        plan.line.handover_a_day = Some(given(800.0));
        let answer = target(&plan).unwrap();
        for lever in &answer.levers {
            prop_assert!(lever.more >= -1e-6, "{lever:?}");
        }
        prop_assert!(answer.expected <= answer.wanted + 1e-6);
        if let Some((stage, gain)) = answer.binding {
            prop_assert!(gain > 0.0, "{stage:?}");
        }
        let mut turned = plan.clone();
        turned.sites.reverse();
        prop_assert!((target(&turned).unwrap().expected - answer.expected).abs() < 1e-6);
        prop_assert_eq!(&target(&plan).unwrap(), &answer, "the same input is the same answer");
        if goal == Goal::Recorded {
            let (mut left, mut waits) = (f64::from(people), vec![0.0; plan.sites.len()]);
            for day in 0..=days {
                let date = later(plan.from, day);
                let hours = plan.timetable.opening(0, date).hours();
                let mut all = if hours > 0.0 { 288.0 } else { 0.0 };
                for (site, waits) in plan.sites.iter().zip(&mut waits) {
                    let room = f64::from(site.stations.value) * hours * 0.85 * 60.0 / f64::from(minutes);
                    let comes = site.turnout_a_day.map(|turnout| if hours > 0.0 { turnout.value * f64::from(site.alike) } else { 0.0 });
                    let served = comes.map_or(if hours > 0.0 { room } else { 0.0 }, |comes| room.min(*waits + comes));
                    *waits += comes.unwrap_or(served) - served;
                    all += served;
                }
                left -= all.min(left);
            }
            prop_assert!((f64::from(people) - left - answer.expected).abs() < 1e-6);
        }
    }

    /// A backlog is gone when the closed form says so, never later with more of anything, and growth is inflow less capacity.
    #[test]
    fn catching_up_is_monotone(waiting in 0_u32..20_000, inflow in 0_u32..500, printers in 1_u32..8, overtime in 0_u16..200) {
        let of = |printers: u32, overtime: u16| {
            let mut plan = backlog(overtime, 0, 0, Printers { count: given(printers), ..four() });
            plan.line.waiting_print = f64::from(waiting);
            plan.inflow_a_day = given(f64::from(inflow));
            plan.timetable.calendar = Calendar::default();
            plan.timetable.exceptions[0].period.to = Date::MAX;
            catch_up(&plan)
        };
        let capacity = f64::from(printers) * 20.0 * (7.5 + f64::from(overtime) / 60.0);
        match of(printers, overtime) {
            Ok(answer) => {
                let days = (f64::from(waiting) / (capacity - f64::from(inflow))).ceil().max(1.0);
                prop_assert!((f64::from(answer.service_days.unwrap()) - days).abs() < 1.0 + 1e-9, "{days} {:?}", answer.service_days);
                prop_assert!(of(printers + 1, overtime).unwrap().finish <= answer.finish);
                prop_assert!(of(printers, overtime + 60).unwrap().finish <= answer.finish);
            }
            Err(PlanRefusal::Overloaded { grows, .. }) => {
                // Never within ten years: the capacity is not above the inflow, or hardly.
                let closes = (capacity - f64::from(inflow)) * 2_600.0;
                prop_assert!(closes < f64::from(waiting) + 1.0);
                prop_assert!((grows - (f64::from(inflow) - capacity)).abs() < 1e-6 * f64::from(inflow).max(1.0));
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }
}
