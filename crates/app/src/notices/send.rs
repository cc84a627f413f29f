//! The worker: takes notices that are due, hands each to a gateway outside of every transaction, and writes down what became of it.
//!
//! A notice is marked as being sent before the call. Whoever dies in between leaves it so; after the time of a call it is uncertain. A lost
//! answer is uncertain too: the gateway is asked where it can be, otherwise the notice is sent again after a set time and marked as
//! possibly double.

use std::sync::Arc;

use domain::{
    id::NoticeId,
    notice::{Notice, NoticeCommand, NoticeState, send_from},
    person::Phone,
    rule::NoticeMeasure,
};
use jiff::Timestamp;
use store::{StoreFault, Write, tables};

use super::{
    change,
    port::{Answer, Gateway, Message},
    receive::receive_in,
    texts::{Rules, fits},
};
use crate::{AppError, Office};

/// Notices looked at in one step.
const STEP_MAX: i64 = 100;

/// What a step did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stepped {
    /// Notices that were handed to a gateway.
    pub sent: usize,
    /// Of these, taken.
    pub taken: usize,
    /// Notices whose state changed without a call: lapsed, timed out, given up, repeated, asked after.
    pub settled: usize,
}

/// Does one step of the worker. `gateways` in the order in which they are tried: the next attempt of a notice goes the next way.
pub fn step(office: &Office, gateways: &[Arc<dyn Gateway>]) -> Result<Stepped, AppError> {
    let mut stepped = Stepped { settled: settle(office, gateways)?, ..Stepped::default() };
    let (now, rules) = (office.now(), rules_of(office));
    if gateways.is_empty() || rules.quiet()?.holds(rules.office.zone.time_zone().to_datetime(now).hour()) {
        return Ok(stepped);
    }
    let due = office.store.read(|tx| tables::notice::in_state(tx, NoticeState::Waiting, now, STEP_MAX))?;
    let mut busy = vec![false; gateways.len()];
    for notice in due {
        let turn = notice.attempts.max(0) as usize % gateways.len();
        // A way that has just said that it cannot is left alone until the next step; the message takes another.
        let free = (0..gateways.len()).map(|way| (turn + way) % gateways.len()).find(|way| busy.get(*way) == Some(&false));
        let Some((way, gateway)) = free.and_then(|way| gateways.get(way).map(|gateway| (way, gateway))) else { break };
        let Some(begun) = begin(office, notice.id, gateway.name())? else { continue };
        stepped.sent += 1;
        let answer = gateway.send(&begun);
        if let (Answer::Busy { .. }, Some(busy)) = (&answer, busy.get_mut(way)) {
            *busy = true;
        }
        stepped.taken += usize::from(matches!(answer, Answer::Taken { .. }));
        answered(office, notice.id, answer)?;
    }
    Ok(stepped)
}

fn rules_of(office: &Office) -> Rules<'_> {
    Rules { book: &office.rules, office: office.profile(), today: office.today() }
}

/// Marks a notice as being sent by a gateway; nothing when it is not to be sent any more.
fn begin(office: &Office, id: NoticeId, route: &str) -> Result<Option<Message>, AppError> {
    let (book, profile, today, route) = (office.rules.clone(), office.profile().clone(), office.today(), route.to_owned());
    office.store.write("begin_notice", office.seed(), move |write| {
        let Some(notice) = tables::notice::find(write, id)?.filter(|notice| notice.state == NoticeState::Waiting) else {
            return Ok(None);
        };
        let Some(phone) = notice.phone.clone() else { return Ok(None) };
        let rules = Rules { book: &book, office: &profile, today };
        if let Some(why) = why_not(rules, write, &notice, &phone)? {
            change(write, notice, &NoticeCommand::Cancel { why: why.to_owned() })?;
            return Ok(None);
        }
        let begun = change(write, notice, &NoticeCommand::Begin { route: route.clone() })?;
        Ok::<_, AppError>(Some(Message { id, attempt: begun.attempts, to: phone, text: begun.text, deadline: begun.deadline }))
    })
}

/// Why a notice is not to be sent any more.
fn why_not(rules: Rules<'_>, write: &mut Write<'_>, notice: &Notice, phone: &Phone) -> Result<Option<&'static str>, AppError> {
    if tables::notice::find_stopped(write, phone)?.is_some() {
        return Ok(Some("stopped"));
    }
    let case = tables::case_file::find(write, notice.case)?.ok_or(StoreFault::Missing("the case of a notice"))?;
    Ok((!fits(rules, notice.purpose, &case)).then_some("case_moved_on"))
}

