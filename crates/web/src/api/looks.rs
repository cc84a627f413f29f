//! Who looked at whom, and the reason that is asked for before somebody looks at many.

use app::{
    Office,
    looks::{self, LookLine, LookReport, PersonLooks},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
};
use domain::id::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{Of, Sent, call, instant},
    people::PersonSummary,
    problem::Unfinished,
};
use crate::{
    request::{ReasonRequest, day},
    state::Site,
};

/// Gives the reason for which the caller looks at people without an open case; it stands beside every look of the next hour.
#[utoipa::path(post, path = "/looks/reason", tag = "oversight", request_body = ReasonRequest, responses((status = 204, description = "Kept")))]
pub(super) async fn give_reason(State(site): State<Site>, api: ApiCaller, sent: Sent<ReasonRequest>) -> Result<StatusCode, Unfinished> {
    call(&site, api, move |office, caller| {
        looks::give_reason(office, caller, sent.body.read()?, &sent.body.note)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// A look at a person.
#[derive(Serialize, ToSchema)]
pub(super) struct LookAnswer {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who: the name that others see.
    who: String,
    /// The account's role today.
    role: String,
    /// What showed the person: `search`, `person`, `case`, `print_queue`, `shelves`, `waiting`, `proposal` or `looks`.
    what: String,
    /// How many others were shown with it.
    others: i64,
    /// The reason in force, if there was one.
    reason: Option<String>,
    /// What was said beside it.
    note: Option<String>,
}

impl LookAnswer {
    pub(super) fn new(office: &Office, line: &LookLine) -> Self {
        let (reason, note) = line.reason.clone().map_or((None, None), |(reason, note)| (Some(reason.to_string()), note));
        Self {
            at: instant(office, line.at),
            who: line.who.clone(),
            role: line.role.clone(),
            what: line.sight.to_string(),
            others: line.others,
            reason,
            note,
        }
    }
}

/// Who looked at a person.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonLooksAnswer {
    /// The person.
    person: PersonSummary,
    /// How many looks there ever were.
    total: i64,
    /// The latest, newest first, at most 1000.
    looks: Vec<LookAnswer>,
}

impl PersonLooksAnswer {
    fn new(office: &Office, found: &PersonLooks) -> Self {
        let looks = found.looks.iter().map(|line| LookAnswer::new(office, line)).collect();
        Self { person: PersonSummary::new(office, &found.person), total: found.total, looks }
    }
}

/// Who looked at a person. The call is a look as well.
#[utoipa::path(get, path = "/people/{person}/looks", tag = "oversight", params(("person" = i64, Path)),
    responses((status = 200, body = PersonLooksAnswer)))]
pub(super) async fn person_looks(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
) -> Result<Json<PersonLooksAnswer>, Unfinished> {
    call(&site, api, move |office, caller| Ok(Json(PersonLooksAnswer::new(office, &looks::of_person(office, caller, person)?)))).await
}

/// Days of a report.
#[derive(Deserialize, IntoParams, Default)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct ReportQuery {
    /// The first day, ISO; today when not given.
    #[param(required = false)]
    from: String,
    /// The last day, ISO; today when not given.
    #[param(required = false)]
    until: String,
}

/// What everybody looked at.
#[derive(Serialize, ToSchema)]
pub(super) struct LookReportAnswer {
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    until: String,
    /// By account, most people without an open case first.
    staff: Vec<StaffLooksAnswer>,
}

/// What one account looked at.
#[derive(Serialize, ToSchema)]
pub(super) struct StaffLooksAnswer {
    /// The name that others see.
    who: String,
    /// The account's role today.
    role: String,
    /// Answers that showed people.
    looks: i64,
    /// Of them, answers that opened one person.
    pages: i64,
    /// People without an open case on them.
    outside: i64,
    /// Answers that asked for a reason or were refused.
    stopped: i64,
}

impl LookReportAnswer {
    fn new(report: LookReport) -> Self {
        let staff = report.staff.into_iter().map(|one| StaffLooksAnswer {
            who: one.who,
            role: one.role,
            looks: one.looks,
            pages: one.pages,
            outside: one.outside,
            stopped: one.stopped,
        });
        Self { from: report.from.to_string(), until: report.until.to_string(), staff: staff.collect() }
    }
}

/// What everybody looked at from one day to another, both included.
#[utoipa::path(get, path = "/looks/report", tag = "oversight", params(ReportQuery), responses((status = 200, body = LookReportAnswer)))]
pub(super) async fn look_report(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<ReportQuery>, QueryRejection>,
) -> Result<Json<LookReportAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "from, until"))?;
    call(&site, api, move |office, caller| {
        let today = office.today();
        let (from, until) = (day("from", &query.from, today)?, day("until", &query.until, today)?);
        Ok(Json(LookReportAnswer::new(looks::report(office, caller, from, until)?)))
    })
    .await
}
