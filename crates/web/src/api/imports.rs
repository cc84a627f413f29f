//! Importing files: the list, one, bringing a file in, saying what its columns mean, saying yes, giving it up, the refused rows.

use app::{
    Office,
    import::{self, Counts, ImportPage, ImportSummary, Received, ShownKind, ShownRow},
};
use axum::{
    Json,
    extract::{FromRequest, Multipart, Query, Request as HttpRequest, State},
    response::Response,
};
use domain::{id::ImportId, intake::RowProblem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{KeyHeader, Nothing, Of, Sent, call, created, instant},
    people::PersonSummary,
    problem::{Unfinished, field_code},
};
use crate::{
    format::masked_cell,
    handlers::{import_one::download, import_rows},
    lang::Lang,
    request::ColumnsRequest,
    state::Site,
    upload::{self, Failed},
};

/// Imports.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportsAnswer {
    /// The latest 50, newest first; files that could not be read are not among them.
    imports: Vec<ImportSummaryAnswer>,
}

/// An import in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportSummaryAnswer {
    /// Its identifier.
    import: String,
    /// The file's name.
    file_name: String,
    /// The layout, `siak`.
    layout: String,
    /// `mapping`, `checking`, `ready`, `applying`, `done` or `cancelled`.
    state: String,
    /// When it came in.
    #[schema(format = DateTime)]
    at: String,
    /// The day as of which it speaks.
    #[schema(format = Date)]
    as_of: String,
    /// When it ended.
    #[schema(format = DateTime)]
    ended_at: Option<String>,
    /// Parts compared; taken over once it was said yes to.
    parts_done: i64,
    /// All parts.
    parts: i64,
    /// What would become of its rows; after that, what became of them.
    counts: CountsAnswer,
}

/// Numbers of rows.
#[derive(Serialize, ToSchema)]
pub(super) struct CountsAnswer {
    /// All rows.
    rows: i64,
    /// People who were not in the register.
    new: i64,
    /// People whose line or status changes.
    changed: i64,
    /// Rows that say nothing new.
    same: i64,
    /// Rows that are refused.
    refused: i64,
    /// Rows that are taken, though something is odd; they are among the new, the changed and the same.
    warned: i64,
    /// Rows that are kept apart because of a question of identity.
    held: i64,
    /// Central statuses that were not known.
    statuses: i64,
    /// People who would not live here any more.
    left: i64,
}

impl From<&Counts> for CountsAnswer {
    fn from(counts: &Counts) -> Self {
        let Counts { rows, new, changed, same, refused, warned, held, statuses, left, .. } = *counts;
        Self { rows, new, changed, same, refused, warned, held, statuses, left }
    }
}

impl ImportSummaryAnswer {
    fn new(office: &Office, import: &ImportSummary) -> Self {
        Self {
            import: import.id.to_string(),
            file_name: import.file_name.clone(),
            layout: import.layout.to_string(),
            state: import.state.to_string(),
            at: instant(office, import.at),
            as_of: import.as_of.to_string(),
            ended_at: import.ended_at.map(|at| instant(office, at)),
            parts_done: import.progress.0,
            parts: import.progress.1,
            counts: CountsAnswer::from(&import.counts),
        }
    }
}

/// An import with the first rows of a kind.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportAnswer {
    #[serde(flatten)]
    import: ImportSummaryAnswer,
    /// The columns in the file's order.
    columns: Vec<ColumnAnswer>,
    /// Meanings without which nothing can be compared and that no column has.
    missing: Vec<String>,
    /// Why a second person has to say yes; empty when none has to.
    exceeded: Vec<ExceededAnswer>,
    /// Which rows follow.
    kind: String,
    /// The first 50 of them, as they are now. None while the import is compared or taken over; afterwards the refused ones alone.
    rows: Vec<RowAnswer>,
}

/// A column of the file.
#[derive(Serialize, ToSchema)]
pub(super) struct ColumnAnswer {
    /// Its title.
    title: String,
    /// What it means, `birth_date`; null for one that is ignored.
    means: Option<String>,
}

/// A measure that the file exceeds.
#[derive(Serialize, ToSchema)]
pub(super) struct ExceededAnswer {
    /// `left`, `moved_out` or `births`.
    measure: String,
    /// How many people it would befall.
    count: i64,
    /// How many it may without a second person.
    may: i64,
}

/// A row of the file.
#[derive(Serialize, ToSchema)]
pub(super) struct RowAnswer {
    /// Its line in the file, from 1.
    line: u32,
    /// Its cells, the middle digits of what may be a personal number hidden.
    cells: Vec<String>,
    /// The person of the register, when there is one.
    person: Option<PersonSummary>,
    /// What is asked about it, `no_nik`, when it is kept apart.
    question: Option<String>,
    /// Why it is refused.
    problems: Vec<CellProblemAnswer>,
    /// What is odd about it.
    warnings: Vec<CellNoteAnswer>,
    /// What was cleaned.
    cleaned: Vec<CellNoteAnswer>,
    /// The central status that is noted.
    central: Option<String>,
}

