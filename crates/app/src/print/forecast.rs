//! Until when the blanks last, for which class, when to ask and for how many: from the office's own records, and what is assumed says so.

use std::collections::BTreeMap;

use domain::{
    access::Act,
    blank::Item,
    case::Purpose,
    print::Run,
    request::{BlankRequest, Outlook, Policy},
    rule::{Allotment, PrintMeasure, RuleBook},
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use planner::{
    inventory::{
        lead_time::{Ask, ask, order_up_to, reorder_point},
        learnt::{Basis, DailyDemand, Delivery, Fill, LeadTime, Learnt, fill, lead_time},
    },
    rationing::{Class, Classes, DayOrder, Levels, Policy as Rationing, outlook::Gate},
    run_out::{Question, RunOut, run_out},
};
use store::{Tx, queries::printing, tables};

use super::plan::{count, stock_by_allotment};
use crate::{AppError, Caller, Office, looking::Impersonal};

/// The chance with which blanks are to last until the delivery, thousandths.
pub(crate) const SERVICE_PERMILLE: u16 = 950;

/// Requests that must have been answered before the office's own lead times speak.
const DELIVERIES_MIN: u32 = 3;

/// Working days that a request is to cover beyond its delivery: about a month.
const COVER_DAYS: u32 = 22;

/// How far the forecast looks when no delivery is known, days.
const BLIND_DAYS: i64 = 60;

/// Among how many runs those out of order are sought.
const RUNS_BACK: i64 = 200;

/// How far back an alarm that was missed is dated, days.
const BACK_DAYS: i64 = 120;

/// The demand by class, as learnt.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    /// By class, in order: its number, its purposes with how many were opened.
    pub classes: Vec<(i64, Vec<(Purpose, i64)>)>,
    /// As the planner takes them; none when nobody asked for anything.
    pub rationing: Option<Classes>,
    /// Working days from which it was learnt.
    pub days: i64,
}

impl Demand {
    /// Reads what was asked for in the last weeks. Purposes with an allotment of their own take none of the office's blanks.
    pub(super) fn read(office: &Office, tx: &mut Tx<'_>) -> Result<Self, AppError> {
        let (rules, today) = (&office.rules, office.today());
        let span = rules.print_measure(PrintMeasure::DemandDays, today).map_or(28, |rule| rule.value);
        let from = today.saturating_sub(span.days());
        let days = rules.calendar.days(from, today.yesterday().unwrap_or(today)).len().max(1) as i64;
        let since = office.now().checked_sub(SignedDuration::from_hours(24 * span)).unwrap_or(Timestamp::MIN);
        let mut classes: BTreeMap<i64, Vec<(Purpose, i64)>> = BTreeMap::new();
        for line in printing::demand(tx, since)? {
            let own = rules.deferral_for(line.purpose, today).is_some_and(|rule| rule.allotment == Allotment::AreaChange);
            if !own {
                classes.entry(line.class).or_default().push((line.purpose, line.opened));
            }
        }
        let classes: Vec<_> = classes.into_iter().collect();
        let rationing = rationing_of(rules, today, days, &classes);
        Ok(Self { classes, rationing, days })
    }
}

/// Classes as the planner takes them: the mean a working day, and the weight of their purposes, which never rises down the order of the law.
fn rationing_of(rules: &RuleBook, today: Date, days: i64, classes: &[(i64, Vec<(Purpose, i64)>)]) -> Option<Classes> {
    let mut before = u32::MAX;
    let class = |(_, purposes): &(i64, Vec<(Purpose, i64)>)| {
        let opened: i64 = purposes.iter().map(|(_, opened)| opened).sum();
        let weighed = purposes.iter().map(|(purpose, opened)| rules.deferral_for(*purpose, today).map_or(1, |rule| rule.weight) * opened);
        // In tenths, so that classes of several purposes keep their difference.
        let weight = count(weighed.sum::<i64>() * 10 / opened.max(1)).clamp(1, before);
        before = weight;
        Class { daily_milli: count(opened * 1_000 / days.max(1)), weight }
    };
    Classes::new(classes.iter().map(class).collect()).ok()
}

