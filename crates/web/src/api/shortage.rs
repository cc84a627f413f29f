//! The shortage: the forecast, who waits, temporary letters.

use app::{
    print::{self, Alarm, Basis, Gate},
    stock,
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::id::{CaseId, SuketId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    case::CaseChangedAnswer,
    json::{KeyHeader, Nothing, Of, Sent, call, instant},
    problem::Unfinished,
    room::{NotedAnswer, RunAnswer},
};
use crate::{
    format::MaskedNumber,
    request::{OutlookRequest, ToldRequest},
    state::Site,
};

/// Until when the blanks last.
#[derive(Serialize, ToSchema)]
pub(super) struct ForecastAnswer {
    /// The day.
    #[schema(format = Date)]
    day: String,
    /// New blanks of the office.
    stock: i64,
    /// New blanks that came for changes of areas.
    area_change: i64,
    /// Working days that are looked at.
    working_days: i64,
    /// The next sure delivery.
    #[schema(format = Date)]
    next_delivery: Option<String>,
    /// The day at whose end the stock is used up, as likely before as after; null when not before the next delivery.
    #[schema(format = Date)]
    ends: Option<String>,
    /// The same with a chance of 10 %.
    #[schema(format = Date)]
    ends_early: Option<String>,
    /// The same with a chance of 90 %.
    #[schema(format = Date)]
    ends_late: Option<String>,
    /// `rings`, `silent` or `overdue`; null when nobody asked for cards.
    alarm: Option<String>,
    /// The day of the alarm, when it has one.
    #[schema(format = Date)]
    alarm_on: Option<String>,
    /// The stock at which to ask.
    reorder_point: i64,
    /// What to ask for now.
    ask: u32,
    /// What is expected to come of it.
    ask_expected: u32,
    /// Working days from request to delivery, thousandths.
    lead_milli_days: u32,
    /// Whether that is measured; else it is an assumption.
    lead_measured: bool,
    /// Working days until the sure delivery before which nothing comes; null when the lead time is longer.
    sure_after_days: Option<u32>,
    /// The part of a request that comes, thousandths.
    fill_permille: u32,
    /// Whether that is measured; else it is an assumption.
    fill_measured: bool,
    /// The classes, in order.
    classes: Vec<ClassAnswer>,
    /// Stock at the end of each working day.
    days: Vec<StockDayAnswer>,
    /// What each way of sharing out leads to.
    policies: Vec<PolicyAnswer>,
    /// The requests, the latest first.
    requests: Vec<BlankRequestAnswer>,
    /// Runs that left the order of the law.
    out_of_order: Vec<RunAnswer>,
}

/// A class.
#[derive(Serialize, ToSchema)]
pub(super) struct ClassAnswer {
    /// Its number.
    class: i64,
    /// Its purposes.
    purposes: Vec<String>,
    /// Mean a working day, thousandths of a card.
    daily_milli: i64,
    /// Pieces kept for higher classes.
    level: u32,
    /// Whether it is served today.
    open: bool,
    /// The day from which it is not.
    #[schema(format = Date)]
    closes: Option<String>,
}

/// Stock at the end of a day.
#[derive(Serialize, ToSchema)]
pub(super) struct StockDayAnswer {
    /// The day.
    #[schema(format = Date)]
    day: String,
    /// Not exceeded with a chance of 10 %.
    p10: u32,
    /// The median.
    p50: u32,
    /// Not exceeded with a chance of 90 %.
    p90: u32,
}

/// A way of sharing out.
#[derive(Serialize, ToSchema)]
pub(super) struct PolicyAnswer {
    /// `law_order`, `reserve_mean` or `emsr_b`.
    policy: String,
    /// Cards served, by class, thousandths.
    served_milli: Vec<i64>,
    /// Cards wanted, by class, thousandths.
    wanted_milli: Vec<i64>,
}

/// A request for blanks.
#[derive(Serialize, ToSchema)]
pub(super) struct BlankRequestAnswer {
    /// The request.
    request: String,
    /// The letter's number.
    number: String,
    /// The letter's day.
    #[schema(format = Date)]
    on: String,
    /// Pieces asked for.
    asked: i64,
    /// Pieces that came.
    received: i64,
}

impl From<print::Forecast> for ForecastAnswer {
    fn from(found: print::Forecast) -> Self {
        let text = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let run_out = found.run_out.as_ref();
        let (alarm, alarm_on) = match run_out.map(|run_out| run_out.alarm) {
            None => (None, None),
            Some(Alarm::Rings { on }) => (Some("rings"), Some(on)),
            Some(Alarm::Silent) => (Some("silent"), None),
            Some(Alarm::Overdue { on, .. }) => (Some("overdue"), on),
        };
        let ends = |of: fn(&print::Ends) -> Option<jiff::civil::Date>| text(run_out.and_then(|run_out| of(&run_out.ends)));
        let rows = run_out.map(|run_out| run_out.classes.as_slice()).unwrap_or_default();
        let class = |(row, class): (&print::ClassRunOut, &print::ForecastClass)| ClassAnswer {
            class: class.class,
            purposes: class.purposes.iter().map(|(purpose, _)| purpose.to_string()).collect(),
            daily_milli: class.daily_milli,
            level: row.outlook.level,
            open: matches!(row.outlook.gate, Gate::Open { .. }),
            closes: text(row.closes),
        };
        let day =
            |on: &print::StockOn| StockDayAnswer { day: on.date.to_string(), p10: on.stock.p10, p50: on.stock.p50, p90: on.stock.p90 };
        let policy = |view: &print::PolicyView| PolicyAnswer {
            policy: view.policy.to_string(),
            served_milli: view.parts.iter().map(|(served, _)| *served).collect(),
            wanted_milli: view.parts.iter().map(|(_, wanted)| *wanted).collect(),
        };
        let request = |(asked, received): &(domain::request::BlankRequest, i64)| BlankRequestAnswer {
            request: asked.id.to_string(),
            number: asked.number.clone(),
            on: asked.on.to_string(),
            asked: asked.asked,
            received: *received,
        };
        Self {
            day: found.day.to_string(),
            stock: found.stock,
            area_change: found.area_change,
            working_days: found.working_days,
            next_delivery: text(found.outlook.as_ref().and_then(|outlook| outlook.next_delivery)),
            ends: ends(|ends| ends.p50),
            ends_early: ends(|ends| ends.p10),
            ends_late: ends(|ends| ends.p90),
            alarm: alarm.map(str::to_owned),
            alarm_on: text(alarm_on),
            reorder_point: found.reorder_point,
            ask: found.ask.asked,
            ask_expected: found.ask.expected,
            lead_milli_days: found.lead.value.mean_milli_days,
            lead_measured: matches!(found.lead.basis, Basis::Records { .. }),
            sure_after_days: found.sure_after,
            fill_permille: found.fill.value.mean_permille,
            fill_measured: matches!(found.fill.basis, Basis::Records { .. }),
            classes: rows.iter().zip(&found.classes).map(class).collect(),
            days: run_out.iter().flat_map(|run_out| run_out.days.iter().map(day)).collect(),
            policies: found.policies.iter().map(policy).collect(),
            requests: found.requests.iter().map(request).collect(),
            out_of_order: found.out_of_order.iter().map(RunAnswer::new).collect(),
        }
    }
}

/// Until when the blanks last, for which class, when to ask and for how many.
#[utoipa::path(get, path = "/forecast", tag = "stock", responses((status = 200, body = ForecastAnswer)))]
pub(super) async fn forecast(State(site): State<Site>, api: ApiCaller) -> Result<Json<ForecastAnswer>, Unfinished> {
    call(&site, api, |office, caller| Ok(Json(print::forecast(office, caller)?.into()))).await
}

/// Sets how blanks are shared out, and the next sure delivery.
#[utoipa::path(post, path = "/forecast/outlook", tag = "stock", request_body = OutlookRequest, params(KeyHeader),
    responses((status = 200, body = NotedAnswer)))]
