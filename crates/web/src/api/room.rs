//! The print room: today's plan, released runs, jobs in doubt, printers.

use app::{
    Office,
    print::{self, JobLine, PlannedJob, PrinterBoard, Reason, Released, RunView},
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use domain::id::{JobId, RunId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{KeyHeader, Nothing, Of, Sent, call, instant},
    problem::Unfinished,
};
use crate::{
    format::MaskedNumber,
    handlers::room::list_of,
    request::{DoubtRequest, PrinterRequest, ReleaseRequest, here},
    state::Site,
};

/// The print room.
#[derive(Serialize, ToSchema)]
pub(super) struct RoomAnswer {
    /// The printers.
    printers: Vec<PrinterBoardAnswer>,
    /// Jobs that are not ended, those in doubt first.
    jobs: Vec<JobAnswer>,
    /// The last runs.
    runs: Vec<RunAnswer>,
}

/// A printer with what it can still do today.
#[derive(Serialize, ToSchema)]
pub(super) struct PrinterBoardAnswer {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// `ministry` or `local`.
    route: String,
    /// New blanks.
    blanks: i64,
    /// Blanks kept for jobs.
    reserved: i64,
    /// Blanks in doubt.
    uncertain: i64,
    /// Cards that its ribbons hold, when a book of them is kept.
    ribbon_cards: Option<i64>,
    /// Made today.
    made_today: i64,
    /// The most cards that it may print on a day.
    heat_cards_a_day: i64,
    /// What a card takes, seconds, by its history or as it was set.
    seconds_a_card: i64,
    /// What it said last: `idle`, `processing`, `stopped`, `unreachable`.
    state: Option<String>,
    /// Its reasons, separated by commas.
    reasons: Option<String>,
    /// The place that stops it.
    stopped_by: Option<String>,
}

/// A job.
#[derive(Serialize, ToSchema)]
pub(super) struct JobAnswer {
    /// The job.
    job: String,
    /// Its case.
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
    /// Priority class.
    class: i64,
    /// Its place in the run.
    rank: i64,
    /// `reserved`, `sending`, `printing`, `reported`, `uncertain`, `good`, `spoiled` or `taken_back`.
    state: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// What the printer said, or why it is in doubt.
    detail: Option<String>,
}

/// A released run.
#[derive(Serialize, ToSchema)]
pub(super) struct RunAnswer {
    /// The run.
    run: String,
    /// Its number.
    number: i64,
    /// Its day.
    #[schema(format = Date)]
    day: String,
    /// Jobs.
    jobs: i64,
    /// Why it leaves the order of the law, when it does.
    reason: Option<String>,
}

impl PrinterBoardAnswer {
    fn new(board: PrinterBoard) -> Self {
        let (state, reasons) = board.status.map(|status| (status.state, status.reasons)).unzip();
        Self {
            code: board.place.code,
            name: board.place.name,
            route: board.printer.route.to_string(),
            blanks: board.blanks,
            reserved: board.reserved,
            uncertain: board.uncertain,
            ribbon_cards: board.ribbon_cards,
            made_today: board.made_today,
            heat_cards_a_day: board.printer.heat_cards_a_day,
            seconds_a_card: board.learnt_seconds.unwrap_or(board.printer.seconds_a_card),
            state,
            reasons,
            stopped_by: board.stop.map(|stop| stop.place),
        }
    }
}

impl JobAnswer {
    fn new(office: &Office, line: JobLine) -> Self {
        Self {
            job: line.job.to_string(),
            case: line.case.to_string(),
            receipt: line.receipt.to_string(),
            person: line.person.0,
            name: line.name,
            nik: MaskedNumber::new(line.nik.as_str()).to_string(),
            village: line.village.to_string(),
            class: line.class,
            rank: line.rank,
            state: line.state.to_string(),
            since: instant(office, line.since),
            detail: line.detail,
        }
    }
}

impl RunAnswer {
    pub(super) fn new(run: &domain::print::Run) -> Self {
        let (day, reason) = (run.day.to_string(), run.override_reason.clone());
        Self { run: run.id.to_string(), number: run.number, day, jobs: run.jobs, reason }
    }
}

/// The printers, the jobs that are not ended, the last runs.
#[utoipa::path(get, path = "/print-room", tag = "print", responses((status = 200, body = RoomAnswer)))]
pub(super) async fn print_room(State(site): State<Site>, api: ApiCaller) -> Result<Json<RoomAnswer>, Unfinished> {
    call(&site, api, |office, caller| {
        let room = print::room(office, caller)?;
        Ok(Json(RoomAnswer {
            printers: room.printers.into_iter().map(PrinterBoardAnswer::new).collect(),
            jobs: room.jobs.into_iter().map(|line| JobAnswer::new(office, line)).collect(),
            runs: room.runs.iter().map(RunAnswer::new).collect(),
        }))
    })
    .await
}

/// Today's plan.
#[derive(Serialize, ToSchema)]
pub(super) struct PlanAnswer {
    /// The day.
    #[schema(format = Date)]
    day: String,
    /// How blanks are shared out: `law_order`, `reserve_mean` or `emsr_b`.
    policy: String,
    /// Cases that wait.
    waiting: i64,
    /// In an office that prints on arrival: cards that could be printed if their holders came; null in any other.
    absent: Option<i64>,
    /// New blanks in stores and at printers.
    stock: i64,
    /// New blanks at printers.
    at_printers: i64,
    /// What the printers could do together.
    capacity: i64,
    /// What is printed, in its order.
    jobs: Vec<PlannedJobAnswer>,
    /// Who waits, by class and reason.
    left: Vec<LeftAnswer>,
    /// Cases that the release has wait, and until when.
    deferred: i64,
    /// The day on which those are looked at again.
    #[schema(format = Date)]
    until: Option<String>,
}

/// A card of the plan.
#[derive(Serialize, ToSchema)]
pub(super) struct PlannedJobAnswer {
    /// The case.
    case: String,
    /// Its receipt.
    receipt: String,
    /// Why a card is asked for.
    purpose: String,
    /// Priority class.
    class: i64,
    /// Village code.
    village: String,
    /// The printer's code.
    printer: String,
}

/// Who waits for a reason.
#[derive(Serialize, ToSchema)]
pub(super) struct LeftAnswer {
    /// Priority class.
    class: i64,
    /// `reserved`, `no_blanks`, `own_allotment` or `printers_full`.
    reason: String,
    /// Cases.
    cases: i64,
}

impl From<PlannedJob> for PlannedJobAnswer {
    fn from(job: PlannedJob) -> Self {
        let (case, receipt, purpose) = (job.case.to_string(), job.receipt.to_string(), job.purpose.to_string());
        Self { case, receipt, purpose, class: job.class, village: job.village, printer: job.printer }
    }
}

const fn reason_code(reason: Reason) -> &'static str {
    match reason {
        Reason::Reserved { .. } => "reserved",
        Reason::NoBlanks => "no_blanks",
        Reason::OwnAllotmentEmpty => "own_allotment",
        Reason::NoPrinterCapacity { .. } => "printers_full",
    }
}