/// Until when the blanks must last.
pub(super) struct Horizon {
    /// The working days from today until the day before the next sure delivery.
    pub ahead: Vec<Date>,
    /// The last day that is looked at.
    pub last: Date,
    /// The working days before today, the last first.
    pub back: Vec<Date>,
    /// The day on which who waits is looked at again.
    pub looked_at_again: Option<Date>,
}

impl Horizon {
    pub(super) fn of(office: &Office, outlook: Option<&Outlook>) -> Self {
        let (calendar, today) = (&office.rules.calendar, office.today());
        let next = outlook.and_then(|outlook| outlook.next_delivery).filter(|next| *next > today);
        let last = next.and_then(|next| next.yesterday().ok()).unwrap_or_else(|| today.saturating_add(BLIND_DAYS.days()));
        let mut back = calendar.days(today.saturating_sub(BACK_DAYS.days()), today.yesterday().unwrap_or(today));
        back.reverse();
        let looked_at_again = Some(next.unwrap_or_else(|| calendar.next(today.saturating_add(13.days()))));
        Self { ahead: calendar.days(today, last), last, back, looked_at_again }
    }
}

/// How the planner shares out by a policy of the office.
pub(crate) const fn rationing(policy: Policy) -> Rationing {
    match policy {
        // A day's cases are taken in the order of the law; nothing is kept for tomorrow.
        Policy::LawOrder => Rationing::FirstCome,
        Policy::ReserveMean => Rationing::ReserveMean,
        Policy::EmsrB => Rationing::EmsrB,
    }
}

/// What is kept back for higher classes today, by class number from 1.
pub(super) fn levels_of(demand: &Demand, policy: Policy, horizon: &Horizon) -> Levels {
    let ranks = demand.rationing.as_ref().map(|classes| rationing(policy).levels(classes, (horizon.ahead.len() as u32).saturating_sub(1)));
    let last = demand.classes.last().map_or(0, |(class, _)| *class);
    // A class without demand of its own keeps what the class above it keeps.
    let of = |class: i64| {
        let rank = demand.classes.iter().position(|(known, _)| *known >= class).unwrap_or_else(|| demand.classes.len().saturating_sub(1));
        ranks.as_ref().map_or(0, |levels| levels.of(rank))
    };
    Levels::new((1..=last.max(1)).map(of))
}

/// A class of the forecast.
#[derive(Clone, Debug)]
pub struct ForecastClass {
    /// Its number.
    pub class: i64,
    /// Its purposes, with how many were asked for in the time from which demand is learnt.
    pub purposes: Vec<(Purpose, i64)>,
    /// Mean a working day, thousandths of a card.
    pub daily_milli: i64,
    /// What a card of it is worth against others.
    pub weight: u32,
}

/// What a policy would lead to.
#[derive(Clone, Debug)]
pub struct PolicyView {
    /// Which.
    pub policy: Policy,
    /// By class: cards served and wanted until the next delivery, thousandths.
    pub parts: Vec<(i64, i64)>,
}

/// Until when the blanks last.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// The day.
    pub day: Date,
    /// New blanks of the office, without those for changes of areas.
    pub stock: i64,
    /// New blanks that came for changes of areas.
    pub area_change: i64,
    /// What the head of the office said, if anything.
    pub outlook: Option<Outlook>,
    /// Working days until the next sure delivery, today included; until the end of the view when none is known.
    pub working_days: i64,
    /// The classes, in order.
    pub classes: Vec<ForecastClass>,
    /// Working days from which demand is learnt.
    pub learnt_days: i64,
    /// The answer; none when nobody asked for anything.
    pub run_out: Option<RunOut>,
    /// What each policy would lead to.
    pub policies: Vec<PolicyView>,
    /// The stock at which to ask.
    pub reorder_point: i64,
    /// From request to delivery, and whether that is known.
    pub lead: Learnt<LeadTime>,
    /// The last day that is looked at: that before the next sure delivery, or the end of the view.
    pub last_day: Date,
    /// The working days until the next sure delivery, when they are more than that: nothing that is asked for today comes before it.
    pub sure_after: Option<u32>,
    /// The part of a request that comes, and whether that is known.
    pub fill: Learnt<Fill>,
    /// What to ask for now.
    pub ask: Ask,
    /// The requests so far, each with what came of it.
    pub requests: Vec<(BlankRequest, i64)>,
    /// The last runs that left the order of the law.
    pub out_of_order: Vec<Run>,
}