/// What is wrong with a cell.
#[derive(Serialize, ToSchema)]
pub(super) struct CellProblemAnswer {
    /// The column's meaning, `birth_date`.
    column: String,
    /// What is wrong, a stable word: `missing`, `impossible_date`.
    problem: String,
    /// What is wrong and how to mend it, in the asked language.
    title: String,
    /// What was probably meant, the middle digits of what may be a personal number hidden.
    proposal: Option<String>,
}

/// Something to know about a cell.
#[derive(Serialize, ToSchema)]
pub(super) struct CellNoteAnswer {
    /// The column's meaning.
    column: String,
    /// A stable word.
    code: String,
    /// The same in the asked language.
    title: String,
}

impl RowAnswer {
    fn new(office: &Office, lang: Lang, row: &ShownRow) -> Self {
        let problem = |problem: &RowProblem| CellProblemAnswer {
            column: problem.column.to_string(),
            problem: field_code(&problem.problem).to_owned(),
            title: import_rows::sentence(lang, problem),
            proposal: problem.proposal.as_deref().map(masked_cell),
        };
        let note = |column: String, code: &str, title: &str| CellNoteAnswer { column, code: code.to_owned(), title: title.to_owned() };
        let warnings = row.reading.warnings.iter();
        let cleaned = row.reading.cleaned.iter();
        Self {
            line: row.line,
            cells: row.cells.iter().map(|cell| masked_cell(cell)).collect(),
            person: row.before.as_ref().map(|person| PersonSummary::new(office, person)),
            question: row.held.map(|kind| kind.to_string()),
            problems: row.problems.iter().map(problem).collect(),
            warnings: warnings.map(|(one, column)| note(column.to_string(), one.code(), lang.row_warning(one.code()))).collect(),
            cleaned: cleaned.map(|one| note(one.column.to_string(), one.how.code(), lang.cleaning(one.how.code()))).collect(),
            central: row.central.map(|(code, _)| code.to_string()),
        }
    }
}

impl ImportAnswer {
    fn new(office: &Office, lang: Lang, page: &ImportPage) -> Self {
        let column = |(title, means): (&String, &Option<String>)| ColumnAnswer { title: title.clone(), means: means.clone() };
        let exceeded = page.exceeded.iter();
        Self {
            import: ImportSummaryAnswer::new(office, &page.summary),
            columns: page.head.titles.iter().zip(&page.head.columns).map(column).collect(),
            missing: page.missing.iter().map(ToString::to_string).collect(),
            exceeded: exceeded.map(|one| ExceededAnswer { measure: one.measure.to_string(), count: one.count, may: one.may }).collect(),
            kind: page.kind.code().to_owned(),
            rows: page.rows.iter().map(|row| RowAnswer::new(office, lang, row)).collect(),
        }
    }
}

/// The latest imports.
#[utoipa::path(get, path = "/imports", tag = "imports", responses((status = 200, body = ImportsAnswer)))]
pub(super) async fn imports(State(site): State<Site>, api: ApiCaller) -> Result<Json<ImportsAnswer>, Unfinished> {
    call(&site, api, |office, caller| {
        let latest = import::latest(office, caller)?;
        Ok(Json(ImportsAnswer { imports: latest.iter().map(|one| ImportSummaryAnswer::new(office, one)).collect() }))
    })
    .await
}

/// Which rows are shown.
#[derive(Deserialize, Default, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct KindQuery {
    /// `refused` (when left out), `held`, `warned`, `changed`, `new` or `same`.
    #[param(required = false)]
    kind: String,
}

/// One import with the first rows of a kind.
#[utoipa::path(get, path = "/imports/{import}", tag = "imports", params(("import" = String, Path, format = "uuid"), KindQuery),
    responses((status = 200, body = ImportAnswer)))]
pub(super) async fn import(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<ImportId>,
    Query(query): Query<KindQuery>,
) -> Result<Json<ImportAnswer>, Unfinished> {
    let lang = api.lang;
    let kind = if query.kind.is_empty() { Some(ShownKind::Refused) } else { ShownKind::from_code(&query.kind) };
    let kind = kind.ok_or_else(|| Problem::bad_request(lang, "kind"))?;
    call(&site, api, move |office, caller| Ok(Json(ImportAnswer::new(office, lang, &import::page(office, caller, id, kind)?)))).await
}