pub(super) async fn set_outlook(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<OutlookRequest>,
) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        stock::set_outlook(office, caller, &request, sent.body.read()?)?;
        Ok(NotedAnswer::noted())
    })
    .await
}

/// Which part of the list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct DeferralQuery {
    /// How many lines, 1 to 500; 50 when not given.
    #[param(required = false, minimum = 1, maximum = 500)]
    limit: i64,
    /// How many lines to skip.
    #[param(required = false, minimum = 0)]
    offset: i64,
}

impl Default for DeferralQuery {
    fn default() -> Self {
        Self { limit: 50, offset: 0 }
    }
}

/// Who waits for blanks.
#[derive(Serialize, ToSchema)]
pub(super) struct DeferralsAnswer {
    /// How many wait.
    total: i64,
    /// How many of them were not told.
    untold: i64,
    /// Who was not told first.
    lines: Vec<DeferralAnswer>,
}

/// A case that waits for blanks.
#[derive(Serialize, ToSchema)]
pub(super) struct DeferralAnswer {
    /// The case.
    case: String,
    /// Its receipt.
    receipt: String,
    /// Whose card.
    person: i64,
    /// Name.
    name: String,
    /// NIK, masked.
    nik: String,
    /// Village code.
    village: String,
    /// Why a card is asked for.
    purpose: String,
    /// Priority class.
    class: i64,
    /// `reserved`, `own_allotment` or `no_blanks`.
    reason: String,
    /// The letter of the rule.
    rule: String,
    /// The day on which it is looked at again.
    #[schema(format = Date)]
    until: String,
    /// When the citizen was told.
    #[schema(format = DateTime)]
    told_at: Option<String>,
    /// Until when a temporary letter holds.
    #[schema(format = Date)]
    suket_until: Option<String>,
}

