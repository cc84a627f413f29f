//! Acts that need a second person: the list, one of them, approving, declining, taking back.

use app::{
    AppError,
    import::ImportAbout,
    proposals::{self, ProposalLine, ProposalPage as View},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{access::Act, id::ProposalId, proposal::ProposalState};

use super::{import, parts, proposal_room, questions, sign_in::Nothing};
use crate::{
    answer::{self, NoticeQuery, Posted},
    content,
    lang::Lang,
    pages::{FieldError, Link, Nav, Part, ProposalPage, ProposalRow, ProposalsPage, Tag, routes},
    request::{ApprovalRequest, RefusalRequest},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn list(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    let caller = page.caller.clone();
    match site.run(move |office| proposals::list(office, &caller)).await {
        Ok(lines) => {
            let (waiting, settled): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.awaits);
            let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Oversight));
            shell.notice = query.notice(page.lang);
            let rows = |lines: Vec<&ProposalLine>| lines.into_iter().map(|line| row(page.lang, line)).collect();
            let tabs = answer::tabs(&page, routes::PROPOSALS);
            answer::page(StatusCode::OK, &ProposalsPage { shell, tabs, waiting: rows(waiting), settled: rows(settled) })
        }
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    match one(&site, &page, &id).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn approve(State(site): State<Site>, Path(id): Path<String>, posted: Posted<ApprovalRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(proposal) = ProposalId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let approved =
        move |office: &app::Office| proposals::approve(office, &caller, &request, proposal, &body.digest, body.password.reveal());
    let result = site.run(approved).await.map(|_| "approved");
    done(&site, &page, &id, result, ("setujui", String::new())).await
}

pub(crate) async fn decline(State(site): State<Site>, Path(id): Path<String>, posted: Posted<RefusalRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(proposal) = ProposalId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, reason) = (page.caller.clone(), body.reason.clone());
    let declined = move |office: &app::Office| proposals::decline(office, &caller, &request, proposal, &reason, body.password.reveal());
    let result = site.run(declined).await.map(|_| "declined");
    done(&site, &page, &id, result, ("tolak", body.reason)).await
}

pub(crate) async fn withdraw(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(proposal) = ProposalId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = site.run(move |office| proposals::withdraw(office, &caller, &request, proposal)).await.map(|_| "withdrawn");
    done(&site, &page, &id, result, ("", String::new())).await
}

/// After a decision: the proposal with a notice, or its page again with what is wrong in the form whose ids begin with the first text;
/// the second one is the reason that was typed.
async fn done(site: &Site, page: &PageCaller, id: &str, result: Result<&'static str, AppError>, typed: (&str, String)) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(&routes::proposal(id), Some(notice)),
        Err(error) => error,
    };
    let (form, typed_reason) = typed;
    let id_of = |field: &str| match field {
        "password" => Some(format!("{form}-password")),
        "reason" if form == "tolak" => Some("tolak-reason".to_owned()),
        _ => None,
    };
    let Some(mut errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    match one(site, page, id).await {
        Ok(mut shown) => {
            if shown.part != Part::Decide {
                errors = errors.into_iter().map(|error| FieldError { field: None, ..error }).collect();
            }
            (shown.shell.errors, shown.typed_reason) = (errors, typed_reason);
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

async fn one(site: &Site, page: &PageCaller, id: &str) -> Result<ProposalPage, Response> {
    let Some(id) = ProposalId::parse(id) else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let caller = page.caller.clone();
    let found = site.run(move |office| proposals::view(office, &caller, id)).await;
    let view = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let mut shown = render(site, page, &view);
    shown.content.splice(0..0, proposal_room::lines(site, page, &view).await);
    Ok(shown)
}

fn render(site: &Site, page: &PageCaller, view: &View) -> ProposalPage {
    let (lang, proposal) = (page.lang, &view.line.proposal);
    let account = view.account.as_ref().map(|account| {
        let role = lang.office_role(account.standing.role.code());
        format!("{} · {} · {role} · {}", account.name, account.username, parts::posting(site, lang, account))
    });
    ProposalPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Oversight)),
        row: row(lang, &view.line),
        content: lines_of(site, page, view),
        digest: proposal.digest.clone(),
        person: view.person.as_ref().map(|person| parts::person_line(site, person)),
        account,
        beside: view.question.as_ref().map(|question| questions::beside(site, page, question)),
        decided_at: proposal.decided_at,
        reason: proposal.reason.clone(),
        part: part(page, &view.line),
        follow: follow(page, &view.line),
        typed_reason: String::new(),
    }
}

fn row(lang: Lang, line: &ProposalLine) -> ProposalRow {
    let proposal = &line.proposal;
    let lapsed = proposal.state == ProposalState::Open && !line.awaits;
    ProposalRow {
        id: proposal.id.to_string(),
        act: lang.order_name(&proposal.order).to_owned(),
        proposer: line.proposer.clone(),
        at: proposal.proposed_at,
        until: proposal.expires_at(),
        state: Tag::proposal(lang, if lapsed { "expired" } else { proposal.state.code() }),
        decided_by: line.decided_by.clone(),
    }
}

/// Who or what it is about is read first; the other fields follow in the order of their names.
const READ_FIRST: &[&str] =
    &["name", "nik", "username", "staff", "role", "posting", "active", "purpose", "reason", "from", "to", "quantity"];

/// What this reader can do with it now.
fn part(page: &PageCaller, line: &ProposalLine) -> Part {
    match (line.proposal.state, line.own, line.awaits) {
        (ProposalState::Open, true, _) => Part::Withdraw,
        (ProposalState::Open, false, true) if page.caller.may(Act::DecideProposal) => Part::Decide,
        (ProposalState::Open, false, true) => Part::Wait,
        _ => Part::Nothing,
    }
}