/// A file is kept.
#[derive(Serialize, ToSchema)]
pub(super) struct ReceivedAnswer {
    /// The import.
    import: String,
    /// `mapping` when its columns must be confirmed, else `checking`.
    state: String,
    /// How many rows it has.
    rows: i64,
}

impl From<Received> for ReceivedAnswer {
    fn from(received: Received) -> Self {
        Self { import: received.import.to_string(), state: received.state.to_string(), rows: received.rows }
    }
}

/// A file to import.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described; `upload` reads it")]
pub(super) struct FileRequest {
    /// Excel (XLSX, XLS), ODS or CSV, at most 2 GB, with its name.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// Brings a file in; it is compared with the register in the background. It takes no key: a file that is kept twice changes nothing.
#[utoipa::path(post, path = "/imports", tag = "imports", request_body(content = FileRequest, content_type = "multipart/form-data"),
    responses((status = 201, body = ReceivedAnswer)))]
pub(super) async fn receive(State(site): State<Site>, api: ApiCaller, request: HttpRequest) -> Result<Response, Unfinished> {
    let lang = api.lang;
    let form = Multipart::from_request(request, &site).await.map_err(|_| Problem::bad_request(lang, "Content-Type"))?;
    let file = upload::read(form, |_| true).await.map_err(|failed| match failed {
        Failed::App(error) => Unfinished::of(lang, &error),
        Failed::Stale | Failed::Unreadable => Problem::bad_request(lang, "body").into(),
    })?;
    let received = call(&site, api, move |office, caller| import::receive_file(office, Some(caller), &file.path, &file.name)).await?;
    Ok(created(&format!("/imports/{}", received.import), ReceivedAnswer::from(received)))
}

/// An import was changed.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportChangedAnswer {
    /// Which.
    import: String,
    /// Where it stands now.
    state: String,
}

impl ImportChangedAnswer {
    fn of(id: ImportId, state: &str) -> Json<Self> {
        Json(Self { import: id.to_string(), state: state.to_owned() })
    }
}

/// Says what the columns mean and of which day the file speaks; it is compared anew.
#[utoipa::path(post, path = "/imports/{import}/columns", tag = "imports", request_body = ColumnsRequest,
    params(("import" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = ImportChangedAnswer)))]
pub(super) async fn columns(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<ImportId>,
    sent: Sent<ColumnsRequest>,
) -> Result<Json<ImportChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        import::map_columns(office, caller, &request, id, &sent.body.read()?)?;
        Ok(ImportChangedAnswer::of(id, "checking"))
    })
    .await
}

/// Compares the file anew. It needs no content.
#[utoipa::path(post, path = "/imports/{import}/comparison", tag = "imports", request_body = Option<Nothing>,
    params(("import" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = ImportChangedAnswer)))]
pub(super) async fn compare_again(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<ImportId>,
    sent: Sent<Nothing>,
) -> Result<Json<ImportChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        import::again(office, caller, &request, id)?;
        Ok(ImportChangedAnswer::of(id, "checking"))
    })
    .await
}

/// Has the rows taken over, in the background. It needs no content.
#[utoipa::path(post, path = "/imports/{import}/confirmation", tag = "imports", request_body = Option<Nothing>,
    params(("import" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = ImportChangedAnswer)))]
pub(super) async fn confirm(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<ImportId>,
    sent: Sent<Nothing>,
) -> Result<Json<ImportChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        import::confirm(office, caller, &request, id)?;
        Ok(ImportChangedAnswer::of(id, "applying"))
    })
    .await
}

/// Gives the import up before it changes anything. It needs no content.
#[utoipa::path(post, path = "/imports/{import}/cancellation", tag = "imports", request_body = Option<Nothing>,
    params(("import" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = ImportChangedAnswer)))]
pub(super) async fn cancel(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<ImportId>,
    sent: Sent<Nothing>,
) -> Result<Json<ImportChangedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        import::cancel(office, caller, &request, id)?;
        Ok(ImportChangedAnswer::of(id, "cancelled"))
    })
    .await
}

/// All refused rows as a workbook: the file's own titles and cells, then line, reason and suggestion. Mended it can be sent in again.
#[utoipa::path(get, path = "/imports/{import}/refused.xlsx", tag = "imports", params(("import" = String, Path, format = "uuid")),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>)))]
pub(super) async fn refused_rows(State(site): State<Site>, api: ApiCaller, Of(id): Of<ImportId>) -> Result<Response, Unfinished> {
    let lang = api.lang;
    let made = call(&site, api, move |office, caller| {
        let (titles, rows) = import_rows::workbook(lang, &import::refused(office, caller, id)?);
        Ok(office.sheets().excel(&titles, &mut rows.into_iter())?)
    });
    Ok(download(&id.to_string(), made.await?))
}