/// Who is here.
#[derive(Deserialize, Default, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct HereQuery {
    /// In an office that prints on arrival: the receipts of who is here, with spaces between them.
    here: String,
}

/// Draws today's run up; nothing is changed.
#[utoipa::path(get, path = "/print-plan", tag = "print", params(HereQuery), responses((status = 200, body = PlanAnswer)))]
pub(super) async fn print_plan(
    State(site): State<Site>,
    api: ApiCaller,
    query: Result<Query<HereQuery>, QueryRejection>,
) -> Result<Json<PlanAnswer>, Unfinished> {
    let Query(query) = query.map_err(|_| Problem::bad_request(api.lang, "here"))?;
    call(&site, api, move |office, caller| {
        let plan = print::plan(office, caller, Some(&here(&query.here)?))?;
        let left =
            plan.left.iter().map(|line| LeftAnswer { class: line.class, reason: reason_code(line.reason).to_owned(), cases: line.cases });
        Ok(Json(PlanAnswer {
            day: plan.day.to_string(),
            policy: plan.policy.to_string(),
            waiting: plan.waiting,
            absent: plan.arrival.as_ref().map(|arrival| arrival.absent),
            stock: plan.stock,
            at_printers: plan.at_printers,
            capacity: plan.capacity.0,
            left: left.collect(),
            deferred: plan.deferred.len() as i64,
            until: plan.until.map(|until| until.to_string()),
            jobs: plan.jobs.into_iter().map(Into::into).collect(),
        }))
    })
    .await
}

