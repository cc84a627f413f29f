//! One handover batch: filling it, letting it leave, signing for it card by card, what was found and what came back.

use std::collections::BTreeSet;

use app::{
    AppError, Caller, Office, Request,
    batches::{self, BatchCard, BatchView},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    batch::{BatchRoute, BatchState, LineState, NotCollected, POST_TRIES_MAX, SignedOn},
    case::Receipt,
    id::BatchId,
};
use serde::Serialize;

use super::{
    batches::destination,
    custody::{nav, tabs},
    sign_in::Nothing,
    stock::Typed,
};
use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{ActField, ActForm, BatchCardRow, BatchCheck, BatchPage, BatchResult, Choice, OLD_CARD, Tag, Tone, routes},
    papers,
    request::{BatchCardRequest, BatchCheckRequest, BatchPostRequest, BatchReceiveRequest, BatchReturnRequest},
    session::PageCaller,
    state::Site,
};

/// Cards that one press puts into a batch at most.
pub(crate) const DUE_MAX: i64 = 200;

/// What was in the box, as the page shows it again.
#[derive(Default)]
struct InBox {
    scanned: String,
    there: BTreeSet<String>,
    extra: Vec<String>,
    /// Who signs, once it was compared.
    signs: Option<(String, bool)>,
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    match batch_page(&site, &page, &id, &Typed::default(), InBox::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

/// Carries an act on a batch out; afterwards its page with a notice, or with what is wrong.
async fn act<T, R>(
    site: &Site,
    id: &str,
    posted: Posted<T>,
    (form, notice): (&str, &str),
    work: impl FnOnce(&Office, &Caller, &Request, BatchId, &T) -> Result<R, AppError> + Send + 'static,
) -> Response
where
    T: Serialize + Clone + Send + 'static,
    R: Send + 'static,
{
    let Posted { page, body, request } = posted;
    let Some(batch) = BatchId::parse(id) else { return answer::not_found(site, page.lang, Some(&page)) };
    let (caller, sent) = (page.caller.clone(), body.clone());
    match site.run(move |office| work(office, &caller, &request, batch, &sent).map(drop)).await {
        // Who fills batches and does not sign for them has no page of them.
        Ok(()) if page.caller.may(Act::SignBatches) => answer::see(&routes::batch(id), Some(notice)),
        Ok(()) => answer::see(routes::SHELF, Some(notice)),
        Err(error) => again(site, &page, id, &error, (form, &Typed::of(form, &body)), InBox::default()).await,
    }
}

/// The page again with what is wrong.
async fn again(site: &Site, page: &PageCaller, id: &str, error: &AppError, (form, typed): (&str, &Typed), found: InBox) -> Response {
    if answer::form_errors(page.lang, error, |_| None).is_none() || !page.caller.may(Act::SignBatches) {
        return answer::error(site, page.lang, Some(page), error);
    }
    let mut shown = match batch_page(site, page, id, typed, found).await {
        Ok(shown) => shown,
        Err(response) => return response,
    };
    let has = |id: &String| shown.forms.iter().any(|one| one.has(id));
    let id_of = |field: &str| match (form, field) {
        ("isi", "receipt") if shown.packing.is_some() => Some(field.to_owned()),
        ("terima", "receiver") | ("periksa", "scanned") if shown.check.is_some() => Some(field.to_owned()),
        _ => Some(format!("{form}-{field}")).filter(has),
    };
    let errors = answer::form_errors(page.lang, error, id_of).unwrap_or_default();
    shown.shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

pub(crate) async fn pack(State(site): State<Site>, Path(id): Path<String>, posted: Posted<BatchCardRequest>) -> Response {
    act(&site, &id, posted, ("isi", "batch_packed"), |office, caller, request, batch, body| {
        batches::pack(office, caller, request, batch, &body.receipt)
    })
    .await
}

pub(crate) async fn pack_due(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    act(&site, &id, posted, ("", "batch_filled"), |office, caller, request, batch, _| {
        batches::pack_due(office, caller, request, batch, DUE_MAX)
    })
    .await
}

pub(crate) async fn take_out(State(site): State<Site>, Path(id): Path<String>, posted: Posted<BatchCardRequest>) -> Response {
    act(&site, &id, posted, ("", "batch_taken_out"), |office, caller, request, batch, body| {
        batches::take_out(office, caller, request, batch, &body.receipt)
    })
    .await
}

pub(crate) async fn send(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    act(&site, &id, posted, ("", "batch_sent"), |office, caller, request, batch, _| batches::send(office, caller, request, batch)).await
}

pub(crate) async fn give_up(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    act(&site, &id, posted, ("", "batch_dropped"), |office, caller, request, batch, _| batches::drop_batch(office, caller, request, batch))
        .await
}

pub(crate) async fn find(State(site): State<Site>, Path(id): Path<String>, posted: Posted<BatchCardRequest>) -> Response {
    act(&site, &id, posted, ("ketemu", "batch_found"), |office, caller, request, batch, body| {
        batches::find_missing(office, caller, request, batch, &body.receipt)
    })
    .await
}

pub(crate) async fn take_back(State(site): State<Site>, Path(id): Path<String>, posted: Posted<BatchReturnRequest>) -> Response {
    act(&site, &id, posted, ("kembali", "batch_returned"), |office, caller, request, batch, body| {
        batches::take_back(office, caller, request, batch, &body.receipt, (body.read()?, &body.shelf))
    })
    .await
}

pub(crate) async fn note_post(State(site): State<Site>, Path(id): Path<String>, posted: Posted<BatchPostRequest>) -> Response {
    act(&site, &id, posted, ("pos", "batch_posted"), |office, caller, request, batch, body| {
        batches::note_post(office, caller, request, batch, &body.receipt, body.read()?)
    })
    .await
}

/// Names what is missing and what is too many before anybody signs; changes nothing.
pub(crate) async fn check(State(site): State<Site>, Path(id): Path<String>, posted: Posted<BatchCheckRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let there: BTreeSet<String> = match body.read() {
        Ok(there) => there.iter().map(Receipt::to_string).collect(),
        Err(refusal) => {
            let found = InBox { scanned: body.scanned, there: body.there.into_iter().collect(), ..InBox::default() };
            return again(&site, &page, &id, &refusal.into(), ("periksa", &Typed::default()), found).await;
        }
    };
    // What of it is not listed, the page finds out.
    let found = InBox { extra: there.iter().cloned().collect(), there, scanned: body.scanned, signs: Some((String::new(), false)) };
    match batch_page(&site, &page, &id, &Typed::default(), found).await {
        Ok(shown) => answer::page(StatusCode::OK, &shown),
        Err(response) => response,
    }
}

pub(crate) async fn receive(State(site): State<Site>, Path(id): Path<String>, posted: Posted<BatchReceiveRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(batch) = BatchId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(found) => site.run(move |office| batches::receive(office, &caller, &request, batch, &found)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let Err(error) = result else { return answer::see(&routes::batch(&id), Some("batch_signed")) };
    let there = match listed(&site, &page, batch, &body.missing).await {
        Ok(there) => there,
        Err(response) => return response,
    };
    let signs = Some((body.receiver.clone(), body.signed_on == SignedOn::Paper.code()));
    let found = InBox { scanned: String::new(), there, extra: body.extra.clone(), signs };
    again(&site, &page, &id, &error, ("terima", &Typed::default()), found).await
}

/// The receipts of a batch without those that are missing.
async fn listed(site: &Site, page: &PageCaller, batch: BatchId, missing: &[String]) -> Result<BTreeSet<String>, Response> {
    let caller = page.caller.clone();
    let view = site.run(move |office| batches::view(office, &caller, batch)).await;
    let view = view.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    Ok(view.cards.iter().map(|card| card.receipt.to_string()).filter(|receipt| !missing.contains(receipt)).collect())
}

async fn batch_page(site: &Site, page: &PageCaller, id: &str, typed: &Typed, found: InBox) -> Result<BatchPage, Response> {
    let Some(batch) = BatchId::parse(id) else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let caller = page.caller.clone();
    let view = site.run(move |office| batches::view(office, &caller, batch)).await;
    let view = view.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let (lang, batch) = (page.lang, &view.batch);
    let sends = page.caller.may(Act::SendBatches);
    let how = if batch.signed_on == Some(SignedOn::Paper) { lang.batch_signed_paper() } else { lang.batch_signed_screen() };
    let tone = match batch.state {
        BatchState::Packing => Tone::Info,
        BatchState::Sent => Tone::Wait,
        BatchState::Received => Tone::Good,
        BatchState::Dropped => Tone::Plain,
    };
    let arrives = batch.state == BatchState::Sent && batch.route != BatchRoute::Post;
    Ok(BatchPage {
        shell: answer::shell(site, lang, Some(page), Some(nav(page))),
        tabs: tabs(page, routes::BATCHES),
        id: batch.id.to_string(),
        number: batch.number.clone(),
        to: destination(lang, batch.route.code(), &view.place.name),
        state: Tag { text: lang.batch_state(batch.state.code()).to_owned(), tone },
        since: batch.since,
        sender: Some(view.sender.name.clone()).filter(|name| !name.is_empty()),
        receiver: batch.receiver.clone().map(|name| (name, how)),
        cards: view.cards.iter().map(|card| card_row(site, lang, card, &found.there)).collect(),
        packing: (batch.state == BatchState::Packing && sends).then(|| typed.value("isi", "receipt")),
        check: arrives.then(|| compare(&view, found)),
        forms: forms(page, &view, typed),
    })
}

fn card_row(site: &Site, lang: Lang, card: &BatchCard, there: &BTreeSet<String>) -> BatchCardRow {
    let tone = match card.state {
        LineState::Packed => Tone::Plain,
        LineState::Sent => Tone::Info,
        LineState::Arrived | LineState::Delivered => Tone::Good,
        LineState::Missing => Tone::Stop,
        LineState::Extra | LineState::Returned => Tone::Wait,
    };
    let tries = (card.tries > 0).then(|| lang.batch_tries(card.tries));
    let reason = card.reason.map(|reason| lang.not_collected(reason.code()).to_owned());
    let note: Vec<String> = tries.into_iter().chain(reason).collect();
    let receipt = card.receipt.to_string();
    BatchCardRow {
        case_id: card.case.to_string(),
        name: card.name.clone(),
        address: papers::home(&site.office, card),
        state: Tag { text: lang.batch_line(card.state.code()).to_owned(), tone },
        note: (!note.is_empty()).then(|| note.join(" · ")),
        there: there.contains(&receipt),
        receipt,
    }
}

/// What was in the box beside the list.
fn compare(view: &BatchView, found: InBox) -> BatchCheck {
    let listed: BTreeSet<String> = view.cards.iter().map(|card| card.receipt.to_string()).collect();
    let result = found.signs.map(|(receiver, on_paper)| {
        let missing: Vec<String> = listed.difference(&found.there).cloned().collect();
        let extra = found.extra.into_iter().filter(|receipt| !listed.contains(receipt)).collect();
        let (there, listed) = ((listed.len() - missing.len()) as i64, listed.len() as i64);
        BatchResult { there, listed, missing, extra, receiver, on_paper }
    });
    BatchCheck { scanned: found.scanned, result }
}

/// What else can be done with a batch in its state.
fn forms(page: &PageCaller, view: &BatchView, typed: &Typed) -> Vec<ActForm> {
    let (lang, batch) = (page.lang, &view.batch);
    let id = batch.id.to_string();
    let any = |states: &[LineState]| view.cards.iter().any(|card| states.contains(&card.state));
    let (sends, signs) = (page.caller.may(Act::SendBatches), page.caller.may(Act::SignBatches));
    let with_post = batch.state == BatchState::Sent && batch.route == BatchRoute::Post && any(&[LineState::Sent]);
    let there = batch.state == BatchState::Received && any(&[LineState::Arrived, LineState::Extra, LineState::Missing]);
    let missing = batch.state == BatchState::Received && any(&[LineState::Missing]);
    let form = |(name, heading, action, button): (&str, &str, String, &str), fields| ActForm {
        id: name.to_owned(),
        heading: heading.to_owned(),
        hint: if name == "pos" { lang.batch_attempt_hint(POST_TRIES_MAX) } else { String::new() },
        action,
        fields,
        button: button.to_owned(),
        open: false,
    };
    // The receipt comes last: a scanner's Enter then sends the form.
    let receipt = |name: &str| ActField::line("receipt", lang.receipt_number(), typed.value(name, "receipt"));
    let reasons =
        |chosen: &str| NotCollected::ALL.iter().map(|one| Choice::new(one.code(), lang.not_collected(one.code()), chosen)).collect();
    let mut forms = Vec::new();
    if with_post && sends {
        let outcome = ActField::choice("outcome", lang.batch_attempt_outcome(), outcomes(lang, &typed.value("pos", "outcome")));
        let head = ("pos", lang.batch_attempt(), routes::batch_post(&id), lang.batch_attempt_button());
        forms.push(form(head, vec![outcome, receipt("pos")]));
    }
    if missing && signs {
        let head = ("ketemu", lang.batch_find(), routes::batch_find(&id), lang.batch_find_button());
        forms.push(form(head, vec![receipt("ketemu")]));
    }
    if (with_post || there) && sends {
        let reason = ActField::choice("reason", lang.batch_return_reason(), reasons(&typed.value("kembali", "reason")));
        let shelf = ActField::line("shelf", lang.shelf_code(), typed.value("kembali", "shelf")).hint(lang.shelf_code_hint());
        let head = ("kembali", lang.batch_return(), routes::batch_return(&id), lang.batch_return_button());
        forms.push(form(head, vec![reason, shelf, receipt("kembali")]));
    }
    forms
}

/// What can become of the postman's attempt: delivered for what came back, or in vain.
fn outcomes(lang: Lang, chosen: &str) -> Vec<Choice> {
    let delivered = OLD_CARD.iter().map(|back| Choice::new(back, &lang.batch_attempt_delivered(lang.old_card_choice(back)), chosen));
    let in_vain = NotCollected::ALL.iter().map(|reason| Choice::new(reason.code(), lang.not_collected(reason.code()), chosen));
    delivered.chain(in_vain).collect()
}
