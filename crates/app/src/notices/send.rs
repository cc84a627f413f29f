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
use jiff::{SignedDuration, Timestamp};
use store::{StoreFault, Write, tables};

use super::{
    Reply, change, hear,
    receive::{hear_strays, outcome_of, reference_of},
    texts::{Rules, fits},
};
use crate::{
    AppError, Office,
    gateway::{Asked, Gateway, GatewayFault, Handed, KeepFault, Outgoing, ReceiptState},
};

/// Notices looked at in one step.
const STEP_MAX: i64 = 100;

/// What a step did.
#[derive(Debug, Default)]
pub struct Stepped {
    /// What came in: receipts and citizens' messages.
    pub heard: usize,
    /// Notices that were handed to a gateway.
    pub sent: usize,
    /// Of these, taken.
    pub taken: usize,
    /// Notices whose state changed without a call: lapsed, timed out, given up, repeated, asked after.
    pub settled: usize,
    /// Gateways that could not be read, for the log.
    pub faults: Vec<GatewayFault>,
}

/// Does one step of the worker: hears what came in, settles what is old, sends what is due. `gateways` in the order in which they are tried:
/// the next attempt of a notice goes the next way. To be called every few seconds.
pub fn step(office: &Office, gateways: &[Arc<dyn Gateway>]) -> Result<Stepped, AppError> {
    let mut stepped = Stepped::default();
    for gateway in gateways {
        listen(office, gateway.as_ref(), &mut stepped);
    }
    stepped.settled = settle(office, gateways)?;
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
        let handed = gateway.send(&Outgoing { reference: &begun.reference, to: begun.to.as_str(), text: &begun.text });
        if let (Handed::Busy { .. } | Handed::Refused { permanent: false, .. }, Some(busy)) = (&handed, busy.get_mut(way)) {
            *busy = true;
        }
        stepped.taken += usize::from(matches!(handed, Handed::Taken { .. }));
        answered(office, notice.id, handed)?;
    }
    Ok(stepped)
}

/// Takes in what a gateway has, and answers citizens, once each, whatever becomes of the answer.
fn listen(office: &Office, gateway: &dyn Gateway, stepped: &mut Stepped) {
    let mut replies: Vec<Reply> = Vec::new();
    let mut keep = |inward| {
        replies.extend(hear(office, gateway.name(), inward).map_err(|error| KeepFault(Box::new(error)))?);
        Ok(())
    };
    match gateway.receive(&mut keep) {
        Ok(heard) => stepped.heard += heard,
        Err(fault) => stepped.faults.push(fault),
    }
    for Reply { reference, to, text } in replies {
        gateway.send(&Outgoing { reference: &reference, to: to.as_str(), text: &text });
    }
}

fn rules_of(office: &Office) -> Rules<'_> {
    Rules { book: &office.rules, office: office.profile(), today: office.today() }
}

/// Marks a notice as being sent by a gateway; nothing when it is not to be sent any more.
fn begin(office: &Office, id: NoticeId, route: &str) -> Result<Option<Reply>, AppError> {
    let (book, profile, today, route) = (office.rules.clone(), office.profile().clone(), office.today(), route.to_owned());
    office.store.write("begin_notice", office.seed(), move |write| {
        let Some(notice) = tables::notice::find(write, id)?.filter(|notice| notice.state == NoticeState::Waiting) else {
            return Ok(None);
        };
        let Some(to) = notice.phone.clone() else { return Ok(None) };
        let rules = Rules { book: &book, office: &profile, today };
        if let Some(why) = why_not(rules, write, &notice, &to)? {
            change(write, notice, &NoticeCommand::Cancel { why: why.to_owned() })?;
            return Ok(None);
        }
        let begun = change(write, notice, &NoticeCommand::Begin { route: route.clone() })?;
        Ok::<_, AppError>(Some(Reply { reference: reference_of(id, begun.attempts), to, text: begun.text }))
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

/// Writes down what a gateway said to a notice.
fn answered(office: &Office, id: NoticeId, handed: Handed) -> Result<(), AppError> {
    let (rules, now) = (rules_of(office), office.now());
    let wished = match &handed {
        Handed::Busy { retry_after, .. } => retry_after.and_then(|after| SignedDuration::try_from(after).ok()).unwrap_or_default(),
        _ => SignedDuration::ZERO,
    };
    let again_at = rules.minutes(now, NoticeMeasure::RetryMinutes, 1)?.max(now.saturating_add(wished).unwrap_or(now));
    let again_at = send_from(again_at, rules.office.zone, rules.quiet()?);
    let command = match handed {
        Handed::Taken { id } => NoticeCommand::Take { reference: id },
        Handed::Busy { reason, .. } | Handed::Refused { permanent: false, reason } => NoticeCommand::PutOff { detail: reason, again_at },
        Handed::Refused { permanent: true, reason } => NoticeCommand::Refuse { detail: reason },
        Handed::Lost { reason } => NoticeCommand::Doubt { detail: reason },
    };
    office.store.write("notice_answered", office.seed(), move |write| {
        let Some(notice) = tables::notice::find(write, id)? else { return Ok(()) };
        let notice = change(write, notice, &command)?;
        hear_strays(write, notice)
    })
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
        commands.extend(resolve(gateways, notice, (now, doubted)).into_iter().map(|command| (notice.id, command)));
    }
    for notice in &taken {
        // A receipt that never came may still be asked for; without one the time is over.
        let receipt = match answer_of(gateways, notice) {
            Asked::Known(state, _) => receipt_of(state),
            Asked::Unknown | Asked::CannotSay => None,
        };
        commands.push((notice.id, receipt.unwrap_or(NoticeCommand::TimeOut)));
    }
    commands.extend(waiting.iter().map(|notice| (notice.id, NoticeCommand::GiveUp)));
    if commands.is_empty() {
        return Ok(0);
    }
    office.store.write("settle_notices", office.seed(), move |write| {
        for (id, command) in &commands {
            let notice = tables::notice::find(write, *id)?.ok_or(StoreFault::Missing("a notice"))?;
            let notice = change(write, notice, command)?;
            hear_strays(write, notice)?;
        }
        Ok::<_, AppError>(commands.len())
    })
}

/// What becomes of a notice whose answer was lost: what the gateway says, or after the set time once more, marked as possibly double.
fn resolve(gateways: &[Arc<dyn Gateway>], notice: &Notice, (now, doubted): (Timestamp, Timestamp)) -> Vec<NoticeCommand> {
    match answer_of(gateways, notice) {
        Asked::Known(state, _) => {
            let take = NoticeCommand::Take { reference: notice.reference.clone() };
            [take].into_iter().chain(receipt_of(state)).collect()
        }
        Asked::Unknown => vec![NoticeCommand::PutOff { detail: "the gateway never had it".to_owned(), again_at: now }],
        Asked::CannotSay if now >= notice.deadline => vec![NoticeCommand::GiveUp],
        Asked::CannotSay if notice.since <= doubted => vec![NoticeCommand::Repeat],
        Asked::CannotSay => Vec::new(),
    }
}

/// What the gateway says of the latest attempt.
fn answer_of(gateways: &[Arc<dyn Gateway>], notice: &Notice) -> Asked {
    let gateway = gateways.iter().find(|gateway| Some(gateway.name()) == notice.route.as_deref());
    gateway.map_or(Asked::CannotSay, |gateway| gateway.ask(&reference_of(notice.id, notice.attempts), notice.reference.as_deref()))
}

fn receipt_of(state: ReceiptState) -> Option<NoticeCommand> {
    outcome_of(state).map(|outcome| NoticeCommand::Receive { outcome })
}