/// Writes down what a gateway answered.
fn answered(office: &Office, id: NoticeId, answer: Answer) -> Result<(), AppError> {
    let rules = rules_of(office);
    let again_at = rules.minutes(office.now(), NoticeMeasure::RetryMinutes, 1)?;
    let again_at = send_from(again_at, rules.office.zone, rules.quiet()?);
    let command = match answer {
        Answer::Taken { reference } => NoticeCommand::Take { reference },
        Answer::Busy { detail } => NoticeCommand::PutOff { detail, again_at },
        Answer::Refused { detail } => NoticeCommand::Refuse { detail },
        Answer::Lost { detail } => NoticeCommand::Doubt { detail },
    };
    office.store.write("notice_answered", office.seed(), move |write| {
        let Some(notice) = tables::notice::find(write, id)? else { return Ok(()) };
        let notice = change(write, notice, &command)?;
        hear_strays(write, &notice)
    })
}

/// Hears the receipts that came before the gateway's own answer was written down.
fn hear_strays(write: &mut Write<'_>, notice: &Notice) -> Result<(), AppError> {
    let (Some(route), Some(reference)) = (&notice.route, &notice.reference) else { return Ok(()) };
    for outcome in tables::notice::take_strays(write, route, reference)? {
        receive_in(write, route, reference, outcome)?;
    }
    Ok(())
}

/// Settles what needs no sending: calls that never came back, lost answers, receipts that never came, deadlines.
fn settle(office: &Office, gateways: &[Arc<dyn Gateway>]) -> Result<usize, AppError> {
    let (now, rules) = (office.now(), rules_of(office));
    let called = rules.minutes(now, NoticeMeasure::CallMinutes, -1)?;
    let doubted = rules.hours(now, NoticeMeasure::UncertainHours, -1)?;
    let silent = rules.hours(now, NoticeMeasure::ReceiptHours, -1)?;
    let (sending, uncertain, taken, waiting) = office.store.read(|tx| {
        Ok::<_, StoreFault>((
            tables::notice::stale(tx, NoticeState::Sending, called, STEP_MAX)?,
            tables::notice::stale(tx, NoticeState::Uncertain, now, STEP_MAX)?,
            tables::notice::stale(tx, NoticeState::Taken, silent, STEP_MAX)?,
            tables::notice::overdue(tx, now, STEP_MAX)?,
        ))
    })?;
    let mut commands: Vec<(NoticeId, NoticeCommand)> = Vec::new();
    let lost = || NoticeCommand::Doubt { detail: "the sender stopped before the answer".to_owned() };
    commands.extend(sending.iter().map(|notice| (notice.id, lost())));
    for notice in &uncertain {
        commands.extend(resolve(gateways, notice, (now, doubted)).map(|command| (notice.id, command)));
    }
    commands.extend(taken.iter().map(|notice| (notice.id, NoticeCommand::TimeOut)));
    commands.extend(waiting.iter().map(|notice| (notice.id, NoticeCommand::GiveUp)));
    if commands.is_empty() {
        return Ok(0);
    }
    office.store.write("settle_notices", office.seed(), move |write| {
        for (id, command) in &commands {
            let notice = tables::notice::find(write, *id)?.ok_or(StoreFault::Missing("a notice"))?;
            let notice = change(write, notice, command)?;
            hear_strays(write, &notice)?;
        }
        Ok::<_, AppError>(commands.len())
    })
}

/// What becomes of a notice whose answer was lost: what the gateway says, or after the set time once more, marked as possibly double.
fn resolve(gateways: &[Arc<dyn Gateway>], notice: &Notice, (now, doubted): (Timestamp, Timestamp)) -> Option<NoticeCommand> {
    let gateway = gateways.iter().find(|gateway| Some(gateway.name()) == notice.route.as_deref());
    match gateway.and_then(|gateway| gateway.ask(notice.id, notice.attempts)) {
        Some(Answer::Taken { reference }) => Some(NoticeCommand::Take { reference }),
        Some(Answer::Refused { detail }) => Some(NoticeCommand::Refuse { detail }),
        Some(Answer::Busy { detail }) => Some(NoticeCommand::PutOff { detail, again_at: now }),
        Some(Answer::Lost { .. }) | None if now >= notice.deadline => Some(NoticeCommand::GiveUp),
        Some(Answer::Lost { .. }) | None => (notice.since <= doubted).then_some(NoticeCommand::Repeat),
    }
}
