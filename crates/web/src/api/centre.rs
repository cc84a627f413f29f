//! Records at the centre, their repairs, and where people are.

use app::{
    Office,
    ageing::{self, AgeingBoard, AgeingFilter, AgeingLine, Ages, StatusAges},
    repairs::{self, RepairChanged},
    whereabouts,
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{Refusal, ageing::AgeClass, area::SubdistrictCode, central::CentralCode, id::PersonId, refusal::FieldProblem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{KeyHeader, Nothing, Of, Sent, area_name, call},
    problem::Unfinished,
};
use crate::{
    format::MaskedNumber,
    request::{RepairCloseRequest, RepairLetterRequest, RepairReplyRequest, RerecordingRequest, WhereaboutsRequest},
    state::Site,
};

/// The longest page of the list, lines.
const LIMIT_MAX: i64 = 500;

/// How many records are of each age.
#[derive(Serialize, ToSchema)]
pub(super) struct AgesAnswer {
    /// Within what is usual.
    fresh: i64,
    /// To be watched.
    watch: i64,
    /// Late.
    late: i64,
    /// Stuck.
    stuck: i64,
}

impl From<&Ages> for AgesAnswer {
    fn from(ages: &Ages) -> Self {
        Self { fresh: ages.fresh, watch: ages.watch, late: ages.late, stuck: ages.stuck }
    }
}

/// One status.
#[derive(Serialize, ToSchema)]
pub(super) struct StatusAgesAnswer {
    /// The code, `SENT_FOR_ENROLLMENT`.
    code: String,
    /// How old its records are.
    ages: AgesAnswer,
    /// Days since the oldest came into it.
    oldest_days: i64,
    /// Of them under repair.
    repairs: i64,
    /// From how many days on they are watched; nothing without a rule.
    watch_days: Option<i64>,
    /// From how many days on they are late.
    late_days: Option<i64>,
    /// From how many days on they are stuck.
    stuck_days: Option<i64>,
    /// Where the rule comes from.
    source: Option<String>,
}

/// How old the records of a sub-district are.
#[derive(Serialize, ToSchema)]
pub(super) struct AreaAgesAnswer {
    /// Its dotted code.
    subdistrict: String,
    /// Its name.
    subdistrict_name: Option<String>,
    /// How old its unfinished records are.
    ages: AgesAnswer,
}

/// How long records lie at the centre; ages count from the day on which the present status began.
#[derive(Serialize, ToSchema)]
pub(super) struct AgeingAnswer {
    /// Statuses that are not finished.
    statuses: Vec<StatusAgesAnswer>,
    /// Printable records that nobody asked a card for.
    printable: Option<StatusAgesAnswer>,
    /// The unfinished records by sub-district.
    subdistricts: Vec<AreaAgesAnswer>,
    /// Repairs whose answer or appointment is past its day.
    overdue_repairs: i64,
}

impl AgeingAnswer {
    fn new(office: &Office, board: AgeingBoard) -> Self {
        let area = |(code, ages): (String, Ages)| AreaAgesAnswer {
            subdistrict_name: area_name(office, &code),
            subdistrict: code,
            ages: AgesAnswer::from(&ages),
        };
        Self {
            statuses: board.statuses.into_iter().map(status).collect(),
            printable: board.printable.map(status),
            subdistricts: board.subdistricts.into_iter().map(area).collect(),
            overdue_repairs: board.overdue,
        }
    }
}

fn status(status: StatusAges) -> StatusAgesAnswer {
    let limits = status.rule.as_ref().map(|rule| rule.limits);
    StatusAgesAnswer {
        code: status.code.to_string(),
        ages: AgesAnswer::from(&status.ages),
        oldest_days: status.oldest_days,
        repairs: status.repairs,
        watch_days: limits.map(|limits| limits.watch_days),
        late_days: limits.map(|limits| limits.late_days),
        stuck_days: limits.map(|limits| limits.stuck_days),
        source: status.rule.map(|rule| rule.validity.source),
    }
}

/// How long records lie at the centre, by status and sub-district.
#[utoipa::path(get, path = "/centre/ageing", tag = "centre", responses((status = 200, body = AgeingAnswer)))]
pub(super) async fn ageing(State(site): State<Site>, api: ApiCaller) -> Result<Json<AgeingAnswer>, Unfinished> {
    call(&site, api, move |office, caller| Ok(Json(AgeingAnswer::new(office, ageing::board(office, caller)?)))).await
}

/// Which records.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct RecordsQuery {
    /// A status; all unfinished ones when empty.
    #[param(required = false)]
    status: String,
    /// Dotted code of a sub-district, `52.08.01`; all when empty.
    #[param(required = false)]
    subdistrict: String,
    /// `fresh`, `watch`, `late` or `stuck`; all when empty.
    #[param(required = false)]
    age: String,
    /// How many lines, 1 to 500; 50 when not given.
    #[param(required = false, minimum = 1, maximum = 500)]
    limit: i64,
    /// How many lines to skip.
    #[param(required = false, minimum = 0)]
    offset: i64,
}

