//! Who looked at whom, and the reason that is asked for before somebody looks at many.

use app::looks::{self, LookReport, PersonLooks};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::id::PersonId;
use serde::Deserialize;

use super::parts;
use crate::{
    answer::{self, Posted},
    csv,
    lang::Lang,
    pages::{LookReasonPage, LookReportPage, LookRow, Nav, PersonLooksPage, StaffLooksRow, routes},
    request::{ReasonRequest, day},
    session::PageCaller,
    state::Site,
};

/// Days and form of a report.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct ReportQuery {
    dari: String,
    sampai: String,
    bentuk: String,
}

impl ReportQuery {
    fn wants_table(&self) -> bool {
        self.bentuk == "csv"
    }
}

pub(crate) async fn of_person(
    State(site): State<Site>,
    page: PageCaller,
    Path(id): Path<String>,
    Query(query): Query<ReportQuery>,
) -> Response {
    let Ok(id) = id.parse() else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    match site.run(move |office| looks::of_person(office, &caller, PersonId(id))).await {
        Ok(found) if query.wants_table() => person_table(&site, page.lang, &found),
        Ok(found) => {
            let shown = PersonLooksPage {
                shell: answer::shell(&site, page.lang, Some(&page), Some(Nav::Search)),
                person: parts::person_line(&site, &found.person),
                total: found.total,
                rows: parts::look_rows(page.lang, &found.looks),
            };
            answer::page(StatusCode::OK, &shown)
        }
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn person_table(site: &Site, lang: Lang, found: &PersonLooks) -> Response {
    let heading = [lang.time_word(), lang.who_word(), lang.account_role(), lang.look_where(), lang.look_others(), lang.look_reason()];
    let row = |row: LookRow| {
        let reason = row.reason.unwrap_or_default();
        vec![lang.moment(row.at, site.zone()), row.who, row.role, row.sight, row.others.to_string(), reason]
    };
    let rows: Vec<Vec<String>> = parts::look_rows(lang, &found.looks).into_iter().map(row).collect();
    csv::download(&format!("dilihat-{}", found.person.id), &heading, &rows)
}

pub(crate) async fn report(State(site): State<Site>, page: PageCaller, Query(query): Query<ReportQuery>) -> Response {
    let (caller, today, lang) = (page.caller.clone(), site.office.today(), page.lang);
    let days = day("from", &query.dari, today).and_then(|from| Ok((from, day("until", &query.sampai, today)?)));
    let found = match days {
        Ok((from, until)) => site.run(move |office| looks::report(office, &caller, from, until)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let error = match found {
        Ok(found) if query.wants_table() => return staff_table(lang, &found),
        Ok(found) => return answer::page(StatusCode::OK, &render_report(&site, &page, &found)),
        Err(error) => error,
    };
    let id_of = |field: &str| Some(if field == "from" { "dari" } else { "sampai" }.to_owned());
    let Some(errors) = answer::form_errors(lang, &error, id_of) else {
        return answer::error(&site, lang, Some(&page), &error);
    };
    let mut shown = render_report(&site, &page, &LookReport { from: today, until: today, staff: Vec::new() });
    (shown.shell.errors, shown.from, shown.until) = (errors, query.dari, query.sampai);
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn render_report(site: &Site, page: &PageCaller, found: &LookReport) -> LookReportPage {
    let row = |one: &looks::StaffLooks| StaffLooksRow {
        who: one.who.clone(),
        role: page.lang.office_role(&one.role).to_owned(),
        looks: one.looks,
        pages: one.pages,
        outside: one.outside,
        stopped: one.stopped,
    };
    LookReportPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Oversight)),
        tabs: answer::tabs(page, routes::LOOKS),
        from: found.from.to_string(),
        until: found.until.to_string(),
        rows: found.staff.iter().map(row).collect(),
    }
}

fn staff_table(lang: Lang, found: &LookReport) -> Response {
    let heading =
        [lang.looks_staff(), lang.account_role(), lang.looks_answers(), lang.looks_pages(), lang.looks_outside(), lang.looks_stopped()];
    let row = |one: &looks::StaffLooks| {
        let numbers = [one.looks, one.pages, one.outside, one.stopped].map(|number| number.to_string());
        [vec![one.who.clone(), lang.office_role(&one.role).to_owned()], numbers.to_vec()].concat()
    };
    let rows: Vec<Vec<String>> = found.staff.iter().map(row).collect();
    csv::download(&format!("penglihatan-{}-{}", found.from, found.until), &heading, &rows)
}

/// Keeps the reason and leads back to where it was asked for.
pub(crate) async fn give_reason(State(site): State<Site>, posted: Posted<ReasonRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let (caller, note) = (page.caller.clone(), body.note.clone());
    let result = match body.read() {
        Ok(reason) => site.run(move |office| looks::give_reason(office, &caller, reason, &note)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let back = if routes::is_local(&body.back) { body.back.clone() } else { routes::HOME.to_owned() };
    let Err(error) = result else { return answer::see(&back, Some("reason")) };
    let id_of = |field: &str| Some(if field == "reason" { "reason-at_counter" } else { field }.to_owned());
    let Some(errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(&site, page.lang, Some(&page), &error);
    };
    let mut shell = answer::shell(&site, page.lang, Some(&page), None);
    (shell.errors, shell.here) = (errors, back.clone());
    let reasons = LookReasonPage::reasons(page.lang, &body.reason);
    let sentence = page.lang.reason_again().to_owned();
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &LookReasonPage { shell, sentence, reasons, note: body.note, back })
}
