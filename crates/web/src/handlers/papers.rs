//! Papers to be printed: the temporary letter, the letter that asks for blanks, the minutes of a destruction and of
//! a handover, the list of a run.

use app::{AppError, Caller, Office, batches, papers::sender, print, stock};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use domain::id::{BatchId, DestructionId, RunId, SuketId};
use serde::Deserialize;

use crate::{answer, papers, session::PageCaller, state::Site};

/// Makes a paper and shows it.
async fn show(
    site: &Site,
    page: &PageCaller,
    name: &str,
    make: impl FnOnce(&Office, &Caller) -> Result<Vec<u8>, AppError> + Send + 'static,
) -> Response {
    let caller = page.caller.clone();
    match site.run(move |office| make(office, &caller)).await {
        Ok(content) => papers::answer(name, content),
        Err(error) => answer::error(site, page.lang, Some(page), &error),
    }
}

pub(crate) async fn suket(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    let Some(id) = SuketId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    show(&site, &page, "suket", move |office, caller| {
        let view = print::suket(office, caller, id)?;
        papers::typeset(&papers::suket(office, &sender(office, caller)?, &view))
    })
    .await
}

pub(crate) async fn request(State(site): State<Site>, page: PageCaller) -> Response {
    show(&site, &page, "permohonan-blangko", |office, caller| {
        let (found, waiting) = (print::forecast(office, caller)?, print::queue_length(office, caller)?);
        papers::typeset(&papers::request(&sender(office, caller)?, &found, waiting))
    })
    .await
}

pub(crate) async fn minutes(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    let Some(id) = DestructionId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    show(&site, &page, "berita-acara-pemusnahan", move |office, caller| {
        papers::typeset(&papers::minutes(&sender(office, caller)?, &stock::minutes(office, caller, id)?))
    })
    .await
}

pub(crate) async fn handover(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    let Some(id) = BatchId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    show(&site, &page, "berita-acara-serah-terima", move |office, caller| {
        papers::typeset(&papers::handover(office, &sender(office, caller)?, &batches::view(office, caller, id)?))
    })
    .await
}

/// Which printer's list; the first one of the run when it is not said.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct PrinterQuery {
    printer: String,
}

pub(crate) async fn run_list(
    State(site): State<Site>,
    page: PageCaller,
    Path(id): Path<String>,
    Query(query): Query<PrinterQuery>,
) -> Response {
    let Some(id) = RunId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    show(&site, &page, "daftar-cetak", move |office, caller| {
        let view = print::run(office, caller, id)?;
        let named = view.printers.iter().find(|place| place.code == query.printer).map(|place| place.id);
        let first = view.jobs.first().map(|line| line.printer);
        let printer = named.or(first).ok_or(domain::print::PrintRefusal::NoSuchJob)?;
        papers::typeset(&papers::run_list(office, &sender(office, caller)?, &view, printer))
    })
    .await
}
