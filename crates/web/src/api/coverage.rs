//! Who must have a card and was recorded, and a village's list of the unrecorded.

use app::{
    Office,
    coverage::{self, Area, Coverage, Group, Month, Part, Row, Sums, Whereas},
    lists::{self, ListLine, MONTHS_MAX, VillageList, Whom},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{
    Refusal,
    area::{SubdistrictCode, VillageCode},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{Of, area_name, call, instant},
    problem::Unfinished,
};
use crate::{format::MaskedNumber, state::Site};

/// Which area.
#[derive(Deserialize, IntoParams, Default)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct AreaQuery {
    /// Dotted code of a sub-district, `52.08.01`, or of a village, `52.08.01.2001`; the whole office when empty.
    #[param(required = false)]
    area: String,
}

impl AreaQuery {
    fn read(&self) -> Result<Area, Refusal> {
        if self.area.is_empty() {
            return Ok(Area::Office);
        }
        let village = || VillageCode::parse(&self.area).map(Area::Village);
        SubdistrictCode::parse(&self.area).map(Area::Subdistrict).or_else(village).ok_or(Refusal::NoSuchArea)
    }
}

/// How many must have a card and were recorded.
#[derive(Serialize, ToSchema)]
pub(super) struct SumsAnswer {
    /// Who must have a card.
    must_have: i64,
    /// Recorded, among them.
    recorded: i64,
}

impl From<Sums> for SumsAnswer {
    fn from(sums: Sums) -> Self {
        Self { must_have: sums.must_have, recorded: sums.recorded }
    }
}

/// Where the unrecorded are.
#[derive(Serialize, ToSchema)]
pub(super) struct WhereasAnswer {
    /// At home.
    here: i64,
    /// At a school.
    at_school: i64,
    /// Abroad or elsewhere in the country.
    away: i64,
    /// Moved or died, which the register does not say yet.
    gone: i64,
    /// Nobody knows, or nobody said.
    unknown: i64,
}

impl From<Whereas> for WhereasAnswer {
    fn from(found: Whereas) -> Self {
        Self { here: found.here, at_school: found.at_school, away: found.away, gone: found.gone, unknown: found.unknown }
    }
}

/// A part of the area.
#[derive(Serialize, ToSchema)]
pub(super) struct PartAnswer {
    /// Dotted code of a sub-district or village; nothing for a neighbourhood.
    code: Option<String>,
    /// Its name.
    name: Option<String>,
    /// RW of a neighbourhood, 0 when there is none.
    rw: Option<i64>,
    /// RT of a neighbourhood, 0 when there is none.
    rt: Option<i64>,
    #[serde(flatten)]
    sums: SumsAnswer,
    /// Where the unrecorded are; nothing for a neighbourhood.
    whereas: Option<WhereasAnswer>,
}

/// An age group.
#[derive(Serialize, ToSchema)]
pub(super) struct GroupAnswer {
    /// `under_17` (married or ever married), `at_17`, `18_24`, `25_39`, `40_59` or `60_up`.
    band: String,
    /// Men.
    men: SumsAnswer,
    /// Women.
    women: SumsAnswer,
}

/// Who turns 17 in a month.
#[derive(Serialize, ToSchema)]
pub(super) struct TurningAnswer {
    /// The month, `2022-12`.
    month: String,
    /// How many turn 17.
    turning: i64,
    /// Of them recorded already.
    recorded: i64,
    /// Of them not recorded and 16 already.
    recordable: i64,
}

/// Coverage of an area.
#[derive(Serialize, ToSchema)]
pub(super) struct CoverageAnswer {
    /// When it was counted.
    #[schema(format = DateTime)]
    counted_at: String,
    /// The whole area.
    total: SumsAnswer,
    /// Recorded before 17; in no sum.
    recorded_early: i64,
    /// Where the unrecorded of the whole area are.
    whereas: WhereasAnswer,
    /// Its parts: sub-districts, villages, or RW and RT.
    parts: Vec<PartAnswer>,
    /// By age and sex.
    groups: Vec<GroupAnswer>,
    /// Who turns 17 in this month and the 23 after it.
    months: Vec<TurningAnswer>,
}

impl CoverageAnswer {
    fn new(office: &Office, found: Coverage) -> Self {
        let group = |group: Group| GroupAnswer { band: group.band.to_string(), men: group.men.into(), women: group.women.into() };
        let month = |month: Month| TurningAnswer {
            month: format!("{:04}-{:02}", month.first.year(), month.first.month()),
            turning: month.turning,
            recorded: month.recorded,
            recordable: month.recordable,
        };
        Self {
            counted_at: instant(office, found.counted_at),
            total: found.total.into(),
            recorded_early: found.early,
            whereas: found.whereas.into(),
            parts: found.rows.into_iter().map(|row| part(office, row)).collect(),
            groups: found.groups.into_iter().map(group).collect(),
            months: found.months.into_iter().map(month).collect(),
        }
    }
}

