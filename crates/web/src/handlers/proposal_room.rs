//! What the print room and the stock say of a proposed act: how many cards at which printer, which difference.

use std::collections::BTreeMap;

use app::{Office, print, proposals::ProposalPage as View, stock};
use domain::access::Act;
use serde::Deserialize;

use crate::{lang::Lang, session::PageCaller, state::Site};

/// A line of a proposal's content.
type Line = (String, Option<String>);

/// The lines that stand above the fields themselves.
pub(super) async fn lines(site: &Site, page: &PageCaller, view: &View) -> Vec<Line> {
    match view.line.proposal.order.as_str() {
        "release_run" => release(site, page, view).await,
        "settle_difference" => difference(site, page, view).await,
        _ => Vec::new(),
    }
}

/// The lists of a run that waits for its release.
#[derive(Deserialize)]
struct Lists {
    jobs: Vec<(String, String)>,
    deferred: Vec<(String, String)>,
}

async fn release(site: &Site, page: &PageCaller, view: &View) -> Vec<Line> {
    let lang = page.lang;
    let Ok(lists) = serde_json::from_str::<Lists>(&view.line.proposal.content) else { return Vec::new() };
    let mut lines: Vec<Line> = vec![(lang.content_field("jobs").to_owned(), Some(lang.number(lists.jobs.len() as i64)))];
    let mut printers = BTreeMap::new();
    for (_, printer) in &lists.jobs {
        *printers.entry(printer.as_str()).or_insert(0) += 1;
    }
    lines.extend(printers.into_iter().map(|(printer, count)| {
        let label = format!("{} {printer}", lang.content_field("jobs_at"));
        (label, Some(lang.room_cards(count)))
    }));
    let caller = page.caller.clone();
    // The classes are those of today's plan; whoever may not draw one up decides without them.
    if page.caller.may(Act::PlanRun)
        && let Ok(plan) = site.run(move |office: &Office| print::plan(office, &caller, None)).await
    {
        lines.push((lang.proposal_classes().to_owned(), Some(classes(lang, &lists, &plan))));
    }
    let waits = lists.deferred.len() as i64;
    lines.extend((waits > 0).then(|| (lang.content_field("deferred").to_owned(), Some(lang.room_cards(waits)))));
    lines
}

fn classes(lang: Lang, lists: &Lists, plan: &print::DayPlan) -> String {
    let known: BTreeMap<String, i64> = plan.jobs.iter().map(|job| (job.case.to_string(), job.class)).collect();
    let (mut counts, mut others) = (BTreeMap::new(), 0);
    for (case, _) in &lists.jobs {
        match known.get(case) {
            Some(class) => *counts.entry(*class).or_insert(0) += 1,
            None => others += 1,
        }
    }
    let classes = counts.into_iter().map(|(class, count)| lang.plan_class(class, count));
    classes.chain((others > 0).then(|| lang.proposal_other_class(others))).collect::<Vec<_>>().join(" · ")
}

async fn difference(site: &Site, page: &PageCaller, view: &View) -> Vec<Line> {
    let lang = page.lang;
    let named = view.content.iter().find(|(field, _)| field == "difference").map(|(_, id)| id.clone());
    let (Some(id), true) = (named, page.caller.may(Act::ViewStock)) else { return Vec::new() };
    let caller = page.caller.clone();
    let Ok(board) = site.run(move |office: &Office| stock::board(office, &caller)).await else { return Vec::new() };
    let found = board.differences.iter().find(|difference| difference.id.to_string() == id);
    let line = found.map(|difference| {
        let place = board.places.iter().find(|place| place.id == difference.place).map_or("", |place| &place.name);
        let said = lang.count_difference_line(
            lang.difference_kind(difference.kind.code()),
            lang.item(difference.item.code()),
            difference.expected,
            difference.counted,
        );
        (lang.content_field("difference_of").to_owned(), Some(format!("{place}: {said}")))
    });
    line.into_iter().collect()
}
