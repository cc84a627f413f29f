//! The first page: search, figures, queues, what to do now.

use app::{
    Caller, Office,
    figures::{self, Figures as Counted, StateCount},
    ladder::{self, Counts},
    notices::{self, AtHand, UNTOLD_COUNTED_MAX},
    proposals::{self, ProposalLine},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{access::Act, case::CaseState};
use jiff::Timestamp;

use crate::{
    answer::{self, NoticeQuery},
    lang::Lang,
    pages::{Figures, HomePage, Link, Nav, Queue, Todo, Tone, routes},
    session::PageCaller,
    state::Site,
};

/// Stock below this many working days is said aloud.
const BLANK_DAYS_LOW: i64 = 10;

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    let caller = page.caller.clone();
    let read = move |office: &Office| {
        let told = caller.may(Act::SendNotices).then(|| notices::at_hand(office, &caller)).transpose()?;
        let due = caller.may(Act::SendBatches).then(|| ladder::due_today(office, &caller)).transpose()?;
        Ok((figures::figures(office, &caller)?, proposals::list(office, &caller)?, told, due))
    };
    match site.run(read).await {
        Ok((counted, proposed, told, due)) => {
            let lang = page.lang;
            let mut shell = answer::shell(&site, lang, Some(&page), Some(Nav::Home));
            shell.notice = query.notice(lang);
            let may_add = page.caller.may(Act::AddPerson);
            let now = site.office.now();
            let home = HomePage {
                shell,
                figures: (counted.register.people > 0).then(|| tiles(&counted)),
                todos: [
                    todos(lang, &counted, now, &page.caller),
                    telling_todos(lang, told, due, now),
                    proposal_todos(lang, &proposed, &page.caller),
                ]
                .concat(),
                queues: queues(lang, &counted, &page.caller),
                may_add,
                may_plan: page.caller.may(Act::ViewPlans),
            };
            answer::page(StatusCode::OK, &home)
        }
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn oldest(counted: &Counted, state: CaseState) -> Option<Timestamp> {
    counted.open.iter().find(|count| count.state == state).map(|count| count.oldest)
}

fn tiles(counted: &Counted) -> Figures {
    Figures {
        as_of: None,
        must_have: counted.register.must_have,
        recorded: counted.register.recorded,
        unrecorded: counted.unrecorded(),
        waiting_centre: counted.in_state(CaseState::WaitingCentral),
        ready: counted.in_state(CaseState::ReadyToPrint),
        ready_oldest: oldest(counted, CaseState::ReadyToPrint),
        uncollected: counted.uncollected(),
        uncollected_oldest: oldest(counted, CaseState::OnShelf),
        blanks: counted.blanks,
        blank_days: counted.blank_days,
        printed_today: counted.printed_today,
        handed_today: counted.collected_today,
    }
}

fn queues(lang: Lang, counted: &Counted, caller: &Caller) -> Vec<Queue> {
    let one = |count: &StateCount| {
        let href = match count.state {
            CaseState::ReadyToPrint if caller.may(Act::ViewPrintQueue) => Some(routes::PRINT_QUEUE.to_owned()),
            CaseState::Deferred if caller.may(Act::ViewPrintQueue) => Some(routes::DEFERRED.to_owned()),
            CaseState::InRun if caller.may(Act::PlanRun) => Some(routes::PRINT_SCAN.to_owned()),
            CaseState::Printed if caller.may(Act::ShelveCard) => Some(routes::SHELF.to_owned()),
            state => caller.may(Act::ViewPerson).then(|| routes::waiting(state.code())),
        };
        Queue { name: lang.case_state(count.state.code()).to_owned(), href, count: count.count, oldest: Some(count.oldest) }
    };
    let mut open = counted.open.clone();
    open.sort_by_key(|count| count.state);
    open.iter().map(one).collect()
}

/// What this role can do about what waits.
fn todos(lang: Lang, counted: &Counted, now: Timestamp, caller: &Caller) -> Vec<Todo> {
    let mut todos = Vec::new();
    let age = |state| oldest(counted, state).map(|since| lang.todo_oldest(&lang.age(since, now)));
    for (state, act, label) in [
        (CaseState::WaitingRecording, Act::RecordBiometrics, Lang::todo_record as fn(Lang, i64) -> String),
        (CaseState::WaitingCentral, Act::ObserveCentral, Lang::todo_centre),
        (CaseState::Opened, Act::OpenCase, Lang::todo_documents),
    ] {
        let count = counted.in_state(state);
        if count > 0 && caller.may(act) {
            let task = Link { label: label(lang, count), href: routes::waiting(state.code()) };
            todos.push(Todo { task, why: age(state), tone: Tone::Info });
        }
    }
    let ready = counted.in_state(CaseState::ReadyToPrint);
    if ready > 0 && caller.may(Act::RecordPrint) {
        let task = Link { label: lang.todo_print(ready), href: routes::PRINT_ROOM.to_owned() };
        todos.push(Todo { task, why: age(CaseState::ReadyToPrint), tone: Tone::Info });
    }
    let printed = counted.in_state(CaseState::Printed);
    if printed > 0 && caller.may(Act::ShelveCard) {
        let task = Link { label: lang.todo_shelve(printed), href: routes::SHELF.to_owned() };
        todos.push(Todo { task, why: age(CaseState::Printed), tone: Tone::Wait });
    }
    if let Some(days) = counted.blank_days.filter(|days| *days < BLANK_DAYS_LOW)
        && caller.may(Act::ViewStock)
    {
        let task = Link { label: lang.todo_blanks(days), href: routes::STOCK.to_owned() };
        todos.push(Todo { task, why: None, tone: Tone::Stop });
    }
    todos
}

/// What waits about notices and about cards that nobody fetched.
fn telling_todos(lang: Lang, told: Option<AtHand>, due: Option<Counts>, now: Timestamp) -> Vec<Todo> {
    let todo = |label: String, href: &str, why, tone| Todo { task: Link { label, href: href.to_owned() }, why, tone };
    let mut todos = Vec::new();
    if let Some(alarm) = told.and_then(|told| told.alarm) {
        let why = Some(lang.todo_oldest(&lang.age(alarm.waiting_since, now)));
        todos.push(todo(lang.todo_watchdog().to_owned(), routes::NOTICES, why, Tone::Stop));
    }
    match told.map_or(0, |told| told.never_told) {
        0 => {}
        many if many >= UNTOLD_COUNTED_MAX => todos.push(todo(lang.todo_never_told_many(many), routes::UNTOLD, None, Tone::Wait)),
        count => todos.push(todo(lang.todo_never_told(count), routes::UNTOLD, None, Tone::Wait)),
    }
    if let Some(steps) = due.map(|due| due.notices + due.climbs).filter(|steps| *steps > 0) {
        todos.push(todo(lang.todo_ladder(steps), routes::LADDER, None, Tone::Info));
    }
    todos
}

/// Proposals that wait: for this reader's decision, or the reader's own for somebody else's.
fn proposal_todos(lang: Lang, proposed: &[ProposalLine], caller: &Caller) -> Vec<Todo> {
    let waiting = |own: bool| proposed.iter().filter(|line| line.awaits && line.own == own).count() as i64;
    let (others, own) = (waiting(false), waiting(true));
    let todo = |label: String, tone| Todo {
        task: Link { label, href: routes::PROPOSALS.to_owned() },
        why: Some(lang.todo_proposals_why().to_owned()),
        tone,
    };
    let decides = others > 0 && caller.may(Act::DecideProposal);
    let decide = decides.then(|| todo(lang.todo_proposals(others), Tone::Wait));
    let wait = (own > 0).then(|| todo(lang.todo_own_proposals(own), Tone::Plain));
    decide.into_iter().chain(wait).collect()
}
