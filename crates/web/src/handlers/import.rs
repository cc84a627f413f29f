//! The import centre: the list, and what brings a file in.

use app::{
    AppError,
    import::{self, ImportSummary, Received},
    questions,
};
use axum::{
    extract::{Multipart, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    intake::{FileRefusal, ImportState, Layout},
};

use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{ImportRow, ImportsPage, MessagePage, Nav, Tag, routes},
    request::PasteRequest,
    sentences,
    session::{PageCaller, same_secret},
    state::Site,
    upload::{self, FILE_BYTES_MAX, Failed},
};

pub(crate) async fn list(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match board(&site, &page, String::new()).await {
        Ok(mut board) => {
            board.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &board)
        }
        Err(response) => response,
    }
}

/// A file comes in. Its form carries a key as every form does, and it counts for nothing here: a file that is kept twice changes nothing,
/// and one of the two is given up.
pub(crate) async fn receive(State(site): State<Site>, page: PageCaller, form: Multipart) -> Response {
    let token = page.csrf();
    let file = match upload::read(form, |sent| same_secret(sent, &token)).await {
        Ok(file) => file,
        Err(Failed::App(error)) => return refused(&site, &page, &error, ("file", String::new())).await,
        Err(Failed::Stale) => {
            return answer::page(StatusCode::FORBIDDEN, &MessagePage::stale(answer::shell(&site, page.lang, Some(&page), None)));
        }
        Err(Failed::Unreadable) => return answer::unreadable(&site, page.lang, Some(&page)),
    };
    let caller = page.caller.clone();
    match site.run(move |office| import::receive_file(office, Some(&caller), &file.path, &file.name)).await {
        Ok(received) => kept(&received),
        Err(error) => refused(&site, &page, &error, ("file", String::new())).await,
    }
}

pub(crate) async fn paste(State(site): State<Site>, posted: Posted<PasteRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let (caller, text, name) = (page.caller.clone(), body.text.clone(), page.lang.import_paste_name());
    match site.run(move |office| import::receive_text(office, &caller, &text, name)).await {
        Ok(received) => kept(&received),
        Err(error) => refused(&site, &page, &error, ("text", body.text)).await,
    }
}

fn kept(received: &Received) -> Response {
    answer::see(&routes::import(&received.import.to_string()), Some("import_received"))
}

/// The page again with what is wrong with what came in by a field.
async fn refused(site: &Site, page: &PageCaller, error: &AppError, (field, pasted): (&str, String)) -> Response {
    let Some(errors) = answer::form_errors(page.lang, error, |_| Some(field.to_owned())) else {
        return answer::error(site, page.lang, Some(page), error);
    };
    match board(site, page, pasted).await {
        Ok(mut board) => {
            board.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &board)
        }
        Err(response) => response,
    }
}

async fn board(site: &Site, page: &PageCaller, pasted: String) -> Result<ImportsPage, Response> {
    let (caller, lang) = (page.caller.clone(), page.lang);
    let found = site.run(move |office| {
        let open = if caller.may(Act::AnswerQuestions) { questions::counts(office, &caller)? } else { Vec::new() };
        Ok((import::latest(office, &caller)?, open.iter().map(|(_, count)| count).sum()))
    });
    let (imports, open) = found.await.map_err(|error| answer::error(site, lang, Some(page), &error))?;
    let layout = |layout: &Layout| (lang.layout_name(layout.code()).to_owned(), lang.layout_meaning(layout.code()).to_owned());
    Ok(ImportsPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Import)),
        tabs: answer::import_tabs(page, routes::IMPORTS),
        questions: open,
        layouts: Layout::ALL.iter().map(layout).collect(),
        rows: imports.iter().map(|import| row(lang, import)).collect(),
        pasted,
        bytes_max: FILE_BYTES_MAX,
        too_large: sentences::refusal(lang, &FileRefusal::TooLarge { max: FILE_BYTES_MAX }.into()),
    })
}

/// An import in a line.
pub(super) fn row(lang: Lang, import: &ImportSummary) -> ImportRow {
    let counts = &import.counts;
    let (done, parts) = import.progress;
    let result = match import.state {
        ImportState::Mapping | ImportState::Cancelled => None,
        ImportState::Checking | ImportState::Applying => Some(lang.import_parts(done, parts)),
        ImportState::Ready | ImportState::Done => Some(lang.import_done_short(counts.new, counts.changed, counts.refused)),
    };
    ImportRow {
        id: import.id.to_string(),
        file_name: if import.file_name.trim().is_empty() { "-".to_owned() } else { import.file_name.clone() },
        layout: lang.layout_name(import.layout.code()).to_owned(),
        as_of: import.as_of,
        at: import.at,
        state: Tag::import(lang, import.state.code()),
        rows: counts.rows,
        result,
    }
}