/// A run was released.
#[derive(Serialize, ToSchema)]
pub(super) struct ReleasedAnswer {
    /// The run.
    run: String,
    /// Its number.
    number: i64,
    /// Jobs.
    jobs: i64,
    /// Cases that could not be printed any more.
    left_out: i64,
    /// Cases that wait by it.
    deferred: i64,
}

impl From<Released> for ReleasedAnswer {
    fn from(released: Released) -> Self {
        let Released { run, number, jobs, left_out, deferred } = released;
        Self { run, number, jobs, left_out, deferred }
    }
}

/// Draws today's run up anew and has it released; by the rules a second person does that.
#[utoipa::path(post, path = "/print-runs", tag = "print", request_body = ReleaseRequest, params(KeyHeader),
    responses((status = 200, body = ReleasedAnswer)))]
pub(super) async fn release_run(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<ReleaseRequest>,
) -> Result<Json<ReleasedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let plan = print::plan(office, caller, Some(&here(&sent.body.here)?))?;
        Ok(Json(print::release(office, caller, &request, list_of(plan, &sent.body.reason))?.into()))
    })
    .await
}

/// A run with its jobs.
#[derive(Serialize, ToSchema)]
pub(super) struct RunViewAnswer {
    /// The run.
    run: RunAnswer,
    /// Who drew it up.
    planned_by: String,
    /// Who released it.
    released_by: String,
    /// Its jobs, in their order.
    jobs: Vec<JobAnswer>,
}

/// A released run with its jobs.
#[utoipa::path(get, path = "/print-runs/{run}", tag = "print", params(("run" = String, Path, format = "uuid")),
    responses((status = 200, body = RunViewAnswer)))]
pub(super) async fn print_run(State(site): State<Site>, api: ApiCaller, Of(run): Of<RunId>) -> Result<Json<RunViewAnswer>, Unfinished> {
    call(&site, api, move |office, caller| {
        let RunView { run, jobs, planned_by, released_by, .. } = print::run(office, caller, run)?;
        let jobs = jobs.into_iter().map(|line| JobAnswer::new(office, line)).collect();
        Ok(Json(RunViewAnswer { run: RunAnswer::new(&run), planned_by, released_by, jobs }))
    })
    .await
}

/// A job moved on.
#[derive(Serialize, ToSchema)]
pub(super) struct JobChangedAnswer {
    /// The job.
    job: String,
    /// Where it stands now.
    state: String,
}

impl From<print::JobChanged> for JobChangedAnswer {
    fn from(changed: print::JobChanged) -> Self {
        Self { job: changed.job, state: changed.state }
    }
}

/// Says that nobody knows whether a job was printed; another person closes it.
#[utoipa::path(post, path = "/print-jobs/{job}/doubt", tag = "print", request_body = DoubtRequest,
    params(("job" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = JobChangedAnswer)))]
pub(super) async fn doubt_job(
    State(site): State<Site>,
    api: ApiCaller,
    Of(job): Of<JobId>,
    sent: Sent<DoubtRequest>,
) -> Result<Json<JobChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(print::doubt(office, caller, &request, job, &sent.body.detail)?.into()))).await
}

/// Takes a job out of its run: its blank is unused.
#[utoipa::path(post, path = "/print-jobs/{job}/return", tag = "print", request_body = Option<Nothing>,
    params(("job" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = JobChangedAnswer)))]
pub(super) async fn take_job_back(
    State(site): State<Site>,
    api: ApiCaller,
    Of(job): Of<JobId>,
    sent: Sent<Nothing>,
) -> Result<Json<JobChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(print::take_job_back(office, caller, &request, job)?.into()))).await
}

/// That something was noted.
#[derive(Serialize, ToSchema)]
pub(super) struct NotedAnswer {
    /// Always true.
    ok: bool,
}

impl NotedAnswer {
    /// It was.
    pub(super) const fn noted() -> Json<Self> {
        Json(Self { ok: true })
    }
}

/// Sets a printer up.
#[utoipa::path(post, path = "/printers", tag = "print", request_body = PrinterRequest, params(KeyHeader),
    responses((status = 200, body = NotedAnswer)))]
pub(super) async fn set_printer(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<PrinterRequest>,
) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        print::set_printer(office, caller, &request, sent.body.read()?)?;
        Ok(NotedAnswer::noted())
    })
    .await
}