fn part(office: &Office, row: Row) -> PartAnswer {
    let (code, rw, rt) = match row.part {
        Part::Subdistrict(code) => (Some(code), None, None),
        Part::Village(code) => (Some(code.to_string()), None, None),
        Part::Neighbourhood { rw, rt } => (None, Some(rw), Some(rt)),
    };
    let name = code.as_deref().and_then(|code| area_name(office, code));
    PartAnswer { code, name, rw, rt, sums: row.sums.into(), whereas: row.whereas.map(Into::into) }
}

/// Who must have a card and was recorded, by part, age and sex, and who turns 17.
#[utoipa::path(get, path = "/coverage", tag = "coverage", params(AreaQuery), responses((status = 200, body = CoverageAnswer)))]
pub(super) async fn coverage(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<AreaQuery>, QueryRejection>,
) -> Result<Json<CoverageAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "area"))?;
    call(&site, api, move |office, caller| Ok(Json(CoverageAnswer::new(office, coverage::of(office, caller, &query.read()?)?)))).await
}

/// How far ahead a list looks.
#[derive(Deserialize, IntoParams, Default)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct AheadQuery {
    /// Also who turns 17 within so many months, 0 to 24.
    #[param(required = false, minimum = 0, maximum = 24)]
    turning_months: i64,
}

/// A village's unrecorded.
#[derive(Serialize, ToSchema)]
pub(super) struct VillageListAnswer {
    /// The village's code.
    village: String,
    /// Its name.
    village_name: Option<String>,
    /// The office's day for which the list holds.
    #[schema(format = Date)]
    on: String,
    /// The people by RW, RT, address, family and name.
    people: Vec<ListedAnswer>,
    /// Whether there are more than 5,000.
    more: bool,
}

/// Somebody on the list.
#[derive(Serialize, ToSchema)]
pub(super) struct ListedAnswer {
    /// The surrogate number.
    person: i64,
    /// NIK, masked.
    nik: String,
    /// Family card number, masked; nothing when there is none or the role may not see it.
    kk: Option<String>,
    /// Name.
    name: String,
    /// `male` or `female`.
    sex: String,
    /// Date of birth.
    #[schema(format = Date)]
    birth_date: String,
    /// Street or hamlet.
    address: String,
    /// RT, 0 when there is none.
    rt: i64,
    /// RW, 0 when there is none.
    rw: i64,
    /// Where the person is said to be.
    stay: Option<String>,
    /// On which day that was so.
    #[schema(format = Date)]
    stay_on: Option<String>,
    /// The state of the open case.
    open_case: Option<String>,
}

impl VillageListAnswer {
    fn new(office: &Office, list: VillageList) -> Self {
        let one = |line: ListLine| ListedAnswer {
            person: line.person.0,
            nik: MaskedNumber::new(line.nik.as_str()).to_string(),
            kk: line.kk.as_ref().map(|kk| MaskedNumber::new(kk.as_str()).to_string()),
            name: line.name,
            sex: line.sex.to_string(),
            birth_date: line.birth_date.to_string(),
            address: line.address,
            rt: line.rt,
            rw: line.rw,
            stay: line.stay.map(|(stay, _)| stay.to_string()),
            stay_on: line.stay.map(|(_, on)| on.to_string()),
            open_case: line.open_case.map(|state| state.to_string()),
        };
        Self {
            village_name: area_name(office, list.village.as_str()),
            village: list.village.to_string(),
            on: list.on.to_string(),
            people: list.lines.into_iter().map(one).collect(),
            more: list.more,
        }
    }
}

/// Who of a village must have a card and was not recorded, by name and address. The look says that it is for outreach.
#[utoipa::path(get, path = "/villages/{village}/unrecorded", tag = "coverage",
    params(("village" = String, Path, example = "52.08.01.2001"), AheadQuery), responses((status = 200, body = VillageListAnswer)))]
pub(super) async fn unrecorded(
    State(site): State<Site>,
    api: ApiCaller,
    Of(village): Of<VillageCode>,
    query: Result<Query<AheadQuery>, QueryRejection>,
) -> Result<Json<VillageListAnswer>, Unfinished> {
    let whom = match query {
        Ok(Query(AheadQuery { turning_months: 0 })) => Whom::MustHave,
        Ok(Query(AheadQuery { turning_months: months @ 1..=MONTHS_MAX })) => Whom::AlsoTurning { months },
        _ => return Err(Problem::bad_request(api.lang, "turning_months").into()),
    };
    call(&site, api, move |office, caller| Ok(Json(VillageListAnswer::new(office, lists::village(office, caller, &village, whom)?)))).await
}