impl Impersonal for Forecast {}

/// Shows until when the blanks last.
pub fn forecast(office: &Office, caller: &Caller) -> Result<Forecast, AppError> {
    office.view(caller, Act::ViewPrintQueue, |tx| look_ahead(office, tx))
}

/// What everybody may know of the blanks; no figures about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicNotice {
    /// The day.
    pub day: Date,
    /// New blanks, those for changes of areas included.
    pub stock: i64,
    /// Whether there is a forecast.
    pub known: bool,
    /// The day at whose end the stock is used up, as likely before as after; none when not before the next delivery.
    pub ends: Option<Date>,
    /// The next sure delivery.
    pub next: Option<Date>,
    /// What cards are asked for, and whether they are printed today.
    pub services: Vec<(Purpose, bool)>,
}

/// What everybody may know of the blanks, for the public's page; counted at most once a minute, whoever asks.
pub fn public_notice(office: &Office) -> Result<PublicNotice, AppError> {
    office.counts.notice.get(office.today(), office.now(), || office.store.read(|tx| Ok(notice_of(office, look_ahead(office, tx)?))))
}

fn notice_of(office: &Office, found: Forecast) -> PublicNotice {
    let open = |rank: usize| {
        let row = found.run_out.as_ref().and_then(|run_out| run_out.classes.get(rank));
        row.is_some_and(|row| matches!(row.outlook.gate, Gate::Open { .. }))
    };
    let general = found.classes.iter().enumerate();
    let general = general.flat_map(|(rank, class)| class.purposes.iter().map(move |(purpose, _)| (*purpose, open(rank))));
    let own = |purpose: &Purpose| {
        let rule = office.rules.deferral_for(*purpose, found.day);
        rule.is_some_and(|rule| rule.allotment == Allotment::AreaChange)
    };
    let own = Purpose::ALL.iter().copied().filter(own).map(|purpose| (purpose, found.area_change > 0));
    PublicNotice {
        day: found.day,
        stock: found.stock + found.area_change,
        known: found.run_out.is_some(),
        ends: found.run_out.as_ref().and_then(|run_out| run_out.ends.p50),
        next: found.outlook.as_ref().and_then(|outlook| outlook.next_delivery),
        services: general.chain(own).collect(),
    }
}