impl Default for RecordsQuery {
    fn default() -> Self {
        Self { status: String::new(), subdistrict: String::new(), age: String::new(), limit: 50, offset: 0 }
    }
}

impl RecordsQuery {
    fn fault(&self) -> Option<&'static str> {
        if !(1..=LIMIT_MAX).contains(&self.limit) {
            return Some("limit");
        }
        (self.offset < 0).then_some("offset")
    }

    fn filter(&self) -> Result<AgeingFilter, Refusal> {
        let code = chosen("status", &self.status, FieldProblem::NotAChoice, CentralCode::from_code)?;
        let subdistrict = chosen("subdistrict", &self.subdistrict, FieldProblem::UnknownArea, SubdistrictCode::parse)?;
        Ok(AgeingFilter { code, subdistrict, class: chosen("age", &self.age, FieldProblem::NotAChoice, AgeClass::from_code)? })
    }
}

fn chosen<T>(field: &'static str, text: &str, problem: FieldProblem, read: fn(&str) -> Option<T>) -> Result<Option<T>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    read(text).map(Some).ok_or_else(|| Refusal::field(field, problem))
}

/// Records, the oldest first.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordsAnswer {
    /// How many there are in all.
    total: i64,
    /// This page.
    lines: Vec<RecordAnswer>,
}

/// A record.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordAnswer {
    /// Whose.
    person: i64,
    /// Name.
    name: String,
    /// NIK, masked.
    nik: String,
    /// Village code.
    village: String,
    /// Village name.
    village_name: Option<String>,
    /// The status.
    code: String,
    /// The day on which it began.
    #[schema(format = Date)]
    since: String,
    /// Days since then.
    days: i64,
    /// `fresh`, `watch`, `late` or `stuck`.
    age: String,
    /// The stage of a running repair.
    repair: Option<String>,
    /// The day by which its answer is due, or on which the person is to be recorded again.
    #[schema(format = Date)]
    due: Option<String>,
}

fn record(office: &Office, line: AgeingLine) -> RecordAnswer {
    RecordAnswer {
        person: line.person.person.0,
        nik: MaskedNumber::new(line.person.nik.as_str()).to_string(),
        name: line.person.name,
        village_name: area_name(office, line.person.village.as_str()),
        village: line.person.village.to_string(),
        code: line.code.to_string(),
        since: line.since.to_string(),
        days: line.days,
        age: line.class.to_string(),
        repair: line.repair.map(|stage| stage.to_string()),
        due: line.due.map(|due| due.to_string()),
    }
}

/// Whose records lie at the centre.
#[utoipa::path(get, path = "/centre/records", tag = "centre", params(RecordsQuery), responses((status = 200, body = RecordsAnswer)))]
pub(super) async fn records(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<RecordsQuery>, QueryRejection>,
) -> Result<Json<RecordsAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "limit, offset"))?;
    if let Some(part) = query.fault() {
        return Err(Problem::bad_request(api.lang, part).into());
    }
    call(&site, api, move |office, caller| {
        let found = ageing::list(office, caller, &query.filter()?, query.limit, query.offset)?;
        Ok(Json(RecordsAnswer { total: found.total, lines: found.lines.into_iter().map(|line| record(office, line)).collect() }))
    })
    .await
}

