//! What is due by the ladder, how long cards lie, and the promise of one-day service.

use app::{ladder, lying, promise};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{call, instant},
    problem::Unfinished,
};
use crate::{request::day, state::Site};

/// Until which day.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct LadderQuery {
    /// The last day, ISO; today when empty.
    until: String,
    /// At most so many cards, 1 to 500.
    limit: usize,
}

impl Default for LadderQuery {
    fn default() -> Self {
        Self { until: String::new(), limit: 100 }
    }
}

/// What is due by the office's ladder.
#[derive(Serialize, ToSchema)]
pub(super) struct LadderAnswer {
    /// Cards that lie in the office.
    lying: i64,
    /// Steps due today or before.
    today: DueCountsAnswer,
    /// Until the end of this week.
    week: DueCountsAnswer,
    /// Until the end of next month.
    month: DueCountsAnswer,
    /// The cards whose step is due by the day that was asked for, the earliest first.
    cards: Vec<DueCardAnswer>,
}

/// How many steps.
#[derive(Serialize, ToSchema)]
pub(super) struct DueCountsAnswer {
    /// Notices.
    notices: i64,
    /// Cards to be sent on.
    climbs: i64,
}

impl From<ladder::Counts> for DueCountsAnswer {
    fn from(counts: ladder::Counts) -> Self {
        Self { notices: counts.notices, climbs: counts.climbs }
    }
}

/// A card with its next step.
#[derive(Serialize, ToSchema)]
pub(super) struct DueCardAnswer {
    /// The case.
    case: String,
    /// Its receipt.
    receipt: String,
    /// The person.
    person: i64,
    /// Name.
    name: String,
    /// Village code.
    village: String,
    /// When the card was printed.
    #[schema(format = DateTime)]
    printed_at: String,
    /// Notices that count.
    counted: i64,
    /// `notice`, `to_village` or `to_subdistrict`.
    action: String,
    /// When the step is due.
    #[schema(format = Date)]
    due: String,
}

/// Shows what is due by the ladder.
#[utoipa::path(get, path = "/ladder", tag = "notices", params(LadderQuery), responses((status = 200, body = LadderAnswer)))]
pub(super) async fn ladder(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<LadderQuery>, QueryRejection>,
) -> Result<Json<LadderAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "until, limit"))?;
    if !(1..=500).contains(&query.limit) {
        return Err(Problem::bad_request(api.lang, "limit").into());
    }
    call(&site, api, move |office, caller| {
        let found = ladder::due(office, caller, day("until", &query.until, office.today())?, query.limit)?;
        let card = |card: ladder::DueCard| DueCardAnswer {
            case: card.line.case.to_string(),
            receipt: card.line.receipt.to_string(),
            person: card.line.person.0,
            name: card.line.name,
            village: card.line.village.to_string(),
            printed_at: instant(office, card.line.printed_at),
            counted: card.line.counted,
            action: card.step.action.to_string(),
            due: card.step.due.to_string(),
        };
        Ok(Json(LadderAnswer {
            lying: found.lying,
            today: found.today.into(),
            week: found.week.into(),
            month: found.month.into(),
            cards: found.cards.into_iter().map(card).collect(),
        }))
    })
    .await
}

/// How long printed cards lie until they are collected.
#[derive(Serialize, ToSchema)]
pub(super) struct LyingAnswer {
    /// The first day of printing that counts; a year back at most.
    #[schema(format = Date)]
    since: String,
    /// Cards printed since then.
    printed: u32,
    /// Of these, not collected.
    uncollected: u32,
    /// The age in days at which half are collected; null when the curve does not fall so far.
    half_days: Option<u32>,
    /// How many will be left in 30 days; null while no card was seen for so long.
    left_in_month: Option<u32>,
    /// Cards printed a calendar day; null before any was.
    printed_a_day: Option<f64>,
    /// Mean days until a card is collected.
    mean_days: Option<f64>,
    /// Cards that should lie by these two (Little's law).
    implied: Option<u32>,
    /// The share that is not collected, by whole days from printing.
    ages: Vec<LyingAgeAnswer>,
}

/// Shares at an age, from 0 to 1 (Kaplan and Meier).
#[derive(Serialize, ToSchema)]
pub(super) struct LyingAgeAnswer {
    /// Days from printing.
    days: u32,
    /// Of all cards.
    all: f64,
    /// The lower end of its range of 95 %.
    low: Option<f64>,
    /// The upper end.
    high: Option<f64>,
    /// As long as no notice went out.
    without_notice: Option<f64>,
    /// After one.
    with_notice: Option<f64>,
}

/// Shows how long printed cards lie until they are collected, with and without a notice.
#[utoipa::path(get, path = "/lying-times", tag = "office", responses((status = 200, body = LyingAnswer)))]
pub(super) async fn lying_times(State(site): State<Site>, api: ApiCaller) -> Result<Json<LyingAnswer>, Unfinished> {
    call(&site, api, move |office, caller| {
        let found = lying::times(office, caller)?;
        let age = |age: lying::LyingAge| LyingAgeAnswer {
            days: age.days,
            all: age.all,
            low: age.band.map(|(low, _)| low),
            high: age.band.map(|(_, high)| high),
            without_notice: age.without,
            with_notice: age.with,
        };
        Ok(Json(LyingAnswer {
            since: found.since.to_string(),
            printed: found.printed,
            uncollected: found.uncollected,
            half_days: found.half_days,
            left_in_month: found.left_in_month,
            printed_a_day: found.balance.map(|balance| balance.printed_a_day),
            mean_days: found.balance.map(|balance| balance.mean_days),
            implied: found.balance.map(|balance| balance.implied),
            ages: found.ages.into_iter().map(age).collect(),
        }))
    })
    .await
}

/// From which day.
#[derive(Deserialize, Default, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct OneDayQuery {
    /// The first day, ISO, within the last year; the first of this month when empty.
    from: String,
}

/// How well the promise was kept at one site for one purpose.
#[derive(Serialize, ToSchema)]
pub(super) struct OneDayAnswer {
    /// The name of the counter.
    site: String,
    /// Why cards were asked for.
    purpose: String,
    /// Requests, cancelled ones left out.
    asked: i64,
    /// Of these, printed on the day on which they were opened.
    same_day: i64,
    /// Of these, printed later.
    later: i64,
}

/// Shows how many cards were printed on the day on which they were asked for, by site and purpose.
#[utoipa::path(get, path = "/one-day-service", tag = "office", params(OneDayQuery), responses((status = 200, body = Vec<OneDayAnswer>)))]
pub(super) async fn one_day_service(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<OneDayQuery>, QueryRejection>,
) -> Result<Json<Vec<OneDayAnswer>>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "from"))?;
    call(&site, api, move |office, caller| {
        let from = day("from", &query.from, office.today().first_of_month())?;
        let one = |kept: promise::Kept| OneDayAnswer {
            site: kept.site,
            purpose: kept.purpose.to_string(),
            asked: kept.asked,
            same_day: kept.same_day,
            later: kept.later,
        };
        Ok(Json(promise::one_day(office, caller, from)?.into_iter().map(one).collect()))
    })
    .await
}
