//! Papers to be printed: the temporary letter, the letters that ask for blanks, a day's closing, the receipt of a loan, the minutes of a
//! destruction and of a handover, the list of a run.

use app::{AppError, Caller, Office, batches, papers::sender, print, stock};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use domain::id::{BatchId, ClosingId, DestructionId, RunId, SuketId};
use serde::Deserialize;

use super::{shortage, stock::Typed};
use crate::{answer, papers, request::LoanLetterRequest, session::PageCaller, state::Site};

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

/// The letter that asks another office to lend blanks; what it lacks is said on the page that has its form.
pub(crate) async fn loan_letter(State(site): State<Site>, page: PageCaller, Query(query): Query<LoanLetterRequest>) -> Response {
    let (caller, typed) = (page.caller.clone(), Typed::of("pinjam", &query));
    let made = site.run(move |office| {
        let wish = query.read()?.checked(office.today())?;
        let (found, waiting) = (print::forecast(office, &caller)?, print::queue_length(office, &caller)?);
        papers::typeset(&papers::loan_letter(&sender(office, &caller)?, &found, waiting, &wish))
    });
    match made.await {
        Ok(content) => papers::answer("permohonan-pinjaman-blangko", content),
        Err(error) => shortage::again(&site, &page, &error, &typed).await,
    }
}

pub(crate) async fn closing(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    let Some(id) = ClosingId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    show(&site, &page, "lembar-penutupan", move |office, caller| {
        papers::typeset(&papers::closing(&sender(office, caller)?, &stock::day_sheet(office, caller, id)?))
    })
    .await
}

/// The receipt of a loan, by one of its movements: `17.pdf`.
pub(crate) async fn loan_receipt(State(site): State<Site>, page: PageCaller, Path(id): Path<String>) -> Response {
    let (caller, movement) = (page.caller.clone(), id.strip_suffix(".pdf").and_then(|id| id.parse().ok()));
    let made = site.run(move |office| {
        let Some(loan) = movement.map_or(Ok(None), |movement| stock::find_loan(office, &caller, movement))? else { return Ok(None) };
        papers::typeset(&papers::loan_receipt(&sender(office, &caller)?, &loan)).map(Some)
    });
    match made.await {
        Ok(Some(content)) => papers::answer("tanda-terima-pinjaman", content),
        Ok(None) => answer::not_found(&site, page.lang, Some(&page)),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
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