/// A repair was changed.
#[derive(Serialize, ToSchema)]
pub(super) struct RepairChangedAnswer {
    /// The person's surrogate number.
    person: i64,
    /// `opened`, `letter_sent`, `replied`, `rerecording` or `closed`.
    stage: String,
}

impl From<RepairChanged> for RepairChangedAnswer {
    fn from(changed: RepairChanged) -> Self {
        Self { person: changed.person, stage: changed.stage }
    }
}

/// Opens a repair for the person's present status. It needs no content.
#[utoipa::path(post, path = "/people/{person}/repair", tag = "centre", request_body = Option<Nothing>,
    params(("person" = i64, Path), KeyHeader), responses((status = 200, body = RepairChangedAnswer)))]
pub(super) async fn open_repair(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<Nothing>,
) -> Result<Json<RepairChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(repairs::open(office, caller, &request, person)?.into()))).await
}

/// Notes a letter for the running repair; a later one replaces it as a reminder.
#[utoipa::path(post, path = "/people/{person}/repair/letters", tag = "centre", request_body = RepairLetterRequest,
    params(("person" = i64, Path), KeyHeader), responses((status = 200, body = RepairChangedAnswer)))]
pub(super) async fn note_letter(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<RepairLetterRequest>,
) -> Result<Json<RepairChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(repairs::note_letter(office, caller, &request, person, sent.body.read()?)?.into())))
        .await
}

/// Notes the answer to the letter.
#[utoipa::path(post, path = "/people/{person}/repair/replies", tag = "centre", request_body = RepairReplyRequest,
    params(("person" = i64, Path), KeyHeader), responses((status = 200, body = RepairChangedAnswer)))]
pub(super) async fn note_reply(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<RepairReplyRequest>,
) -> Result<Json<RepairChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let on = sent.body.read()?;
        Ok(Json(repairs::note_reply(office, caller, &request, person, on, &sent.body.note)?.into()))
    })
    .await
}

/// Sets the day on which the person is to be recorded again.
#[utoipa::path(post, path = "/people/{person}/repair/appointments", tag = "centre", request_body = RerecordingRequest,
    params(("person" = i64, Path), KeyHeader), responses((status = 200, body = RepairChangedAnswer)))]
pub(super) async fn appoint_rerecording(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<RerecordingRequest>,
) -> Result<Json<RepairChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(repairs::appoint(office, caller, &request, person, sent.body.read()?)?.into()))).await
}

/// Ends the running repair.
#[utoipa::path(post, path = "/people/{person}/repair/closing", tag = "centre", request_body = RepairCloseRequest,
    params(("person" = i64, Path), KeyHeader), responses((status = 200, body = RepairChangedAnswer)))]
pub(super) async fn close_repair(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<RepairCloseRequest>,
) -> Result<Json<RepairChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(repairs::close(office, caller, &request, person, sent.body.read()?)?.into()))).await
}

/// What was said of a person's whereabouts is kept.
#[derive(Serialize, ToSchema)]
pub(super) struct WhereaboutsAnswer {
    /// The person's surrogate number.
    person: i64,
    /// What counts now: an earlier word than the one that is known changes nothing.
    stay: String,
}

/// Notes where a person is.
#[utoipa::path(post, path = "/people/{person}/whereabouts", tag = "people", request_body = WhereaboutsRequest,
    params(("person" = i64, Path), KeyHeader), responses((status = 200, body = WhereaboutsAnswer)))]
pub(super) async fn note_whereabouts(
    State(site): State<Site>,
    api: ApiCaller,
    Of(person): Of<PersonId>,
    sent: Sent<WhereaboutsRequest>,
) -> Result<Json<WhereaboutsAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let said = sent.body.read(office.today())?;
        let kept = whereabouts::note(office, caller, &request, person, said)?;
        Ok(Json(WhereaboutsAnswer { person: kept.person, stay: kept.stay }))
    })
    .await
}
