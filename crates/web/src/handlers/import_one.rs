//! One import: its columns, its progress, its preview, saying yes, and the refused rows.

use app::{
    AppError,
    import::{self, Counts, Head, ImportPage as View, ImportSummary, ShownKind},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    id::ImportId,
    intake::{Column, ImportState, Mapping},
};
use serde::{Deserialize, Serialize};

use super::{import::row, import_rows, sign_in::Nothing};
use crate::{
    answer::{self, NoticeQuery, Posted},
    format::masked_cell,
    lang::Lang,
    pages::{Choice, ColumnLine, ColumnsForm, Done, ImportPage, ImportPart, KindTab, Link, Nav, Ready, Running, ShownRows, Tone, routes},
    request::ColumnsRequest,
    session::PageCaller,
    state::Site,
    xlsx,
};

/// First cells of a column that are shown.
const CELLS: usize = 3;

/// Which rows are shown.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct KindQuery {
    jenis: String,
}

impl KindQuery {
    fn kind(&self) -> Option<ShownKind> {
        ShownKind::from_code(&self.jenis)
    }
}

pub(crate) async fn show(
    State(site): State<Site>,
    page: PageCaller,
    Path(id): Path<String>,
    Query(query): Query<KindQuery>,
    Query(notice): Query<NoticeQuery>,
) -> Response {
    match one(&site, &page, &id, query.kind(), None).await {
        Ok(mut shown) => {
            shown.shell.notice = notice.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

/// How far an import is, for the script.
#[derive(Serialize)]
struct Progress {
    state: &'static str,
    percent: i64,
    text: String,
}

pub(crate) async fn progress(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    let Some(id) = ImportId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    match site.run(move |office| import::progress(office, &caller, id)).await {
        Ok(import) => {
            let running = running(page.lang, &import);
            let text = page.lang.import_parts(running.done, running.parts);
            Json(Progress { state: import.state.code(), percent: running.percent(), text }).into_response()
        }
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

pub(crate) async fn refused(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    let Some(import) = ImportId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, lang) = (page.caller.clone(), page.lang);
    let made = site.run(move |office| {
        let (titles, rows) = import_rows::workbook(lang, &import::refused(office, &caller, import)?);
        Ok(office.sheets().excel(&titles, &mut rows.into_iter())?)
    });
    match made.await {
        Ok(content) => download(&id, content),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

/// The workbook of an import's refused rows. The file's name tells imports apart, and nothing else.
pub(crate) fn download(import: &str, content: Vec<u8>) -> Response {
    let ending = import.rsplit('-').next().unwrap_or_default();
    xlsx::download(&format!("ditolak-{ending}"), content)
}

pub(crate) async fn columns(State(site): State<Site>, Path(id): Path<String>, posted: Posted<ColumnsRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(import) = ImportId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(set_up) => {
            site.run(move |office| import::map_columns(office, &caller, &request, import, &set_up)).await.map(|()| "import_mapped")
        }
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, &id, result, Some(body)).await
}

pub(crate) async fn again(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(import) = ImportId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| import::again(office, &caller, &request, import)).await.map(|()| "import_again");
    done(&site, &page, &id, result, None).await
}

pub(crate) async fn confirm(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(import) = ImportId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| import::confirm(office, &caller, &request, import)).await.map(|_| "import_confirmed");
    done(&site, &page, &id, result, None).await
}

pub(crate) async fn cancel(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(import) = ImportId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| import::cancel(office, &caller, &request, import)).await.map(|()| "import_cancelled");
    done(&site, &page, &id, result, None).await
}

/// After an act: the import with a notice, or its page again with what is wrong and what was chosen.
async fn done(site: &Site, page: &PageCaller, id: &str, result: Result<&'static str, AppError>, typed: Option<ColumnsRequest>) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(&routes::import(id), Some(notice)),
        Err(error) => error,
    };
    let id_of = |field: &str| match (field, &typed) {
        ("as_of", Some(_)) => Some("as_of".to_owned()),
        ("columns", Some(_)) => Some("columns-1".to_owned()),
        _ => None,
    };
    let Some(mut errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    match one(site, page, id, None, typed.as_ref()).await {
        Ok(mut shown) => {
            // The form is not on the page of an import that meanwhile stands elsewhere.
            if !matches!(shown.part, ImportPart::Columns(_) | ImportPart::Ready(_)) {
                for error in &mut errors {
                    error.field = None;
                }
            }
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

async fn one(
    site: &Site,
    page: &PageCaller,
    id: &str,
    kind: Option<ShownKind>,
    typed: Option<&ColumnsRequest>,
) -> Result<ImportPage, Response> {
    let Some(import) = ImportId::parse(id) else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let caller = page.caller.clone();
    let found = site.run(move |office| {
        let kind = match kind {
            Some(kind) => kind,
            None => first_kind(&import::progress(office, &caller, import)?.counts),
        };
        import::page(office, &caller, import, kind)
    });
    let view = found.await.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    Ok(render(site, page, &view, typed))
}

/// The first kind that has rows, in the order in which they are looked at.
fn first_kind(counts: &Counts) -> ShownKind {
    ShownKind::ALL.into_iter().find(|kind| count(counts, *kind) > 0).unwrap_or(ShownKind::Refused)
}

fn count(counts: &Counts, kind: ShownKind) -> i64 {
    match kind {
        ShownKind::Refused => counts.refused,
        ShownKind::Held => counts.held,
        ShownKind::Warned => counts.warned,
        ShownKind::Changed => counts.changed,
        ShownKind::New => counts.new,
        ShownKind::Same => counts.same,
    }
}

fn render(site: &Site, page: &PageCaller, view: &View, typed: Option<&ColumnsRequest>) -> ImportPage {
    let (lang, summary) = (page.lang, &view.summary);
    let part = match summary.state {
        ImportState::Mapping => ImportPart::Columns(columns_form(lang, view, typed)),
        ImportState::Checking | ImportState::Applying => ImportPart::Running(running(lang, summary)),
        ImportState::Ready => ImportPart::Ready(Box::new(ready(site, lang, view, typed))),
        ImportState::Done => ImportPart::Done(Box::new(finished(site, lang, view))),
        ImportState::Cancelled => ImportPart::Cancelled,
    };
    ImportPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Import)),
        head: row(lang, summary),
        ended_at: summary.ended_at,
        part,
    }
}

fn running(lang: Lang, import: &ImportSummary) -> Running {
    let heading = if import.state == ImportState::Applying { lang.import_applying() } else { lang.import_checking() };
    Running { state: import.state.code().to_owned(), heading: heading.to_owned(), done: import.progress.0, parts: import.progress.1 }
}

fn columns_form(lang: Lang, view: &View, typed: Option<&ColumnsRequest>) -> ColumnsForm {
    let chosen: Vec<String> = match typed {
        Some(typed) => typed.columns.clone(),
        None => view.head.columns.iter().map(|code| code.clone().unwrap_or_default()).collect(),
    };
    let missing = missing(view, typed);
    let names: Vec<&str> = missing.iter().map(|column| lang.column_name(column.code())).collect();
    let column = |(index, title): (usize, &String)| {
        let chosen = chosen.get(index).map(String::as_str).unwrap_or_default();
        let mut choices = vec![Choice::new("", lang.import_column_ignored(), chosen)];
        choices.extend(Column::ALL.iter().map(|column| Choice::new(column.code(), lang.column_name(column.code()), chosen)));
        ColumnLine { title: import_rows::title_of(lang, title, index), cells: first_cells(&view.head, index), choices }
    };
    ColumnsForm {
        columns: view.head.titles.iter().enumerate().map(column).collect(),
        missing: (!names.is_empty()).then(|| lang.import_mapping_missing(&names.join(", "))),
        as_of: typed.map_or_else(|| view.summary.as_of.to_string(), |typed| typed.as_of.clone()),
    }
}

/// What nobody has pointed out yet, in the form as it is shown.
fn missing(view: &View, typed: Option<&ColumnsRequest>) -> Vec<Column> {
    let said = typed.map(|typed| Mapping(typed.columns.iter().map(|code| Column::from_code(code)).collect()));
    said.map_or_else(|| view.missing.clone(), |mapping| mapping.missing())
}

fn first_cells(head: &Head, index: usize) -> Vec<String> {
    let cells = head.first_rows.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.trim().is_empty());
    cells.take(CELLS).map(|cell| masked_cell(cell.trim())).collect()
}

fn ready(site: &Site, lang: Lang, view: &View, typed: Option<&ColumnsRequest>) -> Ready {
    let counts = &view.summary.counts;
    let id = view.summary.id.to_string();
    let tab = |kind: ShownKind| KindTab {
        link: Link { label: lang.shown_kind(kind.code()).to_owned(), href: routes::import_rows(&id, kind.code()) },
        count: count(counts, kind),
        current: kind == view.kind,
        tone: tone(kind),
    };
    let exceeded = view.exceeded.iter();
    Ready {
        kinds: ShownKind::ALL.into_iter().map(tab).collect(),
        shown: shown_rows(site, lang, view),
        exceeded: exceeded.map(|one| lang.import_exceeded_line(lang.import_measure(one.measure.code()), one.count, one.may)).collect(),
        taken: counts.new + counts.changed,
        held: counts.held,
        statuses: counts.statuses,
        left: counts.left,
        columns: columns_form(lang, view, typed),
    }
}

fn shown_rows(site: &Site, lang: Lang, view: &View) -> ShownRows {
    let (kind, count) = (view.kind, count(&view.summary.counts, view.kind));
    let has_file = kind == ShownKind::Refused && count > 0;
    ShownRows {
        heading: lang.shown_kind(kind.code()).to_owned(),
        meaning: lang.shown_kind_meaning(kind.code()).to_owned(),
        download: has_file.then(|| routes::import_refused(&view.summary.id.to_string())),
        rows: import_rows::cards(site, lang, &view.head, kind, &view.rows),
        count,
    }
}

const fn tone(kind: ShownKind) -> Tone {
    match kind {
        ShownKind::Refused => Tone::Stop,
        ShownKind::Held | ShownKind::Warned => Tone::Wait,
        ShownKind::Changed => Tone::Info,
        ShownKind::New => Tone::Good,
        ShownKind::Same => Tone::Plain,
    }
}

fn finished(site: &Site, lang: Lang, view: &View) -> Done {
    let counts = &view.summary.counts;
    let line = |kind: ShownKind| (lang.shown_kind(kind.code()).to_owned(), count(counts, kind));
    Done {
        counts: ShownKind::ALL.into_iter().map(line).collect(),
        refused: counts.refused,
        held: counts.held,
        shown: (counts.refused > 0 && view.kind == ShownKind::Refused).then(|| shown_rows(site, lang, view)),
    }
}
