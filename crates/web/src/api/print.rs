//! The print queue, and what became of a print.

use app::{
    Office,
    print::{self, Queue, QueueLine},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::{Refusal, id::CaseId, refusal::FieldProblem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{KeyHeader, Of, Sent, area_name, call, instant},
    problem::Unfinished,
};
use crate::{format::MaskedNumber, request::PrintRequest, state::Site};

/// The longest page of the queue, lines.
const LIMIT_MAX: i64 = 500;

/// Which part of the queue.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct QueueQuery {
    /// Dotted code of a sub-district, `52.08.01`; the whole office when empty.
    #[param(required = false)]
    subdistrict: String,
    /// How many lines, 1 to 500; 50 when not given.
    #[param(required = false, minimum = 1, maximum = 500)]
    limit: i64,
    /// How many lines to skip.
    #[param(required = false, minimum = 0)]
    offset: i64,
}

impl Default for QueueQuery {
    fn default() -> Self {
        Self { subdistrict: String::new(), limit: 50, offset: 0 }
    }
}

impl QueueQuery {
    /// The part that is out of its limits, if there is one.
    fn fault(&self) -> Option<&'static str> {
        if !(1..=LIMIT_MAX).contains(&self.limit) {
            return Some("limit");
        }
        (self.offset < 0).then_some("offset")
    }

    fn check_area(&self, office: &Office) -> Result<(), Refusal> {
        let code = self.subdistrict.as_str();
        let known = code.is_empty() || (code.len() == 8 && office.areas().name(code).is_some());
        if known { Ok(()) } else { Err(Refusal::field("subdistrict", FieldProblem::UnknownArea)) }
    }
}

/// One page of the print queue.
#[derive(Serialize, ToSchema)]
pub(super) struct QueueAnswer {
    /// How many cases the whole queue holds, in the sub-district when one was asked for.
    total: i64,
    /// In the order in which they are to be printed: class first, then the oldest request.
    lines: Vec<QueueLineAnswer>,
    /// The printers with their new blanks.
    printers: Vec<PrinterAnswer>,
}

/// A case that is ready to print.
#[derive(Serialize, ToSchema)]
pub(super) struct QueueLineAnswer {
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
    /// Village name.
    village_name: Option<String>,
    /// Why.
    purpose: String,
    /// `usable` or `unusable`, for a damaged card.
    damage: Option<String>,
    /// Priority class, 1 first.
    class: i64,
    /// Since when it waits for the printer.
    #[schema(format = DateTime)]
    since: String,
    /// When the case was opened.
    #[schema(format = DateTime)]
    opened_at: String,
}

/// A printer.
#[derive(Serialize, ToSchema)]
pub(super) struct PrinterAnswer {
    /// Its code, `CETAK-1`.
    code: String,
    /// Its name.
    name: String,
    /// New blanks that it holds.
    blanks: i64,
}

impl QueueAnswer {
    fn new(office: &Office, queue: Queue) -> Self {
        let printers = queue.printers.into_iter().map(|(place, blanks)| PrinterAnswer { code: place.code, name: place.name, blanks });
        let lines = queue.lines.into_iter().map(|line| QueueLineAnswer::new(office, line));
        Self { total: queue.total, lines: lines.collect(), printers: printers.collect() }
    }
}

impl QueueLineAnswer {
    fn new(office: &Office, line: QueueLine) -> Self {
        Self {
            case: line.case.to_string(),
            receipt: line.receipt.to_string(),
            person: line.person.0,
            name: line.name,
            nik: MaskedNumber::new(line.nik.as_str()).to_string(),
            village: line.village.to_string(),
            village_name: area_name(office, line.village.as_str()),
            purpose: line.purpose.to_string(),
            damage: line.damage.map(|damage| damage.to_string()),
            class: line.class,
            since: instant(office, line.since),
            opened_at: instant(office, line.opened_at),
        }
    }
}

/// What is ready to print, and the printers.
#[utoipa::path(get, path = "/print-queue", tag = "print", params(QueueQuery), responses((status = 200, body = QueueAnswer)))]
pub(super) async fn print_queue(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<QueueQuery>, QueryRejection>,
) -> Result<Json<QueueAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "limit, offset"))?;
    if let Some(part) = query.fault() {
        return Err(Problem::bad_request(api.lang, part).into());
    }
    call(&site, api, move |office, caller| {
        query.check_area(office)?;
        let queue = print::queue(office, caller, &query.subdistrict, query.limit, query.offset)?;
        Ok(Json(QueueAnswer::new(office, queue)))
    })
    .await
}

/// A print result was recorded.
#[derive(Serialize, ToSchema)]
pub(super) struct PrintRecordedAnswer {
    /// The case.
    case: String,
    /// Where it stands now.
    state: String,
    /// The new card, when it is good.
    card: Option<String>,
}

/// Records what became of the released job of a case: a good card uses the blank kept for it, a spoiled one goes to the bin.
#[utoipa::path(post, path = "/cases/{case}/print-results", tag = "print", request_body = PrintRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = PrintRecordedAnswer)))]
pub(super) async fn record_print(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<PrintRequest>,
) -> Result<Json<PrintRecordedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let recorded = print::record(office, caller, &request, case, (&sent.body.printer, &sent.body.serial), sent.body.read()?)?;
        Ok(Json(PrintRecordedAnswer { case: recorded.case, state: recorded.state, card: recorded.card }))
    })
    .await
}
