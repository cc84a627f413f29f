//! Who was never told: the queues, what to do about each, and a table for the villages.

use app::notices::{self, NextTelling, UNTOLD_COUNTED_MAX, Untold, Why};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{case::CaseState, notice::NoticePurpose};
use serde::Deserialize;

use super::parts;
use crate::{
    answer::{self, NoticeQuery},
    csv,
    lang::Lang,
    pages::{Link, Nav, Paging, Tab, UntoldAct, UntoldPage, UntoldRow, routes},
    session::PageCaller,
    state::Site,
};

/// Rows on one page.
const ROWS: usize = 50;

/// The queues in the order of the tabs.
const QUEUES: [&str; 6] = ["late", "deferred", "lying", "wrong_number", "no_phone", "stopped"];

/// Which queue, which page, in which form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct UntoldQuery {
    antrean: String,
    halaman: String,
    bentuk: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    page: PageCaller,
    Query(query): Query<UntoldQuery>,
    Query(notice): Query<NoticeQuery>,
) -> Response {
    let caller = page.caller.clone();
    let found = match site.run(move |office| notices::never_told(office, &caller, UNTOLD_COUNTED_MAX)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let queue = QUEUES.into_iter().find(|queue| *queue == query.antrean).unwrap_or_default();
    let chosen: Vec<&Untold> = found.iter().filter(|one| queue.is_empty() || queue_of(one) == queue).collect();
    if query.bentuk == "csv" {
        return for_villages(&site, page.lang, &chosen);
    }
    let pages = (chosen.len().div_ceil(ROWS) as i64).max(1);
    let at = query.halaman.parse().unwrap_or(1).clamp(1, pages);
    let link = |to: i64| (1..=pages).contains(&to).then(|| routes::untold(queue, to));
    let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Pickup));
    shell.notice = notice.notice(page.lang);
    let shown = UntoldPage {
        shell,
        queues: queues(page.lang, &found, queue),
        queue: queue.to_owned(),
        rows: chosen.iter().skip((at - 1) as usize * ROWS).take(ROWS).map(|one| row(&site, one)).collect(),
        first: (found.len() as i64 >= UNTOLD_COUNTED_MAX).then_some(UNTOLD_COUNTED_MAX),
        paging: Paging { page: at, pages, previous: link(at - 1), next: link(at + 1) },
    };
    answer::page(StatusCode::OK, &shown)
}

/// The queue in which somebody stands: what keeps a message from them, else what they are to be told.
pub(crate) fn queue_of(untold: &Untold) -> &'static str {
    match (untold.why, untold.line.state) {
        (Why::NoPhone, _) => "no_phone",
        (Why::WrongNumber, _) => "wrong_number",
        (Why::Stopped, _) => "stopped",
        (_, CaseState::Deferred) => "deferred",
        (_, CaseState::Printed | CaseState::OnShelf | CaseState::OnTheWay | CaseState::AtVillage) => "lying",
        _ => "late",
    }
}

/// The code of why somebody was never told.
pub(crate) const fn why_code(why: Why) -> &'static str {
    match why {
        Why::NotSent => "not_sent",
        Why::NoPhone => "no_phone",
        Why::WrongNumber => "wrong_number",
        Why::Stopped => "stopped",
        Why::NotArrived => "not_arrived",
        Why::UnderWay => "under_way",
    }
}

/// The code of how somebody is told next.
pub(crate) const fn next_code(next: NextTelling) -> &'static str {
    match next {
        NextTelling::Message => "message",
        NextTelling::Family => "family",
        NextTelling::School => "school",
        NextTelling::Village => "village",
    }
}

fn queues(lang: Lang, found: &[Untold], chosen: &str) -> Vec<Tab> {
    let tab = |queue: &'static str, name: &str, count: usize| Tab {
        link: Link { label: format!("{name}: {}", lang.number(count as i64)), href: routes::untold(queue, 1) },
        current: queue == chosen,
    };
    let mut tabs = vec![tab("", lang.untold_all(), found.len())];
    let count = |queue| found.iter().filter(|one| queue_of(one) == queue).count();
    tabs.extend(
        QUEUES
            .into_iter()
            .map(|queue| (queue, count(queue)))
            .filter(|(_, count)| *count > 0)
            .map(|(queue, count)| tab(queue, lang.untold_kind(queue), count)),
    );
    tabs
}

/// What there is to be said in a state; nothing while a case only waits for others.
const fn purpose(state: CaseState) -> Option<NoticePurpose> {
    match state {
        CaseState::Deferred => Some(NoticePurpose::Deferred),
        CaseState::Printed | CaseState::OnShelf => Some(NoticePurpose::Ready),
        CaseState::AtVillage => Some(NoticePurpose::Moved),
        _ => None,
    }
}

fn row(site: &Site, untold: &Untold) -> UntoldRow {
    let line = &untold.line;
    UntoldRow {
        case_id: line.case.to_string(),
        receipt: line.receipt.to_string(),
        name: line.name.clone(),
        area: parts::area(site, &line.village),
        state: line.state.code().to_owned(),
        opened: site.office.profile().zone.date(line.opened_at),
        why: why_code(untold.why).to_owned(),
        next: next_code(untold.next).to_owned(),
        family: if untold.next == NextTelling::Family { line.family_phones } else { 0 },
        owner: untold.owner.code().to_owned(),
        act: match purpose(line.state) {
            Some(purpose) if untold.next == NextTelling::Message && untold.why != Why::UnderWay => {
                UntoldAct::Send(purpose.code().to_owned())
            }
            Some(_) if untold.why != Why::UnderWay => UntoldAct::Tell,
            _ => UntoldAct::Wait,
        },
    }
}

/// Those of a queue who are told through their village, village by village: no numbers, only what a village needs to find them.
fn for_villages(site: &Site, lang: Lang, chosen: &[&Untold]) -> Response {
    let mut told: Vec<&&Untold> = chosen.iter().filter(|one| one.next == NextTelling::Village).collect();
    told.sort_by_key(|one| (one.line.village.as_str(), one.line.name.as_str()));
    let heading = [lang.kecamatan(), lang.village(), lang.name(), lang.receipt_number(), lang.untold_where(), lang.status_todo()];
    let row = |one: &&&Untold| {
        let state = one.line.state.code();
        vec![
            parts::subdistrict(site, &one.line.village),
            parts::village(site, &one.line.village),
            one.line.name.clone(),
            one.line.receipt.to_string(),
            lang.public_state(state).to_owned(),
            lang.public_todo(state).to_owned(),
        ]
    };
    let rows: Vec<Vec<String>> = told.iter().map(row).collect();
    csv::download("belum-diberi-tahu", &heading, &rows)
}
