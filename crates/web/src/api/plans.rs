//! Plans from the office's records.

use std::collections::BTreeMap;

use app::plans::{self, Kind, Planned};
use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Problem, caller::ApiCaller, json::call, problem::Unfinished};
use crate::state::Site;

/// A plan's answer with its inputs, or what is missing, as `docs/PLAN.md` of the program has it.
#[derive(Serialize, ToSchema)]
pub(super) struct OfficePlanAnswer {
    /// Whether there is an answer.
    ok: bool,
    /// The kind.
    kind: &'static str,
    /// The day on which it was made.
    #[schema(format = Date)]
    day: String,
    /// The answer of the kind with `inputs`; or `code` and `sentence`.
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

impl From<&Planned> for OfficePlanAnswer {
    fn from(planned: &Planned) -> Self {
        let rest = planned
            .object()
            .as_object()
            .cloned()
            .unwrap_or_default()
            .into_iter()
            .filter(|(key, _)| !["ok", "kind", "day"].contains(&key.as_str()))
            .collect();
        Self { ok: planned.answer.is_ok(), kind: planned.kind.code(), day: planned.day.to_string(), rest }
    }
}

/// A plan from the office's records. Each key of its inputs may stand in the query and takes the place of what the records say:
/// `?until=2022-12-31&printers.count=2`. A number that nobody knows is asked for: then `ok` is false and `code` is `PLAN-0004`.
#[utoipa::path(get, path = "/plans/{kind}", tag = "office",
    params(("kind" = String, Path, description = "`target`, `catch_up`, `blanks`, `queue` or `ladder`")),
    responses((status = 200, body = OfficePlanAnswer), (status = 422, description = "A value or key that a plan cannot take", body = Problem)))]
pub(super) async fn plan(
    State(site): State<Site>,
    api: ApiCaller,
    Path(kind): Path<String>,
    query: Result<Query<Vec<(String, String)>>, QueryRejection>,
) -> Result<Json<OfficePlanAnswer>, Unfinished> {
    let lang = api.lang;
    let Some(kind) = Kind::from_code(&kind) else { return Err(Problem::not_found(lang).into()) };
    let Query(instead) = query.map_err(|_| Problem::bad_request(lang, "query"))?;
    let planned: Planned = call(&site, api, move |office, caller| plans::plan(office, caller, kind, &instead)).await?;
    match &planned.answer {
        Err(refusal) if plans::key_at_fault(refusal).is_some() && refusal.code() != "PLAN-0004" => {
            let sentence = plans::scenario::sentence(refusal);
            Err(Problem::said(StatusCode::UNPROCESSABLE_ENTITY, refusal.code(), lang, sentence.id, sentence.en).into())
        }
        _ => Ok(Json((&planned).into())),
    }
}