/// Who waits for blanks, why, and until when.
#[utoipa::path(get, path = "/deferrals", tag = "print", params(DeferralQuery), responses((status = 200, body = DeferralsAnswer)))]
pub(super) async fn deferrals(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<DeferralQuery>, QueryRejection>,
) -> Result<Json<DeferralsAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "limit, offset"))?;
    if !(1..=500).contains(&query.limit) || query.offset < 0 {
        return Err(Problem::bad_request(api.lang, "limit, offset").into());
    }
    call(&site, api, move |office, caller| {
        let found = print::deferred(office, caller, query.limit, query.offset)?;
        let line = |line: print::DeferredLine| DeferralAnswer {
            case: line.case.to_string(),
            receipt: line.receipt.to_string(),
            person: line.person.0,
            name: line.name,
            nik: MaskedNumber::new(line.nik.as_str()).to_string(),
            village: line.village.to_string(),
            purpose: line.purpose.to_string(),
            class: line.class,
            reason: line.reason.to_string(),
            rule: line.rule,
            until: line.until.to_string(),
            told_at: line.told_at.map(|at| instant(office, at)),
            suket_until: line.suket.map(|(_, day)| day.to_string()),
        };
        Ok(Json(DeferralsAnswer { total: found.total, untold: found.untold, lines: found.lines.into_iter().map(line).collect() }))
    })
    .await
}

/// Notes that a citizen was told that the case waits.
#[utoipa::path(post, path = "/cases/{case}/told", tag = "print", request_body = ToldRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = CaseChangedAnswer)))]
pub(super) async fn tell(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<ToldRequest>,
) -> Result<Json<CaseChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(print::tell(office, caller, &request, case, sent.body.read()?)?.into()))).await
}

/// A temporary letter was given or renewed.
#[derive(Serialize, ToSchema)]
pub(super) struct SuketGivenAnswer {
    /// The letter.
    suket: String,
    /// Its number.
    number: String,
    /// The last day on which it holds.
    #[schema(format = Date)]
    valid_until: String,
}

impl From<print::SuketGiven> for SuketGivenAnswer {
    fn from(given: print::SuketGiven) -> Self {
        let print::SuketGiven { suket, number, valid_until } = given;
        Self { suket, number, valid_until }
    }
}

/// Gives the person of a deferred case a temporary letter, when the rule of the day allows it.
#[utoipa::path(post, path = "/cases/{case}/suket", tag = "print", request_body = Option<Nothing>,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = SuketGivenAnswer)))]
pub(super) async fn give_suket(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<Nothing>,
) -> Result<Json<SuketGivenAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(print::give_suket(office, caller, &request, case)?.into()))).await
}

/// A temporary letter.
#[derive(Serialize, ToSchema)]
pub(super) struct SuketAnswer {
    /// The letter.
    suket: String,
    /// Its number.
    number: String,
    /// For which case.
    case: String,
    /// Whose.
    person: i64,
    /// Name.
    name: String,
    /// NIK, masked.
    nik: String,
    /// The last day on which it holds.
    #[schema(format = Date)]
    valid_until: String,
    /// How often it was renewed.
    renewals: i64,
}

/// The temporary letters that end within 30 days, the earliest first.
#[utoipa::path(get, path = "/sukets", tag = "print", responses((status = 200, body = Vec<SuketAnswer>)))]
pub(super) async fn sukets(State(site): State<Site>, api: ApiCaller) -> Result<Json<Vec<SuketAnswer>>, Unfinished> {
    call(&site, api, |office, caller| {
        let one = |view: print::SuketView| SuketAnswer {
            suket: view.suket.id.to_string(),
            number: view.suket.number,
            case: view.suket.case.to_string(),
            person: view.suket.person.0,
            name: view.person.biodata.name.as_str().to_owned(),
            nik: MaskedNumber::new(view.person.biodata.nik.as_str()).to_string(),
            valid_until: view.suket.valid_until.to_string(),
            renewals: view.suket.renewals,
        };
        Ok(Json(print::sukets(office, caller)?.into_iter().map(one).collect()))
    })
    .await
}

/// Renews a temporary letter in its last month.
#[utoipa::path(post, path = "/sukets/{suket}/renewal", tag = "print", request_body = Option<Nothing>,
    params(("suket" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = SuketGivenAnswer)))]
pub(super) async fn renew_suket(
    State(site): State<Site>,
    api: ApiCaller,
    Of(suket): Of<SuketId>,
    sent: Sent<Nothing>,
) -> Result<Json<SuketGivenAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(print::renew_suket(office, caller, &request, suket)?.into()))).await
}