/// The forecast, as the program itself.
pub fn look_ahead(office: &Office, tx: &mut Tx<'_>) -> Result<Forecast, AppError> {
    let (day, outlook, demand) = (office.today(), tables::request::find_outlook(tx)?, Demand::read(office, tx)?);
    let (horizon, (stock, area_change)) = (Horizon::of(office, outlook.as_ref()), stock_by_allotment(tx)?);
    let requests = answered(tx)?;
    let (lead, filled) = learnt(office, &requests);
    let daily = demand.rationing.as_ref().map_or(0, Classes::daily_milli);
    let daily = DailyDemand::poisson(daily);
    let sure_after = outlook.as_ref().and_then(|outlook| outlook.next_delivery).map(|_| horizon.ahead.len() as u32);
    let sure_after = sure_after.filter(|days| days.saturating_mul(1_000) > lead.value.mean_milli_days);
    let wait = sure_after.map_or(lead.value, |days| LeadTime { mean_milli_days: days * 1_000, sd_milli_days: 0 });
    let reorder = reorder_point(daily, wait, SERVICE_PERMILLE);
    let need = order_up_to(daily, wait, COVER_DAYS, SERVICE_PERMILLE).saturating_sub(count(stock));
    let policy = outlook.as_ref().map_or(Policy::LawOrder, |outlook| outlook.policy);
    let answer = |classes: &Classes, policy: Policy| {
        run_out(&Question {
            stock: count(stock),
            classes,
            policy: rationing(policy),
            order: DayOrder::ByClass,
            working_days: &horizon.ahead,
            worked_days: &horizon.back,
            reorder_point: reorder,
        })
    };
    let policies = demand.rationing.iter().flat_map(|classes| Policy::ALL.iter().map(move |policy| (classes, *policy)));
    let policies = policies.map(|(classes, policy)| {
        let parts = answer(classes, policy).classes.into_iter().map(|row| row.outlook.part);
        PolicyView { policy, parts: parts.map(|part| (part.served_milli as i64, part.wanted_milli as i64)).collect() }
    });
    let policies = policies.collect();
    let classes = demand.classes.iter().enumerate().map(|(rank, (class, purposes))| {
        let of = demand.rationing.as_ref().and_then(|classes| classes.iter().nth(rank));
        let (daily_milli, weight) = of.map_or((0, 1), |class| (i64::from(class.daily_milli), class.weight));
        ForecastClass { class: *class, purposes: purposes.clone(), daily_milli, weight }
    });
    Ok(Forecast {
        day,
        stock,
        area_change,
        working_days: horizon.ahead.len() as i64,
        classes: classes.collect(),
        learnt_days: demand.days,
        run_out: demand.rationing.as_ref().map(|classes| answer(classes, policy)),
        policies,
        reorder_point: i64::from(reorder),
        lead,
        sure_after,
        last_day: horizon.last,
        fill: filled,
        ask: ask(need, filled.value, None),
        out_of_order: tables::print::latest_runs(tx, RUNS_BACK)?.into_iter().filter(|run| run.override_reason.is_some()).collect(),
        requests: requests.into_iter().map(|(request, _, received)| (request, received)).collect(),
        outlook,
    })
}

/// The requests, the latest first, each with the day of its first delivery and what came of it.
fn answered(tx: &mut Tx<'_>) -> Result<Vec<(BlankRequest, Option<Timestamp>, i64)>, AppError> {
    let lots = tables::blank::lots(tx, Item::Blank)?;
    let answer = |request: BlankRequest| {
        let of: Vec<_> = lots.iter().filter(|lot| lot.request == Some(request.id)).collect();
        let first = of.iter().map(|lot| lot.received_at).min();
        let received = of.iter().map(|lot| lot.quantity).sum();
        (request, first, received)
    };
    Ok(tables::request::requests(tx)?.into_iter().map(answer).collect())
}

/// The office's own lead time and part delivered, or the rules' assumption where the records are too few.
fn learnt(office: &Office, requests: &[(BlankRequest, Option<Timestamp>, i64)]) -> (Learnt<LeadTime>, Learnt<Fill>) {
    let (rules, today, zone) = (&office.rules, office.today(), office.profile().zone);
    let deliveries: Vec<Delivery> = requests
        .iter()
        .filter_map(|(request, first, received)| {
            let came = zone.date((*first)?);
            let wait_days = rules.calendar.days(request.on, came).len().saturating_sub(1) as u32;
            Some(Delivery { wait_days, asked: count(request.asked), received: count(*received) })
        })
        .collect();
    let measure = |measure, or: i64| count(rules.print_measure(measure, today).map_or(or, |rule| rule.value) * 1_000);
    let assumed = LeadTime { mean_milli_days: measure(PrintMeasure::LeadDays, 10), sd_milli_days: measure(PrintMeasure::LeadDaysSd, 5) };
    let whole = Fill { mean_permille: 1_000, sd_permille: 0 };
    let none = Basis::Assumption { records: deliveries.len() as u32 };
    let lead = lead_time(&deliveries, DELIVERIES_MIN, Some(assumed)).unwrap_or(Learnt { value: assumed, basis: none });
    let fill = fill(&deliveries, DELIVERIES_MIN, Some(whole)).unwrap_or(Learnt { value: whole, basis: none });
    (lead, fill)
}