/// Whoever had a code issued must also hand it over.
fn follow(page: &PageCaller, line: &ProposalLine) -> Option<Link> {
    let issued = line.proposal.state == ProposalState::Approved && matches!(line.proposal.order.as_str(), "open_account" | "issue_code");
    let link = || Link { label: page.lang.proposal_code_ready().to_owned(), href: routes::ACCOUNTS.to_owned() };
    (issued && page.caller.may(Act::ManageAccounts)).then(link)
}

/// The content in words. What the page shows as its person or account has no line of its own.
fn lines_of(site: &Site, page: &PageCaller, view: &View) -> Vec<(String, Option<String>)> {
    let lang = page.lang;
    let mut lines = Vec::new();
    for shown in content::shown_to(&page.caller, &view.content) {
        // What an import or a question is, is told in words of its own.
        if (shown.field == "import" && view.import.is_some()) || (shown.field == "question" && view.question.is_some()) {
            continue;
        }
        let named_above = (shown.field == "person" && view.person.is_some()) || (shown.field == "account" && view.account.is_some());
        if !named_above {
            lines.push((
                shown.field.clone(),
                shown.value.map(|value| {
                    answer_in_words(lang, view, &shown.field, &value).unwrap_or_else(|| in_words(site, lang, &shown.field, &value))
                }),
            ));
        }
    }
    // An account without a posting is for the whole office: what is empty has no line, and that would be easily overlooked.
    let grants = view.content.iter().any(|(field, _)| field == "role") && !view.content.iter().any(|(field, _)| field == "posting");
    if grants {
        lines.push(("posting".to_owned(), Some(lang.whole_office().to_owned())));
    }
    lines.sort_by_key(|(field, _)| READ_FIRST.iter().position(|first| first == field).unwrap_or(READ_FIRST.len()));
    let named = lines.into_iter().map(|(field, value)| (lang.content_field(&field).to_owned(), value));
    view.import.iter().flat_map(|about| import_lines(lang, about)).chain(named).collect()
}

/// What an import is and would do, as its own page says it.
fn import_lines(lang: Lang, about: &ImportAbout) -> Vec<(String, Option<String>)> {
    let (summary, row) = (&about.summary, import::row(lang, &about.summary));
    let counts = &summary.counts;
    let mut lines = vec![
        (lang.import_word(), row.file_name),
        (lang.import_layout(), row.layout),
        (lang.import_as_of(), lang.date_short(row.as_of)),
        (lang.import_rows_word(), lang.number(row.rows)),
    ];
    let kinds = [("new", counts.new), ("changed", counts.changed), ("refused", counts.refused), ("held", counts.held)];
    lines.extend(kinds.map(|(kind, count)| (lang.shown_kind(kind), lang.number(count))));
    let exceeded = about.exceeded.iter();
    lines.extend(
        exceeded
            .map(|one| (lang.import_exceeded(), lang.import_exceeded_line(lang.import_measure(one.measure.code()), one.count, one.may))),
    );
    lines.into_iter().map(|(label, value)| (label.to_owned(), Some(value))).collect()
}

/// A value of the answer to a question, as the comparison above calls it.
fn answer_in_words(lang: Lang, view: &View, field: &str, value: &str) -> Option<String> {
    let question = view.question.as_ref()?;
    let of = |number: &str| question.people.iter().zip(1..).find(|(person, _)| person.id.to_string() == number);
    match field {
        "row" => Some(lang.question_row(value.parse::<i64>().ok()? + 1)),
        "keep" => of(value).map(|(_, number)| lang.question_person(number)),
        "take" => Some(value.split(", ").map(|code| lang.column_name(code)).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

/// A value in words where it is a code.
fn in_words(site: &Site, lang: Lang, field: &str, value: &str) -> String {
    let words = match field {
        "role" => lang.office_role(value),
        "posting" | "village" => site.office.areas().name(value).unwrap_or(value),
        "sex" => lang.sex_of(value),
        "marital" => lang.marital_of(value),
        "purpose" => lang.purpose(value),
        "code" => lang.central_name(value),
        "spoiled" | "cause" => lang.spoil_cause(value),
        "old_card" => lang.old_card_choice(value),
        "source" => lang.blank_source(value),
        "item" => lang.item(value),
        "policy" => lang.policy(value),
        "route" => lang.print_route(value),
        "by" => lang.told_by(value),
        "how" if lang.given_away(value) != value => lang.given_away(value),
        "how" => lang.settlement(value),
        "outcome" => lang.repair_outcome(value),
        "stay" => lang.stay_of(value),
        "damage" if value == "usable" => lang.open_usable_yes(),
        "damage" if value == "unusable" => lang.open_usable_no(),
        "documents" => return value.split(", ").map(|code| lang.document(code)).collect::<Vec<_>>().join(", "),
        "birth_date" | "observed_on" | "on" | "reply_due" | "until" | "next_delivery" => {
            return value.parse().map_or_else(|_| value.to_owned(), |day| lang.date_short(day));
        }
        "drawn_at" => {
            let at = value.parse().ok().and_then(|micros| jiff::Timestamp::from_microsecond(micros).ok());
            return at.map_or_else(|| value.to_owned(), |at| lang.moment(at, site.zone()));
        }
        "active" | "identity_checked" if value == "true" => lang.yes(),
        "active" | "identity_checked" if value == "false" => lang.no(),
        _ => value,
    };
    words.to_owned()
}
